"""The true grid of a table: where each cell stands and how far it reaches, whatever the rows declare."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from lxml import etree

from pipeline.findings import ReadError, notice
from pipeline.model import Notice
from pipeline.read.docx.markup import contents, visible_text
from pipeline.read.docx.names import CELL, CELL_PROPERTIES, ROW, ROW_PROPERTIES, VAL, child, w
from pipeline.read.docx.styles import is_on, whole
from pipeline.read.guard import Limits

_GRID_SPAN: Final = w("gridSpan")
_VERTICAL_MERGE: Final = w("vMerge")
_HORIZONTAL_MERGE: Final = w("hMerge")
_BEFORE: Final = w("gridBefore")
_HEADER: Final = w("tblHeader")
_HIDDEN: Final = w("hidden")


@dataclass(slots=True)
class Place:
    """A cell's place: its first row and column from 1, and its spans."""

    element: etree._Element
    row: int
    column: int
    row_span: int = 1
    col_span: int = 1


@dataclass(frozen=True, slots=True)
class Grid:
    """A table's size, its leading rows marked as header, its cells in reading order, and notices of text
    that it holds but does not show: in hidden rows, and in cells that another one covers."""

    rows: int
    columns: int
    header_rows: int
    places: Sequence[Place]
    notices: Sequence[Notice]


@dataclass(frozen=True, slots=True)
class _Row:
    before: int = 0
    is_header: bool = False
    is_hidden: bool = False


def lay_out(table: etree._Element, limits: Limits) -> Grid:
    """Place every cell of the table. Raises ReadError where the grid is larger than `limits` allows."""
    places: list[Place] = []
    covered: list[etree._Element] = []
    above: dict[int, Place] = {}
    row = columns = header_rows = 0
    for element in contents(table):
        if element.tag != ROW:
            continue
        cells = [cell for cell in contents(element) if cell.tag == CELL]
        properties = _row_properties(element)
        if properties.is_hidden:
            covered.append(element)
            continue
        if not cells:
            continue
        if properties.is_header and header_rows == row:
            header_rows += 1
        row += 1
        above, width = _lay_out_row(cells, Place(element, row, properties.before + 1), above, places, covered)
        columns = max(columns, width)
        _check(row, columns, limits)
    hidden = (text for text in map(visible_text, covered) if text.strip())
    notices = [notice("hidden-text", excerpt=text) for text in hidden]
    return Grid(row, columns, header_rows, places, notices)


def _lay_out_row(
    cells: Sequence[etree._Element],
    start: Place,
    above: dict[int, Place],
    places: list[Place],
    covered: list[etree._Element],
) -> tuple[dict[int, Place], int]:
    """Place the cells of one row from `start` on; `above` are the cells that reach down to it, by column."""
    reaching: dict[int, Place] = {}
    column = start.column
    last: Place | None = None
    for element in cells:
        span, vertical, horizontal = _spans(element)
        if horizontal == "continue" and last is not None:
            last.col_span += span
            covered.append(element)
            column += span
            continue
        upper = above.get(column) if vertical == "continue" else None
        if upper is not None and upper.col_span == span:
            upper.row_span += 1
            covered.append(element)
            reaching[column] = upper
            last = None
        else:
            last = Place(element, start.row, column, 1, span)
            places.append(last)
            if vertical is not None:
                reaching[column] = last
        column += span
    return reaching, column - 1


def _row_properties(row: etree._Element) -> _Row:
    properties = child(row, ROW_PROPERTIES)
    if properties is None:
        return _Row()
    before, is_header, is_hidden = 0, False, False
    for node in properties:
        if node.tag == _BEFORE:
            before = max(0, whole(node.get(VAL)) or 0)
        elif node.tag == _HEADER:
            is_header = is_on(node.get(VAL))
        elif node.tag == _HIDDEN:
            is_hidden = is_on(node.get(VAL))
    return _Row(before, is_header, is_hidden)


def _spans(cell: etree._Element) -> tuple[int, str | None, str | None]:
    """Columns that a cell spans, and its merges: "restart", "continue" or None."""
    span, vertical, horizontal = 1, None, None
    properties = child(cell, CELL_PROPERTIES)
    if properties is not None:
        for node in properties:
            tag = node.tag
            if tag == _GRID_SPAN:
                span = max(1, whole(node.get(VAL)) or 1)
            elif tag == _VERTICAL_MERGE:
                vertical = node.get(VAL, "continue")
            elif tag == _HORIZONTAL_MERGE:
                horizontal = node.get(VAL, "continue")
    return span, vertical, horizontal


def _check(rows: int, columns: int, limits: Limits) -> None:
    if columns > limits.columns:
        message = f"a table is {columns:,} columns wide, more than the {limits.columns:,} allowed"
        raise ReadError(message)
    if rows > limits.rows or rows * columns > limits.area:
        message = f"a table of {columns:,} columns has more rows than allowed (at least {rows:,})"
        raise ReadError(message)
