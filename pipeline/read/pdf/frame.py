"""The turning of pages: from the file's coordinates (y up, unrotated) to those of the page as read."""

from __future__ import annotations

from typing import NamedTuple

from pipeline.read.pdf.page import Box

LARGEST = 14_400.0
"""Points: no page is larger (ISO 32000, annex C)."""

_FARTHEST = 3 * LARGEST  # what a file places farther off, or at no number, is taken to stand there


def _bounded(position: float) -> float:
    if -_FARTHEST < position < _FARTHEST:
        return position
    return _FARTHEST if position > 0 else -_FARTHEST


class Frame(NamedTuple):
    """From the file's coordinates to the page's: the visible box, and the clockwise quarter turns
    that set the text upright."""

    left: float
    bottom: float
    right: float
    top: float
    turn: int

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of the page as it is read."""
        width, height = self.right - self.left, self.top - self.bottom
        return (height, width) if self.turn % 2 else (width, height)

    def point(self, x: float, y: float) -> tuple[float, float]:
        """The point on the page of a point in the file's coordinates."""
        if not (-_FARTHEST < x < _FARTHEST and -_FARTHEST < y < _FARTHEST):
            x, y = _bounded(x), _bounded(y)
        if self.turn == 0:
            return x - self.left, self.top - y
        if self.turn == 1:
            return y - self.bottom, x - self.left
        if self.turn == 2:
            return self.right - x, y - self.bottom
        return self.top - y, self.right - x

    def place(self, x: float, y: float) -> tuple[float, float]:
        """The file's coordinates of a point on the page."""
        if self.turn == 0:
            return x + self.left, self.top - y
        if self.turn == 1:
            return y + self.left, x + self.bottom
        if self.turn == 2:
            return self.right - x, y + self.bottom
        return self.right - y, self.top - x

    def box(self, x0: float, y0: float, x1: float, y1: float) -> Box:
        """The box on the page of the rectangle between two corners in the file's coordinates."""
        ax, ay = self.point(x0, y0)
        bx, by = self.point(x1, y1)
        return Box(min(ax, bx), min(ay, by), max(ax, bx), max(ay, by))
