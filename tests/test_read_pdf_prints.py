"""Metamorphic: however a report is printed, its PDF reads as its Word file does."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import docx
import pytest
from docx.document import Document as WordFile
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.shared import Length, Mm

from pipeline.model import Document, DocumentId
from pipeline.read.docx import read_docx
from pipeline.read.pdf import read_pdf

GOLDEN = Path(__file__).parent / "golden"
A4, LETTER = (210.0, 297.0), (215.9, 279.4)
# Report, paper, landscape, font size in points, and the columns' widths in relation to each other.
PRINTS = {
    "a4 portrait, 8 point": ("wsis-cluster-2009", A4, False, 8, (3, 2, 2, 4, 4, 3)),
    "a4 landscape, 12 point": ("smsi-geneve-2007", A4, True, 12, (4, 3, 4, 5, 5, 4)),
    "letter portrait, 9 point": ("cmsi-ginebra-2008", LETTER, False, 9, (4, 3, 3, 4, 5, 4)),
    "letter landscape, 11 point": ("wsis-thematic-lines-2008", LETTER, True, 11, (2, 2, 2, 3, 3, 2)),
    "letter landscape, 10 point": ("wsis-forum-2011-summary", LETTER, True, 10, (1, 1, 1, 1, 1, 1, 1, 1)),
}


def _print_settings(word: WordFile, paper: tuple[float, float], *, landscape: bool) -> Length:
    """Set the page and give the width that it leaves for a table."""
    section = word.sections[0]
    width, height = (paper[1], paper[0]) if landscape else paper
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(width), Mm(height)
    section.left_margin = section.right_margin = Mm(15)
    return Length(Mm(width) - 2 * Mm(15))


def _set_widths(word: WordFile, width: Length, weights: tuple[int, ...]) -> None:
    """Give the columns of every table these parts of the width."""
    parts = [round(width.twips * weight / sum(weights)) for weight in weights]
    for element in word.element.body.iter(qn("w:tbl")):
        for size in element.iter(qn("w:tblW")):
            size.set(qn("w:w"), str(sum(parts)))
        columns = list(element.iter(qn("w:gridCol")))
        for column, part in zip(columns, parts, strict=True):
            column.set(qn("w:w"), str(part))
        for row in element.iter(qn("w:tr")):
            at = 0
            for cell in row.iter(qn("w:tc")):
                span = next(cell.iter(qn("w:gridSpan")), None)
                after = at + (int(span.get(qn("w:val"))) if span is not None else 1)
                for size in cell.iter(qn("w:tcW")):
                    size.set(qn("w:w"), str(sum(parts[at:after])))
                at = after


def _set_size(word: WordFile, points: int) -> None:
    """Give all running text this font size."""
    for name in ("w:sz", "w:szCs"):
        for root in (word.element.body, word.styles.element):
            for size in root.iter(qn(name)):
                if int(size.get(qn("w:val"))) <= 2 * 12:
                    size.set(qn("w:val"), str(2 * points))


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder with each print as Word file and as PDF."""
    soffice = shutil.which("soffice")
    if soffice is None:
        pytest.skip("LibreOffice, which prints the Word files, is not installed")
    folder = tmp_path_factory.mktemp("prints")
    for name, (report, paper, landscape, points, weights) in PRINTS.items():
        word = docx.Document(str(GOLDEN / report / f"{report}.docx"))
        width = _print_settings(word, paper, landscape=landscape)
        _set_widths(word, width, weights)
        _set_size(word, points)
        word.save(str(folder / f"{name}.docx"))
    subprocess.run(
        [
            soffice,
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            "--headless",
            "--convert-to",
            "pdf",
            "--outdir",
            str(folder),
            *(str(folder / f"{name}.docx") for name in PRINTS),
        ],
        check=True,
        capture_output=True,
        timeout=100,
    )
    yield folder
    shutil.rmtree(folder)


def _cells(document: Document) -> list[dict[tuple[int, int, int, int], list[str]]]:
    """The words of each cell, without list marks."""
    return [
        {
            (c.row, c.column, c.row_span, c.col_span): " ".join(
                p.text[p.mark.end if p.mark else 0 :] for p in c.paragraphs
            ).split()
            for c in table.cells
        }
        for table in document.tables
    ]


@pytest.mark.parametrize("name", PRINTS)
def test_prints_read_as_their_word_file(printed: Path, name: str) -> None:
    """Paper, orientation, font size and column widths change no cell."""
    word = read_docx(printed / f"{name}.docx", DocumentId("report"))
    pdf = read_pdf(printed / f"{name}.pdf", DocumentId("report"))
    assert _cells(pdf) == _cells(word)
