"""The true grid of tables, whatever their rows declare."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.docx_builder import assert_places, cell, controlled, package, paragraph, read, row, run, table

START, ON = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
ACROSS, ON_ACROSS = '<w:hMerge w:val="restart"/>', '<w:hMerge w:val="continue"/>'
TWO = '<w:gridSpan w:val="2"/>'
LATE, EARLY = '<w:gridBefore w:val="1"/>', '<w:gridAfter w:val="1"/>'

Place = tuple[int, int, int, int, str]
GRIDS: dict[str, tuple[list[str], list[Place]]] = {
    "plain": (
        [row(cell("a"), cell("b")), row(cell("c"), cell("d"))],
        [(1, 1, 1, 1, "a"), (1, 2, 1, 1, "b"), (2, 1, 1, 1, "c"), (2, 2, 1, 1, "d")],
    ),
    "spans": ([row(cell("a", TWO), cell("b"))], [(1, 1, 1, 2, "a"), (1, 3, 1, 1, "b")]),
    "nonsense spans": (
        [row(cell("a", '<w:gridSpan w:val="-2"/>'), cell("b", '<w:gridSpan w:val="x"/>'), cell("c"))],
        [(1, 1, 1, 1, "a"), (1, 2, 1, 1, "b"), (1, 3, 1, 1, "c")],
    ),
    "merged down": (
        [row(cell("a", START), cell("b")), row(cell("", ON), cell("c")), row(cell("", ON), cell("d"))],
        [(1, 1, 3, 1, "a"), (1, 2, 1, 1, "b"), (2, 2, 1, 1, "c"), (3, 2, 1, 1, "d")],
    ),
    "merged down with spans": (
        [
            row(cell("a", TWO + START), cell("b")),
            row(cell("", TWO + ON), cell("c")),
            row(cell("d"), cell("e"), cell("f")),
        ],
        [
            (1, 1, 2, 2, "a"),
            (1, 3, 1, 1, "b"),
            (2, 3, 1, 1, "c"),
            (3, 1, 1, 1, "d"),
            (3, 2, 1, 1, "e"),
            (3, 3, 1, 1, "f"),
        ],
    ),
    "two merges that follow each other": (
        [row(cell("a", START)), row(cell("", ON)), row(cell("b", START)), row(cell("", ON))],
        [(1, 1, 2, 1, "a"), (3, 1, 2, 1, "b")],
    ),
    "a merge that goes on from nothing": ([row(cell("a", ON)), row(cell("", ON))], [(1, 1, 2, 1, "a")]),
    "a merge over cells of another width": (
        [row(cell("a", START), cell("b")), row(cell("c", TWO + ON))],
        [(1, 1, 1, 1, "a"), (1, 2, 1, 1, "b"), (2, 1, 1, 2, "c")],
    ),
    "merged across, the old way": (
        [row(cell("a", ACROSS), cell("", ON_ACROSS), cell("b"))],
        [(1, 1, 1, 2, "a"), (1, 3, 1, 1, "b")],
    ),
    "rows that start late and end early": (
        [row(cell("a"), cell("b"), cell("c")), row(cell("d"), properties=LATE + EARLY)],
        [(1, 1, 1, 1, "a"), (1, 2, 1, 1, "b"), (1, 3, 1, 1, "c"), (2, 2, 1, 1, "d")],
    ),
    "a merge beside a row that starts late": (
        [row(cell("a"), cell("b", START)), row(cell("", ON), properties=LATE)],
        [(1, 1, 1, 1, "a"), (1, 2, 2, 1, "b")],
    ),
    "uneven rows, beyond the declared grid": (
        [row(cell("a")), row(cell("b"), cell("c"), cell("d"))],
        [(1, 1, 1, 1, "a"), (2, 1, 1, 1, "b"), (2, 2, 1, 1, "c"), (2, 3, 1, 1, "d")],
    ),
    "content controls around rows and cells": (
        [controlled(row(controlled(cell("a")), cell("b"))), row(cell("c"), cell("d"))],
        [(1, 1, 1, 1, "a"), (1, 2, 1, 1, "b"), (2, 1, 1, 1, "c"), (2, 2, 1, 1, "d")],
    ),
    "unknown wrappers of rows and cells": (
        ["<w:unknown>" + row(f"<w:unknown>{cell('a')}</w:unknown>") + "</w:unknown>"],
        [(1, 1, 1, 1, "a")],
    ),
    "rows without cells": ([row(), row(cell("a"))], [(1, 1, 1, 1, "a")]),
}


@pytest.mark.parametrize(("rows", "expected"), GRIDS.values(), ids=GRIDS)
def test_grid(rows: list[str], expected: list[Place], tmp_path: Path) -> None:
    """Each cell stands once, at its first row and column of the true grid."""
    document = read(package(table(*rows) + paragraph("")), tmp_path)
    (found,) = document.tables
    assert [(c.row, c.column, c.row_span, c.col_span, c.text) for c in found.cells] == expected
    assert found.rows == max(c[0] + c[2] - 1 for c in expected)
    assert found.columns == max(c[1] + c[3] - 1 for c in expected)
    assert_places(document)


def test_long_merge(tmp_path: Path) -> None:
    """A merge over thousands of rows is one cell."""
    rows = [row(cell("a", START), cell("b"))] + [row(cell("", ON), cell("b"))] * 4_999
    (found,) = read(package(table(*rows)), tmp_path).tables
    assert found.cells[0].row_span == 5_000
    assert len(found.cells) == 5_001


def test_right_to_left_table(tmp_path: Path) -> None:
    """A right-to-left table is read in logical order."""
    plain = table(row(cell("first"), cell("second")))
    mirrored = plain.replace("<w:tblPr/>", "<w:tblPr><w:bidiVisual/></w:tblPr>")
    (found,) = read(package(mirrored), tmp_path).tables
    assert [(c.column, c.text) for c in found.cells] == [(1, "first"), (2, "second")]


@pytest.mark.parametrize(
    ("marks", "expected"),
    [
        (["", ""], 0),
        (["<w:tblHeader/>", ""], 1),
        (["<w:tblHeader/>", "<w:tblHeader/>", ""], 2),
        (["", "<w:tblHeader/>"], 0),
        (['<w:tblHeader w:val="0"/>', ""], 0),
        (['<w:tblHeader w:val="true"/>', ""], 1),
    ],
)
def test_header_rows(marks: list[str], expected: int, tmp_path: Path) -> None:
    """The leading rows that Word repeats on each page are header rows."""
    rows = [row(cell("a"), properties=properties) for properties in marks]
    assert read(package(table(*rows)), tmp_path).tables[0].header_rows == expected


def test_tables_without_cells_are_none(tmp_path: Path) -> None:
    """A table that shows nothing is not counted."""
    document = read(package(table() + table(row(cell("a"))) + paragraph(run("b"))), tmp_path)
    assert [(each.index, each.cells[0].text) for each in document.tables] == [(1, "a")]
