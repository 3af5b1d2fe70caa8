"""What a page shows: the facts of a run arranged for a reader."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import get_args

from pipeline.dataset import Documents, Findings
from pipeline.findings import Severity, catalogue
from pipeline.model import Table
from pipeline.write.report.charts import Chart
from pipeline.write.report.facts import CellShares, Report, Shares, Verdict
from pipeline.write.report.sheets import Sheets
from pipeline.write.report.source import Block, Source

PAGES = "validation"
"""The folder of the pages of single reports, where there are several."""
_LONGEST_NAME = 200
"""Characters of a file's name without its end; most file systems allow 255 bytes."""
_PARTS = ("value", "point", "mark", "not_understood", "unaccounted")


def address_of(report_id: str) -> str:
    """Where the page of one report of several is, below the output folder."""
    name = report_id
    if len(name) > _LONGEST_NAME:
        digest = hashlib.sha256(report_id.encode()).hexdigest()
        name = f"{report_id[:_LONGEST_NAME]}-{digest[:16]}"
    return f"{PAGES}/{name}.html"


@dataclass(frozen=True, slots=True)
class FindingView:
    """A finding and the address of its place, if the pages show it."""

    finding: Findings
    href: str | None


@dataclass(frozen=True, slots=True)
class CheckView:
    """The findings of one check: how many there are, and those that are shown. Of several reports, `reports`
    are those that have any and how many each, and `in_reports` is how many there are of these; not all of
    them may be named."""

    check: str
    count: int
    findings: tuple[FindingView, ...]
    reports: tuple[tuple[str, int], ...] = ()
    in_reports: int = 0


@dataclass(frozen=True, slots=True)
class SeverityView:
    """The findings of one severity."""

    severity: Severity
    count: int
    checks: tuple[CheckView, ...]


@dataclass(frozen=True, slots=True)
class HeatCell:
    """A cell of the source's grid with its ledger; None: it is no part of a meeting (a header, a gap).
    `bar` are name, start and length of each part, of 100."""

    row: int
    column: int
    row_span: int
    col_span: int
    shares: Shares | None
    bar: tuple[tuple[str, float, float], ...]
    level: str


@dataclass(frozen=True, slots=True)
class HeatTable:
    """The ledger over the grid of one table."""

    index: int
    columns: int
    rows: tuple[tuple[int, tuple[HeatCell, ...]], ...]


@dataclass(frozen=True, slots=True)
class Totals:
    """Over all reports of a page, also those that it does not list."""

    reports: int = 0
    meetings: int = 0
    values: int = 0
    verdicts: Mapping[Verdict, int] = field(default_factory=dict)

    def plus(self, report: Report) -> Totals:
        """With one report more."""
        verdicts = {**self.verdicts, report.verdict: self.verdicts.get(report.verdict, 0) + 1}
        return Totals(
            self.reports + 1, self.meetings + report.meetings, self.values + report.values, verdicts
        )


@dataclass(frozen=True, slots=True)
class Page:
    """One HTML page: the index of several reports, or all about one (`source`, `sheets` and `heat`)."""

    version: str
    command: str
    reports: tuple[Report, ...]
    totals: Totals
    documents: tuple[Documents, ...]
    severities: tuple[SeverityView, ...]
    charts: tuple[Chart, ...]
    is_index: bool
    is_part: bool
    source: Source | None = None
    sheets: Sheets | None = None
    heat: tuple[HeatTable, ...] = ()

    @property
    def report(self) -> Report:
        """The report of a page about one."""
        return self.reports[0]

    @property
    def language(self) -> str:
        """The language of the source; empty where it is not known."""
        sources = (each.language for each in self.documents if each.role == "source")
        return next(sources, None) or ""


class Gathering:
    """The findings of many reports by severity and check: how many there are, and of each check the first
    `most`, and the first `most` reports that have any."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._counts: Counter[tuple[Severity, str]] = Counter()
        self._in_reports: Counter[tuple[Severity, str]] = Counter()
        self._first: dict[tuple[Severity, str], list[FindingView]] = defaultdict(list)
        self._reports: dict[tuple[Severity, str], list[tuple[str, int]]] = defaultdict(list)

    def add(self, groups: Sequence[SeverityView], report_id: str) -> None:
        """Count in the findings of one report."""
        for group in groups:
            for check in group.checks:
                name = group.severity, check.check
                self._counts[name] += check.count
                self._in_reports[name] += 1
                self._first[name].extend(check.findings[: self._most - len(self._first[name])])
                if len(self._reports[name]) < self._most:
                    self._reports[name].append((report_id, check.count))

    def severities(self) -> tuple[SeverityView, ...]:
        """What was gathered, as a page shows it."""
        return tuple(
            SeverityView(
                severity,
                sum(self._counts[name] for name in names),
                tuple(
                    CheckView(
                        name[1],
                        self._counts[name],
                        tuple(self._first[name]),
                        tuple(self._reports[name]),
                        self._in_reports[name],
                    )
                    for name in names
                ),
            )
            for severity in get_args(Severity)
            if (names := [name for name in sorted(self._counts, key=_in_catalogue) if name[0] == severity])
        )


def severities(
    findings: Sequence[Findings], places: Mapping[str, str], most: int | None = None
) -> tuple[SeverityView, ...]:
    """The findings of one report by severity and check, in the order of the catalogue, at `most` so many of
    each check; `places` are their addresses."""
    of_check: dict[tuple[Severity, str], list[Findings]] = defaultdict(list)
    for each in findings:
        of_check[each.severity, each.check].append(each)
    views: dict[Severity, list[CheckView]] = defaultdict(list)
    for severity, check in sorted(of_check, key=_in_catalogue):
        found = of_check[severity, check]
        shown = tuple(FindingView(each, places.get(each.finding_id)) for each in found[:most])
        views[severity].append(CheckView(check, len(found), shown))
    return tuple(
        SeverityView(severity, sum(view.count for view in views[severity]), tuple(views[severity]))
        for severity in get_args(Severity)
        if severity in views
    )


def _in_catalogue(name: tuple[Severity, str]) -> tuple[int, str]:
    return _order().get(name[1], len(_order())), name[1]


@cache
def _order() -> dict[str, int]:
    return {check: number for number, check in enumerate(catalogue())}


def places(findings: Sequence[Findings], source: Source, page: str) -> Iterator[tuple[str, str]]:
    """The address of each finding that `page` (empty: the page itself) shows the place of."""
    meetings = {
        block.meeting["meeting_id"]: meeting_anchor(block) for block in source.blocks if block.meeting
    }
    tables = {block.table.index for block in source.blocks if block.table}
    cells = {
        (cell.cell.row, cell.cell.column): cell_anchor(block.table, cell.cell.row, cell.cell.column)
        for block in source.blocks
        if block.table and len(tables) == 1
        for cell in block.cells
    }
    for finding in findings:
        anchor = meetings.get(finding.meeting_id)
        if finding.document_id == source.document.document_id:
            anchor = cells.get((finding.row or 0, finding.column or 0), anchor)
        if anchor:
            yield finding.finding_id, f"{page}#{anchor}"


def meeting_anchor(block: Block) -> str:
    """The name of a meeting's place on its page."""
    return f"m{block.meeting['position']}" if block.meeting else ""


def cell_anchor(table: Table, row: int, column: int) -> str:
    """The name of a cell's place on its page."""
    return f"c{table.index}-{row}-{column}"


def heat(source: Source, cells: Sequence[CellShares]) -> tuple[HeatTable, ...]:
    """The ledger over the grid of each table that has entries in it."""
    shares = {(cell.table_index, cell.row, cell.column): cell.shares for cell in cells}
    used = {cell.table_index for cell in cells}
    return tuple(_heat(table, shares) for table in source.document.tables if table.index in used)


def _heat(table: Table, shares: Mapping[tuple[int, int, int], Shares]) -> HeatTable:
    starts = {(cell.row, cell.column): cell for cell in table.cells}
    covered = {
        (row, column)
        for cell in table.cells
        for row in range(cell.row, cell.row + cell.row_span)
        for column in range(cell.column, cell.column + cell.col_span)
    } - starts.keys()
    rows: list[tuple[int, tuple[HeatCell, ...]]] = []
    for row in range(1, table.rows + 1):
        line: list[HeatCell] = []
        for column in range(1, table.columns + 1):
            cell = starts.get((row, column))
            if cell:
                line.append(
                    _heat_cell(
                        row, column, cell.row_span, cell.col_span, shares.get((table.index, row, column))
                    )
                )
            elif (row, column) not in covered:
                line.append(_heat_cell(row, column, 1, 1, None))
        rows.append((row, tuple(line)))
    return HeatTable(table.index, table.columns, tuple(rows))


def _heat_cell(row: int, column: int, row_span: int, col_span: int, shares: Shares | None) -> HeatCell:
    if not shares or not shares.total:
        return HeatCell(row, column, row_span, col_span, None, (), "none")
    bar: list[tuple[str, float, float]] = []
    start = 0
    for part in _PARTS:
        count = getattr(shares, part)
        if count:
            place, length = 100 * start / shares.total, 100 * count / shares.total
            bar.append((part, round(place, 2), round(length, 2)))
        start += count
    share = shares.read / shares.total
    level = "full" if share == 1 else "most" if share >= 0.9 else "half" if share >= 0.5 else "few"
    return HeatCell(row, column, row_span, col_span, shares, tuple(bar), level)
