"""THE MAIN PATH: reports in, dataset out. The only module that knows the order of the stages."""

from __future__ import annotations

import logging
import shlex
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, partial
from itertools import count
from pathlib import Path
from uuid import uuid4

from pipeline.assemble import assemble, findings_of, order_findings
from pipeline.check import check
from pipeline.dataset import Dataset, Row
from pipeline.documents import document_row, rejection
from pipeline.execute.cache import Cache
from pipeline.execute.supervisor import Limits, check_address_space, supervise
from pipeline.execute.worker import Announce, Lost
from pipeline.findings import ReadError
from pipeline.language import languages_of
from pipeline.ledger import Ledger
from pipeline.lexicon import Lexicons, own_lexicons
from pipeline.model import Document, Paragraph, ReportId, ReportReadings
from pipeline.normalise import normalise
from pipeline.profile import Profile, load_profiles
from pipeline.read import ReadOptions, document_id_of, fingerprint, pictures, read
from pipeline.recall import Memory, Rendition
from pipeline.reconcile import reconcile
from pipeline.register import Register, own_register
from pipeline.renditions import Report, check_place, group_renditions
from pipeline.select import Selection, select
from pipeline.store import Place, at_hand
from pipeline.write import SourceView, load_portion, portion_of, save_portion, writing
from pipeline.write.report.facts import Report as Facts
from pipeline.write.report.facts import Run

_LOG = logging.getLogger(__name__)
_TABLES_TOLD = 5
"""Tables of a rejected document of which it is said why they were not taken; `inspect --why` has all."""
_PICTURES = "pictures"
"""The step that draws the pages of a source; those before it are named after the files that they read."""
_MOST_DRAWN = 1_000
"""Reports of a run whose pages are drawn: each takes a quarter of a megabyte, and as long as reading it."""
_PORTIONS = ".portions"
"""The folder in an output in a store for what the nodes of a cluster have made."""


@dataclass(frozen=True, slots=True)
class Options:
    """What the user can choose. `jobs` are worker processes; with 0 this process reads, and no document has
    limits. With `cluster`, the address of a scheduler, its nodes read, whatever `jobs` are. Without `cache`,
    a folder, everything is read anew. `about` has what only the publisher knows of the dataset, by the names
    of the data package."""

    profiles: Path | None = None
    language: str | None = None
    reading: ReadOptions = field(default_factory=ReadOptions)
    about: Mapping[str, object] = field(default_factory=dict)
    jobs: int = 0
    limits: Limits = field(default_factory=Limits)
    cache: Path | None = None
    cluster: str | None = None

    @property
    def command(self) -> str:
        """The command that gives the same dataset from the same files: with all of these that it hangs on,
        but without a word of what is the user's own, such as folders and the password."""
        chosen = {
            "--profiles PROFILES_FOLDER": self.profiles,
            "--settings SETTINGS_FILE": self.about,
            f"--language {shlex.quote(self.language or '')}": self.language,
            "--revisions reject": self.reading.revisions == "reject",
            "--password PASSWORD": self.reading.password,
            "--ocr": self.reading.ocr,
        }
        options = (option for option, wanted in chosen.items() if wanted)
        return " ".join(("python -m pipeline extract INPUT_FOLDER --output OUTPUT_FOLDER", *options))


@dataclass(frozen=True, slots=True)
class Knowledge:
    """Profiles, lexicons and register, loaded before anything is read."""

    profiles: tuple[Profile, ...]
    lexicons: Lexicons
    register: Register


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
    """What a run made: the facts of each report, the rows of the files that could not be used, and all
    files."""

    reports: tuple[Facts, ...]
    rejected: tuple[Row, ...]
    files: tuple[Place, ...]


def extract(
    raw: Place,
    output: Place,
    options: Options,
    progress: Callable[[int, int], None] = lambda _done, _total: None,
) -> Result:
    """Read every report in the folder `raw` and write the dataset to the folder `output`; either may be in a
    store.

    `progress` is told after each document how many are done, of how many.
    Raises PipelineError where nothing could be written.
    """
    check_address_space()
    reports = group_renditions(raw)
    load_knowledge(options.profiles)
    total, done = sum(len(report.paths) for report in reports), count(1)

    def on_step(step: str) -> None:
        if step != _PICTURES:
            progress(min(next(done), total), total)

    facts: list[Facts] = []
    rejected: list[Row] = []
    run = Run(len(reports), options.command)
    with writing(output, run, options.about) as dataset:
        for path in _portions(reports, raw, output, options, run, dataset.spool, on_step):
            portion = load_portion(path)
            dataset.add(portion)
            facts.append(portion.page.report)
            rejected.extend(row for row in portion.rows["documents"] if row["role"] == "rejected")
    return Result(tuple(facts), tuple(rejected), tuple(output / name for name in dataset.files))


def _portions(
    reports: Sequence[Report],
    raw: Place,
    output: Place,
    options: Options,
    run: Run,
    spool: Path,
    on_step: Callable[[str], None],
) -> Iterator[Path]:
    """A file in `spool` with the portion of each report, in their order."""
    reader_in = partial(ReportReader, raw, options, run)
    if options.cluster is None:
        reader = reader_in(spool)
        return supervise(reader, reports, jobs=options.jobs, limits=options.limits, on_step=on_step)
    from pipeline.execute.cluster import Cluster, distribute

    cluster = Cluster(
        options.cluster,
        exchange=spool if isinstance(output, Path) else output / _PORTIONS / uuid4().hex,
        needed=tuple(folder for folder in (raw, options.profiles) if isinstance(folder, Path)),
    )
    return distribute(reader_in, reports, cluster, spool=spool, limits=options.limits, on_step=on_step)


@cache
def load_knowledge(profiles: Path | None) -> Knowledge:
    """Our own mistakes surface here, as KnowledgeError, before any reading."""
    return Knowledge(load_profiles(profiles), own_lexicons(), own_register())


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
            announce(_PICTURES)
            is_drawn = self.run.reports <= _MOST_DRAWN and _PICTURES not in lost
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
    document = read(path, document_id_of(path), options.reading)
    if document.sha256 != sha256:
        reason = "it was changed while it was read; run again when nobody writes to it"
        raise ReadError(reason)
    try:
        found = interpret(report_id, document, knowledge, options)
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
    told = [f"table {index}: {reason}" for index, reason in selection.reasons.items()]
    rest = len(told) - _TABLES_TOLD
    reasons = "; ".join([*told[:_TABLES_TOLD], *([f"and {rest} more"] if rest > 0 else [])])
    return f"no table in it is one of a meeting report ({reasons or ties}); see `inspect --why`"
