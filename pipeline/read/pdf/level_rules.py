"""From the level rules of a page to the tables that they draw, where few upright rules or none do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from operator import and_, attrgetter
from statistics import median

from pipeline.read.pdf.level_frames import SAME, Frame, covers, is_one_text, lines_of, middle_of
from pipeline.read.pdf.page import Page, Rule, Word

HEADING_SIZE = 1.15
"""Of the usual size of words: the larger type of a heading."""

_LEAST_WIDTH = 0.4  # of the page's width
_BROKEN = 10.0  # points: a rule that is drawn cell by cell has no wider gaps between columns
_LEAST_PART = 0.4  # of a table's width: so much of a rule there is where cells are merged over rows
_MOST_UPRIGHTS = 1  # within a table: where more are, they part the columns
_HEADING_ROOM = 0.5  # of the font size: so much more than usual over a text alone is the room of a heading
_HEADING_ROOMS = 2.0  # of what is usual: the room over a heading in larger type
_LEAST_ROWS = 3  # of a table with another of the same width under it
_MOST_ALONE = 100  # texts alone between rules: where more are, they are rows
_WORDS_OF_PROSE, _MOST_OF_WIDTH = 7, 0.7  # of a line of running text, of a table's width
_OF_OTHERS = 0.6  # of the rows of one table: so many have words where another has white space


@dataclass(frozen=True, slots=True)
class _Level:
    """A level rule, and whether it was drawn with gaps."""

    rule: Rule
    broken: bool

    @property
    def at(self) -> float:
        return (self.rule.top + self.rule.bottom) / 2

    @property
    def width(self) -> float:
        return self.rule.x1 - self.rule.x0

    def is_like(self, other: _Level) -> bool:
        """True for one with the same ends."""
        return self.reaches(other.rule.x0, other.rule.x1)

    def reaches(self, left: float, right: float) -> bool:
        """True for one that has these ends."""
        return self._starts_at(left) and self._ends_at(right)

    def is_part_of(self, left: float, right: float) -> bool:
        """True for what is left of a rule between these ends where cells are merged over it."""
        is_within = left - SAME <= self.rule.x0 and self.rule.x1 <= right + SAME
        return is_within and (self._starts_at(left) or self._ends_at(right))

    def _starts_at(self, x: float) -> bool:
        return abs(self.rule.x0 - x) <= SAME

    def _ends_at(self, x: float) -> bool:
        return abs(self.rule.x1 - x) <= SAME


def frames_of(page: Page) -> Iterator[Frame]:
    """The tables' rules from the top: parted where a heading, or running text beside other things, stands
    between two."""
    for whole in sorted(_wholes(page), key=lambda frame: frame.levels[0]):
        start = 0
        room, size = usual(whole)
        for number, (top, _, band) in enumerate(whole.bands(), 1):
            is_alone = bool(band) and is_one_text(band)
            if (is_alone and _is_heading(band, top, room, size)) or (
                not is_alone and holds_prose(band, whole)
            ):
                yield from _tables(whole, start, number)
                start = number
        yield from _tables(whole, start, len(whole.levels))


def levels_like(page: Page, frame: Frame) -> list[float]:
    """Where rules on another page have the ends of a frame, from the top."""
    return [level.at for level in _joined(page.rules) if level.reaches(frame.left, frame.right)]


def _wholes(page: Page) -> Iterator[Frame]:
    """The rules of one length, those that are most first, and none between others."""
    levels = list(_joined(page.rules))
    groups: list[list[_Level]] = []
    for level in levels:
        if level.width > _LEAST_WIDTH * page.width:
            group = next((group for group in groups if level.is_like(group[0])), None)
            if group is None:
                groups.append([level])
            else:
                group.append(level)
    taken: list[tuple[float, float]] = []
    for group in sorted(groups, key=len, reverse=True):
        top, bottom = group[0].at, group[-1].at
        if len(group) > 1 and all(bottom < start or end < top for start, end in taken):
            taken.append((top, bottom))
            if frame := _frame(group, levels, page):
                yield frame


def _frame(group: Sequence[_Level], levels: Sequence[_Level], page: Page) -> Frame | None:
    """The frame of rules of one length, unless upright rules part its columns."""
    top, bottom = group[0].at, group[-1].at
    left, right = group[0].rule.x0, group[0].rule.x1
    uprights = _uprights(page, top, bottom, left, right)
    if uprights is None:
        return None
    own = [*group, *(level for level in _parts(levels, left, right) if top < level.at < bottom)]
    ats = sorted(level.at for level in own)
    distinct = tuple(at for n, at in enumerate(ats) if not n or at - ats[n - 1] > SAME)
    if len(distinct) < 2:
        return None
    words = tuple(
        word
        for word in page.words
        if not word.turn and top < middle_of(word) < bottom and left < word.box.x1 < right + SAME
    )
    broken = tuple(level.rule for level in own if level.broken)
    return Frame(left, right, distinct, words, broken=broken, uprights=uprights)


def _uprights(page: Page, top: float, bottom: float, left: float, right: float) -> tuple[float, ...] | None:
    """Where upright rules stand in a frame and at its ends; None where they part its columns."""
    found: list[float] = []
    for rule in page.rules:
        if not rule.horizontal and rule.top < bottom and rule.bottom > top:
            x = (rule.x0 + rule.x1) / 2
            if left - SAME <= x <= right + SAME and all(abs(x - other) > SAME for other in found):
                found.append(x)
                if sum(left + SAME < other < right - SAME for other in found) > _MOST_UPRIGHTS:
                    return None
    return tuple(found)


def _parts(levels: Iterable[_Level], left: float, right: float) -> Iterator[_Level]:
    """Rules between these ends, in one or more pieces, that cells merged over rows leave."""
    heights: dict[float, list[_Level]] = {}
    for level in levels:
        if left - SAME <= level.rule.x0 and level.rule.x1 <= right + SAME:
            heights.setdefault(level.at, []).append(level)
    for pieces in heights.values():
        is_table = any(piece.is_part_of(left, right) for piece in pieces)
        if is_table and sum(piece.width for piece in pieces) > _LEAST_PART * (right - left):
            yield from pieces


def _joined(rules: Iterable[Rule]) -> Iterator[_Level]:
    """The level rules from the top; those that end to end come near each other, as the borders of single
    cells do, as one."""
    rows: list[list[Rule]] = []
    for rule in sorted((rule for rule in rules if rule.horizontal), key=attrgetter("top")):
        if not rows or rule.top - rows[-1][0].top > SAME:
            rows.append([])
        rows[-1].append(rule)
    for row in rows:
        joined, *others = sorted(row)
        broken = False
        for rule in others:
            gap = rule.x0 - joined.x1
            if gap > _BROKEN:
                yield _Level(joined, broken)
                joined, broken = joined._replace(x0=rule.x0, x1=rule.x1), False
            else:
                joined, broken = joined._replace(x1=max(joined.x1, rule.x1)), broken or gap > SAME
        yield _Level(joined, broken)


def usual(frame: Frame) -> tuple[float, float]:
    """The room over the first line that rows of several texts have, and the size of their words."""
    rows = [(top, _first(band)) for top, _, band in frame.bands() if band and not is_one_text(band)]
    if not rows:
        return float("inf"), float("inf")
    return median(room_over(first, top) for top, first in rows), median(first.size for _, first in rows)


def _is_heading(band: Sequence[Word], top: float, room: float, size: float) -> bool:
    """Whether a text alone stands so far under a rule as a heading does, or so far for its larger type."""
    first = _first(band)
    here = room_over(first, top)
    is_larger = first.size >= HEADING_SIZE * size and here >= _HEADING_ROOMS * room
    return is_larger or here - room > _HEADING_ROOM * first.size


def holds_prose(band: Iterable[Word], frame: Frame) -> bool:
    """Whether several lines in a row of many words, none apart, run over most of a frame's width."""
    long = [
        len(line) >= _WORDS_OF_PROSE
        and line[-1].box.x1 - line[0].box.x0 >= _MOST_OF_WIDTH * (frame.right - frame.left)
        and is_one_text(line)
        for line in lines_of(band)
    ]
    return any(map(and_, long, long[1:]))


def _first(band: Iterable[Word]) -> Word:
    return min(band, key=attrgetter("baseline"))


def room_over(word: Word, top: float) -> float:
    """Points from a level to a word's upper end."""
    return word.baseline - word.size - top


def _tables(whole: Frame, start: int, end: int) -> Iterator[Frame]:
    """The tables between the rules `start` to `end`: two where a text alone parts rows of other columns."""
    alone = [n for n, (*_, band) in enumerate(whole.bands()) if start < n < end - 2 and is_one_text(band)]
    for number in alone if len(alone) <= _MOST_ALONE else ():
        if number <= start:
            continue
        (above,), (below,) = list(whole.part(start, number + 1)), list(whole.part(number + 1, end))
        if have_other_columns(above, below) or have_other_columns(below, above):
            yield above
            start = number + 1
    yield from whole.part(start, end)


def have_other_columns(one: Frame, other: Frame, rows: int = _LEAST_ROWS) -> bool:
    """True where one table has white space between columns that most rows of the other, of so many at least,
    have words in."""
    own, others = ([band for *_, band in frame.bands() if not is_one_text(band)] for frame in (one, other))
    if min(len(own), len(others)) < rows:
        return False
    gaps = one.inner(one.gaps())
    return any(sum(covers(row, gap) for row in others) >= _OF_OTHERS * len(others) for gap in gaps)
