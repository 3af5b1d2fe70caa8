"""What a run tells at the terminal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from pipeline.dataset import Dataset

_SEVERITIES = ("error", "warning", "info")


def summary_lines(dataset: Dataset, output: Path) -> Iterator[str]:
    """A line for each report (meetings, values, findings by severity), one for each rejected file, and
    where the dataset is."""
    meetings = Counter(row["report_id"] for row in dataset["meetings"])
    findings = Counter((row["report_id"], row["severity"]) for row in dataset["findings"])
    values = Counter(_report(str(row["record"])) for row in dataset["provenance"] if row["part"] == 1)
    for row in dataset["documents"]:
        if row["role"] == "source":
            report = row["report_id"]
            found = ", ".join(f"{findings[report, name]} {name}" for name in _SEVERITIES)
            total = values[str(report)] + values[str(row["document_id"])]
            yield f"{report}: {meetings[report]} meetings, {total} values; findings: {found}"
        elif row["role"] == "rejected":
            yield f"{row['document_id']}: rejected: {row['error']}"
    yield f"The dataset is in {output}"


def _report(record: str) -> str:
    return record.split("|", maxsplit=1)[0].split("/", maxsplit=1)[0]
