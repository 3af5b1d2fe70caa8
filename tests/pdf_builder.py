"""PDFs drawn for tests: pages of text and lines at given places, from the top left corner in points."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from pipeline.model import Document, DocumentId
from pipeline.read.pdf import read_pdf

WIDTH, HEIGHT = 600.0, 800.0
FONT, SIZE, PITCH = "Helvetica", 10.0, 12.0
PADDING = 4.0


@dataclass
class Drawing:
    """A PDF in the making; each method draws on its current page."""

    path: Path
    password: str | None = None
    canvas: Canvas = field(init=False)

    def __post_init__(self) -> None:
        self.canvas = Canvas(
            str(self.path), pagesize=(WIDTH, HEIGHT), encrypt=self.password, invariant=True, pageCompression=0
        )

    def text(self, x: float, y: float, text: str, size: float = SIZE, font: str = FONT) -> None:
        """A line of text with its baseline at `y`."""
        self.canvas.setFont(font, size)
        self.canvas.drawString(x, HEIGHT - y, text)

    def row(self, lefts: Sequence[float], y: float, texts: Sequence[str], size: float = SIZE) -> None:
        """Texts side by side, each from its left edge, with their baseline at `y`."""
        for x, text in zip(lefts, texts, strict=True):
            self.text(x, y, text, size)

    def rule(self, x0: float, y0: float, x1: float, y1: float) -> None:
        """A line."""
        self.canvas.setLineWidth(0.5)
        self.canvas.line(x0, HEIGHT - y0, x1, HEIGHT - y1)

    def link(self, target: str, x0: float, y0: float, x1: float, y1: float) -> None:
        """A clickable area."""
        self.canvas.linkURL(target, (x0, HEIGHT - y1, x1, HEIGHT - y0))

    def table(
        self,
        top: float,
        edges: Sequence[float],
        rows: Sequence[Sequence[Sequence[str]]],
        *,
        last_line: bool = True,
    ) -> float:
        """A ruled table, each cell a sequence of lines; gives where it ends."""
        y = top
        self.rule(edges[0], y, edges[-1], y)
        for number, row in enumerate(rows, 1):
            for x, lines in zip(edges, row, strict=False):
                for n, line in enumerate(lines):
                    self.text(x + PADDING, y + PITCH * (n + 1) - 2, line)
            bottom = y + PITCH * max(len(lines) for lines in row) + 4
            if last_line or number < len(rows):
                self.rule(edges[0], bottom, edges[-1], bottom)
            for x in edges:
                self.rule(x, y, x, bottom)
            y = bottom
        return y

    def page(self) -> None:
        """Begin a new page."""
        self.canvas.showPage()

    def read(self, password: str | None = None, *, placed: bool = False) -> Document:
        """Save the file and read it."""
        self.save()
        return read_pdf(self.path, DocumentId("drawn.pdf"), password=password, placed=placed)

    def save(self) -> None:
        """Write the file."""
        self.canvas.save()


def wrap(text: str, width: float) -> list[str]:
    """The text in lines of at most `width` points, as a word processor breaks them."""
    lines = [""]
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}".strip()
        if stringWidth(longer, FONT, SIZE) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def grid(document: Document, number: int = 0) -> list[list[str]]:
    """The text of each cell of a table, row by row, paragraphs parted by a bar."""
    table = document.tables[number]
    texts = [["" for _ in range(table.columns)] for _ in range(table.rows)]
    for cell in table.cells:
        texts[cell.row - 1][cell.column - 1] = "|".join(p.text for p in cell.paragraphs)
    return texts
