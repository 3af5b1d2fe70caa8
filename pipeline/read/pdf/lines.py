"""Words to lines of text, in reading order, with what is later needed to join them to paragraphs."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, takewhile
from operator import attrgetter

from pipeline.marks import typed_mark
from pipeline.model import PrintedLine
from pipeline.read.pdf.bidi import RIGHT_TO_LEFT, direction, in_reading_order, runs_leftward, unclosed
from pipeline.read.pdf.page import (
    NO_LINKS,
    NOT_TAGGED,
    LinkAreas,
    Word,
    edges_of,
    width_of_first,
)

_SAME_LINE = 0.52  # of the font size: superscripts and subscripts are nearer to their line than this
_WORD_GAP = 0.15  # of the font size: words with a printed gap wider than this are parted by a space
_UNSPACED_GAP = (
    0.6  # the same beside Han and kana: word processors set figures and Latin letters apart from them
)
_OVERLAP = 0.5  # of the font size: words with a printed space may stand one over the other by less
_TAB_GAP = 0.5  # of the font size: the least that a list mark stands apart from its item
_RAISED = 0.15  # of the font size: a smaller word higher than this is a superscript
_SMALLER = 0.85  # of the line's font size
_NOT_AT_START = frozenset(":;,.?!)]}»”%/€、。，；：？！）》」』")
"""No line begins with these, even after a space (UAX 14)."""

_NOT_AT_END = frozenset("([{«“¿¡")
"""And none ends with these."""

_LONGEST_UNIT = 4  # words that no line break can part
UNSPACED_SCRIPT = re.compile("[\u2e80-\u30ff\u31c0-\u9fff\uf900-\ufaff\uff00-\uff60\U00020000-\U0003ffff]")
"""Characters that are written without spaces between words."""

_REST_OF_NAME = re.compile(rf"·{UNSPACED_SCRIPT.pattern}")
"""A dot parts the names of a foreigner in Chinese, and a line may begin with it."""

_LIST_SIGNS = frozenset("•●○◦▪▫■□►▶➢❖◆✓✔⁃‣·")


@dataclass(frozen=True, slots=True)
class Link:
    """Characters `start` to `end` of a line that lead to `target`."""

    start: int
    end: int
    target: str


@dataclass(slots=True, eq=False)  # not frozen, as `Word`
class Line:
    """One printed line of one text column. Positions are points along (`x0`, `x1`) and across
    (`baseline`) the direction of the text: those of the page for upright text.

    `first` is the width of what stands before the first chance of a line break, `letter` that of its
    first character. `words` counts words. `space_after` is True where a space is printed at its end.
    `opening` and `closing` are the piece of tagged content and the font of its first and last word, where
    the file is tagged.
    `listed` is True where a list mark at the start is beyond doubt. `notes` are the spans of raised
    marks, `asides` the lines of the footnotes that they call. `printed` has the place of each character
    where that was asked for.
    """

    text: str
    x0: float
    x1: float
    baseline: float
    size: float
    page: int
    first: float
    letter: float
    words: int
    printed: PrintedLine | None
    space_after: bool = False
    bold: bool = False
    listed: bool = False
    rtl: bool = False
    turn: int = 0
    links: tuple[Link, ...] = ()
    notes: tuple[tuple[int, int], ...] = ()
    asides: tuple[tuple[Line, ...], ...] = ()
    opening: tuple[int, str] | None = None
    closing: tuple[int, str] | None = None

    @property
    def width(self) -> float:
        """Points from the first character to the last."""
        return self.x1 - self.x0


def is_alone(line: Line) -> bool:
    """True for a line of a single word, a list mark before it not counted."""
    return line.words == 1 or (line.words == 2 and (line.listed or typed_mark(line.text) is not None))


def lines_of(
    words: Sequence[Word], page: int, areas: LinkAreas = NO_LINKS, *, placed: bool = False
) -> list[Line]:
    """The lines of one column of text (a cell, or what stands outside tables), from the top; text
    that runs another way comes after the upright."""
    lines: list[Line] = []
    is_leftward, after_arabic, open_brackets = _is_leftward(words), False, ""
    turns = {word.turn for word in words}
    for turn in sorted(turns):
        turned = words if len(turns) == 1 else [word for word in words if word.turn == turn]
        for row in _rows(turned):
            lines.append(
                _line(
                    row,
                    page,
                    areas,
                    is_leftward=is_leftward,
                    after_arabic=after_arabic,
                    open_brackets=open_brackets,
                    placed=placed,
                )
            )
            after_arabic = after_arabic or lines[-1].rtl
            open_brackets = unclosed(open_brackets + lines[-1].text) if is_leftward is not None else ""
    return lines


def _is_leftward(words: Sequence[Word]) -> bool | None:
    """Whether most of the words run from right to left, or half; None where none does."""
    text = "".join([word.text for word in words])
    if text.isascii() or not RIGHT_TO_LEFT.search(text):
        return None
    directions = [direction(word.text) for word in words]
    return directions.count("R") >= directions.count("L")


def _rows(words: Sequence[Word]) -> list[list[Word]]:
    """Words that share a line, lines in reading order."""
    rows: list[list[Word]] = []
    reference = size = 0.0
    for word in sorted(words, key=attrgetter("baseline")):
        baseline = word.baseline
        if rows and baseline - reference <= _SAME_LINE * (size if size > word.size else word.size):
            rows[-1].append(word)
            if word.size > size:
                reference, size = baseline, word.size
        else:
            rows.append([word])
            reference, size = baseline, word.size
    return rows


def _extents(words: Sequence[Word]) -> list[tuple[float, float]]:
    """Where each word begins and ends in the direction of its text, in points."""
    turn = words[0].turn
    if turn == 0:
        return [(box[0], box[2]) for box in [word.box for word in words]]
    if turn == 1:
        return [(word.box.top, word.box.bottom) for word in words]
    if turn == 2:
        return [(-word.box.x1, -word.box.x0) for word in words]
    return [(-word.box.bottom, -word.box.top) for word in words]


def _line(
    words: list[Word],
    page: int,
    areas: LinkAreas,
    *,
    is_leftward: bool | None,
    after_arabic: bool,
    open_brackets: str,
    placed: bool,
) -> Line:
    """One line of the words that stand on it, in a text most of which runs leftward, or does not;
    `open_brackets` are those that the lines before it did not close."""
    extents = _extents(words)
    ordered = sorted(extents)
    if ordered != extents:
        words = [words[n] for n in sorted(range(len(words)), key=extents.__getitem__)]
        extents = ordered
    rtl = is_leftward is not None and runs_leftward(words, in_leftward_text=is_leftward)
    is_reordered = rtl or (is_leftward is not None and any(direction(word.text) == "R" for word in words))
    if is_reordered:
        words = in_reading_order(
            words,
            leftward=rtl,
            after_arabic=after_arabic,
            open_brackets=open_brackets,
        )
        extents = _extents(words)
    is_one_size = len({word.size for word in words}) == 1
    main = words[0] if is_one_size else _main(words)
    size = main.size
    parted = [word.spaced for word in words[1:]] if is_reordered else _parted(words, extents, size)
    first, last = words[0], words[-1]
    spaces = ["", *[" " if apart else "" for apart in parted]]
    text = "".join([space + word.text for space, word in zip(spaces, words, strict=True)])
    opening, closing = _piece(first), _piece(last)
    return Line(
        text,
        min(extents)[0],
        max([end for _, end in extents]),
        main.baseline,
        size,
        page,
        _unit_width(words, extents, parted),
        width_of_first(first.glyphs),
        parted.count(True) + 1,
        _printed(words, parted, page) if placed else None,
        last.space_after,
        False not in [word.bold for word in words],
        _listed(words, extents, text),
        rtl or bool(is_leftward),  # an address stands at the right of such text too
        first.turn,
        _links(words, parted, areas) if areas else (),
        () if is_one_size else tuple(_raised(words, parted, main)),
        (),
        opening,
        opening if opening == closing else closing,
    )


def _printed(words: Sequence[Word], parted: Sequence[bool], page: int) -> PrintedLine:
    """Where the characters of the line stand on the page, whichever way it runs."""
    starts: list[float] = []
    ends: list[float] = []
    for word, apart in zip(words, (False, *parted), strict=True):
        if apart:
            starts.append(ends[-1])
            ends.append(ends[-1])
        first, last = edges_of(word.glyphs)
        starts.extend(first)
        ends.extend(last)
    turn = words[0].turn
    if turn in {2, 3}:  # along these, positions count from the far end
        starts, ends = [-end for end in ends], [-start for start in starts]
    boxes = [word.box for word in words]
    if turn % 2:
        low, high = min(box.x0 for box in boxes), max(box.x1 for box in boxes)
    else:
        low, high = min(box.top for box in boxes), max(box.bottom for box in boxes)
    return PrintedLine(0, page, turn % 2 == 0, low, high, array("f", starts), array("f", ends))


def _starts(words: Sequence[Word], parted: Sequence[bool]) -> list[int]:
    """The place of each word's first character in the line's text."""
    lengths = (len(word.text) + apart for word, apart in zip(words, parted, strict=False))
    return list(accumulate(lengths, initial=0))


def _piece(word: Word) -> tuple[int, str] | None:
    return None if word.piece == NOT_TAGGED else (word.piece, word.font)


def _main(words: Sequence[Word]) -> Word:
    """A word in the font size of most of the line's characters: bullets and raised marks differ."""
    characters: dict[float, int] = {}
    for word in words:
        characters[word.size] = characters.get(word.size, 0) + len(word.text)
    size = max(characters, key=lambda size: (characters[size], size))
    return next(word for word in words if word.size == size)


def _parted(words: Sequence[Word], extents: Sequence[tuple[float, float]], size: float) -> list[bool]:
    """Whether a space belongs before each word of a line but the first."""
    parted = []
    before, (_, end) = words[0], extents[0]
    for word, (start, after) in zip(words[1:], extents[1:], strict=True):
        least = -_OVERLAP if word.spaced else _least_gap(before, word)
        parted.append(start - end > least * size)
        before, end = word, after
    return parted


def _least_gap(before: Word, word: Word) -> float:
    """From which gap on, in font sizes, two words are parted by a space where none is printed."""
    is_unspaced = UNSPACED_SCRIPT.match(word.text[0]) or UNSPACED_SCRIPT.match(before.text[-1])
    return _UNSPACED_GAP if is_unspaced else _WORD_GAP


def _unit_width(
    words: Sequence[Word], extents: Sequence[tuple[float, float]], parted: Sequence[bool]
) -> float:
    """The width of what a line break cannot part at the start: a word with what is glued to it, a letter of
    a script without spaces."""
    if UNSPACED_SCRIPT.match(words[0].text):
        unparted = parted.index(True) + 1 if True in parted else len(words)
        first, *others = (glyph for word in words[:unparted] for glyph in word.glyphs)
        glued = list(takewhile(lambda glyph: not _breaks_before(glyph.text), others))
        return (glued[-1] if glued else first).x1 - first.x0
    last = 0
    for apart in parted[: _LONGEST_UNIT - 1]:
        if apart and words[last + 1].text[0] not in _NOT_AT_START and words[last].text[-1] not in _NOT_AT_END:
            break
        last += 1
    start, end = extents[0]
    if last:
        unit = extents[: last + 1]
        start, end = min(unit)[0], max(end for _, end in unit)
    return end - start


def _breaks_before(text: str) -> bool:
    """Whether a line may begin with a letter of a script without spaces."""
    return text[0] not in _NOT_AT_START and UNSPACED_SCRIPT.match(text) is not None


def _listed(words: list[Word], extents: list[tuple[float, float]], text: str) -> bool:
    """True where the line begins with a list mark that cannot be a word or a dash of running text."""
    if text[0] in _LIST_SIGNS:
        return not _REST_OF_NAME.match(text)
    if len(words) < 2:  # a mark and a word
        return False
    gap = extents[1][0] - extents[0][1]
    return (gap > _TAB_GAP * words[1].size or words[0].font != words[1].font) and typed_mark(text) is not None


def _links(words: Sequence[Word], parted: Sequence[bool], areas: LinkAreas) -> tuple[Link, ...]:
    """The stretches of the line under each link, side by side stretches of one target as one."""
    boxes = [word.box for word in words]
    near = areas.between(min([box.top for box in boxes]), max([box.bottom for box in boxes]))
    if not near:
        return ()
    found: list[Link] = []
    for word, offset in zip(words, _starts(words, parted), strict=True):
        middle = (word.box.top + word.box.bottom) / 2
        over = [area for area in near if area.box.top <= middle <= area.box.bottom]
        for area in over:
            inside = _inside(word, area.box.x0, area.box.x1)
            if inside is None:
                continue
            start, end = offset + inside[0], offset + inside[1]
            if found and found[-1].target == area.target and start - found[-1].end <= 1:
                found[-1] = Link(found[-1].start, max(end, found[-1].end), area.target)
            else:
                found.append(Link(start, end, area.target))
            break
    return tuple(found)


def _inside(word: Word, x0: float, x1: float) -> tuple[int, int] | None:
    """The characters of a word whose middle lies between two x positions."""
    if word.box.x1 <= x0 or word.box.x0 >= x1:
        return None
    start: int | None = None
    end = position = 0
    for glyph in word.glyphs:
        after = position + len(glyph.text)
        if word.turn or x0 <= (glyph.x0 + glyph.x1) / 2 <= x1:
            start = position if start is None else start
            end = after
        position = after
    return None if start is None else (start, end)


def _raised(words: Sequence[Word], parted: Sequence[bool], main: Word) -> Iterator[tuple[int, int]]:
    """The spans of superscripts."""
    for word, start in zip(words, _starts(words, parted), strict=True):
        if word.size < _SMALLER * main.size and main.baseline - word.baseline > _RAISED * main.size:
            yield start, start + len(word.text)
