"""Readings to rows: keys, positions, offsets and provenance."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from pipeline.assemble import assemble, findings_of, order_findings
from pipeline.dataset import Dataset
from pipeline.findings import notice
from pipeline.identifiers import slugify
from pipeline.model import (
    Cell,
    Document,
    DocumentId,
    Entry,
    Evidence,
    Locator,
    MeetingReadings,
    Notice,
    Paragraph,
    Reading,
    ReportId,
    ReportReadings,
    Row,
    Span,
    Value,
)
from pipeline.register import load_register

PLACE = Locator(DocumentId("report.docx"), None, 1, 2, 1, 1)
DOCUMENT = Document(DocumentId("report.docx"), "docx", "0" * 64, 1, (), ())


def value(content: object, *words: str) -> Value[object]:
    """A value read from some words of one paragraph."""
    return Value(content, tuple(Evidence(PLACE, Span(0, len(w)), w) for w in words or ("words",)), "test")


def meeting(values: dict[str, Value[object]], *details: Reading) -> MeetingReadings:
    """A meeting's readings, from no particular row."""
    return MeetingReadings(Row("record", 1, 2, ()), 1, values, details, ())


def dataset(*meetings: MeetingReadings, **report: Value[object]) -> Dataset:
    """The rows that the meetings of one report make."""
    readings = ReportReadings(("en",), report, meetings, ())
    return assemble(ReportId("report"), DOCUMENT, readings, load_register())


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("e-business and e-employment", "e-business-and-e-employment"),
        ("Agricultura electrónica", "agricultura-electronica"),
        ("  Œuvre : “test” ", "uvre-test"),
        ("电子政务", ""),
    ],
)
def test_slugs(title: str, slug: str) -> None:
    """Lower case, accents off, everything else a hyphen."""
    assert slugify(title) == slug


def test_meeting_ids() -> None:
    """Code; with sub-themes the title too; without a code the title; else the position; repeats counted."""
    rows = dataset(
        meeting({"action_line": value("C2"), "title": value("Infrastructure")}),
        meeting({"action_line": value("C7"), "title": value("e-government")}),
        meeting({"title": value("Opening session")}),
        meeting({"title": value("电子政务")}),
        meeting({"action_line": value("C2"), "title": value("Infrastructure, continued")}),
    )

    ids = [row["meeting_id"] for row in rows["meetings"]]

    assert ids == [
        "report/c2",
        "report/c7-e-government",
        "report/opening-session",
        "report/m4",
        "report/c2-2",
    ]


def test_times_get_the_offset_of_their_day() -> None:
    """Summer time and winter time of the report's zone; without a time no moment."""
    zone = value("Europe/Zurich")
    summer = {"date": value(dt.date(2006, 5, 16)), "start_time": value(dt.time(10))}
    winter = {"date": value(dt.date(2006, 12, 4)), "start_time": value(dt.time(10))}

    rows = dataset(
        meeting({"title": value("a"), **summer}),
        meeting({"title": value("b"), **winter}),
        meeting({"title": value("c"), "date": summer["date"]}),
        timezone=zone,
    )["meetings"]

    moments = [row["starts_at"].isoformat() if row["starts_at"] else None for row in rows]  # type: ignore[attr-defined]  # a datetime
    assert moments == ["2006-05-16T10:00:00+02:00", "2006-12-04T10:00:00+01:00", None]
    assert {row["timezone"] for row in rows} == {"Europe/Zurich"}


def test_a_value_from_several_places_has_a_part_for_each() -> None:
    """Provenance quotes every place, in order."""
    rows = dataset(meeting({"title": value("a"), "date": value(dt.date(2006, 5, 16), "Tuesday", "16 May")}))

    parts = [(r["part"], r["text"]) for r in rows["provenance"] if r["field"] == "date"]

    assert parts == [(1, "Tuesday"), (2, "16 May")]


def test_archive_address_needs_a_date_and_a_web_address() -> None:
    """The address of the archive's copy nearest to the meeting."""
    url = Reading("links", {"kind": value("url"), "url": value("http://itu.int/a")}, {"section": "comments"})
    email = Reading(
        "links", {"kind": value("email"), "url": value("mailto:a@itu.int")}, {"section": "comments"}
    )
    day = {"title": value("a"), "date": value(dt.date(2006, 5, 16))}

    rows = dataset(meeting(day, url, email), meeting({"title": value("b")}, url))["links"]

    assert [row["archive_url"] for row in rows] == [
        "https://web.archive.org/web/20060516/http://itu.int/a",
        None,
        None,
    ]


def test_findings_know_what_they_are_about_and_keep_their_identifier() -> None:
    """The same notice gives the same identifier; two of them in one place are told apart."""
    note = notice("not-understood", (Evidence(PLACE, Span(0, 3), "foo"),), column="Venue")
    one = MeetingReadings(Row("record", 1, 2, ()), 1, {"title": value("a")}, (), (note, note))

    rows, again = dataset(one), dataset(one)
    same = [row["finding_id"] for row in rows["findings"]]
    order_findings(rows)
    first, second = rows["findings"]

    assert (first["meeting_id"], first["row"], first["excerpt"]) == ("report/a", 2, "foo")
    assert same == [row["finding_id"] for row in again["findings"]]
    assert first["finding_id"] == same[0]
    assert second["finding_id"] == f"{same[0]}-2"


def test_a_numbered_title_is_no_repeat() -> None:
    """An identifier is never given twice, also where a title ends as a repeat would."""
    rows = dataset(
        *(meeting({"title": value(title)}) for title in ("Opening", "Opening", "Opening 2", "Opening"))
    )
    slugs = [str(row["meeting_id"]).removeprefix("report/") for row in rows["meetings"]]
    assert slugs == ["opening", "opening-2", "opening-2-2", "opening-3"]


def test_a_meeting_without_words_for_a_title_has_those_of_its_action_line() -> None:
    """Or the first line of its cell; a finding says so, and the code is not doubled in the identifier."""
    cell = Cell(2, 1, 1, 1, (Paragraph(" ", PLACE), Paragraph(" 11 May \nRoom 2", PLACE)))
    unnamed = replace(meeting({}), row=Row("record", 1, 2, (Entry(("meeting",), "Meeting", cell),)))

    rows = dataset(meeting({"action_line": value("C7", "C7")}), unnamed)

    assert [(row["meeting_id"], row["title"]) for row in rows["meetings"]] == [
        ("report/c7", "C7"),
        ("report/11-may", "11 May"),
    ]
    assert [(row["check"], row["record"]) for row in rows["findings"]] == [
        ("title-missing", "report/c7"),
        ("title-missing", "report/11-may"),
    ]


def test_a_notice_of_the_reader_is_about_the_meeting_in_whose_cell_it_is() -> None:
    """A cell of several meetings, or text outside the tables, is about none of them."""
    cells = [Cell(row, 1, 1, 1, (Paragraph("words", PLACE),)) for row in (2, 3, 4)]
    entries = [Entry(("meeting",), "Meeting", cell) for cell in cells]
    meetings = [
        replace(meeting({"title": value("One")}), row=Row("record", 1, 2, (entries[0], entries[2]))),
        replace(meeting({"title": value("Two")}), row=Row("record", 1, 3, (entries[1], entries[2]))),
    ]
    notices = [notice("hidden-text", locator=replace(PLACE, row=row)) for row in (3, 4)]
    readings = ReportReadings(("en",), {}, tuple(meetings), ())

    rows = assemble(ReportId("report"), replace(DOCUMENT, notices=tuple(notices)), readings, load_register())

    assert [row["meeting_id"] for row in rows["findings"]] == ["report/two", None]


def test_findings_of_a_difference_or_a_field_name_their_table() -> None:
    """A difference names its own record; a field of the meetings table is about the meeting's row; a field of
    another table is about that table."""
    about = {"report_id": "report", "meeting_id": "report/a"}
    url = {"table": "links", "record": "report/a|1"}
    difference = Notice(
        "renditions-differ", field="url", details={**url, "source": "1", "other": "2", "document": "b"}
    )
    notices = [
        difference,
        notice("year-inferred", field="date", year="2006", words="2006"),
        notice("link-not-web", field="url", target="file:///a"),
    ]

    rows = findings_of(notices, about)["findings"]

    assert [(row["table"], row["record"], row["field"]) for row in rows] == [
        ("links", "report/a|1", "url"),
        ("meetings", "report/a", "date"),
        ("links", None, "url"),
    ]
