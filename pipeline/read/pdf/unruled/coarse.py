"""Grids whose rules part less than their words do: one ruled field that holds many rows or columns of figures."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.read.pdf.page import Box, Grid, Page, Word
from pipeline.read.pdf.unruled.grids import grid_of
from pipeline.read.pdf.unruled.lines import Line, lines_of
from pipeline.read.pdf.unruled.marks import levels_of

_ROWS = 3  # lines of nothing but figures in one field are rows of their own
_SLACK = 3.0  # points


def refined(grid: Grid, page: Page) -> Grid:
    """The grid itself, or in its place the one that its words show."""
    if not _is_coarse(grid, page):
        return grid
    finer = grid_of(lines_of(_inside(page, grid.box)), page, levels_of(page.rules), grid.column_edges[1:-1])
    return finer if finer and finer.rows * finer.columns > grid.rows * grid.columns else grid


def _is_coarse(grid: Grid, page: Page) -> bool:
    for cell in grid.cells:
        if cell.box.height < _ROWS * _SLACK:
            continue
        lines = lines_of(_inside(page, cell.box))
        if len(lines) >= _ROWS and _all_figures(lines):
            return True
    return False


def _inside(page: Page, box: Box) -> list[Word]:
    return [w for w in page.words if box.holds((w.box.x0 + w.box.x1) / 2, (w.box.top + w.box.bottom) / 2)]


def _all_figures(lines: Sequence[Line]) -> bool:
    """Whether every line is a figure, or ends in one after other words or figures."""
    return all(all(chunk.is_figure for chunk in line.chunks) for line in lines) or all(
        len(line.chunks) > 1 and line.chunks[-1].is_figure for line in lines
    )
