"""Finding names in a text: word by word, the longest first, in one pass."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from pipeline.fold import fold, key

T = TypeVar("T", bound=Hashable)

_HAN = "\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
_MARKS = "\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670"
_WORD = re.compile(rf"[{_HAN}]|(?:[^\W_{_HAN}][{_MARKS}]*)+|&")
_AND = "&"
_LONGEST_AND = 3
_CONNECTED = re.compile(r"[^\w\x00;:\n]{0,3}\n?[^\w\x00;:\n]{0,3}")
_PUNCTUATION = frozenset(",/()[]")
_ACRONYM_GAPS = re.compile(r"[^\w]+")
_ACRONYM_LETTERS = 12
_DOTTED = re.compile(rf"[^\W\d_](?:\.\s?[^\W\d_]){{1,{_ACRONYM_LETTERS}}}\.?(?![^\W_])")
_JOINED = re.compile(r"[^\W_]{2,}(?:[ /-][^\W_]{2,})*")
_JOINED_PARTS = 3


def acronym_key(text: str) -> str:
    """The letters of an acronym with their case: `U.N.E.S.C.O.` and `UNESCO` are the same."""
    return _ACRONYM_GAPS.sub("", fold(text))


@dataclass(slots=True)
class _Node(Generic[T]):
    children: dict[str, _Node[T]] = field(default_factory=dict)
    owners: dict[T, frozenset[str]] = field(default_factory=dict)

    def after(self, word: str) -> list[_Node[T]]:
        """The nodes that `word` leads to; a printed "&" stands for any short word of a name (and, et)."""
        if word in self.children:
            return [self.children[word]]
        if word == _AND:
            return [self, *(child for known, child in self.children.items() if len(known) <= _LONGEST_AND)]
        return []


def _after(nodes: Iterable[_Node[T]], word: str) -> list[_Node[T]]:
    """The nodes that `word` leads to from any of `nodes`, each once: many "&" reach the same on many ways."""
    return list({id(found): found for node in nodes for found in node.after(word)}.values())


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a text, and its `fold.key`."""

    start: int
    end: int
    text: str
    key: str


def tokens_of(text: str) -> list[Token]:
    """The words of a text; Han and kana are a word each sign."""
    return [Token(*match.span(), match[0], key(match[0]) or match[0]) for match in _WORD.finditer(text)]


def words_of(name: str) -> list[str]:
    """The words of a name as `tokens_of` would give them."""
    if _AND in name:
        return [token.key for token in tokens_of(fold(name))]
    folded = key(name)
    return folded.split() if folded.isascii() else _WORD.findall(folded)


class Index(Generic[T]):
    """Names word by word, so that one pass over a text finds the longest name at each place."""

    def __init__(self) -> None:
        self.root: _Node[T] = _Node()

    def add(self, name: str, owner: T) -> None:
        """Let `name` mean `owner` (too)."""
        node = self.root
        for word in words_of(name):
            child = node.children.get(word)
            if child is None:
                child = node.children[word] = _Node()
            node = child
        node.owners[owner] = node.owners.get(owner, frozenset()) | _PUNCTUATION.intersection(name)

    def find(self, name: str) -> tuple[T, ...]:
        """Whose name `name` is, as a whole."""
        nodes = [self.root]
        for word in words_of(name):
            nodes = _after(nodes, word)
        return tuple(owner for node in nodes for owner in node.owners)

    def longest(self, text: str, tokens: list[Token], first: int, word: str) -> tuple[int, tuple[T, ...]]:
        """How many tokens from `first` on (read as `word`) make the longest name, and whose it is."""
        nodes = self.root.after(word) if word != _AND else []
        best: tuple[int, tuple[T, ...]] = (0, ())
        for number in range(first, len(tokens)):
            if tokens[number].key != _AND and any(node.owners for node in nodes):
                printed = _PUNCTUATION.intersection(text[tokens[first].start : tokens[number].end])
                known = [pair for node in nodes for pair in node.owners.items()]
                owners = tuple(owner for owner, signs in known if printed <= signs)
                best = (number - first + 1, owners) if owners else best
            following = tokens[number + 1] if number + 1 < len(tokens) else None
            if not following or not _CONNECTED.fullmatch(text, tokens[number].end, following.start):
                break
            nodes = _after(nodes, following.key)
            if not nodes:
                break
        return best


def is_acronym(name: str) -> bool:
    """True for at most twelve letters, all capitals of a script that has both (`UNDP`, `ICC/CCBI`)."""
    return name.isupper() and len(acronym_key(name)) <= _ACRONYM_LETTERS


def acronym_spellings(text: str, tokens: list[Token], first: int) -> Iterator[tuple[int, str, int]]:
    """The ways to read tokens from `first` on as one acronym: how many, its letters, and its end.

    Single letters with full stops (`U.N.E.S.C.O.`), up to three parts that a space, hyphen or slash joins.
    """
    if dotted := _DOTTED.match(text, tokens[first].start):
        letters = acronym_key(dotted[0])
        yield len(letters), letters, dotted.end()
    for length in range(1, min(_JOINED_PARTS, len(tokens) - first) + 1):
        run = tokens[first : first + length]
        if length == 1 or _JOINED.fullmatch(text, run[0].start, run[-1].end):
            yield length, "".join(token.text for token in run), run[-1].end
