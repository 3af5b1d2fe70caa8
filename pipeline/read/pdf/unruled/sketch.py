"""Lines laid over columns: what the rows, the header and the proof of a table are told from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.read.pdf.page import Box, Page
from pipeline.read.pdf.unruled.columns import gutters_of
from pipeline.read.pdf.unruled.gutters import Gutter
from pipeline.read.pdf.unruled.lines import Line
from pipeline.read.pdf.unruled.marks import Level, bands_of, full_levels, parted_at
from pipeline.read.pdf.unruled.pieces import SLACK, Piece, figure_columns, parted_by_alignment, pieces_of

_HEAD_LINES = 4  # from the top, the last of which may have a head for each column
_NARROW = 0.5  # points at each side of a gutter's middle, where it is the middle that counts
_MARGIN = 2.0  # points around a table's words

ONE_BOUNDARY = 1.5
"""Points: a rule and the edge of a shaded band at one height are nearer than this."""

FIRST_COLUMNS = 2
"""So many columns may name groups over several rows."""


@dataclass(frozen=True, slots=True)
class Sketch:
    """A table in the making: the `pieces` of each line, `extents` from where to where the words of each
    column reach, `boundaries` the heights at which rules or edges of shading part rows, `figures` the
    columns that hold mostly figures. `levels` end at upright rules: a title's rule reaches no farther."""

    box: Box
    lines: Sequence[Line]
    pieces: Sequence[Sequence[Piece]]
    gutters: Sequence[Gutter]
    extents: Sequence[tuple[float, float]]
    levels: Sequence[Level]
    boundaries: Sequence[float]
    figures: frozenset[int]

    @property
    def columns(self) -> int:
        """Number of columns."""
        return len(self.extents)


def sketch_of(
    lines: Sequence[Line], page: Page, levels: Sequence[Level], separators: Sequence[float]
) -> Sketch | None:
    """The lines over the columns that their words and the printed vertical rules at `separators` show;
    None where they show one column."""
    gutters = _between_heads(_behind_names(gutters_of(lines, separators), lines), lines)
    if not gutters:
        return None
    box = box_of(lines)
    rough = [pieces_of(line, index, gutters) for index, line in enumerate(lines)]
    extents = _extents(rough, gutters, box)
    pieces = [
        parted_by_alignment(row, gutters, extents, line.space) for line, row in zip(lines, rough, strict=True)
    ]
    boundaries = _boundaries(page, levels, box, extents)
    parted = parted_at(levels, separators)
    return Sketch(box, lines, pieces, gutters, extents, parted, boundaries, figure_columns(pieces))


def _behind_names(gutters: Sequence[Gutter], lines: Sequence[Line]) -> list[Gutter]:
    """The gutters, the first one behind the long names of rows whose cells stand on another line."""
    if not gutters:
        return []
    first, *others = gutters
    ends = [line.x1 for line in lines if len(line.chunks) == 1 and line.x0 < first.x0]
    x0 = max([first.x0, *(x1 for x1 in ends if x1 <= first.x1 - lines[0].space)])
    return [Gutter(x0, first.x1), *others]


def _between_heads(gutters: Sequence[Gutter], lines: Sequence[Line]) -> list[Gutter]:
    """The gutters, moved where a line of heads, one for each column, is set to the other side than what is
    below them: to where they part both, if there is such a place."""
    heads = next(
        (line.chunks for line in lines[:_HEAD_LINES] if len(line.chunks) == len(gutters) + 1 > 2), ()
    )
    moved = list(gutters)
    for index, (before, after) in enumerate(pairwise(heads)):
        middle = gutters[index].middle
        if before.x1 <= middle <= after.x0:
            continue
        chunks = [c for line in lines for c in line.chunks if not c.x0 < middle < c.x1]
        left = [c.x1 for c in chunks if c.x1 <= middle and c is not after]
        right = [c.x0 for c in chunks if c.x0 >= middle and c is not before]
        slack = SLACK * before.size
        low, high = max([before.x1, *left]) - slack, min([after.x0, *right]) + slack
        if low < high:
            moved[index] = Gutter((low + high) / 2 - _NARROW, (low + high) / 2 + _NARROW)
    return moved


def box_of(lines: Sequence[Line]) -> Box:
    """The area of some lines' words."""
    boxes = [word.box for line in lines for word in line.words]
    return Box(
        min(box.x0 for box in boxes) - _MARGIN,
        min(box.top for box in boxes),
        max(box.x1 for box in boxes) + _MARGIN,
        max(box.bottom for box in boxes),
    )


def _extents(
    pieces: Sequence[Sequence[Piece]], gutters: Sequence[Gutter], box: Box
) -> list[tuple[float, float]]:
    """From where to where the words of each column reach; those of titles that stand alone do not count."""
    extents = [(float("inf"), float("-inf"))] * (len(gutters) + 1)
    for row in pieces:
        for piece in row if len(row) > 1 else ():
            if not piece.spans:
                x0, x1 = extents[piece.first]
                extents[piece.first] = (min(x0, piece.chunk.x0), max(x1, piece.chunk.x1))
    edges = [box.x0, *(gutter.middle for gutter in gutters), box.x1]
    return [e if e[0] < e[1] else (edges[i], edges[i + 1]) for i, e in enumerate(extents)]


def _boundaries(
    page: Page, levels: Sequence[Level], box: Box, extents: Sequence[tuple[float, float]]
) -> list[float]:
    """Heights at which rules or edges of shading run over most of a table's width, or of all its
    columns but the first ones."""
    heights = [
        *full_levels(levels, box),
        *(y for band in bands_of(page.fills, box) for y in (band.top, band.bottom)),
    ]
    if len(extents) > FIRST_COLUMNS:
        for x0, _ in extents[1 : 1 + FIRST_COLUMNS]:
            heights += full_levels(levels, Box(x0, box.top, box.x1, box.bottom))
    heights.sort()
    return [y for n, y in enumerate(heights) if n == 0 or y - heights[n - 1] > ONE_BOUNDARY]
