"""Plain text: tab-led cells back into rows."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.findings import ReadError
from pipeline.model import Document, DocumentId
from pipeline.read.text import read_text

GOLDEN = Path(__file__).parent / "golden"
RAW = Path(__file__).parents[1] / "raw"


def document(tmp_path: Path, text: str | bytes) -> Document:
    """The document that `text` in a file is read as."""
    path = tmp_path / "report.txt"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return read_text(path, DocumentId(path.name))


def grid(document: Document) -> list[list[str]]:
    """The cells' texts of the first table by row."""
    (table, *_) = document.tables
    return [[cell.text for cell in table.cells if cell.row == row + 1] for row in range(table.rows)]


def test_the_2006_report_is_ten_rows_of_six_columns() -> None:
    """Sixty cells, ten rows, and the prose around them in its order."""
    document = read_text(RAW / "wsis-cluster-2006.txt", DocumentId("wsis-cluster-2006.txt"))

    (table,) = document.tables

    assert (table.rows, table.columns, len(table.cells), table.after) == (10, 6, 60, 17)
    assert "ON THE CLUSTER OF WSIS RELATED EVENTS" in document.paragraphs[0].text


def test_rows_of_one_cell_are_merged_across() -> None:
    """A day over the meetings of that day spans the table."""
    document = read_text(GOLDEN / "wsis-cluster-2009" / "wsis-cluster-2009.txt", DocumentId("a.txt"))

    spans = {cell.text: cell.col_span for cell in document.tables[0].cells if cell.col_span > 1}

    assert spans == {"Monday, 18 May 2009": 6, "Tuesday, 19 May 2009": 6, "Friday, 22 May 2009": 6}


def test_cells_may_end_with_blank_lines(tmp_path: Path) -> None:
    """A blank line inside a row does not end it."""
    text = "\tA\n\tB\n\n\tone\n\n\n\ttwo\n\n\tthree\n\tfour\n"

    assert grid(document(tmp_path, text)) == [["A", "B"], ["one", "two"], ["three", "four"]]


def test_an_empty_cell_is_a_lone_tab(tmp_path: Path) -> None:
    """It keeps its column."""
    assert grid(document(tmp_path, "\tA\n\tB\n\tC\n\n\tone\n\t\n\tthree\n\n")) == [
        ["A", "B", "C"],
        ["one", "", "three"],
    ]


def test_paragraphs_of_a_cell_are_its_lines(tmp_path: Path) -> None:
    """A blank line parts paragraphs, and so does a new line."""
    read = document(tmp_path, "\tA\n\tB\n\n\tone\n\ntwo\nthree\n\tx\n")

    cell = next(cell for cell in read.tables[0].cells if (cell.row, cell.column) == (2, 1))

    assert [paragraph.text for paragraph in cell.paragraphs] == ["one", "two", "three"]
    assert [paragraph.locator.paragraph for paragraph in cell.paragraphs] == [1, 2, 3]


def test_a_title_row_above_the_header(tmp_path: Path) -> None:
    """A first row of one cell, merged across, does not hide the columns."""
    text = "\tMeetings of May\n\n\tA\n\tB\n\tC\n\n\tone\n\ttwo\n\tthree\n\n"

    assert grid(document(tmp_path, text)) == [["Meetings of May"], ["A", "B", "C"], ["one", "two", "three"]]


def test_uneven_cells_are_reported(tmp_path: Path) -> None:
    """Where no number of columns fits, the cells are kept and a finding says so."""
    read = document(tmp_path, "\tA\n\tB\n\n\tone\n\ttwo\n\tthree\n\tfour\n\tfive\n")

    assert [note.check for note in read.notices] == ["text-table-uneven"]
    assert sum(map(len, grid(read))) == 7


@pytest.mark.parametrize(
    ("encoding", "word"), [("utf-8", "Genève"), ("utf-16", "Женева"), ("cp1252", "Genève")]
)
def test_encodings(tmp_path: Path, encoding: str, word: str) -> None:
    """UTF-8, UTF-16 with its mark, and the old Windows encoding are read."""
    read = document(tmp_path, f"{word} \r\n".encode(encoding))

    assert [paragraph.text.strip() for paragraph in read.paragraphs] == [word]


def test_binary_files_are_rejected(tmp_path: Path) -> None:
    """NUL bytes are not text."""
    with pytest.raises(ReadError, match="not plain text"):
        document(tmp_path, b"PK\x03\x04\x00\x00")
