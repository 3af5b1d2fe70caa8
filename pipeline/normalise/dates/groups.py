"""Which statements belong together, and how they stand in the text.

Statements with nothing but punctuation and joining words between them are one group ("16 May, at
10:00"). Others in the same text may be about something else.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from pipeline.lexicon import Lexicon
from pipeline.normalise.dates.clocks import time_phrases, zone_phrases
from pipeline.normalise.dates.days import date_phrases
from pipeline.normalise.dates.grammar import grammar_of, kinds_of
from pipeline.normalise.dates.phrases import DatePhrase, Phrase, TimePhrase, ZonePhrase
from pipeline.normalise.dates.words import Token

_AROUND = frozenset(
    {"comma", "dash", "mark", "slash", "open", "close", "sitting", "period", "local_time", "pending"}
)
_BEFORE = _AROUND | {"at", "from", "article", "label"}
_AFTER = _AROUND | {"stop"}
_BETWEEN = _BEFORE | _AFTER | {"and", "newline"}
_ALONE = _BETWEEN | {"numbered", "counted"}
_LONGEST_ASIDE = 50
"""Tokens in which an opening bracket is looked for."""


@dataclass(frozen=True, slots=True)
class Group:
    """Statements that belong together; `is_alone` where their lines hold nothing else, `is_aside` where they
    stand with other words in brackets."""

    phrases: tuple[Phrase, ...]
    is_alone: bool
    is_aside: bool

    @property
    def dates(self) -> tuple[DatePhrase, ...]:
        """The group's dates."""
        return tuple(phrase for phrase in self.phrases if isinstance(phrase, DatePhrase))

    @property
    def times(self) -> tuple[TimePhrase, ...]:
        """The group's times."""
        return tuple(phrase for phrase in self.phrases if isinstance(phrase, TimePhrase))

    @property
    def zones(self) -> tuple[ZonePhrase, ...]:
        """The group's time zones."""
        return tuple(phrase for phrase in self.phrases if isinstance(phrase, ZonePhrase))

    @property
    def meaning(self) -> tuple[object, ...]:
        """What is stated, wherever it stands."""
        days = tuple(phrase.days for phrase in self.dates)
        clocks = (clock for phrase in self.times for clock in (phrase.start, phrase.end))
        return (days, tuple(clock and clock.minutes for clock in clocks))

    @property
    def span(self) -> tuple[int, int]:
        """First and last token."""
        return self.phrases[0].first, self.phrases[-1].last


class Statements:
    """All that a folded text states of dates and times, in groups, with its tokens.

    `in_view` says that the day is known from elsewhere, so that a time may stand without a date; so it may
    where the text holds nothing else.
    """

    def __init__(
        self, text: str, lexicon: Lexicon, *, month_first: bool = False, in_view: bool = False
    ) -> None:
        self._grammar = grammar = grammar_of(lexicon)
        self.tokens: Sequence[Token] = grammar.words.tokens(text)
        self._number_lines()
        dates: list[Phrase] = [*date_phrases(self.tokens, grammar, month_first=month_first)]
        zones: list[Phrase] = [*zone_phrases(self.tokens, grammar)]
        taken = {i for phrase in (*dates, *zones) for i in range(phrase.first, phrase.last + 1)}
        times = time_phrases(self.tokens, grammar, taken)
        phrases = sorted((*dates, *zones, *times), key=lambda phrase: phrase.first)
        groups = self._grouped(phrases)
        in_view = in_view or any(dates) or (len(groups) == 1 and self._holds_nothing_but(groups[0]))
        self.groups = tuple(self._grouped(self._standing(groups, in_view=in_view)))

    def _number_lines(self) -> None:
        """For each token where its line starts and ends, and how many words that do not join come before."""
        count = len(self.tokens)
        self._line_starts, self._line_ends = [0] * count, [count] * count
        self._words_until = [0] * (count + 1)
        for i, token in enumerate(self.tokens):
            is_break = "newline" in token.roles
            self._words_until[i + 1] = self._words_until[i] + _ALONE.isdisjoint(token.roles)
            self._line_starts[i] = i if is_break or not i else self._line_starts[i - 1]
        for i in range(count - 2, -1, -1):
            is_break = "newline" in self.tokens[i + 1].roles
            self._line_ends[i] = i + 1 if is_break else self._line_ends[i + 1]

    def surroundings(self, first: int, last: int) -> list[int]:
        """The tokens `first` to `last` with the joining words and punctuation directly around them, on their
        own lines and on lines next to these that hold nothing else; brackets only in pairs."""
        before, after = first, last
        while before and self._belongs(before - 1, _BEFORE):
            before -= 1
        while after + 1 < len(self.tokens) and self._belongs(after + 1, _AFTER):
            after += 1
        return self._with_brackets_in_pairs(range(before, after + 1))

    def is_alone(self, first: int, last: int) -> bool:
        """Whether the lines of the tokens `first` to `last` hold nothing else but joining words."""
        before = self._words_until[first] - self._words_until[self._line_starts[first]]
        after = self._words_until[self._line_ends[last]] - self._words_until[last + 1]
        return before == after == 0

    def alone(self, role: str) -> Iterator[int]:
        """The tokens of `role` whose line holds nothing else but joining words."""
        for i, token in enumerate(self.tokens):
            if role in token.roles and self.is_alone(i, i):
                yield i

    def partial_dates(self) -> Iterator[tuple[int, int, str]]:
        """Months without a day, and years alone on a line: first and last token, and the date in EDTF."""
        for match in self._grammar.partial.finditer(kinds_of(self.tokens)):
            roles = [token.roles for token in self.tokens[match.start() : match.end()]]
            year = next(found["year"] for found in roles if "year" in found)
            month = next((found["month"] for found in roles if "month" in found), None)
            if month or self.is_alone(match.start(), match.end() - 1):
                yield match.start(), match.end() - 1, f"{year}-{month:02}" if month else str(year)

    def _grouped(self, phrases: Iterable[Phrase]) -> list[Group]:
        runs: list[list[Phrase]] = []
        for phrase in phrases:
            if runs and self._is_joined(runs[-1][-1], phrase):
                runs[-1].append(phrase)
            else:
                runs.append([phrase])
        spans = [(run[0].first, run[-1].last) for run in runs]
        return [
            Group(tuple(run), self.is_alone(*span), self._is_aside(span[0]))
            for run, span in zip(runs, spans, strict=True)
        ]

    def _holds_nothing_but(self, group: Group) -> bool:
        first, last = group.span
        return self._words_until[first] == 0 and self._words_until[last + 1] == self._words_until[-1]

    def _is_aside(self, first: int) -> bool:
        """Whether brackets that open before a token on its line are still open, with other words in them."""
        depth = 0
        for i in range(first - 1, max(self._line_starts[first] - 1, first - _LONGEST_ASIDE), -1):
            roles = self.tokens[i].roles
            depth += ("close" in roles) - ("open" in roles)
            if depth < 0:
                return self._words_until[first] > self._words_until[i]
        return False

    def _is_joined(self, before: Phrase, after: Phrase) -> bool:
        """Whether only joining words part two statements; on different lines both must be alone there, unless
        the one is a date and the other its time."""
        between = [token.roles.keys() for token in self.tokens[before.last + 1 : after.first]]
        if not all(roles & _BETWEEN for roles in between):
            return False
        is_one_line = not any("newline" in roles for roles in between)
        is_pair = type(before) is not type(after)
        return is_one_line or is_pair or all(self.is_alone(p.first, p.last) for p in (before, after))

    def _standing(self, groups: Iterable[Group], *, in_view: bool) -> Iterator[Phrase]:
        """The statements without those that need company and have none, and without zones alone."""
        for group in groups:
            for phrase in group.phrases:
                if isinstance(phrase, DatePhrase):
                    stands = not phrase.leans or group.is_alone or bool(group.times)
                elif isinstance(phrase, TimePhrase):
                    is_on_own_line = phrase.needs == "line" and group.is_alone and in_view
                    stands = phrase.needs == "nothing" or bool(group.dates) or is_on_own_line
                else:
                    stands = bool(group.times)
                if stands:
                    yield phrase

    def _belongs(self, position: int, roles: frozenset[str]) -> bool:
        """Whether a token next to a statement goes with it. A line break does where the next line holds
        nothing else, and a label where its line starts with it: "to date, 16 May" has none."""
        found = self.tokens[position].roles.keys()
        if "newline" in found and roles is _AFTER:
            return self._all(range(position + 1, self._line_ends[position]), roles)
        if found & {"newline", "label"}:
            start = self._line_starts[position - 1] if position else 0
            return self._all(range(start, position), roles | {"newline"})
        return bool(found & roles)

    def _all(self, positions: Iterable[int], roles: frozenset[str]) -> bool:
        return all(self.tokens[i].roles.keys() & roles for i in positions)

    def _with_brackets_in_pairs(self, positions: Iterable[int]) -> list[int]:
        kept: list[int] = []
        opened: list[int] = []
        for i in positions:
            roles = self.tokens[i].roles
            if "open" in roles:
                opened.append(i)
            elif "close" in roles and opened:
                opened.pop()
            elif "close" in roles:
                continue
            kept.append(i)
        return [i for i in kept if i not in opened]
