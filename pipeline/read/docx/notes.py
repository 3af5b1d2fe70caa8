"""Footnotes, endnotes and comments: content of other parts, kept for the place of its mark."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lxml import etree

from pipeline.read.docx.line import Aside, Surroundings
from pipeline.read.docx.markup import visible_text
from pipeline.read.docx.names import ID, PARAGRAPH, w
from pipeline.read.docx.package import Part


def notes_of(part: Part, kind: str, surroundings: Surroundings) -> dict[tuple[str, str], Aside]:
    """The notes of a part by kind ("footnote", "endnote") and id."""
    return {
        (kind, note.get(ID, "")): Aside(note, surroundings, is_note=True)
        for note in part.root.iterchildren(w(kind))
    }


def uncited(notes: Iterable[Aside]) -> Iterator[str]:
    """The text of notes that no mark leads to; the lines that part notes from text are no notes."""
    for note in notes:
        text = _text(note.content)
        if text.strip() and note.content.get(w("type"), "normal") == "normal":
            yield text


def comments_of(part: Part | None) -> dict[str, tuple[str, str]]:
    """Author and text of each comment by its id."""
    if part is None:
        return {}
    return {
        comment.get(ID, ""): (
            comment.get(w("author")) or "an unnamed reviewer",
            _text(comment),
        )
        for comment in part.root.iterchildren(w("comment"))
    }


def _text(content: etree._Element) -> str:
    return " ".join(visible_text(paragraph) for paragraph in content.iter(PARAGRAPH))
