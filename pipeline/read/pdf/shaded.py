"""Tables that shade every other row cell by cell and print no rules: the edges of the shading are drawn as
lines, through the rows between too."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from pipeline.read.pdf.page import Fill, Page, Rule, Word

_SAME = 2.0  # points: edges nearer than this are one
_LEAST_CELLS = 3  # side by side: two can be anything
_LEAST_ROWS = 2  # shaded, on a page and those beside it
_BELOW, _ABOVE = 1.2, 0.65  # of the font size: the most room between lines of a row; page headers stand near


@dataclass(frozen=True, slots=True)
class _Band:
    """A shaded row: from where to where it reaches, and the edges of its cells from the left."""

    top: float
    bottom: float
    edges: tuple[float, ...]

    def is_like(self, other: _Band) -> bool:
        """True for a row of the same width."""
        return abs(self.edges[0] - other.edges[0]) <= _SAME and abs(self.edges[-1] - other.edges[-1]) <= _SAME


def with_edges(pages: Iterable[Page]) -> Iterator[Page]:
    """Each page with lines at the edges of its shaded rows and of those between; one page is read ahead."""
    above: Sequence[_Band] = ()
    held: tuple[Page, list[_Band]] | None = None
    for page in pages:
        bands = _bands(page)
        if held is not None:
            yield _lined(*held, above, bands)
            above = held[1]
        held = page, bands
    if held is not None:
        yield _lined(*held, above, ())


def _bands(page: Page) -> list[_Band]:
    """The rows of one width that are shaded in at least three cells, from the top."""
    rows: dict[tuple[int, int], list[Fill]] = {}
    for fill in sorted(set(page.fills), key=lambda fill: fill.x0):
        rows.setdefault((round(fill.top), round(fill.bottom)), []).append(fill)
    bands = []
    for fills in rows.values():
        cells = [fill for n, fill in enumerate(fills) if not n or fill.x0 - fills[n - 1].x0 > _SAME]
        is_row = all(abs(before.x1 - cell.x0) <= _SAME for before, cell in pairwise(cells))
        if len(cells) >= _LEAST_CELLS and is_row:
            bands.append(_Band(cells[0].top, cells[0].bottom, (*(cell.x0 for cell in cells), cells[-1].x1)))
    bands.sort(key=lambda band: band.top)
    return [band for band in bands if band.is_like(bands[0])]


def _lined(page: Page, bands: Sequence[_Band], above: Sequence[_Band], below: Sequence[_Band]) -> Page:
    """The page with the lines of its shaded table, if it has one."""
    if not bands:
        return page
    goes_on = bool(above) and bands[0].is_like(above[-1])
    around = (*(above if goes_on else ()), *(below if below and bands[0].is_like(below[0]) else ()))
    if len(bands) + len(around) < _LEAST_ROWS or _has_uprights(page, bands):
        return page
    edges = max((band.edges for band in (*bands, *around)), key=len)
    words = [word for word in page.words if not word.turn and edges[0] < word.box.x0 < edges[-1]]
    levels = {level for band in bands for level in (band.top, band.bottom)}
    levels.add(_end(bands[-1].bottom, words, edges, _BELOW))
    if goes_on:
        levels.add(-_end(-bands[0].top, [_upside_down(word) for word in words], edges, _ABOVE))
    lines = [Rule(edges[0], level, edges[-1], level) for level in sorted(levels)]
    lines.extend(_uprights(sorted(levels), edges, words))
    return replace(page, rules=(*page.rules, *lines), fills=())


def _has_uprights(page: Page, bands: Sequence[_Band]) -> bool:
    """True where printed lines part the columns."""
    top, bottom = bands[0].top, bands[-1].bottom
    return any(not rule.horizontal and rule.top < bottom and rule.bottom > top for rule in page.rules)


def _end(level: float, words: Sequence[Word], edges: Sequence[float], apart: float) -> float:
    """Where the row under a shaded one ends: its lines are no farther apart, and keep to the columns."""
    end, size = level, 0.0
    for word in sorted((word for word in words if word.box.bottom > level), key=lambda word: word.box.top):
        is_near = word.box.top - end <= apart * max(size, word.size)
        if not is_near or any(word.box.x0 < edge < word.box.x1 for edge in edges):
            break
        end, size = max(end, word.box.bottom), word.size
    return end


def _upside_down(word: Word) -> Word:
    x0, top, x1, bottom = word.box
    return replace(word, box=word.box._replace(x0=x0, top=-bottom, x1=x1, bottom=-top))


def _uprights(levels: Sequence[float], edges: Sequence[float], words: Sequence[Word]) -> Iterator[Rule]:
    """The lines between columns, row by row, but where words reach over them."""
    for top, bottom in pairwise(levels):
        row = [word for word in words if top < (word.box.top + word.box.bottom) / 2 < bottom]
        for x in edges:
            if not any(word.box.x0 < x < word.box.x1 for word in row):
                yield Rule(x, top, x, bottom)
