"""A run of lines to the grids of its tables."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.read.pdf.page import Box, Grid, Page
from pipeline.read.pdf.unruled.bounds import trimmed
from pipeline.read.pdf.unruled.cells import grid_from
from pipeline.read.pdf.unruled.columns import gutters_of
from pipeline.read.pdf.unruled.heads import head_lines
from pipeline.read.pdf.unruled.lines import Line
from pipeline.read.pdf.unruled.marks import Level
from pipeline.read.pdf.unruled.pieces import is_band
from pipeline.read.pdf.unruled.proof import is_table
from pipeline.read.pdf.unruled.regions import is_contents, is_parted, parts_of
from pipeline.read.pdf.unruled.rows import Body, rows_of
from pipeline.read.pdf.unruled.sketch import box_of, sketch_of

_FEWEST_PARTED = 2  # lines of cells side by side


def grids_of(run: Sequence[Line], page: Page, levels: Sequence[Level]) -> list[Grid]:
    """The tables that a run of lines holds, from the top."""
    found: list[Grid] = []
    for part in parts_of(run):
        gutters = gutters_of(part)
        lines = trimmed(part, gutters, levels) if gutters else []
        grid = grid_of(lines, page, levels, _separators(page, box_of(lines))) if lines else None
        found += [grid] if grid else []
    return found


def framed_grid(lines: Sequence[Line], page: Page, levels: Sequence[Level]) -> Grid | None:
    """The table that all lines between rules above and below are; None where they are none."""
    return grid_of(lines, page, levels, _separators(page, box_of(lines)), framed=True)


def grid_of(
    lines: Sequence[Line],
    page: Page,
    levels: Sequence[Level],
    separators: Sequence[float],
    *,
    framed: bool = False,
) -> Grid | None:
    """The table that lines are, between printed vertical rules at `separators`; None where they are none.
    `framed` where rules are printed above and below them."""
    if sum(map(is_parted, lines)) < _FEWEST_PARTED:
        return None
    sketch = sketch_of(lines, page, levels, separators)
    if sketch is None or is_contents([[piece.chunk for piece in row] for row in sketch.pieces]):
        return None
    head = head_lines(sketch)
    bands = frozenset(
        index
        for index in range(head, len(lines))
        if is_band(lines[index], sketch.pieces[index], sketch.extents, sketch.figures)
    )
    body = Body(lines, sketch.pieces, bands, sketch.boundaries)
    rows = rows_of(body, range(head, len(lines)))
    return grid_from(sketch, head, rows) if is_table(sketch, head, rows, framed=framed) else None


def _separators(page: Page, box: Box) -> list[float]:
    """Where vertical rules run through most of a table's height."""
    return sorted(
        (r.x0 + r.x1) / 2
        for r in page.rules
        if not r.horizontal and min(r.bottom, box.bottom) - max(r.top, box.top) > 0.5 * box.height
    )
