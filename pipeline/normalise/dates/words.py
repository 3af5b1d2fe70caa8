"""A text as a row of words, numbers and signs, each with the parts that it can play in a date or time.

The grammar then works on parts, not on the words of one language: `14 de mayo` and `14 May` are alike a
day, perhaps a joining word, and a month.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from typing import Any

from pipeline.fold import fold
from pipeline.lexicon import Lexicon
from pipeline.normalise.dates.names import Stretch, names_of
from pipeline.normalise.dates.numbers import HAN_DIGITS, Roles, counted, every_number, in_digits, number_roles

_WORD_ROLES = {
    "from_words": "from",
    "to_words": "to",
    "and_words": "and",
    "of_words": "of",
    "at_words": "at",
    "near_words": "near",
    "near_words_after": "near_after",
    "articles": "article",
    "ordinals": "ordinal",
    "year_marks": "year_mark",
    "hour_marks": "hour_mark",
    "minute_marks": "minute_mark",
    "half_hours": "half_hour",
    "sittings": "sitting",
    "pending": "pending",
    "labels": "label",
    "numbered": "numbered",
    "local_time": "local_time",
    "events": "events",
    "other_times": "other_time",
    "other_events": "other_event",
}
_SIGN_ROLES: Mapping[str, Roles] = {
    **{sign: {"comma": None} for sign in ",،、;؛|"},
    **{sign: {"stop": None} for sign in ".。"},
    **{sign: {"open": None} for sign in "(["},
    **{sign: {"close": None} for sign in ")]"},
    ":": {"mark": None},
    "-": {"dash": None, "to": None},
    "~": {"to": None},
    "/": {"slash": None},
    "&": {"and": None},
    "+": {"plus": None},
    "'": {"apostrophe": None},
    "\n": {"newline": None},
}
_GLUED_ROLES: Mapping[str, Roles] = {".": {"point": None}, ":": {"colon": None}}
"""Of signs that stand between two digits without a space."""
_ISO_LETTERS: Mapping[str, Roles] = {"t": {"at": None}, "z": {"zone": "Etc/UTC"}}
"""Of the letters that ISO 8601 puts between a day and a time, and behind a time."""
_OTHER: Roles = {"other": None}
_LOCAL_TIME: Roles = {"local_time": None}
_PLACE = "…"
"""Stands for a place's name in the lexicon: "… time"."""

_HAN = r"\u3007\u3400-\u4dbf\u4e00-\u9fff"
_LETTER = rf"[^\W0-9_{_HAN}]"
_ADDRESS = r"\w{1,20}://\S+|www\.\S+|[\w.+-]{1,64}@\S+"
_CODE = r"(?<![0-9])[a-zа-я]{1,3}[0-9]"
_ISO_LETTER = r"(?<=-[0-9]{2})t(?=[0-9]{2}:[0-9]{2})|(?<=:[0-9]{2})z(?!\w)"
_IGNORED = re.compile(r"[.\s]+")
_BREVE = "\u0306"


@dataclass(frozen=True, slots=True)
class Token:
    """Characters `start` to `end` of a text; `kind` stands for the set of its roles in a `Words`."""

    kind: str
    start: int
    end: int
    roles: Roles


class Words:
    """The words of one lexicon, with the names of its locales."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._roles: dict[str, dict[str, Any]] = {}
        self._signs = {sign: dict(roles) for sign, roles in _SIGN_ROLES.items()}
        plains: set[str] = set()
        places: set[str] = set()
        for word, role, meaning in _entries(lexicon):
            plain, _ = _plain(fold(word))
            if _PLACE in plain:
                places.add(plain)
            elif plain.strip("-") in self._signs:
                self._signs[plain.strip("-")][role] = meaning
            else:
                plains.add(plain)
                self._add(self._roles.setdefault(_IGNORED.sub("", plain.strip("-")), {}), role, meaning)
        for roles in self._roles.values():
            if "month" in roles and "weekday" not in roles:
                roles["opening_month"] = roles["month"]
        self._token = re.compile(
            rf"(?P<other>{_ADDRESS}|{_CODE}[^\W{_HAN}]*)|(?P<iso>{_ISO_LETTER})|(?P<word>{_alternatives(plains)})"
            rf"|(?P<place>{_alternatives(places)})|(?P<number>[0-9]+|[{HAN_DIGITS}]{{1,4}})"
            rf"|(?P<letters>{_LETTER}[^\W{_HAN}]*|\w)|(?P<sign>\S|\n)"
        )
        self._homographs = frozenset(fold(word) for word in lexicon.dates.homographs)
        self._other = chr(0xE000)
        self._kinds = {frozenset(_OTHER): self._other}
        signs = (*self._signs.values(), *_GLUED_ROLES.values(), *_ISO_LETTERS.values())
        for known in (*self._roles.values(), *signs, *every_number()):
            self._kind(known)
            self._kind({**known, "doubtful": None})
        self._kind(_LOCAL_TIME)

    @staticmethod
    def _add(roles: dict[str, Any], role: str, meaning: object) -> None:
        """Give a word one more role; of several meanings the first counts, but for parts of the day."""
        if role == "period" and isinstance(meaning, tuple):
            roles[role] = tuple(dict.fromkeys((*roles.get(role, ()), *meaning)))
        else:
            roles.setdefault(role, meaning)

    def of(self, role: str) -> str:
        """The characters of the kinds that have `role`."""
        return "".join(kind for roles, kind in self._kinds.items() if role in roles)

    def tokens(self, text: str) -> list[Token]:
        """The tokens of a folded text; white space other than line breaks is none."""
        plain, positions = _plain(text)
        tokens: list[Token] = []
        before = _OTHER
        for match in self._token.finditer(plain):
            start, end = positions[match.start()], positions[match.end() - 1] + 1
            while end < len(text) and unicodedata.combining(text[end]):
                end += 1
            before = self._roles_of(match, text[start:end], before)
            tokens.append(Token(self._kind(before), start, end, before))
        return tokens

    def _roles_of(self, match: re.Match[str], printed: str, before: Roles) -> Roles:
        word = match[0]
        if match.lastgroup == "number":
            number = number_roles(word if word.isascii() else in_digits(word))
            return counted(number) if "numbered" in before else number
        if match.lastgroup == "word":
            roles = self._roles[_IGNORED.sub("", word)]
            return {**roles, "doubtful": None} if printed in self._homographs else roles
        if match.lastgroup == "iso":
            return _ISO_LETTERS[word]
        if match.lastgroup == "place":
            return _LOCAL_TIME
        if match.lastgroup == "sign":
            start, end = match.span()
            is_glued = (
                match.string[max(start - 1, 0) : start].isdigit() and match.string[end : end + 1].isdigit()
            )
            return _GLUED_ROLES[word] if is_glued and word in _GLUED_ROLES else self._signs.get(word, _OTHER)
        return _OTHER

    def _kind(self, roles: Roles) -> str:
        if roles is _OTHER:
            return self._other
        return self._kinds.setdefault(frozenset(roles), chr(0xE000 + len(self._kinds)))


@lru_cache(maxsize=32)
def words_of(lexicon: Lexicon) -> Words:
    """The words of `lexicon`, compiled once."""
    return Words(lexicon)


def _entries(lexicon: Lexicon) -> Iterator[tuple[str, str, object]]:
    """Word, role and meaning; where two give one word and role, the first counts."""
    dates = lexicon.dates
    for field, role in _WORD_ROLES.items():
        for word in getattr(dates, field):
            yield word, role, None
    yield from ((name, "month", number) for name, number in dates.months.items())
    yield from ((name, "weekday", number) for name, number in dates.weekdays.items())
    yield from ((name, "moment", _minutes(time)) for name, time in dates.moments.items())
    yield from ((name, "period", _stretch(times)) for name, times in dates.periods.items())
    yield from ((name, "zone", zone) for name, zone in dates.zones.items())
    for locale in _locales(lexicon):
        names = names_of(locale)
        yield from ((name, "month", number) for name, number in names.months)
        yield from ((name, "weekday", number) for name, number in names.weekdays)
        yield from ((name, "period", stretch) for name, stretch in names.periods)
        yield from ((name, "moment", minutes) for name, minutes in names.moments)


def _locales(lexicon: Lexicon) -> Iterator[str]:
    """The CLDR locales of each language; its own tag where its lexicon names none."""
    for language in lexicon.languages:
        named = [tag for tag in lexicon.dates.locales if tag.split("-")[0] == language.split("-")[0]]
        yield from named or [language]


def _minutes(time: str) -> int:
    hours, minutes = time.split(":")
    return int(hours) * 60 + int(minutes)


def _stretch(times: str) -> Stretch:
    start, end = times.split("-")
    return ((_minutes(start), _minutes(end)),)


def _plain(text: str) -> tuple[str, Sequence[int]]:
    """`text` without case, accents and vowel signs, and where each character of it stands in `text`."""
    if text.isascii():
        return text.lower(), range(len(text))
    plain: list[str] = []
    positions: list[int] = []
    for position, character in enumerate(text):
        for part in _bare(character):
            plain.append(part)
            positions.append(position)
    return "".join(plain), positions


@lru_cache(maxsize=8192)
def _bare(character: str) -> str:
    parts = unicodedata.normalize("NFD", character.casefold())
    return unicodedata.normalize(
        "NFC", "".join(p for p in parts if not unicodedata.combining(p) or p == _BREVE)
    )


def _alternatives(plains: Iterable[str]) -> str:
    """A regular expression for plain words, longest first; it is no piece of a longer word that it finds,
    unless the `-` of the lexicon says so, or the script does without spaces."""
    longest_first = sorted(plains, key=lambda plain: (-len(plain), plain))
    prefixes = "".join(rf"|(?<=(?<!{_LETTER}){re.escape(p[:-1])})" for p in longest_first if p.endswith("-"))
    starts = {f"(?:(?<!{_LETTER}){prefixes})": rf"{_LETTER}", r"(?<=\w)": "-", "": rf"(?!{_LETTER}|-)"}
    ends = {
        f"(?!{_LETTER})": rf"{_LETTER}\.?$",
        r"(?=\w)": "-$",
        "": rf"(?<!-)(?<!{_LETTER})(?<!{_LETTER}\.)$",
    }
    groups = []
    for (before, start), (after, end) in product(starts.items(), ends.items()):
        bodies = [_body(p.strip("-")) for p in longest_first if re.match(start, p) and re.search(end, p)]
        if bodies:
            groups.append(f"{before}(?:{'|'.join(bodies)}){after}")
    return "|".join(groups) or "(?!)"


def _body(word: str) -> str:
    """One plain word: stops and the space after them may be left out, digits and Han characters parted."""
    body = re.escape(word).replace(r"\.\ ", r"\.?[ \n]*").replace(r"\.", r"\.?").replace(r"\ ", r"[ \n]+")
    return re.sub(rf"(?<=[0-9])(?=[{_HAN}])", " *", body).replace(_PLACE, rf"{_LETTER}[\w'-]*")
