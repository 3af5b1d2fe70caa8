"""How a profile reads a table: as rows beneath a header, or as forms with the names of the fields at the left."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.model import Cell, FieldName, Row, Table
from pipeline.profile import Profile
from pipeline.select.columns import Fit
from pipeline.select.rows import rows_of

Score = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """A table that a profile fits: grids with their columns, and the texts merged over the table between them."""

    table: Table
    parts: tuple[Fit | Cell, ...]
    profile: Profile
    heading: Row | None = None

    @property
    def fits(self) -> list[Fit]:
        """The grids without the texts between them."""
        return [part for part in self.parts if isinstance(part, Fit)]

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
        """The table's rows in their order, the heading above it first."""
        rows = rows_of(self.table, self.parts, self.profile)
        return list(_named([self.heading, *rows] if self.heading else rows, self))


@dataclass(frozen=True, slots=True)
class Miss:
    """A table that a profile does not fit: how near it comes, and what it lacks."""

    score: Score
    reason: str


def read_table(table: Table, heading: Row | None, profile: Profile) -> Reading | Miss:
    """The table as `profile` reads it, or why it cannot. Rows beneath a header come before forms; a table
    without a column for the meeting fits where a title, in it or above it, names each of its meetings."""
    candidates: list[Fit] = []
    for parts in _layouts(table, profile):
        found = [part for part in parts if isinstance(part, Fit)]
        candidates.extend(found)
        reading = Reading(table, tuple(parts), profile, heading)
        if found and all(_is_enough(fit, profile) for fit in found):
            return reading
