"""The tables of each page: those that rules draw, and those that only words show."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from pipeline.read.pdf.banded import with_columns
from pipeline.read.pdf.forms import with_forms
from pipeline.read.pdf.page import Grid, Page
from pipeline.read.pdf.ruled import row_between_uprights, ruled_grids
from pipeline.read.pdf.shaded import with_edges
from pipeline.read.pdf.unruled import (
    find_unruled,
    framed_in,
    is_drawing,
    refined,
    with_typed_rules,
    without_rows_among_levels,
)

_SAME_WIDTH = 3.5  # points: a table that goes on over a page keeps its width


def with_grids(pages: Iterable[Page]) -> Iterator[tuple[Page, list[Grid]]]:
    """Each page with its tables; one page is read ahead.

    Where rules part less than the words do, a table is read by its words; one that goes on over a page,
    whose cut rows look like many, only by its figures.
    """
    above: Sequence[Grid] = ()
    held: tuple[Page, list[Grid]] | None = None
    for page in with_forms(with_columns(with_edges(map(with_typed_rules, pages)))):
        before = held[1][-1:] if held else ()
        ruled = [grid for grid in ruled_grids(page) if _is_more(before, grid) or not is_drawing(grid, page)]
        ruled = without_rows_among_levels(ruled, page)
        if before and not ruled and (row := row_between_uprights(page, before[0])):
            ruled = [row]
        if held is not None:
            yield _all_grids(*held, above, ruled)
            above = held[1]
        held = page, ruled
    if held is not None:
        yield _all_grids(*held, above, ())


def _all_grids(
    page: Page, ruled: list[Grid], above: Sequence[Grid], below: Sequence[Grid]
) -> tuple[Page, list[Grid]]:
    """The page's tables, given the ruled ones of the pages before and after."""
    whole: list[Grid] = []
    for grid in ruled:
        before, after = above[-1:] if grid is ruled[0] else (), below[:1] if grid is ruled[-1] else ()
        cut = _go_on([*before, *after], grid)
        found = refined(grid, page, cut=cut)
        whole += (found is grid and not cut and framed_in(grid, page)) or [found]
    return page, [*whole, *find_unruled(page, [grid.box for grid in ruled])]


def _is_more(before: Sequence[Grid], grid: Grid) -> bool:
    """Whether a grid has the columns of the last one of the page before: also the end of a row in one cell,
    whose other cells are blank, is then part of a table."""
    return any(
        len(other.column_edges) == len(grid.column_edges)
        and all(
            abs(one - two) <= _SAME_WIDTH
            for one, two in zip(other.column_edges, grid.column_edges, strict=True)
        )
        for other in before
    )


def _go_on(others: Sequence[Grid], grid: Grid) -> bool:
    return any(abs(other.box.width - grid.box.width) <= _SAME_WIDTH for other in others)
