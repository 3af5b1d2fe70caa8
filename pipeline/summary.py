"""What a run has to say of itself when it ends."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Self, get_args

from pipeline.findings import Severity
from pipeline.store import Place

if TYPE_CHECKING:
    from pipeline.dataset import Row
    from pipeline.write.report.facts import Report


_LINES = 40
"""Reports, and rejected files, that are told one by one."""


@dataclass(frozen=True, slots=True)
class ReportSummary:
    """One report of which a file could be used."""

    report_id: str
    meetings: int
    values: int
    findings: dict[Severity, int]


@dataclass(frozen=True, slots=True)
class Rejected:
    """A file that could not be used, and why."""

    document_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class Summary:
    """The whole run. `findings` has those about no report too; `files` are paths; `seconds` is the time from
    the start to the last file."""

    reports: tuple[ReportSummary, ...]
    rejected: tuple[Rejected, ...]
    meetings: int
    values: int
    findings: dict[Severity, int]
    output: str
    files: tuple[str, ...]
    seconds: float

    def as_lines(self) -> Iterator[str]:
        """A line for each report (meetings, values, findings by severity), one for each rejected file, and
        where the dataset is."""
        for report in self.reports[:_LINES]:
            found = ", ".join(f"{count} {name}" for name, count in report.findings.items())
            counts = f"{report.meetings} meetings, {report.values} values"
            yield f"{report.report_id}: {counts}; findings: {found}"
        if len(self.reports) > _LINES:
            yield f"... and {len(self.reports) - _LINES} further reports with {self._rest()}"
        for file in self.rejected[:_LINES]:
            yield " ".join(f"{file.document_id}: rejected: {file.reason}".splitlines())
        if len(self.rejected) > _LINES:
            yield f"... and {len(self.rejected) - _LINES} further rejected files: see csv/documents.csv"
        yield f"The dataset is in {self.output}"

    def _rest(self) -> str:
        rest = self.reports[_LINES:]
        return f"{sum(each.meetings for each in rest)} meetings, {sum(each.values for each in rest)} values"

    def as_json(self) -> str:
        """The same and more for programs; in ASCII, whatever the names of files."""
        return json.dumps(asdict(self), indent=2)

    @classmethod
    def from_json(cls, text: str) -> Self:
        """The summary that `as_json` gave."""
        values = json.loads(text)
        reports = tuple(ReportSummary(**each) for each in values.pop("reports"))
        rejected = tuple(Rejected(**each) for each in values.pop("rejected"))
        files = tuple(values.pop("files"))
        return cls(reports=reports, rejected=rejected, files=files, **values)


def summary(
    reports: Sequence[Report], rejected: Sequence[Row], output: Place, files: Sequence[Place], seconds: float
) -> Summary:
    """What there is to say of a run that took `seconds` and wrote `files` into `output`.

    `reports` are the facts of all reports, `rejected` the rows of the files that could not be used.
    """
    findings: Counter[Severity] = Counter()
    for report in reports:
        findings.update(report.findings)
    return Summary(
        reports=tuple(
            ReportSummary(report.report_id, report.meetings, report.values, report.findings)
            for report in reports
            if report.source
        ),
        rejected=tuple(Rejected(str(row["document_id"]), str(row["error"])) for row in rejected),
        meetings=sum(report.meetings for report in reports),
        values=sum(report.values for report in reports),
        findings={name: findings[name] for name in get_args(Severity)},
        output=str(output),
        files=tuple(map(str, files)),
        seconds=round(seconds, 2),
    )
