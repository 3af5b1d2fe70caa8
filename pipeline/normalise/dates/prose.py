"""The days of the events, from the prose before a report's table; and how the document writes figures.

The year of a date in a cell is often nowhere near it, and prose is full of other dates: of earlier
meetings, of a symposium within the events. So the span of the events is looked for in the heading first,
then in sentences about the events as a whole, and one span within another never wins.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from pipeline.findings import notice
from pipeline.fold import Text, evidence_of
from pipeline.lexicon import Lexicon
from pipeline.model import Evidence, Notice, Paragraph, Value
from pipeline.normalise.dates.days import date_phrases, is_piece
from pipeline.normalise.dates.grammar import grammar_of
from pipeline.normalise.dates.known import Period
from pipeline.normalise.dates.numbers import HAN_DIGITS
from pipeline.normalise.dates.phrases import DatePhrase, Day
from pipeline.normalise.dates.resolve import PRINTED

_HAS_DIGIT = re.compile(rf"[\d{HAN_DIGITS}]")
_SENTENCE_END = re.compile(r"[.!?。।؟…][\"')\]]*\s*$")
_SENTENCE_BREAK = re.compile(r"[.!?؟][\"')\]]*\s+(?=[^\Wa-z\d_])|[。]")
_IN_FIGURES = re.compile(r"(?<![\w./-])(\d{1,2})([./-])(\d{1,2})\2(?:\d{4}|(?<=/)\d{2})(?![\w/-]|\.\d)")


_REACH = 40
"""Tokens before a date in which words such as "since" are looked for."""


@dataclass(frozen=True, slots=True)
class StatedSpan:
    """A span of days stated in prose. `years` are the years that its sentence names otherwise, for a span
    without one; `is_heading` tells that it stands before the first sentence, `is_of_events` that its sentence
    speaks of the events; `order` is its place in the prose."""

    start: Day
    end: Day
    evidence: tuple[Evidence, ...]
    years: tuple[Value[int], ...]
    is_heading: bool
    is_of_events: bool
    order: int

    @property
    def days(self) -> tuple[tuple[int, int], tuple[int, int], int | None]:
        """Month and day of the first and the last day, and the year."""
        return _comparable(self.start), _comparable(self.end), self.start.year

    def contains(self, other: StatedSpan) -> bool:
        """Whether all days of `other`, which is another span, are days of this one."""
        start, end = _comparable(self.start), _comparable(self.end)
        inner = _comparable(other.start), _comparable(other.end)
        same_year = None in {self.start.year, other.start.year} or self.start.year == other.start.year
        return same_year and start <= inner[0] and inner[1] <= end and (start, end) != inner


@dataclass(frozen=True, slots=True)
class Prose:
    """What the text before a table states: spans of days, full dates with their place in the prose, and the
    years that its heading and its sentences about the events name."""

    spans: tuple[StatedSpan, ...]
    dates: tuple[tuple[int, Value[date]], ...]
    heading_years: tuple[Value[int], ...]
    event_years: tuple[Value[int], ...]


def report_period(
    paragraphs: Sequence[Paragraph], lexicon: Lexicon
) -> tuple[Period | None, Value[int] | None, tuple[Notice, ...]]:
    """The span of the events that a report states before its table, and the nearest evidence of their year.

    The second is there also where the first is None: a report may date itself without saying
    from when to when its events were. Where spans contradict each other, none is taken and a notice says so.
    """
    prose = read_prose(paragraphs, lexicon)
    span, notices = _choose(prose)
    if span is None:
        date_years = [_year_of(found) for _, found in prose.dates]
        return None, _only(prose.heading_years or prose.event_years or date_years), notices
    year = _year_for(span, prose)
    if year is None:
        return None, None, (*notices, notice("period-without-year", span.evidence, field="events_start"))
    period = _period(span, year)
    if period is None:
        return None, year, (*notices, notice("date-impossible", span.evidence, field="events_start"))
    return period, year, notices


def sentences_of(paragraphs: Sequence[Paragraph], words: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """The whole sentences of `paragraphs` that some words of theirs stand in, each once."""
    by_place = {replace(paragraph.locator, page=None): paragraph for paragraph in paragraphs}
    found: list[Evidence] = []
    for part in words:
        paragraph = by_place[replace(part.locator, page=None)]
        ends = [0, *(match.end() for match in _SENTENCE_BREAK.finditer(paragraph.text)), len(paragraph.text)]
        start = max(end for end in ends if end <= part.span.start)
        end = min(end for end in ends if end >= part.span.end)
        text = paragraph.text[start:end]
        trimmed = start + len(text) - len(text.lstrip()), start + len(text.rstrip())
        found.extend(evidence_of(paragraph, *trimmed))
    return tuple(dict.fromkeys(found))


def read_prose(paragraphs: Sequence[Paragraph], lexicon: Lexicon) -> Prose:
    """Every span of days, full date and year of a heading that the paragraphs state."""
    spans: list[StatedSpan] = []
    dates: list[tuple[int, Value[date]]] = []
    heading_years: list[Value[int]] = []
    event_years: list[Value[int]] = []
    is_heading = True
    for paragraph in paragraphs:
        is_sentence = _SENTENCE_END.search(paragraph.text) is not None
        if not _HAS_DIGIT.search(paragraph.text):
            is_heading = is_heading and not is_sentence
            continue
        reader = _ParagraphReader(paragraph, lexicon)
        is_heading = is_heading and (not is_sentence or reader.is_date_line)
        if is_heading:
            heading_years.extend(reader.years(range(len(reader.tokens))))
        else:
            event_years.extend(reader.event_years())
        for phrase in reader.phrases:
            order = len(spans) + len(dates)
            if reader.is_of_others(phrase):
                continue
            if len(phrase.days) > 1:
                spans.append(reader.span(phrase, order, is_heading=is_heading))
            elif found := reader.full_date(phrase):
                dates.append((order, found))
    return Prose(tuple(spans), tuple(dates), tuple(heading_years), tuple(event_years))


class _ParagraphReader:
    """One paragraph of prose: its tokens and the dates among them."""

    def __init__(self, paragraph: Paragraph, lexicon: Lexicon) -> None:
        grammar = grammar_of(lexicon)
        self.text = Text([paragraph])
        self.tokens = grammar.words.tokens(self.text.text)
        ends = [i for i, token in enumerate(self.tokens) if "stop" in token.roles]
        self._bounds = [0, *ends, len(self.tokens)]
        self._sentences: dict[int, tuple[tuple[Value[int], ...], bool]] = {}
        self.phrases = [phrase for phrase in date_phrases(self.tokens, grammar) if not phrase.leans]

    @property
    def is_date_line(self) -> bool:
        """Whether there is little but dates: "Женева, 14–16 мая 2007 г." is no sentence."""
        dates = sum(self.tokens[p.last].end - self.tokens[p.first].start for p in self.phrases)
        return 2 * dates > len(self.text.text)

    def evidence(self, first: int, last: int) -> tuple[Evidence, ...]:
        """Where the tokens `first` to `last` stand."""
        return self.text.evidence(self.tokens[first].start, self.tokens[last].end)

    def years(self, positions: Iterable[int]) -> list[Value[int]]:
        """The years among some tokens, but for numbers of documents."""
        return [
            Value(self.tokens[i].roles["year"], self.evidence(i, i), "dates.year")
            for i in positions
            if "year" in self.tokens[i].roles
            and "counted" not in self.tokens[i].roles
            and not is_piece(self.tokens, i, i)
            and not self._leads_elsewhere(i, {"other_event", "other_time"})
        ]

    def span(self, phrase: DatePhrase, order: int, *, is_heading: bool) -> StatedSpan:
        """A span of days with what its sentence says."""
        years, is_of_events = self._sentence(bisect_right(self._bounds, phrase.first) - 1)
        evidence = self.evidence(phrase.first, phrase.last)
        return StatedSpan(phrase.days[0], phrase.days[-1], evidence, years, is_heading, is_of_events, order)

    def is_of_others(self, phrase: DatePhrase) -> bool:
        """Whether a date is of something else than the events: "since the first phase (10-12 December 2003)",
        "the next forum from 13 to 17 May". A single day before the events may well tell their year."""
        others = {"other_event", "other_time"} if len(phrase.days) > 1 else {"other_event"}
        return self._leads_elsewhere(phrase.first, others)

    def _leads_elsewhere(self, position: int, others: set[str]) -> bool:
        """Whether a word before a token, back to the last comma or stop, has one of the roles `others`."""
        names_events = False
        for token in reversed(self.tokens[max(0, position - _REACH) : position]):
            roles = token.roles.keys()
            if "stop" in roles:
                return False
            if roles & (others - {"other_time"} if names_events else others):
                return True
            if "comma" in roles:
                return False
            names_events = names_events or "events" in roles
        return False

    def full_date(self, phrase: DatePhrase) -> Value[date] | None:
        """A single day with its year."""
        day = phrase.days[0]
        found = day.in_year(day.year) if day.year else None
        return Value(found, self.evidence(phrase.first, phrase.last), PRINTED) if found else None

    def event_years(self) -> list[Value[int]]:
        """The years that sentences about the events name."""
        sentences = (self._sentence(number) for number in range(len(self._bounds) - 1))
        return [year for years, is_of_events in sentences if is_of_events for year in years]

    def _sentence(self, number: int) -> tuple[tuple[Value[int], ...], bool]:
        """The years that a sentence names, and whether it speaks of the events."""
        if number not in self._sentences:
            start, end = self._bounds[number : number + 2]
            is_of_events = any("events" in token.roles for token in self.tokens[start:end])
            self._sentences[number] = tuple(self.years(range(start, end))), is_of_events
        return self._sentences[number]


def _choose(prose: Prose) -> tuple[StatedSpan | None, tuple[Notice, ...]]:
    """The span of the events: of the heading, else of sentences about the events, else of any; within each,
    one that no other contains, and of several the one in the heading's year."""
    headed = [span for span in prose.spans if span.is_heading]
    general = [span for span in prose.spans if span.is_of_events]
    said = {span.days: span for span in reversed(headed or general or prose.spans)}
    distinct = [span for span in said.values() if not any(other.contains(span) for other in said.values())]
    if len(distinct) > 1:
        years = {year.value for year in prose.heading_years}
        distinct = [span for span in distinct if span.start.year in years] or distinct
    if len(distinct) == 1:
        return distinct[0], ()
    words = tuple(part for span in reversed(distinct) for part in span.evidence)
    return None, (notice("period-unclear", words, field="events_start"),) if distinct else ()


def _year_for(span: StatedSpan, prose: Prose) -> Value[int] | None:
    """The year of a span: its own; else the one that its sentence and the heading name, where these agree;
    else that of the last full date before it, unless that date would then come after it; else the one
    that other sentences about the events name."""
    if span.start.year is not None:
        return Value(span.start.year, span.evidence, PRINTED)
    named = [*span.years, *prose.heading_years]
    if named:
        return _only(named)
    before = [found for order, found in prose.dates if order < span.order]
    if before and (before[-1].value.month, before[-1].value.day) <= _comparable(span.start):
        return _year_of(before[-1])
    return None if before else _only(prose.event_years)


def _period(span: StatedSpan, year: Value[int]) -> Period | None:
    start = span.start.in_year(year.value)
    end = span.end.in_year(year.value + (_comparable(span.end) < _comparable(span.start)))
    if start is None or end is None or end < start:
        return None
    return Period(start, end, tuple(dict.fromkeys((*span.evidence, *year.evidence))))


def _only(years: Sequence[Value[int]]) -> Value[int] | None:
    """The year that all name, by the last that names it."""
    return years[-1] if len({year.value for year in years}) == 1 else None


def _year_of(found: Value[date]) -> Value[int]:
    return Value(found.value.year, found.evidence, "dates.year")


def _comparable(day: Day) -> tuple[int, int]:
    return day.month, day.day


def day_order(paragraphs: Iterable[Paragraph]) -> tuple[bool | None, tuple[Notice, ...]]:
    """Whether a document's dates in figures have the day first (`13/05/2007`), False for the month first,
    None where they show neither or, with a notice, both."""
    shown: dict[bool, tuple[Evidence, ...]] = {}
    for paragraph in paragraphs:
        if not _HAS_DIGIT.search(paragraph.text):
            continue
        text = Text([paragraph])
        for match in _IN_FIGURES.finditer(text.text):
            first, second = int(match[1]), int(match[3])
            if (first > 12) != (second > 12):
                shown.setdefault(first > 12, text.evidence(*match.span()))
    if len(shown) == 2:
        return None, (notice("date-figures-mixed", (*shown[True], *shown[False]), field="date"),)
    return next(iter(shown), None), ()
