"""Header wordings -> fields: exact after folding first, then abbreviated or by parts, then nearly alike."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from pipeline.fold import fold, key
from pipeline.lexicon import alternation, own_lexicons
from pipeline.marks import typed_mark
from pipeline.model import FieldName
from pipeline.profile import Profile, header_key

FUZZY_THRESHOLD = 88.0
"""Least similarity (rapidfuzz ratio, 0 to 100) at which an unlisted wording counts as a listed one."""

FUZZY_MARGIN = 3.0
"""Two fields whose best wordings are nearer to each other than this are equally good."""

_FUZZY_LENGTH = 6
_LONGEST = 120
"""Characters that a header has at most; longer cells are text."""
_LONGEST_EXACT = 1000
"""The same of headers in a profile's own wordings, several of which may be joined."""

_BRACKETED = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|（[^（）]*）")
_NOTE_MARK = re.compile(
    r"""(?:[*†‡§¹²³⁰-⁹ᵃ-ᶻ]+              # signs and superscripts
        |(?<=[^\W\d])\d{1,2}               # a figure set close to the word
        |\s[a-z]/                          # a letter and a stroke, as United Nations documents have it
        |\s?[(\[](?:\d{1,2}|[a-z])[)\]]    # the same in brackets
        )\s*$""",
    re.VERBOSE,
)
_NOTE_END = re.compile(r"[*†‡§¹²³⁰-⁹ᵃ-ᶻ\d/)\]]")
"""The last character of a note mark: most texts have another, and need not be searched."""
_SEPARATOR = re.compile(r"\s*(?:[/／&+;,،、|\n()\[\]（）]|\s[-–—]\s)\s*")
_FIRST_WORD = re.compile(r"[A-Za-z]+(?!\w)")
_WORD = re.compile(r"[^\W\d_]+\.?")
_FEWEST_LETTERS = 2
"""An abbreviation has at least so many of a word's letters."""


@dataclass(frozen=True, slots=True)
class Match:
    """The fields that a header names, how that was told, and the profile's wording that it is like.

    `part`: only a part of the header is known; `nameless`: there is no header. `score`: how alike header
    and wording are (0 to 100).
    """

    fields: tuple[FieldName, ...]
    how: Literal["exact", "parts", "abbreviated", "fuzzy", "part", "nameless"]
    wording: str
    score: float = 100.0

    @property
    def is_exact(self) -> bool:
        """Whether the profile's own wordings make up the whole header."""
        return self.how in {"exact", "parts"}


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """Two wordings of different fields that a header is equally like."""

    wordings: tuple[str, str]


def match_header(text: str, profile: Profile) -> Match | Ambiguous | None:
    """What the header `text` names in `profile`, or None."""
    return _match_header(text, profile) if 0 < len(text) <= _LONGEST else None


@lru_cache(maxsize=4096)
def _match_header(text: str, profile: Profile) -> Match | Ambiguous | None:
    plain = _plain(text)
    return (
        match_exactly(text, profile)
        or _match_abbreviated(plain, profile)
        or _match_nearly(plain, profile)
        or _match_part(plain, profile)
    )


def match_exactly(text: str, profile: Profile) -> Match | None:
    """What the header names by the profile's own wordings: one of them, or several joined. What stands in
    brackets may be one of several, or explain (`Participants (estimated)`)."""
    return _match_exactly(text, profile) if len(text) <= _LONGEST_EXACT else None


@lru_cache(maxsize=4096)
def _match_exactly(text: str, profile: Profile) -> Match | None:
    plain = _plain(text)
    if not (_may_begin(text, profile) or _may_begin(plain, profile)):
        return None
    found = _match_wording(text, profile) or _match_wording(plain, profile) or _match_parts(plain, profile)
    outside = _BRACKETED.sub(" ", plain)
    if found or outside == plain:
        return found
    return _match_wording(outside, profile) or _match_parts(outside, profile)


def _may_begin(text: str, profile: Profile) -> bool:
    """Whether one of the profile's wordings begins with the first word: most cells are no header."""
    word = _FIRST_WORD.match(text)
    return word is None or word[0].lower() in profile.beginnings


def nearest_wording(text: str, profile: Profile) -> str | None:
    """The profile's wording that `text` is most like; None where no letter is the same."""
    from rapidfuzz import fuzz, process

    found = process.extract(header_key(text), list(profile.wording_of), scorer=fuzz.ratio, limit=1)
    return next((profile.wording_of[name] for name, score, _ in found if score > 0), None)


def _match_wording(text: str, profile: Profile) -> Match | None:
    name = header_key(text)
    if name not in profile.field_of:
        name = header_key(_unqualified(text, profile))
    field = profile.field_of.get(name)
    return Match((field,), "exact", profile.wording_of[name]) if field else None


def _unqualified(text: str, profile: Profile) -> str:
    """The header without the words before and after it that only qualify it (`Main recommendations`)."""
    words = key(text).split()
    while words and words[0] in profile.qualifier_keys:
        del words[0]
    while words and words[-1] in profile.qualifier_keys:
        del words[-1]
    return " ".join(words)


def _plain(text: str) -> str:
    """The header without a number before it and note marks after it."""
    mark = typed_mark(text)
    bare = text[mark.span.end :] if mark else text
    while _NOTE_END.match(bare.rstrip()[-1:]) and (shorter := _NOTE_MARK.search(bare)):
        bare = bare[: shorter.start()]
    return bare.strip(" :：")


def _match_parts(text: str, profile: Profile) -> Match | None:
    """`Date / Venue` and `Date and venue` name two fields, `Themes/Issues` one: every part must be known."""
    for split in (_parts, _joined_parts):
        named: list[str] = []
        for name in filter(None, map(header_key, split(text))):
            if name not in profile.field_of:
                break
            named.append(name)
        else:
            if len(named) > 1:
                fields = tuple(dict.fromkeys(profile.field_of[name] for name in named))
                return Match(fields, "parts", " / ".join(profile.wording_of[name] for name in named))
    return None


def _parts(text: str) -> Iterator[str]:
    """The parts one after the other: mostly the first is unknown, and the others need not be cut."""
    start = 0
    for separator in _SEPARATOR.finditer(text):
        yield text[start : separator.start()]
        start = separator.end()
    yield text[start:]


def _joined_parts(text: str) -> Iterator[str]:
    return (part for piece in _parts(text) for part in _joiner().split(fold(piece)))


@cache
def _joiner() -> re.Pattern[str]:
    """The words for "and" of every language; those written as one with the next word after a space."""
    lexicons = own_lexicons().by_language.values()
    joiners = alternation(tuple(sorted({word for lexicon in lexicons for word in lexicon.dates.and_words})))
    attached = {word for lexicon in lexicons for word in lexicon.organizations.attached_joiners}
    glued = rf"(?<=\s)(?:{'|'.join(map(re.escape, sorted(attached)))})(?=\w)" if attached else r"(?!)"
    return re.compile(rf"\s*(?:{joiners}|{glued})\s*", re.IGNORECASE)


def _match_abbreviated(text: str, profile: Profile) -> Match | Ambiguous | None:
    """`Co-fac.`: each word is the wording's, or its first letters and a stop."""
    tokens = _WORD.findall(text.casefold())
    if not any(token.endswith(".") and len(token) > _FEWEST_LETTERS for token in tokens):
        return None
    found: dict[FieldName, str] = {}
    for column in profile.column:
        for wording in column.wordings:
            words = key(wording).split()
            if len(words) == len(tokens) and all(map(_abbreviates, tokens, words)):
                found.setdefault(column.field, wording)
    return _only("abbreviated", found, text)


def _abbreviates(token: str, word: str) -> bool:
    letters = key(token)
    return word.startswith(letters) if token.endswith(".") else word == letters


def _match_nearly(text: str, profile: Profile) -> Match | Ambiguous | None:
    if len(header_key(text)) < _FUZZY_LENGTH:
        return None
    from rapidfuzz import fuzz, process

    near = process.extract(
        header_key(text),
        profile.wording_of.keys(),
        scorer=fuzz.ratio,
        score_cutoff=FUZZY_THRESHOLD,
        limit=None,
    )
    near = [match for match in near if not _differ_in_prefix(header_key(text), match[0], profile)]
    best = max((score for _, score, _ in near), default=0.0)
    found: dict[FieldName, str] = {}
    for wording, score, _ in sorted(near, key=lambda match: (-match[1], match[2])):
        if score > best - FUZZY_MARGIN:
            found.setdefault(profile.field_of[wording], profile.wording_of[wording])
    return _only("fuzzy", found, text)


def _differ_in_prefix(name: str, wording: str, profile: Profile) -> bool:
    """Whether one has a prefix that the profile tells fields apart by (`Co-organization`) and the other
    is as much like it without: the few letters would change who does what."""
    from rapidfuzz import fuzz

    likeness = fuzz.ratio(name, wording)
    return any(
        longer.startswith(prefix) and fuzz.ratio(longer[len(prefix) :], shorter) >= likeness
        for longer, shorter in ((name, wording), (wording, name))
        for prefix in profile.telling_prefixes
    )


def _match_part(text: str, profile: Profile) -> Match | None:
    """`Workshop / Meeting`, where only the latter is known: enough for a field that the table must have."""
    parts = [part for part in _SEPARATOR.split(text) if header_key(part)]
    known = {profile.field_of[name]: part for part in parts if (name := header_key(part)) in profile.field_of}
    if len(known) != 1:
        return None
    ((field, part),) = known.items()
    if field not in profile.required:
        return None
    return Match((field,), "part", profile.wording_of[header_key(part)], _likeness(text, part))


def _only(
    how: Literal["abbreviated", "fuzzy"], found: dict[FieldName, str], text: str
) -> Match | Ambiguous | None:
    """The match where one field is left; two are equally good."""
    if len(found) > 1:
        first, second, *_ = found.values()
        return Ambiguous((first, second))
    for field, wording in found.items():
        return Match((field,), how, wording, _likeness(text, wording))
    return None


def _likeness(text: str, wording: str) -> float:
    from rapidfuzz import fuzz

    return fuzz.ratio(header_key(text), header_key(wording))
