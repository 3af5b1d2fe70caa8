"""Checks of the rows: keys, order, and what the contract says of each table's values."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from tests.contract.output import Output, Row, record
from tests.contract.tables import CONTRACT, FOREIGN_KEYS

PREFERENCE = ("docx", "doc", "odt", "rtf", "pdf", "txt")


def keys(out: Output) -> Iterator[str]:
    """Primary keys are unique; foreign keys lead to a row."""
    for table, rows in out.tables.items():
        for key, count in Counter(record(table, row) for row in rows).items():
            if count > 1:
                yield f"{table}: {count} rows with the key {key}"
    for table, column, other, key in FOREIGN_KEYS:
        known = {row[key] for row in out.tables[other]}
        for row in out.tables[table]:
            if row[column] is not None and row[column] not in known:
                yield f"{table}.{column}: no {other} row {row[column]}"


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


def _grouped(pairs: Iterable[tuple[Any, int]]) -> dict[Any, list[int]]:
    groups: dict[Any, list[int]] = defaultdict(list)
    for group, number in pairs:
        groups[group].append(number)
    return groups


def documents(out: Output) -> Iterator[str]:
    """One row per file, which says the truth of it; one source per report, the preferred one."""
    rows = {row["document_id"]: row for row in out.tables["documents"]}
    names = {path.name for path in out.raw.iterdir() if path.suffix.lower().lstrip(".") in PREFERENCE}
    yield from (f"{name}: row or file is missing" for name in sorted(names ^ set(rows)))
    reports: dict[str, list[Row]] = defaultdict(list)
    for name, row in rows.items():
        reports[row["report_id"]].append(row)
        facts = _rejected_faults(row) if row["role"] == "rejected" else _used_faults(row)
        yield from (f"{name}: {fault}" for fault in (*_file_faults(out.raw / name, row), *facts))
    for report, renditions in reports.items():
        read = [row for row in renditions if row["role"] != "rejected"]
        formats = [row["format"] for row in read if row["role"] == "source"]
        if formats != sorted((row["format"] for row in read), key=PREFERENCE.index)[:1]:
            yield f"{report}: sources {formats}"


def _file_faults(path: Path, row: Row) -> Iterator[str]:
    content = path.read_bytes()
    if (row["sha256"], row["bytes"]) != (hashlib.sha256(content).hexdigest(), len(content)):
        yield "size or hash"
    stem = re.sub("[^a-z0-9]+", "-", path.stem.lower())
    if not re.fullmatch(rf"{re.escape(stem)}(-[0-9]+)*", row["report_id"]):
        yield f"report {row['report_id']}"
    if row["format"] != path.suffix.lower().lstrip("."):
        yield f"format {row['format']}"
    if row["pages"] is not None and row["format"] != "pdf":
        yield f"{row['pages']} pages"


def _rejected_faults(row: Row) -> Iterator[str]:
    if not re.fullmatch(r"\S[^\r\n]*", row["error"] or ""):
        yield f"error {row['error']!r}"
    if row["tables_used"]:
        yield f"{row['tables_used']} tables used"


def _used_faults(row: Row) -> Iterator[str]:
    if row["error"] is not None or row["profile"] is None:
        yield f"error {row['error']!r}, profile {row['profile']}"
    if not 1 <= row["tables_used"] <= row["tables_found"]:
        yield f"{row['tables_used']} tables used of {row['tables_found']}"
    if row["pages"] is None and row["format"] == "pdf":
        yield "no pages"
    if (row["events_start"] or dt.date.min) > (row["events_end"] or dt.date.max):
        yield "the events end before they start"
    if not re.fullmatch("[a-z]{2,3}(-[A-Za-z0-9]+)*", row["language"] or "und"):
        yield f"language {row['language']}"


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
    joined_tables = ("facilitators", "people", "links")
    for meeting_id, row in told.items():
        own = {name: [r for r in out.tables[name] if r["meeting_id"] == meeting_id] for name in joined_tables}
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


def findings(out: Output) -> Iterator[str]:
    """One sentence on one line each; table, record and field are there."""
    records = {table: {record(table, row) for row in rows} for table, rows in out.tables.items()}
    for row in out.tables["findings"]:
        who, table = row["finding_id"], row["table"]
        if not re.fullmatch(r"\S[^\r\n]*[.?!)”\"']", row["message"]) or "{" in row["message"]:
            yield f"{who}: {row['message']!r}"
        if row["excerpt"] is not None and row["excerpt"] != " ".join(row["excerpt"].split()):
            yield f"{who}: excerpt {row['excerpt']!r}"
        if not who.startswith(row["check"]):
            yield f"{who}: check {row['check']}"
        if table is not None and row["field"] not in (None, *(each.name for each in CONTRACT.get(table, ()))):
            yield f"{who}: no column {table}.{row['field']}"
        # what another rendition alone has is no record of the dataset
        if row["record"] not in (None, *records.get(table, ())) and row["check"] != "renditions-differ":
            yield f"{who}: no {table} row {row['record']}"
