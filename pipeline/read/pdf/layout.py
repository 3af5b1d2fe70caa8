"""A page as its text columns: the cells of its tables, and the lines between and beside them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from operator import itemgetter

from pipeline.read.pdf.lines import Line, lines_of
from pipeline.read.pdf.page import Box, Grid, Page, Word, parted_by

_SPLIT_GAP = 0.1  # of the font size: characters of a word this far apart at a rule are parted there


_Place = tuple[float, int, float]
"""Where a page's reading comes to something: a position from the top; before (-1) or after (1) the table that
stands there; and a position within."""


@dataclass(frozen=True, slots=True)
class Part:
    """What stands of a table on one page: its grid, and the lines of each of the grid's cells."""

    page: int
    grid: Grid
    texts: tuple[tuple[Line, ...], ...]

    @property
    def top(self) -> float:
        """Where it begins on the page."""
        return self.grid.box.top


@dataclass(frozen=True, slots=True)
class Content:
    """A page's text: tables and lines in reading order."""

    number: int
    width: float
    height: float
    items: tuple[Line | Part, ...]


def content_of(page: Page, grids: Sequence[Grid], *, placed: bool = False) -> Content:
    """The words of the page put into the cells of its grids; what is left makes lines outside tables. The
    lines tell the place of each character where they are to be `placed`."""
    outside: Sequence[Word] = page.words
    parts: list[Part] = []
    for grid in grids:
        inside, outside = parted_by(grid.box, outside)
        cells = _cells(inside, grid)
        texts = (
            lines_of(cells.get((cell.row, cell.column), ()), page.number, page.links, placed=placed)
            for cell in grid.cells
        )
        parts.append(Part(page.number, grid, tuple(map(tuple, texts))))
    found: list[tuple[_Place, Line | Part]] = [((part.top, 0, 0.0), part) for part in parts]
    found.extend(_outside_lines(outside, grids, page, placed=placed))
    items = tuple(item for _, item in sorted(found, key=itemgetter(0)))
    return Content(page.number, page.width, page.height, items)


def _cells(words: Sequence[Word], grid: Grid) -> dict[tuple[int, int], list[Word]]:
    """The words of each cell of the grid by the cell's first field."""
    owner = _fields(grid)
    xs, ys = grid.column_edges, grid.row_edges
    cells: dict[tuple[int, int], list[Word]] = {}
    here: list[Word] = []
    left = right = above = below = 0.0
    for word in words:
        x0, top, x1, bottom = word.box
        if left <= x0 + 1 < right and left <= x1 - 1 < right and above <= (top + bottom) / 2 < below:
            here.append(word)  # as most do, it stands in the same field as the one before
            continue
        for piece in _pieces(word, xs):
            box = piece.box
            row = min(max(bisect_right(ys, (box.top + box.bottom) / 2) - 1, 0), grid.rows - 1)
            column = min(max(bisect_right(xs, (box.x0 + box.x1) / 2) - 1, 0), grid.columns - 1)
            left, right, above, below = xs[column], xs[column + 1], ys[row], ys[row + 1]
            here = cells.setdefault(owner[row, column], [])
            here.append(piece)
    return cells


def _fields(grid: Grid) -> dict[tuple[int, int], tuple[int, int]]:
    """For each field of the grid the first field of the cell that covers it."""
    return {
        (row, column): (cell.row, cell.column)
        for cell in grid.cells
        for row in range(cell.row, cell.row + cell.row_span)
        for column in range(cell.column, cell.column + cell.col_span)
    }


def _pieces(word: Word, edges: Sequence[float]) -> Iterator[Word]:
    """The word, parted where column edges run between two of its characters."""
    parted = not word.turn and bisect_right(edges, word.box.x0 + 1) != bisect_right(edges, word.box.x1 - 1)
    cut = _cut(word, edges) if parted else 0
    if cut:
        yield from _pieces(_slice(word, 0, cut), edges)
        yield from _pieces(_slice(word, cut, len(word.glyphs)), edges)
    else:
        yield word


def _cut(word: Word, edges: Sequence[float]) -> int:
    """Before which character a column edge parts the word; 0 where none does."""
    for index in range(1, len(word.glyphs)):
        before, after = word.glyphs[index - 1], word.glyphs[index]
        if after.x0 - before.x1 > _SPLIT_GAP * word.size:
            middle = (before.x0 + before.x1) / 2, (after.x0 + after.x1) / 2
            if bisect_right(edges, middle[0]) != bisect_right(edges, middle[1]):
                return index
    return 0


def _slice(word: Word, start: int, end: int) -> Word:
    glyphs = word.glyphs[start:end]
    box = Box(glyphs[0].x0, word.box.top, glyphs[-1].x1, word.box.bottom)
    after = word.space_after and end == len(word.glyphs)
    return replace(word, text="".join(g.text for g in glyphs), box=box, glyphs=glyphs, space_after=after)


def _outside_lines(
    words: Sequence[Word], grids: Sequence[Grid], page: Page, *, placed: bool
) -> Iterator[tuple[_Place, Line]]:
    """Lines outside tables with their places: those beside a table apart from those above and below, and
    together before or after it."""
    zones: dict[tuple[int, int], list[Word]] = {}
    for word in words:
        middle = (word.box.top + word.box.bottom) / 2
        x = (word.box.x0 + word.box.x1) / 2
        beside = next((n for n, grid in enumerate(grids, 1) if grid.box.top <= middle <= grid.box.bottom), 0)
        side = 0 if not beside else (-1 if x < grids[beside - 1].box.x0 else 1)
        zones.setdefault((beside, side), []).append(word)
    for (beside, side), zone in zones.items():
        for line in lines_of(zone, page.number, page.links, placed=placed):
            top = line.baseline - line.size
            yield ((grids[beside - 1].box.top, side, top) if beside else (top, 0, 0.0)), line
