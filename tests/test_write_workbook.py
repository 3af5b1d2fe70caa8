"""The workbook: what spreadsheets find in it."""

from __future__ import annotations

import datetime as dt
import re
import shutil
import subprocess
from pathlib import Path
from xml.etree.ElementTree import Element, fromstring
from zipfile import ZipFile

import openpyxl
import pytest
from openpyxl.utils.escape import unescape
from openpyxl.workbook import Workbook

from pipeline.dataset import TABLES, Dataset, columns
from pipeline.write import workbook
from tests.sample_dataset import dataset
from tests.test_write_csv import FORMULAS
from tests.written import write_sheets

SOFFICE = shutil.which("soffice")
OFFICE, TABLE, TEXT = (
    f"{{urn:oasis:names:tc:opendocument:xmlns:{part}:1.0}}" for part in ("office", "table", "text")
)
LED_TO = "meetings", "facilitators", "people", "points", "links"
"""The sheets that a meeting's row of the overview leads to."""
XLINK = "{http://www.w3.org/1999/xlink}"


def written(data: Dataset, folder: Path, *more: Dataset) -> Workbook:
    """The workbook of `data` and of further portions, read again."""
    path = folder / "wsis.xlsx"
    write_sheets(path, data, *more)
    return openpyxl.load_workbook(path)


def with_point(text: str) -> Dataset:
    """A dataset of one point."""
    data = Dataset()
    data.add("points", [dict(dataset()["points"][0]) | {"text": text}])
    return data


def test_a_sheet_for_each_table(tmp_path: Path) -> None:
    """The overview first, the codebook last, each with a frozen header and filters over all its rows."""
    book = written(dataset(), tmp_path)
    assert book.sheetnames == ["overview", *TABLES, "codebook"]
    for table in TABLES:
        sheet = book[table]
        assert [cell.value for cell in sheet[1]] == [column.name for column in columns(table)]
        assert sheet.max_row == len(dataset()[table]) + 1
        assert sheet.freeze_panes == "B2"
        assert sheet.auto_filter.ref == f"A1:{sheet.cell(sheet.max_row, sheet.max_column).coordinate}"


def test_values_have_their_types(tmp_path: Path) -> None:
    """Dates, times, numbers and booleans are no texts; an instant is the local time."""
    sheet = written(dataset(), tmp_path)["meetings"]
    row = {column.name: cell for column, cell in zip(columns("meetings"), sheet[2], strict=True)}
    assert row["date"].value == dt.datetime(2006, 5, 11)  # noqa: DTZ001 - a sheet knows no zones
    assert row["date"].number_format == "yyyy-mm-dd"
    assert row["start_time"].value == dt.time(10)
    assert row["starts_at"].value == dt.datetime(2006, 5, 11, 10)  # noqa: DTZ001 - a sheet knows no zones
    assert row["participants"].value == 40
    assert row["webcast"].value is True
    assert row["place"].value is None
    assert row["title"].value == "Renforcement des capacités"
    assert row["title"].alignment.wrap_text


@pytest.mark.parametrize(
    "text", [*FORMULAS, "{=1+1}", "_x0041_", "Café\nعربي", "<r><t>x</t></r>", "<r></row></r>"], ids=ascii
)
def test_text_is_text_and_exact(text: str, tmp_path: Path) -> None:
    """No text is a formula or markup, none is changed (openpyxl leaves the format's own escapes)."""
    cell = written(with_point(text), tmp_path)["points"]["G2"]
    assert cell.data_type == "s"
    assert unescape(str(cell.value)) == text


def test_what_no_xml_holds_does_not_break_the_file(tmp_path: Path) -> None:
    """Control characters are written as the format does, other impossible ones are replaced."""
    cell = written(with_point("a\x00b\x1b\ufffec\uffff"), tmp_path)["points"]["G2"]
    assert cell.value == "a_x0000_b_x001B_\ufffdc\ufffd"


def test_addresses_are_live_only_where_they_are_addresses(tmp_path: Path) -> None:
    """Web and mail addresses lead where they say; a script and a file do not."""
    data = dataset()
    live = ["http://www.itu.int/osg/spu?a=1&b=2", "mailto:info@itu.int"]
    dead = [
        "javascript:alert(1)",
        "file:///etc/passwd",
        "internal:points!A1",
        "http://a" + "b" * 2100 + ".int",
    ]
    row = data["links"].pop()
    data.add("links", [dict(row) | {"position": n, "url": url} for n, url in enumerate([*live, *dead], 1)])
    sheet = written(data, tmp_path)["links"]
    cells = [sheet.cell(line, 4) for line in range(2, 8)]
    assert [cell.value for cell in cells] == [*live, *dead]
    assert [cell.hyperlink.target if cell.hyperlink else None for cell in cells] == [*live, *[None] * 4]


def test_a_meeting_leads_to_its_rows(tmp_path: Path) -> None:
    """From the overview to the meeting's first row in each table."""
    sheet = written(dataset(), tmp_path)["overview"]
    second = {cell.value: cell.hyperlink.location for cell in sheet[3] if cell.hyperlink}
    assert second == {
        "cluster-2006/c5": "meetings!A3",
        "Confidence": "points!A3",
        "International Telecommunication Union": "facilitators!A4",
        "Ada Lovelace": "people!A2",
        "http://www.itu.int/osg/spu?a=1&b=2": "links!A2",
    }


def test_rows_of_the_next_report_come_after_those_before(tmp_path: Path) -> None:
    """Its meetings lead to its own rows, and filters reach to the last of them."""
    later = Dataset()
    for name in LED_TO:
        later.add(name, [{**dataset()[name][0], "meeting_id": "later/c1"}])
    book = written(dataset(), tmp_path, later)
    leads = {cell.hyperlink.location for cell in book["overview"][4] if cell.hyperlink}
    lines = {name: len(dataset()[name]) + 2 for name in LED_TO}
    assert leads == {f"{name}!A{line}" for name, line in lines.items()}
    assert {name: book[name].max_row for name in LED_TO} == lines
    assert book["points"].auto_filter.ref == f"A1:G{lines['points']}"


def test_a_text_too_long_for_a_cell_says_so(tmp_path: Path) -> None:
    """It is cut at what a cell holds, with the length and where the rest is."""
    cell = written(with_point("x" * 40_000), tmp_path)["points"]["G2"]
    assert len(str(cell.value)) == 32_767
    assert str(cell.value).endswith("[40000 characters; the rest is in the CSV and Parquet files]")


def test_more_rows_than_a_sheet_holds_are_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The last line tells how many are missing and where they are."""
    monkeypatch.setattr(workbook, "_TABLE_ROWS", 10)
    sheet = written(dataset(), tmp_path, dataset())["provenance"]
    assert sheet.max_row == 12
    assert sheet["A12"].value == "24 further rows are more than a sheet is good for: see csv/provenance.csv"


def test_a_date_before_all_spreadsheets_stays_text(tmp_path: Path) -> None:
    """A sheet has no day before 1900."""
    data = dataset()
    data.add("meetings", [dict(data["meetings"][0]) | {"date": dt.date(1865, 5, 17)}])
    assert written(data, tmp_path)["meetings"]["F4"].value == "1865-05-17"


def test_the_file_does_not_tell_when_it_was_made(tmp_path: Path) -> None:
    """Its properties and its parts have a fixed day."""
    written(dataset(), tmp_path)
    with ZipFile(tmp_path / "wsis.xlsx") as archive:
        assert {part.date_time[:3] for part in archive.infolist()} == {(1980, 1, 31)}
        core = archive.read("docProps/core.xml").decode()
    assert "1980-01-01T00:00:00Z" in core


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice (soffice) is not installed")
def test_libreoffice_reads_values_and_types(tmp_path: Path) -> None:
    """Calc has every value of every table with its type, a link for each address, no formula of a text."""
    data = dataset()
    data.add("meetings", [dict(data["meetings"][0]) | {"meeting_id": "r/x", "title": "=1+1\nنعم"}])
    write_sheets(tmp_path / "wsis.xlsx", data)

    content = opened_in_calc(tmp_path / "wsis.xlsx")

    sheets = {sheet.get(f"{TABLE}name"): rows_of(sheet) for sheet in content.iter(f"{TABLE}table")}
    assert list(sheets) == ["overview", *TABLES, "codebook"]
    for table, rows in data:
        names = [column.name for column in columns(table)]
        assert sheets[table] == [names, *([on_a_sheet(row[name]) for name in names] for row in rows)]
    targets = {link.get(f"{XLINK}href") for link in content.iter(f"{TEXT}a")}
    assert {"http://www.itu.int/osg/spu?a=1&b=2", "#meetings.A2", "#people.A2"} <= targets
    formulas = {cell.get(f"{TABLE}formula") for cell in content.iter(f"{TABLE}table-cell")}
    assert formulas == {None, "of:=TRUE()", "of:=FALSE()"}  # how Calc writes a boolean


def opened_in_calc(path: Path) -> Element:
    """The workbook as LibreOffice writes what it has read (OpenDocument)."""
    subprocess.run(
        [
            str(SOFFICE),
            f"-env:UserInstallation={(path.parent / 'profile').as_uri()}",
            "--headless",
            "--convert-to",
            "ods:calc8",
            "--outdir",
            str(path.parent),
            str(path),
        ],
        check=True,
        capture_output=True,
        timeout=100,
    )
    with ZipFile(path.with_suffix(".ods")) as archive:
        return fromstring(archive.read("content.xml"))  # noqa: S314 - a file of this test


def rows_of(sheet: Element) -> list[list[object]]:
    """The values of the rows that have any."""
    rows = [
        [
            value_of(cell)
            for cell in row.iter(f"{TABLE}table-cell")
            for _ in range(int(cell.get(f"{TABLE}number-columns-repeated", "1")))
        ]
        for row in sheet.iter(f"{TABLE}table-row")
    ]
    width = max(number for row in rows for number, value in enumerate(row, 1) if value is not None)
    filled = (row for row in rows if any(value is not None for value in row))
    return [[*row, *[None] * width][:width] for row in filled]


def value_of(cell: Element) -> object:
    """The value of a cell, of the type that Calc gives it."""
    kind = cell.get(f"{OFFICE}value-type")
    match kind:
        case None:
            return None
        case "float":
            return int(cell.get(f"{OFFICE}value", ""))
        case "boolean":
            return cell.get(f"{OFFICE}boolean-value") == "true"
        case "date":
            value = cell.get(f"{OFFICE}date-value", "")
            return dt.datetime.fromisoformat(value) if "T" in value else dt.date.fromisoformat(value)
        case "time":
            hours, minutes, seconds = re.findall(r"\d+", cell.get(f"{OFFICE}time-value", ""))
            return dt.time(int(hours), int(minutes), int(seconds))
        case _:
            return "\n".join("".join(line.itertext()) for line in cell.iter(f"{TEXT}p"))


def on_a_sheet(value: object) -> object:
    """A value as sheets have it: an instant is the local time."""
    return value.replace(tzinfo=None) if isinstance(value, dt.datetime) else value
