"""The columns of a table's lines: stretches of white that run down through them."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from pipeline.read.pdf.unruled.lines import Chunk, Line, is_figure

_FULL = 0.5  # of the most chunks on a line: lines with so many show the columns
_CROSSING = 0.1  # share of those lines that may run across a gutter
_NARROWEST = 0.8  # of a space: a gutter is at least so wide
_TYPICAL = 1.85  # of a space: and so wide on half of its lines
_TYPICAL_FIGURES = 1.2  # the same between figures that are no groups of thousands
_OVER = 0.3  # share of one table's rows that run over the gutters of another
_HEAD_LINES = 3  # of one column's head
_EDGE_LINES, _EDGE_SHARE = 4, 0.85  # lines that show an edge, and how many of them stand at it
_THOUSANDS = re.compile(r"\d{3}(?!\d)[^\d]*")


class Gutter(NamedTuple):
    """White from `x0` to `x1` between two columns."""

    x0: float
    x1: float

    @property
    def width(self) -> float:
        """Its width."""
        return self.x1 - self.x0

    @property
    def middle(self) -> float:
        """Its middle."""
        return (self.x0 + self.x1) / 2


def gutters_of(lines: Sequence[Line], separators: Sequence[float] = ()) -> list[Gutter]:
    """The gutters between the columns of some lines, from the left; `separators` are the x positions
    of printed vertical rules among them."""
    most = max((len(line.chunks) for line in lines), default=0)
    if most < 2:
        return []
    full = [line for line in lines if len(line.chunks) >= max(2, _FULL * most)]
    space = median(line.space for line in full)
    found = [gutter for gutter in _white(full, space) if _separates(gutter, full, space)]
    found = _without_tails(_without_signs(found, full), full)
    found = _without_offset_heads(_without_alternatives(found, lines), full)
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
        gutters.append(_deepest(valley, lines, left, right))
    return [gutter for gutter in gutters if gutter.width >= _NARROWEST * space]


def _deepest(
    valley: Sequence[tuple[int, float, float]], lines: Sequence[Line], left: float, right: float
) -> Gutter:
    """The part of a valley that the fewest lines cover; of several the one that leaves the fewest lines
    with two texts in the column at one side of it, from `left` or to `right`, then the widest."""
    least = min(depth for depth, _, _ in valley)
    stretches: list[Gutter] = []
    for depth, x0, x1 in valley:
        if depth > least:
            continue
        if stretches and stretches[-1].x1 >= x0:
            stretches[-1] = Gutter(stretches[-1].x0, x1)
        else:
            stretches.append(Gutter(x0, x1))
    if len(stretches) == 1:
        return stretches[0]
    near = [[c for c in line.chunks if c.x0 >= left and c.x1 <= right] for line in lines]
    return min(stretches, key=lambda s: (sum(_is_uneven(chunks, s) for chunks in near), -s.width))


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
    least = _TYPICAL_FIGURES if of_figures else _TYPICAL
    return median(gaps) >= least * space and (_parted(gutter, lines) or _is_edge(gutter, lines, space))


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


def _without_signs(gutters: list[Gutter], lines: Sequence[Line]) -> list[Gutter]:
    """Leave out gutters that part only currency signs, brackets or percent signs from their figures."""
    kept = list(gutters)
    index = 0
    while index <= len(kept):
        left = kept[index - 1].middle if index else float("-inf")
        right = kept[index].middle if index < len(kept) else float("inf")
        texts = [w.text for line in lines for w in line.words if left < (w.box.x0 + w.box.x1) / 2 < right]
        if kept and texts and all(map(_is_sign, texts)):
            before = all(unicodedata.category(text[0]) in {"Sc", "Ps"} for text in texts)
            drop = index if (before and index < len(kept)) or index == 0 else index - 1
            del kept[drop]
        else:
            index += 1
    return kept


def _without_tails(gutters: list[Gutter], lines: Sequence[Line]) -> list[Gutter]:
    """Leave out gutters behind which, up to the next, stand only the ends of long texts from before them,
    or nothing; the narrowest first."""
    kept = list(gutters)
    while True:
        ends = [*(gutter.middle for gutter in kept[1:]), float("inf")]
        idle = [g for g, end in zip(kept, ends, strict=False) if not _begins_column(g, end, lines)]
        if not idle:
            return kept
        narrow = min(idle, key=lambda gutter: gutter.width)
        after = kept[kept.index(narrow) + 1 :][:1]
        empty = not any(_holds(line, narrow.middle, g.middle) for g in after for line in lines)
        kept.remove(after[0] if after and empty and after[0].width < narrow.width else narrow)


def _begins_column(gutter: Gutter, end: float, lines: Sequence[Line]) -> bool:
    """Whether more texts begin behind a gutter, and have their middle before `end`, than run across it."""
    own = tails = 0
    for line in lines:
        for chunk in line.chunks:
            own += gutter.middle <= chunk.x0 and (chunk.x0 + chunk.x1) / 2 < end
            tails += chunk.x0 < gutter.middle < chunk.x1
    return own > tails


def _without_alternatives(gutters: list[Gutter], lines: Sequence[Line]) -> list[Gutter]:
    """Leave out gutters within a column whose texts are set in two ways, figures to the right and signs
    for missing ones to the left: no line holds both, and both stand in lines with other cells."""
    kept = list(gutters)
    index = 0
    while index < len(kept):
        left = kept[index - 1].middle if index else float("-inf")
        middle = kept[index].middle
        right = kept[index + 1].middle if index + 1 < len(kept) else float("inf")
        before = [line for line in lines if _holds(line, left, middle)]
        behind = [line for line in lines if _holds(line, middle, right)]
        apart = not {id(line) for line in before} & {id(line) for line in behind}
        if apart and _mostly_parted(before) and _mostly_parted(behind):
            del kept[index]
        else:
            index += 1
    return kept


def _mostly_parted(lines: Sequence[Line]) -> bool:
    return 2 * sum(len(line.chunks) > 1 for line in lines) > len(lines)


def have_other_columns(above: Sequence[Line], below: Sequence[Line]) -> bool:
    """Whether the rows of two stretches of lines run over each other's gutters."""
    return _run_over(above, gutters_of(below)) and _run_over(below, gutters_of(above))


def _run_over(lines: Sequence[Line], gutters: Sequence[Gutter]) -> bool:
    """Whether several of the lines with cells side by side have words across a gutter."""
    parted = [line for line in lines if len(line.chunks) > 1]
    over = sum(any(c.x0 < g.middle < c.x1 for c in line.chunks for g in gutters) for line in parted)
    return over >= _OVER * len(parted) > 0


def _without_offset_heads(gutters: list[Gutter], lines: Sequence[Line]) -> list[Gutter]:
    """Leave out gutters between a column's head and its texts where the head stands to one side of
    them all: no line holds both, and one of the two only the first lines."""
    kept = list(gutters)
    index = 0
    while index < len(kept):
        left = kept[index - 1].middle if index else float("-inf")
        middle = kept[index].middle
        right = kept[index + 1].middle if index + 1 < len(kept) else float("inf")
        before = [n for n, line in enumerate(lines) if _holds(line, left, middle)]
        behind = [n for n, line in enumerate(lines) if _holds(line, middle, right)]
        apart = not set(before) & set(behind)
        if apart and before and behind and min(len(before), len(behind)) <= _HEAD_LINES:
            few, many = sorted((before, behind), key=len)
            if few[-1] < min(_HEAD_LINES, many[-1]):
                del kept[index]
                continue
        index += 1
    return kept


def _holds(line: Line, x0: float, x1: float) -> bool:
    return any(x0 < (chunk.x0 + chunk.x1) / 2 < x1 for chunk in line.chunks)


def _is_sign(text: str) -> bool:
    return all(unicodedata.category(c) in {"Sc", "Ps", "Pe"} or c == "%" for c in text)


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


def column_range(x0: float, x1: float, gutters: Sequence[Gutter], slack: float = 0.0) -> tuple[int, int]:
    """The first and last column that a stretch touches; a reach of less than `slack` beyond a gutter
    does not count."""
    ends = [g.middle for g in gutters]
    first = bisect_right(ends, x0 + slack)
    last = bisect_right(ends, x1 - slack)
    return first, max(first, last)


def split_at(chunk: Chunk, gutters: Sequence[Gutter]) -> list[Chunk]:
    """A chunk parted at the gutters that fall between two of its words."""
    parts: list[list[int]] = []
    previous = None
    for index, word in enumerate(chunk.words):
        column = column_range(word.box.x0, word.box.x1, gutters, (word.box.x1 - word.box.x0) * 0.3)[0]
        if previous is None or column != previous:
            parts.append([])
        parts[-1].append(index)
        previous = column
    return [Chunk(tuple(chunk.words[i] for i in part)) for part in parts]
