"""The lines of a list and the items of each: which are read, and what stands between and around the names."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.dataset import Role
from pipeline.fold import FILLER
from pipeline.lexicon import Lexicon
from pipeline.names import pattern
from pipeline.normalise.organizations.brackets import Brackets
from pipeline.normalise.organizations.draft import Draft, Stretch
from pipeline.normalise.organizations.merging import merged
from pipeline.normalise.organizations.names import Names
from pipeline.normalise.organizations.pieces import Item, Piece, lines
from pipeline.normalise.organizations.statuses import status_of
from pipeline.normalise.organizations.understood import Understood
from pipeline.normalise.organizations.wording import Wording
from pipeline.register import Register

_AHEAD = 5
"""How many of the items behind one may matter to what it is."""


class Listing:
    """Reads one cell's list; `role` is that of its organisations where no label gives another."""

    def __init__(self, free: str, lexicon: Lexicon, register: Register, role: Role) -> None:
        self.free = free
        self.lexicon = lexicon
        self.register = register
        self.wording = Wording(free, lexicon, register)
        self.understood = Understood(self.wording, role)
        self.names = Names(self.understood)
        self.brackets = Brackets(self.understood)

    def read(self) -> Understood:
        """The list's organisations in the order of the text, and its structure words."""
        understood = self.understood
        listed = list(lines(self.free, self.lexicon, self.register))
        persons = [self.wording.begins_with_person(items) for items in listed]
        named = any(_has_name(items) for items, person in zip(listed, persons, strict=True) if not person)
        for number, items in enumerate(listed):
            if (persons[number] and named) or self.wording.begins_with_post(items):
                continue  # what stands behind a person beside the list is the person's own
            drafts, marks, role = len(understood.drafts), len(understood.marks), understood.role
            understood.begin_line(number)
            if not self._items(merged(items, self.wording)):
                del understood.drafts[drafts:], understood.marks[marks:]
                understood.role = role
        return understood

    def _items(self, items: list[Item]) -> bool:
        """Understand the items of a line and the signs between them; False where the line is prose."""
        was_understood = False
        for number, item in enumerate(items):
            before = self.understood.size()
            if not self._item(item, items[number + 1 : number + _AHEAD]):
                return False
            changed = before != self.understood.size()
            if item.before and (was_understood or changed):
                self.understood.marks.append((item.before.start, item.before.end))
            was_understood = changed
        return True

    def _item(self, item: Item, rest: Sequence[Item]) -> bool:
        """Understand one item; False where it shows that the line is prose."""
        pieces = [piece for piece in item.pieces if piece.kind != "mark"]
        self.understood.marks.extend(
            (piece.start, piece.end) for piece in item.pieces if piece.kind == "mark"
        )
        self.understood.article = None
        pieces = self._behind_role(self.names.without_article(pieces), item)
        if not pieces or self._is_statement(pieces, item, rest):
            return True
        if all(piece.kind == "bracket" for piece in pieces):
            for piece in pieces:
                self._loose_bracket(piece, item)
            return True
        split = next((n for n, piece in enumerate(pieces) if piece.kind == "bracket"), len(pieces))
        draft, known = self.names.read(pieces[:split], item, rest)
        if not known:
            return False
        for piece in pieces[split:]:
            if piece.kind == "bracket":
                draft = self._bracket(piece, draft) or draft
            elif not self.names.tail(piece, draft):
                return False
        return True

    def _behind_role(self, pieces: list[Piece], item: Item) -> list[Piece]:
        """The pieces without words for a role in front: that of the organisations behind or before them."""
        if item.before and item.before.kind == "label":
            self.understood.marks.append((item.before.start, item.before.end))
            if item.pieces or not self._gives_role(item.before):
                self._announce(item.before)
        elif pieces and item.before and pieces[0].kind == "words" and self._gives_role(pieces[0]):
            return pieces[1:]
        return pieces

    def _gives_role(self, words: Piece) -> bool:
        """Let words behind an organisation of the same line be its role ("FAO - co-facilitator")."""
        start, end = self.wording.span([words])
        organizations = self.lexicon.organizations
        drafts = self.understood.drafts
        named = pattern((*organizations.facilitator, *organizations.co_facilitator))
        is_behind = bool(drafts) and drafts[-1].line == self.understood.line
        if not is_behind or self.free[end : end + 1] == ":" or not named.fullmatch(self.free, start, end):
            return False
        self.understood.marks.append((start, end))
        self.brackets.give_role(self.free[start:end], drafts[-1])
        return True

    def _announce(self, label: Piece) -> None:
        words = self.free[label.start : label.end]
        co_facilitator = pattern(self.lexicon.organizations.co_facilitator).fullmatch(words)
        self.understood.role = "co-facilitator" if co_facilitator else "facilitator"

    def _is_statement(self, pieces: list[Piece], item: Item, rest: Sequence[Item]) -> bool:
        """Read an item that is a status, a dash or a word for nothing."""
        if any(piece.kind != "words" for piece in pieces):
            return False
        start, end = self.wording.span(pieces)
        words = self.free[start:end]
        closed = end + (self.free[end : end + 1] == ".")
        nothing = any(
            map(pattern(self.lexicon.organizations.nothing).fullmatch, (words, self.free[start:closed]))
        )
        alone = item.before is None and not rest
        status = status_of(words, self.lexicon)
        if nothing and (alone or not self.understood.drafts or status is None):
            self.understood.marks.append((start, end))
            return True
        if status is None:
            return False
        follows = bool(rest and rest[0].before and rest[0].before.kind == "colon")
        self.understood.give_status(
            status, Stretch(start, end, status.status), own_line=item.before is None, heading=follows
        )
        return True

    def _loose_bracket(self, piece: Piece, item: Item) -> None:
        """A bracket without a name before it: on a line of its own, or at its start."""
        inner = self.wording.inner(piece)
        status = status_of(self.free[slice(*inner)], self.lexicon, bracketed=True)
        if status:
            self.understood.marks.append((piece.start, piece.end))
            self.understood.give_status(status, Stretch(*inner, status.status), own_line=item.before is None)
        elif self.understood.drafts:
            self._bracket(piece, self.understood.drafts[-1])

    def _bracket(self, piece: Piece, draft: Draft | None) -> Draft | None:
        """Read what brackets say about the organisation before them (or hold one, behind a person)."""
        if draft is None:
            return self.brackets.read_name(piece)
        if self.brackets.read_status(piece):
            return draft
        if companions := self._companions(piece):
            return companions
        self.brackets.read_parts(piece, draft)
        return draft

    def _companions(self, bracket: Piece) -> Draft | None:
        """Read brackets that name further organisations ("jointly with the Government of Chile"); the last
        of them, or None where something else stands there."""
        inner = self.wording.inner(bracket)
        joined = pattern(self.lexicon.organizations.joiners).match(self.free, *inner)
        if joined is None:
            return None
        drafts, marks = len(self.understood.drafts), len(self.understood.marks)
        listed = FILLER * joined.end() + self.free[joined.end() : inner[1]]
        items = [
            item for line in lines(listed, self.lexicon, self.register) for item in merged(line, self.wording)
        ]
        if self._items(items) and len(self.understood.drafts) > drafts:
            self.understood.marks.append((bracket.start, joined.end()))
            self.understood.marks.append((inner[1], bracket.end))
            return self.understood.drafts[-1]
        del self.understood.drafts[drafts:], self.understood.marks[marks:]
        return None


def _has_name(items: list[Item]) -> bool:
    return any(piece.kind == "name" for item in items for piece in item.pieces)
