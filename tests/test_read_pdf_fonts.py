"""Text in fonts that a file does not embed: read alike, whatever fonts the machine has."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2.raw as pdfium
import pytest

from pipeline.model import DocumentId
from pipeline.read.pdf import read_pdf
from pipeline.read.pdf.opening import open_pdf
from pipeline.read.pdf.pdfium import read_page
from tests.pdf_builder import Drawing

NAMES = ["NoSuchFont-Narrow", "DejaVuSans", "LiberationSerif", "STSong-Light"]


class SystemFonts:
    """The fonts of an imagined machine, as PDFium asks for them: the names that it asked for."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        kinds = dict(pdfium.FPDF_SYSFONTINFO._fields_)
        self._calls = pdfium.FPDF_SYSFONTINFO(
            version=1,
            MapFont=kinds["MapFont"](
                lambda _info, _weight, _italic, _charset, _pitch, face, _exact: self._map(face)
            ),
            GetFont=kinds["GetFont"](lambda _info, _face: None),
            GetFontData=kinds["GetFontData"](lambda *_: 0),
            DeleteFont=kinds["DeleteFont"](lambda *_: None),
        )

    def _map(self, face: Any) -> None:
        self.asked.append(ctypes.string_at(face).decode())

    def install(self) -> None:
        """Let PDFium ask these."""
        pdfium.FPDF_SetSystemFontInfo(self._calls)


@pytest.fixture
def system() -> Iterator[SystemFonts]:
    """Fonts that PDFium is offered; it forgets them at the end."""
    fonts = SystemFonts()
    fonts.install()
    yield fonts
    pdfium.FPDF_SetSystemFontInfo(None)


@pytest.fixture(params=NAMES)
def path(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    """A page in a font that is named only, without its widths."""
    drawing = Drawing(tmp_path / "drawn.pdf")
    drawing.text(50, 100, "Action Line meeting")
    drawing.save()
    path = tmp_path / "named.pdf"
    with pikepdf.open(drawing.path) as pdf:
        for font in pdf.pages[0].resources.Font.values():
            font.Subtype = pikepdf.Name.TrueType
            font.BaseFont = pikepdf.Name("/" + request.param)
        pdf.save(path)
    return path


def test_no_font_of_the_machine_is_asked_for(path: Path, system: SystemFonts) -> None:
    """PDFium itself asks the machine for a font that is not embedded; this reader's does not."""
    document = read_pdf(path, DocumentId("named.pdf"))
    assert [paragraph.text for paragraph in document.paragraphs] == ["Action Line meeting"]
    assert system.asked == []

    system.install()
    data = path.read_bytes()
    handle = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
    page = pdfium.FPDF_LoadPage(handle, 0)
    pdfium.FPDFText_ClosePage(pdfium.FPDFText_LoadPage(page))
    pdfium.FPDF_ClosePage(page)
    pdfium.FPDF_CloseDocument(handle)
    assert system.asked != []


def test_letters_are_as_wide_on_every_machine(path: Path) -> None:
    """Without widths of its own a font, whatever its name, has those of the sans serif that PDFium brings."""
    with open_pdf(path.read_bytes(), None) as pdf:
        words = read_page(pdf.handle, 1).words
    assert [round(word.box.x0, 1) for word in words] == [50.0, 84.2, 107.2]
