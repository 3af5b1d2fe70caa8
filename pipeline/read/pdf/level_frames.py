"""Level rules of one length on a page, the words between them, and the white space that parts those in
columns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from operator import attrgetter

from pipeline.read.pdf.page import Page, Rule, Word

SAME = 2.0
"""Points: ends of rules, or edges, nearer than this are one."""

PADDING = 5.4
"""Points: what word processors leave between a cell's edge and its words."""

Gap = tuple[float, float]
"""From where to where, in points from the left, no word stands."""

_LEAST_WIDTH = 0.4  # of the page's width
_HEADING_ROOM = 0.9  # of the font size: more room over a text alone between two rules is that of a heading
_GUTTER = 0.5  # of the font size: the least white space between columns
_SAME_LINE = 0.45  # of the font size
_LEAST_ROWS = 3  # of a table with a title over several columns, or with another of the same width under it
_OF_OTHERS = 0.6  # of the rows of one table: so many have words where another has white space
_LONGEST_MARK = 4  # characters of a list mark


@dataclass(frozen=True, slots=True)
class Frame:
    """The level rules of one length on a page, from the top, and the words between them; `is_drawn` where the
    rules are printed."""

    left: float
    right: float
    levels: tuple[float, ...]
    words: tuple[Word, ...]
    is_drawn: bool = True

    def goes_on(self, other: Frame) -> bool:
        """True where the other's rules have the same ends."""
        return abs(self.left - other.left) <= SAME and abs(self.right - other.right) <= SAME

    def part(self, start: int, end: int) -> Iterator[Frame]:
        """What is between the rules `start` to `end` (from 0, without the last); nothing between one."""
        levels = self.levels[start:end]
        if len(levels) > 1:
            inside = tuple(word for word in self.words if levels[0] < _middle(word) < levels[-1])
            yield replace(self, levels=levels, words=inside)

    def bands(self) -> Iterator[tuple[float, float, list[Word]]]:
        """From where to where each row reaches, and its words."""
        for top, bottom in pairwise(self.levels):
            yield top, bottom, [word for word in self.words if top < _middle(word) < bottom]

    def gaps(self) -> list[Gap]:
        """The white space that runs down through all rows, but those that are one text over all columns;
        the titles of a first row may stand over several columns of the next."""
        rows = [band for *_, band in self.bands() if not is_one_text(band)]
        gaps = self._white(rows)
        if len(rows) >= _LEAST_ROWS:
            under = self._white(rows[1:])
            covered = [gap for gap in under if not any(_overlap(gap, other) for other in gaps)]
            gaps.extend(gap for gap in covered if _parts_texts(gap, under, rows[1:]))
        return sorted(gaps)

    def _white(self, rows: Iterable[Sequence[Word]]) -> list[Gap]:
        gaps: list[Gap] = []
        end = self.left
        for word in sorted((word for row in rows for word in row), key=lambda word: word.box.x0):
            if word.box.x0 - end >= _GUTTER * word.size:
                gaps.append((end, word.box.x0))
            end = max(end, word.box.x1)
        if end < self.right:
            gaps.append((end, self.right))
        return gaps


def frames_of(page: Page) -> Iterator[Frame]:
    """The tables' rules from the top: parted where a heading stands between two."""
    whole = _frame_of(page)
    if whole is None:
        return
    start = 0
    for number, (top, _, band) in enumerate(whole.bands(), 1):
        if band and is_one_text(band):
            first = min(band, key=attrgetter("baseline"))
            if first.baseline - first.size - top > _HEADING_ROOM * first.size:
                yield from _tables(whole, start, number)
                start = number
    yield from _tables(whole, start, len(whole.levels))


def at_one_width(above: Frame, below: Frame) -> tuple[Frame, Frame]:
    """The last frame of a page and the first of the next; where no rule says how wide they are, both are as
    wide as the wider one, whose words reach farther."""
    if above.is_drawn or below.is_drawn:
        return above, below
    right = max(above.right, below.right)
    return replace(above, right=right), replace(below, right=right)


def joined_by_a_row(above: Frame, page: Page, below: Frame, following: Page) -> tuple[Frame, Frame]:
    """The last frame of a page and the first of the next, with the parts of the row between them that the
    page's end cuts: where their rules have the same ends, and the words under the last rule and over the
    next page's first stand in the columns of the others."""
    under = [word for word in _between(above, page) if _middle(word) > above.levels[-1]]
    over = [word for word in _between(below, following) if _middle(word) < below.levels[0]]
    if not (above.goes_on(below) and above.is_drawn and below.is_drawn and under and over):
        return above, below
    inner = [gap for gap in above.gaps() if gap[0] > above.left and gap[1] < above.right]
    if not inner or any(_covers(row, gap) for row in (under, over) for gap in inner):
        return above, below
    bottom = max(word.box.bottom for word in under) + SAME
    top = min(word.box.top for word in over) - SAME
    return (
        replace(above, levels=(*above.levels, bottom), words=(*above.words, *under)),
        replace(below, levels=(top, *below.levels), words=(*over, *below.words)),
    )


def _between(frame: Frame, page: Page) -> Iterator[Word]:
    """The words of a page between the ends of the frame's rules."""
    return (word for word in page.words if not word.turn and frame.left < word.box.x1 < frame.right + SAME)


def _tables(whole: Frame, start: int, end: int) -> Iterator[Frame]:
    """The tables between the rules `start` to `end`: two where a text alone parts rows of other columns."""
    alone = [n for n, (*_, band) in enumerate(whole.bands()) if start < n < end - 2 and is_one_text(band)]
    for number in alone:
        (above,), (below,) = list(whole.part(start, number + 1)), list(whole.part(number + 1, end))
        if _have_other_columns(above, below) or _have_other_columns(below, above):
            yield above
            yield from _tables(whole, number + 1, end)
            return
    yield from whole.part(start, end)


def _have_other_columns(one: Frame, other: Frame) -> bool:
    """True where one table has white space between columns that most rows of the other have words in."""
    rows, others = ([band for *_, band in frame.bands() if not is_one_text(band)] for frame in (one, other))
    if min(len(rows), len(others)) < _LEAST_ROWS:
        return False
    inner = [gap for gap in one.gaps() if gap[0] > one.left and gap[1] < one.right]
    return any(sum(_covers(row, gap) for row in others) >= _OF_OTHERS * len(others) for gap in inner)


def _covers(row: Iterable[Word], gap: Gap) -> bool:
    """True where a text of the row runs over the middle of the white space, a space within it included."""
    middle = (gap[0] + gap[1]) / 2
    return any(
        abs(middle - (word.box.x0 + word.box.x1) / 2) < (word.box.width + _GUTTER * word.size) / 2
        for word in row
    )


def _frame_of(page: Page) -> Frame | None:
    """The rules of one length that part most, if no upright line crosses them."""
    wide = [rule for rule in _joined(page.rules) if rule.x1 - rule.x0 > _LEAST_WIDTH * page.width]
    groups = [[other for other in wide if _alike(rule, other)] for rule in wide]
    group = max(groups, key=len, default=[])
    levels = sorted({(rule.top + rule.bottom) / 2 for rule in group})
    levels = [level for n, level in enumerate(levels) if not n or level - levels[n - 1] > SAME]
    if len(levels) < 2 or any(
        not rule.horizontal and rule.top < levels[-1] and rule.bottom > levels[0] for rule in page.rules
    ):
        return None
    left, right = group[0].x0, group[0].x1
    words = tuple(
        word
        for word in page.words
        if not word.turn and levels[0] < _middle(word) < levels[-1] and left < word.box.x1 < right + SAME
    )
    return Frame(left, right, tuple(levels), words)


def _joined(rules: Iterable[Rule]) -> Iterator[Rule]:
    """The level rules, those that touch end to end, as the borders of single cells do, as one."""
    levels: list[list[Rule]] = []
    for rule in sorted((rule for rule in rules if rule.horizontal), key=attrgetter("top")):
        if not levels or rule.top - levels[-1][0].top > SAME:
            levels.append([])
        levels[-1].append(rule)
    for level in levels:
        joined, *others = sorted(level)
        for rule in others:
            if rule.x0 - joined.x1 > SAME:
                yield joined
                joined = rule
            else:
                joined = joined._replace(x1=max(joined.x1, rule.x1))
        yield joined


def _alike(rule: Rule, other: Rule) -> bool:
    return abs(rule.x0 - other.x0) <= SAME and abs(rule.x1 - other.x1) <= SAME


def _middle(word: Word) -> float:
    return (word.box.top + word.box.bottom) / 2


def _overlap(gap: Gap, other: Gap) -> bool:
    return gap[0] < other[1] and other[0] < gap[1]


def _parts_texts(gap: Gap, gaps: Iterable[Gap], rows: Iterable[Sequence[Word]]) -> bool:
    """True where texts stand at both sides of the white space, and not just the marks of a list."""
    words = [word for row in rows for word in row]
    start = max((end for _, end in gaps if end < gap[1]), default=float("-inf"))
    end = min((start for start, _ in gaps if start > gap[0]), default=float("inf"))
    sides = ((start, gap[0]), (gap[1], end))
    return all(
        any(x0 <= word.box.x0 and word.box.x1 <= x1 and len(word.text) > _LONGEST_MARK for word in words)
        for x0, x1 in sides
    )


def is_one_text(band: Sequence[Word]) -> bool:
    """True where no two words of a row stand as far apart as columns do."""
    return all(
        word.box.x0 - before.box.x1 < _GUTTER * word.size
        for line in lines_of(band)
        for before, word in pairwise(line)
    )


def lines_of(words: Iterable[Word]) -> Iterator[list[Word]]:
    """Words by their baselines, each line from the left."""
    line: list[Word] = []
    for word in sorted(words, key=attrgetter("baseline")):
        if line and word.baseline - line[0].baseline > _SAME_LINE * word.size:
            yield sorted(line, key=lambda word: word.box.x0)
            line = []
        line.append(word)
    if line:
        yield sorted(line, key=lambda word: word.box.x0)
