"""Dates and times of a meeting in English, and what the prose before a table says of the events."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.fold import FILLER
from pipeline.lexicon import own_lexicons
from pipeline.model import DocumentId, Evidence, Locator, Paragraph, Span, Value
from pipeline.normalise.dates import Known, day_order, read_when, report_period, sentences_of
from tests.when_examples import (
    DAY_ROW,
    PROSE,
    SPRING,
    Example,
    cell,
    checks_of,
    example,
    read,
    spans_drawn,
    spans_of,
    stated,
)

EXAMPLES = [
    example("⟦16 May⟧ ⟦10:00⟧ - ⟦18 May⟧ ⟦13:00⟧", "2007-05-16..2007-05-18 10:00-13:00"),
    example("⟦16 May⟧, ⟦10:00⟧-⟦13:00⟧", "2007-05-16 10:00-13:00"),
    example("Action Line C1 The role of governments¶⟦16 May⟧, ⟦10:00⟧-⟦13:00⟧", "2007-05-16 10:00-13:00"),
    example("⟦16 May 2007⟧", "2007-05-16"),
    example("⟦May 16, 2007⟧", "2007-05-16"),
    example("⟦May 16⟧", "2007-05-16"),
    example("⟦Wednesday, 16th May⟧", "2007-05-16"),
    example("⟦Wed. 16 May⟧", "2007-05-16"),
    example("⟦16 May 2007 (Wednesday)⟧", "2007-05-16"),
    example("the ⟦16th of May, 2007⟧", "2007-05-16"),
    example("⟦14-15 May 2007⟧", "2007-05-14..2007-05-15"),
    example("⟦14–15 May 2007⟧", "2007-05-14..2007-05-15"),
    example("⟦14 and 15 May⟧", "2007-05-14..2007-05-15"),
    example("⟦9/10 May⟧", "2007-05-09..2007-05-10"),
    example("⟦10, 11 and 14 May⟧", "2007-05-10..2007-05-14", "date-several-days"),
    example("⟦14, 15 May⟧", "2007-05-14..2007-05-15"),
    example("⟦14-16, 21 May⟧", "2007-05-14..2007-05-21", "date-several-days"),
    example("⟦15 (Tue) and 16 (Wed) May 2007⟧", "2007-05-15..2007-05-16"),
    example("⟦30 April - 2 May⟧", "2007-04-30..2007-05-02"),
    example("⟦May 30 - June 2, 2007⟧", "2007-05-30..2007-06-02"),
    example("⟦May 14-16, 2007⟧", "2007-05-14..2007-05-16"),
    example("from ⟦9 to 19 May⟧", "2007-05-09..2007-05-19"),
    example("between ⟦9 and 19 May⟧", "2007-05-09..2007-05-19"),
    example("⟦Monday 14 to Wednesday 16 May 2007⟧", "2007-05-14..2007-05-16"),
    example("⟦16.05.2007⟧", "2007-05-16"),
    example("⟦16/05/2007⟧", "2007-05-16"),
    example("⟦05/16/2007⟧", "2007-05-16"),
    example("⟦14-16.05.2007⟧", "2007-05-14..2007-05-16"),
    example("⟦14.05-16.05.2007⟧", "2007-05-14..2007-05-16"),
    example("⟦05/14 - 05/16/2007⟧", "2007-05-14..2007-05-16"),
    example("⟦16/05/07⟧", "2007-05-16"),
    example("⟦16/05⟧, ⟦10:00⟧-⟦13:00⟧", "2007-05-16 10:00-13:00"),
    example("⟦2007-05-16⟧", "2007-05-16"),
    example("⟦2007-05-16⟧T⟦10:00⟧", "2007-05-16 10:00"),
    example("⟦2007-05-16⟧T⟦10:00:00⟧⟦Z⟧", "2007-05-16 10:00 Etc/UTC", "zone-differs"),
    example("C1T10:00"),
    example("⟦16-May-2007⟧", "2007-05-16"),
    example("⟦16 May 07⟧", "2007-05-16"),
    example("⟦16 May '07⟧", "2007-05-16"),
    example("⟦16 May⟧, ⟦10.00⟧-⟦13.00 hrs⟧", "2007-05-16 10:00-13:00"),
    example("⟦16 May⟧, ⟦10.00⟧ – ⟦13.00⟧", "2007-05-16 10:00-13:00"),
    example("⟦16 May⟧ ⟦10h00⟧-⟦13h00⟧", "2007-05-16 10:00-13:00"),
    example("⟦16 May⟧, ⟦1000⟧-⟦1300⟧", "2007-05-16 10:00-13:00"),
    example("⟦16 May⟧, ⟦0930⟧-⟦1300 hrs⟧", "2007-05-16 09:30-13:00"),
    example("⟦16 May⟧, ⟦3 pm⟧ – ⟦6 p.m.⟧", "2007-05-16 15:00-18:00"),
    example("⟦16 May⟧, ⟦3⟧-⟦6 p.m.⟧", "2007-05-16 15:00-18:00"),
    example("⟦16 May⟧, ⟦10⟧ to ⟦1 pm⟧", "2007-05-16 10:00-13:00"),
    example("⟦16 May⟧, ⟦2 pm⟧ to ⟦5⟧", "2007-05-16 14:00-17:00"),
    example("⟦16 May⟧, ⟦10am⟧ to ⟦noon⟧", "2007-05-16 10:00-12:00"),
    example("⟦16 May⟧, ⟦12:30 a.m.⟧", "2007-05-16 00:30"),
    example("⟦16 May⟧, from ⟦9.30⟧ to ⟦11⟧", "2007-05-16 09:30-11:00"),
    example("⟦16 May⟧, between ⟦10:00⟧ and ⟦13:00⟧", "2007-05-16 10:00-13:00"),
    example("⟦16 May⟧, until ⟦13:00⟧", "2007-05-16 -13:00"),
    example("⟦16 May⟧ at ⟦10:00⟧", "2007-05-16 10:00"),
    example("⟦10:00⟧-⟦13:00⟧ on ⟦16 May⟧", "2007-05-16 10:00-13:00"),
    example("⟦16 May⟧, ⟦10:00⟧-\n⟦13:00⟧", "2007-05-16 10:00-13:00"),
    example("Date: ⟦16 May 2007⟧¶Time: ⟦10:00⟧-⟦13:00⟧", "2007-05-16 10:00-13:00"),
    example("⟦16 May⟧¶Room H¶⟦10:00⟧-⟦13:00⟧", "2007-05-16 10:00-13:00"),
    example("e-business (⟦16 May⟧, Room H)", "2007-05-16"),
    example("Room 5 - ⟦16 May⟧", "2007-05-16"),
    example("Session 3, ⟦16 May⟧", "2007-05-16"),
    example("⟦16 May⟧, ⟦10:00⟧-⟦13:00⟧ (⟦CET⟧)", "2007-05-16 10:00-13:00 Europe/Zurich"),
    example("⟦16 May⟧, ⟦10:00⟧-⟦13:00⟧ ⟦GMT+2⟧", "2007-05-16 10:00-13:00 Europe/Zurich"),
    example("⟦16 May⟧, ⟦10:00⟧ ⟦UTC⟧", "2007-05-16 10:00 Etc/UTC", "zone-differs"),
    example("⟦16 May⟧, ⟦10:00⟧ ⟦UTC-3⟧", "2007-05-16 10:00 Etc/GMT+3", "zone-differs"),
    example("⟦16 May⟧, ⟦10:00⟧ GMT+5:30", "2007-05-16 10:00", "zone-differs", "zone-unnamed"),
    example("⟦16 May⟧, ⟦10:00⟧-⟦13:00⟧ local time", "2007-05-16 10:00-13:00"),
    example("⟦16 May⟧ (morning)", "2007-05-16", "time-part-of-day"),
    example("⟦16 May⟧, afternoon session", "2007-05-16", "time-part-of-day"),
    example("⟦16 May⟧, a.m.", "2007-05-16", "time-part-of-day"),
    example("⟦16 May⟧, ⟦10:00⟧-⟦13:00⟧ (Geneva time)", "2007-05-16 10:00-13:00"),
    example("⟦16 May⟧, ⟦12 noon⟧ to ⟦1:30 pm⟧", "2007-05-16 12:00-13:30"),
    example("⟦20 May⟧ (postponed from 16 May)", "2007-05-20"),
    example("⟦16 May⟧ (TBC)", "2007-05-16", "date-provisional"),
    example("⟦16 May⟧, ⟦10:00⟧-13:00 and 15:00-⟦18:00⟧", "2007-05-16 10:00-18:00", "time-several-sittings"),
    example(
        "⟦14 May⟧, ⟦10:00⟧-13:00¶⟦15 May⟧, 9:00-⟦12:00⟧",
        "2007-05-14..2007-05-15 10:00-12:00",
        "time-several-sittings",
    ),
    example("⟦16 May⟧, ⟦22:00⟧-⟦01:00⟧", "2007-05-16..2007-05-17 22:00-01:00", "time-over-midnight"),
    example("⟦16 May⟧, ⟦18:00⟧-⟦15:00⟧", "2007-05-16 18:00-15:00", "time-ends-before-start"),
    example("⟦Tuesday, 16 May⟧", "2007-05-16", "weekday-differs"),
    example("⟦16 - 14 May⟧", "2007-05-16..2007-05-14", "date-ends-before-start"),
    example("⟦16 August 2007⟧", "2007-08-16", "date-outside-period"),
    example(
        "Follow-up to the meeting of 24 February 2006¶⟦16 May⟧, ⟦10:00⟧-⟦13:00⟧", "2007-05-16 10:00-13:00"
    ),
    example("Report on 2005-2015¶⟦16 May 2007⟧", "2007-05-16"),
]

KNOWN_FAILURES = [
    example("⟦16 May⟧, half past ⟦10⟧", "2007-05-16 10:30"),
    example("the ⟦sixteenth of May 2007⟧", "2007-05-16"),
    example("the day after ⟦15 May 2007⟧", "2007-05-16"),
]

NOT_READ = [
    example("June 2007 (dates to be confirmed)", "", "date-partial", "date-pending"),
    example("C7"),
    example("Paragraphs 108-109 of the Tunis Agenda"),
    example("ITU may be considered as co-facilitator"),
    example("Phase 2 may be considered"),
    example("Working Group 3 may, in time, meet again"),
    example("24/7 support"),
    example("a span of 1-2 years"),
    example("Around 40 participants"),
    example("Resolution 60/252"),
    example("version 3.5"),
    example("version 3.5.10"),
    example("http://www.itu.int/2007/05/16"),
    example("www.unctad.org/16.05.2007/index.html"),
    example("A/16/05/2007"),
    example("WSIS-16/05/2007-E"),
    example("Room 10.30"),
    example("a session of 2-3 hours"),
    example("2005-2015"),
    example("2-3 hours"),
    example("from 10 to 13"),
    example("16:9 screens"),
    example("Morning prayers"),
    example("the noon lecture"),
    example("March of the penguins"),
    example("1,200 villages and 16 maybe"),
    example("TBC", "", "date-pending"),
    example("Date: to be announced", "", "date-pending"),
    example("May 2007", "", "date-partial"),
    example("Week of 14 May 2007", "", "date-approximate"),
    example("Week of the 14th of May", "", "date-approximate"),
    example("the week of 14-18 May", "", "date-approximate"),
    example("w/c 14 May 2007", "", "date-approximate"),
    example("around 16 May", "", "date-approximate"),
    example("not later than 16 May 2007, ⟦10:00⟧", "10:00", "date-approximate"),
    example("⟦16 May⟧, about ⟦10:00⟧", "2007-05-16 10:00"),
    example("in May 2007", "", "date-partial"),
    example("31 June 2007", "", "date-impossible"),
    example("29 February 2007", "", "date-impossible"),
    example("⟦16 May⟧, 24:30", "2007-05-16", "time-impossible"),
    example("⟦16 May⟧, 17 a.m.", "2007-05-16", "time-impossible"),
    example("⟦16 May⟧¶webcast at 10:00, lunch at 13:00", "2007-05-16", "time-unclear"),
    example("before 14 May 2007 or after 16 May 2007", "", "date-unclear"),
]


@pytest.mark.parametrize("row", [*EXAMPLES, *NOT_READ], ids=lambda row: row.id)
def test_reads_the_drawn_words(row: Example) -> None:
    """A cell gives the expected values, from exactly the words drawn, and the expected checks."""
    outcome = read(row.drawn)
    assert (stated(outcome), checks_of(outcome)) == (row.stated, row.checks)
    assert spans_of(outcome) == spans_drawn(row.drawn)[1]


@pytest.mark.parametrize("row", KNOWN_FAILURES, ids=lambda row: row.id)
@pytest.mark.xfail(strict=True, reason="words that the grammar does not know")
def test_does_not_read_yet(row: Example) -> None:
    """Ways to write a date that are not read right so far."""
    outcome = read(row.drawn)
    assert stated(outcome) == row.stated


def test_says_nothing_of_a_text_without_dates() -> None:
    """A text in which nothing was read is left whole for the next normaliser."""
    text = cell("Resolution 60/252 may be considered in Room 10.30")
    outcome = read_when(text, own_lexicons().of("en"), SPRING)
    assert outcome.readings == ()
    assert text.free == text.text


@pytest.mark.parametrize(
    ("printed", "left"),
    [
        ("Action Line C1, 16 May, 10:00-13:00", ["Action Line C1"]),
        ("Action Line C1 (16 May 2007)", ["Action Line C1"]),
        ("C1 (16 May, Room H)", ["C1 (", "Room H)"]),
        ("Date: Wednesday, 16 May¶Time: 10.00 to 13.00 hrs (local time)", []),
        ("from 9 to 19 May, at 10:00 (CET)", []),
        ("Progress to date, 16 May", ["Progress to date"]),
        ("Day 1: 14 May 2007", ["Day 1"]),
        ("16 May – morning session¶Room H", ["Room H"]),
        ("16 May, 25:00", ["25:00"]),
        ("16 May¶2007 Forum", ["Forum"]),
    ],
)
def test_takes_the_joining_words(printed: str, left: list[str]) -> None:
    """Words and punctuation that only join date and time are taken; a title's own words stay."""
    text = cell(printed)
    read_when(text, own_lexicons().of("en"), SPRING)
    assert [text.text[start:end] for start, end in text.remainder()] == left


def test_infers_the_year_from_the_period() -> None:
    """A date without a year gets the period's, says so, and quotes both places."""
    outcome = read("16 May")
    values = outcome.readings[0].values
    assert values["date"].value == date(2007, 5, 16)
    assert [part.text for part in values["date"].evidence] == ["16 May", "Spring 2007"]
    assert values["date"].rule == "dates.inferred-year"
    assert values["year_basis"].value == "inferred"
    assert [part.text for part in values["year_basis"].evidence] == ["Spring 2007"]
    assert [(note.check, note.details) for note in outcome.notices] == [
        ("year-inferred", {"year": "2007", "words": "Spring 2007"})
    ]


def test_keeps_the_printed_year() -> None:
    """A printed year is `printed`, whatever the period says."""
    values = read("16 May 2009").readings[0].values
    assert values["year_basis"].value == "printed"
    assert values["date"].value == date(2009, 5, 16)


@pytest.mark.parametrize(
    ("known", "expected", "checks"),
    [
        (Known(year=Value(2006, DAY_ROW.evidence, "dates.year")), "2006-05-16", ()),
        (Known(day=DAY_ROW), "2007-05-16", ("day-row-differs",)),
        (Known(), "", ("date-without-year",)),
    ],
)
def test_infers_the_year_from_the_nearest_evidence(
    known: Known, expected: str, checks: tuple[str, ...]
) -> None:
    """Without a period the year comes from the day row or the nearest date; else the date is missing."""
    outcome = read("16 May", known=known)
    assert (stated(outcome), checks_of(outcome)) == (expected, checks)


def test_takes_the_year_in_which_the_day_falls_into_the_period() -> None:
    """Events over New Year have days of both years."""
    period = replace(SPRING.period, start=date(2007, 12, 28), end=date(2008, 1, 4)) if SPRING.period else None
    assert stated(read("30 December", known=Known(period))) == "2007-12-30"
    assert stated(read("2 January", known=Known(period))) == "2008-01-02"
    assert stated(read("30 December - 2 January", known=Known(period))) == "2007-12-30..2008-01-02"


def test_gives_a_time_the_date_of_its_day_row() -> None:
    """A time under a day row is dated by that row, from the row's words, and its year counts as printed."""
    outcome = read("⟦10:00⟧-⟦13:00⟧", known=replace(SPRING, day=DAY_ROW))
    assert stated(outcome) == "2007-05-14 10:00-13:00"
    assert outcome.readings[0].values["date"].evidence == DAY_ROW.evidence
    assert outcome.readings[0].values["year_basis"].value == "printed"


def test_prefers_a_cells_own_date_to_its_day_row() -> None:
    """A meeting's own date counts, and the difference is reported."""
    outcome = read("16 May 2007, 10:00", known=replace(SPRING, day=DAY_ROW))
    assert stated(outcome) == "2007-05-16 10:00"
    assert checks_of(outcome) == ("day-row-differs",)


@pytest.mark.parametrize("printed", ["1000-1300", "10.00-13.00", "from 10.00 to 13.00"])
def test_reads_bare_figures_as_times_where_the_day_is_known(printed: str) -> None:
    """Such figures are times on a line of their own under a day row or alone in a cell, else anything."""
    under_day_row = replace(SPRING, day=DAY_ROW)
    assert stated(read(f"e-business¶{printed}", known=under_day_row)) == "2007-05-14 10:00-13:00"
    assert stated(read(printed)) == "10:00-13:00"
    assert stated(read(f"e-business¶{printed}")) == ""


@pytest.mark.parametrize(
    ("printed", "day_first", "expected"),
    [
        ("05/06/2007", None, "2007-06-05"),
        ("05/06/2007", True, "2007-06-05"),
        ("05/06/2007", False, "2007-05-06"),
        ("10/05/2007", None, "2007-05-10"),
        ("05/10/2007", None, "2007-05-10"),
        ("05/10/2007", True, "2007-10-05"),
    ],
)
def test_reads_figures_in_the_documents_order(printed: str, day_first: bool | None, expected: str) -> None:
    """The day comes first unless the document, or else the period, shows otherwise."""
    assert stated(read(printed, known=replace(SPRING, day_first=day_first))) == expected


def test_names_a_partial_date_in_edtf() -> None:
    """A month without a day is left missing, and the notice holds it in EDTF."""
    (note,) = read("May 2007").notices
    assert (note.check, note.details, note.excerpt) == ("date-partial", {"edtf": "2007-05"}, "May 2007")


def test_names_the_zone_without_a_known_place() -> None:
    """Without a place a printed zone is given as such."""
    known = replace(SPRING, timezone=None)
    assert stated(read("16 May, 10:00 CET", known=known)) == "2007-05-16 10:00 CET"
    assert stated(read("16 May, 10:00 GMT+2", known=known)) == "2007-05-16 10:00 Etc/GMT-2"


def prose(*paragraphs: str) -> list[Paragraph]:
    """Paragraphs before a table."""
    document = DocumentId("report.docx")
    return [
        Paragraph(text, Locator(document, None, None, None, None, number))
        for number, text in enumerate(paragraphs, 1)
    ]


FEBRUARY = (
    "During a facilitators meeting, which took place on 24 February 2006 in Geneva, terms were approved."
)
EVENTS = "A series of events related to the Action Lines took place in Geneva from 9 to 19 May."
SYMPOSIUM = "A Global Symposium was also organized from 9 to 11 May."
SESSION = "A panel discussion took place on 18 May."
PERIODS = [
    ((FEBRUARY, EVENTS, SYMPOSIUM, SESSION), "2006-05-09..2006-05-19", ["9 to 19 May", "24 February 2006"]),
    (
        ("Forum 2009 - Report", "In 2009 it was held in Geneva from 18 to 22 May."),
        "2009-05-18..2009-05-22",
        None,
    ),
    (("Report on the 2008 Meetings", "They were held from 19 to 23 May."), "2008-05-19..2008-05-23", None),
    (
        ("Report", "Geneva, 14-25 May 2007", "A workshop ran from 1 May to 30 June 2007."),
        "2007-05-14..2007-05-25",
        None,
    ),
    (
        ("The events took place between 30 April and 2 May 2012.",),
        "2012-04-30..2012-05-02",
        ["30 April and 2 May 2012"],
    ),
    (
        ("It follows the Summit of 16-18 November 2005.", "The meetings ran from 9 to 19 May 2006."),
        "2006-05-09..2006-05-19",
        None,
    ),
    (("Held from 28 December 2007 to 4 January 2008.",), "2007-12-28..2008-01-04", None),
    (
        ("The Forum ran from 14 to 18 May 2012.", "The next Forum will be held from 13 to 17 May 2013."),
        "2012-05-14..2012-05-18",
        None,
    ),
    (("After the Summit a cluster of events ran from 9 to 19 May 2006.",), "2006-05-09..2006-05-19", None),
]


@pytest.mark.parametrize(("paragraphs", "expected", "words"), PERIODS)
def test_finds_the_span_of_the_events(
    paragraphs: tuple[str, ...], expected: str, words: list[str] | None
) -> None:
    """The span of the events as a whole is found, with its year, from the words that state it."""
    period, year, notices = report_period(prose(*paragraphs), own_lexicons().of("en"))
    assert period is not None
    assert year is not None
    assert f"{period.start}..{period.end}" == expected
    assert year.value == period.start.year
    assert notices == ()
    if words:
        assert [part.text for part in period.evidence] == words


NO_PERIODS = [
    ((), None, ()),
    (("Report of the meeting of 24 February 2006",), 2006, ()),
    (("Report", "It met.", "The meetings were held in Geneva in May 2007."), 2007, ()),
    (("Report", "It met.", "It met again on 30 June 2006."), 2006, ()),
    (("Geneva, 30 June 2006", "Meetings were held in May."), 2006, ()),
    ((EVENTS,), None, ("period-without-year",)),
    (("The Summit closed on 18 November 2005.", EVENTS), None, ("period-without-year",)),
    (("Forum 2009", "As in 2008, it was held from 18 to 22 May."), None, ("period-without-year",)),
    (
        ("Events were held from 9 to 19 May 2006.", "Meetings were held from 14 to 25 May 2007."),
        None,
        ("period-unclear",),
    ),
    (("Events were held from 20 to 31 June 2006.",), 2006, ("date-impossible",)),
    (("Paragraphs 108-109 of the Agenda, 3-5 of its Annex.",), None, ()),
    (("The meetings were organized since the Geneva phase (10-12 December 2003).",), None, ()),
    (("The next meetings are to run from 9 to 19 May 2007.",), None, ()),
]


@pytest.mark.parametrize(("paragraphs", "year", "checks"), NO_PERIODS)
def test_leaves_an_unknown_span_missing(
    paragraphs: tuple[str, ...], year: int | None, checks: tuple[str, ...]
) -> None:
    """A single date is no span, and a span without year, of doubtful year or among rivals is not taken."""
    period, found, notices = report_period(prose(*paragraphs), own_lexicons().of("en"))
    assert period is None
    assert (found.value if found else None) == year
    assert tuple(note.check for note in notices) == checks


@pytest.mark.parametrize(
    ("texts", "expected", "checks"),
    [
        (("13/05/2007", "05/06/2007"), True, ()),
        (("05/13/2007",), False, ()),
        (("05/06/2007", "13.05.", "version 3.13.2007.1"), None, ()),
        (("13/05/2007", "05/13/2007"), None, ("date-figures-mixed",)),
    ],
)
def test_learns_the_order_of_figures(
    texts: tuple[str, ...], expected: bool | None, checks: tuple[str, ...]
) -> None:
    """A date whose day is above 12 shows the order for the whole document; both orders are reported."""
    order, notices = day_order(prose(*texts))
    assert (order, tuple(note.check for note in notices)) == (expected, checks)


PIECES = st.sampled_from(
    [
        "16",
        "May",
        "may",
        "2007",
        "10:00",
        "-",
        "to",
        "and",
        "3 pm",
        "(",
        ")",
        "\n",
        ",",
        "/",
        ".",
        "TBC",
        "16/05",
        "GMT",
        "+2",
        "Monday",
        "31 June",
        "morning",
        "1000-1300",
        "24:30",
        "٣",
        "月",
        "年",
        "日",
        "h",
        "from",
        "\u200f",
        "é",
        "Room",
    ]
)


@settings(deadline=None)  # the first text compiles the grammar
@given(st.one_of(st.text(), st.lists(PIECES).map(" ".join), st.lists(PIECES).map("".join)))
def test_survives_any_text(printed: str) -> None:
    """Whatever the text, values come from its own characters, and everything taken lies within it."""
    text = cell(printed)
    outcome = read_when(text, own_lexicons().of("en", "ar", "zh"), SPRING)
    spans = sorted(spans_of(outcome))
    assert all(one[1:] < two[1:] or one[0] < two[0] for one, two in pairwise(spans))
    for reading in outcome.readings:
        for value in reading.values.values():
            own = [part for part in value.evidence if part.locator != PROSE]
            for part in own:
                paragraph = text.paragraphs[part.locator.paragraph - 1].text
                assert paragraph[part.span.start : part.span.end] == part.text
    assert all(taken in {FILLER, kept} for taken, kept in zip(text.free, text.text, strict=True))


@settings(deadline=None)  # the first text compiles the grammar
@given(st.lists(st.one_of(st.text(), st.lists(PIECES).map(" ".join)), max_size=4))
def test_survives_any_prose(paragraphs: list[str]) -> None:
    """Whatever the prose, a span is quoted from it and does not end before it starts."""
    period, _, _ = report_period(prose(*paragraphs), own_lexicons().of("en"))
    if period:
        assert period.start <= period.end
        for part in period.evidence:
            assert paragraphs[part.locator.paragraph - 1][part.span.start : part.span.end] == part.text


@pytest.mark.parametrize(
    ("paragraph", "words", "sentence"),
    [
        (
            "It met on 3 May. The events ran from 9 to 19 May. All came.",
            "9 to 19 May",
            "The events ran from 9 to 19 May.",
        ),
        ("  Geneva, 9-19 May 2006 ", "9-19 May 2006", "Geneva, 9-19 May 2006"),
        (
            "Approved by the U.N. on 24 February 2006 in Geneva. Next",
            "24 February 2006",
            "on 24 February 2006",
        ),
    ],
)
def test_a_year_is_quoted_with_its_sentence(paragraph: str, words: str, sentence: str) -> None:
    """The sentence around the words, from the end of the one before to its own."""
    whole = Paragraph(paragraph, PROSE)
    start = paragraph.index(words)

    (found,) = sentences_of([whole], [Evidence(PROSE, Span(start, start + len(words)), words)])

    assert sentence in found.text
    assert found.text == found.text.strip()
    assert found.text == paragraph[found.span.start : found.span.end]
    assert len(found.text) < len(paragraph)
