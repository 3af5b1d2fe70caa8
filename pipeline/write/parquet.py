"""Parquet: the same rows, typed, with the meanings of table and columns in the schema.

A `datetime` is an instant (UTC in the file): one column holds meetings of several time zones, and a
Parquet column has one. The local time is `start_time`, the zone `timezone`, the offset follows from both.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, Self

import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.dataset import TABLES, Column, Kind, Row, as_text, columns, primary_key

_TYPES: dict[Kind, pa.DataType] = {
    "string": pa.string(),
    "integer": pa.int64(),
    "boolean": pa.bool_(),
    "date": pa.date32(),
    "time": pa.time64("us"),
    "datetime": pa.timestamp("us", tz="UTC"),
}
_ROW_GROUP = 1 << 17
"""Rows; fixed, so that the bytes do not hang on a library's default. As many of the widest table take some
50 MB before they are written."""


_BATCHES = 200
"""Record batches that wait: those of a few rows take far more memory than their rows."""


def schema(table: str) -> pa.Schema:
    """The Arrow schema of `table`."""
    metadata: dict[str | bytes, str | bytes] = {
        "table": table,
        "description": TABLES[table].__doc__ or "",
        "primary_key": "|".join(primary_key(table)),
    }
    return pa.schema([_field(column) for column in columns(table)], metadata=metadata)


def arrow_rows(table: str, rows: Sequence[Row]) -> bytes:
    """`rows` as one Arrow record batch, without its schema.

    Raises pyarrow.ArrowInvalid for a value that its column cannot hold: a mistake of this program.
    """
    fields = schema(table)
    arrays = [_array([row[field.name] for row in rows], field.type) for field in fields]
    batch = pa.RecordBatch.from_arrays(arrays, schema=fields)
    return batch.serialize().to_pybytes()


class ParquetTable:
    """A file of `table` at `path` that grows by record batches.

    Row groups have the same rows in whatever portions these come, so the bytes do not hang on it.
    """

    def __init__(self, table: str, path: Path) -> None:
        self._schema = schema(table)
        self._file = path.open("wb")  # given the path, Arrow fails where its name is no UTF-8
        self._writer = pq.ParquetWriter(self._file, self._schema, version="2.6", compression="zstd")
        self._pending: list[pa.RecordBatch] = []
        self._rows = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        with suppress(
            OSError
        ):  # told where it happened: a writer that is left open would tell it again later
            self._writer.close()
        self._file.close()

    def add(self, rows: bytes) -> None:
        """Append what `arrow_rows` made."""
        batch = pa.ipc.read_record_batch(pa.py_buffer(rows), self._schema)
        self._pending.append(batch)
        self._rows += batch.num_rows
        if self._rows >= _ROW_GROUP:
            self._flush(_ROW_GROUP)
        elif len(self._pending) >= _BATCHES:
            self._pending = self._table().to_batches()

    def close(self) -> None:
        """Write what is left, and the end of the file.

        Raises pyarrow.ArrowInvalid for a missing value in a column that must have one: a mistake of this
        program.
        """
        self._flush(1)
        self._writer.close()
        self._file.close()

    def _table(self) -> pa.Table:
        return pa.Table.from_batches(self._pending, self._schema).combine_chunks()

    def _flush(self, enough: int) -> None:
        """Write the pending rows, but for those that are fewer than `enough`."""
        table = self._table()
        while table.num_rows >= enough:
            self._writer.write_table(table.slice(0, _ROW_GROUP), row_group_size=_ROW_GROUP)
            table = table.slice(_ROW_GROUP)
        self._pending, self._rows = table.to_batches(), table.num_rows


def _array(values: Sequence[object], kind: pa.DataType) -> pa.Array[Any]:
    # built from text, since `pa.array` imports pandas, which takes longer than everything else here
    builder = pa.lib.StringBuilder()
    if pa.types.is_time(kind):
        builder.append_values([_microseconds(value) for value in values])
        return builder.finish().cast(pa.int64()).cast(kind)
    builder.append_values([None if value is None else as_text(value) for value in values])
    return builder.finish().cast(kind)


def _microseconds(value: object) -> str | None:
    """A time since midnight, as text."""
    if not isinstance(value, dt.time):
        return None
    since = dt.timedelta(0, value.second, value.microsecond, 0, value.minute, value.hour)
    return str(since // dt.timedelta(microseconds=1))


def _field(column: Column) -> pa.Field[pa.DataType]:
    return pa.field(
        column.name,
        _TYPES[column.kind],
        nullable=not column.required,
        metadata={"description": column.meaning},
    )
