"""List marks typed as characters."""

from __future__ import annotations

import pytest

from pipeline.marks import typed_mark

MARKS = [
    ("· Briefings", "bullet", 2),
    ("•\tBriefings", "bullet", 2),
    ("\uf0b7 Briefings", "bullet", 2),
    ("→ Briefings", "bullet", 2),
    ("◆ Briefings", "bullet", 2),
    ("o Briefings", "bullet", 2),
    ("* Briefings", "bullet", 2),
    ("- Briefings", "dash", 2),
    ("– Briefings", "dash", 2),
    ("— Briefings", "dash", 2),
    ("(i) Briefings", "number", 4),
    ("iv) Briefings", "number", 4),
    ("1. Briefings", "number", 3),
    ("12) Briefings", "number", 4),
    ("a) Briefings", "letter", 3),
    ("(b) Briefings", "letter", 4),
    ("   – Briefings", "dash", 5),
]
NOT_MARKS = [
    "Briefings",
    "–5 degrees",
    "2007 was",
    "10:00-13:00",
    "3.5 million",
    "C. Smith",
    "e-government",
    "-",
    "•",
    "",
]


@pytest.mark.parametrize(("text", "kind", "end"), MARKS)
def test_typed_marks(text: str, kind: str, end: int) -> None:
    """The kind of mark, and the characters up to the words."""
    mark = typed_mark(text)

    assert mark is not None
    assert (mark.kind, mark.span.start, mark.span.end) == (kind, 0, end)


@pytest.mark.parametrize("text", NOT_MARKS)
def test_not_marks(text: str) -> None:
    """Words, numbers and lone signs are no list items."""
    assert typed_mark(text) is None


def test_mark_of_a_later_line() -> None:
    """A mark is looked for where the line starts."""
    text = "Themes:\n– one"

    mark = typed_mark(text, text.index("–"))

    assert mark is not None
    assert (mark.kind, mark.span.start, mark.indent) == ("dash", 8, 0)
