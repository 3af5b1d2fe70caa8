"""The workbook: one sheet per table with real dates, numbers and links, and no formula made from text."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Self

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


class WorkbookFile:
    """The workbook at `path`, which grows by the rows of one report after the other: the overview first, the
    codebook last.

    Cells are put into temporary files beside `path` as they come, so memory does not grow with them.
    """

    def __init__(self, path: Path) -> None:
        self._book = Workbook(
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
        self._book.set_properties({"title": "Meetings of the reports", "created": _DAY_ZERO})
        self._styles = _Styles(self._book)
        self._sheets = {table: _Sheet(self._book, table, self._styles) for table in (*VIEWS, *TABLES)}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for sheet in self._book.worksheets():  # of a run that failed, the library closes none
            sheet.row_data_fh.close()

    def add(self, rows: Mapping[str, Sequence[Row]]) -> None:
        """Append the rows of one report, by table and view; those without rows may be missing."""
        leads = self._leads(rows)
        for table, sheet in self._sheets.items():
            sheet.add(rows.get(table, ()), leads if table in VIEWS else {})

    def close(self) -> None:
        """Write what is left, and the codebook."""
        for sheet in self._sheets.values():
            sheet.close()
        _codebook(self._book, self._styles)
        self._book.close()

    def _leads(self, rows: Mapping[str, Sequence[Row]]) -> dict[tuple[str, object], int]:
        """Sheet and meeting to the meeting's first row there, from 1 under the header."""
        leads: dict[tuple[str, object], int] = {}
        for table in dict.fromkeys(_LEADS.values()):
            start = self._sheets[table].rows + 1
            for line, row in enumerate(rows.get(table, ()), start):
                if line <= _TABLE_ROWS:
                    leads.setdefault((table, row["meeting_id"]), line)
        return leads


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
    """The rows of a table under a frozen header with filters; `rows` are those that it was given."""

    def __init__(self, book: Workbook, table: str, styles: _Styles) -> None:
        self.rows = 0
        self._sheet = book.add_worksheet(table)
        self._table = table
        self._fields = columns(table)
        self._widths = [max(_NARROWEST, len(field.name) + 4) for field in self._fields]
        self._styles = styles
        self._links = 0
        _head(self._sheet, [field.name for field in self._fields], styles)

    def add(self, rows: Sequence[Row], leads: Mapping[tuple[str, object], int]) -> None:
        """Append `rows`; `leads` are the sheet and row that a cell leads to."""
        room = max(_TABLE_ROWS - self.rows, 0)
        for line, row in enumerate(rows[:room], self.rows + 1):
            for number, field in enumerate(self._fields):
                if (value := row[field.name]) is not None:
                    text = as_text(value)
                    if self._widths[number] < _WIDEST:
                        self._widths[number] = max(self._widths[number], _width(field, text))
                    lead = leads.get((_LEADS.get(field.name, ""), row.get("meeting_id"))) if leads else None
                    self._write(line, number, field, value, text, lead)
        self.rows += len(rows)

    def close(self) -> None:
        """Set what hangs on all rows, and say how many more there are than a sheet is good for."""
        for number, width in enumerate(self._widths):
            self._sheet.set_column(number, number, width)
        last = min(self.rows, _TABLE_ROWS)
        self._sheet.autofilter(0, 0, last, len(self._fields) - 1)
        if rest := self.rows - last:
            message = f"{rest} further rows are more than a sheet is good for: see csv/{self._table}.csv"
            self._sheet.write_string(last + 1, 0, message)

    def _write(
        self, line: int, number: int, field: Column, value: object, text: str, lead: int | None
    ) -> None:
        sheet = self._sheet
        if lead is not None and self._links < _LIVE_LINKS:
            self._links += 1
            target = f"internal:{_LEADS[field.name]}!A{lead + 1}"
            shown = _NOT_IN_LINKS.sub("\ufffd", _fitting(text))
            sheet.write_url(line, number, target, self._styles.link, shown)
        elif isinstance(value, bool):
            sheet.write_boolean(line, number, value, self._styles.of_kind["boolean"])
        elif isinstance(value, int):
            sheet.write_number(line, number, value, self._styles.of_kind["integer"])
        elif isinstance(value, dt.time) or (isinstance(value, dt.date) and value.year >= _FIRST_YEAR):
            sheet.write_datetime(line, number, value, self._styles.of_kind[field.kind])
        else:
            self._text(line, number, field, text)

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


def _width(field: Column, text: str) -> int:
    fixed = _WIDTHS.get(field.kind)
    return fixed or min(max(map(len, text.splitlines()), default=0) + 1, _WIDEST)


def _fitting(text: str) -> str:
    """`text` as a cell can hold it: what no XML holds is replaced; what is too long is cut and says so."""
    clean = _NOT_XML.sub("\ufffd", text)
    if len(clean) <= _CELL_CHARACTERS:
        return clean
    note = f" … [{len(clean)} characters; the rest is in the CSV and Parquet files]"
    return clean[: _CELL_CHARACTERS - len(note)] + note
