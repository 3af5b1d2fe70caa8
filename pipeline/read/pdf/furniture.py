"""Page headers, footers and page numbers: what stands at the edge of pages and is no text of the report."""

from __future__ import annotations

import re
from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import replace

from pipeline.read.pdf.layout import Content, Part
from pipeline.read.pdf.lines import Line

_ZONE = 0.15  # of the page's height: as far from its edge as page furniture stands
_SAME_PLACE = 6.0  # points
_HEADER_TEXT_NUMBER = 3  # items of a page that has all three
_APART = 0.7  # of the font size: text and page header are at least so far apart
_PAGE_NUMBER = re.compile(
    r"\W*(?:[^\W\d]+\.?\s*)?(?:\d{1,4}|[ivxl]{1,7})(?:\s*(?:/|\||[^\W\d]{1,4})\s*\d{1,4})?\W*", re.IGNORECASE
)


def without_furniture(contents: deque[Content]) -> Iterator[Content]:
    """The pages without lines that come back at the same place of other pages, but for their numbers,
    and without page numbers. Where nothing else stands on any page, these lines are the text. `contents` is
    emptied, so that no page need be kept longer than it is used."""
    edges = [_edge_lines(content) for content in contents]
    seen = Counter(key for lines in edges for key in {_key(line) for line in lines})
    kept = deque(
        tuple(item for item in content.items if not _is_furniture(item, content, lines, seen))
        for content, lines in zip(contents, edges, strict=True)
    )
    del edges
    is_nothing_else = not any(kept)
    while contents:
        content, items = contents.popleft(), kept.popleft()
        yield content if is_nothing_else else replace(content, items=items)


def _is_furniture(
    item: Line | Part, content: Content, edge: list[Line], seen: Counter[tuple[str, int]]
) -> bool:
    if isinstance(item, Part) or item not in edge:
        return False
    text, place = _key(item)
    if sum(seen[text, near] for near in (place - 1, place, place + 1)) > 1:
        return True
    if item is content.items[0]:
        return _is_page_number(item) or _is_set_like_page_number(content)
    return item is content.items[-1] and _is_page_number(item)


def _is_page_number(line: Line) -> bool:
    return _PAGE_NUMBER.fullmatch(line.text) is not None


def _is_set_like_page_number(content: Content) -> bool:
    """True where the first line stands apart from the text, in the size of a page number at the foot:
    of a single page, nothing else tells its header."""
    if len(content.items) < _HEADER_TEXT_NUMBER:
        return False
    first, following, foot = content.items[0], content.items[1], content.items[-1]
    if isinstance(first, Part) or isinstance(foot, Part) or not _is_page_number(foot):
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
            if from_edge > _ZONE * content.height:
                break
            lines.append(item)
    return lines


def _key(line: Line) -> tuple[str, int]:
    return re.sub(r"\d+", "#", line.text.casefold()), round(line.baseline / _SAME_PLACE)
