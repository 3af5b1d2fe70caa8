"""One hostile file: how it is made, and what becomes of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, NamedTuple

READ: Final = ""


class Case(NamedTuple):
    """`make` gives the bytes; `reason` is a pattern of why the file is refused, empty where it is read."""

    make: Callable[[], bytes]
    reason: str = READ
