"""The report of a run: `validation.json` for programs, `validation.html` for people.

One report is one page. Several have an index, and a page each in the folder `validation`. The page of a
report is made where the report is read; what is about the run grows by one report after the other.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline import __version__
from pipeline.dataset import Dataset, Documents
from pipeline.ledger import Ledger
from pipeline.model import Document, PagePicture
from pipeline.write.report.charts import (
    MOST_PICTURED,
    OF_EACH,
    OF_ONE,
    Chart,
    Tally,
    charts_of,
    charts_of_all,
    drawing,
    renderer,
)
from pipeline.write.report.facts import LISTS, Report, Run, entries_of, facts_of, json_of
from pipeline.write.report.page import render, with_pictures
from pipeline.write.report.sheets import sheets_of
from pipeline.write.report.source import Index, source_of
from pipeline.write.report.view import (
    Gathering,
    Page,
    SeverityView,
    Totals,
    address_of,
    heat,
    places,
    severities,
)

_LISTED = 2_000
"""Reports and files that the index names; more would be no page to read."""
_FINDINGS_OF_A_CHECK = 25
"""Findings of one check that the index shows, of all reports together, and reports that it names."""


@dataclass(frozen=True, slots=True)
class PagePortion:
    """What one report gives to the report of the run: the entries of its JSON, its page, the pictures that
    belong into it, and what the index shows of it."""

    entries: dict[str, list[bytes]]
    report: Report
    documents: tuple[Documents, ...]
    severities: tuple[SeverityView, ...]
    tally: Tally
    page: bytes
    charts: tuple[Chart, ...]


Read = tuple[Document, Ledger, tuple[PagePicture, ...]]
"""A source as it was read, and the pictures of its pages."""


def page_of(dataset: Dataset, source: Read | None, run: Run) -> PagePortion:
    """The portion of the one report whose rows are in `dataset`."""
    facts = facts_of(dataset, source[1] if source else None, run.command)
    (report,) = facts.reports
    view = source_of(*source[:2], Index(dataset)) if source else None
    is_part = run.reports > 1
    is_pictured = run.reports <= MOST_PICTURED
    charts = charts_of(dataset.tables, OF_EACH if is_part else OF_ONE) if is_pictured else []
    page = Page(
        version=facts.version,
        command=facts.command,
        reports=facts.reports,
        totals=Totals().plus(report),
        documents=facts.documents,
        severities=severities(facts.findings, dict(places(facts.findings, view, "")) if view else {}),
        charts=tuple(charts),
        is_index=False,
        is_part=is_part,
        source=view,
        sheets=sheets_of(view, source[2]) if source and view else None,
        heat=heat(view, report.cells) if view else (),
    )
    # what has no place of its own is about the report as a whole
    address = address_of(report.report_id)
    addresses = dict.fromkeys((each.finding_id for each in facts.findings), address)
    addresses |= places(facts.findings, view, address) if view else {}
    return PagePortion(
        entries=entries_of(facts),
        report=replace(report, cells=(), renditions=()),
        documents=facts.documents,
        severities=severities(facts.findings, addresses, _FINDINGS_OF_A_CHECK),
        tally=Tally(dataset.tables),
        page=render(page),
        charts=tuple(charts),
    )


class RunReport:
    """The report of a run, written into `folder` as its reports come.

    What is not yet in its place is kept in files in the folder `spool`, which `stack` closes.
    """

    def __init__(self, folder: Path, spool: Path, run: Run, stack: ExitStack) -> None:
        self._folder = folder
        self._command = run.command
        self._is_index = run.reports != 1
        self._totals = Totals()
        self._reports: list[Report] = []
        self._documents: list[Documents] = []
        self._findings = Gathering(_FINDINGS_OF_A_CHECK)
        self._tally = Tally()
        self._charts: list[tuple[Path, tuple[Chart, ...]]] = []
        self._renderer = stack.enter_context(renderer())
        self._lists = {name: stack.enter_context((spool / f"{name}.json").open("w+b")) for name in LISTS}
        if self._is_index:
            (folder / "validation").mkdir()

    def add(self, portion: PagePortion) -> None:
        """Write the page of the next report, and count it in."""
        self._totals = self._totals.plus(portion.report)
        if len(self._reports) < _LISTED:
            self._reports.append(portion.report)
            self._documents.extend(portion.documents)
        self._findings.add(portion.severities, portion.report.report_id)
        self._tally.add(portion.tally)
        for name, entries in portion.entries.items():
            for entry in entries:
                self._lists[name].write(len(entry).to_bytes(8) + entry)
        address = address_of(portion.report.report_id) if self._is_index else "validation.html"
        self._put(self._folder / address, portion.page, portion.charts)

    @contextmanager
    def finishing(self) -> Iterator[None]:
        """Write the index, the JSON and the pictures, which are drawn while the block runs."""
        if self._is_index:
            page = self._index()
            self._put(self._folder / "validation.html", render(page), page.charts)
        wanted = [chart for _, charts in self._charts for chart in charts]
        with drawing(wanted, [self._renderer]) as drawn:
            self._write_json()
            yield
            pictures = iter(drawn.pictures())
            for path, charts in self._charts:
                path.write_bytes(
                    with_pictures(path.read_bytes(), [(chart, next(pictures)) for chart in charts])
                )

    def _put(self, path: Path, page: bytes, charts: tuple[Chart, ...]) -> None:
        path.write_bytes(page)
        if charts:
            self._charts.append((path, charts))

    def _index(self) -> Page:
        return Page(
            version=__version__,
            command=self._command,
            reports=tuple(self._reports),
            totals=self._totals,
            documents=tuple(self._documents),
            severities=self._findings.severities(),
            charts=tuple(charts_of_all(self._tally)),
            is_index=True,
            is_part=False,
        )

    def _write_json(self) -> None:
        with (self._folder / "validation.json").open("wb") as file:
            file.writelines(json_of(self._command, {name: self._entries(name) for name in self._lists}))

    def _entries(self, name: str) -> Iterator[bytes]:
        file = self._lists[name]
        file.seek(0)
        while size := file.read(8):
            yield file.read(int.from_bytes(size))
