"""Tables drawn with rules: their grid, and parts on several pages made one table."""

from __future__ import annotations

from math import ceil
from pathlib import Path

import pytest

from pipeline.model import Cell, Document
from tests.pdf_builder import PADDING, PITCH, Drawing, grid, wrap

EDGES = (50.0, 200.0, 400.0, 550.0)
HEADER = [["Meeting"], ["Themes"], ["Decisions"]]
ROWS = [
    [["Action Line C1"], ["Public", "administration"], ["A report"]],
    [["Action Line C2"], ["Backbones"], ["A list"]],
]


@pytest.fixture
def drawing(tmp_path: Path) -> Drawing:
    """An empty page to draw on."""
    return Drawing(tmp_path / "drawn.pdf")


def _spans(document: Document) -> list[tuple[int, int, int, int]]:
    return [(c.row, c.column, c.row_span, c.col_span) for c in document.tables[0].cells]


def _checks(document: Document) -> list[str]:
    return [note.check for note in document.notices]


def _cell(document: Document, row: int, column: int) -> Cell:
    (cell,) = (c for c in document.tables[0].cells if (c.row, c.column) == (row, column))
    return cell


def test_cells_between_rules(drawing: Drawing) -> None:
    """Full rules make the grid, row by row."""
    drawing.table(100, EDGES, [HEADER, *ROWS])
    assert grid(drawing.read()) == [
        ["Meeting", "Themes", "Decisions"],
        ["Action Line C1", "Public|administration", "A report"],
        ["Action Line C2", "Backbones", "A list"],
    ]


def test_rules_may_be_drawn_cell_by_cell_as_thin_boxes(drawing: Drawing) -> None:
    """A border of filled rectangles for each cell, with gaps at the corners, is the same grid."""
    for row in range(2):
        for column in range(3):
            x, y = 50 + column * 100, 700 - row * 30
            drawing.canvas.rect(x + 0.5, y, 99, 0.5, stroke=0, fill=1)
            drawing.canvas.rect(x + 0.5, y - 30, 99, 0.5, stroke=0, fill=1)
            drawing.canvas.rect(x, y - 29.5, 0.5, 29, stroke=0, fill=1)
            drawing.canvas.rect(x + 100, y - 29.5, 0.5, 29, stroke=0, fill=1)
            drawing.text(x + 5, 800 - y + 15, f"{row}{column}")
    assert grid(drawing.read()) == [["00", "01", "02"], ["10", "11", "12"]]


def test_double_borders_are_one(drawing: Drawing) -> None:
    """Two lines side by side do not make a column between them."""
    drawing.table(100, EDGES, [HEADER, ROWS[1]])
    drawing.table(102, [edge + 2 for edge in EDGES], [[["Meeting"], [""], [""]], [[""], [""], [""]]])
    document = drawing.read()
    assert (document.tables[0].rows, document.tables[0].columns) == (2, 3)


def test_open_sides(drawing: Drawing) -> None:
    """A table without lines at its left and right still has its outer columns."""
    for y in (100, 120, 140):
        drawing.rule(50, y, 550, y)
    for x in (200, 400):
        drawing.rule(x, 100, x, 140)
    for n, text in enumerate("abcdef"):
        drawing.text((60, 210, 410)[n % 3], 115 + 20 * (n // 3), text)
    assert grid(drawing.read()) == [["a", "b", "c"], ["d", "e", "f"]]


def test_merged_cells_are_given_once_with_their_spans(drawing: Drawing) -> None:
    """Where no line parts two fields they are one cell."""
    drawing.rule(50, 100, 550, 100)
    drawing.rule(50, 120, 550, 120)
    drawing.rule(200, 140, 550, 140)
    drawing.rule(50, 160, 550, 160)
    for x in (50, 550):
        drawing.rule(x, 100, x, 160)
    for x in (200, 400):
        drawing.rule(x, 120, x, 160)
    drawing.text(60, 115, "Monday, 18 May")
    drawing.text(60, 135, "UNDP")
    document = drawing.read()
    assert _spans(document) == [
        (1, 1, 1, 3),
        (2, 1, 2, 1),
        (2, 2, 1, 1),
        (2, 3, 1, 1),
        (3, 2, 1, 1),
        (3, 3, 1, 1),
    ]
    assert [p.text for p in _cell(document, 1, 1).paragraphs] == ["Monday, 18 May"]


def test_underlines_and_frames_are_no_tables(drawing: Drawing) -> None:
    """Lines under text, and a box around a paragraph, make no grid."""
    drawing.text(50, 100, "Underlined")
    drawing.rule(50, 102, 100, 102)
    drawing.canvas.rect(40, 500, 300, 40)
    drawing.text(50, 280, "Boxed")
    document = drawing.read()
    assert document.tables == ()
    assert [p.text for p in document.paragraphs] == ["Underlined", "Boxed"]


def test_an_underlined_word_does_not_part_its_cell(drawing: Drawing) -> None:
    """A line that crosses no other is none of the table's."""
    drawing.table(100, EDGES, [HEADER, ROWS[0]])
    drawing.rule(204, 130, 230, 130)
    document = drawing.read()
    assert (document.tables[0].rows, document.tables[0].columns) == (2, 3)


def test_several_tables_and_the_text_between(drawing: Drawing) -> None:
    """Each table is told after how many paragraphs it stands."""
    drawing.text(50, 60, "First paragraph.")
    end = drawing.table(100, EDGES, [HEADER, ROWS[0]])
    drawing.text(50, end + 40, "Second paragraph.")
    drawing.table(end + 80, EDGES, [[["x"], ["y"], ["z"]], [["1"], ["2"], ["3"]]])
    document = drawing.read()
    assert [table.after for table in document.tables] == [1, 2]
    assert grid(document, 1) == [["x", "y", "z"], ["1", "2", "3"]]


def test_a_table_over_two_pages_is_one_without_its_second_header(drawing: Drawing) -> None:
    """The repeated header is dropped and counted."""
    drawing.table(600, EDGES, [HEADER, ROWS[0]])
    drawing.page()
    drawing.table(50, EDGES, [HEADER, ROWS[1]])
    document = drawing.read()
    assert [row[0] for row in grid(document)] == ["Meeting", "Action Line C1", "Action Line C2"]
    assert document.tables[0].header_rows == 1
    (note,) = (note for note in document.notices if note.check == "pdf-table-joined")
    assert note.details["repeats"] == "1"
    assert "pdf-row-joined" not in _checks(document)


def test_another_header_begins_another_table(drawing: Drawing) -> None:
    """Other columns on the next page are another table."""
    drawing.table(600, EDGES, [HEADER, ROWS[0]])
    drawing.page()
    drawing.table(50, (50.0, 120.0, 330.0, 420.0), [[["Name"], ["Country"], ["Vote"]], [["A"], ["B"], ["C"]]])
    assert len(drawing.read().tables) == 2


def test_text_between_parts_two_tables(drawing: Drawing) -> None:
    """A table that ends before other text does not go on after it."""
    end = drawing.table(100, EDGES, [HEADER, ROWS[0]])
    drawing.text(50, end + 60, "The second table lists the other meetings.")
    drawing.page()
    drawing.table(50, EDGES, [HEADER, ROWS[1]])
    assert len(drawing.read().tables) == 2


THEME = wrap("briefings by the participants on their respective actions and priorities in the field", 192)


@pytest.mark.parametrize("header", [True, False], ids=["header repeated", "no header"])
@pytest.mark.parametrize("last_line", [True, False], ids=["closed", "open"])
def test_a_row_cut_by_a_page_is_one_row(drawing: Drawing, *, header: bool, last_line: bool) -> None:
    """A first column that does not start anew and a sentence in lower case go on with the row above."""
    drawing.table(
        600,
        EDGES,
        [HEADER, *ROWS, [["Action Line C4"], THEME[:1], ["A questionnaire"]]],
        last_line=last_line,
    )
    drawing.page()
    rest = [[[], THEME[1:], []], [["Action Line C5"], ["Trust"], ["None"]]]
    drawing.table(50, EDGES, [HEADER, *rest] if header else rest)
    document = drawing.read()
    assert [row[0] for row in grid(document)] == [
        "Meeting",
        "Action Line C1",
        "Action Line C2",
        "Action Line C4",
        "Action Line C5",
    ]
    theme = _cell(document, 4, 2).paragraphs[0]
    assert theme.text == " ".join(THEME)
    assert [brk.page for brk in theme.page_breaks] == [2]
    (note,) = (note for note in document.notices if note.check == "pdf-row-joined")
    assert (note.details["row"], note.details["page"]) == ("4", "1")


def test_a_header_without_a_line_to_the_rest_of_a_cut_row(drawing: Drawing) -> None:
    """Some producers draw no line between a repeated header and the rest of the row they cut."""
    drawing.table(600, EDGES, [HEADER, *ROWS, [["Action Line C4"], THEME[:1], ["Next meeting"]]])
    drawing.page()
    drawing.table(
        50, EDGES, [[*HEADER[:1], [*HEADER[1], *THEME[1:]], HEADER[2]], [["C5"], ["Trust"], ["None"]]]
    )
    document = drawing.read()
    assert [row[0] for row in grid(document)] == [
        "Meeting",
        "Action Line C1",
        "Action Line C2",
        "Action Line C4",
        "C5",
    ]
    assert grid(document)[3][1] == " ".join(THEME)


def test_every_column_of_a_cut_row_is_rejoined(drawing: Drawing) -> None:
    """Also the key of the row may go on."""
    drawing.table(
        700, EDGES, [HEADER, *ROWS, [["Action Line C6 on the enabling"], ["ITU, World"], ["Annual"]]]
    )
    drawing.page()
    drawing.table(
        50, EDGES, [[["environment"], ["Bank"], ["meeting"]], [["Action Line C7"], ["E-health"], ["None"]]]
    )
    assert grid(drawing.read())[3] == [
        "Action Line C6 on the enabling environment",
        "ITU, World|Bank",
        "Annual|meeting",
    ]


def test_the_end_of_one_cell_alone_on_a_page_is_part_of_its_row(drawing: Drawing) -> None:
    """Lines with the table's columns around a few words are the table, which goes on, and no drawing."""
    edges = [40.0, 140, 220, 300, 380, 460, 540]
    blank = [[""]] * 4
    head = [[["Meeting"], ["Place"], ["Chair"], ["Themes"], ["Outcome"], ["Links"]]]
    drawing.table(740, edges, [*head, [["Action Line C6,"], ["Room A"], *blank]], last_line=False)
    drawing.page()
    drawing.table(50, edges, [[["on Friday"], [""], *blank]])
    assert grid(drawing.read())[1][:2] == ["Action Line C6,|on Friday", "Room A"]


def test_a_new_row_at_the_top_of_a_page_stays_one(drawing: Drawing) -> None:
    """A row that begins like the others is none that goes on, whatever its other cells look like."""
    drawing.table(700, EDGES, [HEADER, *ROWS])
    drawing.page()
    drawing.table(50, EDGES, [[["Action Line C4"], ["capacity building"], ["none yet"]]])
    document = drawing.read()
    assert len(grid(document)) == 4
    assert "pdf-row-joined" not in _checks(document)


def test_rows_with_keys_of_their_own_stay_apart(drawing: Drawing) -> None:
    """Rows that begin with different words are no continuation of each other."""
    rows = [[["Access"], ["Spectrum"], ["A list"]], [["Media"], ["Press"], ["A note"]]]
    drawing.table(700, EDGES, [HEADER, *rows])
    drawing.page()
    drawing.table(50, EDGES, [HEADER, [["Ethics"], ["Privacy"], ["A study"]]])
    assert [row[0] for row in grid(drawing.read())] == ["Meeting", "Access", "Media", "Ethics"]


def test_a_row_cut_by_two_pages_is_one_row(drawing: Drawing) -> None:
    """Over three pages too, with a notice for each cut."""
    theme = wrap("briefings by the participants on their actions and priorities in the field of access", 192)
    drawing.table(600, EDGES, [HEADER, ROWS[0], [["Action Line C2"], theme[:1], ["A list of"]]])
    drawing.page()
    drawing.table(50, EDGES, [HEADER, [[], theme[1:2], ["guidelines to be"]]])
    drawing.page()
    drawing.table(
        50, EDGES, [HEADER, [[], theme[2:], ["published"]], [["Action Line C5"], ["Trust"], ["None"]]]
    )
    document = drawing.read()
    assert grid(document)[2] == ["Action Line C2", " ".join(theme), "A list of|guidelines to be|published"]
    cuts = [note.details["page"] for note in document.notices if note.check == "pdf-row-joined"]
    assert cuts == ["1", "2"]


def test_a_row_that_fills_a_page_without_a_line_between_rows(drawing: Drawing) -> None:
    """Browsers draw no line where a page cuts a row: a middle part has only those between columns."""
    text = "briefings by the participants on their actions and priorities in the field of access " * 20
    theme = wrap(text.strip(), 192)
    drawing.table(
        600, EDGES, [HEADER, ROWS[0], [["Action Line C2"], theme[:5], ["A list of"]]], last_line=False
    )
    drawing.page()
    for x in EDGES:
        drawing.rule(x, 50, x, 750)
    for number, line in enumerate(theme[5:30]):
        drawing.text(EDGES[1] + PADDING, 60 + PITCH * number, line)
    drawing.page()
    drawing.table(50, EDGES, [[[], theme[30:], []], [["Action Line C5"], ["Trust"], ["None"]]])
    assert grid(drawing.read())[2:] == [
        ["Action Line C2", text.strip(), "A list of"],
        ["Action Line C5", "Trust", "None"],
    ]


NEW_ROWS: dict[str, tuple[list[list[str]], list[list[str]], list[list[str]]]] = {
    "keys that end in a colon": (
        [["Venue:"], ["Room A"], ["Floor 1"]],
        [["Chair:"], ["Ms. Mora"], ["ITU"]],
        [["Outcomes:"], ["A list"], ["Annex"]],
    ),
    "keys in small letters": (
        [["e-agriculture"], ["Prices"], ["A pilot"]],
        [["e-health"], ["Records"], ["A survey"]],
        [["e-science"], ["Journals"], ["A study"]],
    ),
    "a dash for nothing": (
        [["C1"], ["Access"], ["A pilot"]],
        [["Media"], ["–"], ["–"]],
        [["Ethics"], ["Privacy"], ["A code"]],
    ),
    "small letters after a dash for nothing": (
        [["C1"], ["Access"], ["A pilot"]],
        [["Media"], ["–"], ["A handbook"]],
        [["Ethics"], ["more on privacy"], ["A code"]],
    ),
    "a cell that had room for more": (
        [["C1"], ["Access"], ["A pilot"]],
        [["Media", "of all", "kinds and", "of all", "regions"], ["Safety"], ["A handbook"]],
        [["Ethics"], ["conduct"], ["guidelines"]],
    ),
}


@pytest.mark.parametrize("name", NEW_ROWS)
def test_signs_that_the_table_shows_elsewhere_join_nothing(drawing: Drawing, name: str) -> None:
    """What other rows of the column are like too, or what no cut row can be like, is no sign of one."""
    first, last, new = NEW_ROWS[name]
    drawing.table(650, EDGES, [HEADER, first, last])
    drawing.page()
    drawing.table(50, EDGES, [HEADER, new, first])
    document = drawing.read()
    assert len(grid(document)) == 5
    assert "pdf-row-joined" not in _checks(document)


def test_a_repeated_header_of_two_rows_is_dropped_once(drawing: Drawing) -> None:
    """Both rows go, and are counted as one repetition."""
    header = [HEADER, [["(title)"], ["(main)"], ["(agreed)"]]]
    drawing.table(600, EDGES, [*header, ROWS[0]])
    drawing.page()
    drawing.table(50, EDGES, [*header, ROWS[1]])
    document = drawing.read()
    assert [row[0] for row in grid(document)] == ["Meeting", "(title)", "Action Line C1", "Action Line C2"]
    (note,) = (note for note in document.notices if note.check == "pdf-table-joined")
    assert (note.details["repeats"], document.tables[0].header_rows) == ("1", 2)


def test_tables_side_by_side_and_text_beside_them(drawing: Drawing) -> None:
    """Each is read by itself, and the text as one paragraph."""
    drawing.table(100, (50, 120, 200), [[["Meeting"], ["Chair"]], [["C1"], ["ITU"]]])
    drawing.table(100, (220, 300, 380), [[["Name"], ["Vote"]], [["Ada"], ["Yes"]]])
    text = wrap("the text beside both goes on over several lines and belongs to no cell", 150)
    for n, line in enumerate(text):
        drawing.text(400, 112 + PITCH * n, line)
    document = drawing.read()
    assert [grid(document, n) for n in (0, 1)] == [
        [["Meeting", "Chair"], ["C1", "ITU"]],
        [["Name", "Vote"], ["Ada", "Yes"]],
    ]
    assert [p.text for p in document.paragraphs] == [" ".join(text)]


def test_small_fonts_and_columns_of_very_different_widths(drawing: Drawing) -> None:
    """Text of four points, in columns between 10 and 400 points wide."""
    for n, row in enumerate([("#", "Meeting", "N"), ("1", "Access to information and knowledge", "40")]):
        drawing.row((51, 61, 461), 104.5 + 6 * n, row, size=4)
    for y in (100, 106, 112):
        drawing.rule(50, y, 475, y)
    for x in (50, 60, 460, 475):
        drawing.rule(x, 100, x, 112)
    assert grid(drawing.read()) == [
        ["#", "Meeting", "N"],
        ["1", "Access to information and knowledge", "40"],
    ]


def test_a_cell_merged_down_over_a_page_is_one_cell(drawing: Drawing) -> None:
    """The empty field at the top of the next page belongs to the cell that spans it."""

    def part(top: float, texts: list[str], merged: str) -> None:
        bottom = top + 20 * len(texts)
        for n, text in enumerate(texts):
            drawing.rule(50, top + 20 * n, 200, top + 20 * n)
            drawing.rule(400, top + 20 * n, 550, top + 20 * n)
            drawing.text(54, top + 20 * n + PITCH, text)
        for y in (top, bottom):
            drawing.rule(50, y, 550, y)
        for x in EDGES:
            drawing.rule(x, top, x, bottom)
        drawing.text(204, top + PITCH, merged)

    part(700, ["Action Line C1", "Action Line C2"], "UNDP")
    drawing.page()
    part(50, ["Action Line C3", "Action Line C4"], "")
    document = drawing.read()
    assert [(c.row, c.row_span) for c in document.tables[0].cells if c.column == 2] == [(1, 4)]


def test_words_too_long_for_their_column_are_whole(drawing: Drawing) -> None:
    """A word cut at the end of a line that it fills is one word again, if the document has it whole."""
    edges = (50.0, 108.0, 550.0)
    drawing.table(
        100, edges, [[["Facilitator"], ["The coordonnateur"]], [["coordonnate", "ur"], ["and more"]]]
    )
    assert grid(drawing.read())[1][0] == "coordonnateur"


def test_right_to_left_text_is_in_reading_order() -> None:
    """A line of Arabic is read from the right, numbers and Latin words in it from the left."""
    from pipeline.read.pdf.lines import lines_of
    from pipeline.read.pdf.page import Box, Glyphs, Word

    def word(text: str, x: float) -> Word:
        end = x + 8 * len(text)
        edges = [x + 8 * n for n in range(len(text))]
        if not text.isascii():
            edges.reverse()
        glyphs = Glyphs(text, edges, [edge + 8 for edge in edges])
        return Word(text, Box(x, 90, end, 102), 100, 10, "F", glyphs, spaced=True)

    (line,) = lines_of([word("تقرير", 200), word("اجتماع", 140), word("2006", 100), word("May", 70)], 1)
    assert line.text == "تقرير اجتماع May 2006"
    assert line.rtl


def test_centred_words_are_whole(drawing: Drawing) -> None:
    """The widest line of a centred column does not show how much room there was; nothing was cut there."""
    drawing.table(100, [50, 110, 170, 230], [[[" "] * 3] * 3, [[" "]] * 3])
    for n, head in enumerate(
        [("Any", "method", "in use"), ("Of the", "whole", "area"), ("So", "far", "done")]
    ):
        for m, line in enumerate(head):
            drawing.canvas.setFont("Helvetica", 10)
            drawing.canvas.drawCentredString(80 + 60 * n, 800 - 110 - 12 * m, line)
    texts = [" ".join(cell.split("|")) for cell in grid(drawing.read())[0]]
    assert texts == ["Any method in use", "Of the whole area", "So far done"]


def test_codes_under_each_other_are_several(drawing: Drawing) -> None:
    """Each fills the column, but a number is not cut into two of one form."""
    drawing.table(100, [50, 150, 190], [[["Code"], ["No."]], [["Abuse"], ["1-0173", "1-3802"]]])
    document = drawing.read()
    assert grid(document)[1] == ["Abuse", "1-0173 1-3802"]
    assert "pdf-word-apart" in _checks(document)


PROSE = "the committee decided that the group should go on with its work in the year that followed and "
AGENDA = [
    ("9:15", "National report", "Petra Berg"),
    ("10:00", "That indicator", "Erik Jensen"),
    ("11:30", "An agreed period for several to monitor", "George Evans"),
    ("12:30", "To services", "George Costa"),
    ("13:00", "Measures of services", "Lena Abbas"),
    ("14:30", "Authority of all", "George Abbas"),
]


def agenda(drawing: Drawing, top: float, x: tuple[float, float, float] = (60, 89, 270)) -> None:
    """A table without rules, whose first column comes near the second, and one row's second the third."""
    for n, row in enumerate([("Time", "Item", "Speaker"), *AGENDA]):
        drawing.row(x, top + 18 * n, row)


def prose(drawing: Drawing, top: float, width: float = 480, x: float = 50, *, last: bool = True) -> float:
    """Two paragraphs of running text; gives where they end."""
    lines = wrap((PROSE * 3).strip(), width)
    for line in [*lines, *lines][: None if last else -1]:
        drawing.text(x, top, line)
        top += PITCH
    return top


def test_columns_that_come_near_each_other_begin_at_one_edge(drawing: Drawing) -> None:
    """An agenda: times, and what follows a space behind most of them; one item leaves but a space, too."""
    prose(drawing, 60)
    drawing.text(60, 180, "Agenda")
    agenda(drawing, 204)
    assert grid(drawing.read()) == [["Time", "Item", "Speaker"], *map(list, AGENDA)]


def test_running_text_between_tables_with_rules_of_one_width_is_of_none(drawing: Drawing) -> None:
    """A rule under the one's head, one around each row of the other."""
    drawing.rule(50, 64, 550, 64)
    agenda(drawing, 60, (60, 160, 400))
    end = prose(drawing, 200)
    drawing.rule(50, end + 10, 550, end + 10)
    for n, row in enumerate(
        [("Name", "Body", "Country"), ("Jane Doe", "Union", "Peru"), ("John Roe", "Bank", "Chad")]
    ):
        drawing.row((60, 220, 400), end + 26 + 24 * n, row)
        drawing.rule(50, end + 34 + 24 * n, 550, end + 34 + 24 * n)
    document = drawing.read()
    assert grid(document) == [["Time", "Item", "Speaker"], *map(list, AGENDA)]
    assert grid(document, 1) == [
        ["Name", "Body", "Country"],
        ["Jane Doe", "Union", "Peru"],
        ["John Roe", "Bank", "Chad"],
    ]


def test_lines_whose_cells_all_begin_anew_are_rows(drawing: Drawing) -> None:
    """Rules over and under a head and under the table only; some names go on over two lines."""
    rows = [
        ("Criterion", "First", "Second", "Third"),
        ("Funding of reports|progress that was adopted", "No", "Yes", "n/a"),
        ("To national access", "Partly", "Yes", "Partly"),
        ("Of reports", "Yes", "No", "No"),
        ("Each that", "Partly", "n/a", "No"),
        ("Respondents that had been|those who should", "Yes", "No", "Partly"),
    ]
    y = 102.0
    for name, *cells in rows:
        drawing.row((230, 320, 400), y, cells)
        for line in name.split("|"):
            drawing.text(60, y, line)
            y += 14
    for level in (90, 106, y - 8):
        drawing.rule(50, level, 550, level)
    document = drawing.read()
    assert [[" ".join(cell.split("|")) for cell in row] for row in grid(document)] == [
        [name.replace("|", " "), *cells] for name, *cells in rows
    ]


def test_lists_beside_each_other_are_one_row_where_rules_part_rows(drawing: Drawing) -> None:
    """Lines that all begin anew are those of lists in the cells."""
    rows = [
        (["Meeting"], ["Facilitators"], ["Themes"]),
        (["Line C1", "16 May", "Room 2"], ["ITU", "UNESCO", "UNDP"], ["Access", "Costs", "Reports"]),
        (["Line C2", "17 May", "Room 1"], ["APC", "ISOC", "ICC"], ["Skills", "Media", "Law"]),
    ]
    y = 90.0
    drawing.rule(50, y, 550, y)
    for row in rows:
        for left, lines in zip((60, 220, 400), row, strict=True):
            for n, line in enumerate(lines):
                drawing.text(left, y + 12 + 12 * n, line)
        y += 8 + 12 * len(row[0])
        drawing.rule(50, y, 550, y)
    assert [[cell.split("|") for cell in row] for row in grid(drawing.read())] == [list(row) for row in rows]


def test_rows_under_a_shaded_head_are_read_one_by_one(drawing: Drawing) -> None:
    """Nothing but the head is shaded, and running text between two such tables is of none."""
    rows = [
        ("Member", "Vote", "Comment"),
        ("Hungary", "No", ""),
        ("Malta", "Yes", ""),
        ("Netherlands", "Yes", "For to follow"),
        ("Austria", "Yes", "While access was sent"),
        ("Poland", "Abstain", "Which the costs are"),
        ("Portugal", "No", ""),
    ]
    top = 100.0
    for _ in range(2):
        drawing.canvas.setFillColorRGB(0.1, 0.3, 0.5)
        for left, right in ((50, 210), (210, 390), (390, 550)):
            drawing.canvas.rect(left, 800 - top - 4, right - left, 14, stroke=0, fill=1)
        drawing.canvas.setFillColorRGB(0, 0, 0)
        for n, row in enumerate(rows):
            drawing.row((60, 220, 400), top + 15 * n, row, size=8)
        top = prose(drawing, top + 130) + 40
    document = drawing.read()
    assert [grid(document, n) for n in range(2)] == [[list(row) for row in rows]] * 2


def test_text_beside_a_table_ends_with_its_paragraphs(drawing: Drawing) -> None:
    """Their last lines are short, and the table goes on beside them."""
    rows = [("Category", "Jobs", "Share"), *((f"Group {n}", f"{n}5.7", f"{n}.0") for n in range(26))]
    for n, row in enumerate(rows):
        drawing.row((50, 180, 240), 100 + 10.6 * n, row, size=7.5)
    end = prose(drawing, 96, 220, 330)
    last = 100 + 10.6 * ceil((end - 100) / 10.6)
    drawing.text(330, last, "which it had.")
    prose(drawing, last + 2 * PITCH, 220, 330)
    assert grid(drawing.read()) == [list(row) for row in rows]


def test_a_row_of_sums_with_an_upright_rule_is_a_row_of_the_table_over_it(drawing: Drawing) -> None:
    """Level rules part the other rows, and nothing their columns."""
    rows = [("Net profit", "193", "208"), ("Dividends", "77", "367"), ("Transactions", "641", "86")]
    for n, (name, *figures) in enumerate([("", "2020", "2021"), *rows, ("Balance", "911", "661")]):
        y = 100 + 20 * n
        drawing.rule(50, y, 350, y)
        drawing.row((55, 200, 300), y + 14, (name, *figures))
    drawing.rule(50, 200, 350, 200)
    for x in (50, 150, 350):
        drawing.rule(x, 180, x, 200)
    assert grid(drawing.read()) == [["", "2020", "2021"], *map(list, rows), ["Balance", "911", "661"]]


def test_heads_in_the_middle_of_the_header_s_height_are_one_each(drawing: Drawing) -> None:
    """Each column's lines stand half way between those of others; no rule is printed."""
    heads = [
        ["Sector"],
        ["Small ones", "under what", "was agreed"],
        ["Several", "available", "services", "monitored"],
        ["While", "period ends"],
    ]
    rows = [
        ["Farming", "685", "505", "161"],
        ["Transport", "291", "268", "396"],
        ["Health", "45", "237", "117"],
    ]
    for n, head in enumerate(heads):
        for m, line in enumerate(head):
            drawing.text(60 + 100 * n, 124 + 9 * (m - (len(head) - 1) / 2), line, size=8)
    for n, row in enumerate(rows):
        for m, text in enumerate(row):
            drawing.text(60 + 100 * m, 160 + 16 * n, text, size=8)
    assert [[" ".join(cell.split("|")) for cell in row] for row in grid(drawing.read())] == [
        [" ".join(head) for head in heads],
        *rows,
    ]
