"""Tables that print a rule between their rows and nothing between their columns: the lines between columns
are drawn where white space runs down between the words, through every row and page of the table.

Only where the words between two rules go on over several lines, as those of cells do: what stands line by
line between rules is several rows, and read by its words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from operator import attrgetter

from pipeline.read.pdf.page import Page, Rule, Word

_SAME = 2.0  # points: ends of rules nearer than this are one
_LEAST_RULES = 4  # a head and two rows, on a page and the next
_LEAST_WIDTH = 0.4  # of the page's width
_PADDING = 5.4  # points: what word processors leave between a cell's edge and its words
_HEADING_ROOM = 0.9  # of the font size: more room over a text alone between two rules is that of a heading
_GUTTER = 0.5  # of the font size: the least white space between columns
_GOES_ON = 0.2  # of the lines of cells, the first of each not counted: so many go on in small letters
_SAME_LINE = 0.45  # of the font size

_Gap = tuple[float, float]
"""From where to where, in points from the left, no word stands."""


@dataclass(frozen=True, slots=True)
class _Frame:
    """The level rules of one length on a page, from the top, and the words between them."""

    left: float
    right: float
    levels: tuple[float, ...]
    words: tuple[Word, ...]

    def goes_on(self, other: _Frame) -> bool:
        """True where the other's rules have the same ends."""
        return abs(self.left - other.left) <= _SAME and abs(self.right - other.right) <= _SAME

    def part(self, start: int, end: int) -> Iterator[_Frame]:
        """What is between the rules `start` to `end` (from 0, without the last); nothing between one."""
        levels = self.levels[start:end]
        if len(levels) > 1:
            inside = tuple(word for word in self.words if levels[0] < _middle(word) < levels[-1])
            yield replace(self, levels=levels, words=inside)

    def bands(self) -> Iterator[tuple[float, float, list[Word]]]:
        """From where to where each row reaches, and its words."""
        for top, bottom in pairwise(self.levels):
            yield top, bottom, [word for word in self.words if top < _middle(word) < bottom]


_Table = tuple[_Frame, list[_Gap]]
"""What is between rules, and the white space between its columns."""


def with_columns(pages: Iterable[Page]) -> Iterator[Page]:
    """Each page with the lines that its rows' rules want; one page is read ahead."""
    above: _Table | None = None
    held: tuple[Page, list[_Frame]] | None = None
    for page in pages:
        frames = list(_frames_of(page))
        if held is not None:
            lined, above = _lined(*held, above, frames)
            yield lined
        held = page, frames
    if held is not None:
        yield _lined(*held, above, ())[0]


def _lined(
    page: Page, frames: Sequence[_Frame], above: _Table | None, following: Sequence[_Frame]
) -> tuple[Page, _Table | None]:
    """The page with its columns' lines, and its last table, which may go on over the page."""
    table: _Table | None = None
    lines: list[Rule] = []
    underlines: set[Rule] = set()
    for frame in frames:
        table = _table(frame, above if frame is frames[0] else None, following if frame is frames[-1] else ())
        if table:
            lines.extend(_lines(*table))
            underlines |= _underlines(*table, page.rules)
    kept = (rule for rule in page.rules if rule not in underlines)
    return (replace(page, rules=(*kept, *lines)) if lines else page), table


def _table(frame: _Frame, above: _Table | None, following: Sequence[_Frame]) -> _Table | None:
    """What is between rules and the white space between its columns, if it is a table."""
    before = above if above and frame.goes_on(above[0]) else None
    both = [frame, *(other for other in following[:1] if frame.goes_on(other))]
    gaps = _shared([before[1] if before else [(frame.left, frame.right)], *map(_gaps, both)])
    is_table = before is not None or (
        sum(len(part.levels) for part in both) >= _LEAST_RULES and _has_wrapped_cells(both, gaps)
    )
    return (frame, gaps) if is_table and _inner(gaps, frame) else None


def _frames_of(page: Page) -> Iterator[_Frame]:
    """The tables' rules from the top: parted where a heading stands between two."""
    whole = _frame_of(page)
    start = 0
    for number, (top, _, band) in enumerate(whole.bands() if whole else (), 1):
        if whole and band and _is_one_text(band):
            first = min(band, key=attrgetter("baseline"))
            if first.baseline - first.size - top > _HEADING_ROOM * first.size:
                yield from whole.part(start, number)
                start = number
    if whole:
        yield from whole.part(start, len(whole.levels))


def _frame_of(page: Page) -> _Frame | None:
    """The rules of one length that part most, if no upright line crosses them."""
    wide = [rule for rule in page.rules if rule.horizontal and rule.x1 - rule.x0 > _LEAST_WIDTH * page.width]
    groups = [[other for other in wide if _alike(rule, other)] for rule in wide]
    group = max(groups, key=len, default=[])
    levels = sorted({(rule.top + rule.bottom) / 2 for rule in group})
    levels = [level for n, level in enumerate(levels) if not n or level - levels[n - 1] > _SAME]
    if len(levels) < 2 or any(
        not rule.horizontal and rule.top < levels[-1] and rule.bottom > levels[0] for rule in page.rules
    ):
        return None
    left, right = group[0].x0, group[0].x1
    words = tuple(
        word
        for word in page.words
        if not word.turn and levels[0] < _middle(word) < levels[-1] and left < word.box.x1 < right + _SAME
    )
    return _Frame(left, right, tuple(levels), words)


def _alike(rule: Rule, other: Rule) -> bool:
    return abs(rule.x0 - other.x0) <= _SAME and abs(rule.x1 - other.x1) <= _SAME


def _middle(word: Word) -> float:
    return (word.box.top + word.box.bottom) / 2


def _gaps(frame: _Frame) -> list[_Gap]:
    """The white space that runs down through all rows, but those that are one text over all columns."""
    words = [word for *_, band in frame.bands() if not _is_one_text(band) for word in band]
    gaps: list[_Gap] = []
    end = frame.left
    for word in sorted(words, key=lambda word: word.box.x0):
        if word.box.x0 - end >= _GUTTER * word.size:
            gaps.append((end, word.box.x0))
        end = max(end, word.box.x1)
    if end < frame.right:
        gaps.append((end, frame.right))
    return gaps


def _is_one_text(band: Sequence[Word]) -> bool:
    """True where no two words of a row stand as far apart as columns do."""
    return all(
        word.box.x0 - before.box.x1 < _GUTTER * word.size
        for line in _lines_of(band)
        for before, word in pairwise(line)
    )


def _lines_of(words: Iterable[Word]) -> Iterator[list[Word]]:
    """Words by their baselines, each line from the left."""
    line: list[Word] = []
    for word in sorted(words, key=attrgetter("baseline")):
        if line and word.baseline - line[0].baseline > _SAME_LINE * word.size:
            yield sorted(line, key=lambda word: word.box.x0)
            line = []
        line.append(word)
    if line:
        yield sorted(line, key=lambda word: word.box.x0)


def _shared(lists: Sequence[list[_Gap]]) -> list[_Gap]:
    """The white space that all have."""
    shared, *others = lists
    for gaps in others:
        shared = [(max(a, c), min(b, d)) for a, b in shared for c, d in gaps if min(b, d) - max(a, c) > _SAME]
    return shared


def _inner(gaps: Sequence[_Gap], frame: _Frame) -> list[float]:
    """Where columns part: within the gaps, near the next column's words, but for the outer margins."""
    return [
        end - min((end - start) / 2, _PADDING)
        for start, end in gaps
        if start > frame.left and end < frame.right
    ]


def _has_wrapped_cells(frames: Sequence[_Frame], gaps: Sequence[_Gap]) -> bool:
    """True where many lines of cells go on with the one above, and no figures stand under each other."""
    lines = going_on = 0
    for frame in frames:
        edges = _inner(gaps, frame)
        for *_, band in frame.bands():
            ordered = sorted(band, key=lambda word: sum(word.box.x0 > edge for edge in edges))
            for _, cell in groupby(ordered, key=lambda word: sum(word.box.x0 > edge for edge in edges)):
                texts = ["".join(word.text for word in line) for line in _lines_of(cell)]
                if sum(text.isdecimal() for text in texts) > 1:
                    return False
                others = texts[1:]
                lines += len(others)
                going_on += sum(text[0].isalpha() and not text[0].isupper() for text in others)
    return going_on >= _GOES_ON * max(lines, 1)


def _lines(frame: _Frame, gaps: Sequence[_Gap]) -> Iterator[Rule]:
    """The upright lines of each row, but for the columns that its words reach over."""
    edges = _inner(gaps, frame)
    for top, bottom, band in frame.bands():
        crossed = {x for x in edges if any(word.box.x0 < x < word.box.x1 for word in band)}
        starts = sorted(word.box.x0 for word in band)
        if _is_one_text(band) and starts and starts[0] < edges[0] < starts[-1]:
            crossed = set(edges)
        for x in (frame.left, *edges, frame.right):
            if x not in crossed:
                yield Rule(x, top, x, bottom)


def _underlines(frame: _Frame, gaps: Sequence[_Gap], rules: Iterable[Rule]) -> set[Rule]:
    """Level lines between the rules that reach from no column to another."""
    edges = (frame.left, *_inner(gaps, frame), frame.right)
    top, bottom = frame.levels[0] + _SAME, frame.levels[-1] - _SAME
    return {
        rule
        for rule in rules
        if rule.horizontal
        and top < rule.top < bottom
        and not all(any(abs(x - edge) <= _SAME for edge in edges) for x in (rule.x0, rule.x1))
    }
