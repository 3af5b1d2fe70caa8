"""The cells that hold paragraphs of plain text and nothing else: nearly all of a real table's.

They are read in one pass over the table, several times faster than a story. A cell with anything that
needs more care (a link, a field, a note, a box, a table …) is left to the story, which gives the same for
every cell that is valid WordprocessingML.
"""

from __future__ import annotations

from typing import Final

from lxml import etree

from pipeline.read.docx.draft import Draft, is_blank
from pipeline.read.docx.marking import ListMarks
from pipeline.read.docx.names import CELL, DEPTH, NUMBER, PARAGRAPH, RUN, STYLE, TEXT, VAL, w
from pipeline.read.docx.runs import NEEDS_CARE, clean

_TAB: Final = w("tab")
_PROPERTIES: Final = frozenset({STYLE, NUMBER, DEPTH})
_SEEN: Final = (TEXT, PARAGRAPH, *_PROPERTIES, CELL, _TAB, *NEEDS_CARE)


def plain_cells(table: etree._Element, marks: ListMarks) -> dict[etree._Element, list[Draft]]:
    """The paragraphs of the table's plain cells, with their list marks."""
    cells: dict[etree._Element, list[Draft]] = {}
    cell = paragraph = table
    drafts: list[Draft] = []
    pieces: list[str] = []
    found: dict[str, str | None] = {}

    def finish() -> None:
        text = "".join(pieces)
        pieces.clear()
        if not is_blank(text):
            draft = Draft(text)
            marks.find_by(found.get(STYLE), found.get(NUMBER), found.get(DEPTH), draft, paragraph)
            drafts.append(draft)

    for node in table.iter(*_SEEN):
        tag = node.tag
        if tag == TEXT:
            pieces.append(clean(node.text or ""))
        elif tag == PARAGRAPH:
            finish()
            paragraph = node
            found.clear()
        elif tag in _PROPERTIES:
            found[tag] = node.get(VAL)
        elif tag == CELL:
            finish()
            cell = node
            cells[cell] = drafts = []
        elif tag == _TAB:
            pieces.append(_tab(node))
        else:
            cells.pop(cell, None)
    finish()
    return cells


def _tab(node: etree._Element) -> str:
    """A tab in a run; in a paragraph's properties it is a tab stop."""
    owner = node.getparent()
    return "\t" if owner is not None and owner.tag == RUN else ""
