"""The codebook: every table and column with its meaning, made from the one definition."""

from __future__ import annotations

from pathlib import Path

from pipeline.dataset import FOREIGN_KEYS, TABLES, VIEWS, Column, columns

_PREFACE = r"""# Codebook

Each table is `csv/<table>.csv` and, typed, `parquet/<table>.parquet`; `overview` is a view made from them, in
CSV only. `datapackage.json` says the same for programs.

- CSV is UTF-8 with a byte order mark, lines end in `\r\n`, the empty string is a missing value.
- A CSV text that a spreadsheet would run as a formula has an apostrophe before it, and a NUL is shown as
  `U+FFFD`; Parquet always holds the exact text.
- Dates and times are ISO 8601. A `datetime` has the offset of its `timezone` in CSV; in Parquet it is the
  same instant in UTC, in the workbook the local time.
- **key** marks the primary key, *may be missing* a column without a value in some rows.
"""
_HEADER = "| column | type | | meaning | allowed values | example |\n|---|---|---|---|---|---|\n"


def write_codebook(path: Path) -> None:
    """Write the codebook to `path`."""
    tables = "".join(_table(table) for table in (*TABLES, *VIEWS))
    path.write_bytes((_PREFACE + tables).encode())


def _table(table: str) -> str:
    model = (TABLES | VIEWS)[table]
    rows = "".join(_row(table, column) for column in columns(table))
    return f"\n## {table}\n\n{model.__doc__}\n\n{_HEADER}{rows}"


def _row(table: str, column: Column) -> str:
    presence = "**key**" if column.key else "" if column.required else "*may be missing*"
    lead = FOREIGN_KEYS.get(table, {}).get(column.name)
    meaning = f"{column.meaning}; leads to `{lead[0]}.{lead[1]}`" if lead else column.meaning
    cells = (f"`{column.name}`", column.kind, presence, meaning, _allowed(column), f"`{column.example}`")
    return "| " + " | ".join(cell.replace("|", r"\|") for cell in cells) + " |\n"


def _allowed(column: Column) -> str:
    if column.enum:
        return ", ".join(f"`{value}`" for value in column.enum)
    if column.pattern:
        return f"matches `{column.pattern}`"
    return "" if column.minimum is None else f"from {column.minimum}"
