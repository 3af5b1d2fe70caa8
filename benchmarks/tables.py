"""How well tables are read: cell adjacency F1, for ours, pdfplumber and Camelot on the same files.

    python benchmarks/tables.py FOLDER [--tool ours] [--tool pdfplumber] [--each]

FOLDER holds PDF files, each with a JSON file of the same stem beside it that says what it holds:

    {"tables": [{"page": 1,
                 "cells": [{"row": 1, "column": 1, "row_span": 1, "col_span": 2, "text": "Population"}]}]}

Rows and columns count from 1 within their table; `row_span` and `col_span` may be left out where they
are 1; cells without text may be left out, and so may `page`, which the score does not use. A document
without tables has `{"tables": []}`: whatever is found in it is wrong. Other keys are allowed.

The measure is that of the ICDAR 2013 table competition (Göbel, Hassan, Oro and Orsi, "A methodology for
evaluating algorithms for table understanding in PDF documents", DocEng 2012): a table is the collection
of its adjacency relations, each a cell with text, its nearest neighbour with text to the right or below,
and the direction. Texts are compared without white space. Precision and recall are taken over all
relations of a document, F1 is their harmonic mean, and a set's score is the mean of its documents' F1.
"""

from __future__ import annotations

import importlib.util
import itertools
import json
import sys
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import Literal

import click

sys.path[0] = str(Path(__file__).resolve().parent.parent)  # not this folder: names in it are libraries' too

Direction = Literal["right", "below"]
Relation = tuple[str, str, Direction]


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell of a table's grid; `row` and `column` are its first, from 1."""

    row: int
    column: int
    text: str
    row_span: int = 1
    col_span: int = 1


CellGrid = Sequence[GridCell]
Tool = Callable[[Path], list[CellGrid]]


@dataclass(frozen=True, slots=True)
class Score:
    """Relations of one document: in the label, in the answer, in both."""

    expected: int
    found: int
    correct: int

    @property
    def precision(self) -> float:
        """Share of the answer's relations that are right; 1 where nothing was answered."""
        return self.correct / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """Share of the label's relations that were answered; 1 where there are none."""
        return self.correct / self.expected if self.expected else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall; 1 where there was nothing to find and nothing found."""
        total = self.expected + self.found
        return 2 * self.correct / total if total else 1.0


def without_white_space(text: str) -> str:
    """The text as it is compared: composed characters, no white space, no invisible characters."""
    kept = (c for c in text if not c.isspace() and unicodedata.category(c) not in {"Cf", "Cc"})
    return unicodedata.normalize("NFKC", "".join(kept))


def relations(table: CellGrid) -> Counter[Relation]:
    """The adjacency relations of one table; two cells that touch along several rows give one."""
    texts = [without_white_space(cell.text) for cell in table]
    by_row: dict[int, list[tuple[int, int]]] = {}
    by_column: dict[int, list[tuple[int, int]]] = {}
    for index, cell in enumerate(table):
        if not texts[index]:
            continue
        for row in range(cell.row, cell.row + cell.row_span):
            by_row.setdefault(row, []).append((cell.column, index))
        for column in range(cell.column, cell.column + cell.col_span):
            by_column.setdefault(column, []).append((cell.row, index))
    right = {pair for line in by_row.values() for pair in _neighbours(line)}
    below = {pair for line in by_column.values() for pair in _neighbours(line)}
    found: Counter[Relation] = Counter((texts[a], texts[b], "right") for a, b in right)
    found.update((texts[a], texts[b], "below") for a, b in below)
    return found


def _neighbours(line: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    ordered = [index for _, index in sorted(line)]
    return itertools.pairwise(ordered)


def score(expected: Iterable[CellGrid], found: Iterable[CellGrid]) -> Score:
    """One document's answer against its label."""
    wanted: Counter[Relation] = sum((relations(table) for table in expected), Counter())
    given: Counter[Relation] = sum((relations(table) for table in found), Counter())
    return Score(wanted.total(), given.total(), (wanted & given).total())


def read_label(path: Path) -> list[CellGrid]:
    """The expected tables of one JSON file (its form: this module's docstring)."""
    return [
        [
            GridCell(
                cell["row"], cell["column"], cell["text"], cell.get("row_span", 1), cell.get("col_span", 1)
            )
            for cell in table["cells"]
        ]
        for table in json.loads(path.read_text(encoding="utf-8"))["tables"]
    ]


def ours(path: Path) -> list[CellGrid]:
    """The tables of this project's reader."""
    from pipeline.model import DocumentId
    from pipeline.read.pdf import read_pdf

    document = read_pdf(path, DocumentId(path.name))
    return [
        [GridCell(c.row, c.column, c.text, c.row_span, c.col_span) for c in table.cells]
        for table in document.tables
    ]


def pdfplumber_defaults(path: Path) -> list[CellGrid]:
    """`extract_tables` of pdfplumber with its default settings."""
    import pdfplumber

    with pdfplumber.open(path) as pdf:
        return [_cells_of_rows(rows) for page in pdf.pages for rows in page.extract_tables()]


def camelot_lattice(path: Path) -> list[CellGrid]:
    """Camelot's default, for ruled tables."""
    return _camelot(path, "lattice")


def camelot_stream(path: Path) -> list[CellGrid]:
    """Camelot for tables without rules."""
    return _camelot(path, "stream")


def _camelot(path: Path, flavor: str) -> list[CellGrid]:
    import camelot

    tables = camelot.read_pdf(str(path), pages="all", flavor=flavor, suppress_stdout=True)
    return [_cells_of_rows(table.df.values.tolist()) for table in tables]


def _cells_of_rows(rows: Iterable[Sequence[str | None]]) -> CellGrid:
    return [
        GridCell(row, column, text)
        for row, texts in enumerate(rows, 1)
        for column, text in enumerate(texts, 1)
        if text
    ]


TOOLS: Mapping[str, tuple[str, Tool]] = {
    "ours": ("pipeline.read.pdf", ours),
    "pdfplumber": ("pdfplumber", pdfplumber_defaults),
    "camelot-lattice": ("camelot", camelot_lattice),
    "camelot-stream": ("camelot", camelot_stream),
}
"""What can be measured: the module that it needs, and the function that reads."""


def installed(module: str) -> bool:
    """Whether a tool's module can be imported here."""
    try:
        return importlib.util.find_spec(module) is not None
    except ModuleNotFoundError:
        return False


@dataclass(frozen=True, slots=True)
class Result:
    """One tool on one file; `fault` says why there was no answer."""

    name: str
    score: Score
    seconds: float
    fault: str | None = None


def measure(tool: Tool, path: Path, expected: list[CellGrid]) -> Result:
    """Read one file; a tool that raises has answered nothing, and its fault is kept."""
    start = perf_counter()
    fault = None
    found: list[CellGrid] = []
    try:
        found = tool(path)
    except Exception as error:  # noqa: BLE001 - another library's faults are part of what is measured
        fault = f"{type(error).__name__}: {error}"
    seconds = perf_counter() - start
    result = score(expected, found)
    if fault and not result.expected:
        result = Score(expected=0, found=1, correct=0)  # a fault is not the right answer "no table"
    return Result(path.stem, result, seconds, fault)


def mean_f1(results: Sequence[Result]) -> float:
    """The score of a set of documents."""
    return sum(result.score.f1 for result in results) / len(results)


def labelled(folder: Path) -> list[tuple[Path, Path]]:
    """Every PDF below `folder` that has a label, with it, in the order of their names."""
    pairs = ((pdf, pdf.with_suffix(".json")) for pdf in sorted(folder.rglob("*.pdf")))
    return [(pdf, label) for pdf, label in pairs if label.is_file()]


@click.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--tool", "names", multiple=True, type=click.Choice(list(TOOLS)), help="Only these tools.")
@click.option("--each", is_flag=True, help="Print every document's score, the worst first.")
def main(folder: Path, names: tuple[str, ...], *, each: bool) -> None:
    """Print cell adjacency F1 over the labelled PDF files of FOLDER, a line per tool."""
    pairs = [(pdf, read_label(label)) for pdf, label in labelled(folder)]
    if not pairs:
        message = f"no PDF with a JSON label beside it in {folder}"
        raise click.ClickException(message)
    print(f"{len(pairs)} documents, {sum(len(tables) for _, tables in pairs)} tables")
    print(f"{'tool':<16}{'mean F1':>9}{'precision':>11}{'recall':>8}{'faults':>8}{'s/doc':>8}")
    for name in names or tuple(TOOLS):
        module, tool = TOOLS[name]
        if not installed(module):
            print(f"{name:<16}{'not installed':>17}")
            continue
        results = [measure(tool, pdf, tables) for pdf, tables in pairs]
        count = len(results)
        print(
            f"{name:<16}{mean_f1(results):>9.3f}"
            f"{sum(r.score.precision for r in results) / count:>11.3f}"
            f"{sum(r.score.recall for r in results) / count:>8.3f}"
            f"{sum(r.fault is not None for r in results):>8}"
            f"{sum(r.seconds for r in results) / count:>8.3f}"
        )
        for result in sorted(results, key=lambda r: r.score.f1) if each else ():
            note = f"  {result.fault}" if result.fault else ""
            print(
                f"  {result.score.f1:.3f} P {result.score.precision:.3f}"
                f" R {result.score.recall:.3f} {result.name}{note}"
            )


if __name__ == "__main__":
    main()
