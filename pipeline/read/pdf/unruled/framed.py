"""Tables between rules: level lines of one length above, below and between rows say where a table is.

Between such rules words need no other sign of a table, be they whole sentences. But rules of one length
may stand around running text, too, and several tables below each other.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from pipeline.read.pdf.page import Box, Word
from pipeline.read.pdf.unruled.bounds import grown
from pipeline.read.pdf.unruled.columns import gutters_of, have_other_columns
from pipeline.read.pdf.unruled.gutters import Gutter, column_range
from pipeline.read.pdf.unruled.lines import Line, lines_of
from pipeline.read.pdf.unruled.marks import Level

_SAME_EDGE = 4.0  # points: rules of one table begin and end no farther apart
_OVERHANG = 0.8  # of the size: words of a table reach no farther beyond its rules
_DOUBLE = 4.0  # points: two rules nearer than this are one double rule
_ONE_ROW = 4.0  # of the size: the most room between two rules around a title over the rows below
_LARGER = 1.12  # times the type of rows: the most that such a title has
_OTHER_SIZE = 1.07  # times: the type of one table's rows differs by less
_NEXT_ROW = 2.6  # of the size: rows of one table are no farther apart
_NEXT_BODY = 4.5  # of the size: nor is the first one farther below the rule under the header
_MOST_LINES_OF_HEADER = 12
_MOST_COLUMNS = 0.6  # share of the columns that a row without rules about it fills
_CROWDED = 2  # cells too many for the columns above
_WORDS_OF_PROSE = 7
_ONE_LINE = 0.3  # of the size: baselines nearer than this are one line
_NEARLY_ALL = 0.8  # share of the rows
_FEWEST_PARTED = 3  # lines of cells side by side between two rules alone, which may be those of the page


@dataclass(frozen=True, slots=True)
class Frame:
    """The lines of a table, and the area between its first and last rule."""

    box: Box
    lines: Sequence[Line]


def frames_of(words: Sequence[Word], levels: Sequence[Level]) -> list[Frame]:
    """The areas between rules of one length that hold cells side by side and no running text; shorter
    rules within one are its own."""
    found: list[Frame] = []
    for stack in sorted(_stacks(levels), key=lambda stack: stack[0].x0 - stack[0].x1):
        found += [frame for frame in _frames(stack, words, levels) if not _overlaps(frame, found)]
    return found


def _overlaps(frame: Frame, others: Sequence[Frame]) -> bool:
    a = frame.box
    return any(
        a.x0 < b.x1 and b.x0 < a.x1 and a.top < b.bottom and b.top < a.bottom for b in (o.box for o in others)
    )


def _stacks(levels: Sequence[Level]) -> list[list[Level]]:
    """Rules of one length below each other, two at least."""
    stacks: list[list[Level]] = []
    for level in levels:
        for stack in stacks:
            if abs(stack[0].x0 - level.x0) <= _SAME_EDGE and abs(stack[0].x1 - level.x1) <= _SAME_EDGE:
                stack.append(level)
                break
        else:
            stacks.append([level])
    return [stack for stack in stacks if len(stack) > 1]


def _frames(stack: Sequence[Level], words: Sequence[Word], levels: Sequence[Level]) -> Iterator[Frame]:
    """The tables between the rules of a stack: stretches of fields that belong to a table."""
    x0, x1 = min(level.x0 for level in stack), max(level.x1 for level in stack)
    around = lines_of(word for word in words if word.box.x1 > x0 and word.box.x0 < x1)
    fields: list[Frame] = []
    stretches = [fields]
    for above, below in pairwise(stack):
        box = Box(x0, above.y, x1, below.y)
        field = Frame(box, [line for line in around if box.top < line.middle < box.bottom])
        if _is_part(field, after=fields):
            if fields and _is_other_table(field.lines, [line for other in fields for line in other.lines]):
                stretches.append(fields := [])
            fields.append(field)
        elif field.lines or box.height > _DOUBLE:
            stretches.append(fields := [])
    for fields in map(_without_end_titles, stretches):
        if _show_a_table(fields) or _head_rows(fields, around):
            frame = _whole(fields, around, levels)
            if not _is_of_wider_rows(frame, words):
                yield frame


def _is_part(field: Frame, *, after: Sequence[Frame]) -> bool:
    """Whether what stands between two rules is part of a table: cells side by side, or `after` such
    cells a title in their type over those below."""
    box, lines = field.box, field.lines
    if any(max(box.x0 - line.x0, line.x1 - box.x1) > _OVERHANG * line.size for line in lines):
        return False
    if all(len(line.chunks) == 1 for line in lines):
        if len(lines) != 1 or not after or box.height > _ONE_ROW * lines[0].size:
            return False
        return lines[0].size <= _LARGER * after[-1].lines[-1].size
    gutters = gutters_of(lines)
    left = min(line.x0 for line in lines)
    return not any(
        len(line.words) >= _WORDS_OF_PROSE and line.x0 < left + line.size and line.x1 > gutters[0].x1
        for line in lines
        if gutters and len(line.chunks) == 1
    )


def _is_other_table(lines: Sequence[Line], above: Sequence[Line]) -> bool:
    """Whether lines begin another table than those above them: their type has another size, or after a
    line without cells side by side they have several cells in one of its columns, or close its gutters."""
    rows, others = ([line for line in part if len(line.chunks) > 1] for part in (lines, above))
    if not rows or len(others) < _FEWEST_PARTED or _begins_with_head([above, lines]):
        return False
    others = [line for line in others if _have_figures([line])] or others  # without the header's
    sizes = sorted((median(line.size for line in rows), median(line.size for line in others)))
    if sizes[1] > _OTHER_SIZE * sizes[0]:
        return True
    if len(others) < _FEWEST_PARTED or (len(lines[0].chunks) > 1 and len(above[-1].chunks) > 1):
        return False
    if _crowds(rows, gutters_of(others)) >= _CROWDED - (len(lines[0].chunks) == 1):
        return 2 * sum(_covers_a_gap(line, rows) for line in others) >= len(others)
    return len(rows) >= _FEWEST_PARTED and have_other_columns(others, rows)


def _covers_a_gap(line: Line, rows: Sequence[Line]) -> bool:
    """Whether one cell of a line reaches from within a cell of another row into the next one."""
    gaps = [(a.x1, b.x0) for row in rows for a, b in pairwise(row.chunks)]
    return any(chunk.x0 < x0 and x1 < chunk.x1 for chunk in line.chunks for x0, x1 in gaps)


def _crowds(rows: Sequence[Line], gutters: Sequence[Gutter]) -> int:
    """By how many cells a line has more than there are columns for them."""
    columns = [[column_range(chunk.x0, chunk.x1, gutters)[0] for chunk in row.chunks] for row in rows]
    return max(len(row) - len(set(row)) for row in columns)


def _without_end_titles(fields: list[Frame]) -> list[Frame]:
    """The fields without those at the end that hold no cells side by side: what follows a table."""
    last = max(
        (n for n, field in enumerate(fields) if any(len(v.chunks) > 1 for v in field.lines)), default=-1
    )
    return fields[: last + 1]


def _show_a_table(fields: Sequence[Frame]) -> bool:
    """Whether there are enough rules, or rows between two rules."""
    lines = [line for field in fields for line in field.lines]
    parted = sum(len(line.chunks) > 1 for line in lines)
    return len(fields) > 1 or (parted >= _FEWEST_PARTED and 2 * parted > len(lines))


def _head_rows(fields: Sequence[Frame], around: Sequence[Line]) -> bool:
    """Whether rules stand around a header only, below which rows of figures follow."""
    own = [line for field in fields for line in field.lines]
    below = next((line for line in around if line.middle > fields[-1].box.bottom), None) if fields else None
    if below is None or _have_figures(own) or not _have_figures([below]):
        return False
    return any(len(line.chunks) > 1 for line in own) and _is_row(below, own[-1], own, _NEXT_BODY)


def _is_of_wider_rows(frame: Frame, words: Sequence[Word]) -> bool:
    """Whether nearly every row goes on to the left of the rules, as those over and under sums do, and nothing
    else stands there."""
    x0, top, _, bottom = frame.box
    baselines = [line.baseline for line in frame.lines]
    outside = lines_of(w for w in words if w.box.x1 <= x0 + _SAME_EDGE and top < w.baseline < bottom)
    beside = [
        line for line in outside if any(abs(line.baseline - y) <= _ONE_LINE * line.size for y in baselines)
    ]
    return len(beside) >= _NEARLY_ALL * max(len(baselines), len(outside))


def _whole(fields: Sequence[Frame], around: Sequence[Line], levels: Sequence[Level]) -> Frame:
    """Fields as one frame, with the rows directly above the first rule and below the last one: not
    every table has a rule at its top and its bottom."""
    box = Box(fields[0].box.x0, fields[0].box.top, fields[0].box.x1, fields[-1].box.bottom)
    inside = [index for index, line in enumerate(around) if box.top < line.middle < box.bottom]
    start, end = inside[0], inside[-1]
    own = around[start : end + 1]
    if not _begins_with_head([field.lines for field in fields]):
        while start and (
            _is_row(around[start - 1], around[start], own)
            or _is_over_rules(around[start - 1], around[start], levels, box.x0)
        ):
            start -= 1
    farthest = _NEXT_ROW if _have_figures(own) else _NEXT_BODY
    while end + 1 < len(around) and _is_row(around[end + 1], around[end], own, farthest):
        end, farthest = end + 1, _NEXT_ROW
    start = min(start, _start_of_header(box, around, start, levels))
    gutters = gutters_of(around[start : end + 1])
    lines = grown(around, start, end, gutters, levels) if gutters else own
    top, bottom = min(box.top, lines[0].top), max(box.bottom, lines[-1].bottom)
    return Frame(Box(box.x0, top, box.x1, bottom), lines)


def _start_of_header(box: Box, around: Sequence[Line], start: int, levels: Sequence[Level]) -> int:
    """Where a header begins whose rules run over all columns but the first, as over those of a balance sheet:
    to the right edge of the rules below, and nothing stands between that is not under them."""
    over = [
        level
        for level in levels
        if level.y < box.top and level.x0 > box.x0 + _SAME_EDGE and abs(level.x1 - box.x1) <= _SAME_EDGE
    ]
    for level in over:
        first = next(index for index, line in enumerate(around) if line.middle > level.y)
        header = around[first:start]
        steps = [below.baseline - line.baseline for line, below in pairwise(around[first : start + 1])]
        if (
            0 < len(header) <= _MOST_LINES_OF_HEADER
            and all(step <= _NEXT_ROW * line.size for step, line in zip(steps, header, strict=True))
            and all(
                chunk.x0 >= level.x0 - line.size or chunk.x1 <= level.x0
                for line in header
                for chunk in line.chunks
            )
            and not _have_figures(header)
        ):
            return first
    return start


def _begins_with_head(fields: Sequence[Sequence[Line]]) -> bool:
    """Whether figures stand only below the lines of the first field."""
    first, *others = map(_have_figures, fields)
    return not first and any(others)


def _have_figures(lines: Sequence[Line]) -> bool:
    """Whether figures stand behind the first cells of lines."""
    return any(chunk.is_figure for line in lines for chunk in line.chunks[1:])


def _is_row(line: Line, neighbour: Line, own: Sequence[Line], farthest: float = _NEXT_ROW) -> bool:
    """Whether a line next to a frame's `own` lines has a cell in most of its columns."""
    if len(line.chunks) < 2 or abs(line.baseline - neighbour.baseline) > farthest * max(
        line.size, neighbour.size
    ):
        return False
    gutters = gutters_of([*own, line])
    columns = [column_range(chunk.x0, chunk.x1, gutters, 0.3 * line.size) for chunk in line.chunks]
    alone = {first for first, last in columns if first == last}
    return len(alone) == len(columns) >= _MOST_COLUMNS * (len(gutters) + 1)


def _is_over_rules(line: Line, below: Line, levels: Sequence[Level], x0: float) -> bool:
    """Whether every cell of a line stands over a rule that parts it from the line below and does not
    begin at the table's left edge `x0`: titles over several columns do."""
    if below.baseline - line.baseline > _NEXT_ROW * max(line.size, below.size):
        return False
    rules = [level for level in levels if line.middle < level.y < below.middle and level.x0 > x0 + _SAME_EDGE]
    return all(any(level.x0 < chunk.x1 and chunk.x0 < level.x1 for level in rules) for chunk in line.chunks)
