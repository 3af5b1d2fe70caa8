"""A report printed to PDF reads as its Word file does: the same tables, the same text in every cell."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.marks import typed_mark
from pipeline.model import Document, DocumentId, Paragraph
from pipeline.read.docx import read_docx
from pipeline.read.pdf import read_pdf

ROOT = Path(__file__).parent.parent
GOLDEN = ROOT / "tests" / "golden"
REPORTS = [
    *(
        GOLDEN / name / name
        for name in (
            "cmsi-ginebra-2008",
            "smsi-geneve-2007",
            "wsis-cluster-2009",
            "wsis-forum-2010-action-lines",
            "wsis-forum-2011-summary",
            "wsis-thematic-lines-2008",
        )
    ),
    ROOT / "raw" / "wsis-cluster-2006",
]


def _texts(paragraphs: tuple[Paragraph, ...]) -> list[str]:
    """The paragraphs and manual lines without their marks, white space folded."""
    texts = []
    for paragraph in paragraphs:
        for line in paragraph.text.split("\n"):
            mark = typed_mark(line)
            text = " ".join(line[mark.span.end if mark else 0 :].split())
            if text:
                texts.append(text)
    return texts


def _tables(document: Document) -> list[dict[tuple[int, int, int, int], list[str]]]:
    return [
        {(c.row, c.column, c.row_span, c.col_span): _texts(c.paragraphs) for c in table.cells}
        for table in document.tables
    ]


@pytest.fixture(scope="module", params=REPORTS, ids=lambda path: path.name)
def twins(request: pytest.FixtureRequest) -> tuple[Document, Document]:
    """The Word file and the PDF of one report."""
    word, pdf = (Path(f"{request.param}.{suffix}") for suffix in ("docx", "pdf"))
    return read_docx(word, DocumentId("report")), read_pdf(pdf, DocumentId("report"))


def test_cells_are_those_of_the_word_file(twins: tuple[Document, Document]) -> None:
    """Grid, spans and paragraphs of every cell are the same, over however many pages."""
    word, pdf = twins
    assert _tables(pdf) == _tables(word)


def test_text_outside_tables_is_that_of_the_word_file(twins: tuple[Document, Document]) -> None:
    """Paragraphs between tables are the same; page headers and footers are none of them."""
    word, pdf = twins
    assert _texts(pdf.paragraphs) == _texts(word.paragraphs)


def test_tables_stand_between_the_same_paragraphs(twins: tuple[Document, Document]) -> None:
    """Each table comes after as many paragraphs as in the Word file."""
    word, pdf = twins
    printed = [sum(bool(p.text.strip()) for p in word.paragraphs[: table.after]) for table in word.tables]
    assert [table.after for table in pdf.tables] == printed


def test_list_levels_are_those_of_the_word_file(twins: tuple[Document, Document]) -> None:
    """The depth of list items comes out of their indents."""
    word, pdf = twins

    def levels(document: Document) -> list[int]:
        return [p.level for t in document.tables for c in t.cells for p in c.paragraphs if p.marker]

    assert levels(pdf) == levels(word)


def test_links_lead_where_the_word_file_says(twins: tuple[Document, Document]) -> None:
    """Every hyperlink of a cell has the same printed text and the same target."""
    word, pdf = twins

    def links(document: Document) -> list[tuple[str, str]]:
        return [
            (p.text[link.span.start : link.span.end], link.target)
            for table in document.tables
            for cell in table.cells
            for p in cell.paragraphs
            for link in p.links
        ]

    assert links(pdf) == links(word)


def test_page_breaks_tell_where_a_paragraph_goes_on() -> None:
    """A paragraph that a page cuts says at which character the next page begins."""
    document = read_pdf(Path(f"{REPORTS[-1]}.pdf"), DocumentId("report"))
    (cell,) = (c for c in document.tables[0].cells if (c.row, c.column) == (2, 1))
    theme = cell.paragraphs[0]
    (brk,) = theme.page_breaks
    assert (theme.locator.page, brk.page) == (1, 2)
    assert theme.text[brk.offset :] == "development"


def test_joined_rows_are_told_with_their_evidence() -> None:
    """Every row that a page cut is named in a notice of its own."""
    document = read_pdf(Path(f"{REPORTS[-1]}.pdf"), DocumentId("report"))
    joins = [note for note in document.notices if note.check == "pdf-row-joined"]
    assert [note.details["row"] for note in joins] == ["2", "4", "6", "8"]
    assert all(note.details["signs"] for note in joins)
    (joined,) = (note for note in document.notices if note.check == "pdf-table-joined")
    assert joined.details == {"table": "1", "pages": "1 to 5", "repeats": "4"}
