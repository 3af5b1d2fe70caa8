"""Words as people see them, in whatever order and however often their characters are printed."""

from __future__ import annotations

from pathlib import Path

import pytest
from reportlab.pdfbase.pdfmetrics import stringWidth

from pipeline.model import DocumentId
from pipeline.read.pdf import read_pdf
from tests.pdf_builder import FONT, HEIGHT, SIZE, Drawing, grid


@pytest.fixture
def drawing(tmp_path: Path) -> Drawing:
    """An empty page to draw on."""
    return Drawing(tmp_path / "drawn.pdf")


def paragraphs(drawing: Drawing) -> list[str]:
    """The text of the drawn file, paragraph by paragraph."""
    return [paragraph.text for paragraph in drawing.read().paragraphs]


def places(text: str, x: float) -> list[tuple[str, float]]:
    """Each character with the place where it is printed."""
    return [(c, x + stringWidth(text[:n], FONT, SIZE)) for n, c in enumerate(text)]


def spaced(drawing: Drawing, x: float, y: float, text: str, room: float) -> None:
    """Print the text in one go, with so much room after each character."""
    printed = drawing.canvas.beginText(x, HEIGHT - y)
    printed.setFont(FONT, SIZE)
    printed.setCharSpace(room)
    printed.textOut(text)
    printed.setCharSpace(0)
    drawing.canvas.drawText(printed)


def test_figures_are_read_as_they_stand(drawing: Drawing) -> None:
    """A point that is printed after the figures on both its sides is between them."""
    point = stringWidth(".", FONT, SIZE)
    spaced(drawing, 50, 100, "19", point)
    drawing.text(50 + stringWidth("1", FONT, SIZE), 100, ".")
    drawing.text(90, 100, "RR2Y")
    assert paragraphs(drawing) == ["1.9 RR2Y"]


def test_parts_of_a_word_are_one_in_whatever_order_they_are_printed(drawing: Drawing) -> None:
    """The letters that a producer sets in one go may not be neighbours."""
    whole = places("120.0", 50)
    drawing.text(50, 100, "120")
    drawing.text(whole[4][1], 100, "0")
    drawing.text(whole[3][1], 100, ".")
    drawing.text(90, 100, "RR2Y")
    assert paragraphs(drawing) == ["120.0 RR2Y"]


def test_a_space_printed_over_the_letter_before_it_parts_nothing(drawing: Drawing) -> None:
    """As typesetting programs put one behind a ligature."""
    drawing.text(50, 100, "Surplus/Def")
    after = 50 + stringWidth("Surplus/Def", FONT, SIZE)
    drawing.text(after - stringWidth(" ", FONT, SIZE), 100, " icit")
    assert paragraphs(drawing) == ["Surplus/Deficit"]


def test_a_second_print_may_be_parted_elsewhere(drawing: Drawing) -> None:
    """Bold made by printing twice, once in pieces."""
    drawing.text(50, 100, "K2-1901 kept")
    for start, end in ((0, 2), (3, 7)):
        drawing.text(50 + stringWidth("K2-1901"[:start], FONT, SIZE), 100, "K2-1901"[start:end])
    assert paragraphs(drawing) == ["K2-1901 kept"]


def test_what_only_one_of_two_prints_has_is_kept_at_its_place(drawing: Drawing) -> None:
    """The first print lacks a letter."""
    whole = places("Agrisure", 50)
    for n, (character, x) in enumerate(whole):
        if n != 3:
            drawing.text(x, 100, character)
    drawing.text(50, 100, "Agrisure")
    assert paragraphs(drawing) == ["Agrisure"]


def test_letters_that_stand_twice_are_read_twice(drawing: Drawing) -> None:
    """The same letter beside itself is no second print."""
    drawing.text(50, 200, "illlll 1111", size=4)
    drawing.text(50.2, 200, "illlll 1111", size=4)
    assert paragraphs(drawing) == ["illlll 1111"]


def mapped(drawing: Drawing, character: str, to: str) -> None:
    """Save the file with one character of its fonts mapped to another, in UTF-16 as hexadecimal figures."""
    pikepdf = pytest.importorskip("pikepdf", reason="pikepdf (extra `repair`) is not installed")
    drawing.save()
    cmap = (
        "begincmap 1 begincodespacerange <00> <ff> endcodespacerange "
        f"1 beginbfchar <{ord(character):02x}> <{to}> endbfchar endcmap"
    )
    with pikepdf.open(drawing.path, allow_overwriting_input=True) as pdf:
        for part in pdf.objects:
            if isinstance(part, pikepdf.Dictionary) and part.get("/Type") == "/Font":
                part["/ToUnicode"] = pdf.make_stream(cmap.encode())
        pdf.save(drawing.path)


def test_controls_in_a_text_move_no_other_character(drawing: Drawing) -> None:
    """Fonts may map a character to a control, which PDFium leaves out of a page's text."""
    drawing.table(100, [50, 150, 250], [[["40Y"], ["Person"]], [["25Y"], ["Other"]]])
    mapped(drawing, "Y", "0003")
    (table,) = read_pdf(drawing.path, DocumentId("drawn.pdf")).tables
    assert [cell.text for cell in table.cells if cell.column == 2] == ["Person", "Other"]


def test_characters_beyond_the_first_plane_are_read(drawing: Drawing) -> None:
    """PDFium gives them in two halves, as rare Chinese names have them."""
    drawing.table(100, [50, 150, 250], [[["aYb"], ["Person"]], [["Y"], ["Other"]]])
    mapped(drawing, "Y", "d842dfb7")
    (table,) = read_pdf(drawing.path, DocumentId("drawn.pdf")).tables
    assert [cell.text for cell in table.cells] == ["a\U00020bb7b", "Person", "\U00020bb7", "Other"]


def test_a_table_in_a_cell_is_text_of_the_cell(drawing: Drawing) -> None:
    """As in Word files: the row of the outer table has it."""
    drawing.table(100, [50, 150, 450], [[["Outer"], ["Second"]], [["Themes"], [" "] * 6]])
    drawing.table(140, [200, 280, 360], [[["a"], ["b"]], [["c"], ["d"]]])
    (table,) = drawing.read().tables
    assert [cell.text for cell in table.cells] == ["Outer", "Second", "Themes", "a b\nc d"]


def test_a_frame_around_a_table_is_none(drawing: Drawing) -> None:
    """A title and a table in one frame: the table is the inner one."""
    drawing.table(100, [40, 460], [[["Table of meetings"]], [[" "] * 8]])
    drawing.table(130, [50, 200, 450], [[["Title"], ["Chair"]], [["Forum"], ["Jane Doe"]]])
    assert grid(drawing.read()) == [["Title", "Chair"], ["Forum", "Jane Doe"]]


def test_a_decorated_page_is_no_table(drawing: Drawing) -> None:
    """Bands that reach over the page's edges make fields around the table, which keeps its words."""
    for x in (0, 300, 600):
        drawing.rule(x, -5, x, 805)
    for y in (0, 60, 800):
        drawing.rule(-5, y, 605, y)
    drawing.table(130, [50, 200, 290], [[["Title"], ["Chair"]], [["Forum"], ["Jane Doe"]]])
    assert grid(drawing.read()) == [["Title", "Chair"], ["Forum", "Jane Doe"]]
