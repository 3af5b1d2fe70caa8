"""A paragraph that has been read and has no place yet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from pipeline.model import Hyperlink, Marker, Notice, Span

_INVISIBLE: Final = " \u00a0\u00ad\u034f\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"


@dataclass(slots=True)
class Draft:
    """`indent` is where a typed mark stands (left indent in twentieths of a point, then column of the line),
    from which its level follows; None for other paragraphs. `margin` is the left indent of a drawn list's
    outermost level, None where it has none or there is no such list. `notices` hang on the paragraph, without
    their place as yet. `text` is empty where nothing is visible.
    """

    text: str
    links: tuple[Hyperlink, ...] = ()
    notices: Sequence[Notice] = ()
    level: int = 0
    marker: Marker | None = None
    mark: Span | None = None
    indent: tuple[int, int] | None = None
    margin: int | None = None

    @property
    def says_something(self) -> bool:
        """True where there is text, or something to notice."""
        return bool(self.text or self.notices)


def is_blank(text: str) -> bool:
    """True where no character is visible."""
    bare = text.strip()
    return not bare or (bare[0] in _INVISIBLE and not bare.strip(_INVISIBLE))
