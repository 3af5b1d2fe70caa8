"""The pages of the source as pictures, with a box over every stretch of words that is marked in its text."""

from __future__ import annotations

import base64
import sys
from bisect import bisect_right
from collections import defaultdict, deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count, islice, takewhile

from pipeline.model import PagePicture, Paragraph, PrintedLine
from pipeline.write.report.source import Block, Line, Piece, Source

_APART = 1.0
"""Of the line's height: characters farther apart have boxes of their own, as where Arabic and Latin meet in a
line, and what is read one after the other is printed far from each other."""


@dataclass(frozen=True, slots=True)
class Rectangle:
    """A place on a page, in points from its top left corner."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Box:
    """Where the words of a piece stand on one page; `number` is its own among all boxes."""

    number: int
    piece: Piece
    rectangles: tuple[Rectangle, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page with its boxes; width and height are points, `png` is the picture in base 64."""

    page: int
    width: float
    height: float
    png: str
    boxes: tuple[Box, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Blocks of the source beside the pages that they begin on: none where there are no pictures."""

    sheets: tuple[Sheet, ...]
    blocks: tuple[Block, ...]

    @property
    def is_wide(self) -> bool:
        """True where the pages are wider than high."""
        return any(sheet.width > sheet.height for sheet in self.sheets)


@dataclass(frozen=True, slots=True)
class Sheets:
    """The source in groups, the first of which is for what was read of the report as a whole. `of_value` are
    the page and the first box of each value, by its number; `left_out` are the pages that have boxes and no
    picture."""

    groups: tuple[Group, ...]
    of_value: Mapping[int, tuple[int, int]]
    left_out: tuple[int, ...]


def sheets_of(source: Source, pictures: Sequence[PagePicture]) -> Sheets:
    """The source beside the `pictures` of its pages, which are in their order."""
    boxes = _boxes(source)
    sheets = [
        Sheet(
            picture.page,
            picture.width,
            picture.height,
            base64.b64encode(picture.png).decode(),
            tuple(boxes.pop(picture.page, ())),
        )
        for picture in pictures
    ]
    of_value: dict[int, tuple[int, int]] = {}
    for sheet in sheets:
        for box in sheet.boxes:
            for number in box.piece.first_of:
                of_value.setdefault(number, (sheet.page, box.number))
    return Sheets(tuple(_groups(source, sheets)), of_value, tuple(sorted(boxes)))


def _groups(source: Source, sheets: Sequence[Sheet]) -> Iterator[Group]:
    groups: list[tuple[int, list[Block]]] = [(0, [])]
    for block in source.blocks:
        page = block.page or groups[-1][0]
        if page != groups[-1][0]:
            groups.append((page, []))
        groups[-1][1].append(block)
    rest = deque(sheets)
    for (_, blocks), (end, _) in zip(groups, (*groups[1:], (sys.maxsize, [])), strict=True):
        own: list[Sheet] = []
        while rest and rest[0].page < end:
            own.append(rest.popleft())
        yield Group(tuple(own), tuple(blocks))


def _boxes(source: Source) -> dict[int, list[Box]]:
    """The boxes of each page, numbered in the order of the text."""
    boxes: dict[int, list[Box]] = defaultdict(list)
    numbers = count(1)
    for line in _lines(source):
        for start, piece in line.placed():
            if piece.values or piece.use == "not-understood":
                places = _on_pages(line.paragraph, start, start + len(piece.text))
                for page, rectangles in places.items():
                    boxes[page].append(Box(next(numbers), piece, tuple(rectangles)))
    return boxes


def _lines(source: Source) -> Iterator[Line]:
    """Every line that the report shows, once."""
    yield from source.outside
    for block in source.blocks:
        for cell in block.cells:
            if cell.starts:
                yield from cell.lines


def _on_pages(paragraph: Paragraph, start: int, end: int) -> dict[int, list[Rectangle]]:
    """Where the characters `start` to `end` of a paragraph stand on each page."""
    pages: dict[int, list[Rectangle]] = defaultdict(list)
    lines = paragraph.printed
    first = bisect_right(lines, start, key=lambda line: line.end)
    for line in takewhile(lambda line: line.start < end, islice(lines, first, None)):
        y, height = round(line.low, 1), round(line.high - line.low, 1)
        for low, high in _stretches(paragraph.text, line, max(start, line.start), min(end, line.end)):
            x, width = round(low, 1), round(high - low, 1)
            place = (x, y, width, height) if line.is_level else (y, x, height, width)
            pages[line.page].append(Rectangle(*place))
    return pages


def _stretches(text: str, line: PrintedLine, start: int, end: int) -> Iterator[tuple[float, float]]:
    """Where characters of the line that stand together begin and end along it."""
    gap = _APART * (line.high - line.low)
    low = high = 0.0
    for position in range(start, end):
        if text[position].isspace():
            continue
        first, last = line.starts[position - line.start], line.ends[position - line.start]
        if low < high and low - gap < last and first < high + gap:
            low, high = min(low, first), max(high, last)
            continue
        if low < high:
            yield low, high
        low, high = first, last
    if low < high:
        yield low, high
