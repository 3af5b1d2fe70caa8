"""What a run says about itself: the facts that `validation.json` holds and the report shows.

The classes are the definition of the JSON: its published schema is made from them.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass
from dataclasses import fields as fields_of
from functools import cache
from typing import Any, Literal, cast, get_args, get_type_hints

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
    """The whole run; `version` is that of the program and of the data package, `command` gives the same files
    again."""

    version: str
    command: str
    reports: tuple[Report, ...]
    documents: tuple[Documents, ...]
    findings: tuple[Findings, ...]


@dataclass(frozen=True, slots=True)
class Run:
    """What is known of a run before it is done: how many reports it has, and the command that repeats it."""

    reports: int
    command: str


LISTS = ("reports", "documents", "findings")
"""What `Facts` lists."""


def facts_of(dataset: Dataset, ledger: Ledger | None, command: str) -> Facts:
    """The facts of the one report whose rows `dataset` has; `ledger` is that of its source, if it has one."""
    documents, findings = dataset["documents"], dataset["findings"]
    source = next((row for row in documents if row["role"] == "source"), None)
    source_id = str(source["document_id"]) if source else None
    values = sum(row["document_id"] == source_id and row["part"] == 1 for row in dataset["provenance"])
    severities = Counter(row["severity"] for row in findings)
    cells = _cells(ledger) if ledger else ()
    total = _total(cell.shares for cell in cells)
    verdict: Verdict = "look" if severities["warning"] or total.unaccounted else "clean"
    report = Report(
        report_id=str(documents[0]["report_id"]),
        title=str(source["title"]) if source and source["title"] else None,
        verdict="wrong" if severities["error"] or not source else verdict,
        source=source_id,
        meetings=len(dataset["meetings"]),
        values=values,
        findings={severity: severities[severity] for severity in get_args(Severity)},
        ledger=total,
        cells=cells,
        renditions=_renditions(dataset["reconciliation"]),
    )
    return Facts(
        version=__version__,
        command=command,
        reports=(report,),
        documents=tuple(Documents.model_construct(**cast("dict[str, Any]", row)) for row in documents),
        findings=tuple(Findings.model_construct(**cast("dict[str, Any]", row)) for row in findings),
    )


def entries_of(facts: Facts) -> dict[str, list[bytes]]:
    """Each entry of the lists of `validation.json`, by the name of the list."""
    return {
        name: [_adapter(name).dump_json(entry, indent=2, warnings=False) for entry in getattr(facts, name)]
        for name in LISTS
    }


def json_of(command: str, lists: Mapping[str, Iterable[bytes]]) -> Iterator[bytes]:
    """`validation.json`, which `schema()` describes, piece by piece."""
    yield f'{{\n  "version": {json.dumps(__version__)},\n  "command": {json.dumps(command)}'.encode()
    for name, entries in lists.items():
        yield f',\n  "{name}": ['.encode()
        separator = b"\n    "
        for entry in entries:
            yield separator + entry.replace(b"\n", b"\n    ")
            separator = b",\n    "
        yield b"]" if separator == b"\n    " else b"\n  ]"
    yield b"\n}\n"


def schema() -> dict[str, Any]:
    """The JSON Schema of `validation.json`."""
    return TypeAdapter(Facts).json_schema(mode="serialization")


@cache
def _adapter(name: str) -> TypeAdapter[Any]:
    return TypeAdapter(get_args(get_type_hints(Facts)[name])[0])


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
