"""The tables that come out: columns, types, keys and meanings. The one definition.

The Parquet schema, the CSV header, the checks and the codebook are derived from the row models
here. A change to a name, type or meaning is a change of the data package's version.
"""

from __future__ import annotations

import datetime as dt
import re
import types
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from pydantic import BaseModel, ConfigDict, Field, HttpUrl, TypeAdapter, ValidationError
from pydantic.fields import FieldInfo

from pipeline.model import Format, Marker

Row = Mapping[str, object]
Kind = Literal["string", "integer", "boolean", "date", "time", "datetime"]

Role = Literal["facilitator", "co-facilitator"]
Status = Literal["confirmed", "to_be_confirmed", "proposed", "unstated"]
Section = Literal["themes", "decisions", "comments"]
PersonRole = Literal["chair", "co-chair", "representative", "speaker", "rapporteur"]


def _key(meaning: str, example: object, **constraints: Any) -> Any:
    return Field(description=meaning, examples=[example], json_schema_extra={"key": True}, **constraints)


def _column(meaning: str, example: object, **constraints: Any) -> Any:
    return Field(description=meaning, examples=[example], **constraints)


_EXAMPLE_HASH = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"


class Record(BaseModel):
    """A row; its docstring says what one row is."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, defer_build=True)


class Documents(Record):
    """One row per file read."""

    document_id: str = _key("File name relative to the input folder", "wsis-cluster-2006.docx")
    report_id: str = _column("The report that it is a rendition of", "wsis-cluster-2006")
    role: Literal["source", "corroboration", "rejected"] = _column(
        "Whether the dataset comes from this file, it corroborates it, or it could not be used", "source"
    )
    format: Format = _column("Format of the file", "docx")
    sha256: str = _column("SHA-256 of the file's bytes", _EXAMPLE_HASH, pattern="^[0-9a-f]{64}$")
    bytes: int = _column("Size of the file in bytes", 21504, ge=0)
    pages: int | None = _column("PDF pages; missing for formats without fixed pages", 8, ge=1)
    title: str | None = _column("The report's title as printed", "Report on the meetings")
    language: str | None = _column("Language of the report, BCP 47", "en")
    profile: str | None = _column("The report profile that recognised the table", "wsis-action-lines")
    tables_found: int = _column("Tables in the document", 1, ge=0)
    tables_used: int = _column("Tables whose rows became meetings", 1, ge=0)
    events_start: dt.date | None = _column("First day of the events, as the report states it", "2006-05-09")
    events_end: dt.date | None = _column("Last day of the events, as the report states it", "2006-05-19")
    place: str | None = _column("City where the events took place, as stated", "Geneva")
    error: str | None = _column("Why the file was rejected, one line", "not a Word file")


class Meetings(Record):
    """One row per meeting that the report's table lists."""

    meeting_id: str = _key("Report and slug of the meeting", "wsis-cluster-2006/c1")
    report_id: str = _column("The report", "wsis-cluster-2006")
    position: int = _column("1 for the first meeting of the report", 1, ge=1)
    action_line: str | None = _column("Code of the action line", "C1", pattern="^C([1-9]|1[01])$")
    title: str = _column("The meeting's subject", "Capacity Building")
    date: dt.date | None = _column("First day", "2006-05-16")
    end_date: dt.date | None = _column("Last day; equal to the first for a one-day meeting", "2006-05-16")
    start_time: dt.time | None = _column("Local time of the start, as printed", "10:00:00")
    end_time: dt.time | None = _column("Local time of the end, as printed", "13:00:00")
    starts_at: dt.datetime | None = _column(
        "Start with the offset of the time zone; missing where the time is", "2006-05-16T10:00:00+02:00"
    )
    ends_at: dt.datetime | None = _column(
        "End with the offset of the time zone; missing where the time is", "2006-05-16T13:00:00+02:00"
    )
    timezone: str | None = _column("IANA name of the time zone of the place", "Europe/Zurich")
    year_basis: Literal["printed", "inferred"] | None = _column(
        "Whether the meeting's own date has the year, or it was inferred from the report", "inferred"
    )
    place: str | None = _column("Venue or city, where the meeting's own row states one", "Room H, ITU")
    participants: int | None = _column("The printed figure; of a range the midpoint, rounded down", 40, ge=0)
    participants_low: int | None = _column("Lower bound", 40, ge=0)
    participants_high: int | None = _column("Upper bound", 40, ge=0)
    participants_qualifier: Literal["exact", "approximate", "minimum", "maximum", "range"] | None = _column(
        "How the figure is meant", "approximate"
    )
    webcast: bool | None = _column(
        "Whether the row says that there is a webcast, or that there is none", example=True
    )
    source_document: str = _column("The document the row was read from", "wsis-cluster-2006.docx")
    source_page: int | None = _column("Page where the row starts, from 1", 2, ge=1)
    source_row: int = _column(
        "Row within the report from 1, not counting header, day, group and empty rows", 1, ge=1
    )


class Facilitators(Record):
    """One row per meeting, role and organisation."""

    meeting_id: str = _key("The meeting", "wsis-cluster-2006/c1")
    role: Role = _key("The organisation's role in the meeting", "facilitator")
    position: int = _key("Order within meeting and role, from 1", 1, ge=1)
    organization_id: str | None = _column("Identifier in the organisation register", "UNDESA")
    organization: str = _column(
        "The register's official English name; the printed name where it is not registered",
        "United Nations Department of Economic and Social Affairs",
    )
    unit: str | None = _column("Part of the organisation named with it", "UNPAN")
    name_as_printed: str = _column(
        "The name's own words in the source, without unit, representative or status", "UNDESA"
    )
    status: Status = _column("How sure the role is, as the source says", "confirmed")
    status_as_printed: str | None = _column("The source's words for the status", "confirmed by participants")


class People(Record):
    """One row per meeting and person named."""

    meeting_id: str = _key("The meeting", "wsis-cluster-2006/c1")
    position: int = _key("Order within the meeting, from 1, column by column", 1, ge=1)
    name: str = _column("Name without honorific, in the printed order and capitals", "Radhika Lal")
    honorific: str | None = _column("Form of address as printed", "Mr.")
    role: PersonRole = _column("What the person did", "chair")
    job_title: str | None = _column("Function as printed", "Chief, Knowledge Management Branch")
    organization_id: str | None = _column("Identifier of the affiliation in the register", "UNDESA")
    organization: str | None = _column(
        "Stated affiliation; for a representative, the organisation that the person stands with",
        "United Nations Department of Economic and Social Affairs",
    )


class Points(Record):
    """One row per paragraph or bullet of the descriptive columns."""

    meeting_id: str = _key("The meeting", "wsis-cluster-2006/c1")
    section: Section = _key("The column that it stands in", "themes")
    position: int = _key("Order within the section, from 1", 1, ge=1)
    level: int = _column("0 for the outermost, 1 for a nested bullet and so on", 0, ge=0)
    parent_position: int | None = _column("The point that it is nested under", 3, ge=1)
    marker: Marker | None = _column("Kind of list mark; missing for a plain paragraph", "bullet")
    text: str = _column("The words without the marker, white space folded", "Role of universities")


class Links(Record):
    """One row per URL or e-mail address."""

    meeting_id: str = _key("The meeting", "wsis-cluster-2006/c1")
    position: int = _key("Order within the meeting, from 1, column by column", 1, ge=1)
    kind: Literal["url", "email"] = _column("URL or e-mail address", "url")
    url: str = _column("The normalised address", "http://www.itu.int/wsis")
    host: str = _column("Host of the address in lower case", "www.itu.int")
    text: str = _column("As printed", "www.itu.int/wsis")
    section: Literal["themes", "decisions", "comments", "facilitator", "co-facilitator", "meeting"] | None = (
        _column("Section or role of the column; `meeting` for any other column", "comments")
    )
    archive_url: str | None = _column(
        "The Internet Archive's copy nearest to the meeting's date; missing without a date",
        "https://web.archive.org/web/20060516/http://www.itu.int/wsis",
    )


class Provenance(Record):
    """One row per value that the pipeline normalised, and place that it was read from."""

    table: str = _key("Table of the value", "meetings")
    record: str = _key("Primary key of its row, values joined with `|`", "wsis-cluster-2006/c1")
    field: str = _key("Column of the value", "date")
    part: int = _key("From 1; a value read from several places has a row for each", 1, ge=1)
    document_id: str = _column("The document", "wsis-cluster-2006.docx")
    page: int | None = _column("Page from 1; missing for formats without fixed pages", 2, ge=1)
    table_index: int | None = _column("Table from 1; missing for text outside tables", 1, ge=1)
    row: int | None = _column("Row of the cell from 1, header rows counted", 2, ge=1)
    column: int | None = _column("Column of the cell from 1", 1, ge=1)
    paragraph: int = _column("Paragraph of the cell (or of the text outside tables) from 1", 2, ge=1)
    start: int = _column("First character of the paragraph's text, from 0", 0, ge=0)
    end: int = _column("Character after the last", 6, ge=0)
    text: str = _column("Exactly those characters", "16 May")
    rule: str = _column("The normaliser that read it", "dates.inferred-year")


class Findings(Record):
    """One row per thing that a person should know."""

    finding_id: str = _key("Stable from run to run", "not-understood-0f343b0931")
    check: str = _column("Name of the check", "not-understood")
    severity: Literal["error", "warning", "info"] = _column("How serious it is", "warning")
    report_id: str | None = _column("The report concerned", "wsis-cluster-2006")
    meeting_id: str | None = _column("The meeting concerned", "wsis-cluster-2006/c1")
    table: str | None = _column("The table concerned", "meetings")
    record: str | None = _column("The record concerned", "wsis-cluster-2006/c1")
    field: str | None = _column("The column concerned", "date")
    message: str = _column("One sentence for an analyst", "The weekday does not fit the date.")
    document_id: str | None = _column("The document", "wsis-cluster-2006.docx")
    page: int | None = _column("Page from 1", 2, ge=1)
    row: int | None = _column("Row of the cell from 1", 2, ge=1)
    column: int | None = _column("Column of the cell from 1", 1, ge=1)
    excerpt: str | None = _column("The words concerned", "Friday, 16 May")


class Reconciliation(Record):
    """One row per compared value and rendition."""

    report_id: str = _key("The report", "wsis-cluster-2006")
    table: str = _key("Table of the value", "meetings")
    record: str = _key("Primary key of its row", "wsis-cluster-2006/c1")
    field: str = _key("Column of the value", "date")
    document_id: str = _key("The other rendition", "wsis-cluster-2006.pdf")
    source_value: str | None = _column("Value of the source rendition", "2006-05-16")
    value: str | None = _column("Value of this rendition", "2006-05-16")
    agrees: bool = _column("Whether they are the same", example=True)


class Overview(Record):
    """One row per meeting, for reading: a view made from the tables."""

    meeting_id: str = _key("Report and slug of the meeting", "wsis-cluster-2006/c1")
    action_line: str | None = _column("Code of the action line", "C1", pattern="^C([1-9]|1[01])$")
    title: str = _column("The meeting's subject", "Capacity Building")
    date: dt.date | None = _column("First day", "2006-05-16")
    start_time: dt.time | None = _column("Local time of the start, as printed", "10:00:00")
    end_time: dt.time | None = _column("Local time of the end, as printed", "13:00:00")
    place: str | None = _column("Venue or city, where the meeting's own row states one", "Room H, ITU")
    facilitators: str | None = _column("Organisations that facilitated, joined with `; `", "World Bank")
    co_facilitators: str | None = _column("Organisations that co-facilitated, joined with `; `", "World Bank")
    chairs: str | None = _column("Names of chairs and co-chairs, joined with `; `", "Radhika Lal")
    participants: int | None = _column("The printed figure; of a range the midpoint, rounded down", 40, ge=0)
    links: str | None = _column("Addresses, joined with `; `", "http://www.itu.int/wsis")


TABLES: dict[str, type[Record]] = {
    "documents": Documents,
    "meetings": Meetings,
    "facilitators": Facilitators,
    "people": People,
    "points": Points,
    "links": Links,
    "provenance": Provenance,
    "findings": Findings,
    "reconciliation": Reconciliation,
}

VIEWS: dict[str, type[Record]] = {"overview": Overview}
"""Made from the tables for reading; no data of their own."""

FOREIGN_KEYS: dict[str, dict[str, tuple[str, str]]] = {
    "meetings": {"source_document": ("documents", "document_id")},
    "facilitators": {"meeting_id": ("meetings", "meeting_id")},
    "people": {"meeting_id": ("meetings", "meeting_id")},
    "points": {"meeting_id": ("meetings", "meeting_id")},
    "links": {"meeting_id": ("meetings", "meeting_id")},
    "provenance": {"document_id": ("documents", "document_id")},
    "reconciliation": {"document_id": ("documents", "document_id")},
}


@dataclass(frozen=True, slots=True)
class Column:
    """A column as every writer needs it: `enum` are the allowed values where they are fixed."""

    name: str
    kind: Kind
    required: bool
    key: bool
    meaning: str
    example: str
    enum: tuple[str, ...] = ()
    minimum: int | None = None
    pattern: str | None = None


_MAILBOX = re.compile(r"mailto:[^\s@?&%<>\"]+@[^\s@?&%<>\"]+")
_SURROGATE = re.compile("[\ud800-\udfff]")
_KINDS: dict[type, Kind] = {
    str: "string",
    int: "integer",
    bool: "boolean",
    dt.date: "date",
    dt.time: "time",
    dt.datetime: "datetime",
}


@cache
def columns(table: str) -> tuple[Column, ...]:
    """The columns of `table` (or view) in their fixed order."""
    model = (TABLES | VIEWS)[table]
    hints = get_type_hints(model)
    return tuple(_column_of(name, info, hints[name]) for name, info in model.model_fields.items())


@cache
def primary_key(table: str) -> tuple[str, ...]:
    """The names of the key columns of `table`."""
    return tuple(column.name for column in columns(table) if column.key)


def record_key(table: str, row: Row) -> str:
    """The primary key's values joined with `|`, as provenance, findings and reconciliation name a row."""
    return "|".join(str(row[name]) for name in primary_key(table))


def as_text(value: object) -> str:
    """A value as every text file prints it: ISO 8601, `true` and `false`, the empty string for missing."""
    if isinstance(value, str):  # as most are
        return value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (dt.date, dt.time)):
        return value.isoformat()
    return str(value)


def is_live(address: str) -> bool:
    """Whether an address may become a live link: a valid web address, or `mailto:` to one mailbox."""
    if _MAILBOX.fullmatch(address):
        return True
    try:
        _web_address().validate_python(address)
    except ValidationError:
        return False
    return True


@cache
def _web_address() -> TypeAdapter[HttpUrl]:
    return TypeAdapter(HttpUrl)


def encodable(text: str) -> str:
    """`text` with each half of a broken surrogate pair, which no file can hold, as the replacement
    character: one for one, so that positions stay true."""
    return text if text.isascii() else _SURROGATE.sub("\ufffd", text)


class Dataset:
    """The rows of every table, in the order of the contract: report, position in the report, then key."""

    def __init__(self) -> None:
        self.tables: dict[str, list[Row]] = {name: [] for name in TABLES}

    def add(self, table: str, rows: Iterable[Row]) -> None:
        """Append rows; every column of the table is there afterwards, missing ones as None.

        Raises KeyError for a column that the table does not have: a mistake of this program.
        """
        blank = _blank(table)
        for row in rows:
            full = {**blank, **row}
            if len(full) > len(blank):
                fault = f"{table} has no column {sorted(set(row) - set(blank))}"
                raise KeyError(fault)
            for name, value in row.items():
                if isinstance(value, str) and not value.isascii():
                    full[name] = encodable(value)
            self.tables[table].append(full)

    def extend(self, other: Dataset) -> None:
        """Append every row of `other`."""
        for table, rows in other.tables.items():
            self.tables[table].extend(rows)

    def __getitem__(self, table: str) -> list[Row]:
        return self.tables[table]

    def __iter__(self) -> Iterator[tuple[str, list[Row]]]:
        return iter(self.tables.items())


@cache
def _blank(table: str) -> Row:
    """A row without values."""
    return dict.fromkeys(column.name for column in columns(table))


def _column_of(name: str, info: FieldInfo, hint: Any) -> Column:
    options = [option for option in _options(hint) if option is not types.NoneType]
    (option,) = options
    enum: tuple[str, ...] = ()
    if get_origin(option) is Literal:
        enum = get_args(option)
        option = str
    constraints: dict[str, Any] = {}
    for item in info.metadata:
        constraints |= {key: getattr(item, key) for key in ("ge", "pattern") if hasattr(item, key)}
    extra = info.json_schema_extra
    (example,) = info.examples or ("",)
    return Column(
        name=name,
        kind=_KINDS[option],
        required=len(options) == len(_options(hint)),
        key=isinstance(extra, dict) and bool(extra.get("key")),
        meaning=info.description or "",
        example=str(example).lower() if option is bool else str(example),
        enum=enum,
        minimum=constraints.get("ge"),
        pattern=constraints.get("pattern"),
    )


def _options(hint: Any) -> tuple[Any, ...]:
    return get_args(hint) if get_origin(hint) in {Union, types.UnionType} else (hint,)
