"""What is known beforehand when the dates of one cell are read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pipeline.model import Evidence, Value


@dataclass(frozen=True, slots=True)
class Period:
    """First and last day of the events as the report states them; `evidence` is the words, and where the
    year stands elsewhere, those of the year as well."""

    start: date
    end: date
    evidence: tuple[Evidence, ...]

    def holds(self, day: date) -> bool:
        """Whether `day` is one of the period's."""
        return self.start <= day <= self.end


@dataclass(frozen=True, slots=True)
class Known:
    """Hints for the cells of one report.

    `year` is the nearest evidence of the year where no period is stated in full; `sentences` are those that
    the year of either stands in. `day_first` is how the document writes dates in figures (None: open, then
    the day comes first; see `day_order`). `day` is the date of the day row above. `timezone` is the IANA
    zone of the place, to check a printed zone by.
    """

    period: Period | None = None
    year: Value[int] | None = None
    day_first: bool | None = None
    day: Value[object] | None = None
    sentences: tuple[Evidence, ...] = ()
    timezone: str | None = None
