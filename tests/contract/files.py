"""Checks of the files: their list and form, and that what one says of another is true."""

from __future__ import annotations

import csv
import datetime as dt
import hashlib
import io
import json
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import openpyxl
import pyarrow.parquet as pq

from tests.contract.output import Output, printed
from tests.contract.tables import CONTRACT, CONTRACT_AND_VIEW, FOREIGN_KEYS, TABLES, Column

PATTERNS = {
    "string": r"(?s).+",
    "integer": r"-?(0|[1-9][0-9]*)",
    "boolean": "true|false",
    "date": r"[0-9]{4}-[0-9]{2}-[0-9]{2}",
    "time": r"[0-9]{2}:[0-9]{2}:[0-9]{2}",
    "datetime": r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}[+-][0-9]{2}:[0-9]{2}",
}
MOMENTS: dict[str, Callable[[str], object]] = {
    "date": dt.date.fromisoformat,
    "time": dt.time.fromisoformat,
    "datetime": dt.datetime.fromisoformat,
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
    if not _is_of_kind(column.kind, cell):
        yield f"{cell!r} is no {column.kind}"
    elif column.kind == "integer" and int(cell) < MINIMUM.get(column.name, 1):
        yield f"{cell} is too low"
    if column.allowed and cell not in column.allowed:
        yield f"{cell!r} is not allowed"
    if column.kind == "string" and cell[0] in "=+-@\t\r":
        yield f"{cell!r} is a formula"


def _is_of_kind(kind: str, cell: str) -> bool:
    if not re.fullmatch(PATTERNS[kind], cell):
        return False
    try:
        MOMENTS.get(kind, str)(cell)
    except ValueError:
        return False
    return True


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
