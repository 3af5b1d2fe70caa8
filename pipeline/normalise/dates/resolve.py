"""From what is printed to dates: missing years, figures in either order, and what does not agree."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from pipeline.findings import notice
from pipeline.model import Evidence, Notice
from pipeline.normalise.dates.known import Known
from pipeline.normalise.dates.names import names_of
from pipeline.normalise.dates.phrases import Day

PRINTED, INFERRED_YEAR = "dates.printed", "dates.inferred-year"
"""Rules of a date with its own year, and of one whose year stands elsewhere."""

_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Resolved:
    """The dates of some days in a row; `basis` is the words that the year was inferred from, none where it is
    printed."""

    dates: tuple[date, ...]
    basis: tuple[Evidence, ...]
    rule: str


def resolve(
    days: Sequence[Day], known: Known, printed: tuple[Evidence, ...]
) -> tuple[Resolved | None, list[Notice]]:
    """The dates of `days`, with what a person should know; None where one of them cannot be known."""
    days = _in_likely_order(days, known)
    impossible = [day for day in days if day.in_year(2000) is None]
    year, basis = _year(days[0], known)
    if impossible or (year is not None and any(day.in_year(year) is None for day in days)):
        return None, [notice("date-impossible", printed, field="date")]
    if year is None:
        edtf = f"XXXX-{days[0].month:02}-{days[0].day:02}"
        return None, [notice("date-without-year", printed, field="date", edtf=edtf)]
    dates = tuple(_in_a_row(days, year))
    rule = INFERRED_YEAR if basis else PRINTED
    notices = list(_doubts(days, dates, known, printed))
    if basis:
        words = " … ".join(part.text for part in basis)
        notices.append(notice("year-inferred", printed, field="date", year=str(dates[0].year), words=words))
    return Resolved(dates, basis, rule), notices


def _year(day: Day, known: Known) -> tuple[int | None, tuple[Evidence, ...]]:
    """The year of `day` and the words that it comes from: none where it is printed with the day, else those
    of the day row above, of the period, or of the nearest date in the report."""
    if day.year is not None:
        return day.year, ()
    if known.day is not None and isinstance(known.day.value, date):
        return known.day.value.year, known.day.evidence
    if known.period is not None:
        years = (known.period.start.year, known.period.end.year)
        dates = ((year, day.in_year(year)) for year in years)
        inside = next((year for year, found in dates if found and known.period.holds(found)), years[0])
        return inside, known.sentences or known.period.evidence
    if known.year is not None:
        return known.year.value, known.sentences or known.year.evidence
    return None, ()


def _in_a_row(days: Sequence[Day], year: int) -> Iterator[date]:
    """The date of each day; where only the first one's year is known, the next after December is later."""
    before: Day | None = None
    for day in days:
        if before is not None and day.year is None and (before.month, day.month) == (12, 1):
            year += 1
        found = day.in_year(year)
        if found is not None:
            yield found
        before = day


def _in_likely_order(days: Sequence[Day], known: Known) -> Sequence[Day]:
    """Figures that say `day, month` in either order are read in the one that falls into the period, where
    the document does not show its order."""
    period = known.period
    if period is None or known.day_first is not None or len(days) > 1 or not days[0].swappable:
        return days
    swapped = replace(days[0], day=days[0].month, month=days[0].day)
    as_printed, other = (day.in_year(period.start.year) for day in (days[0], swapped))
    if as_printed and other and not period.holds(as_printed) and period.holds(other):
        return (swapped,)
    return days


def _doubts(
    days: Sequence[Day], dates: Sequence[date], known: Known, printed: tuple[Evidence, ...]
) -> Iterator[Notice]:
    for day, found in zip(days, dates, strict=True):
        if day.weekday not in {None, found.isoweekday()}:
            weekday = _weekday(found)
            yield notice("weekday-differs", printed, field="date", date=str(found), weekday=weekday)
    first, last = dates[0], dates[-1]
    if last < first:
        yield notice("date-ends-before-start", printed, field="end_date", start=str(first), end=str(last))
    if _has_gap(days, dates):
        listed = ", ".join(map(str, dates))
        yield notice("date-several-days", printed, field="end_date", dates=listed)
    period = known.period
    if period is not None and not (period.holds(first) and period.holds(last)):
        opening, closing = str(period.start), str(period.end)
        yield notice(
            "date-outside-period", printed, field="date", date=str(first), start=opening, end=closing
        )
    if known.day is not None and known.day.value not in dates:
        yield notice("day-row-differs", printed, field="date", date=str(first), day=str(known.day.value))


def _has_gap(days: Sequence[Day], dates: Sequence[date]) -> bool:
    """Whether days are listed one by one with others between them."""
    pairs = zip(days[1:], dates[:-1], dates[1:], strict=True)
    return any(day.joint == "and" and after > before + _ONE_DAY for day, before, after in pairs)


def _weekday(day: date) -> str:
    return next(name for name, number in names_of("en").weekdays if number == day.isoweekday())
