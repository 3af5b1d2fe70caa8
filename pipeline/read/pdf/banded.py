"""Tables that print a rule between their rows and nothing between their columns: the lines between columns
are drawn where white space runs down between the words, through every row and page of the table.

Only where the words between two rules go on over several lines, as those of cells do: what stands line by
line between rules is several rows, and read by its words.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline.marks import typed_mark
from pipeline.read.pdf.headed import Columns, headed_frame
from pipeline.read.pdf.level_frames import (
    LONGEST_MARK,
    PADDING,
    SAME,
    Frame,
    Gap,
    begin_anew,
    cells_of,
    is_one_text,
    left_of,
    lines_are_rows,
)
from pipeline.read.pdf.level_rules import frames_of, have_other_columns
from pipeline.read.pdf.over_pages import at_one_width, joined_by_a_row
from pipeline.read.pdf.page import Page, Rule, Word

_LEAST_RULES = 4  # a head and two rows, on a page and the next
_FEW_ROWS = 2  # tell that another table has other columns, where it has some that this one does not
_UNDER = 0.35  # of the font size: so far under a word's baseline its underline stands
_ENDS = 1.2  # points: and it begins and ends no farther from where words do
_GOES_ON = 0.2  # of the lines of cells, the first of each not counted: so many go on in small letters


@dataclass(frozen=True, slots=True)
class _Table:
    """What is between rules, the white space between its columns, and where those part."""

    frame: Frame
    gaps: list[Gap]
    edges: list[float]


def with_columns(pages: Iterable[Page]) -> Iterator[Page]:
    """Each page with the lines that its rows' rules want; one page is read ahead."""
    above: _Table | None = None
    columns: Columns | None = None
    held: tuple[Page, list[Frame]] | None = None
    for page in pages:
        frames = list(frames_of(page))
        if held is not None and held[1] and held[1][-1].is_drawn:
            before, frames_before = held
            last = frames_before[-1]
            gaps = _gaps(last, above if len(frames_before) == 1 else None)
            frames_before[-1], frames = joined_by_a_row(last, gaps, before, frames, page)
        headed, columns = (None, None) if frames else headed_frame(page, columns)
        frames += [headed] if headed else []
        if held is not None:
            before, frames_before = held
            if frames and frames_before:
                frames_before[-1], frames[0] = at_one_width(frames_before[-1], frames[0])
            lined, above = _lined(before, frames_before, above, frames)
            yield lined
        held = page, frames
    if held is not None:
        yield _lined(*held, above, ())[0]


def _gaps(frame: Frame, above: _Table | None) -> list[Gap]:
    """The white space between a frame's columns; of one that goes on from the page above what its words leave
    there."""
    if above is None or not frame.goes_on(above.frame):
        return frame.gaps()
    return left_of(above.gaps, frame)


def _lined(
    page: Page, frames: Sequence[Frame], above: _Table | None, following: Sequence[Frame]
) -> tuple[Page, _Table | None]:
    """The page with its columns' lines, and its last table, which may go on over the page."""
    table: _Table | None = None
    lines: list[Rule] = []
    underlines: set[Rule] = set()
    for frame in frames:
        table = _table(frame, above if frame is frames[0] else None, following if frame is frames[-1] else ())
        if table:
            lines.extend(_lines(table))
            underlines |= _underlines(table, page.rules)
    kept = (rule for rule in page.rules if rule not in underlines)
    return (replace(page, rules=(*kept, *lines)) if lines else page), table


def _table(frame: Frame, above: _Table | None, following: Sequence[Frame]) -> _Table | None:
    """What is between rules as a table, if it is one; one that goes on keeps its columns' edges."""
    before = above if above and frame.goes_on(above.frame) else None
    both = [frame, *(other for other in following[:1] if _goes_on(frame, other))]
    gaps = _gaps(frame, before)
    for other in both[1:]:
        gaps = left_of(gaps, other)
    edges = _edges(gaps, frame, (*frame.uprights, *(before.edges if before else ())))
    if not edges or _are_parted_by_rules(frame, edges):
        return None
    is_table = before is not None or (_has_rows(both) and _have_rules_around_rows(both, edges))
    return _Table(frame, gaps, edges) if is_table else None


def _goes_on(frame: Frame, other: Frame) -> bool:
    """Whether the first frame of the next page may be part of the same table."""
    return frame.goes_on(other) and not (
        have_other_columns(frame, other, _FEW_ROWS) and have_other_columns(other, frame, _FEW_ROWS)
    )


def _are_parted_by_rules(frame: Frame, edges: Sequence[float]) -> bool:
    """True where upright rules are printed that part all columns of more than the marks of lists."""
    columns = {bisect_left(edges, word.box.x0) for word in frame.words if len(word.text) > LONGEST_MARK}
    ruled = sum(edges[0] - PADDING <= x <= edges[-1] + PADDING for x in frame.uprights)
    return bool(frame.uprights) and len(columns) <= ruled + 1


def _has_rows(frames: Sequence[Frame]) -> bool:
    """True where there are rules between rows, not only at a page's ends."""
    levels = [len(frame.levels) for frame in frames]
    return sum(levels) >= _LEAST_RULES and max(levels) > 2


def _edges(gaps: Sequence[Gap], frame: Frame, above: Sequence[float]) -> list[float]:
    """Where columns part: within the gaps but for the outer margins, where they do above, or near the next
    column's words."""
    return [
        next((x for x in above if start <= x <= end), end - min((end - start) / 2, PADDING))
        for start, end in frame.inner(gaps)
    ]


def _have_rules_around_rows(frames: Sequence[Frame], edges: Sequence[float]) -> bool:
    """True where lines between two rules are mostly those of one row: they go on with the one above, in small
    letters, as items of a list beside an empty first column, or beside the empty rest of other cells; and no
    figures stand under each other."""
    table = [cells_of(band, edges) for frame in frames for *_, band in frame.bands()]
    places = (frames[0].left, *edges, frames[0].right)
    if lines_are_rows(table) or begin_anew(table, places):
        return False
    lines = going_on = 0
    for cells in table:
        filled = Counter(row[0].baseline for rows in cells.values() for row in rows)
        keys = {row[0].baseline for row in cells.get(0, ())}
        for rows in cells.values():
            texts = ["".join(word.text for word in row) for row in rows]
            lines += len(rows) - 1
            going_on += sum(
                _begins_small(text)
                or (row[0].baseline not in keys and typed_mark(text) is not None)
                or 2 * filled[row[0].baseline] <= len(cells)
                for row, text in zip(rows[1:], texts[1:], strict=True)
            )
    return going_on >= _GOES_ON * max(lines, 1)


def _begins_small(text: str) -> bool:
    return text[0].isalpha() and not text[0].isupper()


def _lines(table: _Table) -> Iterator[Rule]:
    """The upright lines of each row, but for the columns that its words reach over, and what lines between
    rows are not printed."""
    edges, frame = table.edges, table.frame
    if not frame.is_drawn:
        yield from (Rule(frame.left, level, frame.right, level) for level in frame.levels)
    yield from frame.broken
    for top, bottom, band in frame.bands():
        crossed = {x for x in edges if any(word.box.x0 < x < word.box.x1 for word in band)}
        starts = sorted(word.box.x0 for word in band)
        if is_one_text(band) and starts and starts[0] < edges[0] < starts[-1]:
            crossed = set(edges)
        for x in (frame.left, *edges, frame.right):
            if x not in crossed:
                yield Rule(x, top, x, bottom)


def _underlines(table: _Table, rules: Iterable[Rule]) -> set[Rule]:
    """Level lines between the rules that begin and end where words above them do."""
    top, bottom = table.frame.levels[0] + SAME, table.frame.levels[-1] - SAME
    inner = [rule for rule in rules if rule.horizontal and top < rule.top < bottom]
    return {rule for rule in inner if _is_under_words(rule, table.frame.words)}


def _is_under_words(rule: Rule, words: Iterable[Word]) -> bool:
    over = [word for word in words if 0 <= rule.bottom - word.baseline <= _UNDER * word.size]
    starts_so = any(abs(word.box.x0 - rule.x0) <= _ENDS for word in over)
    return starts_so and any(abs(word.box.x1 - rule.x1) <= _ENDS for word in over)
