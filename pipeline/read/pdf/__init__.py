"""PDF to `Document`: what the reader of Word files gives for the same report, from the printed pages."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.findings import ReadError, notice
from pipeline.model import Document, DocumentId, Locator, Notice

if TYPE_CHECKING:
    from pipeline.read.pdf.opening import OpenPdf
    from pipeline.read.pdf.page import Page

_SCAN = (
    "it has no text layer (a scan): run it with OCR (the option --ocr, with ocrmypdf and Tesseract installed)"
)
_DAMAGED = "the file is damaged: no text of it can be read"


def read_pdf(path: Path, document_id: DocumentId, *, password: str | None = None) -> Document:
    """The document in the PDF file at `path`.

    Raises ReadError where it needs another password, cannot be opened or repaired, or has no text.
    """
    from pipeline.read.pdf.build import build
    from pipeline.read.pdf.footnotes import with_footnotes
    from pipeline.read.pdf.furniture import without_furniture
    from pipeline.read.pdf.grids import with_grids
    from pipeline.read.pdf.layout import content_of
    from pipeline.read.pdf.opening import open_pdf
    from pipeline.read.pdf.pdfium import read_page

    data = path.read_bytes()
    notices: list[Notice] = []

    def pages(pdf: OpenPdf) -> Iterator[Page]:
        for number in range(1, pdf.pages + 1):
            locator = Locator(document_id, number, None, None, None, 1)
            try:
                page = read_page(pdf.handle, number)
            except ValueError:
                notices.append(notice("pdf-page-unreadable", locator=locator, page=str(number)))
                continue
            if page.pictured and not page.words:
                notices.append(notice("pdf-page-without-text", locator=locator, page=str(number)))
            if page.unmapped:
                notices.append(
                    notice("pdf-unmapped-text", locator=locator, page=str(number), count=str(page.unmapped))
                )
            yield page

    with open_pdf(data, password) as pdf:
        if pdf.repaired:
            notices.append(notice("pdf-repaired"))
        contents = [content_of(page, grids) for page, grids in with_grids(pages(pdf))]
    if not any(content.items for content in contents):
        raise ReadError(_DAMAGED if pdf.repaired else _SCAN)
    text = [with_footnotes(content) for content in without_furniture(contents)]
    built = build(text, document_id)
    return Document(
        document_id=document_id,
        format="pdf",
        sha256=hashlib.sha256(data).hexdigest(),
        size=len(data),
        paragraphs=tuple(built.paragraphs),
        tables=tuple(built.tables),
        pages=pdf.pages,
        notices=(*notices, *built.notices),
    )
