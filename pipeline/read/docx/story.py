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
from pipeline.model import Hyperlink, Span
from pipeline.read.docx.draft import Draft
from pipeline.read.docx.grid import Place, lay_out
from pipeline.read.docx.line import Aside, Line, Surroundings
from pipeline.read.docx.marking import ListMarks
from pipeline.read.docx.markup import INSERTED_FILE, contents
from pipeline.read.docx.names import DRAWING_PARAGRAPH, PARAGRAPH, TABLE
from pipeline.read.docx.plain import plain_cells
from pipeline.read.docx.runs import read_runs
from pipeline.read.guard import Limits

Item: TypeAlias = Draft | Aside
"""A paragraph, or a table that has its own place."""

_PARAGRAPHS: Final = frozenset({PARAGRAPH, DRAWING_PARAGRAPH})
_JOINT: Final = " | "


class Stories:
    """Reads stories with the list marks and the joined paragraphs of one document."""

    def __init__(self, marks: ListMarks, joined: AbstractSet[etree._Element], limits: Limits) -> None:
        self._marks = marks
        self._joined = joined
        self._limits = limits

    def read(self, container: etree._Element, surroundings: Surroundings) -> Iterator[Item]:
        """The paragraphs of a story, each followed by what is anchored in it, and its tables."""
        line = Line(surroundings)
        last = container
        for block in contents(container):
            tag = block.tag
            if tag in _PARAGRAPHS:
                read_runs(line, block)
                last = block
                if block in self._joined:
                    continue
                draft, asides = line.finish()
                if draft.text:
                    self._marks.find(draft, block)
                if draft.says_something:
                    yield draft
                if asides:
                    yield from self._asides(asides)
            elif tag == TABLE:
                yield from self._rest(line, last)
                yield Aside(block, surroundings)
            elif tag == INSERTED_FILE:
                yield Draft("", notices=(notice("part-not-read", kind="an inserted file"),))
        yield from self._rest(line, last)

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

    def read_plain(
        self, table: etree._Element, surroundings: Surroundings
    ) -> dict[etree._Element, list[Draft]]:
        """The paragraphs of those cells of a table that need no story."""
        if surroundings.left_out or self._joined:
            return {}
        return plain_cells(table, self._marks)

    def _rest(self, line: Line, last: etree._Element) -> Iterator[Item]:
        """What joined paragraphs left where no other paragraph follows."""
        if line.is_open:
            draft, asides = line.finish()
            self._marks.find(draft, last)
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
