"""Tables with few rules or none: ruled only horizontally, shaded, or told by their columns alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.read.pdf.page import Box, Grid, Page, Word, parted_by
from pipeline.read.pdf.unruled.coarse import is_drawing, refined, without_rows_among_levels
from pipeline.read.pdf.unruled.framed import frames_of
from pipeline.read.pdf.unruled.grids import framed_grid, grids_of
from pipeline.read.pdf.unruled.lines import lines_of
from pipeline.read.pdf.unruled.marks import drawn_across, levels_of, with_typed_rules
from pipeline.read.pdf.unruled.regions import runs_of
from pipeline.read.pdf.unruled.strips import strips_of

__all__ = [
    "find_unruled",
    "framed_in",
    "is_drawing",
    "refined",
    "with_typed_rules",
    "without_rows_among_levels",
]


def framed_in(grid: Grid, page: Page) -> list[Grid]:
    """The tables between the lines of a grid of one column, which only frames them, from the top."""
    if grid.columns > 1:
        return []
    words, _ = parted_by(grid.box, page.words)
    return find_unruled(replace(page, words=tuple(words)))


def find_unruled(page: Page, taken: Sequence[Box] = ()) -> list[Grid]:
    """The page's tables outside the areas `taken` (of ruled tables), from the top."""
    words: Sequence[Word] = page.words
    for area in taken:
        _, words = parted_by(area, words)
    levels = levels_of(page.rules)
    free = [level for level in levels if not any(area.holds(level.middle, level.y) for area in taken)]
    grids: list[Grid] = []
    for frame in frames_of(words, free):
        if grid := framed_grid(frame.lines, page, levels):
            grids.append(_as_wide(grid, frame.box))
            _, words = parted_by(frame.box, words)
    for strip in strips_of(lines_of(words), drawn_across(levels, page)):
        for run in runs_of(strip):
            grids += grids_of(run, page, levels)
    return sorted(grids, key=lambda grid: (grid.box.top, grid.box.x0))


def _as_wide(grid: Grid, frame: Box) -> Grid:
    """The grid as wide as the rules over and under it: so much room its first and last columns have."""
    left, right = min(grid.box.x0, frame.x0), max(grid.box.x1, frame.x1)
    return replace(
        grid,
        box=grid.box._replace(x0=left, x1=right),
        column_edges=(left, *grid.column_edges[1:-1], right),
        cells=tuple(
            cell._replace(
                box=cell.box._replace(
                    x0=cell.box.x0 if cell.column else left,
                    x1=cell.box.x1 if cell.column + cell.col_span < grid.columns else right,
                )
            )
            for cell in grid.cells
        ),
    )
