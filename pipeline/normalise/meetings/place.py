"""Where a meeting was held."""

from __future__ import annotations

import re
from functools import lru_cache

from pipeline.fold import FILLER, Text
from pipeline.lexicon import Lexicon, alternation
from pipeline.model import Outcome, Reading, Value
from pipeline.register import Register

_STRETCH = re.compile(rf"(?:[^\n{FILLER};().。；]|\.(?!\s|\Z))+")
_SEGMENT_END = re.compile(r"(?:(?<!\s)\s++)?[,/、]\s*|(?<!\s)\s++-\s+")
_EDGES = " \n.,:;*·•-"
_CLOSING = re.compile(r"[^\S\n]*[.,;:]?(?=\s|\Z)")
_MOST_WORDS = 3
"""Words beside "room" in a room's name."""


def read_place(text: Text, lexicon: Lexicon, register: Register, *, whole: bool = False) -> Outcome:
    """Where the meeting was held, as printed: after words such as "Held at", or a line or brackets that hold
    nothing but rooms, venues and cities. `whole`: a column of venues, where every word is the place."""
    if whole:
        stretches = [_trimmed(text.free, start, end) for start, end in text.lines()]
        places = [(start, end) for start, end in stretches if start < end]
        begin = 0
    else:
        places, begin = _stated(text.free, lexicon, register)
    if not places:
        return Outcome()
    printed = ", ".join(text.printed(*place).rstrip(",") for place in places)
    end = places[-1][1]
    closing = _CLOSING.match(text.free, end)
    if text.free[begin - 1 : begin] == "(" and text.free[end : end + 1] == ")":
        begin, end = begin - 1, end + 1
    text.take(begin, closing.end() if closing else end, "mark")
    evidence = tuple(part for place in places for part in text.read(*place))
    return Outcome((Reading("meetings", {"place": Value(printed, evidence, "meetings.place")}),))


def _stated(free: str, lexicon: Lexicon, register: Register) -> tuple[list[tuple[int, int]], int]:
    """The first statement of a place (a venue and its room on two lines are one), and where it begins."""
    places: list[tuple[int, int]] = []
    begin = 0
    for stretch in _STRETCH.finditer(free):
        lead = _lead(lexicon).match(stretch.group())
        start, end = _trimmed(free, stretch.start() + (lead.end() if lead else 0), stretch.end())
        if places and (lead or free[places[-1][1] : start].strip(" .,\n")):
            break
        is_labelled = bool(lead and lead["label"])
        if start < end and (
            is_labelled or _is_place(free[start:end], lexicon, register, announced=bool(lead))
        ):
            begin = begin if places else (stretch.start() if lead else start)
            places.append((start, end))
        elif places:
            break
    return places, begin


def _trimmed(free: str, start: int, end: int) -> tuple[int, int]:
    """The stretch without marks and punctuation at its edges."""
    stretch = free[start:end].replace(FILLER, " ")
    start += len(stretch) - len(stretch.lstrip(_EDGES))
    return start, start + len(stretch.strip(_EDGES))


def _is_place(words: str, lexicon: Lexicon, register: Register, *, announced: bool) -> bool:
    """Whether the words name rooms, venues and cities, with at most an organisation or country beside them;
    after an announcement, whether they begin with one."""
    segments = [segment for segment in _SEGMENT_END.split(words) if any(map(str.isalnum, segment))]
    named = [bool(register.place(segment)) or _is_room(segment, lexicon) for segment in segments]
    if announced:
        return named[:1] == [True] or (len(named) > 1 and named[1])
    others = (bool(register.country(segment) or register.find(segment)) for segment in segments)
    return any(named) and all(is_named or is_other for is_named, is_other in zip(named, others, strict=True))


def _is_room(segment: str, lexicon: Lexicon) -> bool:
    room = _room(lexicon).search(segment)
    if room is None or (room.start() > 0 and room.end() < len(segment)):
        return False
    others = (segment[: room.start()] + segment[room.end() :]).split()
    return 0 < len(others) <= _MOST_WORDS and not any(word[0].islower() for word in others)


@lru_cache(maxsize=64)
def _room(lexicon: Lexicon) -> re.Pattern[str]:
    return re.compile(alternation(lexicon.meetings.room), re.IGNORECASE)


@lru_cache(maxsize=64)
def _lead(lexicon: Lexicon) -> re.Pattern[str]:
    words = lexicon.meetings
    return re.compile(
        rf"[\s*·•-]*{alternation(words.venue)}\s*(?P<label>:)?\s*(?:{alternation(words.articles)}\s*)?",
        re.IGNORECASE,
    )
