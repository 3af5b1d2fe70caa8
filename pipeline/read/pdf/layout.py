"""A page as its text columns: the cells of its tables, and the lines between and beside them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from operator import itemgetter

from pipeline.read.pdf.lines import Line, lines_of
from pipeline.read.pdf.page import Box, Grid, Page, Word

_COLUMN_GAP = 2.5  # of the font size: text outside tables that is farther apart is another column
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


def content_of(page: Page, grids: Sequence[Grid]) -> Content:
    """The words of the page put into the cells of its grids; what is left makes lines outside tables."""
    outside: list[Word] = []
    inside: list[dict[tuple[int, int], list[Word]]] = [{} for _ in grids]
    places = [(grid.box, _fields(grid), cells, grid) for grid, cells in zip(grids, inside, strict=True)]
    for word in page.words:
        x0, top, x1, bottom = word.box
        x, y = (x0 + x1) / 2, (top + bottom) / 2
        for box, owner, cells, grid in places:
            if box.x0 <= x <= box.x1 and box.top <= y <= box.bottom:
                for piece, field in _pieces(word, grid):
                    cells.setdefault(owner[field], []).append(piece)
                break
        else:
            outside.append(word)
    parts = [
        Part(
            page.number,
            grid,
            tuple(
                tuple(lines_of(cells.get((cell.row, cell.column), []), page.number, page.links))
                for cell in grid.cells
            ),
        )
        for grid, cells in zip(grids, inside, strict=True)
    ]
    placed: list[tuple[_Place, Line | Part]] = [((part.top, 0, 0.0), part) for part in parts]
    placed.extend(_outside_lines(outside, grids, page))
    items = tuple(item for _, item in sorted(placed, key=itemgetter(0)))
    return Content(page.number, page.width, page.height, items)


def _fields(grid: Grid) -> dict[tuple[int, int], tuple[int, int]]:
    """For each field of the grid the first field of the cell that covers it."""
    return {
        (row, column): (cell.row, cell.column)
        for cell in grid.cells
        for row in range(cell.row, cell.row + cell.row_span)
        for column in range(cell.column, cell.column + cell.col_span)
    }


def _pieces(word: Word, grid: Grid) -> list[tuple[Word, tuple[int, int]]]:
    """The word and its field, parted where a column edge runs between two of its characters."""
    edges = grid.column_edges
    x0, top, x1, bottom = word.box
    row = min(max(bisect_right(grid.row_edges, (top + bottom) / 2) - 1, 0), grid.rows - 1)
    column = bisect_right(edges, (x0 + x1) / 2)
    if not word.turn and bisect_right(edges, x0 + 1) != bisect_right(edges, x1 - 1):
        cut = _cut(word, edges)
        if cut:
            left, right = _slice(word, 0, cut), _slice(word, cut, len(word.glyphs))
            return [*_pieces(left, grid), *_pieces(right, grid)]
    return [(word, (row, min(max(column - 1, 0), grid.columns - 1)))]


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


def _outside_lines(words: list[Word], grids: Sequence[Grid], page: Page) -> Iterator[tuple[_Place, Line]]:
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
        for line in lines_of(zone, page.number, page.links):
            top = line.baseline - line.size
            yield ((grids[beside - 1].box.top, side, top) if beside else (top, 0, 0.0)), line
