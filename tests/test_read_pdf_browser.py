"""Prints as browsers make them: text with tags, and cells that run on over a page each by itself."""

from __future__ import annotations

import html
import shutil
import subprocess
from pathlib import Path

import pytest
from reportlab.pdfbase.pdfmetrics import stringWidth

from pipeline.model import Document, DocumentId, Table
from pipeline.read.docx import read_docx
from pipeline.read.pdf import read_pdf
from tests.pdf_builder import FONT, PITCH, SIZE, Drawing, grid, wrap

GOLDEN = Path(__file__).parent / "golden"
NAME = DocumentId("report")
STYLE = """
@page { size: A4 landscape }
table { border-collapse: separate; width: 100%; font: 10pt serif }
td { border: 1px solid; vertical-align: top }
"""


def tagged(drawing: Drawing, pieces: list[list[str]]) -> None:
    """Lines of text at the regular distance, each list of them a piece of tagged content."""
    y = 100.0
    for number, lines in enumerate(pieces):
        content = vars(drawing.canvas)["_code"]  # reportlab has no public way to tags
        content.append(f"/P <</MCID {number}>> BDC")
        for line in lines:
            drawing.text(50, y, line)
            y += PITCH
        content.append("EMC")


FULL = wrap("the meeting asked the secretariat of the union to publish guidelines on access " * 8, 500)[:5]


def test_tags_tell_where_paragraphs_end(tmp_path: Path) -> None:
    """A full line may end a paragraph: tags decide, where the file's tags go by paragraphs."""
    drawing = Drawing(tmp_path / "drawn.pdf")
    pieces = [[lines[0].capitalize(), *lines[1:]] for lines in (FULL, FULL[:1], FULL[1:4])]
    tagged(drawing, pieces)
    assert [p.text for p in drawing.read().paragraphs] == [" ".join(piece) for piece in pieces]


@pytest.mark.parametrize("by_lines", [True, False])
def test_tags_that_do_not_go_by_paragraphs_count_for_nothing(tmp_path: Path, by_lines: bool) -> None:
    """Producers tag lines, or whole pages, too."""
    paragraph = [*FULL, "and the end."]
    lines = [*paragraph, *paragraph]
    drawing = Drawing(tmp_path / "drawn.pdf")
    tagged(drawing, [[line] for line in lines] if by_lines else [lines])
    assert [p.text for p in drawing.read().paragraphs] == [" ".join(paragraph)] * 2


def box(
    drawing: Drawing, place: tuple[float, float, float, float], text: str = "", *, closed: bool = True
) -> None:
    """A cell with borders of its own: (left, top, right, bottom)."""
    x0, y0, x1, y1 = place
    drawing.rule(x0, y0, x0, y1)
    drawing.rule(x1, y0, x1, y1)
    drawing.rule(x0, y0, x1, y0)
    if closed:
        drawing.rule(x0, y1, x1, y1)
    if text:
        drawing.text(x0 + 4, y0 + PITCH, text)


def test_borders_that_run_on_alone_make_no_rows(tmp_path: Path) -> None:
    """A merged cell that a page cuts is drawn down to the page's end, and on the next page as high as it
    needs: the rows beside it have no more cells for that."""
    drawing = Drawing(tmp_path / "drawn.pdf")
    for row, key in enumerate(("Access", "Media")):
        box(drawing, (50, 700 + 30 * row, 150, 728 + 30 * row), key)
        box(drawing, (252, 700 + 30 * row, 350, 728 + 30 * row), f"{key} note")
    box(drawing, (152, 700, 250, 780), "UNESCO", closed=False)
    drawing.page()
    box(drawing, (50, 50, 150, 110), "Ethics")
    box(drawing, (252, 50, 350, 110), "Ethics note")
    box(drawing, (152, 50, 250, 80))
    document = drawing.read()
    assert grid(document) == [
        ["Access", "UNESCO", "Access note"],
        ["Media", "", "Media note"],
        ["Ethics", "", "Ethics note"],
    ]
    assert [c.row_span for c in document.tables[0].cells if c.column == 2] == [3]


def test_words_that_fill_their_lines_by_chance_stay_apart(tmp_path: Path) -> None:
    """A producer that cuts no word lets some words fill a narrow column: all of them together show that
    none was cut."""
    drawing = Drawing(tmp_path / "drawn.pdf")
    words = ["process", "region", "guideline", "meeting", "adopted", "on"]
    y = 100.0
    for first, second in zip(words[::2], words[1::2], strict=True):
        edges = (50.0, 58.5 + stringWidth(first, FONT, SIZE), 500.0)
        y = drawing.table(y, edges, [[[first, second], [" ".join(words[:5])]]]) + 40
    document = drawing.read()
    assert [table.cells[0].text for table in document.tables] == [
        "process region",
        "guideline meeting",
        "adopted on",
    ]


def as_html(table: Table) -> str:
    """The table as a web page."""
    rows: list[str] = []
    for row in range(1, table.rows + 1):
        cells = sorted((c for c in table.cells if c.row == row), key=lambda c: c.column)
        rows.append(
            "<tr>"
            + "".join(
                f"<td rowspan={c.row_span} colspan={c.col_span}>"
                + "<br>".join(
                    html.escape(("" if p.mark or not p.marker else "– ") + p.text) for p in c.paragraphs
                )
                for c in cells
            )
        )
    return f"<meta charset=utf-8><style>{STYLE}</style><table>{''.join(rows)}</table>"


def cells(document: Document) -> dict[tuple[int, int, int, int], list[str]]:
    """The paragraphs of each cell of the first table without their marks."""
    return {
        (c.row, c.column, c.row_span, c.col_span): [
            text for p in c.paragraphs if (text := p.text[p.mark.end if p.mark else 0 :].strip())
        ]
        for c in document.tables[0].cells
    }


@pytest.mark.parametrize(
    "report", ["wsis-thematic-lines-2008", "cmsi-ginebra-2008", "wsis-forum-2010-action-lines"]
)
def test_a_web_page_printed_by_a_browser_reads_as_the_word_file(tmp_path: Path, report: str) -> None:
    """Manual line breaks, wrapped lines and cells merged over a page come out as they were."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if chromium is None:
        pytest.skip("Chromium, which prints the web page, is not installed")
    word = read_docx(GOLDEN / report / f"{report}.docx", NAME)
    page, pdf = tmp_path / "report.html", tmp_path / "report.pdf"
    page.write_text(as_html(word.tables[0]), encoding="utf-8")
    subprocess.run(
        [
            chromium, "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer",
            f"--user-data-dir={tmp_path / 'profile'}", f"--print-to-pdf={pdf}", page.as_uri(),
        ],
        check=True, capture_output=True, timeout=60,
    )  # fmt: skip
    assert cells(read_pdf(pdf, NAME)) == cells(word)
