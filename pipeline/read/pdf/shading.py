"""What is shaded on a page: rows of cells between the same ends, and single cells in their columns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.read.pdf.level_frames import SAME, Frame, is_one_text, middle_of
from pipeline.read.pdf.page import Fill, Page, Word

SPACING = 4.0
"""Points: cells of a table stand no farther apart."""

_Row = tuple[Fill, ...]
"""Cells that begin and end at the same heights, from the left."""

_LEAST_HEIGHT, _LEAST_WIDTH = 6.0, 0.4  # points; of the page's width
_MOST_FILLS = 3_000  # on a page: more are a drawing
_MARKED = 1.6  # of the font size: the colour that marks words reaches no farther up and down
_GROUND = 0.95  # of the page's width: what is wider lies under all of it


@dataclass(frozen=True, slots=True)
class Shading:
    """The shaded cells of rows between the same ends, what rows of several texts say, and the other cells
    that are shaded between these ends."""

    left: float
    right: float
    rows: tuple[_Row, ...]
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
        is_within = other.left - SAME <= self.left and self.right <= other.right + SAME
        return is_within and all(is_near(x, other.edges()) for x in self.edges())

    def edges(self, *beside: Iterable[float]) -> list[float]:
        """Where cells of whole rows begin and end, on this page and the pages beside."""
        return places_of(
            [*(x for cell in self.cells for x in (cell.x0, cell.x1)), *(x for edges in beside for x in edges)]
        )


def shadings_of(page: Page) -> list[Shading]:
    """The shaded rows by their ends, from the top: where some stand between others, those that are most."""
    if not 0 < len(page.fills) <= _MOST_FILLS:
        return []
    rows = _rows(page)
    groups: list[list[_Row]] = []
    for row in rows:
        if row[-1].x1 - row[0].x0 >= _LEAST_WIDTH * page.width and _are_side_by_side(row):
            group = next((group for group in groups if _have_same_ends(row, group[0])), None)
            if group is None:
                groups.append([row])
            else:
                group.append(row)
    shadings: list[Shading] = []
    free = dict.fromkeys(rows)
    for group in sorted(groups, key=len, reverse=True):
        own = [row for row in group if row in free]
        if own:
            shading = _shading([*own, *_adjoining(own, free)], free, page)
            if not any(shading.is_part_of(other) for other in shadings):
                shadings.append(shading)
                for row in shading.rows:
                    free.pop(row, None)
    return sorted(shadings, key=lambda shading: shading.top)


def _rows(page: Page) -> list[_Row]:
    """The shaded cells that begin and end at the same heights, from the left; marks of words and
    the ground of the page are none."""
    starts, ends = (_by_place(page.words, edge) for edge in ("x0", "x1"))
    rows: dict[tuple[int, int], list[Fill]] = {}
    for fill in sorted(set(page.fills)):
        is_cell = fill.bottom - fill.top >= _LEAST_HEIGHT and fill.x1 - fill.x0 < _GROUND * page.width
        if is_cell and not (_meets(fill, fill.x0, starts) and _meets(fill, fill.x1, ends)):
            rows.setdefault((round(fill.top), round(fill.bottom)), []).append(fill)
    return [tuple(row) for row in rows.values()]


def _by_place(words: Iterable[Word], edge: str) -> dict[int, list[Word]]:
    places: dict[int, list[Word]] = {}
    for word in words:
        places.setdefault(round(getattr(word.box, edge)), []).append(word)
    return places


def _meets(fill: Fill, x: float, words: Mapping[int, Sequence[Word]]) -> bool:
    """Whether a word in its only line ends there."""
    near = (word for place in (-1, 0, 1) for word in words.get(round(x) + place, ()))
    return any(
        fill.top < middle_of(word) < fill.bottom and fill.bottom - fill.top < _MARKED * word.size
        for word in near
    )


def _adjoining(group: Sequence[_Row], rows: Iterable[_Row]) -> list[_Row]:
    """The rows between the ends of the others that begin or end where one of those does, or one of these:
    rows in which cells are merged over others."""
    left, right = group[0][0].x0, group[0][-1].x1
    at: dict[int, list[_Row]] = {}
    for row in rows:
        if left - SAME <= row[0].x0 and row[-1].x1 <= right + SAME:
            for level in {round(row[0].top), round(row[0].bottom)}:
                at.setdefault(level, []).append(row)
    found = dict.fromkeys(group)
    pending = list(group)
    while pending:
        row = pending.pop()
        levels = (round(row[0].top), round(row[0].bottom))
        near = (level + step for level in levels for step in (-1, 0, 1))
        for other in (other for level in near for other in at.pop(level, ())):
            if other not in found:
                found[other] = None
                pending.append(other)
    return list(found)[len(group) :]


def _are_side_by_side(cells: _Row) -> bool:
    return all(cell.x0 - before.x1 >= -SAME for before, cell in pairwise(cells))


def _have_same_ends(cells: _Row, others: _Row) -> bool:
    return abs(cells[0].x0 - others[0].x0) <= SAME and abs(cells[-1].x1 - others[-1].x1) <= SAME


def _shading(rows: Sequence[_Row], others: Iterable[_Row], page: Page) -> Shading:
    left, right = rows[0][0].x0, rows[0][-1].x1
    own = set(rows)
    between = (
        cell
        for row in others
        for cell in row
        if row not in own and left - SAME <= cell.x0 and cell.x1 <= right + SAME
    )
    words = [word for word in page.words if not word.turn and left < word.box.x1 and word.box.x0 < right]
    texts = (_text([word for word in words if row[0].top < middle_of(word) < row[0].bottom]) for row in rows)
    return Shading(left, right, tuple(rows), frozenset(filter(None, texts)), tuple(between))


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
