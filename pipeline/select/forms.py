"""Tables with the names of the fields at the left: one meeting beneath another, or side by side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from pipeline.model import Cell, Table
from pipeline.profile import Profile, header_key
from pipeline.select.columns import Fit, best_fit
from pipeline.select.grid import Grid, Line, lines_of, words_of
from pipeline.select.headers import match_exactly
from pipeline.select.rows import Merged

_FEWEST_COLUMNS = 2
_PAIRED = (4, 6)
"""Columns of a form with two or three fields side by side."""

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
        if form.lines and (fit := best_fit(Grid(form.lines, turned=True), profile)):
            parts.append(fit)
        parts.extend(Merged("aside", cell) for cell in form.within)
    return parts


def _forms(table: Table, profile: Profile) -> Iterator[_Form]:
    """A form ends where one of its fields comes again, and the texts just above that belong to the next."""
    form = _Form()
    for piece in _pieces(table, profile):
        if form.lines and form.names & piece.names:
            yield form
            form = piece
        else:
            form.add(piece)
    yield form


def _pieces(table: Table, profile: Profile) -> Iterator[_Form]:
    """The table cut at the texts merged over its width, and where a field's name comes again."""
    piece = _Form()
    label: Cell | None = None
    for item in _items(table, profile):
        is_text = isinstance(item, Cell)
        name = "" if isinstance(item, Cell) or item.cells[0] is label else header_key(words_of(item.cells[0]))
        if piece.lines and (is_text or name in piece.names):
            yield piece
            piece = _Form()
        if isinstance(item, Cell):
            piece.above.append(item)
        else:
            label = item.cells[0]
            piece.lines.append(item)
            piece.names |= {name} & profile.field_of.keys()
    yield piece


def _items(table: Table, profile: Profile) -> Iterator[Line | Cell]:
    """The lines, each with a field's name first, and the texts merged over the width. A field's name merged
    over the width makes a line with the text beneath it; two fields side by side make a line each."""
    lines = [line for line in lines_of(table) if any(cell and not cell.is_blank for cell in line.cells)]
    has_pairs = _has_pairs(lines, profile)
    rest = zip(lines, [*lines[1:], None], strict=False)  # of no lines, nothing
    for line, following in rest:
        across = _text_across(line)
        beneath = _text_across(following) if following else None
        if across and beneath and match_exactly(words_of(across), profile):
            cells = (across, *(beneath for _ in line.cells[1:]))
            yield from _pairs(Line(line.row, cells)) if has_pairs else (Line(line.row, cells),)
            next(rest)
        elif across:
            yield across
        else:
            yield from _pairs(line) if has_pairs else (line,)


def _text_across(line: Line) -> Cell | None:
    """The one cell that covers the whole line."""
    first = line.cells[0]
    return first if all(cell is first for cell in line.cells) else None


def _has_pairs(lines: Sequence[Line], profile: Profile) -> bool:
    """Whether most of what stands at the third place of a line are names of fields."""
    if not lines or len(lines[0].cells) not in _PAIRED:
        return False
    names = [words_of(line.cells[2]) for line in lines if line.cells[2] is not line.cells[1]]
    known = [name for name in names if match_exactly(name, profile)]
    return bool(known) and 2 * len(known) >= len(list(filter(None, names)))


def _pairs(line: Line) -> Iterator[Line]:
    """A line for each name and value that stand side by side."""
    for place in range(0, len(line.cells), 2):
        if place == 0 or line.cells[place] is not line.cells[place - 1]:
            yield Line(line.row, line.cells[place : place + 2])
