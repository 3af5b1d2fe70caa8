"""Lines of text from right to left: what is seen on the page, back in the order in which it is read."""

from __future__ import annotations

import pytest

from pipeline.read.pdf.bidi import in_reading_order
from pipeline.read.pdf.lines import Line, lines_of
from pipeline.read.pdf.page import Box, Glyph, Word

ADVANCE = 5.0


def printed(*glyphs: str, baseline: float = 100) -> Word:
    """Glyphs from the left, 5 points each, of size 10: of several letters for a ligature, ` ` for a gap."""
    placed = tuple(
        Glyph(letter, ADVANCE * number, ADVANCE * (number + 1))
        for number, glyph in enumerate(glyphs)
        if glyph != " "
        for letter in glyph
    )
    text = "".join(glyph.text for glyph in placed)
    box = Box(placed[0].x0, baseline - 10, placed[-1].x1, baseline + 2)
    return Word(text, box, baseline, 10, "F", placed)


def read(shown: str, *, leftward: bool = True, after_arabic: bool = False) -> str:
    """A line as it is seen from the left, read."""
    words = in_reading_order([printed(*shown)], leftward=leftward, after_arabic=after_arabic)
    return " ".join(word.text for word in words)


def seen(*words: str) -> str:
    """Words as they stand from the left: those of Arabic with their letters turned round."""
    return " ".join(word if word.isascii() else word[::-1] for word in words)


@pytest.mark.parametrize(
    ("shown", "text"),
    [
        (seen("مشاركا", "40", "نحو"), "نحو 40 مشاركا"),
        (seen("2007", "مايو", "16"), "16 مايو 2007"),
        (seen("13:00-10:00", "الساعة"), "الساعة 10:00-13:00"),
        (seen("13:00", "-", "10:00", "الساعة"), "الساعة 10:00 - 13:00"),
        (seen("1.200", "عدد"), "عدد 1.200"),
        ("١٨:٠٠-١٥:٠٠ " + "الساعة"[::-1], "الساعة ١٥:٠٠-١٨:٠٠"),
        ("ويام/رايأ 16", "16 أيار/مايو"),
        (seen("http://www.itu.int/wsis/c2", "العنوان"), "العنوان http://www.itu.int/wsis/c2"),
        ("/http://www.itu.int/wsis " + "في"[::-1], "في http://www.itu.int/wsis/"),
        (seen("WSIS Forum 2007", "منتدى"), "منتدى WSIS Forum 2007"),
        (seen("ITU (Geneva)", "في"), "في ITU (Geneva)"),
        (seen("والبنك", "ITU", "من"), "من ITU والبنك"),
        (seen("البنية", ":C2", "خط"), "خط C2: البنية"),
        (".ةسلج", "جلسة."),
    ],
)
def test_a_line_from_right_to_left(shown: str, text: str) -> None:
    """Words and spans of figures from the right, numbers and Latin words in them from the left."""
    assert read(shown) == text


@pytest.mark.parametrize("brackets", ["()", ")("])
def test_brackets_face_what_they_enclose(brackets: str) -> None:
    """Whether the producer or PDFium has mirrored them or not."""
    left, right = brackets[0], brackets[1]

    assert read(f"{left}دكؤم{right} داحتالا") == "الاتحاد (مؤكد)"


def test_figures_at_the_start_are_one_number() -> None:
    """Before any Arabic letter `10-13` is shown as it is written; after one it is not."""
    assert read("10-13", after_arabic=False) == "10-13"
    assert read("13-10", after_arabic=True) == "10-13"


def test_arabic_figures_alone_run_from_the_left() -> None:
    """At the top of a page too, where no Arabic word stands before them."""
    assert read("١٨:٠٠", after_arabic=False) == "١٨:٠٠"


def test_a_bracket_alone_on_a_line_closes_what_is_open() -> None:
    """It found no room on the line of its word."""
    assert [line.text for line in lines(f"{'مقترحة'[::-1]}(", "(")] == ["(مقترحة", ")"]


def test_arabic_words_in_a_line_from_the_left() -> None:
    """An English line with an Arabic name."""
    assert read(f"See {seen('العمل', 'خط')} (C2) now", leftward=False) == "See خط العمل (C2) now"


def test_a_ligature_has_its_letters_in_order() -> None:
    """PDFium turns round what one glyph stands for, but not a presentation form."""
    turned = in_reading_order([printed("م", "ال", "س")], leftward=True, after_arabic=False)
    form = in_reading_order([printed("م", "لا", "س")], leftward=True, after_arabic=False)

    assert [word.text for word in turned] == [word.text for word in form] == ["سلام"]


def test_a_mark_stands_with_its_letter() -> None:
    """A vowel sign that was printed apart from its word comes behind the letter under it."""
    word = printed("د", "ق", "ع")
    mark = Word("\u064f", Box(11, 90, 14, 102), 100, 10, "F", (Glyph("\u064f", 11, 14),))

    (read_word,) = in_reading_order([mark, word], leftward=True, after_arabic=False)

    assert read_word.text == "ع\u064fقد"


def lines(*shown: str) -> list[Line]:
    """The lines of a cell, each as it is seen from the left."""
    return lines_of([printed(*line, baseline=100 + 12 * n) for n, line in enumerate(shown)], 1)


def test_figures_alone_on_a_line_go_with_their_text() -> None:
    """A span of times that was wrapped is read as it would be on the line above."""
    assert [line.text for line in lines(seen("الساعة"), "13:00-10:00")] == ["الساعة", "10:00-13:00"]


def test_a_latin_line_of_arabic_text_stands_at_its_right() -> None:
    """An address on a line of its own keeps its order, and is laid out as its text is."""
    _, address = lines(seen("العنوان", "على"), "/c2.html")

    assert (address.text, address.rtl) == ("/c2.html", True)


def test_han_and_figures_stand_close() -> None:
    """The quarter of a letter that word processors set between them is no space; a printed one is."""
    numbers = (Glyph("4", 12.5, 17.5), Glyph("0", 17.5, 22.5))
    han = Word("约", Box(0, 90, 10, 102), 100, 10, "F", (Glyph("约", 0, 10),))
    close = Word("40", Box(12.5, 90, 22.5, 102), 100, 10, "F", numbers, spaced=False)
    apart = Word("40", Box(12.5, 90, 22.5, 102), 100, 10, "F", numbers, spaced=True)

    assert lines_of([han, close], 1)[0].text == "约40"
    assert lines_of([han, apart], 1)[0].text == "约 40"
