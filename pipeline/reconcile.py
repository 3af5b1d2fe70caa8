"""The same values in a report's other renditions: what agrees, and what does not."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.dataset import Dataset, Row, as_text, columns, record_key
from pipeline.findings import notice
from pipeline.model import Notice, ReportId

_COMPARED = ("meetings", "facilitators", "people", "points", "links")
_OF_THE_FILE = {"report_id", "source_document", "source_page", "source_row"}
_DOCUMENT_FIELDS = ("title", "language", "events_start", "events_end", "place")


def reconcile(
    report_id: ReportId, source: Dataset, other: Dataset, source_row: Row, other_row: Row
) -> tuple[Dataset, list[Notice]]:
    """One reconciliation row for each value of either rendition, and a notice for each difference.

    `source_row` and `other_row` are the two files' rows of the documents table.
    """
    document_id = str(other_row["document_id"])
    result = Dataset()
    notices: list[Notice] = []
    compared = [
        ("documents", str(source_row["document_id"]), name, source_row[name], other_row[name])
        for name in _DOCUMENT_FIELDS
        if source_row[name] is not None or other_row[name] is not None
    ]
    for table in _COMPARED:
        compared.extend((table, *pair) for pair in _pairs(table, source, other))
    for table, record, name, mine, theirs in compared:
        agrees = mine == theirs
        row = {"table": table, "record": record, "field": name, "document_id": document_id}
        values = {"source_value": as_text(mine) or None, "value": as_text(theirs) or None, "agrees": agrees}
        result.add("reconciliation", [{"report_id": report_id, **row, **values}])
        if not agrees:
            notices.append(
                notice(
                    "renditions-differ",
                    field=name,
                    table=table,
                    record=record,
                    source=_quoted(mine),
                    other=_quoted(theirs),
                    document=document_id,
                )
            )
    return result, notices


def _pairs(table: str, source: Dataset, other: Dataset) -> Iterator[tuple[str, str, object, object]]:
    mine = {record_key(table, row): row for row in source[table]}
    theirs = {record_key(table, row): row for row in other[table]}
    empty: dict[str, object] = {}
    for record in dict.fromkeys((*mine, *theirs)):
        left, right = mine.get(record, empty), theirs.get(record, empty)
        for column in columns(table):
            if column.key or column.name in _OF_THE_FILE:
                continue
            one, two = left.get(column.name), right.get(column.name)
            if one is not None or two is not None:
                yield record, column.name, one, two


def _quoted(value: object) -> str:
    return f"“{as_text(value)}”" if value is not None else "nothing"
