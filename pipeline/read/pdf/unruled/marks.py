"""What is drawn within a table of few rules: horizontal rules, bands of shading, rules typed with dashes."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from pipeline.read.pdf.page import Box, Fill, Page, Rule, Word

_DASHES = frozenset("-–—=_‗")
_TYPED = re.compile(r"[-–—=_‗]{4,}")
_BARS = frozenset(":|¦")
_LEAST_BARS = 4  # under each other make a typed vertical rule
_SAME = 2.5  # points: pieces of one rule are no farther apart in height
_GAP = 1.0  # points: pieces of one rule have no wider gap between them
_LEAST = 8.0  # points: shorter ones are no rules
_WHITE = 250  # of each colour: lighter ground cannot be seen
_GROUND = 0.3  # share of the page's height: larger shading is the ground of more than a row
_LEAST_BAND = 4.0  # points


@dataclass(frozen=True, slots=True)
class Level:
    """A horizontal rule at height `y` from `x0` to `x1`."""

    y: float
    x0: float
    x1: float

    @property
    def middle(self) -> float:
        """Half way between its ends."""
        return (self.x0 + self.x1) / 2

    def covers(self, x0: float, x1: float) -> bool:
        """Whether it runs over most of the stretch from `x0` to `x1`."""
        return min(self.x1, x1) - max(self.x0, x0) > 0.5 * (x1 - x0)


def with_typed_rules(page: Page) -> Page:
    """The page with words that are nothing but dashes taken as the rules that they stand for; on such a
    page bars and colons under each other are vertical rules."""
    dashes = {
        id(word)
        for word in page.words
        if word.text[0] in _DASHES and word.turn == 0 and _TYPED.fullmatch(word.text)
    }
    if not dashes:
        return page
    drawn = [
        Rule(w.box.x0, w.baseline - 0.3 * w.size, w.box.x1, w.baseline - 0.3 * w.size + 0.5)
        for w in page.words
        if id(w) in dashes
    ]
    kept: list[Word] = []
    bars = _bar_positions(page.words)
    for word in page.words:
        if id(word) in dashes:
            continue
        bar, rest = _without_bar(word, bars)
        if bar is not None:
            drawn.append(Rule(bar - 0.25, word.box.top, bar + 0.25, word.box.bottom))
        if rest is not None:
            kept.append(rest)
    return replace(page, words=tuple(kept), rules=(*page.rules, *drawn))


def _bar_positions(words: Iterable[Word]) -> set[int]:
    """Where, to a point, bars are typed under each other on several lines."""
    heights: dict[int, set[float]] = defaultdict(set)
    for word in words:
        if word.turn == 0 and word.text[0] in _BARS:
            heights[round(word.glyphs[0].x0)].add(round(word.baseline))
    return {x for x, found in heights.items() if len(found) >= _LEAST_BARS}


def _without_bar(word: Word, bars: set[int]) -> tuple[float | None, Word | None]:
    """The x position of a bar that a word starts with, and the word without it."""
    first = word.glyphs[0]
    if word.turn or first.text not in _BARS or not {round(first.x0) + d for d in (-1, 0, 1)} & bars:
        return None, word
    middle = (first.x0 + first.x1) / 2
    if len(word.glyphs) == 1:
        return middle, None
    rest = word.glyphs[1:]
    box = Box(rest[0].x0, word.box.top, word.box.x1, word.box.bottom)
    return middle, replace(word, text="".join(g.text for g in rest), glyphs=rest, box=box, spaced=True)


def levels_of(rules: Iterable[Rule]) -> list[Level]:
    """Horizontal rules from the top, the pieces of one joined."""
    pieces = sorted((r for r in rules if r.horizontal), key=lambda r: (r.top, r.x0))
    bands: list[list[Rule]] = []
    for piece in pieces:
        if bands and piece.top - bands[-1][0].top <= _SAME:
            bands[-1].append(piece)
        else:
            bands.append([piece])
    levels: list[Level] = []
    for band in bands:
        y = sum((r.top + r.bottom) / 2 for r in band) / len(band)
        x0 = x1 = None
        for piece in sorted(band, key=lambda r: r.x0):
            if x0 is None or x1 is None:
                x0, x1 = piece.x0, piece.x1
            elif piece.x0 <= x1 + _GAP:
                x1 = max(x1, piece.x1)
            else:
                levels.append(Level(y, x0, x1))
                x0, x1 = piece.x0, piece.x1
        if x0 is not None and x1 is not None:
            levels.append(Level(y, x0, x1))
    return [level for level in levels if level.x1 - level.x0 >= _LEAST]


def parted_at(levels: Iterable[Level], separators: Iterable[float]) -> list[Level]:
    """The rules in pieces that end at the x positions `separators`."""
    ordered = sorted(separators)
    pieces: list[Level] = []
    for level in levels:
        edges = [level.x0, *(x for x in ordered if level.x0 + _SAME < x < level.x1 - _SAME), level.x1]
        pieces += [Level(level.y, x0, x1) for x0, x1 in pairwise(edges)]
    return pieces


def full_levels(levels: Sequence[Level], box: Box) -> list[float]:
    """Heights within `box` at which rules run over most of its width, in one piece or several."""
    heights: list[float] = []
    inside = [v for v in levels if box.top <= v.y <= box.bottom and v.x1 > box.x0 and v.x0 < box.x1]
    index = 0
    while index < len(inside):
        same = [v for v in inside[index:] if v.y - inside[index].y <= _SAME]
        covered = sum(min(v.x1, box.x1) - max(v.x0, box.x0) for v in same)
        if covered >= 0.85 * box.width:
            heights.append(inside[index].y)
        index += len(same)
    return heights


def drawn_across(levels: Iterable[Level], page: Page) -> list[Box]:
    """The rules and the visible shading of a page, but no ground under most of it."""
    shades = [
        Box(f.x0, f.top, f.x1, f.bottom)
        for f in page.fills
        if min(f.colour) < _WHITE and f.bottom - f.top < _GROUND * page.height
    ]
    return [*shades, *(Box(v.x0, v.y, v.x1, v.y) for v in levels)]


def bands_of(fills: Iterable[Fill], box: Box) -> list[Fill]:
    """Visible stripes over most of the box's width, the pieces of one joined, from the top."""
    rows: dict[tuple[int, int], list[Fill]] = {}
    for fill in fills:
        visible = min(fill.colour) < _WHITE
        if (
            visible
            and fill.bottom > box.top
            and fill.top < box.bottom
            and fill.x1 > box.x0
            and fill.x0 < box.x1
        ):
            rows.setdefault((round(fill.top), round(fill.bottom)), []).append(fill)
    bands = []
    for pieces in rows.values():
        covered = sum(min(f.x1, box.x1) - max(f.x0, box.x0) for f in pieces)
        height = pieces[0].bottom - pieces[0].top
        if covered >= 0.8 * box.width and _LEAST_BAND <= height < 0.7 * max(box.height, 1):
            first = min(pieces, key=lambda f: f.x0)
            bands.append(Fill(first.x0, first.top, max(f.x1 for f in pieces), first.bottom, first.colour))
    return sorted(bands, key=lambda f: f.top)
