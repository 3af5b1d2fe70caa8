"""What stands above a table in the document's own paragraphs: a day, a session, a meeting's name."""

from __future__ import annotations

from itertools import takewhile

from pipeline.model import Cell, Document, Entry, Paragraph, Row, Table

_LONGEST = 200
"""Characters that a heading has at most."""

_LONGEST_ANNOUNCEMENT = 60
"""The same where a colon ends it: a longer one announces the table, and names nothing."""

_SENTENCE_ENDS = (".", ";", "!", "?", "。", "؟", "؛", "।")


def heading_above(document: Document, table: Table) -> Row | None:
    """The headings directly above `table` and below the table before it; None where there are none."""
    before = document.tables[table.index - 2].after if table.index > 1 else 0
    paragraphs = [p for p in document.paragraphs[before : table.after] if p.text.strip()]
    headings = list(takewhile(_is_heading, reversed(paragraphs)))[::-1]
    entries = tuple(Entry((), "", Cell(1, 1, 1, 1, (paragraph,))) for paragraph in headings)
    return Row("heading", table.index, 0, entries) if entries else None


def _is_heading(paragraph: Paragraph) -> bool:
    """One line without a list mark that is no sentence."""
    text = paragraph.text.strip()
    longest = _LONGEST_ANNOUNCEMENT if text.endswith((":", "：")) else _LONGEST
    return paragraph.marker is None and len(text) <= longest and not text.endswith(_SENTENCE_ENDS)
