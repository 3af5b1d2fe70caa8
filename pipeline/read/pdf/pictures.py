"""Pages of a PDF as pictures, to be compared with what was read: in few greys, so that they are small."""

from __future__ import annotations

import ctypes
from collections.abc import Iterable, Iterator
from io import BytesIO
from itertools import islice
from math import inf
from pathlib import Path
from typing import Any

import pypdfium2.raw as pdfium
from PIL import Image

from pipeline.model import PagePicture
from pipeline.read.pdf.opening import open_pdf
from pipeline.read.pdf.pdfium import frame_of

_SCALE = 110 / 72  # pixels of a point: print of 8 points can be read
_MOST_PIXELS = 1800  # along a side of the picture: a larger page is rendered smaller
_GREYS = 16  # as many as four bits tell apart
_STEP = 255 // (_GREYS - 1)
_MOST_PAGES, _MOST_BYTES = 40, 8_000_000
"""Of one document: what the page that shows them can hold and still be opened and scrolled at once."""


def page_pictures(path: Path, pages: Iterable[int], password: str | None) -> Iterator[PagePicture]:
    """Pictures of these pages (from 1) of the PDF file at `path`, set upright as the reader does, as many as
    `_MOST_PAGES` and `_MOST_BYTES` allow; a page that has no size, or that PDFium cannot load, has none.

    Raises ReadError where the password is missing or wrong, or nothing can be read.
    """
    size = 0
    with open_pdf(path.read_bytes(), password) as pdf:
        for number in islice(pages, _MOST_PAGES):
            picture = _picture(pdf.handle, number)
            size += len(picture.png) if picture else 0
            if size > _MOST_BYTES:
                return
            if picture:
                yield picture


def _picture(document: Any, number: int) -> PagePicture | None:
    page = pdfium.FPDF_LoadPage(document, number - 1)
    try:
        return _picture_of(page, number) if page else None
    finally:
        pdfium.FPDF_ClosePage(page)


def _picture_of(page: Any, number: int) -> PagePicture | None:
    frame = frame_of(page)
    width, height = frame.size
    if not (0 < width < inf and 0 < height < inf):
        return None
    scale = min(_SCALE, _MOST_PIXELS / max(width, height))
    size = max(1, round(width * scale)), max(1, round(height * scale))
    turn = (frame.turn - pdfium.FPDFPage_GetRotation(page)) % 4
    return PagePicture(number, width, height, _png(_rendered(page, size, turn), size))


def _rendered(page: Any, size: tuple[int, int], turn: int) -> bytes:
    """The page in pixels, a byte of grey each."""
    width, height = size
    pixels = (ctypes.c_ubyte * (width * height)).from_buffer(bytearray(b"\xff" * (width * height)))
    bitmap = pdfium.FPDFBitmap_CreateEx(width, height, pdfium.FPDFBitmap_Gray, pixels, width)
    try:
        pdfium.FPDF_RenderPageBitmap(bitmap, page, 0, 0, width, height, turn, pdfium.FPDF_GRAYSCALE)
    finally:
        pdfium.FPDFBitmap_Destroy(bitmap)
    return bytes(pixels)


def _png(pixels: bytes, size: tuple[int, int]) -> bytes:
    levels = bytes((level + _STEP // 2) // _STEP for level in range(256))
    image = Image.frombytes("P", size, pixels.translate(levels))
    image.putpalette([grey * _STEP for grey in range(_GREYS) for _ in "RGB"])
    png = BytesIO()
    image.save(png, "PNG", optimize=True)
    return png.getvalue()
