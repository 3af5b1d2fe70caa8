"""The cells that hold paragraphs of plain text and nothing else: nearly all of a real table's.

They are read in one pass over the table, several times faster than a story. A cell with anything that
needs more care (a link, a field, a note, a box, a table …) is left to the story, which gives the same for
every cell.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, TypeAlias

from lxml import etree

from pipeline.read.docx.draft import Draft, is_blank
from pipeline.read.docx.names import CELL, DEPTH, NUMBER, PARAGRAPH, RUN, STYLE, TEXT, VAL, w
from pipeline.read.docx.runs import NEEDS_CARE, clean

Mark: TypeAlias = "Callable[[str | None, str | None, str | None, Draft, etree._Element], None]"

_TAB: Final = w("tab")
_SEEN: Final = (TEXT, PARAGRAPH, STYLE, NUMBER, DEPTH, CELL, _TAB, *NEEDS_CARE)


def plain_cells(table: etree._Element, mark: Mark) -> dict[etree._Element, list[Draft]]:
    """The paragraphs of the table's plain cells; `mark` finds a paragraph's list mark by its style, list
    and level."""
    cells: dict[etree._Element, list[Draft]] = {}
    cell: etree._Element | None = None
    paragraph: etree._Element | None = None
    drafts: list[Draft] = []
    pieces: list[str] = []
    style = number = depth = None

    def finish() -> None:
        text = "".join(pieces)
        pieces.clear()
        if paragraph is not None and not is_blank(text):
            draft = Draft(text)
            mark(style, number, depth, draft, paragraph)
            drafts.append(draft)

    for node in table.iter(*_SEEN):
        tag = node.tag
        if tag == TEXT:
            text = node.text
            if text:
                pieces.append(clean(text))
        elif tag == PARAGRAPH:
            finish()
            paragraph = node
            style = number = depth = None
        elif tag == STYLE:
            style = node.get(VAL)
        elif tag == NUMBER:
            number = node.get(VAL)
        elif tag == DEPTH:
            depth = node.get(VAL)
        elif tag == CELL:
            finish()
            cell, paragraph = node, None
            cells[node] = drafts = []
        elif tag == _TAB:
            owner = node.getparent()
            if owner is not None and owner.tag == RUN:  # and not a tab stop
                pieces.append("\t")
        elif cell is not None:
            cells.pop(cell, None)
    finish()
    return cells
