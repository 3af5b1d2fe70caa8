"""How the items of a list are understood: which are organisations, and what the others say about them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.dataset import Role
from pipeline.lexicon import Lexicon
from pipeline.names import (
    has_company_suffix,
    has_head,
    honorific_pattern,
    is_organization,
    is_person,
    is_prose,
    is_unit,
    pattern,
)
from pipeline.normalise.organizations.draft import Draft, Stretch
from pipeline.normalise.organizations.pieces import Item, Piece, lines
from pipeline.normalise.organizations.statuses import StatusWords, status_of
from pipeline.register import Organization, Register, is_acronym

_EDGES = " \n.,;:\"'"
_PART = re.compile(r"[^,;()\[\]{}\n]+")
_INITIAL = re.compile(r"(?<!\w)[^\W\d_]\.(?=[\s-]*[^\W\d_])")
_ELIDED = re.compile(r"\S*'$")


class Listing:
    """One cell's list: `read` gives its organisations, `marks` are then the structure words that it knew."""

    def __init__(self, free: str, lexicon: Lexicon, register: Register, role: Role) -> None:
        self.free = free
        self.lexicon = lexicon
        self.register = register
        self.role = role
        self.drafts: list[Draft] = []
        self.marks: list[tuple[int, int]] = []
        self._line = 0
        self._heading: Stretch | None = None
        self._article: tuple[int, int] | None = None

    def read(self) -> list[Draft]:
        """The organisations in the order of the text."""
        listed = list(lines(self.free, self.lexicon, self.register))
        persons = [self._begins_with_person(items) for items in listed]
        named = any(_has_name(items) for items, person in zip(listed, persons, strict=True) if not person)
        for self._line, items in enumerate(listed):
            if (persons[self._line] and named) or self._begins_with_post(items):
                continue  # what stands behind a person beside the list is the person's own
            drafts, marks, role = list(self.drafts), list(self.marks), self.role
            if not self._items(self._merged(items)):
                self.drafts, self.marks, self.role = drafts, marks, role
        return self.drafts

    def _begins_with_person(self, items: list[Item]) -> bool:
        return self._certainly_person(self._opening(items))

    def _begins_with_post(self, items: list[Item]) -> bool:
        words = self._opening(items)
        return pattern(self.lexicon.people.job_titles).match(words) is not None and not is_organization(
            words, self.lexicon
        )

    def _opening(self, items: list[Item]) -> str:
        """The words that a line opens with, empty where it opens with a name or sign."""
        first = next((piece for piece in items[0].pieces if piece.kind != "mark"), None)
        return self._words([first]) if first is not None and first.kind == "words" else ""

    def _items(self, items: list[Item]) -> bool:
        """Understand the items of a line and the signs between them; False where the line is prose."""
        understood = False
        for number, item in enumerate(items):
            before = len(self.drafts), len(self.marks), [draft.status or draft.unit for draft in self.drafts]
            if not self._item(item, items[number + 1 :]):
                return False
            after = len(self.drafts), len(self.marks), [draft.status or draft.unit for draft in self.drafts]
            if item.before and (understood or before != after):
                self.marks.append((item.before.start, item.before.end))
            understood = before != after
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
                and _only_words(last)
                and item.pieces
                and item.pieces[0].kind == "words"
                and not self._stands_alone(self._words(item.pieces))
            ):
                joined = Piece("words", last.pieces[0].start, item.pieces[0].end)
                merged[-1] = Item((joined, *item.pieces[1:]), last.before)
            else:
                merged.append(item)
        return merged

    def _stands_alone(self, words: str) -> bool:
        """Whether what follows an "and" can only be an item of its own."""
        lexicon = self.lexicon
        bare = pattern(lexicon.organizations.articles).sub("", words, count=1).strip() or words
        head = pattern(lexicon.organizations.heads).match(bare)
        particles = pattern(lexicon.organizations.particles)
        return (
            is_acronym(words)
            or bool(self.register.find(bare))
            or self.register.country(bare) is not None
            or status_of(words, lexicon) is not None
            or pattern(lexicon.organizations.nothing).fullmatch(words) is not None
            or has_company_suffix(words, lexicon)
            or self._certainly_person(words)
            or bool(head and (head.end() == len(bare) or particles.match(bare[head.end() :].lstrip())))
            or self.register.misspelled(bare) is not None
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
        if not article or self.register.find(self._words([first])) or not (rest or len(pieces) > 1):
            return pieces
        self._article = (start, article.end())
        return [Piece("words", article.end(), first.end), *pieces[1:]] if rest else pieces[1:]

    def _is_statement(self, pieces: list[Piece], item: Item, rest: Sequence[Item]) -> bool:
        """Read an item that is a status, a dash or a word for nothing."""
        if any(piece.kind != "words" for piece in pieces):
            return False
        start, end = self._span(pieces)
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
        last = self.drafts[-1].line
        for number, draft in enumerate(self.drafts):
            concerned = draft.line == last if own_line else number == len(self.drafts) - 1
            if draft.status is None and (status.whole_list or concerned):
                draft.status = stretch

    def _loose_bracket(self, piece: Piece, item: Item) -> None:
        """A bracket without a name before it: on a line of its own, or at its start."""
        inner = self._inner(piece)
        status = status_of(self.free[slice(*inner)], self.lexicon, bracketed=True)
        if status:
            self.marks.append((piece.start, piece.end))
            self._apply(status, Stretch(*inner, status.status), own_line=item.before is None)
        elif self.drafts:
            self._bracket(piece, self.drafts[-1])

    def _name(self, pieces: list[Piece], item: Item, rest: Sequence[Item]) -> tuple[Draft | None, bool]:
        """The organisation that an item's names and words are, and False where they are prose."""
        pieces = [piece for piece in pieces if self._words([piece])]
        if not pieces:
            return None, True
        names = [piece for piece in pieces if piece.kind == "name"]
        start, end = self._span(pieces)
        words = self.free[start:end]
        if not names:
            return self._unlisted(pieces, item, rest)
        if self._is_unit(words, item.before):
            self._set_unit(start, end)
            return self.drafts[-1], True
        if pieces != names and self._is_one_name(pieces, words):
            return self._add(start, end, ()), True
        status = status_of(self._words(pieces[:1]), self.lexicon) if pieces[0].kind == "words" else None
        if status:
            start, end = self._span(pieces[:1])
            pieces = pieces[1:]
        for number, piece in enumerate(pieces):
            if piece.kind == "name":
                draft = self._add(piece.start, piece.end, piece.organizations)
                draft.status = Stretch(start, end, status.status) if status else draft.status
            elif not self._tail(piece, self.drafts[-1] if number else None):
                return None, False
        return self.drafts[-1], True

    def _is_one_name(self, pieces: list[Piece], words: str) -> bool:
        """Whether a registered name is only part of a longer one ("National Commission for UNESCO")."""
        lexicon = self.lexicon
        around = [self._words([piece]) for piece in pieces if piece.kind == "words"]
        if any(status_of(part, lexicon) or self._certainly_person(part) for part in around):
            return False
        if pieces[0].kind == "name" and len(pieces) == 2:
            (tail,) = around
            organizations = pieces[0].organizations
            known = any(self.register.unit(one, tail) for one in organizations)
            return (
                not known
                and not is_unit(tail, lexicon)
                and not self._place(tail)
                and is_organization(words, lexicon)
            )
        return is_organization(words, lexicon)

    def _tail(self, piece: Piece, draft: Draft | None) -> bool:
        """Words beside a name without a separator; False where they are prose."""
        if piece.kind != "words":
            return True
        start, end = self._span([piece])
        words = self.free[start:end]
        if draft is not None and (status := status_of(words, self.lexicon)):
            self._apply(status, Stretch(start, end, status.status), own_line=False)
        elif draft is not None and draft.organizations and self._names_unit(draft, words):
            self._set_unit(start, end)
        elif pattern(self.lexicon.organizations.status_tails).fullmatch(words):
            self.marks.append((start, end))
        elif draft is not None and self._place(words):
            draft.end = end
        elif not self._certainly_person(words):
            return not (is_prose(words, self.lexicon) or sum(word.islower() for word in words.split()) > 2)
        return True

    def _unlisted(self, pieces: list[Piece], item: Item, rest: Sequence[Item]) -> tuple[Draft | None, bool]:
        """Words that hold no registered name letter by letter."""
        start, end = self._span(pieces)
        words = self.free[start:end]
        last = self.drafts[-1] if self.drafts else None
        here = last is not None and last.line == self._line
        if found := self.register.find(words):
            return self._add(start, end, found), True
        if self._is_unit(words, item.before):
            self._set_unit(start, end)
            return last, True
        if last and here and self._continues(last, words, item):
            last.end = end
            return last, True
        if self._certainly_person(words) or self._perhaps_person(words, item, rest):
            return None, True
        if misspelled := self.register.misspelled(words):
            return self._add(start, end, (misspelled,), misspelled=True), True
        owners = self.register.unit_owners(words) if len(words) > 2 else ()
        if len(owners) == 1:
            draft = self._add(start, end, owners)
            draft.unit = Stretch(start, end, self.register.unit(owners[0], words) or "")
            return draft, True
        if self.register.country(words) or is_organization(words, self.lexicon):
            return self._add(start, end, ()), True
        return None, not is_prose(words, self.lexicon)

    def _continues(self, last: Draft, words: str, item: Item) -> bool:
        """Whether words after a comma belong to the name before it ("Intel, Inc.", "Ministry of Health, Egypt")."""
        if item.before is None or item.before.kind == "joiner" or last.status or last.unit:
            return False
        suffix = pattern(self.lexicon.organizations.companies).fullmatch(words)
        return suffix is not None or (
            self._place(words) and has_head(self.free[last.start : last.end], self.lexicon)
        )

    def _certainly_person(self, words: str) -> bool:
        """An honorific or initials before a name."""
        honorific = honorific_pattern(self.lexicon).match(words)
        if honorific and is_person(
            self._before_comma(words[honorific.end() :]), self.lexicon, honorific=True
        ):
            return True
        after = re.search(rf"{pattern(self.lexicon.people.honorifics_after).pattern}$", words)
        if after and is_person(words[: after.start()].strip(), self.lexicon, announced=True):
            return True
        return bool(_INITIAL.search(words)) and is_person(words, self.lexicon)

    def _perhaps_person(self, words: str, item: Item, rest: Sequence[Item]) -> bool:
        """A name of persons' shape where a person stands: on the line after an organisation, or behind the
        only one of its line."""
        if not self.drafts or not is_person(words, self.lexicon):
            return False
        if item.before is None:
            return not rest or all(not other.pieces for other in rest)
        alone = sum(draft.line == self._line for draft in self.drafts) == 1
        return alone and not rest and item.before.kind != "joiner"

    def _before_comma(self, words: str) -> str:
        return re.split(r"[,(\[]", words, maxsplit=1)[0].strip()

    def _is_unit(self, words: str, before: Piece | None) -> bool:
        """Whether the item names a unit of the organisation before it."""
        if not self.drafts or self.drafts[-1].unit or self.drafts[-1].status:
            return False
        last = self.drafts[-1]
        if not last.organizations or (before is not None and before.kind in {"joiner", "colon", "label"}):
            return False
        if before is None:
            return (
                last.line < self._line and len(words) > 4 and self._registered_unit(last, words) is not None
            )
        sign = self.free[before.start : before.end]
        if last.line != self._line:
            return False
        if before.kind == "hyphen":
            return True
        if sign == "/":
            return self._registered_unit(last, words) is not None
        return not self.register.find(words) and sign != ";" and self._names_unit(last, words)

    def _names_unit(self, draft: Draft, words: str) -> bool:
        return self._registered_unit(draft, words) is not None or is_unit(words, self.lexicon)

    def _registered_unit(self, draft: Draft, words: str) -> str | None:
        found = (self.register.unit(one, words) for one in draft.organizations)
        return next((unit for unit in found if unit is not None), None)

    def _set_unit(self, start: int, end: int) -> None:
        draft = self.drafts[-1]
        draft.unit = Stretch(start, end, self._registered_unit(draft, self.free[start:end]) or "")

    def _bracket(self, piece: Piece, draft: Draft | None) -> Draft | None:
        """Read what brackets say about the organisation before them (or hold one, behind a person)."""
        inner = self._inner(piece)
        whole = self.free[slice(*inner)]
        parts = [
            self._trimmed(inner[0] + match.start(), inner[0] + match.end()) for match in _PART.finditer(whole)
        ]
        parts = [(start, end) for start, end in parts if start < end]
        if draft is None:
            found = self.register.find(whole.strip(_EDGES))
            if not found:
                return None
            self.marks.append((piece.start, piece.end))
            return self._add(*self._trimmed(*inner), found)
        status = status_of(whole, self.lexicon, bracketed=True)
        if status and not any(self._is_person_part(self.free[start:end]) for start, end in parts[1:]):
            self._apply(status, Stretch(*self._trimmed(*inner), status.status), own_line=False)
            self.marks.append((piece.start, piece.end))
            return draft
        understood = [self._part(start, end, piece, draft) for start, end in parts]
        if all(understood):
            self.marks.append((piece.start, piece.end))
        return draft

    def _part(self, start: int, end: int, bracket: Piece, draft: Draft) -> bool:
        """Read one part of a bracket; False where it is not understood."""
        words, lexicon, register = self.free[start:end], self.lexicon, self.register
        if status := status_of(words, lexicon, bracketed=True):
            self._apply(status, Stretch(start, end, status.status), own_line=False)
            return True
        unit = self._registered_unit(draft, words)
        if unit is not None or (draft.unit and is_organization(words, lexicon)):
            if draft.unit is None:
                draft.unit = Stretch(start, end, unit or "")
            return True
        labels = (*lexicon.organizations.facilitator, *lexicon.organizations.co_facilitator)
        if pattern((*labels, *lexicon.organizations.nothing)).fullmatch(words):
            return True
        found = register.find(words)
        same = tuple(one for one in draft.organizations if one in found)
        if same or self._place(words) or (is_acronym(words) and not draft.organizations):
            draft.organizations = same or draft.organizations
            if not draft.unit and not draft.status:
                draft.end = bracket.end
            return True
        if found or self._is_person_part(words) or not draft.organizations:
            return False
        if is_acronym(words) or is_unit(words, lexicon):
            draft.unit = Stretch(start, end)
            return True
        return False

    def _is_person_part(self, words: str) -> bool:
        return self._certainly_person(words) or is_person(words, self.lexicon)

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

    def _place(self, words: str) -> bool:
        return self.register.place(words) is not None or self.register.country(words) is not None

    def _span(self, pieces: Sequence[Piece]) -> tuple[int, int]:
        return self._trimmed(pieces[0].start, pieces[-1].end)

    def _words(self, pieces: Sequence[Piece]) -> str:
        start, end = self._span(pieces)
        return self.free[start:end]

    def _inner(self, bracket: Piece) -> tuple[int, int]:
        closed = self.free[bracket.end - 1] in ")]}"
        return bracket.start + 1, max(bracket.start + 1, bracket.end - closed)

    def _trimmed(self, start: int, end: int) -> tuple[int, int]:
        """The stretch without white space, quotes and closing punctuation around it."""
        last = end
        while start < end and self.free[start] in _EDGES:
            start += 1
        while end > start and self.free[end - 1] in _EDGES:
            end -= 1
        company = has_company_suffix(self.free[start : end + 1], self.lexicon)
        return start, end + (company and end < last and self.free[end] == ".")


def _has_name(items: list[Item]) -> bool:
    return any(piece.kind == "name" for item in items for piece in item.pieces)


def _only_words(item: Item) -> bool:
    return bool(item.pieces) and all(piece.kind == "words" for piece in item.pieces)
