"""Where a table begins and ends within its run: captions above and notes below are none of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from pipeline.read.pdf.unruled.gutters import Gutter
from pipeline.read.pdf.unruled.lines import Line
from pipeline.read.pdf.unruled.marks import Level
from pipeline.read.pdf.unruled.regions import is_parted, usual_pitch

_HEAD_STEP = 2.2  # of the size: a title over columns, or the rule above it, is no farther away
_TAIL_STEP = 1.45  # of the size: a wrapped line is no farther from the one before it
_TAIL_PITCH = 1.1  # times the table's own pitch: nor farther than this
_SAME_SIZE = 0.93  # times the size above: smaller type is that of notes
_WIDE = 0.7  # share of a table's width that its rules run over
_CENTRED = 2.0  # of the size: a title over all columns but the first is no farther from their middle
_FLUSH = 1.5  # of the size: units set to the right end nearer to the table's edge


class _Body(NamedTuple):
    """What is known of a run's table: its gutters, its side edges, its pitch, the page's rules."""

    gutters: Sequence[Gutter]
    x0: float
    x1: float
    pitch: float
    levels: Sequence[Level]


def trimmed(run: Sequence[Line], gutters: Sequence[Gutter], levels: Sequence[Level]) -> list[Line]:
    """A run without the captions above and the notes below it; empty where nothing is left."""
    start = next((i for i, line in enumerate(run) if not _is_caption(line, gutters)), len(run))
    lines = list(run[start:])
    parted = [index for index, line in enumerate(lines) if is_parted(line)]
    if not parted:
        return []
    return grown(lines, parted[0], parted[-1], gutters, levels)


def grown(
    lines: Sequence[Line], start: int, end: int, gutters: Sequence[Gutter], levels: Sequence[Level]
) -> list[Line]:
    """The lines `start` to `end` of a table, with the titles over columns above and the rest of a wrapped
    cell below them."""
    inner = lines[start : end + 1]
    x0, x1 = min(line.x0 for line in inner), max(line.x1 for line in inner)
    body = _Body(gutters, x0, x1, usual_pitch(inner), levels)
    while start > 0 and _is_head(lines[start - 1], lines[start], body):
        start -= 1
    while end + 1 < len(lines) and _is_tail(lines[end], lines[end + 1], body):
        end += 1
    return list(lines[start : end + 1])


def _is_caption(line: Line, gutters: Sequence[Gutter]) -> bool:
    """Whether a number and a title with a gap between start in the first column and run beyond it."""
    if len(line.chunks) != 2:
        return False
    number, title = line.chunks
    return number.x1 < title.x0 < gutters[0].x0 and title.x1 > gutters[0].x1


def _is_head(line: Line, below: Line, body: _Body) -> bool:
    """Whether a single line above a table is a title over some of its columns, or stands below its
    upper rule."""
    size = line.size
    if below.baseline - line.baseline > _HEAD_STEP * size:
        return False
    heights = [
        v.y
        for v in body.levels
        if v.x1 - v.x0 > _WIDE * (body.x1 - body.x0) and v.x0 < body.x1 and v.x1 > body.x0
    ]
    if any(line.baseline < y < below.baseline - 0.5 * size for y in heights):
        return False
    if any(line.baseline - _HEAD_STEP * size < y < line.baseline - 0.5 * size for y in heights):
        return True
    if line.x0 < body.gutters[0].x0:
        return False
    off_centre = abs((line.x0 + line.x1) / 2 - (body.gutters[0].x1 + body.x1) / 2)
    return line.x1 < body.x1 - _FLUSH * size or off_centre < _CENTRED * size


def _is_tail(above: Line, line: Line, body: _Body) -> bool:
    """Whether a single line below a table still belongs to it: it wraps a cell of the last row."""
    step = line.baseline - above.baseline
    if step > min(_TAIL_PITCH * body.pitch, _TAIL_STEP * line.size) or line.size < _SAME_SIZE * above.size:
        return False
    if any(
        above.baseline < v.y < line.baseline and v.x1 - v.x0 > 0.5 * (body.x1 - body.x0) for v in body.levels
    ):
        return False
    if any(line.x0 < gutter.middle < line.x1 for gutter in body.gutters):
        return False
    in_first = line.x1 < body.gutters[0].x1
    if not in_first or line.chunks[0].text[0].islower() or line.x0 > body.x0 + 0.5 * line.size:
        return True
    first = above.chunks[0]
    full = first.x1 + line.space + line.words[0].box.width > body.gutters[0].x0
    return full and first.x0 <= line.x0 and len(above.chunks) > 1
