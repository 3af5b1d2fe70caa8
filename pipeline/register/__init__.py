"""registers/*.csv: organisations, action lines and places, by every name that reports use for them.

Names are compared by `fold.key`, acronyms letter by letter with their case (`WHO` is not `who`), however they
are dotted, spaced or hyphenated (`U.N.E.S.C.O.`, `UN-DESA`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from importlib.resources.abc import Traversable

from pipeline.fold import fold, key
from pipeline.register.entries import ActionLine, Country, Organization, Place
from pipeline.register.index import Index, Token, acronym_key, acronym_spellings, is_acronym, tokens_of
from pipeline.register.load import Entries, read_entries

__all__ = [
    "ActionLine",
    "Country",
    "Mention",
    "Organization",
    "Place",
    "PlaceMention",
    "Register",
    "is_acronym",
    "load_register",
    "own_register",
]

_FUZZY_LETTERS = 10
"""Names shorter than this are never compared by likeness: too many differ in a letter or two."""
_SUGGESTION = 75.0
"""Lowest likeness (0 to 100) of a name worth showing to a person."""
_MISSPELLED = 85.0
"""Lowest likeness of a name worth comparing word by word."""
_CAPITALISED_LETTERS = 5
"""From this length an acronym may be printed as a name is: "Unesco", but not "Who"."""


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


class Register:
    """Organisations by `id`, action lines by code, places; and what their names mean."""

    def __init__(self, entries: Entries) -> None:
        self.organizations = {organization.id: organization for organization in entries.organizations}
        self.action_lines = {line.code: line for line in entries.action_lines if not line.sub_theme}
        self.sub_themes = {
            code: tuple(line for line in entries.action_lines if line.code == code and line.sub_theme)
            for code in self.action_lines
        }
        self.places = {place.id: place for place in entries.places}
        self._names: Index[Organization] = Index()
        self._acronyms: dict[str, dict[Organization, None]] = {}
        self._slashed: set[str] = set()
        self._defaults: dict[str, Organization] = {}
        self._units: dict[str, dict[Organization, str]] = {}
        self._long_names: dict[str, Organization] = {}
        for organization in self.organizations.values():
            self._add(organization)
        self._places: Index[Place] = Index()
        for place in self.places.values():
            for name in (*place.names.values(), *place.aliases):
                self._places.add(name, place)
        self._countries = {
            key(name): country
            for country in entries.countries
            for name in (*country.names.values(), *country.aliases)
        }

    def _add(self, organization: Organization) -> None:
        for name in (*organization.names.values(), *organization.aliases, *organization.former_names):
            if is_acronym(name):
                self._add_acronym(name, organization)
                continue
            self._names.add(name, organization)
            letters = key(name)
            if _is_long(letters):
                self._long_names[letters] = organization
        for acronym in organization.acronyms:
            self._add_acronym(acronym, organization)
        for acronym in organization.default_for:
            self._defaults[acronym_key(acronym)] = organization
        for short, long in organization.units.items():
            for name in (short, long):
                self._units.setdefault(_unit_key(name), {})[organization] = short

    def _add_acronym(self, acronym: str, organization: Organization) -> None:
        if "/" in acronym:
            self._slashed.add(acronym)
        letters = acronym_key(acronym)
        spellings = {letters, letters.upper()}
        if len(letters) >= _CAPITALISED_LETTERS:
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
        tokens = tokens_of(text)
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
        self, text: str, tokens: list[Token], first: int, prefixes: tuple[str, ...]
    ) -> tuple[int, Mention | None]:
        size, end, owners = self._longest(text, tokens, first)
        if size:
            return size, Mention(tokens[first].start, end, owners)
        token = tokens[first]
        for prefix in prefixes:
            if token.text.startswith(prefix) and len(token.text) > len(prefix):
                start, rest = token.start + len(prefix), token.text[len(prefix) :]
                tail = [Token(start, token.end, rest, key(rest)), *tokens[first + 1 : first + 40]]
                size, end, owners = self._longest(text, tail, 0)
                if size:
                    return size, Mention(start, end, owners)
        return 0, None

    def _longest(
        self, text: str, tokens: list[Token], first: int
    ) -> tuple[int, int, tuple[Organization, ...]]:
        size, owners = self._names.longest(text, tokens, first, tokens[first].key)
        end = tokens[first + size - 1].end if size else 0
        for length, letters, stop in acronym_spellings(text, tokens, first):
            found = self._by_acronym(letters)
            if found and length >= size and self._is_one(text[tokens[first].start : stop], found):
                size, end, owners = length, stop, found
        opened = text.count("(", tokens[first].start, end) - text.count(")", tokens[first].start, end)
        return size, end + (opened == 1 and text[end : end + 1] == ")"), owners

    def _is_one(self, printed: str, meant: tuple[Organization, ...]) -> bool:
        """Whether a slash stands within one acronym (`UN/DESA`, where `DESA` is the same) and parts no two
        (`ITC/ILO`)."""
        _, slash, last = printed.rpartition("/")
        return not slash or printed in self._slashed or set(meant) & set(self._by_acronym(last)) != set()

    def is_former(self, organization: Organization, name: str) -> bool:
        """True where `name` is one that the organisation, or its predecessor, no longer has."""
        return key(name) in {key(former) for former in organization.former_names}

    def suggest(self, name: str) -> tuple[Organization, float] | None:
        """The organisation with the name most like `name`, and the likeness from 0 to 100.

        None below a likeness of 75, and for names of fewer than ten letters: those, and acronyms,
        differ in one letter by chance.
        """
        nearest = next(iter(self._alike(name, _SUGGESTION, limit=1)), None)
        return (self._long_names[nearest[0]], nearest[1]) if nearest else None

    def misspelled(self, name: str) -> Organization | None:
        """The one organisation whose name `name` misspells, None where none or several are as near.

        Word by word at most one letter left out, added, changed or swapped with its neighbour in a
        word of four letters or more, two in a word of eight or more; at most one in ten letters of the name.
        """
        alike = self._alike(name, _MISSPELLED, limit=8)
        found = {self._long_names[known] for known, _ in alike if _near(key(name).split(), known.split())}
        return found.pop() if len(found) == 1 else None

    def _alike(self, name: str, least: float, limit: int) -> list[tuple[str, float]]:
        """The keys of the long names that are most like `name`, with their likeness, the nearest first."""
        letters = key(name)
        if not _is_long(letters) or is_acronym(name):
            return []
        from rapidfuzz import fuzz, process  # 20 ms that most reports never need

        names = self._long_names.keys()
        found = process.extract(letters, names, scorer=fuzz.ratio, score_cutoff=least, limit=limit)
        return [(known, score) for known, score, _ in found]

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
        tokens = tokens_of(text)
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


def _unit_key(name: str) -> str:
    return acronym_key(name).upper() if is_acronym(name) else key(name)


def _is_long(name: str) -> bool:
    return len(name.replace(" ", "")) >= _FUZZY_LETTERS


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


def load_register(folder: Traversable | None = None) -> Register:
    """The register in `folder` (the package's own without one).

    Raises KnowledgeError with all faults of all files.
    """
    return Register(read_entries(folder or resources.files("pipeline").joinpath("registers")))


@lru_cache(maxsize=1)
def own_register() -> Register:
    """The package's own register, loaded once."""
    return load_register()
