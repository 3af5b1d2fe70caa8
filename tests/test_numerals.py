"""Numbers in figures and in the words of six languages."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.fold import fold
from pipeline.lexicon import Lexicon, Numbers, own_lexicons
from pipeline.numerals import find_numbers

NUMBERS: dict[str, list[tuple[str, list[int]]]] = {
    "en": [
        ("40", [40]),
        ("1,200 and 1.200 and 1 200 and 1'200", [1200, 1200, 1200, 1200]),
        ("1,200,000", [1200000]),
        ("50-60", [50, 60]),
        ("forty-five", [45]),
        ("forty five", [45]),
        ("one hundred and twenty-three", [123]),
        ("a hundred", [100]),
        ("fifteen hundred", [1500]),
        ("two thousand three hundred and twelve", [2312]),
        ("two hundred thousand", [200000]),
        ("a dozen, two dozen", [12, 24]),
        ("half a dozen", [6]),
        ("fifty and sixty", [50, 60]),
        ("one hundred and one hundred and fifty", [100, 150]),
        ("two hundred and three hundred", [200, 300]),
        ("3 thousand", [3000]),
        ("in 2006 200 people", [2006, 200]),
        ("no one, a list, an agenda", []),
        ("40 per cent, 40%, forty percent", []),
        ("C4-C6", []),
        ("Rio+20", []),
        ("10:30", []),
        ("1.5 and 2.0.1", []),
        ("anyone, tenth, sixties, weighty", []),
    ],
    "fr": [
        ("vingt et un", [21]),
        ("soixante-dix", [70]),
        ("soixante et onze", [71]),
        ("quatre-vingts", [80]),
        ("quatre-vingt-dix-neuf", [99]),
        ("septante-cinq", [75]),
        ("deux cent cinquante", [250]),
        ("mille deux cents", [1200]),
        ("une trentaine", [30]),
        ("deux douzaines", [24]),
        ("cinquante et soixante", [50, 60]),
        ("une réunion", []),
        ("dix pour cent", []),
    ],
    "es": [
        ("treinta y cinco", [35]),
        ("veintidós", [22]),
        ("ciento uno", [101]),
        ("mil doscientos cuarenta", [1240]),
        ("dos mil", [2000]),
        ("una veintena", [20]),
        ("cincuenta y sesenta", [50, 60]),
        ("cien y ciento cincuenta", [100, 150]),
        ("una reunión", []),
        ("diez por ciento", []),
    ],
    "ru": [
        ("сорок пять", [45]),
        ("сорока пяти", [45]),
        ("ста двадцати", [120]),
        ("двухсот пятидесяти", [250]),
        ("две тысячи триста", [2300]),
        ("три десятка", [30]),
        ("полсотни", [50]),
        ("одна сессия", []),
        ("десять процентов", []),
    ],
    "ar": [
        ("خمسة وأربعون", [45]),
        ("خمسه وأربعون", [40]),
        ("مائة وخمسة وثلاثون", [135]),
        ("ألف ومائتان", [1200]),
        ("ثلاثة آلاف", [3000]),
        ("أحد عشر", [11]),
        ("٤٠", [40]),
        ("50 و60", [50, 60]),
        ("عشرة في المائة", []),
    ],
    "zh": [
        ("四十", [40]),
        ("十二", [12]),
        ("二百三十", [230]),
        ("一百零五", [105]),
        ("两千三百", [2300]),
        ("三万五千", [35000]),
        ("约４０名", [40]),
        ("2千", [2000]),
        ("四五十", [4, 50]),
        ("百分之四十", []),
    ],
}


@pytest.mark.parametrize(
    ("language", "text", "values"), [(language, *row) for language, rows in NUMBERS.items() for row in rows]
)
def test_numbers(language: str, text: str, values: list[int]) -> None:
    """Figures and words, composed as the language composes them; what is no whole count is left out."""
    found = find_numbers(fold(text), own_lexicons().of(language))
    assert [number.value for number in found] == values


@pytest.mark.parametrize(
    ("text", "is_rough"), [("a dozen", True), ("two dozen", True), ("twelve", False), ("12", False)]
)
def test_rough_numbers(text: str, is_rough: bool) -> None:
    """A collective means about as many, a number word does not."""
    assert [number.is_rough for number in find_numbers(text, own_lexicons().of("en"))] == [is_rough]


def test_span_of_words() -> None:
    """A number's span holds all its words and nothing else."""
    text = "some two hundred and fifty people"
    assert [text[n.start : n.end] for n in find_numbers(text, own_lexicons().of("en"))] == [
        "two hundred and fifty"
    ]


def test_a_language_is_its_words_alone() -> None:
    """A seventh language needs nothing but its words."""
    numbers = Numbers(
        values=((2, ("dois", "duas")), (5, ("cinco",)), (40, ("quarenta",)), (200, ("duzentos",))),
        multipliers=((1000, ("mil",)),),
        collectives=((12, ("dúzia", "dúzias")),),
        joiners=("e",),
        percent=("por cento",),
    )
    lexicon = Lexicon(languages=("pt",), numbers=numbers)
    text = "quarenta e cinco, duas dúzias, mil e duzentos, cinco por cento"
    assert [number.value for number in find_numbers(text, lexicon)] == [45, 24, 1200]


@settings(deadline=None)  # the first call compiles the grammar of three languages
@given(st.text(alphabet="0123456789 ,.-'%و和四十百 fortyanhude\x00", max_size=40))
def test_any_text(text: str) -> None:
    """Numbers lie in the text, in order, apart from each other."""
    found = find_numbers(fold(text), own_lexicons().of("ar", "zh"))
    assert all(0 <= number.start < number.end <= len(fold(text)) for number in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
