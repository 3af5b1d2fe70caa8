"""Printed time zones as IANA names."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from pipeline.findings import notice
from pipeline.model import Evidence, Notice, Value
from pipeline.normalise.dates.phrases import ZonePhrase


def read_zone(
    phrase: ZonePhrase, day: date | None, place_zone: str | None, printed: tuple[Evidence, ...]
) -> tuple[Value[object] | None, list[Notice]]:
    """The zone of the place where it has the printed offset on that day, else the printed one.

    A fixed offset is named as IANA does (`Etc/GMT-2` is two hours east); one that is no whole hour has
    no such name and is left with a notice.
    """
    notices: list[Notice] = []
    if place_zone and day:
        noon = datetime.combine(day, time(12))
        printed_offset = _offset(phrase.zone, noon) + timedelta(minutes=phrase.offset)
        if _offset(place_zone, noon) == printed_offset:
            return Value(place_zone, printed, "dates.zone-of-place"), []
        notices.append(notice("zone-differs", printed, field="timezone", zone=place_zone))
    hours, minutes = divmod(abs(phrase.offset), 60)
    if minutes:
        return None, [*notices, notice("zone-unnamed", printed, field="timezone")]
    if phrase.offset:
        sign = "-" if phrase.offset > 0 else "+"
        return Value(f"Etc/GMT{sign}{hours}", printed, "dates.zone-offset"), notices
    return Value(phrase.zone, printed, "dates.zone"), notices


def _offset(zone: str, moment: datetime) -> timedelta:
    return moment.replace(tzinfo=ZoneInfo(zone)).utcoffset() or timedelta()
