"""Nesting that no numbering states, by indents: of typed marks, and of a list under another list."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from pipeline.read.docx.draft import Draft

_SLOPPY: Final = 60  # twentieths of a point (a millimetre): no typist nests a list by less

_DEEPEST: Final = 8  # lists have nine levels


def nest(drafts: Sequence[Draft]) -> None:
    """Give the list paragraphs among `drafts` their levels: of typed ones the least indented are outermost; a
    drawn list ("List Bullet 2") is nested under the less indented ones that it directly follows."""
    _nest_typed(drafts)
    margins: list[int] = []
    for draft in drafts:
        if draft.margin is None:
            margins = []
            continue
        outer = [margin for margin in margins if margin < draft.margin - _SLOPPY]
        draft.level = min(draft.level + len(outer), _DEEPEST)
        margins = [*outer, draft.margin]


def _nest_typed(drafts: Sequence[Draft]) -> None:
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
