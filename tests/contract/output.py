"""A written dataset as a stranger reads it: CSV, Parquet and JSON, and documents through the command line."""

from __future__ import annotations

import csv
import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow.parquet as pq
from click.testing import CliRunner

from pipeline.__main__ import main
from pipeline.model import Document
from pipeline.read import ReadOptions, read_file
from tests.contract.tables import CONTRACT, TABLES

Row = Mapping[str, Any]


class Inspected(NamedTuple):
    """How many tables a document has, and the paragraphs of each cell by table, row and column."""

    tables: int
    cells: Mapping[tuple[int, int, int], list[str]]


@dataclass(frozen=True)
class Output:
    """A written dataset and the folder that it was made from."""

    raw: Path
    folder: Path
    _inspected: dict[str, Inspected] = field(default_factory=dict)
    _read: dict[str, Document] = field(default_factory=dict)

    def csv(self, table: str) -> list[dict[str, str]]:
        """The rows of a CSV file, as texts."""
        with (self.folder / "csv" / f"{table}.csv").open(encoding="utf-8-sig", newline="") as file:
            return list(csv.DictReader(file, strict=True))

    @cached_property
    def tables(self) -> dict[str, list[dict[str, Any]]]:
        """The rows of every table from Parquet, where text is exact."""
        return {
            table: pq.read_table(self.folder / "parquet" / f"{table}.parquet").to_pylist() for table in TABLES
        }

    def texts(self, table: str) -> list[dict[str, str]]:
        """The rows of a CSV file without the apostrophes before what a spreadsheet would run."""
        return [
            {name: row[name] if isinstance(row[name], str) else cell for name, cell in cells.items()}
            for row, cells in zip(self.tables[table], self.csv(table), strict=True)
        ]

    @cached_property
    def package(self) -> Any:
        """The descriptor of the data package."""
        return json.loads((self.folder / "datapackage.json").read_text(encoding="utf-8"))

    def inspected(self, document: str) -> Inspected:
        """The tables of a document as `inspect` shows them: none where it cannot be read."""
        if document not in self._inspected:
            shown = CliRunner().invoke(main, ["inspect", str(self.raw / document), "--format", "json"])
            tables = json.loads(shown.stdout)["tables"] if shown.exit_code == 0 else []
            cells = {
                (table["index"], cell["row"], cell["column"]): [each["text"] for each in cell["paragraphs"]]
                for table in tables
                for cell in table["cells"]
            }
            self._inspected[document] = Inspected(len(tables), cells)
        return self._inspected[document]

    def document(self, document: str) -> Document:
        """A document as the reader gives it."""
        if document not in self._read:
            self._read[document] = read_file(self.raw / document, ReadOptions())
        return self._read[document]

    def meetings(self) -> dict[str, Row]:
        """Meeting rows by their identifier."""
        return {row["meeting_id"]: row for row in self.tables["meetings"]}


def record(table: str, row: Row) -> str:
    """The primary key's values joined with `|`."""
    return "|".join(str(row[column.name]) for column in CONTRACT[table] if column.key)


def printed(value: object) -> str | None:
    """A value of Parquet as text files print it."""
    if isinstance(value, bool):
        return str(value).lower()
    return (
        None if value is None else value.isoformat() if isinstance(value, dt.date | dt.time) else str(value)
    )
