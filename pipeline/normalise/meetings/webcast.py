"""Whether a meeting was webcast."""

from __future__ import annotations

import re
from functools import lru_cache

from pipeline.findings import notice
from pipeline.fold import FILLER, Text
from pipeline.lexicon import Lexicon, alternation
from pipeline.model import Evidence, Outcome, Reading, Value

_CLAUSE = re.compile(rf"[^\n{FILLER}.;!。；！]+")
_CLOSING = re.compile(r"[^\S\n]*[.,;:]?(?=\s|\Z)")


def read_webcast(text: Text, lexicon: Lexicon, *, bare: bool = False) -> Outcome:
    """Whether the row says that there is a webcast (true) or none (false); `bare`: a column of webcasts."""
    said: dict[bool, list[tuple[int, int]]] = {True: [], False: []}
    unclear: list[tuple[int, int]] = []
    patterns = _webcasts(lexicon, bare=bare)
    for clause in _CLAUSE.finditer(text.free):
        if not patterns["webcast"].search(clause.group()):
            continue
        if patterns["undecided"].search(clause.group()):
            unclear.append(clause.span())
        elif none := patterns["unavailable"].search(clause.group()):
            said[False].append((clause.start() + none.start(), clause.start() + none.end()))
        elif there := patterns["available"].search(clause.group()):
            said[True].append((clause.start() + there.start(), clause.start() + there.end()))
    if all(said.values()) or (unclear and not any(said.values())):
        places = sorted((*unclear, *said[True], *said[False]))
        evidence = tuple(part for place in places for part in text.evidence(*place))
        return Outcome((), (notice("webcast-unclear", evidence, field="webcast"),))
    for answer, places in said.items():
        if places:
            value = Value(answer, _read_all(text, places), "meetings.webcast")
            return Outcome((Reading("meetings", {"webcast": value}),))
    return Outcome()


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
    there, none = alternation(words.available), alternation(words.unavailable)
    patterns = {
        "webcast": webcast,
        "undecided": alternation(words.undecided),
        "unavailable": rf"{none}{few}{webcast}(?:{some}{there})?|{webcast}{some}{none}(?:\W*{there})?",
        "available": rf"(?:{there}{few})?{webcast}{some}{there}|{there}{few}{webcast}|\A\W*{webcast}\W*\Z",
    }
    if bare:
        patterns |= {
            "webcast": r"\w",
            "unavailable": rf"{none}(?:\W*{there})?",
            "available": rf"{there}|{webcast}",
        }
    return {name: re.compile(pattern, re.IGNORECASE) for name, pattern in patterns.items()}
