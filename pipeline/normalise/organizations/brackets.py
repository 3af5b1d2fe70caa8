"""What brackets say of the organisation before them: its status, unit or role, its other names, its place."""

from __future__ import annotations

import re

from pipeline.dataset import Role
from pipeline.names import is_organization, is_unit, pattern
from pipeline.normalise.organizations.draft import Draft, Stretch
from pipeline.normalise.organizations.pieces import Piece
from pipeline.normalise.organizations.statuses import status_of
from pipeline.normalise.organizations.understood import Understood
from pipeline.normalise.organizations.wording import EDGES
from pipeline.register import is_acronym

_PART = re.compile(r"[^,;()\[\]{}\n]+")


class Brackets:
    """Reads the brackets of one cell's list."""

    def __init__(self, understood: Understood) -> None:
        self.understood = understood
        self.wording = understood.wording
        self.free = understood.free
        self.lexicon = understood.wording.lexicon
        self.register = understood.wording.register

    def read_name(self, piece: Piece) -> Draft | None:
        """The registered organisation that brackets hold where none stands before them (behind a person)."""
        inner = self.wording.inner(piece)
        found = self.register.find(self.free[slice(*inner)].strip(EDGES))
        if not found:
            return None
        self.understood.marks.append((piece.start, piece.end))
        return self.understood.add(*self.wording.trimmed(*inner), found)

    def read_status(self, piece: Piece) -> bool:
        """Read a status that is all that the brackets say, with no person behind it."""
        inner = self.wording.inner(piece)
        status = status_of(self.free[slice(*inner)], self.lexicon, bracketed=True)
        if not status or any(
            self.wording.is_perhaps_person(self.free[start:end]) for start, end in self._parts(inner)[1:]
        ):
            return False
        stretch = Stretch(*self.wording.trimmed(*inner), status.status)
        self.understood.give_status(status, stretch, own_line=False)
        self.understood.marks.append((piece.start, piece.end))
        return True

    def read_parts(self, piece: Piece, draft: Draft) -> None:
        """Read brackets part by part; they are marks where all parts are understood."""
        parts = self._parts(self.wording.inner(piece))
        known = [self._part(start, end, piece, draft) for start, end in parts]
        if all(known):
            self.understood.marks.append((piece.start, piece.end))

    def _parts(self, inner: tuple[int, int]) -> list[tuple[int, int]]:
        """What stands between the signs within brackets, trimmed."""
        parts = [
            self.wording.trimmed(inner[0] + match.start(), inner[0] + match.end())
            for match in _PART.finditer(self.free[slice(*inner)])
        ]
        return [(start, end) for start, end in parts if start < end]

    def _part(self, start: int, end: int, bracket: Piece, draft: Draft) -> bool:
        """Read one part of a bracket; False where it is not understood."""
        words, lexicon = self.free[start:end], self.lexicon
        if status := status_of(words, lexicon, bracketed=True):
            self.understood.give_status(status, Stretch(start, end, status.status), own_line=False)
            return True
        labels = (*lexicon.organizations.facilitator, *lexicon.organizations.co_facilitator)
        said = pattern((*labels, *lexicon.organizations.nothing)).fullmatch(words)
        unit = self.wording.unit(draft.organizations, words)
        spelled_out = draft.unit is not None and is_organization(words, lexicon)
        if unit is not None and draft.unit is None:
            draft.unit = Stretch(start, end)
            self.understood.details += 1
        if said:
            self.give_role(words, draft)
        if said or spelled_out or unit is not None or self._is_same(words, bracket, draft):
            return True
        other = self.register.find(words) or self.wording.is_perhaps_person(words)
        if other or not draft.organizations or not (is_acronym(words) or is_unit(words, lexicon)):
            return False
        draft.unit = Stretch(start, end)
        self.understood.details += 1
        return True

    def give_role(self, words: str, draft: Draft) -> None:
        """Give the role that words name to the organisation before them; in the plural, to all on its line
        back to one that has a role of its own."""
        singular = words[:-1] if words[-1:] == "s" else ""
        roles: tuple[tuple[Role, tuple[str, ...]], ...] = (
            ("co-facilitator", self.lexicon.organizations.co_facilitator),
            ("facilitator", self.lexicon.organizations.facilitator),
        )
        for role, labels in roles:
            if not pattern(labels).fullmatch(words):
                continue
            is_plural = bool(singular and pattern(labels).fullmatch(singular))
            for other in reversed(self.understood.drafts):
                is_listed_with = is_plural and ";" not in self.free[other.end : draft.start]
                if other is not draft and (
                    other.has_own_role or other.line != draft.line or not is_listed_with
                ):
                    break
                other.role, other.has_own_role = role, True
            return

    def _is_same(self, words: str, bracket: Piece, draft: Draft) -> bool:
        """Whether words in brackets say the name another way, or where its bearer is: they belong to it."""
        found = self.register.find(words)
        is_owner = len(found) == 1 and not draft.organizations
        if is_owner and is_unit(self.free[draft.start : draft.end], self.lexicon):
            draft.unit, draft.organizations = Stretch(draft.start, draft.end), found
            draft.start, draft.end = self.wording.inner(bracket)
            return True
        same = tuple(one for one in draft.organizations if one in found)
        acronym = is_acronym(words) and not draft.organizations
        if not (same or acronym or self.wording.is_place(words)):
            return False
        draft.organizations = same or draft.organizations
        if not draft.unit and not draft.status:
            draft.end = bracket.end
        return True
