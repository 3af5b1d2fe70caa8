"""What words said of a person can be: an organisation or part of one, a post, a place."""

from __future__ import annotations

import re
from functools import lru_cache

from pipeline.lexicon import Lexicon, alternation
from pipeline.names import has_head, is_caseless, is_organization, is_person, pattern
from pipeline.normalise.people.draft import Stretch
from pipeline.register import Organization, Register


class Wording:
    """Answers about stretches of one text."""

    def __init__(self, free: str, lexicon: Lexicon, register: Register) -> None:
        self.free = free
        self.lexicon = lexicon
        self.register = register

    def registered(self, start: int, end: int) -> tuple[Organization, ...]:
        """The registered organisations that the words name, with or without an article in front."""
        words = pattern(self.lexicon.organizations.articles).sub("", self.free[start:end], count=1).strip()
        return self.register.find(self.free[start:end]) or self.register.find(words)

    def is_organization(self, stretch: Stretch) -> bool:
        """Whether the words name an organisation, registered or by its shape."""
        words = self.free[slice(*stretch)]
        if self.registered(*stretch):
            return True
        only_part = self.is_part(words) and not has_head(words, self.lexicon)
        return (
            has_head(words, self.lexicon)
            and not only_part
            and not self.is_post(words)
            and is_organization(words, self.lexicon)
        )

    def is_unlisted(self, words: str, *, bracketed: bool) -> bool:
        """An organisation by its shape alone, which is not also that of a person's name; in brackets behind a
        person stands no other one."""
        is_plain_word = " " not in words and words[1:].islower() and not is_caseless(words)
        if is_plain_word or not is_organization(words, self.lexicon) or self._says_how(words):
            return False
        return bracketed or not is_person(words, self.lexicon)

    def _says_how(self, words: str) -> bool:
        """Whether words say that a person is yet to be confirmed, or how one took part."""
        organizations, participants = self.lexicon.organizations, self.lexicon.participants
        statuses = (*organizations.to_be_confirmed, *organizations.confirmed, *organizations.proposed)
        return (
            pattern((*statuses, *organizations.nothing)).fullmatch(words) is not None
            or pattern((*participants.partial, *participants.nouns)).search(words) is not None
        )

    def is_part(self, words: str) -> bool:
        """Whether the words name a part of an organisation."""
        return pattern(self.lexicon.organizations.units).search(words) is not None

    def is_place(self, words: str) -> bool:
        """Whether the words are the name of a country, city or venue."""
        return self.register.country(words) is not None or self.register.place(words) is not None

    def is_honorific_after(self, words: str) -> bool:
        """Whether the words are nothing but honorifics or degrees that stand behind a name."""
        return re.fullmatch(honorifics_after(self.lexicon), words) is not None

    def is_post(self, words: str) -> bool:
        """Whether the words name a post: one opens them, or what stands before it is no organisation's."""
        found = pattern(self.lexicon.people.job_titles).search(words)
        return found is not None and (
            found.start() == 0 or not has_head(words[: found.start()], self.lexicon)
        )

    def post_at(self, start: int, end: int) -> tuple[int, Stretch] | None:
        """A post with its organisation ("Secretary-General of ITU"): the post's end, the other's words."""
        words = self.free[start:end]
        for name in self.register.names_in(words):
            joined = _joined_before(self.lexicon).search(words[: name.start])
            if name.end == len(words) and joined and self.is_post(words[: joined.start()]):
                return start + joined.start(), (start + name.start, end)
        return None

    def is_post_of_fields(self, start: int, end: int) -> bool:
        """A post with what it is for, which is not an organisation's name ("Minister of Science")."""
        words = self.free[start:end]
        joined = _joined(self.lexicon).search(words)
        return joined is not None and self.is_post(words) and not self.post_at(start, end)

    def known(self, words: str) -> bool:
        """Whether the words name a registered organisation, a place or a post."""
        return bool(self.register.find(words)) or self.is_place(words) or self.is_post(words)


@lru_cache(maxsize=64)
def joiner(lexicon: Lexicon) -> str:
    """The pattern of words that join a name or post to its organisation ("of", "from the")."""
    article = alternation(lexicon.organizations.articles)
    return rf"{alternation(lexicon.people.job_joiners)}(?:\s+{article})?"


@lru_cache(maxsize=64)
def honorifics_after(lexicon: Lexicon) -> str:
    """The pattern of the honorifics and degrees behind a name ("PhD", "K.B.E. D.Sc."), in the capitals of the
    lexicon; it matches nothing where the language has none."""
    one = alternation(lexicon.people.honorifics_after)
    return rf"(?:{one}\.?)(?:\s*{one}\.?)*"


@lru_cache(maxsize=64)
def _joined_before(lexicon: Lexicon) -> re.Pattern[str]:
    return re.compile(rf"\s+{joiner(lexicon)}(?:\s+|(?<='))$", re.IGNORECASE)


@lru_cache(maxsize=64)
def _joined(lexicon: Lexicon) -> re.Pattern[str]:
    return re.compile(rf"\s{joiner(lexicon)}\s", re.IGNORECASE)
