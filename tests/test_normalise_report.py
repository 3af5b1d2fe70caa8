"""What the words before the table say of the report: its title, and the place of the events."""

from __future__ import annotations

import pytest

from pipeline.lexicon import own_lexicons
from pipeline.model import DocumentId, Locator, Paragraph
from pipeline.normalise.report import read_report
from pipeline.register import own_register

TITLES = [
    (("Outcome document", "Geneva, 14-18 May 2012"), "Outcome document"),
    (("Geneva, 14-18 May 2012", "Outcome document"), "Outcome document"),
    (("A/60/687", "Outcome document"), "Outcome document"),
    (("ITU", "Outcome document"), "Outcome document"),
    (("Distr.: General", "Original: English", "Outcome document"), "Outcome document"),
    (("Contents", "Introduction ........ 1", "Annex I: List\t9", "Outcome document"), "Outcome document"),
    (("Draft report of the meetings",), "Draft report of the meetings"),
    (("Contents of the 2012 programme",), "Contents of the 2012 programme"),
    (("WSIS Forum 2012",), "WSIS Forum 2012"),
]


def stated(lines: tuple[str, ...], column: str) -> object:
    """A value of the report, None where the lines before its table do not state it."""
    document = DocumentId("report.docx")
    prose = [
        Paragraph(line, Locator(document, None, None, None, None, number))
        for number, line in enumerate(lines, 1)
    ]
    values = read_report(prose, own_lexicons().of("en"), own_register()).values
    return values[column].value if column in values else None


@pytest.mark.parametrize(("lines", "title"), TITLES)
def test_title(lines: tuple[str, ...], title: str) -> None:
    """The title is the first line that is no date, symbol, letterhead, label or list of contents."""
    assert stated(lines, "title") == title


PLACES = [
    (("Forum 2010", "It was held in Geneva from 10 to 14 May 2010."), "Geneva"),
    (("Geneva, 10-14 May 2010",), "Geneva"),
    (("Forum 2010", "United Nations Headquarters, New York, 10-14 May 2010"), "New York"),
    (("Forum 2010 – Geneva",), "Geneva"),
    (("Preparing the Tunis phase of the Summit", "Meetings took place from 10 to 14 May 2010."), None),
    (("Meetings of the Group of Experts", "Paris and Geneva"), None),
    (("Follow-up to the Geneva Plan of Action", "Meetings were held in Cairo."), "Cairo"),
]


@pytest.mark.parametrize(("lines", "place"), PLACES)
def test_place(lines: tuple[str, ...], place: str | None) -> None:
    """The place is the city where the events took place, not one that names a phase or a plan."""
    assert stated(lines, "place") == place
