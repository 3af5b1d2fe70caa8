"""Readable text that never loses its place: folding with a map back, and the masking of consumed text.

Normalisers look for words in a folded text (one kind of space, dash, quote and digit; no soft
hyphens; composed letters) and take what they understand. What is taken is masked at equal length,
so every position stays true; what nobody took is the remainder.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Literal

from pipeline.model import Evidence, Paragraph, Span

Use = Literal["value", "point", "mark", "not-understood"]

FILLER = "\x00"
"""Stands for a character that has been taken; it is neither white space nor a letter."""

_DASHES = "‐‑‒–—―−﹘﹣－⁃"
_LINE_BREAKS = "\n\r\v\f\x85\u2028\u2029"
_SINGLE_QUOTES = "‘’‚‛ʼ′´`"
_DOUBLE_QUOTES = "“”„‟«»″〝〞＂"
_FOLDS = (
    dict.fromkeys(map(ord, _DASHES), "-")
    | dict.fromkeys(map(ord, _LINE_BREAKS), "\n")
    | dict.fromkeys(map(ord, _SINGLE_QUOTES), "'")
    | dict.fromkeys(map(ord, _DOUBLE_QUOTES), '"')
    | {0x00AD: "", 0x0640: ""}
)
_PUNCTUATION = re.compile(r"[^\w]+")


@lru_cache(maxsize=8192)
def fold_character(character: str) -> str:
    """The folded form of one character: usually one character, none for invisible ones.

    Compatibility forms are folded where they are another shape of the same sign (full width, Arabic
    presentation forms, ligatures), not where they would change a word (`º`, `½`, `™` stay).
    """
    code = ord(character)
    if code in _FOLDS:
        return _FOLDS[code]
    category = unicodedata.category(character)
    if category == "Nd":
        return str(unicodedata.digit(character))
    if category == "Zs" or character == "\t":
        return " "
    if category in {"Cf", "Cc"}:
        return ""
    if 0xFF01 <= code <= 0xFF5E or 0xFB00 <= code <= 0xFDFF or 0xFE70 <= code <= 0xFEFF:
        return unicodedata.normalize("NFKC", character)
    return character


def fold(text: str) -> str:
    """`text` folded as a `Text` would show it, for words that come from a lexicon."""
    composed = unicodedata.normalize("NFC", text)
    if composed.isascii() and not any(ord(c) < 32 for c in composed):
        return composed
    return "".join(map(fold_character, composed))


@lru_cache(maxsize=65536)
def key(text: str) -> str:
    """The form in which two spellings of a name are the same: folded, without case, accents and
    punctuation, words parted by one space (`U.N.E.S.C.O.` keeps its letters apart)."""
    decomposed = unicodedata.normalize("NFD", fold(text).casefold())
    bare = "".join(c for c in decomposed if not unicodedata.combining(c) or not _is_latin_like(c))
    return _PUNCTUATION.sub(" ", unicodedata.normalize("NFC", bare)).replace("_", " ").strip()


def _is_latin_like(mark: str) -> bool:
    """Combining marks that may be left out in print: all but the Cyrillic breve of `й`."""
    return mark != "\u0306"


def squeeze(text: str) -> str:
    """`text` as the contract prints it: white space folded, invisible characters dropped, in NFC."""
    visible = "".join(c if c.isspace() or unicodedata.category(c) not in {"Cf", "Cc"} else "" for c in text)
    return unicodedata.normalize("NFC", " ".join(visible.split()))


class Text:
    """Some paragraphs of one cell as one folded string, of which parts can be taken.

    `text` joins the folded paragraphs with line breaks; `free` is the same with taken characters
    masked. All positions are characters of `text`.
    """

    def __init__(self, paragraphs: Sequence[Paragraph]) -> None:
        self.paragraphs = tuple(paragraphs)
        characters: list[str] = []
        self._paragraph: list[int] = []
        self._start: list[int] = []
        self._end: list[int] = []
        for number, paragraph in enumerate(self.paragraphs):
            if number:
                self._append(characters, "\n", number, 0, 0)
            self._fold(characters, number, paragraph.text)
        self.text = "".join(characters)
        self._free = list(characters)
        self.uses: list[Use | None] = [None] * len(characters)

    def _append(self, characters: list[str], folded: str, number: int, start: int, end: int) -> None:
        for character in folded:
            characters.append(character)
            self._paragraph.append(number)
            self._start.append(start)
            self._end.append(end)

    def _fold(self, characters: list[str], number: int, text: str) -> None:
        if text.isascii() and text.isprintable():
            size = len(text)
            characters.extend(text)
            self._paragraph.extend([number] * size)
            self._start.extend(range(size))
            self._end.extend(range(1, size + 1))
            return
        start = 0
        while start < len(text):
            end = start + 1
            while end < len(text) and unicodedata.combining(text[end]):
                end += 1
            cluster = unicodedata.normalize("NFC", text[start:end])
            folded = "".join(map(fold_character, cluster))
            self._append(characters, folded, number, start, end)
            start = end

    @property
    def free(self) -> str:
        """The text with everything that was taken masked by `FILLER`."""
        return "".join(self._free)

    def take(self, start: int, end: int, use: Use = "value") -> None:
        """Mask the characters `start` to `end` and remember what they were used for."""
        for position in range(start, end):
            self._free[position] = FILLER
            self.uses[position] = use

    def read(self, start: int, end: int) -> tuple[Evidence, ...]:
        """Take the characters as a value and give their evidence (surrounding space left out)."""
        self.take(start, end, "value")
        return self.evidence(start, end)

    def evidence(self, start: int, end: int) -> tuple[Evidence, ...]:
        """Where the characters stand: one evidence for each paragraph and page that they touch."""
        while start < end and self.text[start].isspace():
            start += 1
        while end > start and self.text[end - 1].isspace():
            end -= 1
        return tuple(
            part
            for paragraph, span in self._stretches(start, end)
            for part in evidence_of(paragraph, span.start, span.end)
        )

    def printed(self, start: int, end: int) -> str:
        """The source's own characters for `start` to `end`, white space folded, in NFC."""
        stretches = self._stretches(start, end)
        return squeeze(" ".join(paragraph.text[span.start : span.end] for paragraph, span in stretches))

    def _stretches(self, start: int, end: int) -> Iterator[tuple[Paragraph, Span]]:
        """The source characters of `start` to `end`, paragraph by paragraph."""
        position = start
        while position < end:
            number = self._paragraph[position]
            last = position
            while last + 1 < end and self._paragraph[last + 1] == number:
                last += 1
            if self._start[position] < self._end[last]:
                yield self.paragraphs[number], Span(self._start[position], self._end[last])
            position = last + 1

    def paragraph_at(self, position: int) -> Paragraph:
        """The paragraph in which the character at `position` stands."""
        return self.paragraphs[self._paragraph[position]]

    def positions(self, number: int, span: Span) -> tuple[int, int]:
        """Where the characters `span` of paragraph `number` (from 0) stand in this text."""
        low, high = bisect_left(self._paragraph, number), bisect_right(self._paragraph, number)
        first = bisect_right(self._end, span.start, low, high)
        end = bisect_left(self._start, span.end, low, high)
        return (first, end) if first < end else (0, 0)

    def lines(self) -> list[tuple[int, int]]:
        """Start and end of each line (paragraphs and manual line breaks)."""
        spans: list[tuple[int, int]] = []
        start = 0
        for line in self.text.split("\n"):
            spans.append((start, start + len(line)))
            start += len(line) + 1
        return spans

    def used(self) -> Iterator[tuple[Paragraph, Span, Use]]:
        """The source characters of each stretch that was taken, and what for."""
        position = 0
        while position < len(self.uses):
            use, number, last = self.uses[position], self._paragraph[position], position
            while (
                last + 1 < len(self.uses)
                and self.uses[last + 1] == use
                and self._paragraph[last + 1] == number
            ):
                last += 1
            if use and self._start[position] < self._end[last]:
                yield self.paragraphs[number], Span(self._start[position], self._end[last]), use
            position = last + 1

    def remainder(self) -> list[tuple[int, int]]:
        """The stretches, within a line, of visible characters that nobody took."""
        return [match.span() for match in re.finditer(r"[^\s\x00](?:[^\n\x00]*[^\s\x00])?", self.free)]


def evidence_of(paragraph: Paragraph, start: int, end: int) -> Iterator[Evidence]:
    """Evidence for characters of one paragraph, parted where a page break cuts it."""
    cuts = [brk for brk in paragraph.page_breaks if start < brk.offset < end]
    page = paragraph.locator.page
    for brk in paragraph.page_breaks:
        if brk.offset <= start:
            page = brk.page
    for cut in (*cuts, None):
        stop = cut.offset if cut else end
        yield Evidence(replace(paragraph.locator, page=page), Span(start, stop), paragraph.text[start:stop])
        start = stop
        if cut:
            page = cut.page
