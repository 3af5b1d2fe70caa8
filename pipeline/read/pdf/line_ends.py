"""What stands between two lines of a paragraph: a space, nothing, or a hyphen that goes or stays.

A hyphen at a line's end either parts a word ("Administra-/tion") or belongs to it ("forward-/looking");
the words of the rest of the document decide, and where they do not it stays.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from math import log
from typing import Literal

from pipeline.read.pdf.lines import UNSPACED_SCRIPT, Line
from pipeline.read.pdf.typesetting import Stretch
from pipeline.read.pdf.words import LINE_END_HYPHEN

Joint = Literal["space", "nothing", "drop-hyphen", "undecided-hyphen", "space-likely", "nothing-likely"]

LONGEST_TOKEN = 2048
"""Characters around a line's end that are looked at: no address is longer, and text without spaces may go on
for pages."""

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*(?:[-‐][^\W\d_]+)*")
_HYPHENATED = re.compile(rf"([^\W_]+-*)[-‐{LINE_END_HYPHEN}]$")
_HYPHENS = f"-‐{LINE_END_HYPHEN}"
_LETTERS = re.compile(r"[^\W\d_]+")
_SLASHED = re.compile(r"\w/$")
_CLOSING = ")]}”.,/"  # nothing stands between a word and these
_TRUSTED = 5.0  # occurrences: letters seen less often say little of what follows them
_ALPHABET = 30
_KNOWN, _LONG = 3, 4  # a piece that is a word of the document is less often one by chance the longer it is
_CUT_TO_CHANCE = (
    10  # where words are cut, one that fills its line was that much more often cut than it fitted
)
_ADDRESS = re.compile(r"(?:[a-z][a-z0-9+.-]*://|www\.|mailto:|[\w.+-]+@)[^\s<>\"]*$", re.IGNORECASE)
_SIGN_OF_ADDRESS = re.compile(r"://|www\.|mailto:|@", re.IGNORECASE)
_ADDRESS_GOES_ON = re.compile(r"[/_=&?%#~+@:.-]$")
_PART_OF_ADDRESS = re.compile(r"[/_=&?%#~@]|\w\.\w|\.(?:html?|pdf|aspx?|php)\b|^[\w-]+-[\w-]+$|\d")


class Vocabulary:
    """The words that the document shows unbroken, and how often; counted when first asked. Of the lines
    only their texts are kept."""

    def __init__(self, stretches: Sequence[Stretch]) -> None:
        self._whole: list[str] = []  # lines of which no word is cut
        self._rests: list[str] = []  # lines whose first word may be what a line or page before it left over
        self._filled: list[tuple[str, str]] = []  # lines that one word fills, and what follows them
        for stretch in stretches:
            rest_of_cut = stretch.lines[0].text[0].islower() if stretch.lines else False
            for line in stretch.lines:
                is_cut = _alone(line) and stretch.room(line) < line.size
                if not is_cut:
                    (self._rests if rest_of_cut else self._whole).append(line.text)
                rest_of_cut = is_cut
            self._filled.extend(_filled(stretch))

    @cached_property
    def _counts(self) -> Counter[str]:
        counts = Counter(word for text in self._whole for word in _words(text))
        counts.update(word for text in self._rests for word in _words(text)[1:])
        return counts

    @cached_property
    def _sorted(self) -> list[str]:
        return sorted(self._counts)

    @cached_property
    def _letters(self) -> Counter[str]:
        """How often letters stand together, by ones, twos and threes; a blank is a word's end."""
        letters: Counter[str] = Counter()
        for word, count in self._counts.items():
            bounded = f" {word} "
            for start in range(len(bounded) - 1):
                for size in range(4):
                    letters[bounded[start : start + size]] += count
        return letters

    def _chance(self, letter: str, after: str) -> float:
        """How often `letter` follows `after`; where that was seldom seen, the last letter of `after`."""
        chance = 1 / _ALPHABET
        for context in (after[-1:], after):
            seen = self._letters[context]
            trust = seen / (seen + _TRUSTED)
            chance = (1 - trust) * chance + (trust * self._letters[context + letter] / seen if seen else 0)
        return chance

    def one_word(self, first: str, second: str) -> bool:
        """True where two pieces look more like one word than like two, by the document's own words and by
        whether its producer cuts words at all."""
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
        for piece in (first, second):
            if self.count(piece):
                apart *= _KNOWN ** min(len(piece), _LONG)
        return joined / apart

    @cached_property
    def _has_cut_words(self) -> bool:
        """True where the lines that one word fills show, taken together, that the producer cuts words which
        find no room (word processors do, browsers do not): any of them may fill its line by chance."""
        evidence = 0.0
        for before, after in self._filled:
            pieces = _pieces_of_word(before, after)
            if pieces:
                known = self.begins("".join(pieces))
                evidence += log((1 + (_CUT_TO_CHANCE if known else self._odds(*pieces))) / 2)
        return evidence > 0

    def count(self, word: str) -> int:
        """How often `word` stands in the document, whatever its case."""
        return self._counts[word.casefold()]

    def begins(self, start: str) -> bool:
        """True where a word of the document begins so."""
        start = start.casefold()
        place = bisect_left(self._sorted, start)
        return place < len(self._sorted) and self._sorted[place].startswith(start)


def _words(text: str) -> list[str]:
    return _WORD.findall(text.rstrip(_HYPHENS).casefold())


def _filled(stretch: Stretch) -> Iterator[tuple[str, str]]:
    """The lines that a single word fills, without a space at its end, each with the line that follows."""
    for line, following in pairwise(stretch.lines):
        if _alone(line) and not line.space_after and stretch.room(line) < following.letter:
            yield line.text, following.text


@dataclass(frozen=True, slots=True)
class LineEnd:
    """The end of a line and the start of the next: the last token of the paragraph so far, the two
    lines, the room that was left, and whether a space stood there as far as the producer tells."""

    token: str
    line: Line
    following: Line
    room: float
    at_space: bool | None

    @property
    def head(self) -> str:
        """The first token of the following line."""
        return self.following.text[:LONGEST_TOKEN].partition(" ")[0]

    @property
    def full(self) -> bool:
        """True where not one more letter had room on a line that holds a single word."""
        return _alone(self.line) and self.room < self.following.letter


def _alone(line: Line) -> bool:
    """True for a line of a single word, a list mark before it not counted."""
    return line.words <= 1 + line.listed


def joint(end: LineEnd, vocabulary: Vocabulary) -> Joint:
    """What joins two lines of a paragraph."""
    if end.at_space:
        return "space"
    if end.head[0] in _CLOSING and (end.full or end.at_space is False):
        return "nothing"
    address = _address(end.token)
    if address is None and end.full:
        address = _address(end.token + end.head)
    if address:
        return "nothing" if _address_goes_on(end, address.group(), vocabulary) else "space"
    hyphenated = _HYPHENATED.search(end.token) if end.token[-1] in _HYPHENS else None
    if hyphenated:
        return _hyphen(hyphenated.group(1), end, vocabulary)
    if (
        UNSPACED_SCRIPT.match(end.token[-1])
        or UNSPACED_SCRIPT.match(end.head[0])
        or _SLASHED.search(end.token)
    ):
        return "nothing"
    return _cut(end, vocabulary) if end.full else "space"


def _hyphen(stem: str, end: LineEnd, vocabulary: Vocabulary) -> Joint:
    """What becomes of a hyphen, by what the rest of the document shows of the word."""
    match = _WORD.match(end.head)
    kept = (
        match is None
        or stem[-1].isdigit()
        or len(stem) == 1
        or stem[-1] == "-"
        or _address(end.token + end.head)
    )
    if match is None or kept or (match.group()[0].isupper() and not stem.isupper()):
        return "nothing"
    rest = match.group()
    whole, parted = vocabulary.count(stem + rest), vocabulary.count(f"{stem}-{rest}")
    if whole == parted:
        return "undecided-hyphen"
    return "drop-hyphen" if whole > parted else "nothing"


def _address_goes_on(end: LineEnd, address: str, vocabulary: Vocabulary) -> bool:
    """True where the next line goes on with an address: link annotations say so, or its own form."""
    here = next((link.target for link in end.line.links if link.end >= len(end.line.text)), None)
    there = next((link.target for link in end.following.links if link.start == 0), None)
    if end.at_space is False:
        return True
    if here is not None:
        so_far = _bare(address)
        return here == there and not (so_far and _bare(here).endswith(so_far))
    word = _WORD.fullmatch(end.head.rstrip(".,;:)"))
    known = word is not None and vocabulary.count(word.group()) > 1
    if (end.full or _ADDRESS_GOES_ON.search(address)) and not known:
        return True
    no_room = end.room < end.following.first
    return no_room and bool(_PART_OF_ADDRESS.search(end.head)) and not _ADDRESS.match(end.head)


def _address(text: str) -> re.Match[str] | None:
    """The address that a text ends in. It is looked for only where there is a sign of one: the pattern
    tries every letter as its start, and a line without spaces may be long."""
    return _ADDRESS.search(text) if _SIGN_OF_ADDRESS.search(text) else None


def _bare(address: str) -> str:
    return re.sub(r"^[a-z]+:(?://)?", "", address.casefold()).rstrip("/.,;")


def _cut(end: LineEnd, vocabulary: Vocabulary) -> Joint:
    """What joins a line that a single word fills: the word may have been cut for want of room."""
    if end.at_space is False:
        return "nothing"
    pieces = _pieces_of_word(end.token, end.head)
    if pieces is None:
        return "nothing-likely" if end.token[-1].isdigit() and end.head[0].isdigit() else "space"
    first, second = pieces
    if vocabulary.begins(first + second):
        return "nothing"
    return "nothing-likely" if vocabulary.one_word(first, second) else "space-likely"


def _pieces_of_word(before: str, after: str) -> tuple[str, str] | None:
    """The letters at the end of a line and at the start of the next, where they can be one word."""
    backwards, rest = _LETTERS.match(before[::-1]), _WORD.match(after)
    if backwards is None or rest is None:
        return None
    stem = backwards.group()[::-1]
    return None if rest.group()[0].isupper() and not stem.isupper() else (stem, rest.group())
