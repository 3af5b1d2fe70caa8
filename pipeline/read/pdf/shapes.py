"""What is drawn on a page: lines, filled rectangles and dots, from PDFium's path and image objects."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence
from itertools import pairwise, repeat
from struct import Struct
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
_SIX = Struct("6f")

PageObject = tuple[calls.Address, int]
"""Where an object of PDFium's stands, and its kind."""


class Shapes(NamedTuple):
    """What is drawn on a page: straight lines and thin rectangles are rules, other rectangles fills,
    small round pieces dots, images pictures unless they are thin as a rule."""

    rules: list[Rule]
    fills: list[Fill]
    dots: list[Box]
    pictures: list[Box]


def objects_of(page: Any) -> list[PageObject]:
    """The objects that PDFium's page holds itself, not those inside its forms."""
    where = calls.address_of(page)
    items = list(map(calls.page_object, repeat(where), range(calls.objects(where))))
    return list(zip(items, map(calls.object_kind, items), strict=True))


def shapes_of(objects: Sequence[PageObject], frame: Frame) -> Shapes:
    """The shapes among the objects of a page, those inside forms too."""
    drawn = _Drawn(frame)
    pending = drawn.add(objects, _IDENTITY, 0)
    while pending:
        form, outer, depth = pending.pop()
        items = list(map(calls.form_object, repeat(form), range(calls.form_objects(form))))
        inside = list(zip(items, map(calls.object_kind, items), strict=True))
        pending += drawn.add(inside, drawn.matrix(form, outer), depth + 1)
    return drawn.shapes


_Form = tuple[calls.Address, Matrix, int]
"""A form, the matrix of those around it, and how many they are."""


class _Drawn:
    """Sorts objects into the shapes of a page; PDFium answers into its buffers."""

    def __init__(self, frame: Frame) -> None:
        self.shapes = Shapes([], [], [], [])
        self._frame = frame
        self._reals, self._numbers = (ctypes.c_float * 6)(), (ctypes.c_uint * 4)()
        self._at_reals = calls.places_in(self._reals, 4)
        self._at_numbers = calls.places_in(self._numbers, 4)

    def add(self, objects: Sequence[PageObject], outer: Matrix, depth: int) -> list[_Form]:
        """Sort in paths and images; gives the forms, as far as forms are looked into."""
        forms: list[_Form] = []
        for item, kind in objects:
            if kind == pdfium.FPDF_PAGEOBJ_PATH:
                self._path(item, outer)
            elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
                self._picture(item, outer)
            elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth <= _FORM_DEPTH:
                forms.append((item, outer, depth))
        return forms

    def matrix(self, item: calls.Address, outer: Matrix) -> Matrix:
        """The object's matrix within that of the forms around it."""
        calls.object_matrix(item, self._at_reals[0])
        inner: Matrix = _SIX.unpack(self._reals)
        return inner if outer is _IDENTITY else _times(inner, outer)

    def _picture(self, item: calls.Address, outer: Matrix) -> None:
        calls.object_bounds(item, *self._at_reals[:4])
        left, bottom, right, top, *_ = self._reals
        corners = [_apply(outer, x, y) for x in (left, right) for y in (bottom, top)]
        xs, ys = zip(*corners, strict=True)
        box = self._frame.box(min(xs), min(ys), max(xs), max(ys))
        if min(box.width, box.height) <= _THIN < max(box.width, box.height):
            self.shapes.rules.append(Rule(*box))
        else:
            self.shapes.pictures.append(box)

    def _path(self, item: calls.Address, outer: Matrix) -> None:
        """Sort one path's pieces into the shapes."""
        calls.draw_mode(item, *self._at_numbers[:2])
        filled, stroked, *_ = self._numbers
        if not filled and not stroked:
            return
        matrix = self.matrix(item, outer)
        half = self._half(item, matrix) if stroked else 0.0
        colour = self._colour(item) if filled else None
        for points, curved in self._subpaths(item, matrix):
            xs, ys = [x for x, _ in points], [y for _, y in points]
            box = Box(min(xs), min(ys), max(xs), max(ys))
            if curved:
                if max(box.width, box.height) <= _DOT and abs(box.width - box.height) <= 1 < box.width:
                    self.shapes.dots.append(box)
                continue
            if stroked:
                self.shapes.rules.extend(_strokes(points, half))
            if colour is not None:
                if min(box.width, box.height) > _THIN:
                    if all(x in {box.x0, box.x1} and y in {box.top, box.bottom} for x, y in points):
                        self.shapes.fills.append(Fill(*box, colour))
                elif max(box.width, box.height) > 0:
                    self.shapes.rules.append(Rule(*box))

    def _half(self, item: calls.Address, matrix: Matrix) -> float:
        """Half the thickness of a stroke."""
        calls.stroke_width(item, self._at_reals[0])
        a, b, c, d, _, _ = matrix
        width: float = self._reals[0] * abs(a * d - b * c) ** 0.5
        return min(width, _THIN) / 2

    def _colour(self, item: calls.Address) -> tuple[int, int, int] | None:
        """The fill's colour; None for one that cannot be seen."""
        if not calls.fill_colour(item, *self._at_numbers):
            return 0, 0, 0
        red, green, blue, alpha = self._numbers
        return (red, green, blue) if alpha else None

    def _subpaths(
        self, item: calls.Address, matrix: Matrix
    ) -> Iterator[tuple[list[tuple[float, float]], bool]]:
        """The points of each piece of a path on the page, to a hundredth of a point, and whether it has
        curves; closed pieces end where they began."""
        a, b, c, d, e, f = matrix
        at_x, at_y = self._at_reals[:2]
        reals, point = self._reals, self._frame.point
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
            x, y = reals[:2]
            px, py = point(a * x + c * y + e, b * x + d * y + f)
            points.append((round(px, 2), round(py, 2)))
            if calls.segment_closes(segment) and points[-1] != points[0]:
                points.append(points[0])
        if len(points) > 1:
            yield points, curved


def _times(inner: Matrix, outer: Matrix) -> Matrix:
    """The matrix that applies `inner` first, then `outer`."""
    a, b, c, d, e, f = inner
    p, q, r, s, t, u = outer
    return a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u


def _apply(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _strokes(points: Sequence[tuple[float, float]], half: float) -> Iterator[Rule]:
    """The upright and level lines between consecutive points, `half` their thickness to each side."""
    for (x0, y0), (x1, y1) in pairwise(points):
        if abs(x1 - x0) <= 1 or abs(y1 - y0) <= 1:
            yield Rule(min(x0, x1) - half, min(y0, y1) - half, max(x0, x1) + half, max(y0, y1) + half)
