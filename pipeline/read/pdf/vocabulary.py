"""The words that a document shows, and what its letters tell of others: whether two pieces that a line end
parts are one word."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, cached_property
from itertools import pairwise
from math import log, sqrt

from pipeline.read.pdf.known_words import is_known, is_start_of_known, known_words
from pipeline.read.pdf.lines import is_alone
from pipeline.read.pdf.typesetting import Stretch
from pipeline.read.pdf.words import LINE_END_HYPHEN

WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*(?:[-‐][^\W\d_]+)*")
"""A word, with the apostrophes and hyphens in it."""

HYPHENS = f"-‐{LINE_END_HYPHEN}"
"""Signs that a line which cuts a word may end with."""

_AROUND = "()[]{}<>«»“”‘’\"'.,;:!?"
_LETTERS = re.compile(r"[^\W\d_]+")
_TRUSTED = 5.0  # occurrences: letters seen less often say little of what follows them
_OF_REPORTS = 0.2  # of an occurrence, a word that reports use counts beside those of the document
_ALPHABET = 30
# The odds that follow were fitted to 5,000 line ends of prints in six languages whose text is known.
_KNOWN, _LONG = 2.2, 4  # a piece that is a word itself is less often one by chance the longer it is
_KNOWN_WHOLE = 90  # two pieces that make a word which reports use are seldom two
_CUT_TO_CHANCE = 5  # where words are cut, one that fills its line was so much more often cut than it fitted


class Vocabulary:
    """The words that the document shows unbroken, and how often; counted when first asked. Of the lines
    only their texts are kept."""

    def __init__(self, stretches: Sequence[Stretch]) -> None:
        self._complete: list[str] = []  # lines of which no word is cut
        self._rests: list[str] = []  # lines whose first word may be what a line or page before it left over
        self._filled: list[tuple[str, str]] = []  # lines that one word fills, and what follows them
        for stretch in stretches:
            rest_of_cut = stretch.lines[0].text[0].islower() if stretch.lines else False
            for line in stretch.lines:
                is_cut = is_alone(line) and stretch.room(line) < line.size
                if not is_cut:
                    (self._rests if rest_of_cut else self._complete).append(line.text)
                rest_of_cut = is_cut
            self._filled.extend(_filled(stretch))

    @cached_property
    def _counts(self) -> Counter[str]:
        return Counter(word for text in self._whole for word in WORD.findall(text))

    @cached_property
    def _tokens(self) -> set[str]:
        return {token.strip(_AROUND) for text in self._whole for token in text.split(" ")}

    @cached_property
    def _whole(self) -> list[str]:
        """The lines without what may be a piece of a word, in lower case."""
        rests = (text.partition(" ")[2] for text in self._rests)
        return [text.rstrip(HYPHENS).casefold() for text in (*self._complete, *rests)]

    @cached_property
    def _sorted(self) -> list[str]:
        return sorted(self._counts)

    @cached_property
    def _letters(self) -> Counter[str]:
        return _together(self._counts)

    def _chance(self, letter: str, after: str) -> float:
        """How often `letter` follows `after`; where that was seldom seen, the last letter of `after`, and
        where the document has few words, in the words that reports use."""
        chance = 1 / _ALPHABET
        for context in (after[-1:], after):
            for letters, weight in ((_known_letters(), _OF_REPORTS), (self._letters, 1.0)):
                seen = letters[context] * weight
                trust = seen / (seen + _TRUSTED)
                chance = (1 - trust) * chance + (
                    trust * letters[context + letter] / letters[context] if seen else 0
                )
        return chance

    def one_word(self, first: str, second: str) -> bool:
        """True where two pieces look more like one word than like two, by the words of the document and of
        reports in general, and by whether the producer cuts words at all."""
        odds = self._odds(first, second)
        return odds * (_CUT_TO_CHANCE if self._has_cut_words else 1) >= 1

    def _odds(self, first: str, second: str) -> float:
        """How much likelier two pieces are one word than two."""
        first, second = first.casefold(), second.casefold()
        before, after = f" {first}"[-2:], f"{second} "
        joined = self._chance(after[0], before) * self._chance(after[1], before[1] + after[0])
        apart = (
            self._chance(" ", before) * self._chance(after[0], " ") * self._chance(after[1], " " + after[0])
        )
        odds = sqrt(joined / apart)
        for piece in (first, second):
            if self.count(piece) or is_known(piece):
                odds /= _KNOWN ** min(len(piece), _LONG)
        return odds * (_KNOWN_WHOLE if is_start_of_known(first + second) else 1)

    @cached_property
    def _has_cut_words(self) -> bool:
        """True where the lines that one word fills show, taken together, that the producer cuts words which
        find no room (word processors do, browsers do not): any of them may fill its line by chance."""
        evidence = 0.0
        for before, after in self._filled:
            pieces = pieces_of_word(before, after)
            if pieces:
                known = self.begins("".join(pieces))
                evidence += log((1 + (_CUT_TO_CHANCE if known else self._odds(*pieces))) / 2)
        return evidence > 0

    def count(self, word: str) -> int:
        """How often `word` stands in the document, whatever its case."""
        return self._counts[word.casefold()]

    def shows(self, token: str) -> bool:
        """True where the document has these characters between spaces, signs around them not counted."""
        return token.strip(_AROUND).casefold() in self._tokens

    def is_spaced(self, sign: str) -> bool:
        """True where the document mostly sets a sign apart from the word before it."""
        apart = sum(text.count(f" {sign}") for text in self._whole)
        return 2 * apart > sum(text.count(sign) for text in self._whole)

    def begins(self, start: str) -> bool:
        """True where a word of the document begins so."""
        start = start.casefold()
        place = bisect_left(self._sorted, start)
        return place < len(self._sorted) and self._sorted[place].startswith(start)


def _together(words: Mapping[str, int]) -> Counter[str]:
    """How often letters stand together in words, by ones, twos and threes; a blank is a word's end."""
    letters: Counter[str] = Counter()
    for word, count in words.items():
        bounded = f" {word} "
        for start in range(len(bounded) - 1):
            for size in range(4):
                letters[bounded[start : start + size]] += count
    return letters


@cache
def _known_letters() -> Counter[str]:
    return _together(dict.fromkeys(known_words(), 1))


def _filled(stretch: Stretch) -> Iterator[tuple[str, str]]:
    """The lines that a single word fills, without a space at its end, each with the line that follows."""
    for line, following in pairwise(stretch.lines):
        if is_alone(line) and not line.space_after and stretch.room(line) < following.letter:
            yield line.text, following.text


def pieces_of_word(before: str, after: str) -> tuple[str, str] | None:
    """The letters at the end of a line and at the start of the next, where they can be one word."""
    backwards, rest = _LETTERS.match(before[::-1]), WORD.match(after)
    if backwards is None or rest is None:
        return None
    stem, following = backwards.group()[::-1], rest.group()
    begins_anew = following[0].isupper() and not (stem + following).isupper()
    return None if begins_anew else (stem, following)
