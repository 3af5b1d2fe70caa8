"""What stands in which columns: the chunks of lines as pieces of a table's cells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from pipeline.read.pdf.unruled.gutters import Gutter, column_range, split_at
from pipeline.read.pdf.unruled.lines import Chunk, Line, is_figure

_GAP = 0.4  # of the size: a gap at a gutter that parts one column's text from the next
_MORE_THAN_A_SPACE = 1.05  # times a plain space: no narrower gap parts columns
_MANY = 4  # columns with one word each are no title over them
_MORE_THAN_SPACE = 1.2  # times a space
_CENTRED = 0.06  # of the table's width: how near to its middle a centred title stands
_NEAR_CENTRE = 0.18  # the same among columns of figures, which alignment shifts from their fields' middle
_MOSTLY = 0.5


SLACK = 0.3
"""Of the size: text that reaches no farther into a column is not of it."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of one line in the columns `first` to `last` (from 0)."""

    line: int
    first: int
    last: int
    chunk: Chunk

    @property
    def spans(self) -> bool:
        """Whether it stands over several columns."""
        return self.last > self.first

    @property
    def is_figure(self) -> bool:
        """Whether it is a figure or stands for one."""
        return self.chunk.is_figure

    @property
    def face(self) -> tuple[bool, str]:
        """The cut and the name of its type."""
        word = self.chunk.words[0]
        return word.bold, word.font

    @property
    def middle(self) -> float:
        """Half way between its ends."""
        return (self.chunk.x0 + self.chunk.x1) / 2


def pieces_of(line: Line, index: int, gutters: Sequence[Gutter]) -> list[Piece]:
    """The pieces of a line, each in its columns; no two share a column."""
    found: list[Piece] = []
    for chunk in line.chunks:
        for part in _parts(chunk, line, gutters):
            first, last = column_range(part.x0, part.x1, gutters, SLACK * line.size)
            if found and first <= found[-1].last:
                before = found.pop()
                joined = Chunk((*before.chunk.words, *part.words))
                found.append(Piece(index, before.first, max(last, before.last), joined))
            else:
                found.append(Piece(index, first, last, part))
    return found


def _parts(chunk: Chunk, line: Line, gutters: Sequence[Gutter]) -> list[Chunk]:
    """A chunk parted where a gutter falls on a gap that is wider than its own spaces, or between figures."""
    size = line.size
    first, last = column_range(chunk.x0, chunk.x1, gutters, SLACK * size)
    if first == last:
        return [chunk]
    parts = split_at(chunk, gutters)
    starts = {part.words[0] for part in parts[1:]}
    inner = [b.box.x0 - a.box.x1 for a, b in pairwise(chunk.words) if b not in starts]
    least = min(_GAP * size, max(0.25 * size, 1.35 * median(inner))) if inner else _GAP * size
    least = max(least, _MORE_THAN_A_SPACE * line.space)
    merged = [parts[0]]
    for part in parts[1:]:
        gap = part.x0 - merged[-1].x1
        figures = is_figure(merged[-1].words[-1].text) and is_figure(part.words[0].text)
        if gap >= least or (figures and len(parts) > 1 and gap > 0.15 * size):
            merged.append(part)
        else:
            merged[-1] = Chunk((*merged[-1].words, *part.words))
    return merged


def parted_by_alignment(
    row: Sequence[Piece], gutters: Sequence[Gutter], extents: Sequence[tuple[float, float]], space: float
) -> list[Piece]:
    """The pieces with those parted whose words stand in several columns just as the columns' own do."""
    found: list[Piece] = []
    leaves = _fills_every_column(row, gutters)
    for piece in row:
        parts = split_at(piece.chunk, gutters) if piece.spans else []
        placed = [(part, *column_range(part.x0, part.x1, gutters, SLACK * part.size)) for part in parts]
        if len(parts) != piece.last - piece.first + 1 or any(a != b for _, a, b in placed):
            found.append(piece)
        elif (
            leaves
            or all(part.is_figure for part in parts)
            or len(parts) >= _MANY
            or _stand_alone(placed, extents, space)
        ):
            found += [Piece(piece.line, a, a, part) for part, a, _ in placed]
        else:
            found.append(piece)
    return found


def _fills_every_column(row: Sequence[Piece], gutters: Sequence[Gutter]) -> bool:
    """Whether a line holds something for each column, most of it clearly parted."""
    covered = {column for piece in row for column in range(piece.first, piece.last + 1)} | {0}
    alone = sum(not piece.spans for piece in row)
    return len(covered) == len(gutters) + 1 and alone >= 0.5 * len(covered)


def _stand_alone(
    placed: Sequence[tuple[Chunk, int, int]], extents: Sequence[tuple[float, float]], space: float
) -> bool:
    """Whether the words of each column are aligned with it, and are figures or stand farther apart than
    by a space."""
    apart = all(
        b.x0 - a.x1 >= _MORE_THAN_SPACE * space or (a.is_figure and b.is_figure)
        for (a, _, _), (b, _, _) in pairwise(placed)
    )
    return apart and all(_is_aligned(part, extents[column], column) for part, column, _ in placed)


def _is_aligned(part: Chunk, extent: tuple[float, float], column: int) -> bool:
    """Whether a text starts, ends or has its middle where its column does."""
    x0, x1 = extent
    if x0 - 0.1 * part.size <= part.x0 and part.x1 <= x1 + 0.1 * part.size:
        return True
    if abs(part.x0 - x0) <= 0.35 * part.size or column == 0:
        return True
    if abs(part.x1 - x1) <= 0.35 * part.size:
        return True
    return abs((part.x0 + part.x1) / 2 - (x0 + x1) / 2) <= 0.5 * part.size


def figure_columns(pieces: Sequence[Sequence[Piece]]) -> frozenset[int]:
    """The columns that hold mostly figures."""
    counts: dict[int, list[bool]] = {}
    for row in pieces:
        for piece in row if len(row) > 1 else ():
            if not piece.spans:
                counts.setdefault(piece.first, []).append(piece.is_figure)
    return frozenset(column for column, figures in counts.items() if sum(figures) > _MOSTLY * len(figures))


def is_band(
    line: Line, pieces: Sequence[Piece], extents: Sequence[tuple[float, float]], figures: frozenset[int]
) -> bool:
    """Whether a line is one title centred over a whole table, not over all columns but the first: it does
    not just stand in a column as that column's words do, or it stands among columns of figures."""
    if len(pieces) != 1 or len(line.chunks) != 1 or pieces[0].is_figure:
        return False
    piece, x0, x1 = pieces[0], extents[0][0], extents[-1][1]
    off = abs(piece.middle - (x0 + x1) / 2) / (x1 - x0)
    if piece.chunk.x0 < x0 + 0.12 * (x1 - x0) or off > _NEAR_CENTRE:
        return False
    if piece.first and abs(piece.middle - (extents[1][0] + x1) / 2) < off * (x1 - x0):
        return False
    if set(range(piece.first, piece.last + 1)) <= figures:
        return True
    return off <= _CENTRED and (piece.spans or not _is_set_as(piece.chunk, extents[piece.first]))


def _is_set_as(part: Chunk, extent: tuple[float, float]) -> bool:
    """Whether a text stands at the left edge, at the right edge or in the middle of its column."""
    x0, x1 = extent
    off = (part.x0 - x0, x1 - part.x1, (part.x0 + part.x1 - x0 - x1) / 2)
    return part.x1 < x1 + part.size and min(map(abs, off)) <= 0.5 * part.size
