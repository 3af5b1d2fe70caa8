"""Running titles and page numbers, told by the page before or after, while tables are not known yet."""

from __future__ import annotations

import re
from collections.abc import Iterable

from pipeline.read.pdf.level_frames import lines_of
from pipeline.read.pdf.page import Page, Word

_ZONE = 0.15  # of the page's height: as far from its edge as they stand
_SAME_PLACE = 6.0  # points


def running_words(page: Page, beside: Iterable[Page]) -> set[Word]:
    """The words of lines at the page's upper and lower end that another page has at the same place, but for
    their numbers; a table's repeated head may be among them."""
    others = [line for other in beside for line in _edge_lines(other)]
    return {
        word
        for text, place, words in _edge_lines(page)
        if any(text == other and abs(place - at) <= _SAME_PLACE for other, at, _ in others)
        for word in words
    }


def _edge_lines(page: Page) -> list[tuple[str, float, list[Word]]]:
    """Text, digits made one, baseline and words of each line near the page's ends."""
    top, bottom = _ZONE * page.height, (1 - _ZONE) * page.height
    near = (word for word in page.words if not (word.turn or top < word.baseline < bottom))
    return [
        (re.sub(r"\d+", "#", " ".join(word.text for word in line)).casefold(), line[0].baseline, line)
        for line in lines_of(near)
    ]
