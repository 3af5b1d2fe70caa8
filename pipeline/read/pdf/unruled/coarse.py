"""Grids whose rules part less than their words do: one ruled field that holds many rows or columns of figures."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from pipeline.read.pdf.page import Box, Grid, Page, Word
from pipeline.read.pdf.unruled.grids import grid_of
from pipeline.read.pdf.unruled.lines import Line, lines_of
from pipeline.read.pdf.unruled.marks import levels_of

_ROWS = 3  # lines of nothing but figures in one field are rows of their own
_ROWS_OF_A_FRAME = 2  # a grid of a header and one field below may only frame its rows
_WRAPPED = 1.6  # lines a row, at least, where cells wrap
_FILLED = 0.85  # share of the fields


def refined(grid: Grid, page: Page) -> Grid:
    """The grid itself, or in its place the one that its words show."""
    figures = _holds_rows_of_figures(grid, page)
    if not figures and grid.rows > _ROWS_OF_A_FRAME:
        return grid
    lines = lines_of(_inside(page, grid.box))
    finer = grid_of(lines, page, levels_of(page.rules), grid.column_edges[1:-1])
    if finer is None or finer.rows * finer.columns <= grid.rows * grid.columns:
        return grid
    return finer if figures or _holds_rows_of_words(finer, lines) else grid


def _holds_rows_of_figures(grid: Grid, page: Page) -> bool:
    for cell in grid.cells:
        lines = lines_of(_inside(page, cell.box))
        if len(lines) >= _ROWS and _are_figures(lines):
            return True
    return False


def _inside(page: Page, box: Box) -> list[Word]:
    return [w for w in page.words if box.holds((w.box.x0 + w.box.x1) / 2, (w.box.top + w.box.bottom) / 2)]


def _are_figures(lines: Sequence[Line]) -> bool:
    """Whether every line is a figure, or ends in one after other words or figures."""
    return all(all(chunk.is_figure for chunk in line.chunks) for line in lines) or all(
        len(line.chunks) > 1 and line.chunks[-1].is_figure for line in lines
    )


def _holds_rows_of_words(grid: Grid, lines: Sequence[Line]) -> bool:
    """Whether rows of words within one field are beyond doubt: several of wrapped cells, set apart in
    all columns at once, hardly a cell empty. Paragraphs of one row are not."""
    if grid.rows < _ROWS + 1 or len(lines) < _WRAPPED * grid.rows:
        return False
    filled = {
        (bisect_right(grid.row_edges, (w.box.top + w.box.bottom) / 2), bisect_right(grid.column_edges, w.box.x0))
        for line in lines
        for w in line.words
    }
    keys = sum(column == 1 for _, column in filled)
    return keys == grid.rows and len(filled) >= _FILLED * grid.rows * grid.columns
