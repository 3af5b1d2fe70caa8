"""Scans: what is said where they cannot be read, and what OCR gives where it is installed."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from PIL import Image, ImageDraw

from pipeline.findings import ReadError
from pipeline.model import Document, DocumentId
from pipeline.read import ReadOptions, ocr, read
from pipeline.read.pdf import read_pdf
from tests.pdf_builder import HEIGHT, WIDTH, Drawing, grid

REPORT = Path(__file__).parent / "golden" / "wsis-forum-2011-summary" / "wsis-forum-2011-summary.pdf"
NAME = DocumentId("scan.pdf")
DPI = 200
PASSWORD = "secret"  # noqa: S105 - a test's own
SKEW = 0.7  # degrees
EDGES, ROWS = (50, 250, 500), (100, 130, 160)


def recognised(tmp_path: Path, words: Sequence[tuple[float, float, str]], picture: Image.Image) -> Document:
    """A page of printed text and a scan, which OCR finds these words on, as read."""
    blank, read_text = Drawing(tmp_path / "scan.pdf"), Drawing(tmp_path / "recognised.pdf")
    for drawing in (blank, read_text):
        drawing.text(50, 100, "Printed text")
        drawing.page()
        drawing.canvas.drawInlineImage(picture, 0, 0, WIDTH, HEIGHT)
    for x, y, word in words:
        read_text.text(x, y, word)
    blank.save()
    read_text.save()

    def recognise(_: bytes, pages: Sequence[int]) -> bytes:
        assert list(pages) == [2]
        return read_text.path.read_bytes()

    return read_pdf(blank.path, NAME, recognise=recognise, placed=True)


def picture(paint: Callable[[ImageDraw.ImageDraw], None]) -> Image.Image:
    """A greyish page, two pixels a point, with what `paint` draws."""
    image = Image.new("L", (int(2 * WIDTH), int(2 * HEIGHT)), 225)
    paint(ImageDraw.Draw(image))
    return image


def table_lines(draw: ImageDraw.ImageDraw) -> None:
    """The lines of a table, the level ones sloping a little."""
    for y in ROWS:
        draw.line((2 * EDGES[0], 2 * y, 2 * EDGES[-1], 2 * y + 3), fill=90, width=2)
    for x in EDGES:
        draw.line((2 * x, 2 * ROWS[0], 2 * x, 2 * ROWS[-1] + 3), fill=90, width=2)


CELLS = [(55, 120, "Meeting"), (255, 120, "Chair"), (55, 150, "C1"), (255, 150, "Mr. Smith")]


def test_lines_of_the_picture_make_the_table(tmp_path: Path) -> None:
    """Dark lines of a scanned page are rules, though pale and not quite level."""
    document = recognised(tmp_path, CELLS, picture(table_lines))
    assert grid(document) == [["Meeting", "Chair"], ["C1", "Mr. Smith"]]


def test_words_of_a_scan_have_no_place_in_the_file(tmp_path: Path) -> None:
    """They were found in a copy that was set straight; those of printed pages have theirs."""
    document = recognised(tmp_path, CELLS, picture(table_lines))
    (text,) = document.paragraphs
    assert [line.page for line in text.printed] == [1]
    assert [paragraph.printed for cell in document.tables[0].cells for paragraph in cell.paragraphs] == [
        ()
    ] * 4


def test_text_from_ocr_is_told(tmp_path: Path) -> None:
    """The pages that OCR read are named in a warning; the document is the file that was given."""
    document = recognised(tmp_path, CELLS, picture(table_lines))
    (note,) = document.notices
    assert (note.check, note.details) == ("pdf-text-from-ocr", {"pages": "2"})
    assert document.size == (tmp_path / "scan.pdf").stat().st_size
    assert [paragraph.text for paragraph in document.paragraphs] == ["Printed text"]


def test_lines_that_ocr_took_for_letters_are_no_text(tmp_path: Path) -> None:
    """An upright bar beside a rule goes; one in running text stays."""
    words = [*CELLS[:3], (251, 150, "|Mr. Smith"), (50, 300, "| parts alternatives")]
    document = recognised(tmp_path, words, picture(table_lines))
    assert grid(document)[1] == ["C1", "Mr. Smith"]
    assert document.paragraphs[-1].text == "| parts alternatives"


def test_dark_areas_are_no_lines(tmp_path: Path) -> None:
    """A photograph and the shadow at the edge of a scan draw no table."""

    def paint(draw: ImageDraw.ImageDraw) -> None:
        draw.rectangle((0, 0, 40, 1600), fill=20)
        draw.rectangle((0, 0, 1200, 60), fill=20)
        draw.rectangle((200, 200, 900, 700), fill=60)

    assert recognised(tmp_path, CELLS, picture(paint)).tables == ()


def scan(pdf: Path, path: Path) -> Path:
    """The PDF's pages as pictures, which lie on their side, and not quite straight."""
    with pypdfium2.PdfDocument(pdf) as document:
        pages = [page.render(scale=DPI / 72).to_pil().convert("L") for page in document]
    pages = [page.rotate(SKEW, fillcolor=255).rotate(90, expand=True) for page in pages]
    pages[0].save(path, save_all=True, append_images=pages[1:], resolution=DPI)
    return path


def words_of(document: Document) -> dict[tuple[int, int, int, int], list[str]]:
    """The words of each cell of the first table."""
    return {
        (c.row, c.column, c.row_span, c.col_span): (c.text or "").split() for c in document.tables[0].cells
    }


def test_a_scan_is_read_with_its_table(tmp_path: Path) -> None:
    """The grid is that of the printed file, even where the page was scanned on its side; most words are
    right."""
    for program in ("ocrmypdf", "tesseract"):
        if not (shutil.which(program) or (Path(sys.executable).parent / program).exists()):
            pytest.skip(f"{program}, which reads scans, is not installed")
    path = scan(REPORT, tmp_path / "scan.pdf")
    printed = words_of(read_pdf(REPORT, NAME))
    found = words_of(read(path, NAME, ReadOptions(ocr=True, language="en")))
    assert found.keys() == printed.keys()
    right = sum(word in found[place] for place, words in printed.items() for word in words)
    assert right > 0.8 * sum(map(len, printed.values()))


def test_an_encrypted_scan_reaches_ocr_without_its_password(tmp_path: Path) -> None:
    """OCR is given a copy that it can open."""
    drawing = Drawing(tmp_path / "scan.pdf", PASSWORD)
    drawing.rule(50, 50, 500, 50)
    drawing.save()
    opened: list[int] = []

    def recognise(data: bytes, _: Sequence[int]) -> bytes:
        copy = tmp_path / "copy.pdf"
        copy.write_bytes(data)
        with pikepdf.open(copy) as pdf:
            opened.append(len(pdf.pages))
        return data

    with pytest.raises(ReadError, match="OCR found no text"):
        read_pdf(drawing.path, NAME, password=PASSWORD, recognise=recognise)
    assert opened == [1]


@pytest.mark.parametrize(
    ("program", "package"), [("ocrmypdf", r"pip install \.\[ocr\]"), ("tesseract", "tesseract-ocr")]
)
def test_a_missing_program_is_named_with_its_package(
    monkeypatch: pytest.MonkeyPatch, program: str, package: str
) -> None:
    """What to install is said."""
    monkeypatch.setattr(shutil, "which", lambda name, **_: None if name == program else name)
    monkeypatch.setattr(ocr, "_installed", lambda _: {"eng"})
    with pytest.raises(ReadError, match=rf"needs {program} \(.*{package}"):
        ocr.with_text(b"", [1])


def program(tmp_path: Path, script: str) -> Callable[[str, str], str]:
    """Every program that OCR looks for is this shell script."""
    path = tmp_path / "program"
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o700)
    return lambda *_: str(path)


def test_the_words_of_the_first_page_tell_the_language(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where no language is given, the first page is read in all of them, then every page in its own."""
    text = "Los participantes subrayaron la importancia de la cooperación entre todos los países. " * 3
    script = f"""
echo "$@" >> {tmp_path}/calls
for last; do :; done
touch "$last"
for file; do case "$file" in *.txt) echo "{text}" > "$file";; esac; done
"""
    monkeypatch.setattr(ocr, "_program", program(tmp_path, script))
    monkeypatch.setattr(ocr, "_installed", lambda _: {"eng", "spa", "fra"})
    ocr.with_text(b"", [2, 3])
    sample, whole = (tmp_path / "calls").read_text(encoding="utf-8").splitlines()
    assert "--pages 2 --language eng+spa+fra " in sample
    assert "--pages 2,3 --language spa " in whole


def test_a_language_without_data_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The package with the data is said."""
    monkeypatch.setattr(ocr, "_program", program(tmp_path, "echo List; echo eng; echo osd"))
    with pytest.raises(ReadError, match="tesseract-ocr-fra"):
        ocr.with_text(b"", [1], language="fr-CH")


@pytest.mark.parametrize(
    ("script", "message"),
    [("sleep 60", "within 0.2 seconds"), ("echo No space left >&2; exit 1", "No space left")],
)
def test_ocr_that_fails_says_why(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str, message: str
) -> None:
    """A program that does not end in time, or ends with a fault, is a reason for rejection."""
    monkeypatch.setattr(ocr, "_program", program(tmp_path, script))
    monkeypatch.setattr(ocr, "_installed", lambda _: {"eng"})
    with pytest.raises(ReadError, match=message):
        ocr.with_text(b"", [1], language="en", seconds=0.2)
