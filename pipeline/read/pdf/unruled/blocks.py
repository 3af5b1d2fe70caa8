"""Blocks of text: chunks under each other at a paragraph's distance, and whether they are running text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import mean

from pipeline.read.pdf.unruled.lines import Chunk, Line

_LEADING = 1.5  # of the size: lines of one paragraph are nearer than this
_EVENLY = 1.2  # times the step between the first lines of a block
_PROSE_CHARACTERS = 24  # a line of running text has at least so many on average
_PROSE_WORDS = 3.5

PROSE_LINES = 4
"""So many lines of words are running text."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A chunk with the line that it stands on."""

    chunk: Chunk
    line: Line


@dataclass(slots=True)
class Block:
    """Chunks under each other at a paragraph's distance."""

    members: list[Placed]

    @property
    def x0(self) -> float:
        """Left edge."""
        return min(m.chunk.x0 for m in self.members)

    @property
    def x1(self) -> float:
        """Right edge."""
        return max(m.chunk.x1 for m in self.members)

    @property
    def top(self) -> float:
        """Top of its first line."""
        return self.members[0].line.top

    @property
    def bottom(self) -> float:
        """Bottom of its last line."""
        return self.members[-1].line.bottom

    @property
    def is_prose(self) -> bool:
        """Whether it is several lines of words."""
        return len(self.members) >= PROSE_LINES and self.reads_on

    @property
    def reads_on(self) -> bool:
        """Whether its lines are as long as running text has them."""
        texts = [m.chunk.text for m in self.members]
        letters = sum(character.isalpha() for text in texts for character in text)
        return (
            mean(map(len, texts)) >= _PROSE_CHARACTERS
            and mean(len(m.chunk.words) for m in self.members) >= _PROSE_WORDS
            and letters > 0.6 * sum(map(len, texts))
        )


def blocks_of(lines: Sequence[Line]) -> list[Block]:
    """Chunks linked downwards where each has just one neighbour below and above."""
    placed = [[Placed(chunk, line) for chunk in line.chunks] for line in lines]
    below: dict[int, list[Placed]] = {}
    above: dict[int, int] = {}
    for index, row in enumerate(placed):
        for item in row:
            below[id(item)] = _next_below(item, placed, index)
            for other in below[id(item)]:
                above[id(other)] = above.get(id(other), 0) + 1
    blocks: dict[int, Block] = {}
    found: list[Block] = []
    for row in placed:
        for item in row:
            block = blocks.pop(id(item), None)
            if block is None:
                block = Block([])
                found.append(block)
            block.members.append(item)
            following = below[id(item)]
            if len(following) == 1 and above[id(following[0])] == 1 and _evenly(block, following[0]):
                blocks[id(following[0])] = block
    return found


def _evenly(block: Block, item: Placed) -> bool:
    """Whether a line stands no farther from a block than its lines from each other."""
    if len(block.members) < 2:
        return True
    first, second, last = block.members[0], block.members[1], block.members[-1]
    step = second.line.baseline - first.line.baseline
    return item.line.baseline - last.line.baseline <= _EVENLY * step


def _next_below(item: Placed, placed: list[list[Placed]], index: int) -> list[Placed]:
    """What stands under a chunk on the nearest line that has something there, at a paragraph's distance."""
    reach = item.line.baseline + _LEADING * item.line.size
    for row in placed[index + 1 :]:
        if row[0].line.baseline > reach:
            break
        if row[0].line.baseline - item.line.baseline < 0.5 * item.line.size:
            continue
        found = [
            other
            for other in row
            if min(other.chunk.x1, item.chunk.x1) > max(other.chunk.x0, item.chunk.x0)
            and 0.85 < other.chunk.size / item.chunk.size < 1.18
        ]
        if found:
            return found
    return []
