"""Tables with the names of the fields at the left: one meeting beneath another, or side by side."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from pipeline.model import Cell, Table
from pipeline.profile import Profile, header_key
from pipeline.select.columns import Fit, best_fit, is_across
from pipeline.select.grid import Grid, Line
from pipeline.select.headers import match_exactly
from pipeline.select.rows import Merged

_FEWEST_COLUMNS = 2
_MOST_LINES = 60
"""A form has no more lines; a longer table without a header is a list of something else."""


@dataclass(slots=True)
class _Form:
    """The lines of a form and the field names in its first column; texts merged over the table's width stand
    above it or within it."""

    above: list[Cell] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    names: set[str] = field(default_factory=set)
    within: list[Cell] = field(default_factory=list)

    def add(self, other: _Form) -> None:
        """Go on with the lines of `other`."""
        (self.within if self.lines else self.above).extend(other.above)
        self.lines.extend(other.lines)
        self.names |= other.names


def as_forms(table: Table, profile: Profile) -> list[Fit | Merged]:
    """The table as forms, turned so that their fields are columns, and the texts merged over its width.
    Nothing where it cannot be one."""
    parts: list[Fit | Merged] = []
    if table.columns < _FEWEST_COLUMNS:
        return parts
    for form in _forms(table, profile):
        parts.extend(Merged("title", cell) for cell in form.above)
        if len(form.lines) > _MOST_LINES:
            return []
        if form.lines and (fit := best_fit(Grid(table, form.lines, turned=True), profile)):
            parts.append(fit)
        parts.extend(Merged("aside", cell) for cell in form.within)
    return parts


def _forms(table: Table, profile: Profile) -> Iterator[_Form]:
    """A form ends where one of its fields comes again, and the texts just above that belong to the next."""
    form = _Form()
    for piece in _pieces(Grid(table), profile):
        if form.lines and form.names & piece.names:
            yield form
            form = piece
        else:
            form.add(piece)
    yield form


def _pieces(grid: Grid, profile: Profile) -> Iterator[_Form]:
    """The table cut at the texts merged over its width, and where a field's name comes again."""
    piece, row = _Form(), 0
    while row < grid.rows:
        line = _line(grid, row, profile)
        name = header_key(grid.label(row, 0)) if line else ""
        is_known = name in profile.field_of and not (row and grid.at(row, 0) is grid.at(row - 1, 0))
        if piece.lines and (not line or (is_known and name in piece.names)):
            yield piece
            piece = _Form()
        if line:
            piece.lines.append(line)
            piece.names |= {name} if is_known else set()
        else:
            piece.above.extend(grid.filled(row))
        row = line[-1] if line else row + 1
    yield piece


def _line(grid: Grid, row: int, profile: Profile) -> Line:
    """The row, or a field's name merged over the table's width together with the text beneath it; nothing for
    another text merged over the width."""
    if not is_across(grid, row):
        return (row + 1,)
    is_field = match_exactly(grid.label(row, 0), profile) is not None
    has_text = row + 1 < grid.rows and is_across(grid, row + 1)
    return (row + 1, row + 2) if is_field and has_text else ()
