"""A table's header: stacked lines of one column's head as one cell, titles over several columns as spans."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.read.pdf.unruled.pieces import Piece, is_band
from pipeline.read.pdf.unruled.sketch import ONE_BOUNDARY, Sketch
from pipeline.read.pdf.unruled.titles import spread_titles

_YEAR = re.compile(r"[^\w]*(?:1[6-9]|20)\d\d(?:\s?[/–-]\s?(?:\d{2}){1,2})?\W*\w?\W*|Q[1-4]|[IVX]+")
_NUMBERED = re.compile(r"\(?(\d{1,2})\)?")
_STACKED = 1.65  # of the size: lines of one head are no farther apart
_INTERLEAVED = 0.75  # of the size: lines nearer to each other are of heads that stand for themselves
_ALIGNED = 0.2  # of the size: lines at one edge, or in one middle, are no farther off
_NEAR = 3  # lines: between those of one head stand those of others
_MOST_LINES = 12  # of a header


@dataclass(slots=True)
class Head:
    """A cell of the header: its columns, and its pieces from the top."""

    first: int
    last: int
    pieces: list[Piece]

    @property
    def top(self) -> int:
        """Its first line."""
        return self.pieces[0].line

    @property
    def bottom(self) -> int:
        """Its last line."""
        return self.pieces[-1].line


def head_lines(sketch: Sketch) -> int:
    """How many lines from the top are the header: down to the first printed boundary with words above it,
    under the first column too, or to the first line of figures; 0 where nothing tells a header from rows."""
    lines, pieces = sketch.lines, sketch.pieces
    first_body = next((i for i, row in enumerate(pieces) if _is_figures(row, sketch.figures)), None)
    most = _MOST_LINES if first_body is None else max(first_body, 1)
    above = [(y, sum(line.middle < y for line in lines)) for y in sketch.boundaries]
    ends = [(y, count) for y, count in above if 0 < count < min(len(lines), _MOST_LINES + 1)]
    if ends and ends[0][1] <= most:
        whole = (count for y, count in ends if count <= most and _runs_under_first(sketch, y))
        return next(whole, ends[0][1])
    if first_body is None:
        return 0
    head = min(first_body, _MOST_LINES)
    while head > 1 and _is_group_title(sketch, head - 1):
        head -= 1
    return head


def _runs_under_first(sketch: Sketch, y: float) -> bool:
    """Whether a boundary is no rule under titles only: it runs under the first column too, or is shading."""
    at = [level for level in sketch.levels if abs(level.y - y) <= ONE_BOUNDARY]
    return not at or any(level.covers(*sketch.extents[0]) for level in at)


def _is_group_title(sketch: Sketch, index: int) -> bool:
    """Whether a line is a title over the rows that follow, in the first column or centred over all, and
    does not go on with a head that stands alone above it."""
    row, above = sketch.pieces[index], sketch.pieces[index - 1]
    if len(row) != 1 or (len(above) == 1 and above[0].first == 0):
        return False
    near = sketch.pieces[max(0, index - _NEAR) : index]
    if row[0].first and any(_goes_on(sketch, piece, row[0]) for pieces in near for piece in pieces):
        return False
    if row[0].last == 0:
        return True
    return len(above) > 1 and is_band(sketch.lines[index], row, sketch.extents, sketch.figures)


def _is_figures(row: Sequence[Piece], columns: Collection[int]) -> bool:
    """Whether a line has figures behind its first column that are no years or numbers of columns; what stands
    for a missing one, in the `columns` of figures only."""
    behind = [p for p in row if p.first > 0]
    figures = [p for p in behind if p.is_figure and (p.first in columns or _has_digit(p))]
    if not figures or len(figures) < 0.5 * len(behind):
        return False
    return not (all(_YEAR.fullmatch(p.chunk.text) for p in figures) or count_columns(figures))


def _has_digit(piece: Piece) -> bool:
    return any(character.isdigit() for character in piece.chunk.text)


def count_columns(figures: Sequence[Piece]) -> bool:
    """Whether pieces number the columns."""
    found = [_NUMBERED.fullmatch(p.chunk.text) for p in figures]
    numbers = [int(match[1]) for match in found if match]
    return len(numbers) == len(figures) > 1 and all(b == a + 1 for a, b in pairwise(numbers))


def heads_of(sketch: Sketch, count: int) -> tuple[list[Head], list[int]]:
    """The cells of a header of `count` lines, and the lines at which its rows start."""
    if stacks := _stacks(sketch, count):
        return stacks, [0]
    heads: list[Head] = []
    open_heads: dict[tuple[int, int], Head] = {}
    for row in spread_titles(sketch, count):
        if count_columns(row):
            open_heads.clear()
        for piece in row:
            head = open_heads.get((piece.first, piece.last))
            if head and _stacked(sketch, head, piece):
                head.pieces.append(piece)
            else:
                head = Head(piece.first, piece.last, [piece])
                heads.append(head)
            for key in [k for k in open_heads if k[0] <= piece.last and k[1] >= piece.first]:
                del open_heads[key]
            open_heads[piece.first, piece.last] = head
    return heads, _row_starts(heads, count)


def _stacks(sketch: Sketch, count: int) -> list[Head]:
    """The heads of a header whose columns are each set in the middle of its height, so that their lines stand
    between each other's; none where titles stand over several columns, or heads over heads."""
    lines = sketch.lines[:count]
    steps = [(below.baseline - above.baseline) / below.size for above, below in pairwise(lines)]
    if not steps or min(steps) > _INTERLEAVED:
        return []
    columns: dict[int, list[Piece]] = {}
    for row in sketch.pieces[:count]:
        for piece in row:
            if piece.spans:
                return []
            columns.setdefault(piece.first, []).append(piece)
    if any(not _goes_on(sketch, above, p) for pieces in columns.values() for above, p in pairwise(pieces)):
        return []
    return [Head(column, column, pieces) for column, pieces in sorted(columns.items())]


def _goes_on(sketch: Sketch, above: Piece, piece: Piece) -> bool:
    """Whether a piece stands close under another of its column, at one edge or in one middle with it."""
    high, low = sketch.lines[above.line], sketch.lines[piece.line]
    off = above.chunk.x0 - piece.chunk.x0, above.chunk.x1 - piece.chunk.x1, above.middle - piece.middle
    is_close = low.baseline - high.baseline <= _STACKED * max(high.size, low.size)
    return is_close and above.first == piece.first and min(map(abs, off)) <= _ALIGNED * low.size


def _stacked(sketch: Sketch, head: Head, piece: Piece) -> bool:
    """Whether a piece goes on with the head above it: close below it, no rule between."""
    high, low = sketch.lines[head.bottom], sketch.lines[piece.line]
    if low.baseline - high.baseline > _STACKED * max(high.size, low.size):
        return False
    between = (level for level in sketch.levels if high.baseline - 1 < level.y < low.middle)
    return not any(level.x0 <= piece.middle <= level.x1 for level in between)


def _row_starts(heads: Sequence[Head], count: int) -> list[int]:
    """Rows start below and at each title over several columns that has something under or over it;
    where there are none, below each head that others stand under."""
    spanning = any(head.last > head.first for head in heads)
    starts = {0} if count else set()
    for head in heads:
        shared = [h for h in heads if h.first <= head.last and h.last >= head.first]
        under = [h.top for h in shared if h.top > head.bottom]
        if under and (head.last > head.first or not spanning):
            starts.add(min(under))
        if head.last > head.first and any(h.bottom < head.top for h in shared):
            starts.add(head.top)
    return sorted(start for start in starts if start < count)
