"""PDF to `Document`: what the reader of Word files gives for the same report, from the printed pages."""

from __future__ import annotations

import gc
import hashlib
from collections import Counter, deque
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.findings import ReadError, notice
from pipeline.model import Document, DocumentId, Locator, Notice

if TYPE_CHECKING:
    from pipeline.read.pdf.opening import OpenPdf
    from pipeline.read.pdf.page import Page

Recognise = Callable[[bytes, Sequence[int]], bytes]
"""Gives the pages (from 1) of a PDF that show text only as a picture a text layer."""

_SCAN = (
    "it has no text layer (a scan): run it with OCR (the option --ocr, with ocrmypdf and Tesseract installed)"
)
_BLANK = "no text, picture or line is found on its pages; get a complete copy"
_UNSEEN = (
    "its text is not seen on its pages (invisible or white); make the PDF anew in the program it is from"
)
_ILLEGIBLE = "it has no text layer (a scan), and OCR found no text in it"
_DAMAGED = "the file is damaged: no text of it can be read"


def read_pdf(
    path: Path,
    document_id: DocumentId,
    *,
    password: str | None = None,
    recognise: Recognise | None = None,
    placed: bool = False,
) -> Document:
    """The document in the PDF file at `path`; `recognise`, where given, reads its scanned pages. Where it is
    to be `placed`, paragraphs tell where their characters are printed, but not those of scanned pages, which
    are set straight to be read.

    Raises ReadError where it needs another password, cannot be opened or repaired, or has no text.
    """
    from pipeline.read.pdf.build import build
    from pipeline.read.pdf.footnotes import with_footnotes
    from pipeline.read.pdf.furniture import without_furniture
    from pipeline.read.pdf.grids import with_grids
    from pipeline.read.pdf.layout import content_of
    from pipeline.read.pdf.opening import copy_of, open_pdf

    data = path.read_bytes()
    notices: list[Notice] = []
    with ExitStack() as opened:
        opened.enter_context(_without_collections())
        pdf = opened.enter_context(open_pdf(data, password))
        damaged = pdf.repaired
        if damaged:
            notices.append(notice("pdf-repaired"))
        scanned = _scanned(pdf) if recognise else []
        if recognise and scanned:
            pdf = opened.enter_context(open_pdf(recognise(copy_of(pdf), scanned), None))
            notices.append(notice("pdf-text-from-ocr", pages=", ".join(map(str, scanned))))
        pages = _pages(pdf, scanned, document_id, notices)
        contents = deque(
            content_of(page, grids, placed=placed and page.number not in scanned)
            for page, grids in with_grids(pages)
        )
    if not any(content.items for content in contents):
        if damaged or not contents:
            raise ReadError(_DAMAGED)
        raise ReadError(_without_text(notices, pdf.pages, recognised=bool(scanned)))
    text = map(with_footnotes, without_furniture(contents))
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


def _without_text(notices: Sequence[Notice], pages: int, *, recognised: bool) -> str:
    """Why a sound file gave no text, by what was noticed of its pages."""
    times = Counter(note.check for note in notices)
    if times["pdf-page-blank"] == pages:
        return _BLANK
    if times["pdf-text-unseen"] and not times["pdf-page-without-text"]:
        return _UNSEEN
    return _ILLEGIBLE if recognised else _SCAN


@contextmanager
def _without_collections() -> Iterator[None]:
    """No searches for cycles, of which pages have none: with their many objects they take up to a fifth of
    the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _scanned(pdf: OpenPdf) -> list[int]:
    """The pages that are pictures without text; all pages of a document without any text."""
    pages = [page for _, page in _readable(pdf, ()) if page is not None and not page.words]
    return [page.number for page in pages if page.pictured or len(pages) == pdf.pages]


def _pages(
    pdf: OpenPdf, recognised: Collection[int], document_id: DocumentId, notices: list[Notice]
) -> Iterator[Page]:
    """The pages that can be read; `notices` get what is missing of the others."""
    for number, page in _readable(pdf, recognised):
        locator = Locator(document_id, number, None, None, None, 1)
        if page is None:
            notices.append(notice("pdf-page-unreadable", locator=locator, page=str(number)))
            continue
        if page.blank:
            notices.append(notice("pdf-page-blank", locator=locator, page=str(number)))
        if page.unseen:
            notices.append(notice("pdf-text-unseen", locator=locator, excerpt=page.unseen, page=str(number)))
        if page.pictured and not page.words:
            notices.append(notice("pdf-page-without-text", locator=locator, page=str(number)))
        if page.unmapped:
            notices.append(
                notice("pdf-unmapped-text", locator=locator, page=str(number), count=str(page.unmapped))
            )
        yield page


def _readable(pdf: OpenPdf, recognised: Collection[int]) -> Iterator[tuple[int, Page | None]]:
    """Each page by its number, None for one that PDFium cannot load."""
    from pipeline.read.pdf.pdfium import read_page

    for number in range(1, pdf.pages + 1):
        try:
            yield number, read_page(pdf.handle, number, recognised=number in recognised)
        except ValueError:
            yield number, None
