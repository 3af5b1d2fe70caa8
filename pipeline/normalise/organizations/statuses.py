"""Words that say whether an organisation has agreed to its role."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from pipeline.dataset import Status
from pipeline.lexicon import Lexicon, alternation

_CLASSES: tuple[Status, ...] = ("to_be_confirmed", "proposed", "confirmed")


@dataclass(frozen=True, slots=True)
class StatusWords:
    """A status, and whether its words give it to the whole list ("all confirmed")."""

    status: Status
    whole_list: bool


def status_of(words: str, lexicon: Lexicon, *, bracketed: bool = False) -> StatusWords | None:
    """The status that `words` state and nothing else; in brackets anything may follow it ("(confirmed by
    the Executive Board)")."""
    if words.strip() == "?":
        return StatusWords("to_be_confirmed", whole_list=False)
    best: tuple[int, StatusWords] | None = None
    for status, strict, loose in _patterns(lexicon):
        found = (loose if bracketed else strict).fullmatch(words.strip())
        if found and (best is None or len(found["status"]) > best[0]):
            best = len(found["status"]), StatusWords(status, whole_list=found["all"] is not None)
    return best[1] if best else None


@lru_cache(maxsize=64)
def _patterns(lexicon: Lexicon) -> tuple[tuple[Status, re.Pattern[str], re.Pattern[str]], ...]:
    words = lexicon.organizations
    lead = rf"(?:(?P<all>{alternation(words.all)})[\s:,]*)?"
    tail = rf"(?:[\s,]*{alternation(words.status_tails)})*[.?*!]*"
    result: list[tuple[Status, re.Pattern[str], re.Pattern[str]]] = []
    for status in _CLASSES:
        phrase = rf"{lead}(?P<status>{alternation(getattr(words, status))})"
        strict = re.compile(phrase + tail, re.IGNORECASE)
        loose = re.compile(rf"{phrase}(?:{tail}|[\s,;:.].*)", re.IGNORECASE | re.DOTALL)
        result.append((status, strict, loose))
    return tuple(result)
