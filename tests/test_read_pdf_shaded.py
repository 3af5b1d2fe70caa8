"""Tables that shade every other row and print no lines."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from tests.pdf_builder import HEIGHT, PITCH, Drawing, grid, wrap

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


def shaded(drawing: Drawing, top: float, rows: list[list[list[str]]], first: int = 0) -> float:
    """A table whose rows are shaded cell by cell, every other one from `first`; gives where it ends."""
    for number, row in enumerate(rows):
        bottom = top + PITCH * max(map(len, row)) + 6
        if number % 2 == first:
            drawing.canvas.setFillGray(0.9)
            for left, right in pairwise(EDGES):
                drawing.canvas.rect(left, HEIGHT - bottom, right - left, bottom - top, stroke=0, fill=1)
            drawing.canvas.setFillGray(0)
        for x, lines in zip(EDGES, row, strict=False):
            for n, line in enumerate(lines):
                drawing.text(x + 5, top + PITCH * (n + 1), line)
        top = bottom
    return top


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
