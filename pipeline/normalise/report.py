"""What the words before the table say of the report as a whole: title, days and place of the events."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from pipeline.findings import notice
from pipeline.fold import Text, key
from pipeline.lexicon import Lexicon, alternation
from pipeline.model import Notice, Paragraph, Value
from pipeline.normalise.dates import Known, Period, report_period, sentences_of
from pipeline.register import Place, PlaceMention, Register

_SYMBOL = re.compile(r"[\w./()\[\]:-]*\d[\w./()\[\]:-]*")
"""A document symbol such as A/60/687 or WSIS-FU/3-E: one word with a digit."""
_CONTENTS_LINE = re.compile(r"[^\n]*(?:\.{3,}|(?:\. ){3,}|…|\t)\s*\d{1,3}\s*")
"""A line of a list of contents: it ends with dots or a tab, and a page number."""


@dataclass(frozen=True, slots=True)
class Report:
    """Values of the documents table (and `timezone`), and what the meetings' normalisers may lean on."""

    values: Mapping[str, Value[object]]
    known: Known
    notices: tuple[Notice, ...]


def read_report(prose: Sequence[Paragraph], lexicon: Lexicon, register: Register) -> Report:
    """The report-level values stated in `prose`, the paragraphs before the table."""
    period, year, notices = report_period(prose, lexicon)
    values: dict[str, Value[object]] = {}
    title = _title(prose, period, lexicon, register)
    if title:
        values["title"] = title
    if period:
        values["events_start"] = Value(period.start, period.evidence, "dates.period")
        values["events_end"] = Value(period.end, period.evidence, "dates.period")
    place, mention, place_notices = _place(prose, period, lexicon, register)
    timezone = None
    if place and mention:
        values["place"] = place
        timezone = mention.place.timezone or None
        if timezone:
            values["timezone"] = Value(timezone, place.evidence, "report.timezone")
    basis = period.evidence if period else year.evidence if year else ()
    known = Known(period=period, year=year, timezone=timezone, sentences=sentences_of(prose, basis))
    return Report(values, known, (*notices, *place_notices))


def _title(
    prose: Sequence[Paragraph], period: Period | None, lexicon: Lexicon, register: Register
) -> Value[object] | None:
    """The first paragraph that is more than a date line, a document symbol, a letterhead or a list of
    contents."""
    dated = {part.locator for part in period.evidence} if period else set()
    for paragraph in prose:
        text = Text([paragraph])
        words = text.text.strip()
        is_date_line = paragraph.locator in dated and len(words) < 2 * _length(period)
        if (
            any(character.isalpha() for character in words)
            and not _SYMBOL.fullmatch(words)
            and not _front_matter(lexicon).fullmatch(words)
            and not _CONTENTS_LINE.fullmatch(paragraph.text)
            and not register.find(words)
            and not is_date_line
        ):
            evidence = text.evidence(0, len(text.text))
            return Value(text.printed(0, len(text.text)), evidence, "report.title")
    return None


@lru_cache(maxsize=64)
def _front_matter(lexicon: Lexicon) -> re.Pattern[str]:
    return re.compile(rf"{alternation(lexicon.reports.front_matter)}\s*(?::.*)?", re.IGNORECASE)


def _length(period: Period | None) -> int:
    return sum(len(part.text) for part in period.evidence) if period else 0


def _place(
    prose: Sequence[Paragraph], period: Period | None, lexicon: Lexicon, register: Register
) -> tuple[Value[object] | None, PlaceMention | None, list[Notice]]:
    """The city named where the days of the events are, best after "in" or at the head of a date line;
    else the one that the text names so elsewhere. Two such cities leave the place open."""
    dated = {part.locator for part in period.evidence} if period else set()
    found: list[tuple[int, Text, PlaceMention]] = []
    for paragraph in prose:
        text = Text([paragraph])
        for named in register.places_in(text.text):
            mention = _city(text, named, register)
            if mention is None:
                continue
            is_located = _is_located(text, mention, lexicon)
            if is_located or not _names_something_else(text, mention, lexicon):
                found.append((2 * (paragraph.locator in dated) + is_located, text, mention))
    best = max((rank for rank, _, _ in found), default=0)
    cities: dict[Place, tuple[Text, PlaceMention]] = {}
    for rank, text, mention in found:
        if rank == best:
            cities.setdefault(mention.place, (text, mention))
    if not cities:
        return None, None, []
    text, mention = next(iter(cities.values()))
    end = _end_of_city(text, mention, register)
    evidence = text.evidence(mention.start, end)
    if len(cities) > 1:
        names = ", ".join(text.printed(m.start, m.end) for text, m in cities.values())
        return None, None, [notice("place-open", evidence, field="place", places=names)]
    return Value(text.printed(mention.start, end), evidence, "report.place"), mention, []


def _city(text: Text, mention: PlaceMention, register: Register) -> PlaceMention | None:
    """The city that is named, by itself or behind its venue ("United Nations Headquarters, New York")."""
    if mention.place.kind == "city":
        return mention
    _, comma, city = text.text[mention.start : mention.end].rpartition(",")
    found = register.place(city.strip()) if comma else None
    start = mention.end - len(city.lstrip())
    return PlaceMention(start, mention.end, found) if found and found.kind == "city" else None


def _end_of_city(text: Text, mention: PlaceMention, register: Register) -> int:
    """Where the city's own name ends in "Geneva, Switzerland"."""
    comma = text.text.find(",", mention.start, mention.end)
    is_enough = comma > 0 and register.place(text.text[mention.start : comma]) == mention.place
    return comma if is_enough else mention.end


def _names_something_else(text: Text, mention: PlaceMention, lexicon: Lexicon) -> bool:
    """Whether a word follows directly, of whose name the city is then part: "the Tunis phase", but not
    "Paris and Geneva"."""
    after = text.text[mention.end :].lstrip(" ")
    joiners = re.compile(alternation(lexicon.meetings.title_joiners), re.IGNORECASE)
    return after[:1].isalpha() and not joiners.match(after)


def _is_located(text: Text, mention: PlaceMention, lexicon: Lexicon) -> bool:
    """Whether the words say that something is there: a preposition before the name ("in Geneva"), or
    the name at the head of a line and followed by a comma ("Geneva, 9-19 May"). "Tunis Agenda" is neither."""
    before = text.text[: mention.start].rstrip(" ")
    after = text.text[mention.end :].lstrip(" ")
    if not before or before.endswith(("\n", "(")):
        return after[:1] in {",", ":", ")", "，", "،", ""}
    return any(
        key(before).split()[-1:] == [key(word)] or (not word.isascii() and before.endswith(word))
        for word in lexicon.reports.place_before
    )
