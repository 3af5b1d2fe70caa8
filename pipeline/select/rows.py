"""Grids with their columns -> rows: which are meetings, which date, group or head them, which are neither."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from pipeline.fold import key
from pipeline.model import Cell, Entry, FieldName, Row, RowKind
from pipeline.profile import NAMING, Profile
from pipeline.select.columns import Fit, is_title, repeats_header

_FEW = 2
"""A total or note fills no more cells than this, unless its words are all that the first one says."""

_MOST_FIELDS = 2
"""A cell merged over the columns of more fields holds none of them."""

_ONCE: frozenset[FieldName] = frozenset({"date", "place", "facilitator", "participants"})
"""What a meeting has once."""


@dataclass(frozen=True, slots=True)
class Merged:
    """A text merged over the width of a table, between its grids."""

    kind: Literal["title", "aside"]
    cell: Cell


def rows_of(parts: Sequence[Fit | Merged], table_index: int, profile: Profile) -> Iterator[Row]:
    """The rows of a table from its first to its last: those of its grids, and the texts between them."""
    for part in parts:
        if isinstance(part, Fit):
            yield from _rows(part, table_index, profile)
        else:
            yield Row(part.kind, table_index, part.cell.row, (Entry((), "", part.cell),))


def named_by_titles(rows: Iterable[Row]) -> Iterator[Row]:
    """The rows with the last title before each meeting made the cell that names it."""
    title: Row | None = None
    for row in rows:
        if row.kind == "record" and title:
            *others, name = title.entries
            if others:
                yield replace(title, entries=tuple(others))
            yield replace(row, entries=(replace(name, fields=("meeting",)), *row.entries))
            title = None
        elif row.kind in {"heading", "title", "group", "lone"}:
            if title:
                yield title
            title = row
        else:
            yield row
    if title:
        yield title


def _rows(fit: Fit, table_index: int, profile: Profile) -> Iterator[Row]:
    grid = fit.grid
    row = 0
    while row < grid.rows:
        rows = [row]
        kind = _kind(fit, row, profile)
        if kind == "record":
            rows = _rows_of_meeting(fit, row)
        if grid.filled(row):
            yield Row(kind, table_index, grid.number(row), tuple(_entries(fit, rows)))
        row = rows[-1] + 1


def _kind(fit: Fit, row: int, profile: Profile) -> RowKind:
    grid, filled = fit.grid, fit.grid.filled(row)
    if row in fit.header or repeats_header(fit, row):
        return "header"
    if fit.header and row < fit.header[0]:
        return "title" if is_title(grid, row) else "header"
    if _is_aside(filled, profile):
        return "aside"
    if len(filled) == 1 and grid.height(filled[0]) == 1 and grid.columns > 1:
        return "group" if grid.width(filled[0]) > 1 else "lone"
    return "record"


def _is_aside(filled: Sequence[Cell], profile: Profile) -> bool:
    """A total, a note, an end mark: the first cell begins with one of the profile's words for them."""
    words = key(filled[0].text).split() if filled else []
    sizes = range(1, min(len(words), profile.longest_aside) + 1)
    begins = any(" ".join(words[:size]) in profile.aside_keys for size in sizes)
    return begins and (len(filled) <= _FEW or " ".join(words) in profile.aside_keys)


def _rows_of_meeting(fit: Fit, row: int) -> list[int]:
    """The rows over which the cells that name the meeting are merged down, where they are one meeting."""
    grid = fit.grid
    naming = [place for place, column in enumerate(fit.columns) if NAMING & set(column.fields)]
    own = [grid.at(row, place) for place in naming]
    if not naming or not all(cell and not cell.is_blank for cell in own):
        return [row]
    rows = [row]
    for below in range(row + 1, grid.rows):
        if any(grid.at(below, place) is not cell for place, cell in zip(naming, own, strict=True)):
            break
        rows.append(below)
    return [row] if len(rows) > 1 and _are_several(fit, rows) else rows


def _are_several(fit: Fit, rows: Sequence[int]) -> bool:
    """Whether rows under one name are meetings by themselves: each has a date of its own, or two other facts
    that a meeting has once, or all that it says. Else they list the persons or points of one meeting."""
    parted: set[FieldName] = set()
    shared = 0
    for place, column in enumerate(fit.columns):
        cells = {id(cell) for row in rows if (cell := fit.grid.at(row, place)) and not cell.is_blank}
        if len(cells) == len(rows) > 1:
            parted |= set(column.fields)
        elif cells and not NAMING & set(column.fields):
            shared += 1
    return (
        "date" in parted
        or len(parted & _ONCE) > 1
        or (bool(parted) and not shared and "facilitator" in parted)
    )


def _entries(fit: Fit, rows: Sequence[int]) -> Iterator[Entry]:
    """The cells of some rows, each once, for the first column that it covers."""
    seen: set[int] = set()
    for row in rows:
        for place, column in enumerate(fit.columns):
            cell = fit.grid.at(row, place)
            if cell is not None and id(cell) not in seen:
                seen.add(id(cell))
                yield Entry(_fields(fit, row, place), column.label, cell)


def _fields(fit: Fit, row: int, place: int) -> tuple[FieldName, ...]:
    """What the cell at the place holds: its first column's fields; none where it is merged over so many
    columns of different fields that it is a remark on the whole row (`Postponed`)."""
    cell, own = fit.grid.at(row, place), fit.columns[place].fields
    if len(own) > 1 or cell is None or fit.grid.width(cell) == 1:
        return own
    covered = {
        name for other, c in enumerate(fit.columns) if fit.grid.at(row, other) is cell for name in c.fields
    }
    return () if len(covered) > _MOST_FIELDS and not NAMING & set(own) else own
