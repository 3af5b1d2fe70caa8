"""Addresses in printed text: where they stand, and what is no address although it looks like one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from typing import Literal

from pipeline.fold import FILLER, Text
from pipeline.lexicon import Lexicon, alternation
from pipeline.normalise.links.domains import finder, is_host
from pipeline.normalise.links.mending import mended

Kind = Literal["address", "name", "other-scheme"]

# What ends an address but is a sign like any other to the finder: East Asian and Arabic punctuation, and Han
# and kana that do not begin a label of a host name.
_BREAKS = re.compile(
    r"[。、，；：「」『』《》〈〉【】…·،؛؟]|(?<![./])[\u3040-\u30ff\u3400-\u9fff]+|(?<=[^:/]/)[\u3040-\u30ff\u3400-\u9fff]+"
)
_OTHER_SCHEME = re.compile(
    r"(?<![\w.])(?![a-z0-9+.-]*(?:https?|ftp|mailto):)(?:[a-z][a-z0-9+.-]{1,20}://|(?:javascript|tel|skype|sip|callto|urn):|data:\w+/)[^\s<>\"]+",
    re.IGNORECASE,
)
_POSSIBLE = re.compile(r"\w[.@:]\s*[\w/+]|[(\[{]|\sdot\s", re.IGNORECASE)
_BROKEN_SCHEME = re.compile(r"https?\s?[:;]?[/\\]{1,2}(?=www\.)(?<!://)", re.IGNORECASE)
# An address directly after another one; behind a slash or equals sign it is part of it (an archive's copy).
_NEXT_ADDRESS = re.compile(r"(?<=[^\s/=?&%(<\"':])(?:https?|ftp)://", re.IGNORECASE)
_BEFORE_EMAIL = re.compile(r"^(?!mailto:)(?:[^@]*[;:&=$,])?[.+-]*", re.IGNORECASE)
_LIKE_AN_ADDRESS = re.compile(r"www\.|[^/?#]+[/?#:]", re.IGNORECASE)
_AROUND = " \t.,;:()[]<>\"'*•·-–|\x00"
_MARKS = ".@:([{"
"""The signs of `_POSSIBLE`, of which it needs one, or a word for a dot."""
_SIGNS = ".@:/"
"""Each address that is not written out has one of them."""
_REACH = 60
"""Characters around a bare host in which the words that announce it are looked for."""
_FILE_ENDINGS = frozenset(["zip", "mov", "md", "py", "sh", "pl", "ps", "rs", "pub", "app", "cab", "ai"])


@dataclass(frozen=True, slots=True)
class Address:
    """Something found: its characters in the text, the address without breaks, and the rule that found it."""

    start: int
    end: int
    address: str
    kind: Kind
    rule: str


def find_addresses(text: Text, lexicon: Lexicon) -> list[Address]:
    """The addresses in the free text, in order; with them names that look like a host, and other schemes."""
    plain, places = mended(text)
    is_marked = any(sign in plain for sign in _MARKS) or "dot" in plain.lower()
    if not is_marked or not _POSSIBLE.search(plain):
        return []
    shown = _BREAKS.sub(lambda match: " " * len(match.group()), plain.replace(FILLER, " "))
    found = [*_other_schemes(shown), *_obfuscated(shown, lexicon)]
    for address in found:
        shown = shown[: address.start] + " " * (address.end - address.start) + shown[address.end :]
    found.extend(_plain_addresses(shown, lexicon))
    return [_placed(address, places) for address in sorted(found, key=lambda address: address.start)]


def _placed(address: Address, places: Sequence[int]) -> Address:
    """The address with its characters counted in the text as it was before mending."""
    start, end = places[address.start], places[address.end - 1] + 1
    is_joined = end - start > address.end - address.start
    return replace(address, start=start, end=end, rule="links.joined" if is_joined else address.rule)


def _other_schemes(shown: str) -> Iterator[Address]:
    for match in _OTHER_SCHEME.finditer(shown) if ":" in shown else ():
        yield Address(match.start(), match.end(), match.group(), "other-scheme", "links.scheme")


def _obfuscated(shown: str, lexicon: Lexicon) -> Iterator[Address]:
    """E-mail written out: `name (at) host (dot) org`, `name [at] host.org`, `name at host dot org`."""
    for match in _written_out(lexicon).finditer(shown):
        host = _dots(lexicon).sub(".", match["host"] or match["spoken"])
        if is_host(host):
            yield Address(*match.span(), f"{match['name']}@{host}", "address", "links.obfuscated")


def _plain_addresses(shown: str, lexicon: Lexicon) -> Iterator[Address]:
    shown = _BROKEN_SCHEME.sub(lambda match: " " * len(match.group()), shown)
    starts = [0, *(match.start() for match in _NEXT_ADDRESS.finditer(shown)), len(shown)]
    for first, last in pairwise(starts):
        part = shown[first:last]
        for match in (any(sign in part for sign in _SIGNS) and finder().match(part)) or ():
            raw = match.raw.rstrip("'")
            end = first + match.index + len(raw)
            raw = _BEFORE_EMAIL.sub("", raw) if match.schema == "mailto:" else raw
            start = end - len(raw)
            if match.schema:
                yield Address(start, end, raw, "address", "links.address")
            elif not _is_no_host(raw):
                is_link = _LIKE_AN_ADDRESS.match(raw) or _is_announced(shown, start, end, lexicon)
                yield Address(start, end, raw, "address" if is_link else "name", "links.bare-host")


def _is_no_host(raw: str) -> bool:
    """A file's name, a time, or two sentences without a space ("ICTs.In"), in place of a host."""
    host, _, rest = raw.partition("/")
    *labels, last = re.split(r"[:?#]", host, maxsplit=1)[0].split(".")
    if labels[0].lower() == "www":
        return False
    is_file = not rest and last.lower() in _FILE_ENDINGS
    return is_file or last.istitle() or all(label.isdigit() for label in labels)


def _is_announced(shown: str, start: int, end: int, lexicon: Lexicon) -> bool:
    """Whether a bare host is meant as an address: alone in its line, in brackets, or after such a word."""
    before = shown[max(0, start - _REACH) : start].rpartition("\n")[2]
    after = shown[end : end + _REACH].partition("\n")[0]
    is_alone = len(before) < _REACH and not (before + after).strip(_AROUND)
    return is_alone or before.endswith("<") or bool(_announcement(lexicon).search(before))


@lru_cache(maxsize=64)
def _announcement(lexicon: Lexicon) -> re.Pattern[str]:
    return re.compile(rf"(?:{alternation(lexicon.links.before)}\s*:?|:)\s*\Z", re.IGNORECASE)


@lru_cache(maxsize=64)
def _dots(lexicon: Lexicon) -> re.Pattern[str]:
    word = alternation(lexicon.links.dot)
    return re.compile(rf"\s*(?:[(\[{{]\s*(?:{word}|\.)\s*[)\]}}]|\s{word}\s)\s*", re.IGNORECASE)


@lru_cache(maxsize=64)
def _written_out(lexicon: Lexicon) -> re.Pattern[str]:
    at, dots = alternation(lexicon.links.at), _dots(lexicon).pattern
    label = r"[\w-]+"
    return re.compile(
        rf"""(?<![\w.+-])(?P<name>[\w+-]+(?:\.[\w+-]+)*)
        (?:\s*[(\[{{]\s*(?:{at}|@)\s*[)\]}}]\s*(?P<host>{label}(?:(?:{dots}|\.){label})+)
          |\s+{at}\s+(?P<spoken>{label}(?:{dots}{label})+))""",
        re.IGNORECASE | re.VERBOSE,
    )
