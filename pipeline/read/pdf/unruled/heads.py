"""A table's header: stacked lines of one column's head as one cell, titles over several columns as spans."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.read.pdf.unruled.columns import Gutter
from pipeline.read.pdf.unruled.lines import Line
from pipeline.read.pdf.unruled.marks import Level
from pipeline.read.pdf.unruled.pieces import Piece, is_band

_YEAR = re.compile(r"[^\w]*(?:1[6-9]|20)\d\d(?:\s?[/–-]\s?(?:\d{2}){1,2})?\W*\w?\W*|Q[1-4]|[IVX]+")
_NUMBERED = re.compile(r"\(?(\d{1,2})\)?")
_STACKED = 1.65  # of the size: lines of one head are no farther apart
_OFF_CENTRE = 0.75  # of the size: a title over several columns is no farther from their middle
_MOST_LINES = 12  # of a header


@dataclass(slots=True)
class Head:
    """A cell of the header while it is made: its columns, its pieces, its rows (from 0) once they are known."""

    first: int
    last: int
    pieces: list[Piece]

    @property
    def top(self) -> int:
        """Its first line."""
        return self.pieces[0].line

    @property
    def bottom(self) -> int:
        """Its last line."""
        return self.pieces[-1].line


def head_lines(
    lines: Sequence[Line],
    pieces: Sequence[Sequence[Piece]],
    boundaries: Sequence[float],
    extents: Sequence[tuple[float, float]],
    figures: frozenset[int],
) -> int:
    """How many lines from the top are the header: down to the first printed boundary with words above
    it, or to the first line of figures; 0 where nothing tells a header from other rows."""
    first_body = next((i for i, row in enumerate(pieces) if _is_figures(row)), None)
    for y in boundaries:
        above = sum(line.baseline - 0.3 * line.size < y for line in lines)
        if 0 < above < len(lines) and above <= _MOST_LINES:
            if first_body is None or above <= max(first_body, 1):
                return above
            break
    if first_body is None:
        return 0
    head = min(first_body, _MOST_LINES)
    while head > 1 and len(pieces[head - 2]) > 1 and _is_group_title(lines[head - 1], pieces[head - 1], extents, figures):
        head -= 1
    return head


def _is_group_title(
    line: Line, row: Sequence[Piece], extents: Sequence[tuple[float, float]], figures: frozenset[int]
) -> bool:
    """Whether a line is a title over the rows that follow, in the first column or centred over all."""
    return len(row) == 1 and (row[0].last == 0 or is_band(line, row, extents, figures))


def _is_figures(row: Sequence[Piece]) -> bool:
    """Whether a line has figures behind its first column that are no years or numbers of columns."""
    behind = [p for p in row if p.first > 0]
    figures = [p for p in behind if p.is_figure]
    if not figures or len(figures) < 0.5 * len(behind):
        return False
    return not (all(_YEAR.fullmatch(p.chunk.text) for p in figures) or count_columns(figures))


def count_columns(figures: Sequence[Piece]) -> bool:
    """Whether pieces number the columns."""
    found = [_NUMBERED.fullmatch(p.chunk.text) for p in figures]
    numbers = [int(match[1]) for match in found if match]
    return len(numbers) == len(figures) > 1 and all(b == a + 1 for a, b in pairwise(numbers))


def heads_of(
    lines: Sequence[Line],
    pieces: Sequence[Sequence[Piece]],
    gutters: Sequence[Gutter],
    levels: Sequence[Level],
    extents: Sequence[tuple[float, float]],
) -> tuple[list[Head], list[int]]:
    """The header's cells and the lines at which its rows start; `extents` are the columns' edges."""
    spread = [_spread(index, pieces, lines, levels, extents) for index in range(len(pieces))]
    heads: list[Head] = []
    open_heads: dict[tuple[int, int], Head] = {}
    for index, row in enumerate(spread):
        if count_columns(row):
            open_heads.clear()
        for piece in row:
            above = open_heads.get((piece.first, piece.last))
            if above and _stacked(above, piece, lines, levels):
                above.pieces.append(piece)
            else:
                above = Head(piece.first, piece.last, [piece])
                heads.append(above)
            for key in [k for k in open_heads if k[0] <= piece.last and k[1] >= piece.first]:
                del open_heads[key]
            open_heads[piece.first, piece.last] = above
    return heads, _row_starts(heads, len(pieces), lines, levels, extents)


def _stacked(above: Head, piece: Piece, lines: Sequence[Line], levels: Sequence[Level]) -> bool:
    high, low = lines[above.bottom], lines[piece.line]
    if low.baseline - high.baseline > _STACKED * max(high.size, low.size):
        return False
    x = piece.middle
    return not any(high.baseline - 1 < v.y < low.baseline - 0.3 * low.size and v.x0 <= x <= v.x1 for v in levels)


def _row_starts(
    heads: Sequence[Head],
    count: int,
    lines: Sequence[Line],
    levels: Sequence[Level],
    extents: Sequence[tuple[float, float]],
) -> list[int]:
    """Rows start below each title that spans columns with something under it, and below rules over the
    whole width."""
    starts = {0}
    for head in heads:
        under = [h for h in heads if h.top > head.bottom and h.first <= head.last and h.last >= head.first]
        if under and (head.last > head.first or _parts(head, under, heads)):
            starts.add(min(h.top for h in under))
    return sorted(start for start in starts if start < count)


def _parts(head: Head, under: Sequence[Head], heads: Sequence[Head]) -> bool:
    """Whether a head of one column is parted from the heads under it without one spanning title about."""
    return not any(h.last > h.first for h in heads) and min(h.top for h in under) > head.bottom


def _spread(
    index: int,
    pieces: Sequence[Sequence[Piece]],
    lines: Sequence[Line],
    levels: Sequence[Level],
    extents: Sequence[tuple[float, float]],
) -> list[Piece]:
    """The pieces of a line over all the columns that they are titles of: as far as the rule under them
    runs, or the columns over whose middle they stand."""
    row = list(pieces[index])
    if index + 1 >= len(pieces):
        return row
    below = {c for other in pieces[index + 1 :] for p in other for c in range(p.first, p.last + 1)}
    groups = _even_groups(row, below, extents, lines[index].size)
    if groups:
        return groups
    spread: list[Piece] = []
    for number, piece in enumerate(row):
        start = spread[-1].last + 1 if spread else 0
        end = row[number + 1].first - 1 if number + 1 < len(row) else len(extents) - 1
        first, last = _ruled_range(piece, lines, levels, extents) or (piece.first, piece.last)
        if first == last == piece.first:
            first, last = _centred_range(piece, start, end, below, extents, lines[index].size)
        spread.append(Piece(piece.line, max(first, start), min(last, end), piece.chunk))
    return spread


def _even_groups(
    row: Sequence[Piece], below: set[int], extents: Sequence[tuple[float, float]], size: float
) -> list[Piece]:
    """The pieces as titles of groups of equally many columns, where all stand in the same way over
    theirs: as far from the middle, or at the left edge."""
    columns = len(extents)
    for start in (1, 2):
        each, rest = divmod(columns - start, len(row)) if columns > start else (0, 1)
        if rest or each < 2 or len(row) < 2 or not set(range(start, columns)) <= below:
            continue
        groups = [(start + n * each, start + (n + 1) * each - 1) for n in range(len(row))]
        if any(not (a <= p.first and p.last <= b) for (a, b), p in zip(groups, row, strict=True)):
            continue
        middles = [p.middle - (extents[a][0] + extents[b][1]) / 2 for (a, b), p in zip(groups, row, strict=True)]
        lefts = [p.chunk.x0 - extents[a][0] for (a, _), p in zip(groups, row, strict=True)]
        pitch = (extents[-1][1] - extents[start][0]) / (columns - start)
        if max(middles) - min(middles) <= 1.2 * size and max(map(abs, middles)) <= 0.5 * pitch:
            return [Piece(p.line, a, b, p.chunk) for (a, b), p in zip(groups, row, strict=True)]
        if max(map(abs, lefts)) <= 0.5 * size:
            return [Piece(p.line, a, b, p.chunk) for (a, b), p in zip(groups, row, strict=True)]
    return []


def _ruled_range(
    piece: Piece, lines: Sequence[Line], levels: Sequence[Level], extents: Sequence[tuple[float, float]]
) -> tuple[int, int] | None:
    """The columns under the rule directly below a piece."""
    here = lines[piece.line]
    below = lines[piece.line + 1].baseline if piece.line + 1 < len(lines) else here.baseline + 2 * here.size
    for level in levels:
        if here.baseline - 1 < level.y < below and level.x0 - 2 <= piece.middle <= level.x1 + 2:
            columns = [
                c for c, (x0, x1) in enumerate(extents) if min(x1, level.x1) - max(x0, level.x0) > 0.5 * (x1 - x0)
            ]
            whole = len(columns) >= len(extents) - (0 if piece.first == 0 else 1) and piece.first == piece.last
            if columns and not whole and columns[0] <= piece.first <= piece.last <= columns[-1]:
                return columns[0], columns[-1]
    return None


def _centred_range(
    piece: Piece,
    start: int,
    end: int,
    below: set[int],
    extents: Sequence[tuple[float, float]],
    size: float,
) -> tuple[int, int]:
    """The columns between `start` and `end` over whose middle a piece stands, where it stands nearer to
    that than to the middle of its own column."""
    x0, x1 = extents[piece.first]
    best, found = abs(piece.middle - (x0 + x1) / 2), (piece.first, piece.last)
    for first in range(max(start, 1), piece.first + 1):
        for last in range(piece.first, end + 1):
            if last == first or not all(c in below for c in range(first, last + 1)):
                continue
            off = abs(piece.middle - (extents[first][0] + extents[last][1]) / 2)
            if off < 0.5 * best and off <= _OFF_CENTRE * size:
                best, found = off, (first, last)
    return found
