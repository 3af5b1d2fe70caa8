"""Words of a list that hold no registered name: which are an organisation's all the same."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.names import has_head, is_organization, is_person, is_prose, pattern
from pipeline.normalise.organizations.draft import Draft
from pipeline.normalise.organizations.pieces import Item, Piece
from pipeline.normalise.organizations.understood import Understood


class Unlisted:
    """Reads words without a registered name in one cell's list."""

    def __init__(self, understood: Understood) -> None:
        self.understood = understood
        self.wording = understood.wording
        self.free = understood.free
        self.lexicon = understood.wording.lexicon
        self.register = understood.wording.register

    def read(self, pieces: list[Piece], item: Item, rest: Sequence[Item]) -> tuple[Draft | None, bool]:
        """The organisation that the words name or add to, and False where they are prose."""
        start, end = self.wording.span(pieces)
        words = self.free[start:end]
        last = self.understood.drafts[-1] if self.understood.drafts else None
        if found := self.register.find(words):
            return self.understood.add(start, end, found), True
        if last and self.understood.takes_unit(words, item.before):
            self.understood.set_unit(start, end)
            return last, True
        if last and last.line == self.understood.line and self._continues(last, words, item):
            last.end = end
            return last, True
        if self.wording.is_certainly_person(words) or self._perhaps_person(words, item, rest):
            return None, True
        if rest and rest[0].before and rest[0].before.kind == "colon":
            return None, False
        return self._unregistered(start, end)

    def _unregistered(self, start: int, end: int) -> tuple[Draft | None, bool]:
        """The organisation whose name is misspelled, is that of a unit, or not in the register at all."""
        words = self.free[start:end]
        if misspelled := self.register.misspelled(words):
            return self.understood.add(start, end, (misspelled,), misspelled=True), True
        owners = self.register.unit_owners(words) if len(words) > 2 else ()
        if len(owners) == 1:
            draft = self.understood.add(start, end, owners)
            self.understood.set_unit(start, end)
            return draft, True
        city = self.register.place(words) is not None
        if self.register.country(words) or (is_organization(words, self.lexicon) and not city):
            return self.understood.add(start, end, ()), True
        return None, not is_prose(words, self.lexicon)

    def _continues(self, last: Draft, words: str, item: Item) -> bool:
        """Whether words after a comma belong to the name before it ("Intel, Inc.", "UNESCO, Paris")."""
        if item.before is None or item.before.kind == "joiner" or last.status or last.unit:
            return False
        if pattern(self.lexicon.organizations.companies).fullmatch(words):
            return True
        if self.register.country(words):
            return not last.organizations and has_head(self.free[last.start : last.end], self.lexicon)
        return self.register.place(words) is not None

    def _perhaps_person(self, words: str, item: Item, rest: Sequence[Item]) -> bool:
        """A name of persons' shape where a person stands: on the line after an organisation, behind a dash,
        behind or before the only organisation of its line."""
        if not is_person(words, self.lexicon) or self.register.country(words.rsplit(maxsplit=1)[-1]):
            return False  # "Orange Mali"
        following = [other for other in rest if other.pieces]
        here = sum(draft.line == self.understood.line for draft in self.understood.drafts)
        if item.before is None:
            beside = [piece.kind for other in following for piece in (other.before, *other.pieces) if piece]
            return beside == ["separator", "name"] if following else bool(self.understood.drafts)
        if item.before.kind in {"dash", "colon"}:
            return here > 0
        return here == 1 and not following and item.before.kind != "joiner"
