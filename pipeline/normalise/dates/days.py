"""Tokens to dates: which days, months and years a stretch of text states."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from re import Match

from pipeline.normalise.dates.grammar import Grammar, kinds_of
from pipeline.normalise.dates.numbers import Roles
from pipeline.normalise.dates.phrases import DatePhrase, Day, Joint
from pipeline.normalise.dates.words import Token

_CENTURY_TURN = 70
"""Two-digit years from here on are of the 20th century, those below of the 21st."""
_FIGURES = {"iso_date", "figures", "day_month"}
_GLUE = {"slash", "point", "colon", "number", "other"}


def date_phrases(tokens: Sequence[Token], grammar: Grammar, *, month_first: bool = False) -> list[DatePhrase]:
    """Every date, list of dates and span of dates, in the order of the text."""
    phrases: list[DatePhrase] = []
    for found in _dates(tokens, grammar, month_first=month_first):
        joint = _joint_between(tokens, grammar, phrases[-1], found) if phrases else None
        if joint:
            before = phrases.pop()
            days = (*before.days, replace(found.days[0], joint=joint), *found.days[1:])
            phrases.append(DatePhrase(before.first, found.last, days, before.leans and found.leans))
        else:
            phrases.append(found)
    return [replace(phrase, days=_with_years(phrase.days)) for phrase in phrases]


def _dates(tokens: Sequence[Token], grammar: Grammar, *, month_first: bool) -> Iterator[DatePhrase]:
    kinds = kinds_of(tokens)
    position = 0
    while match := grammar.date.search(kinds, position):
        position = match.end()
        first, last = _behind_title(tokens, match.start()), match.end() - 1
        form = match.lastgroup or ""
        if form in _FIGURES and is_piece(tokens, first, last):
            continue
        inside = tokens[first : last + 1]
        days = (
            _in_figures(match, inside, month_first=month_first)
            if form in _FIGURES
            else _in_words(inside, form)
        )
        if not days:
            position = first + 1
            continue
        leans = form == "day_month" or any("doubtful" in token.roles for token in inside)
        has_company = any(day.year or day.weekday for day in days)
        first, days = _with_days_before(tokens, first, days)
        while "article" in tokens[first].roles:
            first += 1
        yield DatePhrase(first, last, _as_range_after_from(tokens, first, days), leans and not has_company)


def _behind_title(tokens: Sequence[Token], first: int) -> int:
    """Where a date begins whose weekday belongs to what stands before it: it ends the line above, or has
    another meaning ("Благоприятная среда, 18 мая")."""
    roles = tokens[first].roles
    if "weekday" not in roles or first == 0 or "other" not in tokens[first - 1].roles:
        return first
    start = first + 1
    while tokens[start].roles.keys() & {"comma", "newline"}:
        start += 1
    is_line_above = any("newline" in token.roles for token in tokens[first:start])
    return start if is_line_above or "doubtful" in roles else first


def is_piece(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether figures are joined to more of a number, a path or a symbol, as in `A/16/05/2007`."""
    before, after = first - 1, last + 1
    if before >= 0 and tokens[before].end == tokens[first].start:
        if _GLUE & tokens[before].roles.keys():
            return True
        if "dash" in tokens[before].roles and before > 0 and "other" in tokens[before - 1].roles:
            return tokens[before - 1].end == tokens[before].start
    return (
        after < len(tokens)
        and tokens[after].start == tokens[last].end
        and bool(_GLUE & tokens[after].roles.keys())
    )


def _in_figures(match: Match[str], inside: Sequence[Token], *, month_first: bool) -> tuple[Day, ...]:
    """The days of `2007-05-16`, `16/05/2007`, `14-16.05.2007`, `14.05-16.05.2007` or `16/05`; none where
    the figures are too bare to be a date."""
    numbers = [token for token in inside if "number" in token.roles]
    weekday = next((token.roles["weekday"] for token in inside if "weekday" in token.roles), None)
    values = [token.roles["number"] for token in numbers]
    if match.lastgroup == "iso_date":
        return (Day(values[2], values[1], values[0]),)
    if match.lastgroup == "day_month":
        day, month = values if not month_first else reversed(values)
        is_day = 1 <= month <= 12 and day <= 31 and numbers[1].end - numbers[1].start == 2
        return (Day(day, month, None, weekday, swappable=day <= 12 and day != month),) if is_day else ()
    *earlier, day, month, year = values
    if "year" not in numbers[-1].roles:
        if "slash" not in inside[-2].roles and not _has_full_width(inside, numbers):
            return ()
        year = _full(year)
    is_month_first = day <= 12 and (month_first or month > 12)
    if is_month_first:
        day, month = month, day
    last = Day(day, month, year, None if earlier else weekday, swappable=day <= 12 >= month != day)
    if not earlier:
        return (last,)
    opening, opening_month = (*earlier, month)[:2]
    if is_month_first and len(earlier) > 1:
        opening, opening_month = opening_month, opening
    return (Day(opening, opening_month, year, weekday), replace(last, joint="to"))


def _has_full_width(inside: Sequence[Token], numbers: Sequence[Token]) -> bool:
    """`16.05.07` is a date, `3.5.10` a version and `16-05-07` either way round."""
    return "point" in inside[-2].roles and all(token.end - token.start == 2 for token in numbers[-3:])


def _full(short_year: int) -> int:
    return short_year + (1900 if short_year >= _CENTURY_TURN else 2000)


def _in_words(inside: Sequence[Token], form: str) -> tuple[Day, ...]:
    """The days of a date with the name of its month."""
    named = [token.roles for token in inside if "month" in token.roles]
    month = next((roles for roles in named if "weekday" not in roles), named[0])["month"]
    days: list[Day] = []
    year: int | None = None
    weekday: int | None = None
    is_past_month = False
    joint: Joint = "and"
    before: Roles = {}
    for token in inside:
        roles = token.roles
        if roles.get("month") == month:
            is_past_month = True
        elif "weekday" in roles:
            weekday = roles["weekday"]
        elif "year" in roles:
            year = roles["year"]
        elif "number" in roles and ("apostrophe" in before or (form == "day_first" and is_past_month)):
            year = _full(roles["number"])
        elif "number" in roles:
            days.append(Day(roles["number"], month, None, weekday, joint if days else None))
            weekday, joint = None, "and"
        elif "to" in roles:
            joint = "to"
        before = roles
    if weekday is not None:
        days[-1] = replace(days[-1], weekday=weekday)
    return tuple(replace(day, year=year) for day in days)


def _with_days_before(
    tokens: Sequence[Token], first: int, days: tuple[Day, ...]
) -> tuple[int, tuple[Day, ...]]:
    """`14, 15 May` and `14-16, 21 May`: a number and a comma before a date are a day of the list where it is
    the day before, or ends a span; other numbers are of something else ("Room 3, 16 May")."""
    while first > 1 and "comma" in tokens[first - 1].roles:
        number = tokens[first - 2].roles.get("day", 0)
        span = tokens[first - 4 : first - 2] if first > 3 else ()
        opening = span[0].roles.get("day", 0) if span and "to" in span[1].roles else 0
        is_span = 0 < opening < number < days[0].day
        if number != days[0].day - 1 and not is_span:
            break
        earlier = [opening, number] if is_span else [number]
        first -= 2 * len(earlier)
        added = [
            Day(day, days[0].month, days[0].year, joint="to" if i else None) for i, day in enumerate(earlier)
        ]
        days = (*added, replace(days[0], joint="and"), *days[1:])
    return first, days


def _joint_between(
    tokens: Sequence[Token], grammar: Grammar, before: DatePhrase, after: DatePhrase
) -> Joint | None:
    """How two dates in a row belong together, if they do: `30 April - 2 May`, `14 May and 16 May`."""
    between = tokens[before.last + 1 : after.first]
    if not between or not grammar.between_dates.fullmatch(kinds_of(between)):
        return None
    if any("to" in token.roles for token in between) or _follows_from(tokens, before.first):
        return "to"
    return "and"


def _as_range_after_from(tokens: Sequence[Token], first: int, days: tuple[Day, ...]) -> tuple[Day, ...]:
    """`between 9 and 19 May` is a span although its joint is `and`."""
    if len(days) == 2 and days[1].joint == "and" and _follows_from(tokens, first):
        return (days[0], replace(days[1], joint="to"))
    return days


def _follows_from(tokens: Sequence[Token], first: int) -> bool:
    before = next((token.roles for token in reversed(tokens[:first]) if "article" not in token.roles), {})
    return "from" in before


def _with_years(days: tuple[Day, ...]) -> tuple[Day, ...]:
    """A year printed once holds for the days before it, and for those after it; a span over New Year starts
    in the year before."""
    filled = list(days)
    for i in range(len(filled) - 2, -1, -1):
        later = filled[i + 1]
        if filled[i].year is None and later.year is not None:
            filled[i] = replace(filled[i], year=later.year - (filled[i].month > later.month))
    for i in range(1, len(filled)):
        earlier = filled[i - 1]
        if filled[i].year is None and earlier.year is not None:
            filled[i] = replace(filled[i], year=earlier.year + (filled[i].month < earlier.month))
    return tuple(filled)
