"""Opening a PDF: passwords, and files whose structure is damaged."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pypdfium2.raw as pdfium  # type: ignore[import-untyped]  # generated bindings without types

from pipeline.findings import ReadError


@dataclass(frozen=True, slots=True)
class OpenPdf:
    """An open document of PDFium's, its number of pages, and whether it had to be repaired."""

    handle: Any
    pages: int
    repaired: bool


@contextmanager
def open_pdf(data: bytes, password: str | None) -> Iterator[OpenPdf]:
    """The document in `data`, closed again at the end.

    Raises ReadError where the password is missing or wrong, or nothing can be read.
    """
    repaired = False
    handle = _load(data, password)
    if not handle or pdfium.FPDF_GetPageCount(handle) < 1:
        _refuse_password(password, handle)
        if handle:
            pdfium.FPDF_CloseDocument(handle)
        data, repaired = _repaired(data), True
        handle = _load(data, password)
    try:
        pages = pdfium.FPDF_GetPageCount(handle) if handle else 0
        if pages < 1:
            message = "the file is damaged: no page of it can be read"
            raise ReadError(message)
        yield OpenPdf(handle, pages, repaired)
    finally:
        if handle:
            pdfium.FPDF_CloseDocument(handle)


def _load(data: bytes, password: str | None) -> Any:
    return pdfium.FPDF_LoadMemDocument64(data, len(data), password.encode() if password else None)


def _refuse_password(password: str | None, handle: Any) -> None:
    """Say that a password is needed, where PDFium failed for that."""
    if handle or pdfium.FPDF_GetLastError() != pdfium.FPDF_ERR_PASSWORD:
        return
    if password is None:
        message = "it is encrypted: give its password with --password"
    else:
        message = "it is encrypted and the password given does not open it"
    raise ReadError(message)


def _repaired(data: bytes) -> bytes:
    """The file written anew by qpdf, if the optional pikepdf is there. Raises ReadError otherwise."""
    try:
        import pikepdf
    except ImportError as error:
        message = "the file is damaged; with `pip install .[repair]` it may be mended"
        raise ReadError(message) from error
    mended = io.BytesIO()
    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            pdf.save(mended)
    except pikepdf.PdfError as error:
        message = "the file is damaged and cannot be repaired"
        raise ReadError(message) from error
    return mended.getvalue()
