"""Tables without any lines under a head: where rows part is told by the white space over their first words.

The head's texts say where columns are: the white space between them runs down through all lines. A row begins
where its first column has words and no column has any nearby: within a row the words of one cell go on beside
the end of another, and paragraphs of a cell stand nearer to each other than rows do. Where that does not tell
rows from paragraphs, nothing is found here.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise, takewhile
from statistics import median

from pipeline.marks import typed_mark
from pipeline.read.pdf.level_frames import GUTTER, PADDING, SAME, Frame, Gap, lines_of, narrowed, texts_of
from pipeline.read.pdf.page import Page, Word
from pipeline.read.pdf.unruled.lines import is_figure

_FEWEST_COLUMNS = 4  # running text in columns has seldom more than three
_FEWEST_LINES = 3  # under a head on one page
_FEWEST_GOING_ON = 3  # on the next page, one of them with words in several columns
_FIRST_LINES = 3  # of a page: so many may be its running title
_STEP = 1.3  # of the font size: lines of one paragraph are no farther apart
_FARTHER = 0.1  # of the font size: rows stand at least so much farther apart than a cell's paragraphs
_FEWEST_ROWS = 3  # show what white space is usual between rows
_ENDS = 1.3  # of the usual white space between rows
_MORE = 1.1  # of the most room between rows
_END = 4.0  # of the font size: what stands farther below is a footer, or something else
_RAGGED = 5.0  # of the font size: the words of a column end no farther from its edge on all lines
_OVER = 0.35  # of the font size: so far words may reach over the end of their column
_FIGURES = 0.3  # of the words: a table with more is one of figures, whose lines are rows
_NEARLY_ALL = 0.9  # of the words
_WIDE = 0.4  # of the page's width: rules of this length are a table's own

Line = list[Word]
"""Words on one baseline, from the left."""


@dataclass(frozen=True, slots=True)
class Columns:
    """The white space between the columns of a table, from where to where it reaches, the words of its head,
    and how far apart paragraphs of its cells are at most."""

    gaps: tuple[Gap, ...]
    left: float = float("inf")
    right: float = 0.0
    head: tuple[str, ...] = ()
    paragraphs: float = 0.0

    def of(self, line: Line) -> dict[int, float]:
        """In which columns, from 0, a line has words, and on which baseline each."""
        baselines: dict[int, float] = {}
        for word in line:
            middle = (word.box.x0 + word.box.x1) / 2
            column = sum(middle > (start + end) / 2 for start, end in self.gaps)
            baselines[column] = max(word.baseline, baselines.get(column, 0.0))
        return baselines


def headed_frame(page: Page, above: Columns | None) -> tuple[Frame | None, Columns | None]:
    """The table without lines on a page that has a head, or goes on `above` from the page before, as a frame
    whose rules are where its rows part; and its columns, where it may go on over the page's end."""
    if _is_full_of_uprights(page):
        return None, None
    lines = list(lines_of(word for word in page.words if not word.turn))
    found = (_going_on(lines, above) if above else None) or _under_head(lines)
    if found is None:
        return None, None
    region, columns = found
    if _is_between_rules(region[1], page):
        return None, None
    columns = _measured(region, columns)
    region = _to_its_end(_without_furniture(region, columns), columns)
    starts = _row_starts(region, columns)
    ends_before = lines.index(region[-1]) + 1 < len(lines)
    last = starts[-1]
    if ends_before and all(columns.of(line).keys() == {0} for line in region[last:]):
        region, starts = region[:last], starts[:-1]  # a title over what follows the table
    if not region or (len(starts) < 2 and not columns.head) or _is_of_figures(region):
        return None, None
    levels = list(levels_around(region, starts))
    if is_ruled(page, levels):
        return None, None
    head = columns.head or tuple(word.text for line in region[: starts[1]] for word in line)
    columns = _bounded(region, replace(columns, head=head), page.width)
    frame = Frame(columns.left, columns.right, tuple(levels), tuple(_words(region)), is_drawn=False)
    return frame, columns


def _under_head(lines: Sequence[Line]) -> tuple[Sequence[Line], Columns] | None:
    """The lines of the first table on a page whose head says where columns are."""
    for number, line in enumerate(lines):
        texts = texts_of(line)
        if len(texts) < _FEWEST_COLUMNS or any(typed_mark(word.text) for word in line):
            continue
        gaps = [(left[1], right[0]) for left, right in pairwise(texts)]
        region, gaps = _region(lines[number:], gaps)
        if len(region) > _FEWEST_LINES:
            return region, Columns(tuple(gaps))
    return None


def _going_on(lines: Sequence[Line], above: Columns) -> tuple[Sequence[Line], Columns] | None:
    """The lines at the top of a page that keep to the columns of the table on the page before."""
    tops = range(min(_FIRST_LINES, len(lines)))
    repeated = [first for first in tops if _head_end(lines[first:], above.head)]
    for first in repeated or tops:
        region, gaps = _region(lines[first:], above.gaps)
        if len(region) >= _FEWEST_GOING_ON and any(len(above.of(line)) > 1 for line in region):
            return region, replace(above, gaps=tuple(gaps))
    return None


def _region(lines: Sequence[Line], gaps: Sequence[Gap]) -> tuple[Sequence[Line], list[Gap]]:
    """The first lines, none of which reaches over a gap but those of one text over a row, and what is left of
    the gaps."""
    left = list(gaps)
    for number, line in enumerate(lines):
        here = _left_of(left, line)
        following = lines[number + 1] if number + 1 < len(lines) else None
        if number and _step(lines[number - 1], line) > _END * line[0].size:
            return lines[:number], left
        if here is not None:
            left = here
        elif not (number and following and _is_over_row(line, following, left, lines[0])):
            return lines[:number], left
    return lines, left


def _left_of(gaps: Sequence[Gap], line: Line) -> list[Gap] | None:
    """What a line leaves of gaps; None where it reaches over one."""
    texts = texts_of(line)
    left = [narrowed(gap, texts) for gap in gaps]
    is_white = all(end - start >= GUTTER * line[0].size for start, end in left)
    return left if is_white else None


def _is_over_row(line: Line, following: Line, gaps: Sequence[Gap], head: Line) -> bool:
    """Whether a line of one text, as one for a day, stands over a row that keeps to the columns and is not
    the head of another table."""
    return (
        len(texts_of(line)) == 1
        and len(texts_of(following)) >= _FEWEST_COLUMNS - 1
        and _left_of(gaps, following) is not None
        and [word.text for word in following] != [word.text for word in head]
    )


def _without_furniture(region: Sequence[Line], columns: Columns) -> Sequence[Line]:
    """The lines of a table without what stands farther over or under it than rows do from each other: the
    page's running titles."""
    while _stands_apart(region[-2:], region[:-1], columns):
        region = region[:-1]
    while _stands_apart(region[:2], region[1:], columns):
        region = region[1:]
    return region


def _to_its_end(region: Sequence[Line], columns: Columns) -> Sequence[Line]:
    """The lines of a table without those behind more white space than is usual between its rows."""
    starts = _row_starts(region, columns)[1:]
    steps = [_step(region[start - 1], region[start]) for start in starts]
    usual = median(steps) if len(steps) >= _FEWEST_ROWS else float("inf")
    ends = (start for start, step in zip(starts, steps, strict=True) if step > _ENDS * usual)
    return region[: next(ends, len(region))]


def _stands_apart(edge: Sequence[Line], others: Sequence[Line], columns: Columns) -> bool:
    """Whether a line at a table's edge stands farther from the next than rows among the others do."""
    if len(others) < 2:
        return False
    starts = _row_starts(others, columns)
    room = max((_step(others[start - 1], others[start]) for start in starts[1:]), default=float("inf"))
    return _step(*edge) > _MORE * room


def _measured(region: Sequence[Line], columns: Columns) -> Columns:
    """The columns, with how far apart paragraphs are where nothing in the first column begins a row."""
    farthest = columns.paragraphs
    latest: dict[int, float] = {}
    for line in region[max(1, _head_end(region, columns.head)) :]:
        here = columns.of(line)
        if _left_of(columns.gaps, line) is None:
            latest = {}
            continue
        if 0 not in here:
            farthest = max([farthest, *(here[column] - latest[column] for column in here.keys() & latest)])
        latest |= here
    return replace(columns, paragraphs=farthest)


def _bounded(region: Sequence[Line], columns: Columns, width: float) -> Columns:
    """The columns, with the ends of the table."""
    left, right = bounds_of(region, width, columns.left)
    return replace(columns, left=left, right=max(columns.right, right))


def bounds_of(region: Sequence[Line], width: float, left: float = float("inf")) -> tuple[float, float]:
    """The ends of a table, the left one there at most: as far from the words as cells leave room. The right
    one, which words seldom reach, is as far from the page's edge as the left one is, or as a table reaches
    whose first words, not its edge, stand at the margin."""
    words = list(_words(region))
    left = min(left, min(word.box.x0 for word in words) - PADDING)
    reached = max(word.box.x1 for word in words) + PADDING
    likely = (width - left - 2 * PADDING, width - left)
    size = words[0].size
    near = (right for right in likely if reached - _OVER * size <= right < reached + _RAGGED * size)
    return left, next(near, reached)


def _row_starts(region: Sequence[Line], columns: Columns) -> list[int]:
    """The lines, from 0, that begin a row; the head is one."""
    size = median(word.size for word in _words(region))
    least = max(columns.paragraphs, _STEP * size) + _FARTHER * size
    over = {number for number, line in enumerate(region) if _left_of(columns.gaps, line) is None}
    likely = {
        number: _step(above, line)
        for number, (above, line) in enumerate(pairwise(region), 1)
        if _step(above, line) > least and 0 in columns.of(line)
    }
    whole = {number for number in likely if len(columns.of(region[number])) > 1}
    nearest = min((likely[number] for number in whole), default=float("inf")) - _FARTHER * size
    starts = whole | {number for number, step in likely.items() if step >= nearest}
    alone = {number for line in over for number in (line, line + 1)}
    return sorted({0, _head_end(region, columns.head), *alone, *starts} - {len(region)})


def _head_end(region: Sequence[Line], head: Sequence[str]) -> int:
    """The line behind the head: a repeated one has the same words, a first one other type than the rows; 0
    where neither tells."""
    if head:
        words = [word.text for word in _words(region)]
        counted = 0
        for number, line in enumerate(region, 1):
            counted += len(line)
            if counted == len(head) and tuple(words[:counted]) == tuple(head):
                return number
        return 0
    bold = len(list(takewhile(lambda line: all(word.bold for word in line), region)))
    return bold if bold < len(region) else 0


def levels_around(region: Sequence[Line], starts: Sequence[int]) -> Iterator[float]:
    """Where a rule over each row would be, and under the last one."""
    for start in starts:
        top = min(word.box.top for word in region[start])
        bottom = max((word.box.bottom for word in region[start - 1]), default=top) if start else top - SAME
        yield (top + bottom) / 2
    yield max(word.box.bottom for word in _words(region)) + SAME


def _step(above: Line, below: Line) -> float:
    return min(word.baseline for word in below) - max(word.baseline for word in above)


def is_ruled(page: Page, levels: Sequence[float]) -> bool:
    """Whether rules that are longer than those under words are printed in the table."""
    return any(
        levels[0] < rule.bottom
        and rule.top < levels[-1]
        and (not rule.horizontal or rule.x1 - rule.x0 > _WIDE * page.width)
        for rule in page.rules
    )


def _is_full_of_uprights(page: Page) -> bool:
    """Whether upright rules stand beside nearly all words: most pages of tables have them, and need no more
    looking at."""
    sides = sorted((rule.top, rule.bottom) for rule in page.rules if not rule.horizontal)
    ends = list(accumulate((bottom for _, bottom in sides), max))
    tops = [top for top, _ in sides]
    beside = sum(
        (place := bisect_right(tops, word.baseline)) > 0 and ends[place - 1] >= word.baseline
        for word in page.words
    )
    return beside > _NEARLY_ALL * len(page.words)


def _is_between_rules(line: Line, page: Page) -> bool:
    """Whether upright rules stand beside a line: most tables have them, and need no measuring to be left."""
    top, bottom = min(word.box.top for word in line), max(word.box.bottom for word in line)
    return any(not rule.horizontal and top < rule.bottom and rule.top < bottom for rule in page.rules)


def _is_of_figures(region: Sequence[Line]) -> bool:
    words = list(_words(region))
    return sum(is_figure(word.text) for word in words) > _FIGURES * len(words)


def _words(region: Sequence[Line]) -> Iterator[Word]:
    return (word for line in region for word in line)
