"""lexicons/*.toml: the words of a language that the normalisers look for. One file a language.

Month and weekday names and number formats come from CLDR (babel), not from here. A report is read
with the lexicon of its language first and of the other languages found in it after; `Lexicons.of`
joins them into one.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Mapping
from functools import lru_cache
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Any, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from pipeline.findings import KnowledgeError
from pipeline.fold import fold

Words = tuple[str, ...]
Numeral = tuple[int, Words]

_CJK = r"\u3040-\u30ff\u3400-\u9fff"
_ARABIC_MARKS = r"[\u064b-\u0652]*"


@lru_cache(maxsize=4096)
def alternation(words: Words) -> str:
    """A regular expression (for `re.IGNORECASE`) that finds any of `words` in folded text, the longest first.

    Accents and Arabic vowel marks may be missing, a space is any white space or hyphen, and a word is not
    part of a longer one (Han and kana, written without spaces, may be). Without words it matches nothing.
    """
    return "(?:" + "|".join(map(_expression, sorted(words, key=len, reverse=True))) + ")" if words else r"(?!)"


def _expression(word: str) -> str:
    plain = re.sub(_ARABIC_MARKS, "", " ".join(fold(word).split()))
    pattern = "".join(map(_letter, plain))
    start = r"(?<![^\W\d_])" if re.match(rf"[^\W\d_{_CJK}]", plain) else ""
    end = r"(?![^\W\d_])" if re.search(rf"[^\W\d_{_CJK}]$", plain) else ""
    return f"{start}{pattern}{end}"


def _letter(letter: str) -> str:
    if letter == " ":
        return r"[\s-]+"
    base, *marks = unicodedata.normalize("NFD", letter)
    accented = f"[{letter}{base}]" if marks and letter.casefold() != "й" else re.escape(letter)
    return accented + _ARABIC_MARKS if "\u0600" <= letter <= "\u06ff" else accented


class Section(BaseModel):
    """Part of a lexicon; unknown keys are faults."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    def joined(self, other: Self) -> Self:
        """This section's words, then those that only `other` has."""
        merged: dict[str, Any] = {}
        for name in type(self).model_fields:
            mine, theirs = getattr(self, name), getattr(other, name)
            if isinstance(mine, Mapping):
                merged[name] = {**theirs, **mine}
            elif isinstance(mine, tuple):
                merged[name] = (*mine, *(word for word in theirs if word not in mine))
            else:
                merged[name] = mine
        return type(self)(**merged)


class Dates(Section):
    """Words around dates and times; month, weekday and day-period names come from CLDR."""


class Numbers(Section):
    """Numbers written in words: each entry a number and its words in every case and gender.

    `multipliers` multiply what stands before them (hundred, 百), `collectives` too, and mean about as
    many (dozen, trentaine). `joiners` stand between the parts (and, y), `attached_joiners` are written
    as one with the next part, also between a unit and the ten after it (و). A number that `percent`
    follows, or is part of, counts nothing.
    """

    values: tuple[Numeral, ...] = ()
    multipliers: tuple[Numeral, ...] = ()
    collectives: tuple[Numeral, ...] = ()
    joiners: Words = ()
    attached_joiners: Words = ()
    percent: Words = ()


class Participants(Section):
    """Words around counts of participants.

    A count is `[qualifier] number [qualifier] [of] [adjective] noun`, or stands after a label. It is the
    meeting's own where it opens a clause or follows one of `before`, and ends its clause or is followed by
    one of `after`; not where its sentence has one of `elsewhere` (another meeting, a plan).
    """

    nouns: Words = ()
    labels: Words = ()
    adjectives: Words = ()
    of: Words = ()
    approximate: Words = ()
    approximate_after: Words = ()
    more_than: Words = ()
    more_than_after: Words = ()
    at_least: Words = ()
    at_least_after: Words = ()
    up_to: Words = ()
    up_to_after: Words = ()
    fewer_than: Words = ()
    between: Words = ()
    range_joiners: Words = ()
    vague: Words = ()
    total: Words = ()
    including: Words = ()
    partial: Words = ()
    before: Words = ()
    after: Words = ()
    elsewhere: Words = ()


class Organizations(Section):
    """Words in lists of organisations: joiners, statuses."""


class People(Section):
    """Words that announce a person and a role; honorifics; particles of names."""


class Links(Section):
    """Words around addresses: `before` announce one; `at` and `dot` stand for the signs in `name (at) host (dot) org`."""

    before: Words = ()
    at: Words = ()
    dot: Words = ()


class Meetings(Section):
    """Words of a meeting's own cell; and words that mean `nothing here`.

    `action_line` announce a code, `code_letters` write its letter, `code_joiners` part several codes.
    `webcast` is said to be there by `available`, to be missing by `unavailable`; `undecided` says neither.
    `venue` announce a place, `room` begin or end the name of one. `title_joiners` end or begin a line
    that goes on. `nothing` fills an empty cell, `same_as_above` repeats the one above.
    """

    action_line: Words = ()
    code_letters: Words = ()
    code_joiners: Words = ()
    webcast: Words = ()
    available: Words = ()
    unavailable: Words = ()
    undecided: Words = ()
    venue: Words = ()
    room: Words = ()
    title_joiners: Words = ()
    nothing: Words = ()
    same_as_above: Words = ()


class Reports(Section):
    """Words of the prose around the table: period and place of the events."""


SECTIONS: dict[str, type[Section]] = {
    "dates": Dates,
    "numbers": Numbers,
    "participants": Participants,
    "organizations": Organizations,
    "people": People,
    "links": Links,
    "meetings": Meetings,
    "reports": Reports,
}


class Lexicon(BaseModel):
    """The words of one language, or of several joined (`languages` in order of precedence, BCP 47)."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    languages: Words
    dates: Dates = Field(default_factory=Dates)
    numbers: Numbers = Field(default_factory=Numbers)
    participants: Participants = Field(default_factory=Participants)
    organizations: Organizations = Field(default_factory=Organizations)
    people: People = Field(default_factory=People)
    links: Links = Field(default_factory=Links)
    meetings: Meetings = Field(default_factory=Meetings)
    reports: Reports = Field(default_factory=Reports)

    def joined(self, other: Lexicon) -> Lexicon:
        """This lexicon first, the words of `other` after."""
        sections = {name: getattr(self, name).joined(getattr(other, name)) for name in SECTIONS}
        return Lexicon(languages=(*self.languages, *other.languages), **sections)

    def __hash__(self) -> int:
        return hash(self.languages)


class Lexicons:
    """All lexicons by language."""

    def __init__(self, lexicons: Iterable[Lexicon]) -> None:
        self.by_language = {lexicon.languages[0]: lexicon for lexicon in lexicons}
        self._joined: dict[Words, Lexicon] = {}

    def of(self, *languages: str) -> Lexicon:
        """The joined lexicon of these languages (those without a lexicon are left out), English last."""
        known = tuple(dict.fromkeys(tag for tag in (*languages, "en") if tag in self.by_language))
        if known not in self._joined:
            first, *others = (self.by_language[tag] for tag in known)
            for other in others:
                first = first.joined(other)
            self._joined[known] = first
        return self._joined[known]


def load_lexicons(folder: Traversable | None = None) -> Lexicons:
    """Every `<language>.toml` of `folder` (the package's own without one).

    Raises KnowledgeError with all faults of all files.
    """
    folder = folder or resources.files("pipeline").joinpath("lexicons")
    lexicons: list[Lexicon] = []
    faults: list[str] = []
    for file in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if not file.name.endswith(".toml"):
            continue
        try:
            entries = tomllib.loads(file.read_text(encoding="utf-8"))
            lexicons.append(Lexicon(languages=(file.name.removesuffix(".toml"),), **entries))
        except (tomllib.TOMLDecodeError, TypeError) as error:
            faults.append(f"{file.name}: {error}")
        except ValidationError as error:
            faults.extend(f"{file.name}: {'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors())
    if faults:
        raise KnowledgeError("lexicons: " + "; ".join(faults))
    return Lexicons(lexicons)


@lru_cache(maxsize=1)
def own_lexicons() -> Lexicons:
    """The package's own lexicons, loaded once."""
    return load_lexicons()
