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
from itertools import accumulate, groupby
from typing import Literal

from pipeline.model import Evidence, Paragraph, Span

Use = Literal["value", "point", "mark", "not-understood"]

FILLER = "\x00"
"""Stands for a character that has been taken; it is neither white space nor a letter."""

_TATWEEL = "\u0640"
"""Arabic writing is stretched with it."""
_DASHES = "‐‑‒–—―−﹘﹣－⁃"
_LINE_BREAKS = "\n\r\v\f\x85\u2028\u2029"
_SINGLE_QUOTES = "‘’‚‛ʼ′´`"
_DOUBLE_QUOTES = "“”„‟«»″〝〞＂"
_FOLDS = (
    dict.fromkeys(map(ord, _DASHES), "-")
    | dict.fromkeys(map(ord, _LINE_BREAKS), "\n")
    | dict.fromkeys(map(ord, _SINGLE_QUOTES), "'")
    | dict.fromkeys(map(ord, _DOUBLE_QUOTES), '"')
    | dict.fromkeys(map(ord, f"\u00ad{_TATWEEL}"), "")
)
_PUNCTUATION = re.compile(r"[^\w]+")
_REMEMBERED = 200
"""Characters: names come again, whole cells do not, and may fill the memory."""


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


class _Folds(dict[int, str]):
    """The folded form of each character by its code, found out when it is first met: for `str.translate`."""

    def __missing__(self, code: int) -> str:
        folded = self[code] = fold_character(chr(code))
        return folded


_BY_CODE = _Folds()


def fold(text: str) -> str:
    """`text` folded as a `Text` would show it, for words that come from a lexicon."""
    if text.isascii() and text.isprintable():
        return text
    return unicodedata.normalize("NFC", text).translate(_BY_CODE)


class _Bare(dict[int, str]):
    """As `_Folds`: nothing for combining marks that may be left out in print, all but the breve of `й`."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        bare = "" if unicodedata.combining(character) and character != "\u0306" else character
        self[code] = bare
        return bare


_BARE = _Bare()


def key(text: str) -> str:
    """The form in which two spellings of a name are the same: folded, without case, accents and
    punctuation, words parted by one space (`U.N.E.S.C.O.` keeps its letters apart)."""
    return _key(text) if len(text) <= _REMEMBERED else _key.__wrapped__(text)


@lru_cache(maxsize=65536)
def _key(text: str) -> str:
    folded = fold(text).casefold()
    if folded.isascii():
        return _PUNCTUATION.sub(" ", folded).replace("_", " ").strip()
    bare = unicodedata.normalize("NFD", folded).translate(_BARE)
    return _PUNCTUATION.sub(" ", unicodedata.normalize("NFC", bare)).replace("_", " ").strip()


def squeeze(text: str) -> str:
    """`text` as the contract prints it: white space folded, invisible characters dropped, in NFC."""
    if text.isascii() and text.isprintable():
        return " ".join(text.split())
    visible = "".join(c if c.isspace() or unicodedata.category(c) not in {"Cf", "Cc"} else "" for c in text)
    return unicodedata.normalize("NFC", " ".join(visible.split()))


class _Folded:
    """A paragraph's text folded, and which of its characters each folded one stands for: where they begin and
    end, or None where each stands for the one at its own place."""

    __slots__ = ("ends", "starts", "text")

    def __init__(self, text: str, starts: Sequence[int] | None = None, ends: Sequence[int] = ()) -> None:
        self.text = text
        self.starts = starts
        self.ends = ends

    def source(self, start: int, end: int) -> Span | None:
        """The source characters of the folded ones `start` (below 0: from the paragraph's own start) to
        `end`, None where there are none."""
        first, last = max(start, 0), min(end, len(self.text))
        if first < last and self.starts is not None:
            first, last = (self.starts[start] if start > 0 else 0), self.ends[last - 1]
        return Span(first, last) if first < last else None

    def spread(self, uses: Sequence[Use | None], start: int, size: int) -> list[Use | None]:
        """The uses of the folded characters from `start` on as those of the `size` source characters."""
        spread: list[Use | None] = [None] * size
        for use, stretch in groupby(uses):
            end = start + len(list(stretch))
            if span := self.source(start, end):
                spread[span.start : span.end] = [use] * (span.end - span.start)
            start = end
        return spread

    def positions(self, span: Span) -> tuple[int, int]:
        """The folded characters that stand for those of `span`."""
        if self.starts is None:
            return min(span.start, len(self.text)), min(span.end, len(self.text))
        return bisect_right(self.ends, span.start), bisect_left(self.starts, span.end)


@lru_cache(maxsize=4096)
def _fold_paragraph(text: str) -> _Folded:
    """The text folded, each character with the accents after it, or the stroke that lengthens it, by itself;
    such a stroke that stands alone is a dash. A cell is read several times."""
    if text.isascii() and text.isprintable():
        return _Folded(text)
    pieces: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    start = 0
    while start < len(text):
        end = start + 1
        while end < len(text) and (
            unicodedata.combining(text[end]) or (text[end] == _TATWEEL and text[end - 1].isalpha())
        ):
            end += 1
        piece = "-" if text[start] == _TATWEEL else fold(text[start:end])
        pieces.append(piece)
        starts.extend([start] * len(piece))
        ends.extend([end] * len(piece))
        start = end
    folded = "".join(pieces)
    is_even = len(folded) == len(text) == len(pieces) and "" not in pieces
    return _Folded(folded) if is_even else _Folded(folded, starts, ends)


class Text:
    """Some paragraphs of one cell as one folded string, of which parts can be taken.

    `text` joins the folded paragraphs with line breaks; `free` is the same with taken characters
    masked. All positions are characters of `text`.
    """

    def __init__(self, paragraphs: Sequence[Paragraph]) -> None:
        self.paragraphs = tuple(paragraphs)
        self._folded = [_fold_paragraph(paragraph.text) for paragraph in self.paragraphs]
        lengths = [len(folded.text) + 1 for folded in self._folded]
        self._first = list(accumulate(lengths[:-1], initial=0)) if lengths else []
        self.text = "\n".join([folded.text for folded in self._folded])
        self.free = self.text
        self.uses: list[Use | None] = [None] * len(self.text)

    def take(self, start: int, end: int, use: Use = "value") -> None:
        """Mask the characters `start` to `end` and remember what they were used for."""
        if start < end:
            size = end - start
            self.free = self.free[:start] + FILLER * size + self.free[end:]
            self.uses[start:end] = [use] * size

    def read(self, start: int, end: int) -> tuple[Evidence, ...]:
        """Take the characters as a value and give their evidence (surrounding space left out)."""
        self.take(start, end, "value")
        return self.evidence(start, end)

    def evidence(self, start: int, end: int) -> tuple[Evidence, ...]:
        """Where the characters stand: one evidence for each paragraph and page that they touch."""
        words = self.text[start:end]
        end = start + len(words.rstrip())
        start = min(end, start + len(words) - len(words.lstrip()))
        parts: list[Evidence] = []
        for paragraph, span in self._stretches(start, end):
            if paragraph.page_breaks:
                parts.extend(evidence_of(paragraph, span.start, span.end))
            else:
                parts.append(Evidence(paragraph.locator, span, paragraph.text[span.start : span.end]))
        return tuple(parts)

    def printed(self, start: int, end: int) -> str:
        """The source's own characters for `start` to `end`, white space folded, in NFC."""
        stretches = self._stretches(start, end)
        return squeeze(" ".join(paragraph.text[span.start : span.end] for paragraph, span in stretches))

    def _stretches(self, start: int, end: int) -> list[tuple[Paragraph, Span]]:
        """The source characters of `start` to `end`, paragraph by paragraph."""
        found: list[tuple[Paragraph, Span]] = []
        number = self._number(start)
        while start < end and number < len(self._folded) and (first := self._first[number]) < end:
            span = self._folded[number].source(start - first, end - first)
            if span:
                found.append((self.paragraphs[number], span))
            number += 1
        return found

    def _number(self, position: int) -> int:
        """The number (from 0) of the paragraph to which the character at `position`, or the line break before
        the paragraph, belongs."""
        return bisect_right(self._first, position + 1) - 1

    def paragraph_at(self, position: int) -> Paragraph:
        """The paragraph in which the character at `position` stands."""
        return self.paragraphs[self._number(position)]

    def positions(self, number: int, span: Span) -> tuple[int, int]:
        """Where the characters `span` of paragraph `number` (from 0) stand in this text."""
        first, end = self._folded[number].positions(span)
        start = self._first[number]
        return (start + first, start + end) if first < end else (0, 0)

    def lines(self) -> list[tuple[int, int]]:
        """Start and end of each line (paragraphs and manual line breaks)."""
        spans: list[tuple[int, int]] = []
        start = 0
        for line in self.text.split("\n"):
            spans.append((start, start + len(line)))
            start += len(line) + 1
        return spans

    def booked(self) -> Iterator[tuple[Paragraph, Sequence[Use | None]]]:
        """Each paragraph, and what each of its own characters was used for."""
        for paragraph, folded, first in zip(self.paragraphs, self._folded, self._first, strict=True):
            uses = self.uses[first : first + len(folded.text)]
            if folded.starts is None:
                yield paragraph, uses
            else:
                before = self.uses[first - 1 : first] if first else []  # the line break
                yield paragraph, folded.spread([*before, *uses], -len(before), len(paragraph.text))

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
