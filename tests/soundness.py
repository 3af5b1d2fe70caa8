"""What holds of every document that is read and every report that is understood, whatever is in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from pydantic import ValidationError

from pipeline.assemble import order_findings
from pipeline.dataset import TABLES, Dataset, columns, record_key
from pipeline.findings import message
from pipeline.fold import Text
from pipeline.interpret import Interpretation
from pipeline.ledger import visible
from pipeline.model import Document, Evidence, Locator, Notice, Outcome, Paragraph, Table, Value


def paragraphs_of(document: Document) -> dict[Locator, Paragraph]:
    """Every paragraph by its place."""
    inside = (paragraph for table in document.tables for cell in table.cells for paragraph in cell.paragraphs)
    return {paragraph.locator: paragraph for paragraph in (*document.paragraphs, *inside)}


def document_faults(document: Document) -> Iterator[str]:
    """Places lead back to their paragraphs and cells, once each; marks, links and breaks are in bounds."""
    for number, paragraph in enumerate(document.paragraphs, 1):
        if _place(paragraph) != (None, None, None, number):
            yield f"paragraph {number} says it stands at {paragraph.locator}"
    before = 0
    for index, table in enumerate(document.tables, 1):
        if table.index != index or not before <= table.after <= len(document.paragraphs):
            yield f"table {index} says {table.index}, after {table.after}, the one before it after {before}"
        before = table.after
        yield from _grid_faults(table)
    for paragraph in paragraphs_of(document).values():
        ends = [link.span.end for link in paragraph.links] + [brk.offset for brk in paragraph.page_breaks]
        if paragraph.mark is not None:
            ends.append(paragraph.mark.end)
        if max(ends, default=0) > len(paragraph.text) or not paragraph.text.strip():
            yield f"{paragraph.locator}: spans to {ends} of {len(paragraph.text)} characters"
    yield from notice_faults(document.notices)


def _grid_faults(table: Table) -> Iterator[str]:
    taken: set[tuple[int, int]] = set()
    for cell in table.cells:
        here = {
            (row, column)
            for row in range(cell.row, cell.row + cell.row_span)
            for column in range(cell.column, cell.column + cell.col_span)
        }
        if not here or here & taken:
            yield f"table {table.index}: cell {cell.row}, {cell.column} covers another"
        if any(row > table.rows or column > table.columns for row, column in here):
            yield f"table {table.index}: cell {cell.row}, {cell.column} leaves the grid"
        taken |= here
        for number, paragraph in enumerate(cell.paragraphs, 1):
            if _place(paragraph) != (table.index, cell.row, cell.column, number):
                yield f"table {table.index}: {paragraph.locator} in cell {cell.row}, {cell.column}"


def _place(paragraph: Paragraph) -> tuple[object, ...]:
    """Table, row, column and number of a paragraph."""
    place = paragraph.locator
    return (place.table_index, place.row, place.column, place.paragraph)


def interpretation_faults(found: Interpretation) -> Iterator[str]:
    """The ledger is complete, each quotation stands where it says, and each row is one of its table."""
    yield from (f"lost: {entry}" for entry in found.ledger.unaccounted())
    used = [table for table in found.document.tables if table.index in found.selection.tables_used]
    printed = sum(visible(p.text) for table in used for cell in table.cells for p in cell.paragraphs)
    booked = sum(sum(uses.values()) for (table, *_), uses in found.ledger.shares().items() if table)
    if printed != booked:
        yield f"{printed} characters printed, {booked} booked"
    order_findings(found.dataset)
    yield from dataset_faults(found.dataset, found.document)


def dataset_faults(dataset: Dataset, document: Document) -> Iterator[str]:
    """Rows as their tables define them, keys that are never repeated, and true provenance."""
    texts = {_place(paragraph): paragraph.text for paragraph in paragraphs_of(document).values()}
    meetings = {row["meeting_id"] for row in dataset["meetings"]}
    for table, rows in dataset:
        keys = Counter(record_key(table, row) for row in rows)
        yield from (f"{table}: the key {key} {count} times" for key, count in keys.items() if count > 1)
        for row in rows:
            try:
                TABLES[table].model_validate(row)
            except ValidationError as error:
                yield f"{table}: {error}"
            if row.get("meeting_id") is not None and row["meeting_id"] not in meetings:
                yield f"{table}: no meeting {row['meeting_id']}"
    for row in dataset["provenance"]:
        text = texts.get(tuple(row[name] for name in ("table_index", "row", "column", "paragraph")), "")
        start, end = row["start"], row["end"]
        if not isinstance(start, int) or not isinstance(end, int) or row["text"] != text[start:end]:
            yield f"provenance: {row} is not in {text!r}"


def outcome_faults(outcome: Outcome, text: Text) -> Iterator[str]:
    """Readings name columns of their tables and quote the text; the notices can be told."""
    known = {paragraph.locator: paragraph.text for paragraph in text.paragraphs}
    for reading in outcome.readings:
        names = {column.name for column in columns(reading.table)}
        if not names.issuperset((*reading.values, *reading.fixed)):
            yield f"{reading.table} has no column {set(reading.values) - names}"
        yield from value_faults(reading.values.values(), known)
    yield from notice_faults(outcome.notices)
    if len(text.free) != len(text.text):
        yield f"masked at another length: {text.free!r}"


def value_faults(values: Iterable[Value[object]], known: dict[Locator, str]) -> Iterator[str]:
    """Each value's evidence is in the text."""
    yield from (
        f"{part} is not in the text" for value in values for part in value.evidence if not _holds(part, known)
    )


def notice_faults(notices: Iterable[Notice]) -> Iterator[str]:
    """Each notice makes a sentence of one line."""
    yield from (f"{note}" for note in notices if "\n" in note.excerpt or not message(note).strip())


def _holds(part: Evidence, known: dict[Locator, str]) -> bool:
    return known.get(part.locator, "")[part.span.start : part.span.end] == part.text
