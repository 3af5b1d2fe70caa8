"""What stands on a page, as the other modules of this reader see it.

Coordinates are points (1/72 inch) from the top left corner of the page, x to the right, y down, with
every rotation undone: the page's `/Rotate` and rotated content alike, so that most of its text runs
from left to right.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import compress
from operator import not_
from typing import NamedTuple, overload

_BAND = 50.0  # points of height in which link areas are looked up together

NOT_TAGGED = -1
"""Instead of the number of a piece of tagged content, in a file that is not tagged."""


class Box(NamedTuple):
    """A rectangle: `x0 <= x1`, `top <= bottom`."""

    x0: float
    top: float
    x1: float
    bottom: float

    @property
    def width(self) -> float:
        """Points from left to right."""
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        """Points from top to bottom."""
        return self.bottom - self.top

    def holds(self, x: float, y: float) -> bool:
        """True where the point is inside or on the edge."""
        return self.x0 <= x <= self.x1 and self.top <= y <= self.bottom


class Glyph(NamedTuple):
    """One character, mapped to Unicode, and its advance from `x0` to `x1`; those of a ligature stand at
    the same place."""

    text: str
    x0: float
    x1: float


class Glyphs(Sequence[Glyph]):
    """The characters of a word, the `first` of which has that place in the text of its page; `starts` and
    `ends` have the edges of all of the page's. Most are never looked at one by one."""

    __slots__ = ("_text", "ends", "first", "starts")

    def __init__(self, text: str, starts: Sequence[float], ends: Sequence[float], first: int = 0) -> None:
        self._text = text
        self.starts = starts
        self.ends = ends
        self.first = first

    def __len__(self) -> int:
        return len(self._text)

    @overload
    def __getitem__(self, index: int) -> Glyph: ...

    @overload
    def __getitem__(self, index: slice) -> Sequence[Glyph]: ...

    def __getitem__(self, index: int | slice) -> Glyph | Sequence[Glyph]:
        if isinstance(index, slice):
            return [self[place] for place in range(*index.indices(len(self._text)))]
        text = self._text[index]
        place = self.first + (index if index >= 0 else index + len(self._text))
        return Glyph(text, self.starts[place], self.ends[place])


def edges_of(glyphs: Sequence[Glyph]) -> tuple[Sequence[float], Sequence[float]]:
    """Where each character of the glyphs begins, and where each ends."""
    if isinstance(glyphs, Glyphs):
        place = slice(glyphs.first, glyphs.first + len(glyphs))
        return glyphs.starts[place], glyphs.ends[place]
    edges = [(x0, x1) for text, x0, x1 in glyphs for _ in text]
    return [x0 for x0, _ in edges], [x1 for _, x1 in edges]


def width_of_first(glyphs: Sequence[Glyph]) -> float:
    """The advance of the first character, in points."""
    if isinstance(glyphs, Glyphs):
        return glyphs.ends[glyphs.first] - glyphs.starts[glyphs.first]
    _, x0, x1 = glyphs[0]
    return x1 - x0


@dataclass(slots=True, eq=False)  # not frozen: that takes three times as long, and pages have thousands
class Word:
    """Characters without space or gap between them, in reading order (logical order for RTL script).

    `box` is the advance width by the height of the font around `baseline`, not the ink. `size` is
    the font size in points as printed. `turn` counts quarter turns clockwise by which the word is
    rotated against the page's text (0 for upright). `spaced` is True where the file itself prints a
    space before it, `space_after` where it prints one after it, which most producers do at the end of
    a wrapped line too; otherwise only the gap tells. `bold` is told from the font's name and weight.
    `piece` is the number of the piece of the page's tagged content (ISO 32000, 14.6) that it stands in.
    """

    text: str
    box: Box
    baseline: float
    size: float
    font: str
    glyphs: Sequence[Glyph]
    spaced: bool = True
    turn: int = 0
    bold: bool = False
    space_after: bool = False
    piece: int = NOT_TAGGED


def with_glyphs(word: Word, glyphs: Iterable[Glyph]) -> Word:
    """The word with other characters: from left to right, or in their order where it is turned."""
    if word.turn:
        ordered, box = tuple(glyphs), word.box
    else:
        ordered = tuple(sorted(glyphs, key=lambda glyph: glyph.x0))
        box = Box(ordered[0].x0, word.box.top, max(glyph.x1 for glyph in ordered), word.box.bottom)
    return replace(word, text="".join(glyph.text for glyph in ordered), glyphs=ordered, box=box)


def parted_by(area: Box, words: Iterable[Word]) -> tuple[list[Word], list[Word]]:
    """The words whose middle is in the area, and the others."""
    left, top, right, bottom = (2 * edge for edge in area)
    words = list(words)
    boxes = [word.box for word in words]
    is_inside = [left <= x0 + x1 <= right and top <= y0 + y1 <= bottom for x0, y0, x1, y1 in boxes]
    return list(compress(words, is_inside)), list(compress(words, map(not_, is_inside)))


class Rule(NamedTuple):
    """A straight horizontal or vertical line: a stroke, or a thin filled rectangle; the box has its
    thickness."""

    x0: float
    top: float
    x1: float
    bottom: float

    @property
    def horizontal(self) -> bool:
        """True where it is wider than high."""
        return self.x1 - self.x0 >= self.bottom - self.top


class Fill(NamedTuple):
    """A filled rectangle that is no rule; `colour` is red, green, blue from 0 to 255."""

    x0: float
    top: float
    x1: float
    bottom: float
    colour: tuple[int, int, int]


class LinkArea(NamedTuple):
    """A clickable area of a link annotation to an address outside the document."""

    box: Box
    target: str


class LinkAreas:
    """The link areas of a page, looked up by height."""

    __slots__ = ("_areas", "_bands")

    def __init__(self, areas: Iterable[LinkArea] = ()) -> None:
        self._areas = list(areas)
        self._bands: dict[int, list[int]] = {}
        for number, area in enumerate(self._areas):
            for band in self._reached(area.box.top, area.box.bottom):
                self._bands.setdefault(band, []).append(number)

    def __len__(self) -> int:
        return len(self._areas)

    @staticmethod
    def _reached(top: float, bottom: float) -> range:
        return range(int(top // _BAND), int(bottom // _BAND) + 1)

    def between(self, top: float, bottom: float) -> list[LinkArea]:
        """Those that reach into a stretch of the page's height, in the order of the file."""
        bands = [self._bands[band] for band in self._reached(top, bottom) if band in self._bands]
        numbers = set().union(*bands)
        areas = (self._areas[number] for number in sorted(numbers))
        return [area for area in areas if area.box.top < bottom and area.box.bottom > top]


NO_LINKS = LinkAreas()


@dataclass(frozen=True, slots=True)
class Page:
    """One page: `words` in the order of the content, `number` from 1.

    `unmapped` counts characters for which the file has no Unicode value; `pictured` is True where
    there are pictures; `unseen` is the text that the file has for the page and that is not seen there.
    """

    number: int
    width: float
    height: float
    words: tuple[Word, ...]
    rules: tuple[Rule, ...] = ()
    fills: tuple[Fill, ...] = ()
    links: LinkAreas = NO_LINKS
    unmapped: int = 0
    pictured: bool = False
    unseen: str = ""

    @property
    def blank(self) -> bool:
        """True where nothing stands on it."""
        return not (self.words or self.rules or self.fills or self.pictured or self.unseen or self.unmapped)


class GridCell(NamedTuple):
    """A cell of a grid: rows and columns from 0, and its place on the page."""

    row: int
    column: int
    row_span: int
    col_span: int
    box: Box


@dataclass(frozen=True, slots=True)
class Grid:
    """A table, or the part of one that stands on one page: `cells` in reading order, each once,
    covering the grid of `rows` by `columns` without overlap.

    `column_edges` are the `columns + 1` x positions that part the columns, from the left;
    `row_edges` the `rows + 1` y positions. `closed` tells whether a rule or an edge of shading was
    printed at the top and at the bottom: a row that goes on over the page may be left open there.
    """

    box: Box
    rows: int
    columns: int
    cells: tuple[GridCell, ...]
    column_edges: tuple[float, ...]
    row_edges: tuple[float, ...]
    closed_top: bool = True
    closed_bottom: bool = True
