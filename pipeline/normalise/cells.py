"""Which normalisers read a cell of which column, and in which order."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import get_args

from pipeline.dataset import PersonRole, Role, Section
from pipeline.findings import notice
from pipeline.fold import Text
from pipeline.ledger import Ledger
from pipeline.lexicon import Lexicon
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
from pipeline.normalise.people import read_people, read_representatives, role_of
from pipeline.normalise.points import read_points

Fields = Sequence[FieldName]

_SECTIONS: dict[FieldName, Section] = {"themes": "themes", "decisions": "decisions", "comments": "comments"}
_ROLES: dict[FieldName, Role] = {"facilitator": "facilitator", "co-facilitator": "co-facilitator"}
_PEOPLE: dict[FieldName, PersonRole] = {
    "chair": "chair",
    "co-chair": "co-chair",
    "speaker": "speaker",
    "rapporteur": "rapporteur",
}
_RANK: dict[str, int] = {"date": 0, "place": 0, "participants": 0, "webcast": 0, "code": 0, "meeting": 1}
_PUT_OFF: frozenset[FieldName] = frozenset({"place", "participants", "webcast", "links", "contact", *_PEOPLE})
"""Fields that "TBC" leaves open; those of dates and organisations have their own words for it."""
_STRAY = re.compile(r"[\s.,:;|/()\[\]{}'\"*·•●○▪-]+")
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


def field_of_role(header: str, lexicon: Lexicon) -> FieldName | None:
    """The column of persons that a header names by their role ("Moderator"), None where it names none."""
    role = role_of(header, lexicon)
    return next((name for name, holds in _PEOPLE.items() if holds == role), None)


def read_cells(
    fields: Fields, cells: Sequence[Cell], header: str, context: Context, ledger: Ledger
) -> CellReadings:
    """Everything that the cells of one column say in one row; all their characters are booked in `ledger`."""
    result = CellReadings(min((_RANK.get(name, _LAST_RANK) for name in fields), default=_LAST_RANK))
    paragraphs = [paragraph for cell in cells for paragraph in cell.paragraphs]
    described = next((_SECTIONS[name] for name in fields if name in _SECTIONS), None)
    if described or not fields:
        _read_described(paragraphs, described or "comments", context, result, ledger)
        return result
    notes = [paragraph for paragraph in paragraphs if paragraph.marker == "note"]
    text = Text([paragraph for paragraph in paragraphs if paragraph.marker != "note"])
    if "participants" not in fields and is_nothing(text, context.lexicon):
        text.take(0, len(text.text), "mark")
    elif not _PUT_OFF.isdisjoint(fields) and context.lexicon.is_pending(text.free):
        words = text.evidence(0, len(text.text))
        result.notices.append(notice("value-pending", words, column=header))
        text.take(0, len(text.text), "mark")
    else:
        _read_fields(fields, text, context, result)
    if "contact" in fields:
        _read_points(paragraphs, "comments", context, result, ledger)
    if notes:
        _read_points(notes, "comments", context, result, ledger)
    if "contact" not in fields:
        _report_remainder(text, header, result, _check_of_remainder(fields, result.readings))
    ledger.enter(text)
    result.readings.sort(key=_place_in_text)
    return result


def _read_fields(fields: Fields, text: Text, context: Context, result: CellReadings) -> None:
    for wanted, step in _STEPS:
        if not wanted.isdisjoint(fields):
            step(text, fields, context, result)


def _skip(text: Text, _fields: Fields, _context: Context, _result: CellReadings) -> None:
    text.take(0, len(text.text), "mark")


def _code(text: Text, _fields: Fields, context: Context, result: CellReadings) -> None:
    result.add(read_action_line(text, context.lexicon))


def _when(text: Text, _fields: Fields, context: Context, result: CellReadings) -> None:
    result.add(read_when(text, context.lexicon, context.known))


def _webcast(text: Text, fields: Fields, context: Context, result: CellReadings) -> None:
    result.add(read_webcast(text, context.lexicon, bare="webcast" in fields))


def _links(text: Text, fields: Fields, context: Context, result: CellReadings) -> None:
    _add_links(text, _role(fields) or "meeting", context, result)


def _participants(text: Text, fields: Fields, context: Context, result: CellReadings) -> None:
    result.add(read_participants(text, context.lexicon, bare="participants" in fields))


def _people(text: Text, fields: Fields, context: Context, result: CellReadings) -> None:
    role = next((_PEOPLE[name] for name in fields if name in _PEOPLE), None)
    result.add(read_people(text, context.lexicon, context.register, default_role=role))


def _organizations(text: Text, fields: Fields, context: Context, result: CellReadings) -> None:
    role = _role(fields)
    if role:
        found = result.add(read_organizations(text, context.lexicon, context.register, role))
        result.add(read_representatives(text, context.lexicon, context.register, found.readings))


def _place(text: Text, fields: Fields, context: Context, result: CellReadings) -> None:
    result.add(read_place(text, context.lexicon, context.register, whole="place" in fields))


def _title(text: Text, _fields: Fields, context: Context, result: CellReadings) -> None:
    result.add(read_title(text, context.lexicon))


_STEPS: tuple[tuple[frozenset[FieldName], Callable[[Text, Fields, Context, CellReadings], None]], ...] = (
    (frozenset({"number"}), _skip),
    (frozenset({"meeting", "code"}), _code),
    (frozenset({"meeting", "date"}), _when),
    (frozenset(get_args(FieldName)), _links),
    (frozenset({"meeting", "webcast", "links"}), _webcast),
    (frozenset({"meeting", "participants"}), _participants),
    (frozenset({"meeting", *_ROLES, *_PEOPLE}), _people),
    (frozenset(_ROLES), _organizations),
    (frozenset({"meeting", "place"}), _place),
    (frozenset({"meeting"}), _title),
)
"""What reads the cells of which columns, in this order: what one step takes, the next does not see."""


def _role(fields: Fields) -> Role | None:
    return next((_ROLES[name] for name in fields if name in _ROLES), None)


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


def _check_of_remainder(fields: Fields, readings: Sequence[Reading]) -> str:
    """Words beside the values that a column is there for are no doubt; words in place of them are."""
    if "links" in fields and any(reading.table == "links" for reading in readings):
        return "words-beside-links"
    if "participants" in fields and any("participants" in reading.values for reading in readings):
        return "words-beside-count"
    return "not-understood"


def _report_remainder(text: Text, column: str, result: CellReadings, check: str = "not-understood") -> None:
    """Say what nobody took of the text, but for punctuation and list marks left between what was read."""
    for start, end in text.remainder():
        if _STRAY.fullmatch(text.text, start, end):
            text.take(start, end, "mark")
            continue
        result.notices.append(notice(check, text.evidence(start, end), column=column))
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
