"""PDFium behind types: a page's words, rules, fills and links.

PDFium's C interface is called directly, through prototypes that take plain addresses: its wrapper
classes, and those of pdfplumber, cost many times the reading itself.
"""

from __future__ import annotations

import ctypes
from array import array
from collections import Counter
from collections.abc import Iterator
from itertools import repeat
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium  # type: ignore[import-untyped]  # generated bindings without types

from pipeline.read.pdf.bullets import drawn_bullets
from pipeline.read.pdf.page import Box, Fill, LinkArea, Page, Rule
from pipeline.read.pdf.words import Run, Stream, words_of


def _prototype(function: Any, result: Any, *arguments: Any) -> Any:
    """`function` of PDFium, taking addresses as integers: half the cost of a call with typed pointers."""
    address = ctypes.cast(function, ctypes.c_void_p).value
    return ctypes.CFUNCTYPE(result, *arguments)(address)


_loose_box = _prototype(
    pdfium.FPDFText_GetLooseCharBox, ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p
)
_text_object = _prototype(pdfium.FPDFText_GetTextObject, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int)

_THIN = 3.0  # points: the most that a printed rule is thick
_DOT = 7.0  # points: the most that a drawn bullet is wide and high
_FORM_DEPTH = 16  # forms within forms, each of which may hold the next
_BOLD_WEIGHT = 600  # of OpenType: semi-bold and above
_URI_ACTION = 3
_BYTES_OF_RECTANGLE = 16

Matrix = tuple[float, float, float, float, float, float]
_IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


class Frame(NamedTuple):
    """From the file's coordinates to the page's: the visible box, and the clockwise quarter turns
    that set the text upright."""

    left: float
    bottom: float
    right: float
    top: float
    turn: int

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of the page as it is read."""
        width, height = self.right - self.left, self.top - self.bottom
        return (height, width) if self.turn % 2 else (width, height)

    def point(self, x: float, y: float) -> tuple[float, float]:
        """The point on the page of a point in the file's coordinates."""
        if self.turn == 0:
            return x - self.left, self.top - y
        if self.turn == 1:
            return y - self.bottom, x - self.left
        if self.turn == 2:  # noqa: PLR2004 - two quarter turns
            return self.right - x, y - self.bottom
        return self.top - y, self.right - x

    def box(self, x0: float, y0: float, x1: float, y1: float) -> Box:
        """The box on the page of the rectangle between two corners in the file's coordinates."""
        ax, ay = self.point(x0, y0)
        bx, by = self.point(x1, y1)
        return Box(min(ax, bx), min(ay, by), max(ax, bx), max(ay, by))


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
        rules, fills, dots = _shapes(page, frame)
        words = (*words, *drawn_bullets(dots, words))
        width, height = frame.size
        links = tuple(_links(document, page, frame))
        return Page(number, width, height, words, rules, fills, links, unmapped)
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
    if abs(matrix.a) >= abs(matrix.b):
        turn = 0 if matrix.a >= 0 else 2
    else:
        turn = 1 if matrix.b > 0 else 3
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
    turns = Counter({owner: 0 for owner in stream.runs})
    turns.update(stream.owners)
    by_turn: Counter[int] = Counter()
    for owner, characters in turns.items():
        if owner is not None:
            by_turn[stream.runs[owner].turn] += characters
    turn = by_turn.most_common(1)[0][0] if by_turn else max(0, pdfium.FPDFPage_GetRotation(page))
    return Frame(box.left, box.bottom, box.right, box.top, turn)


def _shapes(page: Any, frame: Frame) -> tuple[tuple[Rule, ...], tuple[Fill, ...], list[Box]]:
    """The straight lines, the filled rectangles and the dots, those inside forms too."""
    rules: list[Rule] = []
    fills: list[Fill] = []
    dots: list[Box] = []
    for item, matrix in _objects(page):
        kind = pdfium.FPDFPageObj_GetType(item)
        if kind == pdfium.FPDF_PAGEOBJ_PATH:
            _path(item, matrix, frame, rules, fills, dots)
        elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            box = _bounds(item, matrix, frame)
            if min(box.width, box.height) <= _THIN < max(box.width, box.height):
                rules.append(Rule(*box))
    return tuple(rules), tuple(fills), dots


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


def _path(
    item: Any, outer: Matrix, frame: Frame, rules: list[Rule], fills: list[Fill], dots: list[Box]
) -> None:
    """Sort one path's pieces: strokes and thin rectangles are rules, other rectangles fills, small
    round ones dots."""
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
        if curved:
            xs, ys = [p[0] for p in points], [p[1] for p in points]
            box = Box(min(xs), min(ys), max(xs), max(ys))
            if max(box.width, box.height) <= _DOT and abs(box.width - box.height) <= 1 < box.width:
                dots.append(box)
            continue
        if stroked.value:
            for (x0, y0), (x1, y1) in zip(points, points[1:], strict=False):
                if abs(x1 - x0) <= 1 or abs(y1 - y0) <= 1:
                    rules.append(
                        Rule(min(x0, x1) - half, min(y0, y1) - half, max(x0, x1) + half, max(y0, y1) + half)
                    )
        if colour is not None:
            xs, ys = [p[0] for p in points], [p[1] for p in points]
            box = (min(xs), min(ys), max(xs), max(ys))
            thickness, length = sorted((box[2] - box[0], box[3] - box[1]))
            if thickness <= _THIN:
                if length > 0:
                    rules.append(Rule(*box))
            elif all(x in {box[0], box[2]} and y in {box[1], box[3]} for x, y in points):
                fills.append(Fill(*box, colour))


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


def _links(document: Any, page: Any, frame: Frame) -> Iterator[LinkArea]:
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
