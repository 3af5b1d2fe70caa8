"""Words to lines, and lines to chunks: the words of a line that no wide gap parts.

What is a wide gap depends on the type: in fixed pitch a single space is as wide as a column's gap elsewhere.
"""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from pipeline.read.pdf.page import Word

_LEADER = re.compile(r"[.·…‥_]{2,}|[.·•…]")
_FIGURE = re.compile(r"[^\w\s]*\s?\d[\d.,:/'’()%\s–-]*\w{0,2}[^\w\s]*")
_MISSING = re.compile(r"[-–—−:.*…x]{1,3}|\(?[a-zA-Z]\)|n\.?\s?/?[ae]\.?|N/?A|\.\.|[XxD]", re.IGNORECASE)
_OPEN_END = frozenset("-–—−/,:;")
_LINE = 0.3  # of the size: baselines nearer than this are one line
_WIDE = 0.72  # of the size: a gap that parts chunks of words
_WIDE_FIGURES = 0.33  # the same between two figures, which no space of this width parts
_WIDE_FIXED = 1.1  # the same in fixed pitch, where one space takes 0.6
_RAISED = 0.85  # of the line's size: smaller words may be marks raised above its baseline
_SAMPLE = 20  # words of each font
_FIXED_PITCH_LETTERS = 12  # so many letters and figures of one advance show that a font has fixed pitch
_ONE_ADVANCE = 0.03  # of the size: advances that differ by less are one
_EVEN = 0.06  # of the size: the spaces of a justified line are as equal as this
_JUSTIFIED_SPACES = 3  # so many equal spaces in a row are no chance
_WIDEST_SPACE = 1.3  # of the size: the widest space of a justified line
_SPACE, _FIXED_SPACE = 0.27, 0.6  # of the size: a plain space
_SOLID = 1.5  # of the size: lines of one paragraph are nearer than this
_SOLID_WORDS = 4  # a line of running text that others are compared with has so many words
_MOST_LINES = 2_000  # of a page: more are a drawing
_MOST_FIELDS = 500_000  # words times the most chunks on a line, which is what the search for columns takes
_BAND = 4.0  # points: lines are looked up by baseline in bands of this height


@dataclass(frozen=True, slots=True)
class Chunk:
    """Words of one line that no wide gap parts, from left to right."""

    words: tuple[Word, ...]

    @property
    def x0(self) -> float:
        """Left edge."""
        return self.words[0].box.x0

    @property
    def x1(self) -> float:
        """Right edge."""
        return self.words[-1].box.x1

    @property
    def text(self) -> str:
        """Its words with a space between."""
        return " ".join(word.text for word in self.words)

    @property
    def size(self) -> float:
        """Its type's size: the largest of its words."""
        return max(word.size for word in self.words)

    @property
    def is_figure(self) -> bool:
        """Whether it is a number, an amount or a sign that stands for a missing one."""
        return is_figure(self.text)


@dataclass(frozen=True, slots=True)
class Line:
    """Chunks on one baseline, from left to right."""

    baseline: float
    size: float
    chunks: tuple[Chunk, ...]
    space: float
    """Width of a plain space of its type."""

    @property
    def x0(self) -> float:
        """Left edge."""
        return self.chunks[0].x0

    @property
    def x1(self) -> float:
        """Right edge."""
        return self.chunks[-1].x1

    @property
    def top(self) -> float:
        """Where its type begins."""
        return self.baseline - 0.75 * self.size

    @property
    def bottom(self) -> float:
        """Where its type ends."""
        return self.baseline + 0.2 * self.size

    @property
    def middle(self) -> float:
        """Half way up its small letters: rules between lines are told from underlines by it."""
        return self.baseline - 0.3 * self.size

    @property
    def words(self) -> tuple[Word, ...]:
        """All its words."""
        return tuple(word for chunk in self.chunks for word in chunk.words)


def is_figure(text: str) -> bool:
    """Whether a text is a number, an amount or a sign that stands for a missing one; "10:00–" is only
    the beginning of one."""
    if _MISSING.fullmatch(text):
        return True
    return text[-1] not in _OPEN_END and bool(_FIGURE.fullmatch(text))


def is_leader(text: str) -> bool:
    """Whether a word is dots that lead the eye over a gap."""
    return bool(_LEADER.fullmatch(text))


class _Row:
    """The words of a line in the making, its largest first, and the edges of all of them in order."""

    __slots__ = ("_ends", "_starts", "words")

    def __init__(self) -> None:
        self.words: list[Word] = []
        self._starts: list[float] = []
        self._ends: list[float] = []

    def add(self, word: Word) -> None:
        """Put a word on the line."""
        self.words.append(word)
        insort(self._starts, word.box.x0)
        insort(self._ends, word.box.x1)

    def is_home_of(self, word: Word) -> bool:
        """Whether a word stands on the line, or is a raised mark beside one of its words."""
        first = self.words[0]
        rise = first.baseline - word.baseline
        if abs(rise) <= _LINE * min(word.size, first.size):
            return True
        if word.size >= _RAISED * first.size or not -0.3 * first.size <= rise <= 0.7 * first.size:
            return False
        reach = 0.3 * first.size
        return _has_near(self._ends, word.box.x0, reach) or _has_near(self._starts, word.box.x1, reach)


def _has_near(ordered: Sequence[float], x: float, reach: float) -> bool:
    place = bisect_left(ordered, x - reach)
    return place < len(ordered) and ordered[place] <= x + reach


def lines_of(words: Iterable[Word]) -> list[Line]:
    """Upright words in lines from the top; none where there are more than on any page that is read."""
    upright = [word for word in words if word.turn == 0]
    if not upright:
        return []
    fixed = _fixed_pitch(upright)
    small = _RAISED * median(word.size for word in upright)
    rows: list[_Row] = []
    bands: dict[int, list[int]] = defaultdict(list)
    for word in sorted(upright, key=lambda w: (w.size < small, -w.size, w.baseline, w.box.x0)):
        band = round(word.baseline / _BAND)
        near = [index for b in range(band - 2, band + 3) for index in bands[b]]
        home = next((rows[index] for index in near if rows[index].is_home_of(word)), None)
        if home is None:
            bands[band].append(len(rows))
            home = _Row()
            rows.append(home)
        home.add(word)
    if len(rows) > _MOST_LINES:
        return []
    lines = sorted((_line(row.words, fixed) for row in rows), key=lambda line: (line.baseline, line.x0))
    if len(upright) * max(len(line.chunks) for line in lines) > _MOST_FIELDS:
        return []
    for index in range(1, len(lines)):
        lines[index] = _set_solid(lines[index], lines[index - 1])
    for index in range(len(lines) - 1, 0, -1):
        lines[index - 1] = _set_solid(lines[index - 1], lines[index])
    return lines


def _set_solid(line: Line, other: Line) -> Line:
    """The line with chunks joined that stand exactly under (or over) a line of justified running text
    with equal spaces between them."""
    if len(line.chunks) < 2 or abs(line.baseline - other.baseline) > _SOLID * line.size:
        return line
    chunks = list(line.chunks)
    for text in other.chunks:
        if len(text.words) < _SOLID_WORDS:
            continue
        inside = [c for c in chunks if c.x0 >= text.x0 - 1 and c.x1 <= text.x1 + 1]
        if len(inside) < 2 or inside[0].x0 > text.x0 + 1 or inside[-1].x1 < text.x1 - 1:
            continue
        words = tuple(word for chunk in inside for word in chunk.words)
        gaps = [b.box.x0 - a.box.x1 for a, b in pairwise(words)]
        if max(gaps) - min(gaps) <= _EVEN * line.size and not any(c.is_figure for c in inside[1:]):
            start = chunks.index(inside[0])
            chunks[start : start + len(inside)] = [Chunk(words)]
    return line if len(chunks) == len(line.chunks) else replace(line, chunks=tuple(chunks))


def _fixed_pitch(words: Sequence[Word]) -> set[str]:
    """The fonts whose letters all have one advance, as a sample of their words shows."""
    samples: dict[str, list[Word]] = defaultdict(list)
    for word in words:
        if len(samples[word.font]) < _SAMPLE:
            samples[word.font].append(word)
    return {font for font, sample in samples.items() if _has_one_advance(sample)}


def _has_one_advance(words: Sequence[Word]) -> bool:
    widths = {
        glyph.text: (glyph.x1 - glyph.x0) / word.size
        for word in words
        for glyph in word.glyphs
        if glyph.text.isalnum()
    }
    if len(widths) < _FIXED_PITCH_LETTERS:
        return False
    return max(widths.values()) - min(widths.values()) < _ONE_ADVANCE


def _line(row: list[Word], fixed: set[str]) -> Line:
    ordered = sorted(row, key=lambda word: word.box.x0)
    base = max(ordered, key=lambda word: word.size)
    justified = _justified(ordered)
    chunks: list[list[Word]] = []
    for index, word in enumerate(ordered):
        if chunks and (index in justified or not _parts(chunks[-1][-1], word, base.size, fixed)):
            chunks[-1].append(word)
        else:
            chunks.append([word])
    space = _FIXED_SPACE if base.font in fixed else _SPACE
    return Line(base.baseline, base.size, tuple(Chunk(tuple(chunk)) for chunk in chunks), space * base.size)


def _justified(words: Sequence[Word]) -> set[int]:
    """The words before which stands a space of justified text: as wide, however wide, as the spaces
    next to it between words in small letters."""
    gaps = [b.box.x0 - a.box.x1 for a, b in pairwise(words)]
    found: set[int] = set()
    start = 0
    for index in range(1, len(gaps) + 1):
        if index < len(gaps) and abs(gaps[index] - gaps[start]) <= _EVEN * words[index].size:
            continue
        small = sum(word.text[0].islower() for word in words[start : index + 1])
        if index - start >= _JUSTIFIED_SPACES and small >= 0.5 * (index + 1 - start):
            found.update(n + 1 for n in range(start, index) if gaps[n] <= _WIDEST_SPACE * words[n].size)
        start = index
    return found


def _parts(left: Word, right: Word, size: float, fixed: set[str]) -> bool:
    gap = right.box.x0 - left.box.x1
    if is_leader(right.text) and gap < 3 * size:
        return False
    if is_leader(left.text) and not is_leader(right.text):
        return True
    if left.font in fixed:
        return gap > _WIDE_FIXED * size
    if gap > _WIDE * size:
        return True
    return gap > _WIDE_FIGURES * size and is_figure(left.text) and is_figure(right.text)
