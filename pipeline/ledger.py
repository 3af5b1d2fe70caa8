"""The text ledger: what every visible character of a used table became."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby, product

from pipeline.fold import Text, Use
from pipeline.model import Cell, Locator, Paragraph, Span

_RANK: dict[Use | None, int] = {"value": 4, "point": 3, "mark": 2, "not-understood": 1, None: 0}
"""Where several rules used a character, the use that says most counts."""
_STRONGER = {pair: max(pair, key=_RANK.__getitem__) for pair in product(_RANK, repeat=2)}


@dataclass(frozen=True, slots=True)
class Entry:
    """Characters of one paragraph and what they became; None: nobody accounted for them."""

    locator: Locator
    span: Span
    text: str
    use: Use | None


class Ledger:
    """The uses of the characters of some paragraphs, entered by `Text`s that were read."""

    def __init__(self) -> None:
        self._paragraphs: dict[Locator, Paragraph] = {}
        self._uses: dict[Locator, list[Use | None]] = {}

    def open(self, cell: Cell) -> None:
        """Put the cell's characters on the books, so that none can be forgotten."""
        for paragraph in cell.paragraphs:
            self._book(paragraph)

    def enter(self, text: Text) -> None:
        """Book what `text` was used for."""
        for paragraph, uses in text.booked():
            present = self._book(paragraph)
            present[:] = map(_STRONGER.__getitem__, zip(present, uses, strict=True)) if any(present) else uses

    def _book(self, paragraph: Paragraph) -> list[Use | None]:
        uses = self._uses.get(paragraph.locator)
        if uses is None:
            self._paragraphs[paragraph.locator] = paragraph
            uses = self._uses[paragraph.locator] = [None] * len(paragraph.text)
        return uses

    def __iter__(self) -> Iterator[Entry]:
        """The stretches of equal use, in order of table, row, column and paragraph."""
        for locator in sorted(self._uses, key=_place):
            text, uses = self._paragraphs[locator].text, self._uses[locator]
            start = 0
            for use, stretch in groupby(uses):
                end = start + len(list(stretch))
                yield Entry(locator, Span(start, end), text[start:end], use)
                start = end

    def shares(self) -> dict[tuple[int, int, int], Counter[Use | None]]:
        """How many visible characters of each cell (table, row, column) became what."""
        shares: dict[tuple[int, int, int], Counter[Use | None]] = {}
        for entry in self:
            cell = _place(entry.locator)[:3]
            shares.setdefault(cell, Counter())[entry.use] += visible(entry.text)
        return shares

    def unaccounted(self) -> list[Entry]:
        """Visible characters that became nothing: a mistake of this program where there are any."""
        return [entry for entry in self if entry.use is None and visible(entry.text)]


def visible(text: str) -> int:
    """How many characters of `text` a reader of the page sees."""
    return sum(not c.isspace() and unicodedata.category(c) not in {"Cf", "Cc"} for c in text)


def _place(locator: Locator) -> tuple[int, int, int, int]:
    return (locator.table_index or 0, locator.row or 0, locator.column or 0, locator.paragraph)
