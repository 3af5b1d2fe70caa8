"""What a text states: dates, times and time zones as printed, and where."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

Joint = Literal["to", "and"]
Need = Literal["nothing", "line", "date"]


@dataclass(frozen=True, slots=True)
class Day:
    """A day as printed; `year` is None where none is. `joint` says how it follows the day before it in its
    phrase, `swappable` that day and month are figures that could be read the other way round."""

    day: int
    month: int
    year: int | None = None
    weekday: int | None = None
    joint: Joint | None = None
    swappable: bool = False

    def in_year(self, year: int) -> date | None:
        """The date in the year printed, else in `year`; None where the calendar has no such day."""
        try:
            return date(self.year or year, self.month, self.day)
        except ValueError:
            return None


@dataclass(frozen=True, slots=True)
class DatePhrase:
    """Tokens `first` to `last` state `days`; `leans` where they are a date only beside a time or on a line
    of their own (`3 may`, `16/05`)."""

    first: int
    last: int
    days: tuple[Day, ...]
    leans: bool


@dataclass(frozen=True, slots=True)
class Clock:
    """Tokens `first` to `last` state a time: minutes from midnight, of which 1440 is the end of a day."""

    first: int
    last: int
    minutes: int


@dataclass(frozen=True, slots=True)
class TimePhrase:
    """Tokens `first` to `last` state when something starts, ends or both, and neither where that is
    impossible. `needs` is what makes the figures a time: a date beside them (`2-3 hours`), or else a line
    of their own (`10.30`, `1000-1300`)."""

    first: int
    last: int
    start: Clock | None
    end: Clock | None
    needs: Need


@dataclass(frozen=True, slots=True)
class ZonePhrase:
    """Tokens `first` to `last` name a time zone: an IANA name, and the minutes east of it."""

    first: int
    last: int
    zone: str
    offset: int


Phrase = DatePhrase | TimePhrase | ZonePhrase
