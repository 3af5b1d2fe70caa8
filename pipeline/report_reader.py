"""One report, from its files to its portion of the dataset: what a worker does."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline.assemble import findings_of, order_findings
from pipeline.check import check
from pipeline.dataset import Dataset
from pipeline.documents import document_row, rejection
from pipeline.execute.cache import Cache
from pipeline.execute.worker import Announce, Lost
from pipeline.findings import ReadError
from pipeline.interpret import Knowledge, interpret, load_knowledge
from pipeline.model import Document, ReportId
from pipeline.options import Options
from pipeline.read import ReadOptions, document_id_of, fingerprint, pictures, read
from pipeline.recall import Memory, Rendition
from pipeline.reconcile import reconcile
from pipeline.renditions import Report, check_place
from pipeline.store import Place, at_hand
from pipeline.write import SourceView, portion_of, save_portion
from pipeline.write.report.facts import Run

_LOG = logging.getLogger(__name__)
PICTURES = "pictures"
"""The step that draws the pages of a source; those before it are named after the files that they read."""
_MOST_DRAWN = 1_000
"""Reports of a run whose pages are drawn: each takes a quarter of a megabyte, and as long as reading it."""


@dataclass(frozen=True, slots=True)
class ReportReader:
    """What a worker does with a report of the folder `raw`: it leaves the report's portion of the dataset in
    the folder `spool`."""

    raw: Place
    options: Options
    run: Run
    spool: Path

    def __call__(self, report: Report, lost: Lost, announce: Announce) -> Path:
        """The file with the report's portion."""
        knowledge = load_knowledge(self.options.profiles)
        with at_hand(report.paths, self.raw) as (paths, missing):
            found = replace(report, paths=paths)
            rows, source = interpret_report(found, knowledge, self.options, {**missing, **lost}, announce)
            announce(PICTURES)
            is_drawn = self.run.reports <= _MOST_DRAWN and PICTURES not in lost
            view = source_view(found, source, self.options.reading, is_drawn=is_drawn) if source else None
            announce("")
        return save_portion(portion_of(rows, view, self.run), report.report_id, self.spool)


def source_view(report: Report, source: Rendition, options: ReadOptions, *, is_drawn: bool) -> SourceView:
    """What people are shown of the source: where it `is_drawn`, with pictures of the pages of its used tables
    and of those of other words that became values."""
    if not is_drawn:
        return SourceView(source.document, source.ledger)
    (path,) = (path for path in report.paths if document_id_of(path) == source.document.document_id)
    pages = {row["page"] for row in source.dataset["provenance"]}
    used = {row["table_index"] for row in source.dataset["provenance"]}
    cells = (cell for table in source.document.tables if table.index in used for cell in table.cells)
    pages |= {line.page for cell in cells for paragraph in cell.paragraphs for line in paragraph.printed}
    shown = sorted(page for page in pages if isinstance(page, int))
    return SourceView(source.document, source.ledger, pictures(path, shown, options))


def interpret_report(
    report: Report, knowledge: Knowledge, options: Options, lost: Lost, announce: Announce
) -> tuple[Dataset, Rendition | None]:
    """The rows of one report, and the rendition that is their source: the best one; the others corroborate
    it.

    Files that were `lost` (by name, the empty one for all) are rejected for that reason; `announce` is told
    of each file before it is read.
    """
    renditions: list[Rendition] = []
    rejected = Dataset()
    follow_links = options.reading.follow_links
    for path in report.paths:
        announce(path.name)
        try:
            _check_found(path, lost)
            renditions.append(_rendition(report.report_id, path, knowledge, options))
        except MemoryError:
            raise
        except _UnusableError as unusable:
            reason = _reason(unusable.cause, path)
            rejected.extend(
                rejection(report.report_id, path, reason, unusable.document, follow_links=follow_links)
            )
        except Exception as error:  # noqa: BLE001 - a fault of ours in one file must not lose the others
            reason = _reason(error, path)
            rejected.extend(rejection(report.report_id, path, reason, follow_links=follow_links))
    announce("")
    dataset = _combined(report.report_id, renditions)
    dataset.extend(rejected)
    for note, report_id, meeting_id in check(dataset, knowledge.register):
        dataset.extend(findings_of([note], {"report_id": report_id, "meeting_id": meeting_id}))
    order_findings(dataset)
    return dataset, renditions[0] if renditions else None


def _check_found(path: Path, lost: Lost) -> None:
    reason = lost.get(path.name, lost.get(""))
    if reason is not None:
        raise ReadError(reason)


class _UnusableError(Exception):
    """A document that was read, and why it is no source of data all the same."""

    def __init__(self, document: Document, cause: Exception) -> None:
        super().__init__(str(cause))
        self.document = document
        self.cause = cause


def _rendition(report_id: ReportId, path: Path, knowledge: Knowledge, options: Options) -> Rendition:
    """What the file says, from memory where it was read before.

    Raises ReadError where it cannot be read, or has no table of a meeting report.
    """
    check_place(path, follow_links=options.reading.follow_links)
    sha256, _ = fingerprint(path)
    memory = _memory(options)
    identity = report_id, document_id_of(path), sha256
    if memory and (kept := memory.recall(*identity)):
        return kept
    document = read(path, document_id_of(path), replace(options.reading, placed=True))
    if document.sha256 != sha256:
        reason = "it was changed while it was read; run again when nobody writes to it"
        raise ReadError(reason)
    try:
        found = interpret(report_id, document, knowledge, options.language)
    except MemoryError:
        raise
    except Exception as error:
        raise _UnusableError(document, error) from error
    row = document_row(report_id, found.document, found.selection, found.readings)
    rendition = Rendition(found.document, found.ledger, found.dataset, row)
    if memory:
        memory.keep(rendition, found.readings.languages, *identity)
    return rendition


def _memory(options: Options) -> Memory | None:
    if options.cache is None:
        return None
    return Memory(Cache(options.cache), f"{options.language} {options.reading}", options.profiles)


def _reason(error: Exception, path: Path) -> str:
    """Why a file is rejected."""
    if isinstance(error, ReadError):
        return str(error)
    if isinstance(error, OSError):
        return f"the file cannot be opened ({error.strerror}); check its permissions"
    _LOG.debug("%s", path.name, exc_info=error)
    fault = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
    return f"a fault of this program ({' '.join(fault.split())}); please report it"


def _combined(report_id: ReportId, renditions: Sequence[Rendition]) -> Dataset:
    """The rows of the first rendition, and how the others compare with it."""
    dataset = Dataset()
    if not renditions:
        return dataset
    source, *others = renditions
    dataset.add("documents", [{**source.row, "role": "source"}])
    dataset.extend(source.dataset)
    meetings = {row["meeting_id"] for row in source.dataset["meetings"]}
    about = {"report_id": report_id}
    for other in others:
        document_id = other.document.document_id
        dataset.add("documents", [{**other.row, "role": "corroboration"}])
        compared, notices = reconcile(report_id, source.dataset, other.dataset, source.row, other.row)
        dataset.extend(compared)
        for note in notices:
            meeting_id, *_ = note.details["record"].split("|")
            of_meeting = {**about, "meeting_id": meeting_id if meeting_id in meetings else None}
            dataset.extend(findings_of([note], of_meeting, document_id=document_id))
        dataset.extend(findings_of(other.document.notices, about, document_id=document_id))
    return dataset
