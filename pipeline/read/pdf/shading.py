"""What is shaded on a page: rows of cells between the same ends, and single cells in their columns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.read.pdf.level_frames import SAME, Frame, is_one_text, middle_of
from pipeline.read.pdf.page import Fill, Page, Word

SPACING = 4.0
"""Points: cells of a table stand no farther apart."""

_LEAST_HEIGHT, _LEAST_WIDTH = 6.0, 0.4  # points; of the page's width
_GROUND = 0.95  # of the page's width: what is wider lies under all of it


@dataclass(frozen=True, slots=True)
class Shading:
    """The shaded cells of rows with the same ends, what those of several texts say, and the other cells that
    are shaded between these ends."""

    left: float
    right: float
    rows: tuple[tuple[Fill, ...], ...]
    texts: frozenset[str]
    others: tuple[Fill, ...]

    @property
    def cells(self) -> list[Fill]:
        """The cells of all rows."""
        return [cell for row in self.rows for cell in row]

    @property
    def top(self) -> float:
        """Where the first row begins."""
        return min(row[0].top for row in self.rows)

    @property
    def bottom(self) -> float:
        """Where the last row ends."""
        return max(row[0].bottom for row in self.rows)

    def is_like(self, other: Shading | Frame) -> bool:
        """True for that of rows with the same ends."""
        return abs(self.left - other.left) <= SAME and abs(self.right - other.right) <= SAME

    def is_part_of(self, other: Shading) -> bool:
        """True where rows stand between those of another, or with other ends in their columns."""
        if other.top < self.bottom - SAME and self.top < other.bottom - SAME:
            return True
        if not (other.left - SAME <= self.left and self.right <= other.right + SAME):
            return False
        levels = [y for row in other.rows for y in (row[0].top, row[0].bottom)]
        if is_near(self.top, levels) or is_near(self.bottom, levels):
            return True
        return all(is_near(x, other.edges()) for x in self.edges())

    def edges(self, *beside: Iterable[float]) -> list[float]:
        """Where cells of whole rows begin and end, on this page and the pages beside."""
        return places_of(
            [*(x for cell in self.cells for x in (cell.x0, cell.x1)), *(x for edges in beside for x in edges)]
        )


def shadings_of(page: Page) -> list[Shading]:
    """The shaded rows by their ends, from the top: where some stand between others, those that are most."""
    rows: dict[tuple[int, int], list[Fill]] = {}
    for fill in sorted(set(page.fills)):
        if fill.bottom - fill.top >= _LEAST_HEIGHT and fill.x1 - fill.x0 < _GROUND * page.width:
            rows.setdefault((round(fill.top), round(fill.bottom)), []).append(fill)
    groups: list[list[Sequence[Fill]]] = []
    for cells in rows.values():
        if cells[-1].x1 - cells[0].x0 >= _LEAST_WIDTH * page.width and _are_side_by_side(cells):
            group = next((group for group in groups if _have_same_ends(cells, group[0])), None)
            if group is None:
                groups.append([cells])
            else:
                group.append(cells)
    shadings: list[Shading] = []
    for group in sorted(groups, key=len, reverse=True):
        shading = _shading(group, rows.values(), page)
        if not any(shading.is_part_of(other) for other in shadings):
            shadings.append(shading)
    return sorted(shadings, key=lambda shading: shading.top)


def _are_side_by_side(cells: Sequence[Fill]) -> bool:
    return all(cell.x0 - before.x1 >= -SAME for before, cell in pairwise(cells))


def _have_same_ends(cells: Sequence[Fill], others: Sequence[Fill]) -> bool:
    return abs(cells[0].x0 - others[0].x0) <= SAME and abs(cells[-1].x1 - others[-1].x1) <= SAME


def _shading(group: Sequence[Sequence[Fill]], rows: Iterable[Sequence[Fill]], page: Page) -> Shading:
    left, right = group[0][0].x0, group[0][-1].x1
    cells = {cell: None for row in group for cell in row}
    others = {
        cell: None
        for row in rows
        for cell in row
        if cell not in cells and left - SAME <= cell.x0 and cell.x1 <= right + SAME
    }
    words = [word for word in page.words if not word.turn and left < word.box.x1 and word.box.x0 < right]
    texts = (_text([word for word in words if row[0].top < middle_of(word) < row[0].bottom]) for row in group)
    return Shading(left, right, tuple(map(tuple, group)), frozenset(filter(None, texts)), tuple(others))


def _text(row: Sequence[Word]) -> str:
    """What a row of several texts says."""
    return "" if is_one_text(row) else " ".join(word.text for word in row)


def in_columns(cells: Iterable[Fill], edges: Sequence[float]) -> Iterator[Fill]:
    """The cells that begin and end where columns do; none of a single column."""
    for cell in cells:
        if len(edges) > 2 and is_near(cell.x0, edges) and is_near(cell.x1, edges):
            yield cell


def edges_of(cells: Iterable[Fill]) -> list[float]:
    """Where cells begin and end, from the left; in the middle of what room is between them."""
    return places_of(x for cell in cells for x in (cell.x0, cell.x1))


def places_of(places: Iterable[float]) -> list[float]:
    """Places in order, those that stand no farther apart than cells do as one."""
    groups: list[list[float]] = []
    for place in sorted(places):
        if groups and place - groups[-1][0] <= SPACING:
            groups[-1].append(place)
        else:
            groups.append([place])
    return [(group[0] + group[-1]) / 2 for group in groups]


def is_near(place: float, places: Iterable[float]) -> bool:
    """True where a place is one of those."""
    return any(abs(place - other) <= SPACING for other in places)
