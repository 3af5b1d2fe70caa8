"""What stands between two lines of a paragraph: a space, nothing, or a hyphen that goes or stays.

A hyphen at a line's end either parts a word ("Administra-/tion") or belongs to it ("forward-/looking");
the words of the rest of the document decide, and where they do not it stays.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from pipeline.read.pdf.lines import UNSPACED_SCRIPT, Line, is_alone
from pipeline.read.pdf.vocabulary import HYPHENS, WORD, Vocabulary, pieces_of_word
from pipeline.read.pdf.words import LINE_END_HYPHEN

Joint = Literal["space", "nothing", "drop-hyphen", "undecided-hyphen", "space-likely", "nothing-likely"]

LONGEST_TOKEN = 2048
"""Characters around a line's end that are looked at: no address is longer, and text without spaces may go on
for pages."""

_HYPHENATED = re.compile(rf"([^\W_]+-*)[{HYPHENS}]$")
_GLUED = re.compile(r"\w[/–—]$")  # what stands close to the word before it stands close to the next
_CLOSING = ")]}”.,/"  # nothing stands between a word and these
_SPACED_BY_SOME = ":;!?"  # nor these, but in French a space
_PREFIXES = frozenset("وفبكل")  # Arabic words of one letter, which are written together with the next
_ADDRESS = re.compile(
    r"(?:[a-z][a-z0-9+.-]*://|https?:/?$|www\.|mailto:|[\w.+-]+@)[^\s<>\"]*$", re.IGNORECASE
)
_SIGN_OF_ADDRESS = re.compile(r"://|https?:/?$|www\.|mailto:|@", re.IGNORECASE)
_BEGINS_ADDRESS = re.compile(r"https?:|www\.|mailto:", re.IGNORECASE)
_ADDRESS_GOES_ON = re.compile(r"[/_=&?%#~+@:.-]$")
_PART_OF_ADDRESS = re.compile(r"[/_=&?%#~@]|\w\.\w|\.(?:html?|pdf|aspx?|php)\b|^[\w-]+-[\w-]+$|\d")


@dataclass(slots=True)  # not frozen, as `Word`
class LineEnd:
    """The end of a line and the start of the next: the last token of the paragraph so far, the two
    lines, the room that was left, and whether a space stood there as far as the producer tells."""

    token: str
    line: Line
    following: Line
    room: float
    at_space: bool | None

    @property
    def head(self) -> str:
        """The first token of the following line."""
        return self.following.text[:LONGEST_TOKEN].partition(" ")[0]

    @property
    def full(self) -> bool:
        """True where not one more letter had room on a line that holds a single word."""
        return is_alone(self.line) and self.room < self.following.letter


def joint(end: LineEnd, vocabulary: Vocabulary) -> Joint:
    """What joins two lines of a paragraph."""
    if end.at_space or _begins_address(end):
        return "space"
    if _in_one_link(end) or (_closes(end, vocabulary) and (end.full or end.at_space is False)):
        return "nothing"
    address = _address(end.token)
    if address is None and end.full:
        address = _address(end.token + end.head)
    if address:
        return "nothing" if _address_goes_on(end, address.group(), vocabulary) else "space"
    hyphenated = _HYPHENATED.search(end.token) if end.token[-1] in HYPHENS else None
    if hyphenated:
        return _hyphen(hyphenated.group(1), end, vocabulary)
    if (
        UNSPACED_SCRIPT.match(end.token[-1])
        or UNSPACED_SCRIPT.match(end.head[0])
        or _GLUED.search(end.token)
        or end.token in _PREFIXES
    ):
        return "nothing"
    return _cut(end, vocabulary) if end.full else "space"


def _in_one_link(end: LineEnd) -> bool:
    """True where one link goes on over the line's end, and its target has what stands at both sides."""
    here, there = _links(end)
    printed = f"{end.token}{end.head}".replace(LINE_END_HYPHEN, "-").strip("()[]<>.,;").casefold()
    return here is not None and here == there and printed in here.casefold()


def _links(end: LineEnd) -> tuple[str | None, str | None]:
    """The targets of the links that the line ends in and that the following line begins in."""
    here = next((link.target for link in end.line.links if link.end >= len(end.line.text)), None)
    there = next((link.target for link in end.following.links if link.start == 0), None)
    return here, there


def _begins_address(end: LineEnd) -> bool:
    """True where the next line begins an address, and no script without spaces stands before it."""
    return (
        _BEGINS_ADDRESS.match(end.head) is not None
        and not UNSPACED_SCRIPT.match(end.token[-1])
        and _address(end.token) is None
    )


def _closes(end: LineEnd, vocabulary: Vocabulary) -> bool:
    """True where the next line begins with what is written close to the word before it."""
    sign = end.head[0]
    if sign in _SPACED_BY_SOME:
        return not vocabulary.is_spaced(sign)
    return sign in _CLOSING or (sign in HYPHENS and (len(end.head) > 1 or end.following.words == 1))


def _hyphen(stem: str, end: LineEnd, vocabulary: Vocabulary) -> Joint:
    """What becomes of a hyphen, by what the rest of the document shows of the word."""
    match = WORD.match(end.head)
    kept = (
        match is None
        or stem[-1].isdigit()
        or len(stem) == 1
        or stem[-1] == "-"
        or _address(end.token + end.head)
    )
    if match is None or kept or (match.group()[0].isupper() and not stem.isupper()):
        return "nothing"
    rest = match.group()
    whole, parted = vocabulary.count(stem + rest), vocabulary.count(f"{stem}-{rest}")
    if whole == parted:
        return "undecided-hyphen"
    return "drop-hyphen" if whole > parted else "nothing"


def _address_goes_on(end: LineEnd, address: str, vocabulary: Vocabulary) -> bool:
    """True where the next line goes on with an address: link annotations say so, or its own form."""
    here, there = _links(end)
    if end.at_space is False:
        return True
    if here is not None:
        so_far = _bare(address)
        return here == there and not (so_far and _bare(here).endswith(so_far))
    word = WORD.fullmatch(end.head.rstrip(".,;:)"))
    known = word is not None and vocabulary.count(word.group()) > 1
    if (end.full or _ADDRESS_GOES_ON.search(address)) and not known:
        return True
    no_room = end.room < end.following.first
    return no_room and bool(_PART_OF_ADDRESS.search(end.head)) and not _ADDRESS.match(end.head)


def _address(text: str) -> re.Match[str] | None:
    """The address that a text ends in. It is looked for only where there is a sign of one: the pattern
    tries every letter as its start, and a line without spaces may be long."""
    return _ADDRESS.search(text) if _SIGN_OF_ADDRESS.search(text) else None


def _bare(address: str) -> str:
    return re.sub(r"^[a-z]+:(?://)?", "", address.casefold()).rstrip("/.,;")


def _cut(end: LineEnd, vocabulary: Vocabulary) -> Joint:
    """What joins a line that a single word fills: the word may have been cut for want of room."""
    if end.at_space is False:
        return "nothing"
    if vocabulary.shows(end.token + end.head):
        return "nothing"
    pieces = pieces_of_word(end.token, end.head)
    if pieces is None:
        if not (end.token[-1].isdigit() and end.head[0].isdigit()):
            return "space"
        return "space-likely" if _are_alike(end.token, end.head) else "nothing-likely"
    first, second = pieces
    if vocabulary.begins(first + second):
        return "nothing"
    return "nothing-likely" if vocabulary.one_word(first, second) else "space-likely"


def _are_alike(token: str, other: str) -> bool:
    """True for two numbers of one form, as years and codes under each other are."""
    return len(token) == len(other) and all(
        a == b or (a.isdigit() and b.isdigit()) for a, b in zip(token, other, strict=True)
    )
