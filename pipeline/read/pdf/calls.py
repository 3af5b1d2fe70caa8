"""PDFium's functions that are called for each character and each object, taking what they get as it is.

Arguments of declared types, as the bindings of pypdfium2 have them, cost twice the call, and letting other
threads run meanwhile costs as much as the work of most of these. So ctypes checks nothing here: a number
must be an int, and a pointer an `Address` or what `ctypes.byref` gives. What a function gives by
pointer is written to a buffer that the caller keeps.
"""

from __future__ import annotations

import ctypes
from functools import cache
from typing import Any

import pypdfium2.raw as pdfium

_AT_ONCE = 4096  # characters: few pages have more


class Address(ctypes.c_void_p):
    """Where a thing of PDFium's stands; false for none."""


def address_of(pointer: Any) -> Address:
    """Where a pointer of ctypes points to."""
    return ctypes.cast(pointer, Address)


def places_in(buffer: Any, size: int) -> list[Any]:
    """A pointer to each `size` bytes of a buffer."""
    return [ctypes.byref(buffer, place) for place in range(0, ctypes.sizeof(buffer), size)]


@cache
def rectangles() -> tuple[memoryview, list[Any]]:
    """A buffer for many rectangles, of four floats each, and a pointer to each of them: made once, since a
    pointer takes as long to make as PDFium to write there."""
    buffer = (ctypes.c_float * (4 * _AT_ONCE))()
    return memoryview(buffer).cast("B"), places_in(buffer, 4 * ctypes.sizeof(ctypes.c_float))


def _unchecked(function: Any, result: Any = ctypes.c_int) -> Any:
    return ctypes.PYFUNCTYPE(result)(address_of(function).value or 0)


_IDENTITY, _REAL = ctypes.c_void_p, ctypes.c_double  # the one is an int to Python, or None

loose_box = _unchecked(pdfium.FPDFText_GetLooseCharBox)
text_object = _unchecked(pdfium.FPDFText_GetTextObject, _IDENTITY)
text_matrix = _unchecked(pdfium.FPDFText_GetMatrix)
font_size = _unchecked(pdfium.FPDFText_GetFontSize, _REAL)
is_unmapped = _unchecked(pdfium.FPDFText_HasUnicodeMapError)
font = _unchecked(pdfium.FPDFTextObj_GetFont, _IDENTITY)
render_mode = _unchecked(pdfium.FPDFTextObj_GetTextRenderMode)

objects = _unchecked(pdfium.FPDFPage_CountObjects)
page_object = _unchecked(pdfium.FPDFPage_GetObject, Address)
form_objects = _unchecked(pdfium.FPDFFormObj_CountObjects)
form_object = _unchecked(pdfium.FPDFFormObj_GetObject, Address)
object_kind = _unchecked(pdfium.FPDFPageObj_GetType)
object_matrix = _unchecked(pdfium.FPDFPageObj_GetMatrix)
object_bounds = _unchecked(pdfium.FPDFPageObj_GetBounds)
fill_colour = _unchecked(pdfium.FPDFPageObj_GetFillColor)
marks = _unchecked(pdfium.FPDFPageObj_CountMarks)
tagged_piece = _unchecked(pdfium.FPDFPageObj_GetMarkedContentID)
draw_mode = _unchecked(pdfium.FPDFPath_GetDrawMode)
stroke_width = _unchecked(pdfium.FPDFPageObj_GetStrokeWidth)
segments = _unchecked(pdfium.FPDFPath_CountSegments)
segment = _unchecked(pdfium.FPDFPath_GetPathSegment, Address)
segment_kind = _unchecked(pdfium.FPDFPathSegment_GetType)
segment_point = _unchecked(pdfium.FPDFPathSegment_GetPoint)
segment_closes = _unchecked(pdfium.FPDFPathSegment_GetClose)
