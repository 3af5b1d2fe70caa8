"""A paragraph in the making: its characters, its links, and what hangs on it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from pipeline.findings import notice
from pipeline.model import Hyperlink, Notice, Span
from pipeline.read.docx.draft import Draft, is_blank
from pipeline.read.docx.fields import Field
from pipeline.read.docx.left_out import HIDDEN
from pipeline.read.docx.links import merged, misleading

PAGE_BREAK: Final = "\f"
"""Stands for a page or column break, and cannot stand in XML; between words it ends a line."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What runs refer to: the link addresses of their part, the document's notes by kind and id, its
    comments (author and text) by id, and its runs that are left out, each with the check that tells of it.
    Notes and comments are taken out when met."""

    addresses: Mapping[str, str]
    notes: dict[tuple[str, str], Aside]
    comments: dict[str, tuple[str, str]]
    left_out: Mapping[etree._Element, str]


@dataclass(frozen=True, slots=True)
class Aside:
    """Content with a place of its own: a table, or what is anchored in a paragraph (a text box, a note)."""

    content: etree._Element
    surroundings: Surroundings
    is_note: bool = False


@dataclass(slots=True)
class Line:
    """The paragraph that a story has come to. `fields` are those still open: they reach over paragraphs."""

    surroundings: Surroundings
    fields: list[Field] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    length: int = 0
    links: list[Hyperlink] = field(default_factory=list)
    asides: list[Aside] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)
    left_out: list[tuple[str, str]] = field(default_factory=list)

    @property
    def is_open(self) -> bool:
        """True where something has been read that is not finished."""
        return bool(self.pieces or self.asides or self.notices or self.left_out)

    def append(self, text: str) -> None:
        """Add characters: to the paragraph, or, inside a field's instruction, to what is not shown."""
        if self.fields:
            for begun in self.fields:
                if not begun.in_result:
                    begun.code.append(text)
                    self.left_out.append((HIDDEN, text))
                    return
        self.pieces.append(text)
        self.length += len(text)

    def link(self, start: int, target: str | None) -> None:
        """Make the characters from `start` on a link, where there are some and `target` is one."""
        if target and self.length > start:
            self.links.append(Hyperlink(Span(start, self.length), target))

    def finish(self) -> tuple[Draft, list[Aside]]:
        """The paragraph and what is anchored in it; the line is then empty, ready for the next one."""
        if self.fields:
            self._finish_fields()
        text = "".join(self.pieces)
        self.pieces.clear()
        self.length = 0
        if PAGE_BREAK in text:
            text = text.rstrip(PAGE_BREAK).replace(PAGE_BREAK, "\n")
        if is_blank(text):
            text = ""
            self.links.clear()
        draft = Draft(text)
        if self.links:
            draft.links = tuple(merged(self.links, len(text)))
            self.links.clear()
            self.notices += misleading(text, draft.links)
        if self.left_out:
            self._notice_left_out()
        if self.notices:
            draft.notices, self.notices = self.notices, []
        asides = self.asides
        if asides:
            self.asides = []
        return draft, asides

    def _finish_fields(self) -> None:
        """A field whose instruction is still open is broken and ends; a result goes on in the next line."""
        self.fields = [begun for begun in self.fields if begun.in_result]
        for begun in self.fields:
            self.link(begun.start, begun.target)
            begun.start = 0

    def _notice_left_out(self) -> None:
        for check in dict.fromkeys(check for check, _ in self.left_out):
            text = "".join(words for other, words in self.left_out if other == check)
            if not is_blank(text):
                self.notices.append(notice(check, excerpt=text))
        self.left_out.clear()
