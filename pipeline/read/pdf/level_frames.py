"""The rows of a table between level rules, and the white space that parts their words in columns."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from operator import attrgetter

from pipeline.read.pdf.page import Rule, Word
from pipeline.read.pdf.unruled.lines import is_figure

SAME = 2.0
"""Points: ends of rules, or edges, nearer than this are one."""

PADDING = 5.4
"""Points: what word processors leave between a cell's edge and its words."""

LONGEST_MARK = 4
"""Characters of a list mark."""

Gap = tuple[float, float]
"""From where to where, in points from the left, no word stands."""

Text = tuple[float, float]
"""From where to where, in points from the left, words of a line stand near each other."""

GUTTER = 0.6
"""Of the font size: the white space between two texts of a line."""

_GUTTER = 0.5  # of the font size: the least white space that runs down between columns
_SPACE = 0.35  # of the font size: the most that is printed for a space
_LEAST = 2.5  # points: so much of white space that was wider still parts columns
_SAME_LINE = 0.45  # of the font size
_HEAD_AND_ROW = 2
_MANY = 0.4  # of the lines of a row
_LEAST_ROWS = 3  # of a table with a title over several columns


@dataclass(frozen=True, slots=True)
class Frame:
    """The level rules of one length on a page, from the top, and the words between them.

    `is_drawn` is True where the rules are printed, `broken` has those printed with gaps at the columns as
    whole ones, `uprights` the places of what upright rules there are, within and at the ends.
    """

    left: float
    right: float
    levels: tuple[float, ...]
    words: tuple[Word, ...]
    is_drawn: bool = True
    broken: tuple[Rule, ...] = ()
    uprights: tuple[float, ...] = ()

    def goes_on(self, other: Frame) -> bool:
        """True where the other's rules have the same ends."""
        return abs(self.left - other.left) <= SAME and abs(self.right - other.right) <= SAME

    def part(self, start: int, end: int) -> Iterator[Frame]:
        """What is between the rules `start` to `end` (from 0, without the last); nothing between one."""
        levels = self.levels[start:end]
        if len(levels) > 1:
            inside = tuple(word for word in self.words if levels[0] < middle_of(word) < levels[-1])
            yield replace(self, levels=levels, words=inside)

    def bands(self) -> Iterator[tuple[float, float, list[Word]]]:
        """From where to where each row reaches, and its words."""
        order = sorted(range(len(self.words)), key=lambda place: middle_of(self.words[place]))
        middles = [middle_of(self.words[place]) for place in order]
        for top, bottom in pairwise(self.levels):
            inside = order[bisect_right(middles, top) : bisect_left(middles, bottom)]
            yield top, bottom, [self.words[place] for place in sorted(inside)]

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

    def inner(self, gaps: Iterable[Gap]) -> list[Gap]:
        """Gaps without the table's outer margins: those between columns."""
        return [gap for gap in gaps if gap[0] > self.left and gap[1] < self.right]

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


def middle_of(word: Word) -> float:
    """How far down the page a word's middle is."""
    return (word.box.top + word.box.bottom) / 2


def left_of(gaps: Iterable[Gap], frame: Frame) -> list[Gap]:
    """What the rows of a frame leave of the white space between the columns of another: where it was wide
    enough, little of it parts columns, whose words begin or end under each other."""
    rows = [
        [text for line in lines_of(band) for text in texts_of(line, _SPACE)]
        for *_, band in frame.bands()
        if not is_one_text(band)
    ]
    stretches = [rows, rows[1:]] if len(rows) >= _LEAST_ROWS else [rows]
    left: list[Gap] = []
    for gap in gaps:
        for stretch in stretches:
            start, end = narrowed(gap, (text for row in stretch for text in row))
            if end - start > _LEAST:
                left.append((start, end))
                break
    return left


def texts_of(line: Iterable[Word], gutter: float = GUTTER) -> list[Text]:
    """Where the texts of a line reach: words that stand nearer to each other than columns do are one."""
    texts: list[Text] = []
    for word in line:
        if texts and word.box.x0 - texts[-1][1] < gutter * word.size:
            texts[-1] = texts[-1][0], max(word.box.x1, texts[-1][1])
        else:
            texts.append((word.box.x0, word.box.x1))
    return texts


def narrowed(gap: Gap, texts: Iterable[Text]) -> Gap:
    """What texts leave of a gap; one that stands within it belongs to the nearer side."""
    start, end = gap
    for x0, x1 in texts:
        if x1 <= start or x0 >= end:
            continue
        if x0 <= start or (x1 < end and x0 - start < end - x1):
            start = x1
        else:
            end = x0
    return start, end


def _overlap(gap: Gap, other: Gap) -> bool:
    return gap[0] < other[1] and other[0] < gap[1]


def _parts_texts(gap: Gap, gaps: Iterable[Gap], rows: Iterable[Sequence[Word]]) -> bool:
    """True where texts stand at both sides of the white space, and not just the marks of a list."""
    words = [word for row in rows for word in row]
    start = max((end for _, end in gaps if end < gap[1]), default=float("-inf"))
    end = min((start for start, _ in gaps if start > gap[0]), default=float("inf"))
    sides = ((start, gap[0]), (gap[1], end))
    return all(
        any(x0 <= word.box.x0 and word.box.x1 <= x1 and len(word.text) > LONGEST_MARK for word in words)
        for x0, x1 in sides
    )


def covers(row: Iterable[Word], gap: Gap) -> bool:
    """True where a text of the row runs over the middle of the white space, a space within it included."""
    middle = (gap[0] + gap[1]) / 2
    return any(
        abs(middle - (word.box.x0 + word.box.x1) / 2) < (word.box.width + _GUTTER * word.size) / 2
        for word in row
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


def cells_of(band: Iterable[Word], edges: Sequence[float]) -> dict[int, list[list[Word]]]:
    """The lines of each cell of a row, by its column from 0; the columns part at the edges."""
    ordered = sorted(band, key=lambda word: bisect_left(edges, word.box.x0))
    columns = groupby(ordered, key=lambda word: bisect_left(edges, word.box.x0))
    return {column: list(lines_of(cell)) for column, cell in columns}


def _columns_of_figures(cells: Mapping[int, Sequence[Iterable[Word]]]) -> list[int]:
    """The columns of a row in which figures stand under each other, as in lines that are rows of their
    own."""
    return [column for column, rows in cells.items() if _has_figures(rows)]


def lines_are_rows(rows: Iterable[Mapping[int, Sequence[Iterable[Word]]]]) -> bool:
    """True where the lines of rows, given by their cells, are rows of their own: figures stand under each
    other, and nowhere more than the first cell has lines."""
    found = False
    for cells in rows:
        columns = _columns_of_figures(cells)
        if any(len(cells[column]) > len(cells.get(0, ())) for column in columns):
            return False
        found = found or bool(columns)
    return found


def begin_anew(rows: Sequence[Mapping[int, Sequence[Sequence[Word]]]], places: Sequence[float]) -> bool:
    """True where what stands under a head, its columns' edges given by their places, is no single row: many
    of its lines have a first cell and others, and all begin with a word for which there was room on the line
    above. Where lines part several rows, such lines are as likely those of lists."""
    if len(rows) > _HEAD_AND_ROW:
        return False
    lines: dict[int, set[int]] = {}
    going_on: set[int] = set()
    for column, texts in rows[-1].items():
        width = places[column + 1] - places[column] - 2 * PADDING
        above: Sequence[Word] = ()
        for text in texts:
            height = round(text[0].baseline)
            lines.setdefault(height, set()).add(column)
            if (
                above
                and above[-1].box.x1 - above[0].box.x0 + _SPACE * text[0].size + text[0].box.width > width
            ):
                going_on.add(height)
            above = text
    begun = [height for height, row in lines.items() if 0 in row and len(row) > 1 and height not in going_on]
    return len(begun) >= max(_LEAST_ROWS, _MANY * len(lines))


def _has_figures(rows: Iterable[Iterable[Word]]) -> bool:
    texts = ["".join(word.text for word in row) for row in rows]
    are_figures = len(texts) > 1 and all(map(is_figure, texts))
    return are_figures or sum(text.isdecimal() for text in texts) > 1
