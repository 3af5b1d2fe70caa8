"""Folding keeps the place of every character; taking masks at equal length."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pipeline.fold import FILLER, Text, fold, key, squeeze
from pipeline.ledger import visible
from pipeline.model import DocumentId, Locator, PageBreak, Paragraph

LOCATOR = Locator(DocumentId("report.docx"), None, 1, 2, 3, 1)


def text_of(*paragraphs: str) -> Text:
    """A Text of paragraphs with nothing but words."""
    return Text([Paragraph(words, LOCATOR) for words in paragraphs])


@pytest.mark.parametrize(
    ("printed", "folded"),
    [
        ("10:00–13:00", "10:00-13:00"),
        ("10\u202f000\u00a0m", "10 000 m"),
        ("Adminis\u00adtra\u200btion", "Administration"),
        ("l’ONU", "l'ONU"),
        ("“eyes”", '"eyes"'),
        ("١٦ مايو", "16 مايو"),
        ("２００７年", "2007年"),
        ("e\u0301", "é"),
        ("ﬁnance", "finance"),
        ("1º", "1º"),
        ("a\u2028b", "a\nb"),
        ("a\tb", "a b"),
        ("جنيـف", "جنيف"),
    ],
)
def test_fold_makes_shapes_of_one_sign_the_same(printed: str, folded: str) -> None:
    """Dashes, spaces, quotes, digits, ligatures and full-width forms are folded, words are not changed."""
    assert folded == fold(printed)
    assert folded == text_of(printed).text


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Économie", "economie"),
        ("CO-FACILITATOR", "co facilitator"),
        ("l’Organisation", "L'organisation"),
        ("أيّار", "أيار"),
    ],
)
def test_key_is_the_same_for_spellings_of_one_name(one: str, other: str) -> None:
    """Case, accents and punctuation do not tell names apart."""
    assert key(one) == key(other)


def test_key_keeps_letters_that_only_look_accented() -> None:
    """The Cyrillic й is a letter of its own."""
    assert key("Китай") == "китай"


def test_evidence_quotes_the_source_not_the_folded_text() -> None:
    """A value read from folded words cites the characters as printed."""
    text = text_of("Next Adminis\u00adtra\u00adtion – week")
    start = text.text.index("Administration")

    (evidence,) = text.read(start, start + len("Administration"))

    assert evidence.text == "Adminis\u00adtra\u00adtion"
    assert evidence.span.start == 5


def test_evidence_is_parted_by_paragraphs_and_pages() -> None:
    """A value over two paragraphs, the second cut by a page, has three places."""
    first = Paragraph("Chaired by ", LOCATOR)
    second = Paragraph("Haiyan Qian", LOCATOR, page_breaks=(PageBreak(7, 4),))
    text = Text([first, second])

    parts = text.evidence(0, len(text.text))

    assert [(part.text, part.locator.page) for part in parts] == [
        ("Chaired by ", None),
        ("Haiyan ", None),
        ("Qian", 4),
    ]


def test_printed_words_are_whole_over_a_page_break() -> None:
    """A name that a page cuts has two places and is one name."""
    text = Text([Paragraph("Mme Castagnède-Roy", LOCATOR, page_breaks=(PageBreak(15, 2),))])

    assert text.printed(4, 18) == "Castagnède-Roy"
    assert [part.text for part in text.evidence(4, 18)] == ["Castagnède-", "Roy"]


def test_taken_characters_are_masked_at_equal_length() -> None:
    """What one normaliser took is not there for the next, and positions stay true."""
    text = text_of("ITU (confirmed)")

    text.take(4, 15, "value")

    assert text.free == "ITU " + FILLER * 11
    assert text.remainder() == [(0, 3)]


def test_remainder_ends_at_line_breaks() -> None:
    """Each line that nobody understood is reported by itself."""
    assert text_of("one\ntwo").remainder() == [(0, 3), (4, 7)]


def test_squeeze_prints_as_the_contract_says() -> None:
    """White space folded, soft hyphens and bidirectional controls dropped, NFC."""
    assert squeeze(" a\u00ad\u200f  b\n\u00a0e\u0301 ") == "a b é"


@given(st.lists(st.text(max_size=40), max_size=4))
def test_every_folded_character_has_its_place(paragraphs: list[str]) -> None:
    """Whatever the text, evidence of any stretch quotes its paragraph exactly."""
    text = text_of(*paragraphs)

    for start in range(0, len(text.text), 3):
        for part in text.evidence(start, min(start + 5, len(text.text))):
            assert part.text
            assert any(part.text == words[part.span.start : part.span.end] for words in paragraphs)


@given(st.text(st.one_of(st.characters(), st.sampled_from("ـ َ\u0301\u00ad\u200fa-")), max_size=20))
@example("ـ")
@example("جنيـ")
@example("a ـ b")
def test_every_visible_character_is_in_some_evidence(words: str) -> None:
    """What is folded away belongs to the character that it changes, or stands for itself."""
    text = text_of(words)
    quoted = "".join(part.text for part in text.evidence(0, len(text.text)))
    assert visible(quoted) == visible(words)


@given(st.text(max_size=60), st.data())
def test_what_is_taken_and_what_remains_are_the_whole(words: str, data: st.DataObject) -> None:
    """No visible character is in the remainder and taken, none is in neither."""
    text = text_of(words)
    start = data.draw(st.integers(0, len(text.text)))
    end = data.draw(st.integers(start, len(text.text)))
    visible = [position for position, c in enumerate(text.text) if not c.isspace() and c != FILLER]

    text.take(start, end)

    left = {position for span in text.remainder() for position in range(*span)}
    assert [p for p in visible if not start <= p < end] == [p for p in visible if p in left]
