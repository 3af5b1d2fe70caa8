"""What a run says about itself: the facts that `validation.json` holds and the report shows.

The classes are the definition of the JSON: its published schema is made from them.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import astuple, dataclass
from dataclasses import fields as fields_of
from typing import Any, Literal, cast, get_args

from pydantic import TypeAdapter

from pipeline import __version__
from pipeline.dataset import Dataset, Documents, Findings, Row
from pipeline.findings import Severity
from pipeline.fold import Use
from pipeline.ledger import Ledger

Verdict = Literal["clean", "look", "wrong"]
"""Of a report: nothing to look at; warnings, or text that nobody accounts for; errors, or no file to read."""

_USES: tuple[Use | None, ...] = ("value", "point", "mark", "not-understood", None)
"""In the order of the fields of `Shares`."""


@dataclass(frozen=True, slots=True)
class Shares:
    """How many visible characters became what; `unaccounted` ones are a mistake of this program."""

    value: int = 0
    point: int = 0
    mark: int = 0
    not_understood: int = 0
    unaccounted: int = 0

    @property
    def total(self) -> int:
        """All visible characters."""
        return self.value + self.point + self.mark + self.not_understood + self.unaccounted

    @property
    def read(self) -> int:
        """The characters that are in the data, or structure that a rule recognised."""
        return self.value + self.point + self.mark


@dataclass(frozen=True, slots=True)
class CellShares:
    """The ledger of one cell of the source; table, row and column are counted from 1."""

    table_index: int
    row: int
    column: int
    shares: Shares


@dataclass(frozen=True, slots=True)
class Difference:
    """A value that another rendition has otherwise; None where one of the two has none."""

    table: str
    record: str
    field: str
    source_value: str | None
    value: str | None


_DIFFERENCE = tuple(field.name for field in fields_of(Difference))


@dataclass(frozen=True, slots=True)
class FieldAgreement:
    """How many values of one field were compared with one rendition, and how many are the same."""

    table: str
    field: str
    compared: int
    agreed: int


@dataclass(frozen=True, slots=True)
class Rendition:
    """One other rendition compared with the source."""

    document_id: str
    compared: int
    agreed: int
    fields: tuple[FieldAgreement, ...]
    differences: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """One report: what was read from its source, and what a person should know about it."""

    report_id: str
    title: str | None
    verdict: Verdict
    source: str | None
    meetings: int
    values: int
    findings: dict[Severity, int]
    ledger: Shares
    cells: tuple[CellShares, ...]
    renditions: tuple[Rendition, ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """The whole run; `version` is that of the program and of the data package."""

    version: str
    reports: tuple[Report, ...]
    documents: tuple[Documents, ...]
    findings: tuple[Findings, ...]


def facts(dataset: Dataset, ledgers: Mapping[str, Ledger]) -> Facts:
    """The facts of `dataset`; `ledgers` are those of the source documents, by document_id."""
    documents = _by_report(dataset["documents"])
    meetings = _by_report(dataset["meetings"])
    findings = _by_report(dataset["findings"])
    compared = _by_report(dataset["reconciliation"])
    values = Counter(str(row["document_id"]) for row in dataset["provenance"] if row["part"] == 1)
    return Facts(
        version=__version__,
        reports=tuple(
            _report(
                report_id,
                rows,
                meetings=len(meetings[report_id]),
                values=values,
                severities=Counter(row["severity"] for row in findings[report_id]),
                compared=compared[report_id],
                ledgers=ledgers,
            )
            for report_id, rows in documents.items()
        ),
        documents=tuple(
            Documents.model_construct(**cast("dict[str, Any]", row)) for row in dataset["documents"]
        ),
        findings=tuple(
            Findings.model_construct(**cast("dict[str, Any]", row)) for row in dataset["findings"]
        ),
    )


def as_json(run: Facts) -> bytes:
    """The JSON that `schema()` describes."""
    return TypeAdapter(Facts).dump_json(run, indent=2, warnings=False) + b"\n"


def schema() -> dict[str, Any]:
    """The JSON Schema of `validation.json`."""
    return TypeAdapter(Facts).json_schema(mode="serialization")


def _by_report(rows: Iterable[Row]) -> dict[str, list[Row]]:
    grouped: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        grouped[str(row["report_id"])].append(row)
    return grouped


def _report(
    report_id: str,
    documents: Sequence[Row],
    *,
    meetings: int,
    values: Counter[str],
    severities: Counter[object],
    compared: Sequence[Row],
    ledgers: Mapping[str, Ledger],
) -> Report:
    source = next((row for row in documents if row["role"] == "source"), None)
    source_id = str(source["document_id"]) if source else None
    ledger = ledgers.get(source_id) if source_id else None
    cells = _cells(ledger) if ledger else ()
    total = _total(cell.shares for cell in cells)
    verdict: Verdict = "look" if severities["warning"] or total.unaccounted else "clean"
    return Report(
        report_id=report_id,
        title=str(source["title"]) if source and source["title"] else None,
        verdict="wrong" if severities["error"] or not source else verdict,
        source=source_id,
        meetings=meetings,
        values=values[source_id] if source_id else 0,
        findings={severity: severities[severity] for severity in get_args(Severity)},
        ledger=total,
        cells=cells,
        renditions=_renditions(compared),
    )


def _cells(ledger: Ledger) -> tuple[CellShares, ...]:
    return tuple(
        CellShares(table, row, column, Shares(*(counts[use] for use in _USES)))
        for (table, row, column), counts in sorted(ledger.shares().items())
    )


def _total(shares: Iterable[Shares]) -> Shares:
    columns = zip(*(astuple(share) for share in shares), strict=True)
    return Shares(*(sum(column) for column in columns))


def _renditions(compared: Sequence[Row]) -> tuple[Rendition, ...]:
    of_document: dict[str, list[Row]] = defaultdict(list)
    for row in compared:
        of_document[str(row["document_id"])].append(row)
    return tuple(
        Rendition(
            document_id=document_id,
            compared=len(rows),
            agreed=sum(bool(row["agrees"]) for row in rows),
            fields=_fields(rows),
            differences=tuple(
                Difference(**{name: cast("str", row[name]) for name in _DIFFERENCE})
                for row in rows
                if not row["agrees"]
            ),
        )
        for document_id, rows in of_document.items()
    )


def _fields(rows: Sequence[Row]) -> tuple[FieldAgreement, ...]:
    compared = Counter((str(row["table"]), str(row["field"])) for row in rows)
    agreed = Counter((str(row["table"]), str(row["field"])) for row in rows if row["agrees"])
    return tuple(FieldAgreement(*field, count, agreed[field]) for field, count in compared.items())
