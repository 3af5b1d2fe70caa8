"""List marks of paragraphs: those that Word's numbering draws, and those that are typed."""

from __future__ import annotations

from typing import Final

from lxml import etree

from pipeline.marks import typed_mark
from pipeline.read.docx.draft import Draft
from pipeline.read.docx.names import DEPTH, NUMBER, NUMBERING, PARAGRAPH_PROPERTIES, STYLE, VAL, child, value
from pipeline.read.docx.numbering import Level, Numbering
from pipeline.read.docx.styles import Styles, left_indent, whole

_DEEPEST: Final = 8  # lists have nine levels


_Drawn = tuple[int, Level, int | None]
"""A paragraph's depth in a list, the list's level there, and the left indent of its outermost level."""


class ListMarks:
    """Finds the list marks of one document's paragraphs."""

    def __init__(self, styles: Styles, numbering: Numbering) -> None:
        self._styles = styles
        self._numbering = numbering
        self._known: dict[tuple[str | None, str | None, str | None], _Drawn | None] = {}

    def find(self, draft: Draft, paragraph: etree._Element) -> None:
        """Give the draft its mark, by the properties of the paragraph that it was read from."""
        style = number = depth = None
        properties = child(paragraph, PARAGRAPH_PROPERTIES)
        for node in () if properties is None else properties:
            tag = node.tag
            if tag == STYLE:
                style = node.get(VAL)
            elif tag == NUMBERING:
                number, depth = value(node, NUMBER), value(node, DEPTH)
        self.find_by(style, number, depth, draft, paragraph)

    def find_by(
        self,
        style: str | None,
        number: str | None,
        depth: str | None,
        draft: Draft,
        paragraph: etree._Element,
    ) -> None:
        """As `find`, where the paragraph's style, list and level are known."""
        key = (style, number, depth)
        if key not in self._known:
            self._known[key] = self._level(*key)
        drawn = self._known[key]
        if drawn is not None and drawn[1].marker is not None:
            draft.level, draft.marker, draft.margin = drawn[0], drawn[1].marker, drawn[2]
            return
        text = draft.text
        first_line = text.rfind("\n", 0, len(text) - len(text.lstrip())) + 1 if "\n" in text else 0
        typed = typed_mark(text, first_line)
        if typed is not None:
            indent = self._indent(style, drawn, paragraph)
            draft.marker, draft.mark, draft.indent = typed.kind, typed.span, (indent, typed.indent)

    def _level(self, style_name: str | None, own_number: str | None, own_depth: str | None) -> _Drawn | None:
        """The level of a paragraph's list, and the outermost level's indent, from its own properties or its
        style."""
        style = self._styles.of(style_name)
        number = own_number or style.number
        if not number or number == "0":
            return None
        depth = whole(own_depth)
        if depth is None:
            depth = style.depth
        if depth is None:
            depth = self._numbering.depth_of_style(number, style_name or "")
        depth = min(max(depth, 0), _DEEPEST)
        margin = self._numbering.level(number, 0).left
        return depth, self._numbering.level(number, depth), style.left if margin is None else margin

    def _indent(self, style: str | None, drawn: _Drawn | None, paragraph: etree._Element) -> int:
        properties = child(paragraph, PARAGRAPH_PROPERTIES)
        left = None if properties is None else left_indent(properties)
        if left is None and drawn is not None:
            left = drawn[1].left
        return left if left is not None else self._styles.of(style).left or 0
