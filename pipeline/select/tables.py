"""Which tables of a document a profile fits, and their rows as fields with cells."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.findings import notice
from pipeline.model import Document, Entry, FieldName, Notice, Row, RowKind, Table
from pipeline.profile import Profile, header_key
from pipeline.select.grid import Grid
from pipeline.select.headers import Ambiguous, Match, match_header, nearest_wording

_HEADER_DEPTH = 8
"""A header is looked for in this many first rows (title rows and grouped headers stand above it)."""


@dataclass(frozen=True, slots=True)
class Selection:
    """What a document's tables hold: the profile that fits, the rows of the tables used in reading
    order, why each other table was left alone (by table index), and notices."""

    profile: Profile | None
    rows: tuple[Row, ...] = ()
    tables_used: tuple[int, ...] = ()
    reasons: Mapping[int, str] = field(default_factory=dict)
    notices: tuple[Notice, ...] = ()


@dataclass(frozen=True, slots=True)
class _Fit:
    """How a profile reads one table: its grid, the header's last row and each column's match."""

    grid: Grid
    header: int
    matches: tuple[Match | Ambiguous | None, ...]
    labels: tuple[str, ...]

    @property
    def fields(self) -> set[FieldName]:
        return {name for match in self.matches if isinstance(match, Match) for name in match.fields}

    def score(self, profile: Profile) -> tuple[int, int, int]:
        required = len(self.fields & set(profile.required))
        exact = sum(isinstance(match, Match) and match.how != "fuzzy" for match in self.matches)
        return required, len(self.fields), exact


def select(document: Document, profiles: Sequence[Profile]) -> Selection:
    """The rows of every table of `document` that a profile fits; of several profiles the one whose
    required, then whose other columns are matched best. A tie is an error that names both."""
    candidates: list[tuple[tuple[int, ...], Profile, dict[int, _Fit]]] = []
    for profile in profiles:
        fits = {table.index: fit for table in document.tables if (fit := _fit(table, profile))}
        if fits:
            scores = [fit.score(profile) for fit in fits.values()]
            candidates.append((max(scores), profile, fits))
    if not candidates:
        return Selection(None, reasons={t.index: _why_not(t, profiles) for t in document.tables})
    candidates.sort(key=lambda candidate: candidate[0], reverse=True)
    (best, profile, fits), *others = candidates
    if others and others[0][0] == best:
        names = {"first": profile.name, "second": others[0][1].name}
        return Selection(None, notices=(notice("profile-tie", **names),))
    rows: list[Row] = []
    notices: list[Notice] = []
    reasons: dict[int, str] = {}
    for table in document.tables:
        fit = fits.get(table.index)
        if fit is None:
            reasons[table.index] = _why_not(table, [profile])
            continue
        notices.extend(_header_notices(fit, profile))
        rows.extend(_rows(fit, notices))
    return Selection(profile, tuple(rows), tuple(fits), reasons, tuple(notices))


def _fit(table: Table, profile: Profile) -> _Fit | None:
    """The best reading of `table` that has what `profile` requires, or None."""
    fits = [fit for grid in _views(table) for fit in _headers(grid, profile) if _is_enough(fit, profile)]
    return max(fits, key=lambda fit: (fit.score(profile), not fit.grid.turned, -fit.header), default=None)


def _views(table: Table) -> Iterator[Grid]:
    yield Grid(table)
    yield Grid(table, turned=True)


def _headers(grid: Grid, profile: Profile) -> Iterator[_Fit]:
    depth = min(grid.rows, 1 if grid.turned else _HEADER_DEPTH)
    for header in range(depth):
        labels = tuple(_label(grid, header, column) for column in range(grid.columns))
        matches = tuple(_match_column(grid, header, column, profile) for column in range(grid.columns))
        yield _Fit(grid, header, matches, labels)


def _match_column(grid: Grid, header: int, column: int, profile: Profile) -> Match | Ambiguous | None:
    """By the column's own header; where that says nothing, with the headers above it."""
    above = _labels_above(grid, header, column)
    found: Match | Ambiguous | None = None
    for label in (
        _label(grid, header, column),
        " ".join((*above, _label(grid, header, column))),
        *above[::-1],
    ):
        if label:
            found = match_header(label, profile)
        if isinstance(found, Match):
            return found
    return found


def _label(grid: Grid, row: int, column: int) -> str:
    cell = grid.at(row, column)
    return " ".join(cell.text.replace("\u00ad", "").split()) if cell else ""


def _labels_above(grid: Grid, header: int, column: int) -> list[str]:
    """The grouped headers over a column; a cell over the whole table is a title, not a header."""
    labels: list[str] = []
    for row in range(header):
        cell = grid.at(row, column)
        if cell and grid.width(cell) < grid.columns and (label := _label(grid, row, column)):
            labels.append(label)
    own = _label(grid, header, column)
    return [label for label in dict.fromkeys(labels) if label != own]


def _is_enough(fit: _Fit, profile: Profile) -> bool:
    return set(profile.required) <= fit.fields and len(fit.fields) >= profile.minimum


def _why_not(table: Table, profiles: Sequence[Profile]) -> str:
    """One line for a person: what the nearest profile misses in the table."""
    best: tuple[tuple[int, ...], _Fit, Profile] | None = None
    for profile in profiles:
        for grid in _views(table):
            for fit in _headers(grid, profile):
                score = fit.score(profile)
                if best is None or score > best[0]:
                    best = (score, fit, profile)
    if best is None or not best[1].fields:
        return "no header of any profile is in its first rows"
    _, fit, profile = best
    missing = [name for name in profile.required if name not in fit.fields]
    found = ", ".join(sorted(fit.fields))
    if missing:
        return f"profile {profile.name}: no column for {', '.join(missing)} (found: {found})"
    return f"profile {profile.name}: {len(fit.fields)} of at least {profile.minimum} columns (found: {found})"


def _header_notices(fit: _Fit, profile: Profile) -> Iterator[Notice]:
    seen: set[str] = set()
    for column, (label, match) in enumerate(zip(fit.labels, fit.matches, strict=True)):
        if label in seen:
            continue
        seen.add(label)
        cell = fit.grid.at(fit.header, column)
        locator = cell.paragraphs[0].locator if cell and cell.paragraphs else None
        if isinstance(match, Ambiguous):
            first, second = match.wordings
            yield notice("header-ambiguous", excerpt=label, locator=locator, first=first, second=second)
        elif match is None and label:
            nearest = nearest_wording(label, profile)
            wording = nearest[0] if nearest else "none"
            yield notice("header-unmatched", excerpt=label, locator=locator, nearest=wording)
        elif isinstance(match, Match) and match.how == "fuzzy":
            score = f"{match.score:.0f}"
            yield notice(
                "header-matched-nearly", excerpt=label, locator=locator, wording=match.wording, score=score
            )


def _rows(fit: _Fit, notices: list[Notice]) -> Iterator[Row]:
    """Every row that shows something, from the table's first to its last."""
    grid, index = fit.grid, fit.grid.table.index
    repeated = 0
    row = 0
    while row < grid.rows:
        rows = [row]
        filled = grid.filled(row)
        kind: RowKind = "record"
        if row <= fit.header:
            kind = "title" if row < fit.header and _is_title(fit, row) else "header"
        elif _is_header(fit, row):
            kind = "header"
            repeated += 1
        elif len(filled) == 1 and grid.height(filled[0]) == 1 and grid.columns > 1:
            kind = "group" if grid.width(filled[0]) > 1 else "lone"
        else:
            rows = _rows_of_meeting(fit, row)
        if filled:
            yield Row(kind, index, row + 1, _entries(fit, rows))
        row = rows[-1] + 1
    if repeated:
        notices.append(notice("header-repeated", count=str(repeated), table=str(index)))


def _is_title(fit: _Fit, row: int) -> bool:
    """One text over the whole width, above the header."""
    return len(fit.grid.filled(row)) == 1 and fit.grid.width(fit.grid.filled(row)[0]) == fit.grid.columns


def _is_header(fit: _Fit, row: int) -> bool:
    """The header printed again, or its columns numbered."""
    labels = [_label(fit.grid, row, column) for column in range(fit.grid.columns)]
    if [header_key(label) for label in labels] == [header_key(label) for label in fit.labels]:
        return True
    numbers = [label.strip("()[] .") for label in labels]
    return len(numbers) > 1 and numbers == [str(number + 1) for number in range(len(numbers))]


def _rows_of_meeting(fit: _Fit, row: int) -> list[int]:
    """The rows over which the cells that name the meeting are merged down."""
    named = [column for column, match in enumerate(fit.matches) if _names_meeting(match)]
    own = [fit.grid.at(row, column) for column in named]
    rows = [row]
    while (
        own
        and all(cell and not cell.is_blank for cell in own)
        and rows[-1] + 1 < fit.grid.rows
        and all(fit.grid.at(rows[-1] + 1, column) is cell for column, cell in zip(named, own, strict=True))
    ):
        rows.append(rows[-1] + 1)
    return rows


def _names_meeting(match: Match | Ambiguous | None) -> bool:
    return isinstance(match, Match) and "meeting" in match.fields


def _entries(fit: _Fit, rows: Sequence[int]) -> tuple[Entry, ...]:
    """The cells of some rows, each once, for the first column that it covers."""
    entries: list[Entry] = []
    seen: set[int] = set()
    for row in rows:
        for column, match in enumerate(fit.matches):
            cell = fit.grid.at(row, column)
            if cell is not None and id(cell) not in seen:
                seen.add(id(cell))
                fields = match.fields if isinstance(match, Match) else ()
                entries.append(Entry(fields, fit.labels[column], cell))
    return tuple(entries)
