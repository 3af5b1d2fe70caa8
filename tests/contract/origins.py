"""Checks of where values come from: provenance read again, and the renditions compared."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from tests.contract.output import Output, Row, record
from tests.contract.tables import CONTRACT, NORMALISED

OF_THE_FILE = {"report_id", "source_document", "source_page", "source_row"}
COMPARED = ("meetings", "facilitators", "people", "points", "links")
COMPARED_OF_DOCUMENTS = ("title", "language", "events_start", "events_end", "place")


def provenance(out: Output) -> Iterator[str]:
    """Each quoted text stands at its place, and belongs to a value."""
    known = {(table, record(table, row)): row for table, rows in out.tables.items() for row in rows}
    for row in out.tables["provenance"]:
        of = row["table"], row["record"], row["field"]
        if known.get(of[:2], {}).get(row["field"]) is None:
            yield f"{of}: there is no such value"
        if row["end"] - row["start"] != len(row["text"]) or not row["text"]:
            yield f"{of}: {row['text']!r} is not {row['end'] - row['start']} characters"
        if (words := _words(out, row)) != row["text"]:
            yield f"{of}: {row['text']!r}, but {words!r} stands there"


def traced(out: Output) -> Iterator[str]:
    """Each normalised value has its provenance."""
    known = {(row["table"], row["record"], row["field"]) for row in out.tables["provenance"]}
    for table, names in NORMALISED.items():
        for row in out.tables[table]:
            of = table, record(table, row)
            has = {name for name in names if row[name] is not None}
            if row.get("status", "unstated") != "unstated":
                has.add("status")
            if table == "documents" and row["role"] != "source":
                continue
            yield from (f"{of} {name}: no provenance" for name in sorted(has) if (*of, name) not in known)


def _words(out: Output, row: Row) -> str | None:
    """What stands at a place: in a cell, or (without one) in the text outside the tables, which only the
    reader shows."""
    at = row["table_index"], row["row"], row["column"]
    if at == (None, None, None):
        texts = [paragraph.text for paragraph in out.document(row["document_id"]).paragraphs]
    else:
        texts = out.inspected(row["document_id"]).cells.get(at, [])
    return texts[row["paragraph"] - 1][row["start"] : row["end"]] if row["paragraph"] <= len(texts) else None


def pages(out: Output) -> Iterator[str]:
    """What was read of a PDF has its page, which the PDF has; what was read of another file has none."""
    have = {row["document_id"]: row["pages"] or 0 for row in out.tables["documents"]}
    for table, document, page in (
        ("meetings", "source_document", "source_page"),
        ("provenance", "document_id", "page"),
    ):
        for row in out.tables[table]:
            last = have[row[document]]
            if not min(1, last) <= (row[page] or 0) <= last:
                yield f"{table} {record(table, row)}: page {row[page]} of {last} in {row[document]}"


def tables_seen(out: Output) -> Iterator[str]:
    """`tables_found` is what `inspect` shows."""
    for row in out.tables["documents"]:
        if row["role"] != "corroboration":  # to read those again takes long
            seen = out.inspected(row["document_id"]).tables
            if seen != row["tables_found"]:
                yield f"{row['document_id']}: {row['tables_found']} tables found, {seen} shown"


def reconciliation(out: Output) -> Iterator[str]:
    """A row for each value of the source and each other rendition; it says truly what agrees."""
    renditions: dict[str, list[str]] = defaultdict(list)
    for row in out.tables["documents"]:
        if row["role"] == "corroboration":
            renditions[row["report_id"]].append(row["document_id"])
    told = {
        tuple(row[c.name] for c in CONTRACT["reconciliation"] if c.key): row
        for row in out.tables["reconciliation"]
    }
    report_of = {row["meeting_id"]: row["report_id"] for row in out.tables["meetings"]}
    for table in ("documents", *COMPARED):
        for row in out.texts(table):
            if row.get("role") in {"corroboration", "rejected"}:
                continue
            report = row["report_id"] if table == "documents" else report_of[row["meeting_id"]]
            for name in _compared(table):
                for document in renditions[report] if row[name] else ():
                    pair = told.pop((report, table, record(table, row), name, document), None)
                    if pair is None or pair["source_value"] != row[name]:
                        yield f"{table} {record(table, row)} {name}: {pair}, {row[name]!r} expected"
                    elif pair["agrees"] != (pair["source_value"] == pair["value"]):
                        yield f"{pair}: does it agree?"
    yield from (
        f"{key}: no such value"
        for key, row in told.items()
        if row["source_value"] is not None or row["agrees"]
    )
    yield from (f"{key}: no value" for key, row in told.items() if row["value"] is None)


def _compared(table: str) -> list[str]:
    if table == "documents":
        return list(COMPARED_OF_DOCUMENTS)
    return [column.name for column in CONTRACT[table] if not column.key and column.name not in OF_THE_FILE]
