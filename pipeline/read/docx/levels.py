"""Nesting of typed lists, which no numbering states: by how far their marks are indented."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from pipeline.read.docx.draft import Draft

_SLOPPY: Final = 60  # twentieths of a point (a millimetre): no typist nests a list by less


def nest(drafts: Sequence[Draft]) -> None:
    """Give the typed list paragraphs among `drafts` their levels: the least indented are outermost."""
    typed = [draft for draft in drafts if draft.indent is not None]
    if len(typed) < 2:  # the only one is outermost
        return
    levels: dict[tuple[int, int], int] = {}
    level, last = -1, None
    for indent in sorted({draft.indent for draft in typed if draft.indent is not None}):
        if last is None or indent[0] - last[0] > _SLOPPY or (indent[0] == last[0] and indent[1] > last[1]):
            level += 1
            last = indent
        levels[indent] = level
    for draft in typed:
        if draft.indent is not None:
            draft.level = levels[draft.indent]
