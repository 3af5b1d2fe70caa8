r"""CSV after RFC 4180 that spreadsheets open as it is: UTF-8 with a byte order mark, lines end in `\r\n`."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence

from pipeline.dataset import Row, as_text, columns

_UNSEEN = r"\x00-\x20\x7f-\xa0\xad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff"
_FORMULA = re.compile(rf"[\t\r\n]|[\s{_UNSEEN}]*[=+\-@＝＋－＠﹢﹣﹦﹫−]")
"""What a spreadsheet may run, also where it trims or folds the text before it looks: the contract's first
characters, line feed, and the signs in their other widths, after white space and invisible characters."""


def csv_head(table: str) -> bytes:
    """What a file of `table` (or view) begins with: the byte order mark and the header."""
    return b"\xef\xbb\xbf" + _lines([[field.name for field in columns(table)]])


def csv_rows(table: str, rows: Iterable[Row]) -> bytes:
    """The lines of `rows`, to be put after those before them."""
    fields = columns(table)
    return _lines([_cell(row[field.name]) for field in fields] for row in rows)


def _lines(cells: Iterable[Sequence[str]]) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\r\n").writerows(cells)
    return text.getvalue().encode()


def _cell(value: object) -> str:
    """The text of a cell. NUL, at which programs stop reading, is shown as the replacement character."""
    if value is None:
        return ""
    if not isinstance(value, str):
        return as_text(value)
    text = value.replace("\x00", "\ufffd")
    return f"'{text}" if _FORMULA.match(text) else text
