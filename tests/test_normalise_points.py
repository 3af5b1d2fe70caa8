"""Points: paragraphs and typed lists of the descriptive columns."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.fold import Text
from pipeline.lexicon import own_lexicons
from pipeline.model import DocumentId, Locator, Marker, Outcome, PageBreak, Paragraph, Span
from pipeline.normalise.points import read_points

PLACE = Locator(DocumentId("report.docx"), 1, 1, 2, 4, 1)
Row = tuple[str, int, str | None, int | None]

# One typed paragraph; then text, level, marker and parent of each point.
TYPED: list[tuple[str, list[Row]]] = [
    ("Discussion on the scope of the work", [("Discussion on the scope of the work", 0, None, None)]),
    ("· Report on the outcomes", [("Report on the outcomes", 0, "bullet", None)]),
    ("– Digital dividend", [("Digital dividend", 0, "dash", None)]),
    ("-Digital dividend", [("Digital dividend", 0, "dash", None)]),
    ("1. Proposed annual meeting", [("Proposed annual meeting", 0, "number", None)]),
    ("(ii) linguistic diversity", [("linguistic diversity", 0, "number", None)]),
    ("a) cultural diversity", [("cultural diversity", 0, "letter", None)]),
    ("- one\n- two", [("one", 0, "dash", None), ("two", 0, "dash", None)]),
    (
        "• one\n• two\n• three",
        [("one", 0, "bullet", None), ("two", 0, "bullet", None), ("three", 0, "bullet", None)],
    ),
    (
        "- one\n  - nested\n  - again\n- two",
        [
            ("one", 0, "dash", None),
            ("nested", 1, "dash", 1),
            ("again", 1, "dash", 1),
            ("two", 0, "dash", None),
        ],
    ),
    (
        "Key issues were :\n• first\n• second",
        [("Key issues were :", 0, None, None), ("first", 0, "bullet", None), ("second", 0, "bullet", None)],
    ),
    ("1. one\n2. two", [("one", 0, "number", None), ("two", 0, "number", None)]),
    ("a) one\nb) two", [("one", 0, "letter", None), ("two", 0, "letter", None)]),
    ("- one that\ngoes on\n- two", [("one that goes on", 0, "dash", None), ("two", 0, "dash", None)]),
    ("wraps in the\nmiddle of a sentence", [("wraps in the middle of a sentence", 0, None, None)]),
    ("the meeting of\n16. May went well", [("the meeting of 16. May went well", 0, None, None)]),
    ("the role of e-\ngovernment", [("the role of e-government", 0, None, None)]),
    ("imple\u00admentation", [("implementation", 0, None, None)]),
    (
        "Exchange of views between\u00a0       participants",
        [("Exchange of views between participants", 0, None, None)],
    ),
    ("Action\tLine", [("Action Line", 0, None, None)]),
    ("cafe\u0301", [("café", 0, None, None)]),
    ("C4-C6 and 40 participants", [("C4-C6 and 40 participants", 0, None, None)]),
    ("3-5 years", [("3-5 years", 0, None, None)]),
    ("e.g. the toolkit", [("e.g. the toolkit", 0, None, None)]),
    ("No decision was taken", [("No decision was taken", 0, None, None)]),
    ("• النقطة الأولى", [("النقطة الأولى", 0, "bullet", None)]),
    ("• 讨论基础设施", [("讨论基础设施", 0, "bullet", None)]),
]

NO_POINTS = ["–", "-", "n/a", "N/A", "none", "•", "…", "", "   ", "\n", "- n/a", "– –"]


def read(*paragraphs: Paragraph, language: str = "en") -> tuple[Text, Outcome]:
    """What the normaliser makes of a cell."""
    ledger = Text(paragraphs)
    return ledger, read_points(ledger, own_lexicons().of(language), "themes")


def rows(outcome: Outcome) -> list[Row]:
    """Text, level, marker and parent of each point."""
    return [
        (
            str(reading.values["text"].value),
            int(str(reading.fixed["level"])),
            reading.fixed["marker"] and str(reading.fixed["marker"]),
            reading.fixed["parent_position"] and int(str(reading.fixed["parent_position"])),
        )  # type: ignore[misc]  # None stays None
        for reading in outcome.readings
    ]


@pytest.mark.parametrize(("text", "expected"), TYPED)
def test_typed(text: str, expected: list[Row]) -> None:
    """A paragraph is a point; typed list lines are points of their own; every character is used."""
    ledger, outcome = read(Paragraph(text, PLACE))
    assert rows(outcome) == expected
    assert ledger.remainder() == []
    assert {reading.fixed["section"] for reading in outcome.readings} == {"themes"}


@pytest.mark.parametrize("text", NO_POINTS)
def test_no_points(text: str) -> None:
    """A lone mark, a dash or words for nothing are no point, and are understood."""
    ledger, outcome = read(Paragraph(text, PLACE))
    assert outcome.readings == ()
    assert ledger.remainder() == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "s.o."),
        ("fr", "néant"),
        ("es", "n/d"),
        ("ru", "нет данных"),
        ("ar", "لا ينطبق"),
        ("zh", "不适用"),
    ],
)
def test_words_for_nothing(language: str, text: str) -> None:
    """Each language has its own words for nothing."""
    assert read(Paragraph(text, PLACE), language=language)[1].readings == ()


def test_levels_and_parents() -> None:
    """A point's parent is the nearest earlier one of a lower level."""
    listed: list[tuple[str, int, Marker]] = [
        ("a", 0, "bullet"),
        ("b", 1, "dash"),
        ("c", 2, "dash"),
        ("d", 1, "letter"),
        ("e", 0, "number"),
        ("f", 2, "bullet"),
        ("g", 0, "note"),
    ]
    _, outcome = read(*(Paragraph(text, PLACE, level, marker) for text, level, marker in listed))
    assert rows(outcome) == [
        ("a", 0, "bullet", None),
        ("b", 1, "dash", 1),
        ("c", 2, "dash", 2),
        ("d", 1, "letter", 1),
        ("e", 0, "number", None),
        ("f", 2, "bullet", 5),
        ("g", 0, "note", None),
    ]


def test_lone_marks_do_not_count() -> None:
    """Positions, also of parents, count points, not paragraphs."""
    _, outcome = read(Paragraph("–", PLACE), Paragraph("a", PLACE), Paragraph("b", PLACE, level=1))
    assert rows(outcome) == [("a", 0, None, None), ("b", 1, None, 1)]


def test_mark_given_by_the_reader() -> None:
    """The reader's own span of the typed mark counts, and is no part of the text."""
    ledger, outcome = read(Paragraph("\u25aa\u00a0soft skills", PLACE, 0, "bullet", Span(0, 2)))
    assert rows(outcome) == [("soft skills", 0, "bullet", None)]
    assert ledger.uses[:2] == ["mark", "mark"]
    assert set(ledger.uses[2:]) == {"point"}


def test_evidence_is_the_printed_text() -> None:
    """Evidence holds the source's characters, spaces and all."""
    _, outcome = read(Paragraph("– two  words\u00a0here ", PLACE))
    assert [part.text for part in outcome.readings[0].values["text"].evidence] == ["two  words\u00a0here"]


def test_page_break_in_a_word() -> None:
    """A point that a page cuts has evidence on both pages and reads as one."""
    _, outcome = read(Paragraph("infrastructure", PLACE, page_breaks=(PageBreak(5, 2),)))
    assert outcome.readings[0].values["text"].value == "infrastructure"
    assert [part.locator.page for part in outcome.readings[0].values["text"].evidence] == [1, 2]


def test_numbered_list_beside_others() -> None:
    """Each paragraph stands for itself: marks of one do not part another."""
    _, outcome = read(Paragraph("first\nsecond", PLACE), Paragraph("- third\n- fourth", PLACE))
    assert [row[0] for row in rows(outcome)] == ["first second", "third", "fourth"]


@given(st.lists(st.text(alphabet="ab1. -–•()\n\t\r\u2028\u00ad\u0301 ü", max_size=30), max_size=4))
def test_any_text(texts: list[str]) -> None:
    """Whatever the text: every visible character is point or mark, and evidence quotes it."""
    ledger, outcome = read(*(Paragraph(text, PLACE) for text in texts))
    assert ledger.remainder() == []
    for reading in outcome.readings:
        assert all(part.text in texts_of(texts) for part in reading.values["text"].evidence)


def texts_of(texts: list[str]) -> str:
    """All the texts, to look up a quotation."""
    return "\x1e".join(texts)
