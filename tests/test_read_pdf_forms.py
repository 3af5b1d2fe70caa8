"""Forms that print no lines: names that end in a colon, and their values beside them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.pdf_builder import PITCH, Drawing, grid

NAMES, VALUES = 55.0, 200.0
ROWS = [
    ("Date and time:", ["Tuesday, 15 May 2012"]),
    ("Chair:", ["Ms. Jane Doe"]),
    ("Main issues:", ["• Sharing of ducts", "• Cost of transit: the case of", "islands"]),
    ("Outcomes:", []),
    ("Web site:", ["http://www.itu.int/a"]),
]


@pytest.fixture
def drawing(tmp_path: Path) -> Drawing:
    """An empty page to draw on."""
    return Drawing(tmp_path / "drawn.pdf")


def form(drawing: Drawing, top: float, rows: list[tuple[str, list[str]]], apart: float = 6) -> float:
    """Names and values; where they end."""
    for name, values in rows:
        if name:
            drawing.text(NAMES, top, name)
        for number, value in enumerate(values):
            drawing.text(VALUES, top + PITCH * number, value)
        top += PITCH * max(len(values), 1) + apart
    return top


def expected(rows: list[tuple[str, list[str]]]) -> list[list[str]]:
    """The cells' words."""
    return [[name, " ".join(values)] for name, values in rows]


def words(drawing: Drawing) -> list[list[list[str]]]:
    """The words of each cell of each table."""
    document = drawing.read()
    return [
        [[text.replace("|", " ") for text in row] for row in grid(document, number)]
        for number in range(len(document.tables))
    ]


def test_names_and_values_are_rows(drawing: Drawing) -> None:
    """A value may have several lines, one of which ends in a colon, or none."""
    form(drawing, 100, ROWS)
    assert words(drawing) == [expected(ROWS)]


def test_a_title_parts_two_forms(drawing: Drawing) -> None:
    """It has no colon, and stands where the names do."""
    end = form(drawing, 100, ROWS)
    drawing.text(NAMES, end + 6, "Trust in networks")
    form(drawing, end + 30, ROWS[:3])
    assert words(drawing) == [expected(ROWS), expected(ROWS[:3])]


def test_a_form_goes_on_over_a_page(drawing: Drawing) -> None:
    """With rows too few for a form of their own, and page numbers over them."""
    for page, rows in enumerate((ROWS[:3], ROWS[3:]), 1):
        drawing.text(540, 40, f"Page {page}")
        form(drawing, 700 if page == 1 else 60, rows)
        drawing.page()
    assert words(drawing) == [expected(ROWS)]


def test_a_page_may_cut_a_value(drawing: Drawing) -> None:
    """Its rest stands where values do."""
    form(drawing, 700, [*ROWS[:2], ("Main issues:", ["Cost of transit to"])])
    drawing.page()
    form(drawing, 60, [("", ["the islands"]), *ROWS[3:]])
    assert words(drawing) == [
        expected([*ROWS[:2], ("Main issues:", ["Cost of transit to the islands"]), *ROWS[3:]])
    ]


@pytest.mark.parametrize(
    "rows",
    [
        [("For the Union:", ["For the Programme:"]), ("Name:", ["Name:"]), ("Date:", ["Date:"])],
        [("To be decided:", ["a date"]), ("Chair:", ["Ms. Jane Doe"])],
    ],
    ids=["names beside names", "two lines"],
)
def test_what_is_no_form(drawing: Drawing, rows: list[tuple[str, list[str]]]) -> None:
    """Room for signatures, and few lines."""
    form(drawing, 100, rows)
    assert not words(drawing)
