"""A page as PDFium reads it: its characters with their places, and what else stands on it.

PDFium's C interface is called directly: its wrapper classes, and those of pdfplumber, cost many times
the reading itself.
"""

from __future__ import annotations

import ctypes
from array import array
from collections import Counter, deque
from collections.abc import Sequence
from itertools import repeat
from struct import Struct
from typing import Any

import pypdfium2.raw as pdfium

from pipeline.read.pdf import calls
from pipeline.read.pdf.annotations import draw, shows_text
from pipeline.read.pdf.bullets import drawn_bullets
from pipeline.read.pdf.covered import without_covered
from pipeline.read.pdf.frame import LARGEST, Frame
from pipeline.read.pdf.links import links_of
from pipeline.read.pdf.page import LinkAreas, Page, Word
from pipeline.read.pdf.shapes import objects_of, shapes_of
from pipeline.read.pdf.unseen import Picture, without_unseen
from pipeline.read.pdf.words import TOKEN, Run, Token, words_of

_BOLD_WEIGHT = 600  # of OpenType: semi-bold and above
_BYTES_OF_RECTANGLE = 16
_MATRIX = Struct("6f")


def read_page(document: Any, number: int, *, recognised: bool = False) -> Page:
    """Page `number` (from 1) of an open document; what PDFium holds for it is freed again. Where its text
    is `recognised` by OCR, its picture shows the rules.

    Raises ValueError where PDFium cannot load the page.
    """
    page = _load(document, number)
    try:
        frame, words, unmapped = _text(page)
        links = LinkAreas(links_of(document, page, frame))
        held = words
        if shows_text(page):
            draw(document, page)
            pdfium.FPDF_ClosePage(page)
            page = _load(document, number)
            frame, held, unmapped = _text(page)
            words = held
        objects, picture = objects_of(page), Picture(page)
        left = without_unseen(page, objects, picture)
        if len(left) < len(objects):
            frame, words, unmapped = _text(page)
        words = _on_page(words, frame)
        shapes = shapes_of(left, frame)
        if shapes.fills or shapes.pictures:
            words = without_covered(words, left, frame, picture)
        unseen = _missing(held, words)
        words = [*words, *drawn_bullets(shapes.dots, words, shapes.rules)]
        if recognised:
            from pipeline.read.pdf.scanned import pictured_rules, recognised_words

            shapes.rules.extend(pictured_rules(page, frame))
            words = recognised_words(words, shapes.rules)
        return Page(
            number,
            *frame.size,
            tuple(words),
            tuple(shapes.rules),
            tuple(shapes.fills),
            links,
            unmapped,
            bool(shapes.pictures),
            unseen,
        )
    finally:
        pdfium.FPDF_ClosePage(page)


def _load(document: Any, number: int) -> Any:
    page = pdfium.FPDF_LoadPage(document, number - 1)
    if not page:
        message = f"page {number} cannot be loaded"
        raise ValueError(message)
    return page


def _on_page(words: list[Word], frame: Frame) -> list[Word]:
    """Those that are on the page: on most pages all, which their outer edges show at once."""
    if words:
        lefts, tops, rights, bottoms = zip(*[word.box for word in words], strict=True)
        width, height = frame.size
        within = min(lefts) >= 0 <= min(tops) and max(rights) <= width and max(bottoms) <= height
        if within and width < LARGEST > height:
            return words
    return [word for word in words if _is_on(word, frame)]


def _is_on(word: Word, frame: Frame) -> bool:
    """True for a word most of which is on the page, and no farther off than any page reaches."""
    width, height = frame.size
    left, top, right, bottom = word.box
    is_near = right < LARGEST > bottom and word.size < LARGEST
    return is_near and 0 <= left + right <= 2 * width and 0 <= top + bottom <= 2 * height


def _missing(held: Sequence[Word], shown: Sequence[Word]) -> str:
    """The text of the words that are held and not shown, in their order."""
    if len(held) == len(shown):
        return ""
    places = {(word.text, word.box) for word in shown}
    return " ".join(word.text for word in held if (word.text, word.box) not in places)


def frame_of(page: Any) -> Frame:
    """How PDFium's page is set upright, as `read_page` does it."""
    frame, _, _ = _text(page)
    return frame


def _text(page: Any) -> tuple[Frame, list[Word], int]:
    """The page's frame, turned as most of its text runs (as `/Rotate` says where there is none), its
    words, and how many characters have no Unicode value."""
    box = pdfium.FS_RECTF()
    pdfium.FPDF_GetPageBoundingBox(page, box)
    edges = (box.left, box.bottom, box.right, box.top)
    text_page = pdfium.FPDFText_LoadPage(page)
    try:
        stream = TextStream(text_page) if text_page else None
        if stream is None or not stream.tokens:
            return Frame(*edges, max(0, pdfium.FPDFPage_GetRotation(page))), [], 0
        frame = Frame(*edges, stream.turn)
        return frame, words_of(stream, frame), stream.unmapped
    finally:
        if text_page:
            pdfium.FPDFText_ClosePage(text_page)


class TextStream:
    """The characters of a page in content order; see `words.Stream`. Valid as long as PDFium's text
    page is open."""

    def __init__(self, text_page: Any) -> None:
        self._page = text_page
        self._address = ctypes.byref(text_page.contents)
        self._runs: dict[int, Run] = {}
        self._fonts: dict[int, tuple[str, bool]] = {}
        self._sizes: dict[float, float] = {}  # one object for all words of a size: lines keep it
        self._matrix = (ctypes.c_float * 6)()
        self._at_matrix = ctypes.byref(self._matrix)
        self._numbers = [ctypes.c_double() for _ in range(4)]
        self._name = ctypes.create_string_buffer(128)
        self._flags = ctypes.c_int()
        count = max(0, pdfium.FPDFText_CountChars(text_page))
        self.text = self._characters(count)
        self.edges = self._boxes(count)
        self.tokens = self._tokens([match.span() for match in TOKEN.finditer(self.text)])
        self.unmapped = self._unmapped()
        turns = self._turns()
        self.turn = turns[0] if turns else 0
        if len(turns) > 1 or self.turn:
            self._put_ink(count)

    def run(self, index: int) -> Run | None:
        """What is known of the text object that a character belongs to; None for white space that is
        PDFium's own."""
        return self._run(calls.text_object(self._address, index), index)

    def _run(self, owner: int | None, index: int) -> Run | None:
        if owner is None:
            return None
        known = self._runs.get(owner)
        if known is None:
            known = self._runs[owner] = self._new_run(owner, index)
        return known

    def _tokens(self, spans: list[tuple[int, int]]) -> list[Token]:
        page, runs = self._address, self._runs
        first, after = (
            list(map(calls.text_object, repeat(page), places))
            for places in ([start for start, _ in spans], [end for _, end in spans])
        )
        tokens: list[Token] = []
        before, space = 0, False
        for (start, end), owner, owner_of_next in zip(spans, first, after, strict=True):
            # Of several characters of white space, any may be one that the file prints.
            spaced = space or (start > before + 1 and self.run(start - 1) is not None)
            space = owner_of_next is not None
            before = end
            run = runs.get(owner) or self._run(owner, start)
            whole = owner == owner_of_next or owner == calls.text_object(page, end - 1)
            tokens.append((start, end, run, whole, spaced, space))
        return tokens

    def _unmapped(self) -> int:
        """How many characters have no Unicode value."""
        if not any(run.unmapped for run in self._runs.values()):
            return 0
        return sum(end - start for start, end, run, *_ in self.tokens if run and run.unmapped)

    def _turns(self) -> list[int]:
        """The ways that text runs, that of most characters first."""
        turns = {run.turn for run in self._runs.values()}
        if len(turns) < 2:
            return list(turns)
        characters: Counter[int] = Counter()
        for start, end, run, *_ in self.tokens:
            if run is not None:
                characters[run.turn] += end - start
        return [turn for turn, _ in characters.most_common()]

    def _characters(self, count: int) -> str:
        """The characters' text, exactly `count` long."""
        buffer = (ctypes.c_ushort * (count + 1))()
        written = pdfium.FPDFText_GetText(self._page, 0, count, buffer)
        text = bytes(buffer)[: 2 * count].decode("utf-16-le", "replace")
        if written == count + 1 and len(text) == count and "\ufffd" not in text:
            return text  # else some are left out (controls) or take two units, and all after them are moved
        codes = [pdfium.FPDFText_GetUnicode(self._page, index) for index in range(count)]
        return "".join(map(_character, codes, [*codes[1:], 0], [0, *codes[:-1]]))

    def _boxes(self, count: int) -> array[float]:
        """The edges of the characters' advance boxes."""
        boxes, places = calls.rectangles()
        edges = array("f")
        for start in range(0, count, len(places)):
            some = range(start, min(start + len(places), count))
            deque(map(calls.loose_box, repeat(self._address), some, places), maxlen=0)
            edges.frombytes(boxes[: _BYTES_OF_RECTANGLE * len(some)])
        return edges

    def _put_ink(self, count: int) -> None:
        """Put the ink's box where PDFium's advance box is of no use: characters that run another way."""
        left, right, bottom, top = self._numbers
        edges = self.edges = array("d", self.edges)
        for index in range(count):
            run = self.run(index)
            if run is not None and run.turn:
                pdfium.FPDFText_GetCharBox(self._page, index, left, right, bottom, top)
                edges[4 * index : 4 * index + 4] = array(
                    "d", [left.value, top.value, right.value, bottom.value]
                )

    def _new_run(self, owner: int, index: int) -> Run:
        calls.text_matrix(self._address, index, self._at_matrix)
        a, b, c, d, x, y = _MATRIX.unpack(self._matrix)
        item = calls.Address(owner)
        font, bold = self._font(item, index)
        turn = 2 * (a < 0) if abs(a) >= abs(b) else 1 + 2 * (b < 0)
        size = calls.font_size(self._address, index) * (c * c + d * d) ** 0.5
        if size < 0:  # turns the text by half, as the matrix can do too
            turn, size = (turn + 2) % 4, -size
        size = self._sizes.setdefault(size, size or 1.0)
        unmapped = calls.is_unmapped(self._address, index) == 1
        return Run(size, font, bold, turn, x, y, unmapped, calls.tagged_piece(item))

    def _font(self, item: calls.Address, index: int) -> tuple[str, bool]:
        """The font's name without the mark of a subset, and whether it is bold."""
        address = calls.font(item) or 0
        known = self._fonts.get(address)
        if known is None:
            pdfium.FPDFText_GetFontInfo(self._page, index, self._name, len(self._name), self._flags)
            name = self._name.value.decode("utf-8", "replace").rpartition("+")[2]
            weight = pdfium.FPDFText_GetFontWeight(self._page, index)
            known = self._fonts[address] = (name, weight >= _BOLD_WEIGHT or "bold" in name.lower())
        return known


def _character(code: int, following: int, before: int) -> str:
    """The character of a code; of one beyond the first plane, which PDFium gives in two halves, it stands for
    the first half and a control, which is no text, for the second."""
    if 0xD800 <= code < 0xDC00 <= following < 0xE000:
        return chr(0x10000 + (code - 0xD800) * 0x400 + following - 0xDC00)
    if 0xD800 <= before < 0xDC00 <= code < 0xE000:
        return "\x01"
    return chr(code) if code <= 0x10FFFF and not 0xD800 <= code < 0xE000 else "\ufffd"
