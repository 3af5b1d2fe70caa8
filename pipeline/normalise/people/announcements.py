"""Where a text announces persons ("Chaired by", "Speakers:"), and how far the words about them may go."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

from pipeline.dataset import PersonRole
from pipeline.fold import FILLER
from pipeline.lexicon import Lexicon, alternation
from pipeline.names import honorific_pattern, pattern
from pipeline.register import Mention, Register

_OPENS = rf"(?:(?<![^\s(\[.;,:|/\u2022\u00b7{FILLER}\u3000-\u3002])|(?<=\s-))(?<!\w )"
"""What stands before a label: a line's start or a sign, so that "Vice-Chair:" is no "Chair:"."""
_PERSON = "\u2026"
"""Stands for the person in an announcer that encloses one ("由…主持")."""
_SIGN = r"[^\S\n]*(?::|-+(?=\s|$))"
_SENTENCE_END = re.compile(r"(?<=\w)\.(?=\s+[^\W\d_a-z])|\u3002")
_PLURAL = re.compile(r"\([^\W\d_]{1,3}\)$")
_LABELLED = re.compile(r"[^\n,]*:")
_GOES_ON = re.compile(r"(?:[,(\[-]|\s&)[^\S\n]*$")


@dataclass(frozen=True, slots=True)
class Announcement:
    """Words from `start` to `end` say that a person with a role follows; what may be said of persons stands
    from `begin` to `stop`. `several`: a list of names is meant."""

    role: PersonRole
    start: int
    end: int
    begin: int
    stop: int
    several: bool


def announcements(free: str, lexicon: Lexicon, register: Register, *, prose: bool) -> Iterator[Announcement]:
    """The announcements of a text in order. Within `prose` a label counts with its colon only, and nowhere
    but where it opens something; in a list also behind a registered organisation ("UNDP Chair: X")."""
    behind = [] if prose or ":" not in free else register.names_in(free)
    found = sorted(_found(free, lexicon, behind, prose=prose), key=lambda one: (one.start, -one.end))
    taken = 0
    for number, one in enumerate(found):
        if one.start < taken:
            continue
        following = next((other.start for other in found[number + 1 :] if other.start >= one.end), len(free))
        taken = one.end
        stop = one.stop if one.stop else min(following, _stop(free, one.begin, lexicon, several=one.several))
        yield Announcement(one.role, one.start, one.end, one.begin, max(stop, one.begin), one.several)


@lru_cache(maxsize=1024)
def role_of(words: str, lexicon: Lexicon) -> PersonRole | None:
    """The role that a label names ("Chair", "Moderator(s)", "Moderated by"), or None."""
    words = _PLURAL.sub("", words)
    known = (*lexicon.people.labels.items(), *lexicon.people.announcers.items())
    return next((role for label, role in known if pattern((label,)).fullmatch(words)), None)


def _found(free: str, lexicon: Lexicon, names: Sequence[Mention], *, prose: bool) -> Iterator[Announcement]:
    people = lexicon.people
    several = pattern(people.several)
    announcers = people.announcers if _any_announcer(lexicon).search(free) else {}
    for announcer, role in announcers.items():
        for match in _announcer(announcer).finditer(free):
            inside = match.span("person") if _PERSON in announcer else (match.end(), 0)
            listed = several.fullmatch(announcer) is not None
            yield Announcement(role, match.start(), match.end(), inside[0], inside[1], listed)
    behind = (_label_behind(lexicon).match(free, name.end) for name in names)
    for match in chain(_labels(lexicon).finditer(free), filter(None, behind)):
        sign, meant = match["sign"].strip(), role_of(match["label"], lexicon)
        if meant and (
            sign == ":" or (not prose and (sign or _stands_for_itself(free, match.end(), lexicon)))
        ):
            listed = several.fullmatch(match["label"]) is not None
            yield Announcement(meant, match.start("label"), match.end(), match.end(), 0, listed)


@lru_cache(maxsize=512)
def _announcer(words: str) -> re.Pattern[str]:
    before, person, after = words.partition(_PERSON)
    if person:
        inside = r"\s*(?P<person>[^\n,;:()]{2,60}?)\s*"
        return re.compile(alternation((before,)) + inside + alternation((after,)), re.IGNORECASE)
    return re.compile(rf"(?<!\w-)(?:{alternation((words,))})(?:[^\S\n]*:)?", re.IGNORECASE)


@lru_cache(maxsize=64)
def _any_announcer(lexicon: Lexicon) -> re.Pattern[str]:
    """What begins each announcer: most texts have none, and need not be searched for one after the other."""
    spaced: list[str] = []
    others: list[str] = []
    for words in lexicon.people.announcers:
        before = words.partition(_PERSON)[0]
        (spaced if before.isascii() else others).append(before)
    return re.compile(
        "|".join([alternation(tuple(spaced)), *(alternation((one,)) for one in others)]), re.IGNORECASE
    )


@lru_cache(maxsize=64)
def _labels(lexicon: Lexicon) -> re.Pattern[str]:
    labels = alternation(tuple(lexicon.people.labels))
    return re.compile(rf"{_OPENS}(?P<label>{labels})(?:\(s\))?(?P<sign>(?:{_SIGN})?)", re.IGNORECASE)


@lru_cache(maxsize=64)
def _label_behind(lexicon: Lexicon) -> re.Pattern[str]:
    labels = alternation(tuple(lexicon.people.labels))
    return re.compile(rf"[^\S\n]+(?P<label>{labels})(?:\(s\))?(?P<sign>[^\S\n]*:)", re.IGNORECASE)


def _stands_for_itself(free: str, end: int, lexicon: Lexicon) -> bool:
    """A label alone on its line, or directly before an honorific ("Chair Mr. X")."""
    rest = free[end:].lstrip(" ")
    return (rest.startswith("\n") and bool(rest.strip())) or honorific_pattern(lexicon).match(
        rest
    ) is not None


def _stop(free: str, begin: int, lexicon: Lexicon, *, several: bool) -> int:
    """How far persons may be described: to the end of the line (the next one that is not blank, where
    nothing follows on this), of a list's lines, or of the sentence; lines that a comma breaks go on."""
    first = begin + len(free[begin:]) - len(free[begin:].lstrip())
    masked = free.find(FILLER, begin)
    limit = masked if masked >= 0 else len(free)
    if first >= limit or several:
        return limit
    stop = first
    while True:
        line_end = free.find("\n", stop)
        stop = limit if line_end < 0 or line_end > limit else line_end
        following = free[stop:limit].lstrip()
        if stop == limit or not (_goes_on(free[first:stop], lexicon) or _continues(following, lexicon)):
            break
        stop += len(free[stop:limit]) - len(following)
    return _sentence_end(free, first, stop, lexicon)


def _goes_on(line: str, lexicon: Lexicon) -> bool:
    joined = _joined(lexicon).search(line)
    return _GOES_ON.search(line) is not None or joined is not None or line.count("(") > line.count(")")


@lru_cache(maxsize=64)
def _joined(lexicon: Lexicon) -> re.Pattern[str]:
    return re.compile(alternation(lexicon.people.joiners) + r"\s*$", re.IGNORECASE)


def _continues(line: str, lexicon: Lexicon) -> bool:
    """A line that begins with a bracket or a post goes on with the person above it."""
    post = pattern(lexicon.people.job_titles).match(line) is not None
    return line.startswith("(") or (post and not _LABELLED.match(line))


def _sentence_end(free: str, start: int, stop: int, lexicon: Lexicon) -> int:
    """Where a full stop ends the sentence: not behind an initial or an honorific."""
    honorifics = pattern(lexicon.people.honorifics)
    for match in _SENTENCE_END.finditer(free, start, stop):
        word = free[start : match.end()].rsplit(maxsplit=1)[-1]
        bare = word.rstrip(".")
        short = len(bare) == 1 or "." in word[:-1]
        if not short and not honorifics.fullmatch(bare) and not honorifics.fullmatch(word):
            return match.start()
    return stop
