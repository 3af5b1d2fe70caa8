"""Text printed again over itself (shadows, bold made by printing twice), which is read once."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from pipeline.read.pdf.page import Glyph, Word, with_glyphs

_OVERPRINT = 1.0  # points: the least that a second print may be displaced; the most is this and a field
_FIELD = 2.0  # points: places are looked up in squares of this side
_SAME_PLACE = 0.1  # of the font size: so far a single character's second print may be displaced

_Square = tuple[int, int]


def overprinted(places: Sequence[tuple[float, float]]) -> bool:
    """True where two of the places are nearly the same."""
    for shift in (0.0, _FIELD):  # two that a band parts are together in the bands shifted by half
        banded = sorted((int((y + shift) // (2 * _FIELD)), x) for x, y in places)
        if any(band == other and x - before <= _FIELD for (band, before), (other, x) in pairwise(banded)):
            return True
    return False


def once(words: Sequence[Word]) -> list[Word]:
    """The words without those that are printed again, and without the characters of the others that are: the
    second print may be parted elsewhere, or lack some, or have some that the first lacks."""
    seen: set[tuple[str, _Square]] = set()
    prints = _Prints()
    for word in words:
        x, y = word.box.x0, word.baseline
        if not any((word.text, square) in seen for square in _squares(x, y)):
            prints.add(word)
        seen.add((word.text, _square(x, y)))
    return prints.words


class _Prints:
    """Words, and where each of their characters is printed."""

    def __init__(self) -> None:
        self.words: list[Word] = []
        self._places: dict[tuple[str, _Square], list[tuple[float, float, int]]] = {}

    def add(self, word: Word) -> None:
        """Add what other words have not printed of a word: where it stands within one of these, to it."""
        rest: list[Glyph] = []
        index: int | None = None
        for glyph in word.glyphs:
            known = self._known(glyph, word)
            if known is not None:
                index = known
            elif index is not None and self.words[index].box.x0 <= glyph.x0 <= self.words[index].box.x1:
                self._put(index, with_glyphs(self.words[index], [*self.words[index].glyphs, glyph]), [glyph])
            else:
                rest.append(glyph)
        if rest:
            self.words.append(word)
            whole = word if len(rest) == len(word.glyphs) else with_glyphs(word, rest)
            self._put(len(self.words) - 1, whole, rest)

    def _known(self, glyph: Glyph, word: Word) -> int | None:
        """The word that has printed the character at the same place."""
        x, y, least = glyph.x0, word.baseline, _SAME_PLACE * word.size
        for square in _squares(x, y):
            for x_before, y_before, index in self._places.get((glyph.text, square), ()):
                if abs(x - x_before) <= least and abs(y - y_before) <= least:
                    return index
        return None

    def _put(self, index: int, word: Word, glyphs: Sequence[Glyph]) -> None:
        self.words[index] = word
        for glyph in glyphs:
            place = glyph.text, _square(glyph.x0, word.baseline)
            self._places.setdefault(place, []).append((glyph.x0, word.baseline, index))


def _square(x: float, y: float) -> _Square:
    return int(x // _FIELD), int(y // _FIELD)


def _squares(x: float, y: float) -> list[_Square]:
    """The squares in which something printed at nearly this place is looked up."""
    columns = {int((x - _OVERPRINT) // _FIELD), int((x + _OVERPRINT) // _FIELD)}
    rows = {int((y - _OVERPRINT) // _FIELD), int((y + _OVERPRINT) // _FIELD)}
    return [(column, row) for column in columns for row in rows]
