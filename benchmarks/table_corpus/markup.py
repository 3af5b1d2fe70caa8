"""Sheets as HTML, printed by Chromium or LibreOffice."""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from html import escape
from pathlib import Path

from benchmarks.table_corpus.model import (
    Beside,
    Block,
    Chart,
    Contents,
    Entries,
    Heading,
    LabelCell,
    LabelTable,
    Letterhead,
    Listing,
    Look,
    NewPage,
    Prose,
    Role,
    Sheet,
    Tabled,
    is_wordy,
)
from benchmarks.table_corpus.web import themed

_TINT = "#dde6f0"
_TIME_LIMIT = 180


def html_of(sheet: Sheet) -> str:
    """The whole document."""
    width, height = ("216mm", "279mm") if sheet.letter else ("210mm", "297mm")
    if sheet.landscape:
        width, height = height, width
    family = "Liberation Serif" if sheet.serif else "Liberation Sans"
    style = (
        f"@page {{ size: {width} {height}; margin: 20mm }}"
        f"body {{ font: {sheet.size}pt '{family}'; margin: 0; columns: {sheet.columns}; column-gap: 9mm }}"
        "h2 { font-size: 1.3em; margin: .8em 0 .4em } p { margin: 0 0 .6em }"
        "table { border-collapse: collapse } .notes { font-size: .8em; margin: .2em 0 .9em }"
        ".caption { font-weight: bold; margin: .8em 0 .3em } .units { font-size: .85em; font-style: italic }"
    )
    head = f"<p style='font-size:.8em'>{escape(sheet.header)}</p>" if sheet.header else ""
    body = "".join(_block(block) for block in sheet.blocks)
    return (
        f"<!DOCTYPE html><html><head><meta charset='utf-8'><style>{style}</style></head>"
        f"<body>{head}{body}</body></html>"
    )


def _block(block: Block) -> str:  # noqa: C901, PLR0911 - one branch a kind
    match block:
        case Heading(text):
            return f"<h2>{escape(text)}</h2>"
        case Prose(paragraphs, columns, justified):
            align = "justify" if justified else "left"
            inner = "".join(f"<p>{escape(text)}</p>" for text in paragraphs)
            return f"<div style='column-count:{columns};column-gap:8mm;text-align:{align}'>{inner}</div>"
        case Listing(marks, items):
            rows = zip(marks, items, strict=True)
            return "".join(
                f"<p style='margin-left:8mm;text-indent:-6mm'>"
                f"<span style='display:inline-block;width:6mm;text-indent:0'>{mark}</span>{escape(item)}</p>"
                for mark, item in rows
            )
        case Contents(entries, leaders):
            border = "1px dotted #000" if leaders else "0"
            return "".join(
                f"<div style='display:flex'><span>{escape(title)}</span>"
                f"<span style='flex:1;border-bottom:{border}'></span><span>{page}</span></div>"
                for title, page in entries
            )
        case Letterhead(left, right):
            sides = (
                f"<div style='white-space:pre-line'>{escape(chr(10).join(lines))}</div>"
                for lines in (left, right)
            )
            spread = "display:flex;justify-content:space-between;margin-bottom:8mm"
            return f"<div style='{spread}'>{''.join(sides)}</div>"
        case Chart():
            return _chart(block)
        case Entries():
            return _entries(block)
        case Beside(left, right, share):
            return (
                f"<div style='display:flex;gap:8mm'><div style='width:{share:.0%}'>{_block(left)}</div>"
                f"<div style='width:{1 - share:.0%}'>{_block(right)}</div></div>"
            )
        case NewPage():
            return "<div style='break-before:page'></div>"
        case Tabled():
            return _tabled(block)


def _entries(block: Entries) -> str:
    pairs = [(escape(first), escape(second)) for first, second in block.items]
    match block.kind:
        case "references":
            hang = "margin-left:9mm;text-indent:-9mm"
            mark = "display:inline-block;width:9mm;text-indent:0"
            return "".join(f"<p style='{hang}'><span style='{mark}'>{a}</span>{b}</p>" for a, b in pairs)
        case "terms":
            inner = "".join(f"<dt><b>{a}</b></dt><dd>{b}</dd>" for a, b in pairs)
            return f"<dl>{inner}</dl>"
        case "index":
            inner = "".join(f"<div>{a}, {b}</div>" for a, b in pairs)
            return f"<div style='column-count:3;font-size:.85em'>{inner}</div>"
        case "form":
            line = "flex:1;border-bottom:1px solid #000"
            inner = "".join(
                f"<div style='display:flex'>{a}:<span style='{line}'></span></div>" for a, _ in pairs
            )
            return f"<div style='display:grid;grid-template-columns:1fr 1fr;gap:3mm 8mm'>{inner}</div>"


def _chart(chart: Chart) -> str:
    top = max(chart.values)
    bars = []
    for index, (label, value) in enumerate(zip(chart.labels, chart.values, strict=True)):
        x, height = 40 + index * 45, 120 * value / top
        bars.append(f"<rect x='{x}' y='{140 - height}' width='30' height='{height}' fill='#5b7fb4'/>")
        bars.append(f"<text x='{x + 15}' y='154' font-size='8' text-anchor='middle'>{escape(label)}</text>")
    for step in range(5):
        y = 140 - step * 30
        bars.append(f"<text x='32' y='{y + 3}' font-size='8' text-anchor='end'>{top * step // 4}</text>")
        bars.append(f"<line x1='36' x2='{40 + 45 * len(chart.labels)}' y1='{y}' y2='{y}' stroke='#bbb'/>")
    return f"<svg width='{60 + 45 * len(chart.labels)}' height='165'>{''.join(bars)}</svg>"


def _tabled(block: Tabled) -> str:
    caption = f"<div class='caption'>{escape(block.caption)}</div>" if block.caption else ""
    units = f"<div class='units'>{escape(block.units)}</div>" if block.units else ""
    notes = "".join(f"<div class='notes'>{escape(note)}</div>" for note in block.notes)
    table = themed(block.table, block.look) if block.look.theme else _table(block.table, block.look)
    return caption + units + table + notes


def _table(table: LabelTable, look: Look) -> str:
    width = f"width:{look.width:.0%};" if look.width else ""
    outer = "border:1px solid #000;" if look.rules == "frame" else ""
    holding: dict[tuple[int, int], LabelCell] = {(c.row, c.column): c for c in table.cells}
    covered = {
        (row, column)
        for c in table.cells
        for row in range(c.row, c.row + c.row_span)
        for column in range(c.column, c.column + c.col_span)
    }
    shares = table.widths or ()
    total = sum(shares)
    columns = "".join(f"<col style='width:{share / total:.1%}'>" for share in shares)
    body = []
    for row in range(1, table.rows + 1):
        cells = []
        for column in range(1, table.columns + 1):
            cell = holding.get((row, column))
            if cell is None and (row, column) in covered:
                continue
            cells.append(_cell(cell or LabelCell(row, column, "", _role(table, row)), table, look))
        body.append(f"<tr>{''.join(cells)}</tr>")
    style = f"{width}{outer}font-size:{look.size}pt;margin-bottom:4pt"
    rows = "".join(body)
    return f"<table cellpadding='{round(look.pad_x)}' style='{style}'>{columns}{rows}</table>"


def _role(table: LabelTable, row: int) -> Role:
    return "head" if row <= table.head_rows else "data"


def _cell(cell: LabelCell, table: LabelTable, look: Look) -> str:
    span = f" colspan='{cell.col_span}'" if cell.col_span > 1 else ""
    span += f" rowspan='{cell.row_span}'" if cell.row_span > 1 else ""
    text = escape(cell.text)
    if look.signs_apart and text.startswith("$"):
        text = f"<span style='float:left'>$</span>{text[1:]}"
    if cell.mark:
        text += f"<sup style='font-size:.65em;line-height:0'>{cell.mark}</sup>"
    bold = cell.role in {"total", "group"} or (cell.role == "head" and look.bold_head)
    style = (
        f"padding:{look.pad_y}pt {look.pad_x}pt;text-align:{align_of(cell, look, table)};"
        f"vertical-align:{_vertical(cell, look)};"
    )
    if look.pause and cell.row > table.head_rows and (cell.row - table.head_rows) % look.pause == 0:
        style += f"padding-bottom:{look.pad_y + 0.7 * look.size}pt;"
    if cell.indent:
        style += f"padding-left:{look.pad_x + 9 * cell.indent}pt;"
    style += "".join(f"border-{side};" for side in borders(cell, table, look))
    if shaded(cell, table, look):
        style += f"background:{_TINT};-webkit-print-color-adjust:exact;"
    return f"<td{span} style='{style}'>{f'<b>{text}</b>' if bold and text else text}</td>"


def _vertical(cell: LabelCell, look: Look) -> str:
    if cell.role == "head":
        return "bottom" if look.head_bottom else "middle"
    return "middle" if look.middle else "top"


def align_of(cell: LabelCell, look: Look, table: LabelTable) -> str:
    """How a cell's text is aligned."""
    if cell.col_span > 1:
        return "center"
    if cell.column == 1 or cell.role in {"stub", "group"} or is_wordy(table, cell.column):
        return "left"
    return look.heads if cell.role == "head" else look.numbers


def shaded(cell: LabelCell, table: LabelTable, look: Look) -> bool:
    """Whether a cell's ground is tinted."""
    match look.shade:
        case "zebra":
            return cell.row > table.head_rows and (cell.row - table.head_rows) % 2 == 0
        case "head":
            return cell.row <= table.head_rows
        case "totals":
            return cell.role in {"total", "group", "head"}
        case "columns":
            return cell.column % 2 == 0 and cell.col_span == 1
        case "stub":
            return cell.column == 1
        case "none":
            return False


def borders(cell: LabelCell, table: LabelTable, look: Look) -> list[str]:  # noqa: C901 - one line for each kind
    """The rules at a cell's sides, as CSS without the word `border-`."""
    thick, thin, found = "1.5px solid #000", "0.75px solid #000", []
    last_row = cell.row + cell.row_span - 1
    in_head = last_row == table.head_rows
    if look.rules in {"booktabs", "double", "groups", "dotted"}:
        if cell.row == 1:
            found.append(f"top:{thick}")
        if in_head:
            found.append(f"bottom:{'3px double #000' if look.rules == 'double' else thin}")
        if last_row == table.rows:
            found.append(f"bottom:{thick}")
    if look.rules in {"head", "frame", "boxed"} and in_head:
        found.append(f"bottom:{thin}")
    if look.rules == "boxed":
        found += [f"left:{thin}", f"right:{thin}"]
        found += [f"top:{thin}"] if cell.row == 1 else []
        found += [f"bottom:{thin}"] if last_row == table.rows else []
    if look.rules in {"rows", "grid"} or (look.rules == "dotted" and cell.row > table.head_rows):
        found.append(f"bottom:{'0.75px dotted #000' if look.rules == 'dotted' else thin}")
        if cell.row == 1:
            found.append(f"top:{thin}")
    if look.rules == "groups" and cell.role in {"group", "total"}:
        found.append(f"top:{thin}")
    if look.rules in {"columns", "grid"} and cell.column + cell.col_span - 1 < table.columns:
        found.append(f"right:{thin}")
    if look.rules == "grid":
        found += [f"left:{thin}", f"right:{thin}"]
    if (
        look.span_rules
        and cell.role == "head"
        and cell.col_span > 1
        and look.rules not in {"none", "columns"}
    ):
        found.append(f"bottom:{thin}")
    return found


def print_with_chromium(sheets: Sequence[tuple[Sheet, Path]]) -> None:
    """Print each sheet to its PDF."""
    with tempfile.TemporaryDirectory() as folder:
        for sheet, pdf in sheets:
            source = Path(folder, f"{sheet.name}.html")
            source.write_text(html_of(sheet), encoding="utf-8")
            command = [
                program("chromium", "chromium-browser", "google-chrome"),
                "--headless",
                "--no-sandbox",
            ]
            command += ["--disable-gpu", "--no-pdf-header-footer", f"--user-data-dir={folder}/profile"]
            subprocess.run(
                [*command, f"--print-to-pdf={pdf}", source.as_uri()],
                check=True,
                capture_output=True,
                timeout=_TIME_LIMIT,
            )


def print_with_libreoffice(sheets: Sequence[tuple[Sheet, Path]]) -> None:
    """Print all sheets in one run, each to its PDF. Its columns of text have no space between: text is
    set in one."""
    if not sheets:
        return
    with tempfile.TemporaryDirectory() as folder:
        sources = []
        for sheet, _ in sheets:
            source = Path(folder, f"{sheet.name}.html")
            text = re.sub(r"column-count:\d", "column-count:1", html_of(sheet))
            source.write_text(text, encoding="utf-8")
            sources.append(str(source))
        command = [program("soffice"), "--headless", f"-env:UserInstallation=file://{folder}/profile"]
        command += ["--convert-to", "pdf:writer_web_pdf_Export", "--outdir", folder, *sources]
        subprocess.run(command, check=True, capture_output=True, timeout=_TIME_LIMIT)
        for sheet, pdf in sheets:
            shutil.move(Path(folder, f"{sheet.name}.pdf"), pdf)


def program(*names: str) -> str:
    """The path of the first of some programs that is installed."""
    for name in names:
        if found := shutil.which(name):
            return found
    message = f"none of these programs is installed: {', '.join(names)}"
    raise FileNotFoundError(message)
