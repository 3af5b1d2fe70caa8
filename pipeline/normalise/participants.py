"""How many took part: a meeting's count of participants, with its qualifier and bounds."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import takewhile
from typing import Literal

from pipeline.findings import notice
from pipeline.fold import Text
from pipeline.lexicon import Lexicon, alternation
from pipeline.model import Notice, Outcome, Reading, Value
from pipeline.numerals import Number, find_numbers

Qualifier = Literal["exact", "approximate", "minimum", "maximum", "range"]
Kind = Literal["exact", "approximate", "more_than", "at_least", "up_to", "fewer_than"]

_KINDS: tuple[Kind, ...] = ("more_than", "at_least", "up_to", "fewer_than", "approximate")
_NUMBER = "\x01"
"""Stands for each character of a number where phrases are matched."""
_REACH = 120
"""Characters around a number in which the rest of its phrase is looked for."""
_SENTENCE = 400
"""Characters on either side of a count that are taken for its sentence where no full stop ends it."""
_CLAUSE_START = re.compile(r"(?:\A|\n|[^\w\s%'/+&$€£-]|(?<!\w)-|\s/)\s*\Z")
_CLAUSE_END = re.compile(r"\s*(?:\Z|\n|[^\w\s%'/+-]|[\u00b2\u00b3\u00b9\u2070-\u2079]|-(?!\w)|/(?=\s))")
_OTHER_LABEL = re.compile(r"[^\W\d_][^\S\n]*[:=][^\S\n]*\Z")
"""A word and a colon before a number that are no known label: it counts a sort of people ("Women: 18")."""
_SENTENCE_END = re.compile(r"\n|[.;!?](?=\s)|[。；！？]")
_FIGURES_IN_BRACKETS = re.compile(r"\([^()]*\d[^()]*\)")
_LINE_MARK = re.compile(r"(?:\A|\n)([^\S\n]*[-*·•][^\S\n]*)\Z")
_CLOSING = re.compile(r"[^\S\n]*[.,;:]?(?=\s*(?:\n|\Z))")
_YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True, slots=True)
class _Grammar:
    """One lexicon's patterns."""

    phrase: re.Pattern[str]
    after: re.Pattern[str]
    joined: re.Pattern[str]
    including: re.Pattern[str]
    part_after: re.Pattern[str]
    elsewhere: re.Pattern[str]
    vague: re.Pattern[str]
    vague_alone: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class _Count:
    """A number of people: its figures (two of a range), where its phrase stands and what the phrase says."""

    low: Number
    high: Number
    kind: Kind
    qualifier: tuple[int, int]
    start: int
    end: int
    has_lead: bool
    is_named: bool
    is_partial: bool
    is_total: bool
    noun: str

    @property
    def bounds(self) -> tuple[int, int | None, int | None, Qualifier]:
        """Figure, lowest and highest number, and qualifier, as the dataset's columns mean them."""
        figure = self.low.value
        if self.low is not self.high:
            return (figure + self.high.value) // 2, figure, self.high.value, "range"
        if self.kind == "more_than":
            return figure, figure + 1, None, "minimum"
        if self.kind == "at_least":
            return figure, figure, None, "minimum"
        if self.kind == "up_to":
            return figure, None, figure, "maximum"
        if self.kind == "fewer_than":
            return figure, None, figure - 1, "maximum"
        is_rough = self.kind == "approximate" or self.low.is_rough
        return figure, figure, figure, "approximate" if is_rough else "exact"


def read_participants(text: Text, lexicon: Lexicon, *, bare: bool = False) -> Outcome:
    """The meeting's count of participants: one reading of `meetings`, or none.

    With `bare` (a column of counts) a number needs no noun. Left missing with a notice: several different
    counts, a count that may not be this meeting's, many people without a figure.
    """
    free = text.free
    if bare and lexicon.means_nothing(free):
        return _nothing(text)
    grammar = _grammar(lexicon)
    counts: list[_Count] = []
    notices: list[Notice] = []
    for count in _counts(free, lexicon, grammar, bare=bare):
        sentence = _sentence(free, count, grammar)
        if _is_part(free, sentence, count, counts, grammar):
            continue
        if _is_own(free, sentence, count, counts, grammar, bare=bare):
            counts.append(count)
        elif count.is_named:
            notices.append(notice("participants-unclear", text.evidence(*sentence), field="participants"))
    counts = [count for count in counts if count.is_total] or counts
    different = {count.bounds: count for count in reversed(counts)}
    if len(different) > 1:
        printed = "; ".join(text.printed(count.start, count.end) for count in reversed(different.values()))
        evidence = text.evidence(counts[0].start, counts[-1].end)
        notices.append(notice("participants-differ", evidence, field="participants", counts=printed))
    elif any(count.is_partial for count in counts):
        evidence = text.evidence(counts[0].start, counts[0].end)
        notices.append(notice("participants-unclear", evidence, field="participants"))
    elif counts:
        return Outcome((_reading(text, counts),), tuple(notices))
    elif vague := (grammar.vague_alone if bare else grammar.vague).search(free):
        notices.append(notice("participants-vague", text.evidence(*vague.span()), field="participants"))
    return Outcome((), tuple(notices))


def _nothing(text: Text) -> Outcome:
    evidence = text.evidence(0, len(text.text))
    is_said = any(character.isalnum() for character in text.free)
    text.take(0, len(text.text), "mark")
    said = (notice("participants-not-recorded", evidence, field="participants"),)
    return Outcome((), said if is_said else ())


def _counts(free: str, lexicon: Lexicon, grammar: _Grammar, *, bare: bool) -> Iterator[_Count]:
    """Every number of people in the text, whoever they are."""
    numbers = {number.start: number for number in find_numbers(free, lexicon)}
    if not numbers:
        return
    masked = list(free)
    for number in numbers.values():
        masked[number.start : number.end] = _NUMBER * (number.end - number.start)
    text = "".join(masked)
    vague = {position for match in grammar.vague.finditer(free) for position in range(*match.span())}
    done = 0
    for start, number in numbers.items():
        phrase = grammar.phrase.search(text, max(done, start - _REACH), number.end + _REACH)
        if start < done or start in vague or phrase is None or phrase.start("low") != start:
            done = max(done, number.end)
            continue
        count = _count(phrase, numbers, bare=bare)
        done = count.end if count else number.end
        if count:
            yield count


def _count(phrase: re.Match[str], numbers: dict[int, Number], *, bare: bool) -> _Count | None:
    """The count that a phrase states; None where it says no count, or contradicts itself."""
    found = {name: phrase.span(name) for name, words in phrase.groupdict().items() if words is not None}
    low = numbers[found["low"][0]]
    high = numbers.get(found["high"][0]) if "high" in found else low
    spans_fit = high and low.end == found["low"][1] and high.end == found.get("high", found["low"])[1]
    is_counted = bare or any(name in found for name in ("label", "noun", "partial", "part"))
    kinds = [kind for kind in _KINDS if any(f"{kind}_{place}" in found for place in range(1, 4))]
    bounding = [kind for kind in kinds if kind != "approximate"]
    if not (high and spans_fit and is_counted) or len(bounding) > 1:
        return None
    if low is not high and (bounding or low.value >= high.value):
        return None
    qualifiers = [span for name, span in found.items() if name[-1].isdigit()]
    return _Count(
        low,
        high,
        kinds[0] if kinds else "exact",
        min(qualifiers) if qualifiers else (low.start, high.end),
        phrase.start(),
        phrase.end(),
        has_lead=any(name in found for name in ("label", "lead", "total")),
        is_named="noun" in found,
        is_partial="partial" in found or "part" in found,
        is_total="total" in found or "total_after" in found,
        noun=(phrase["noun"] or "").casefold(),
    )


def _sentence(free: str, count: _Count, grammar: _Grammar) -> tuple[int, int]:
    """The sentence of a count; the stop of "incl." ends none."""
    first, last = max(0, count.start - _SENTENCE), min(len(free), count.end + _SENTENCE)
    abbreviated = {match.end() for match in grammar.including.finditer(free, first, count.start)}
    ends = (match.end() for match in _SENTENCE_END.finditer(free, first, count.start))
    start = max((end for end in ends if end not in abbreviated), default=first)
    end = _SENTENCE_END.search(free, count.end, last)
    return start, end.start() if end else last


def _in_sentence(sentence: tuple[int, int], counted: Sequence[_Count]) -> Iterator[_Count]:
    """The counts of the sentence, the last first; they stand in the order of the text."""
    return takewhile(lambda count: count.start >= sentence[0], reversed(counted))


def _is_part(
    free: str, sentence: tuple[int, int], count: _Count, counted: Sequence[_Count], grammar: _Grammar
) -> bool:
    """Whether the number is beside the count: of some of those counted ("including 12 remote", "(18 remote)")
    or in brackets behind a count in the same sentence ("75 participants (40 participants in 2007)")."""
    before = free[sentence[0] : count.low.start]
    is_aside = before.count("(") > before.count(")")
    has_count = any(_in_sentence(sentence, counted))
    is_of_them = grammar.part_after.match(free, count.low.end)
    return bool(grammar.including.search(before) or is_of_them) or (
        is_aside and (count.is_partial or (has_count and not count.is_total))
    )


def _is_own(
    free: str,
    sentence: tuple[int, int],
    count: _Count,
    counted: Sequence[_Count],
    grammar: _Grammar,
    *,
    bare: bool,
) -> bool:
    """Whether the phrase stands as the meeting's own count does: alone, in a sentence that says so, or joined
    to a count of the same sort ("100 participants on 22 May and 90 participants on 23 May")."""
    before = free[max(0, count.start - _REACH) : count.start]
    is_second = any(other.noun == count.noun != "" for other in _in_sentence(sentence, counted))
    may_be_joined = count.is_partial or is_second
    opens = (
        count.has_lead or _CLAUSE_START.search(before) or (may_be_joined and grammar.joined.search(before))
    )
    closes = _CLAUSE_END.match(free, count.end) or grammar.after.match(free, count.end)
    is_sort = bare and not (count.has_lead or count.is_named) and _OTHER_LABEL.search(before)
    is_counted = bare or count.has_lead or count.kind != "exact"
    is_year = not is_counted and _YEAR.fullmatch(free[count.low.start : count.high.end])
    said = _other_figures(free[slice(*sentence)], count.start - sentence[0])
    return bool(opens and closes) and not (is_sort or is_year) and not grammar.elsewhere.search(said)


def _other_figures(sentence: str, count: int) -> str:
    """The sentence of a count without brackets of other figures behind it ("60 (target: 100)")."""
    return sentence[:count] + _FIGURES_IN_BRACKETS.sub(" ", sentence[count:])


def _reading(text: Text, counts: Sequence[_Count]) -> Reading:
    """The reading of one count, from all places that state it."""
    first = counts[0]
    figure, low, high, qualifier = first.bounds
    rule = f"participants.{qualifier}"
    for count in counts:
        text.take(*_with_punctuation(text.free, count.start, count.end), "mark")
    figures = tuple(e for c in counts for e in text.read(c.low.start, c.high.end))
    said = tuple(e for c in counts for e in text.read(*c.qualifier))
    lowest = text.evidence(first.low.start, first.low.end)
    highest = text.evidence(first.high.start, first.high.end)
    values: dict[str, Value[object]] = {"participants": Value(figure, figures, rule)}
    if low is not None:
        values["participants_low"] = Value(low, lowest, rule)
    if high is not None:
        values["participants_high"] = Value(high, highest, rule)
    values["participants_qualifier"] = Value(qualifier, said, rule)
    return Reading("meetings", values)


def _with_punctuation(free: str, start: int, end: int) -> tuple[int, int]:
    """The phrase with the brackets around it, its line's list mark and the punctuation that ends its line."""
    if free[start:end].count("(") > free[start:end].count(")") and free[end : end + 1] == ")":
        end += 1
    if free[start - 1 : start] == "(" and free[end : end + 1] == ")":
        start, end = start - 1, end + 1
    closing, mark = _CLOSING.match(free, end), _LINE_MARK.search(free, 0, start)
    return mark.start(1) if mark else start, closing.end() if closing else end


@lru_cache(maxsize=64)
def _grammar(lexicon: Lexicon) -> _Grammar:
    words = lexicon.participants
    places = {1: "{}", 2: "{}_after", 3: "{}_after"}

    def qualifier(place: int) -> str:
        fields = {kind: getattr(words, places[place].format(kind), ()) for kind in _KINDS}
        return "(?:" + "|".join(f"(?P<{k}_{place}>{alternation(w)})" for k, w in fields.items()) + ")"

    number, gap = f"{_NUMBER}+", r"[^\S\n]*"
    ranges, ands = f"[-~]|{alternation(words.range_joiners)}", alternation(words.between_joiners)
    of = alternation(words.of)
    people = rf"(?:(?:{alternation(words.adjectives)}|(?P<partial>{alternation(words.partial)}))\s*)*"
    phrase = rf"""
        (?:(?:(?P<total>{alternation(words.total)})|(?P<label>{alternation(words.labels)})
             |(?P<lead>{alternation(words.before)})){gap}[:=(,-]?{gap})*
        (?:{qualifier(1)}{gap})*
        (?:(?P<between>{alternation(words.between)}){gap}(?={number}{gap}(?:{ranges}|{ands}){gap}{number}))?
        (?P<low>{number})
        (?:{gap}(?:{ranges}|(?(between){ands}|(?!))){gap}(?P<high>{number}))?
        (?:(?:{gap}{of})?(?:{gap}{qualifier(2)})?(?:{gap}{of})?{gap}{people}(?P<noun>{alternation(words.nouns)})
          |{gap}(?P<part>{alternation(words.partial)}))?
        (?:{gap}{qualifier(3)})?
        (?:{gap}[,(]?(?P<total_after>{alternation(words.total)})(?!{gap}[:=]?{gap}{_NUMBER})\)?)?"""
    return _Grammar(
        re.compile(phrase, re.IGNORECASE | re.VERBOSE),
        *(
            re.compile(pattern, re.IGNORECASE)
            for pattern in (
                rf"\s*{alternation(words.after)}",
                rf"{ands}\s*\Z",
                alternation(words.including),
                rf"\s*{alternation(words.part_after)}",
                alternation(words.elsewhere),
                rf"{alternation(words.vague)}(?:\s*{of})?\s*{alternation(words.nouns)}",
                alternation(words.vague),
            )
        ),
    )
