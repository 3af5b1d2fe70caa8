"""Sheets as typewriter lines with dotted leaders and ruled-off heads of dashes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from random import Random

from reportlab.lib.pagesizes import letter
from reportlab.pdfgen.canvas import Canvas

from benchmarks.table_corpus.model import Heading, LabelCell, LabelTable, Prose, Sheet, Tabled

_MARGIN = 56


def print_typewriter(sheet: Sheet, pdf: Path, random: Random) -> list[LabelTable]:
    """Print a sheet's tables as typewriter lines with ruled-off heads of dashes; gives the tables as
    printed, with the leaders in their stubs."""
    leaders = random.random() < 0.6
    bars = random.random() < 0.3
    lines: list[str] = []
    printed: list[LabelTable] = []
    for block in sheet.blocks:
        match block:
            case Tabled():
                table, rows = typewritten(block.table, leaders=leaders, bars=bars)
                printed.append(table)
                lines += ["", block.caption, "", *rows, *(f"  {note}" for note in block.notes), ""]
            case Prose(paragraphs):
                for text in paragraphs:
                    lines += [*_wrapped(text, 88), ""]
            case Heading(text):
                lines += [text.upper(), ""]
            case _:
                pass
    size = 8 if max(map(len, lines)) < 100 else 6
    canvas = Canvas(str(pdf), pagesize=letter, invariant=1)
    depth = int((letter[1] - 2 * _MARGIN) / (size * 1.2))
    for start in range(0, len(lines), depth):
        canvas.setFont("Courier", size)
        for index, line in enumerate(lines[start : start + depth]):
            if line.strip():
                canvas.drawString(_MARGIN, letter[1] - _MARGIN - index * size * 1.2, line)
        canvas.showPage()
    canvas.save()
    return printed


def _wrapped(text: str, width: int) -> list[str]:
    lines, line = [], ""
    for word in text.split():
        if len(line) + len(word) + 1 > width:
            lines.append(line)
            line = ""
        line = f"{line} {word}".strip()
    return [*lines, line]


def typewritten(table: LabelTable, *, leaders: bool, bars: bool) -> tuple[LabelTable, list[str]]:
    """A table in fixed columns of characters; cells of one line each, spanning heads centred."""
    widths = [0] * table.columns
    for cell in table.cells:
        if cell.col_span == 1:
            widths[cell.column - 1] = max(
                widths[cell.column - 1], len(cell.text + cell.mark) + 2 * cell.indent
            )
    widths[0] += 3
    gap = " :" if bars else "  "
    starts = [sum(widths[:i]) + 2 * i + (len(gap) - 2) * i for i in range(table.columns)]
    total = starts[-1] + widths[-1]
    cells: list[LabelCell] = []
    rows = ["-" * total]
    for row in range(1, table.rows + 1):
        line = [" "] * total
        row_cells = [c for c in table.cells if c.row == row and c.text]
        for cell in row_cells:
            first, last = cell.column - 1, cell.column + cell.col_span - 2
            room = starts[last] + widths[last] - starts[first]
            text = " " * (2 * cell.indent) + cell.text + cell.mark
            if cell.column == 1 and cell.col_span == 1:
                filled = leaders and cell.role in {"stub", "total"}
                text = text.ljust(room, ".") if filled else text.ljust(room)
            else:
                text = text.center(room) if cell.role == "head" or cell.col_span > 1 else text.rjust(room)
            line[starts[first] : starts[first] + room] = text[:room]
            cells.append(replace(cell, text=text.strip()[:room], mark=""))
        if bars and row > table.head_rows:
            for start in starts[1:]:
                if line[start - 1] == " " and len(row_cells) > 1:
                    line[start - 1] = ":"
        rows.append("".join(line).rstrip())
        if row == table.head_rows:
            rows.append("-" * total)
    rows.append("-" * total)
    return LabelTable(tuple(cells), table.head_rows), rows
