"""A page's lines in strips: running text in columns, or beside a table, parted from what stands beside it.

A table's wrapped cells look like running text too. They are told apart by what stands beside them: beside
a cell is one block for each other column and it starts where the cell starts (or lies within its height);
beside running text stand many lines, or paragraphs that start anywhere.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby, pairwise

from pipeline.read.pdf.page import Box
from pipeline.read.pdf.unruled.blocks import PROSE_LINES, Block, blocks_of
from pipeline.read.pdf.unruled.lines import Chunk, Line

_MOSTLY, _NEARLY_ALL = 0.6, 0.9  # shares
_FITTING = 0.12  # of the size: how exactly figures stand on a baseline
_ROWS_BESIDE = 4  # rows of two tables side by side
_SAME_WIDTH = 0.85  # times: two columns of text are as wide as each other
_SHARED_ROWS = 3  # rows on one baseline at both sides of white are no chance
_PAST = 12.0  # points: what is drawn through white reaches so far at both sides
_SHARED = 0.5  # share of rows that happen to stand on one baseline
_DEPTH = 4  # strips within strips
_SAME_EDGE = 0.1  # of the size: lines of one text begin no farther from each other
_ONE_LINE = 1.3  # of the size: a caption and the head below it stand beside another head's line only
_FOLLOWING = 8.0  # of the size: a column of text goes on below a gap of at most this


def strips_of(lines: Sequence[Line], drawn: Sequence[Box] = (), depth: int = _DEPTH) -> list[list[Line]]:
    """The lines in strips, each read for itself, from the top; what is `drawn`, rules and shading, parts no
    words that it runs between or under."""
    cut = (_between_columns(lines, drawn) or _cut(lines) or _between_tables(lines)) if depth else None
    if cut is None:
        return [list(lines)] if lines else []
    x, top, bottom = cut
    above = [line for line in lines if line.baseline < top]
    below = [line for line in lines if line.baseline > bottom]
    within = [line for line in lines if top <= line.baseline <= bottom]
    left = [half for line in within if (half := _side(line, x, left=True))]
    right = [half for line in within if (half := _side(line, x, left=False))]
    return [strip for part in (above, left, right, below) for strip in strips_of(part, drawn, depth - 1)]


def _side(line: Line, x: float, *, left: bool) -> Line | None:
    """What a line has at one side of `x`, on the baseline of its own words."""
    chunks = _half(line, x, left=left)
    if not chunks or len(chunks) == len(line.chunks):
        return line if chunks else None
    base = max((word for chunk in chunks for word in chunk.words), key=lambda word: word.size)
    return replace(line, baseline=base.baseline, size=base.size, chunks=tuple(chunks))


def _between_columns(lines: Sequence[Line], drawn: Sequence[Box]) -> tuple[float, float, float] | None:
    """Where the page has columns of running text, as wide as each other: between two of them, for all
    that no words run across, but not for rows that stand on both sides alike."""
    prose = [block for block in blocks_of(lines) if block.is_prose]
    texts = {id(m.chunk) for block in prose for m in block.members}
    for block in prose:
        right = [other for other in prose if other.x0 > block.x1 and _alike(block, other)]
        if not right:
            continue
        x = (block.x1 + min(other.x0 for other in right)) / 2
        for part in _uncrossed_columns(_undrawn(lines, x, drawn), x, texts):
            sides = {chunk.x0 < x for line in part for chunk in line.chunks}
            if len(sides) > 1 and any(id(chunk) in texts for line in part for chunk in line.chunks):
                return x, part[0].baseline, part[-1].baseline
    return None


def _alike(block: Block, other: Block) -> bool:
    narrow, wide = sorted((block.x1 - block.x0, other.x1 - other.x0))
    return narrow > _SAME_WIDTH * wide


def _undrawn(lines: Sequence[Line], x: float, drawn: Sequence[Box]) -> Iterator[list[Line]]:
    """The stretches of lines without words or anything drawn at `x`."""
    edges = [y for box in drawn if box.x0 < x - _PAST and box.x1 > x + _PAST for y in (box.top, box.bottom)]
    edges.sort()
    for stretch in _uncrossed(lines, x):
        for _, part in groupby(stretch, lambda line: bisect_left(edges, line.middle)):
            yield list(part)


def _uncrossed_columns(
    stretches: Iterable[Sequence[Line]], x: float, texts: set[int]
) -> Iterator[Sequence[Line]]:
    """The stretches without rows of a table that goes through `x`: several lines in a row that hold
    cells at both sides, none of them running text, or fewer at an end."""
    for stretch in stretches:
        shared = [
            _is_shared(line, x) and not any(id(chunk) in texts for chunk in line.chunks) for line in stretch
        ]
        start = 0
        for is_shared, group in groupby(range(len(stretch)), shared.__getitem__):
            rows = list(group)
            at_end = rows[0] == 0 or rows[-1] == len(stretch) - 1
            if is_shared and (at_end or len(rows) >= _SHARED_ROWS):
                yield stretch[start : rows[0]]
                start = rows[-1] + 1
        yield stretch[start:]


def _is_shared(line: Line, x: float) -> bool:
    """Whether cells at both sides of `x` stand on exactly one baseline."""
    left, right = _half(line, x, left=True), _half(line, x, left=False)
    if not left or not right or len(line.chunks) < 3:
        return False
    return abs(left[-1].words[0].baseline - right[0].words[0].baseline) <= _FITTING * line.size


def _cut(lines: Sequence[Line]) -> tuple[float, float, float] | None:
    """Where to part the lines: an x position, and the first and last baseline that it holds for."""
    blocks = blocks_of(lines)
    for block in sorted(blocks, key=lambda b: -len(b.members)):
        if not block.is_prose:
            continue
        beside = _beside(block, lines)
        if not beside or _is_cell(block, blocks):
            continue
        for left in (False, True):
            near = [c for c in beside if (c.x1 <= block.x0 + 1 if left else c.x0 >= block.x1 - 1)]
            if not near:
                continue
            x = (max(c.x1 for c in near) + block.x0) / 2 if left else (min(c.x0 for c in near) + block.x1) / 2
            extent = _extent(block, lines, x, prose_left=not left)
            if extent:
                return x, *extent
    return None


def _between_tables(lines: Sequence[Line]) -> tuple[float, float, float] | None:
    """Where two tables stand side by side: white between lines of several chunks each, which hardly ever
    stand on one baseline."""
    parted = [line for line in lines if len(line.chunks) > 1]
    for x in sorted({round(line.x0) - 1 for line in parted}):
        for stretch in _uncrossed(lines, x):
            left, right = (
                sum(len(_half(line, x, left=side)) > 1 for line in stretch) for side in (True, False)
            )
            both = sum(_is_shared(line, x) for line in stretch)
            if min(left, right) >= _ROWS_BESIDE and both <= _SHARED * min(left, right):
                return x, stretch[0].baseline, stretch[-1].baseline
    return None


def _uncrossed(lines: Sequence[Line], x: float) -> list[list[Line]]:
    """The stretches of lines that have no words at `x`."""
    stretches: list[list[Line]] = [[]]
    for line in lines:
        if _crosses(line, x):
            stretches.append([])
        else:
            stretches[-1].append(line)
    return [stretch for stretch in stretches if stretch]


def _beside(block: Block, lines: Sequence[Line]) -> list[Chunk]:
    own = {id(m.chunk) for m in block.members}
    return [
        chunk
        for line in lines
        if block.top <= line.baseline <= block.bottom
        for chunk in line.chunks
        if id(chunk) not in own
    ]


def _is_cell(block: Block, blocks: Sequence[Block]) -> bool:
    """Whether what stands beside a block stands as cells of its row would."""
    size = block.members[0].line.size
    if _is_beside_figures(block, blocks):
        return True
    beside = [
        b
        for b in blocks
        if b is not block and min(b.bottom, block.bottom) - max(b.top, block.top) > _least_overlap(b, block)
    ]
    for index, other in enumerate(beside):
        starts_with = abs(other.top - block.top) <= 0.7 * size
        within = other.top >= block.top - 0.3 * size and other.bottom <= block.bottom + 0.3 * size
        around = other.top <= block.top + 0.3 * size and other.bottom >= block.bottom - 0.3 * size
        if not (starts_with or within or around):
            return False
        if any(min(other.x1, b.x1) > max(other.x0, b.x0) + 1 for b in beside[index + 1 :]):
            return False
    return not all(b.reads_on and len(b.members) >= PROSE_LINES - 1 for b in beside)


def _least_overlap(other: Block, block: Block) -> float:
    """How far a block must reach beside another to stand beside it: a caption with the head below it may
    reach one line beside the next head and what is below that."""
    is_over = other.top < block.top and other.bottom < block.bottom and len(other.members) > 1
    return _ONE_LINE * block.members[0].line.size if is_over else 0.0


def _is_beside_figures(block: Block, blocks: Sequence[Block]) -> bool:
    """Whether next to a block stand figures, each on one of its baselines or half way between two: it is
    the first column of a table without space between rows."""
    baselines = [m.line.baseline for m in block.members]
    marks = [*baselines, *((a + b) / 2 for a, b in pairwise(baselines))]
    beside = [
        m
        for b in blocks
        if b is not block
        for m in b.members
        if baselines[0] - 1 < m.line.baseline < baselines[-1] + 1 and m.chunk.x0 > block.x0
    ]
    nearest = {m.line.baseline: m for m in sorted(beside, key=lambda m: -m.chunk.x0)}
    figures = [m for m in nearest.values() if m.chunk.is_figure]
    fitting = [m for m in figures if min(abs(m.line.baseline - y) for y in marks) <= _FITTING * m.line.size]
    return len(figures) > _MOSTLY * len(nearest) and len(fitting) >= _NEARLY_ALL * len(figures)


def _extent(block: Block, lines: Sequence[Line], x: float, *, prose_left: bool) -> tuple[float, float] | None:
    """The first and last baseline of the lines around a block that `x` parts; None where one of the
    block's own lines is crossed."""
    top, bottom = block.members[0].line.baseline, block.members[-1].line.baseline
    inside = [line for line in lines if top <= line.baseline <= bottom]
    if any(_crosses(line, x) for line in inside):
        return None
    cells = max(len(_half(line, x, left=not prose_left)) for line in inside) > 1
    for line in (line for line in lines if line.baseline > bottom):
        if line.baseline - bottom > _FOLLOWING * line.size or not _goes_on(
            line, x, block, prose_left=prose_left, cells=cells
        ):
            break
        bottom = line.baseline
    for line in reversed([line for line in lines if line.baseline < top]):
        if top - line.baseline > _FOLLOWING * line.size or not _goes_on(
            line, x, block, prose_left=prose_left, cells=cells
        ):
            break
        top = line.baseline
    return top, bottom


def _crosses(line: Line, x: float) -> bool:
    return any(chunk.x0 < x < chunk.x1 for chunk in line.chunks)


def _half(line: Line, x: float, *, left: bool) -> list[Chunk]:
    """The chunks at one side of `x`."""
    return [chunk for chunk in line.chunks if (chunk.x0 < x) == left]


def _goes_on(line: Line, x: float, block: Block, *, prose_left: bool, cells: bool) -> bool:
    """Whether a line goes on with text on one side and anything on the other; with cells side by side
    only where there are such `cells` beside the text."""
    if _crosses(line, x):
        return False
    own, other = _half(line, x, left=prose_left), _half(line, x, left=not prose_left)
    if len(other) > 1 and not cells:
        return False
    if not own or not other:
        return True
    is_last = abs(own[0].x0 - block.x0) <= _SAME_EDGE * line.size  # of a paragraph
    return len(own) == 1 and (is_last or own[0].x1 - own[0].x0 > 0.5 * (block.x1 - block.x0))
