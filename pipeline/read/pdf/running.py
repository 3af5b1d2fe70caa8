"""Running titles and page numbers: texts that another page has at the same place, but for the page's number.

Told by the page before or after while tables are not known yet, then by all pages (`furniture`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from pipeline.read.pdf.level_frames import lines_of
from pipeline.read.pdf.page import Page, Word

_NUMBER = re.compile(r"\d+")
_YEAR = r"(?:19|20)\d\d"
_MONTH = r"[^\W\d]{3,20}"
_JOINED = r"\W{0,3}(?:[^\W\d]{1,3}\W{1,3}){0,2}"  # by such words as "de" and "of", or the end of an ordinal
_DAY = re.compile(
    rf"(?<!\d)\d{{1,2}}(?!\d){_JOINED}{_MONTH}\W{_JOINED}{_YEAR}"
    rf"|(?<!\w){_MONTH}\.?\s{{1,3}}\d{{1,2}},\s{{0,3}}{_YEAR}|{_YEAR}\s?年"
    rf"|(?<!\d)\d{{1,2}}([./-])\d{{1,2}}\1(?:{_YEAR}|\d\d(?!\d))"
)
"""Day, month and year in most ways and languages."""
_MOST_DIGITS = 9  # of a number, from its end: no page has more

ZONE = 0.15
"""Share of the page's height: as far from its edge as running titles and page numbers stand."""

SAME_PLACE = 6.0
"""Points: what stands no farther apart on two pages is at the same place."""


def without_numbers(text: str) -> tuple[str, tuple[int, ...]]:
    """A line's text with each number made one sign, and the numbers; a day's text as it is: the next page may
    be of the next day."""
    if _DAY.search(text):
        return text.casefold(), ()
    return _NUMBER.sub("#", text.casefold()), tuple(
        int(number[-_MOST_DIGITS:]) for number in _NUMBER.findall(text)
    )


def is_again(numbers: Sequence[int], others: Sequence[int], apart: int) -> bool:
    """True where the numbers of two lines of one text, the other so many pages further on, are the same but
    for the pages' own."""
    return all(other - number in {0, apart} for number, other in zip(numbers, others, strict=True))


def running_words(page: Page, beside: Iterable[Page]) -> set[Word]:
    """The words of lines at the page's upper and lower end that another page has at the same place, but for
    the page's number; a table's repeated head may be among them."""
    others = [(other.number - page.number, line) for other in beside for line in _edge_lines(other)]
    return {
        word
        for text, numbers, place, words in _edge_lines(page)
        if any(
            text == other and abs(place - at) <= SAME_PLACE and is_again(numbers, theirs, apart)
            for apart, (other, theirs, at, _) in others
        )
        for word in words
    }


def _edge_lines(page: Page) -> list[tuple[str, tuple[int, ...], float, list[Word]]]:
    """Text without numbers, these, baseline and words of each line near the page's ends."""
    top, bottom = ZONE * page.height, (1 - ZONE) * page.height
    near = (word for word in page.words if not (word.turn or top < word.baseline < bottom))
    return [
        (*without_numbers(" ".join(word.text for word in line)), line[0].baseline, line)
        for line in lines_of(near)
    ]
