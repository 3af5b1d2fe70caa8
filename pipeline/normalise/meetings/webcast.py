"""Whether a meeting was webcast."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from pipeline.findings import notice
from pipeline.fold import FILLER, Text
from pipeline.lexicon import Lexicon, alternation
from pipeline.model import Evidence, Outcome, Reading, Value

_CLAUSE = re.compile(rf"[^\n{FILLER}.;!。；！]+")
_ADDRESS = re.compile(r"\w[.@/:]\w|://")
_CLOSING = re.compile(r"[^\S\n]*[.,;:]?(?=\s|\Z)")


def read_webcast(text: Text, lexicon: Lexicon, *, bare: bool = False) -> Outcome:
    """Whether the row says that there is a webcast (true) or none (false); `bare`: a column of webcasts.

    An address behind the word ("Webcast: http://…"), or a live link of that name, says that there is one;
    what links took of the text is masked.
    """
    said: dict[bool, list[tuple[int, int]]] = {True: [], False: []}
    unclear: list[tuple[int, int]] = []
    patterns = _webcasts(lexicon, bare=bare)
    free = text.free
    clauses = [(match.span(), match.group()) for match in _CLAUSE.finditer(free)]
    for (start, end), words in (*clauses, *_linked_words(text)):
        answer, place = _statement(words, patterns, before_address=free[end : end + 1] == FILLER)
        if place:
            found = unclear if answer is None else said[answer]
            found.append((start + place[0], start + place[1]))
    if bare and FILLER in free and not any(character.isalnum() for character in free.replace(FILLER, "")):
        said[True].append((free.index(FILLER), free.rindex(FILLER) + 1))
    if all(said.values()) or (unclear and not any(said.values())):
        places = sorted((*unclear, *said[True], *said[False]))
        evidence = tuple(part for place in places for part in text.evidence(*place))
        return Outcome((), (notice("webcast-unclear", evidence, field="webcast"),))
    for answer, places in said.items():
        if places:
            value = Value(answer, _read_all(text, places), "meetings.webcast")
            return Outcome((Reading("meetings", {"webcast": value}),))
    return Outcome()


def _statement(
    words: str, patterns: Mapping[str, re.Pattern[str]], *, before_address: bool
) -> tuple[bool | None, tuple[int, int] | None]:
    """Whether a clause says that there is a webcast, None where it leaves that open; and the words that say
    so, None where it says nothing of one."""
    if not patterns["webcast"].search(words):
        return None, None
    if patterns["undecided"].search(words):
        return None, (0, len(words))
    if none := patterns["unavailable"].search(words):
        return False, none.span()
    there = patterns["available"].search(words) or (before_address and patterns["announcing"].search(words))
    return (True, there.span()) if there else (None, None)


def _linked_words(text: Text) -> Iterator[tuple[tuple[int, int], str]]:
    """The texts of live links that are masked as taken, but for those that print an address."""
    for number, paragraph in enumerate(text.paragraphs):
        for link in paragraph.links:
            start, end = text.positions(number, link.span)
            words = text.text[start:end]
            if FILLER in text.free[start:end] and not _ADDRESS.search(words):
                yield (start, end), words


def _read_all(text: Text, places: list[tuple[int, int]]) -> tuple[Evidence, ...]:
    evidence: list[Evidence] = []
    for start, end in places:
        closing = _CLOSING.match(text.free, end)
        text.take(end, closing.end() if closing else end, "mark")
        evidence.extend(text.read(start, end))
    return tuple(evidence)


@lru_cache(maxsize=64)
def _webcasts(lexicon: Lexicon, *, bare: bool) -> dict[str, re.Pattern[str]]:
    words = lexicon.meetings
    webcast = alternation(words.webcast)
    few, some = r"\W*(?:\w+\W+){0,3}?", r"\W*(?:\w+\W+){0,8}?"
    verbs = alternation(words.webcast_verbs)
    there, none = alternation(words.available), alternation(words.unavailable)
    patterns = {
        "webcast": webcast,
        "undecided": alternation(words.undecided),
        "unavailable": rf"{none}{few}{webcast}(?:{some}{there})?|{webcast}{some}{none}(?:\W*{there})?",
        "available": rf"(?:{there}{few})?{webcast}{some}{there}|{there}{few}{webcast}"
        rf"|{verbs}\s+{webcast}|\A\W*{webcast}\W*\Z",
    }
    patterns["announcing"] = (
        rf"{webcast}\W*(?:\w+\W+){{0,5}}?(?:{alternation(lexicon.links.before)}\s*:?|:)\s*\Z"
    )
    if bare:
        patterns |= {
            "webcast": r"\w",
            "unavailable": rf"{none}(?:\W*{there})?",
            "available": rf"{there}|{webcast}",
        }
    return {name: re.compile(pattern, re.IGNORECASE) for name, pattern in patterns.items()}
