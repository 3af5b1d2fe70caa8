"""Text that something drawn later covers: blackened, painted over, under a picture.

Looked for among what the page holds itself, not inside its forms. A cover that is transparent, or that lies
around the words only, leaves them to be seen: the page's picture decides.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence

import pypdfium2.raw as pdfium

from pipeline.read.pdf import calls
from pipeline.read.pdf.frame import Frame
from pipeline.read.pdf.page import Box, Word
from pipeline.read.pdf.shapes import PageObject
from pipeline.read.pdf.unseen import Picture

_THIN = 3.0  # points: a rule covers no word
_EDGE = 0.15  # of a word's height: so far its box may reach beyond a cover that hides its letters
_MOST_COMPARED = 200_000  # pairs of a cover and a text: beyond, a cover is taken to lie over some text


_Edges = tuple[float, float, float, float]
"""Left, bottom, right and top in the file's coordinates."""


def without_covered(
    words: list[Word], objects: Sequence[PageObject], frame: Frame, picture: Picture
) -> list[Word]:
    """The words that are seen; `objects` are the page's, in the order in which they are drawn."""
    covers = list(_covers(objects))
    return [word for word in words if _is_seen(word.box, frame, covers, picture)] if covers else words


def _covers(objects: Sequence[PageObject]) -> Iterator[_Edges]:
    """Filled shapes and pictures over text that was drawn before them."""
    reals, numbers = (ctypes.c_float * 4)(), (ctypes.c_int * 2)()
    at_reals, at_numbers = calls.places_in(reals, 4), calls.places_in(numbers, 4)
    texts: list[_Edges] = []
    compared = 0
    for item, kind in objects:
        is_text, is_path = kind == pdfium.FPDF_PAGEOBJ_TEXT, kind == pdfium.FPDF_PAGEOBJ_PATH
        if is_path:
            calls.draw_mode(item, *at_numbers)
        if not is_text and not (texts and (numbers[0] if is_path else kind == pdfium.FPDF_PAGEOBJ_IMAGE)):
            continue
        calls.object_bounds(item, *at_reals)
        left, bottom, right, top = edges = reals[0], reals[1], reals[2], reals[3]
        if is_text:
            texts.append(edges)
        elif min(right - left, top - bottom) > _THIN:
            compared += len(texts)
            if compared > _MOST_COMPARED or any(
                left < x1 and x0 < right and bottom < y1 and y0 < top for x0, y0, x1, y1 in texts
            ):
                yield edges


def _is_seen(box: Box, frame: Frame, covers: Sequence[_Edges], picture: Picture) -> bool:
    """False for a word whose middle is within a cover, where the page shows nothing."""
    x, y = frame.place((box.x0 + box.x1) / 2, (box.top + box.bottom) / 2)
    if not any(left <= x <= right and bottom <= y <= top for left, bottom, right, top in covers):
        return True
    edge = _EDGE * min(box.width, box.height)
    corners = frame.place(box.x0 + edge, box.top + edge), frame.place(box.x1 - edge, box.bottom - edge)
    return picture.shows_between(*corners[0], *corners[1])
