"""List marks typed as characters: bullets, dashes, numbers and letters at the start of a line."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.model import Marker, Span

_BULLETS = (
    "·•●○◦▪▫■□▸►▶➢➤→❖◆✓✔∙⁃‣⦁"
    "\uf0b7\uf0a7\uf0a8\uf0d8\uf0fc\uf076\uf02d\uf0e0\uf06c\uf06e\uf071\uf075\uf0be"  # Symbol and Wingdings
)
_ROMAN = r"(?:x{0,3}(?:ix|iv|v?i{1,3}|v|x))"
_MARK = re.compile(
    rf"""[^\S\n]*(?:
      (?P<bullet>[{_BULLETS}]|[*o](?=\s))[^\S\n]*
    | (?P<dash>[-‐‑‒–—―−])(?![-‐‑‒–—―−\d])[^\S\n]*
    | (?P<number>\(?\d{{1,2}}\)(?!\d)|\d{{1,2}}\.(?=\s)|\(?{_ROMAN}\)|{_ROMAN}\.(?=\s))[^\S\n]*
    | (?P<letter>\(?[a-zа-я]\)|[a-z]\.(?=\s))[^\S\n]*
    )(?=\S)""",
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class TypedMark:
    """A typed list mark: its kind, its span (white space around it included), and the characters of
    white space before it."""

    kind: Marker
    span: Span
    indent: int


def typed_mark(text: str, start: int = 0) -> TypedMark | None:
    """The list mark typed at `start` of `text` (the start of a line), or None."""
    match = _MARK.match(text, start)
    if match is None or match.lastgroup is None:
        return None
    kind: Marker = match.lastgroup  # type: ignore[assignment]  # the groups are named after the markers
    return TypedMark(kind, Span(start, match.end()), match.start(match.lastgroup) - start)
