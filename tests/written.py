"""A dataset of tests, written as a run writes it: report by report."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path

from pipeline.dataset import Dataset
from pipeline.write import SourceView, portion_of, writing
from pipeline.write.overview import overview
from pipeline.write.parquet import ParquetTable, arrow_rows
from pipeline.write.report import RunReport, page_of
from pipeline.write.report.facts import Run
from pipeline.write.workbook import WorkbookFile

COMMAND = "python -m pipeline extract INPUT_FOLDER --output OUTPUT_FOLDER --ocr"


def by_report(data: Dataset) -> list[Dataset]:
    """The rows of each report, in the order of the documents."""
    of_document = {row["document_id"]: row["report_id"] for row in data["documents"]}
    of_meeting = {row["meeting_id"]: row["report_id"] for row in data["meetings"]}
    reports: dict[object, Dataset] = {name: Dataset() for name in of_document.values()}
    for table, rows in data:
        for row in rows:
            name = row.get("report_id") or of_meeting.get(row.get("meeting_id"))
            reports[name or of_document[row["document_id"]]].add(table, [row])
    return list(reports.values())


def write_dataset(
    data: Dataset, source: SourceView | None, output: Path, about: Mapping[str, object] | None = None
) -> list[Path]:
    """Write `data` to `output`, its first report read from `source`; the files, in order of name."""
    reports = by_report(data)
    run = Run(len(reports), COMMAND)
    with writing(output, run, about or {}) as writer:
        for number, rows in enumerate(reports):
            writer.add(portion_of(rows, None if number else source, run))
    return [output / name for name in writer.files]


def write_report(data: Dataset, source: SourceView | None, folder: Path) -> None:
    """Write the report of a run of `data` into `folder`."""
    reports = by_report(data)
    run = Run(len(reports), COMMAND)
    spool = folder / "spool"
    spool.mkdir()
    with ExitStack() as stack:
        report = RunReport(folder, spool, run, stack)
        for number, rows in enumerate(reports):
            read = (source.document, source.ledger, source.pictures) if source and not number else None
            report.add(page_of(rows, read, run))
        with report.finishing():
            pass


def write_sheets(path: Path, *portions: Dataset) -> None:
    """Write the workbook of these portions to `path`."""
    with WorkbookFile(path) as book:
        for data in portions:
            book.add({**data.tables, "overview": overview(data)})
        book.close()


def write_table(table: str, data: Dataset, path: Path, portions: int = 1) -> None:
    """Write the Parquet file of a table of `data` to `path`, in so many portions."""
    rows = data[table]
    with ParquetTable(table, path) as file:
        for number in range(portions):
            file.add(arrow_rows(table, rows[number::portions] if portions > 1 else rows))
        file.close()
