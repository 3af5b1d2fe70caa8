"""What is drawn on a page: lines, filled rectangles and dots, from PDFium's path and image objects."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence
from itertools import pairwise, repeat
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

from pipeline.read.pdf import calls
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
    for item, kind, matrix in _objects(page):
        if kind == pdfium.FPDF_PAGEOBJ_PATH:
            _path(item, matrix, frame, shapes)
        elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            box = _bounds(item, matrix, frame)
            if min(box.width, box.height) <= _THIN < max(box.width, box.height):
                shapes.rules.append(Rule(*box))
            else:
                shapes.pictures.append(box)
    return shapes


def _objects(page: Any) -> Iterator[tuple[int, int, Matrix]]:
    """The address and kind of every object that is a path or an image, with the matrix of the forms around
    it."""
    kinds = {pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_IMAGE}
    pending: list[tuple[int, Matrix, int]] = []
    items = map(calls.page_object, repeat(calls.address_of(page)), range(pdfium.FPDFPage_CountObjects(page)))
    for item in items:
        kind = calls.object_kind(item)
        if kind in kinds:
            yield item, kind, _IDENTITY
        elif kind == pdfium.FPDF_PAGEOBJ_FORM:
            pending.append((item, _IDENTITY, 0))
    while pending:
        form, outer, depth = pending.pop()
        matrix = _times(_matrix(form), outer)
        for index in range(calls.form_objects(form)):
            item = calls.form_object(form, index)
            kind = calls.object_kind(item)
            if kind in kinds:
                yield item, kind, matrix
            elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _FORM_DEPTH:
                pending.append((item, matrix, depth + 1))


def _matrix(item: int) -> Matrix:
    matrix = (ctypes.c_float * 6)()
    calls.object_matrix(item, ctypes.addressof(matrix))
    a, b, c, d, e, f = matrix
    return a, b, c, d, e, f


def _times(inner: Matrix, outer: Matrix) -> Matrix:
    """The matrix that applies `inner` first, then `outer`."""
    a, b, c, d, e, f = inner
    p, q, r, s, t, u = outer
    return a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u


def _bounds(item: int, outer: Matrix, frame: Frame) -> Box:
    edges = (ctypes.c_float * 4)()
    calls.object_bounds(item, *_places(edges))
    left, bottom, right, top = edges
    corners = [_apply(outer, x, y) for x in (left, right) for y in (bottom, top)]
    xs, ys = zip(*corners, strict=True)
    return frame.box(min(xs), min(ys), max(xs), max(ys))


def _places(numbers: Any) -> range:
    """The address of each number in an array of four bytes each."""
    start = ctypes.addressof(numbers)
    return range(start, start + ctypes.sizeof(numbers), 4)


def _apply(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _path(item: int, outer: Matrix, frame: Frame, shapes: Shapes) -> None:
    """Sort one path's pieces into the shapes."""
    modes = (ctypes.c_int * 2)()
    calls.draw_mode(item, *_places(modes))
    filled, stroked = modes
    if not filled and not stroked:
        return
    matrix = _times(_matrix(item), outer)
    width = ctypes.c_float()
    calls.stroke_width(item, ctypes.addressof(width))
    scale = abs(matrix[0] * matrix[3] - matrix[1] * matrix[2]) ** 0.5
    half = min(width.value * scale, _THIN) / 2
    colour = _colour(item) if filled else None
    for points, curved in _subpaths(item, matrix, frame):
        xs, ys = [p[0] for p in points], [p[1] for p in points]
        box = Box(min(xs), min(ys), max(xs), max(ys))
        if curved:
            if max(box.width, box.height) <= _DOT and abs(box.width - box.height) <= 1 < box.width:
                shapes.dots.append(box)
            continue
        if stroked:
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


def _subpaths(item: int, matrix: Matrix, frame: Frame) -> Iterator[tuple[list[tuple[float, float]], bool]]:
    """The points of each piece of a path on the page, to a hundredth of a point, and whether it has
    curves; closed pieces end where they began."""
    a, b, c, d, e, f = matrix
    position = (ctypes.c_float * 2)()
    at_x, at_y = _places(position)
    points: list[tuple[float, float]] = []
    curved = False
    for segment in map(calls.segment, repeat(item), range(calls.segments(item))):
        kind = calls.segment_kind(segment)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            if len(points) > 1:
                yield points, curved
            points, curved = [], False
        curved = curved or kind == pdfium.FPDF_SEGMENT_BEZIERTO
        calls.segment_point(segment, at_x, at_y)
        x, y = position
        px, py = frame.point(a * x + c * y + e, b * x + d * y + f)
        points.append((round(px, 2), round(py, 2)))
        if calls.segment_closes(segment) and points[-1] != points[0]:
            points.append(points[0])
    if len(points) > 1:
        yield points, curved


def _colour(item: int) -> tuple[int, int, int] | None:
    """The fill's colour; None for one that cannot be seen."""
    colour = (ctypes.c_uint * 4)()
    if not calls.fill_colour(item, *_places(colour)):
        return 0, 0, 0
    red, green, blue, alpha = colour
    return (red, green, blue) if alpha else None
