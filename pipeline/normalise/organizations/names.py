"""The names and words of an item of a list: which organisations they are, and what stands beside a name."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.names import is_organization, is_prose, is_unit, pattern
from pipeline.normalise.organizations.draft import Draft, Stretch
from pipeline.normalise.organizations.pieces import Item, Piece
from pipeline.normalise.organizations.statuses import status_of
from pipeline.normalise.organizations.understood import Understood
from pipeline.normalise.organizations.unlisted import Unlisted


class Names:
    """Reads the names of one cell's list."""

    def __init__(self, understood: Understood) -> None:
        self.understood = understood
        self.wording = understood.wording
        self.free = understood.free
        self.lexicon = understood.wording.lexicon
        self.register = understood.wording.register
        self.unlisted = Unlisted(understood)

    def read(self, pieces: list[Piece], item: Item, rest: Sequence[Item]) -> tuple[Draft | None, bool]:
        """The organisation that an item's names and words are, and False where they are prose."""
        pieces = [piece for piece in pieces if self.wording.words([piece])]
        if not pieces:
            return None, True
        names = [piece for piece in pieces if piece.kind == "name"]
        start, end = self.wording.span(pieces)
        words = self.free[start:end]
        if not names:
            return self.unlisted.read(pieces, item, rest)
        if self.understood.takes_unit(words, item.before):
            self.understood.set_unit(start, end)
            return self.understood.drafts[-1], True
        if pieces != names and self._is_one_name(pieces, words):
            return self.understood.add(start, end, ()), True
        status = (
            status_of(self.wording.words(pieces[:1]), self.lexicon) if pieces[0].kind == "words" else None
        )
        if status:
            start, end = self.wording.span(pieces[:1])
            pieces = pieces[1:]
        for number, piece in enumerate(pieces):
            if piece.kind == "name":
                draft = self.understood.add(self._behind_article(piece), piece.end, piece.organizations)
                draft.status = Stretch(start, end, status.status) if status else draft.status
            elif not self.tail(piece, self.understood.drafts[-1] if number else None):
                return None, False
        return self.understood.drafts[-1], True

    def tail(self, piece: Piece, draft: Draft | None) -> bool:
        """Words beside a name without a separator; False where they are prose."""
        if piece.kind != "words":
            return True
        start, end = self.wording.span([piece])
        words = self.free[start:end]
        if draft is not None and (status := status_of(words, self.lexicon)):
            self.understood.give_status(status, Stretch(start, end, status.status), own_line=False)
        elif (
            draft is not None and draft.organizations and self.wording.names_unit(draft.organizations, words)
        ):
            self.understood.set_unit(start, end)
        elif pattern(self.lexicon.organizations.status_tails).fullmatch(words):
            self.understood.marks.append((start, end))
        elif draft is not None and self.wording.is_place(words):
            draft.end = end
        elif not self.wording.is_certainly_person(words):
            return not (is_prose(words, self.lexicon) or sum(word.islower() for word in words.split()) > 2)
        return True

    def without_article(self, pieces: list[Piece]) -> list[Piece]:
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
        self.understood.article = (start, article.end())
        return [Piece("words", article.end(), first.end), *pieces[1:]] if rest else pieces[1:]

    def _behind_article(self, name: Piece) -> int:
        """Where a registered name begins: behind an article that a sentence puts before it ("and the World
        Bank"), which the register may know as part of the name."""
        article = pattern(self.lexicon.organizations.articles).match(self.free, name.start, name.end)
        if not article or not article[0].islower() or not self.free[article.end() : name.end].strip():
            return name.start
        self.understood.article = article.span()
        rest = self.free[article.end() : name.end]
        return name.end - len(rest.lstrip())

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
