"""The report of a run: `validation.json` for programs, `validation.html` for people.

One report is one page. Several have an index, and a page each in the folder `validation`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from pipeline.dataset import Dataset, Findings, Row
from pipeline.ledger import Ledger
from pipeline.model import Document
from pipeline.write.report.charts import OF_ALL, OF_EACH, OF_ONE, Chart, Drawing, charts_of, drawing
from pipeline.write.report.facts import Facts, Report, as_json, facts
from pipeline.write.report.page import render, template
from pipeline.write.report.source import Index, Source, source_of
from pipeline.write.report.view import Page, Picture, address_of, heat, places, severities

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
        findings = _grouped(run)
        template()  # compiled while the pictures are still drawn
        pictures = self._pictures()
        addresses: dict[str, str] = {}
        for report in run.reports:
            read = sources.get(report.source or "")
            source = source_of(*read, index) if read else None
            page = _page(run, report, findings[report.report_id], source, pictures)
            path = folder / (address_of(report.report_id) if page.is_part else "validation.html")
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(render(page))
            if source:
                addresses |= places(findings[report.report_id], source, address_of(report.report_id))
        if len(run.reports) != 1:
            (folder / "validation.html").write_bytes(render(_index(run, addresses, pictures)))

    def _pictures(self) -> dict[str, tuple[Picture, ...]]:
        drawn = iter(self._drawn.pictures())
        return {
            name: tuple(Picture(chart, next(drawn)) for chart in group)
            for name, group in self._charts.items()
        }


def _grouped(run: Facts) -> dict[str, list[Findings]]:
    """The findings by report; those about no report belong to the only one, where there is but one."""
    groups: dict[str, list[Findings]] = defaultdict(list)
    only = run.reports[0].report_id if len(run.reports) == 1 else _RUN
    for finding in run.findings:
        groups[finding.report_id or only].append(finding)
    return groups


def _page(
    run: Facts,
    report: Report,
    findings: Sequence[Findings],
    source: Source | None,
    pictures: Mapping[str, tuple[Picture, ...]],
) -> Page:
    is_part = len(run.reports) > 1
    return Page(
        version=run.version,
        reports=(report,),
        documents=tuple(each for each in run.documents if each.report_id == report.report_id),
        severities=severities(findings, dict(places(findings, source, "")) if source else {}),
        pictures=pictures[report.report_id if is_part else _RUN],
        is_index=False,
        is_part=is_part,
        source=source,
        heat=heat(source, report.cells) if source else (),
    )


def _index(run: Facts, addresses: Mapping[str, str], pictures: Mapping[str, tuple[Picture, ...]]) -> Page:
    return Page(
        version=run.version,
        reports=run.reports,
        documents=run.documents,
        severities=severities(run.findings, addresses),
        pictures=pictures[_RUN],
        is_index=True,
        is_part=False,
    )


def _charts(dataset: Dataset) -> dict[str, list[Chart]]:
    """The charts of the run and, where it has several reports, of each."""
    reports = dict.fromkeys(str(row["report_id"]) for row in dataset["documents"])
    if len(reports) == 1:
        return {_RUN: charts_of(dataset.tables, OF_ONE)}
    tables = _by_report(dataset)
    of_each = {report_id: charts_of(tables[report_id], OF_EACH) for report_id in reports}
    return {_RUN: charts_of(dataset.tables, OF_ALL), **of_each}


def _by_report(dataset: Dataset) -> dict[str, dict[str, list[Row]]]:
    reports = {row["meeting_id"]: str(row["report_id"]) for row in dataset["meetings"]}
    tables: dict[str, dict[str, list[Row]]] = defaultdict(lambda: {table: [] for table in _PICTURED})
    for table in _PICTURED:
        for row in dataset[table]:
            if row["meeting_id"] in reports:
                tables[reports[row["meeting_id"]]][table].append(row)
    return tables
