"""Titles over several columns of a header: told by the rule under them, or by standing in the middle."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.read.pdf.unruled.pieces import Piece
from pipeline.read.pdf.unruled.sketch import Sketch

_OFF_CENTRE = 0.75  # of the size: a title over several columns is no farther from their middle
_SAME_OFFSET = 1.2  # of the size: by how much more one title of a row is off than another
_FLUSH = 0.1  # of the size: texts set to one side end, or begin, no farther apart
_LEFT_EDGE = 0.5  # of the size: titles set at the left edge of their columns are no farther from it
_RULE_REACH = 2.0  # points: a title ends no farther beyond its rule
_STUBS = (1, 2)  # columns at the left that may have no title over them


def spread_titles(sketch: Sketch, count: int) -> Iterator[list[Piece]]:
    """The pieces of each of the first `count` lines, over all the columns that they are titles of."""
    for index in range(count):
        row = list(sketch.pieces[index])
        below = {
            column
            for other in sketch.pieces[index + 1 : count]
            for piece in other
            for column in range(piece.first, piece.last + 1)
        }
        if below:
            yield _even_groups(sketch, row, below) or _each_for_itself(sketch, row, below)
        else:
            yield [_over_figures(sketch, row[0])] if len(row) == 1 else row


def _over_figures(sketch: Sketch, piece: Piece) -> Piece:
    """A piece that stands alone at the bottom of a header, as units do, over all columns but the first."""
    first, last = _whole_range(sketch, piece, set(range(1, sketch.columns))) or (piece.first, piece.last)
    return replace(piece, first=first, last=last)


def _each_for_itself(sketch: Sketch, row: Sequence[Piece], below: set[int]) -> list[Piece]:
    """Pieces as far as the rule under them runs, or over the columns in whose middle they stand, without
    overlap."""
    spread: list[Piece] = []
    ranges = _own_ranges([_range_of_rule(sketch, piece) for piece in row])
    for number, piece in enumerate(row):
        start = spread[-1].last + 1 if spread else 0
        end = row[number + 1].first - 1 if number + 1 < len(row) else sketch.columns - 1
        first, last = ranges[number] or (piece.first, piece.last)
        if not first <= piece.first <= piece.last <= last:
            first, last = piece.first, piece.last
        if first == last == piece.first and not _is_flush_with(sketch, piece):
            free = range(max(start, 1), end + 1)
            first, last = (len(row) == 1 and _whole_range(sketch, piece, below)) or _centred_range(
                sketch, piece, free, below
            )
            if _goes_on_alone(sketch, piece, first, last):
                first = last = piece.first
        spread.append(replace(piece, first=max(first, start), last=min(last, end)))
    return spread


def _is_flush_with(sketch: Sketch, piece: Piece) -> bool:
    """Whether a piece ends, or begins, where the one on the next line of its column does, and is not centred
    over it: both are of one head, set to one side."""
    size = sketch.lines[piece.line].size
    below = [p for p in sketch.pieces[piece.line + 1] if (p.first, p.last) == (piece.first, piece.last)]
    return any(
        min(abs(p.chunk.x1 - piece.chunk.x1), abs(p.chunk.x0 - piece.chunk.x0)) <= _FLUSH * size
        and abs(p.middle - piece.middle) > _FLUSH * size
        for p in below
    )


def _goes_on_alone(sketch: Sketch, piece: Piece, first: int, last: int) -> bool:
    """Whether under a piece over several columns stands but one, in its own column: the next line of a head
    that is higher than those beside it."""
    below = [p for p in sketch.pieces[piece.line + 1] if p.last >= first and p.first <= last]
    return first < last and [(p.first, p.last) for p in below] == [(piece.first, piece.first)]


def _own_ranges(ranges: Sequence[tuple[int, int] | None]) -> list[tuple[int, int] | None]:
    """The columns of the rule under each title; titles over one rule share its columns evenly, where they
    can."""
    own: list[tuple[int, int] | None] = []
    for index, columns in enumerate(ranges):
        sharing = [n for n, other in enumerate(ranges) if other == columns]
        if columns is None or len(sharing) == 1:
            own.append(columns)
            continue
        each, rest = divmod(columns[1] - columns[0] + 1, len(sharing))
        first = columns[0] + each * sharing.index(index)
        own.append(None if rest else (first, first + each - 1))
    return own


def _even_groups(sketch: Sketch, row: Sequence[Piece], below: set[int]) -> list[Piece]:
    """The pieces as titles of groups of equally many columns, where all stand in the same way over
    theirs: as far from the middle, or at the left edge. Empty where they do not."""
    extents, size = sketch.extents, sketch.lines[row[0].line].size
    for stubs in _STUBS:
        each, rest = divmod(max(sketch.columns - stubs, 0), len(row))
        if rest or each < 2 or len(row) < 2 or not set(range(stubs, sketch.columns)) <= below:
            continue
        groups = [
            replace(piece, first=first, last=first + each - 1)
            for piece, first in zip(row, range(stubs, sketch.columns, each), strict=True)
        ]
        if any(not (g.first <= p.first and p.last <= g.last) for g, p in zip(groups, row, strict=True)):
            continue
        off = [g.middle - (extents[g.first][0] + extents[g.last][1]) / 2 for g in groups]
        pitch = (extents[-1][1] - extents[stubs][0]) / (sketch.columns - stubs)
        if max(off) - min(off) <= _SAME_OFFSET * size and max(map(abs, off)) <= 0.5 * pitch:
            return groups
        if all(abs(g.chunk.x0 - extents[g.first][0]) <= _LEFT_EDGE * size for g in groups):
            return groups
    return []


def _range_of_rule(sketch: Sketch, piece: Piece) -> tuple[int, int] | None:
    """The columns over the rule directly below a piece, unless it runs under the whole header."""
    here, following = sketch.lines[piece.line], sketch.lines[piece.line + 1]
    for level in sketch.levels:
        if not here.baseline - 1 < level.y < following.baseline:
            continue
        if not level.x0 - _RULE_REACH <= piece.middle <= level.x1 + _RULE_REACH:
            continue
        columns = [c for c, (x0, x1) in enumerate(sketch.extents) if level.covers(x0, x1)]
        whole = len(columns) >= sketch.columns - (piece.first > 0) and not piece.spans
        if columns and not whole and columns[0] <= piece.first <= piece.last <= columns[-1]:
            return columns[0], columns[-1]
    return None


def _whole_range(sketch: Sketch, piece: Piece, below: set[int]) -> tuple[int, int] | None:
    """All columns that have heads below but the first, for a title that stands in their middle."""
    first, last = min(below - {0}, default=0), max(below)
    off = piece.middle - (sketch.extents[first][0] + sketch.extents[last][1]) / 2
    centred = abs(off) <= _OFF_CENTRE * sketch.lines[piece.line].size
    return (first, last) if centred and first <= piece.first and piece.last <= last else None


def _centred_range(sketch: Sketch, piece: Piece, free: range, below: set[int]) -> tuple[int, int]:
    """The `free` columns over whose middle a piece stands, where it stands nearer to that than to the
    middle of its own column."""
    extents, size = sketch.extents, sketch.lines[piece.line].size
    x0, x1 = extents[piece.first]
    nearest, found = abs(piece.middle - (x0 + x1) / 2), (piece.first, piece.last)
    for first in range(free.start, piece.first + 1):
        for last in range(max(piece.first, first + 1), free.stop):
            if not below.issuperset(range(first, last + 1)):
                break
            off = abs(piece.middle - (extents[first][0] + extents[last][1]) / 2)
            if off < 0.5 * nearest and off <= _OFF_CENTRE * size:
                nearest, found = off, (first, last)
    return found
