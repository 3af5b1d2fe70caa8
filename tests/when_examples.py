"""Examples of dated cells: the words that values come from are drawn in the text, `¶` ends a paragraph.

What is expected is written `2007-05-14..2007-05-15 10:00-13:00 Europe/Zurich`, as far as it is read.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from pipeline.fold import Text
from pipeline.lexicon import Lexicon, own_lexicons
from pipeline.model import DocumentId, Evidence, Locator, Outcome, Paragraph, Span, Value
from pipeline.normalise.dates import Known, Period, read_when

PROSE = Locator(DocumentId("report.docx"), None, None, None, None, 1)
SPRING = Known(
    Period(date(2007, 4, 1), date(2007, 6, 30), (Evidence(PROSE, Span(0, 11), "Spring 2007"),)),
    timezone="Europe/Zurich",
)
"""The report says that its events were in spring 2007, in a city of the zone Europe/Zurich."""
DAY_ROW: Value[object] = Value(
    date(2007, 5, 14), (Evidence(PROSE, Span(0, 11), "14 May 2007"),), "dates.printed"
)


@dataclass(frozen=True)
class Example:
    """A cell's text with `⟦…⟧` drawn around the words that values come from, what these are, and the checks
    that speak (but for the year's inference)."""

    drawn: str
    stated: str = ""
    checks: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """The drawn text, which is the name of the example."""
        return self.drawn


def example(drawn: str, stated: str = "", *checks: str) -> Example:
    """A row of a table of examples."""
    return Example(drawn, stated, checks)


def cell(text: str) -> Text:
    """The text of a cell whose paragraphs are parted by `¶`."""
    paragraphs = (
        Paragraph(part, Locator(DocumentId("report.docx"), None, 1, 2, 1, number))
        for number, part in enumerate(text.split("¶"), 1)
    )
    return Text(list(paragraphs))


def spans_drawn(drawn: str) -> tuple[str, set[tuple[int, int, int]]]:
    """The text without the brackets, and paragraph, start and end of what they enclose."""
    spans: set[tuple[int, int, int]] = set()
    paragraphs: list[str] = []
    for number, part in enumerate(drawn.split("¶"), 1):
        plain = ""
        for piece in re.split(r"(⟦[^⟧]*⟧)", part):
            bare = piece.strip("⟦⟧")
            if piece.startswith("⟦"):
                spans.add((number, len(plain), len(plain) + len(bare)))
            plain += bare
        paragraphs.append(plain)
    return "¶".join(paragraphs), spans


def read(drawn: str, language: str = "en", known: Known = SPRING, lexicon: Lexicon | None = None) -> Outcome:
    """What is read from a cell."""
    text, _ = spans_drawn(drawn)
    return read_when(cell(text), lexicon or own_lexicons().of(language), known)


def stated(outcome: Outcome) -> str:
    """The values of an outcome as the examples write them."""
    values = {name: value.value for reading in outcome.readings for name, value in reading.values.items()}
    days = dict.fromkeys(str(values[name]) for name in ("date", "end_date") if name in values)
    start, end = (f"{values[name]:%H:%M}" if name in values else "" for name in ("start_time", "end_time"))
    parts = ["..".join(days), f"{start}-{end}" if end else start, str(values.get("timezone", ""))]
    return " ".join(part for part in parts if part)


def spans_of(outcome: Outcome) -> set[tuple[int, int, int]]:
    """Paragraph, start and end of everything in the cell that a value was read from."""
    return {
        (part.locator.paragraph, part.span.start, part.span.end)
        for reading in outcome.readings
        for value in reading.values.values()
        for part in value.evidence
        if part.locator.table_index is not None
    }


def checks_of(outcome: Outcome) -> tuple[str, ...]:
    """The checks that speak, but for the year's inference."""
    return tuple(note.check for note in outcome.notices if note.check != "year-inferred")
