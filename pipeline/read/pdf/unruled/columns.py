"""The columns of a table's lines: stretches of white that run down through them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from pipeline.read.pdf.unruled.gutters import Gutter
from pipeline.read.pdf.unruled.idle import without_idle
from pipeline.read.pdf.unruled.lines import Chunk, Line, is_figure

_FULL = 0.5  # of the most chunks on a line: lines with so many show the columns
_CROSSING = 0.1  # share of those lines that may run across a gutter
_NARROWEST = 0.8  # of a space: a gutter is at least so wide
_TYPICAL = 1.85  # of a space: and so wide on half of its lines
_TYPICAL_NARROW = 1.2  # the same between figures that are no groups of thousands, and at a common edge
_OVER = 0.3  # share of one table's rows that run over the gutters of another
_EDGE_LINES, _EDGE_SHARE = 4, 0.85  # lines that show an edge, and how many of them stand at it
_THOUSANDS = re.compile(r"\d{3}(?!\d)[^\d]*")


def gutters_of(lines: Sequence[Line], separators: Sequence[float] = ()) -> list[Gutter]:
    """The gutters between the columns of some lines, from the left; `separators` are the x positions
    of printed vertical rules among them."""
    most = max((len(line.chunks) for line in lines), default=0)
    if most < 2:
        return []
    full = [line for line in lines if len(line.chunks) >= max(2, _FULL * most)]
    space = median(line.space for line in full)
    found = [gutter for gutter in _white(full, space) if _separates(gutter, full, space)]
    found = without_idle(found, full, lines)
    return _with_separators(found, separators, lines)


def _white(lines: Sequence[Line], space: float) -> list[Gutter]:
    """Stretches that at most a few lines cover."""
    events: list[tuple[float, int]] = []
    for line in lines:
        for chunk in line.chunks:
            for start, end in _solid(chunk, space):
                events += [(start, 1), (end, -1)]
    events.sort()
    allowed = int(_CROSSING * len(lines))
    depth, end = 0, float("-inf")
    valleys: list[list[tuple[int, float, float]]] = []
    for (x, step), (following, _) in pairwise(events):
        depth += step
        if depth <= allowed and following > x:
            if x > end:
                valleys.append([])
            valleys[-1].append((depth, x, following))
            end = following
    gutters: list[Gutter] = []
    for index, valley in enumerate(valleys):
        left = valleys[index - 1][-1][2] if index else float("-inf")
        right = valleys[index + 1][0][1] if index + 1 < len(valleys) else float("inf")
        gutter = _deepest(valley, lines, left, right, _NARROWEST * space)
        gutters += [gutter] if gutter else []
    return gutters


def _deepest(
    valley: Sequence[tuple[int, float, float]], lines: Sequence[Line], left: float, right: float, least: float
) -> Gutter | None:
    """The part of a valley, at `least` so wide, that the fewest lines cover; of several the one that leaves
    the fewest lines with two texts in the column at one side, from `left` or to `right`, then the widest."""
    for most in sorted({depth for depth, _, _ in valley}):
        stretches: list[Gutter] = []
        for depth, x0, x1 in valley:
            if depth > most:
                continue
            if stretches and stretches[-1].x1 >= x0:
                stretches[-1] = Gutter(stretches[-1].x0, x1)
            else:
                stretches.append(Gutter(x0, x1))
        wide = [gutter for gutter in stretches if gutter.width >= least]
        if len(wide) > 1:
            near = [[c for c in line.chunks if c.x0 >= left and c.x1 <= right] for line in lines]
            return min(wide, key=lambda s: (sum(_is_uneven(chunks, s) for chunks in near), -s.width))
        if wide:
            return wide[0]
    return None


def _is_uneven(chunks: Sequence[Chunk], gutter: Gutter) -> bool:
    """Whether two texts stand at one side of a gutter and none at the other."""
    before = sum(chunk.x1 <= gutter.middle for chunk in chunks)
    return len(chunks) > 1 and before in {0, len(chunks)}


def _solid(chunk: Chunk, space: float) -> list[tuple[float, float]]:
    """The stretches of a chunk without its spaces of a visible width."""
    stretches: list[tuple[float, float]] = []
    for word in chunk.words:
        if stretches and word.box.x0 - stretches[-1][1] < _NARROWEST * space:
            stretches[-1] = (stretches[-1][0], max(word.box.x1, stretches[-1][1]))
        else:
            stretches.append((word.box.x0, word.box.x1))
    return stretches


def _separates(gutter: Gutter, lines: Sequence[Line], space: float) -> bool:
    """Whether the gap at a gutter is wider than a space on most lines that have words at both sides."""
    gaps: list[float] = []
    figures = thousands = 0
    for line in lines:
        left = [w for w in line.words if w.box.x1 <= gutter.x0 + 0.5]
        right = [w for w in line.words if w.box.x0 >= gutter.x1 - 0.5]
        if left and right:
            gaps.append(right[0].box.x0 - left[-1].box.x1)
            figures += is_figure(left[-1].text) and is_figure(right[0].text)
            thousands += bool(_THOUSANDS.fullmatch(right[0].text))
    if not gaps:
        return False
    of_figures = figures >= 0.7 * len(gaps) and thousands < 0.7 * len(gaps)
    is_edge = _is_edge(gutter, lines, space)
    least = _TYPICAL_NARROW if of_figures or is_edge else _TYPICAL
    return median(gaps) >= least * space and (is_edge or _parted(gutter, lines))


def _parted(gutter: Gutter, lines: Sequence[Line]) -> bool:
    """Whether chunks end before the gutter and start behind it on some lines."""
    parted = sum(
        any(c.x1 <= gutter.middle for c in line.chunks) and any(c.x0 >= gutter.middle for c in line.chunks)
        for line in lines
    )
    crossing = [c for line in lines for c in line.chunks if c.x0 < gutter.middle < c.x1]
    figures = sum(_figures_meet(chunk, gutter) for chunk in crossing)
    return parted + figures >= max(1, len(crossing) - figures)


def _is_edge(gutter: Gutter, lines: Sequence[Line], space: float) -> bool:
    """Whether words start right behind a gutter at one x on nearly all lines, as those of running text
    do not."""
    starts = []
    for line in lines:
        right = [w for w in line.words if w.box.x0 >= gutter.x1 - 0.5]
        if right and any(w.box.x1 <= gutter.x0 + 0.5 for w in line.words):
            starts.append(right[0].box.x0)
    near = sum(abs(x - gutter.x1) <= 0.5 * space for x in starts)
    return len(starts) >= _EDGE_LINES and near >= _EDGE_SHARE * len(starts)


def _figures_meet(chunk: Chunk, gutter: Gutter) -> bool:
    """Whether a gutter falls between two figures of a chunk that are no groups of thousands."""
    for left, right in pairwise(chunk.words):
        if left.box.x1 <= gutter.middle <= right.box.x0:
            whole = is_figure(left.text) and is_figure(right.text)
            return whole and not _THOUSANDS.fullmatch(right.text)
    return False


def have_other_columns(above: Sequence[Line], below: Sequence[Line]) -> bool:
    """Whether the rows of two stretches of lines run over each other's gutters."""
    return _run_over(above, gutters_of(below)) and _run_over(below, gutters_of(above))


def _run_over(lines: Sequence[Line], gutters: Sequence[Gutter]) -> bool:
    """Whether several of the lines with cells side by side have words across a gutter."""
    parted = [line for line in lines if len(line.chunks) > 1]
    over = sum(any(c.x0 < g.middle < c.x1 for c in line.chunks for g in gutters) for line in parted)
    return over >= _OVER * len(parted) > 0


def _with_separators(
    gutters: list[Gutter], separators: Sequence[float], lines: Sequence[Line]
) -> list[Gutter]:
    """Add printed vertical rules that no gutter stands for, where both sides hold words."""
    result = list(gutters)
    for x in separators:
        if any(g.x0 - 3 <= x <= g.x1 + 3 for g in result):
            continue
        starts = [line.x0 for line in lines]
        ends = [line.x1 for line in lines]
        crossed = sum(any(c.x0 < x < c.x1 for c in line.chunks) for line in lines)
        if min(starts) < x < max(ends) and crossed <= _CROSSING * len(lines):
            result.append(Gutter(x - 0.5, x + 0.5))
    return sorted(result)
