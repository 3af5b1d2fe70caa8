"""A page as PDFium reads it: its characters with their places, and what else stands on it.

PDFium's C interface is called directly, through prototypes that take plain addresses: its wrapper
classes, and those of pdfplumber, cost many times the reading itself.
"""

from __future__ import annotations

import ctypes
from array import array
from collections import Counter
from itertools import repeat
from typing import Any

import pypdfium2.raw as pdfium

from pipeline.read.pdf.bullets import drawn_bullets
from pipeline.read.pdf.frame import Frame
from pipeline.read.pdf.links import links_of
from pipeline.read.pdf.page import Page
from pipeline.read.pdf.shapes import shapes_of
from pipeline.read.pdf.words import Run, Stream, words_of


def _prototype(function: Any, result: Any, *arguments: Any) -> Any:
    """`function` of PDFium, taking addresses as integers: half the cost of a call with typed pointers."""
    address = ctypes.cast(function, ctypes.c_void_p).value
    return ctypes.CFUNCTYPE(result, *arguments)(address or 0)


_loose_box = _prototype(
    pdfium.FPDFText_GetLooseCharBox, ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p
)
_text_object = _prototype(pdfium.FPDFText_GetTextObject, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int)

_BOLD_WEIGHT = 600  # of OpenType: semi-bold and above
_BYTES_OF_RECTANGLE = 16


def read_page(document: Any, number: int) -> Page:
    """Page `number` (from 1) of an open document; what PDFium holds for it is freed again.

    Raises ValueError where PDFium cannot load the page.
    """
    page = pdfium.FPDF_LoadPage(document, number - 1)
    if not page:
        message = f"page {number} cannot be loaded"
        raise ValueError(message)
    try:
        stream = _stream(page)
        frame = _frame(page, stream)
        words, unmapped = words_of(stream, frame)
        shapes = shapes_of(page, frame)
        words = (*words, *drawn_bullets(shapes.dots, words))
        width, height = frame.size
        links = tuple(links_of(document, page, frame))
        return Page(number, width, height, words, tuple(shapes.rules), tuple(shapes.fills), links, unmapped)
    finally:
        pdfium.FPDF_ClosePage(page)


def _stream(page: Any) -> Stream:
    """Every character of the page in content order, white space included."""
    text_page = pdfium.FPDFText_LoadPage(page)
    if not text_page:
        return Stream("", [], [], {})
    try:
        count = max(0, pdfium.FPDFText_CountChars(text_page))
        address = ctypes.cast(text_page, ctypes.c_void_p).value
        boxes = (ctypes.c_float * (4 * count))()
        start = ctypes.addressof(boxes)
        places = range(start, start + _BYTES_OF_RECTANGLE * count, _BYTES_OF_RECTANGLE)
        for _ in map(_loose_box, repeat(address), range(count), places):
            pass
        owners = list(map(_text_object, repeat(address), range(count)))
        edges = array("f", bytes(boxes)).tolist()
        runs: dict[int | None, Run] = {}
        for index, owner in enumerate(owners):
            if owner is not None and owner not in runs:
                runs[owner] = _run(text_page, index)
        if any(run.turn for run in runs.values()):
            _ink_boxes(text_page, owners, runs, edges)
        return Stream(_text(text_page, count), owners, edges, runs)
    finally:
        pdfium.FPDFText_ClosePage(text_page)


def _text(text_page: Any, count: int) -> str:
    """The characters' text, exactly `count` long."""
    buffer = (ctypes.c_ushort * (count + 1))()
    pdfium.FPDFText_GetText(text_page, 0, count, buffer)
    text = bytes(buffer)[: 2 * count].decode("utf-16-le", "replace")
    if len(text) == count and "\ufffd" not in text:
        return text
    codes = map(pdfium.FPDFText_GetUnicode, repeat(text_page, count), range(count))
    return "".join(
        chr(code) if code <= 0x10FFFF and not 0xD800 <= code < 0xE000 else "\ufffd" for code in codes
    )


def _run(text_page: Any, index: int) -> Run:
    """What the text object shares whose first character is at `index`."""
    matrix = pdfium.FS_MATRIX()
    x, y = ctypes.c_double(), ctypes.c_double()
    pdfium.FPDFText_GetMatrix(text_page, index, matrix)
    pdfium.FPDFText_GetCharOrigin(text_page, index, x, y)
    name = ctypes.create_string_buffer(128)
    pdfium.FPDFText_GetFontInfo(text_page, index, name, len(name), ctypes.c_int())
    font = name.value.decode("utf-8", "replace").rpartition("+")[2]
    level = abs(matrix.a) >= abs(matrix.b)
    turn = 2 * (matrix.a < 0) if level else 1 + 2 * (matrix.b < 0)
    size = pdfium.FPDFText_GetFontSize(text_page, index) * (matrix.c**2 + matrix.d**2) ** 0.5
    weight = pdfium.FPDFText_GetFontWeight(text_page, index)
    bold = weight >= _BOLD_WEIGHT or "bold" in font.lower()
    unmapped = pdfium.FPDFText_HasUnicodeMapError(text_page, index) == 1
    return Run(size or 1.0, font, bold, turn, x.value, y.value, unmapped)


def _ink_boxes(
    text_page: Any, owners: list[int | None], runs: dict[int | None, Run], edges: list[float]
) -> None:
    """Put the ink's box where PDFium's advance box is of no use: characters that run another way."""
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    for index, owner in enumerate(owners):
        if owner is not None and runs[owner].turn:
            pdfium.FPDFText_GetCharBox(text_page, index, left, right, bottom, top)
            edges[4 * index : 4 * index + 4] = [left.value, top.value, right.value, bottom.value]


def _frame(page: Any, stream: Stream) -> Frame:
    """The page's visible box, turned as most of its text runs (as `/Rotate` says where there is none)."""
    box = pdfium.FS_RECTF()
    pdfium.FPDF_GetPageBoundingBox(page, box)
    turns = Counter(dict.fromkeys(stream.runs, 0))
    turns.update(stream.owners)
    by_turn: Counter[int] = Counter()
    for owner, characters in turns.items():
        if owner is not None:
            by_turn[stream.runs[owner].turn] += characters
    turn = by_turn.most_common(1)[0][0] if by_turn else max(0, pdfium.FPDFPage_GetRotation(page))
    return Frame(box.left, box.bottom, box.right, box.top, turn)
