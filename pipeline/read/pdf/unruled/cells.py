"""Rows and header cells to the grid of a table."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise, product
from typing import NamedTuple

from pipeline.read.pdf.page import Box, Grid, GridCell
from pipeline.read.pdf.unruled.heads import heads_of
from pipeline.read.pdf.unruled.lines import Line
from pipeline.read.pdf.unruled.rows import Row
from pipeline.read.pdf.unruled.sketch import FIRST_COLUMNS, Sketch


class _Place(NamedTuple):
    """Rows `top` to `bottom`, columns `first` to `last`, from 0."""

    top: int
    bottom: int
    first: int
    last: int

    @property
    def fields(self) -> Iterator[tuple[int, int]]:
        """The fields that it covers."""
        return product(range(self.top, self.bottom + 1), range(self.first, self.last + 1))


def grid_from(sketch: Sketch, head: int, rows: Sequence[Row]) -> Grid:
    """The grid of a table with `head` lines of header above its rows."""
    heads, starts = heads_of(sketch, head)
    places = [
        _Place(bisect_right(starts, h.top) - 1, bisect_right(starts, h.bottom) - 1, h.first, h.last)
        for h in heads
    ]
    offset = len(starts)
    places += _row_spans(sketch, rows, offset)
    for number, row in enumerate(rows, offset):
        if row.band:
            places.append(_Place(number, number, 0, sketch.columns - 1))
        else:
            places += [_Place(number, number, p.first, p.last) for p in row.pieces if p.spans]
    firsts = [*starts, *(row.lines[0] for row in rows)]
    xs = (sketch.box.x0, *(gutter.middle for gutter in sketch.gutters), sketch.box.x1)
    ys = (sketch.box.top, *_row_edges(sketch.lines, firsts), sketch.box.bottom)
    cells = _cells(places, len(firsts), sketch.columns, xs, ys)
    return Grid(sketch.box, len(firsts), sketch.columns, cells, xs, ys)


def _row_edges(lines: Sequence[Line], firsts: Sequence[int]) -> Iterator[float]:
    """Where rows that start at the lines `firsts` part: half way between the middles of their words."""
    for first in firsts[1:]:
        above = max((w.box.top + w.box.bottom) / 2 for line in lines[:first] for w in line.words)
        below = min((w.box.top + w.box.bottom) / 2 for w in lines[first].words)
        yield (above + below) / 2


def _row_spans(sketch: Sketch, rows: Sequence[Row], offset: int) -> Iterator[_Place]:
    """Cells over several rows: in the first columns, where no rule runs between rows that rules part in
    the other columns."""
    ruled = [_ruled_columns(sketch, above, below) for above, below in pairwise(rows)]
    last = sketch.columns - 1
    for column in range(min(FIRST_COLUMNS, last - 1)):
        start = 0
        for number in range(1, len(rows) + 1):
            if number < len(rows) and column not in ruled[number - 1] and last in ruled[number - 1]:
                continue
            if number - 1 > start and _name_a_group(rows[start:number], column):
                yield _Place(offset + start, offset + number - 1, column, column)
            start = number


def _name_a_group(rows: Sequence[Row], column: int) -> bool:
    """Whether what rows have in a column may be one cell: not each has words there that begin anew."""
    firsts = [min(pieces, key=lambda p: p.line) for row in rows if (pieces := row.in_column(column))]
    return len(firsts) < len(rows) or any(piece.chunk.text[0].islower() for piece in firsts[1:])


def _ruled_columns(sketch: Sketch, above: Row, below: Row) -> set[int]:
    """The columns in which a rule runs between two rows."""
    high, low = sketch.lines[above.lines[-1]].middle, sketch.lines[below.lines[0]].middle
    between = [level for level in sketch.levels if high < level.y < low]
    return {
        column
        for column, (x0, x1) in enumerate(sketch.extents)
        if any(level.covers(x0, x1) for level in between)
    }


def _cells(
    places: Sequence[_Place], rows: int, columns: int, xs: Sequence[float], ys: Sequence[float]
) -> tuple[GridCell, ...]:
    """Cells at the places, the wide ones first, as far as they do not overlap, and one for each field
    that is left."""
    taken: set[tuple[int, int]] = set()
    found: list[_Place] = []
    wide_first = sorted(places, key=lambda place: (place.last == place.first, place))
    single = (_Place(row, row, column, column) for row in range(rows) for column in range(columns))
    for place in (*wide_first, *single):
        fields = set(place.fields)
        if taken.isdisjoint(fields):
            taken |= fields
            found.append(place)
    return tuple(
        GridCell(
            place.top,
            place.first,
            place.bottom - place.top + 1,
            place.last - place.first + 1,
            Box(xs[place.first], ys[place.top], xs[place.last + 1], ys[place.bottom + 1]),
        )
        for place in sorted(found, key=lambda place: (place.top, place.first))
    )
