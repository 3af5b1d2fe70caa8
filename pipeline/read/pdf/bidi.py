"""What a printed line shows, back in the order in which it is read: the Unicode bidirectional algorithm
(UAX 9) from its end.

The order of PDFium's own characters is not used: it turns the letters of a ligature round, misplaces vowel
marks that were printed apart, and mirrors brackets whether or not the producer had done so. The places
of the characters on the page are certain.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import groupby, pairwise
from typing import NamedTuple

from pipeline.read.pdf.page import Box, Glyph, Word

RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_LEFT_TO_RIGHT = re.compile("[^\\W\\d_]")
_SPACE_GAP = (
    0.2  # of the font size: a wider gap is a space; between letters that do not join it is at most 0.16
)
_TOUCH = 0.2  # points
_CLASSES = {
    "L": "L", "R": "R", "AL": "A", "EN": "1", "AN": "9", "CS": ",", "ES": "-", "ET": "%", "WS": " ",
}  # fmt: skip
_NUMBER = r"[19](?:,?[19])*"
_NUMBER_ALONE = r"%*1(?:[,-]?1)*%*"
_ARABIC_NUMBER = r"9(?:,?9)*"
_LEFTWARD_RUN = r"[RA](?:[^L]*[RA])?"
_RIGHTWARD_RUN = r"L(?:[^RA]*\([^RA()]*[L1]\)(?![^RA]*[L1])|[^RA]*[L1])?"
_OPENING, _CLOSING = "([{«‹", ")]}»›"
_MIRRORED = dict(zip(_OPENING + _CLOSING, _CLOSING + _OPENING, strict=True))
_CLOSED_BEFORE = frozenset(" .,:;!?،؛؟") | set(_CLOSING)
_OPENED_AFTER = frozenset(" ") | set(_OPENING)
_AFTER_WORDS = re.compile(r"[,:;!?)\]]")


class _Piece(NamedTuple):
    """A letter with its marks or a ligature, or a space (without a word)."""

    text: str
    x0: float
    x1: float
    word: Word | None


def direction(text: str) -> str:
    """`R` for a word with a letter of a right-to-left script, `L` for one with another letter, else `N`."""
    if not text.isascii() and RIGHT_TO_LEFT.search(text):
        return "R"
    return "L" if _LEFT_TO_RIGHT.search(text) else "N"


def runs_leftward(words: Sequence[Word], *, in_leftward_text: bool) -> bool:
    """Whether a line runs from right to left: most of its words do, or those of the text that it stands in;
    there also a line of figures, and one that begins as only the end of a line can."""
    directions = [direction(word.text) for word in words]
    leftward, rightward = directions.count("R"), directions.count("L")
    if leftward:
        return in_leftward_text or leftward >= rightward
    return in_leftward_text and (not rightward or _AFTER_WORDS.match(words[0].text) is not None)


def in_reading_order(
    words: Sequence[Word], *, leftward: bool, after_arabic: bool, open_brackets: str = ""
) -> list[Word]:
    """The words of a line in logical order, cut at the spaces that are seen, their characters too.

    `spaced` is True for those that a space stands before. `leftward` is the line's direction;
    `after_arabic` tells that Arabic stands before it, which figures of a line are ordered by;
    `open_brackets` are those of the text so far, which a line may close.
    """
    shown = list(_with_spaces(_pieces(words)))
    read = _leftward(shown, after_arabic=after_arabic) if leftward else _rightward(shown)
    return list(_words(_facing(read, list(open_brackets))))


def _pieces(words: Sequence[Word]) -> list[_Piece]:
    """The letters from the left, each with the marks that stand over or under it."""
    letters: list[_Piece] = []
    marks: list[_Piece] = []
    for word in words:
        for (x0, x1), glyphs in groupby(word.glyphs, key=lambda glyph: glyph[1:]):
            text = _ligature("".join(glyph.text for glyph in glyphs))
            is_mark = all(unicodedata.category(character) == "Mn" for character in text)
            (marks if is_mark else letters).append(_Piece(text, x0, x1, word))
    for mark in marks:
        number = _marked(mark, letters)
        if number is None:
            letters.append(mark)
        else:
            letters[number] = _with_mark(letters[number], mark)
    return sorted(letters, key=_middle)


def _middle(piece: _Piece) -> float:
    return (piece.x0 + piece.x1) / 2


def _marked(mark: _Piece, letters: Sequence[_Piece]) -> int | None:
    """The number of the letter that a mark is printed with: the nearest, if one is near."""
    distances = {
        number: abs(_middle(letter) - _middle(mark))
        for number, letter in enumerate(letters)
        if direction(letter.text) == "R"
    }
    nearest = min(distances, key=distances.__getitem__, default=None)
    is_near = nearest is not None and mark.word is not None and distances[nearest] <= mark.word.size / 2
    return nearest if is_near else None


def _with_mark(letter: _Piece, mark: _Piece) -> _Piece:
    """A letter and its mark; where PDFium gave each a part of the width of both, the whole of it."""
    marked = letter._replace(text=letter.text + mark.text)
    if min(abs(letter.x0 - mark.x1), abs(mark.x0 - letter.x1)) > _TOUCH:
        return marked
    return marked._replace(x0=min(letter.x0, mark.x0), x1=max(letter.x1, mark.x1))


def _ligature(text: str) -> str:
    """The letters of one glyph in their order: PDFium gives those of a ligature of a right-to-left script
    turned round, but not those of a presentation form."""
    if len(text) == 1 or direction(text) != "R" or text in _presentation_forms():
        return text
    return text[::-1]


@cache
def _presentation_forms() -> frozenset[str]:
    """The letters of each ligature that Unicode has a character for."""
    forms = (
        unicodedata.normalize("NFKC", chr(code)) for code in (*range(0xFB50, 0xFE00), *range(0xFE70, 0xFF00))
    )
    return frozenset(form for form in forms if len(form) > 1)


def _with_spaces(pieces: Sequence[_Piece]) -> Iterator[_Piece]:
    yield from pieces[:1]
    for before, piece in pairwise(pieces):
        size = max(part.word.size for part in (before, piece) if part.word)
        if piece.x0 - before.x1 > _SPACE_GAP * size:
            yield _Piece(" ", before.x1, piece.x0, None)
        yield piece


def _leftward(shown: Sequence[_Piece], *, after_arabic: bool) -> list[_Piece]:
    """Pieces from the left in the order of a line that runs from the right."""
    classes = _classes(shown)
    is_arabic = {True: r"(?=[^LRA]*A)", False: r"(?=[^LRA]*[LR])"}
    at_start = _NUMBER if after_arabic else _NUMBER_ALONE
    unit = re.compile(
        f"{_RIGHTWARD_RUN}|{_NUMBER}{is_arabic[True]}|{_NUMBER_ALONE}{is_arabic[False]}|{at_start}(?=[^LRA]*$)"
        f"|{_ARABIC_NUMBER}|."
    )
    read: list[_Piece] = []
    for match in reversed(list(unit.finditer(classes))):
        read.extend(shown[match.start() : match.end()])
    return read


def _rightward(shown: Sequence[_Piece]) -> list[_Piece]:
    """Pieces from the left in the order of a line that runs from the left."""
    read = list(shown)
    for match in re.finditer(_LEFTWARD_RUN, _classes(shown)):
        read[match.start() : match.end()] = _leftward(shown[match.start() : match.end()], after_arabic=True)
    return read


def _classes(pieces: Sequence[_Piece]) -> str:
    """A character for the bidirectional class of each piece; round brackets stand for themselves."""
    return "".join(
        piece.text
        if piece.text in {"(", ")"}
        else _CLASSES.get(unicodedata.bidirectional(piece.text[0]), "_")
        for piece in pieces
    )


def unclosed(text: str) -> str:
    """The opening brackets of a text that nothing closes."""
    brackets: list[str] = []
    for sign in text:
        if sign in _OPENING:
            brackets.append(sign)
        elif sign in _CLOSING and _MIRRORED[sign] in brackets:
            brackets.remove(_MIRRORED[sign])
    return "".join(brackets)


def _facing(read: Sequence[_Piece], open_brackets: list[str]) -> Iterator[_Piece]:
    """Brackets as they are written: one opens or closes by the side that text stands close to, or where
    that does not tell, as the ones before it have opened."""
    for number, piece in enumerate(read):
        text = piece.text
        if text in _MIRRORED:
            before = read[number - 1].text[-1] if number else " "
            after = read[number + 1].text[0] if number + 1 < len(read) else " "
            opens, closes = before in _OPENED_AFTER, after in _CLOSED_BEFORE
            pair = min(text, _MIRRORED[text], key=lambda sign: sign in _CLOSING)
            is_opening = opens if opens != closes else pair not in open_brackets
            if is_opening:
                open_brackets.append(pair)
            elif pair in open_brackets:
                open_brackets.remove(pair)
            text = pair if is_opening else _MIRRORED[pair]
        yield piece._replace(text=text)


def _words(read: Iterator[_Piece]) -> Iterator[Word]:
    """Pieces to words: cut at spaces, and where the size of the letters changes."""
    current: list[_Piece] = []
    spaced = after_space = False
    for piece in read:
        if piece.word is None:
            after_space = True
            continue
        last = current[-1].word if current else None
        if last and (after_space or (last.size, last.baseline) != (piece.word.size, piece.word.baseline)):
            yield _word(current, spaced=spaced)
            current, spaced = [], after_space
        current.append(piece)
        after_space = False
    if current:
        yield _word(current, spaced=spaced)


def _word(pieces: Sequence[_Piece], *, spaced: bool) -> Word:
    first, last = pieces[0].word, pieces[-1].word
    if first is None or last is None:
        message = "a space is no part of a word"
        raise ValueError(message)
    glyphs = tuple(Glyph(piece.text, piece.x0, piece.x1) for piece in pieces)
    box = Box(
        min(glyph.x0 for glyph in glyphs), first.box.top, max(glyph.x1 for glyph in glyphs), first.box.bottom
    )
    text = "".join(glyph.text for glyph in glyphs)
    return replace(first, text=text, box=box, glyphs=glyphs, spaced=spaced, space_after=last.space_after)
