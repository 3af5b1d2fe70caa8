"""Which tables of a document a profile fits, and their rows as fields with cells."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from pipeline.findings import notice
from pipeline.model import Document, Notice, Row
from pipeline.profile import Profile
from pipeline.select.headings import heading_above
from pipeline.select.notices import header_notices
from pipeline.select.readings import Miss, Reading, Score, read_table

_KINSHIP, _KINSHIP_OF_FORMS = 0.6, 0.4
"""Two tables list the same kind of meetings where more than this share of all their fields is in both;
two forms, which leave out what their meeting did not have, where more than the lesser share is."""

_NO_TABLE: Score = (0,)


@dataclass(frozen=True, slots=True)
class Selection:
    """What a document's tables hold: the profile that fits, the rows of the tables used in reading
    order, why each other table was left alone (by table index), and notices."""

    profile: Profile | None
    rows: tuple[Row, ...] = ()
    tables_used: tuple[int, ...] = ()
    reasons: Mapping[int, str] = field(default_factory=dict)
    notices: tuple[Notice, ...] = ()


def select(document: Document, profiles: Sequence[Profile]) -> Selection:
    """The rows of every table of `document` that a profile fits; of several profiles the one whose
    required, then whose other columns are matched best. A tie is an error that names both."""
    found = {profile.name: _read_tables(document, profile) for profile in profiles}
    ranked = sorted(profiles, key=lambda profile: _best(found[profile.name]), reverse=True)
    scores = [_best(found[profile.name]) for profile in ranked]
    if not scores or scores[0] == _NO_TABLE:
        return Selection(None, reasons=_nearest_misses(document, list(found.values())))
    if len(scores) > 1 and scores[0] == scores[1]:
        first, second, *_ = ranked
        tie = notice("profile-tie", first=first.name, second=second.name)
        return Selection(None, notices=(tie,))
    return _selection(document, ranked[0], found[ranked[0].name])


def _read_tables(document: Document, profile: Profile) -> dict[int, Reading | Miss]:
    return {
        table.index: read_table(table, heading_above(document, table), profile) for table in document.tables
    }


def _best(tables: Mapping[int, Reading | Miss]) -> Score:
    return max((table.score for table in tables.values() if isinstance(table, Reading)), default=_NO_TABLE)


def _nearest_misses(document: Document, found: Sequence[Mapping[int, Reading | Miss]]) -> dict[int, str]:
    """For each table what the profile that comes nearest misses in it."""
    reasons: dict[int, str] = {}
    for table in document.tables:
        misses = [tables[table.index] for tables in found]
        best = max(misses, key=lambda miss: miss.score, default=None)
        reasons[table.index] = best.reason if isinstance(best, Miss) else "there is no profile"
    return reasons


def _selection(document: Document, profile: Profile, tables: Mapping[int, Reading | Miss]) -> Selection:
    """The rows of the tables that list meetings as the best one does, and of those that go on from one."""
    readings = [table for table in tables.values() if isinstance(table, Reading)]
    best = max(readings, key=lambda reading: reading.score)
    used: list[Reading] = []
    reasons: dict[int, str] = {}
    notices: list[Notice] = []
    for table in document.tables:
        reading = tables[table.index]
        if isinstance(reading, Reading) and _is_kin(reading, best):
            used.append(reading)
            notices.extend(header_notices(reading))
        elif isinstance(reading, Reading):
            shared = ", ".join(sorted(reading.fields & best.fields)) or "no column"
            reasons[table.index] = (
                f"table {best.table.index} is the one of meetings; this has only {shared} of it"
            )
        elif (
            used
            and used[-1].table.index == table.index - 1
            and (further := used[-1].goes_on_in(table, heading_above(document, table)))
        ):
            used.append(further)
            notices.append(notice("table-continued", table=str(table.index), first=str(table.index - 1)))
        else:
            reasons[table.index] = reading.reason
    return Selection(
        profile,
        tuple(_rows(used)),
        tuple(reading.table.index for reading in used),
        reasons,
        tuple(notices),
    )


def _is_kin(reading: Reading, best: Reading) -> bool:
    """Whether the table has most of the fields of the best one."""
    shared, all_fields = reading.fields & best.fields, reading.fields | best.fields
    least = _KINSHIP_OF_FORMS if reading.is_form and best.is_form else _KINSHIP
    return len(shared) > least * len(all_fields)


def _rows(readings: Sequence[Reading]) -> Iterator[Row]:
    """The rows of all tables; what stands above a single table is the report's own."""
    for reading in readings:
        alone = len(readings) == 1 and not reading.is_titled
        yield from (replace(reading, heading=None) if alone else reading).rows()
