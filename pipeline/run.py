"""THE MAIN PATH: reports in, dataset out. The only module that knows the order of the stages."""

from __future__ import annotations

import hashlib
import logging
import os
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

from pipeline.assemble import assemble, findings_of, order_findings, unused
from pipeline.check import check
from pipeline.dataset import Dataset
from pipeline.findings import PipelineError, ReadError, notice
from pipeline.language import languages_of
from pipeline.ledger import Ledger
from pipeline.lexicon import Lexicons, own_lexicons
from pipeline.model import Document, Notice, Paragraph, ReportId, ReportReadings
from pipeline.normalise import normalise
from pipeline.profile import Profile, load_profiles
from pipeline.read import SUFFIXES, ReadOptions, document_id_of, fingerprint, read
from pipeline.reconcile import reconcile
from pipeline.register import Register, own_register
from pipeline.select import Selection, select
from pipeline.write import SourceView, write

_LOG = logging.getLogger(__name__)
_PREFERENCE = ("docx", "doc", "odt", "rtf", "pdf", "txt")

_UNREAD = hashlib.sha256(b"").hexdigest(), 0
"""Hash and size of what was read of a file that cannot be opened."""


@dataclass(frozen=True, slots=True)
class Options:
    """What the user can choose."""

    profiles: Path | None = None
    language: str | None = None
    reading: ReadOptions = field(default_factory=ReadOptions)
    about: Mapping[str, object] = field(default_factory=dict)
    """What only the publisher knows of the dataset, by the names of the data package."""


@dataclass(frozen=True, slots=True)
class Knowledge:
    """Profiles, lexicons and register, loaded before anything is read."""

    profiles: tuple[Profile, ...]
    lexicons: Lexicons
    register: Register


@dataclass(frozen=True, slots=True)
class Report:
    """The files that are renditions of one report, the preferred one first."""

    report_id: ReportId
    paths: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class Interpretation:
    """One rendition, interpreted."""

    document: Document
    selection: Selection
    readings: ReportReadings
    ledger: Ledger
    dataset: Dataset


@dataclass(frozen=True, slots=True)
class Result:
    """What a run made."""

    dataset: Dataset
    files: tuple[Path, ...]


def extract(
    raw: Path,
    output: Path,
    options: Options,
    progress: Callable[[int, int], None] = lambda _done, _total: None,
) -> Result:
    """Read every report in the folder `raw` and write the dataset to the folder `output`.

    `progress` is told after each document how many are done, of how many.
    Raises PipelineError where nothing could be written.
    """
    knowledge = load_knowledge(options.profiles)
    dataset = Dataset()
    sources: list[SourceView] = []
    reports = group_renditions(raw)
    total = sum(len(report.paths) for report in reports)
    done = count(1)
    for report in reports:
        rows, source = interpret_report(
            report, knowledge, options, on_document=lambda: progress(next(done), total)
        )
        dataset.extend(rows)
        if source:
            sources.append(SourceView(source.document, source.ledger))
    for note, report_id, meeting_id in check(dataset, knowledge.register):
        dataset.extend(findings_of([note], {"report_id": report_id, "meeting_id": meeting_id}))
    order_findings(dataset)
    return Result(dataset, tuple(write(dataset, sources, output, options.about)))


def load_knowledge(profiles: Path | None) -> Knowledge:
    """Our own mistakes surface here, as KnowledgeError, before any reading."""
    return Knowledge(load_profiles(profiles), own_lexicons(), own_register())


def group_renditions(raw: Path) -> list[Report]:
    """The reports in the folder, by the stem that their files share, in order of their identifiers.

    Raises PipelineError where there is no folder or no report in it.
    """
    if not raw.is_dir():
        fault = "is no folder" if raw.exists() else "no such folder"
        raise PipelineError(f"{raw}: {fault}; give the folder that holds the reports")
    stems: dict[str, list[Path]] = {}
    for path in sorted(raw.iterdir(), key=lambda path: path.name):
        if path.suffix.lower() in SUFFIXES and not path.name.startswith((".", "~$")):
            stems.setdefault(unicodedata.normalize("NFC", path.stem).casefold(), []).append(path)
    if not stems:
        kinds = ", ".join(SUFFIXES)
        raise PipelineError(f"{raw}: no report in this folder; put files there that end in {kinds}")
    used: Counter[str] = Counter()
    reports: list[Report] = []
    for stem, paths in sorted(stems.items()):
        name = re.sub(r"[^a-z0-9]+", "-", stem.lower())
        report_id = unused(name, used)
        paths.sort(key=lambda path: (_PREFERENCE.index(SUFFIXES[path.suffix.lower()]), path.name))
        reports.append(Report(ReportId(report_id), tuple(paths)))
    return sorted(reports, key=lambda report: report.report_id)


def interpret_report(
    report: Report, knowledge: Knowledge, options: Options, on_document: Callable[[], None]
) -> tuple[Dataset, Interpretation | None]:
    """The rows of one report: its best rendition is the source, the others corroborate it."""
    interpretations: list[Interpretation] = []
    rejected = Dataset()
    for path in report.paths:
        document = None
        try:
            check_place(path)
            document = read(path, document_id_of(path), options.reading)
            interpretations.append(interpret(report.report_id, document, knowledge, options))
        except ReadError as error:
            rejected.extend(_rejection(report.report_id, path, str(error), document))
        except OSError as error:
            reason = f"the file cannot be opened ({error.strerror}); check its permissions"
            rejected.extend(_rejection(report.report_id, path, reason, document))
        except Exception as error:  # noqa: BLE001 - a fault of ours in one file must not lose the others
            _LOG.debug("%s", path.name, exc_info=True)
            fault = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
            reason = f"a fault of this program ({' '.join(fault.split())}); please report it"
            rejected.extend(_rejection(report.report_id, path, reason, document))
        on_document()
    dataset = Dataset()
    if not interpretations:
        dataset.extend(rejected)
        return dataset, None
    source, *others = interpretations
    source_row = document_row(report.report_id, source, "source")
    dataset.add("documents", [source_row])
    dataset.extend(source.dataset)
    meetings = {row["meeting_id"] for row in source.dataset["meetings"]}
    for other in others:
        other_row = document_row(report.report_id, other, "corroboration")
        dataset.add("documents", [other_row])
        compared, notices = reconcile(report.report_id, source.dataset, other.dataset, source_row, other_row)
        dataset.extend(compared)
        about = {"report_id": report.report_id}
        for note in notices:
            meeting_id, *_ = note.details["record"].split("|")
            of_meeting = {**about, "meeting_id": meeting_id if meeting_id in meetings else None}
            dataset.extend(findings_of([note], of_meeting, document_id=other.document.document_id))
        dataset.extend(findings_of(other.document.notices, about, document_id=other.document.document_id))
    dataset.extend(rejected)
    return dataset, source


def check_place(path: Path) -> None:
    """Refuse a link that leads out of the folder that it is in. Raises ReadError."""
    if not Path(os.path.realpath(path)).is_relative_to(os.path.realpath(path.parent)):
        message = "it is a link to a file outside of the folder of reports; put the file itself there"
        raise ReadError(message)


def interpret(
    report_id: ReportId, document: Document, knowledge: Knowledge, options: Options
) -> Interpretation:
    """One rendition: which rows, what they say, and the rows of the dataset that this makes.

    Raises ReadError where the document has no table of a meeting report, or none with a meeting in it.
    """
    selection = select(document, knowledge.profiles)
    if not selection.rows:
        raise ReadError(_no_table(document, selection))
    prose = _prose(document, selection)
    languages = _languages(prose, selection, knowledge, options)
    readings, ledger = normalise(
        prose,
        selection.rows,
        languages,
        knowledge.lexicons.of(*languages),
        knowledge.register,
    )
    if not readings.meetings:
        reason = "its table of meetings has no row that is a meeting"
        raise ReadError(reason)
    dataset = assemble(report_id, document, readings, knowledge.register)
    dataset.extend(findings_of(selection.notices, {"report_id": report_id}, document_id=document.document_id))
    return Interpretation(document, selection, readings, ledger, dataset)


def _prose(document: Document, selection: Selection) -> list[Paragraph]:
    """The paragraphs before the first table that was used."""
    first = next(table for table in document.tables if table.index == selection.tables_used[0])
    return list(document.paragraphs[: first.after])


def _languages(
    prose: Sequence[Paragraph], selection: Selection, knowledge: Knowledge, options: Options
) -> tuple[str, ...]:
    texts = [paragraph.text for paragraph in prose]
    texts.extend(entry.cell.text for row in selection.rows for entry in row.entries)
    found = languages_of(texts, tuple(knowledge.lexicons.by_language))
    return tuple(dict.fromkeys((options.language, *found))) if options.language else found


def _no_table(document: Document, selection: Selection) -> str:
    if not document.tables:
        return "there is no table in it; a report lists its meetings in a table"
    ties = "; ".join(note.check for note in selection.notices)
    reasons = "; ".join(f"table {index}: {reason}" for index, reason in selection.reasons.items())
    return f"no table in it is one of a meeting report ({reasons or ties}); see `inspect --why`"


def document_row(report_id: ReportId, found: Interpretation, role: str) -> dict[str, object]:
    """The row of the documents table for a rendition that was read."""
    document = found.document
    values = {name: value.value for name, value in found.readings.values.items() if name != "timezone"}
    return {
        "document_id": document.document_id,
        "report_id": report_id,
        "role": role,
        "format": document.format,
        "sha256": document.sha256,
        "bytes": document.size,
        "pages": document.pages,
        "title": None,
        "language": next(iter(found.readings.languages), None),
        "profile": found.selection.profile.name if found.selection.profile else None,
        "tables_found": len(document.tables),
        "tables_used": len({meeting.row.table_index for meeting in found.readings.meetings}),
        "events_start": None,
        "events_end": None,
        "place": None,
        "error": None,
        **values,
    }


def _rejection(report_id: ReportId, path: Path, reason: str, document: Document | None) -> Dataset:
    """The rows for a file that is no source of data; `document` is what was read of it, where it could be."""
    dataset = Dataset()
    row: dict[str, object] = {
        "document_id": document_id_of(path),
        "report_id": report_id,
        "role": "rejected",
        "format": SUFFIXES[path.suffix.lower()],
        "pages": document.pages if document else None,
        "tables_found": len(document.tables) if document else 0,
        "tables_used": 0,
        "error": reason,
    }
    try:
        check_place(path)
        sha256, size = fingerprint(path)
    except ReadError:
        sha256, size = _UNREAD
    dataset.add("documents", [{**row, "sha256": sha256, "bytes": size}])
    notices: Iterable[Notice] = [notice("document-rejected", reason=reason)]
    dataset.extend(findings_of(notices, {"report_id": report_id}, document_id=document_id_of(path)))
    return dataset
