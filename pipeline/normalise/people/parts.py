"""Words about persons cut into parts at their signs: commas, brackets, dashes, line ends, "and"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from pipeline.fold import FILLER, fold
from pipeline.lexicon import Lexicon, alternation
from pipeline.names import is_caseless
from pipeline.normalise.people.draft import Stretch
from pipeline.register import Register

_EDGES = " \n.,;:\"'-"
_SIGN = re.compile(r"[,;()\[\]\u3001\u060c\u061b|/\u2022]|\s*\n\s*|(?<=\s)-+(?=\s)|(?<=\s)&(?=\s)")
_INITIAL_LAST = re.compile(r"(?<!\w)[^\W\d_]\.$")
_BULLETS = "·•●○◦▪*"
_NOTE_MARKS = "*†‡§¹²³⁰⁴⁵⁶⁷⁸⁹"
_COUNTRY_SIGNS = 5
_LEADING = {",", "-", "and"}
"""Signs after which a line's end means nothing."""
_MEANING = {
    "\u3001": ",",
    "\u060c": ",",
    "\u061b": ";",
    "|": ",",
    "/": ";",
    "\u2022": ";",
    "[": "(",
    "]": ")",
    "&": "and",
}


@dataclass(frozen=True, slots=True)
class Part:
    """Words between two signs; `sign` is the one before them: `,` `;` `-` `(` `)` `and`, a line's end, `:`
    before an honorific, or nothing; `closed` where a bracket ends before it."""

    start: int
    end: int
    sign: str
    closed: bool = False


def cut(free: str, start: int, end: int, lexicon: Lexicon, register: Register) -> Iterator[Part]:
    """The stretch cut at signs and at "and", never inside a registered name."""
    names = register.names_in(free[start:end], lexicon.organizations.attached_joiners)
    inside = [(start + name.start, start + name.end) for name in names]
    sign, begin, closed = "", start, False
    for match in _cuts(lexicon).finditer(free, start, end):
        if any(first < match.end() and match.start() < last for first, last in inside):
            continue
        if match["joiner"] and _in_country(free, match.start(), match.end(), register):
            continue
        part = Part(*trimmed(free, begin, match.start()), sign, closed)
        yield part
        printed = match[0].strip() or "\n"
        empty = part.start >= part.end
        closed = empty and (closed or sign == ")")
        if not (empty and printed == "\n" and sign in _LEADING):
            sign = "and" if match["joiner"] else _MEANING.get(printed, printed[0])
        begin = match.end()
    yield Part(*trimmed(free, begin, end), sign, closed)


def trimmed(free: str, start: int, end: int) -> Stretch:
    """The stretch without white space, quotes, signs and note marks around it; an initial keeps its stop."""
    while start < end and free[start] in _EDGES + _BULLETS:
        start += 1
    while (
        end > start
        and free[end - 1] in _EDGES + _NOTE_MARKS + FILLER
        and not _ends_with_initial(free, start, end)
    ):
        end -= 1
    return start, end


def _in_country(free: str, start: int, end: int, register: Register) -> bool:
    """Whether the sign for "and" is part of a country's name, in a script without spaces (埃及)."""
    if not is_caseless(free[start:end]) or free[start - 1 : start].isspace():
        return False
    around = range(1, _COUNTRY_SIGNS)
    names = (free[max(0, start - n) : end + m] for n in (0, *around) for m in (0, *around))
    return any(register.country(name) for name in names)


def _ends_with_initial(free: str, start: int, end: int) -> bool:
    return free[end - 1] in ".\n" and _INITIAL_LAST.search(free[max(start, end - 4) : end]) is not None


@lru_cache(maxsize=64)
def _cuts(lexicon: Lexicon) -> re.Pattern[str]:
    honorifics = "|".join(re.escape(fold(word)) for word in lexicon.people.honorifics)
    words = (re.escape(fold(word)) for word in lexicon.organizations.attached_joiners)
    attached = "|".join(rf"(?<=\s){word}(?=(?:{honorifics})\s)" for word in words)
    joiners = alternation(lexicon.people.joiners) + (f"|{attached}" if attached else "")
    introduced = rf":(?=\s*(?:{honorifics})[\s.])" if honorifics else "(?!)"
    return re.compile(rf"{_SIGN.pattern}|{introduced}|(?P<joiner>(?:{joiners})(?!\.))", re.IGNORECASE)
