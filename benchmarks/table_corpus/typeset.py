"""Sheets set in one or two columns of type on a canvas, tables close under the text."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

from reportlab.lib.pagesizes import A4, landscape, letter
from reportlab.pdfgen.canvas import Canvas

from benchmarks.table_corpus.model import (
    Block,
    Chart,
    Contents,
    Entries,
    Heading,
    Listing,
    NewPage,
    Prose,
    Sheet,
    Tabled,
)
from benchmarks.table_corpus.setting import Face, SetTable

_MARGIN = 60.0
_BETWEEN = 22.0  # points between columns of text


def print_typeset(sheet: Sheet, pdf: Path) -> None:
    """Set a sheet."""
    size = letter if sheet.letter else A4
    size = landscape(size) if sheet.landscape else size
    press = _Press(Canvas(str(pdf), pagesize=size, invariant=1), size, sheet)
    for block in sheet.blocks:
        press.set(block)
    press.canvas.save()


class _Press:
    """Sets blocks one below the other, in columns of text."""

    def __init__(self, canvas: Canvas, size: tuple[float, float], sheet: Sheet) -> None:
        self.canvas = canvas
        self._size, self._sheet = size, sheet
        fonts = ("Times-Roman", "Times-Bold") if sheet.serif else ("Helvetica", "Helvetica-Bold")
        self._face = Face(*fonts, sheet.size)
        count = sheet.columns
        self._room = (size[0] - 2 * _MARGIN - _BETWEEN * (count - 1)) / count
        self._lefts = [_MARGIN + n * (self._room + _BETWEEN) for n in range(count)]
        self._column, self._page = 0, 1
        self._y = self._top = size[1] - _MARGIN
        self._furniture()

    @property
    def _x(self) -> float:
        return self._lefts[self._column]

    def _furniture(self) -> None:
        if self._sheet.header:
            self.canvas.setFont(self._face.plain, 8)
            self.canvas.drawString(_MARGIN, self._size[1] - 36, self._sheet.header)
            self.canvas.drawRightString(self._size[0] - _MARGIN, self._size[1] - 36, str(self._page))

    def _need(self, height: float) -> None:
        """Go on in the next column or page where there is no room for `height` points."""
        if self._y - height >= _MARGIN or self._y == self._top:
            return
        self._column += 1
        if self._column == len(self._lefts):
            self.canvas.showPage()
            self._column, self._page = 0, self._page + 1
            self._furniture()
        self._y = self._top

    def _text(
        self, text: str, face: Face, *, bold: bool = False, justified: bool = False, left: float = 0
    ) -> None:
        lines = face.wrap(text, self._room - left, bold=bold)
        for number, line in enumerate(lines, 1):
            self._need(face.size * 1.2)
            self._y -= face.size * 1.2
            spread = self.canvas.beginText(self._x + left, self._y)
            spread.setFont(face.bold if bold else face.plain, face.size)
            fills = justified and number < len(lines) and " " in line
            room = self._room - left - face.width(line, bold=bold)
            spread.setWordSpace(room / line.count(" ") if fills else 0)
            spread.textOut(line)
            self.canvas.drawText(spread)

    def set(self, block: Block) -> None:  # noqa: C901, PLR0912 - one branch a kind
        """Set one block below the last."""
        face = self._face
        match block:
            case Heading(text):
                self._y -= face.size
                self._text(text, Face(face.plain, face.bold, face.size * 1.25), bold=True)
                self._y -= 0.3 * face.size
            case Prose(paragraphs, _, justified):
                for text in paragraphs:
                    self._text(text, face, justified=justified)
                    self._y -= 0.4 * face.size
            case Listing(marks, items):
                self._marked(list(zip(marks, items, strict=True)), 16)
            case Entries("references", items):
                self._marked(items, 24)
            case Entries("terms", items):
                self._marked([("", f"{a}: {b}") for a, b in items], 10)
            case Entries("form", items):
                self._form([a for a, _ in items])
            case Entries("index", items):
                for a, b in items:
                    self._text(f"{a}, {b}", Face(face.plain, face.bold, face.size * 0.85))
            case Contents(entries, leaders):
                self._contents(entries, leaders=leaders)
            case Chart():
                self._chart(block)
            case Tabled():
                self._tabled(block)
            case NewPage():
                self._need(self._size[1])
            case _:
                message = f"this printer sets no {type(block).__name__}"
                raise TypeError(message)

    def _marked(self, items: Sequence[tuple[str, str]], indent: float) -> None:
        for mark, text in items:
            self._need(self._face.size * 1.2)
            self.canvas.setFont(self._face.plain, self._face.size)
            self.canvas.drawString(self._x, self._y - self._face.size * 1.2, mark)
            self._text(text, self._face, left=indent)
            self._y -= 0.3 * self._face.size

    def _form(self, names: Sequence[str]) -> None:
        half = self._room / 2
        for number, name in enumerate(names):
            if number % 2 == 0:
                self._need(self._face.size * 2)
                self._y -= self._face.size * 2
            x = self._x + half * (number % 2)
            self.canvas.setFont(self._face.plain, self._face.size)
            self.canvas.drawString(x, self._y, f"{name}:")
            self.canvas.line(x + self._face.width(name) + 8, self._y - 2, x + half - 10, self._y - 2)

    def _contents(self, entries: Sequence[tuple[str, str]], *, leaders: bool) -> None:
        for title, page in entries:
            self._need(self._face.size * 1.4)
            self._y -= self._face.size * 1.4
            self.canvas.setFont(self._face.plain, self._face.size)
            free = self._room - self._face.width(title + page) - 8
            dots = "." * int(free / self._face.width(".")) if leaders else ""
            self.canvas.drawString(self._x, self._y, f"{title} {dots}".rstrip())
            self.canvas.drawRightString(self._x + self._room, self._y, page)

    def _chart(self, chart: Chart) -> None:
        """Lines over years with a legend at the right."""
        height, top = 130.0, max(chart.values)
        self._need(height + 20)
        base, left = self._y - height, self._x + 28
        step = (self._room - 90) / len(chart.values)
        self.canvas.setFont(self._face.plain, 7)
        points = []
        for number, (label, value) in enumerate(zip(chart.labels, chart.values, strict=True)):
            x = left + (number + 0.5) * step
            self.canvas.drawCentredString(x, base - 9, label)
            points.append((x, base + (height - 20) * value / top))
        for mark in range(5):
            y = base + mark * (height - 20) / 4
            self.canvas.drawRightString(left - 4, y - 2, f"{top * mark / 4:,.0f}")
            self.canvas.line(left, y, left + step * len(points), y)
        for (x0, y0), (x1, y1) in pairwise(points):
            self.canvas.line(x0, y0, x1, y1)
        for number, name in enumerate(("Men", "Women", "All")):
            self.canvas.drawString(self._x + self._room - 40, self._y - 20 - 12 * number, name)
        self._y = base - 16

    def _tabled(self, block: Tabled) -> None:
        face, table = self._face, SetTable(block.table, block.look, self._face, self._room)
        caption = face.wrap(block.caption, self._room, bold=True)
        self._need(table.height + len(caption) * face.size * 1.2 + 20)
        if caption:
            self._text(block.caption, face, bold=True)
            self._y -= 0.2 * face.size
        if block.units:
            self._text(block.units, Face(face.plain, face.bold, face.size * 0.85))
        self._y -= 4 if caption or block.units else 1
        table.draw(self.canvas, self._x, self._y)
        self._y -= table.height + 5
        for note in block.notes:
            self._text(note, Face(face.plain, face.bold, face.size * 0.78))
        self._y -= face.size
