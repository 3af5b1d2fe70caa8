"""Readings -> rows: keys, positions, and a provenance row for every value."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from pipeline.dataset import Dataset, Row, columns, record_key
from pipeline.findings import catalogue, finding_id, message, notice
from pipeline.fold import evidence_of
from pipeline.identifiers import slugify, unused
from pipeline.model import (
    Document,
    Evidence,
    FieldName,
    MeetingReadings,
    Notice,
    Reading,
    ReportId,
    ReportReadings,
    Value,
)
from pipeline.register import Register

_WEB = re.compile(r"(?i)https?://")
_LINE = re.compile(r"\S(?:.*\S)?")
_NAMING: tuple[FieldName, ...] = ("meeting", "code")
_DOCUMENT_VALUES = ("title", "events_start", "events_end", "place")


def assemble(report_id: ReportId, document: Document, report: ReportReadings, register: Register) -> Dataset:
    """The rows of one rendition: meetings and what belongs to them, provenance and findings.

    The documents row is the caller's: it knows the file's role; its values' provenance is here.
    """
    dataset = Dataset()
    about: dict[str, object] = {"report_id": report_id}
    stated = {name: report.values[name] for name in _DOCUMENT_VALUES if name in report.values}
    dataset.add("provenance", _traced("documents", document.document_id, stated))
    slugs: Counter[str] = Counter()
    meetings_at: dict[tuple[int | None, int | None, int | None], str | None] = {}
    for position, meeting in enumerate(map(_with_title, report.meetings), 1):
        values = _with_offsets(meeting, report)
        meeting_id = f"{report_id}/{unused(_slug(values, position, register), slugs)}"
        row = {
            "meeting_id": meeting_id,
            "report_id": report_id,
            "position": position,
            "source_document": document.document_id,
            "source_page": _page(meeting),
            "source_row": meeting.source_row,
        }
        _add(dataset, "meetings", row, values)
        _add_details(dataset, meeting_id, meeting.details, values)
        _report(dataset, meeting.notices, {**about, "meeting_id": meeting_id})
        for entry in meeting.row.entries:
            at = meeting.row.table_index, entry.cell.row, entry.cell.column
            meetings_at[at] = None if at in meetings_at else meeting_id
    for note in (*document.notices, *report.notices):
        place = note.locator
        meeting_at = meetings_at.get((place.table_index, place.row, place.column)) if place else None
        _report(dataset, [note], {**about, "meeting_id": meeting_at}, document_id=document.document_id)
    return dataset


def findings_of(
    notices: Iterable[Notice], about: Mapping[str, object], *, document_id: str | None = None
) -> Dataset:
    """A dataset of the findings alone that `notices` make, each about `about`."""
    dataset = Dataset()
    _report(dataset, notices, about, document_id=document_id)
    return dataset


def order_findings(dataset: Dataset) -> None:
    """Put the findings in the order of their reports and meetings, those about the report as a whole first,
    and tell apart those of one identifier."""
    positions = {row["meeting_id"]: row["position"] for row in dataset["meetings"]}
    seen: Counter[str] = Counter()
    ordered = sorted(
        dataset["findings"], key=lambda row: (str(row["report_id"]), positions.get(row["meeting_id"], 0))
    )
    dataset.tables["findings"] = [
        {**row, "finding_id": unused(str(row["finding_id"]), seen)} for row in ordered
    ]


def _slug(values: Mapping[str, Value[Any]], position: int, register: Register) -> str:
    code = str(values["action_line"].value) if "action_line" in values else ""
    title = slugify(str(values["title"].value)) if "title" in values else ""
    if code and not register.sub_themes.get(code):
        return code.lower()
    return "-".join(part for part in dict.fromkeys((code.lower(), title)) if part) or f"m{position}"


def _with_title(meeting: MeetingReadings) -> MeetingReadings:
    """The meeting; where its other values left no words for a title, with the words of its action line as
    one, or else the first line of its cell, and a notice."""
    if "title" in meeting.values:
        return meeting
    code = meeting.values.get("action_line")
    evidence = code.evidence if code else tuple(_first_line(meeting))
    title = Value(" ".join(part.text for part in evidence), evidence, "meetings.title-of-other-values")
    note = notice("title-missing", evidence, field="title")
    return replace(meeting, values={**meeting.values, "title": title}, notices=(*meeting.notices, note))


def _first_line(meeting: MeetingReadings) -> Iterator[Evidence]:
    cells = (cell for name in _NAMING for cell in meeting.row.cells(name))
    lines = (
        (paragraph, match)
        for cell in cells
        for paragraph in cell.paragraphs
        if (match := _LINE.search(paragraph.text))
    )
    for paragraph, match in lines:
        yield from evidence_of(paragraph, *match.span())
        return


def _with_offsets(meeting: MeetingReadings, report: ReportReadings) -> dict[str, Value[Any]]:
    """The meeting's values with its time zone, and the times that the zone lets one place in the world."""
    values: dict[str, Value[Any]] = dict(meeting.values)
    if "timezone" not in values and "timezone" in report.values:
        values["timezone"] = report.values["timezone"]
    if "timezone" not in values:
        return values
    zone = ZoneInfo(values["timezone"].value)
    for day, clock, column in (("date", "start_time", "starts_at"), ("end_date", "end_time", "ends_at")):
        if day in values and clock in values:
            moment = dt.datetime.combine(values[day].value, values[clock].value, zone)
            evidence = _joined(values[day].evidence, values[clock].evidence)
            values[column] = Value(moment, evidence, f"{values[day].rule}+timezone")
    return values


def _joined(*evidences: Sequence[Evidence]) -> tuple[Evidence, ...]:
    return tuple(dict.fromkeys(part for evidence in evidences for part in evidence))


def _page(meeting: MeetingReadings) -> int | None:
    pages = [
        paragraph.locator.page
        for entry in meeting.row.entries
        if entry.cell.row == meeting.row.number
        for paragraph in entry.cell.paragraphs
        if paragraph.locator.page
    ]
    return min(pages, default=None)


def _add_details(
    dataset: Dataset, meeting_id: str, details: Sequence[Reading], meeting: Mapping[str, Value[Any]]
) -> None:
    """Rows of the other tables; positions count within what the table's key says, from 1."""
    counters: Counter[tuple[object, ...]] = Counter()
    for reading in details:
        group = (reading.table, reading.fixed.get("role") if reading.table == "facilitators" else None)
        if reading.table == "points":
            group = (reading.table, reading.fixed["section"])
        counters[group] += 1
        row = {"meeting_id": meeting_id, "position": counters[group], **reading.fixed}
        values = dict(reading.values)
        if reading.table == "links" and "date" in meeting and _WEB.match(str(values["url"].value)):
            day, url = meeting["date"], values["url"]
            address = f"https://web.archive.org/web/{day.value:%Y%m%d}/{url.value}"
            values["archive_url"] = Value(address, url.evidence, "links.archive")
        _add(dataset, reading.table, row, values)


def _add(dataset: Dataset, table: str, row: Mapping[str, object], values: Mapping[str, Value[Any]]) -> None:
    full = {**row, **{name: value.value for name, value in values.items()}}
    dataset.add(table, [full])
    dataset.add("provenance", _traced(table, record_key(table, full), values))


def _traced(table: str, record: str, values: Mapping[str, Value[Any]]) -> Iterator[Row]:
    """The provenance of a record's values."""
    for name, value in values.items():
        for part, evidence in enumerate(value.evidence, 1):
            locator = evidence.locator
            yield {
                "table": table,
                "record": record,
                "field": name,
                "part": part,
                "document_id": locator.document_id,
                "page": locator.page,
                "row": locator.row,
                "column": locator.column,
                "paragraph": locator.paragraph,
                "table_index": locator.table_index,
                "start": evidence.span.start,
                "end": evidence.span.end,
                "text": evidence.text,
                "rule": value.rule,
            }


def _report(
    dataset: Dataset,
    notices: Iterable[Notice],
    about: Mapping[str, object],
    *,
    document_id: str | None = None,
) -> None:
    for note in notices:
        place = note.locator
        row: dict[str, object] = {
            "check": note.check,
            "severity": catalogue()[note.check].severity,
            **about,
            "field": note.field,
            "message": message(note),
            "document_id": place.document_id if place else document_id,
            "page": place.page if place else None,
            "row": place.row if place else None,
            "column": place.column if place else None,
            "excerpt": note.excerpt or None,
        }
        row |= _record_of(note, row.get("meeting_id"))
        paragraph = place.paragraph if place else None
        identity = finding_id(*(row.get(name) for name in _IDENTITY), paragraph)
        dataset.add("findings", [{**row, "finding_id": identity}])


def _record_of(note: Notice, meeting_id: object) -> dict[str, object]:
    """Table and record that a notice is about, where its details name them or its field tells them."""
    if "record" in note.details:
        return {name: note.details[name] for name in ("table", "record")}
    if meeting_id is None or note.field is None:
        return {}
    if note.field in _columns_of("meetings"):
        return {"table": "meetings", "record": meeting_id}
    return {"table": next((name for name in _DETAILS if note.field in _columns_of(name)), None)}


@cache
def _columns_of(table: str) -> frozenset[str]:
    return frozenset(column.name for column in columns(table))


_DETAILS = ("facilitators", "people", "links", "points")
_IDENTITY = (
    "check",
    "report_id",
    "meeting_id",
    "field",
    "document_id",
    "row",
    "column",
    "excerpt",
    "message",
)
