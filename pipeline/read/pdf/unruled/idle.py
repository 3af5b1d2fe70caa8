"""Gutters that part no columns: within figures, texts or heads that only stand apart."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from itertools import pairwise

from pipeline.read.pdf.unruled.gutters import Gutter
from pipeline.read.pdf.unruled.lines import Chunk, Line

_WIDER = 1.3  # times the other spaces of a text: the room between two
_HEAD_LINES = 3  # of one column's head


def without_idle(gutters: list[Gutter], full: Sequence[Line], lines: Sequence[Line]) -> list[Gutter]:
    """Those of the gutters that part columns; the `full` ones of the `lines` show them."""
    kept = _without_tails(_without_signs(gutters, full), full)
    return _without_offset_heads(_without_alternatives(kept, lines), full)


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
            if chunk.x0 < gutter.middle < chunk.x1:
                is_own = _is_parted_at(chunk, gutter)
                own, tails = own + is_own, tails + (not is_own)
    return own > tails


def _is_parted_at(chunk: Chunk, gutter: Gutter) -> bool:
    """Whether a chunk has more room at a gutter than between its other words."""
    here = 0.0
    others: list[float] = []
    for left, right in pairwise(chunk.words):
        gap = right.box.x0 - left.box.x1
        if left.box.x1 <= gutter.middle <= right.box.x0:
            here = gap
        else:
            others.append(gap)
    return bool(others) and here > _WIDER * max(others)


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
