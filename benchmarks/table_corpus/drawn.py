"""Sheets drawn by reportlab: set type through its table engine."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from pathlib import Path
from typing import Any, Literal

from reportlab.graphics.shapes import Drawing, Line, Rect, String
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4, landscape, letter
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BalancedColumns,
    Flowable,
    PageBreak,
    Paragraph,
    SimpleDocTemplate,
    Spacer,
    Table,
)

from benchmarks.table_corpus.markup import align_of, borders, shaded
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
    NewPage,
    Prose,
    Sheet,
    Tabled,
)
from benchmarks.table_corpus.plain import plain_table

_TINT = colors.Color(0.87, 0.9, 0.94)
_MARGIN = 56
_ALIGN: dict[str, Literal[0, 1, 2]] = {"left": 0, "center": 1, "right": 2}


def print_with_reportlab(sheet: Sheet, pdf: Path) -> None:
    """Set a sheet in one of reportlab's built-in types."""
    size = letter if sheet.letter else A4
    size = landscape(size) if sheet.landscape else size
    width = size[0] - 2 * _MARGIN
    template = SimpleDocTemplate(
        str(pdf),
        pagesize=size,
        leftMargin=_MARGIN,
        rightMargin=_MARGIN,
        topMargin=_MARGIN,
        bottomMargin=_MARGIN,
        invariant=1,
    )
    flowables: list[Flowable] = []
    if sheet.header:
        flowables.append(Paragraph(escape(sheet.header), _style(sheet, 0.8)))
    for block in sheet.blocks:
        flowables += _block(block, sheet, width)
    template.build(flowables)


def _font(sheet: Sheet, *, bold: bool = False) -> str:
    if sheet.serif:
        return "Times-Bold" if bold else "Times-Roman"
    return "Helvetica-Bold" if bold else "Helvetica"


def _style(
    sheet: Sheet, scale: float = 1.0, *, bold: bool = False, align: Literal[0, 4] = 0
) -> ParagraphStyle:
    size = sheet.size * scale
    return ParagraphStyle(
        "p",
        fontName=_font(sheet, bold=bold),
        fontSize=size,
        leading=size * 1.2,
        spaceAfter=size * 0.5,
        alignment=align,
    )


def _block(block: Block, sheet: Sheet, width: float) -> list[Flowable]:  # noqa: C901, PLR0911 - one branch a kind
    match block:
        case Heading(text):
            return [Paragraph(escape(text), _style(sheet, 1.3, bold=True))]
        case Prose(paragraphs, columns, justified):
            style = _style(sheet, align=4 if justified else 0)
            inner: list[Flowable] = [Paragraph(escape(text), style) for text in paragraphs]
            return inner if columns == 1 else [BalancedColumns(inner, nCols=columns, innerPadding=20)]
        case Listing(marks, items):
            style = ParagraphStyle("l", parent=_style(sheet), leftIndent=24, bulletIndent=8)
            return [
                Paragraph(escape(item), style, bulletText=mark)
                for mark, item in zip(marks, items, strict=True)
            ]
        case Contents(entries, leaders):
            return [_Leader(title, page, width, _font(sheet), sheet.size, leaders) for title, page in entries]
        case Letterhead(left, right):
            sides_of_head = [
                Paragraph("<br/>".join(map(escape, lines)), _style(sheet)) for lines in (left, right)
            ]
            return [Table([sides_of_head], colWidths=[width * 0.65, width * 0.35])]
        case Chart():
            return [_chart(block)]
        case Entries(kind, items):
            return _entries(kind, items, sheet, width)
        case Beside(left, right, share):
            sides = [_block(left, sheet, width * share - 20), _block(right, sheet, width * (1 - share) - 20)]
            plain = [("VALIGN", (0, 0), (-1, -1), "TOP"), ("LEFTPADDING", (0, 0), (-1, -1), 0)]
            return [Table([sides], colWidths=[width * share, width * (1 - share)], style=plain)]
        case NewPage():
            return [PageBreak()]
        case Tabled():
            return _tabled(block, sheet, width)


def _entries(kind: str, items: Sequence[tuple[str, str]], sheet: Sheet, width: float) -> list[Flowable]:
    style = ParagraphStyle("e", parent=_style(sheet), leftIndent=30)
    if kind == "index":
        inner: list[Flowable] = [Paragraph(escape(f"{a}, {b}"), _style(sheet, 0.8)) for a, b in items]
        return [BalancedColumns(inner, nCols=3, innerPadding=14)]
    if kind == "form":
        return [_Blank(a, width, _font(sheet), sheet.size) for a, _ in items]
    if kind == "terms":
        return [Paragraph(f"<b>{escape(a)}</b> {escape(b)}", style) for a, b in items]
    return [Paragraph(escape(b), style, bulletText=a) for a, b in items]


class _Blank(Flowable):
    """A field to fill in: its name, and a rule to the right edge."""

    def __init__(self, name: str, width: float, font: str, size: float) -> None:
        super().__init__()
        self.name, self.line, self.font, self.size = name, width, font, size

    def wrap(self, *_: float) -> tuple[float, float]:
        """Its size."""
        return self.line, self.size * 2

    def draw(self) -> None:
        """Draw it."""
        canvas: Canvas = self.canv
        canvas.setFont(self.font, self.size)
        canvas.drawString(0, 4, f"{self.name}:")
        canvas.line(stringWidth(self.name, self.font, self.size) + 8, 2, self.line, 2)


class _Leader(Flowable):
    """A title, dots, a page number."""

    def __init__(self, title: str, page: str, width: float, font: str, size: float, dots: bool) -> None:
        super().__init__()
        self.title, self.page, self.line, self.font, self.size, self.dots = (
            title,
            page,
            width,
            font,
            size,
            dots,
        )

    def wrap(self, *_: float) -> tuple[float, float]:
        """Its size."""
        return self.line, self.size * 1.5

    def draw(self) -> None:
        """Draw it."""
        canvas: Canvas = self.canv
        canvas.setFont(self.font, self.size)
        room = self.line - stringWidth(self.title + self.page, self.font, self.size) - 8
        dots = "." * int(room / stringWidth(".", self.font, self.size)) if self.dots else ""
        canvas.drawString(0, 0, f"{self.title} {dots}")
        canvas.drawRightString(self.line, 0, self.page)


def _chart(chart: Chart) -> Drawing:
    drawing, top = Drawing(60 + 45 * len(chart.labels), 170), max(chart.values)
    for index, (label, value) in enumerate(zip(chart.labels, chart.values, strict=True)):
        x = 40 + index * 45
        bar = Rect(x, 20, 30, 120 * value / top)
        bar.fillColor = _TINT
        drawing.add(bar)
        drawing.add(String(x + 15, 8, label, fontSize=8, textAnchor="middle"))
    for step in range(5):
        drawing.add(String(32, 17 + step * 30, str(top * step // 4), fontSize=8, textAnchor="end"))
        drawing.add(Line(36, 20 + step * 30, 40 + 45 * len(chart.labels), 20 + step * 30, strokeWidth=0.4))
    return drawing


def _tabled(block: Tabled, sheet: Sheet, width: float) -> list[Flowable]:
    around: list[Flowable] = []
    if block.caption:
        around.append(Paragraph(escape(block.caption), _style(sheet, bold=True)))
    if block.units:
        around.append(Paragraph(escape(block.units), _style(sheet, 0.85)))
    table = plain_table(block.table, block.look) if block.look.theme else _table(block, sheet, width)
    around += [table, Spacer(1, 4)]
    return around + [Paragraph(escape(note), _style(sheet, 0.8)) for note in block.notes]


def _table(block: Tabled, sheet: Sheet, width: float) -> Table:
    table, look = block.table, block.look
    grid: list[list[Any]] = [[""] * table.columns for _ in range(table.rows)]
    style: list[tuple[Any, ...]] = [
        ("TOPPADDING", (0, 0), (-1, -1), look.pad_y),
        ("BOTTOMPADDING", (0, 0), (-1, -1), look.pad_y),
        ("LEFTPADDING", (0, 0), (-1, -1), look.pad_x),
        ("RIGHTPADDING", (0, 0), (-1, -1), look.pad_x),
        ("VALIGN", (0, 0), (-1, -1), "MIDDLE" if look.middle else "TOP"),
        ("VALIGN", (0, 0), (-1, table.head_rows - 1), "BOTTOM" if look.head_bottom else "MIDDLE"),
    ]
    for row in range(look.pause, table.rows - table.head_rows, look.pause) if look.pause else ():
        below = table.head_rows + row - 1
        style.append(("BOTTOMPADDING", (0, below), (-1, below), look.pad_y + 0.7 * look.size))
    for cell in table.cells:
        x, y = cell.column - 1, cell.row - 1
        end = (x + cell.col_span - 1, y + cell.row_span - 1)
        bold = cell.role in {"total", "group"} or (cell.role == "head" and look.bold_head)
        text = ParagraphStyle(
            "c",
            fontName=_font(sheet, bold=bold),
            fontSize=look.size,
            leading=look.size * 1.15,
            alignment=_ALIGN[align_of(cell, look, table)],
            leftIndent=9 * cell.indent,
            splitLongWords=0,
        )
        raised = f"<super size={look.size * 0.65:.1f}>{cell.mark}</super>" if cell.mark else ""
        grid[y][x] = Paragraph(escape(cell.text) + raised, text)
        if cell.col_span > 1 or cell.row_span > 1:
            style.append(("SPAN", (x, y), end))
        style += _lines(cell, table, block, (x, y), end)
    return Table(grid, colWidths=_widths(block, sheet, width), style=style, hAlign="LEFT")


def _lines(
    cell: LabelCell, table: LabelTable, block: Tabled, first: tuple[int, int], end: tuple[int, int]
) -> list[tuple[Any, ...]]:
    sides = {"top": "LINEABOVE", "bottom": "LINEBELOW", "left": "LINEBEFORE", "right": "LINEAFTER"}
    found: list[tuple[Any, ...]] = []
    for border in borders(cell, table, block.look):
        side, _, kind = border.partition(":")
        weight = 1.2 if kind.startswith("1.5") else 0.5
        dashes: tuple[Any, ...] = (None, (1, 2)) if "dotted" in kind else ()
        found.append((sides[side], first, end, weight, colors.black, *dashes))
    if shaded(cell, table, block.look):
        found.append(("BACKGROUND", first, end, _TINT))
    return found


def _widths(block: Tabled, sheet: Sheet, width: float) -> list[float]:
    """Given shares, or the widest text of each column and what is left over spread evenly."""
    table, look = block.table, block.look
    if table.widths:
        total = sum(table.widths)
        return [width * (look.width or 0.9) * share / total for share in table.widths]
    room = [20.0] * table.columns
    for cell in table.cells:
        if cell.col_span == 1:
            text = (
                stringWidth(cell.text, _font(sheet, bold=True), look.size)
                + 2 * look.pad_x
                + 9 * cell.indent
                + 2
            )
            room[cell.column - 1] = max(room[cell.column - 1], text)
    if look.width and sum(room) < width * look.width:
        rest = (width * look.width - sum(room)) / table.columns
        return [r + rest for r in room]
    return [r * min(1, width / sum(room)) for r in room]
