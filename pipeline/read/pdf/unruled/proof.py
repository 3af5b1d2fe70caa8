"""Whether lines laid over columns are a table, and not running text or an address that looks like one."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from pipeline.read.pdf.unruled.rows import Row
from pipeline.read.pdf.unruled.sketch import Sketch

_FEWEST_ROWS = 3  # with cells side by side, the header counted as one
_FEWEST_BOUNDED = 2  # the same where a rule or an edge of shading parts rows of three columns
_FEWEST_PAIRS = 5  # rows of two columns of words: fewer are an address or a signature
_FILLED = 0.4  # share of the rows that hold cells side by side
_FIGURES = 0.4  # share of the cells behind the first column
_WORDS, _WORDS_OF_PAIRS = 7, 4  # the usual cell of a table of words, and of one with two columns
_WRAPPED, _WRAPPED_PAIRS = 0.5, 0.6  # share of rows of several lines, which show where cells end
_FEWEST_WORDS, _MANY_WORDS = 3, 5  # of a line of running text; so many are in no table's every column
_NUMBERED_COLUMNS, _NEARLY_ALL = 2, 0.8  # columns, and share of the rows, of numbered lines
_FULL_LINE = 0.75  # share of a column's width, and of its lines


def is_table(sketch: Sketch, head: int, rows: Sequence[Row], *, framed: bool) -> bool:
    """Whether rows below `head` lines of header are a table's: cells side by side, of figures, of few
    words, or of words in rows that are clearly parted; or of anything that does not read like running
    text in columns where they are `framed` by rules."""
    filled = sum(len(row.columns) > 1 for row in rows)
    bounded = framed or (sketch.boundaries and sketch.columns > 2)
    fewest = _FEWEST_BOUNDED if bounded else _FEWEST_ROWS
    if filled + (head > 0) < fewest or filled < _FILLED * len(rows):
        return False
    if not head and not framed and _are_numbered_lines(sketch, rows):
        return False
    behind = [piece for row in rows for piece in row.pieces if piece.first > 0]
    if sum(piece.is_figure for piece in behind) >= _FIGURES * len(behind):
        return True
    if head and len(sketch.boundaries) > 1:
        return True
    if head and framed:
        return not _fills_columns(rows, sketch.extents)
    return _reads_as_cells(rows, sketch.columns) and not _fills_columns(rows, sketch.extents)


def _are_numbered_lines(sketch: Sketch, rows: Sequence[Row]) -> bool:
    """Whether nearly all rows are a number, one more than the last, and a text: a listing, or paragraphs."""
    if sketch.columns > _NUMBERED_COLUMNS:
        return False
    texts = [row.pieces[0].chunk.words[0].text.rstrip(".)") for row in rows]
    numbers = [int(text) for text in texts if text.isdecimal()]
    steps = [after - before for before, after in pairwise(numbers)]
    return len(numbers) >= _NEARLY_ALL * len(rows) and steps.count(1) >= _NEARLY_ALL * len(rows) - 1


def _reads_as_cells(rows: Sequence[Row], columns: int) -> bool:
    """Whether rows of words are of short cells, or mostly of several lines."""
    lengths = [
        sum(len(piece.chunk.words) for piece in row.pieces if piece.first == column)
        for row in rows
        for column in row.columns
    ]
    usual, wrapped = median(lengths), sum(len(row.lines) > 1 for row in rows)
    if columns == 2:
        short = usual <= _WORDS_OF_PAIRS or wrapped >= _WRAPPED_PAIRS * len(rows)
        return short and len(rows) >= _FEWEST_PAIRS
    return usual <= _WORDS or wrapped >= _WRAPPED * len(rows)


def _fills_columns(rows: Sequence[Row], extents: Sequence[tuple[float, float]]) -> bool:
    """Whether lines of words stand in columns as running text does: each column has many words a line,
    or nearly all lines reach the right edge."""
    pieces = [piece for row in rows for piece in row.pieces if not piece.spans]
    fewest = min(
        median([len(piece.chunk.words) for piece in pieces if piece.first == column] or [0])
        for column in range(len(extents))
    )
    if fewest < _FEWEST_WORDS or fewest >= _MANY_WORDS:
        return fewest >= _MANY_WORDS
    widths = [x1 - x0 for x0, x1 in extents]
    full = sum(p.chunk.x1 - p.chunk.x0 >= _FULL_LINE * widths[p.first] for p in pieces)
    return full >= _FULL_LINE * len(pieces)
