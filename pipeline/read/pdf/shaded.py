"""Tables that shade rows or cells and print no lines between columns: the edges of the shading are drawn as
lines, through the rows between too.

A cell that is not shaded in a shaded row goes on from the row above: cells merged over rows are shaded as the
first of them is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, takewhile
from operator import attrgetter

from pipeline.read.pdf.level_frames import (
    SAME,
    Frame,
    begin_anew,
    cells_of,
    is_one_text,
    lines_are_rows,
    lines_of,
    middle_of,
)
from pipeline.read.pdf.level_rules import HEADING_SIZE, holds_prose, room_over, usual
from pipeline.read.pdf.page import Box, Fill, Page, Rule, Word
from pipeline.read.pdf.running import running_words
from pipeline.read.pdf.shading import SPACING, Shading, edges_of, in_columns, is_near, places_of, shadings_of
from pipeline.read.pdf.unruled.marks import full_levels, levels_of

_ANY = float("inf")  # points: where no row tells how much room is usual
_LEAST_LINES = 3  # rows of one line each: then others are, too
_LEAST_ROWS = 2  # with several texts are shaded, on a page and those beside it
_NEAR = 1.2  # of the font size: the room that lines of a row may have between them
_NEAR_ON = 2.4  # of the font size: the same of a row that a page cuts
_PARAGRAPH = 0.65  # of the font size: what paragraphs of a cell may stand farther apart than those of others
_STEP = 1.35  # of the font size: lines of one text are no farther apart
_LEVEL = 0.3  # of the font size: baselines of one line differ no more
_USUAL = 0.5  # of the font size: so much the room over a row differs from that over others


@dataclass(frozen=True, slots=True)
class _Table:
    """The rows of a table on a page, where its columns part, its shaded cells, and whether nothing stands
    under it, so that it may go on over the page's end."""

    frame: Frame
    inner: tuple[float, ...]
    cells: tuple[Fill, ...]
    is_open: bool = False

    @property
    def edges(self) -> tuple[float, ...]:
        """Where columns begin and end."""
        return self.frame.left, *self.inner, self.frame.right

    def columns(self) -> Sequence[float]:
        """Where words of one column do not reach: where shading parts columns, or in the white space."""
        white = self.frame.inner(self.frame.gaps())
        return self.inner or [(start + end) / 2 for start, end in white]


def with_edges(pages: Iterable[Page]) -> Iterator[Page]:
    """Each page with lines at the edges of its shaded rows and of those between; one page is read ahead."""
    read: list[tuple[Page, list[Shading]]] = []
    above: _Table | None = None
    for page in pages:
        read.append((page, shadings_of(page)))
        if len(read) > 1:
            lined, above = _lined(read, len(read) - 2, above)
            yield lined
            del read[:-2]
    if read:
        yield _lined(read, len(read) - 1, above)[0]


def _lined(
    read: Sequence[tuple[Page, list[Shading]]], number: int, above: _Table | None
) -> tuple[Page, _Table | None]:
    """One of the pages with the lines of its shaded tables, given the last table of the page above; and its
    own last one."""
    page, shadings = read[number]
    if not (shadings or above):
        return page, None
    running = running_words(page, (other for other, _ in read if other is not page))
    shaded = [cell for shading in shadings for cell in shading.cells]
    words = [
        word for word in page.words if not word.turn and not (word in running and not _is_in(word, shaded))
    ]
    tables: list[_Table] = []
    goes_on = above is not None and bool(shadings) and shadings[0].is_like(above.frame)
    if above and above.is_open and not goes_on:
        top = min((shading.top for shading in shadings), default=page.height)
        tables.extend(_rest(above, [fill for fill in page.fills if fill.bottom <= top], words, top))
    for shading in shadings:
        before = above if goes_on and shading is shadings[0] else None
        below = [other[0] for _, other in read[number + 1 :] if other and shading is shadings[-1]]
        after = [other for other in below if other.is_like(shading)]
        rows = shading.texts.union(*(other.texts for other in after))
        if (before or len(rows) >= _LEAST_ROWS) and not _has_uprights(page, shading):
            tables.extend(_tables(shading, page, words, before, after))
    lines = [line for table in tables for line in _outlines(table)]
    if not lines:
        return page, None
    last = tables[-1]
    end = max((middle_of(word) for word in words), default=0.0)
    is_open = end < last.frame.levels[-1]
    return replace(page, rules=(*page.rules, *lines), fills=()), replace(last, is_open=is_open)


def _rest(above: _Table, fills: Iterable[Fill], words: Iterable[Word], end: float) -> Iterator[_Table]:
    """The rest of a table at the top of a page that shades no whole row of it."""
    left, right = above.frame.left, above.frame.right
    inside = [
        word for word in words if left - SAME < word.box.x1 and word.box.x0 < right and middle_of(word) < end
    ]
    cells = tuple(in_columns(fills, above.edges))
    tops = [min((word.box.top for word in inside), default=0.0) - SAME]
    levels = places_of(y for cell in cells for y in (cell.top, cell.bottom)) or tops
    table = _Table(_with_levels(above.frame, levels, inside), above.inner, cells)
    whole = _extended(table, inside, above.frame, from_above=True, to_below=True)
    if len(whole.frame.levels) > 1:
        yield whole


def _is_in(word: Word, cells: Iterable[Fill]) -> bool:
    return any(
        cell.top < middle_of(word) < cell.bottom and cell.x0 < word.box.x1 and word.box.x0 < cell.x1
        for cell in cells
    )


def _has_uprights(page: Page, shading: Shading) -> bool:
    """True where printed lines part the columns."""
    return any(
        not rule.horizontal
        and rule.top < shading.bottom
        and rule.bottom > shading.top
        and shading.left + SPACING < rule.x0 < shading.right - SPACING
        for rule in page.rules
    )


def _tables(
    shading: Shading, page: Page, words: Iterable[Word], before: _Table | None, after: Sequence[Shading]
) -> Iterator[_Table]:
    """The tables of one width, from the top; the first may go on from the page above, the last below."""
    left, right = shading.left, shading.right
    inside = [word for word in words if left - SAME < word.box.x1 and word.box.x0 < right]
    above = [before.edges] if before else []
    below = [edges_of(row) for other in after for row in other.rows]
    shaded = [*shading.cells, *in_columns(shading.others, shading.edges(*above, *below))]
    edges = [y for cell in shaded for y in (cell.top, cell.bottom)]
    ruled = full_levels(levels_of(page.rules), Box(left, min(edges), right, max(edges)))
    levels = places_of([*edges, *ruled])
    frames = list(_parted(_with_levels(Frame(left, right, (), ()), levels, inside), shaded))
    for n, frame in enumerate(frames):
        first, last = n == 0, n + 1 == len(frames)
        top, bottom = frame.levels[0], frame.levels[-1]
        cells = tuple(cell for cell in shaded if top < (cell.top + cell.bottom) / 2 < bottom)
        inner = _inner(cells, [*(above if first else ()), *(below if last else ())])
        around = [
            word
            for word in inside
            if (first or middle_of(word) > frames[n - 1].levels[-1]) and (last or middle_of(word) < bottom)
        ]
        table = _extended(
            _Table(frame, inner, cells),
            around,
            frame,
            from_above=first and before is not None and before.is_open,
            to_below=last and bool(after),
        )
        goes_on = first and before is not None
        is_part = goes_on or (last and bool(after))
        if (goes_on or _shades_every_column(table)) and not _is_of_lines(table, is_part=is_part):
            yield table


def _parted(whole: Frame, cells: Sequence[Fill]) -> Iterator[Frame]:
    """The tables of one width: between shaded rows a text alone is over the next one where it stands in
    another way than rows do, and running text ends a table."""
    room, size = usual(whole)
    left = min((word.box.x0 for word in whole.words if _is_in(word, cells)), default=whole.left)
    start, levels = 0, whole.levels
    for number, (top, bottom, band) in enumerate(whole.bands()):
        lines = list(lines_of(band))
        is_shaded = any(top < (cell.top + cell.bottom) / 2 < bottom for cell in cells)
        if not is_shaded and holds_prose(band, whole) and not is_one_text(band):
            yield _with_levels(whole, levels[start : number + 1], whole.words)
            start = number + 1
            continue
        alone = takewhile(lambda line: is_one_text(line) and line[0].box.x0 <= left + SAME, reversed(lines))
        over = list(alone)[-1:]
        if not over or is_shaded:
            continue
        heading = over[0][0]
        is_heading = heading.size >= HEADING_SIZE * size
        ends: tuple[float, ...] = ()
        if over[0] is lines[0]:
            is_heading |= abs(room_over(heading, top) - room) > _USUAL * heading.size
        else:
            is_heading |= heading.box.x0 < left - SAME
            ends = (heading.box.top,)
        if is_heading:
            yield _with_levels(whole, (*levels[start : number + 1], *ends), whole.words)
            start = number + 1
    yield _with_levels(whole, levels[start:], whole.words)


def _with_levels(frame: Frame, levels: Sequence[float], words: Iterable[Word]) -> Frame:
    inside = tuple(word for word in words if levels[0] < middle_of(word) < levels[-1])
    return replace(frame, levels=tuple(levels), words=inside)


def _inner(cells: Iterable[Fill], beside: Iterable[Sequence[float]]) -> tuple[float, ...]:
    """Where columns part: as in a row of the pages beside that has more of the same columns."""
    own = edges_of(cells)
    likely = (edges for edges in beside if all(is_near(x, edges) for x in own))
    return tuple(max([own, *likely], key=len)[1:-1])


def _extended(
    table: _Table, words: Sequence[Word], others: Frame, *, from_above: bool, to_below: bool
) -> _Table:
    """A table with the rows that are not shaded over its first shaded row and under its last; the rows of
    others tell how its words are printed."""
    frame, columns = table.frame, table.columns()
    under = _under(frame, words, columns, others, _NEAR_ON if to_below else _NEAR)
    turned = [_upside_down(word) for word in words]
    back, others_back = (
        replace(
            one,
            levels=tuple(-level for level in reversed(one.levels)),
            words=tuple(_upside_down(word) for word in one.words),
        )
        for one in (frame, others)
    )
    over = _under(back, turned, columns, others_back, _NEAR_ON if from_above else _NEAR)
    if not from_above and all(map(is_one_text, over[-1:])):
        over = []
    ends_over, ends_under = _ends(over, frame), _ends(under, frame)
    levels = [
        *(-level for level in (ends_over[-1:] if from_above else ends_over)),
        *frame.levels,
        *(ends_under[-1:] if to_below else ends_under),
    ]
    return replace(table, frame=_with_levels(frame, places_of(levels), words))


def _ends(lines: Sequence[Sequence[Word]], frame: Frame) -> list[float]:
    """Where rows of such lines end: all are of one row, unless each row of the table is one line."""
    ends = [max(word.box.bottom for word in line) for line in lines]
    rows = [list(lines_of(band)) for *_, band in frame.bands()]
    return ends if len(rows) >= _LEAST_LINES and all(len(row) == 1 for row in rows) else ends[-1:]


def _under(
    frame: Frame, words: Iterable[Word], columns: Sequence[float], others: Frame, near: float
) -> list[list[Word]]:
    """The lines of the row under the last shaded one: it begins as far from its edge as others do, its lines
    are no farther apart, keep to the columns, and are no heading."""
    level = end = frame.levels[-1]
    usual_room, usual_size = usual(others)
    widest, size = _widest(others, columns), 0.0
    under: list[list[Word]] = []
    for line in lines_of(word for word in words if middle_of(word) > level):
        is_cut = near == _NEAR_ON and not (is_one_text(line) and line[0].box.x0 < min(columns, default=_ANY))
        if len(frame.levels) > 1 and not (under or is_cut) and usual_room < _ANY:
            is_near = abs(room_over(line[0], level) - usual_room) <= _USUAL * line[0].size
        else:
            room = max(widest + _PARAGRAPH * line[0].size, near * max(size, line[0].size))
            is_near = min(word.box.top for word in line) - end <= room
        is_heading = is_one_text(line) and line[0].size >= HEADING_SIZE * usual_size
        if not is_near or is_heading or any(word.box.x0 < x < word.box.x1 for word in line for x in columns):
            break
        under.append(line)
        end, size = max(end, *(word.box.bottom for word in line)), line[0].size
    return under


def _widest(frame: Frame, columns: Sequence[float]) -> float:
    """The most room between the lines of a cell."""
    return max(
        (
            min(word.box.top for word in line) - max(word.box.bottom for word in above)
            for *_, band in frame.bands()
            for lines in cells_of(band, columns).values()
            for above, line in pairwise(lines)
        ),
        default=0.0,
    )


def _shades_every_column(table: _Table) -> bool:
    """False where columns are shaded, not rows."""
    middles = [(start + end) / 2 for start, end in pairwise(table.edges)]
    return all(any(cell.x0 < x < cell.x1 for cell in table.cells) for x in middles)


def _is_of_lines(table: _Table, *, is_part: bool) -> bool:
    """True where lines are rows of their own, or each row is one line: as well read by its words. Part of a
    table on several pages may be the last line of a row."""
    bands = [band for *_, band in table.frame.bands()]
    if not (is_part and table.inner) and all(len(list(lines_of(band))) <= 1 for band in bands):
        return True
    rows = [cells_of(band, table.inner) for band in bands]
    return lines_are_rows(rows) or begin_anew(rows, table.edges)


def _upside_down(word: Word) -> Word:
    x0, top, x1, bottom = word.box
    return replace(
        word, box=word.box._replace(x0=x0, top=-bottom, x1=x1, bottom=-top), baseline=-word.baseline
    )


def _outlines(table: _Table) -> Iterator[Rule]:
    """The lines around the cells; between rows only, where shading does not tell columns."""
    frame = table.frame
    if not table.inner:
        yield from (Rule(frame.left, level, frame.right, level) for level in frame.levels)
        return
    columns = list(pairwise(table.edges))
    above: list[Fill | None] = []
    before: list[list[Word]] = [[] for _ in columns]
    for top, bottom, band in frame.bands():
        row = [_covering(table.cells, column, top, bottom) for column in columns]
        words = [[word for word in band if x0 < (word.box.x0 + word.box.x1) / 2 < x1] for x0, x1 in columns]
        first = min((word.baseline for word in band), default=top)
        for n, (x0, x1) in enumerate(columns):
            if above and (above[n] or row[n]):
                is_open = above[n] is row[n]
            else:
                is_open = bool(above) and any(row) and not _begins(words[n], before[n], first)
            if not is_open:
                yield Rule(x0, top, x1, top)
        for n, x in enumerate(table.inner):
            left, right = row[n], row[n + 1]
            if not (left is right if left or right else any(word.box.x0 < x < word.box.x1 for word in band)):
                yield Rule(x, top, x, bottom)
        yield from (Rule(x, top, x, bottom) for x in (frame.left, frame.right))
        above, before = row, words
    yield Rule(frame.left, frame.levels[-1], frame.right, frame.levels[-1])


def _covering(cells: Iterable[Fill], column: tuple[float, float], top: float, bottom: float) -> Fill | None:
    x, y = (column[0] + column[1]) / 2, (top + bottom) / 2
    return next((cell for cell in cells if cell.x0 < x < cell.x1 and cell.top < y < cell.bottom), None)


def _begins(words: Iterable[Word], before: Iterable[Word], first: float) -> bool:
    """Whether the words of a cell begin on the row's first line, under more room than lines of a text."""
    start = min(words, key=attrgetter("baseline"), default=None)
    if start is None:
        return False
    end = max((word.baseline for word in before), default=float("-inf"))
    return start.baseline - first <= _LEVEL * start.size and start.baseline - end > _STEP * start.size
