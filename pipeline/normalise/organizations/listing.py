"""How the items of a list are understood: which are organisations, and what the others say about them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.dataset import Role
from pipeline.fold import FILLER
from pipeline.lexicon import Lexicon
from pipeline.names import (
    has_company_suffix,
    has_head,
    is_organization,
    is_person,
    is_prose,
    is_unit,
    pattern,
)
from pipeline.normalise.organizations.draft import Draft, Stretch
from pipeline.normalise.organizations.pieces import Item, Piece, lines
from pipeline.normalise.organizations.statuses import StatusWords, status_of
from pipeline.normalise.organizations.wording import EDGES, Wording
from pipeline.register import Organization, Register, is_acronym

_AHEAD = 5
"""How many of the items behind one may matter to what it is."""
_PART = re.compile(r"[^,;()\[\]{}\n]+")


class Listing:
    """One cell's list: `read` gives its organisations, `marks` are then the structure words that it knew."""

    def __init__(self, free: str, lexicon: Lexicon, register: Register, role: Role) -> None:
        self.free = free
        self.lexicon = lexicon
        self.register = register
        self.wording = Wording(free, lexicon, register)
        self.role = role
        self.drafts: list[Draft] = []
        self.marks: list[tuple[int, int]] = []
        self._line = 0
        self._heading: Stretch | None = None
        self._article: tuple[int, int] | None = None
        self._details = 0

    def read(self) -> list[Draft]:
        """The organisations in the order of the text."""
        listed = list(lines(self.free, self.lexicon, self.register))
        persons = [self.wording.begins_with_person(items) for items in listed]
        named = any(_has_name(items) for items, person in zip(listed, persons, strict=True) if not person)
        for self._line, items in enumerate(listed):
            if (persons[self._line] and named) or self.wording.begins_with_post(items):
                continue  # what stands behind a person beside the list is the person's own
            drafts, marks, role = len(self.drafts), len(self.marks), self.role
            if self._heading and any(
                _stands_on_line_of(self._heading, draft, self.free) for draft in self.drafts
            ):
                self._heading = None
            if not self._items(self._merged(items)):
                del self.drafts[drafts:], self.marks[marks:]
                self.role = role
        return self.drafts

    def _items(self, items: list[Item]) -> bool:
        """Understand the items of a line and the signs between them; False where the line is prose."""
        understood = False
        for number, item in enumerate(items):
            before = len(self.drafts), len(self.marks), self._details
            if not self._item(item, items[number + 1 : number + _AHEAD]):
                return False
            changed = before != (len(self.drafts), len(self.marks), self._details)
            if item.before and (understood or changed):
                self.marks.append((item.before.start, item.before.end))
            understood = changed
        return True

    def _merged(self, items: list[Item]) -> list[Item]:
        """The items; those are one again that "and" parts within a name ("Ministry of Posts and Tourism")."""
        merged: list[Item] = []
        for item in items:
            last = merged[-1] if merged else None
            if (
                last
                and item.before
                and item.before.kind == "joiner"
                and item.pieces
                and item.pieces[0].kind == "words"
                and (_only_words(last) or self._is_within_unit(last, item))
                and not self.wording.stands_alone(self.wording.words(item.pieces))
            ):
                first = 0 if _only_words(last) else len(last.pieces) - 1
                joined = Piece("words", last.pieces[first].start, item.pieces[0].end)
                merged[-1] = Item((*last.pieces[:first], joined, *item.pieces[1:]), last.before)
            else:
                merged.append(item)
        return merged

    def _is_within_unit(self, last: Item, item: Item) -> bool:
        """Whether an "and" stands within a unit that says what it is for ("Regional Office for Asia and the
        Pacific"): nothing behind it has an organisation's shape."""
        if not last.pieces or last.pieces[-1].kind != "words":
            return False
        words = self.wording.words(last.pieces[-1:])
        inside = pattern(self.lexicon.organizations.particles).search(words)
        is_for = bool(inside and 0 < inside.start() < inside.end() < len(words))
        return (
            is_for
            and is_unit(words, self.lexicon)
            and not has_head(self.wording.words(item.pieces[:1]), self.lexicon)
        )

    def _item(self, item: Item, rest: Sequence[Item]) -> bool:
        """Understand one item; False where it shows that the line is prose."""
        if item.before and item.before.kind == "label":
            self.marks.append((item.before.start, item.before.end))
            self._announce(item.before)
        pieces = [piece for piece in item.pieces if piece.kind != "mark"]
        self.marks.extend((piece.start, piece.end) for piece in item.pieces if piece.kind == "mark")
        self._article = None
        pieces = self._without_article(pieces)
        if not pieces:
            return True
        if self._is_statement(pieces, item, rest):
            return True
        if all(piece.kind == "bracket" for piece in pieces):
            for piece in pieces:
                self._loose_bracket(piece, item)
            return True
        split = next((n for n, piece in enumerate(pieces) if piece.kind == "bracket"), len(pieces))
        draft, understood = self._name(pieces[:split], item, rest)
        if not understood:
            return False
        for piece in pieces[split:]:
            if piece.kind == "bracket":
                draft = self._bracket(piece, draft) or draft
            elif not self._tail(piece, draft):
                return False
        return True

    def _announce(self, label: Piece) -> None:
        words = self.free[label.start : label.end]
        co_facilitator = pattern(self.lexicon.organizations.co_facilitator).fullmatch(words)
        self.role = "co-facilitator" if co_facilitator else "facilitator"

    def _without_article(self, pieces: list[Piece]) -> list[Piece]:
        """The pieces without an article in front, which is no part of the name."""
        if not pieces or pieces[0].kind != "words":
            return pieces
        first = pieces[0]
        start = (
            first.start
            + len(self.free[first.start : first.end])
            - len(self.free[first.start : first.end].lstrip())
        )
        article = pattern(self.lexicon.organizations.articles).match(self.free, start, first.end)
        rest = self.free[article.end() : first.end].strip() if article else ""
        if not article or self.register.find(self.wording.words([first])) or not (rest or len(pieces) > 1):
            return pieces
        self._article = (start, article.end())
        return [Piece("words", article.end(), first.end), *pieces[1:]] if rest else pieces[1:]

    def _behind_article(self, name: Piece) -> int:
        """Where a registered name begins: behind an article that a sentence puts before it ("and the World
        Bank"), which the register may know as part of the name."""
        article = pattern(self.lexicon.organizations.articles).match(self.free, name.start, name.end)
        if not article or not article[0].islower() or not self.free[article.end() : name.end].strip():
            return name.start
        self._article = article.span()
        rest = self.free[article.end() : name.end]
        return name.end - len(rest.lstrip())

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
        if nothing and (alone or not self.drafts or status is None):
            self.marks.append((start, end))
            return True
        if status is None:
            return False
        follows = bool(rest and rest[0].before and rest[0].before.kind == "colon")
        self._apply(status, Stretch(start, end, status.status), own_line=item.before is None, heading=follows)
        return True

    def _apply(self, status: StatusWords, stretch: Stretch, *, own_line: bool, heading: bool = False) -> None:
        """Give a status that stands by itself to the organisations that it is about."""
        if heading or not self.drafts:
            self._heading = stretch if heading else self._heading
            self.marks.append((stretch.start, stretch.end))
            return
        self._details += 1
        last = self.drafts[-1].line
        for draft in self.drafts if own_line or status.whole_list else self.drafts[-1:]:
            if draft.status is None and (status.whole_list or draft.line == last):
                draft.status = stretch

    def _loose_bracket(self, piece: Piece, item: Item) -> None:
        """A bracket without a name before it: on a line of its own, or at its start."""
        inner = self.wording.inner(piece)
        status = status_of(self.free[slice(*inner)], self.lexicon, bracketed=True)
        if status:
            self.marks.append((piece.start, piece.end))
            self._apply(status, Stretch(*inner, status.status), own_line=item.before is None)
        elif self.drafts:
            self._bracket(piece, self.drafts[-1])

    def _name(self, pieces: list[Piece], item: Item, rest: Sequence[Item]) -> tuple[Draft | None, bool]:
        """The organisation that an item's names and words are, and False where they are prose."""
        pieces = [piece for piece in pieces if self.wording.words([piece])]
        if not pieces:
            return None, True
        names = [piece for piece in pieces if piece.kind == "name"]
        start, end = self.wording.span(pieces)
        words = self.free[start:end]
        if not names:
            return self._unlisted(pieces, item, rest)
        if self._is_unit(words, item.before):
            self._set_unit(start, end)
            return self.drafts[-1], True
        if pieces != names and self._is_one_name(pieces, words):
            return self._add(start, end, ()), True
        status = (
            status_of(self.wording.words(pieces[:1]), self.lexicon) if pieces[0].kind == "words" else None
        )
        if status:
            start, end = self.wording.span(pieces[:1])
            pieces = pieces[1:]
        for number, piece in enumerate(pieces):
            if piece.kind == "name":
                draft = self._add(self._behind_article(piece), piece.end, piece.organizations)
                draft.status = Stretch(start, end, status.status) if status else draft.status
            elif not self._tail(piece, self.drafts[-1] if number else None):
                return None, False
        return self.drafts[-1], True

    def _is_one_name(self, pieces: list[Piece], words: str) -> bool:
        """Whether a registered name is only part of a longer one ("National Commission for UNESCO")."""
        lexicon = self.lexicon
        around = [self.wording.words([piece]) for piece in pieces if piece.kind == "words"]
        if any(status_of(part, lexicon) or self.wording.is_certainly_person(part) for part in around):
            return False
        if pieces[0].kind == "name" and len(pieces) == 2:
            (tail,) = around
            organizations = pieces[0].organizations
            known = any(self.register.unit(one, tail) for one in organizations)
            return (
                not known
                and not is_unit(tail, lexicon)
                and not self.wording.is_place(tail)
                and is_organization(words, lexicon)
            )
        return is_organization(words, lexicon)

    def _tail(self, piece: Piece, draft: Draft | None) -> bool:
        """Words beside a name without a separator; False where they are prose."""
        if piece.kind != "words":
            return True
        start, end = self.wording.span([piece])
        words = self.free[start:end]
        if draft is not None and (status := status_of(words, self.lexicon)):
            self._apply(status, Stretch(start, end, status.status), own_line=False)
        elif (
            draft is not None and draft.organizations and self.wording.names_unit(draft.organizations, words)
        ):
            self._set_unit(start, end)
        elif pattern(self.lexicon.organizations.status_tails).fullmatch(words):
            self.marks.append((start, end))
        elif draft is not None and self.wording.is_place(words):
            draft.end = end
        elif not self.wording.is_certainly_person(words):
            return not (is_prose(words, self.lexicon) or sum(word.islower() for word in words.split()) > 2)
        return True

    def _unlisted(self, pieces: list[Piece], item: Item, rest: Sequence[Item]) -> tuple[Draft | None, bool]:
        """Words that hold no registered name letter by letter."""
        start, end = self.wording.span(pieces)
        words = self.free[start:end]
        last = self.drafts[-1] if self.drafts else None
        if found := self.register.find(words):
            return self._add(start, end, found), True
        if last and self._is_unit(words, item.before):
            self._set_unit(start, end)
            return last, True
        if last and last.line == self._line and self._continues(last, words, item):
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
            return self._add(start, end, (misspelled,), misspelled=True), True
        owners = self.register.unit_owners(words) if len(words) > 2 else ()
        if len(owners) == 1:
            draft = self._add(start, end, owners)
            self._set_unit(start, end)
            return draft, True
        city = self.register.place(words) is not None
        if self.register.country(words) or (is_organization(words, self.lexicon) and not city):
            return self._add(start, end, ()), True
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
        if not is_person(words, self.lexicon):
            return False
        following = [other for other in rest if other.pieces]
        here = sum(draft.line == self._line for draft in self.drafts)
        if item.before is None:
            beside = [piece.kind for other in following for piece in (other.before, *other.pieces) if piece]
            return beside == ["separator", "name"] if following else bool(self.drafts)
        if item.before.kind in {"dash", "colon"}:
            return here > 0
        return here == 1 and not following and item.before.kind != "joiner"

    def _is_unit(self, words: str, before: Piece | None) -> bool:
        """Whether the item names a unit of the organisation before it."""
        last = self.drafts[-1] if self.drafts else None
        if last is None or not last.organizations or last.unit or last.status:
            return False
        registered = self.wording.unit(last.organizations, words) is not None
        if before is None:
            return last.line < self._line and len(words) > 4 and registered
        if last.line != self._line or before.kind in {"joiner", "colon", "label"}:
            return False
        sign = self.free[before.start : before.end]
        listed = sign in {"/", ";"} or bool(self.register.find(words))
        named = registered if listed else self.wording.names_unit(last.organizations, words)
        return before.kind == "hyphen" or (named and (sign == "/" or not self.register.find(words)))

    def _set_unit(self, start: int, end: int) -> None:
        """Give the last organisation its unit; of a letter behind a hyphen the name is part ("ITU-T")."""
        self._details += 1
        draft = self.drafts[-1]
        is_letter = self.free[draft.end : start] == "-" and not self.free[start + 1 : start + 2].isalnum()
        draft.unit = Stretch(draft.start if is_letter else start, end)

    def _bracket(self, piece: Piece, draft: Draft | None) -> Draft | None:
        """Read what brackets say about the organisation before them (or hold one, behind a person)."""
        inner = self.wording.inner(piece)
        whole = self.free[slice(*inner)]
        parts = [
            self.wording.trimmed(inner[0] + match.start(), inner[0] + match.end())
            for match in _PART.finditer(whole)
        ]
        parts = [(start, end) for start, end in parts if start < end]
        if draft is None:
            found = self.register.find(whole.strip(EDGES))
            if not found:
                return None
            self.marks.append((piece.start, piece.end))
            return self._add(*self.wording.trimmed(*inner), found)
        status = status_of(whole, self.lexicon, bracketed=True)
        if status and not any(
            self.wording.is_perhaps_person(self.free[start:end]) for start, end in parts[1:]
        ):
            self._apply(status, Stretch(*self.wording.trimmed(*inner), status.status), own_line=False)
            self.marks.append((piece.start, piece.end))
            return draft
        if companions := self._companions(piece, inner):
            return companions
        understood = [self._part(start, end, piece, draft) for start, end in parts]
        if all(understood):
            self.marks.append((piece.start, piece.end))
        return draft

    def _companions(self, bracket: Piece, inner: tuple[int, int]) -> Draft | None:
        """Read brackets that name further organisations ("jointly with the Government of Chile"); the last
        of them, or None where something else stands there."""
        joined = pattern(self.lexicon.organizations.joiners).match(self.free, *inner)
        if joined is None:
            return None
        drafts, marks = len(self.drafts), len(self.marks)
        listed = FILLER * joined.end() + self.free[joined.end() : inner[1]]
        items = [item for line in lines(listed, self.lexicon, self.register) for item in self._merged(line)]
        if self._items(items) and len(self.drafts) > drafts:
            self.marks.append((bracket.start, joined.end()))
            self.marks.append((inner[1], bracket.end))
            return self.drafts[-1]
        del self.drafts[drafts:], self.marks[marks:]
        return None

    def _part(self, start: int, end: int, bracket: Piece, draft: Draft) -> bool:
        """Read one part of a bracket; False where it is not understood."""
        words, lexicon = self.free[start:end], self.lexicon
        if status := status_of(words, lexicon, bracketed=True):
            self._apply(status, Stretch(start, end, status.status), own_line=False)
            return True
        labels = (*lexicon.organizations.facilitator, *lexicon.organizations.co_facilitator)
        said = pattern((*labels, *lexicon.organizations.nothing)).fullmatch(words)
        unit = self.wording.unit(draft.organizations, words)
        spelled_out = draft.unit is not None and is_organization(words, lexicon)
        if unit is not None and draft.unit is None:
            draft.unit = Stretch(start, end)
            self._details += 1
        if said:
            self._give_role(words, draft)
        if said or spelled_out or unit is not None or self._is_same(words, bracket, draft):
            return True
        other = self.register.find(words) or self.wording.is_perhaps_person(words)
        if other or not draft.organizations or not (is_acronym(words) or is_unit(words, lexicon)):
            return False
        draft.unit = Stretch(start, end)
        self._details += 1
        return True

    def _give_role(self, words: str, draft: Draft) -> None:
        """Give the role that brackets name to the organisation before them; in the plural, to all on its line
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
            for other in reversed(self.drafts):
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

    def _add(
        self, start: int, end: int, organizations: tuple[Organization, ...], *, misspelled: bool = False
    ) -> Draft:
        if self._article:
            self.marks.append(self._article)
        if self.free[end : end + 1] == "." and has_company_suffix(self.free[start:end], self.lexicon):
            end += 1
        draft = Draft(
            start, end, organizations, self.role, self._line, misspelled=misspelled, status=self._heading
        )
        self.drafts.append(draft)
        return draft


def _stands_on_line_of(heading: Stretch, draft: Draft, free: str) -> bool:
    return heading.end <= draft.start and "\n" not in free[heading.end : draft.start]


def _has_name(items: list[Item]) -> bool:
    return any(piece.kind == "name" for item in items for piece in item.pieces)


def _only_words(item: Item) -> bool:
    return bool(item.pieces) and all(piece.kind == "words" for piece in item.pieces)
