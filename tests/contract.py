"""The contract of the output, written down a second time, and a checker that reads the files as a stranger.

Nothing of the program's own definitions is used: tables, types and rules are typed here from the words of
the contract; files are read with csv, json, pandas and openpyxl, documents through the command line.
`python -m tests.contract RAW OUTPUT` prints every fault of a dataset.
"""

from __future__ import annotations

import csv
import datetime as dt
import hashlib
import io
import json
import re
import sys
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import openpyxl
import pyarrow.parquet as pq
from click.testing import CliRunner

Row = Mapping[str, Any]

TABLES = {
    "documents": """
        document_id* string
        report_id string
        role string source|corroboration|rejected
        format string docx|pdf|txt|doc|odt|rtf
        sha256 string
        bytes integer
        pages? integer
        title? string
        language? string
        profile? string
        tables_found integer
        tables_used integer
        events_start? date
        events_end? date
        place? string
        error? string""",
    "meetings": """
        meeting_id* string
        report_id string
        position integer
        action_line? string C1|C2|C3|C4|C5|C6|C7|C8|C9|C10|C11
        title string
        date? date
        end_date? date
        start_time? time
        end_time? time
        starts_at? datetime
        ends_at? datetime
        timezone? string
        year_basis? string printed|inferred
        place? string
        participants? integer
        participants_low? integer
        participants_high? integer
        participants_qualifier? string exact|approximate|minimum|maximum|range
        webcast? boolean
        source_document string
        source_page? integer
        source_row integer""",
    "facilitators": """
        meeting_id* string
        role* string facilitator|co-facilitator
        position* integer
        organization_id? string
        organization string
        unit? string
        name_as_printed string
        status string confirmed|to_be_confirmed|proposed|unstated
        status_as_printed? string""",
    "people": """
        meeting_id* string
        position* integer
        name string
        honorific? string
        role string chair|co-chair|representative|speaker|rapporteur
        job_title? string
        organization_id? string
        organization? string""",
    "points": """
        meeting_id* string
        section* string themes|decisions|comments
        position* integer
        level integer
        parent_position? integer
        marker? string bullet|dash|number|letter|note
        text string""",
    "links": """
        meeting_id* string
        position* integer
        kind string url|email
        url string
        host string
        text string
        section? string themes|decisions|comments|facilitator|co-facilitator|meeting
        archive_url? string""",
    # a value read from the text outside the tables has no cell: its table, row and column are missing
    "provenance": """
        table* string
        record* string
        field* string
        part* integer
        document_id string
        page? integer
        table_index? integer
        row? integer
        column? integer
        paragraph integer
        start integer
        end integer
        text string
        rule string""",
    "findings": """
        finding_id* string
        check string
        severity string error|warning|info
        report_id? string
        meeting_id? string
        table? string
        record? string
        field? string
        message string
        document_id? string
        page? integer
        row? integer
        column? integer
        excerpt? string""",
    "reconciliation": """
        report_id* string
        table* string
        record* string
        field* string
        document_id* string
        source_value? string
        value? string
        agrees boolean""",
}
OVERVIEW = """
        meeting_id* string
        action_line? string C1|C2|C3|C4|C5|C6|C7|C8|C9|C10|C11
        title string
        date? date
        start_time? time
        end_time? time
        place? string
        facilitators? string
        co_facilitators? string
        chairs? string
        participants? integer
        links? string"""
"""The contract names the view's content, not its columns; these hold it."""

PREFERENCE = ("docx", "doc", "odt", "rtf", "pdf", "txt")
SECTIONS = ("themes", "decisions", "comments")
OF_THE_FILE = {"report_id", "source_document", "source_page", "source_row"}
COMPARED = ("meetings", "facilitators", "people", "points", "links")
COMPARED_OF_DOCUMENTS = ("title", "language", "events_start", "events_end", "place")

NORMALISED = {
    "documents": {"title", "events_start", "events_end", "place"},
    "meetings": {
        *("action_line", "title", "date", "end_date", "start_time", "end_time", "starts_at", "ends_at"),
        *("timezone", "year_basis", "place", "webcast", "participants", "participants_low"),
        *("participants_high", "participants_qualifier"),
    },
    "facilitators": {"organization_id", "organization", "unit", "name_as_printed", "status_as_printed"},
    "people": {"name", "honorific", "job_title", "organization_id", "organization"},
    "points": {"text"},
    "links": {"kind", "url", "host", "text", "archive_url"},
}
"""The columns each of whose values has a provenance row; the others say where a row stands, or come from
the document as a whole."""

PATTERNS = {
    "string": r"(?s).+",
    "integer": r"-?(0|[1-9][0-9]*)",
    "boolean": "true|false",
    "date": r"[0-9]{4}-[0-9]{2}-[0-9]{2}",
    "time": r"[0-9]{2}:[0-9]{2}:[0-9]{2}",
    "datetime": r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}[+-][0-9]{2}:[0-9]{2}",
}
ARROW = {
    "string": "string",
    "integer": "int64",
    "boolean": "bool",
    "date": "date32[day]",
    "time": "time64[us]",
    "datetime": "timestamp[us, tz=UTC]",
}
MINIMUM = {
    "level": 0,
    "bytes": 0,
    "tables_found": 0,
    "tables_used": 0,
    "start": 0,
    "end": 0,
    "participants": 0,
}
MINIMUM |= {"participants_low": 0, "participants_high": 0}
FOREIGN_KEYS = (
    ("meetings", "source_document", "documents", "document_id"),
    *(
        (table, "meeting_id", "meetings", "meeting_id")
        for table in ("facilitators", "people", "points", "links")
    ),
    ("provenance", "document_id", "documents", "document_id"),
    ("reconciliation", "document_id", "documents", "document_id"),
    ("findings", "meeting_id", "meetings", "meeting_id"),
    ("findings", "document_id", "documents", "document_id"),
    *((table, "report_id", "documents", "report_id") for table in ("meetings", "findings", "reconciliation")),
)


class Column(NamedTuple):
    """A column as the contract has it; `allowed` is empty where any value is."""

    name: str
    kind: str
    key: bool
    required: bool
    allowed: tuple[str, ...]


def columns(lines: str) -> list[Column]:
    """The columns of a table as it is typed above."""
    found = []
    for line in lines.split("\n"):
        name, kind, *allowed = line.split() or ("", "")
        if name:
            options = tuple(allowed[0].split("|")) if allowed else ()
            found.append(Column(name.rstrip("*?"), kind, name.endswith("*"), not name.endswith("?"), options))
    return found


CONTRACT = {name: columns(lines) for name, lines in TABLES.items()}
CONTRACT_AND_VIEW = {**CONTRACT, "overview": columns(OVERVIEW)}


@dataclass(frozen=True)
class Output:
    """A written dataset and the folder that it was made from."""

    raw: Path
    folder: Path
    _seen: dict[str, Any] = field(default_factory=dict)

    def csv(self, table: str) -> list[dict[str, str]]:
        """The rows of a CSV file, as texts."""
        with (self.folder / "csv" / f"{table}.csv").open(encoding="utf-8-sig", newline="") as file:
            return list(csv.DictReader(file, strict=True))

    @cached_property
    def tables(self) -> dict[str, list[dict[str, Any]]]:
        """The rows of every table from Parquet, where text is exact."""
        return {
            table: pq.read_table(self.folder / "parquet" / f"{table}.parquet").to_pylist() for table in TABLES
        }

    def texts(self, table: str) -> list[dict[str, str]]:
        """The rows of a CSV file without the apostrophes before what a spreadsheet would run."""
        return [
            {name: row[name] if isinstance(row[name], str) else cell for name, cell in cells.items()}
            for row, cells in zip(self.tables[table], self.csv(table), strict=True)
        ]

    @cached_property
    def package(self) -> Any:
        """The descriptor of the data package."""
        return json.loads((self.folder / "datapackage.json").read_text(encoding="utf-8"))

    def inspected(self, document: str) -> Any:
        """The tables of a document as `inspect` shows them."""
        from pipeline.__main__ import main

        if document not in self._seen:
            shown = CliRunner().invoke(main, ["inspect", str(self.raw / document), "--format", "json"])
            self._seen[document] = json.loads(shown.stdout)
        return self._seen[document]

    def meetings(self) -> dict[str, Row]:
        """Meeting rows by their identifier."""
        return {row["meeting_id"]: row for row in self.tables["meetings"]}


def record(table: str, row: Row) -> str:
    """The primary key's values joined with `|`."""
    return "|".join(str(row[column.name]) for column in CONTRACT[table] if column.key)


def printed(value: object) -> str | None:
    """A value of Parquet as text files print it."""
    if isinstance(value, bool):
        return str(value).lower()
    return (
        None if value is None else value.isoformat() if isinstance(value, dt.date | dt.time) else str(value)
    )


# --- files ------------------------------------------------------------------------------------------------


def file_list(out: Output) -> Iterator[str]:
    """The files of the contract and none besides; pages of reports stand in `validation/`."""
    wanted = {"datapackage.json", "wsis.xlsx", "validation.html", "validation.json", "codebook.md"}
    wanted |= {f"csv/{name}.csv" for name in (*TABLES, "overview")}
    wanted |= {f"parquet/{name}.parquet" for name in TABLES}
    there = {p.relative_to(out.folder).as_posix() for p in out.folder.rglob("*") if p.is_file()}
    pages = {name for name in there if re.fullmatch(r"validation/[^/]+\.html", name)}
    yield from (f"{name}: missing" for name in sorted(wanted - there))
    yield from (f"{name}: not in the contract" for name in sorted(there - wanted - pages))


def csv_form(out: Output) -> Iterator[str]:
    """RFC 4180 in UTF-8 with a byte order mark; the header; a value's form; no formula."""
    for table, fields in CONTRACT_AND_VIEW.items():
        content = (out.folder / "csv" / f"{table}.csv").read_bytes()
        if not content.startswith(b"\xef\xbb\xbf"):
            yield f"{table}: no byte order mark"
        text = content.decode("utf-8-sig")
        rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
        again = io.StringIO(newline="")
        csv.writer(again, lineterminator="\r\n").writerows(rows)
        if again.getvalue() != text:
            yield f"{table}: not in the form of RFC 4180 with CRLF"
        if rows[0] != [column.name for column in fields]:
            yield f"{table}: header {rows[0]}"
        for number, row in enumerate(rows[1:], 1):
            if len(row) != len(fields):
                yield f"{table} {number}: {len(row)} cells"
            for column, cell in zip(fields, row, strict=False):
                yield from (
                    f"{table} {number} {column.name}: {fault}" for fault in _cell_faults(column, cell)
                )


def _cell_faults(column: Column, cell: str) -> Iterator[str]:
    if not cell:
        if column.required:
            yield "missing"
        return
    if not re.fullmatch(PATTERNS[column.kind], cell):
        yield f"{cell!r} is no {column.kind}"
    elif column.kind == "integer" and int(cell) < MINIMUM.get(column.name, 1):
        yield f"{cell} is too low"
    if column.allowed and cell not in column.allowed:
        yield f"{cell!r} is not allowed"
    if column.kind == "string" and cell[0] in "=+-@\t\r":
        yield f"{cell!r} is a formula"
    for kind in (dt.date, dt.time, dt.datetime):
        if column.kind == kind.__name__:
            kind.fromisoformat(cell)


def parquet_form(out: Output) -> Iterator[str]:
    """Names, order, types, nullability and descriptions; the same rows as the CSV, with the exact text."""
    for table, fields in CONTRACT.items():
        schema = pq.read_schema(out.folder / "parquet" / f"{table}.parquet")
        wanted = [(column.name, ARROW[column.kind], not column.required) for column in fields]
        have = [(each.name, str(each.type), each.nullable) for each in schema]
        if have != wanted:
            yield f"{table}: {sorted(set(have) ^ set(wanted))}"
        if any(not (each.metadata or {}).get(b"description") for each in schema):
            yield f"{table}: a column without description"
        typed, texts = out.tables[table], out.csv(table)
        if len(typed) != len(texts):
            yield f"{table}: {len(texts)} rows in CSV, {len(typed)} in Parquet"
        for number, (row, cells) in enumerate(zip(typed, texts, strict=False), 1):
            for column in fields:
                if not _same(row[column.name], cells[column.name]):
                    yield f"{table} {number} {column.name}: {row[column.name]!r} and {cells[column.name]!r}"


def _same(value: object, cell: str) -> bool:
    if isinstance(value, dt.datetime):
        return bool(cell) and dt.datetime.fromisoformat(cell) == value
    text = (printed(value) or "").replace("\x00", "\ufffd")
    quoted = isinstance(value, str) and cell == f"'{text}"
    return (quoted or cell == text) and not (isinstance(value, str) and value == "")


def workbook(out: Output) -> Iterator[str]:
    """The overview first, a sheet for each table, the codebook last; as many rows as the tables have."""
    book = openpyxl.load_workbook(out.folder / "wsis.xlsx", read_only=True)
    wanted = ["overview", *TABLES, "codebook"]
    if book.sheetnames != wanted:
        yield f"sheets {book.sheetnames}"
    for name in wanted[:-1]:
        rows = list(book[name].iter_rows())
        if [cell.value for cell in rows[0]] != [column.name for column in CONTRACT_AND_VIEW[name]]:
            yield f"sheet {name}: header {[cell.value for cell in rows[0]]}"
        if len(rows) - 1 != len(out.csv(name)):
            yield f"sheet {name}: {len(rows) - 1} rows"
        if any(cell.data_type == "f" for row in rows for cell in row):
            yield f"sheet {name}: a formula"
    listed = [(row[0], row[1]) for row in book["codebook"].iter_rows(min_row=2, values_only=True)]
    if listed != [(name, column.name) for name, fields in CONTRACT_AND_VIEW.items() for column in fields]:
        yield "sheet codebook: other columns than the contract's"


def package(out: Output) -> Iterator[str]:
    """Every CSV and Parquet file with its true size, hash, number of rows, and the contract's schema."""
    described = [resource["path"] for resource in out.package["resources"]]
    files = [f"csv/{name}.csv" for name in CONTRACT_AND_VIEW] + [
        f"parquet/{name}.parquet" for name in CONTRACT
    ]
    if sorted(described) != sorted(files):
        yield f"resources {sorted(set(described) ^ set(files))}"
    for resource in out.package["resources"]:
        path = out.folder / resource["path"]
        content, table = path.read_bytes(), path.stem
        schema = resource["schema"]
        facts = {
            "bytes": len(content),
            "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
            "rowCount": len(out.csv(table)),
        }
        yield from (f"{resource['path']}: {k} {resource[k]}" for k, v in facts.items() if resource[k] != v)
        fields = CONTRACT_AND_VIEW[table]
        have = [
            (each["name"], each["type"], each.get("constraints", {}).get("required", False))
            for each in schema["fields"]
        ]
        if have != [(column.name, column.kind, column.required) for column in fields]:
            yield f"{resource['path']}: fields {have}"
        for column, each in zip(fields, schema["fields"], strict=False):
            yield from (f"{resource['path']} {column.name}: {f}" for f in _allowed_faults(column, each))
        if schema["primaryKey"] != [column.name for column in fields if column.key]:
            yield f"{resource['path']}: primary key {schema['primaryKey']}"
        for key in schema.get("foreignKeys", ()):
            reference = (key["fields"][0], key["reference"]["resource"].removesuffix("-parquet"))
            if (table, *reference) not in {each[:3] for each in FOREIGN_KEYS}:
                yield f"{resource['path']}: foreign key {reference}"
    hashes = sorted(source["hash"] for source in out.package["sources"])
    if hashes != sorted(f"sha256:{row['sha256']}" for row in out.tables["documents"]):
        yield "sources are not the documents"


def _allowed_faults(column: Column, each: Mapping[str, Any]) -> Iterator[str]:
    constraints = each.get("constraints", {})
    if not each.get("description") or "example" not in each:
        yield "no description or example"
    by_pattern = constraints.get("pattern")
    if column.allowed and by_pattern:
        if not all(re.fullmatch(by_pattern, value) for value in column.allowed):
            yield f"pattern {by_pattern}"
    elif tuple(constraints.get("enum", ())) != column.allowed:
        yield f"allowed {constraints.get('enum')}"


def codebook(out: Output) -> Iterator[str]:
    """Every table and column in order, with type, presence, allowed values, meaning and example."""
    sections = (out.folder / "codebook.md").read_text(encoding="utf-8").split("\n## ")[1:]
    if [section.split("\n")[0] for section in sections] != [*CONTRACT_AND_VIEW]:
        yield "other tables than the contract's"
    for section, (table, fields) in zip(sections, CONTRACT_AND_VIEW.items(), strict=False):
        lines = [line for line in section.split("\n") if line.startswith("| `")]
        if len(lines) != len(fields):
            yield f"{table}: {len(lines)} columns"
        for line, column in zip(lines, fields, strict=False):
            cells = [cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]]
            presence = "**key**" if column.key else "" if column.required else "*may be missing*"
            if cells[:3] != [f"`{column.name}`", column.kind, presence]:
                yield f"{table}.{column.name}: {cells[:3]}"
            stated = tuple(re.findall("`([^`]*)`", cells[4]))
            if stated != column.allowed and not cells[4].startswith(("from", "matches")):
                yield f"{table}.{column.name}: allowed {stated}"
            if not cells[3] or cells[5] == "``":
                yield f"{table}.{column.name}: no meaning or example"


def validation(out: Output) -> Iterator[str]:
    """`validation.json` has the findings of the table."""
    told = json.loads((out.folder / "validation.json").read_text(encoding="utf-8"))["findings"]
    ids = [finding["finding_id"] for finding in told]
    if ids != [row["finding_id"] for row in out.tables["findings"]]:
        yield "other findings than the table's"
    html = (out.folder / "validation.html").read_text(encoding="utf-8")
    yield from (
        f"validation.html loads {url}"
        for url in re.findall(r'(?:src|href)="(https?:[^"]*\.(?:js|css))"', html)
    )


# --- rows -------------------------------------------------------------------------------------------------


def keys(out: Output) -> Iterator[str]:
    """Primary keys are unique; foreign keys, and what names a record, lead to a row."""
    for table, rows in out.tables.items():
        for key, count in Counter(record(table, row) for row in rows).items():
            if count > 1:
                yield f"{table}: {count} rows with the key {key}"
    for table, column, other, key in FOREIGN_KEYS:
        known = {row[key] for row in out.tables[other]}
        for row in out.tables[table]:
            if row[column] is not None and row[column] not in known:
                yield f"{table}.{column}: no {other} row {row[column]}"
    records = {table: {record(table, row) for row in rows} for table, rows in out.tables.items()}
    for row in out.tables["findings"]:
        about = row["table"], row["record"], row["field"]
        if row["table"] is not None and row["table"] not in TABLES:
            yield f"findings: no table {row['table']}"
        elif row["record"] is not None and row["record"] not in records.get(row["table"], ()):
            yield f"findings: no record {about}"
        if row["table"] and row["field"] not in (None, *(each.name for each in CONTRACT[row["table"]])):
            yield f"findings: no column {about}"


def order(out: Output) -> Iterator[str]:
    """Report, position in the report, key; positions from 1 without gaps."""
    place = {row["meeting_id"]: (row["report_id"], row["position"]) for row in out.tables["meetings"]}
    yield from _falling("meetings", list(place.values()))
    for table in ("documents", "findings", "reconciliation"):
        yield from _falling(table, [row["report_id"] for row in out.tables[table]])
    yield from _falling(
        "findings", [place.get(r["meeting_id"], (r["report_id"], 0)) for r in out.tables["findings"]]
    )
    for report, numbers in _grouped(place.values()).items():
        if numbers != list(range(1, len(numbers) + 1)):
            yield f"meetings of {report}: positions {numbers}"
    for table, group in (("facilitators", "role"), ("people", None), ("points", "section"), ("links", None)):
        rows = out.tables[table]
        yield from _falling(table, [place[row["meeting_id"]] for row in rows])
        pairs = ((row["meeting_id"], row[group] if group else "", row["position"]) for row in rows)
        for of, numbers in _grouped((each[:-1], each[-1]) for each in pairs).items():
            if numbers != list(range(1, len(numbers) + 1)):
                yield f"{table} of {of}: positions {numbers}"
    parts = ((record("provenance", row).rsplit("|", 1)[0], row["part"]) for row in out.tables["provenance"])
    for of, numbers in _grouped(parts).items():
        if numbers != list(range(1, len(numbers) + 1)):
            yield f"provenance of {of}: parts {numbers}"


def _falling(table: str, places: Sequence[Any]) -> Iterator[str]:
    yield from (f"{table}: {two} after {one}" for one, two in pairwise(places) if two < one)


def _grouped(pairs: Any) -> dict[Any, list[int]]:
    groups: dict[Any, list[int]] = defaultdict(list)
    for group, number in pairs:
        groups[group].append(number)
    return groups


def documents(out: Output) -> Iterator[str]:
    """One row per file; size, hash, pages and tables are true; one source per report, the preferred one."""
    rows = {row["document_id"]: row for row in out.tables["documents"]}
    files = [p for p in out.raw.iterdir() if p.suffix.lower().lstrip(".") in PREFERENCE]
    yield from (f"{path.name}: no row" for path in files if path.name not in rows)
    reports: dict[str, list[Row]] = defaultdict(list)
    for name, row in rows.items():
        content = (out.raw / name).read_bytes()
        reports[row["report_id"]].append(row)
        if (row["sha256"], row["bytes"]) != (hashlib.sha256(content).hexdigest(), len(content)):
            yield f"{name}: size or hash"
        if re.sub("[^a-z0-9]+", "-", Path(name).stem.lower()) != re.sub(r"-\d+$", "", row["report_id"]) and (
            re.sub("[^a-z0-9]+", "-", Path(name).stem.lower()) != row["report_id"]
        ):
            yield f"{name}: report {row['report_id']}"
        if row["format"] != Path(name).suffix.lower().lstrip("."):
            yield f"{name}: format {row['format']}"
        if row["role"] == "rejected":
            if not row["error"] or "\n" in row["error"] or "\r" in row["error"]:
                yield f"{name}: error {row['error']!r}"
            if row["tables_used"]:
                yield f"{name}: rejected, tables used"
            continue
        if row["error"] is not None or not 1 <= row["tables_used"] <= row["tables_found"]:
            yield f"{name}: {row['error']}, {row['tables_used']} tables used of {row['tables_found']}"
        if (row["pages"] is not None) != (row["format"] == "pdf"):
            yield f"{name}: {row['pages']} pages"
        if (row["events_start"] or dt.date.min) > (row["events_end"] or dt.date.max):
            yield f"{name}: the events end before they start"
        if row["profile"] is None:
            yield f"{name}: no profile"
        if not re.fullmatch("[a-z]{2,3}(-[A-Za-z0-9]+)*", row["language"] or "und"):
            yield f"{name}: language {row['language']}"
    for report, renditions in reports.items():
        read = [row for row in renditions if row["role"] != "rejected"]
        sources = [row["document_id"] for row in read if row["role"] == "source"]
        best = min((PREFERENCE.index(row["format"]) for row in read), default=None)
        if len(sources) != bool(read) or any(
            PREFERENCE.index(rows[name]["format"]) != best for name in sources
        ):
            yield f"{report}: sources {sources}"


def identifiers(out: Output) -> Iterator[str]:
    """`<report_id>/<slug>` from action line and title; a repeat is numbered."""
    for row in out.tables["meetings"]:
        code = (row["action_line"] or "").lower()
        title = re.sub("[^a-z0-9]+", "-", _bare(row["title"])).strip("-")
        plain = code if code and code != "c7" else "-".join(filter(None, (code, title)))
        slug = plain or f"m{row['position']}"
        if not re.fullmatch(
            rf"{re.escape(row['report_id'])}/{re.escape(slug)}(-[2-9]|-\d\d+)?", row["meeting_id"]
        ):
            yield f"{row['meeting_id']}: {slug} expected"


def _bare(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))


def times(out: Output) -> Iterator[str]:
    """Dates and times go together; offsets are the time zone's; the zone is there where the place is."""
    has_place = {row["document_id"]: row["place"] for row in out.tables["documents"]}
    texts = {row["meeting_id"]: row for row in out.texts("meetings")}
    for row in out.tables["meetings"]:
        who, zone = row["meeting_id"], row["timezone"]
        if (row["date"] is None) != (row["end_date"] is None) or (row["date"] is None) != (
            row["year_basis"] is None
        ):
            yield f"{who}: of date, end_date and year_basis one is missing"
        if row["date"] and row["end_date"] < row["date"]:
            yield f"{who}: ends before it starts"
        if zone is None and has_place[row["source_document"]]:
            yield f"{who}: no time zone, though the report has a place"
        for day, clock, moment in (("date", "start_time", "starts_at"), ("end_date", "end_time", "ends_at")):
            expected = ""
            if row[day] and row[clock] and zone:
                local = dt.datetime.combine(row[day], row[clock], ZoneInfo(zone))
                expected = local.isoformat()
            if texts[who][moment] != expected:
                yield f"{who}: {moment} {texts[who][moment]!r}, {expected!r} expected"
    for numbers in _grouped((row["report_id"], row["source_row"]) for row in out.tables["meetings"]).values():
        yield from _falling("source_row", numbers)


def participants(out: Output) -> Iterator[str]:
    """Figure and bounds per qualifier."""
    fits: dict[str | None, Callable[[Any, Any, Any], bool]] = {
        None: lambda n, low, high: (n, low, high) == (None, None, None),
        "exact": lambda n, low, high: n == low == high is not None,
        "approximate": lambda n, low, high: n == low == high is not None,
        "minimum": lambda n, low, high: high is None and low in (n, n + 1),
        "maximum": lambda n, low, high: low is None and high in (n, n - 1),
        "range": lambda n, low, high: low < high and n == (low + high) // 2,
    }
    for row in out.tables["meetings"]:
        values = [row[f"participants{end}"] for end in ("", "_low", "_high")]
        if not fits[row["participants_qualifier"]](*values):
            yield f"{row['meeting_id']}: {row['participants_qualifier']} {values}"


def organisations(out: Output) -> Iterator[str]:
    """One name for one identifier; the printed name where there is none; a status has its words."""
    names: dict[str, set[str]] = defaultdict(set)
    for table in ("facilitators", "people"):
        for row in out.tables[table]:
            if row["organization_id"] is not None:
                names[row["organization_id"]].add(row["organization"])
                if not re.fullmatch("[A-Z0-9]+(-[A-Z0-9]+)*", row["organization_id"]):
                    yield f"identifier {row['organization_id']}"
    yield from (
        f"{one}: {sorted(many, key=str)}" for one, many in names.items() if len(many) > 1 or None in many
    )
    for row in out.tables["facilitators"]:
        who = record("facilitators", row)
        if row["organization_id"] is None and row["organization"] != row["name_as_printed"]:
            yield f"{who}: {row['organization']!r} is not the printed name {row['name_as_printed']!r}"
        if (row["status"] == "unstated") != (row["status_as_printed"] is None):
            yield f"{who}: {row['status']} by the words {row['status_as_printed']!r}"
    same = Counter(
        (r["meeting_id"], r["role"], r["organization"], r["unit"]) for r in out.tables["facilitators"]
    )
    yield from (f"facilitators: {who} {count} times" for who, count in same.items() if count > 1)


def people(out: Output) -> Iterator[str]:
    """The name is without the honorific."""
    for row in out.tables["people"]:
        if row["honorific"] and row["honorific"] in row["name"]:
            yield f"{record('people', row)}: {row['name']!r} has its honorific"
        if row["name"] != " ".join(row["name"].split()).strip(",;:()"):
            yield f"{record('people', row)}: {row['name']!r}"


def points(out: Output) -> Iterator[str]:
    """Text is folded and not empty; a parent is an earlier point of the section, one level up or more."""
    levels: dict[tuple[str, str, int], int] = {}
    for row in out.tables["points"]:
        who, text = record("points", row), row["text"]
        levels[row["meeting_id"], row["section"], row["position"]] = row["level"]
        if not text or text != " ".join(text.split()) or "\xad" in text:
            yield f"{who}: {text!r} is not folded"
        if re.fullmatch(r"(?i)[-–—•·]+|n/?a|nil", text):
            yield f"{who}: {text!r} is no point"
        if re.match("[•·▪◦‣]", text):
            yield f"{who}: {text!r} has its marker"
        parent = row["parent_position"]
        if (parent is None) != (row["level"] == 0):
            yield f"{who}: level {row['level']}, parent {parent}"
        elif parent is not None:
            above = levels.get((row["meeting_id"], row["section"], parent))
            if parent >= row["position"] or above is None or above >= row["level"]:
                yield f"{who}: parent {parent} of level {above}"


def links(out: Output) -> Iterator[str]:
    """Normal form, host and archive address."""
    meetings = out.meetings()
    for row in out.tables["links"]:
        who, url = record("links", row), row["url"]
        if re.search(r"\s", url) or url[-1] in ".,;:!?'\"»”":
            yield f"{who}: {url!r}"
        if row["kind"] == "email":
            host = url.rsplit("@", 1)[-1].lower()
            fine = url.startswith("mailto:") and url.count("@") == 1
        else:
            parts = urlsplit(url)
            host = parts.hostname or ""
            authority = parts.netloc.rsplit("@", 1)[-1]
            fine = url.startswith(f"{parts.scheme}://") and authority == authority.lower()
        if not fine or row["host"] != host:
            yield f"{who}: {url!r} at the host {row['host']!r}"
        day = meetings[row["meeting_id"]]["date"]
        web = day and url.startswith(("http://", "https://"))
        expected = f"https://web.archive.org/web/{day:%Y%m%d}/{url}" if web else None
        if row["archive_url"] != expected:
            yield f"{who}: archive {row['archive_url']!r}"


def overview(out: Output) -> Iterator[str]:
    """The view is made from the tables."""
    told = {row["meeting_id"].removeprefix("'"): row for row in out.csv("overview")}
    if list(told) != list(out.meetings()):
        yield "other meetings"
    for meeting_id, row in told.items():
        own = {name: [r for r in out.tables[name] if r["meeting_id"] == meeting_id] for name in COMPARED[1:]}
        joined = {
            "facilitators": [r["organization"] for r in own["facilitators"] if r["role"] == "facilitator"],
            "co_facilitators": [
                r["organization"] for r in own["facilitators"] if r["role"] == "co-facilitator"
            ],
            "chairs": [r["name"] for r in own["people"] if r["role"] in {"chair", "co-chair"}],
            "links": [r["url"] for r in own["links"]],
        }
        for name, values in joined.items():
            if row[name].removeprefix("'") != "; ".join(dict.fromkeys(values)).removeprefix("'"):
                yield f"{meeting_id} {name}: {row[name]!r}"


# --- where values come from -------------------------------------------------------------------------------


def provenance(out: Output) -> Iterator[str]:
    """Each quoted text stands at its place; each normalised value has a row, and each row a value."""
    known = {(table, record(table, row)): row for table, rows in out.tables.items() for row in rows}
    traced = set()
    for row in out.tables["provenance"]:
        of = row["table"], row["record"], row["field"]
        traced.add(of)
        value = known.get(of[:2], {}).get(row["field"])
        if value is None:
            yield f"{of}: there is no such value"
        if row["end"] - row["start"] != len(row["text"]) or not row["text"]:
            yield f"{of}: {row['text']!r} is not {row['end'] - row['start']} characters"
        where = (row["table_index"], row["row"], row["column"])
        if None in where:
            if any(where) or row["table"] not in {"documents", "meetings"}:
                yield f"{of}: place {where}"
        elif _words(out, row) != row["text"]:
            yield f"{of}: {row['text']!r}, but {_words(out, row)!r} stands there"
    for table, names in NORMALISED.items():
        for row in out.tables[table]:
            if table == "documents" and row["role"] != "source":
                continue
            for name in sorted(names):
                of = table, record(table, row), name
                if row[name] is not None and of not in traced:
                    yield f"{of}: no provenance"
    for row in out.tables["facilitators"]:
        if (
            row["status"] != "unstated"
            and ("facilitators", record("facilitators", row), "status") not in traced
        ):
            yield f"{record('facilitators', row)}: no provenance of its status"


def _words(out: Output, row: Row) -> str | None:
    for table in out.inspected(row["document_id"])["tables"]:
        for cell in table["cells"]:
            if (table["index"], cell["row"], cell["column"]) == (
                row["table_index"],
                row["row"],
                row["column"],
            ):
                paragraphs = cell["paragraphs"]
                if row["paragraph"] <= len(paragraphs):
                    return str(paragraphs[row["paragraph"] - 1]["text"][row["start"] : row["end"]])
    return None


def tables_seen(out: Output) -> Iterator[str]:
    """`tables_found` is what `inspect` shows."""
    for row in out.tables["documents"]:
        if row["role"] == "source":
            seen = len(out.inspected(row["document_id"])["tables"])
            if seen != row["tables_found"]:
                yield f"{row['document_id']}: {row['tables_found']} tables found, {seen} shown"


def findings(out: Output) -> Iterator[str]:
    """One sentence on one line each."""
    for row in out.tables["findings"]:
        if not re.fullmatch(r"\S[^\r\n]*[.?!)”\"']", row["message"]) or "{" in row["message"]:
            yield f"{row['finding_id']}: {row['message']!r}"
        if row["excerpt"] is not None and row["excerpt"] != " ".join(row["excerpt"].split()):
            yield f"{row['finding_id']}: excerpt {row['excerpt']!r}"
        if not row["finding_id"].startswith(row["check"]):
            yield f"{row['finding_id']}: check {row['check']}"


def reconciliation(out: Output) -> Iterator[str]:
    """A row for each value of the source and each other rendition; it says truly what agrees."""
    renditions: dict[str, list[str]] = defaultdict(list)
    for row in out.tables["documents"]:
        if row["role"] == "corroboration":
            renditions[row["report_id"]].append(row["document_id"])
    told = {
        tuple(row[c.name] for c in CONTRACT["reconciliation"] if c.key): row
        for row in out.tables["reconciliation"]
    }
    report_of = {row["meeting_id"]: row["report_id"] for row in out.tables["meetings"]}
    for table in ("documents", *COMPARED):
        for row in out.texts(table):
            if row.get("role") in {"corroboration", "rejected"}:
                continue
            report = row["report_id"] if table == "documents" else report_of[row["meeting_id"]]
            for name in _compared(table):
                for document in renditions[report] if row[name] else ():
                    pair = told.pop((report, table, record(table, row), name, document), None)
                    if pair is None or pair["source_value"] != row[name]:
                        yield f"{table} {record(table, row)} {name}: {pair} for {document}, {row[name]!r} expected"
                    elif pair["agrees"] != (pair["source_value"] == pair["value"]):
                        yield f"{pair}: does it agree?"
    yield from (
        f"{key}: no such value"
        for key, row in told.items()
        if row["source_value"] is not None or row["agrees"]
    )
    yield from (f"{key}: no value" for key, row in told.items() if row["value"] is None)


def _compared(table: str) -> list[str]:
    if table == "documents":
        return list(COMPARED_OF_DOCUMENTS)
    return [column.name for column in CONTRACT[table] if not column.key and column.name not in OF_THE_FILE]


CHECKS: tuple[Callable[[Output], Iterator[str]], ...] = (
    *(file_list, csv_form, parquet_form, workbook, package, codebook, validation),
    *(
        keys,
        order,
        documents,
        identifiers,
        times,
        participants,
        organisations,
        people,
        points,
        links,
        overview,
    ),
    *(provenance, tables_seen, findings, reconciliation),
)


def main() -> None:
    """Print every fault of a dataset."""
    out = Output(Path(sys.argv[1]), Path(sys.argv[2]))
    for rule in CHECKS:
        sys.stdout.writelines(f"{rule.__name__}: {fault}\n" for fault in rule(out))


if __name__ == "__main__":
    main()
