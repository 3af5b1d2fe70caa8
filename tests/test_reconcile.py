"""Two renditions of one report, value for value."""

from __future__ import annotations

import datetime as dt

from pipeline.dataset import Dataset
from pipeline.model import ReportId
from pipeline.reconcile import reconcile

DOCUMENT = {"title": "Report", "language": "en", "events_start": None, "events_end": None, "place": "Geneva"}


def meetings(**values: object) -> Dataset:
    """A dataset of one meeting."""
    dataset = Dataset()
    dataset.add("meetings", [{"meeting_id": "r/c1", "report_id": "r", "position": 1, "title": "a", **values}])
    return dataset


def compare(source: Dataset, other: Dataset) -> tuple[list[tuple[object, ...]], list[str]]:
    """The disagreeing rows, and the names of the notices."""
    rows, notices = reconcile(
        ReportId("r"),
        source,
        other,
        {"document_id": "r.docx", **DOCUMENT},
        {"document_id": "r.pdf", **DOCUMENT},
    )
    differing: list[tuple[object, ...]] = [
        (row["table"], row["record"], row["field"], row["source_value"], row["value"])
        for row in rows["reconciliation"]
        if not row["agrees"]
    ]
    return differing, [note.check for note in notices]


def test_equal_renditions_agree_in_every_row() -> None:
    """A row for each value, none of them differing."""
    same = meetings(date=dt.date(2006, 5, 16))

    assert compare(same, same) == ([], [])


def test_a_difference_is_a_row_and_a_notice() -> None:
    """Both values are quoted."""
    source, other = meetings(participants=40), meetings(participants=46)

    assert compare(source, other) == (
        [("meetings", "r/c1", "participants", "40", "46")],
        ["renditions-differ"],
    )


def test_a_record_that_one_rendition_lacks() -> None:
    """Each of its values has no counterpart."""
    differing, _ = compare(meetings(), Dataset())

    assert ("meetings", "r/c1", "title", "a", None) in differing


def test_what_belongs_to_the_file_is_not_compared() -> None:
    """Another document, page or row number is no difference."""
    assert compare(meetings(source_row=1, source_document="r.docx"), meetings(source_row=2)) == ([], [])
