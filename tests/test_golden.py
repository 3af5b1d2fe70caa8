"""The golden reports: every rendition gives the dataset that was typed by hand from the document."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from pipeline.documents import document_row
from pipeline.interpret import Interpretation, Knowledge, interpret, load_knowledge
from pipeline.ledger import visible
from pipeline.model import DocumentId, ReportId
from pipeline.read import ReadOptions, read
from tests.golden_dataset import GOLDEN, differences, document_differences

RAW = Path(__file__).parents[1] / "raw"
FIRST = "wsis-cluster-2006"
REPORTS = (
    FIRST,
    "wsis-cluster-2009",
    "wsis-forum-2010-action-lines",
    "wsis-thematic-lines-2008",
    "wsis-forum-2011-summary",
    "smsi-geneve-2007",
    "cmsi-ginebra-2008",
    "wsis-action-lines-2012",
    "wsis-consultations-2013",
    "smsi-reunions-2011",
    "forum-workshops-2008",
    *(f"wsis-meetings-2015-{language}" for language in ("en", "fr", "es", "ru", "ar", "zh")),
)
RENDITIONS = [
    (report, path)
    for report in REPORTS
    for suffix in ("docx", "pdf", "txt")
    if (path := (RAW if report == FIRST else GOLDEN / report) / f"{report}.{suffix}").exists()
]

renditions = pytest.mark.parametrize(
    ("report", "path"), RENDITIONS, ids=[path.name for _, path in RENDITIONS]
)


@cache
def knowledge() -> Knowledge:
    """Profiles, lexicons and register, loaded once."""
    return load_knowledge(None)


@cache
def interpretation(report: str, path: Path) -> Interpretation:
    """A rendition, read and interpreted."""
    document = read(path, DocumentId(path.name), ReadOptions())
    return interpret(ReportId(report), document, knowledge())


def test_all_renditions_are_there() -> None:
    """Seventeen reports in Word, fifteen of them in PDF, eleven in plain text."""
    assert len(RENDITIONS) == 43


@renditions
def test_values(report: str, path: Path) -> None:
    """Meetings, facilitators, people, points and links, value for value."""
    assert differences(report, interpretation(report, path).dataset) == []


@renditions
def test_report_values(report: str, path: Path) -> None:
    """Title, language, days and place of the events."""
    found = interpretation(report, path)
    row = document_row(ReportId(report), found.document, found.selection, found.readings)

    assert document_differences(report, row) == []


@renditions
def test_nothing_is_lost(report: str, path: Path) -> None:
    """Every visible character of the used tables is in the ledger, and none is unaccounted for."""
    found = interpretation(report, path)
    tables = [table for table in found.document.tables if table.index in found.selection.tables_used]
    printed = sum(
        visible(paragraph.text) for t in tables for cell in t.cells for paragraph in cell.paragraphs
    )

    shares = found.ledger.shares()
    booked = sum(sum(uses.values()) for (table, _, _), uses in shares.items() if table)

    assert found.ledger.unaccounted() == []
    assert printed == booked > 0


@renditions
def test_provenance_round_trip(report: str, path: Path) -> None:
    """Read again, the document has exactly the quoted words at each place that a value was read from."""
    document = read(path, DocumentId(path.name), ReadOptions())
    places = {
        (p.locator.table_index, p.locator.row, p.locator.column, p.locator.paragraph): p.text
        for paragraphs in (
            [document.paragraphs, *(cell.paragraphs for table in document.tables for cell in table.cells)]
        )
        for p in paragraphs
    }

    rows = interpretation(report, path).dataset["provenance"]

    assert len(rows) > 80
    for row in rows:
        place = (row["table_index"], row["row"], row["column"], row["paragraph"])
        assert row["text"] == places[place][row["start"] : row["end"]]  # type: ignore[index]  # rows hold objects
