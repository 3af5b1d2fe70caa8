"""The tables of a document as the reader sees them, for people and for programs."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from pipeline.model import Cell, Document, Table
from pipeline.profile import Profile
from pipeline.select import select


def as_json(document: Document) -> str:
    """All tables with their cells and paragraphs; every count is from 1, each merged cell is there once."""
    content = {
        "document_id": document.document_id,
        "format": document.format,
        "tables": [
            {
                "index": table.index,
                "page": table.page,
                "rows": table.rows,
                "columns": table.columns,
                "cells": [_cell(cell) for cell in table.cells],
            }
            for table in document.tables
        ],
    }
    return json.dumps(content, ensure_ascii=False, indent=1)


def as_text(document: Document) -> str:
    """The same for reading: a line for each cell's place, its paragraphs beneath."""
    lines = [f"{document.document_id} ({document.format}): {len(document.tables)} tables"]
    for table in document.tables:
        lines.extend(_table(table))
    return "\n".join(lines)


def reasons(document: Document, profiles: Sequence[Profile]) -> Iterator[str]:
    """For each table one line that says why it was taken, or why not."""
    selection = select(document, profiles)
    for table in document.tables:
        if table.index in selection.tables_used and selection.profile:
            yield f"table {table.index}: taken, profile {selection.profile.name}"
        else:
            reason = selection.reasons.get(table.index, "two profiles fit it equally well")
            yield f"table {table.index}: not taken: {reason}"


def _cell(cell: Cell) -> dict[str, object]:
    return {
        "row": cell.row,
        "column": cell.column,
        "row_span": cell.row_span,
        "col_span": cell.col_span,
        "text": cell.text,
        "paragraphs": [
            {"text": paragraph.text, "level": paragraph.level, "marker": paragraph.marker}
            for paragraph in cell.paragraphs
        ],
    }


def _table(table: Table) -> Iterator[str]:
    page = f", page {table.page}" if table.page else ""
    yield f"\ntable {table.index}{page}: {table.rows} rows, {table.columns} columns"
    for cell in table.cells:
        spans = f", {cell.row_span} x {cell.col_span}" if (cell.row_span, cell.col_span) != (1, 1) else ""
        yield f"  row {cell.row}, column {cell.column}{spans}"
        for paragraph in cell.paragraphs:
            mark = f"[{paragraph.marker} {paragraph.level}] " if paragraph.marker else ""
            yield f"    {mark}{' / '.join(paragraph.text.split(chr(10)))}"
