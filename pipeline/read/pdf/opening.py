"""Opening a PDF: passwords, and files whose structure is damaged."""

from __future__ import annotations

import ctypes
import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pypdfium2.raw as pdfium

from pipeline.findings import ReadError
from pipeline.read.pdf.fonts import forget_system_fonts

_CATALOG = re.compile(rb"/Type\s*/Catalog")
_OBJECT = re.compile(rb"(\d{1,9})\s+(\d{1,5})\s+obj\b")
_NEAR = 4096  # bytes before the catalogue's type in which its object begins


@dataclass(frozen=True, slots=True)
class OpenPdf:
    """An open document of PDFium's, its number of pages, and whether it had to be repaired."""

    handle: Any
    pages: int
    repaired: bool


@contextmanager
def open_pdf(data: bytes, password: str | None) -> Iterator[OpenPdf]:
    """The document in `data`, closed again at the end; it is read without the machine's fonts.

    Raises ReadError where the password is missing or wrong, or nothing can be read.
    """
    forget_system_fonts()
    handle = _load(data, password)
    repaired = False
    if _pages(handle) < 1:
        _refuse_password(password, handle)
        for mended in _repairs(data):  # the name keeps the bytes, from which PDFium goes on reading
            _close(handle)
            handle, repaired = _load(mended, password), True
            if _pages(handle) > 0:
                break
    try:
        if _pages(handle) < 1:
            message = "the file is damaged: no page of it can be read (`pip install .[repair]` may help)"
            raise ReadError(message)
        yield OpenPdf(handle, _pages(handle), repaired)
    finally:
        _close(handle)


def copy_of(pdf: OpenPdf) -> bytes:
    """The open document as a sound file without a password."""
    copy = io.BytesIO()

    def write(_: Any, data: Any, size: int) -> int:
        return copy.write(ctypes.string_at(data, size)) == size

    # PDFium declares the type of the function that it calls back.
    call = dict(pdfium.FPDF_FILEWRITE._fields_)["WriteBlock"](write)
    pdfium.FPDF_SaveAsCopy(pdf.handle, pdfium.FPDF_FILEWRITE(1, call), pdfium.FPDF_REMOVE_SECURITY)
    return copy.getvalue()


def _pages(handle: Any) -> int:
    return int(pdfium.FPDF_GetPageCount(handle)) if handle else 0


def _close(handle: Any) -> None:
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


def _repairs(data: bytes) -> Iterator[bytes]:
    """The file with a new trailer, for which PDFium gathers the objects again; then the file written
    anew by qpdf, where the optional pikepdf is installed."""
    catalog = next(_CATALOG.finditer(data), None)
    if catalog:
        before = data[max(0, catalog.start() - _NEAR) : catalog.start()]
        number = next(reversed(_OBJECT.findall(before)), None)
        if number:
            yield data + b"\ntrailer\n<< /Root %s %s R >>\nstartxref\n0\n%%%%EOF\n" % number
    try:
        import pikepdf
    except ImportError:
        return
    mended = io.BytesIO()
    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            pdf.save(mended)
    except (pikepdf.PdfError, RuntimeError):  # qpdf tells of some damage by the one, of some by the other
        return
    yield mended.getvalue()
