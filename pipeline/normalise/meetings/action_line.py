"""The code of a meeting's action line."""

from __future__ import annotations

import re
from functools import lru_cache

from pipeline.findings import notice
from pipeline.fold import Text, fold
from pipeline.lexicon import Lexicon, alternation
from pipeline.model import Evidence, Outcome, Reading, Value

_SPACED = r"[^\W\u3040-\u30ff\u3400-\u9fff]"
"""Letters and digits but those of East Asia, which stand beside a code without a space."""
_NUMBER = rf"(?:1[01]|[1-9])(?!{_SPACED})(?!\.\d)"
_LINE_START = re.compile(r"(?:\A|\n)[\s*·•.-]*\Z")
_REACH = 20
"""Characters before a code in which its line must begin."""
_LINE_END = re.compile(r"[^\S\n]*[.,;:]*[^\S\n]*(?:\n|\Z)")
_CLOSING = re.compile(r"[^\S\n]*[:.,;/|-]*[^\S\n]*")


def read_action_line(text: Text, lexicon: Lexicon) -> Outcome:
    """The code of the meeting's action line, `C1` to `C11`; of several the first, with a notice.

    A code is taken, with the words that announce it, at the start of a line, in brackets, and after those
    words; one that a title's words lead up to ("Session on C5") is read and left to the title.
    """
    found: list[tuple[str, tuple[Evidence, ...]]] = []
    free = text.free
    for match in _codes(lexicon).finditer(free):
        stated = text.evidence(match.start("first"), match.end("first"))
        numbers = re.findall(r"\d+", match["first"] + match["more"])
        found.extend((f"C{number}", stated) for number in numbers)
        start, end = match.span()
        before = free[max(0, start - _REACH) : start]
        is_led_to = _joiner(lexicon).search(before) and _LINE_END.match(free, end)
        if before.endswith("(") and free[end : end + 1] == ")":
            start, end = start - 1, end + 1
        elif not _LINE_START.search(before) and (is_led_to or not match["words"]):
            continue
        elif closing := _CLOSING.match(free, end):
            end = closing.end()
        text.take(start, end, "mark")
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
def _joiner(lexicon: Lexicon) -> re.Pattern[str]:
    return re.compile(rf"{alternation(lexicon.meetings.title_joiners)}\s*\Z", re.IGNORECASE)


@lru_cache(maxsize=64)
def _codes(lexicon: Lexicon) -> re.Pattern[str]:
    words = lexicon.meetings
    letters = "|".join(re.escape(fold(letter)) for letter in words.code_letters)
    # "с 9 ч." is Russian for "from 9 o'clock": only a capital is parted from its number
    letter = rf"(?<!{_SPACED})(?:(?:{letters})[-.]?|(?-i:{letters})[^\S\n]?[-.]?[^\S\n]?)"
    between = rf"[^\S\n]*(?:[,/&+-]|{alternation(words.code_joiners)})[^\S\n]*"
    return re.compile(
        rf"""(?:(?P<words>{alternation(words.action_line)})[^\S\n]*[:.,-]?[^\S\n]*)?
        (?P<first>{letter}{_NUMBER}|(?(words){_NUMBER}|(?!)))
        (?P<more>(?:{between}{letter}{_NUMBER}|[/-]{_NUMBER}|(?(words){between}{_NUMBER}|(?!)))*)""",
        re.IGNORECASE | re.VERBOSE,
    )
