"""Sheets as Word files, printed by LibreOffice: tables with partial borders, or columns at tab stops."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import docx
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from benchmarks.table_corpus.markup import program
from benchmarks.table_corpus.model import (
    Block,
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
    Sheet,
    Tabled,
)

_TIME_LIMIT = 240
_ALIGN: Mapping[str, WD_ALIGN_PARAGRAPH] = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
}
THEMES = ("bare", "head", "three-lines", "row-lines", "grid", "shaded-head", "tabs")
"""The looks, by name; `tabs` sets rows as paragraphs with tab stops."""


def print_word(sheets: Sequence[tuple[Sheet, Path]]) -> None:
    """Print all sheets in one run, each to its PDF."""
    if not sheets:
        return
    with tempfile.TemporaryDirectory() as folder:
        sources = []
        for sheet, _ in sheets:
            source = Path(folder, f"{sheet.name}.docx")
            _document(sheet).save(str(source))
            sources.append(str(source))
        command = [program("soffice"), "--headless", f"-env:UserInstallation=file://{folder}/profile"]
        command += ["--convert-to", "pdf", "--outdir", folder, *sources]
        subprocess.run(command, check=True, capture_output=True, timeout=_TIME_LIMIT)
        for sheet, pdf in sheets:
            shutil.move(Path(folder, f"{sheet.name}.pdf"), pdf)


def _document(sheet: Sheet) -> Any:
    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = (Mm(216), Mm(279)) if sheet.letter else (Mm(210), Mm(297))
    if sheet.landscape:
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = section.page_height, section.page_width
    section.left_margin = section.right_margin = Mm(25)
    if sheet.columns > 1:
        columns: Any = section._sectPr.find(qn("w:cols"))  # noqa: SLF001 - python-docx has no columns of text
        columns.set(qn("w:num"), str(sheet.columns))
    style = document.styles["Normal"]
    style.font.name = "Liberation Serif" if sheet.serif else "Liberation Sans"
    style.font.size = Pt(sheet.size)
    style.paragraph_format.space_after = Pt(4)
    if sheet.header:
        section.header.paragraphs[0].text = sheet.header
    width = (section.page_width - section.left_margin - section.right_margin) / 12_700
    for block in sheet.blocks:
        _add(document, block, width if sheet.columns == 1 else width / sheet.columns - 20)
    return document


def _add(document: Any, block: Block, width: float) -> None:  # noqa: C901, PLR0912 - one branch a kind
    match block:
        case Heading(text):
            document.add_heading(text, 2)
        case Prose(paragraphs, _, justified):
            for text in paragraphs:
                added = document.add_paragraph(text)
                if justified:
                    added.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
        case Listing(marks, items):
            numbered = marks[0][0].isdigit()
            for item in items:
                document.add_paragraph(item, "List Number" if numbered else "List Bullet")
        case Contents(entries, leaders):
            for title, page in entries:
                added = document.add_paragraph(f"{title}\t{page}")
                leader = WD_TAB_LEADER.DOTS if leaders else WD_TAB_LEADER.SPACES
                added.paragraph_format.tab_stops.add_tab_stop(Pt(width), WD_TAB_ALIGNMENT.RIGHT, leader)
        case Letterhead(left, right):
            for first, second in zip(left, right, strict=True):
                added = document.add_paragraph(f"{first}\t{second}")
                added.paragraph_format.tab_stops.add_tab_stop(Pt(width * 0.65))
        case Entries(kind, items):
            _entries(document, kind, items, width)
        case NewPage():
            document.add_page_break()
        case Tabled():
            _tabled(document, block, width)
        case _:
            message = f"this printer sets no {type(block).__name__}"
            raise TypeError(message)


def _entries(document: Any, kind: str, items: Sequence[tuple[str, str]], width: float) -> None:
    for first, second in items:
        if kind == "form":
            added = document.add_paragraph(f"{first}:\t")
            stop = added.paragraph_format.tab_stops
            stop.add_tab_stop(Pt(width * 0.8), WD_TAB_ALIGNMENT.LEFT, WD_TAB_LEADER.LINES)
        elif kind == "references":
            added = document.add_paragraph(f"{first}\t{second}")
            added.paragraph_format.left_indent = Pt(28)
            added.paragraph_format.first_line_indent = Pt(-28)
        else:
            document.add_paragraph(f"{first}, {second}")


def _tabled(document: Any, block: Tabled, width: float) -> None:
    if block.caption:
        document.add_paragraph().add_run(block.caption).bold = True
    if block.units:
        document.add_paragraph().add_run(block.units).italic = True
    if block.look.theme == "tabs":
        _at_tab_stops(document, block.table, block.look, width)
    else:
        _bordered(document, block.table, block.look, width)
    for note in block.notes:
        document.add_paragraph().add_run(note).font.size = Pt(8)


def _at_tab_stops(document: Any, table: LabelTable, look: Look, width: float) -> None:
    """Each row a paragraph, each column at a tab stop."""
    by_row = {row: {c.column: c for c in table.cells if c.row == row} for row in range(1, table.rows + 1)}
    share = width * 0.62 / max(table.columns - 1, 1)
    for row, cells in by_row.items():
        added = document.add_paragraph()
        added.paragraph_format.space_after = Pt(look.pad_y)
        for column in range(1, table.columns + 1):
            cell = cells.get(column)
            run = added.add_run(("\t" if column > 1 else "") + (cell.text + cell.mark if cell else ""))
            run.font.size = Pt(look.size)
            run.bold = row <= table.head_rows and look.bold_head
        for column in range(1, table.columns):
            right = look.numbers == "right"
            stop = width * 0.38 + share * (column if right else column - 1)
            kind = WD_TAB_ALIGNMENT.RIGHT if right else WD_TAB_ALIGNMENT.LEFT
            added.paragraph_format.tab_stops.add_tab_stop(Pt(stop), kind)


def _bordered(document: Any, table: LabelTable, look: Look, width: float) -> None:
    made = document.add_table(table.rows, table.columns)
    made.autofit = table.widths is None
    shares = table.widths or (1.0,) * table.columns
    for column, share in zip(made.columns, shares, strict=True):
        column.width = Pt(width * share / sum(shares))
        for cell in column.cells:
            cell.width = column.width
    for cell in table.cells:
        place = made.cell(cell.row - 1, cell.column - 1)
        if cell.col_span > 1 or cell.row_span > 1:
            place = place.merge(made.cell(cell.row + cell.row_span - 2, cell.column + cell.col_span - 2))
        _fill(place, cell, look, table)
    for row in range(table.rows):
        for column in range(table.columns):
            _dress(made.cell(row, column), row, look, table)


def _fill(place: Any, cell: LabelCell, look: Look, table: LabelTable) -> None:
    paragraph = place.paragraphs[0]
    paragraph.paragraph_format.space_after = Pt(look.pad_y)
    paragraph.paragraph_format.left_indent = Pt(9 * cell.indent)
    run = paragraph.add_run(cell.text)
    run.font.size = Pt(look.size)
    run.bold = cell.role in {"total", "group"} or (cell.role == "head" and look.bold_head)
    if cell.mark:
        raised = paragraph.add_run(cell.mark)
        raised.font.superscript = True
        raised.font.size = Pt(look.size)
    if cell.col_span > 1:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    elif cell.column > 1 and table.widths is None:
        paragraph.alignment = _ALIGN[look.heads if cell.role == "head" else look.numbers]


def _dress(place: Any, row: int, look: Look, table: LabelTable) -> None:
    """The borders and the shading of a field in row `row` (from 0)."""
    last, head = row == table.rows - 1, row == table.head_rows - 1
    sides: set[str] = set()
    match look.theme:
        case "head":
            sides = {"bottom"} if head else set()
        case "three-lines":
            sides = {side for side, on in (("top", row == 0), ("bottom", head or last)) if on}
        case "row-lines":
            sides = {"bottom"} | ({"top"} if row == 0 else set())
        case "grid":
            sides = {"top", "bottom", "left", "right"}
        case "shaded-head" if row < table.head_rows:
            shade = OxmlElement("w:shd")
            shade.set(qn("w:val"), "clear")
            shade.set(qn("w:fill"), "D9E2F3")
            place._tc.get_or_add_tcPr().append(shade)  # noqa: SLF001 - python-docx has no shading
        case _:
            pass
    borders = OxmlElement("w:tcBorders")
    for side in ("top", "left", "bottom", "right"):
        if side in sides:
            line = OxmlElement(f"w:{side}")
            line.set(qn("w:val"), "single")
            line.set(qn("w:sz"), "6")
            borders.append(line)
    place._tc.get_or_add_tcPr().append(borders)  # noqa: SLF001 - python-docx has no borders
