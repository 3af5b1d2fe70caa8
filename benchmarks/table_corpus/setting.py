"""A table as a typesetter sets it: figures under each other by their points, heads at the bottom of
their row, stubs that wrap with a hanging indent, rules only where the look has them."""

from __future__ import annotations

from dataclasses import dataclass

from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from benchmarks.table_corpus.model import LabelCell, LabelTable, Look, is_wordy

_HANG = 8.0  # points
_MARK = 0.65  # of the size


@dataclass(frozen=True, slots=True)
class Face:
    """A type: the names of its plain and bold cuts, and its size in points."""

    plain: str
    bold: str
    size: float

    def width(self, text: str, *, bold: bool = False) -> float:
        """How wide a text is set."""
        return stringWidth(text, self.bold if bold else self.plain, self.size)

    def wrap(self, text: str, room: float, *, bold: bool = False) -> list[str]:
        """The text in lines no wider than `room`; a word that is too wide stands alone."""
        lines: list[str] = []
        for word in text.split():
            if lines and self.width(f"{lines[-1]} {word}", bold=bold) <= room:
                lines[-1] += f" {word}"
            else:
                lines.append(word)
        return lines


class SetTable:
    """A table laid out for a column of text `room` points wide."""

    def __init__(self, table: LabelTable, look: Look, face: Face, room: float) -> None:
        self._table, self._look = table, look
        self._face = Face(face.plain, face.bold, look.size)
        self._leading = look.size * (1.12 + look.pad_y / 20)
        self._widths = self._column_widths(room)
        gaps = max(table.columns - 1, 1)
        spare = room * (look.width or 1) - sum(self._widths)
        self._gap = min(max(spare / gaps, look.pad_x), 60) if look.width else look.pad_x
        self._lines = {(c.row, c.column): self._wrapped(c) for c in table.cells}
        self._tops = self._row_tops()

    @property
    def height(self) -> float:
        """From the top of its first line to the bottom of its last."""
        return self._tops[-1]

    def draw(self, canvas: Canvas, x: float, top: float) -> None:
        """Draw it with its left edge at `x` and its top at `top`, in the canvas's coordinates."""
        for cell in self._table.cells:
            self._draw_cell(canvas, cell, x, top)
        self._draw_rules(canvas, x, top)

    def _column_widths(self, room: float) -> list[float]:
        """The widest figure or word of each column; a stub that wraps has its share of the room."""
        widths = [0.0] * self._table.columns
        for cell in self._table.cells:
            if cell.col_span > 1:
                continue
            bold = _is_bold(cell, self._look)
            text = cell.text + cell.mark
            parts = text.split() if cell.role == "head" and cell.column > 1 else [text]
            width = max((self._face.width(part, bold=bold) for part in parts), default=0.0)
            widths[cell.column - 1] = max(widths[cell.column - 1], width + _HANG * cell.indent)
        if self._table.widths:
            total = sum(self._table.widths)
            shares = [room * (self._look.width or 0.9) * share / total for share in self._table.widths]
            widths = [
                min(width, share - self._look.pad_x) for width, share in zip(widths, shares, strict=True)
            ]
        return widths

    def _wrapped(self, cell: LabelCell) -> list[str]:
        room = self._span_width(cell) - _HANG * cell.indent
        hang = _HANG if cell.column == 1 and cell.role != "head" else 0
        lines = self._face.wrap(cell.text, room + 0.5, bold=_is_bold(cell, self._look))
        if len(lines) > 1 and hang:
            rest = " ".join(lines[1:])
            lines = [lines[0], *self._face.wrap(rest, room - hang, bold=_is_bold(cell, self._look))]
        return lines

    def _span_width(self, cell: LabelCell) -> float:
        first = cell.column - 1
        return sum(self._widths[first : first + cell.col_span]) + self._gap * (cell.col_span - 1)

    def _row_tops(self) -> list[float]:
        """The tops of the rows, and the bottom of the last."""
        counts = [1] * self._table.rows
        for cell in self._table.cells:
            lines = len(self._lines[cell.row, cell.column])
            above = sum(counts[cell.row - 1 : cell.row + cell.row_span - 2])
            counts[cell.row + cell.row_span - 2] = max(counts[cell.row + cell.row_span - 2], lines - above)
        tops, look, head = [0.0], self._look, self._table.head_rows
        for row, count in enumerate(counts, 1):
            space = look.pad_y
            if row == head:
                space += 2
            elif look.pause and row > head and (row - head) % look.pause == 0:
                space += 0.6 * look.size
            tops.append(tops[-1] + count * self._leading + space)
        return tops

    def _draw_cell(self, canvas: Canvas, cell: LabelCell, x: float, top: float) -> None:
        lines, bold = self._lines[cell.row, cell.column], _is_bold(cell, self._look)
        face, size = self._face, self._look.size
        first = cell.column - 1
        left = x + sum(self._widths[:first]) + self._gap * first + _HANG * cell.indent
        room = self._span_width(cell) - _HANG * cell.indent
        bottom = self._tops[cell.row + cell.row_span - 1] - self._tops[cell.row - 1]
        down = 0.0
        at_bottom = cell.role == "head" or (self._look.head_bottom and cell.column > 1)
        if at_bottom:
            down = max(0.0, bottom - self._look.pad_y - len(lines) * self._leading)
            down -= 2 if cell.row + cell.row_span - 1 == self._table.head_rows else 0
        y = top - self._tops[cell.row - 1] - max(down, 0) - size
        for number, line in enumerate(lines):
            width = face.width(line, bold=bold)
            start = left + _offset(self._table, cell, self._look, face, room, width)
            start += _HANG if number and cell.column == 1 and cell.role != "head" else 0
            canvas.setFont(face.bold if bold else face.plain, size)
            canvas.drawString(start, y, line)
            if number == len(lines) - 1:
                self._draw_mark(canvas, cell, start + width, y)
            y -= self._leading

    def _draw_mark(self, canvas: Canvas, cell: LabelCell, x: float, y: float) -> None:
        """A raised mark behind the text."""
        if cell.mark:
            canvas.setFont(self._face.plain, _MARK * self._look.size)
            canvas.drawString(x + 0.3, y + 0.33 * self._look.size, cell.mark)

    def _draw_rules(self, canvas: Canvas, x: float, top: float) -> None:
        look, table = self._look, self._table
        right = x + sum(self._widths) + self._gap * (table.columns - 1)
        canvas.setLineWidth(0.5)
        heights = []
        if look.rules in {"booktabs", "double"}:
            heights += [-2.0, self.height + 1]
        if look.rules in {"booktabs", "head", "double"} and table.head_rows:
            heights.append(self._tops[table.head_rows] - 1.5)
        if look.rules == "rows":
            heights += [-2.0, *(y - 0.5 for y in self._tops[table.head_rows :])]
        for height in heights:
            canvas.line(x, top - height, right, top - height)
        if look.span_rules:
            self._draw_span_rules(canvas, x, top)

    def _draw_span_rules(self, canvas: Canvas, x: float, top: float) -> None:
        """Rules under the titles over several columns."""
        for cell in self._table.cells:
            if cell.role == "head" and cell.col_span > 1 and cell.row < self._table.head_rows:
                left = x + sum(self._widths[: cell.column - 1]) + self._gap * (cell.column - 1)
                y = top - self._tops[cell.row + cell.row_span - 1] + 0.5
                canvas.line(left, y, left + self._span_width(cell), y)


def _is_bold(cell: LabelCell, look: Look) -> bool:
    return cell.role in {"total", "group"} or (cell.role == "head" and look.bold_head)


def _offset(table: LabelTable, cell: LabelCell, look: Look, face: Face, room: float, width: float) -> float:
    """How far from the left edge of its room a line starts."""
    if cell.col_span > 1:
        return (room - width) / 2
    if cell.column == 1 or is_wordy(table, cell.column):
        return 0.0
    align = look.heads if cell.role == "head" else look.numbers
    if cell.role == "head" or not look.middle or not cell.text[0].isdigit():
        return {"left": 0.0, "center": (room - width) / 2, "right": room - width}[align]
    column = [
        c.text for c in table.cells if c.column == cell.column and c.role != "head" and c.text[:1].isdigit()
    ]
    before = max(face.width(text.partition(".")[0]) for text in column)
    behind = max(face.width("." + text.partition(".")[2]) for text in column)
    return (room - before - behind) / 2 + before - face.width(cell.text.partition(".")[0])
