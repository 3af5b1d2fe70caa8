"""Tables that shade rows or cells and print no lines."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from reportlab.pdfbase.pdfmetrics import stringWidth

from tests.pdf_builder import FONT, HEIGHT, PITCH, SIZE, Drawing, grid, wrap

EDGES = (50.0, 200.0, 400.0, 550.0)
HEADER = [["Meeting"], ["Themes"], ["Decisions"]]
ROWS = [
    [["Action Line C1,", "public", "governance"], ["Tools for", "administrations"], ["A report", "by June"]],
    [["Action Line C2"], ["Backbones in", "rural areas"], ["A list", "of masts"]],
    [["Action Line C4"], ["Training of", "trainers"], ["None"]],
]


@pytest.fixture
def drawing(tmp_path: Path) -> Drawing:
    """An empty page to draw on."""
    return Drawing(tmp_path / "drawn.pdf")


def shaded(
    drawing: Drawing,
    top: float,
    rows: list[list[list[str]]],
    first: int = 0,
    *,
    edges: tuple[float, ...] = EDGES,
    spacing: float = 0,
    whole: bool = False,
) -> float:
    """A table in which every other row from `first` is shaded, cell by cell or as a whole; gives where it
    ends."""
    for number, row in enumerate(rows):
        bottom = top + PITCH * max(map(len, row)) + 6
        if number % 2 == first:
            for left, right in [(edges[0], edges[-1])] if whole else pairwise(edges):
                shade(drawing, left, top, right - spacing, bottom)
        write(drawing, top, row, edges)
        top = bottom + spacing
    return top


def shade(drawing: Drawing, left: float, top: float, right: float, bottom: float) -> None:
    """A grey cell; what is written on it is written later."""
    drawing.canvas.setFillGray(0.9)
    drawing.canvas.rect(left, HEIGHT - bottom, right - left, bottom - top, stroke=0, fill=1)
    drawing.canvas.setFillGray(0)


def write(drawing: Drawing, top: float, row: list[list[str]], edges: tuple[float, ...] = EDGES) -> None:
    """The lines of each cell of a row."""
    for x, lines in zip(edges, row, strict=False):
        for n, line in enumerate(lines):
            drawing.text(x + 5, top + PITCH * (n + 1), line)


def words(drawing: Drawing) -> list[list[str]]:
    """The words of each cell of the only table."""
    document = drawing.read()
    assert len(document.tables) == 1
    return [[text.replace("|", " ") for text in row] for row in grid(document)]


def texts(rows: list[list[list[str]]]) -> list[list[str]]:
    """The cells' words."""
    return [[" ".join(lines) for lines in row] for row in rows]


def test_shaded_rows_and_those_between_make_the_table(drawing: Drawing) -> None:
    """The last row is not shaded; the text that follows the table is none of it."""
    end = shaded(drawing, 100, [HEADER, *ROWS])
    for n, line in enumerate(
        wrap("The next meetings will be held in the large room of the union. " * 3, 500)
    ):
        drawing.text(50, end + 30 + PITCH * n, line)
    assert words(drawing) == texts([HEADER, *ROWS])


def test_a_shaded_table_goes_on_over_a_page(drawing: Drawing) -> None:
    """A page may begin with the rest of a row that is not shaded, near to the page header."""
    for page, rows, first in ((1, [HEADER, ROWS[0], *ROWS[:2]], 0), (2, [[[], ["and more"], []], *ROWS], 1)):
        drawing.text(50, 40, f"WSIS Forum 2009, page {page}")
        shaded(drawing, 600 if page == 1 else 50, rows, first)
        drawing.page()
    expected = texts([HEADER, ROWS[0], *ROWS[:2], *ROWS])
    expected[3][1] += " and more"
    assert words(drawing) == expected


def test_rows_shaded_as_a_whole_have_the_columns_of_their_words(drawing: Drawing) -> None:
    """One rectangle for each row: the white space between the words parts the columns."""
    shaded(drawing, 100, [HEADER, *ROWS, ROWS[0], ROWS[1]], whole=True)
    assert words(drawing) == texts([HEADER, *ROWS, ROWS[0], ROWS[1]])


def test_two_columns_are_enough(drawing: Drawing) -> None:
    """A form: names and values."""
    rows = [
        [["Date and", "time:"], ["Tuesday, 15 May 2012"]],
        [["Venue:"], ["Room M"]],
        [["Main issues:"], ["Sharing of ducts", "and masts"]],
        [["Outcomes:"], ["A guide"]],
    ]
    shaded(drawing, 100, rows, edges=(50.0, 200.0, 500.0))
    assert words(drawing) == texts(rows)


def test_cells_may_stand_apart(drawing: Drawing) -> None:
    """As those of web pages do by default."""
    shaded(drawing, 100, [HEADER, *ROWS], spacing=2)
    assert words(drawing) == texts([HEADER, *ROWS])


def test_the_cells_of_a_shaded_first_column_tell_rows(drawing: Drawing) -> None:
    """The head is shaded, and the first cell of each row."""
    top = shaded(drawing, 100, [HEADER])
    for row in ROWS:
        bottom = top + PITCH * max(map(len, row)) + 6
        shade(drawing, EDGES[0], top, EDGES[1], bottom)
        write(drawing, top, row)
        top = bottom
    shaded(drawing, top, [[["Action Line C5"], ["Trust"], ["None"]]])
    assert words(drawing) == [*texts([HEADER, *ROWS]), ["Action Line C5", "Trust", "None"]]


def test_a_cell_left_out_of_a_shaded_row_goes_on_from_above(drawing: Drawing) -> None:
    """The middle cell of the first row is merged over the second, which is shaded."""
    shaded(drawing, 100, [HEADER, ROWS[1]])
    top = 100 + 18 + 30
    for left, right in (EDGES[:2], EDGES[2:]):
        shade(drawing, left, top, right, top + 18)
    write(drawing, top, [["Action Line C3"], [], ["A list"]])
    shaded(drawing, top + 18, [ROWS[2], HEADER, *ROWS[:1]], first=1)
    assert words(drawing)[1:3] == [
        ["Action Line C2", "Backbones in rural areas", "A list of masts"],
        ["Action Line C3", "", "A list"],
    ]


def test_a_shaded_cell_may_be_merged_over_rows(drawing: Drawing) -> None:
    """The cell is as high as two rows, of which the second is not shaded."""
    shaded(drawing, 100, [HEADER])
    write(drawing, 118, ROWS[2])
    for (left, right), height in zip(pairwise(EDGES), (30, 60, 30), strict=True):
        shade(drawing, left, 148, right, 148 + height)
    write(
        drawing, 148, [["Action Line C2"], ["Backbones in", "rural areas", "and small", "islands"], ["Yes"]]
    )
    write(drawing, 178, [["Action Line C3"], [], ["No"]])
    shaded(drawing, 208, [ROWS[0], ROWS[1]])
    assert words(drawing)[2:4] == [
        ["Action Line C2", "Backbones in rural areas and small islands", "Yes"],
        ["Action Line C3", "", "No"],
    ]


def test_running_titles_are_no_rows(drawing: Drawing) -> None:
    """They stand as near to the last row as its lines do to each other, and keep to a column."""
    others = [
        ROWS[1],
        [["Action Line C6"], ["Markets"], ["A", "survey"]],
        [["Action Line C8"], ["Media"], ["None"]],
    ]
    for page, rows in enumerate((ROWS, others), 1):
        end = shaded(drawing, 630, [HEADER, *rows])
        drawing.text(EDGES[0] + 5, 762, f"Page {page}")
        assert end <= 750
        drawing.page()
    assert words(drawing) == texts([HEADER, *ROWS, *others])


def test_a_heading_parts_tables_of_one_width(drawing: Drawing) -> None:
    """The last row before it is not shaded."""
    end = shaded(drawing, 100, [HEADER, *ROWS])
    drawing.text(EDGES[0], end + 24, "Tuesday")
    shaded(drawing, end + 36, [HEADER, *ROWS])
    document = drawing.read()
    assert [[[text.replace("|", " ") for text in row] for row in grid(document, n)] for n in (0, 1)] == [
        texts([HEADER, *ROWS])
    ] * 2
    assert [paragraph.text for paragraph in document.paragraphs] == ["Tuesday"]


def test_the_rest_of_a_row_on_a_page_that_shades_nothing(drawing: Drawing) -> None:
    """The last row is not shaded, and ends on a page of its own."""
    rows = [
        HEADER,
        ROWS[0],
        ROWS[1],
        [["Action Line C4"], ["Training of", "trainers in"], ["A report", "by"]],
    ]
    end = shaded(drawing, 650, rows)
    assert end < HEIGHT
    drawing.page()
    write(drawing, 50, [[], ["all regions"], ["June"]])
    expected = texts(rows)
    expected[3] = ["Action Line C4", "Training of trainers in all regions", "A report by June"]
    assert words(drawing) == expected


def test_the_last_line_of_a_row_on_a_page_of_its_own(drawing: Drawing) -> None:
    """It is shaded as the rest of the row is, and all that the page has."""
    rows = [HEADER, ROWS[0], ROWS[1], ROWS[2], ROWS[0]]
    end = shaded(drawing, 630, rows)
    assert end < HEIGHT
    drawing.page()
    shaded(drawing, 50, [[["25 May, 15:00"], [], []]])
    expected = texts(rows)
    expected[-1][0] += " 25 May, 15:00"
    assert words(drawing) == expected


def test_words_marked_with_a_colour_are_no_cells(drawing: Drawing) -> None:
    """The mark begins where the row does."""
    shaded(drawing, 100, [HEADER, ROWS[0]])
    width = stringWidth("Tools for", FONT, SIZE)
    shade(drawing, EDGES[1] + 5, 118, EDGES[1] + 5 + width, 131)
    drawing.text(EDGES[1] + 5, 118 + PITCH, "Tools for")
    shaded(drawing, 160, ROWS[1:] + ROWS[:1])
    assert words(drawing) == texts([HEADER, ROWS[0], *ROWS[1:], ROWS[0]])


def test_rows_under_a_shaded_title_are_not_one(drawing: Drawing) -> None:
    """Only the head and the days are shaded: what is between two days are several rows."""
    edges = (50.0, 150.0, 270.0, 400.0, 550.0)
    head = [["Meeting"], ["Chair"], ["Themes"], ["Decisions"]]
    rows = [[[f"Line C{n}"], ["Ms. Jane Doe"], ["Training of", "trainers"], ["None"]] for n in range(1, 5)]
    top = shaded(drawing, 100, [head], edges=edges)
    for day, pair in (("Monday", rows[:2]), ("Tuesday", rows[2:])):
        shade(drawing, edges[0], top, edges[-1], top + 18)
        write(drawing, top, [[day]], edges)
        top += 18
        for row in pair:
            write(drawing, top, row, edges)
            top += 30
    document = drawing.read()
    assert [row[0] for table in range(len(document.tables)) for row in grid(document, table)] == [
        *("Meeting", "Monday", "Line C1", "Line C2", "Tuesday", "Line C3", "Line C4")
    ]
