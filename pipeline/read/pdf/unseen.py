"""Text that the file holds and the page does not show: white on white, invisible, on a hidden layer; and the
page's picture, which tells it."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Any

import pypdfium2.raw as pdfium

from pipeline.read.pdf import calls
from pipeline.read.pdf.shapes import PageObject

_INVISIBLE = frozenset({pdfium.FPDF_TEXTRENDERMODE_INVISIBLE, pdfium.FPDF_TEXTRENDERMODE_CLIP})
_WHITE = 250  # of 255: paper is as white
_SCALE = 2.0  # pixels of a point
_MOST_PIXELS = 4000  # along a side of the picture: a larger page is rendered smaller
_LAYER = "OC\0".encode("utf-16-le")
_WIDE = ctypes.POINTER(ctypes.c_ushort)
_CONTRAST = 10  # of 255: the least difference that shows text


def without_unseen(page: Any, objects: Sequence[PageObject], picture: Picture) -> list[PageObject]:
    """The page's objects without the text that nobody sees, which is taken out of PDFium's page.

    What may be such is looked for in the page's picture. Invisible text of a page with pictures is what OCR
    found in them.
    """
    unseen = [address for address in _suspects(objects) if not picture.shows(address)]
    for address in unseen:
        item = ctypes.cast(address, pdfium.FPDF_PAGEOBJECT)
        pdfium.FPDFPage_RemoveObject(page, item)
        pdfium.FPDFPageObj_Destroy(item)
    gone = {address.value for address in unseen}
    return [(address, kind) for address, kind in objects if address.value not in gone]


def _suspects(objects: Sequence[PageObject]) -> Iterator[calls.Address]:
    """The text objects that may not be seen."""
    is_scan = any(kind == pdfium.FPDF_PAGEOBJ_IMAGE for _, kind in objects)
    colour = (ctypes.c_uint * 4)()
    parts = calls.places_in(colour, 4)
    for item, kind in objects:
        if kind != pdfium.FPDF_PAGEOBJ_TEXT:
            continue
        if calls.render_mode(item) in _INVISIBLE:
            if not is_scan:
                yield item
            continue
        is_plain = calls.fill_colour(item, *parts)  # and no pattern
        red, green, blue, opacity = colour
        is_white = red >= _WHITE and green >= _WHITE and blue >= _WHITE
        if (is_plain and (not opacity or is_white)) or (calls.marks(item) and _is_layered(item)):
            yield item


def _is_layered(address: calls.Address) -> bool:
    """True for what stands on a layer (ISO 32000, 8.11), which may be switched off."""
    item = ctypes.cast(address, pdfium.FPDF_PAGEOBJECT)
    name = ctypes.create_string_buffer(8)
    size = ctypes.c_ulong()
    for index in range(pdfium.FPDFPageObj_CountMarks(item)):
        mark = pdfium.FPDFPageObj_GetMark(item, index)
        if pdfium.FPDFPageObjMark_GetName(mark, ctypes.cast(name, _WIDE), len(name), size) and (
            name.raw[: size.value] == _LAYER
        ):
            return True
    return False


class Picture:
    """The page in shades of grey, as it is shown on a screen; drawn when it is first looked at."""

    def __init__(self, page: Any) -> None:
        self._page = page
        sides: tuple[float, float] = pdfium.FPDF_GetPageWidthF(page), pdfium.FPDF_GetPageHeightF(page)
        self._scale = min(_SCALE, _MOST_PIXELS / max(*sides, 1.0))
        self._width, self._height = (max(1, round(side * self._scale)) for side in sides)

    @cached_property
    def _pixels(self) -> bytearray:
        pixels = bytearray(b"\xff") * (self._width * self._height)
        buffer = (ctypes.c_ubyte * len(pixels)).from_buffer(pixels)
        bitmap = pdfium.FPDFBitmap_CreateEx(
            self._width, self._height, pdfium.FPDFBitmap_Gray, buffer, self._width
        )
        try:
            pdfium.FPDF_RenderPageBitmap(
                bitmap, self._page, 0, 0, self._width, self._height, 0, pdfium.FPDF_GRAYSCALE
            )
        finally:
            pdfium.FPDFBitmap_Destroy(bitmap)
        return pixels

    def shows(self, address: calls.Address) -> bool:
        """True where anything is seen at the place of an object."""
        edges = (ctypes.c_float * 4)()
        calls.object_bounds(address, *calls.places_in(edges, 4))
        return self.shows_between(*edges)

    def shows_between(self, x0: float, y0: float, x1: float, y1: float) -> bool:
        """True where anything is seen between two corners, in the file's coordinates."""
        (left, top), (right, bottom) = self._pixel(x0, y0), self._pixel(x1, y1)
        columns, rows = sorted((left, right)), sorted((top, bottom))
        shades = bytearray()
        for row in range(rows[0], rows[1] + 1):
            start = row * self._width
            shades += self._pixels[start + columns[0] : start + columns[1] + 1]
        return bool(shades) and max(shades) - min(shades) >= _CONTRAST

    def _pixel(self, x: float, y: float) -> tuple[int, int]:
        """The pixel of a point of the page; the nearest one for a point off the page."""
        column, row = ctypes.c_int(), ctypes.c_int()
        pdfium.FPDF_PageToDevice(self._page, 0, 0, self._width, self._height, 0, x, y, column, row)
        return min(max(column.value, 0), self._width - 1), min(max(row.value, 0), self._height - 1)
