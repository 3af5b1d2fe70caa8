"""Looking into WordprocessingML: seeing through wrappers, choosing between alternatives, quoting."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from lxml import etree

from pipeline.read.docx.names import TEXT, a, m, mc, w

ALTERNATIVES: Final = mc("AlternateContent")
_BRANCHES: Final = frozenset({mc("Choice"), mc("Fallback")})
_WRAPPERS: Final = frozenset(
    {
        ALTERNATIVES,
        *_BRANCHES,
        w("sdt"),
        w("sdtContent"),
        w("customXml"),
        w("smartTag"),
        w("dir"),
        w("bdo"),
        # Those that are left once tracked changes are settled:
        w("ins"),
        w("del"),
        w("moveFrom"),
        w("moveTo"),
    }
)
_SHOWN: Final = (TEXT, a("t"), m("t"), w("delText"))


def contents(parent: etree._Element) -> Iterator[etree._Element]:
    """The children of `parent` in order, with those of wrappers in their place, to any depth."""
    open_elements = [iter(parent)]
    while open_elements:
        for child in open_elements[-1]:
            if child.tag not in _WRAPPERS:
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
