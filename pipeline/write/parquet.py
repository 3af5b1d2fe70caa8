"""Parquet: the same rows, typed, with the meanings of table and columns in the schema.

A `datetime` is an instant (UTC in the file): one column holds meetings of several time zones, and a
Parquet column has one. The local time is `start_time`, the zone `timezone`, the offset follows from both.
"""

from __future__ import annotations

import datetime as dt
from array import array
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, Self

import pyarrow as pa

from pipeline.dataset import TABLES, Column, Kind, Row, as_text, columns, primary_key

_TYPES: dict[Kind, pa.DataType] = {
    "string": pa.string(),
    "integer": pa.int64(),
    "boolean": pa.bool_(),
    "date": pa.date32(),
    "time": pa.time64("us"),
    "datetime": pa.timestamp("us", tz="UTC"),
}
_EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
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
        import pyarrow.parquet as pq  # not for a worker, which makes no file

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
    # built from text or numbers, since `pa.array` imports pandas, and `cast` all functions that compute,
    # which takes longer than everything else here
    if pa.types.is_string(kind):
        builder = pa.lib.StringBuilder()
        builder.append_values([None if value is None else as_text(value) for value in values])
        return builder.finish()
    present = _bits([value is not None for value in values]) if None in values else None
    return pa.Array.from_buffers(kind, len(values), [present, _NUMBERS[kind](values)])


def _bits(values: Sequence[bool]) -> pa.Buffer:
    digits = "".join("1" if value else "0" for value in reversed(values))
    return pa.py_buffer(int(f"0{digits}", 2).to_bytes((len(values) + 7) // 8, "little"))


def _whole(form: str, number: Callable[[Any], int]) -> Callable[[Sequence[object]], pa.Buffer]:
    """What makes numbers of that form of values, by `number`."""
    return lambda values: pa.py_buffer(
        array(form, [0 if value is None else number(value) for value in values])
    )


def _microseconds(value: dt.time) -> int:
    """A time since midnight."""
    return (value.hour * 3600 + value.minute * 60 + value.second) * 1_000_000 + value.microsecond


_NUMBERS: dict[pa.DataType, Callable[[Sequence[object]], pa.Buffer]] = {
    _TYPES["integer"]: _whole("q", int),
    _TYPES["boolean"]: lambda values: _bits([value is True for value in values]),
    _TYPES["date"]: _whole("i", lambda day: day.toordinal() - _EPOCH.toordinal()),
    _TYPES["time"]: _whole("q", _microseconds),
    _TYPES["datetime"]: _whole("q", lambda instant: (instant - _EPOCH) // dt.timedelta(microseconds=1)),
}
"""The numbers that the values of a column are, in Arrow's own form."""


def _field(column: Column) -> pa.Field[pa.DataType]:
    return pa.field(
        column.name,
        _TYPES[column.kind],
        nullable=not column.required,
        metadata={"description": column.meaning},
    )
