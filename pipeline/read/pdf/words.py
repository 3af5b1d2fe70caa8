"""Characters of a page's content, in its order, to words: parted at space, gaps and line ends."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from pipeline.read.pdf.frame import Frame
from pipeline.read.pdf.page import Box, Glyph, Glyphs, Word
from pipeline.read.pdf.symbols import PRIVATE, symbol_table

_ASCENT, _DESCENT = 0.80, 0.22  # of the font size: near those of all text fonts, and the same for each
_GAP = 0.28  # of the font size: a wider gap parts words where no space is printed
_SAME_LINE = 0.15  # of the font size: baselines nearer than this are one
_TOKEN = re.compile(r"[^\s\x00\ufeff]+")
_FIRST_PRINTABLE = 0x20
_OVERPRINT = 1.0  # points: the least that a second print may be displaced; the most is this and a field
_FIELD = 2.0  # points: places are looked up in squares of this side
_LINE_END_HYPHENS = frozenset("\x02\ufffe\u00ad")  # PDFium's signs for a hyphen at a line's end
_FIRST_RIGHT_TO_LEFT, _LAST_RIGHT_TO_LEFT = 0x0590, 0x08FF
_RIGHT_TO_LEFT_FORMS = range(0xFB1D, 0xFF00)

LINE_END_HYPHEN = "\u00ad"
"""Ends a word that PDFium found broken at the end of a line; whether the hyphen stays is to be decided."""


class Run(NamedTuple):
    """What the characters of one text object share. `turn` counts quarter turns counter-clockwise
    and (`x`, `y`) is where its baseline starts, in the file's coordinates."""

    size: float
    font: str
    bold: bool
    turn: int
    x: float
    y: float
    unmapped: bool


class Stream(NamedTuple):
    """The characters of a page in content order: the text, for each character the object that it
    belongs to (None for white space that PDFium inferred) and four edges (left, top, right,
    bottom, in the file's coordinates), and what is known of each object."""

    text: str
    owners: list[int | None]
    edges: list[float]
    runs: dict[int | None, Run]


def words_of(stream: Stream, frame: Frame) -> tuple[tuple[Word, ...], int]:
    """The page's words in content order, each once, and how many characters have no Unicode value."""
    builder = _Builder(stream, frame)
    end = 0
    for token in _TOKEN.finditer(stream.text):
        builder.add(token.start(), token.end(), spaced=token.start() > end or not builder.words)
        end = token.end()
    unmapped = sum(run.unmapped for run in map(stream.runs.get, stream.owners) if run)
    return tuple(_once(builder.words)), unmapped


class _Line(NamedTuple):
    """The line that a text object stands on, as the page is read: `turn` clockwise."""

    run: Run
    turn: int
    baseline: float
    symbols: dict[int, str] | None


class _Builder:
    """Makes words of the stretches between printed spaces."""

    def __init__(self, stream: Stream, frame: Frame) -> None:
        self.words: list[Word] = []
        self._stream = stream
        self._frame = frame
        self._lines = {owner: self._line(run) for owner, run in stream.runs.items()}
        self._starts, self._ends = _advances(stream.edges, frame)

    def _line(self, run: Run) -> _Line:
        x, y = self._frame.point(run.x, run.y)
        turn = (self._frame.turn - run.turn) % 4
        return _Line(run, turn, (y, -x, -y, x)[turn], symbol_table(run.font))

    def add(self, start: int, end: int, *, spaced: bool) -> None:
        """Add the words of the characters `start` to `end`, which no space parts."""
        owners = self._stream.owners
        line = self._lines.get(owners[start])
        if line is not None and owners[start] == owners[end - 1] and line.turn == 0:
            text = self._stream.text[start:end]
            x0, x1 = self._starts[start], self._ends[end - 1]
            if line.symbols is None and text.isascii() and text.isprintable() and x0 < x1:
                glyphs = Glyphs(text, self._starts[start:end], self._ends[start:end])
                self.words.append(_word(glyphs, text, (x0, x1), line, spaced, self._space_at(end)))
                return
        self._add_slowly(start, end, spaced=spaced)

    def _add_slowly(self, start: int, end: int, *, spaced: bool) -> None:
        """The same for any characters: where the line changes or a gap is too wide, a word ends."""
        glyphs: list[Glyph] = []
        line: _Line | None = None
        for index in range(start, end):
            here = self._lines.get(self._stream.owners[index]) or line
            if here is None:
                continue
            text = _mapped(self._stream.text[index], here.symbols)
            if not text:
                continue
            glyph = Glyph(text, *self._along(index, here.turn))
            if line is not None and not _continues(glyphs[-1], glyph, line, here):
                self._end(glyphs, line, spaced=spaced, after=False)
                glyphs, spaced = [], False
            if not glyphs:
                line = here
            glyphs.append(glyph)
        if line is not None:
            self._end(glyphs, line, spaced=spaced, after=self._space_at(end))

    def _along(self, index: int, turn: int) -> tuple[float, float]:
        """Where the character begins and ends in the direction of its text."""
        if turn == 0:
            return self._starts[index], self._ends[index]
        left, top, right, bottom = self._stream.edges[4 * index : 4 * index + 4]
        box = self._frame.box(left, bottom, right, top)
        return ((box.top, box.bottom), (-box.x1, -box.x0), (-box.bottom, -box.top))[turn - 1]

    def _space_at(self, index: int) -> bool:
        """True where the file prints a space there: PDFium's own belong to no object."""
        return index < len(self._stream.text) and self._stream.owners[index] is not None

    def _end(self, glyphs: list[Glyph], line: _Line, *, spaced: bool, after: bool) -> None:
        if glyphs:
            x0, x1 = min(glyph.x0 for glyph in glyphs), max(glyph.x1 for glyph in glyphs)
            text = "".join(glyph.text for glyph in glyphs)
            self.words.append(_word(tuple(glyphs), text, (x0, x1), line, spaced, after))


def _advances(edges: list[float], frame: Frame) -> tuple[list[float], list[float]]:
    """Where each character of text as the page is turned begins and ends in its direction."""
    before, after = ((0, 2), (3, 1), (2, 0), (1, 3))[frame.turn]
    x, _ = frame.point(0, 0)
    if frame.turn == 0 and x == 0:
        return edges[0::4], edges[2::4]
    sign = 1 if frame.turn in {0, 1} else -1
    return [sign * edge + x for edge in edges[before::4]], [sign * edge + x for edge in edges[after::4]]


def _word(
    glyphs: Sequence[Glyph],
    text: str,
    extent: tuple[float, float],
    line: _Line,
    spaced: bool,  # noqa: FBT001 - as the field
    after: bool,  # noqa: FBT001 - as the field
) -> Word:
    """The word of these characters, which reach from one position to another along their line."""
    start, end = extent
    run, turn, baseline, _ = line
    above, below = baseline - _ASCENT * run.size, baseline + _DESCENT * run.size
    if turn == 0:
        box = Box(start, above, end, below)
    elif turn == 1:
        box = Box(-below, start, -above, end)
    elif turn == 2:
        box = Box(-end, -below, -start, -above)
    else:
        box = Box(above, -end, below, -start)
    return Word(text, box, baseline, run.size, run.font, glyphs, spaced, turn, run.bold, after)


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


def _continues(last: Glyph, glyph: Glyph, line: _Line, here: _Line) -> bool:
    """True where `glyph` goes on with the word that ends in `last`."""
    if here is not line:
        size = line.run.size
        if here.turn != line.turn or abs(here.baseline - line.baseline) > _SAME_LINE * size:
            return False
    if glyph[1:] == last[1:]:
        return True  # a ligature gives its letters one box
    gap = _GAP * line.run.size
    if -gap <= glyph.x0 - last.x1 <= gap:
        return True
    return _right_to_left(glyph.text) and -gap <= last.x0 - glyph.x1 <= gap


def _right_to_left(text: str) -> bool:
    code = ord(text[0])
    return _FIRST_RIGHT_TO_LEFT <= code <= _LAST_RIGHT_TO_LEFT or code in _RIGHT_TO_LEFT_FORMS


def _once(words: list[Word]) -> list[Word]:
    """Leave out what is printed again over itself (shadows, bold made by printing twice)."""
    seen: set[tuple[str, int, int]] = set()
    kept: list[Word] = []
    for word in words:
        text, x, y = word.text, word.box[0], word.baseline
        columns = {int((x - _OVERPRINT) // _FIELD), int((x + _OVERPRINT) // _FIELD)}
        rows = {int((y - _OVERPRINT) // _FIELD), int((y + _OVERPRINT) // _FIELD)}
        places = [(text, column, row) for column in columns for row in rows]
        if not any(place in seen for place in places):
            kept.append(word)
        seen.add((text, int(x // _FIELD), int(y // _FIELD)))
    return kept
