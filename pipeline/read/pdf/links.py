"""Link annotations of a page, from PDFium."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from typing import Any

import pypdfium2.raw as pdfium

from pipeline.read.pdf.frame import Frame
from pipeline.read.pdf.page import Box, LinkArea

_URI_ACTION = 3


def links_of(document: Any, page: Any, frame: Frame) -> Iterator[LinkArea]:
    """The areas that lead to an address, line by line where the file gives them so."""
    position = ctypes.c_int(0)
    link = pdfium.FPDF_LINK()
    while pdfium.FPDFLink_Enumerate(page, position, link):
        action = pdfium.FPDFLink_GetAction(link)
        if not action or pdfium.FPDFAction_GetType(action) != _URI_ACTION:
            continue
        size = pdfium.FPDFAction_GetURIPath(document, action, None, 0)
        buffer = ctypes.create_string_buffer(max(size, 1))
        pdfium.FPDFAction_GetURIPath(document, action, buffer, size)
        target = buffer.value.decode("utf-8", "replace")
        for box in _areas(link, frame):
            yield LinkArea(box, target)


def _areas(link: Any, frame: Frame) -> Iterator[Box]:
    corners = pdfium.FS_QUADPOINTSF()
    count = pdfium.FPDFLink_CountQuadPoints(link)
    for index in range(count):
        if pdfium.FPDFLink_GetQuadPoints(link, index, corners):
            xs = (corners.x1, corners.x2, corners.x3, corners.x4)
            ys = (corners.y1, corners.y2, corners.y3, corners.y4)
            yield frame.box(min(xs), min(ys), max(xs), max(ys))
    if count <= 0:
        rectangle = pdfium.FS_RECTF()
        if pdfium.FPDFLink_GetAnnotRect(link, rectangle):
            yield frame.box(rectangle.left, rectangle.bottom, rectangle.right, rectangle.top)
