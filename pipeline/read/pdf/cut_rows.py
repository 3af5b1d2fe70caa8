"""Whether the first row of a table's next part goes on with the row that the page before cut.

Nothing in a PDF says so. The signs are those that a reader goes by, each with a weight, and the ones
that decided are told.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from pipeline.read.pdf.lines import UNSPACED_SCRIPT, Line
from pipeline.read.pdf.typesetting import Stretch
from pipeline.read.pdf.words import LINE_END_HYPHEN

_ENOUGH = 2  # weight for a row that goes on
_FEW_LINES = 2  # lines that a page may keep back whole rather than part them
_MOST_KEPT_BACK = (
    3.5  # of the distance of lines: a cell that goes on over the page ends no farther from its end
)
_PITCH = 1.2  # of the font size: the distance of lines
_GOES_ON = re.compile(rf"[-‐{LINE_END_HYPHEN},;:(/&–，、；：（،؛]$")
_ENDS = re.compile(r"[.!?…)»”\"。！？）]$")
_OPENING = "([{«“（"
_LETTERS_OF_WORD = 2  # most words of a script without spaces have as many


class TextCell(Protocol):
    """A cell of the table so far: where it begins, and its text on each page."""

    row: int
    column: int
    stretches: list[Stretch]

    @property
    def last(self) -> Line | None:
        """Its last line so far."""


@dataclass(slots=True)
class _Signs:
    weight: int = 0
    words: list[str] = field(default_factory=list)

    def add(self, weight: int, words: str) -> None:
        self.weight += weight
        self.words.append(words)


def why_cut(
    above: Mapping[int, TextCell],
    below: Mapping[int, Sequence[Line]],
    body: Sequence[TextCell],
    *,
    open_top: bool,
) -> tuple[str, ...]:
    """The signs that the row `below` (the lines of its cells by column) goes on with the row `above`;
    none where it does not. `body` are other cells of the table, before and after, without its header;
    `open_top` is True where no line was printed over the row below."""
    if set(above) != set(below) or not any(below.values()):
        return ()
    signs = _Signs()
    leftward = [cell.last.rtl for cell in above.values() if cell.last]
    key = max(above) if 2 * sum(leftward) > len(leftward) else min(above)
    columns: dict[int, list[TextCell]] = {column: [] for column in above}
    for cell in body:
        columns.setdefault(cell.column, []).append(cell)
    _weigh_key(signs, above[key], below[key], columns[key])
    if below[key] and (empty := _missing(below, body)):
        signs.add(1, f"{empty} columns are empty that every other row fills")
    full = 0
    for column, cell in above.items():
        lines, last = below[column], cell.last
        if last is None:
            if lines:
                # A cut row fills its cells from the top; only a few lines may be kept together below.
                signs.weight -= 3 if _height(above) > _FEW_LINES else 1
        elif lines:
            full += _weigh_text(signs, cell, lines[0], columns[column])
            signs.weight -= 4 * _ends_early(cell, above.values())
    if full:
        signs.add(1, f"{full} column{'s' if full > 1 else ''} broke off at a full line")
    if open_top:
        signs.add(3, "the row is open at the top of the page")
    return tuple(signs.words) if signs.weight >= _ENOUGH else ()


def _weigh_key(signs: _Signs, above: TextCell, below: Sequence[Line], column: Sequence[TextCell]) -> None:
    """The first column: rows begin with their key, and often alike."""
    if not below:
        if above.last is not None and _filled(column):
            signs.add(3, "the first column does not start anew")
        return
    alike = _alike(_first_lines(column))
    if not alike:
        return
    if _first_word(below[0]) in alike:
        signs.weight -= 4
    else:
        signs.add(1, "the first column begins unlike the other rows")


def _weigh_text(signs: _Signs, above: TextCell, first: Line, others: Sequence[TextCell]) -> bool:
    """A cell with text on both pages; True where only want of room broke it off."""
    weight, words = _continuation(above, first, others)
    if words:
        signs.add(weight, f"column {above.column + 1} {words}")
    return not words and _breaks_off(above, first)


def _missing(below: Mapping[int, Sequence[Line]], body: Sequence[TextCell]) -> int:
    """How many of the columns that every row of the table fills are empty below; 0 unless most are."""
    sometimes_empty = {cell.column for cell in body if cell.last is None}
    filled = [column for column in below if column not in sometimes_empty]
    empty = sum(not below[column] for column in filled)
    return empty if 2 * empty > len(filled) else 0


def _height(row: Mapping[int, TextCell]) -> int:
    """The most lines that a cell of the row has on its last page."""
    return max(len(cell.stretches[-1].lines) for cell in row.values())


def _ends_early(cell: TextCell, row: Iterable[TextCell]) -> bool:
    """True where a cell's text ends well before the page's part of its row does, so that more had room."""
    ends = [other.stretches[-1].lines[-1] for other in row if other.stretches[-1].lines]
    if not cell.stretches[-1].lines:
        return bool(ends)
    last = cell.stretches[-1].lines[-1]
    lowest = max(line.baseline for line in ends)
    return not last.turn and lowest - last.baseline > _MOST_KEPT_BACK * _PITCH * last.size


def _filled(cells: Sequence[TextCell]) -> bool:
    """True where a column's cells hold text in nearly every row."""
    return sum(cell.last is None for cell in cells) * 5 <= len(cells)


def _first_lines(cells: Iterable[TextCell]) -> list[Line]:
    """The first line of each cell that has text."""
    return [cell.stretches[0].lines[0] for cell in cells if cell.stretches[0].lines]


def _continuation(above: TextCell, first: Line, column: Sequence[TextCell]) -> tuple[int, str]:
    """The sign that `first` goes on with what the cell above breaks off, with its weight; what other cells of
    its column are like too is none."""
    last = above.last
    if last is None or first.listed or not _has_words(last.text):
        return 0, ""
    if last.text.endswith(("-", LINE_END_HYPHEN)):
        return 2, "breaks off at a hyphen"
    others = [cell for cell in column if cell is not above]
    if first.text[0].islower() and not _often(_first_texts([above, *others]), lambda text: text[0].islower()):
        return 2, "goes on in lower case"
    if _breaks_sentence(last.text) and not _often(_last_texts(others), _breaks_sentence):
        return 2, "breaks off within a sentence"
    if first.text[0] in _OPENING:
        return 1, "goes on with a bracket"
    return 0, ""


def _first_texts(cells: Iterable[TextCell]) -> list[str]:
    """The first line's text of each cell that has text."""
    return [line.text for line in _first_lines(cells)]


def _last_texts(cells: Iterable[TextCell]) -> list[str]:
    """The last line's text of each cell that has text."""
    return [cell.last.text for cell in cells if cell.last]


def _has_words(text: str) -> bool:
    """False for a dash alone, which stands for nothing."""
    return any(map(str.isalnum, text))


def _breaks_sentence(text: str) -> bool:
    """True where a line ends as no sentence does."""
    return _has_words(text) and _GOES_ON.search(text) is not None


def _often(texts: Sequence[str], is_so: Callable[[str], bool]) -> bool:
    return 4 * sum(map(is_so, texts)) > len(texts)


def _breaks_off(cell: TextCell, first: Line) -> bool:
    """True where the cell's last line ends without an end of sentence, for want of room."""
    stretch = cell.stretches[-1]
    if first.listed or not stretch.lines or _ENDS.search(stretch.lines[-1].text):
        return False
    return not stretch.fits(stretch.lines[-1], first)


def _alike(starts: Sequence[Line]) -> set[str]:
    """The words with which most rows begin, where a few words serve for most."""
    words = Counter(map(_first_word, starts))
    common = {word for word, count in words.items() if count > 1 and count * 3 >= words.total()}
    return common if sum(words[word] for word in common) * 2 > words.total() else set()


def _first_word(line: Line) -> str:
    word = line.text.split(" ", 1)[0]
    if UNSPACED_SCRIPT.match(word):
        word = word[:_LETTERS_OF_WORD]
    return re.sub(r"\d+", "0", word.casefold())
