"""Tables from rules: crossing lines make a grid; where no line parts two fields they are one cell.

Lines may be drawn whole or cell by cell, doubled, dashed or with gaps at the corners; outer lines may
be missing. Underlines and single lines cross nothing and are left aside.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from pipeline.read.pdf.page import Box, Grid, GridCell, Page

_SNAP = 3.0  # points: parallel lines nearer than this are one (double borders, borders of adjacent cells)
_TOUCH = 2.0  # points: lines that end this short of each other meet
_OPEN_SIDE = 12.0  # points: lines that go this far beyond the last crossing line have an open end there
_MOST_CROSSINGS = 500_000  # pairs of lines looked at on a page: more are a drawing
_MOST_FIELDS = 200_000  # fields of one grid; the same


class _Segment(NamedTuple):
    """A line at `at`, from `start` to `end`: x positions of a horizontal one, y of a vertical one."""

    at: float
    start: float
    end: float


def ruled_grids(page: Page) -> list[Grid]:
    """The tables of the page that rules draw, from the top; frames around text or around a table are none,
    nor is what reaches over the page's edges. A table in a cell of another is text of that cell."""
    horizontal = _whole(_Segment((r.top + r.bottom) / 2, r.x0, r.x1) for r in page.rules if r.horizontal)
    vertical = _uprights(page)
    if len(horizontal) * len(vertical) > _MOST_CROSSINGS:
        return []
    drawn = [_grid(*group) for group in _groups(horizontal, vertical)]
    grids = [grid for grid in drawn if grid and not _covers(grid.box, page)]
    tables = [grid for grid in grids if grid.columns > 1]
    grids = [grid for grid in grids if grid.columns > 1 or not any(_within(table, grid) for table in tables)]
    outermost = [grid for grid in grids if not any(_within(grid, other) for other in grids)]
    return sorted(outermost, key=lambda grid: (grid.box.top, grid.box.x0))


def _covers(box: Box, page: Page) -> bool:
    """Whether it reaches the page's edges on all sides: the page's decoration."""
    return (
        box.x0 <= _SNAP
        and box.top <= _SNAP
        and box.x1 >= page.width - _SNAP
        and box.bottom >= page.height - _SNAP
    )


def _within(inner: Grid, outer: Grid) -> bool:
    """Whether a grid stands in another."""
    x0, top, x1, bottom = inner.box
    left, above, right, below = outer.box
    is_between = left - _SNAP <= x0 and x1 <= right + _SNAP
    return is_between and above - _SNAP <= top and bottom <= below + _SNAP and inner is not outer


def row_between_uprights(page: Page, above: Grid) -> Grid | None:
    """The part of a row that fills a page, both of whose ends are on others: only the lines between columns
    are drawn, where the table on the page above has them."""
    if above.closed_bottom:
        return None
    drawn = _uprights(page)
    uprights = [line for x in above.column_edges for line in drawn if abs(line.at - x) <= _SNAP]
    if len(uprights) != above.columns + 1:
        return None
    top, bottom = min(line.start for line in uprights), max(line.end for line in uprights)
    if any(line.start - top > _SNAP or bottom - line.end > _SNAP for line in uprights):
        return None
    edges = tuple(line.at for line in uprights)
    cells = tuple(
        GridCell(0, column, 1, 1, Box(x0, top, x1, bottom)) for column, (x0, x1) in enumerate(pairwise(edges))
    )
    return Grid(
        Box(edges[0], top, edges[-1], bottom),
        1,
        above.columns,
        cells,
        edges,
        (top, bottom),
        closed_top=False,
        closed_bottom=False,
    )


def _uprights(page: Page) -> list[_Segment]:
    return _whole(_Segment((r.x0 + r.x1) / 2, r.top, r.bottom) for r in page.rules if not r.horizontal)


def _whole(segments: Iterable[_Segment]) -> list[_Segment]:
    """Pieces of one line made one, short of tiny marks that nothing prolongs."""
    ordered = sorted(segments)
    lines: list[_Segment] = []
    for band in _bands(ordered):
        at = sum(s.at * max(s.end - s.start, 0.01) for s in band) / sum(
            max(s.end - s.start, 0.01) for s in band
        )
        start, end = None, 0.0
        for segment in sorted(band, key=lambda s: s.start):
            if start is None:
                start, end = segment.start, segment.end
            elif segment.start <= end + _SNAP:
                end = max(end, segment.end)
            else:
                lines.append(_Segment(at, start, end))
                start, end = segment.start, segment.end
        if start is not None:
            lines.append(_Segment(at, start, end))
    return [line for line in lines if line.end - line.start > _SNAP]


def _bands(ordered: Sequence[_Segment]) -> list[list[_Segment]]:
    """Segments in groups no wider than the snapping distance."""
    bands: list[list[_Segment]] = []
    for segment in ordered:
        if bands and segment.at - bands[-1][0].at <= _SNAP:
            bands[-1].append(segment)
        else:
            bands.append([segment])
    return bands


def _groups(
    horizontal: list[_Segment], vertical: list[_Segment]
) -> list[tuple[list[_Segment], list[_Segment]]]:
    """Lines that cross or touch each other, directly or through others; each group is a drawing."""
    parent = list(range(len(horizontal) + len(vertical)))

    def find(item: int) -> int:
        while parent[item] != item:
            parent[item] = parent[parent[item]]
            item = parent[item]
        return item

    positions = [line.at for line in vertical]  # sorted, as `_whole` gives bands from left to right
    for i, line in enumerate(horizontal):
        first = bisect_left(positions, line.start - _TOUCH)
        last = bisect_right(positions, line.end + _TOUCH)
        for j in range(first, last):
            if vertical[j].start - _TOUCH <= line.at <= vertical[j].end + _TOUCH:
                parent[find(i)] = find(len(horizontal) + j)
    groups: dict[int, tuple[list[_Segment], list[_Segment]]] = {}
    for i, line in enumerate(horizontal):
        groups.setdefault(find(i), ([], []))[0].append(line)
    for j, line in enumerate(vertical):
        groups.setdefault(find(len(horizontal) + j), ([], []))[1].append(line)
    return [group for group in groups.values() if group[0] and group[1]]


@dataclass(frozen=True, slots=True)
class _Edges:
    """The positions that part rows or columns, and whether the first and last were printed."""

    positions: tuple[float, ...]
    closed_first: bool
    closed_last: bool


def _edges(lines: list[_Segment], crossing: list[_Segment]) -> _Edges:
    """Edges from the lines themselves; where the crossing lines go well beyond them the side is open."""
    positions: list[float] = []
    for at in sorted(line.at for line in lines):
        if not positions or at - positions[-1] > _SNAP:
            positions.append(at)
    start = min(line.start for line in crossing)
    end = max(line.end for line in crossing)
    closed_first, closed_last = start > positions[0] - _OPEN_SIDE, end < positions[-1] + _OPEN_SIDE
    if not closed_first:
        positions.insert(0, start)
    if not closed_last:
        positions.append(end)
    return _Edges(tuple(positions), closed_first, closed_last)


def _grid(horizontal: list[_Segment], vertical: list[_Segment]) -> Grid | None:
    """The grid that a group of lines draws; None for a frame, a cross or a drawing."""
    xs, ys = _edges(vertical, horizontal), _edges(horizontal, vertical)
    columns, rows = len(xs.positions) - 1, len(ys.positions) - 1
    if columns < 1 or rows < 1 or columns * rows < 2 or columns * rows > _MOST_FIELDS:
        return None
    box = Box(xs.positions[0], ys.positions[0], xs.positions[-1], ys.positions[-1])
    below = _walls(ys.positions, horizontal, xs.positions)
    beside = _walls(xs.positions, vertical, ys.positions)
    cells = _cells(rows, columns, below, beside, xs.positions, ys.positions)
    if len(cells) < 2:
        return None
    return Grid(box, rows, columns, tuple(cells), xs.positions, ys.positions, ys.closed_first, ys.closed_last)


def _walls(edges: Sequence[float], lines: list[_Segment], across: Sequence[float]) -> list[list[bool]]:
    """For each edge and each field across: whether a line parts there."""
    walls = [[False] * (len(across) - 1) for _ in edges]
    for line in lines:
        nearest = min(bisect_left(edges, line.at), len(edges) - 1)
        if nearest and line.at - edges[nearest - 1] < edges[nearest] - line.at:
            nearest -= 1
        for field, (start, end) in enumerate(pairwise(across)):
            covered = min(line.end, end) - max(line.start, start)
            if covered > 0.5 * (end - start):
                walls[nearest][field] = True
    return walls


def _cells(
    rows: int,
    columns: int,
    below: list[list[bool]],
    beside: list[list[bool]],
    xs: Sequence[float],
    ys: Sequence[float],
) -> list[GridCell]:
    """Fields without a wall between them as one cell, as far as they make a rectangle."""
    owner = [[False] * columns for _ in range(rows)]
    cells: list[GridCell] = []
    for row in range(rows):
        for column in range(columns):
            if owner[row][column]:
                continue
            right = column + 1
            while right < columns and not beside[right][row] and not owner[row][right]:
                right += 1
            bottom = row + 1
            while bottom < rows and _open(bottom, column, right, below, beside):
                bottom += 1
            for line in owner[row:bottom]:
                line[column:right] = [True] * (right - column)
            box = Box(xs[column], ys[row], xs[right], ys[bottom])
            cells.append(GridCell(row, column, bottom - row, right - column, box))
    return cells


def _open(row: int, left: int, right: int, below: list[list[bool]], beside: list[list[bool]]) -> bool:
    """True where the fields `left` to `right` of `row` go on with those above."""
    return not any(below[row][left:right]) and not any(beside[x][row] for x in range(left + 1, right))
