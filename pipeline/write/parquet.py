"""Parquet: the same rows, typed, with the meanings of table and columns in the schema.

A `datetime` is an instant (UTC in the file): one column holds meetings of several time zones, and a
Parquet column has one. The local time is `start_time`, the zone `timezone`, the offset follows from both.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import Any

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
_ROW_GROUP = 1 << 20
"""Rows; fixed, so that the bytes do not hang on a library's default."""


def schema(table: str) -> pa.Schema:
    """The Arrow schema of `table`."""
    metadata: dict[str | bytes, str | bytes] = {
        "table": table,
        "description": TABLES[table].__doc__ or "",
        "primary_key": "|".join(primary_key(table)),
    }
    return pa.schema([_field(column) for column in columns(table)], metadata=metadata)


def write_parquet(table: str, rows: Sequence[Row], path: Path) -> None:
    """Write `rows` of `table` to `path`.

    Raises pyarrow.ArrowInvalid for a missing value in a column that must have one: a mistake of this program.
    """
    fields = schema(table)
    arrays = [_array([row[field.name] for row in rows], field.type) for field in fields]
    with path.open("wb") as file:  # given the path, Arrow fails where its name is no UTF-8
        pq.write_table(
            pa.Table.from_arrays(arrays, schema=fields),
            file,
            version="2.6",
            compression="zstd",
            row_group_size=_ROW_GROUP,
        )


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
