"""An organisation in the making, while the words around it are still being read."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.dataset import Role
from pipeline.register import Organization


@dataclass(frozen=True, slots=True)
class Stretch:
    """Characters of the cell's text and the value that they stand for (empty: the words as printed)."""

    start: int
    end: int
    value: str = ""


@dataclass(slots=True)
class Draft:
    """One organisation of the list: its printed name, whom it means (none: not registered, several:
    ambiguous), and what stands with it; `has_own_role` where brackets behind it name its role."""

    start: int
    end: int
    organizations: tuple[Organization, ...]
    role: Role
    line: int
    unit: Stretch | None = None
    status: Stretch | None = None
    misspelled: bool = False
    has_own_role: bool = False
