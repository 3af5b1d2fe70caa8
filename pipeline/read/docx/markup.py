"""Looking into WordprocessingML: seeing through wrappers, choosing between alternatives, quoting."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from lxml import etree

from pipeline.read.docx.names import (
    CELL,
    CELL_PROPERTIES,
    DRAWING_PARAGRAPH,
    PARAGRAPH,
    PARAGRAPH_PROPERTIES,
    ROW,
    ROW_PROPERTIES,
    TABLE,
    TEXT,
    a,
    m,
    mc,
    w,
)

ALTERNATIVES: Final = mc("AlternateContent")
INSERTED_FILE: Final = w("altChunk")
_BRANCHES: Final = frozenset({mc("Choice"), mc("Fallback")})
_WHOLE: Final = frozenset(
    {
        PARAGRAPH,
        DRAWING_PARAGRAPH,
        TABLE,
        ROW,
        CELL,
        INSERTED_FILE,
        PARAGRAPH_PROPERTIES,
        ROW_PROPERTIES,
        CELL_PROPERTIES,
        w("tblPr"),
        w("tblPrEx"),
        w("tblGrid"),
        w("sdtPr"),
        w("sdtEndPr"),
        w("sectPr"),
    }
)
_SHOWN: Final = (TEXT, a("t"), m("t"), w("delText"))


def contents(parent: etree._Element) -> Iterator[etree._Element]:
    """The paragraphs, tables, rows, cells and properties in `parent` in order, as if nothing wrapped them:
    no content control, no tracked change that was settled, nor anything else, known or not."""
    open_elements = [iter(parent)]
    while open_elements:
        for child in open_elements[-1]:
            if child.tag in _WHOLE:
                yield child
                continue
            inner = chosen_branch(child) if child.tag == ALTERNATIVES else child
            if inner is not None:
                open_elements.append(iter(inner))
                break
        else:
            open_elements.pop()


def chosen_branch(alternatives: etree._Element) -> etree._Element | None:
    """Of `mc:AlternateContent`, which holds the same content twice, the first branch that shows text."""
    branches = [branch for branch in alternatives if branch.tag in _BRANCHES]
    for branch in branches:
        if next(branch.iter(*_SHOWN), None) is not None:
            return branch
    return branches[0] if branches else None


def visible_text(element: etree._Element) -> str:
    """The characters in `element`, without structure: for quoting what is left out."""
    return "".join(node.text or "" for node in element.iter(*_SHOWN))
