"""Gutters, the white between two columns, and what stands between which of them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from pipeline.read.pdf.unruled.lines import Chunk


class Gutter(NamedTuple):
    """White from `x0` to `x1` between two columns."""

    x0: float
    x1: float

    @property
    def width(self) -> float:
        """Its width."""
        return self.x1 - self.x0

    @property
    def middle(self) -> float:
        """Its middle."""
        return (self.x0 + self.x1) / 2


def column_range(x0: float, x1: float, gutters: Sequence[Gutter], slack: float = 0.0) -> tuple[int, int]:
    """The first and last column that a stretch touches; a reach of less than `slack` beyond a gutter
    does not count."""
    ends = [g.middle for g in gutters]
    first = bisect_right(ends, x0 + slack)
    last = bisect_right(ends, x1 - slack)
    return first, max(first, last)


def split_at(chunk: Chunk, gutters: Sequence[Gutter]) -> list[Chunk]:
    """A chunk parted at the gutters that fall between two of its words."""
    parts: list[list[int]] = []
    previous = None
    for index, word in enumerate(chunk.words):
        column = column_range(word.box.x0, word.box.x1, gutters, (word.box.x1 - word.box.x0) * 0.3)[0]
        if previous is None or column != previous:
            parts.append([])
        parts[-1].append(index)
        previous = column
    return [Chunk(tuple(chunk.words[i] for i in part)) for part in parts]
