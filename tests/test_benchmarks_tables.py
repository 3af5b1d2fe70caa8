"""The table scorer against examples computed by hand."""

from __future__ import annotations

import json
from itertools import product
from pathlib import Path
from random import Random

import pytest

from benchmarks import tables
from benchmarks.table_corpus.model import Sheet, tables_of
from benchmarks.table_corpus.sheets import sheet_of
from benchmarks.tables import GridCell as Cell

SQUARE = [Cell(1, 1, "a"), Cell(1, 2, "b"), Cell(2, 1, "c"), Cell(2, 2, "d")]

RELATIONS = [
    pytest.param(
        SQUARE,
        {("a", "b", "right"), ("c", "d", "right"), ("a", "c", "below"), ("b", "d", "below")},
        id="two-by-two",
    ),
    pytest.param(
        [Cell(1, 1, "a"), Cell(1, 2, "  "), Cell(1, 3, "c"), Cell(4, 3, "d")],
        {("a", "c", "right"), ("c", "d", "below")},
        id="blank-cells-are-skipped",
    ),
    pytest.param(
        [Cell(1, 1, "head", col_span=2), Cell(2, 1, "x"), Cell(2, 2, "y")],
        {("head", "x", "below"), ("head", "y", "below"), ("x", "y", "right")},
        id="a-spanning-header-touches-each-cell-below",
    ),
    pytest.param(
        [Cell(1, 1, "a", row_span=2, col_span=2), Cell(1, 3, "b", row_span=2)],
        {("a", "b", "right")},
        id="cells-that-touch-along-two-rows-touch-once",
    ),
    pytest.param(
        [Cell(1, 1, "1 234 "), Cell(1, 2, "two\nlines")],
        {("1234", "twolines", "right")},
        id="white-space-is-removed",
    ),
    pytest.param([Cell(1, 1, "alone")], set(), id="one-cell-has-no-relation"),
]

SCORES = [
    pytest.param([SQUARE], [SQUARE], (4, 4, 4), 1.0, id="all-right"),
    pytest.param([SQUARE], [], (4, 0, 0), 0.0, id="nothing-found"),
    pytest.param([], [SQUARE], (0, 4, 0), 0.0, id="found-where-nothing-is"),
    pytest.param([], [], (0, 0, 0), 1.0, id="rightly-nothing"),
    # Expected 4. Answered: a-b, ac-below is lost as "c d" is one cell: a|b over "c d" in column 1 only:
    # relations a-b right, a-"cd" below: 2 found, 1 of them right. F1 = 2 * 1 / (4 + 2).
    pytest.param(
        [SQUARE],
        [[Cell(1, 1, "a"), Cell(1, 2, "b"), Cell(2, 1, "c d")]],
        (4, 2, 1),
        1 / 3,
        id="two-cells-as-one",
    ),
    # A row of its own for a table's title: title-a is wrong, the four others are right.
    pytest.param(
        [SQUARE],
        [[Cell(1, 1, "title"), *(Cell(c.row + 1, c.column, c.text) for c in SQUARE)]],
        (4, 5, 4),
        8 / 9,
        id="title-as-row",
    ),
    # The second table is split off rightly; relations add up over the document.
    pytest.param([SQUARE, SQUARE], [SQUARE], (8, 4, 4), 2 / 3, id="one-table-of-two"),
    # The same relation printed twice in the answer is right once only.
    pytest.param([SQUARE], [SQUARE, SQUARE], (4, 8, 4), 2 / 3, id="a-table-given-twice"),
]


@pytest.mark.parametrize(("grid", "expected"), RELATIONS)
def test_relations(grid: tables.CellGrid, expected: set[tuple[str, str, str]]) -> None:
    """A table is its adjacency relations, each given once."""
    found = tables.relations(grid)
    assert set(found) == expected
    assert found.total() == len(expected)


@pytest.mark.parametrize(("expected", "found", "counts", "f1"), SCORES)
def test_score(
    expected: list[tables.CellGrid], found: list[tables.CellGrid], counts: tuple[int, int, int], f1: float
) -> None:
    """Relations are counted over all tables of a document."""
    result = tables.score(expected, found)
    assert (result.expected, result.found, result.correct) == counts
    assert result.f1 == pytest.approx(f1)


def test_repeated_texts_count_each_time() -> None:
    """Equal relations at different places of a table are different relations."""
    grid = [Cell(row, column, "-") for row in (1, 2) for column in (1, 2, 3)]
    assert tables.relations(grid) == {("-", "-", "right"): 4, ("-", "-", "below"): 3}


def test_label_gives_back_its_cells(tmp_path: Path) -> None:
    """Spans that a label leaves out are 1."""
    label = {"tables": [{"page": 3, "cells": [{"row": 1, "column": 2, "text": "x", "col_span": 2}]}]}
    path = tmp_path / "a.json"
    path.write_text(json.dumps(label), encoding="utf-8")
    assert tables.read_label(path) == [[Cell(1, 2, "x", row_span=1, col_span=2)]]


def test_fault_of_a_tool_is_kept_and_scores_nothing(tmp_path: Path) -> None:
    """A tool that raises has not rightly found nothing."""

    def broken(_: Path) -> list[tables.CellGrid]:
        message = "bad file"
        raise RuntimeError(message)

    result = tables.measure(broken, tmp_path / "a.pdf", [])
    assert result.score.f1 == 0
    assert result.fault == "RuntimeError: bad file"


def test_mean_is_over_documents_not_relations() -> None:
    """A small document counts as much as a large one."""
    small = tables.Result("small", tables.Score(2, 2, 0), 0.1)
    large = tables.Result("large", tables.Score(1000, 1000, 1000), 0.1)
    assert tables.mean_f1([small, large]) == pytest.approx(0.5)


def test_only_labelled_files_are_measured(tmp_path: Path) -> None:
    """A PDF without a label is passed over."""
    for name in ("b.pdf", "b.json", "a.pdf", "c.json"):
        (tmp_path / name).touch()
    assert [pdf.name for pdf, _ in tables.labelled(tmp_path)] == ["b.pdf"]


def _sheet(number: int) -> Sheet:
    return sheet_of(Random(number), number, held_out=number % 3 == 2)  # noqa: S311 - no secret


@pytest.mark.parametrize("number", range(24))
def test_generated_labels_are_grids(number: int) -> None:
    """No two cells of a generated table share a field."""
    sheet = _sheet(number)
    tables_found = tables_of(sheet.blocks)
    assert bool(tables_found) is not sheet.name.endswith("no-table")
    for table in tables_found:
        fields = [
            field
            for cell in table.cells
            for field in product(
                range(cell.row, cell.row + cell.row_span), range(cell.column, cell.column + cell.col_span)
            )
        ]
        assert len(fields) == len(set(fields))


def test_one_seed_makes_one_document() -> None:
    """The corpus is the same each time that it is made."""
    assert _sheet(4) == _sheet(4)
