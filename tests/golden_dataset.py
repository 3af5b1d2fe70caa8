"""Golden datasets: what is expected of a report, and how a dataset differs from it.

`make golden` (this module as a program) writes what the program reads now into the expected files of the
reports that differ, and prints every difference: they are to be read in review like code.
"""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from pipeline.dataset import Dataset, as_text

GOLDEN = Path(__file__).parent / "golden"
TABLES = ("meetings", "facilitators", "people", "points", "links")
OF_THE_FILE = {"source_document", "source_page"}

ExpectedRow = Mapping[str, str]


def expected(report: str, table: str) -> list[ExpectedRow]:
    """The rows typed by hand for a table of a report; an empty string is a missing value."""
    with (GOLDEN / report / "expected" / f"{table}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def alternatives(report: str) -> dict[tuple[str, str, int, str], list[str | None] | str]:
    """The values that are as good as the expected one, by meeting, table, row of the meeting, and field."""
    path = GOLDEN / report / "expected" / "alternatives.json"
    entries = json.loads(path.read_text(encoding="utf-8"))
    return {(e["meeting"], e["table"], e["row"], e["field"]): e["values"] for e in entries}


def differences(report: str, dataset: Dataset) -> list[str]:
    """A line for every value that is neither the expected one nor as good."""
    lines: list[str] = []
    as_good = alternatives(report)
    for table in TABLES:
        wanted = _by_meeting(expected(report, table))
        got = _by_meeting([_as_csv(row) for row in dataset[table]])
        for meeting in dict.fromkeys((*wanted, *got)):
            lines.extend(_differences(table, meeting, wanted.get(meeting, []), got.get(meeting, []), as_good))
    return lines


def document_differences(report: str, row: Mapping[str, object]) -> list[str]:
    """The same for the report-level values of the documents table."""
    (wanted,) = expected(report, "documents")
    got = _as_csv(row)
    return [
        f"{name}: {value!r} expected, {got[name]!r}" for name, value in wanted.items() if got[name] != value
    ]


def rewrite(report: str, dataset: Dataset) -> None:
    """Put the dataset's rows into the report's expected files, in their columns and form."""
    for table in TABLES:
        path = GOLDEN / report / "expected" / f"{table}.csv"
        with path.open(encoding="utf-8-sig", newline="") as file:
            header = next(csv.reader(file))
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.DictWriter(file, header, extrasaction="ignore")
            writer.writeheader()
            writer.writerows(_as_csv(row) for row in dataset[table])


def main() -> None:
    """Rewrite the golden files of the reports that are read otherwise now."""
    from tests.test_golden import RENDITIONS, interpretation

    sources = dict(reversed(RENDITIONS))
    for report, path in sources.items():
        dataset = interpretation(report, path).dataset
        found = differences(report, dataset)
        sys.stdout.writelines(f"{line}\n" for line in found)
        if found:
            rewrite(report, dataset)


def _differences(
    table: str,
    meeting: str,
    wanted: Sequence[ExpectedRow],
    got: Sequence[ExpectedRow],
    as_good: Mapping[tuple[str, str, int, str], list[str | None] | str],
) -> list[str]:
    lines = []
    if len(wanted) != len(got):
        lines.append(f"{table} {meeting}: {len(wanted)} rows expected, {len(got)} read")
    for number, (want, have) in enumerate(zip(wanted, got, strict=False), 1):
        for name, value in want.items():
            others = as_good.get((meeting, table, number, name), [])
            is_as_good = others == "any" or (have[name] or None) in others
            if name not in OF_THE_FILE and have[name] != value and not is_as_good:
                lines.append(f"{table} {meeting} {number} {name}: {value!r} expected, {have[name]!r} read")
    return lines


def _by_meeting(rows: Sequence[ExpectedRow]) -> dict[str, list[ExpectedRow]]:
    grouped: dict[str, list[ExpectedRow]] = {}
    for row in rows:
        grouped.setdefault(row["meeting_id"], []).append(row)
    return grouped


def _as_csv(row: Mapping[str, object]) -> dict[str, str]:
    return {name: as_text(value) or "" for name, value in row.items()}


if __name__ == "__main__":
    main()
