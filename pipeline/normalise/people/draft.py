"""A person in the making, while the words around the name are still being read."""

from __future__ import annotations

from dataclasses import dataclass, field

from pipeline.dataset import PersonRole
from pipeline.register import Organization

Stretch = tuple[int, int]
"""Start and end of characters in the cell's text."""


@dataclass(slots=True)
class Person:
    """A person in the making. `organization` is the registered one, where `affiliation` is its name."""

    name: Stretch
    honorific: Stretch | None = None
    job: Stretch | None = None
    affiliation: Stretch | None = None
    organization: Organization | None = None
    role: PersonRole | None = None
    about: list[Stretch] = field(default_factory=list)
    understood: list[Stretch] = field(default_factory=list)

    def address(self, words: Stretch) -> None:
        """Take the words of an honorific or degree behind the name: the person's honorific where none stands
        before it."""
        self.honorific = self.honorific or words
        self.understood.append(words)
