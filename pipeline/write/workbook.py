"""The workbook: one sheet per table with real dates, numbers and links, and no formula made from text."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from io import BytesIO
from pathlib import Path

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from pipeline.dataset import TABLES, VIEWS, Column, Dataset, Row, as_text, columns, is_live

_DAY_ZERO = dt.datetime(1980, 1, 1)  # noqa: DTZ001 - the bytes do not tell when they were made; zip begins here
_TABLE_ROWS = 1_048_575
"""A sheet's rows but the header."""
_CELL_CHARACTERS = 32_767
_LIVE_LINKS, _LINK_CHARACTERS = 65_000, 2_079
"""A sheet holds 65,530 live links of so many characters; what is beyond stays text."""
_FIRST_YEAR = 1900
"""A sheet knows no earlier date; it stays text."""
_WIDTHS = {"date": 11, "time": 10, "datetime": 20, "boolean": 10}
_NARROWEST, _WIDEST = 10, 60
_NOT_XML = re.compile("[\ufffe\uffff]")
_LEADS = {
    "meeting_id": "meetings",
    "title": "points",
    "facilitators": "facilitators",
    "co_facilitators": "facilitators",
    "chairs": "people",
    "links": "links",
}
"""From which column of the overview to the meeting's first row on which sheet."""
_CODEBOOK = ("table", "column", "type", "required", "key", "meaning", "allowed values", "example")


def write_workbook(dataset: Dataset, overview: Sequence[Row], path: Path) -> None:
    """Write every table of `dataset` to `path`, the `overview` first and the codebook last."""
    content = BytesIO()
    book = Workbook(
        content,
        {
            "in_memory": True,
            "remove_timezone": True,
            "strings_to_formulas": False,
            "strings_to_numbers": False,
            "strings_to_urls": False,
        },
    )
    book.set_properties({"title": "Meetings of the reports", "created": _DAY_ZERO})
    styles = _Styles(book)
    _Sheet(book, "overview", styles).fill(overview, _first_rows(dataset))
    for table, rows in dataset:
        _Sheet(book, table, styles).fill(rows, {})
    _codebook(book, styles)
    book.close()
    path.write_bytes(content.getvalue())


class _Styles:
    def __init__(self, book: Workbook) -> None:
        def style(**properties: object) -> Format:
            return book.add_format({"valign": "top", **properties})

        self.header = style(bold=True, bottom=1, text_wrap=True)
        self.text = style(text_wrap=True)
        self.link = style(text_wrap=True, font_color="#0563C1", underline=1)
        self.of_kind = {
            "integer": style(num_format="0"),
            "boolean": style(num_format='"TRUE";"TRUE";"FALSE"'),  # by which LibreOffice knows a boolean
            "date": style(num_format="yyyy-mm-dd"),
            "time": style(num_format="hh:mm:ss"),
            "datetime": style(num_format="yyyy-mm-dd hh:mm:ss"),
        }


class _Sheet:
    def __init__(self, book: Workbook, table: str, styles: _Styles) -> None:
        self._sheet = book.add_worksheet(table)
        self._table = table
        self._styles = styles
        self._links = 0

    def fill(self, rows: Sequence[Row], leads: Mapping[tuple[str, object], int]) -> None:
        """The rows under a frozen header with filters; `leads` are the sheet and row that a cell leads to."""
        fields = columns(self._table)
        shown = rows if len(rows) <= _TABLE_ROWS else rows[: _TABLE_ROWS - 1]
        _frame(self._sheet, [field.name for field in fields], len(shown), self._styles)
        for number, field in enumerate(fields):
            width = _WIDTHS.get(field.kind) or _width(field, shown)
            self._sheet.set_column(number, number, max(width, len(field.name) + 4))
        for line, row in enumerate(shown, start=1):
            for number, field in enumerate(fields):
                value = row[field.name]
                lead = leads.get((_LEADS.get(field.name, ""), row.get("meeting_id")))
                if lead is not None and value is not None:
                    target = f"internal:{_LEADS[field.name]}!A{lead + 1}"
                    self._sheet.write_url(line, number, target, self._styles.link, _fitting(str(value)))
                elif value is not None:
                    self._write(line, number, field, value)
        if len(shown) < len(rows):
            rest = f"{len(rows) - len(shown)} further rows do not fit a sheet: see csv/{self._table}.csv"
            self._sheet.write_string(len(shown) + 1, 0, rest)

    def _write(self, line: int, number: int, field: Column, value: object) -> None:
        sheet = self._sheet
        if isinstance(value, bool):
            sheet.write_boolean(line, number, value, self._styles.of_kind["boolean"])
        elif isinstance(value, int):
            sheet.write_number(line, number, value, self._styles.of_kind["integer"])
        elif isinstance(value, dt.time) or (isinstance(value, dt.date) and value.year >= _FIRST_YEAR):
            sheet.write_datetime(line, number, value, self._styles.of_kind[field.kind])
        else:
            self._text(line, number, field, as_text(value))

    def _text(self, line: int, number: int, field: Column, text: str) -> None:
        fitting = _fitting(text)
        is_address = field.name in {"url", "archive_url"} and len(text) <= _LINK_CHARACTERS and is_live(text)
        if is_address and self._links < _LIVE_LINKS:
            self._links += 1
            self._sheet.write_url(line, number, text, self._styles.link, fitting)
        else:
            self._sheet.write_string(line, number, fitting, self._styles.text)


def _frame(sheet: Worksheet, names: Sequence[str], rows: int, styles: _Styles) -> None:
    for number, name in enumerate(names):
        sheet.write_string(0, number, name, styles.header)
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, rows, len(names) - 1)


def _codebook(book: Workbook, styles: _Styles) -> None:
    sheet = book.add_worksheet("codebook")
    lines = [
        (
            table,
            column.name,
            column.kind,
            column.required,
            column.key,
            column.meaning,
            ", ".join(column.enum),
            column.example,
        )
        for table in (*TABLES, *VIEWS)
        for column in columns(table)
    ]
    _frame(sheet, _CODEBOOK, len(lines), styles)
    for number, width in enumerate((16, 24, 10, 10, 8, 60, 40, 40)):
        sheet.set_column(number, number, width)
    for line, cells in enumerate(lines, start=1):
        for number, cell in enumerate(cells):
            if isinstance(cell, bool):
                sheet.write_boolean(line, number, cell, styles.of_kind["boolean"])
            else:
                sheet.write_string(line, number, cell, styles.text)


def _first_rows(dataset: Dataset) -> dict[tuple[str, object], int]:
    """Sheet and meeting to the meeting's first row there, from 1 under the header."""
    leads: dict[tuple[str, object], int] = {}
    for table in dict.fromkeys(_LEADS.values()):
        for line, row in enumerate(dataset[table][:_TABLE_ROWS], start=1):
            leads.setdefault((table, row["meeting_id"]), line)
    return leads


def _width(field: Column, rows: Sequence[Row]) -> int:
    texts = (as_text(row[field.name]) for row in rows)
    longest = max((len(line) for text in texts for line in text.splitlines()), default=0)
    return min(max(longest + 1, _NARROWEST), _WIDEST)


def _fitting(text: str) -> str:
    """`text` as a cell can hold it: what no XML holds is replaced; what is too long is cut and says so."""
    clean = _NOT_XML.sub("\ufffd", text)
    if len(clean) <= _CELL_CHARACTERS:
        return clean
    note = f" … [{len(clean)} characters; the rest is in the CSV and Parquet files]"
    return clean[: _CELL_CHARACTERS - len(note)] + note
