"""The code of a meeting's action line."""

from __future__ import annotations

import re
from functools import lru_cache

from pipeline.findings import notice
from pipeline.fold import Text
from pipeline.lexicon import Lexicon, alternation
from pipeline.model import Evidence, Outcome, Reading, Value

_NUMBER = r"(?:1[01]|[1-9])(?![^\W\u3040-\u30ff\u3400-\u9fff])(?!\.\d)"
_LINE_START = re.compile(r"(?:\A|\n)[\s*·•.-]*\Z")
_CLOSING = re.compile(r"[^\S\n]*[:.,;/|-]*[^\S\n]*")


def read_action_line(text: Text, lexicon: Lexicon) -> Outcome:
    """The code of the meeting's action line, `C1` to `C11`; of several the first, with a notice.

    A code is taken, with the words that announce it, at the start of a line, in brackets, and after those
    words; one inside a title is read and left to the title.
    """
    found: list[tuple[str, tuple[Evidence, ...]]] = []
    for match in _codes(lexicon).finditer(text.free):
        stated = text.evidence(match.start("first"), match.end("first"))
        numbers = re.findall(r"\d+", match["first"] + match["more"])
        found.extend((f"C{number}", stated) for number in numbers)
        in_brackets = (
            text.free[match.start() - 1 : match.start()] == "(" and text.free[match.end() :][:1] == ")"
        )
        if in_brackets:
            text.take(match.start() - 1, match.end() + 1, "mark")
        elif match["words"] or _LINE_START.search(text.free[: match.start()]):
            closing = _CLOSING.match(text.free, match.end())
            text.take(match.start(), closing.end() if closing else match.end(), "mark")
            text.take(match.start("first"), match.end("first"))
    if not found:
        return Outcome()
    code, evidence = found[0]
    others = dict.fromkeys(other for other, _ in found if other != code)
    several = (
        notice("action-lines-several", evidence, field="action_line", first=code, others=", ".join(others)),
    )
    reading = Reading("meetings", {"action_line": Value(code, evidence, "meetings.action-line")})
    return Outcome((reading,), several if others else ())


@lru_cache(maxsize=64)
def _codes(lexicon: Lexicon) -> re.Pattern[str]:
    words = lexicon.meetings
    letter = rf"(?<!\d)(?:{alternation(words.code_letters)})[^\S\n]?[-.]?[^\S\n]?"
    between = rf"[^\S\n]*(?:[,/&+-]|{alternation(words.code_joiners)})[^\S\n]*"
    return re.compile(
        rf"""(?:(?P<words>{alternation(words.action_line)})[^\S\n]*[:.,-]?[^\S\n]*)?
        (?P<first>{letter}{_NUMBER}|(?(words){_NUMBER}|(?!)))
        (?P<more>(?:{between}{letter}{_NUMBER}|[/-]{_NUMBER}|(?(words){between}{_NUMBER}|(?!)))*)""",
        re.IGNORECASE | re.VERBOSE,
    )
