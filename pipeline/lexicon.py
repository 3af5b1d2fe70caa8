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

from pipeline.dataset import PersonRole
from pipeline.findings import KnowledgeError
from pipeline.fold import fold, key

Words = tuple[str, ...]
Numeral = tuple[int, Words]

_SCRIPTS = (r"[A-Za-z\u00c0-\u024f]", r"[\u0400-\u052f]", r"[\u0620-\u06ff]")
"""Letters of Latin, Cyrillic and Arabic script."""

_ANY_LETTER = r"[^\W\d_\u00b2\u00b3\u00b9\u2070-\u2079]"
"""Python counts raised figures, which are note marks, among the letters."""
_HAN = re.compile(r"[\u3040-\u9fff]")
_ARABIC_MARKS = r"[\u064b-\u0652]*"
_BREAKS = ("", " ", "-")
"""Where a word ends, or a letter cannot stand."""
_Spelling = tuple[str, str]
"""A word, or what is left of it, and what must follow it."""


@lru_cache(maxsize=4096)
def alternation(words: Words) -> str:
    """A regular expression (for `re.IGNORECASE`) that finds any of `words` in folded text, the longest first.

    Accents and Arabic vowel marks may be missing, a space is any white space or hyphen, and a word is not
    part of a longer one (Han and kana, written without spaces, may be). Without words it matches nothing.
    """
    # beside Han a word of another script is whole; the plain class compiles ten times faster
    letters = _SCRIPTS if any(map(_HAN.search, words)) else (_ANY_LETTER,)
    beginning: dict[str, list[_Spelling]] = {}
    for word in sorted(words, key=len, reverse=True):
        plain = re.sub(_ARABIC_MARKS, "", " ".join(fold(word).split()))
        first = next((letter for letter in letters if re.match(letter, plain)), None)
        last = next((letter for letter in letters if re.match(letter, plain[-1:])), None)
        start, end = (f"(?-i:(?<!{first}))" if first else ""), (f"(?-i:(?!{last}))" if last else "")
        beginning.setdefault(start, []).append((plain, end))
    found = _either([start + _trie(spellings) for start, spellings in beginning.items()])
    return f"(?:{found})"


@lru_cache(maxsize=1024)
def keys(words: Words) -> frozenset[str]:
    """The words as `fold.key` compares them."""
    return frozenset(map(key, words))


def _trie(spellings: list[_Spelling]) -> str:
    """Any of the spellings, which stand in their order of preference; the letters that several begin with are
    given once, so that most places in a text are left after one letter, not after one of each word."""
    ends = {end for _, end in spellings}
    if len(spellings) > 1 and len(ends) == 1 and (end := ends.pop()):
        return _trie([(plain, "") for plain, _ in spellings]) + end
    branches: dict[str, list[_Spelling]] = {}
    rest: list[str] = []
    for plain, end in spellings:
        if plain[:1] in _BREAKS:
            rest.append("".join(map(_letter, plain)) + end)
        else:
            branches.setdefault(_base(plain[0]), []).append((plain, end))
    # A letter and a break are never both at one place, so that only within each does the order matter.
    return _either([*map(_branch, branches.values()), *dict.fromkeys(rest)])


def _branch(spellings: list[_Spelling]) -> str:
    letters = {_letter(plain[0]) for plain, _ in spellings}
    if len(spellings) == 1 or len(letters) > 1:  # "é" may be printed "e": the longer word comes first
        return _either(["".join(map(_letter, plain)) + end for plain, end in spellings])
    return letters.pop() + _trie([(plain[1:], end) for plain, end in spellings])


def _either(expressions: list[str]) -> str:
    return expressions[0] if len(expressions) == 1 else f"(?:{'|'.join(expressions) or '(?!)'})"


def _letter(letter: str) -> str:
    if letter == " ":
        return r"[\s-]+"
    decomposed = unicodedata.normalize("NFD", letter)
    is_accented = len(decomposed) > 1 and letter.casefold() != "й"
    accented = f"[{letter}{decomposed[0]}]" if is_accented else re.escape(letter)
    return accented + _ARABIC_MARKS if "\u0600" <= letter <= "\u06ff" else accented


def _base(letter: str) -> str:
    """What letters have in common of which one may be printed for the other."""
    folded = letter.casefold()
    return folded if folded == "й" else unicodedata.normalize("NFD", folded)[0]


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
    """Words around dates and times; month, weekday and day-period names come from CLDR.

    A word that ends (starts) with `-` is written together with the next (last) one, `…` stands for the name
    of a place; case, accents and the stops of abbreviations do not matter.
    """

    locales: Words = ()  # CLDR locales of the names; none: the lexicon's own language
    months: Mapping[str, int] = {}  # names that CLDR lacks: oblique forms, other spellings
    weekdays: Mapping[str, int] = {}  # as months; 1 is Monday
    homographs: Words = ()  # names of months and weekdays that in lower case are also other words: "may"
    moments: Mapping[str, str] = {}  # words for a time of day: noon = "12:00"
    periods: Mapping[str, str] = {}  # parts of the day that CLDR lacks: "before noon" = "00:00-12:00"
    from_words: Words = ()  # before the first of two: "from", "between"
    to_words: Words = ()  # before the second: "to", "until"
    and_words: Words = ()
    of_words: Words = ()  # between day, month and year: "16 de mayo"
    at_words: Words = ()  # before a date or time: "on", "at"
    near_words: Words = ()  # before a date near which, or in whose week, something is: "week of", "before"
    near_words_after: Words = ()  # the same after a date: "左右"
    articles: Words = ()
    ordinals: Words = ()  # after a day: "-th"
    year_marks: Words = ()  # after a year
    hour_marks: Words = ()  # after an hour or a time: "h", "hrs"
    minute_marks: Words = ()
    half_hours: Words = ()  # after an hour: "et demie"
    sittings: Words = ()  # part of a day instead of times: "morning session"
    pending: Words = ()  # in place of a date or after it: "TBC"
    labels: Words = ()  # before a date or time: "Date and time"
    numbered: Words = ()  # the number after these is no day and no hour: "Room 5"
    local_time: Words = ()  # says only that times are local: "… time"
    zones: Mapping[str, str] = {}  # printed names of time zones: IANA names
    events: Words = ()  # words of a sentence that speaks of the events as a whole: "meetings"
    other_times: Words = ()  # the days after these are of something before or after the events: "since"
    other_events: Words = ()  # as other_times, also where the events' own name follows: "the next forum"


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
    one of `after`; not where its sentence has one of `elsewhere` (another meeting, a plan). `partial` words
    count some of the participants only, as does a number after one of `including` or before `part_after`.
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
    between_joiners: Words = ()
    range_joiners: Words = ()
    vague: Words = ()
    total: Words = ()
    including: Words = ()
    part_after: Words = ()
    partial: Words = ()
    before: Words = ()
    after: Words = ()
    elsewhere: Words = ()


class Organizations(Section):
    """Words in lists of organisations.

    `joiners` stand between two of them (and, together with), `attached_joiners` are written as one with the
    next word (و), `articles` before a name are no part of it. `confirmed`, `to_be_confirmed` and `proposed`
    are statuses, which `status_tails` may lengthen (by the participants) and `all` gives to the whole
    list. `nothing` says that there is none yet. `facilitator` and `co_facilitator` name the roles, as a
    label or in brackets.

    What makes a name an organisation's: `heads`, nouns for a kind of body (ministry, university);
    `governments` and `companies`, words of theirs (government of, Inc.); `name_words`, others that no
    person's name has (international, digital). `units` name a part of one (division, sector), `particles`
    stand within names in lower case (of, for). A line with one of `sentence_words` is prose.
    """

    joiners: Words = ()
    attached_joiners: Words = ()
    articles: Words = ()
    confirmed: Words = ()
    to_be_confirmed: Words = ()
    proposed: Words = ()
    status_tails: Words = ()
    all: Words = ()
    nothing: Words = ()
    facilitator: Words = ()
    co_facilitator: Words = ()
    heads: Words = ()
    governments: Words = ()
    companies: Words = ()
    name_words: Words = ()
    units: Words = ()
    particles: Words = ()
    sentence_words: Words = ()


class People(Section):
    """Words around persons.

    `announcers` stand directly before a person (chaired by), `labels` with a colon or dash after them, or in
    brackets behind the person (chair); each means a role. After one of `several` a list of names follows
    (speakers). `joiners` stand between the last two of a list. `honorifics` stand before a name,
    `honorifics_after` behind it (先生, PhD); `particles` within it in lower case (de la, van der).
    `job_titles` are words of offices and posts (chief, minister), which `job_joiners` tie to an organisation
    (of, at).
    """

    announcers: Mapping[str, PersonRole] = Field(default_factory=dict)
    labels: Mapping[str, PersonRole] = Field(default_factory=dict)
    several: Words = ()
    joiners: Words = ()
    honorifics: Words = ()
    honorifics_after: Words = ()
    particles: Words = ()
    job_titles: Words = ()
    job_joiners: Words = ()


class Links(Section):
    """Words around addresses: `before` announce one; `at` and `dot` write its signs out (name (at) host)."""

    before: Words = ()
    at: Words = ()
    dot: Words = ()


class Meetings(Section):
    """Words of a meeting's own cell; and words that mean `nothing here`.

    `action_line` announce a code, `code_letters` write its letter, `code_joiners` part several codes.
    `webcast` is said to be there by `available` or `webcast_verbs` directly before it, to be missing by
    `unavailable`; `undecided` says neither.
    `venue` announce a place (`articles` may follow), `room` begin or end the name of one. `title_joiners`
    end or begin a line that goes on. `nothing` fills an empty cell, `same_as_above` repeats the one above.
    """

    action_line: Words = ()
    code_letters: Words = ()
    code_joiners: Words = ()
    webcast: Words = ()
    webcast_verbs: Words = ()
    available: Words = ()
    unavailable: Words = ()
    undecided: Words = ()
    venue: Words = ()
    articles: Words = ()
    room: Words = ()
    title_joiners: Words = ()
    nothing: Words = ()
    same_as_above: Words = ()


class Reports(Section):
    """Words of the prose around the table."""

    place_before: Words = ()  # what stands before the place of something: "in"
    front_matter: Words = ()  # a line before the title is one of these, or labelled so: "Distr.: General"


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

    def means_nothing(self, printed: str) -> bool:
        """True for a text that says nothing: no letter, digit or ditto mark, or a word such as "n/a"."""
        bare = key(printed)
        return bare in keys(self.meetings.nothing) if bare else '"' not in fold(printed)

    def is_pending(self, printed: str) -> bool:
        """True for a text that only puts a value off, such as "TBC"."""
        return key(printed) in keys(self.dates.pending)

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
