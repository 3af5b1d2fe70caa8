"""Tables that print rules between their rows and nothing between their columns."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import pytest

from tests.pdf_builder import PITCH, Drawing, grid

COLUMNS = (55.0, 205.0, 405.0)
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


def banded(
    drawing: Drawing, top: float, rows: list[list[list[str]]], ends: Sequence[float] = (50, 550)
) -> float:
    """A table with level rules over and under each row, from each of `ends` to the next; where it ends."""
    rule_from_end_to_end(drawing, top, ends)
    for row in rows:
        write_row(drawing, top, row)
        top += PITCH * max(map(len, row)) + 4
        rule_from_end_to_end(drawing, top, ends)
    return top


def write_row(drawing: Drawing, top: float, row: list[list[str]]) -> None:
    """The lines of a row's cells, without any rule."""
    for x, lines in zip(COLUMNS, row, strict=False):
        for n, line in enumerate(lines):
            drawing.text(x, top + PITCH * (n + 1) - 2, line)


def rule_from_end_to_end(drawing: Drawing, top: float, ends: Sequence[float]) -> None:
    """Level rules at one height."""
    for start, end in pairwise(ends):
        drawing.rule(start, top, end, top)


def texts(rows: list[list[list[str]]]) -> list[list[str]]:
    """The cells' words."""
    return [[" ".join(lines) for lines in row] for row in rows]


def words(drawing: Drawing, number: int = 0) -> list[list[str]]:
    """The words of each cell that was read."""
    return [[text.replace("|", " ") for text in row] for row in grid(drawing.read(), number)]


def test_a_rule_over_and_under_each_row_makes_rows_of_several_lines(drawing: Drawing) -> None:
    """White space that runs through all rows parts the columns."""
    banded(drawing, 100, [HEADER, *ROWS])
    assert words(drawing) == texts([HEADER, *ROWS])


def test_such_a_table_goes_on_over_pages(drawing: Drawing) -> None:
    """Also where a page has one row of it, cut by the page's end."""
    cut = [[[], ["and of users"], ["yet"]]]
    banded(drawing, 600, [HEADER, *ROWS])
    drawing.page()
    banded(drawing, 50, [HEADER, *cut])
    document = drawing.read()
    assert len(document.tables) == 1
    assert [row[1].replace("|", " ") for row in grid(document)][-1] == "Training of trainers and of users"


@pytest.mark.parametrize("ends", [(50, 550), (50, 200, 400, 550)], ids=["of the row", "of each cell"])
def test_a_row_that_a_page_cuts_without_a_rule_is_one(drawing: Drawing, ends: Sequence[float]) -> None:
    """Neither under its first part nor over its second; word processors rule each cell by itself."""
    cut = [["Action Line C5"], ["Trust in", "services"], ["A guide"]]
    end = banded(drawing, 600, [HEADER, *ROWS], ends)
    for n, line in enumerate(cut[1]):
        drawing.text(COLUMNS[1], end + PITCH * (n + 1) - 2, line)
    drawing.text(COLUMNS[0], end + PITCH - 2, cut[0][0])
    drawing.page()
    for n, line in enumerate(("and of", "networks")):
        drawing.text(COLUMNS[1], 50 + PITCH * (n + 1), line)
    banded(drawing, 50 + 2.5 * PITCH, ROWS[:2], ends)
    (table,) = drawing.read().tables
    rows = [[c.text.replace("\n", " ") for c in table.cells if c.row == row] for row in (5, 6)]
    assert rows == [["Action Line C5", "Trust in services and of networks", ""], texts(ROWS[:1])[0]]


def test_a_cut_row_under_a_head_alone_may_reach_farther_than_the_heads(drawing: Drawing) -> None:
    """What both pages leave white parts columns, not the head's white space alone."""
    end = banded(drawing, 700, [HEADER])
    drawing.text(COLUMNS[0], end + PITCH - 2, "Building confidence and trust")
    drawing.text(COLUMNS[1], end + PITCH - 2, "The privacy of all users in")
    drawing.page()
    drawing.text(COLUMNS[1], 50 + PITCH, "the regions")
    banded(drawing, 50 + 1.5 * PITCH, ROWS)
    assert words(drawing)[1][:2] == [
        "Building confidence and trust",
        "The privacy of all users in the regions",
    ]


def test_prose_between_two_tables_of_one_width_is_no_row(drawing: Drawing) -> None:
    """At a page's end and the next one's start."""
    end = banded(drawing, 500, [HEADER, *ROWS])
    drawing.text(
        55, end + 2 * PITCH, "The groups agreed on the calendar of the second half of this year, and"
    )
    drawing.page()
    drawing.text(
        55, 50 + PITCH, "asked for comments on their reports, which are to be sent by the end of May."
    )
    banded(drawing, 90, [HEADER, *ROWS])
    document = drawing.read()
    assert not any("asked" in cell.text for table in document.tables for cell in table.cells)
    assert any("asked for comments" in paragraph.text for paragraph in document.paragraphs)


def test_text_over_all_columns_is_one_cell(drawing: Drawing) -> None:
    """A row for a day."""
    day = [["Monday, 18 May 2009, in the large room of the union"]]
    banded(drawing, 100, [HEADER, day, *ROWS])
    spans = [(c.row, c.column, c.col_span) for c in drawing.read().tables[0].cells if c.row == 2]
    assert spans == [(2, 1, 3)]


def test_a_heading_between_rules_parts_two_tables(drawing: Drawing) -> None:
    """Tables of one width with a heading between them are two."""
    end = banded(drawing, 100, [HEADER, *ROWS])
    drawing.text(55, end + 30, "The second day of the meetings of the action lines")
    banded(drawing, end + 44, [HEADER, *ROWS])
    document = drawing.read()
    assert [table.rows for table in document.tables] == [4, 4]
    assert [p.text for p in document.paragraphs] == ["The second day of the meetings of the action lines"]


def test_underlined_words_part_no_row(drawing: Drawing) -> None:
    """Lines under the words of a cell reach from no column to another."""
    banded(drawing, 100, [HEADER, *ROWS])
    drawing.rule(205, 128.5, 250, 128.5)
    assert words(drawing) == texts([HEADER, *ROWS])


def test_figures_line_by_line_between_rules_are_rows(drawing: Drawing) -> None:
    """Rules that part groups of rows make no cells of several lines."""
    figures = [[["Kenya", "Ghana"], ["41", "52"], ["7", "9"]], [["Chile", "Peru"], ["63", "74"], ["8", "6"]]]
    banded(drawing, 100, [[["Country"], ["Users"], ["Masts"]], *figures])
    assert [row[0] for row in words(drawing)] == ["Country", "Kenya", "Ghana", "Chile", "Peru"]


CONTACTS = [
    ("Pilar Quiroga", "United Nations Educational and Scientific body"),
    ("Idris Belkacem", "United Nations Development Programme, Geneva"),
    ("Ana Sow", "International Telecommunication Union, Geneva"),
]


def test_a_text_alone_parts_tables_of_other_columns(drawing: Drawing) -> None:
    """One that stands close between the rules, as a row would: the columns above run through words below."""
    end = banded(drawing, 100, [HEADER, *ROWS, [["Contacts"]]])
    for n, (name, address) in enumerate([("Name", "Organization and address for all mail"), *CONTACTS]):
        drawing.text(55, end + PITCH * (2 * n + 1) - 2, name)
        drawing.text(205, end + PITCH * (2 * n + 1) - 2, address)
        drawing.text(205, end + PITCH * (2 * n + 2) - 2, "open to all of the stakeholders of this report")
        drawing.rule(50, end + 2 * PITCH * (n + 1), 550, end + 2 * PITCH * (n + 1))
    assert words(drawing)[: 1 + len(ROWS)] == texts([HEADER, *ROWS])


def test_a_rule_that_ends_at_merged_cells_parts_the_others(drawing: Drawing) -> None:
    """A cell of the second column that goes over two rows has no rule within it."""
    end = banded(drawing, 100, [HEADER, ROWS[1]])
    for n, line in enumerate(("Training of", "trainers and", "of users of the", "shared masts")):
        drawing.text(205, end + PITCH * (n + 1), line)
    for number, name in enumerate(("C4", "C5")):
        for n, line in enumerate(("Action Line", name)):
            drawing.text(55, end + 30 * number + PITCH * (n + 1) - 2, line)
    drawing.rule(50, end + 30, 200, end + 30)
    drawing.rule(400, end + 30, 550, end + 30)
    drawing.text(405, end + PITCH - 2, "None")
    drawing.text(405, end + 30 + PITCH - 2, "A guide")
    drawing.rule(50, end + 60, 550, end + 60)
    (table,) = drawing.read().tables
    last = [(c.row, c.column, c.row_span, c.text.replace("\n", " ")) for c in table.cells if c.row > 2]
    assert last == [
        (3, 1, 1, "Action Line C4"),
        (3, 2, 2, "Training of trainers and of users of the shared masts"),
        (3, 3, 1, "None"),
        (4, 1, 1, "Action Line C5"),
        (4, 3, 1, "A guide"),
    ]


def test_rules_with_gaps_between_columns_are_those_of_rows(drawing: Drawing) -> None:
    """As where cells stand apart, each ruled by itself."""
    top = 100.0
    for row in [[], HEADER, *ROWS]:
        for x, lines in zip(COLUMNS, row, strict=False):
            for n, line in enumerate(lines):
                drawing.text(x, top + PITCH * (n + 1) - 2, line)
        top += PITCH * max(map(len, row)) + 4 if row else 0
        for start, end in ((50, 197), (203, 397), (403, 550)):
            drawing.rule(start, top, end, top)
    assert words(drawing) == texts([HEADER, *ROWS])


def test_lines_beside_the_rest_of_empty_cells_go_on(drawing: Drawing) -> None:
    """Of two columns too, where no line begins in small letters."""
    rows = [
        [["Date:"], ["Thursday, 17 May 2012"]],
        [["Facilitator:"], ["UNDP", "Chaired by Mr. Idris Belkacem"]],
        [["Outcomes:"], ["A second meeting"]],
    ]
    banded(drawing, 100, rows)
    assert words(drawing) == texts(rows)


def test_page_numbers_go_on_with_no_row(drawing: Drawing) -> None:
    """Nor do titles of pages, where neither page rules the row that the page's end cuts."""
    for number in (1, 2):
        drawing.text(55, 60, "Action lines")
        banded(drawing, 80, [HEADER, *ROWS])
        drawing.text(55, 760, f"Page {number}")
        drawing.page()
    (table,) = drawing.read().tables
    assert not any("Page" in cell.text or "Action lines" in cell.text for cell in table.cells)


def test_a_heading_is_told_by_its_type_and_room(drawing: Drawing) -> None:
    """One that stands nearer to the table above than others do, but is printed larger than rows are."""
    end = banded(drawing, 100, [HEADER, *ROWS])
    drawing.text(55, end + 25, "The second day", size=14)
    banded(drawing, end + 32, [HEADER, *ROWS])
    assert [table.rows for table in drawing.read().tables] == [4, 4]


@pytest.mark.parametrize("inner", [(), (200,)], ids=["around the table", "beside the first column too"])
def test_few_upright_rules_part_not_all_columns(drawing: Drawing, inner: Sequence[float]) -> None:
    """White space does, where it parts more than the rules."""
    end = banded(drawing, 100, [HEADER, *ROWS])
    for x in (50, *inner, 550):
        drawing.rule(x, 100, x, end)
    assert words(drawing) == texts([HEADER, *ROWS])


def test_a_row_may_fill_a_page_without_any_rule(drawing: Drawing) -> None:
    """Its first lines stand under the last rule of one page, the last over the first of the next but one."""
    theme = [f"Tools for the administration {n}" for n in range(1, 61)]
    end = banded(drawing, 600, [HEADER, *ROWS[1:]])
    write_row(drawing, end, [["Action Line C5"], theme[:5], ["A code"]])
    drawing.page()
    write_row(drawing, 50, [[], theme[5:55], ["by June"]])
    drawing.page()
    write_row(drawing, 50, [[], theme[55:], []])
    banded(drawing, 50 + PITCH * 5 + 4, [[["Action Line C6"], ["Trust in", "networks"], ["None"]]])
    assert words(drawing) == [
        *texts([HEADER, *ROWS[1:]]),
        ["Action Line C5", " ".join(theme), "A code by June"],
        ["Action Line C6", "Trust in networks", "None"],
    ]


def test_a_title_at_the_top_of_a_page_is_no_rest_of_a_row(drawing: Drawing) -> None:
    """The page above ends with a rule; the next table has the same columns."""
    banded(drawing, 640, [HEADER, *ROWS[1:]])
    drawing.page()
    drawing.text(COLUMNS[0], 60, "Friday")
    banded(drawing, 68, [HEADER, *ROWS])
    document = drawing.read()
    assert [row[0] for row in grid(document)][:3] == [row[0][0] for row in (HEADER, *ROWS[1:])]
    assert "Friday" in [paragraph.text for paragraph in document.paragraphs]


def test_tables_of_other_columns_on_the_next_page_are_others(drawing: Drawing) -> None:
    """Both are as wide; each has words where the other has white space."""
    rows = [[key, ["Tools for administrations", "of all"], outcome] for key, _, outcome in ROWS]
    banded(drawing, 600, [HEADER, *rows])
    drawing.page()
    drawing.text(COLUMNS[0], 60, "Contacts of all those who were in charge of a meeting in the week")
    top = 68.0
    drawing.rule(50, top, 550, top)
    for name, mail in (("Organization in full", "Address"), ("Union of networks", "a@b.c")):
        drawing.text(COLUMNS[0] + 90, top + PITCH - 2, name)
        drawing.text(COLUMNS[1] + 60, top + PITCH - 2, mail)
        top += PITCH + 4
        drawing.rule(50, top, 550, top)
    assert words(drawing) == texts([HEADER, *rows])
