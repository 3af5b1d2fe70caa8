"""The ledger forgets no character."""

from __future__ import annotations

from pipeline.fold import Text
from pipeline.ledger import Ledger, visible
from pipeline.model import Cell, DocumentId, Locator, Paragraph

LOCATOR = Locator(DocumentId("report.docx"), None, 1, 2, 3, 1)
PARAGRAPH = Paragraph("ITU (confirmed) and  ILO", LOCATOR)
CELL = Cell(2, 3, 1, 1, (PARAGRAPH,))


def test_characters_of_an_opened_cell_that_nobody_read_are_unaccounted() -> None:
    """Opening a cell puts all its words on the books."""
    ledger = Ledger()

    ledger.open(CELL)

    assert [entry.text for entry in ledger.unaccounted()] == ["ITU (confirmed) and  ILO"]


def test_the_use_that_says_most_counts() -> None:
    """A count in a bullet is a value, the rest of the bullet a point."""
    ledger = Ledger()
    ledger.open(CELL)
    point, value = Text([PARAGRAPH]), Text([PARAGRAPH])
    point.take(0, len(point.text), "point")
    value.take(0, 3, "value")

    ledger.enter(value)
    ledger.enter(point)

    assert [(e.text, e.use) for e in ledger] == [("ITU", "value"), (" (confirmed) and  ILO", "point")]
    assert not ledger.unaccounted()


def test_shares_count_visible_characters_of_each_cell() -> None:
    """White space weighs nothing."""
    ledger = Ledger()
    ledger.open(CELL)
    text = Text([PARAGRAPH])
    text.take(4, 15, "value")

    ledger.enter(text)

    assert ledger.shares() == {(1, 2, 3): {None: 9, "value": 11}}


def test_visible_leaves_out_what_nobody_sees() -> None:
    """Spaces, soft hyphens and direction marks are not visible."""
    assert visible("a b\u00ad\u200f\n") == 2
