"""Characters of a page's content, in its order, to words: parted at space, gaps and line ends."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import compress, count, islice, pairwise
from operator import lt
from typing import NamedTuple, Protocol
from unicodedata import category

from pipeline.read.pdf.frame import LARGEST, Frame
from pipeline.read.pdf.overprints import once, overprinted
from pipeline.read.pdf.page import NOT_TAGGED, Box, Glyph, Glyphs, Word, edges_of, with_glyphs
from pipeline.read.pdf.symbols import PRIVATE, symbol_table

_ASCENT, _DESCENT = 0.80, 0.22  # of the font size: near those of all text fonts, and the same for each
_GAP = 0.28  # of the font size: a wider gap parts words where no space is printed
_TOUCHES = 0.1  # of the font size: characters of one word, kerned, are no farther apart
_ROUNDING = 0.1  # points
_SAME_LINE = 0.15  # of the font size: baselines nearer than this are one
TOKEN = re.compile(r"[^\s\x00\ufeff]+")
_SPELLED = re.compile(r"\n\S\r\n\S\r\n")
"""Text that PDFium takes to run downwards, each character a line, as that of narrow columns may be."""
_SPECIAL = re.compile("[\x01-\x08\x0e-\x1b\x7f\xad\u0590-\u08ff\ue000-\uf8ff\ufb1d-\ufeff\ufffe]|[-‐-―]{2}")
"""What is looked at character by character; PDFium also puts no space between dashes, however far apart."""
_FIRST_PRINTABLE = 0x20
_OUT_OF_ORDER = 0.1  # of the font size: kerning moves no character this far before the one in front of it
_LINE_END_HYPHENS = frozenset("\x02\ufffe\u00ad")  # PDFium's signs for a hyphen at a line's end
_FIRST_RIGHT_TO_LEFT, _LAST_RIGHT_TO_LEFT = 0x0590, 0x08FF
_RIGHT_TO_LEFT_FORMS = range(0xFB1D, 0xFF00)

LINE_END_HYPHEN = "\u00ad"
"""Ends a word that PDFium found broken at the end of a line; whether the hyphen stays is to be decided."""


class Run(NamedTuple):
    """What the characters of one text object share. `turn` counts quarter turns counter-clockwise
    and (`x`, `y`) is where its baseline starts, in the file's coordinates. `piece` is the piece of the
    tagged content that it belongs to."""

    size: float
    font: str
    bold: bool
    turn: int
    x: float
    y: float
    unmapped: bool
    piece: int = NOT_TAGGED


Token = tuple[int, int, Run | None, bool, bool, bool]
"""Characters of a stream that no white space parts: the first, the one after the last, the text object that
they begin in, whether they are whole in it, whether the file prints a space before and after them. Not a
named tuple: pages have thousands, and that takes four times as long."""


class Stream(Protocol):
    """The characters of a page in content order: their `text`, the `tokens` between white space, and for
    each character four `edges` (left, top, right, bottom, in the file's coordinates)."""

    text: str
    tokens: list[Token]
    edges: array[float]

    def run(self, index: int) -> Run | None:
        """The text object of a character; None for white space that the file does not print."""


def words_of(stream: Stream, frame: Frame) -> list[Word]:
    """The page's words in content order, each once."""
    builder = _Builder(stream, frame)
    builder.build()
    if builder.touching or _has_falls(stream.text, builder.starts):
        builder = _Builder(stream, frame)
        builder.build_in_order()
    words = _whole(builder.words) if _SPELLED.search(stream.text) else builder.words
    return once(words) if overprinted(builder.begun) else words


class _Line(NamedTuple):
    """The line that a text object stands on, as the page is read: `turn` clockwise, and how far its words
    reach `above` and `below`. A `plain` one is upright, in a font of letters, and where a page can be."""

    run: Run
    turn: int
    baseline: float
    above: float
    below: float
    symbols: dict[int, str] | None
    plain: bool


class _Builder:
    """Makes words of the stretches between printed spaces."""

    def __init__(self, stream: Stream, frame: Frame) -> None:
        self.words: list[Word] = []
        self.begun: list[tuple[float, float]] = []  # where the text objects begin on the page
        self.touching = False  # whether words of a line stand against the ones before, or before them
        self._stream = stream
        self._frame = frame
        self._lines: dict[int, _Line] = {}  # by the run's identity
        self._baselines: dict[float, float] = {}  # one object for all words at a height: lines keep it
        self.starts, self._ends = _advances(stream.edges, frame)

    def build(self) -> None:
        """Make the words of all tokens: in one loop, since a page has thousands."""
        text, starts, ends, lines, words = (
            self._stream.text, self.starts, self._ends, self._lines, self.words,
        )  # fmt: skip
        is_plain = _SPECIAL.search(text) is None
        end_before, baseline = 0.0, -LARGEST
        for token in self._stream.tokens:
            start, end, run, whole, space_before, space_after = token
            if run is not None and whole:
                line = lines.get(id(run)) or self._line(run)
                x0, x1 = starts[start], ends[end - 1]
                if (
                    line.plain
                    and -LARGEST < x0 < x1 < LARGEST
                    and (is_plain or not _SPECIAL.search(text, start, end))
                ):
                    word = text[start:end]
                    if x0 <= end_before and line.baseline == baseline:
                        self.touching = True
                    end_before, baseline = x1 + _ROUNDING, line.baseline
                    words.append(
                        Word(
                            word,
                            Box(x0, line.above, x1, line.below),
                            line.baseline,
                            run.size,
                            run.font,
                            Glyphs(word, starts, ends, start),
                            space_before,
                            0,
                            run.bold,
                            space_after,
                            run.piece,
                        )
                    )
                    continue
            self._add_slowly(token)

    def build_in_order(self) -> None:
        """The same for a page whose characters are not all printed in the order in which they stand (a point
        after the figures on both sides of it, say), or overlap: white space without room parts nothing."""
        text, starts, ends = self._stream.text, self.starts, self._ends
        room = True
        for start, end, run, whole, spaced, space_after in self._stream.tokens:
            had_room = room
            room = (
                end == len(text)
                or _right_to_left(text[end - 1])
                or max(starts[end], ends[end - 1]) + _ROUNDING < ends[end]
            )
            self._add_slowly((start, end, run, whole, spaced and had_room, space_after and room))
        words: list[Word] = []
        for word in self.words:
            if words and _is_in(words[-1], word):
                words[-1] = _in_order(replace(words[-1], glyphs=(*words[-1].glyphs, *word.glyphs)))
            else:
                words.append(_in_order(word))
        self.words = words

    def _line(self, run: Run) -> _Line:
        x, y = self._frame.point(run.x, run.y)
        self.begun.append((x, y))
        turn = (self._frame.turn - run.turn) % 4
        baseline = y if turn == 0 else (-x, -y, x)[turn - 1]
        baseline = self._baselines.setdefault(baseline, baseline)
        above, below = baseline - _ASCENT * run.size, baseline + _DESCENT * run.size
        symbols = symbol_table(run.font)
        on_a_page = -LARGEST < above < below < LARGEST and run.size < LARGEST
        plain = turn == 0 and symbols is None and on_a_page
        line = self._lines[id(run)] = _Line(run, turn, baseline, above, below, symbols, plain)
        return line

    def _add_slowly(self, token: Token) -> None:
        """The same for any characters: where the line changes or a gap is too wide, a word ends."""
        start, end, _, _, spaced, space_after = token
        glyphs: list[Glyph] = []
        line: _Line | None = None
        for index in range(start, end):
            run = self._stream.run(index)
            here = line if run is None else self._lines.get(id(run)) or self._line(run)
            if here is None:
                continue
            text = _mapped(self._stream.text[index], here.symbols)
            if not text:
                continue
            glyph = Glyph(text, *self._along(index, here.turn))
            if line is not None and not _continues(glyphs, glyph, line, here):
                self._end(glyphs, line, spaced=spaced, space_after=False)
                glyphs, spaced = [], False
            if not glyphs:
                line = here
            glyphs.append(glyph)
        if line is not None:
            self._end(glyphs, line, spaced=spaced, space_after=space_after)

    def _along(self, index: int, turn: int) -> tuple[float, float]:
        """Where the character begins and ends in the direction of its text."""
        if turn == 0:
            return self.starts[index], self._ends[index]
        left, top, right, bottom = self._stream.edges[4 * index : 4 * index + 4]
        box = self._frame.box(left, bottom, right, top)
        return ((box.top, box.bottom), (-box.x1, -box.x0), (-box.bottom, -box.top))[turn - 1]

    def _end(self, glyphs: list[Glyph], line: _Line, *, spaced: bool, space_after: bool) -> None:
        x0, x1 = min(glyph.x0 for glyph in glyphs), max(glyph.x1 for glyph in glyphs)
        run, above, below = line.run, line.above, line.below
        box = (
            Box(x0, above, x1, below),
            Box(-below, x0, -above, x1),
            Box(-x1, -below, -x0, -above),
            Box(above, -x1, below, -x0),
        )[line.turn]
        text = "".join(glyph.text for glyph in glyphs)
        self.words.append(
            Word(
                text,
                box,
                line.baseline,
                run.size,
                run.font,
                tuple(glyphs),
                spaced,
                line.turn,
                run.bold,
                space_after,
                run.piece,
            )
        )


def _advances(edges: array[float], frame: Frame) -> tuple[array[float], array[float]]:
    """Where each character of text as the page is turned begins and ends in its direction."""
    before, after = ((0, 2), (3, 1), (2, 0), (1, 3))[frame.turn]
    x, _ = frame.point(0, 0)
    if frame.turn == 0 and x == 0:
        return edges[0::4], edges[2::4]
    sign = 1 if frame.turn in {0, 1} else -1
    return (
        array("d", [sign * edge + x for edge in edges[before::4]]),
        array("d", [sign * edge + x for edge in edges[after::4]]),
    )


def _mapped(character: str, symbols: dict[int, str] | None) -> str:
    """The character as text: symbols by their font, PDFium's hyphen signs as one; empty for controls."""
    if character in _LINE_END_HYPHENS:
        return LINE_END_HYPHEN
    code = ord(character)
    if symbols is not None and code in symbols:
        return symbols[code]
    if code in PRIVATE:
        return PRIVATE[code]
    return character if code >= _FIRST_PRINTABLE else ""


def _continues(word: Sequence[Glyph], glyph: Glyph, line: _Line, here: _Line) -> bool:
    """True where `glyph` goes on with the word, or stands in it."""
    last = word[-1]
    if here is not line:
        size = line.run.size
        if here.turn != line.turn or abs(here.baseline - line.baseline) > _SAME_LINE * size:
            return False
    if glyph[1:] == last[1:]:
        return True  # a ligature gives its letters one box
    gap = _GAP * line.run.size
    if -gap <= glyph.x0 - last.x1 <= gap or -gap <= last.x0 - glyph.x1 <= gap:
        return True
    return word[0].x0 <= glyph.x0 <= glyph.x1 <= last.x1


def _right_to_left(text: str) -> bool:
    code = ord(text[0])
    return _FIRST_RIGHT_TO_LEFT <= code <= _LAST_RIGHT_TO_LEFT or code in _RIGHT_TO_LEFT_FORMS


def _has_falls(text: str, starts: Sequence[float]) -> bool:
    """True where a character within a word begins before the one in front of it."""
    falls = compress(count(), map(lt, islice(starts, 1, None), starts))
    return any(
        not text[place].isspace() and not text[place + 1].isspace() and text[place] not in _LINE_END_HYPHENS
        for place in falls
    )


def _is_in(word: Word, other: Word) -> bool:
    """True where the other word stands within this one."""
    return (
        (word.turn, word.size, word.baseline) == (other.turn, other.size, other.baseline)
        and word.turn == 0
        and word.box.x0 < other.box.x0
        and other.box.x1 < word.box.x1
    )


def _in_order(word: Word) -> Word:
    """The word with its characters from left to right; as it is where they overlap as marks do, and where it
    runs from right to left."""
    starts, _ = edges_of(word.glyphs)
    least = _OUT_OF_ORDER * word.size
    if word.turn or not any(after < before - least for before, after in pairwise(starts)):
        return word
    if any(_right_to_left(c) or category(c).startswith("M") for c in word.text):
        return word
    return with_glyphs(word, word.glyphs)


def _whole(words: Iterable[Word]) -> list[Word]:
    """Words whose parts touch each other as one."""
    whole: list[Word] = []
    for word in words:
        last = whole[-1] if whole else word
        size = last.size
        if (
            word is not last
            and not (word.spaced or last.space_after)
            and (word.turn, word.size, word.font) == (last.turn, size, last.font)
            and abs(word.baseline - last.baseline) <= _SAME_LINE * size
            and -_GAP * size <= word.glyphs[0].x0 - last.glyphs[-1].x1 <= _TOUCHES * size
        ):
            box = Box(
                min(last.box.x0, word.box.x0),
                min(last.box.top, word.box.top),
                max(last.box.x1, word.box.x1),
                max(last.box.bottom, word.box.bottom),
            )
            glyphs = (*last.glyphs, *word.glyphs)
            whole[-1] = replace(
                last, text=last.text + word.text, box=box, glyphs=glyphs, space_after=word.space_after
            )
        else:
            whole.append(word)
    return whole
