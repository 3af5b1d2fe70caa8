"""The rows of the documents table: what was read of a file, or why it was not."""

from __future__ import annotations

import hashlib
from pathlib import Path

from pipeline.assemble import findings_of
from pipeline.dataset import Dataset, Row
from pipeline.findings import ReadError, notice
from pipeline.model import Document, ReportId, ReportReadings
from pipeline.read import SUFFIXES, document_id_of, fingerprint
from pipeline.renditions import check_place
from pipeline.select import Selection

_UNREAD = hashlib.sha256(b"").hexdigest(), 0
"""Hash and size of what was read of a file that cannot be opened."""


def document_row(
    report_id: ReportId, document: Document, selection: Selection, readings: ReportReadings
) -> Row:
    """The row for a rendition that was read, but for its role."""
    values = {name: value.value for name, value in readings.values.items() if name != "timezone"}
    return {
        "document_id": document.document_id,
        "report_id": report_id,
        "format": document.format,
        "sha256": document.sha256,
        "bytes": document.size,
        "pages": document.pages,
        "title": None,
        "language": next(iter(readings.languages), None),
        "profile": selection.profile.name if selection.profile else None,
        "tables_found": len(document.tables),
        "tables_used": len({meeting.row.table_index for meeting in readings.meetings}),
        "events_start": None,
        "events_end": None,
        "place": None,
        "error": None,
        **values,
    }


def rejection(
    report_id: ReportId, path: Path, reason: str, document: Document | None = None, *, follow_links: bool
) -> Dataset:
    """The rows for a file that is no source of data; `document` is what was read of it, where it could be."""
    row: dict[str, object] = {
        "document_id": document_id_of(path),
        "report_id": report_id,
        "role": "rejected",
        "format": SUFFIXES[path.suffix.lower()],
        "pages": document.pages if document else None,
        "tables_found": len(document.tables) if document else 0,
        "tables_used": 0,
        "error": reason,
    }
    try:
        check_place(path, follow_links=follow_links)
        sha256, size = fingerprint(path)
    except ReadError:
        sha256, size = _UNREAD
    dataset = Dataset()
    dataset.add("documents", [{**row, "sha256": sha256, "bytes": size}])
    note = notice("document-rejected", reason=reason)
    dataset.extend(findings_of([note], {"report_id": report_id}, document_id=document_id_of(path)))
    return dataset
