"""What is drawn on a page: lines, filled rectangles and dots, from PDFium's path and image objects."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

from pipeline.read.pdf.frame import Frame
from pipeline.read.pdf.page import Box, Fill, Rule

_THIN = 3.0  # points: the most that a printed rule is thick
_DOT = 7.0  # points: the most that a drawn bullet is wide and high
_FORM_DEPTH = 16  # forms within forms, each of which may hold the next

Matrix = tuple[float, float, float, float, float, float]
_IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


class Shapes(NamedTuple):
    """What is drawn on a page: straight lines and thin rectangles are rules, other rectangles fills,
    small round pieces dots, images pictures unless they are thin as a rule."""

    rules: list[Rule]
    fills: list[Fill]
    dots: list[Box]
    pictures: list[Box]


def shapes_of(page: Any, frame: Frame) -> Shapes:
    """The page's shapes, those inside forms too."""
    shapes = Shapes([], [], [], [])
    for item, matrix in _objects(page):
        kind = pdfium.FPDFPageObj_GetType(item)
        if kind == pdfium.FPDF_PAGEOBJ_PATH:
            _path(item, matrix, frame, shapes)
        elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            box = _bounds(item, matrix, frame)
            if min(box.width, box.height) <= _THIN < max(box.width, box.height):
                shapes.rules.append(Rule(*box))
            else:
                shapes.pictures.append(box)
    return shapes


def _objects(page: Any) -> Iterator[tuple[Any, Matrix]]:
    """Every object that is no text and no form, with the matrix of the forms around it."""
    kinds = {pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_IMAGE}
    pending: list[tuple[Any, Matrix, int]] = []
    for index in range(pdfium.FPDFPage_CountObjects(page)):
        item = pdfium.FPDFPage_GetObject(page, index)
        kind = pdfium.FPDFPageObj_GetType(item)
        if kind in kinds:
            yield item, _IDENTITY
        elif kind == pdfium.FPDF_PAGEOBJ_FORM:
            pending.append((item, _IDENTITY, 0))
    while pending:
        form, outer, depth = pending.pop()
        matrix = _times(_matrix(form), outer)
        for index in range(pdfium.FPDFFormObj_CountObjects(form)):
            item = pdfium.FPDFFormObj_GetObject(form, index)
            kind = pdfium.FPDFPageObj_GetType(item)
            if kind in kinds:
                yield item, matrix
            elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _FORM_DEPTH:
                pending.append((item, matrix, depth + 1))


def _matrix(item: Any) -> Matrix:
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(item, matrix)
    return matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f


def _times(inner: Matrix, outer: Matrix) -> Matrix:
    """The matrix that applies `inner` first, then `outer`."""
    a, b, c, d, e, f = inner
    p, q, r, s, t, u = outer
    return a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u


def _bounds(item: Any, outer: Matrix, frame: Frame) -> Box:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    pdfium.FPDFPageObj_GetBounds(item, left, bottom, right, top)
    corners = [_apply(outer, x.value, y.value) for x in (left, right) for y in (bottom, top)]
    xs, ys = zip(*corners, strict=True)
    return frame.box(min(xs), min(ys), max(xs), max(ys))


def _apply(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _path(item: Any, outer: Matrix, frame: Frame, shapes: Shapes) -> None:
    """Sort one path's pieces into the shapes."""
    fill_mode, stroked = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(item, fill_mode, stroked)
    if not fill_mode.value and not stroked.value:
        return
    matrix = _times(_matrix(item), outer)
    width = ctypes.c_float()
    pdfium.FPDFPageObj_GetStrokeWidth(item, width)
    scale = abs(matrix[0] * matrix[3] - matrix[1] * matrix[2]) ** 0.5
    half = min(width.value * scale, _THIN) / 2
    colour = _colour(item) if fill_mode.value else None
    for points, curved in _subpaths(item, matrix, frame):
        xs, ys = [p[0] for p in points], [p[1] for p in points]
        box = Box(min(xs), min(ys), max(xs), max(ys))
        if curved:
            if max(box.width, box.height) <= _DOT and abs(box.width - box.height) <= 1 < box.width:
                shapes.dots.append(box)
            continue
        if stroked.value:
            shapes.rules.extend(_strokes(points, half))
        if colour is not None:
            if min(box.width, box.height) > _THIN:
                if all(x in {box.x0, box.x1} and y in {box.top, box.bottom} for x, y in points):
                    shapes.fills.append(Fill(*box, colour))
            elif max(box.width, box.height) > 0:
                shapes.rules.append(Rule(*box))


def _strokes(points: Sequence[tuple[float, float]], half: float) -> Iterator[Rule]:
    """The upright and level lines between consecutive points, `half` their thickness to each side."""
    for (x0, y0), (x1, y1) in pairwise(points):
        if abs(x1 - x0) <= 1 or abs(y1 - y0) <= 1:
            yield Rule(min(x0, x1) - half, min(y0, y1) - half, max(x0, x1) + half, max(y0, y1) + half)


def _subpaths(item: Any, matrix: Matrix, frame: Frame) -> Iterator[tuple[list[tuple[float, float]], bool]]:
    """The points of each piece of a path on the page, to a hundredth of a point, and whether it has
    curves; closed pieces end where they began."""
    a, b, c, d, e, f = matrix
    x, y = ctypes.c_float(), ctypes.c_float()
    points: list[tuple[float, float]] = []
    curved = False
    for index in range(pdfium.FPDFPath_CountSegments(item)):
        segment = pdfium.FPDFPath_GetPathSegment(item, index)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            if len(points) > 1:
                yield points, curved
            points, curved = [], False
        curved = curved or kind == pdfium.FPDF_SEGMENT_BEZIERTO
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        px, py = frame.point(a * x.value + c * y.value + e, b * x.value + d * y.value + f)
        points.append((round(px, 2), round(py, 2)))
        if pdfium.FPDFPathSegment_GetClose(segment) and points[-1] != points[0]:
            points.append(points[0])
    if len(points) > 1:
        yield points, curved


def _colour(item: Any) -> tuple[int, int, int] | None:
    """The fill's colour; None for one that cannot be seen."""
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    if not pdfium.FPDFPageObj_GetFillColor(item, red, green, blue, alpha):
        return 0, 0, 0
    return (red.value, green.value, blue.value) if alpha.value else None
