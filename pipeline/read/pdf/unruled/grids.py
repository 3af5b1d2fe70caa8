"""A run of lines to a grid, or to nothing where it is no table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from pipeline.read.pdf.page import Box, Grid, GridCell, Page
from pipeline.read.pdf.unruled.columns import Gutter, gutters_of
from pipeline.read.pdf.unruled.heads import head_lines, heads_of
from pipeline.read.pdf.unruled.lines import Line
from pipeline.read.pdf.unruled.marks import Level, bands_of, full_levels
from pipeline.read.pdf.unruled.pieces import Piece, figure_columns, is_band, parted_by_alignment, pieces_of
from pipeline.read.pdf.unruled.regions import is_contents, is_parted, parts_of, usual_pitch
from pipeline.read.pdf.unruled.rows import Body, Row, rows_of

_FEWEST_PAIRS = 5  # rows of two columns of words: fewer are an address or a signature
_FULL_LINE = 0.75  # share of a column's width, and of its lines
_FEWEST_WORDS = 3  # of a line of running text
_FIRST_COLUMNS = 2  # so many columns may name groups over several rows
_MARGIN = 2.0  # points around a table's words


@dataclass(frozen=True, slots=True)
class Placing:
    """A cell that is to be placed: rows `top` to `bottom`, columns `first` to `last`, from 0."""

    top: int
    bottom: int
    first: int
    last: int


def grids_of(run: Sequence[Line], page: Page, levels: Sequence[Level]) -> list[Grid]:
    """The tables that a run of lines holds, from the top."""
    found: list[Grid] = []
    for part in parts_of(run):
        gutters = gutters_of(part)
        if gutters and any(map(is_parted, part)):
            lines = _trimmed(part, gutters, levels)
            grid = grid_of(lines, page, levels, _separators(page, _box(lines)))
            found += [grid] if grid else []
    return found


def _separators(page: Page, box: Box) -> list[float]:
    """Where vertical rules run through most of a table's height."""
    return sorted(
        (r.x0 + r.x1) / 2
        for r in page.rules
        if not r.horizontal and min(r.bottom, box.bottom) - max(r.top, box.top) > 0.5 * box.height
    )


def grid_of(
    lines: Sequence[Line], page: Page, levels: Sequence[Level], separators: Sequence[float]
) -> Grid | None:
    """The table that lines are, between printed vertical rules at `separators`; None where they are none."""
    if sum(map(is_parted, lines)) < 2:
        return None
    gutters = gutters_of(lines, separators)
    if not gutters:
        return None
    box = _box(lines)
    pieces = [pieces_of(line, index, gutters) for index, line in enumerate(lines)]
    if is_contents([[p.chunk for p in row] for row in pieces]):
        return None
    extents = _extents(pieces, gutters, box)
    pieces = [
        parted_by_alignment(row, gutters, extents, line.space)
        for line, row in zip(lines, pieces, strict=True)
    ]
    boundaries = _boundaries(page, levels, box, extents)
    figures = figure_columns(pieces)
    head = head_lines(lines, pieces, boundaries, extents, figures)
    bands = frozenset(i for i, line in enumerate(lines) if i >= head and is_band(line, pieces[i], extents, figures))
    rows = rows_of(Body(lines, pieces, bands, boundaries), range(head, len(lines)))
    if not _is_table(lines, pieces, rows, head, extents, boundaries):
        return None
    return _grid(lines, pieces, gutters, levels, extents, rows, head, box)


def _box(lines: Sequence[Line]) -> Box:
    words = [word for line in lines for word in line.words]
    return Box(
        min(w.box.x0 for w in words) - _MARGIN,
        min(w.box.top for w in words),
        max(w.box.x1 for w in words) + _MARGIN,
        max(w.box.bottom for w in words),
    )


def _boundaries(
    page: Page, levels: Sequence[Level], box: Box, extents: Sequence[tuple[float, float]]
) -> list[float]:
    """Heights at which rules or edges of shading run over most of a table's width, or of all its
    columns but the first ones."""
    edges = [y for band in bands_of(page.fills, box) for y in (band.top, band.bottom)]
    partial = [
        y
        for x0, _ in extents[1 : 1 + _FIRST_COLUMNS]
        for y in full_levels(levels, Box(x0, box.top, box.x1, box.bottom))
        if len(extents) > _FIRST_COLUMNS
    ]
    heights = sorted([*full_levels(levels, box), *partial, *edges])
    return [y for n, y in enumerate(heights) if n == 0 or y - heights[n - 1] > 1.5]


def _extents(
    pieces: Sequence[Sequence[Piece]], gutters: Sequence[Gutter], box: Box
) -> list[tuple[float, float]]:
    """From where to where the words of each column reach."""
    extents = [(float("inf"), float("-inf"))] * (len(gutters) + 1)
    for row in pieces:
        for piece in row if len(row) > 1 else ():
            if not piece.spans:
                x0, x1 = extents[piece.first]
                extents[piece.first] = (min(x0, piece.chunk.x0), max(x1, piece.chunk.x1))
    edges = [box.x0, *(g.middle for g in gutters), box.x1]
    return [e if e[0] < e[1] else (edges[i], edges[i + 1]) for i, e in enumerate(extents)]


def _trimmed(run: Sequence[Line], gutters: Sequence[Gutter], levels: Sequence[Level]) -> list[Line]:
    """A run without the captions above and the notes below it."""
    lines = list(run)
    parted = [index for index, line in enumerate(lines) if is_parted(line)]
    body = lines[parted[0] : parted[-1] + 1]
    x0, x1 = min(line.x0 for line in body), max(line.x1 for line in body)
    start = parted[0]
    while start > 0 and _is_head(lines[start - 1], lines[start], gutters, levels, x0, x1):
        start -= 1
    end = parted[-1]
    pitch = usual_pitch(body)
    while end + 1 < len(lines) and _is_tail(lines, end, gutters, levels, pitch, x0, x1):
        end += 1
    return lines[start : end + 1]


def _is_head(
    line: Line, below: Line, gutters: Sequence[Gutter], levels: Sequence[Level], x0: float, x1: float
) -> bool:
    """Whether a single line above a table is a title over some of its columns, or stands below its
    upper rule."""
    if below.baseline - line.baseline > 2.2 * line.size:
        return False
    size = line.size
    wide = [v for v in levels if v.x1 - v.x0 > 0.7 * (x1 - x0) and v.x0 < x1 and v.x1 > x0]
    over = any(line.baseline - 2.2 * size < v.y < line.baseline - 0.5 * size for v in wide)
    between = any(line.baseline < v.y < below.baseline - 0.5 * size for v in wide)
    if over and not between:
        return True
    if between or line.x0 < gutters[0].x0:
        return False
    return line.x1 < x1 - 1.5 * size or abs((line.x0 + line.x1) / 2 - (gutters[0].x1 + x1) / 2) < 2 * size


def _is_tail(
    lines: Sequence[Line],
    end: int,
    gutters: Sequence[Gutter],
    levels: Sequence[Level],
    pitch: float,
    x0: float,
    x1: float,
) -> bool:
    """Whether the single line after `end` still belongs to the table: it wraps a cell of the last row."""
    line, above = lines[end + 1], lines[end]
    step = line.baseline - above.baseline
    ruled = any(above.baseline < v.y < line.baseline and v.x1 - v.x0 > 0.5 * (x1 - x0) for v in levels)
    if ruled or step > min(1.1 * pitch, 1.45 * line.size) or line.size < 0.93 * above.size:
        return False
    crosses = any(line.x0 < g.middle < line.x1 for g in gutters)
    if crosses:
        return False
    in_first = line.x1 < gutters[0].x1
    return not in_first or line.chunks[0].text[0].islower() or line.x0 > x0 + 0.5 * line.size


def _is_table(
    lines: Sequence[Line],
    pieces: Sequence[Sequence[Piece]],
    rows: Sequence[Row],
    head: int,
    extents: Sequence[tuple[float, float]],
    boundaries: Sequence[float],
) -> bool:
    """Whether the lines read as a table: rows with cells side by side, of figures or few words."""
    columns = len(extents)
    filled = [row for row in rows if len(row.columns) > 1]
    if len(filled) + (head > 0) < (2 if boundaries else 3) or len(filled) < 0.4 * len(rows):
        return False
    if columns == 2 and len(filled) + (head > 0) < 3:
        return False
    cells = [p for row in rows for p in row.pieces]
    figures = sum(p.is_figure for p in cells if p.first > 0)
    behind = sum(p.first > 0 for p in cells)
    if figures >= 0.4 * behind:
        return True
    return _reads_as_words(rows, head, boundaries, extents)


def _reads_as_words(
    rows: Sequence[Row], head: int, boundaries: Sequence[float], extents: Sequence[tuple[float, float]]
) -> bool:
    """Whether rows of words are a table's: short cells, or rows that are clearly parted."""
    lengths = [
        sum(len(p.chunk.words) for p in row.pieces if p.first == c) for row in rows for c in row.columns
    ]
    if len(boundaries) >= 2 and head:
        return True
    columns, typical = len(extents), median(lengths)
    if _fills_columns(rows, extents):
        return False
    wrapped = sum(len(row.lines) > 1 for row in rows)
    if columns == 2:
        return len(rows) >= _FEWEST_PAIRS and (typical <= 4 or wrapped >= 0.6 * len(rows))
    return typical <= 7 or wrapped >= 0.5 * len(rows)


def _fills_columns(rows: Sequence[Row], extents: Sequence[tuple[float, float]]) -> bool:
    """Whether lines of words fill their columns as running text does: nearly all reach the right edge,
    and each is a row of its own."""
    if any(len(row.lines) > 1 for row in rows):
        return False
    pieces = [p for row in rows for p in row.pieces if not p.spans]
    for column in range(len(extents)):
        words = [len(p.chunk.words) for p in pieces if p.first == column]
        if not words or median(words) < _FEWEST_WORDS:
            return False
    full = sum(
        p.chunk.x1 - p.chunk.x0 >= _FULL_LINE * (extents[p.first][1] - extents[p.first][0]) for p in pieces
    )
    return full >= _FULL_LINE * len(pieces)


def _grid(
    lines: Sequence[Line],
    pieces: Sequence[Sequence[Piece]],
    gutters: Sequence[Gutter],
    levels: Sequence[Level],
    extents: Sequence[tuple[float, float]],
    rows: Sequence[Row],
    head: int,
    box: Box,
) -> Grid:
    heads, starts = heads_of(lines[:head], pieces[:head], gutters, levels, extents)
    columns = len(extents)
    placings: list[Placing] = []
    if head:
        for item in heads:
            top = sum(start <= item.top for start in starts) - 1
            bottom = sum(start <= item.bottom for start in starts) - 1
            placings.append(Placing(top, bottom, item.first, item.last))
    else:
        starts = []
    offset = len(starts)
    placings += _row_spans(rows, lines, levels, extents, offset)
    for number, row in enumerate(rows):
        if row.band:
            placings.append(Placing(offset + number, offset + number, 0, columns - 1))
            continue
        placings += [
            Placing(offset + number, offset + number, p.first, p.last) for p in row.pieces if p.spans
        ]
    firsts = [*starts, *(row.lines[0] for row in rows)]
    row_edges = [box.top]
    for first in firsts[1:]:
        above = max(_middle_bottom(line) for line in lines[:first])
        row_edges.append((above + _middle_top(lines[first])) / 2)
    row_edges.append(box.bottom)
    column_edges = [box.x0, *(g.middle for g in gutters), box.x1]
    cells = _cells(placings, len(firsts), columns, column_edges, row_edges)
    return Grid(box, len(firsts), columns, tuple(cells), tuple(column_edges), tuple(row_edges))


def _row_spans(
    rows: Sequence[Row],
    lines: Sequence[Line],
    levels: Sequence[Level],
    extents: Sequence[tuple[float, float]],
    offset: int,
) -> list[Placing]:
    """Cells over several rows: in the first columns, where no rule runs between rows that rules part in
    the other columns."""
    placings: list[Placing] = []
    ruled = [_ruled_columns(above, below, lines, levels, extents) for above, below in pairwise(rows)]
    for column in range(min(_FIRST_COLUMNS, len(extents) - 2)):
        start = 0
        for number in range(1, len(rows) + 1):
            if number < len(rows) and column not in ruled[number - 1] and len(extents) - 1 in ruled[number - 1]:
                continue
            if number - 1 > start:
                placings.append(Placing(offset + start, offset + number - 1, column, column))
            start = number
    return placings


def _ruled_columns(
    above: Row,
    below: Row,
    lines: Sequence[Line],
    levels: Sequence[Level],
    extents: Sequence[tuple[float, float]],
) -> set[int]:
    """The columns in which a rule runs between two rows."""
    high, low = lines[above.lines[-1]], lines[below.lines[0]]
    between = [v for v in levels if high.baseline - 0.3 * high.size < v.y < low.baseline - 0.3 * low.size]
    return {
        column
        for column, (x0, x1) in enumerate(extents)
        if any(min(v.x1, x1) - max(v.x0, x0) > 0.5 * (x1 - x0) for v in between)
    }


def _middle_bottom(line: Line) -> float:
    return max((w.box.top + w.box.bottom) / 2 for w in line.words)


def _middle_top(line: Line) -> float:
    return min((w.box.top + w.box.bottom) / 2 for w in line.words)


def _cells(
    placings: Sequence[Placing], rows: int, columns: int, xs: Sequence[float], ys: Sequence[float]
) -> list[GridCell]:
    """Cells for the placings, as far as they do not overlap, and one for each field that is left."""
    taken = [[False] * columns for _ in range(rows)]
    cells: list[GridCell] = []
    wide_first = sorted(placings, key=lambda p: (p.last == p.first, p.top, p.first))
    for place in wide_first:
        top, bottom = place.top, place.bottom
        fields = [(r, c) for r in range(top, bottom + 1) for c in range(place.first, place.last + 1)]
        if any(taken[r][c] for r, c in fields):
            continue
        for r, c in fields:
            taken[r][c] = True
        cells.append(_cell(top, bottom, place.first, place.last, xs, ys))
    for row in range(rows):
        for column in range(columns):
            if not taken[row][column]:
                cells.append(_cell(row, row, column, column, xs, ys))
    return sorted(cells, key=lambda cell: (cell.row, cell.column))


def _cell(top: int, bottom: int, first: int, last: int, xs: Sequence[float], ys: Sequence[float]) -> GridCell:
    box = Box(xs[first], ys[top], xs[last + 1], ys[bottom + 1])
    return GridCell(top, first, bottom - top + 1, last - first + 1, box)


def steps(edges: Sequence[float]) -> list[float]:
    """Distances of neighbouring edges."""
    return [b - a for a, b in pairwise(edges)]
