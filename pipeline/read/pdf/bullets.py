"""List bullets that are drawn as dots instead of printed as characters, as browsers do."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from operator import attrgetter

from pipeline.read.pdf.bidi import direction
from pipeline.read.pdf.page import Box, Glyph, Rule, Word

_MIDDLE = 0.3  # of the font size: how high over the baseline the middle of a bullet stands
_OFF = 0.2  # of the font size: the most that it is higher or lower
_FARTHEST = 3.0  # of the font size: the most that it stands to the left of its item


def drawn_bullets(dots: Sequence[Box], words: Sequence[Word], rules: Sequence[Rule]) -> list[Word]:
    """A bullet for each dot beside the start of a line: left of it, or right of one that runs from the right;
    other dots are no text."""
    if not dots:
        return []
    ordered = sorted((word for word in words if not word.turn), key=attrgetter("baseline"))
    baselines = [word.baseline for word in ordered]
    bullets = []
    for dot in dots:
        middle = (dot.top + dot.bottom) / 2
        near = ordered[bisect_left(baselines, middle) : bisect_right(baselines, middle + 4 * dot.height)]
        beside = [
            word for word in near if abs(word.baseline - _MIDDLE * word.size - middle) <= _OFF * word.size
        ]
        beside = [word for word in beside if not _is_parted(word.box, dot, rules)]
        items = [word for word in beside if 0 < word.box.x0 - dot.x1 <= _FARTHEST * word.size]
        before = [word for word in beside if -word.size <= dot.x0 - word.box.x1 <= word.size]
        if before and all(direction(word.text) == "R" for word in before):
            items, before = before, [word for word in items if word.box.x0 - dot.x1 <= word.size]
        if items and not before:
            item = min(items, key=lambda word: abs(word.box.x0 - dot.x0))
            box = Box(dot.x0, item.box.top, dot.x1, item.box.bottom)
            glyph = Glyph("•", dot.x0, dot.x1)
            bullets.append(Word("•", box, item.baseline, item.size, "", (glyph,), spaced=True))
    return bullets


def _is_parted(word: Box, dot: Box, rules: Sequence[Rule]) -> bool:
    """True where the border of a cell stands between a word and a dot near it."""
    left, right = min(word.x1, dot.x1), max(word.x0, dot.x0)
    middle = (dot.top + dot.bottom) / 2
    return any(
        left <= (rule.x0 + rule.x1) / 2 <= right and rule.top <= middle <= rule.bottom
        for rule in rules
        if not rule.horizontal
    )
