"""A list of organisations cut into its pieces: names, brackets, separators, and the words between them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from pipeline.fold import FILLER
from pipeline.lexicon import Lexicon, alternation
from pipeline.marks import typed_mark
from pipeline.names import is_caseless, pattern
from pipeline.register import Mention, Organization, Register

Kind = Literal[
    "name", "words", "bracket", "dash", "hyphen", "colon", "separator", "joiner", "label", "mark", "line"
]
_BETWEEN: frozenset[Kind] = frozenset({"separator", "joiner", "dash", "hyphen", "colon", "label"})

_CLOSING = {"(": ")", "[": "]", "{": "}"}
_SEPARATORS = ",;/|+\u3001\u060c\u061b\u2022\u00b7"
_SIGNS: dict[str, Kind] = {
    "\n": "line",
    FILLER: "line",
    ":": "colon",
    **dict.fromkeys(_SEPARATORS, "separator"),
}
_PLAIN = re.compile(
    rf"[^\s\n{re.escape(FILLER)}(\[{{:\-{re.escape(_SEPARATORS)}]+[^\S\n]*|[^\S\n]+|.", re.DOTALL
)
_LABEL_END = re.compile(r"[^\S\n]*(?:[:\n]|-+\s|$)")
_SPACES = re.compile(" *")
_AMPERSAND = re.compile(r"&(?=\s)")
_NAME_HYPHEN = re.compile(r"-(?=\w)")
_DASH = re.compile(r"-+(?=\s|$)")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a cell's text and what it is; a `name` has the organisations that it can mean."""

    kind: Kind
    start: int
    end: int
    organizations: tuple[Organization, ...] = ()


@dataclass(frozen=True, slots=True)
class Item:
    """What stands between two separators of a line: names, words, brackets; `before` is what parts it from
    the item in front of it, empty where a name stands directly behind another one's brackets."""

    pieces: tuple[Piece, ...]
    before: Piece | None = None


def lines(free: str, lexicon: Lexicon, register: Register) -> Iterator[list[Item]]:
    """The items of each line that has some; what is masked parts lines, a name may run over a line's end."""
    line: list[Piece] = []
    for piece in _pieces(free, lexicon, register):
        if piece.kind != "line":
            line.append(piece)
        elif line:
            yield _items(line)
            line = []
    if line:
        yield _items(line)


def _items(line: list[Piece]) -> list[Item]:
    items: list[Item] = []
    pieces: list[Piece] = []
    before: Piece | None = None
    for piece in line:
        if piece.kind in _BETWEEN:
            items.append(Item(tuple(pieces), before))
            pieces, before = [], piece
        elif piece.kind == "name" and pieces and pieces[-1].kind == "bracket":
            items.append(Item(tuple(pieces), before))
            pieces, before = [piece], Piece("separator", piece.start, piece.start)
        else:
            pieces.append(piece)
    return [*items, Item(tuple(pieces), before)]


def _pieces(free: str, lexicon: Lexicon, register: Register) -> Iterator[Piece]:
    names = {
        mention.start: mention for mention in register.names_in(free, lexicon.organizations.attached_joiners)
    }
    words = lexicon.organizations
    joiner = _joiner(lexicon)
    label = pattern((*words.co_facilitator, *words.facilitator))
    whole = pattern(
        (*words.nothing, *words.confirmed, *words.to_be_confirmed, *words.proposed, *words.status_tails)
    )
    position, start, line_start = 0, 0, True
    last: Kind = "line"
    while position < len(free):
        mark = typed_mark(free, position) if line_start else None
        phrase, announced = whole.match(free, position), label.match(free, position)
        if mark is not None:
            found: Piece | None = Piece("mark", position, mark.span.end)
        elif attached := next(
            (one for one in words.attached_joiners if _is_attached(free, position, one, names)), ""
        ):
            found = Piece("joiner", position, position + len(attached))
        elif announced and _is_label(free, announced, names, first=last == "line"):
            found = Piece("label", position, announced.end())
        elif phrase and position not in names:
            position, last, line_start = phrase.end(), "words", False
            continue
        else:
            found = _at(free, position, joiner, names, last)
        line_start = False
        if position in names and mark is None:
            mention = names[position]
            found = Piece("name", mention.start, mention.end, mention.organizations)
        if found is None:
            position = _words_end(free, position, names, joiner)
            last = "words" if last == "words" or free[start:position].strip() else last
            continue
        if free[start : found.start].strip():
            yield Piece("words", start, found.start)
        yield found
        position = start = found.end
        last = found.kind
        line_start = found.kind == "line"
    if free[start:].strip():
        yield Piece("words", start, len(free))


@lru_cache(maxsize=64)
def _joiner(lexicon: Lexicon) -> re.Pattern[str]:
    return re.compile(rf"(?:{alternation(lexicon.organizations.joiners)})(?!\.)", re.IGNORECASE)


def _is_attached(free: str, position: int, joiner: str, names: dict[int, Mention]) -> bool:
    """Whether a joiner is written together with the name behind it."""
    return free.startswith(joiner, position) and position + len(joiner) in names and position not in names


def _is_label(free: str, words: re.Match[str], names: dict[int, Mention], *, first: bool) -> bool:
    """Whether words for a role announce who has it: a sign or name follows, or they open the line."""
    end = words.end()
    spaces = _SPACES.match(free, end)
    following = spaces.end() if spaces else end
    return bool(_LABEL_END.match(free, end)) or following in names or (first and " " in words[0])


def _at(
    free: str, position: int, joiner: re.Pattern[str], names: dict[int, Mention], last: Kind
) -> Piece | None:
    """The piece that begins at `position`; None where plain words do. In scripts without spaces or capitals
    a joiner counts beside a registered name only: its signs are part of other words."""
    character = free[position]
    if character in _CLOSING:
        return Piece("bracket", position, _bracket_end(free, position))
    joined = joiner.match(free, position) or _AMPERSAND.match(free, position)
    if joined and (last == "name" or joined.end() in names or not is_caseless(joined[0])):
        return Piece("joiner", position, joined.end())
    if character == "-":
        return _dash(free, position, last)
    kind = _SIGNS.get(character)
    return Piece(kind, position, position + 1) if kind else None


def _dash(free: str, position: int, last: Kind) -> Piece | None:
    """A hyphen behind a name, a dash between words; None within a word."""
    before = free[position - 1 : position]
    if last == "name" and _NAME_HYPHEN.match(free, position) and not before.isspace():
        return Piece("hyphen", position, position + 1)
    dash = _DASH.match(free, position)
    return Piece("dash", position, dash.end()) if dash and not before.isalnum() else None


def _words_end(free: str, position: int, names: dict[int, Mention], joiner: re.Pattern[str]) -> int:
    """Where the word at `position` ends, with the spaces behind it; in scripts without spaces a name or
    joiner may stand within it."""
    plain = _PLAIN.match(free, position)
    end = plain.end() if plain else position + 1
    word = free[position:end].rstrip()
    if word.isascii() and word.isalpha():
        return end
    inside = range(position + 1, end)
    return next((middle for middle in inside if middle in names or _joins(free, middle, joiner, names)), end)


def _joins(free: str, position: int, joiner: re.Pattern[str], names: dict[int, Mention]) -> bool:
    joined = joiner.match(free, position)
    return joined is not None and joined.end() in names


def _bracket_end(free: str, start: int) -> int:
    """Behind the bracket that closes the one at `start`; without one, at the end of the line."""
    opening, closing = free[start], _CLOSING[free[start]]
    depth = 0
    for position in range(start, len(free)):
        character = free[position]
        depth += (character == opening) - (character == closing)
        if depth == 0:
            return position + 1
        if character == FILLER:
            break
    end = free.find("\n", start)
    filler = free.find(FILLER, start)
    return min(stop for stop in (end, filler, len(free)) if stop >= 0)
