"""The files as pandas, pyarrow, DuckDB and R read them, each told what is missing as it wants to be told."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import duckdb
import pandas as pd
import pyarrow as pa
import pyarrow.csv as pa_csv
import pyarrow.parquet as pq
import pytest

from pipeline.dataset import TABLES, VIEWS, Dataset, Kind, as_text, columns
from pipeline.write.overview import overview
from pipeline.write.parquet import schema
from tests.sample_dataset import dataset, source_view
from tests.written import write_dataset

SQL: dict[Kind, str] = {
    "string": "VARCHAR",
    "integer": "BIGINT",
    "boolean": "BOOLEAN",
    "date": "DATE",
    "time": "TIME",
    "datetime": "TIMESTAMPTZ",
}
MISSING = "\x1e"
R = """
read <- function(path) read.csv(path, fileEncoding = "UTF-8-BOM", na.strings = "", colClasses = "character")
for (path in commandArgs(trailingOnly = TRUE)) {
    cells <- unlist(lapply(read(path), function(column) ifelse(is.na(column), "\\x1e", column)))
    cat(cells, sep = "\\x1f")
    cat("\\x1d")
}
"""


def sample() -> Dataset:
    """The sample, with texts that readers take for missing unless they are told."""
    data = dataset()
    point = dict(data["points"][0])
    for number, text in enumerate(("NA", "null", "NaN", "N/A", 'a "b", c\nd'), 2):
        data.add("points", [{**point, "position": number, "text": text}])
    return data


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample, written."""
    folder = tmp_path_factory.mktemp("readers") / "output"
    write_dataset(sample(), source_view(), folder)
    return folder


def texts(table: str) -> list[list[str | None]]:
    """The cells of each column of the table or view as text files print them."""
    rows = {**sample().tables, "overview": overview(sample())}[table]
    return [
        [None if row[column.name] is None else as_text(row[column.name]) for row in rows]
        for column in columns(table)
    ]


@pytest.mark.parametrize("table", TABLES)
def test_parquet_has_the_values(output: Path, table: str) -> None:
    """In pandas with Arrow's types, in pyarrow and in DuckDB."""
    path, rows = output / "parquet" / f"{table}.parquet", sample()[table]

    by_pandas = pd.read_parquet(path, dtype_backend="pyarrow")

    assert pa.Table.from_pandas(by_pandas, preserve_index=False).to_pylist() == rows
    assert pq.read_table(path).to_pylist() == rows
    assert duckdb.read_parquet(str(path)).to_arrow_table().to_pylist() == rows


@pytest.mark.parametrize("table", TABLES)
def test_csv_has_the_values(output: Path, table: str) -> None:
    """With the types of the schema, in pyarrow and in DuckDB."""
    path, rows = output / "csv" / f"{table}.csv", sample()[table]
    missing = pa_csv.ConvertOptions(column_types=schema(table), null_values=[""], strings_can_be_null=True)
    lines = pa_csv.ParseOptions(newlines_in_values=True)
    types = {column.name: SQL[column.kind] for column in columns(table)}

    by_pyarrow = pa_csv.read_csv(path, parse_options=lines, convert_options=missing)
    by_duckdb = duckdb.read_csv(str(path), header=True, na_values="", dtype=types)

    assert by_pyarrow.to_pylist() == rows
    assert by_duckdb.to_arrow_table().to_pylist() == rows


@pytest.mark.parametrize("table", [*TABLES, *VIEWS])
def test_csv_in_pandas(output: Path, table: str) -> None:
    """Only the empty string is missing."""
    frame = pd.read_csv(output / "csv" / f"{table}.csv", dtype=str, keep_default_na=False, na_values=[""])

    assert [
        [None if pd.isna(value) else value for value in frame[column.name]] for column in columns(table)
    ] == texts(table)


@pytest.mark.skipif(shutil.which("Rscript") is None, reason="R is not installed")
def test_csv_in_r(output: Path) -> None:
    """Base R, told of the byte order mark and of what is missing."""
    tables = [*TABLES, *VIEWS]
    paths = [str(output / "csv" / f"{table}.csv") for table in tables]

    told = subprocess.run(
        ["Rscript", "-e", R, *paths],
        capture_output=True,
        text=True,
        check=True,
        encoding="utf-8",
        timeout=100,
    ).stdout

    for table, cells in zip(tables, told.split("\x1d"), strict=False):
        expected = [MISSING if cell is None else cell for column in texts(table) for cell in column]
        assert cells.split("\x1f") == expected
