"""What a printed name looks like, by shape and vocabulary: a person's, an organisation's, a unit's."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from pipeline.lexicon import Lexicon, Words, alternation

_FOREIGN = re.compile(r"[\d@/&:;()\[\],\"?!+=|<>\x00]")
_ADDRESS = re.compile(r"@|://|\bwww\.|\x00")
_INITIALS = re.compile(r"(?:[^\W\d_]\.-?)+|[^\W\d_]")
_NAME_WORD = re.compile(r"(?:[^\W\d_]|[\u0300-\u036f'.-])+")
_HAN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
_HAN_NAME = re.compile(
    r"[\u3400-\u9fff]{2,4}|[\u3040-\u30ff\u3400-\u9fff]+(?:[\s·・-][\u3040-\u30ff\u3400-\u9fffA-Za-z.]+){1,4}"
)


@lru_cache(maxsize=256)
def pattern(words: Words) -> re.Pattern[str]:
    """`alternation` of `words`, compiled."""
    return re.compile(alternation(words), re.IGNORECASE)


def is_caseless(text: str) -> bool:
    """True where a letter's script has no capitals (Arabic, Han)."""
    return not text.isascii() and any(unicodedata.category(character) == "Lo" for character in text)


@lru_cache(maxsize=8192)
def is_person(text: str, lexicon: Lexicon, *, announced: bool = False, honorific: bool = False) -> bool:
    """Whether `text` (without honorific) can be a person's name.

    Two to six capitalised words or initials, with particles; no figures, no word of an organisation or post.
    After an honorific one word is enough and may be any but a post ("Mr. Bank", not "Mr. President").
    Scripts without capitals need something that announces a person.
    """
    words = text.split()
    if not words or _FOREIGN.search(text) or (not honorific and _has_other_vocabulary(text, lexicon)):
        return False
    if is_caseless(text):
        return (announced or honorific) and _is_caseless_name(text, words)
    if honorific and not pattern(lexicon.people.job_titles).sub("", text).strip():
        return False
    particles = _words(lexicon.people.particles)
    names = [word for word in words if not (word.casefold() in particles and word[0].islower())]
    if not (1 if honorific else 2) <= len(names) <= 6 or len(words) > 8 or words[-1] not in names:
        return False
    initials = [word for word in names if _INITIALS.fullmatch(word) and word[0].isupper()]
    full = [word for word in names if word not in initials]
    expected = announced or honorific or (words[0] in names and not _looks_like_acronyms(full, initials))
    return bool(full) and all(map(_is_name_word, full)) and expected


def _has_other_vocabulary(text: str, lexicon: Lexicon) -> bool:
    organizations = lexicon.organizations
    return _any_of(
        organizations.heads, organizations.governments, organizations.name_words, organizations.units,
        organizations.sentence_words, lexicon.people.job_titles,
    ).search(text) is not None or has_company_suffix(text, lexicon)  # fmt: skip


@lru_cache(maxsize=64)
def _any_of(*vocabularies: Words) -> re.Pattern[str]:
    return re.compile("|".join(map(alternation, vocabularies)), re.IGNORECASE)


@lru_cache(maxsize=64)
def _words(phrases: Words) -> frozenset[str]:
    """The single words of some phrases, in lower case."""
    return frozenset(word for phrase in phrases for word in phrase.casefold().split())


def _is_caseless_name(text: str, words: list[str]) -> bool:
    if _HAN.search(text):
        return _HAN_NAME.fullmatch(text) is not None
    return len(words) <= 6 and all(_NAME_WORD.fullmatch(_unmarked(word)) for word in words)


def _unmarked(word: str) -> str:
    return "".join(character for character in word if not unicodedata.category(character).startswith("M"))


def _is_name_word(word: str) -> bool:
    """A word with a capital at its own start or behind a prefix (`al-Rashid`, `d'Arcy`)."""
    parts = re.split(r"[-']", word)
    return _NAME_WORD.fullmatch(word) is not None and any(part[:1].isupper() for part in parts[:2])


def _looks_like_acronyms(full: list[str], initials: list[str]) -> bool:
    return not initials and all(word.isupper() for word in full) and any(len(word) <= 4 for word in full)


def _follows_joiner(rest: str, lexicon: Lexicon) -> bool:
    """Whether a post is all there is, or "of" follows it."""
    return not rest.strip() or pattern(lexicon.people.job_joiners).match(rest.lstrip()) is not None


def has_company_suffix(text: str, lexicon: Lexicon) -> bool:
    """Whether `text` ends like a company's name (`Inc.`)."""
    return _company_suffix(lexicon).search(text) is not None


@lru_cache(maxsize=64)
def _company_suffix(lexicon: Lexicon) -> re.Pattern[str]:
    return re.compile(alternation(lexicon.organizations.companies) + r"\.?$", re.IGNORECASE)


def is_government(text: str, lexicon: Lexicon) -> bool:
    """Whether `text` has a word of a government's own bodies."""
    return pattern(lexicon.organizations.governments).search(text) is not None


def is_unit(text: str, lexicon: Lexicon) -> bool:
    """Whether `text` can name a part of an organisation (`Communication and Information Sector`)."""
    return pattern(lexicon.organizations.units).search(text) is not None and is_organization(text, lexicon)


def is_prose(text: str, lexicon: Lexicon) -> bool:
    """Whether `text` has a word that names do not have (will, agreed)."""
    return pattern(lexicon.organizations.sentence_words).search(text) is not None


@lru_cache(maxsize=8192)
def has_head(text: str, lexicon: Lexicon) -> bool:
    """Whether `text` has a noun for a kind of body, a government's word or a company's suffix."""
    return (
        pattern(lexicon.organizations.heads).search(text) is not None
        or is_government(text, lexicon)
        or has_company_suffix(text, lexicon)
    )


@lru_cache(maxsize=8192)
def is_organization(text: str, lexicon: Lexicon) -> bool:
    """Whether `text` can be the name of an organisation that nobody registered.

    It begins with a capital (or a script without) and has a noun for a kind of body, or it is
    capitalised throughout but for particles. Prose, addresses and figures are none.
    """
    words = text.split()
    if not words or len(words) > 16 or _ADDRESS.search(text) or text[0].isdigit() or is_prose(text, lexicon):
        return False
    letters = [character for character in text if character.isalpha()]
    if len(letters) < 2 or honorific_pattern(lexicon).match(text):
        return False
    known = has_head(text, lexicon) or pattern(lexicon.organizations.units).search(text) is not None
    post = pattern(lexicon.people.job_titles).match(text)
    if post and (not has_head(text, lexicon) or _follows_joiner(text[post.end() :], lexicon)):
        return False
    if is_caseless(text):
        return known
    if known:
        return not letters[0].islower()
    particles = _words(lexicon.organizations.particles)
    return not any(_INITIALS.fullmatch(word) and word.endswith(".") for word in words) and all(
        (number and word.casefold() in particles) or any(map(str.isupper, word))
        for number, word in enumerate(words)
    )


@lru_cache(maxsize=64)
def honorific_pattern(lexicon: Lexicon) -> re.Pattern[str]:
    """One or more honorifics, each with its full stop where it has one ("H.E. Mr. "), to be matched where a
    name begins."""
    words = lexicon.people.honorifics
    if not words:
        return re.compile(r"(?!)")
    one = rf"(?:{alternation(words)})\.?"
    return re.compile(rf"(?:{one}\s*)+(?=\S)", re.IGNORECASE)
