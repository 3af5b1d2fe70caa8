"""Parquet: types, meanings and exact text, for every program that reads it."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pipeline.dataset import TABLES, Dataset, columns
from pipeline.write import parquet
from pipeline.write.parquet import schema
from tests.sample_dataset import dataset
from tests.written import write_table

EXACT = ["=1+1", "\ufeff-x", "a\x00b", "\x1b[31m", "\u202e", "x\r\ny", "", " ", "😀", "a" * 100_000]


def with_point(text: str | None) -> Dataset:
    """A dataset of one point."""
    data = Dataset()
    data.add("points", [dict(dataset()["points"][0]) | {"text": text}])
    return data


@pytest.mark.parametrize("table", TABLES)
def test_rows_come_back(table: str, tmp_path: Path) -> None:
    """Every value of every column, with its Python type; instants are in UTC."""
    rows = dataset()[table]
    assert rows
    path = tmp_path / "table.parquet"
    write_table(table, dataset(), path)
    assert pq.read_table(path).to_pylist() == rows


@pytest.mark.parametrize("table", TABLES)
def test_the_schema_says_what_the_definition_says(table: str, tmp_path: Path) -> None:
    """Names, which may be missing, and the meaning of each column and of the table; nothing of pandas."""
    path = tmp_path / "table.parquet"
    write_table(table, Dataset(), path)
    read = pq.read_schema(path)
    assert read.equals(schema(table), check_metadata=True)
    assert [(field.name, field.nullable) for field in read] == [
        (column.name, not column.required) for column in columns(table)
    ]
    assert [(field.metadata or {})[b"description"].decode() for field in read] == [
        column.meaning for column in columns(table)
    ]
    metadata = read.metadata or {}
    assert metadata[b"description"].decode() == TABLES[table].__doc__
    assert b"pandas" not in metadata


@pytest.mark.parametrize("text", EXACT, ids=lambda text: ascii(text[:10]))
def test_text_is_exact(text: str, tmp_path: Path) -> None:
    """No apostrophe, no replacement: the very characters, also those that mean something elsewhere."""
    write_table("points", with_point(text), tmp_path / "points.parquet")
    assert pq.read_table(tmp_path / "points.parquet")["text"].to_pylist() == [text]


def test_a_missing_value_where_one_must_be_is_refused(tmp_path: Path) -> None:
    """A mistake of the program is not written down as data."""
    with pytest.raises((pa.ArrowInvalid, OSError), match="text"):
        write_table("points", with_point(None), tmp_path / "points.parquet")


def test_the_bytes_do_not_hang_on_portions_or_row_groups(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Rows that come one by one are put into the same groups as all at once."""
    monkeypatch.setattr(parquet, "_ROW_GROUP", 3)
    data = Dataset()
    data.add("points", [dict(with_point(f"text {n}")["points"][0]) for n in range(10)])
    write_table("points", data, tmp_path / "at once.parquet")
    write_table("points", data, tmp_path / "one by one.parquet", portions=10)
    assert (tmp_path / "at once.parquet").read_bytes() == (tmp_path / "one by one.parquet").read_bytes()
    read = pq.ParquetFile(tmp_path / "at once.parquet")
    assert [read.metadata.row_group(n).num_rows for n in range(read.num_row_groups)] == [3, 3, 3, 1]
    assert read.read().to_pylist() == data["points"]


def test_duckdb_reads_the_types(tmp_path: Path) -> None:
    """Dates, times and instants are what they are in SQL."""
    path = tmp_path / "meetings.parquet"
    write_table("meetings", dataset(), path)
    with duckdb.connect() as connection:
        connection.execute("SET TimeZone = 'Europe/Zurich'")
        query = f"""SELECT typeof(date), typeof(start_time), typeof(starts_at), date, start_time,
                    starts_at::VARCHAR, webcast, participants FROM '{path}' LIMIT 1"""  # noqa: S608 - own path
        assert connection.execute(query).fetchone() == (
            "DATE",
            "TIME",
            "TIMESTAMP WITH TIME ZONE",
            dt.date(2006, 5, 11),
            dt.time(10),
            "2006-05-11 10:00:00+02",
            True,
            40,
        )


def test_writing_does_not_load_pandas(tmp_path: Path) -> None:
    """The frames' library takes longer to load than the whole table to write."""
    code = (
        "import sys; from pathlib import Path; from pipeline.dataset import Dataset;"
        "from tests.written import write_table;"
        "write_table('points', Dataset(), Path(sys.argv[1])); sys.exit('pandas' in sys.modules)"
    )
    run = subprocess.run([sys.executable, "-c", code, tmp_path / "points.parquet"], check=False)
    assert run.returncode == 0
