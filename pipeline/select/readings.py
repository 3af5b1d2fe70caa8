"""How a profile reads a table: as rows beneath a header, or as forms with the fields' names at the left."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from pipeline.model import FieldName, Row, Table
from pipeline.profile import NAMING, Profile, header_key
from pipeline.select.columns import Fit, best_fit, repeats_header, with_nameless_column
from pipeline.select.forms import as_forms
from pipeline.select.grid import Grid, lines_of
from pipeline.select.rows import Merged, named_by_titles, rows_of

Score = tuple[int, ...]

_SHORT = 40
"""Characters that a header of a table of another kind has at most."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A table as a profile reads it: grids with their columns, and the texts merged over the table between
    them; `heading` is what stands above it in the document. `is_titled`: titles name its meetings."""

    table: Table
    profile: Profile
    parts: tuple[Fit | Merged, ...]
    heading: Row | None = None
    is_titled: bool = False

    @property
    def fits(self) -> list[Fit]:
        """The grids alone."""
        return _fits_of(self.parts)

    @property
    def fields(self) -> frozenset[FieldName]:
        """Every field that has a column in one of the grids."""
        return frozenset().union(*(fit.fields for fit in self.fits))

    @property
    def is_form(self) -> bool:
        """Whether the names of the fields stand at the left."""
        return self.fits[0].grid.turned

    @property
    def score(self) -> Score:
        """How well the profile fits; of several grids the best counts."""
        return max(fit.score(self.profile) for fit in self.fits)

    def rows(self) -> list[Row]:
        """The heading and the table's rows, in their order."""
        rows = [
            *([self.heading] if self.heading else []),
            *rows_of(self.parts, self.table.index, self.profile),
        ]
        return list(named_by_titles(rows)) if self.is_titled else rows

    def is_enough(self) -> bool:
        """Whether the table has what the profile asks for."""
        if self.is_titled:
            records = [row for row in self.rows() if row.kind == "record"]
            named = bool(records) and all(row.cells("meeting") for row in records)
            return named and not self.profile.missing({*self.fields, "meeting"}) and self._has_minimum()
        return not self.profile.missing(self.fields) and self._has_minimum()

    def _has_minimum(self) -> bool:
        return max(len(fit.fields) for fit in self.fits) >= self.profile.minimum

    def goes_on_in(self, table: Table, heading: Row | None) -> Reading | None:
        """`table`, which fits no profile, read with this reading's columns; None where it cannot go on so."""
        last = self.fits[-1]
        grid = Grid(lines_of(table))
        if self.is_form or self.is_titled or grid.columns != last.grid.columns or table.header_rows:
            return None
        fit = Fit(grid, (), last.columns)
        return None if _looks_like_header(grid) else Reading(table, self.profile, (fit,), heading)


@dataclass(frozen=True, slots=True)
class Miss:
    """A table that a profile does not fit: how near it comes, and what it lacks."""

    score: Score
    reason: str


def read_table(table: Table, heading: Row | None, profile: Profile) -> Reading | Miss:
    """The table as `profile` reads it, or why it does not fit.

    Of rows beneath a header and forms the one that fits better is taken. Where no column names the
    meeting, a first column without a header does; failing that, the title over each meeting, in the
    table or above it.
    """
    layouts = (_as_rows(table, profile), as_forms(table, profile))
    printed = [Reading(table, profile, tuple(parts), heading) for parts in layouts if _fits_of(parts)]
    unnamed = [reading for reading in printed if not reading.fields & NAMING]
    nameless = [
        replace(reading, parts=tuple(map(_with_nameless_column, reading.parts))) for reading in unnamed
    ]
    titled = [replace(reading, is_titled=True) for reading in unnamed]
    for readings in (printed, nameless, titled):
        enough = [reading for reading in readings if reading.is_enough()]
        if enough:
            return max(enough, key=lambda reading: reading.score)
    return _miss(printed, profile)


def best_layout(table: Table, profile: Profile) -> list[Fit]:
    """The grids of the table, read in the way that fits best, whether or not that is enough."""
    layouts = [_fits_of(parts) for parts in (_as_rows(table, profile), as_forms(table, profile))]
    return max(layouts, key=lambda fits: max((fit.score(profile) for fit in fits), default=(-1, 0, 0)))


def _as_rows(table: Table, profile: Profile) -> list[Fit | Merged]:
    """The rows beneath their header; a further header within the table begins another grid."""
    grid = Grid(lines_of(table))
    fit = best_fit(grid, profile)
    if fit is None:
        return []
    cuts = [row for row in range(fit.header[-1] + 1, grid.rows) if _is_another_header(fit, row, profile)]
    if not cuts:
        return [fit]
    pieces = [Grid(grid.lines[start:end]) for start, end in pairwise((0, *cuts, grid.rows))]
    return [found for piece in pieces if (found := best_fit(piece, profile))]


def _is_another_header(fit: Fit, row: int, profile: Profile) -> bool:
    """Known headers in other words or in another order than those at the table's head."""
    keys = map(header_key, fit.grid.labels(row))
    fields = {profile.field_of[name] for name in keys if name in profile.field_of}
    is_header = len(fields) >= profile.minimum and not profile.missing(fields)
    return is_header and not repeats_header(fit, row)


def _with_nameless_column(part: Fit | Merged) -> Fit | Merged:
    return with_nameless_column(part) if isinstance(part, Fit) else part


def _fits_of(parts: Sequence[Fit | Merged]) -> list[Fit]:
    return [part for part in parts if isinstance(part, Fit)]


def _looks_like_header(grid: Grid) -> bool:
    """Whether the first row has a short text in each column and no figure: the header of another table."""
    texts = grid.labels(0)
    return all(texts) and all(len(text) <= _SHORT and not any(map(str.isdigit, text)) for text in texts)


def _miss(readings: Sequence[Reading], profile: Profile) -> Miss:
    best = max(readings, key=lambda reading: reading.score, default=None)
    if best is None or not best.fields:
        return Miss((0,), "no header of any profile is in its first rows")
    found = ", ".join(sorted(best.fields))
    missing = profile.missing(best.fields)
    if missing:
        reason = f"no column for {', '.join(missing)} (found: {found})"
    else:
        reason = f"{len(best.fields)} of at least {profile.minimum} columns (found: {found})"
    return Miss(best.score, f"profile {profile.name}: {reason}")
