"""What the PDF reader tells people about a file: repairs, pages and text it cannot read, words in doubt."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from reportlab.pdfbase.pdfmetrics import stringWidth

from pipeline.model import Document, DocumentId
from pipeline.read.pdf import read_pdf
from tests.golden_dataset import GOLDEN
from tests.pdf_builder import FONT, PADDING, SIZE, Drawing, grid

pikepdf = pytest.importorskip("pikepdf", reason="pikepdf (extra `repair`) is not installed")

REPORT = GOLDEN / "smsi-geneve-2007" / "smsi-geneve-2007.pdf"


def read(tmp_path: Path, data: bytes) -> Document:
    """The document that these bytes are read as."""
    path = tmp_path / "report.pdf"
    path.write_bytes(data)
    return read_pdf(path, DocumentId(path.name))


def checks(document: Document) -> list[str]:
    """The names of the notices about the file and its pages."""
    return [note.check for note in document.notices if note.check.startswith("pdf-")]


def test_a_file_that_was_repaired_is_said_to_be(tmp_path: Path) -> None:
    """A file whose end is missing is read as far as it goes."""
    data = REPORT.read_bytes()

    document = read(tmp_path, data[: len(data) * 97 // 100])

    assert "pdf-repaired" in checks(document)
    assert len(document.tables) == 1


def test_text_without_unicode_is_said_to_be(tmp_path: Path) -> None:
    """A page whose fonts do not tell their characters is counted, not passed over."""
    with pikepdf.open(io.BytesIO(REPORT.read_bytes())) as pdf:
        for part in pdf.objects:
            if isinstance(part, pikepdf.Dictionary) and "/ToUnicode" in part:
                del part["/ToUnicode"]
        stripped = io.BytesIO()
        pdf.save(stripped)

    document = read(tmp_path, stripped.getvalue())

    assert "pdf-unmapped-text" in checks(document)
    assert "pdf-unmapped-text" not in checks(read(tmp_path, REPORT.read_bytes()))


def test_a_page_that_cannot_be_loaded_is_said_to_be(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The other pages are read."""
    from pipeline.read.pdf import pdfium

    load = pdfium.read_page

    def fail(handle: object, number: int, **options: bool) -> object:
        if number == 2:
            raise ValueError
        return load(handle, number, **options)

    monkeypatch.setattr(pdfium, "read_page", fail)
    document = read(tmp_path, REPORT.read_bytes())

    assert [(n.check, n.details["page"]) for n in document.notices if n.check == "pdf-page-unreadable"] == [
        ("pdf-page-unreadable", "2")
    ]
    assert len(document.tables) == 1


@pytest.mark.parametrize(
    ("first", "second", "text", "check"),
    [
        ("Geneva", "meeting", "Geneva meeting", "pdf-word-apart"),
        ("Zqxwv", "kjhgf", "Zqxwvkjhgf", "pdf-word-joined"),
        ("Infrastruc", "ture", "Infrastructure", None),
        ("Telecommuni", "cation", "Telecommunication", "pdf-word-joined"),
        ("Secretariat", "of", "Secretariat of", "pdf-word-apart"),
    ],
)
def test_words_that_fill_a_narrow_column(
    first: str, second: str, text: str, check: str | None, tmp_path: Path
) -> None:
    """Where a line is one word wide and nothing decides whether it was cut, a notice names the two parts."""
    width = stringWidth(first, FONT, SIZE) + 2 * PADDING + 0.5
    drawing = Drawing(tmp_path / "drawn.pdf")
    rows = [
        [["Aa"], ["Meeting"], ["Venue"]],
        [[first, second], ["C2 Infrastructure of the report"], ["Room K"]],
        [["x"], ["Other meeting"], ["Room L"]],
    ]
    drawing.table(100, [50, 50 + width, 300, 500], rows)

    document = drawing.read()

    assert grid(document)[1][0] == text
    assert checks(document) == ([check] if check else [])
