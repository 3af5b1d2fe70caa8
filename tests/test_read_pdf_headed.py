"""Tables that print no lines at all, under a head that says where their columns are."""

from __future__ import annotations

from pathlib import Path

import pytest
from reportlab.pdfbase.pdfmetrics import stringWidth

from pipeline.model import Document
from pipeline.read.pdf.level_frames import PADDING
from tests.pdf_builder import FONT, PITCH, SIZE, WIDTH, Drawing, grid, wrap

COLUMNS = (55.0, 180.0, 300.0, 430.0)
HEAD = [["Meeting"], ["Facilitators"], ["Themes"], ["Decisions"]]
ROWS = [
    [["Action Line C1,", "public", "governance"], ["UNDESA"], ["Tools for", "administrations"], ["A report"]],
    [["Action Line C2"], ["ITU"], ["Backbones in", "rural areas and", "on islands"], ["A list", "of masts"]],
    [["Action Line C4"], ["UNDP"], ["Training of", "trainers"], ["None"]],
]
APART = 9.0
"""More points between rows than between lines."""


@pytest.fixture
def drawing(tmp_path: Path) -> Drawing:
    """An empty page to draw on."""
    return Drawing(tmp_path / "drawn.pdf")


def bare(drawing: Drawing, top: float, rows: list[list[list[str]]], apart: float = APART) -> float:
    """A table of nothing but words; where it ends. An empty line is half as high as others."""
    for row in rows:
        bottom = top
        for x, lines in zip(COLUMNS, row, strict=True):
            y = top
            for line in lines:
                y += PITCH if line else PITCH / 2
                if line:
                    drawing.text(x, y, line)
            bottom = max(bottom, y)
        top = bottom + apart
    return top


def texts(rows: list[list[list[str]]]) -> list[list[str]]:
    """The cells' words."""
    return [[" ".join(filter(None, lines)) for lines in row] for row in rows]


def words(document: Document) -> list[list[str]]:
    """The words of each cell of the first table."""
    return [[text.replace("|", " ") for text in row] for row in grid(document)]


def test_white_space_over_first_words_parts_rows(drawing: Drawing) -> None:
    """And white space under the head's parts columns."""
    bare(drawing, 100, [HEAD, *ROWS])
    assert words(drawing.read()) == texts([HEAD, *ROWS])


def test_a_head_of_several_lines_is_one_row(drawing: Drawing) -> None:
    """Some of its cells have one line."""
    head = [["Meeting"], ["Facilitators and", "co-facilitators"], ["Themes"], ["Decisions", "taken"]]
    bare(drawing, 100, [head, *ROWS])
    assert words(drawing.read()) == texts([head, *ROWS])


def test_paragraphs_of_a_cell_are_no_rows(drawing: Drawing) -> None:
    """They stand nearer to each other than rows do, also in the first column."""
    first = [["Action Line C1", "", "16 May"], ["UNDESA"], ["Tools", "", "Costs", "", "Trust"], ["A report"]]
    bare(drawing, 100, [HEAD, first, *ROWS[1:]])
    assert words(drawing.read()) == texts([HEAD, first, *ROWS[1:]])


def test_lists_in_cells_are_no_columns_and_no_rows(drawing: Drawing) -> None:
    """One row takes up most of a page, and its cells' lines stand at many heights."""
    item = ["\u2022 Ways to link the", "   data base and the", "   discussion board", ""]
    listed = [["Action Line C1"], ["UNDESA", "", "ITU"], [*item, *item, *item], ["", *item, "", *item]]
    bare(drawing, 100, [HEAD, listed, ROWS[2]])
    document = drawing.read()
    said = "\u2022 Ways to link the data base and the discussion board"
    cells = [[c.text for c in document.tables[0].cells if c.row == row] for row in (2, 3)]
    assert [len(cell.split("\n")) for cell in cells[0]] == [1, 2, 3, 2]
    assert cells[0][2] == "\n".join([said] * 3)
    assert [[text.replace("\n", " ") for text in cells[1]]] == texts(ROWS[2:])


def test_the_table_goes_on_over_pages(drawing: Drawing) -> None:
    """Without the running titles, once with the head, and with the row that the page cuts in one."""
    for number in (1, 2):
        drawing.text(55, 40, "Report on the action lines")
        drawing.text(55, 780, f"Page {number}")
        rows = [HEAD, *ROWS] if number == 1 else [HEAD, [[], [], ["and of users"], []], *ROWS]
        bare(drawing, 80, rows)
        if number == 1:
            drawing.page()
    document = drawing.read()
    assert len(document.tables) == 1
    joined = [*texts(ROWS[:2]), ["Action Line C4", "UNDP", "Training of trainers and of users", "None"]]
    assert words(document) == [*texts([HEAD]), *joined, *texts(ROWS)]


def test_a_title_behind_the_table_is_no_row(drawing: Drawing) -> None:
    """Nor is the text under it."""
    end = bare(drawing, 100, [HEAD, *ROWS])
    drawing.text(55, end + 1.2 * PITCH, "Further steps")
    drawing.text(
        55,
        end + 3 * PITCH,
        "The groups will meet again within a year, in one of the places that were offered",
    )
    document = drawing.read()
    assert words(document) == texts([HEAD, *ROWS])
    assert document.paragraphs[0].text == "Further steps"


def test_a_line_over_all_columns_is_a_row(drawing: Drawing) -> None:
    """As one for a day."""
    top = bare(drawing, 100, [HEAD, ROWS[0]])
    drawing.text(55, top + PITCH, "Tuesday, 19 May 2009, in the large room")
    bare(drawing, top + PITCH + APART, ROWS[1:])
    day = ["Tuesday, 19 May 2009, in the large room", "", "", ""]
    assert words(drawing.read()) == [*texts([HEAD, ROWS[0]]), day, *texts(ROWS[1:])]


def test_other_columns_on_the_next_page_are_no_part_of_the_table(drawing: Drawing) -> None:
    """Also where nothing tells their rows; every word is read."""
    bare(drawing, 100, [HEAD, *ROWS])
    drawing.page()
    for line in range(8):
        for number, x in enumerate((20, 110, 205, 300, 395)):
            drawing.text(x, 100 + PITCH * line, f"over-the-gaps-{line}{number}")
    document = drawing.read()
    assert words(document)[: len(ROWS) + 1] == texts([HEAD, *ROWS])
    cells = [cell.text for table in document.tables for cell in table.cells]
    read = " ".join([*cells, *(paragraph.text for paragraph in document.paragraphs)])
    assert all(f"over-the-gaps-{line}{number}" in read for line in range(8) for number in range(5))


def test_lines_of_figures_are_rows(drawing: Drawing) -> None:
    """However far apart groups of them stand."""
    rows = [[[f"Region {n}"], [f"{n}1.5"], [f"{n}2.5"], [f"{n}3.5"]] for n in range(1, 7)]
    top = bare(drawing, 100, [HEAD])
    for start in (0, 2, 4):
        top = bare(drawing, top, rows[start : start + 2], 1.0) + APART
    assert words(drawing.read()) == texts([HEAD, *rows])


def test_paragraphs_of_the_first_column_begin_no_rows(drawing: Drawing) -> None:
    """They stand farther apart than lines do, but nearer than rows, and beside no other first words."""
    rows = [[[*row[0], "", "Room M", "", "Webcast"], *row[1:]] for row in ROWS]
    bare(drawing, 100, [HEAD, *rows], apart=12)
    assert words(drawing.read()) == texts([HEAD, *rows])


def test_the_last_column_ends_where_the_page_says(drawing: Drawing) -> None:
    """As far from the page's edge as the first begins; a word that reaches a little over it changes nothing,
    and lines that had no room for the next word go on."""
    room = WIDTH - COLUMNS[0] - COLUMNS[3] - 2 * PADDING
    over = "circulated to all"
    while stringWidth(over, FONT, SIZE) < room + 1:
        over += "i"
    comments = wrap(
        "the report of the meeting is to be given to all of the members who took part in it", room
    )
    rows = [[*row[:3], lines] for row, lines in zip(ROWS, ([over], comments, ["None"]), strict=True)]
    bare(drawing, 100, [HEAD, *rows])
    assert grid(drawing.read())[2][3] == " ".join(comments)
