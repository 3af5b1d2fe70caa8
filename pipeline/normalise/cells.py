"""Which normalisers read a cell of which column, and in which order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from pipeline.dataset import Role, Section
from pipeline.findings import notice
from pipeline.fold import Text
from pipeline.ledger import Ledger
from pipeline.model import Cell, FieldName, Notice, Outcome, Paragraph, Reading, Value
from pipeline.normalise.context import Context
from pipeline.normalise.dates import read_when
from pipeline.normalise.links import read_links
from pipeline.normalise.meetings import (
    is_nothing,
    read_action_line,
    read_place,
    read_title,
    read_webcast,
)
from pipeline.normalise.organizations import read_organizations
from pipeline.normalise.participants import read_participants
from pipeline.normalise.people import read_people, read_representatives
from pipeline.normalise.points import read_points

_SECTIONS: dict[FieldName, Section] = {"themes": "themes", "decisions": "decisions", "comments": "comments"}
_ROLES: dict[FieldName, Role] = {"facilitator": "facilitator", "co-facilitator": "co-facilitator"}
_PEOPLE = ("chair", "co-chair", "speaker", "rapporteur")
_RANK: dict[str, int] = {"date": 0, "place": 0, "participants": 0, "webcast": 0, "code": 0, "meeting": 1}
_LAST_RANK = 2
"""Where two columns state the same, a column of its own comes before the meeting's cell, and that before
the rest."""


@dataclass(slots=True)
class CellReadings:
    """What one cell says: readings in the order of the text, notices, and how much its statements about
    the meeting count against those of other cells (0 most)."""

    rank: int
    readings: list[Reading] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)

    def add(self, outcome: Outcome) -> Outcome:
        """Keep what a normaliser made of the cell."""
        self.readings.extend(outcome.readings)
        self.notices.extend(outcome.notices)
        return outcome


def read_cells(
    fields: Sequence[FieldName], cells: Sequence[Cell], header: str, context: Context, ledger: Ledger
) -> CellReadings:
    """Everything that the cells of one column say in one row; all their characters are booked in `ledger`."""
    result = CellReadings(min((_RANK.get(name, _LAST_RANK) for name in fields), default=_LAST_RANK))
    paragraphs = [paragraph for cell in cells for paragraph in cell.paragraphs]
    notes = [paragraph for paragraph in paragraphs if paragraph.marker == "note"]
    text = Text([paragraph for paragraph in paragraphs if paragraph.marker != "note"])
    described = next((_SECTIONS[name] for name in fields if name in _SECTIONS), None)
    if described or not fields:
        _read_described(paragraphs, described or "comments", context, result, ledger)
        return result
    if is_nothing(text, context.lexicon):
        text.take(0, len(text.text), "mark")
    else:
        _read_fields(fields, text, context, result)
    if "contact" in fields:
        _read_points(paragraphs, "comments", context, result, ledger)
    _read_points(notes, "comments", context, result, ledger)
    if "contact" not in fields:
        _report_remainder(text, header, result)
    ledger.enter(text)
    result.readings.sort(key=_place_in_text)
    return result


def _read_fields(fields: Sequence[FieldName], text: Text, context: Context, result: CellReadings) -> None:
    lexicon, register = context.lexicon, context.register
    role = next((_ROLES[name] for name in fields if name in _ROLES), None)
    if "number" in fields:
        text.take(0, len(text.text), "mark")
    if "meeting" in fields or "code" in fields:
        result.add(read_action_line(text, lexicon))
    if "meeting" in fields or "date" in fields:
        result.add(read_when(text, lexicon, context.known))
    if "meeting" in fields or "webcast" in fields:
        result.add(read_webcast(text, lexicon, bare="webcast" in fields))
    _add_links(text, role or "meeting", context, result)
    if "meeting" in fields or "participants" in fields:
        result.add(read_participants(text, lexicon, bare="participants" in fields))
    if "meeting" in fields or role:
        result.add(read_people(text, lexicon, register))
    for name in _PEOPLE:
        if name in fields:
            result.add(read_people(text, lexicon, register, default_role=name))
    if role:
        organizations = result.add(read_organizations(text, lexicon, register, role))
        result.add(read_representatives(text, lexicon, register, organizations.readings))
    if "meeting" in fields or "place" in fields:
        result.add(read_place(text, lexicon, register, whole="place" in fields))
    if "meeting" in fields:
        result.add(read_title(text, lexicon))


def _read_described(
    paragraphs: Sequence[Paragraph], section: Section, context: Context, result: CellReadings, ledger: Ledger
) -> None:
    """A descriptive column: every paragraph is a point; values in it are read as well, and the words stay."""
    _read_points(paragraphs, section, context, result, ledger)
    text = Text(paragraphs)
    _add_links(text, section, context, result)
    if section == "comments":
        result.add(read_participants(text, context.lexicon))
        result.add(read_webcast(text, context.lexicon))
        result.add(read_place(text, context.lexicon, context.register))
        result.add(read_people(text, context.lexicon, context.register, explicit=True))
    ledger.enter(text)


def _read_points(
    paragraphs: Sequence[Paragraph], section: Section, context: Context, result: CellReadings, ledger: Ledger
) -> None:
    text = Text(paragraphs)
    result.add(read_points(text, context.lexicon, section))
    _report_remainder(text, section, result)
    ledger.enter(text)


def _report_remainder(text: Text, column: str, result: CellReadings) -> None:
    for start, end in text.remainder():
        result.notices.append(notice("not-understood", text.evidence(start, end), column=column))
        text.take(start, end, "not-understood")


def _add_links(text: Text, section: str, context: Context, result: CellReadings) -> None:
    outcome = read_links(text, context.lexicon)
    readings = (replace(reading, fixed={**reading.fixed, "section": section}) for reading in outcome.readings)
    result.add(Outcome(tuple(readings), outcome.notices))


def _place_in_text(reading: Reading) -> tuple[int, ...]:
    """Where a reading begins; those about the meeting as a whole keep their order before the others."""
    if reading.table == "meetings":
        return (0,)
    first: Value[object] = next(iter(reading.values.values()))
    locator, span = first.evidence[0].locator, first.evidence[0].span
    return (1, locator.row or 0, locator.column or 0, locator.paragraph, span.start)
