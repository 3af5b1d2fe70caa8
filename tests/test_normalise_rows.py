"""What the rows of a report make people look at."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.model import Document, Locator, Paragraph
from tests.gallery import NAME, PROSE, Block, column, dataset, document, table

HEADER = ("Meeting", "Facilitator", "Themes")
C2 = ("C2 Infrastructure", "ITU", "Costs of access")
TWO_CITIES = "The events took place in Geneva and in Tunis from 14 to 18 May 2007."

CASES: list[tuple[str, list[Block], list[object]]] = [
    (
        "words-beside-links",
        [PROSE, table((*HEADER, "Documents"), (*C2, "Agenda: http://www.itu.int/wsis"))],
        ["Agenda:"],
    ),
    ("words-beside-links", [PROSE, table((*HEADER, "Documents"), (*C2, "http://www.itu.int/wsis"))], []),
    ("place-open", [TWO_CITIES, table(HEADER, C2)], ["Geneva"]),
    ("place-open", [PROSE, table(HEADER, C2)], []),
    ("row-without-meeting", [PROSE, table(HEADER, C2, ("", "UNDP", "Skills"))], ["UNDP", "Skills"]),
    (
        "stated-twice",
        [PROSE, table((*HEADER, "Participants", "Comments"), (*C2, "60", "Around 40 participants"))],
        ["40"],
    ),
    (
        "stated-twice",
        [PROSE, table((*HEADER, "Participants", "Comments"), (*C2, "60", "60 participants"))],
        [],
    ),
    (
        "words-beside-count",
        [PROSE, table((*HEADER, "Participants"), (*C2, "60 (of whom 12 remote)"))],
        ["(of whom 12 remote)"],
    ),
    (
        "person-detail-unclear",
        [PROSE, table(HEADER, ("C2 Infrastructure", "ITU\nChaired by Jane Doe, Blue Team Nine", "Costs"))],
        ["Blue Team Nine"],
    ),
    (
        "person-by-shape",
        [PROSE, table(HEADER, ("C2 Infrastructure", "ITU, Jane Doe", "Costs"))],
        ["Jane Doe"],
    ),
    ("person-by-shape", [PROSE, table(HEADER, ("C2 Infrastructure", "ITU (Jane Doe)", "Costs"))], []),
    (
        "person-by-shape",
        [PROSE, table((*HEADER, "Chair"), (*C2, "Ms. Jane Doe, Acme Widgets, Mr. John Roe"))],
        ["Acme Widgets"],
    ),
    ("person-by-shape", [PROSE, table((*HEADER, "Chair"), (*C2, "Jane Doe and John Roe"))], []),
    ("value-pending", [PROSE, table((*HEADER, "Venue"), (*C2, "TBC"))], ["TBC"]),
]


@pytest.mark.parametrize(("name", "blocks", "excerpts"), CASES)
def test_findings(name: str, blocks: list[Block], excerpts: list[object]) -> None:
    """The words that each finding of a check quotes."""
    made = dataset(document(*blocks))

    assert [row["excerpt"] for row in made["findings"] if row["check"] == name] == excerpts


def _with_note(source: Document, words: str) -> Document:
    """The document with a footnote to the first header of its table."""
    (grid,) = source.tables
    first, *others = grid.cells
    note = Paragraph(words, Locator(NAME, None, 1, 1, 1, 2), marker="note")
    cells = (replace(first, paragraphs=(*first.paragraphs, note)), *others)
    return replace(source, tables=(replace(grid, cells=cells),))


def test_a_header_keeps_its_meaning_under_a_footnote() -> None:
    """The footnote is no part of the header, and its words are told."""
    made = dataset(_with_note(document(PROSE, table(HEADER, C2)), "Titles as in the programme."))

    assert column(made, "title") == ["Infrastructure"]
    told = [(row["check"], row["excerpt"]) for row in made["findings"] if row["severity"] == "warning"]
    assert told == [("not-understood", "Titles as in the programme.")]
