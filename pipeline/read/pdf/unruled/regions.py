"""Where tables may stand: runs of lines that are parted into chunks, without the running text around."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from pipeline.read.pdf.unruled.columns import gutters_of, have_other_columns
from pipeline.read.pdf.unruled.gutters import Gutter, column_range
from pipeline.read.pdf.unruled.lines import Chunk, Line, is_leader

_LIST_MARK = re.compile(
    r"[^\w\s$€£¥%(]|o|\(?(?:\d{1,3}|[a-zA-Z]|[ivxIVX]{1,5})[.)]|\d+(?:\.\d+)+\.?|[\uf000-\uf0ff]"
)
_NOTE_MARK = re.compile(r"\d{1,2}|[a-z]|\*{1,3}|[†‡§#]")
_WORDS_OF_A_NOTE = 4
_PAGE_NUMBER = re.compile(r"\d{1,4}|[ivxlc]{1,6}", re.IGNORECASE)
_INDEXED = re.compile(r"[^\d].*,\s\d{1,4}(?:[,–-]\s?\d{1,4})*")
_SOME, _MOSTLY, _NEARLY_ALL = 0.5, 0.7, 0.9  # shares
_ENTRIES, _MOST_PAGES = 3, 2000  # of a table of contents
_FARTHEST = 3.4  # of the size: lines of one table are no farther apart
_JUSTIFIED_WORDS, _JUSTIFIED_LINES = 3, 3  # so many lines of so many words show where text is justified
_CROWDED = 2  # chunks too many for the columns below
_OVERLAP = 0.62  # of the size: baselines nearer than this belong to one row
_NEAR_EDGE = (-1, 0, 1)
_EVEN = 0.05  # of the size: spaces of a justified line differ by no more
_WIDEST_SPACE = 4.0  # of the size: wider ones are no spaces of a justified line
_OTHER_SIZE = 1.28  # times: type so much larger is not of the same table
_ANY_OTHER_SIZE = 1.02  # times: a change of type that may begin another table
_PAUSE = 1.2  # times the usual pitch: the same for space between lines
_FEWEST_ROWS = 3  # of a table without words before the next
_NEAR, _NEAR_BY = 3, 2.2  # lines, and of the size: how far a row's figures stand from its words
_WORDS_OF_PROSE = 7
_WIDTH_OF_PROSE = 0.62  # of the strip
_MOST_SINGLES = 6  # lines of one chunk in a row within a table
_SAME_START = 0.1  # of the size: cells of one column begin no farther from each other
_UNDER = 0.3  # of the size: a line starts no farther from where the cell starts that it goes on with
_MARK_REACH = 3.6  # of the size: a list's text starts no farther from its mark


def runs_of(lines: Sequence[Line]) -> list[list[Line]]:
    """Runs of lines of a strip that may hold a table, with the single lines directly around them."""
    if not lines:
        return []
    width = max(line.x1 for line in lines) - min(line.x0 for line in lines)
    runs: list[list[Line]] = []
    current: list[Line] = []
    edges = _justified_edges(lines)
    for index, line in enumerate(lines):
        prose = _is_prose(line, width) and not _is_beside_cells(lines, index)
        prose = (prose and not _is_between_rows(lines, index)) or _is_justified(line, edges)
        if current and (prose or _apart(current[-1], line)):
            runs.append(current)
            current = []
        if not prose:
            current.append(line)
    runs.append(current)
    return [part for run in runs for part in _dense(run)]


def _justified_edges(lines: Sequence[Line]) -> set[tuple[int, int]]:
    """Left and right edges, to a point, that several lines of words in a row fill exactly."""
    found: set[tuple[int, int]] = set()
    last, count = None, 0
    for line in lines:
        edge = (round(line.x0), round(line.x1))
        if len(line.chunks) > 1 or len(line.chunks[0].words) < _JUSTIFIED_WORDS:
            continue
        count = count + 1 if edge == last else 1
        last = edge
        if count >= _JUSTIFIED_LINES:
            found.add(edge)
    return found


def _is_justified(line: Line, edges: set[tuple[int, int]]) -> bool:
    """Whether a line of few words fills the width of justified text with equal spaces."""
    if len(line.chunks) == 1:
        return False
    x0, x1 = round(line.x0), round(line.x1)
    if not any((x0 + a, x1 + b) in edges for a in _NEAR_EDGE for b in _NEAR_EDGE):
        return False
    gaps = [b.box.x0 - a.box.x1 for a, b in pairwise(line.words)]
    return max(gaps) - min(gaps) <= _EVEN * line.size and max(gaps) <= _WIDEST_SPACE * line.size


def _apart(above: Line, line: Line) -> bool:
    sizes = sorted((line.size, above.size))
    return line.baseline - above.baseline > _FARTHEST * sizes[1] or sizes[1] > _OTHER_SIZE * sizes[0]


def _is_beside_cells(lines: Sequence[Line], index: int) -> bool:
    """Whether a long line ends before the second chunk of parted lines near it: it wraps a cell of the
    first column."""
    line = lines[index]
    near = [
        other
        for other in lines[max(0, index - _NEAR) : index + _NEAR + 1]
        if abs(other.baseline - line.baseline) <= _NEAR_BY * line.size and _is_parted_or_alone(other, line)
    ]
    return bool(near) and all(line.x1 < other.chunks[-1].x0 for other in near)


def _is_between_rows(lines: Sequence[Line], index: int) -> bool:
    """Whether a line without wide gaps has a word where both the row above and the one below begin a cell."""
    if not 0 < index < len(lines) - 1:
        return False
    line, above, below = lines[index], lines[index - 1], lines[index + 1]
    slack = _SAME_START * line.size
    starts = [
        chunk.x0
        for chunk in above.chunks[1:]
        if any(abs(chunk.x0 - other.x0) <= slack for other in below.chunks[1:])
    ]
    return any(abs(word.box.x0 - x) <= slack for word in line.words[1:] for x in starts)


def _is_parted_or_alone(other: Line, line: Line) -> bool:
    """Whether a line has cells beside each other, or stands wholly to the right."""
    if is_parted(other):
        return True
    return other.x0 > line.x1


def _dense(run: list[Line]) -> list[list[Line]]:
    """Parts of a run between stretches of many single lines, each with two parted lines at least; lines
    that go on with a cell behind the first column are not single."""
    parted = [index for index, line in enumerate(run) if is_parted(line)]
    parts: list[list[Line]] = []
    start = 0
    for here, following in zip(parted, [*parted[1:], None], strict=False):
        if following is None or _singles(run[here], run[here + 1 : following]) >= _MOST_SINGLES:
            end = len(run) if following is None else here + 1 + _MOST_SINGLES // 2
            parts.append(run[start:end])
            start = end
    return [part for part in parts if sum(map(is_parted, part)) >= 2]


def _singles(row: Line, below: Sequence[Line]) -> int:
    """How many lines below a row do not stand under one of its cells behind the first."""
    return sum(
        all(abs(line.x0 - chunk.x0) > _UNDER * line.size for chunk in row.chunks[1:]) for line in below
    )


def is_parted(line: Line) -> bool:
    """Whether a line holds chunks side by side that are no list item."""
    return len(line.chunks) > 1 and not _is_list_item(line)


def _is_list_item(line: Line) -> bool:
    mark, text = line.chunks[0], line.chunks[1]
    if len(line.chunks) != 2 or text.x0 - mark.x0 >= _MARK_REACH * line.size:
        return False
    if _LIST_MARK.fullmatch(mark.text):
        return True
    return len(text.words) >= _WORDS_OF_A_NOTE and bool(_NOTE_MARK.fullmatch(mark.text))


def _is_prose(line: Line, width: float) -> bool:
    """Whether a line is one of running text: one chunk of many words over most of the strip."""
    text = max(line.chunks, key=lambda c: len(c.words))
    words = [w for w in text.words if not is_leader(w.text)]
    if len(line.chunks) > 1 and not _is_list_item(line):
        return False
    return len(words) >= _WORDS_OF_PROSE and text.x1 - text.x0 >= _WIDTH_OF_PROSE * width


def is_contents(rows: Sequence[Sequence[Chunk]]) -> bool:
    """Whether rows are a table of contents, whatever stands beside it: titles and page numbers that never
    fall; or an index, whose texts end in page numbers."""
    if _is_index(rows):
        return True
    entries = [entry for row in rows if (entry := _entry(row))]
    led = sum(leads for _, leads in entries)
    numbers = [int(page) for page, _ in entries if page.isdecimal()]
    if not all(a <= b for a, b in pairwise(numbers)) or len(entries) < _SOME * len(rows):
        return False
    if led == len(entries) and (led == len(rows) or led >= _ENTRIES):
        return True
    ends = sum(_PAGE_NUMBER.fullmatch(row[-1].words[-1].text) is not None for row in rows if len(row) > 1)
    return ends >= max(_MOSTLY * len(rows), _ENTRIES) and _rise(numbers)


def _entry(row: Sequence[Chunk]) -> tuple[str, bool] | None:
    """The page number of a title, and whether dots lead to it."""
    for title, number in pairwise(row):
        if is_leader(title.words[-1].text) and _PAGE_NUMBER.fullmatch(number.words[-1].text):
            return number.words[-1].text, True
    last = row[-1].words[-1].text
    if len(row) < 2 or not _PAGE_NUMBER.fullmatch(last):
        return None
    return last, any(is_leader(word.text) for chunk in row for word in chunk.words)


def _rise(numbers: Sequence[int]) -> bool:
    return len(set(numbers)) > 1 and max(numbers) < _MOST_PAGES


def _is_index(rows: Sequence[Sequence[Chunk]]) -> bool:
    texts = [chunk.text for row in rows for chunk in row]
    return sum(_INDEXED.fullmatch(text) is not None for text in texts) >= _NEARLY_ALL * len(texts)


def usual_pitch(lines: Sequence[Line]) -> float:
    """The usual distance of baselines that are not of one row."""
    steps = [b.baseline - a.baseline for a, b in pairwise(lines)]
    apart = [step for step, line in zip(steps, lines, strict=False) if step > _OVERLAP * line.size]
    return median(apart) if apart else 0.0


def parts_of(run: Sequence[Line]) -> list[list[Line]]:
    """A run parted where words run over a gutter between two tables: the lines below have other columns,
    or start with a header of their own."""
    seam = next((i for i in range(1, len(run)) if _is_seam(run, i)), None)
    if seam is not None:
        return [part for half in (run[:seam], run[seam:]) for part in parts_of(half)]
    gutters = gutters_of(run)
    cuts = [i for i, line in enumerate(run) if _runs_over(run, i, gutters)]
    if not cuts:
        left = min(line.x0 for line in run)
        cuts = [i for i in range(1, len(run)) if len(run[i].chunks) == 1 and _set_off(run, i, left)]
    parts: list[list[Line]] = [[]]
    for index, line in enumerate(run):
        if index in cuts and _is_other_table(run, index, parts[-1]):
            parts.append([])
        parts[-1].append(line)
    return parts


def _is_seam(run: Sequence[Line], index: int) -> bool:
    """Whether one table follows another without words between: type of another size, or more than a
    row's space, and other columns."""
    above, line = run[index - 1], run[index]
    if not is_parted(line) or _goes_on_evenly(above, line, run):
        return False
    halves = [[v for v in half if is_parted(v)] for half in (run[:index], run[index:])]
    return min(map(len, halves)) >= _FEWEST_ROWS and have_other_columns(*halves)


def _goes_on_evenly(above: Line, line: Line, run: Sequence[Line]) -> bool:
    """Whether a line has the type and the cells of the one above it, at a row's distance."""
    sizes = sorted((above.size, line.size))
    if sizes[1] < _ANY_OTHER_SIZE * sizes[0] and line.baseline - above.baseline < _PAUSE * usual_pitch(run):
        return True
    return len(line.chunks) == len(above.chunks) and abs(line.x0 - above.x0) <= line.size


def _is_other_table(run: Sequence[Line], index: int, above: Sequence[Line]) -> bool:
    parted = [line for line in above if is_parted(line)]
    if len(parted) > 1:
        return _stands_alone(run, index, above)
    return len(parted) == 1 and (
        _crowds(parted[0], gutters_of(run[index + 1 :])) or _is_of_other_type(parted[0], run[index + 1 :])
    )


def _is_of_other_type(line: Line, below: Sequence[Line]) -> bool:
    """Whether a line has another size than the rows that follow a caption: the labels of a chart's axis."""
    sizes = [other.size for other in below if is_parted(other)]
    if len(sizes) < _FEWEST_ROWS:
        return False
    small, large = sorted((line.size, median(sizes)))
    return large > _ANY_OTHER_SIZE * small


def _crowds(line: Line, gutters: Sequence[Gutter]) -> bool:
    """Whether a line has several chunks in one column: the labels of a chart's axis are no header."""
    columns = [column_range(c.x0, c.x1, gutters)[0] for c in line.chunks]
    return bool(gutters) and len(columns) - len(set(columns)) >= _CROWDED


def _runs_over(run: Sequence[Line], index: int, gutters: Sequence[Gutter]) -> bool:
    line = run[index]
    if index == 0 or len(line.chunks) > 1 or _is_between_rows(run, index):
        return False
    gaps = [(a.box.x1, b.box.x0) for a, b in pairwise(line.words)]
    return not gutters or any(
        line.x0 < g.x0 and g.x1 < line.x1 and not any(x0 <= g.x0 and g.x1 <= x1 for x0, x1 in gaps)
        for g in gutters
    )


def _set_off(run: Sequence[Line], index: int, left: float) -> bool:
    """Whether more than a row's space stands above a line that starts at the left edge."""
    line = run[index]
    step = line.baseline - run[index - 1].baseline
    return line.x0 < left + line.size and step > 1.5 * usual_pitch(run)


def _stands_alone(run: Sequence[Line], index: int, above: Sequence[Line]) -> bool:
    """Whether what follows a single line has other columns than what stands above, or its own header."""
    below = list(run[index + 1 :])
    end = next(
        (i for i, line in enumerate(below) if i > 1 and len(line.chunks) == 1 and line.x1 - line.x0 > 200),
        None,
    )
    below = below[:end]
    if sum(map(is_parted, below)) < 2:
        return True
    ours, theirs = gutters_of(above), gutters_of(below)
    if len(ours) != len(theirs):
        return True
    if any(a.x1 < b.x0 or b.x1 < a.x0 for a, b in zip(ours, theirs, strict=True)):
        return True
    first = next(line for line in below if is_parted(line))
    return not any(chunk.is_figure for chunk in first.chunks[1:])
