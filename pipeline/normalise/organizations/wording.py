"""What words beside each other in a list can be: a person, a place, a unit, an item of its own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from pipeline.lexicon import Lexicon, Words, alternation
from pipeline.names import (
    has_company_suffix,
    honorific_pattern,
    is_organization,
    is_person,
    is_unit,
    pattern,
)
from pipeline.normalise.organizations.pieces import Item, Piece
from pipeline.normalise.organizations.statuses import status_of
from pipeline.register import Organization, Register, is_acronym

EDGES = " \n.,;:\"'*†‡"
"""Signs around words that are no part of them."""
_INITIAL = re.compile(r"(?<!\w)[^\W\d_]\.(?=[\s-]*[^\W\d_])")


class Wording:
    """Answers about stretches of one cell's text."""

    def __init__(self, free: str, lexicon: Lexicon, register: Register) -> None:
        self.free = free
        self.lexicon = lexicon
        self.register = register

    def words(self, pieces: Sequence[Piece]) -> str:
        """The words of some pieces, trimmed."""
        start, end = self.span(pieces)
        return self.free[start:end]

    def span(self, pieces: Sequence[Piece]) -> tuple[int, int]:
        """Where the words of some pieces stand, trimmed."""
        return self.trimmed(pieces[0].start, pieces[-1].end)

    def trimmed(self, start: int, end: int) -> tuple[int, int]:
        """The stretch without white space, quotes and closing punctuation around it."""
        last = end
        while start < end and self.free[start] in EDGES:
            start += 1
        while end > start and self.free[end - 1] in EDGES:
            end -= 1
        company = has_company_suffix(self.free[start : end + 1], self.lexicon)
        return start, end + (company and end < last and self.free[end] == ".")

    def inner(self, bracket: Piece) -> tuple[int, int]:
        """What stands within a bracket, closed or not."""
        closed = self.free[bracket.end - 1] in ")]}"
        return bracket.start + 1, max(bracket.start + 1, bracket.end - closed)

    def is_place(self, words: str) -> bool:
        """Whether the words are the name of a city, venue or country."""
        return self.register.place(words) is not None or self.register.country(words) is not None

    def unit(self, organizations: Sequence[Organization], words: str) -> str | None:
        """The short name of the registered unit of one of `organizations` that the words name."""
        found = (self.register.unit(one, words) for one in organizations)
        return next((unit for unit in found if unit is not None), None)

    def names_unit(self, organizations: Sequence[Organization], words: str) -> bool:
        """Whether the words name a unit, registered or by their look."""
        return self.unit(organizations, words) is not None or is_unit(words, self.lexicon)

    def is_certainly_person(self, words: str) -> bool:
        """An honorific or initials before a name."""
        people = self.lexicon.people
        before = honorific_pattern(self.lexicon).match(words)
        after = _honorific_after(people.honorifics_after).search(words)
        if before:
            name = re.split(r"[,(\[]", words[before.end() :], maxsplit=1)[0].strip()
            return is_person(name, self.lexicon, honorific=True)
        if after:
            return is_person(words[: after.start()].strip(), self.lexicon, announced=True)
        return _INITIAL.search(words) is not None and is_person(words, self.lexicon)

    def is_perhaps_person(self, words: str) -> bool:
        """Whether the words may be a person's name."""
        return self.is_certainly_person(words) or is_person(words, self.lexicon)

    def begins_with_person(self, items: list[Item]) -> bool:
        """Whether a line opens with a person."""
        return self.is_certainly_person(self._opening(items))

    def begins_with_post(self, items: list[Item]) -> bool:
        """Whether a line opens with an office ("Director, ...")."""
        words = self._opening(items)
        return pattern(self.lexicon.people.job_titles).match(words) is not None and not is_organization(
            words, self.lexicon
        )

    def _opening(self, items: list[Item]) -> str:
        """The words that a line opens with, empty where it opens with a name or sign."""
        first = next((piece for piece in items[0].pieces if piece.kind != "mark"), None)
        return self.words([first]) if first is not None and first.kind == "words" else ""

    def stands_alone(self, words: str) -> bool:
        """Whether what follows an "and" can only be an item of its own."""
        lexicon = self.lexicon
        bare = pattern(lexicon.organizations.articles).sub("", words, count=1).strip() or words
        head = pattern(lexicon.organizations.heads).match(bare)
        particles = pattern(lexicon.organizations.particles)
        return (
            is_acronym(words)
            or bool(self.register.find(bare))
            or self.register.country(bare) is not None
            or status_of(words, lexicon) is not None
            or pattern(lexicon.organizations.nothing).fullmatch(words) is not None
            or has_company_suffix(words, lexicon)
            or self.is_certainly_person(words)
            or bool(head and (head.end() == len(bare) or particles.match(bare[head.end() :].lstrip())))
            or self.register.misspelled(bare) is not None
        )


@lru_cache(maxsize=64)
def _honorific_after(honorifics: Words) -> re.Pattern[str]:
    return re.compile(rf"{alternation(honorifics)}$")
