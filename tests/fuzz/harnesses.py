"""What is fuzzed: each harness takes bytes, and raises `Unsound` where something comes out that must not.

Only the errors that the program reports by itself may be raised; any other exception is a finding too.
"""

from __future__ import annotations

import csv
import json
import tempfile
from collections.abc import Callable, Iterable
from functools import cache, partial
from pathlib import Path
from typing import Any, Final, get_args

import openpyxl
import pyarrow.parquet as pq

from pipeline.dataset import TABLES, Column, Dataset, as_text, columns
from pipeline.drafting import draft, explain
from pipeline.findings import PipelineError, ReadError
from pipeline.fold import Text
from pipeline.interpret import Knowledge, interpret, load_knowledge
from pipeline.ledger import Ledger
from pipeline.lexicon import Lexicon, own_lexicons
from pipeline.model import Cell, Document, DocumentId, FieldName, Locator, Outcome, Paragraph, ReportId
from pipeline.normalise.cells import read_cells
from pipeline.normalise.context import Context
from pipeline.normalise.dates import Known, read_when
from pipeline.normalise.links import read_links
from pipeline.normalise.meetings import read_action_line, read_place, read_title, read_webcast
from pipeline.normalise.organizations import read_organizations
from pipeline.normalise.participants import read_participants
from pipeline.normalise.people import read_people
from pipeline.normalise.points import read_points
from pipeline.normalise.report import read_report
from pipeline.profile import load_profiles, parse_profile
from pipeline.read import ReadOptions, read
from pipeline.register import own_register
from pipeline.settings import load_settings
from pipeline.write import portion_of
from pipeline.write.csv import csv_head
from pipeline.write.package import write_package
from pipeline.write.parquet import ParquetTable
from pipeline.write.report.facts import Run
from pipeline.write.workbook import WorkbookFile
from tests.docx_builder import package, write
from tests.soundness import (
    document_faults,
    interpretation_faults,
    notice_faults,
    outcome_faults,
    value_faults,
)

PARTS: Final = ("document", "styles", "numbering", "footnotes", "comments")
"""The parts of a Word file in an input of the harness `docx`, parted by NUL, which no XML holds."""

BREAK: Final = "\x1e"
"""Parts paragraphs in the input of a normaliser's harness."""

_UNPICTURED: Final = Run(1_000_000, "command")
"""A run of so many reports that none has pictures of its own."""

Harness = Callable[[bytes], None]


class Unsound(Exception):  # noqa: N818 - a state of what came out, not an error of the program
    """Something came out that must not."""


def check(faults: Iterable[str]) -> None:
    """Raise Unsound where there is a fault."""
    found = list(faults)
    if found:
        raise Unsound("\n".join(found[:10]))


def docx(data: bytes) -> None:
    """The walker of Word files, and everything after it."""
    given = dict(zip(PARTS, data.split(b"\x00"), strict=False))
    files = package("", parts=dict.fromkeys(PARTS[1:], ""), links={"l1": "http://www.itu.int/wsis"})
    files |= {f"word/{name}.xml": content for name, content in given.items() if content}
    with tempfile.TemporaryDirectory() as folder:
        _read_through(write(files, Path(folder) / "report.docx"))


def package_of_docx(data: bytes) -> None:
    """The zip package around it."""
    _from_file(data, ".docx")


def pdf(data: bytes) -> None:
    """The reader of PDF files."""
    _from_file(data, ".pdf")


def text(data: bytes) -> None:
    """The reader of plain text."""
    _from_file(data, ".txt")


def dates(data: bytes) -> None:
    """Days and times."""
    _normalise(data, lambda text, lexicon: read_when(text, lexicon, Known()))


def links(data: bytes) -> None:
    """Addresses."""
    _normalise(data, read_links)


def meetings(data: bytes) -> None:
    """Codes, webcasts, places and titles, which share a cell."""
    _normalise(data, read_action_line)
    _normalise(data, read_webcast)
    _normalise(data, lambda text, lexicon: read_place(text, lexicon, own_register()))
    _normalise(data, read_title)


def organizations(data: bytes) -> None:
    """Organisations with their statuses."""
    _normalise(data, lambda text, lexicon: read_organizations(text, lexicon, own_register(), "facilitator"))


def participants(data: bytes) -> None:
    """Counts, in running text and in a column of their own."""
    _normalise(data, read_participants)
    _normalise(data, partial(read_participants, bare=True))


def people(data: bytes) -> None:
    """Persons, announced and in a column of their own."""
    _normalise(data, lambda text, lexicon: read_people(text, lexicon, own_register(), explicit=True))
    _normalise(data, lambda text, lexicon: read_people(text, lexicon, own_register(), default_role="chair"))


def points(data: bytes) -> None:
    """Paragraphs and lists."""
    _normalise(data, lambda text, lexicon: read_points(text, lexicon, "themes"))


def report(data: bytes) -> None:
    """Title, days and place of the report."""
    lexicon, _, paragraphs = _input(data)
    found = read_report(paragraphs, lexicon, own_register())
    known = {paragraph.locator: paragraph.text for paragraph in paragraphs}
    check((*value_faults(found.values.values(), known), *notice_faults(found.notices)))


def cells(data: bytes) -> None:
    """All normalisers in a cell's order, which leave no character unaccounted for."""
    lexicon, number, paragraphs = _input(data)
    fields: tuple[FieldName, ...] = get_args(FieldName)
    chosen = tuple(name for bit, name in enumerate(fields) if number >> bit & 1)
    cell = Cell(1, 1, 1, 1, tuple(paragraphs))
    ledger = Ledger()
    ledger.open(cell)
    read_cells(chosen, [cell], "Header", Context(lexicon, own_register(), Known()), ledger)
    check(f"lost: {entry}" for entry in ledger.unaccounted())


def profiles(data: bytes) -> None:
    """The loaders of what a user writes: a profile, and the settings."""
    profile, faults = parse_profile(data)
    if profile is None and not faults:
        raise Unsound("no profile and no fault")
    if profile is not None:
        list(explain(profile))
        list(profile.missing(()))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "one.toml"
        path.write_bytes(data)
        for load in (load_settings, lambda _: load_profiles(Path(folder))):
            try:
                load(path)
            except PipelineError as error:
                check([f"not one line: {error}"] if "\n" in str(error) else ())


def writers(data: bytes) -> None:
    """Every file of a dataset with the input in every column of text."""
    pieces = data.decode("utf-8", "surrogateescape").split(BREAK)
    dataset = Dataset()
    for table in TABLES:
        dataset.add(table, [_row(table, pieces, number) for number in range(1, min(len(pieces), 4) + 1)])
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _write(dataset, folder)
        check(written_faults(dataset, folder))


def written_faults(dataset: Dataset, folder: Path) -> Iterable[str]:
    """Every format gives the rows back; CSV and workbook hold no formula."""
    json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    book = openpyxl.load_workbook(folder / "wsis.xlsx", read_only=True)
    for table, rows in dataset:
        exact = pq.read_table(folder / "parquet" / f"{table}.parquet").to_pylist()
        if exact != [dict(row) for row in rows]:
            yield f"{table}: Parquet is not exact"
        with (folder / "csv" / f"{table}.csv").open(encoding="utf-8-sig", newline="") as file:
            texts = list(csv.DictReader(file, strict=True))
        wanted = [{name: as_text(value).replace("\x00", "\ufffd") for name, value in r.items()} for r in rows]
        plain = [{name: cell.removeprefix("'") for name, cell in row.items()} for row in texts]
        if plain != [{name: cell.removeprefix("'") for name, cell in row.items()} for row in wanted]:
            yield f"{table}: CSV reads back otherwise"
        if any(
            cell.strip("\ufeff\u200b \t\r\n")[:1] in tuple("=+-@") for row in texts for cell in row.values()
        ):
            yield f"{table}: a formula in the CSV"
        if any(cell.data_type == "f" for line in book[table].iter_rows() for cell in line):
            yield f"{table}: a formula in the workbook"


HARNESSES: Final[dict[str, Harness]] = {
    harness.__name__: harness
    for harness in (
        docx, package_of_docx, pdf, text, dates, links, meetings, organizations, participants, people, points,
        report, cells, profiles, writers,
    )
}  # fmt: skip
"""The harnesses by name."""


@cache
def _knowledge() -> Knowledge:
    return load_knowledge(None)


def _from_file(data: bytes, suffix: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"report{suffix}"
        path.write_bytes(data)
        _read_through(path)


def _read_through(path: Path) -> None:
    """Read the file as a run does, and interpret what it holds; a refusal has one line."""
    try:
        document = read(path, DocumentId(path.name), ReadOptions())
        check(document_faults(document))
        _ = draft(document, _knowledge().profiles) if document.tables else None
        check(interpretation_faults(_interpreted(document)))
    except ReadError as error:
        check([f"not one line: {error}"] if "\n" in str(error) else ())


def _interpreted(document: Document) -> Any:
    return interpret(ReportId("report"), document, _knowledge())


def _input(data: bytes) -> tuple[Lexicon, int, list[Paragraph]]:
    """Language and a number from the first bytes, paragraphs from the others."""
    lexicons = own_lexicons()
    languages = sorted(lexicons.by_language)
    language = languages[data[0] % len(languages)] if data else languages[0]
    texts = data[4:].decode("utf-8", "replace").split(BREAK)
    paragraphs = [
        Paragraph(text, Locator(DocumentId("report.docx"), None, 1, 1, 1, number))
        for number, text in enumerate(filter(str.strip, texts), 1)
    ]
    return lexicons.of(language), int.from_bytes(data[1:4], "little"), paragraphs


def _normalise(data: bytes, normaliser: Callable[[Text, Lexicon], Outcome]) -> None:
    lexicon, _, paragraphs = _input(data)
    text = Text(paragraphs)
    check(outcome_faults(normaliser(text, lexicon), text))


def _write(dataset: Dataset, folder: Path) -> None:
    """The files that a run would write, but for the pictures, which take a hundred times as long."""
    portion = portion_of(dataset, None, _UNPICTURED)
    for entries in portion.page.entries.values():
        for entry in entries:
            json.loads(entry)
    for kind in ("csv", "parquet"):
        (folder / kind).mkdir()
    for table, lines in portion.csv.items():
        (folder / "csv" / f"{table}.csv").write_bytes(csv_head(table) + lines)
    for table, rows in portion.parquet.items():
        with ParquetTable(table, folder / "parquet" / f"{table}.parquet") as file:
            file.add(rows)
            file.close()
    counts = {table: len(rows) for table, rows in portion.rows.items()}
    write_package(counts, portion.rows["documents"], {}, folder)
    with WorkbookFile(folder / "wsis.xlsx") as book:
        book.add(portion.rows)
        book.close()


def _row(table: str, pieces: list[str], number: int) -> dict[str, object]:
    return {
        column.name: _value(column, pieces[(number + place) % len(pieces)], number)
        for place, column in enumerate(columns(table))
    }


def _value(column: Column, piece: str, number: int) -> object:
    if column.kind == "integer":
        return number
    if column.kind == "boolean":
        return True
    if column.kind != "string":
        return None
    if column.enum:
        return column.enum[0]
    return column.example if column.pattern else piece or None if not column.required else piece or "x"
