"""registers/*.csv: organisations, action lines and places, by every name that reports use for them.

A cell of several values parts them by `|`. Names are compared by `fold.key`, acronyms letter by letter with
their case (`WHO` is not `who`), however they are dotted, spaced or hyphenated (`U.N.E.S.C.O.`, `UN-DESA`).
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Annotated, Any, Generic, Literal, Protocol, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator

from pipeline.findings import KnowledgeError
from pipeline.fold import fold, key
from pipeline.model import OrganizationId

_FUZZY_LETTERS = 10
"""Names shorter than this are never compared by likeness: too many differ in a letter or two."""
_ACRONYM_LETTERS = 12
_SUGGESTION = 75.0
"""Lowest likeness (0 to 100) of a name worth showing to a person."""


def _parts(value: object) -> object:
    return (
        tuple(filter(None, (part.strip() for part in value.split("|")))) if isinstance(value, str) else value
    )


def _pairs(value: object) -> object:
    parts = _parts(value)
    if not isinstance(parts, tuple):
        return value
    return dict(
        [part.strip() for part in pair.split("=", 1)] if "=" in pair else (pair, "") for pair in parts
    )


Names = Annotated[tuple[str, ...], BeforeValidator(_parts)]
Pairs = Annotated[Mapping[str, str], BeforeValidator(_pairs)]
ById = Mapping[str, str]


class Entry(BaseModel):
    """A row of a register; columns `name_<language>` (or `title_<language>`) become one mapping."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    @model_validator(mode="before")
    @classmethod
    def _languages(cls, row: dict[str, Any]) -> dict[str, Any]:
        columns: dict[str, Any] = {}
        for column, value in row.items():
            stem, _, language = column.partition("_")
            if stem in {"name", "title"} and language:
                columns.setdefault(f"{stem}s", {})
                if value:
                    columns[f"{stem}s"][language] = value
            else:
                columns[column] = value
        return columns


class Organization(Entry):
    """An organisation: `names` by language; `units` by their short names; `former_names` were its own or
    its predecessors'."""

    id: OrganizationId = Field(pattern=r"^[A-Z0-9]+(-[A-Z0-9]+)*$")
    kind: str = Field(min_length=1)
    member_of: Names = ()
    names: ById
    acronyms: Names = ()
    aliases: Names = ()
    former_names: Names = ()
    units: Pairs = Field(default_factory=dict)
    context: Names = ()
    website: str = ""
    source: str = Field(min_length=1)

    @property
    def name(self) -> str:
        """The official English name."""
        return self.names["en"]

    @property
    def default_for(self) -> tuple[str, ...]:
        """Acronyms shared with others that mean this organisation in reports of the family."""
        return tuple(entry.removeprefix("default-for=") for entry in self.context)

    def __hash__(self) -> int:
        return hash(self.id)


class ActionLine(Entry):
    """An action line, or (with `sub_theme`) one of its themes: titles by language, official facilitators."""

    code: str = Field(pattern=r"^C([1-9]|1[01])$")
    sub_theme: str = ""
    titles: ById
    aliases: Names = ()
    facilitators: Names = ()
    source: str = Field(min_length=1)


class Place(Entry):
    """A city or venue; `city` is a venue's city, `country` an ISO 3166-1 code, `timezone` an IANA name."""

    id: str = Field(min_length=1)
    kind: Literal["city", "venue"]
    names: ById
    aliases: Names = ()
    country: str = Field(pattern=r"^[A-Z]{2}$")
    timezone: str = Field(pattern=r"^[A-Z][A-Za-z_]+(/[A-Za-z_-]+)+$")
    city: str = ""

    @property
    def name(self) -> str:
        """The English name."""
        return self.names["en"]

    def __hash__(self) -> int:
        return hash(self.id)


class Country(Entry):
    """A country or territory by its ISO 3166-1 alpha-2 `code`."""

    code: str = Field(pattern=r"^[A-Z]{2}$")
    names: ById
    aliases: Names = ()


@dataclass(frozen=True, slots=True)
class Mention:
    """Registered organisations of one name (several: ambiguous), and where the name stands in a text."""

    start: int
    end: int
    organizations: tuple[Organization, ...]


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A registered place and where its name stands in a text."""

    start: int
    end: int
    place: Place


class Named(Protocol):
    """What can be looked up by names."""

    @property
    def names(self) -> ById: ...  # noqa: D102 - a protocol's member

    @property
    def aliases(self) -> tuple[str, ...]: ...  # noqa: D102 - a protocol's member


T = TypeVar("T", bound=Named)

_HAN = "\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
_MARKS = "\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670"
_WORD = re.compile(rf"[{_HAN}]|(?:[^\W_{_HAN}][{_MARKS}]*)+|&")
_AND = "&"
_LONGEST_AND = 3
_CONNECTED = re.compile(r"[^\w\x00;:\n]{0,3}\n?[^\w\x00;:\n]{0,3}")
_PUNCTUATION = frozenset(",/()[]")
_ACRONYM_GAPS = re.compile(r"[^\w]+")
_ACRONYM_JOIN = frozenset({".", " ", "-", "/", ". "})


def acronym_key(text: str) -> str:
    """The letters of an acronym with their case: `U.N.E.S.C.O.` and `UNESCO` are the same."""
    return _ACRONYM_GAPS.sub("", fold(text))


@dataclass(slots=True)
class _Node(Generic[T]):
    children: dict[str, _Node[T]] = field(default_factory=dict)
    owners: dict[T, frozenset[str]] = field(default_factory=dict)

    def after(self, word: str) -> list[_Node[T]]:
        """The nodes that `word` leads to; a printed "&" stands for any short word of a name (and, et)."""
        if word in self.children:
            return [self.children[word]]
        if word == _AND:
            return [self, *(child for known, child in self.children.items() if len(known) <= _LONGEST_AND)]
        return []


@dataclass(frozen=True, slots=True)
class _Token:
    start: int
    end: int
    text: str
    key: str


def _tokens(text: str) -> list[_Token]:
    return [_Token(*match.span(), match[0], key(match[0]) or match[0]) for match in _WORD.finditer(text)]


def _words(name: str) -> list[str]:
    """The words of a name as `_tokens` would give them."""
    if _AND in name:
        return [token.key for token in _tokens(fold(name))]
    folded = key(name)
    return folded.split() if folded.isascii() else _WORD.findall(folded)


class _Index(Generic[T]):
    """Names word by word, so that one pass over a text finds the longest name at each place."""

    def __init__(self) -> None:
        self.root: _Node[T] = _Node()

    def add(self, name: str, owner: T) -> None:
        node = self.root
        for word in _words(name):
            child = node.children.get(word)
            if child is None:
                child = node.children[word] = _Node()
            node = child
        node.owners[owner] = node.owners.get(owner, frozenset()) | _PUNCTUATION.intersection(name)

    def find(self, name: str) -> tuple[T, ...]:
        nodes = [self.root]
        for word in _words(name):
            nodes = [child for node in nodes for child in node.after(word)]
        return tuple(owner for node in nodes for owner in node.owners)

    def longest(self, text: str, tokens: list[_Token], first: int, word: str) -> tuple[int, tuple[T, ...]]:
        """How many tokens from `first` on (read as `word`) make the longest name, and whose it is."""
        nodes = self.root.after(word)
        best: tuple[int, tuple[T, ...]] = (0, ())
        for number in range(first, len(tokens)):
            if any(node.owners for node in nodes):
                printed = _PUNCTUATION.intersection(text[tokens[first].start : tokens[number].end])
                known = [pair for node in nodes for pair in node.owners.items()]
                owners = tuple(owner for owner, signs in known if printed <= signs)
                best = (number - first + 1, owners) if owners else best
            following = tokens[number + 1] if number + 1 < len(tokens) else None
            if not following or not _CONNECTED.fullmatch(text, tokens[number].end, following.start):
                break
            nodes = [child for node in nodes for child in node.after(following.key)]
            if not nodes:
                break
        return best


class Register:
    """Organisations by `id`, action lines by code, places; and what their names mean."""

    def __init__(
        self,
        organizations: Iterable[Organization],
        action_lines: Iterable[ActionLine],
        places: Iterable[Place],
        countries: Iterable[Country],
    ) -> None:
        self.organizations = {organization.id: organization for organization in organizations}
        lines = tuple(action_lines)
        self.action_lines = {line.code: line for line in lines if not line.sub_theme}
        self.sub_themes = {
            code: tuple(line for line in lines if line.code == code and line.sub_theme)
            for code in self.action_lines
        }
        self.places = {place.id: place for place in places}
        self._names: _Index[Organization] = _Index()
        self._acronyms: dict[str, dict[Organization, None]] = {}
        self._defaults: dict[str, Organization] = {}
        self._units: dict[str, dict[Organization, str]] = {}
        self._long_names: dict[str, Organization] = {}
        for organization in self.organizations.values():
            self._add(organization)
        self._places: _Index[Place] = _Index()
        for place in self.places.values():
            for name in (*place.names.values(), *place.aliases):
                self._places.add(name, place)
        self._countries = {
            key(name): country
            for country in countries
            for name in (*country.names.values(), *country.aliases)
        }

    def _add(self, organization: Organization) -> None:
        for name in (*organization.names.values(), *organization.aliases, *organization.former_names):
            if is_acronym(name):
                self._add_acronym(name, organization)
                continue
            self._names.add(name, organization)
            letters = key(name)
            if len(letters) >= _FUZZY_LETTERS:
                self._long_names[letters] = organization
        for acronym in organization.acronyms:
            self._add_acronym(acronym, organization)
        for acronym in organization.default_for:
            self._defaults[acronym_key(acronym)] = organization
        for short, long in organization.units.items():
            for name in (short, long):
                self._units.setdefault(_unit_key(name), {})[organization] = short

    def _add_acronym(self, acronym: str, organization: Organization) -> None:
        letters = acronym_key(acronym)
        spellings = {letters, letters.upper()}
        if len(letters) >= 5:  # "Unesco", but not "Who"
            spellings.add(letters.capitalize())
        for spelling in spellings:
            self._acronyms.setdefault(spelling, {})[organization] = None

    def find(self, name: str) -> tuple[Organization, ...]:
        """The organisations that `name` exactly means: one, several (ambiguous), or none."""
        folded = fold(name).strip()
        owners = self._by_acronym(acronym_key(folded)) or self._names.find(folded)
        return owners or self._joined_up(folded)

    def _by_acronym(self, letters: str) -> tuple[Organization, ...]:
        if letters in self._defaults:
            return (self._defaults[letters],)
        return tuple(self._acronyms.get(letters, ()))

    def _joined_up(self, name: str) -> tuple[Organization, ...]:
        """Names whose words a hyphen or a line's end broke ("Tele-communication")."""
        if "-" not in name:
            return ()
        return self._names.find(re.sub(r"(?<=\w)-\s*(?=\w)", "", name))

    def names_in(self, text: str, prefixes: tuple[str, ...] = ()) -> list[Mention]:
        """The registered names of a folded text, the longest at each place, in order, disjoint.

        `prefixes` are words written together with the next one (the Arabic "and"). Masked characters
        end a name. Time is linear in the text's length.
        """
        tokens = _tokens(text)
        mentions: list[Mention] = []
        number = 0
        while number < len(tokens):
            size, mention = self._mention(text, tokens, number, prefixes)
            if mention is None:
                number += 1
                continue
            mentions.append(mention)
            number += size
        return mentions

    def _mention(
        self, text: str, tokens: list[_Token], first: int, prefixes: tuple[str, ...]
    ) -> tuple[int, Mention | None]:
        size, end, owners = self._longest(text, tokens, first)
        if size:
            return size, Mention(tokens[first].start, end, owners)
        token = tokens[first]
        for prefix in prefixes:
            if token.text.startswith(prefix) and len(token.text) > len(prefix):
                start, rest = token.start + len(prefix), token.text[len(prefix) :]
                tail = [_Token(start, token.end, rest, key(rest)), *tokens[first + 1 : first + 40]]
                size, end, owners = self._longest(text, tail, 0)
                if size:
                    return size, Mention(start, end, owners)
        return 0, None

    def _longest(
        self, text: str, tokens: list[_Token], first: int
    ) -> tuple[int, int, tuple[Organization, ...]]:
        size, owners = self._names.longest(text, tokens, first, tokens[first].key)
        end = tokens[first + size - 1].end if size else 0
        for length, letters, stop in _acronym_spellings(text, tokens, first):
            found = self._by_acronym(letters)
            if found and length >= size:
                size, end, owners = length, stop, found
        opened = text.count("(", tokens[first].start, end) - text.count(")", tokens[first].start, end)
        return size, end + (opened == 1 and text[end : end + 1] == ")"), owners

    def is_former(self, organization: Organization, name: str) -> bool:
        """True where `name` is one that the organisation, or its predecessor, no longer has."""
        return key(name) in {key(former) for former in organization.former_names}

    def suggest(self, name: str) -> tuple[Organization, float] | None:
        """The organisation with the name most like `name`, and the likeness from 0 to 100.

        None below a likeness of 75, and for names of fewer than ten letters: those, and acronyms,
        differ in one letter by chance.
        """
        return next(iter(self._alike(name)), None)

    def misspelled(self, name: str) -> Organization | None:
        """The one organisation whose name `name` misspells, None where none or several are as near.

        Word by word at most one letter left out, added, changed or swapped with its neighbour in a
        word of four letters or more, two in a word of eight or more; at most one in ten letters of the name.
        """
        found = {
            organization for organization, words in self._alike_words(name) if _near(key(name).split(), words)
        }
        return found.pop() if len(found) == 1 else None

    def _alike(self, name: str, limit: int = 1) -> list[tuple[Organization, float]]:
        from rapidfuzz import fuzz, process  # 20 ms that most reports never need

        letters = key(name)
        if len(letters) < _FUZZY_LETTERS or is_acronym(name):
            return []
        found = process.extract(
            letters, self._long_names.keys(), scorer=fuzz.ratio, score_cutoff=_SUGGESTION, limit=limit
        )
        return [(self._long_names[match], score) for match, score, _ in found]

    def _alike_words(self, name: str) -> list[tuple[Organization, list[str]]]:
        from rapidfuzz import fuzz, process

        letters = key(name)
        if len(letters) < _FUZZY_LETTERS or is_acronym(name):
            return []
        found = process.extract(letters, self._long_names.keys(), scorer=fuzz.ratio, score_cutoff=85, limit=8)
        return [(self._long_names[match], match.split()) for match, _, _ in found]

    def unit(self, organization: Organization, text: str) -> str | None:
        """The short name of the organisation's unit that `text` names, by its short or long name;
        `D` beside an organisation with a unit `ITU-D` and the acronym `ITU` is that unit."""
        for name in (text, *(f"{acronym}-{text}" for acronym in organization.acronyms)):
            short = self._units.get(_unit_key(name), {}).get(organization)
            if short is not None:
                return short
        return None

    def unit_owners(self, text: str) -> tuple[Organization, ...]:
        """The organisations that have a unit of this short or long name."""
        return tuple(self._units.get(_unit_key(text), ()))

    def place(self, name: str) -> Place | None:
        """The city or venue that `name` exactly means."""
        return next(iter(self._places.find(name)), None)

    def country(self, name: str) -> Country | None:
        """The country or territory that `name` exactly means."""
        return self._countries.get(key(name))

    def places_in(self, text: str) -> list[PlaceMention]:
        """The registered places of a folded text, the longest name at each position, in order."""
        tokens = _tokens(text)
        mentions: list[PlaceMention] = []
        number = 0
        while number < len(tokens):
            size, places = self._places.longest(text, tokens, number, tokens[number].key)
            if size:
                mentions.append(PlaceMention(tokens[number].start, tokens[number + size - 1].end, places[0]))
            number += size or 1
        return mentions

    def action_line_title(self, code: str, language: str = "en") -> str | None:
        """The official title of an action line, in English where the register has no other."""
        line = self.action_lines.get(code)
        return (line.titles.get(language) or line.titles.get("en")) if line else None


def is_acronym(name: str) -> bool:
    """True for at most twelve letters, all of them capitals of a script that has both (`UNDP`, `ICC/CCBI`)."""
    return name.isupper() and len(acronym_key(name)) <= _ACRONYM_LETTERS


def _unit_key(name: str) -> str:
    return acronym_key(name).upper() if is_acronym(name) else key(name)


def _acronym_spellings(text: str, tokens: list[_Token], first: int) -> Iterator[tuple[int, str, int]]:
    """The ways to read tokens from `first` on as one acronym: how many, its letters, and its end."""
    letters, gaps = "", set[str]()
    for length, token in enumerate(tokens[first : first + 8], start=1):
        if length > 1:
            gap = text[tokens[first + length - 2].end : token.start]
            if gap not in _ACRONYM_JOIN:
                return
            gaps.add(gap.strip() or " ")
        letters += token.text
        dotted = gaps == {"."}
        if (
            length > 1
            and not dotted
            and (length > 3 or any(len(t.text) < 2 for t in tokens[first : first + length]))
        ):
            if len(gaps) > 1 or length > 3:
                return
            continue
        yield length, letters, token.end + (dotted and text[token.end : token.end + 1] == ".")


def _near(printed: list[str], known: list[str]) -> bool:
    from rapidfuzz.distance import OSA

    if len(printed) != len(known):
        return False
    total = 0
    for mine, theirs in zip(printed, known, strict=True):
        allowed = (len(theirs) >= 4) + (len(theirs) >= 8)
        distance = OSA.distance(mine, theirs, score_cutoff=allowed)
        if distance > allowed:
            return False
        total += distance
    return total <= max(1, len("".join(known)) // 10)


E_ = TypeVar("E_", bound=Entry)


def _load(folder: Traversable, file: str, kind: type[E_], faults: list[str]) -> list[E_]:
    entries: list[E_] = []
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


def load_register(folder: Traversable | None = None) -> Register:
    """The register in `folder` (the package's own without one).

    Raises KnowledgeError with all faults of all files.
    """
    folder = folder or resources.files("pipeline").joinpath("registers")
    faults: list[str] = []
    organizations = _load(folder, "organizations.csv", Organization, faults)
    lines = _load(folder, "action_lines.csv", ActionLine, faults)
    places = _load(folder, "places.csv", Place, faults)
    countries = _load(folder, "countries.csv", Country, faults)
    faults += _organization_faults(organizations) + _action_line_faults(lines, organizations)
    faults += _place_faults(places, countries)
    if faults:
        raise KnowledgeError("registers: " + "; ".join(faults))
    return Register(organizations, lines, places, countries)


@lru_cache(maxsize=1)
def own_register() -> Register:
    """The package's own register, loaded once."""
    return load_register()
