"""Month, weekday and day-period names of a language, from CLDR through babel.

`babel.Locale` resolves inherited names into a cache that all locales share, so what it gives for
one language depends on which was asked before (seen in 2.18). The data are therefore copied
before they are resolved.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from functools import cache
from typing import Any

from babel import localedata

from pipeline.findings import KnowledgeError

Stretch = tuple[tuple[int, int], ...]
"""Parts of a day, in minutes from midnight, half open."""

_PARTS = ("months", "days", "day_periods", "day_period_rules")
_HALVES: Mapping[str, Stretch] = {"am": ((0, 720),), "pm": ((720, 1440),)}
_MOMENTS = {"noon": 720, "midnight": 1440}


@dataclass(frozen=True, slots=True)
class Names:
    """Names as CLDR prints them, each with its meaning; several for one meaning.

    Months are 1 to 12, weekdays 1 (Monday) to 7, periods stretches of the day, moments (noon, midnight)
    minutes from midnight.
    """

    months: tuple[tuple[str, int], ...]
    weekdays: tuple[tuple[str, int], ...]
    periods: tuple[tuple[str, Stretch], ...]
    moments: tuple[tuple[str, int], ...]


@cache
def names_of(locale: str) -> Names:
    """The names of `locale` (`fr`, `ar_LB`, `pt-BR`).

    Raises KnowledgeError for a locale that CLDR does not have.
    """
    try:
        loaded = localedata.load(locale.replace("-", "_"))
    except OSError as error:
        fault = f"no month names are known for the locale {locale}"
        raise KnowledgeError(fault) from error
    data = localedata.LocaleDataDict({part: deepcopy(loaded.get(part, {})) for part in _PARTS})
    stretches = _stretches(data["day_period_rules"])
    return Names(
        months=tuple((name, int(number)) for number, name in _names(data["months"])),
        weekdays=tuple((name, int(number) + 1) for number, name in _names(data["days"])),
        periods=tuple(
            (name, stretches[period]) for period, name in _names(data["day_periods"]) if period in stretches
        ),
        moments=tuple(
            (name, _MOMENTS[period]) for period, name in _names(data["day_periods"]) if period in _MOMENTS
        ),
    )


def _names(contexts: Mapping[str, Any]) -> Iterator[tuple[Any, str]]:
    """Each key and name of all contexts (within a date, standing alone) and of the widths that can be
    told apart in print (`narrow` and `short` cannot: M, T, W; Mo, Tu, We). Any abbreviation may be
    printed with a stop."""
    for widths in contexts.values():
        full = widths.get("wide", {})
        yield from full.items()
        for key, name in widths.get("abbreviated", {}).items():
            yield key, name if name == full.get(key) else name.removesuffix(".") + "."


def _stretches(rules: Mapping[str | None, Any]) -> dict[str, Stretch]:
    """When each period of the day is, by CLDR's rules for the language (which give seconds)."""
    stretches = dict(_HALVES)
    for period, times in rules.get(None, {}).items():
        for time in times:
            if "from" in time:
                start, end = time["from"] // 60, time["before"] // 60
                around = ((start, end),) if start < end else ((start, 1440), (0, end))
                stretches[period] = stretches.get(period, ()) + around
    return stretches
