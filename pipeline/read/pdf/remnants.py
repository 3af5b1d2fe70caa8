"""What a page leaves of cells' borders where its end cuts a row: thin rows that hold nothing of their own."""

from __future__ import annotations

from dataclasses import replace

from pipeline.read.pdf.layout import Part


def without_thin_row(part: Part, first: int) -> Part:
    """The part of a table without the row under `first` (from 0), the first after a page's end, where that
    is a remnant: most columns reach through it, and what begins in it is blank. Producers that let each
    cell run on by itself leave such rows beside cells merged downwards."""
    grid = part.grid
    thin = first + 1
    texts = dict(zip(grid.cells, part.texts, strict=True))
    beginning = [cell for cell in grid.cells if cell.row == thin]
    through = [cell for cell in grid.cells if cell.row < thin < cell.row + cell.row_span]
    covered = sum(cell.col_span for cell in through)
    is_remnant = 2 * covered > grid.columns and all(
        cell.row_span == 1 and not texts[cell] for cell in beginning
    )
    if thin >= grid.rows or not is_remnant:
        return part
    kept = {
        cell._replace(row=cell.row - (cell.row > thin), row_span=cell.row_span - (cell in through)): lines
        for cell, lines in texts.items()
        if cell not in beginning
    }
    edges = (*grid.row_edges[:thin], *grid.row_edges[thin + 1 :])
    whole = replace(grid, rows=grid.rows - 1, cells=tuple(kept), row_edges=edges)
    return replace(part, grid=whole, texts=tuple(kept.values()))
