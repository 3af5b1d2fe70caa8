"""The workbook: one sheet per table with real dates, numbers and links, and no formula made from text."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from pipeline.dataset import TABLES, VIEWS, Column, Row, as_text, columns, is_live

_DAY_ZERO = dt.datetime(1980, 1, 1)  # noqa: DTZ001 - the bytes do not tell when they were made; zip begins here
_TABLE_ROWS = 200_000
"""Rows of a sheet but the header. A sheet can hold 1,048,575; no spreadsheet is pleasant to use long
before."""
_CELL_CHARACTERS = 32_767
_LIVE_LINKS, _LINK_CHARACTERS = 65_000, 2_079
"""A sheet holds 65,530 live links of so many characters; what is beyond stays text."""
_FIRST_YEAR = 1900
"""A sheet knows no earlier date; it stays text."""
_WIDTHS = {"date": 11, "time": 10, "datetime": 20, "boolean": 10}
_NARROWEST, _WIDEST = 10, 60
_NOT_XML = re.compile("[\ufffe\uffff]")
_NOT_IN_LINKS = re.compile("[\x00-\x08\x0b-\x1f]")
"""Control characters, which the library writes as the format has them in cells, but not in links."""
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


def write_workbook(rows_of: Callable[[str], Iterator[Row]], path: Path) -> None:
    """Write every table to `path`, the overview first and the codebook last.

    `rows_of` gives the rows of a table or view, as often as it is asked. Cells are put into temporary files
    beside
    `path` as they come, so memory does not grow with them.
    """
    book = Workbook(
        str(path),
        {
            "constant_memory": True,
            "tmpdir": str(path.parent),
            "remove_timezone": True,
            "strings_to_formulas": False,
            "strings_to_numbers": False,
            "strings_to_urls": False,
        },
    )
    book.set_properties({"title": "Meetings of the reports", "created": _DAY_ZERO})
    styles = _Styles(book)
    leads = _first_rows(rows_of)
    for table in (*VIEWS, *TABLES):
        _Sheet(book, table, styles).fill(rows_of(table), leads if table in VIEWS else {})
    _codebook(book, styles)
    book.close()


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
        self._fields = columns(table)
        self._styles = styles
        self._links = 0

    def fill(self, rows: Iterator[Row], leads: Mapping[tuple[str, object], int]) -> None:
        """The rows under a frozen header with filters; `leads` are the sheet and row that a cell leads to."""
        _head(self._sheet, [field.name for field in self._fields], self._styles)
        widths = [0] * len(self._fields)
        line = 0
        for line, row in enumerate(islice(rows, _TABLE_ROWS), start=1):
            for number, field in enumerate(self._fields):
                if (value := row[field.name]) is not None:
                    widths[number] = max(widths[number], _width(field, value))
                    lead = leads.get((_LEADS.get(field.name, ""), row.get("meeting_id")))
                    self._write(line, number, field, value, lead)
        for number, field in enumerate(self._fields):
            self._sheet.set_column(number, number, max(widths[number], _NARROWEST, len(field.name) + 4))
        self._sheet.autofilter(0, 0, line, len(self._fields) - 1)
        rest = sum(1 for _ in rows)
        if rest:
            message = f"{rest} further rows are more than a sheet is good for: see csv/{self._table}.csv"
            self._sheet.write_string(line + 1, 0, message)

    def _write(self, line: int, number: int, field: Column, value: object, lead: int | None) -> None:
        sheet = self._sheet
        if lead is not None and self._links < _LIVE_LINKS:
            self._links += 1
            target = f"internal:{_LEADS[field.name]}!A{lead + 1}"
            shown = _NOT_IN_LINKS.sub("\ufffd", _fitting(str(value)))
            sheet.write_url(line, number, target, self._styles.link, shown)
        elif isinstance(value, bool):
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
        elif fitting.startswith("<r>") and fitting.endswith("</r>"):
            # the library would take it for markup of its own, and write it as it is
            fragments = fitting[0], fitting[1], fitting[2:]  # it wants three
            self._sheet.write_rich_string(line, number, *fragments, self._styles.text)
        else:
            self._sheet.write_string(line, number, fitting, self._styles.text)


def _head(sheet: Worksheet, names: Sequence[str], styles: _Styles) -> None:
    for number, name in enumerate(names):
        sheet.write_string(0, number, name, styles.header)
    sheet.freeze_panes(1, 1)


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
    _head(sheet, _CODEBOOK, styles)
    sheet.autofilter(0, 0, len(lines), len(_CODEBOOK) - 1)
    for number, width in enumerate((16, 24, 10, 10, 8, 60, 40, 40)):
        sheet.set_column(number, number, width)
    for line, cells in enumerate(lines, start=1):
        for number, cell in enumerate(cells):
            if isinstance(cell, bool):
                sheet.write_boolean(line, number, cell, styles.of_kind["boolean"])
            else:
                sheet.write_string(line, number, cell, styles.text)


def _first_rows(rows_of: Callable[[str], Iterator[Row]]) -> dict[tuple[str, object], int]:
    """Sheet and meeting to the meeting's first row there, from 1 under the header."""
    leads: dict[tuple[str, object], int] = {}
    for table in dict.fromkeys(_LEADS.values()):
        for line, row in enumerate(islice(rows_of(table), _TABLE_ROWS), start=1):
            leads.setdefault((table, row["meeting_id"]), line)
    return leads


def _width(field: Column, value: object) -> int:
    fixed = _WIDTHS.get(field.kind)
    return fixed or min(max(map(len, as_text(value).splitlines()), default=0) + 1, _WIDEST)


def _fitting(text: str) -> str:
    """`text` as a cell can hold it: what no XML holds is replaced; what is too long is cut and says so."""
    clean = _NOT_XML.sub("\ufffd", text)
    if len(clean) <= _CELL_CHARACTERS:
        return clean
    note = f" … [{len(clean)} characters; the rest is in the CSV and Parquet files]"
    return clean[: _CELL_CHARACTERS - len(note)] + note
