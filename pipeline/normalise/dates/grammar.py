"""How dates, times and zones are put together from the parts that `words` finds, in any language.

A pattern is a regular expression over token kinds, one character a token. `{role}` stands for every kind
that has the role, a space for a line break that may stand there.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from pipeline.lexicon import Lexicon
from pipeline.normalise.dates.words import Token, Words, words_of

_MANY = "{0,9}"  # bounds what a hostile text can make the patterns try
_ARTICLES = "{article}{0,2}"
_DAY = (
    f"(?:{_ARTICLES}{{weekday}}{{comma}}? )?{_ARTICLES}{{day}}{{ordinal}}?(?:{{open}}{{weekday}}{{close}})?"
)
_TO = "{to}{dash}?"
_JOINT = f" (?:{{comma}}?{{and}}|{_TO}|{{slash}}) {{from}}?"
_DAYS = f"{_DAY}(?:(?: {{comma}} {_DAY}){_MANY}{_JOINT}{_DAY}){_MANY}"
_MONTH = "(?:{slash}{month}|{open}{month}{close})?"
_YEAR = (
    "(?: (?:{of}|{comma})?{year}{year_mark}?| {open}{year}{close}| {comma}?{apostrophe}{short_year}"
    "| {short_year}(?:{year_mark}"
    "|(?!{colon}|{point}|{hour_mark}|{period}|{other}|{month}|{of}{month}|{slash}"
    "| {to} {hour}(?!{ordinal}?{of}? {month}))))?"
)
_WEEKDAY_AFTER = "(?: {comma}?{weekday}(?!{comma}?{article}?{day})| {open}{weekday}{close})?"
_HYPHENATED = "{day}(?P<hyphen>{dash}|{slash}|{stop}){month}(?P=hyphen)(?:{year}|{short_year})"
_DAY_MONTH_YEAR = f"(?:{_DAYS}|{{counted_day}}{{ordinal}}?) {{of}}? {{month}}{_MONTH}{_YEAR}{_WEEKDAY_AFTER}"

_LATER_DAY = "{article}?{day}(?:{ordinal}|(?!{colon}|{point}|{hour_mark}|{period}))"
_MONTH_DAYS = (
    f"(?:{{weekday}}{{comma}}? )?{{opening_month}}{_MONTH} {_LATER_DAY}"
    f"(?:(?: {{comma}} {_LATER_DAY}){_MANY}{_JOINT}{_LATER_DAY}){_MANY}"
)
_YEAR_AFTER_DAYS = "(?: {comma}?{year}{year_mark}?| {comma}?{apostrophe}{short_year})?"
_MONTH_DAY_YEAR = f"{_MONTH_DAYS}{_YEAR_AFTER_DAYS}{_WEEKDAY_AFTER}"
_YEAR_MONTH_DAY = f"{{year}}(?:{{year_mark}} |{{comma}}?){_MONTH_DAYS}{_WEEKDAY_AFTER}"

_ISO = "{year}(?P<iso>{dash}|{slash}|{point}){month_number}(?P=iso){day}"
_FIGURES = (
    "(?:{weekday}{comma}? )?(?:{day}(?:{slash}|{point}){day} {to} |{day}{stop}? {to} )?"
    "{day}(?P<mark>{slash}|{point}|{dash}){day}(?P=mark)(?:{year}{year_mark}?|{short_year})"
)
_DAY_MONTH_FIGURES = (
    "(?:{weekday}{comma}? )?(?<!{dash}){day}(?:{slash}|{point}){month_number}"
    "(?!{slash}|{point}|{colon}|{hour_mark}|{period}| {to})"
)

DATE = (
    f"(?P<iso_date>{_ISO})|(?P<figures>{_FIGURES})|(?P<year_first>{_YEAR_MONTH_DAY})"
    f"|(?P<day_first>{_HYPHENATED}|{_DAY_MONTH_YEAR})|(?P<month_first>{_MONTH_DAY_YEAR})"
    f"|(?P<day_month>{_DAY_MONTH_FIGURES})"
)
BETWEEN_DATES = f" (?:{{comma}}?{{and}}|{{comma}}|{_TO}|{{slash}}) {{from}}? "
PARTIAL = (
    f"{{month}}{_MONTH} (?:{{of}}|{{comma}})?{{year}}{{year_mark}}?|{{year}}{{year_mark}}?(?: {{month}})?"
)

_HOURS = (
    "(?:{hour}{colon}{minute}(?:{colon}{minute})?|{hour} {hour_mark} {minute} {minute_mark}?"
    "|{hour} {hour_mark}? {half_hour}|{hour}{point}{minute}"
    "|{clock}|{hour}(?!{other}))"
)
_PERIOD_AFTER = "(?: {comma}?{period}| {moment})?"
_CLOCK = f"(?:{{hour}}?{{moment}}|(?:{{period}} )?{_HOURS}(?: {{hour_mark}})?{_PERIOD_AFTER})"
_LEAD = "(?:{at}|{article}|{from}){0,3}"
TIMES = (
    f"{{from}}{_LEAD} (?P<first>{_CLOCK}) {{and}}{_LEAD} (?P<second>{_CLOCK})"
    f"|(?P<start>{_CLOCK})(?: {_TO}{_LEAD} (?P<end>{_CLOCK}))?"
)
ZONE = "{zone}(?:(?:{plus}|{dash})(?:{hour}(?:{colon}{minute})?|{clock}))?"


class Grammar:
    """The patterns over the words of one lexicon."""

    def __init__(self, words: Words) -> None:
        self.words = words
        self.other = words.of("other")[0]
        self.date = self._compile(DATE)
        self.between_dates = self._compile(BETWEEN_DATES)
        self.partial = self._compile(PARTIAL)
        self.times = self._compile(TIMES)
        self.zone = self._compile(ZONE)

    def _compile(self, template: str) -> re.Pattern[str]:
        """`template` with classes of kinds for its roles; a role that no word has matches nothing."""
        newline = self._kinds("newline")
        pattern = re.sub(r"\{(\w+)\}", lambda match: self._kinds(match[1]), template)
        return re.compile(pattern.replace(" ", f"{newline}?"))

    def _kinds(self, role: str) -> str:
        return f"[{kinds}]" if (kinds := self.words.of(role)) else "(?!)"


@lru_cache(maxsize=32)
def grammar_of(lexicon: Lexicon) -> Grammar:
    """The grammar of `lexicon`, compiled once."""
    return Grammar(words_of(lexicon))


def kinds_of(tokens: Sequence[Token]) -> str:
    """The tokens as the patterns see them."""
    return "".join(token.kind for token in tokens)
