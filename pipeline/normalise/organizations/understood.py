"""What is understood of a list so far: its organisations, and what the words beside them add."""

from __future__ import annotations

from pipeline.dataset import Role
from pipeline.names import has_company_suffix
from pipeline.normalise.organizations.draft import Draft, Stretch
from pipeline.normalise.organizations.pieces import Piece
from pipeline.normalise.organizations.statuses import StatusWords
from pipeline.normalise.organizations.wording import Wording
from pipeline.register import Organization


class Understood:
    """The organisations of one cell's list, and the structure words (`marks`) known in it.

    `role` and `line`: those of the organisations that follow. `heading`: a status that stands before them.
    `article`: the one in front of the next name. `details`: how many statuses and units were given.
    """

    def __init__(self, wording: Wording, role: Role) -> None:
        self.wording = wording
        self.free = wording.free
        self.role = role
        self.drafts: list[Draft] = []
        self.marks: list[tuple[int, int]] = []
        self.line = 0
        self.heading: Stretch | None = None
        self.article: tuple[int, int] | None = None
        self.details = 0

    def size(self) -> tuple[int, int, int]:
        """How much is understood: organisations, marks, details."""
        return len(self.drafts), len(self.marks), self.details

    def begin_line(self, line: int) -> None:
        """Go on at a line; a heading that has organisations on its own line ended with it."""
        self.line = line
        if self.heading and any(_stands_on_line_of(self.heading, draft, self.free) for draft in self.drafts):
            self.heading = None

    def add(
        self, start: int, end: int, organizations: tuple[Organization, ...], *, misspelled: bool = False
    ) -> Draft:
        """Begin an organisation; an article in front of its name is a mark."""
        if self.article:
            self.marks.append(self.article)
        if self.free[end : end + 1] == "." and has_company_suffix(self.free[start:end], self.wording.lexicon):
            end += 1
        draft = Draft(
            start, end, organizations, self.role, self.line, misspelled=misspelled, status=self.heading
        )
        self.drafts.append(draft)
        return draft

    def give_status(
        self, status: StatusWords, stretch: Stretch, *, own_line: bool, heading: bool = False
    ) -> None:
        """Give a status that stands by itself to the organisations that it is about."""
        if heading or not self.drafts:
            self.heading = stretch if heading else self.heading
            self.marks.append((stretch.start, stretch.end))
            return
        self.details += 1
        last = self.drafts[-1].line
        for draft in self.drafts if own_line or status.whole_list else self.drafts[-1:]:
            if draft.status is None and (status.whole_list or draft.line == last):
                draft.status = stretch

    def takes_unit(self, words: str, before: Piece | None) -> bool:
        """Whether an item's words, behind the sign `before`, name a unit of the last organisation."""
        last = self.drafts[-1] if self.drafts else None
        if last is None or not last.organizations or last.unit or last.status:
            return False
        registered = self.wording.unit(last.organizations, words) is not None
        if before is None:
            return last.line < self.line and len(words) > 4 and registered
        if last.line != self.line or before.kind in {"joiner", "colon", "label"}:
            return False
        sign = self.free[before.start : before.end]
        others = self._names_others(words, last)
        listed = sign in {"/", ";"} or others
        named = registered if listed else self.wording.names_unit(last.organizations, words)
        return (before.kind == "hyphen" and not others) or (named and (sign == "/" or not others))

    def _names_others(self, words: str, last: Draft) -> bool:
        """Whether words name another organisation than the last one, or begin with its name ("UNESCO Office
        in Beirut")."""
        mentions = self.wording.register.names_in(words)
        return bool(self.wording.register.find(words)) or any(
            mention.start == 0 and not set(mention.organizations) & set(last.organizations)
            for mention in mentions
        )

    def set_unit(self, start: int, end: int) -> None:
        """Give the last organisation its unit; of a letter behind a hyphen the name is part ("ITU-T")."""
        self.details += 1
        draft = self.drafts[-1]
        is_letter = self.free[draft.end : start] == "-" and not self.free[start + 1 : start + 2].isalnum()
        draft.unit = Stretch(draft.start if is_letter else start, end)


def _stands_on_line_of(heading: Stretch, draft: Draft, free: str) -> bool:
    return heading.end <= draft.start and "\n" not in free[heading.end : draft.start]
