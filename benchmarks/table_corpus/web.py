"""Tables as web pages have them: rows in a head and a body, the look in a few rules of a style sheet."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

from benchmarks.table_corpus.model import LabelCell, LabelTable, Look, is_wordy

_THEMES: Mapping[str, str] = {
    "bare": "td,th{padding:1px 9px}",
    "heads": "td,th{padding:2px 7px} thead tr:last-child th{border-bottom:1px solid #000}",
    "agency": (
        "table{border-top:2px solid #000;border-bottom:2px solid #000} td,th{padding:2px 6px}"
        "thead tr:last-child th{border-bottom:1px solid #000} th[colspan]{border-bottom:1px solid #777}"
        "tr.total td{border-top:1px solid #000}"
    ),
    "lines": (
        "td,th{padding:5px 10px;border-bottom:1px solid #ccc} thead tr:last-child th{border-bottom:2px solid}"
    ),
    "stripes": "td,th{padding:3px 8px} tbody tr:nth-child(even) td{background:#eef2f7}",
    "blue": (
        "td,th{padding:3px 6px} thead th{background:#1f4e79;color:#fff} tr.group td{background:#dbe5f1}"
    ),
    "fixed": "table{table-layout:fixed} td,th{padding:2px 4px}",
    "fixed-lines": (
        "table{table-layout:fixed} td,th{padding:4px} thead tr:last-child th{border-bottom:1px solid}"
    ),
    "wiki": "td,th{padding:3px 7px;border:1px solid #a2a9b1} th{background:#eaecf0}",
}
THEMES = tuple(_THEMES)
"""The looks, by name."""


def themed(table: LabelTable, look: Look) -> str:
    """The table in the theme of its look, with the style sheet that it needs."""
    name = f"t-{look.theme}"
    rules = "".join(
        f"{_scoped(selectors, name)}{{{body}}}"
        for selectors, body in (part.split("{") for part in _THEMES[look.theme].split("}") if part.strip())
    )
    base = (
        f".{name}{{border-collapse:collapse;font-size:{look.size}pt;print-color-adjust:exact}}"
        f".{name} th{{vertical-align:bottom;text-align:{look.heads}}}"
        f".{name} th[colspan]{{text-align:center}}"
        f".{name} td{{vertical-align:top}} .{name} td.n{{text-align:{look.numbers};white-space:nowrap}}"
        f".{name} tr.total td,.{name} tr.group td{{font-weight:bold}}"
    )
    width = f" style='width:{look.width:.0%}'" if look.width else ""
    head = "".join(_row(table, row) for row in range(1, table.head_rows + 1))
    body = "".join(_row(table, row) for row in range(table.head_rows + 1, table.rows + 1))
    return (
        f"<style>{base}{rules}</style>"
        f"<table class='{name}'{width}><thead>{head}</thead><tbody>{body}</tbody></table>"
    )


def _scoped(selectors: str, name: str) -> str:
    """The selectors of a theme, for its own tables only."""
    return ",".join(
        f".{name}" if part == "table" else f".{name} {part}" for part in selectors.strip().split(",")
    )


def _row(table: LabelTable, row: int) -> str:
    starting = {c.column: c for c in table.cells if c.row == row}
    covered = {
        column
        for c in table.cells
        if c.row <= row < c.row + c.row_span
        for column in range(c.column, c.column + c.col_span)
    }
    role = starting[1].role if 1 in starting else "data"
    cells = "".join(
        _cell(starting[column], table, head=row <= table.head_rows) if column in starting else "<td></td>"
        for column in range(1, table.columns + 1)
        if column in starting or column not in covered
    )
    return f"<tr class='{role}'>{cells}</tr>"


def _cell(cell: LabelCell, table: LabelTable, *, head: bool) -> str:
    span = f" colspan='{cell.col_span}'" if cell.col_span > 1 else ""
    span += f" rowspan='{cell.row_span}'" if cell.row_span > 1 else ""
    text = escape(cell.text) + (f"<sup>{cell.mark}</sup>" if cell.mark else "")
    if head:
        return f"<th{span}>{text}</th>"
    indent = f" style='padding-left:{6 + 12 * cell.indent}px'" if cell.indent else ""
    kind = " class='n'" if cell.column > 1 and not is_wordy(table, cell.column) else ""
    return f"<td{span}{kind}{indent}>{text}</td>"
