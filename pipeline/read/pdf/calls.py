"""PDFium's functions that are called for each character and each object, taking plain addresses.

Typed pointers, as the bindings of pypdfium2 take and give them, double the cost of a call, and letting
other threads run meanwhile costs as much as the work of most of these. A null pointer is None. What a
function gives by pointer is written to the address of a buffer that the caller keeps.
"""

from __future__ import annotations

import ctypes
from typing import Any

import pypdfium2.raw as pdfium


def address_of(pointer: Any) -> int:
    """Where a pointer or a buffer of ctypes points to."""
    return ctypes.cast(pointer, ctypes.c_void_p).value or 0


def _prototype(function: Any, result: Any, *arguments: Any) -> Any:
    return ctypes.PYFUNCTYPE(result, *arguments)(address_of(function))


_ADDRESS, _NUMBER, _REAL = ctypes.c_void_p, ctypes.c_int, ctypes.c_double

loose_box = _prototype(pdfium.FPDFText_GetLooseCharBox, _NUMBER, _ADDRESS, _NUMBER, _ADDRESS)
text_object = _prototype(pdfium.FPDFText_GetTextObject, _ADDRESS, _ADDRESS, _NUMBER)
text_matrix = _prototype(pdfium.FPDFText_GetMatrix, _NUMBER, _ADDRESS, _NUMBER, _ADDRESS)
font_size = _prototype(pdfium.FPDFText_GetFontSize, _REAL, _ADDRESS, _NUMBER)
is_unmapped = _prototype(pdfium.FPDFText_HasUnicodeMapError, _NUMBER, _ADDRESS, _NUMBER)
font = _prototype(pdfium.FPDFTextObj_GetFont, _ADDRESS, _ADDRESS)

page_object = _prototype(pdfium.FPDFPage_GetObject, _ADDRESS, _ADDRESS, _NUMBER)
form_objects = _prototype(pdfium.FPDFFormObj_CountObjects, _NUMBER, _ADDRESS)
form_object = _prototype(pdfium.FPDFFormObj_GetObject, _ADDRESS, _ADDRESS, _NUMBER)
object_kind = _prototype(pdfium.FPDFPageObj_GetType, _NUMBER, _ADDRESS)
object_matrix = _prototype(pdfium.FPDFPageObj_GetMatrix, _NUMBER, _ADDRESS, _ADDRESS)
object_bounds = _prototype(pdfium.FPDFPageObj_GetBounds, _NUMBER, _ADDRESS, *[_ADDRESS] * 4)
fill_colour = _prototype(pdfium.FPDFPageObj_GetFillColor, _NUMBER, _ADDRESS, *[_ADDRESS] * 4)
tagged_piece = _prototype(pdfium.FPDFPageObj_GetMarkedContentID, _NUMBER, _ADDRESS)
draw_mode = _prototype(pdfium.FPDFPath_GetDrawMode, _NUMBER, _ADDRESS, _ADDRESS, _ADDRESS)
stroke_width = _prototype(pdfium.FPDFPageObj_GetStrokeWidth, _NUMBER, _ADDRESS, _ADDRESS)
segments = _prototype(pdfium.FPDFPath_CountSegments, _NUMBER, _ADDRESS)
segment = _prototype(pdfium.FPDFPath_GetPathSegment, _ADDRESS, _ADDRESS, _NUMBER)
segment_kind = _prototype(pdfium.FPDFPathSegment_GetType, _NUMBER, _ADDRESS)
segment_point = _prototype(pdfium.FPDFPathSegment_GetPoint, _NUMBER, _ADDRESS, _ADDRESS, _ADDRESS)
segment_closes = _prototype(pdfium.FPDFPathSegment_GetClose, _NUMBER, _ADDRESS)
