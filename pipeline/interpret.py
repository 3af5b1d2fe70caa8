"""One rendition of a report, from its document to its rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pipeline.assemble import assemble, findings_of
from pipeline.dataset import Dataset
from pipeline.findings import ReadError
from pipeline.language import languages_of
from pipeline.ledger import Ledger
from pipeline.lexicon import Lexicons, own_lexicons
from pipeline.model import Document, Paragraph, ReportId, ReportReadings
from pipeline.normalise import normalise
from pipeline.profile import Profile, load_profiles
from pipeline.register import Register, own_register
from pipeline.select import Selection, select

_TABLES_TOLD = 5
"""Tables of a rejected document of which it is said why they were not taken; `inspect --why` has all."""


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


@cache
def load_knowledge(profiles: Path | None) -> Knowledge:
    """Our own mistakes surface here, as KnowledgeError, before any reading."""
    return Knowledge(load_profiles(profiles), own_lexicons(), own_register())


def interpret(
    report_id: ReportId, document: Document, knowledge: Knowledge, language: str | None = None
) -> Interpretation:
    """One rendition: which rows, what they say, and the rows of the dataset that this makes.
    Its languages are found out, and come after the one that is given.

    Raises ReadError where the document has no table of a meeting report, or none with a meeting in it.
    """
    selection = select(document, knowledge.profiles)
    if not selection.rows:
        raise ReadError(_no_table(document, selection))
    prose = _prose(document, selection)
    languages = _languages(prose, selection, knowledge, language)
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
    prose: Sequence[Paragraph], selection: Selection, knowledge: Knowledge, language: str | None
) -> tuple[str, ...]:
    texts = [paragraph.text for paragraph in prose]
    texts.extend(entry.cell.text for row in selection.rows for entry in row.entries)
    found = languages_of(texts, tuple(knowledge.lexicons.by_language))
    return tuple(dict.fromkeys((language, *found))) if language else found


def _no_table(document: Document, selection: Selection) -> str:
    if not document.tables:
        return "there is no table in it; a report lists its meetings in a table"
    ties = "; ".join(note.check for note in selection.notices)
    told = [f"table {index}: {reason}" for index, reason in selection.reasons.items()]
    rest = len(told) - _TABLES_TOLD
    reasons = "; ".join([*told[:_TABLES_TOLD], *([f"and {rest} more"] if rest > 0 else [])])
    return f"no table in it is one of a meeting report ({reasons or ties}); see `inspect --why`"
