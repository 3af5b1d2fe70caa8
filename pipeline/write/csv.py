r"""CSV after RFC 4180 that spreadsheets open as it is: UTF-8 with a byte order mark, lines end in `\r\n`."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from pathlib import Path

from pipeline.dataset import Row, as_text, columns

_FORMULA = re.compile(r"[\t\r\n]|[\s\ufeff\u200b-\u200f\u2060]*[=+\-@＝＋－＠﹢﹣﹦﹫−]")
"""What a spreadsheet may run, also where it trims or folds the text before it looks: the contract's first
characters, line feed, and the signs in their other widths, after white space and invisible characters."""


def write_csv(table: str, rows: Iterable[Row], path: Path) -> None:
    """Write `rows` of `table` (or view) to `path`, a header first."""
    fields = columns(table)
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, lineterminator="\r\n")
        writer.writerow([field.name for field in fields])
        writer.writerows([_cell(row[field.name]) for field in fields] for row in rows)


def _cell(value: object) -> str:
    """The text of a cell. NUL, at which programs stop reading, is shown as the replacement character."""
    if not isinstance(value, str):
        return as_text(value)
    text = value.replace("\x00", "\ufffd")
    return f"'{text}" if _FORMULA.match(text) else text
