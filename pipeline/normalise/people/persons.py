"""Persons from the words that name them: names, honorifics, and what is said of each (post, organisation)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from pipeline.dataset import PersonRole
from pipeline.fold import FILLER, fold
from pipeline.lexicon import Lexicon, alternation
from pipeline.names import (
    has_head,
    honorific_pattern,
    is_caseless,
    is_organization,
    is_person,
    is_prose,
    pattern,
)
from pipeline.normalise.people.announcements import role_of
from pipeline.register import Organization, Register, is_acronym

Stretch = tuple[int, int]
"""Start and end of characters in the cell's text."""

_EDGES = " \n.,;:\"'-"
_SIGN = re.compile(r"[,;()\[\]\u3001\u060c\u061b|/\u2022]|\s*\n\s*|(?<=\s)-+(?=\s)|(?<=\s)&(?=\s)")
_BULLETS = "·•●○◦▪*"
_COUNTRY_SIGNS = 5
_LEADING = {",", "-", "and"}
"""Signs after which a line's end means nothing."""
_MEANING = {
    "\u3001": ",",
    "\u060c": ",",
    "\u061b": ";",
    "|": ";",
    "/": ";",
    "\u2022": ";",
    "[": "(",
    "]": ")",
    "&": "and",
}


@dataclass(slots=True)
class Person:
    """A person in the making. `organization` is the registered one, where `affiliation` is its name."""

    name: Stretch
    honorific: Stretch | None = None
    job: Stretch | None = None
    affiliation: Stretch | None = None
    organization: Organization | None = None
    role: PersonRole | None = None
    about: list[Stretch] = field(default_factory=list)
    understood: list[Stretch] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Part:
    """Words between two signs; `sign` is the one before them: `,` `;` `-` `(` `)` `and`, a line's end or
    nothing; `closed` where a bracket ends before it."""

    start: int
    end: int
    sign: str
    closed: bool = False


class Persons:
    """Reads persons from stretches of one text."""

    def __init__(self, free: str, lexicon: Lexicon, register: Register) -> None:
        self.free = free
        self.lexicon = lexicon
        self.register = register

    def read(
        self, start: int, end: int, *, several: bool = False, announced: bool = True, prose: bool = False
    ) -> list[Person]:
        """The persons named from `start` on, until something is none.

        `several`: a list of names is expected, so that a comma may part two of them. `announced`: words
        before have said that a person follows. `prose`: a sentence may go on after the name.
        """
        people: list[Person] = []
        parts = [part for part in self._parts(start, end) if part.start < part.end]
        several = several or self._is_list(parts)
        for part in parts:
            person = self._beginning(part, people, several=several, announced=announced, prose=prose)
            if person is not None:
                people.append(person)
            elif not people or not self._more(part, people[-1], prose=prose):
                break
        for person in people:
            person.about = self._in_one(person.about)
            self._describe(person)
        return people

    def _in_one(self, about: list[Stretch]) -> list[Stretch]:
        """What is said of a person; a post's list of fields is one ("Minister of Trade, Science and Youth"):
        nothing in it has the shape of an organisation, and "and" stands before its last."""
        for first, post in enumerate(about):
            if not self._is_post_of_fields(*post):
                continue
            for last in range(first + 1, len(about)):
                words = self.free[slice(*about[last])]
                if (
                    self._known(words)
                    or is_acronym(words)
                    or has_head(words, self.lexicon)
                    or self.free[about[last][0] - 1] in "(["
                ):
                    break
                if pattern(self.lexicon.people.joiners).search(words):
                    return [*about[:first], (post[0], about[last][1]), *about[last + 1 :]]
        return about

    def _is_post_of_fields(self, start: int, end: int) -> bool:
        """A post with what it is for, which is not an organisation's name ("Minister of Science")."""
        words = self.free[start:end]
        joined = re.search(rf"\s{_joiner(self.lexicon)}\s", words, re.IGNORECASE)
        return joined is not None and self._is_post(words) and not self._post_at(start, end)

    def _is_list(self, parts: list[_Part]) -> bool:
        """Names alone, the last two joined by "and"."""
        signs = [part.sign for part in parts]
        names = all(is_person(self.free[part.start : part.end], self.lexicon) for part in parts)
        return len(parts) > 2 and signs == ["", *[","] * (len(parts) - 2), "and"] and names

    def _parts(self, start: int, end: int) -> Iterator[_Part]:
        """The stretch cut at signs and at "and", never inside a registered name."""
        names = self.register.names_in(self.free[start:end], self.lexicon.organizations.attached_joiners)
        inside = [(start + name.start, start + name.end) for name in names]
        sign, begin, closed = "", start, False
        for match in _cuts(self.lexicon).finditer(self.free, start, end):
            if any(first < match.end() and match.start() < last for first, last in inside):
                continue
            if match["joiner"] and self._in_country(match.start(), match.end()):
                continue
            part = _Part(*self._trimmed(begin, match.start()), sign, closed)
            yield part
            printed = match[0].strip() or "\n"
            empty = part.start >= part.end
            closed = empty and (closed or sign == ")")
            if not (empty and printed == "\n" and sign in _LEADING):
                sign = "and" if match["joiner"] else _MEANING.get(printed, printed[0])
            begin = match.end()
        yield _Part(*self._trimmed(begin, end), sign, closed)

    def _in_country(self, start: int, end: int) -> bool:
        """Whether the sign for "and" is part of a country's name, in a script without spaces (埃及)."""
        if not is_caseless(self.free[start:end]) or self.free[start - 1 : start].isspace():
            return False
        around = range(1, _COUNTRY_SIGNS)
        names = (self.free[max(0, start - n) : end + m] for n in (0, *around) for m in (0, *around))
        return any(self.register.country(name) for name in names)

    def _beginning(
        self, part: _Part, people: list[Person], *, several: bool, announced: bool, prose: bool
    ) -> Person | None:
        """The person whose name begins a part, where one can begin there."""
        if part.sign == "(" and people:
            return None
        person = self._person(part, announced=announced, prose=prose)
        if person is None or person.honorific or part.sign in {"", ";", "\n"} or not people:
            return person
        last = people[-1]
        complete = not last.about or part.closed
        if part.sign == "and":
            return person if complete or several or self._is_organization(last.about[-1]) else None
        return person if part.sign == "," and (part.closed or (several and complete)) else None

    def _person(self, part: _Part, *, announced: bool, prose: bool) -> Person | None:
        start, end = part.start, part.end
        honorific: Stretch | None = None
        article = pattern(self.lexicon.organizations.articles).match(self.free, start, end)
        if article and honorific_pattern(self.lexicon).match(self.free[article.end() : end].lstrip()):
            start = end - len(self.free[article.end() : end].lstrip())
        if before := honorific_pattern(self.lexicon).match(self.free[start:end]):
            honorific = (start, start + len(before[0].rstrip()))
            start += before.end()
        post = pattern(self.lexicon.people.job_titles).match(self.free[start:end])
        if (
            post
            and announced
            and is_person(self.free[start + post.end() : end].strip(), self.lexicon, announced=True)
        ):
            begin = end - len(self.free[start + post.end() : end].lstrip())
            return Person((begin, end), honorific, about=[(start, start + post.end())])
        words = self.free[start:end]
        for length, behind in self._name_ends(words, prose=prose):
            name = words[:length]
            after = _honorific_after(self.lexicon).search(name)
            bare = name[: after.start()].rstrip() if after else name
            named = honorific is not None or after is not None
            if not is_person(bare, self.lexicon, announced=announced, honorific=named) or self.register.find(
                bare
            ):
                continue
            if after:
                honorific = (start + after.start(), start + after.end())
            person = Person((start, start + len(bare)), honorific)
            if behind < len(words) and not prose:
                person.about.append((start + behind, end))
            elif behind < len(words):
                self._following(person, start + behind, end)
            return person
        return None

    def _following(self, person: Person, start: int, end: int) -> None:
        """In a sentence only a registered organisation directly behind the name belongs to it ("of ITU")."""
        names = self.register.names_in(self.free[start:end])
        if names and names[0].start == 0:
            person.about.append((start, start + names[0].end))

    def _name_ends(self, words: str, *, prose: bool) -> Iterator[tuple[int, int]]:
        """Where the name may end and what is said of the person begin: the whole, before "of" or "from", in a
        sentence before any word."""
        yield len(words), len(words)
        for joined in re.finditer(rf"\s+{_joiner(self.lexicon)}\s+", words, re.IGNORECASE):
            yield joined.start(), joined.end()
        if prose:
            for space in reversed(list(re.finditer(r"\s+", words))):
                yield space.start(), space.end()

    def _more(self, part: _Part, person: Person, *, prose: bool) -> bool:
        """Words after a name that are no other name: what is said of the person. False where they are not."""
        words = self.free[part.start : part.end]
        if is_prose(words, self.lexicon) or FILLER in words or part.sign in {"", ";"}:
            return False
        if part.sign == "\n" and not (
            self._is_post(words) or (self._registered(part.start, part.end) and not person.about)
        ):
            return False
        if prose and not (part.sign == "(" or self._known(words)):
            return False
        if part.sign == "and":
            if not person.about or not self._joins(person.about[-1], words):
                return False
            person.about[-1] = (person.about[-1][0], part.end)
        elif (
            part.sign == "("
            and person.about
            and self._is_place(words)
            and not self._registered(*person.about[-1])
        ):
            closed = self.free.find(")", part.end)
            person.about[-1] = (person.about[-1][0], closed + 1 if closed >= 0 else part.end)
        else:
            person.about.append((part.start, part.end))
        return True

    def _joins(self, before: Stretch, words: str) -> bool:
        """Whether "and" stands within a name or title ("Minister of Posts and Telecommunications")."""
        return not self.register.find(words) and not self._registered(*before)

    def _describe(self, person: Person) -> None:
        """Tell the post from the organisation in what is said of a person."""
        for start, end in person.about:
            words = self.free[start:end]
            role = role_of(words, self.lexicon)
            if role and person.role is None:
                person.role = role
            elif not (
                self._is_whole(person, start, end)
                or self._is_of_country(person, words, end)
                or self._is_loose(person, start, end)
            ):
                continue
            person.understood.append((start, end))

    def _is_whole(self, person: Person, start: int, end: int) -> bool:
        """Take an organisation, or a post with its organisation."""
        if person.affiliation is None and self._is_organization((start, end)):
            self._affiliate(person, start, end)
        elif self._is_of_parts(person, start, end):
            person.job = (person.job or (start, end))[0], self._trimmed(person.name[1], start - 1)[1]
            self._affiliate(person, start, end)
        elif post := self._post_at(start, end):
            person.job = (person.job or (start, end))[0], post[0]
            self._affiliate(person, *post[1])
        else:
            return False
        return True

    def _is_of_parts(self, person: Person, start: int, end: int) -> bool:
        """Whether a registered organisation follows what was taken for one, but is a part of it ("Director,
        BDT, ITU"); the part then belongs to the post."""
        part = person.affiliation
        if part is None or person.organization or not person.job or person.job[0] < person.name[1]:
            return False
        words = self.free[slice(*part)]
        return bool(self._registered(start, end)) and (is_acronym(words) or self._is_part(words))

    def _is_of_country(self, person: Person, words: str, end: int) -> bool:
        """Let a place belong to the post or the unregistered organisation before it ("Judge, Egypt")."""
        if person.organization or not self._is_place(words):
            return False
        if person.affiliation:
            person.affiliation = (person.affiliation[0], end)
        elif person.job and person.job[0] > person.name[0]:
            person.job = (person.job[0], end)
        else:
            return False
        return True

    def _is_loose(self, person: Person, start: int, end: int) -> bool:
        """Take a post or part of one, or an organisation by its shape."""
        words = self.free[start:end]
        post = self._is_post(words)
        behind = person.job is None or person.job[0] > person.name[0]
        if person.affiliation is None and behind and (post or (person.job and self._is_part(words))):
            person.job = (person.job[0] if person.job else start, end)
        elif person.job is None and post:
            person.job = (start, end)
        elif person.affiliation is None and (self._is_place(words) or self._is_unlisted(words)):
            self._affiliate(person, start, end)
        else:
            return False
        return True

    def _is_unlisted(self, words: str) -> bool:
        """An organisation by its shape alone, which is not also that of a person's name."""
        one_word = " " not in words and not words.isupper() and not is_caseless(words)
        return is_organization(words, self.lexicon) and not one_word and not is_person(words, self.lexicon)

    def _affiliate(self, person: Person, start: int, end: int) -> None:
        found = self._registered(start, end)
        person.affiliation = (start, end)
        person.organization = found[0] if len(found) == 1 else None

    def _registered(self, start: int, end: int) -> tuple[Organization, ...]:
        words = pattern(self.lexicon.organizations.articles).sub("", self.free[start:end], count=1).strip()
        return self.register.find(self.free[start:end]) or self.register.find(words)

    def _is_organization(self, stretch: Stretch) -> bool:
        words = self.free[slice(*stretch)]
        if self._registered(*stretch):
            return True
        only_part = self._is_part(words) and not has_head(words, self.lexicon)
        return (
            has_head(words, self.lexicon)
            and not only_part
            and not self._is_post(words)
            and is_organization(words, self.lexicon)
        )

    def _post_at(self, start: int, end: int) -> tuple[int, Stretch] | None:
        """A post with its organisation ("Secretary-General of ITU"): the post's end, the other's words."""
        words = self.free[start:end]
        for name in self.register.names_in(words):
            joined = re.search(
                rf"\s+{_joiner(self.lexicon)}(?:\s+|(?<='))$", words[: name.start], re.IGNORECASE
            )
            if name.end == len(words) and joined and self._is_post(words[: joined.start()]):
                return start + joined.start(), (start + name.start, end)
        return None

    def _is_post(self, words: str) -> bool:
        found = pattern(self.lexicon.people.job_titles).search(words)
        return found is not None and (
            found.start() == 0 or not has_head(words[: found.start()], self.lexicon)
        )

    def _is_part(self, words: str) -> bool:
        return pattern(self.lexicon.organizations.units).search(words) is not None

    def _is_place(self, words: str) -> bool:
        return self.register.country(words) is not None or self.register.place(words) is not None

    def _known(self, words: str) -> bool:
        return bool(self.register.find(words)) or self._is_place(words) or self._is_post(words)

    def _trimmed(self, start: int, end: int) -> Stretch:
        while start < end and self.free[start] in _EDGES + _BULLETS:
            start += 1
        while (
            end > start
            and self.free[end - 1] in _EDGES + FILLER
            and not _ends_with_initial(self.free, start, end)
        ):
            end -= 1
        return start, end


def _ends_with_initial(free: str, start: int, end: int) -> bool:
    return re.search(r"(?<!\w)[^\W\d_]\.$", free[start:end]) is not None


@lru_cache(maxsize=64)
def _cuts(lexicon: Lexicon) -> re.Pattern[str]:
    honorifics = "|".join(re.escape(fold(word)) for word in lexicon.people.honorifics)
    words = (re.escape(fold(word)) for word in lexicon.organizations.attached_joiners)
    attached = "|".join(rf"(?<=\s){word}(?=(?:{honorifics})\s)" for word in words)
    joiners = alternation(lexicon.people.joiners) + (f"|{attached}" if attached else "")
    return re.compile(rf"{_SIGN.pattern}|(?P<joiner>(?:{joiners})(?!\.))", re.IGNORECASE)


@lru_cache(maxsize=64)
def _joiner(lexicon: Lexicon) -> str:
    article = alternation(lexicon.organizations.articles)
    return rf"{alternation(lexicon.people.job_joiners)}(?:\s+{article})?"


@lru_cache(maxsize=64)
def _honorific_after(lexicon: Lexicon) -> re.Pattern[str]:
    return re.compile(rf"\s*{alternation(lexicon.people.honorifics_after)}$", re.IGNORECASE)
