"""A story (the body, a cell, a note) in reading order: paragraphs and tables, from nested content too."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from itertools import groupby
from operator import attrgetter
from typing import Final, TypeAlias

from lxml import etree

from pipeline.findings import notice
from pipeline.marks import typed_mark
from pipeline.model import Hyperlink, Span
from pipeline.read.docx.draft import Draft
from pipeline.read.docx.grid import Place, lay_out
from pipeline.read.docx.line import Aside, Line, Surroundings
from pipeline.read.docx.markup import contents
from pipeline.read.docx.names import DRAWING_PARAGRAPH, NUMBERING, PARAGRAPH, STYLE, TABLE, VAL, w
from pipeline.read.docx.numbering import Level, Numbering
from pipeline.read.docx.runs import read_runs
from pipeline.read.docx.styles import Styles, left_indent, whole
from pipeline.read.guard import Limits

Item: TypeAlias = Draft | Aside
"""A paragraph, or a table that has its own place."""

_PARAGRAPHS: Final = frozenset({PARAGRAPH, DRAWING_PARAGRAPH})
_JOINT: Final = " | "
_NUMBER: Final = w("numId")
_INSERTED_FILE: Final = w("altChunk")
_DEPTH: Final = w("ilvl")


class Stories:
    """Reads stories with the styles, the numbering and the joined paragraphs of one document."""

    def __init__(
        self, styles: Styles, numbering: Numbering, joined: AbstractSet[etree._Element], limits: Limits
    ) -> None:
        self._styles = styles
        self._numbering = numbering
        self._joined = joined
        self._limits = limits
        self._levels: dict[tuple[str | None, str | None, str | None], tuple[int, Level] | None] = {}

    def read(self, container: etree._Element, surroundings: Surroundings) -> Iterator[Item]:
        """The paragraphs of a story, each followed by what is anchored in it, and its tables."""
        line = Line(surroundings)
        for block in contents(container):
            tag = block.tag
            if tag in _PARAGRAPHS:
                line.properties = None
                read_runs(line, block)
                if block in self._joined:
                    continue
                draft, asides = line.finish()
                if draft.text:
                    self._mark(draft, line.properties)
                if draft.says_something:
                    yield draft
                if asides:
                    yield from self._asides(asides)
            elif tag == TABLE:
                yield from self._rest(line)
                yield Aside(block, surroundings)
            elif tag == _INSERTED_FILE:
                yield Draft("", notices=(notice("part-not-read", kind="an inserted file"),))
        yield from self._rest(line)

    def read_flat(self, container: etree._Element, surroundings: Surroundings) -> Iterator[Draft]:
        """As `read`, with each row of a table as one paragraph."""
        for item in self.read(container, surroundings):
            if isinstance(item, Draft):
                yield item
            else:
                grid = lay_out(item.content, self._limits)
                for _, row in groupby(grid.places, key=attrgetter("row")):
                    yield from self._join(row, item.surroundings)
                if grid.notices:
                    yield Draft("", notices=grid.notices)

    def _rest(self, line: Line) -> Iterator[Item]:
        """What joined paragraphs left where no other paragraph follows."""
        if line.is_open:
            draft, asides = line.finish()
            self._mark(draft, line.properties)
            yield draft
            yield from self._asides(asides)

    def _asides(self, asides: Sequence[Aside]) -> Iterator[Item]:
        for aside in asides:
            if aside.is_note:
                for draft in self.read_flat(aside.content, aside.surroundings):
                    yield replace(draft, marker="note", mark=None, level=0, indent=None)
            else:
                yield from self.read(aside.content, aside.surroundings)

    def _join(self, row: Iterable[Place], surroundings: Surroundings) -> Iterator[Draft]:
        """A row of a nested table as one paragraph, its cells joined; notes in them follow it."""
        whole_row = Draft("")
        notes = []
        for place in row:
            joint = _JOINT
            for draft in self.read_flat(place.element, surroundings):
                if draft.marker == "note":
                    notes.append(draft)
                else:
                    joint = _add(whole_row, draft, joint)
        yield whole_row
        yield from notes

    def _mark(self, draft: Draft, properties: etree._Element | None) -> None:
        """Find the list mark: the one that Word's numbering draws, or else one that is typed."""
        style: str | None = None
        number: etree._Element | None = None
        for node in () if properties is None else properties:
            tag = node.tag
            if tag == STYLE:
                style = node.get(VAL)
            elif tag == NUMBERING:
                number = node
        found = self._level(style, number)
        if found is not None and found[1].marker is not None:
            draft.level, draft.marker = found[0], found[1].marker
            return
        text = draft.text
        first_line = text.rfind("\n", 0, len(text) - len(text.lstrip())) + 1
        typed = typed_mark(text, first_line)
        if typed is None:
            return
        left = None if properties is None else left_indent(properties)
        if left is None and found is not None:
            left = found[1].left
        if left is None:
            left = self._styles.of(style).left or 0
        draft.marker, draft.mark, draft.indent = typed.kind, typed.span, (left, typed.indent)

    def _level(self, style: str | None, direct: etree._Element | None) -> tuple[int, Level] | None:
        """The depth and level of a paragraph's list, from its own properties or its style."""
        number = depth = None
        for node in () if direct is None else direct:
            tag = node.tag
            if tag == _NUMBER:
                number = node.get(VAL)
            elif tag == _DEPTH:
                depth = node.get(VAL)
        key = (style, number, depth)
        if key not in self._levels:
            self._levels[key] = self._find_level(*key)
        return self._levels[key]

    def _find_level(
        self, style_name: str | None, own_number: str | None, own_depth: str | None
    ) -> tuple[int, Level] | None:
        style = self._styles.of(style_name)
        number = own_number or style.number
        if not number or number == "0":
            return None
        depth = whole(own_depth)
        if depth is None:
            depth = style.depth
        if depth is None:
            depth = self._numbering.depth_of_style(number, style_name or "")
        depth = min(max(depth, 0), 8)
        return depth, self._numbering.level(number, depth)


def _add(row: Draft, draft: Draft, joint: str) -> str:
    """Add a paragraph to the row, after the joint where there is text before; gives the next joint."""
    row.notices = (*row.notices, *draft.notices)
    if not draft.text:
        return joint
    if row.text:
        row.text += joint
    moved = len(row.text)
    row.links += tuple(
        Hyperlink(Span(link.span.start + moved, link.span.end + moved), link.target) for link in draft.links
    )
    row.text += draft.text
    return " "
