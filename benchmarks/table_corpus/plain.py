"""Tables of plain strings through reportlab's table engine, ruled by a few of its line commands."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from reportlab.lib import colors
from reportlab.platypus import Table

from benchmarks.table_corpus.model import LabelTable, Look

_Commands = tuple[tuple[Any, ...], ...]
_HEAD_LINE = ("LINEBELOW", (0, 0), (-1, 0), 1, colors.black)
_THEMES: Mapping[str, _Commands] = {
    "bare": (),
    "head-line": (_HEAD_LINE,),
    "three-lines": (
        ("LINEABOVE", (0, 0), (-1, 0), 1, colors.black),
        _HEAD_LINE,
        ("LINEBELOW", (0, -1), (-1, -1), 1, colors.black),
    ),
    "row-lines": (("LINEBELOW", (0, 0), (-1, -1), 0.5, colors.black),),
    "grey-lines": (("LINEABOVE", (0, 1), (-1, -1), 0.25, colors.grey), _HEAD_LINE),
    "box": (("BOX", (0, 0), (-1, -1), 0.75, colors.black),),
    "box-head": (
        ("BOX", (0, 0), (-1, -1), 0.75, colors.black),
        ("BACKGROUND", (0, 0), (-1, 0), colors.lightgrey),
    ),
    "zebra": (("ROWBACKGROUNDS", (0, 1), (-1, -1), (colors.whitesmoke, colors.lightblue)),),
    "head-shade": (
        ("BACKGROUND", (0, 0), (-1, 0), colors.darkblue),
        ("TEXTCOLOR", (0, 0), (-1, 0), colors.white),
    ),
}
THEMES = tuple(_THEMES)
"""The looks, by name."""


def plain_table(table: LabelTable, look: Look) -> Table:
    """The table in the theme of its look, each column as wide as its widest string."""
    grid = [[""] * table.columns for _ in range(table.rows)]
    style: list[tuple[Any, ...]] = [
        ("FONTSIZE", (0, 0), (-1, -1), look.size),
        ("LEADING", (0, 0), (-1, -1), look.size * 1.2),
        ("TOPPADDING", (0, 0), (-1, -1), look.pad_y),
        ("BOTTOMPADDING", (0, 0), (-1, -1), look.pad_y),
        ("LEFTPADDING", (0, 0), (-1, -1), look.pad_x),
        ("RIGHTPADDING", (0, 0), (-1, -1), look.pad_x),
        ("ALIGN", (1, table.head_rows), (-1, -1), look.numbers.upper()),
        ("ALIGN", (1, 0), (-1, table.head_rows - 1), look.heads.upper()),
        *_THEMES[look.theme],
    ]
    if look.bold_head and table.head_rows:
        style.append(("FONTNAME", (0, 0), (-1, table.head_rows - 1), "Helvetica-Bold"))
    for cell in table.cells:
        x, y = cell.column - 1, cell.row - 1
        grid[y][x] = cell.text + cell.mark
        if cell.col_span > 1 or cell.row_span > 1:
            style.append(("SPAN", (x, y), (x + cell.col_span - 1, y + cell.row_span - 1)))
            style.append(("ALIGN", (x, y), (x, y), "CENTER"))
        if cell.indent:
            style.append(("LEFTPADDING", (x, y), (x, y), look.pad_x + 9 * cell.indent))
    return Table(grid, style=style, hAlign="CENTER" if look.middle else "LEFT")
