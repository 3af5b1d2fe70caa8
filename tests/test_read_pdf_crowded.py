"""Pages that hold far more than people read: read whole, in steps that grow as their content does."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from reportlab.pdfbase.pdfmetrics import stringWidth

from pipeline.model import DocumentId
from pipeline.read.pdf import read_pdf
from pipeline.read.pdf.level_frames import Frame
from pipeline.read.pdf.level_rules import frames_of
from pipeline.read.pdf.opening import open_pdf
from pipeline.read.pdf.page import Box, Glyphs, LinkArea, LinkAreas, Word
from pipeline.read.pdf.pdfium import read_page
from pipeline.read.pdf.unruled.lines import lines_of
from pipeline.read.pdf.vocabulary import pieces_of_word
from tests.pdf_builder import FONT, PITCH, SIZE, Drawing, wrap

LETTERS = "abcdefghijklmnopqrstuvwxyz" * 4


@pytest.fixture
def drawing(tmp_path: Path) -> Drawing:
    """An empty page to draw on."""
    return Drawing(tmp_path / "drawn.pdf")


def word(text: str, x: float, y: float, size: float = 10) -> Word:
    """A word of letters half as wide as high."""
    starts = [x + size / 2 * n for n in range(len(text))]
    glyphs = Glyphs(text, starts, [start + size / 2 for start in starts])
    return Word(text, Box(x, y - size, x + size / 2 * len(text), y), y, size, "F", glyphs)


def test_text_without_spaces_is_one_paragraph(drawing: Drawing) -> None:
    """Lines that one word fills go on with it, beyond what is looked at of it at a line's end."""
    for number in range(50):
        drawing.text(50, 150 + 10 * number, LETTERS, size=8)
    (paragraph,) = drawing.read().paragraphs
    assert paragraph.text.replace(" ", "") == LETTERS * 50


def test_an_address_is_whole_in_text_without_spaces(drawing: Drawing) -> None:
    """The end of a long token is looked at as that of a short one: here no space belongs."""
    for number in range(40):
        drawing.text(
            50, 100 + 10 * number, ("" if number else "http://a.org/") + "path/of/letters/" * 6, size=8
        )
    text = " ".join(paragraph.text for paragraph in drawing.read().paragraphs)
    assert text == "http://a.org/" + "path/of/letters/" * 240


PIECES = [
    ("the Administra", "tion of", ("Administra", "tion")),
    ("a1b", "cd", ("b", "cd")),
    ("letters1", "cd", None),
    ("Maria", "Sow", None),
    ("WSIS", "Forum", None),
    ("FORUM OF WS", "IS", ("WS", "IS")),
    ("x" * 100_000 + "1", "cd", None),
]


@pytest.mark.parametrize(("before", "after", "pieces"), PIECES, ids=lambda part: str(part)[:12])
def test_letters_around_a_line_end(before: str, after: str, pieces: tuple[str, str] | None) -> None:
    """They are read backwards from the end: a long line of letters before a figure is looked at once."""
    assert pieces_of_word(before, after) == pieces


def test_a_crowded_page_is_text_and_no_table(drawing: Drawing) -> None:
    """Where there are more words and columns than anyone reads, no columns are looked for; all words are
    kept."""
    for row in range(60):
        for column in range(100):
            drawing.text(5 + 5.9 * column, 20 + 12 * row, f"{column % 10}", size=4)
    document = drawing.read()
    assert document.tables == ()
    assert sum(p.text.replace(" ", "") == "0123456789" * 10 for p in document.paragraphs) == 60


@pytest.mark.parametrize(("rows", "columns"), [(2001, 1), (100, 100)])
def test_more_than_a_page_holds_makes_no_lines_of_a_table(rows: int, columns: int) -> None:
    """Neither thousands of lines nor thousands of fields in each of many columns."""
    words = [word("ab", 30 * column, 12 * row) for row in range(rows) for column in range(columns)]
    assert lines_of(words) == []
    assert len(lines_of(words[: columns * 20])) == 20


def test_raised_marks_are_on_the_line_of_their_word() -> None:
    """A small raised word beside one of a line's words is on that line; one beside none is on its own."""
    texts = [word("ab", 40 * n, 100) for n in range(50)]
    marks = [word("1", 40 * n + 11, 96, size=5) for n in range(50)]
    (line,) = lines_of([*texts, *marks])
    assert len(line.words) == 100
    apart = [word("1", 40 * n + 22, 96, size=5) for n in range(50)]
    assert [len(line.words) for line in lines_of([*texts, *apart])] == [50, 50]


class CountedBox(Box):
    """A box that counts how often its height is looked at."""

    looks = 0

    def __getattribute__(self, name: str) -> object:
        if name == "top":
            CountedBox.looks += 1
        return super().__getattribute__(name)


def test_links_are_looked_up_by_height() -> None:
    """A line is compared with the areas near it, not with all of a page's, and gets those that it reaches in
    the order of the file."""
    areas = [LinkArea(CountedBox(0, 10 * n, 50, 10 * n + 12), str(n)) for n in reversed(range(1000))]
    links = LinkAreas(areas)
    CountedBox.looks = 0
    assert [area.target for area in links.between(5001, 5009)] == ["500", "499"]
    assert CountedBox.looks < 20
    assert links.between(-50, -10) == []


def test_one_line_of_many_letters_is_read(tmp_path: Path) -> None:
    """A word of 30,000 letters is one word; no string of a page may be much longer (ISO 32000, annex C)."""
    drawing = Drawing(tmp_path / "drawn.pdf")
    drawing.text(5, 100, "a" * 30_000, size=0.03)
    drawing.save()
    (paragraph,) = read_pdf(drawing.path, DocumentId("drawn.pdf")).paragraphs
    assert paragraph.text == "a" * 30_000


def test_words_of_narrow_columns_are_whole(drawing: Drawing) -> None:
    """Where each character is placed by itself, PDFium takes two narrow columns to run downwards, and each
    character for a line: it can fit where a word cannot, and would end a paragraph."""
    text = "Discussion of the linkage between the meetings and other events including those of the group " * 6
    for left in (100, 450):
        for number, line in enumerate(wrap(text.strip(), 80)):
            x = float(left)
            for character in line:
                if character != " ":
                    drawing.text(x, 60 + PITCH * number, character)
                x += stringWidth(character, FONT, SIZE)
    drawing.save()
    with open_pdf(drawing.path.read_bytes(), None) as pdf:
        page = read_page(pdf.handle, 1)
    assert [word.text for word in page.words] == 2 * text.split()


def test_rows_between_many_rules_are_looked_up_by_height() -> None:
    """Each word is compared with a few rules, not with all of them."""
    boxes = [CountedBox(50, 10 * n + 2, 100, 10 * n + 8) for n in range(1000)]
    words = tuple(replace(word("ab", 50, 10 * n + 8), box=box) for n, box in enumerate(boxes))
    frame = Frame(40, 500, tuple(10.0 * n for n in range(1001)), words)
    CountedBox.looks = 0
    assert all(list(band) == [one] for (*_, band), one in zip(frame.bands(), words, strict=True))
    assert CountedBox.looks < 20 * len(words)


def test_a_page_of_many_rules_is_one_table(drawing: Drawing) -> None:
    """Where most texts between rules stand alone, no table is looked for behind each of them."""
    for row in range(150):
        drawing.rule(50, 40 + 5 * row, 550, 40 + 5 * row)
        drawing.text(60 if row % 2 else 300, 44 + 5 * row, "a text alone between rules", size=3)
    drawing.save()
    with open_pdf(drawing.path.read_bytes(), None) as pdf:
        assert len(list(frames_of(read_page(pdf.handle, 1)))) == 1
