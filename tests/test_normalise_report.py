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
    (("Contents", "Introduction ........ 1", "Annex I: Documents\t9", "Outcome document"), "Outcome document"),
    (("Draft report of the meetings",), "Draft report of the meetings"),
    (("Contents of the 2012 programme",), "Contents of the 2012 programme"),
    (("WSIS Forum 2012",), "WSIS Forum 2012"),
]


@pytest.mark.parametrize(("lines", "title"), TITLES)
def test_title(lines: tuple[str, ...], title: str) -> None:
    """The title is the first line that is no date, symbol, letterhead, label or list of contents."""
    document = DocumentId("report.docx")
    prose = [
        Paragraph(line, Locator(document, None, None, None, None, number))
        for number, line in enumerate(lines, 1)
    ]

    report = read_report(prose, own_lexicons().of("en"), own_register())

    assert report.values["title"].value == title
