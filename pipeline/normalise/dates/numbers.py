"""What a number can be in a date or time, by its figures."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

Roles = Mapping[str, Any]
"""The parts that a token can play, each with what it means there."""

HAN_DIGITS = "〇零一二三四五六七八九十"


def in_digits(numeral: str) -> str:
    """A numeral in Han digits: `二〇〇七` figure by figure, `十六` and `二十` in tens."""
    if "十" not in numeral:
        return "".join(str(int(unicodedata.numeric(digit))) for digit in numeral)
    tens, _, ones = numeral.partition("十")
    return f"{in_digits(tens) or 1}{in_digits(ones) if ones.strip('十') else 0}"


@lru_cache(maxsize=4096)
def number_roles(digits: str) -> Roles:
    """What a number can be, by its digits."""
    roles: dict[str, object] = {"number": int(digits)} if len(digits) <= 4 else {"number": None}
    value = int(digits) if len(digits) <= 4 else 0
    hours, minutes = divmod(value, 100)
    if len(digits) <= 2:
        possible = {
            "day": value >= 1,
            "month_number": 1 <= value <= 12,
            "hour": value <= 24,
            "minute": len(digits) == 2 and value < 60,
            "short_year": len(digits) == 2,
        }
        roles |= {role: value for role, holds in possible.items() if holds}
    elif len(digits) <= 4 and hours <= 24 and minutes < 60:
        roles["clock"] = hours * 60 + minutes
    if len(digits) == 4 and 1900 <= value <= 2099:
        roles["year"] = value
    return roles


def counted(roles: Roles) -> Roles:
    """What is left of a number after a word that is counted, as in `Room 5 - 16 May`: alone before a month it
    is a day nevertheless."""
    left = {role: value for role, value in roles.items() if role in {"number", "year"}}
    return left | {"counted": None} | ({"counted_day": roles["day"]} if "day" in roles else {})


def every_number() -> Iterator[Roles]:
    """A number for every set of roles that numbers can have."""
    short = (f"{value:0{size}}" for size in (1, 2) for value in range(10**size))
    for digits in (*short, "100", "160", "1200", "1260", "1999", "2000", "10000"):
        yield number_roles(digits)
        yield counted(number_roles(digits))
