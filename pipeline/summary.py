"""What a run has to say of itself when it ends."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import get_args

from pipeline.dataset import Dataset
from pipeline.findings import Severity


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
        for report in self.reports:
            found = ", ".join(f"{count} {name}" for name, count in report.findings.items())
            counts = f"{report.meetings} meetings, {report.values} values"
            yield f"{report.report_id}: {counts}; findings: {found}"
        for file in self.rejected:
            yield " ".join(f"{file.document_id}: rejected: {file.reason}".splitlines())
        yield f"The dataset is in {self.output}"

    def as_json(self) -> str:
        """The same and more for programs; in ASCII, whatever the names of files."""
        return json.dumps(asdict(self), indent=2)


def summary(dataset: Dataset, output: Path, files: Sequence[Path], seconds: float) -> Summary:
    """What there is to say of a run that took `seconds` and wrote `files` into `output`."""
    meetings = Counter(row["report_id"] for row in dataset["meetings"])
    values = Counter(_report(str(row["record"])) for row in dataset["provenance"] if row["part"] == 1)
    findings = [(row["report_id"], row["severity"]) for row in dataset["findings"]]
    of_report = Counter(findings)
    of_all = Counter(severity for _, severity in findings)
    return Summary(
        reports=tuple(
            ReportSummary(
                str(row["report_id"]),
                meetings[row["report_id"]],
                values[str(row["report_id"])] + values[str(row["document_id"])],
                {name: of_report[row["report_id"], name] for name in get_args(Severity)},
            )
            for row in dataset["documents"]
            if row["role"] == "source"
        ),
        rejected=tuple(
            Rejected(str(row["document_id"]), str(row["error"]))
            for row in dataset["documents"]
            if row["role"] == "rejected"
        ),
        meetings=meetings.total(),
        values=values.total(),
        findings={name: of_all[name] for name in get_args(Severity)},
        output=str(output),
        files=tuple(map(str, files)),
        seconds=round(seconds, 2),
    )


def _report(record: str) -> str:
    return record.split("|", maxsplit=1)[0].split("/", maxsplit=1)[0]
