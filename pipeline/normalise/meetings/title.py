"""The title of a meeting: what is left of its cell when all else was read."""

from __future__ import annotations

import re
from functools import lru_cache

from pipeline.fold import FILLER, Text
from pipeline.lexicon import Lexicon, alternation
from pipeline.marks import typed_mark
from pipeline.model import Outcome, Reading, Value

_PIECE = re.compile(rf"[^\n{FILLER}]+")
_STRAY = " \t:.,;/|*·•-。，：；、"
_EMPTY_BRACKETS = re.compile(r"\s*(?:\(\s*\)|\[\s*\])")
_ENCLOSED = re.compile(r"\s*(?:\((?P<bracketed>[^()]+)\)|\"(?P<quoted>[^\"]+)\")[\s.,;]*")
_DOUBLED_HYPHENS = re.compile(r"[-‐‑]{2,}")


def read_title(text: Text, lexicon: Lexicon) -> Outcome:
    """The first line with words that nobody took, and the lines that go on with it.

    A line goes on where it begins in lower case, or where it or the one before has a joining word or comma
    at the break. What stands on other lines is not touched; punctuation that is left over is taken, and so is
    the number of a list.
    """
    free = text.free
    pieces: list[tuple[int, int]] = []
    last = ""
    for line_start, end in text.lines():
        start = line_start
        if not pieces and (mark := typed_mark(free, line_start)) and mark.kind == "number":
            start = mark.span.end
            text.take(line_start, start, "mark")
        line = [(start + piece.start(), start + piece.end()) for piece in _PIECE.finditer(free[start:end])]
        line = [(first, stop) for first, stop in line if any(map(str.isalnum, free[first:stop]))]
        if pieces and not (line and _goes_on(last, free[line[0][0] : end], lexicon)):
            break
        if line:
            pieces.extend(line)
            last = free[line[-1][0] : end].rstrip(f" {FILLER}")
    if pieces:
        if len(pieces) == 1:
            pieces = [_without_enclosure(free, *pieces[0])]
        pieces[0] = (_without_stray_start(free, *pieces[0]), pieces[0][1])
        pieces[-1] = (pieces[-1][0], _without_stray_end(free, *pieces[-1]))
    _take_stray(text, pieces)
    if not pieces:
        return Outcome()
    printed = " ".join(text.printed(*piece) for piece in pieces)
    evidence = tuple(part for piece in pieces for part in text.read(*piece))
    title = _EMPTY_BRACKETS.sub("", _DOUBLED_HYPHENS.sub("-", printed))
    return Outcome((Reading("meetings", {"title": Value(title, evidence, "meetings.title")}),))


def _without_enclosure(free: str, start: int, end: int) -> tuple[int, int]:
    """The piece without the one pair of brackets or quotation marks around all of it."""
    match = _ENCLOSED.fullmatch(free, start, end)
    return match.span(match.lastgroup or 0) if match else (start, end)


def _without_stray_start(free: str, start: int, end: int) -> int:
    while start < end and (free[start] in f"{_STRAY})]" or _is_half_bracket(free, start, end, free[start])):
        start += 1
    return start


def _without_stray_end(free: str, start: int, end: int) -> int:
    """Where the piece ends without stray punctuation and half brackets."""
    while start < end and (
        free[end - 1] in f"{_STRAY}([" or _is_half_bracket(free, start, end, free[end - 1])
    ):
        end -= 1
    return end


def _is_half_bracket(free: str, start: int, end: int, sign: str) -> bool:
    other = {"(": ")", ")": "("}.get(sign)
    return other is not None and free.count(sign, start, end) > free.count(other, start, end)


def _goes_on(last: str, line: str, lexicon: Lexicon) -> bool:
    joining = _joining(lexicon)
    ends_open = last.endswith((",", "-", "&", "/")) or joining["end"].search(last)
    return bool(ends_open or line[:1].islower() or joining["start"].match(line))


def _take_stray(text: Text, pieces: list[tuple[int, int]]) -> None:
    """Take the punctuation around the title, and what is left without any words elsewhere."""
    inside = {position for piece in pieces for position in range(*piece)}
    for start, end in text.remainder():
        stray = [position for position in range(start, end) if position not in inside]
        if not any(text.text[position].isalnum() for position in stray):
            for position in stray:
                text.take(position, position + 1, "mark")


@lru_cache(maxsize=64)
def _joining(lexicon: Lexicon) -> dict[str, re.Pattern[str]]:
    words = alternation(lexicon.meetings.title_joiners)
    return {
        "end": re.compile(rf"{words}\s*\Z", re.IGNORECASE),
        "start": re.compile(words, re.IGNORECASE),
    }
