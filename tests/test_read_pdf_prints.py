"""Metamorphic: however a report is printed, its PDF reads as its Word file does."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.documents import document_row
from pipeline.interpret import Interpretation, interpret, load_knowledge
from pipeline.model import Document, DocumentId, ReportId
from pipeline.read.docx import read_docx
from pipeline.read.pdf import read_pdf
from pipeline.reconcile import reconcile
from tests.word_prints import Print, print_with_libreoffice, restyled

GOLDEN = Path(__file__).parent / "golden"
NAME = DocumentId("report")
PRINTS = {
    "a4 portrait, 8 point": ("wsis-cluster-2009", Print("a4", False, 8, weights=(3, 2, 2, 4, 4, 3))),
    "a4 landscape, 12 point": ("smsi-geneve-2007", Print("a4", True, 12, weights=(4, 3, 4, 5, 5, 4))),
    "letter portrait, 9 point": ("cmsi-ginebra-2008", Print("letter", False, 9, weights=(4, 3, 3, 4, 5, 4))),
    "letter landscape, 11 point": (
        "wsis-thematic-lines-2008",
        Print("letter", True, 11, weights=(2, 2, 2, 3, 3, 2)),
    ),
    "letter landscape, 10 point": ("wsis-forum-2011-summary", Print("letter", True, 10, weights=(1,))),
}
# Each found a fault: rows of forms whose keys end in a colon, a title of two centred lines, dashes before
# words cut in narrow columns, brackets and figures of Arabic at line ends, rows that only level rules part,
# with cells merged down, with a title over several columns, or in forms of lists.
VALUES = {
    "forms over a page": (
        "wsis-action-lines-2012",
        Print("a4", True, 9, 8, (1,), "all", repeat_header=False),
    ),
    "a title of two lines": (
        "wsis-thematic-lines-2008",
        Print("letter", False, 10, 15, (3, 2, 2, 4), "all"),
    ),
    "lists in narrow columns": ("wsis-cluster-2009", Print("letter", False, 11, 25, (3, 2, 2, 4))),
    "arabic in narrow columns": (
        "wsis-meetings-2015-ar",
        Print("a4", True, 9, 25, (2, 1, 1, 3, 3, 1), "all"),
    ),
    "level rules": ("wsis-meetings-2015-en", Print("letter", True, 10, 15, lines="level")),
    "level rules, cells merged down": (
        "wsis-thematic-lines-2008",
        Print("letter", False, 10, 15, lines="level"),
    ),
    "level rules, a title over columns": (
        "wsis-forum-2011-summary",
        Print("a4", False, 11, 15, lines="level"),
    ),
    "level rules, forms": (
        "wsis-action-lines-2012",
        Print("a4", False, 9, 25, (3, 2, 2, 4), "level", repeat_header=False),
    ),
    "level rules, portrait": ("cmsi-ginebra-2008", Print("a4", False, 9, 15, lines="level")),
}


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder with each print as Word file and as PDF."""
    soffice = shutil.which("soffice")
    if soffice is None:
        pytest.skip("LibreOffice, which prints the Word files, is not installed")
    folder = tmp_path_factory.mktemp("prints")
    prints = PRINTS | VALUES
    for name, (report, how) in prints.items():
        (folder / f"{name}.docx").write_bytes(
            restyled((GOLDEN / report / f"{report}.docx").read_bytes(), how)
        )
    print_with_libreoffice(soffice, [folder / f"{name}.docx" for name in prints], folder, 100)
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
    word = read_docx(printed / f"{name}.docx", NAME)
    pdf = read_pdf(printed / f"{name}.pdf", NAME)
    assert _cells(pdf) == _cells(word)


@pytest.mark.parametrize("name", VALUES)
def test_every_value_agrees(printed: Path, name: str) -> None:
    """The twin check finds no value of the dataset that differs."""
    source = _interpreted(read_docx(printed / f"{name}.docx", NAME))
    other = _interpreted(read_pdf(printed / f"{name}.pdf", NAME))
    rows = [
        document_row(ReportId("report"), one.document, one.selection, one.readings) for one in (source, other)
    ]
    compared, _ = reconcile(ReportId("report"), source.dataset, other.dataset, *rows)
    values = compared["reconciliation"]
    assert [row for row in values if not row["agrees"]] == []
    assert len(values) > 100


def _interpreted(document: Document) -> Interpretation:
    return interpret(ReportId("report"), document, load_knowledge(None))
