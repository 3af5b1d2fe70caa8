"""When a meeting took place, from the words of its own cell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, time, timedelta
from itertools import groupby

from pipeline.findings import notice
from pipeline.fold import Text, Use
from pipeline.lexicon import Lexicon
from pipeline.model import Evidence, Notice, Outcome, Reading, Value
from pipeline.normalise.dates.groups import Group, Statements
from pipeline.normalise.dates.known import Known
from pipeline.normalise.dates.phrases import Clock, DatePhrase, TimePhrase, ZonePhrase
from pipeline.normalise.dates.resolve import INFERRED_YEAR, resolve
from pipeline.normalise.dates.words import Token
from pipeline.normalise.dates.zones import read_zone

_EVENING, _SMALL_HOURS, _MIDNIGHT = 18 * 60, 6 * 60, 24 * 60


def read_when(text: Text, lexicon: Lexicon, known: Known) -> Outcome:
    """When the meeting of a cell took place; what was understood is taken from `text`.

    Gives one reading of the meetings table (none where nothing was read) with those of `date`,
    `end_date`, `year_basis`, `start_time`, `end_time` and `timezone` that the words tell. A time without a
    date gets the date of the day row above (`known.day`). What cannot be known is missing, with a notice
    that quotes the words.
    """
    cell = _Cell(text, lexicon, known)
    cell.read()
    readings = (Reading("meetings", cell.values),) if cell.values else ()
    return Outcome(readings, tuple(cell.notices))


class _Cell:
    """One cell in reading: its statements, and what has been made of them."""

    def __init__(self, text: Text, lexicon: Lexicon, known: Known) -> None:
        self.text = text
        self.known = known
        month_first = known.day_first is False
        self.statements = Statements(
            text.free, lexicon, month_first=month_first, in_view=known.day is not None
        )
        self.values: dict[str, Value[object]] = {}
        self.notices: list[Notice] = []

    def read(self) -> None:
        """Read the dates, the times that go with them, and what stands in their place."""
        dated = self._chosen([group for group in self.statements.groups if group.dates], "date-unclear")
        timed = [group for group in dated if group.times] or self._chosen(
            [group for group in self.statements.groups if group.times and not group.dates], "time-unclear"
        )
        groups = sorted({*dated, *timed}, key=lambda group: group.span)
        around = sorted({i for group in groups for i in self.statements.surroundings(*group.span)})
        if dated:
            self._read_dates(dated)
        elif timed and self.known.day is not None:
            self._take_day_row(self.known.day)
        if timed:
            self._read_times([phrase for group in timed for phrase in group.times])
        for zone in [phrase for group in groups for phrase in group.zones][:1]:
            self._read_zone(zone)
        if not dated and not timed:
            around = self._instead_of_date()
        self._read_words(around, has_times=bool(timed))
        for i in around:
            self._take(i, i, "mark")

    def _chosen(self, groups: Sequence[Group], check: str) -> list[Group]:
        """The groups that are about the meeting: with both date and time before those on lines of their own,
        and these before others, asides last. Several on lines of their own are its sittings, else `check`
        says that it is unclear."""
        weights = [
            (bool(group.dates and group.times), group.is_alone, not group.is_aside) for group in groups
        ]
        best = max(weights, default=None)
        chosen = [group for group, weight in zip(groups, weights, strict=True) if weight == best]
        if len({group.meaning for group in chosen}) <= 1:
            return chosen[:1]
        if all(group.is_alone for group in chosen):
            return chosen
        words = tuple(part for group in chosen for part in self._evidence(*group.span))
        self.notices.append(
            notice(check, words, field="date" if any(g.dates for g in chosen) else "start_time")
        )
        return []

    def _read_dates(self, groups: Sequence[Group]) -> None:
        phrases = [phrase for group in groups for phrase in group.dates]
        if any(map(self._is_near, phrases)):
            self._leave_dates(phrases)
            return
        words = tuple(part for phrase in phrases for part in self._evidence(phrase.first, phrase.last))
        days = [
            replace(day, joint=day.joint or ("to" if self._goes_on(phrase) else "and"))
            for phrase in phrases
            for day in phrase.days
        ]
        resolved, notices = resolve(days, self.known, words)
        self.notices.extend(notices)
        for phrase in phrases:
            self._take(phrase.first, phrase.last, "value" if resolved else "not-understood")
        if not resolved:
            return
        first, last = (self._evidence(phrase.first, phrase.last) for phrase in (phrases[0], phrases[-1]))
        self.values["date"] = Value(resolved.dates[0], (*first, *resolved.basis), resolved.rule)
        self.values["end_date"] = Value(resolved.dates[-1], (*last, *resolved.basis), resolved.rule)
        basis = "inferred" if resolved.basis else "printed"
        self.values["year_basis"] = Value(basis, resolved.basis or first, resolved.rule)

    def _is_near(self, phrase: DatePhrase) -> bool:
        """Whether words say that the meeting was only near a date, or in its week: "week of 16 May"."""
        return self._with_near_words(phrase) != (phrase.first, phrase.last)

    def _with_near_words(self, phrase: DatePhrase) -> tuple[int, int]:
        first, last = phrase.first, phrase.last
        while first and "article" in self._tokens[first - 1].roles:
            first -= 1
        is_before = first > 0 and "near" in self._tokens[first - 1].roles
        is_after = last + 1 < len(self._tokens) and "near_after" in self._tokens[last + 1].roles
        return first - 1 if is_before else phrase.first, last + is_after

    def _leave_dates(self, phrases: Sequence[DatePhrase]) -> None:
        """Take no day from dates of which one is only near."""
        spans = [self._with_near_words(phrase) for phrase in phrases]
        words = tuple(part for span in spans for part in self._evidence(*span))
        self.notices.append(notice("date-approximate", words, field="date"))
        for span in spans:
            self._take(*span, "not-understood")

    def _take_day_row(self, day: Value[object]) -> None:
        basis = Value("printed", day.evidence, day.rule)
        if day.rule == INFERRED_YEAR:
            basis = Value("inferred", day.evidence, day.rule)
        self.values |= {"date": day, "end_date": day, "year_basis": basis}

    def _read_times(self, phrases: Sequence[TimePhrase]) -> None:
        words = tuple(part for phrase in phrases for part in self._evidence(phrase.first, phrase.last))
        start, end = phrases[0].start, phrases[-1].end
        is_one_span = self._is_from_day_to_day(phrases) or self._is_over_columns(phrases)
        if is_one_span:
            end = phrases[-1].start
        is_known = all(phrase.start or phrase.end for phrase in phrases)
        for phrase in phrases:
            self._take(phrase.first, phrase.last, "mark" if is_known else "not-understood")
        if not is_known:
            self.notices.append(notice("time-impossible", words, field="start_time"))
            return
        if len(phrases) > 1 and not is_one_span:
            self.notices.append(notice("time-several-sittings", words, field="start_time"))
        for name, clock in (("start_time", start), ("end_time", end)):
            if clock:
                self._take(clock.first, clock.last, "value")
                clock_time = time(*divmod(clock.minutes % _MIDNIGHT, 60))
                self.values[name] = Value(clock_time, self._evidence(clock.first, clock.last), "dates.time")
        if start and end and len(phrases) == 1:
            self._check_order(start, end, words)

    def _is_from_day_to_day(self, phrases: Sequence[TimePhrase]) -> bool:
        """Whether two times are those of a first and a last day: "16 May 10:00 - 18 May 13:00"."""
        if len(phrases) != 2 or any(phrase.end for phrase in phrases):
            return False
        later = [phrase for group in self.statements.groups for phrase in group.dates[1:]]
        return any(phrases[0].last < date.first < phrases[1].first and self._goes_on(date) for date in later)

    def _is_over_columns(self, phrases: Sequence[TimePhrase]) -> bool:
        """Whether two times stand in two columns of one row, of which one has the start and one the end."""
        if len(phrases) != 2 or any(phrase.end for phrase in phrases):
            return False
        first, last = (self._evidence(phrase.first, phrase.first)[0].locator for phrase in phrases)
        return first.row == last.row and first.column != last.column

    def _goes_on(self, phrase: DatePhrase) -> bool:
        """Whether "to" or a dash leads from another date to this one."""
        return phrase.first > 0 and "to" in self._tokens[phrase.first - 1].roles

    def _check_order(self, start: Clock, end: Clock, words: tuple[Evidence, ...]) -> None:
        """An end in the small hours is of the next day; any other end before the start is a doubt."""
        first, last = self.values.get("date"), self.values.get("end_date")
        if first and last and first.value != last.value:
            return
        is_over_midnight = start.minutes >= _EVENING and end.minutes <= _SMALL_HOURS
        if end.minutes == _MIDNIGHT or is_over_midnight:
            self.notices.append(notice("time-over-midnight", words, field="end_date"))
            if last and isinstance(last.value, date):
                next_day = last.value + timedelta(days=1)
                self.values["end_date"] = Value(
                    next_day, (*last.evidence, *self.values["end_time"].evidence), "dates.over-midnight"
                )
        elif end.minutes <= start.minutes:
            self.notices.append(notice("time-ends-before-start", words, field="end_time"))

    def _read_zone(self, phrase: ZonePhrase) -> None:
        day = self.values.get("date")
        words = self._evidence(phrase.first, phrase.last)
        value, notices = read_zone(
            phrase, day.value if day and isinstance(day.value, date) else None, self.known.timezone, words
        )
        self.notices.extend(notices)
        self._take(phrase.first, phrase.last, "value" if value else "not-understood")
        if value:
            self.values["timezone"] = value

    def _read_words(self, around: Sequence[int], *, has_times: bool) -> None:
        """Report words that stand with the date, or in its place: "morning session", "TBC"."""
        for roles, check, is_said in (
            ({"sitting", "period"}, "time-part-of-day", not has_times),
            ({"pending"}, "date-provisional" if self.values else "date-pending", True),
        ):
            said = [i for i in around if roles & self._tokens[i].roles.keys()]
            words = tuple(part for i in said for part in self._evidence(i, i))
            if words and is_said:
                self.notices.append(notice(check, words, field="date"))

    def _instead_of_date(self) -> list[int]:
        """The tokens that stand where a date is missing; a month without a day is reported."""
        statements = self.statements
        has_date = any(group.dates for group in statements.groups)
        around: set[int] = set()
        for first, last, edtf in () if has_date else statements.partial_dates():
            if statements.is_alone(first, last) or self.known.day is None:
                words = self._evidence(first, last)
                self.notices.append(notice("date-partial", words, field="date", edtf=edtf))
            if statements.is_alone(first, last):
                self._take(first, last, "not-understood")
                around.update(statements.surroundings(first, last))
        alone = [*statements.alone("pending")]
        if self.known.day is not None:
            alone += statements.alone("sitting")
        for token in alone:
            if token not in around:
                around.update(statements.surroundings(token, token))
        return sorted(around)

    @property
    def _tokens(self) -> Sequence[Token]:
        return self.statements.tokens

    def _evidence(self, first: int, last: int) -> tuple[Evidence, ...]:
        return self.text.evidence(self._tokens[first].start, self._tokens[last].end)

    def _take(self, first: int, last: int, use: Use) -> None:
        """Take what is still free of the tokens `first` to `last`; a value may be part of a mark."""
        start, end = self._tokens[first].start, self._tokens[last].end
        if use == "value":
            self.text.take(start, end, use)
            return
        for present, stretch in groupby(self.text.uses[start:end]):
            stop = start + len(list(stretch))
            if present is None:
                self.text.take(start, stop, use)
            start = stop
