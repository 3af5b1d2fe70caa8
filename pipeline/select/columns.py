"""The header of a grid: its rows, and what each column holds."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline.model import Cell, FieldName
from pipeline.profile import Profile, header_key
from pipeline.select.grid import Grid
from pipeline.select.headers import Ambiguous, Match, match_exactly, match_header

_DEPTH = 8
"""A header is looked for in this many first rows: title rows and grouped headers stand above it."""

_LONGEST_HEADER = 12
"""Rows; a cell merged down over more of them is no part of a header."""

_TURNED_DEPTH = 3
"""The same where the names of the fields stand at the left: a number, a group, the name."""

_UNIT = re.compile(r"\(.*\)|\[.*\]|（.*）", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Column:
    """A column's header as printed and what it names."""

    label: str
    match: Match | Ambiguous | None

    @property
    def fields(self) -> tuple[FieldName, ...]:
        """What the column holds; nothing where no field claims it."""
        return self.match.fields if isinstance(self.match, Match) else ()


@dataclass(frozen=True, slots=True)
class Fit:
    """How a profile reads a grid: its header's rows (none: it goes on from a table above) and columns."""

    grid: Grid
    header: tuple[int, ...]
    columns: tuple[Column, ...]

    @property
    def fields(self) -> frozenset[FieldName]:
        """Every field that has a column."""
        return frozenset(name for column in self.columns for name in column.fields)

    def score(self, profile: Profile) -> tuple[int, int, int]:
        """How well it fits: required fields, fields, and columns whose header is known to the letter."""
        exact = sum(isinstance(column.match, Match) and column.match.is_exact for column in self.columns)
        return len(profile.required) - len(profile.missing(self.fields)), len(self.fields), exact


def best_fit(grid: Grid, profile: Profile) -> Fit | None:
    """The reading of the grid that fits best; of equal ones that with the highest header."""
    return max(_fits(grid, profile), key=lambda fit: fit.score(profile), default=None)


def _fits(grid: Grid, profile: Profile) -> Iterator[Fit]:
    """The grid with each of its first rows taken for the header's last one that names columns."""
    for row in range(min(grid.rows, _TURNED_DEPTH if grid.turned else _DEPTH)):
        if _may_be_header(grid, row, profile):
            columns = _share_out(
                grid, row, [_column(grid, row, place, profile) for place in range(grid.columns)]
            )
            yield Fit(grid, tuple(range(_first_row(grid), _end_of_header(grid, row))), tuple(columns))


def is_title(grid: Grid, row: int) -> bool:
    """One text alone, over most of the width or at the start of the row."""
    filled = grid.filled(row)
    if len(filled) != 1 or grid.height(filled[0]) > 1:
        return False
    return 2 * grid.width(filled[0]) > grid.columns or grid.at(row, 0) is filled[0]


def _exact_fields(grid: Grid, row: int, profile: Profile) -> list[FieldName]:
    """What the row's cells name by the profile's own wordings."""
    matches = (match_exactly(label, profile) for label in grid.labels(row))
    return [name for match in matches if match for name in match.fields]


def with_nameless_column(fit: Fit) -> Fit:
    """The fit with its first column, beside a running number, taken for the meetings' names where that has
    no header."""
    place = next((place for place, column in enumerate(fit.columns) if column.fields != ("number",)), 0)
    if fit.columns[place].label:
        return fit
    named = Column("", Match(("meeting",), "nameless", "", 0.0))
    return replace(fit, columns=(*fit.columns[:place], named, *fit.columns[place + 1 :]))


def _first_row(grid: Grid) -> int:
    return next((row for row in range(grid.rows) if grid.filled(row) and not is_title(grid, row)), 0)


def _may_be_header(grid: Grid, row: int, profile: Profile) -> bool:
    """The first row below the titles; a later one has known headers or stands under merged ones."""
    first = _first_row(grid)
    if row <= first:
        return row == first
    above = [cell for line in range(first, row) if not is_title(grid, line) for cell in grid.filled(line)]
    covering = {id(cell) for cell in grid.row(row)}
    is_grouped = any(grid.width(cell) > 1 or id(cell) in covering for cell in above)
    return is_grouped or len(_exact_fields(grid, row, profile)) > 1


def _column(grid: Grid, row: int, place: int, profile: Profile) -> Column:
    """By the column's own header; where that says nothing, with the headers above it."""
    own, above = grid.label(row, place), _labels_above(grid, row, place)
    found: Match | Ambiguous | None = None
    for label in (own, " ".join((*above, own)), *reversed(above)):
        found = match_header(label, profile) or found
        if isinstance(found, Match):
            break
    return Column(own or " ".join(above), found)


def _labels_above(grid: Grid, row: int, place: int) -> list[str]:
    """The grouped headers over a column, from the top; over a blank header also a single one."""
    labels: list[str] = []
    for line in range(row - 1, -1, -1):
        cell = grid.at(line, place)
        is_group = cell is not None and grid.width(cell) > 1
        if is_title(grid, line) or not (
            is_group or not grid.label(line + 1, place) or cell is grid.at(row, place)
        ):
            break
        labels.append(grid.label(line, place))
    return [label for label in dict.fromkeys(reversed(labels)) if label and label != grid.label(row, place)]


def _share_out(grid: Grid, row: int, columns: Sequence[Column]) -> Iterator[Column]:
    """A header merged over as many columns as it names fields (`Date / Venue`) gives each column its own."""
    for place, column in enumerate(columns):
        cell, names = grid.at(row, place), column.fields
        if cell and len(names) > 1 and grid.width(cell) == len(names) and isinstance(column.match, Match):
            position = sum(grid.at(row, before) is cell for before in range(place))
            yield replace(column, match=replace(column.match, fields=(names[position],)))
        else:
            yield column


def _end_of_header(grid: Grid, row: int) -> int:
    """The row after the header: cells merged down, grouped headers' parts, units and numbers belong to it."""
    end = row + 1
    last = min(grid.rows, row + _LONGEST_HEADER)
    while end < last and (_goes_on(grid, end) or _is_numbered(grid, end) or _has_units(grid, end)):
        end += 1
    return end


def _goes_on(grid: Grid, row: int) -> bool:
    """A cell of the row above covers it, or it is filled under merged headers only."""
    above, cells = grid.row(row - 1), grid.row(row)
    if any(cell is not None and cell is upper for cell, upper in zip(cells, above, strict=True)):
        return True
    filled = [(cell, upper) for cell, upper in zip(cells, above, strict=True) if cell and not cell.is_blank]
    has_figures = any(character.isdigit() for cell, _ in filled for character in cell.text)
    is_under_groups = all(_is_merged(grid, upper) for _, upper in filled)
    return 0 < len(filled) < grid.columns and is_under_groups and not has_figures


def _is_merged(grid: Grid, cell: Cell | None) -> bool:
    return cell is not None and 1 < grid.width(cell) < grid.columns


def _is_numbered(grid: Grid, row: int) -> bool:
    """The columns' numbers."""
    numbers = [label.strip("()[] .") for label in grid.labels(row)]
    return len(numbers) > 1 and numbers == [str(number) for number in range(1, len(numbers) + 1)]


def _has_units(grid: Grid, row: int) -> bool:
    """Units or explanations in brackets, under several headers."""
    filled = grid.filled(row)
    return len(filled) > 1 and all(_UNIT.fullmatch(cell.text.strip()) for cell in filled)


def repeats_header(fit: Fit, row: int) -> bool:
    """The header, or one of its rows, printed again; or its columns numbered."""
    grid = fit.grid
    labels = list(map(header_key, grid.labels(row)))
    rows = (list(map(header_key, grid.labels(line))) for line in fit.header)
    return any(labels) and (labels in rows or _is_numbered(grid, row))
