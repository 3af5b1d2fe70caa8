"""Where a table begins and ends within its run: captions above and notes below are none of it."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.read.pdf.unruled.columns import Gutter
from pipeline.read.pdf.unruled.lines import Line
from pipeline.read.pdf.unruled.marks import Level
from pipeline.read.pdf.unruled.regions import is_parted, usual_pitch



def trimmed(run: Sequence[Line], gutters: Sequence[Gutter], levels: Sequence[Level]) -> list[Line]:
    """A run without the captions above and the notes below it."""
    lines = list(run)
    while lines and _is_caption(lines[0], gutters):
        del lines[0]
    parted = [index for index, line in enumerate(lines) if is_parted(line)]
    if not parted:
        return []
    body = lines[parted[0] : parted[-1] + 1]
    x0, x1 = min(line.x0 for line in body), max(line.x1 for line in body)
    start = parted[0]
    while start > 0 and _is_head(lines[start - 1], lines[start], gutters, levels, x0, x1):
        start -= 1
    end = parted[-1]
    pitch = usual_pitch(body)
    while end + 1 < len(lines) and _is_tail(lines, end, gutters, levels, pitch, x0, x1):
        end += 1
    return lines[start : end + 1]


def _is_caption(line: Line, gutters: Sequence[Gutter]) -> bool:
    """Whether a number and a title with a gap between start in the first column and run beyond it."""
    first, second = line.chunks[0], line.chunks[-1]
    return len(line.chunks) == 2 and first.x1 < second.x0 < gutters[0].x0 and second.x1 > gutters[0].x1  # noqa: PLR2004


def _is_head(
    line: Line, below: Line, gutters: Sequence[Gutter], levels: Sequence[Level], x0: float, x1: float
) -> bool:
    """Whether a single line above a table is a title over some of its columns, or stands below its
    upper rule."""
    if below.baseline - line.baseline > 2.2 * line.size:
        return False
    size = line.size
    wide = [v for v in levels if v.x1 - v.x0 > 0.7 * (x1 - x0) and v.x0 < x1 and v.x1 > x0]
    over = any(line.baseline - 2.2 * size < v.y < line.baseline - 0.5 * size for v in wide)
    between = any(line.baseline < v.y < below.baseline - 0.5 * size for v in wide)
    if over and not between:
        return True
    if between or line.x0 < gutters[0].x0:
        return False
    return line.x1 < x1 - 1.5 * size or abs((line.x0 + line.x1) / 2 - (gutters[0].x1 + x1) / 2) < 2 * size


def _is_tail(
    lines: Sequence[Line],
    end: int,
    gutters: Sequence[Gutter],
    levels: Sequence[Level],
    pitch: float,
    x0: float,
    x1: float,
) -> bool:
    """Whether the single line after `end` still belongs to the table: it wraps a cell of the last row."""
    line, above = lines[end + 1], lines[end]
    step = line.baseline - above.baseline
    ruled = any(above.baseline < v.y < line.baseline and v.x1 - v.x0 > 0.5 * (x1 - x0) for v in levels)
    if ruled or step > min(1.1 * pitch, 1.45 * line.size) or line.size < 0.93 * above.size:
        return False
    crosses = any(line.x0 < g.middle < line.x1 for g in gutters)
    if crosses:
        return False
    in_first = line.x1 < gutters[0].x1
    return not in_first or line.chunks[0].text[0].islower() or line.x0 > x0 + 0.5 * line.size
