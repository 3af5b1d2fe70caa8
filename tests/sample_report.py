"""Reports of the sample dataset: as it is, beside another, printed on pages, and attacked in every field."""

from __future__ import annotations

from array import array
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path

from PIL import Image

from pipeline.dataset import Dataset, columns
from pipeline.model import Document, PagePicture, Paragraph, PrintedLine
from pipeline.write import SourceView
from tests.sample_dataset import CELLS, dataset, source_view
from tests.written import write_report

ATTACKS = [
    "<script>document.title='taken'</script>",
    "<img src=x onerror=document.title='taken'>",
    "\" autofocus onfocus=document.title='taken' x=\"",
    "'><svg/onload=document.title='taken'>",
    "</style></script></title><iframe src=javascript:document.title='taken'>",
    "{{ 7*7 }}{% raw %}${7*7}",
    "\u202egnp.exe\u2066\x00\x1b[31m\x85",
    "javascript:document.title='taken'",
]


def written(data: Dataset, folder: Path, view: SourceView | None = None) -> str:
    """The main page of the report of `data`, which is written into `folder`."""
    write_report(data, view or source_view(), folder)
    return (folder / "validation.html").read_text(encoding="utf-8")


CHARACTER, LINE = 5.0, 12.0
"""Points from one character to the next, and from one line to the next."""
ROW_TOPS = 0.0, 100.0, 300.0
COLUMN_WIDTH, PAGE_WIDTH, PAGE_HEIGHT = 200.0, 600.0, 500.0
"""Where the rows of the table begin on a page, and how wide its columns are."""


def printed(view: SourceView, pages: tuple[int, ...] = (1, 1, 1)) -> SourceView:
    """The sample as if it were printed, its rows on these pages, with their pictures."""

    def placed(paragraph: Paragraph) -> Paragraph:
        row, number = paragraph.locator.row or 1, paragraph.locator.paragraph
        page, top = pages[row - 1], ROW_TOPS[row - 1] + LINE * number
        left = COLUMN_WIDTH * ((paragraph.locator.column or 1) - 1)
        starts = array("f", (left + CHARACTER * place for place in range(len(paragraph.text))))
        ends = array("f", (start + CHARACTER for start in starts))
        line = PrintedLine(0, page, True, top, top + LINE, starts, ends)
        return replace(paragraph, locator=replace(paragraph.locator, page=page), printed=(line,))

    return SourceView(_mapped(view.document, placed), view.ledger, tuple(map(_picture, sorted(set(pages)))))


def _mapped(document: Document, placed: Callable[[Paragraph], Paragraph]) -> Document:
    (table,) = document.tables
    cells = tuple(replace(cell, paragraphs=tuple(map(placed, cell.paragraphs))) for cell in table.cells)
    paragraphs = tuple(map(placed, document.paragraphs))
    return replace(document, paragraphs=paragraphs, tables=(replace(table, cells=cells),))


def _picture(page: int) -> PagePicture:
    png = BytesIO()
    Image.new("L", (60, 50), 255).save(png, "PNG")
    return PagePicture(page, PAGE_WIDTH, PAGE_HEIGHT, png.getvalue())


def several() -> Dataset:
    """The sample, and another report of which no file could be used."""
    made = dataset()
    row = {"document_id": "other.pdf", "report_id": "other", "role": "rejected", "format": "pdf"}
    size = {"sha256": "d" * 64, "bytes": 9, "tables_found": 0, "tables_used": 0, "error": "not a PDF file"}
    made.add("documents", [{**row, **size}])
    return made


def hostile() -> Dataset:
    """The sample with every text column of every table attacked, keys left out."""
    made = Dataset()
    attacks = " ".join(ATTACKS)
    for table, rows in dataset():
        texts = {column.name for column in columns(table) if column.kind == "string" and not column.key}
        texts -= {
            "report_id",
            "meeting_id",
            "document_id",
            "source_document",
            "table",
            "record",
            "field",
            "role",
        }
        texts -= {"severity", "sha256", "format"}
        made.add(table, ({n: attacks if n in texts else v for n, v in row.items()} for row in rows))
    return made


def attacked_source() -> SourceView:
    """The source of the sample, printed, with every cell attacked."""
    return printed(source_view(tuple(tuple(f"{cell} {' '.join(ATTACKS)}" for cell in row) for row in CELLS)))
