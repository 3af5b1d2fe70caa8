"""A small dataset by hand: one report, two meetings, three renditions; and the source it is read from."""

from __future__ import annotations

import datetime as dt

from pipeline.dataset import Dataset, Row
from pipeline.fold import Text
from pipeline.ledger import Ledger
from pipeline.model import Cell, Document, DocumentId, Locator, Paragraph, Span, Table
from pipeline.write import SourceView

SUMMER = dt.timezone(dt.timedelta(hours=2))
DOCX, PDF, TXT = (DocumentId(f"cluster-2006.{suffix}") for suffix in ("docx", "pdf", "txt"))
CELLS = (
    ("Meeting", "Facilitator", "Main themes"),
    (
        "Action Line C4: Renforcement des capacités\n11 May, 10:00-13:00",
        "UNDP, UNESCO (confirmed)",
        "Universités",
    ),
    ("C5 Confidence", "ITU Chaired by Ms Ada Lovelace", "See http://www.itu.int/osg/spu?a=1&b=2."),
)
"""The source table: a header, then a meeting a row."""


def cell(row: int, column: int, text: str, document_id: DocumentId = DOCX) -> Cell:
    """A cell of table 1 with one paragraph for each line of `text`."""
    paragraphs = tuple(
        Paragraph(line, Locator(document_id, None, 1, row, column, number))
        for number, line in enumerate(text.split("\n"), start=1)
    )
    return Cell(row, column, 1, 1, paragraphs)


def document(rows: tuple[tuple[str, ...], ...] = CELLS) -> Document:
    """The source document: a sentence with the year, and one table."""
    cells = tuple(
        cell(row, column, text)
        for row, texts in enumerate(rows, start=1)
        for column, text in enumerate(texts, start=1)
    )
    background = Paragraph("Held from 9 to 19 May 2006.", Locator(DOCX, None, None, None, None, 1))
    table = Table(1, None, len(rows), len(rows[0]), cells, header_rows=1, after=1)
    return Document(DOCX, "docx", "a" * 64, 21504, (background,), (table,))


def source_view(rows: tuple[tuple[str, ...], ...] = CELLS) -> SourceView:
    """The source as read: every cell below the header is a value, but for one word not understood."""
    read, ledger = document(rows), Ledger()
    for each in read.tables[0].cells:
        if each.row > 1:
            ledger.open(each)
            text = Text(each.paragraphs)
            text.take(0, len(text.text), "point" if each.column == 3 else "value")
            if text.text.endswith("Confidence"):
                text.take(0, 2, "mark")
                text.take(3, len(text.text), "not-understood")
            ledger.enter(text)
    return SourceView(read, ledger)


def span_of(words: str, row: int, column: int) -> Row:
    """Place and quotation of `words`, as a provenance row has them."""
    for number, line in enumerate(CELLS[row - 1][column - 1].split("\n"), start=1):
        if words in line:
            start = line.index(words)
            span = Span(start, start + len(words))
            return {
                "document_id": DOCX,
                "table_index": 1,
                "row": row,
                "column": column,
                "paragraph": number,
                "start": span.start,
                "end": span.end,
                "text": words,
            }
    raise ValueError(words)


def dataset() -> Dataset:
    """The rows of every table; `C5` has neither date nor figure."""
    made = Dataset()
    made.add("documents", _documents())
    made.add("meetings", _meetings())
    made.add("facilitators", _facilitators())
    made.add(
        "people",
        [
            {
                "meeting_id": "cluster-2006/c5",
                "position": 1,
                "name": "Ada Lovelace",
                "honorific": "Ms",
                "role": "chair",
            }
        ],
    )
    made.add("points", _points())
    made.add("links", _links())
    made.add("provenance", _provenance())
    made.add("findings", _findings())
    made.add("reconciliation", _reconciliation())
    return made


def _documents() -> list[Row]:
    common = {"report_id": "cluster-2006", "bytes": 21504, "tables_found": 1, "tables_used": 1}
    title = {"title": "Report on the cluster", "language": "en", "profile": "wsis-action-lines"}
    return [
        {"document_id": DOCX, "role": "source", "format": "docx", "sha256": "a" * 64, **common, **title},
        {
            "document_id": PDF,
            "role": "corroboration",
            "format": "pdf",
            "sha256": "b" * 64,
            "pages": 3,
            **common,
        },
        {
            **common,
            "document_id": TXT,
            "role": "rejected",
            "format": "txt",
            "sha256": "c" * 64,
            "tables_used": 0,
            "error": "no table fits a profile",
        },
    ]


def _meetings() -> list[Row]:
    day = dt.date(2006, 5, 11)
    return [
        {
            "meeting_id": "cluster-2006/c4",
            "report_id": "cluster-2006",
            "position": 1,
            "action_line": "C4",
            "title": "Renforcement des capacités",
            "date": day,
            "end_date": day,
            "start_time": dt.time(10),
            "end_time": dt.time(13),
            "starts_at": dt.datetime(2006, 5, 11, 10, tzinfo=SUMMER),
            "ends_at": dt.datetime(2006, 5, 11, 13, tzinfo=SUMMER),
            "timezone": "Europe/Zurich",
            "year_basis": "inferred",
            "participants": 40,
            "participants_low": 40,
            "participants_high": 40,
            "participants_qualifier": "approximate",
            "webcast": True,
            "source_document": DOCX,
            "source_row": 1,
        },
        {
            "meeting_id": "cluster-2006/c5",
            "report_id": "cluster-2006",
            "position": 2,
            "action_line": "C5",
            "title": "Confidence",
            "source_document": DOCX,
            "source_row": 2,
        },
    ]


def _facilitators() -> list[Row]:
    names = [
        ("c4", 1, "UNDP", "United Nations Development Programme", "unstated", None),
        (
            "c4",
            2,
            "UNESCO",
            "United Nations Educational, Scientific and Cultural Organization",
            "confirmed",
            "confirmed",
        ),
        ("c5", 1, "ITU", "International Telecommunication Union", "unstated", None),
    ]
    return [
        {
            "meeting_id": f"cluster-2006/{meeting}",
            "role": "facilitator",
            "position": position,
            "organization_id": acronym,
            "organization": name,
            "name_as_printed": acronym,
            "status": status,
            "status_as_printed": printed,
        }
        for meeting, position, acronym, name, status, printed in names
    ]


def _points() -> list[Row]:
    return [
        {
            "meeting_id": f"cluster-2006/{meeting}",
            "section": "themes",
            "position": 1,
            "level": 0,
            "text": text,
        }
        for meeting, text in (("c4", CELLS[1][2]), ("c5", CELLS[2][2]))
    ]


def _links() -> list[Row]:
    return [
        {
            "meeting_id": "cluster-2006/c5",
            "position": 1,
            "kind": "url",
            "url": "http://www.itu.int/osg/spu?a=1&b=2",
            "host": "www.itu.int",
            "text": "http://www.itu.int/osg/spu?a=1&b=2",
            "section": "themes",
        }
    ]


def _provenance() -> list[Row]:
    c4, c5 = "cluster-2006/c4", "cluster-2006/c5"
    year = {"document_id": DOCX, "paragraph": 1, "start": 22, "end": 26, "text": "2006"}
    values = [
        ("documents", DOCX, "events_start", 1, year, "period.stated"),
        ("meetings", c4, "action_line", 1, span_of("C4", 2, 1), "title.code"),
        ("meetings", c4, "title", 1, span_of("Renforcement des capacités", 2, 1), "title.subject"),
        ("meetings", c4, "date", 1, span_of("11 May", 2, 1), "dates.inferred-year"),
        ("meetings", c4, "date", 2, year, "dates.inferred-year"),
        ("meetings", c4, "end_date", 1, span_of("11 May", 2, 1), "dates.inferred-year"),
        ("meetings", c4, "start_time", 1, span_of("10:00", 2, 1), "times.range"),
        ("meetings", c4, "end_time", 1, span_of("13:00", 2, 1), "times.range"),
        (
            "facilitators",
            f"{c4}|facilitator|1",
            "name_as_printed",
            1,
            span_of("UNDP", 2, 2),
            "organizations.exact",
        ),
        (
            "facilitators",
            f"{c4}|facilitator|2",
            "name_as_printed",
            1,
            span_of("UNESCO", 2, 2),
            "organizations.exact",
        ),
        ("facilitators", f"{c4}|facilitator|2", "status", 1, span_of("confirmed", 2, 2), "status.brackets"),
        ("points", f"{c4}|themes|1", "text", 1, span_of("Universités", 2, 3), "points.paragraph"),
        ("meetings", c5, "action_line", 1, span_of("C5", 3, 1), "title.code"),
        (
            "facilitators",
            f"{c5}|facilitator|1",
            "name_as_printed",
            1,
            span_of("ITU", 3, 2),
            "organizations.exact",
        ),
        ("people", f"{c5}|1", "name", 1, span_of("Ada Lovelace", 3, 2), "people.chaired-by"),
        ("points", f"{c5}|themes|1", "text", 1, span_of(CELLS[2][2], 3, 3), "points.paragraph"),
        ("links", f"{c5}|1", "url", 1, span_of(CELLS[2][2][4:-1], 3, 3), "links.printed"),
    ]
    return [
        {"table": table, "record": record, "field": field, "part": part, "rule": rule, **place}
        for table, record, field, part, place, rule in values
    ]


def _findings() -> list[Row]:
    return [
        {
            "finding_id": "not-understood-0123456789ab",
            "check": "not-understood",
            "severity": "warning",
            "report_id": "cluster-2006",
            "meeting_id": "cluster-2006/c5",
            "message": "These words of the meeting column were not understood.",
            "document_id": DOCX,
            "row": 3,
            "column": 1,
            "excerpt": "Confidence",
        },
        {
            "finding_id": "year-inferred-0123456789ab",
            "check": "year-inferred",
            "severity": "info",
            "report_id": "cluster-2006",
            "meeting_id": "cluster-2006/c4",
            "table": "meetings",
            "record": "cluster-2006/c4",
            "field": "date",
            "message": "The year 2006 is not printed with the date; it comes from the report's own words.",
            "document_id": DOCX,
            "row": 2,
            "column": 1,
            "excerpt": "11 May",
        },
    ]


def _reconciliation() -> list[Row]:
    common = {"report_id": "cluster-2006", "table": "meetings", "document_id": PDF}
    return [
        {
            **common,
            "record": "cluster-2006/c4",
            "field": "date",
            "source_value": "2006-05-11",
            "value": "2006-05-11",
            "agrees": True,
        },
        {
            **common,
            "record": "cluster-2006/c4",
            "field": "title",
            "source_value": "Renforcement des capacités",
            "value": "Renforcement de capacités",
            "agrees": False,
        },
    ]
