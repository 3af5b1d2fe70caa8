"""Lines to rows: a wrapped line joins the row that it continues.

Evidence, from the strongest: rules or shaded bands between rows; lines that overlap in height (a figure set
against the middle of two lines of words); space between rows that is wider than that between lines; and
where lines stand evenly, a word that had no room on the line before it. Two figures in one column are
always two rows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from pipeline.read.pdf.unruled.lines import Line
from pipeline.read.pdf.unruled.pieces import Piece

_OVERLAP = 0.62  # of the size: baselines nearer than this belong to one row
_LOOSE = 1.14  # a step between rows is at least so many times a step between lines
_TIGHT = 1.45  # of the size: lines of one cell are no farther apart
_FARTHEST = 1.67  # of the size: nor are wrapped lines where nothing else tells rows
_SAME_START = 0.2  # of the size: texts that start nearer to each other start at one edge
_SPACE = 0.28  # of the size
_OPEN_END = frozenset("-–—−/")
_WRAPPED = 0.6  # share of a cell's lines that were full where the next begins; the others end in a break
_FEWEST_PARTED = 3  # so many stretches between boundaries show what the boundaries part


@dataclass(slots=True)
class Row:
    """The pieces of one row of the table's body."""

    pieces: list[Piece] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)
    band: bool = False

    def in_column(self, column: int) -> list[Piece]:
        """What stands in a column, from the top."""
        return [p for p in self.pieces if p.first <= column <= p.last]

    @property
    def columns(self) -> set[int]:
        """The columns that hold something."""
        return {column for p in self.pieces for column in range(p.first, p.last + 1)}

    @property
    def is_name(self) -> bool:
        """Whether it is but one text from the first column on, however far: a long name whose row goes on
        below it, or a title."""
        return all(piece.first == 0 and not piece.is_figure for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class Body:
    """What rows are formed from: lines and their pieces, which lines are titles over the whole table,
    and the heights of printed boundaries."""

    lines: Sequence[Line]
    pieces: Sequence[Sequence[Piece]]
    bands: frozenset[int]
    boundaries: Sequence[float]


def rows_of(body: Body, indices: Sequence[int]) -> list[Row]:
    """The rows of the lines `indices`."""
    if not indices:
        return []
    whole = _whole_rows(body, indices)
    spaced = _row_spacing(body, indices)
    rights = _right_edges(body, indices)
    rows: list[Row] = []
    for index in indices:
        pieces = list(body.pieces[index])
        if rows and _joins(rows[-1], index, body, whole=whole, spaced=spaced, rights=rights):
            rows[-1].pieces += pieces
            rows[-1].lines.append(index)
        else:
            rows.append(Row(pieces, [index], index in body.bands))
    return rows


def _parted(body: Body, above: int, below: int) -> bool:
    """Whether a printed boundary runs between two lines."""
    high, low = body.lines[above], body.lines[below]
    return any(high.baseline - 0.3 * high.size < y <= low.baseline - 0.3 * low.size for y in body.boundaries)


def _clash(row: Sequence[Piece], pieces: Sequence[Piece]) -> bool:
    """Whether both have a figure in one column."""
    taken = {p.first for p in row if p.is_figure and not p.spans}
    return any(p.first in taken for p in pieces if p.is_figure and not p.spans)


def _whole_rows(body: Body, indices: Sequence[int]) -> frozenset[int]:
    """The lines between printed boundaries that part rows, not just groups of rows."""
    groups: list[list[int]] = [[indices[0]]]
    for above, below in pairwise(indices):
        if _parted(body, above, below):
            groups.append([])
        groups[-1].append(below)
    clashing = [_has_clash(body, group) for group in groups]
    if len(groups) < _FEWEST_PARTED or sum(clashing) > 0.15 * len(groups):
        return frozenset()
    return frozenset(i for group, clash in zip(groups, clashing, strict=True) if not clash for i in group)


def _has_clash(body: Body, group: Sequence[int]) -> bool:
    """Whether two lines of a stretch have a figure in one column."""
    seen: list[Piece] = []
    for index in group:
        if _clash(seen, body.pieces[index]):
            return True
        seen += body.pieces[index]
    return False


def _row_spacing(body: Body, indices: Sequence[int]) -> float | None:
    """The largest step between lines of one row, where rows stand farther apart than lines do; None where
    lines stand evenly."""
    steps = [
        (body.lines[b].baseline - body.lines[a].baseline, a, b)
        for a, b in pairwise(indices)
        if body.lines[b].baseline - body.lines[a].baseline > _OVERLAP * body.lines[b].size
    ]
    if len(steps) < 2:
        return None
    ordered = sorted(step for step, _, _ in steps)
    tight = ordered[0]
    limit = None
    for small, large in pairwise(ordered):
        if large >= _LOOSE * small and large >= _LOOSE * tight:
            limit = (small + large) / 2
            break
    if limit is None or tight > _TIGHT * median(body.lines[i].size for i in indices):
        return None
    within = [(a, b) for step, a, b in steps if step <= limit]
    if any(_clash(body.pieces[a], body.pieces[b]) for a, b in within):
        return None
    rights = _right_edges(body, indices)
    wraps = [
        _had_no_room(above, piece, body, rights)
        for a, b in within
        for piece in body.pieces[b]
        for above in body.pieces[a]
        if above.first == above.last == piece.first == piece.last
    ]
    return limit if sum(wraps) >= _WRAPPED * len(wraps) else None


def _right_edges(body: Body, indices: Sequence[int]) -> dict[int, float]:
    """How far the text of each column reaches."""
    rights: dict[int, float] = {}
    for index in indices:
        for piece in body.pieces[index]:
            if not piece.spans:
                rights[piece.first] = max(rights.get(piece.first, 0.0), piece.chunk.x1)
    return rights


def _joins(
    row: Row, index: int, body: Body, *, whole: frozenset[int], spaced: float | None, rights: dict[int, float]
) -> bool:
    """Whether line `index` belongs to the row above it."""
    last, line, pieces = row.lines[-1], body.lines[index], body.pieces[index]
    step = line.baseline - body.lines[last].baseline
    if _parted(body, last, index):
        return False
    if index in whole:
        return True
    if row.band or index in body.bands or _clash(row.pieces, pieces):
        return False
    if step <= _OVERLAP * line.size:
        return True
    if spaced is not None:
        return step <= spaced
    return step <= _FARTHEST * line.size and _continues(row, pieces, body, rights)


def _continues(row: Row, pieces: Sequence[Piece], body: Body, rights: dict[int, float]) -> bool:
    """Whether a line at the usual distance goes on with the words of the row above."""
    columns = {p.first for p in pieces}
    filled = {0} if row.is_name else row.columns
    pairs = [(above[-1], p) for p in pieces if p.first in filled and (above := row.in_column(p.first))]
    if not pairs or any(p.spans for p in pieces) or (not row.is_name and any(p.spans for p in row.pieces)):
        return False
    if columns == filled and len(columns) > 1:
        return False
    if not all(_may_go_on(above, p, body, rights) for above, p in pairs):
        return False
    first = pairs[0][1]
    small = first.chunk.text[0].islower() or _hangs(row, first)
    if columns < filled:
        return small or not first.chunk.text[0].isalpha() or 0 not in columns
    if filled == {0}:
        return 0 in columns and small and not (_hangs(row, first) and _starts_rows(first, body))
    return 0 in row.columns and {max(row.columns)} == row.columns & columns == {min(columns)}


def _starts_rows(piece: Piece, body: Body) -> bool:
    """Whether rows that follow full rows start where a piece does: it is then a step of indentation, not
    the hanging part of a text."""
    slack = _SAME_START * piece.chunk.size
    return any(
        len(above) > 1
        and len(row) > 1
        and row[0].first == 0
        and abs(row[0].chunk.x0 - piece.chunk.x0) <= slack
        for above, row in pairwise(body.pieces)
    )


def _may_go_on(above: Piece, piece: Piece, body: Body, rights: dict[int, float]) -> bool:
    """Whether words go on below others of their cut of type: there was no room for them, or more must
    follow there; a figure begins anew."""
    if piece.face[0] != above.face[0] or (piece.is_figure and not _is_open(above)):
        return False
    return _is_open(above) or _had_no_room(above, piece, body, rights)


def _is_open(piece: Piece) -> bool:
    """Whether a text breaks off at a dash or slash that more must follow."""
    text = piece.chunk.text
    return len(text) > 1 and text[-1] in _OPEN_END


def _hangs(row: Row, piece: Piece) -> bool:
    """Whether a line starts to the right of the one that it may continue."""
    above = row.in_column(piece.first)[0]
    return piece.chunk.x0 > above.chunk.x0 + 0.4 * piece.chunk.size


def _had_no_room(above: Piece, piece: Piece, body: Body, rights: dict[int, float]) -> bool:
    """Whether the first word of a line would not have fitted on the line above it."""
    word = piece.chunk.words[0]
    size = body.lines[piece.line].size
    return above.chunk.x1 + _SPACE * size + word.box.width > rights[piece.first] - 0.5
