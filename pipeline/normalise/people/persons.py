"""Persons from the words that name them: where a name begins and ends, and what belongs to it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import takewhile

from pipeline.fold import FILLER
from pipeline.lexicon import Lexicon, alternation
from pipeline.names import honorific_pattern, is_caseless, is_person, is_prose, pattern
from pipeline.normalise.people.affiliations import describe
from pipeline.normalise.people.draft import Person, Stretch
from pipeline.normalise.people.parts import Part, cut
from pipeline.normalise.people.wording import Wording, honorifics_after, joiner
from pipeline.register import Register


class Persons:
    """Reads persons from stretches of one text."""

    def __init__(self, free: str, lexicon: Lexicon, register: Register) -> None:
        self.free = free
        self.lexicon = lexicon
        self.register = register
        self.wording = Wording(free, lexicon, register)

    def read(
        self, start: int, end: int, *, several: bool = False, announced: bool = True, prose: bool = False
    ) -> list[Person]:
        """The persons named from `start` on, until something is none.

        `several`: a list of names is expected, so that a comma may part two of them. `announced`: words
        before have said that a person follows. `prose`: a sentence may go on after the name.
        """
        people: list[Person] = []
        found = cut(self.free, start, end, self.lexicon, self.register)
        parts = [part for part in found if part.start < part.end]
        several = several or self._is_list(parts)
        before: list[Stretch] = []
        for number, part in enumerate(parts):
            person = self._beginning(part, people, several=several, announced=announced, prose=prose)
            if person is not None:
                person.about[:0] = before
                before = []
                people.append(person)
            elif before or self._leads_to_person(parts[number:]):
                before.append((self._behind_article(part), part.end))
            elif not people or not self._more(part, people[-1], prose=prose):
                break
        for person in people:
            describe(person, self.wording)
        return people

    def _leads_to_person(self, parts: Sequence[Part]) -> bool:
        """Whether a line or item begins with a post or organisation whose person stands behind it, told by an
        honorific ("Director-General of UNESCO, Ms. Doe")."""
        first, *others = parts
        words = self.free[first.start : first.end]
        if first.sign not in {"", "\n", ";"} or not (
            self.wording.is_post(words) or self.wording.is_organization((first.start, first.end))
        ):
            return False
        following = takewhile(
            lambda part: part.sign in {",", "-", ":"} and FILLER not in self._words(part), others
        )
        bearer = next((p for p in following if honorific_pattern(self.lexicon).match(self._words(p))), None)
        return bearer is not None and self._person(bearer, announced=True, prose=False) is not None

    def _behind_article(self, part: Part) -> int:
        article = pattern(self.lexicon.organizations.articles).match(self.free, part.start, part.end)
        rest = self.free[article.end() : part.end] if article else ""
        return part.end - len(rest.lstrip()) if rest.strip() else part.start

    def _words(self, part: Part) -> str:
        return self.free[part.start : part.end]

    def _is_list(self, parts: list[Part]) -> bool:
        """Names alone, the last two joined by "and"."""
        signs = [part.sign for part in parts]
        names = all(is_person(self.free[part.start : part.end], self.lexicon) for part in parts)
        return len(parts) > 2 and signs == ["", *[","] * (len(parts) - 2), "and"] and names

    def _beginning(
        self, part: Part, people: list[Person], *, several: bool, announced: bool, prose: bool
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
            return person if complete or several or self.wording.is_organization(last.about[-1]) else None
        return person if part.sign == "," and (part.closed or (several and complete)) else None

    def _person(self, part: Part, *, announced: bool, prose: bool) -> Person | None:
        start, end = part.start, part.end
        honorific: Stretch | None = None
        article = pattern(self.lexicon.organizations.articles).match(self.free, start, end)
        if article and honorific_pattern(self.lexicon).match(self.free[article.end() : end].lstrip()):
            start = end - len(self.free[article.end() : end].lstrip())
        if before := honorific_pattern(self.lexicon).match(self.free[start:end]):
            honorific = (start, start + len(before[0].rstrip()))
            start += before.end()
            if self._is_post_alone(honorific, start, end):
                return None
        if announced and (person := self._behind_post(honorific, start, end)):
            return person
        words = self.free[start:end]
        for length, behind in self._name_ends(words, prose=prose):
            name = words[:length]
            after = self._honorific_behind(name)
            bare = name[: after.start()].rstrip() if after else name
            named = honorific is not None or after is not None
            if not is_person(bare, self.lexicon, announced=announced, honorific=named) or self.register.find(
                bare
            ):
                continue
            person = Person((start, start + len(bare)), honorific)
            if after:
                person.address((start + after.start("words"), start + after.end("words")))
            if behind < len(words) and not prose:
                person.about.append((start + behind, end))
            elif behind < len(words):
                self._following(person, start + behind, end)
            return person
        return None

    def _honorific_behind(self, name: str) -> re.Match[str] | None:
        """The honorifics or degrees that close a name; not the second of two words in a script with capitals
        (Mba is a name, too)."""
        found = _honorific_after(self.lexicon).search(name)
        return found if found and (is_caseless(name) or " " in name[: found.start()]) else None

    def _behind_post(self, honorific: Stretch | None, start: int, end: int) -> Person | None:
        """The person whose name a post stands directly before ("Mme la Ministre X")."""
        post = _post_before(self.lexicon).match(self.free, start, end)
        name = self.free[post.end() : end].lstrip() if post else ""
        if not post or not is_person(name, self.lexicon, announced=True):
            return None
        return Person((end - len(name), end), honorific, about=[post.span("post")])

    def _is_post_alone(self, honorific: Stretch, start: int, end: int) -> bool:
        """Whether a post and no name stands behind an honorific ("M. le Président"), or the honorific is
        itself a post that a country or organisation follows ("Ambassadrice de la France")."""
        if _post_before(self.lexicon).fullmatch(self.free, start, end):
            return True
        words = self.free[slice(*honorific)]
        joined = re.compile(joiner(self.lexicon), re.IGNORECASE).match(self.free, start, end)
        if not joined or not pattern(self.lexicon.people.job_titles).fullmatch(words):
            return False
        rest = self.free[joined.end() : end].strip()
        return self.wording.is_place(rest) or bool(self.register.find(rest))

    def _following(self, person: Person, start: int, end: int) -> None:
        """In a sentence only a registered organisation directly behind the name belongs to it ("of ITU")."""
        names = self.register.names_in(self.free[start:end])
        if names and names[0].start == 0:
            person.about.append((start, start + names[0].end))

    def _name_ends(self, words: str, *, prose: bool) -> Iterator[tuple[int, int]]:
        """Where the name may end and what is said of the person begin: the whole, before "of" or "from", in a
        sentence before any word."""
        yield len(words), len(words)
        for joined in _joined(self.lexicon).finditer(words):
            yield joined.start(), joined.end()
        if prose:
            for space in reversed(list(re.finditer(r"\s+", words))):
                yield space.start(), space.end()

    def _more(self, part: Part, person: Person, *, prose: bool) -> bool:
        """Words after a name that are no other name: what is said of the person. False where they are not."""
        words = self.free[part.start : part.end]
        if is_prose(words, self.lexicon) or FILLER in words or part.sign in {"", ";"}:
            return False
        if part.sign == "\n" and not (
            self.wording.is_post(words)
            or (self.wording.registered(part.start, part.end) and not person.about)
        ):
            return False
        if prose and not (part.sign == "(" or self.wording.known(words)):
            return False
        if self.wording.is_honorific_after(words):
            person.address((part.start, part.end))
            return True
        last = person.about[-1] if person.about and person.about[-1] > person.name else None
        if part.sign == "and":
            if not last or not self._joins(last, words):
                return False
            person.about[-1] = (last[0], part.end)
        elif (
            last and part.sign == "(" and self.wording.is_place(words) and not self.wording.registered(*last)
        ):
            closed = self.free.find(")", part.end)
            person.about[-1] = (last[0], closed + 1 if closed >= 0 else part.end)
        else:
            person.about.append((part.start, part.end))
        return True

    def _joins(self, before: Stretch, words: str) -> bool:
        """Whether "and" stands within a name or title ("Minister of Posts and Telecommunications")."""
        return not self.register.find(words) and not self.wording.registered(*before)


@lru_cache(maxsize=64)
def _joined(lexicon: Lexicon) -> re.Pattern[str]:
    return re.compile(rf"(?<!\s)\s++{joiner(lexicon)}\s+", re.IGNORECASE)


@lru_cache(maxsize=64)
def _post_before(lexicon: Lexicon) -> re.Pattern[str]:
    """A post directly before a name, perhaps with an article ("Mme la Ministre X")."""
    article = alternation(lexicon.organizations.articles)
    post = alternation(lexicon.people.job_titles)
    return re.compile(rf"(?:{article}\s*)?(?P<post>{post})", re.IGNORECASE)


@lru_cache(maxsize=64)
def _honorific_after(lexicon: Lexicon) -> re.Pattern[str]:
    return re.compile(rf"\s*(?P<words>{honorifics_after(lexicon)})$")
