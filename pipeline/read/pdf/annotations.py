"""Annotations whose text is seen on the page: filled form fields, and notes typed on it."""

from __future__ import annotations

from typing import Any

import pypdfium2.raw as pdfium

_WITH_TEXT = frozenset({pdfium.FPDF_ANNOT_FREETEXT, pdfium.FPDF_ANNOT_WIDGET})
_FORM_VERSION = 2  # of PDFium's interface


def shows_text(page: Any) -> bool:
    """True where PDFium's page has annotations of which text can be seen."""
    for index in range(pdfium.FPDFPage_GetAnnotCount(page)):
        annotation = pdfium.FPDFPage_GetAnnot(page, index)
        kind = pdfium.FPDFAnnot_GetSubtype(annotation)
        pdfium.FPDFPage_CloseAnnot(annotation)
        if kind in _WITH_TEXT:
            return True
    return False


def draw(document: Any, page: Any) -> None:
    """Make the annotations of a page, its links too, part of its content as far as they are seen: so says the
    page when it is loaded again."""
    about = pdfium.FPDF_FORMFILLINFO()
    about.version = _FORM_VERSION
    form = pdfium.FPDFDOC_InitFormFillEnvironment(document, about)  # draws fields that the file does not
    try:
        pdfium.FORM_OnAfterLoadPage(page, form)
        pdfium.FPDFPage_Flatten(page, pdfium.FLAT_NORMALDISPLAY)
        pdfium.FORM_OnBeforeClosePage(page, form)
    finally:
        pdfium.FPDFDOC_ExitFormFillEnvironment(form)
