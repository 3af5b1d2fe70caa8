"""Whole numbers in folded text, in figures or in a lexicon's words ("1,200", "forty-five", 二百三十).

Words are composed, not listed: the lexicon gives the parts, and a part may follow only where the number
so far has room for it (so "fifty and sixty" stays two numbers).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from pipeline.fold import key
from pipeline.lexicon import Lexicon, Numeral, alternation

_CJK = r"\u3040-\u30ff\u3400-\u9fff"
# What is counted here has no decimals: in any language a mark before exactly three digits parts thousands.
_DIGITS = r"(?<![\d+][.,/:'])(?<!\+)(?:[1-9]\d{0,2}(?:(?P<mark>[.,' ٬،])\d{3}(?:(?P=mark)\d{3})*)|\d{1,9})"
_DIGITS_END = rf"(?![^\W{_CJK}]|[.,/:']\d)"


@dataclass(frozen=True, slots=True)
class Number:
    """A number at the characters `start` to `end`; `is_rough` where its word means about as many."""

    start: int
    end: int
    value: int
    is_rough: bool = False


@dataclass(frozen=True, slots=True)
class _Part:
    """One word or run of digits: it adds its value to the number so far, or multiplies it."""

    start: int
    end: int
    value: int
    role: Literal["digits", "adds", "multiplies"]
    is_rough: bool = False
    is_attached: bool = False


@dataclass(frozen=True, slots=True)
class _Grammar:
    """The number words of a lexicon, ready to match."""

    token: re.Pattern[str]
    gap: re.Pattern[str]
    percent: re.Pattern[str]
    parts: dict[str, _Part]


def find_numbers(text: str, lexicon: Lexicon) -> list[Number]:
    """The numbers in `text` (folded), in order. A lone word for one is an article as often, and is left out;
    so is a percentage."""
    grammar = _grammar(lexicon)
    if grammar.token.search(text) is None:
        return []
    percent = [match.span() for match in grammar.percent.finditer(text)]
    after_percent = {_after_spaces(text, end) for _, end in percent}  # 百分之四十
    parts = [
        part for part in _parts(text, grammar) if not any(start <= part.start < end for start, end in percent)
    ]
    numbers: list[Number] = []
    first = 0
    while first < len(parts):
        number, used = _compose(text, parts, first, grammar)
        is_article = used == 1 and parts[first].role == "adds" and number.value == 1
        is_percentage = number.start in after_percent or bool(
            grammar.percent.match(text, _after_spaces(text, number.end))
        )
        if not is_article and not is_percentage:
            numbers.append(number)
        first += used
    return numbers


def _parts(text: str, grammar: _Grammar) -> list[_Part]:
    found: list[_Part] = []
    for match in grammar.token.finditer(text):
        if match["word"]:
            word = grammar.parts[key(match["word"])]
            place = match.span()
            found.append(_Part(*place, word.value, word.role, word.is_rough, word.is_attached))
        else:
            value = int(re.sub(r"\D", "", match["digits"]))
            found.append(_Part(match.start(), match.end(), value, "digits"))
    return found


def _compose(text: str, parts: list[_Part], first: int, grammar: _Grammar) -> tuple[Number, int]:
    """The longest number that begins with part `first`, and how many parts it has."""
    begin = parts[first]
    history = [Number(begin.start, begin.end, begin.value, begin.is_rough)]
    for place in range(first + 1, len(parts)):
        before, part = parts[place - 1], parts[place]
        together = grammar.gap.fullmatch(text, before.end, part.start)
        value = _joined(history[-1].value, part) if together else None
        if before.role == "digits" and part.role != "multiplies":
            value = None
        if value is None:
            # "one hundred and one | hundred and fifty": what was added belongs to the next number
            if together and part.role == "multiplies" and before.role == "adds" and len(history) > 1:
                history.pop()
            break
        history.append(Number(begin.start, part.end, value, history[-1].is_rough or part.is_rough))
    return history[-1], len(history)


def _joined(number: int, part: _Part) -> int | None:
    """`number` with the next part, or None where it does not fit."""
    if part.role == "digits":
        return None
    if part.role == "multiplies":
        rest = number % part.value
        high, product = number - rest, (rest or 1) * part.value
        return high + product if _has_room(high, product) else None
    if part.is_attached and 0 < number % 100 < 10 <= part.value < 100 and part.value % 10 == 0:
        return number + part.value
    return number + part.value if _has_room(number, part.value) else None


def _has_room(number: int, addend: int) -> bool:
    return number % 10 ** len(str(addend)) == 0 if number else True


def _after_spaces(text: str, position: int) -> int:
    while position < len(text) and text[position].isspace():
        position += 1
    return position


@lru_cache(maxsize=64)
def _grammar(lexicon: Lexicon) -> _Grammar:
    words = lexicon.numbers
    parts: dict[str, _Part] = {}
    spellings: list[str] = []

    def enter(numerals: tuple[Numeral, ...], part: _Part) -> None:
        for value, forms in numerals:
            for form in forms:
                spellings.append(form)
                parts.setdefault(key(form), replace(part, value=value))
                for joiner in words.attached_joiners:
                    spellings.append(joiner + form)
                    parts.setdefault(key(joiner + form), replace(part, value=value, is_attached=True))

    enter(words.values, _Part(0, 0, 0, "adds"))
    enter(words.multipliers, _Part(0, 0, 0, "multiplies"))
    enter(words.collectives, _Part(0, 0, 0, "multiplies", is_rough=True))
    # "50 و60": an attached joiner is the only letter that a figure may follow
    opening = "|".join(
        [rf"(?<![^\W{_CJK}])", *(rf"(?<={re.escape(joiner)})" for joiner in words.attached_joiners)]
    )
    return _Grammar(
        re.compile(
            rf"(?P<digits>(?:{opening}){_DIGITS}){_DIGITS_END}|(?P<word>{alternation(tuple(spellings))})",
            re.IGNORECASE,
        ),
        re.compile(rf"\s?-?|\s{alternation(words.joiners)}\s", re.IGNORECASE),
        re.compile(rf"%|{alternation(words.percent)}", re.IGNORECASE),
        parts,
    )
