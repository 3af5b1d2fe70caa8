"""The contract's tables, typed from its words: names, types, keys, allowed values. Nothing is imported.

A line is a column: `*` marks the primary key, `?` a column that may be missing; values after the type are
those allowed.
"""

from __future__ import annotations

from typing import NamedTuple

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
