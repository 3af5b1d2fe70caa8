"""Reading the register files, and every fault in them."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from typing import TypeVar

from pydantic import ValidationError

from pipeline.findings import KnowledgeError
from pipeline.fold import key
from pipeline.register.entries import ActionLine, Country, Entry, Organization, Place
from pipeline.register.index import acronym_key, is_acronym

E = TypeVar("E", bound=Entry)


def _load(folder: Traversable, file: str, kind: type[E], faults: list[str]) -> list[E]:
    entries: list[E] = []
    lines = folder.joinpath(file).read_text(encoding="utf-8-sig")
    for row in csv.DictReader(io.StringIO(lines, newline=""), strict=True):
        label = f"{file}: {next(iter(row.values()))}"
        if None in row or None in row.values():
            faults.append(f"{label}: not as many cells as the header")
            continue
        try:
            entries.append(kind.model_validate({column: value.strip() for column, value in row.items()}))
        except ValidationError as error:
            faults.extend(f"{label}: {'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors())
    return entries


def _claims(entries: Iterable[tuple[str, str]], faults: list[str], file: str) -> None:
    """Add a fault for each name that two claim; `entries` are pairs of name and claimant."""
    owners: dict[str, str] = {}
    for name, owner in entries:
        first = owners.setdefault(key(name), owner)
        if first != owner:
            faults.append(f"{file}: {owner}: the name {name!r} belongs to {first}")


def _organization_faults(organizations: list[Organization]) -> list[str]:
    file, faults = "organizations.csv", list[str]()
    ids = [organization.id for organization in organizations]
    faults.extend(
        f"{file}: {one}: the id stands twice" for one in sorted({one for one in ids if ids.count(one) > 1})
    )
    for organization in organizations:
        label = f"{file}: {organization.id}"
        faults.extend(
            f"{label}: no organisation {other!r}" for other in organization.member_of if other not in ids
        )
        if "en" not in organization.names:
            faults.append(f"{label}: no English name")
        faults.extend(
            f"{label}: context {entry!r} is not default-for="
            for entry in organization.context
            if "default-for=" not in entry
        )
        faults.extend(
            f"{label}: the unit {short!r} has no name"
            for short, long in organization.units.items()
            if not long
        )
        own = {acronym_key(acronym) for acronym in organization.acronyms}
        faults.extend(
            f"{label}: default for {acronym!r}, which is not its acronym"
            for acronym in organization.default_for
            if acronym_key(acronym) not in own
        )
    names = [
        (name, one.id)
        for one in organizations
        for name in (*one.names.values(), *one.aliases, *one.former_names)
        if not is_acronym(name)
    ]
    _claims(names, faults, file)
    _claims([(a, one.id) for one in organizations for a in one.default_for], faults, file)
    return faults


def _action_line_faults(lines: list[ActionLine], organizations: list[Organization]) -> list[str]:
    file, faults = "action_lines.csv", list[str]()
    ids = {organization.id for organization in organizations}
    codes = {line.code for line in lines if not line.sub_theme}
    for line in lines:
        label = f"{file}: {line.code} {line.sub_theme}".strip()
        faults.extend(f"{label}: no organisation {one!r}" for one in line.facilitators if one not in ids)
        if "en" not in line.titles:
            faults.append(f"{label}: no English title")
        if line.code not in codes:
            faults.append(f"{label}: no row for the action line itself")
    _claims(
        [
            (name, f"{line.code} {line.sub_theme}".strip())
            for line in lines
            for name in (*line.titles.values(), *line.aliases)
        ],
        faults,
        file,
    )
    return faults


def _place_faults(places: list[Place], countries: list[Country]) -> list[str]:
    file, faults = "places.csv", list[str]()
    ids = [place.id for place in places]
    codes = {country.code for country in countries}
    faults.extend(
        f"{file}: {one}: the id stands twice" for one in sorted({one for one in ids if ids.count(one) > 1})
    )
    for place in places:
        label = f"{file}: {place.id}"
        if "en" not in place.names:
            faults.append(f"{label}: no English name")
        if place.city and place.city not in ids:
            faults.append(f"{label}: no city {place.city!r}")
        if place.country not in codes:
            faults.append(f"{label}: no country {place.country!r}")
    _claims(
        [(name, place.id) for place in places for name in (*place.names.values(), *place.aliases)],
        faults,
        file,
    )
    names = [(name, one.code) for one in countries for name in (*one.names.values(), *one.aliases)]
    _claims(names, faults, "countries.csv")
    return faults


@dataclass(frozen=True, slots=True)
class Entries:
    """The rows of all register files."""

    organizations: list[Organization]
    action_lines: list[ActionLine]
    places: list[Place]
    countries: list[Country]


def read_entries(folder: Traversable) -> Entries:
    """The register files of `folder`. Raises KnowledgeError with all faults of all files."""
    faults: list[str] = []
    organizations = _load(folder, "organizations.csv", Organization, faults)
    lines = _load(folder, "action_lines.csv", ActionLine, faults)
    places = _load(folder, "places.csv", Place, faults)
    countries = _load(folder, "countries.csv", Country, faults)
    faults += _organization_faults(organizations) + _action_line_faults(lines, organizations)
    faults += _place_faults(places, countries)
    if faults:
        raise KnowledgeError("registers: " + "; ".join(faults))
    return Entries(organizations, lines, places, countries)
