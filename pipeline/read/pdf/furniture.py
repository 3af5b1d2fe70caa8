"""Page headers, footers and page numbers: what stands at the edge of pages and is no text of the report."""

from __future__ import annotations

import re
from collections import defaultdict, deque
from collections.abc import Iterator
from dataclasses import replace

from pipeline.read.pdf.layout import Content, Part
from pipeline.read.pdf.lines import Line
from pipeline.read.pdf.running import SAME_PLACE, ZONE, is_again, without_numbers

_NEAR = 4  # pages: titles alternate between left and right ones, or stand over a chapter
_MARGIN = 60.0  # points: the text of most reports stands farther from the page's edge, as letters do
_HEADER_TEXT_NUMBER = 3  # items of a page that has all three
_DIGITS_OF_A_YEAR = 4
_APART = 0.7  # of the font size: text and page header are at least so far apart
_PAGE_NUMBER = re.compile(
    r"\W*(?P<word>[^\W\d]+\.?\s*)?(?P<number>\d{1,4}|[ivxl]{1,7})(?:\s*(?:/|\||[^\W\d]{1,4})\s*\d{1,4})?\W*",
    re.IGNORECASE,
)


def without_furniture(contents: deque[Content]) -> Iterator[Content]:
    """The pages without lines that come back at the same place of other pages, but for the pages' numbers,
    and without page numbers. Where nothing else stands on any page, these lines are the text. `contents` is
    emptied, so that no page need be kept longer than it is used."""
    edges = [_edge_lines(content) for content in contents]
    seen = _Seen()
    for page, lines in enumerate(edges):
        for line in lines:
            seen.add(line, page)
    kept = deque(
        tuple(item for item in content.items if not _is_furniture(item, page, content, lines, seen))
        for page, (content, lines) in enumerate(zip(contents, edges, strict=True))
    )
    del edges
    is_nothing_else = not any(kept)
    while contents:
        content, items = contents.popleft(), kept.popleft()
        yield content if is_nothing_else else replace(content, items=items)


class _Seen:
    """The lines at the edges of pages, by their place and their text without numbers."""

    def __init__(self) -> None:
        self._numbers: dict[tuple[str, int], dict[int, tuple[int, ...]]] = defaultdict(dict)
        self._pages: dict[tuple[str, int], set[int]] = defaultdict(set)

    def add(self, line: Line, page: int) -> None:
        """Remember a line of a page."""
        place, text, numbers = _key(line)
        self._numbers[text, place][page] = numbers
        self._pages[line.text.casefold(), place].add(page)

    def is_on_other_pages(self, line: Line, page: int) -> bool:
        """True where another page has the very line at this place, or one near by has it with its number."""
        place, text, numbers = _key(line)
        for near in (place - 1, place, place + 1):
            pages = self._pages.get((line.text.casefold(), near), set())
            if len(pages) > (page in pages):
                return True
            found = self._numbers.get((text, near), {})
            for other in range(page - _NEAR, page + _NEAR + 1):
                if other != page and other in found and is_again(numbers, found[other], other - page):
                    return True
        return False


def _key(line: Line) -> tuple[int, str, tuple[int, ...]]:
    """The place of a line at the edge of a page, its text without numbers, and these."""
    return round(line.baseline / SAME_PLACE), *without_numbers(line.text)


def _is_furniture(item: Line | Part, page: int, content: Content, edge: list[Line], seen: _Seen) -> bool:
    if isinstance(item, Part) or item not in edge:
        return False
    if seen.is_on_other_pages(item, page):
        return True
    if item is content.items[0]:
        following = content.items[1] if len(content.items) > 1 else item
        is_no_title = isinstance(following, Part) or item.size <= following.size
        is_in_margin = is_no_title and item.baseline - item.size <= _MARGIN
        return _is_page_number(item, content, is_in_margin=is_in_margin) or (
            is_in_margin and _is_set_like_page_number(content)
        )
    is_in_margin = content.height - item.baseline <= _MARGIN
    return item is content.items[-1] and _is_page_number(item, content, is_in_margin=is_in_margin)


def _is_page_number(line: Line, content: Content, *, is_in_margin: bool) -> bool:
    """True for a number alone, and in a page's margin for one word with the page's own: "Annex 1" over the
    text is a title, and so is a year."""
    match = _PAGE_NUMBER.fullmatch(line.text)
    if match is None:
        return False
    is_year = match["number"].isdecimal() and len(match["number"]) == _DIGITS_OF_A_YEAR
    if match["word"] is None and not is_year:
        return True
    return is_in_margin and match["number"] == str(content.number)


def _is_set_like_page_number(content: Content) -> bool:
    """True where the first line stands apart from the text, in the size of a page number at the foot:
    of a single page, nothing else tells its header."""
    if len(content.items) < _HEADER_TEXT_NUMBER:
        return False
    first, following, foot = content.items[0], content.items[1], content.items[-1]
    if isinstance(first, Part) or isinstance(foot, Part):
        return False
    if content.height - foot.baseline > _MARGIN or not _is_page_number(foot, content, is_in_margin=True):
        return False
    top = following.top if isinstance(following, Part) else following.baseline - following.size
    return first.size == foot.size and top - first.baseline > _APART * first.size


def _edge_lines(content: Content) -> list[Line]:
    """Lines near the top or bottom edge, outside tables, with no table beyond them."""
    lines: list[Line] = []
    for items, nearest in ((content.items, False), (content.items[::-1], True)):
        for item in items:
            if isinstance(item, Part):
                break
            from_edge = content.height - item.baseline if nearest else item.baseline
            if from_edge > ZONE * content.height:
                break
            lines.append(item)
    return lines
