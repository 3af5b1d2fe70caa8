"""The report of a run: `validation.json` for programs, `validation.html` for people.

One report is one page. Several have an index, and a page each in the folder `validation`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from pipeline.dataset import Dataset, Row
from pipeline.ledger import Ledger
from pipeline.model import Document
from pipeline.write.report.charts import Chart, Drawing, charts_of_all, charts_of_one, drawing
from pipeline.write.report.facts import Facts, Report, as_json, facts
from pipeline.write.report.page import render
from pipeline.write.report.source import Index, Source, source_of
from pipeline.write.report.view import PAGES, Page, Picture, heat, places, severities

_RUN = ""
"""Stands for the run as a whole where others are identifiers of reports."""
_PICTURED = ("meetings", "facilitators", "people", "links")


@contextmanager
def report_of(dataset: Dataset) -> Iterator[RunReport]:
    """The report of `dataset`, whose pictures are drawn from now on."""
    charts = _charts(dataset)
    with drawing([chart for group in charts.values() for chart in group]) as drawn:
        yield RunReport(dataset, charts, drawn)


class RunReport:
    """What there is to say of a run."""

    def __init__(self, dataset: Dataset, charts: Mapping[str, Sequence[Chart]], drawn: Drawing) -> None:
        self._dataset = dataset
        self._charts = charts
        self._drawn = drawn

    def write(self, sources: Mapping[str, tuple[Document, Ledger]], folder: Path) -> None:
        """Write JSON and pages into `folder`; `sources` are the source documents as read, by document_id."""
        run = facts(self._dataset, {name: ledger for name, (_, ledger) in sources.items()})
        (folder / "validation.json").write_bytes(as_json(run))
        index = Index(self._dataset)
        views = {
            report.report_id: source_of(*sources[report.source], index)
            for report in run.reports
            if report.source is not None and report.source in sources
        }
        pictures = self._pictures()
        if len(run.reports) == 1:
            (report,) = run.reports
            page = _page_of_one(run, report, views.get(report.report_id), pictures[_RUN])
            (folder / "validation.html").write_bytes(render(page))
            return
        (folder / PAGES).mkdir()
        for report in run.reports:
            page = _page_of_one(run, report, views.get(report.report_id), pictures[report.report_id])
            (folder / PAGES / f"{report.report_id}.html").write_bytes(render(page))
        (folder / "validation.html").write_bytes(render(_index(run, views, pictures[_RUN])))

    def _pictures(self) -> dict[str, tuple[Picture, ...]]:
        drawn = iter(self._drawn.pictures())
        return {
            name: tuple(Picture(chart, next(drawn)) for chart in group)
            for name, group in self._charts.items()
        }


def _page_of_one(run: Facts, report: Report, source: Source | None, pictures: tuple[Picture, ...]) -> Page:
    only = len(run.reports) == 1
    findings = [each for each in run.findings if only or each.report_id == report.report_id]
    return Page(
        reports=(report,),
        documents=tuple(each for each in run.documents if each.report_id == report.report_id),
        severities=severities(findings, dict(places(findings, source, "")) if source else {}),
        pictures=pictures,
        is_index=False,
        is_part=not only,
        source=source,
        heat=heat(source, report.cells) if source else (),
        version=run.version,
    )


def _index(run: Facts, views: Mapping[str, Source], pictures: tuple[Picture, ...]) -> Page:
    addresses = {
        finding_id: address
        for report_id, source in views.items()
        for finding_id, address in places(run.findings, source, f"{PAGES}/{report_id}.html")
    }
    return Page(
        reports=run.reports,
        documents=run.documents,
        severities=severities(run.findings, addresses),
        pictures=pictures,
        is_index=True,
        is_part=False,
        version=run.version,
    )


def _charts(dataset: Dataset) -> dict[str, list[Chart]]:
    """The charts of the run and, where it has several reports, of each; only those with anything to show."""
    reports = dict.fromkeys(str(row["report_id"]) for row in dataset["documents"])
    if len(reports) == 1:
        charts = {_RUN: charts_of_one(dataset.tables)}
    else:
        tables = _by_report(dataset)
        charts = {_RUN: charts_of_all(dataset.tables)}
        charts |= {report_id: charts_of_one(tables[report_id]) for report_id in reports}
    return {name: [chart for chart in group if chart.rows] for name, group in charts.items()}


def _by_report(dataset: Dataset) -> dict[str, dict[str, list[Row]]]:
    reports = {row["meeting_id"]: str(row["report_id"]) for row in dataset["meetings"]}
    tables: dict[str, dict[str, list[Row]]] = defaultdict(lambda: {table: [] for table in _PICTURED})
    for table in _PICTURED:
        for row in dataset[table]:
            if row["meeting_id"] in reports:
                tables[reports[row["meeting_id"]]][table].append(row)
    return tables
