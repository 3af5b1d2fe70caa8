"""Pages whose text comes from OCR: the lines of tables, which OCR leaves out, are long dark runs of the
page's picture; and the words are made such as a printed page has."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence
from dataclasses import replace
from statistics import median
from typing import Any

import numpy as np
import numpy.typing as npt
import pypdfium2.raw as pdfium

from pipeline.read.pdf.frame import Frame
from pipeline.read.pdf.page import Rule, Word

_SCALE = 2.0  # pixels of a point: a hairline is then about as wide as one
_MOST_PIXELS = 4000  # along a side of the picture: a larger page is rendered smaller
_DARK = 0.75  # of the paper's grey: darker is ink
_LEAST = 20.0  # points: no stroke of a letter of running text is so long
_THICK = 4.0  # points: what is thicker is no rule
_MOST_RUNS = 20_000  # long dark runs of a page: more are a photograph
_READ_AS = "|{}"  # what OCR makes of an upright rule beside a word
_NEAR = 5.0  # points from the rule at which OCR places it
_ONE_SIZE = 1.6  # OCR takes a line's font size from its tallest letters, by up to this factor too much

Pixels = npt.NDArray[np.bool_]
Line = tuple[float, float, float, float]


def pictured_rules(page: Any, frame: Frame) -> list[Rule]:
    """The straight dark lines of PDFium's page, level and upright, as the frame turns it."""
    width, height = frame.size
    scale = min(_SCALE, _MOST_PIXELS / max(width, height))
    ink = _ink(page, frame, max(1, round(width * scale)), max(1, round(height * scale)))
    level = [Rule(x0, top, x1, bottom) for top, bottom, x0, x1 in thin_lines(ink, scale)]
    upright = [Rule(x0, top, x1, bottom) for x0, x1, top, bottom in thin_lines(ink.T, scale)]
    return [*level, *upright]


def recognised_words(words: Sequence[Word], rules: Sequence[Rule]) -> list[Word]:
    """The words without what OCR made of upright rules, most of them in one font size; OCR does not say
    whether a space stood at a line's end."""
    if not words:
        return []
    usual = median(word.size for word in words)
    upright = [rule for rule in rules if not rule.horizontal]
    kept = []
    for word in words:
        one_size = usual / _ONE_SIZE < word.size < usual * _ONE_SIZE
        clean = _without_marks(word, upright)
        if clean:
            kept.append(
                replace(
                    clean, size=usual if one_size else word.size, space_after=word.text[-1] not in "-\u00ad/"
                )
            )
    return kept


def _without_marks(word: Word, upright: Sequence[Rule]) -> Word | None:
    """The word without signs at its ends that stand on a rule; None where nothing is left."""
    at = [(r.x0 + r.x1) / 2 for r in upright if r.top <= word.baseline <= r.bottom]
    glyphs = list(word.glyphs)
    for end in (0, -1):
        while glyphs and glyphs[end].text in _READ_AS:
            left, right = glyphs[end].x0 - _NEAR, glyphs[end].x1 + _NEAR
            if word.turn or not any(left <= x <= right for x in at):
                break
            del glyphs[end]
    if len(glyphs) == len(word.glyphs):
        return word
    if not glyphs:
        return None
    box = word.box._replace(x0=glyphs[0].x0, x1=glyphs[-1].x1)
    return replace(word, text="".join(glyph.text for glyph in glyphs), box=box, glyphs=glyphs)


def _ink(page: Any, frame: Frame, width: int, height: int) -> Pixels:
    """The page's picture by rows of pixels, True where it is dark."""
    pixels = np.full((height, width), 255, dtype=np.uint8)
    address = pixels.ctypes.data_as(ctypes.c_void_p)
    bitmap = pdfium.FPDFBitmap_CreateEx(width, height, pdfium.FPDFBitmap_Gray, address, width)
    try:
        turn = (frame.turn - pdfium.FPDFPage_GetRotation(page)) % 4
        pdfium.FPDF_RenderPageBitmap(bitmap, page, 0, 0, width, height, turn, pdfium.FPDF_GRAYSCALE)
    finally:
        pdfium.FPDFBitmap_Destroy(bitmap)
    return np.less(pixels, _DARK * float(np.median(pixels)))


def thin_lines(ink: Pixels, scale: float) -> Iterator[Line]:
    """The thin dark lines along the rows of pixels, in points: first and last row, start and end."""
    around = ink.copy()  # a line that is not quite level goes on in the next row of pixels
    around[1:] |= ink[:-1]
    around[:-1] |= ink[1:]
    steps = np.diff(np.pad(around, ((0, 0), (1, 1))).astype(np.int8), axis=1)
    rows, starts = np.nonzero(steps == 1)
    ends = np.nonzero(steps == -1)[1]
    long = ends - starts >= _LEAST * scale
    if np.count_nonzero(long) > _MOST_RUNS:
        return
    runs = zip(rows[long].tolist(), starts[long].tolist(), ends[long].tolist(), strict=True)
    for first, last, start, end in _stacked(runs):
        if last - first - 1 <= _THICK * scale:  # one row of pixels to each side is not the line's own
            yield (first + 1) / scale, last / scale, start / scale, end / scale


def _stacked(runs: Iterator[tuple[int, int, int]]) -> Iterator[tuple[int, int, int, int]]:
    """Runs that lie upon each other in consecutive rows as one: its first and last row, start and end."""
    growing: list[tuple[int, int, int, int]] = []
    for row, start, end in runs:
        ended = [line for line in growing if line[1] < row - 1]
        yield from ended
        touched = [line for line in growing if line[1] >= row - 1 and line[2] < end and start < line[3]]
        growing = [line for line in growing if line not in ended and line not in touched]
        touched.append((row, row, start, end))
        growing.append((
            min(line[0] for line in touched),
            row,
            min(line[2] for line in touched),
            max(line[3] for line in touched),
        ))  # fmt: skip
    yield from growing
