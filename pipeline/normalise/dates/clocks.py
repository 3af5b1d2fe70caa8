"""Tokens to times of day and time zones."""

from __future__ import annotations

from collections.abc import Container, Sequence

from pipeline.normalise.dates.grammar import Grammar, kinds_of
from pipeline.normalise.dates.names import Stretch
from pipeline.normalise.dates.phrases import Clock, Need, TimePhrase, ZonePhrase
from pipeline.normalise.dates.words import Token

_HALF, _DAY = 720, 1440
_FARTHEST = 180
"""Minutes that a time may lie outside of the stretch that CLDR gives for its words."""


def zone_phrases(tokens: Sequence[Token], grammar: Grammar) -> list[ZonePhrase]:
    """Every time zone: a name, perhaps with hours east or west of it."""
    phrases = []
    for match in grammar.zone.finditer(kinds_of(tokens)):
        inside = tokens[match.start() : match.end()]
        offset = 0
        if len(inside) > 1:
            sign = 1 if "plus" in inside[1].roles else -1
            hours, *minutes = (token.roles["number"] for token in inside if "number" in token.roles)
            offset = sign * inside[2].roles.get("clock", hours * 60 + sum(minutes))
        phrases.append(ZonePhrase(match.start(), match.end() - 1, inside[0].roles["zone"], offset))
    return phrases


def time_phrases(tokens: Sequence[Token], grammar: Grammar, taken: Container[int]) -> list[TimePhrase]:
    """Every time and span of times among the tokens whose numbers are not `taken`."""
    kinds = "".join(grammar.other if i in taken else token.kind for i, token in enumerate(tokens))
    phrases: list[TimePhrase] = []
    position = 0
    while match := grammar.times.search(kinds, position):
        groups = ("start", "end") if match["start"] is not None else ("first", "second")
        spans = [match.span(group) for group in groups if match[group] is not None]
        phrase = _phrase(tokens, spans)
        position = match.end() if phrase else spans[0][0] + 1
        if phrase:
            phrases.append(phrase)
    return phrases


def _phrase(tokens: Sequence[Token], spans: Sequence[tuple[int, int]]) -> TimePhrase | None:
    """The time, or start and end, at the spans of tokens; None where they are mere numbers."""
    printed = [tokens[slice(*span)] for span in spans]
    if not any(map(_is_marked, printed)) and not (len(spans) == 2 and _is_packed_span(*printed)):
        return None
    needs = _needs(printed)
    first, last = spans[0][0], spans[-1][1] - 1
    minutes = _in_minutes(printed)
    if None in minutes:
        return TimePhrase(first, last, None, None, needs)
    clocks = [Clock(start, end - 1, m or 0) for (start, end), m in zip(spans, minutes, strict=True)]
    if len(clocks) == 2:
        return TimePhrase(first, last, clocks[0], clocks[1], needs)
    before = tokens[first - 1].roles if first else {}
    if "to" in before and not before.keys() & {"dash", "at"}:
        return TimePhrase(first, last, None, clocks[0], needs)
    return TimePhrase(first, last, clocks[0], None, needs)


def _needs(printed: Sequence[Sequence[Token]]) -> Need:
    """What must stand beside the figures: nothing for `10:00`, `10 h 30` or `10h-13h`."""
    is_marked_pair = len(printed) == 2 and all("hour_mark" in _roles(clock) for clock in printed)
    if is_marked_pair or any(map(_is_exact, printed)):
        return "nothing"
    has_minutes = any(len(_figures(clock)) > 1 or "moment" in _roles(clock) for clock in printed)
    return "line" if has_minutes else "date"


def _roles(clock: Sequence[Token]) -> set[str]:
    return {role for token in clock for role in token.roles}


def _is_marked(clock: Sequence[Token]) -> bool:
    """Whether anything says that the figures are a time; `13` and `1300` alone could be anything."""
    return bool(_roles(clock) & {"colon", "point", "hour_mark", "half_hour", "period", "moment"})


def _is_packed_span(start: Sequence[Token], end: Sequence[Token]) -> bool:
    """`1000-1300` or `930-1100`, but neither `108-109` nor `2005-2015`."""
    both = [*start, *end]
    has_four_digits = end[0].end - end[0].start == 4
    is_years = all("year" in token.roles for token in both)
    return has_four_digits and not is_years and all("clock" in token.roles for token in both)


def _is_exact(clock: Sequence[Token]) -> bool:
    """Whether one clock is a time wherever it stands; `10.30` and `2 hours` are not."""
    roles = _roles(clock)
    has_period = any("period" in token.roles and "sitting" not in token.roles for token in clock)
    return "colon" in roles or has_period or ("hour_mark" in roles and len(_figures(clock)) > 1)


def _figures(clock: Sequence[Token]) -> list[int]:
    """Hour and minute as printed."""
    for token in clock:
        if "clock" in token.roles:
            return list(divmod(token.roles["clock"], 60))
    half = [30] if "half_hour" in _roles(clock) else []
    return [token.roles["number"] for token in clock if "number" in token.roles] + half


def _in_minutes(printed: Sequence[Sequence[Token]]) -> list[int | None]:
    """Minutes from midnight of one clock, or of start and end: a part of the day printed with one of them
    ("3-6 p.m.") holds for the other, unless the end would come before the start. None where impossible."""
    periods = [_period(clock) for clock in printed]
    minutes = [_as_printed(clock, period) for clock, period in zip(printed, periods, strict=True)]
    if len(printed) == 1:
        return minutes
    start, end = minutes
    if start is None or end is None:
        return minutes
    if periods[1] and not periods[0] and start < _HALF + 60:
        later = start % _HALF + _HALF
        start = later if periods[1][0][0] >= _HALF and later < end else start
    if periods[0] and not periods[1] and end <= start and end + _HALF > start and end <= _HALF:
        end += _HALF
    return [start, end]


def _period(clock: Sequence[Token]) -> Stretch | None:
    return next((token.roles["period"] for token in clock if "period" in token.roles), None)


def _as_printed(clock: Sequence[Token], period: Stretch | None) -> int | None:
    """One clock's own meaning; None for an hour that its part of the day does not have, or past 24."""
    moment = next((token.roles["moment"] for token in clock if "moment" in token.roles), None)
    if moment is not None:
        return int(moment)
    hour, minute = (*_figures(clock), 0)[:2]
    minutes = hour * 60 + minute
    if minutes > _DAY:
        return None
    if period is None:
        return minutes
    halves = {minutes % _HALF, minutes % _HALF + _HALF, *([_DAY] if minutes == _HALF else [])}
    candidates = sorted(halves) if hour <= 12 else [minutes]
    nearest = min(candidates, key=lambda candidate: _distance(candidate, period))
    return nearest if _distance(nearest, period) <= _FARTHEST else None


def _distance(minutes: int, stretches: Stretch) -> int:
    """How far a time lies outside all stretches, 0 inside."""
    return min(
        0
        if start <= minutes < end or minutes == end == _DAY
        else min(abs(start - minutes), abs(minutes - end + 1))
        for start, end in stretches
    )
