"""Grids whose rules part less than their words do: a ruled field that holds many rows of figures."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from pipeline.read.pdf.page import Grid, Page, Word, parted_by
from pipeline.read.pdf.unruled.grids import grid_of
from pipeline.read.pdf.unruled.lines import Line, lines_of
from pipeline.read.pdf.unruled.marks import levels_of

_ROWS = 3  # lines of nothing but figures in one field are rows of their own
_ROWS_OF_A_FRAME = 2  # a grid of a header and one field below may only frame its rows
_WRAPPED = 1.6  # lines a row, at least, where cells wrap
_ONE_EDGE = 3.0  # points: rules of one table begin and end no farther apart
_MOST = 0.6  # share of the rows
_MANY_WORDS = 4  # a cell, on average, are in no chart
_FEW_WORDS = 0.25  # share of the cells
_FILLED = 0.85  # share of the fields


def refined(grid: Grid, page: Page, *, cut: bool) -> Grid:
    """The grid itself, or in its place the one that its words show; where it may be `cut` by a page's end
    only figures in a mere frame show that."""
    framed = grid.rows <= _ROWS_OF_A_FRAME
    if cut and not framed:
        return grid
    words, _ = parted_by(grid.box, page.words)
    figures = _holds_rows_of_figures(grid, words) or _holds_columns_of_figures(grid, words)
    if not figures and (cut or not framed):
        return grid
    lines = lines_of(words)
    finer = grid_of(lines, page, levels_of(page.rules), grid.column_edges[1:-1])
    if finer is None or finer.rows * finer.columns <= grid.rows * grid.columns:
        return grid
    return finer if figures or _holds_rows_of_words(finer, lines) else grid


def without_rows_among_levels(grids: Sequence[Grid], page: Page) -> list[Grid]:
    """The grids without single rows whose upper and lower rules are two of several alike, between which no
    upright ones are printed: a line of sums with a shaded name is part of the table over it."""
    single = [grid for grid in grids if grid.rows == 1]
    if not single:
        return list(grids)
    levels = [v for v in levels_of(page.rules) if not any(grid.box.holds(v.middle, v.y) for grid in grids)]
    among = [
        grid
        for grid in single
        if sum(abs(v.x0 - grid.box.x0) <= _ONE_EDGE and abs(v.x1 - grid.box.x1) <= _ONE_EDGE for v in levels)
        >= _ROWS
    ]
    return [grid for grid in grids if grid not in among]


def is_drawing(grid: Grid, page: Page) -> bool:
    """Whether rules draw something that holds no words, or a few anywhere, as charts do; a table with few
    words has them in its first row or its first column."""
    words, _ = parted_by(grid.box, page.words)
    if len(words) > _MANY_WORDS * len(grid.cells):
        return False
    fields = _fields(grid, words).keys()
    filled = {
        (cell.row, cell.column)
        for cell in grid.cells
        if any(
            (row, column) in fields
            for row in range(cell.row, cell.row + cell.row_span)
            for column in range(cell.column, cell.column + cell.col_span)
        )
    }
    if len(filled) >= _FEW_WORDS * len(grid.cells):
        return False
    edges = [[c for c in grid.cells if c.row == 0], [c for c in grid.cells if c.column == 0]]
    return not filled or not any(
        2 * sum((c.row, c.column) in filled for c in edge) >= len(edge) > 1 for edge in edges
    )


def _fields(grid: Grid, words: Iterable[Word]) -> dict[tuple[int, int], list[Word]]:
    """The words in each field of a grid."""
    fields: dict[tuple[int, int], list[Word]] = defaultdict(list)
    for word in words:
        row = bisect_right(grid.row_edges, (word.box.top + word.box.bottom) / 2) - 1
        column = bisect_right(grid.column_edges, (word.box.x0 + word.box.x1) / 2) - 1
        fields[row, column].append(word)
    return fields


def _holds_rows_of_figures(grid: Grid, words: Sequence[Word]) -> bool:
    """Whether one field holds several lines of figures."""
    for inside in _fields(grid, words).values():
        baselines = {round(word.baseline) for word in inside}
        if len(baselines) < _ROWS or baselines != {round(w.baseline) for w in inside if _may_be_figure(w)}:
            continue
        lines = lines_of(inside)
        if len(lines) >= _ROWS and _are_figures(lines):
            return True
    return False


def _holds_columns_of_figures(grid: Grid, words: Sequence[Word]) -> bool:
    """Whether the fields of one column hold figures beside figures, or words, in most rows."""
    rows: Counter[int] = Counter()
    for (_, column), inside in _fields(grid, words).items():
        if _may_end_in_figures(inside) and _end_in_figures(lines_of(inside)):
            rows[column] += 1
    return any(count >= max(_ROWS, _MOST * grid.rows) for count in rows.values())


def _may_end_in_figures(words: Iterable[Word]) -> bool:
    """Whether the last word at each height may be a figure: spares most fields the search for their lines."""
    last: dict[int, Word] = {}
    for word in words:
        height = round(word.baseline)
        if height not in last or word.box.x0 > last[height].box.x0:
            last[height] = word
    return all(map(_may_be_figure, last.values()))


def _end_in_figures(lines: Sequence[Line]) -> bool:
    return all(len(line.chunks) > 1 and line.chunks[-1].is_figure for line in lines)


def _may_be_figure(word: Word) -> bool:
    """Whether a word has a digit, or is as short as a sign for a missing figure or a mark."""
    return len(word.text) == 1 or any(character.isdigit() for character in word.text)


def _are_figures(lines: Sequence[Line]) -> bool:
    """Whether every line is a figure, or ends in one after other words or figures."""
    if all(chunk.is_figure for line in lines for chunk in line.chunks):
        return True
    return _end_in_figures(lines)


def _holds_rows_of_words(grid: Grid, lines: Sequence[Line]) -> bool:
    """Whether rows of words within one field are beyond doubt: several of wrapped cells, set apart in
    all columns at once, hardly a cell empty. Paragraphs of one row are not."""
    if grid.rows <= _ROWS or len(lines) < _WRAPPED * grid.rows:
        return False
    filled = _fields(grid, (word for line in lines for word in line.words)).keys()
    keys = sum(column == 0 for _, column in filled)
    return keys == grid.rows and len(filled) >= _FILLED * grid.rows * grid.columns
