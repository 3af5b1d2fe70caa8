"""Dates and times in the other languages of the United Nations, and in two that have no lexicon yet."""

from __future__ import annotations

import tomllib
from datetime import date

import pytest

from pipeline.lexicon import Lexicon, own_lexicons
from pipeline.model import DocumentId, Locator, Paragraph
from pipeline.normalise.dates import report_period
from tests.when_examples import Example, checks_of, example, read, spans_drawn, spans_of, stated

FRENCH = [
    example("⟦16 mai 2007⟧, ⟦10 h 00⟧ - ⟦13 h 00⟧", "2007-05-16 10:00-13:00"),
    example("⟦16 mai⟧, ⟦15 h 00⟧-⟦18 h 00⟧", "2007-05-16 15:00-18:00"),
    example("⟦1er juin⟧", "2007-06-01"),
    example("du ⟦14 au 16 mai⟧", "2007-05-14..2007-05-16"),
    example("⟦mercredi 16 mai⟧", "2007-05-16"),
    example("le ⟦mar. 15 mai⟧ à ⟦9h30⟧", "2007-05-15 09:30"),
    example("du ⟦lundi 14 au mercredi 16 mai 2007⟧", "2007-05-14..2007-05-16"),
    example("les ⟦14 et 15 mai⟧", "2007-05-14..2007-05-15"),
    example("du ⟦30 avril au 2 mai 2007⟧", "2007-04-30..2007-05-02"),
    example("⟦16 mai⟧, de ⟦10 heures⟧ à ⟦13 heures⟧", "2007-05-16 10:00-13:00"),
    example("⟦16 mai⟧, de ⟦9 h 30⟧ à ⟦midi⟧", "2007-05-16 09:30-12:00"),
    example("⟦16 mai⟧, ⟦10 heures et demie⟧", "2007-05-16 10:30"),
    example("Date : ⟦16/05/2007⟧¶Heure : ⟦10h⟧-⟦13h⟧", "2007-05-16 10:00-13:00"),
    example("⟦16 mai⟧ (matin)", "2007-05-16", "time-part-of-day"),
    example("⟦16 mai⟧ (à confirmer)", "2007-05-16", "date-provisional"),
    example("⟦16 févr. 2007⟧", "2007-02-16", "date-outside-period"),
    example("à déterminer", "", "date-pending"),
    example("mai 2007", "", "date-partial"),
    example("semaine du 14 mai 2007", "", "date-approximate"),
    example("vers le 16 mai 2007", "", "date-approximate"),
    example("31 juin 2007", "", "date-impossible"),
    example("Grande orientation C2"),
    example("paragraphes 108 à 109"),
    example("entre 50 et 60 participants"),
    example("une réunion de 2 à 3 heures"),
    example("les sept 10 propositions"),
    example("Résolution 60/252 du Conseil"),
]
SPANISH = [
    example("⟦16 de mayo de 2007⟧", "2007-05-16"),
    example("⟦20 de mayo⟧, ⟦10.00⟧-⟦13.00 horas⟧", "2007-05-20 10:00-13:00"),
    example("del ⟦14 al 16 de mayo⟧", "2007-05-14..2007-05-16"),
    example("⟦13-23 de mayo de 2007⟧", "2007-05-13..2007-05-23"),
    example("⟦miércoles 16 de mayo⟧", "2007-05-16"),
    example("el ⟦mar. 15 de mayo⟧ a las ⟦10:00⟧", "2007-05-15 10:00"),
    example("⟦12 abr. 2007⟧", "2007-04-12"),
    example("entre el ⟦14 y el 16 de mayo del 2007⟧", "2007-05-14..2007-05-16"),
    example("⟦14 y 15 de mayo⟧", "2007-05-14..2007-05-15"),
    example("del ⟦30 de abril al 2 de mayo⟧", "2007-04-30..2007-05-02"),
    example("⟦16 de mayo⟧, de las ⟦10.00⟧ a las ⟦13.00 horas⟧", "2007-05-16 10:00-13:00"),
    example("⟦16 de mayo⟧, de ⟦3⟧ a ⟦6 de la tarde⟧", "2007-05-16 15:00-18:00"),
    example("⟦16 de mayo⟧, ⟦9:30 a. m.⟧ – ⟦1:00 p. m.⟧", "2007-05-16 09:30-13:00"),
    example("⟦1º de junio⟧", "2007-06-01"),
    example("⟦16 de mayo⟧ por la mañana", "2007-05-16", "time-part-of-day"),
    example("⟦16 de mayo⟧ (por confirmar)", "2007-05-16", "date-provisional"),
    example("Fecha por determinar", "", "date-pending"),
    example("mayo de 2007", "", "date-partial"),
    example("semana del 14 de mayo de 2007", "", "date-approximate"),
    example("31 de junio de 2007", "", "date-impossible"),
    example("Línea de Acción C2"),
    example("de 50 a 60 participantes"),
    example("párrafos 108 a 109"),
    example("unos 40 participantes de 17 países"),
    example("Resolución 60/252"),
]
RUSSIAN = [
    example("⟦16 мая 2007 г.⟧", "2007-05-16"),
    example("⟦14–16 мая⟧", "2007-05-14..2007-05-16"),
    example("с ⟦14 по 16 мая 2007 года⟧", "2007-05-14..2007-05-16"),
    example("⟦среда, 16 мая⟧", "2007-05-16"),
    example("в ⟦среду, 16 мая⟧, с ⟦10:00⟧ до ⟦13:00⟧", "2007-05-16 10:00-13:00"),
    example("⟦16 мая⟧, ⟦10 час. 00 мин.⟧ – ⟦13 час. 00 мин.⟧", "2007-05-16 10:00-13:00"),
    example("⟦16 мая⟧, с ⟦10⟧ до ⟦13 часов⟧", "2007-05-16 10:00-13:00"),
    example("⟦16 мая⟧, ⟦10.00⟧–⟦13.00⟧", "2007-05-16 10:00-13:00"),
    example("⟦16 мая⟧, ⟦3 часа дня⟧", "2007-05-16 15:00"),
    example("⟦16.05.2007 г.⟧", "2007-05-16"),
    example("⟦30 апреля – 2 мая⟧", "2007-04-30..2007-05-02"),
    example("⟦14 и 15 мая⟧", "2007-05-14..2007-05-15"),
    example(
        "⟦16 мая⟧, ⟦12:00⟧ по московскому времени".replace(
            "по московскому времени", "⟦по московскому времени⟧"
        ),
        "2007-05-16 12:00 Europe/Moscow",
        "zone-differs",
    ),
    example("⟦16 мая⟧ (утреннее заседание)", "2007-05-16", "time-part-of-day"),
    example("⟦16 мая⟧ (подлежит подтверждению)", "2007-05-16", "date-provisional"),
    example("Дата: уточняется", "", "date-pending"),
    example("в мае 2007 г.", "", "date-partial"),
    example("около 16 мая 2007 г.", "", "date-approximate"),
    example("31 июня 2007 г.", "", "date-impossible"),
    example("Направление деятельности C2"),
    example("около 40 участников"),
    example("пункты 108–109"),
    example("от 50 до 60 участников"),
    example("Резолюция 60/252"),
]
ARABIC = [
    example("⟦16 أيار/مايو 2007⟧", "2007-05-16"),
    example("⟦١٦ أيار/مايو ٢٠٠٧⟧", "2007-05-16"),
    example("⟦16 مايو 2007⟧", "2007-05-16"),
    example("من ⟦14 إلى 16 أيار/مايو 2007⟧", "2007-05-14..2007-05-16"),
    example("⟦14-16 أيار/مايو⟧", "2007-05-14..2007-05-16"),
    example("⟦الأربعاء 16 أيار/مايو⟧، الساعة ⟦10:00⟧ - ⟦13:00⟧", "2007-05-16 10:00-13:00"),
    example("يوم ⟦الأربعاء 16 مايو⟧، من الساعة ⟦١٠:٠٠⟧ إلى الساعة ⟦١٣:٠٠⟧", "2007-05-16 10:00-13:00"),
    example("⟦16 و17 أيار/مايو⟧", "2007-05-16..2007-05-17"),
    example("⟦الثلاثاء 15 والأربعاء 16 أيار/مايو 2007⟧", "2007-05-15..2007-05-16"),
    example("⟦30 نيسان/أبريل - 2 أيار/مايو⟧", "2007-04-30..2007-05-02"),
    example("⟦16 أيار/مايو⟧، ⟦10:00 صباحاً⟧ - ⟦1:00 بعد الظهر⟧", "2007-05-16 10:00-13:00"),
    example("⟦16 ماي 2007⟧", "2007-05-16"),
    example("⟦16 جوان 2007⟧", "2007-06-16"),
    example("⟦14 حزيران/يونيه 2007⟧", "2007-06-14"),
    example("⟦16 أيار/مايو⟧ (الجلسة الصباحية)", "2007-05-16", "time-part-of-day"),
    example("⟦16 أيار/مايو⟧ (يؤكد لاحقاً)", "2007-05-16", "date-provisional"),
    example("التاريخ: يحدد لاحقاً", "", "date-pending"),
    example("أيار/مايو 2007", "", "date-partial"),
    example("حوالي 16 مايو 2007", "", "date-approximate"),
    example("31 حزيران/يونيو 2007", "", "date-impossible"),
    example("نحو 40 مشاركاً"),
    example("الفقرتان 108 و109"),
    example("من 50 إلى 60 مشاركاً"),
    example("القرار 60/252"),
]
CHINESE = [
    example("⟦2007年5月16日⟧", "2007-05-16"),
    example("⟦2007 年 5 月 16 日⟧", "2007-05-16"),
    example("⟦２００７年５月１６日⟧", "2007-05-16"),
    example("⟦二〇〇七年五月十六日⟧", "2007-05-16"),
    example("⟦5月16日⟧，⟦10时⟧至⟦13时⟧", "2007-05-16 10:00-13:00"),
    example("⟦5月16日⟧⟦10:00⟧-⟦13:00⟧", "2007-05-16 10:00-13:00"),
    example("⟦2007年5月14日至16日⟧", "2007-05-14..2007-05-16"),
    example("⟦4月30日至5月2日⟧", "2007-04-30..2007-05-02"),
    example("⟦5月14日、15日⟧", "2007-05-14..2007-05-15"),
    example("⟦5月14日和16日⟧", "2007-05-14..2007-05-16", "date-several-days"),
    example("⟦5月16日（星期三）⟧⟦上午10时⟧至⟦下午1时30分⟧", "2007-05-16 10:00-13:30"),
    example("⟦5月16日⟧，⟦下午3时⟧至⟦6时⟧", "2007-05-16 15:00-18:00"),
    example("⟦5月16日⟧，⟦上午10时半⟧", "2007-05-16 10:30"),
    example("日期：⟦2007年5月16日⟧¶时间：⟦10时⟧", "2007-05-16 10:00"),
    example("⟦5月16日⟧上午", "2007-05-16", "time-part-of-day"),
    example("⟦5月16日⟧（待确认）", "2007-05-16", "date-provisional"),
    example("待定", "", "date-pending"),
    example("2007年5月", "", "date-partial"),
    example("2007年5月16日左右", "", "date-approximate"),
    example("2007年6月31日", "", "date-impossible"),
    example("约40名与会者"),
    example("第108至109段"),
    example("50至60名与会者"),
    example("第60/252号决议"),
    example("行动方面C2"),
]
TABLES = {"fr": FRENCH, "es": SPANISH, "ru": RUSSIAN, "ar": ARABIC, "zh": CHINESE}
ROWS = [
    pytest.param(language, row, id=f"{language}: {row.id}")
    for language, rows in TABLES.items()
    for row in rows
]


@pytest.mark.parametrize(("language", "row"), ROWS)
def test_reads_the_drawn_words(language: str, row: Example) -> None:
    """A cell gives the expected values, from exactly the words drawn, and the expected checks."""
    outcome = read(row.drawn, language)
    assert (stated(outcome), checks_of(outcome)) == (row.stated, row.checks)
    assert spans_of(outcome) == spans_drawn(row.drawn)[1]


SAME_DAY = {
    "en": "Wednesday, 16 May 2007, 10:00-13:00",
    "fr": "Mercredi 16 mai 2007, 10 h 00 - 13 h 00",
    "es": "Miércoles 16 de mayo de 2007, 10.00 a 13.00 horas",
    "ru": "Среда, 16 мая 2007 г., 10.00–13.00",
    "ar": "الأربعاء، 16 أيار/مايو 2007، الساعة 10:00-13:00",
    "zh": "2007年5月16日（星期三）10时至13时",
}


@pytest.mark.parametrize(("language", "text"), SAME_DAY.items())
def test_reads_the_same_in_every_language(language: str, text: str) -> None:
    """One meeting's date and times are the same values in all six languages."""
    assert stated(read(text, language)) == "2007-05-16 10:00-13:00"


SAME_SPAN = {
    "en": "The meetings were held in Geneva from 14 to 25 May 2007.",
    "fr": "Les réunions se sont tenues à Genève du 14 au 25 mai 2007.",
    "es": "Las reuniones se celebraron en Ginebra del 14 al 25 de mayo de 2007.",
    "ru": "Совещания состоялись в Женеве с 14 по 25 мая 2007 года.",
    "ar": "عقدت الاجتماعات في جنيف من 14 إلى 25 أيار/مايو 2007.",
    "zh": "会议于2007年5月14日至25日在日内瓦举行。",
}


@pytest.mark.parametrize(("language", "text"), SAME_SPAN.items())
def test_finds_the_same_span_in_every_language(language: str, text: str) -> None:
    """The span of the events is found in the prose of all six languages."""
    paragraph = Paragraph(text, Locator(DocumentId("report.docx"), None, None, None, None, 1))
    period, _, notices = report_period([paragraph], own_lexicons().of(language))
    assert period is not None
    assert (period.start, period.end, notices) == (date(2007, 5, 14), date(2007, 5, 25), ())


def test_reads_an_english_date_in_a_french_report() -> None:
    """A cell in another language than the report's is read with both lexicons."""
    assert stated(read("12 Mar 2007", "fr")) == "2007-03-12"
    assert stated(read("mar. 15 mai", "fr")) == "2007-05-15"


PORTUGUESE = """
[dates]
from_words = ["de", "das", "entre"]
to_words = ["a", "às"]
and_words = ["e"]
of_words = ["de"]
hour_marks = ["h", "horas"]
pending = ["a confirmar"]
"""
GERMAN = """
[dates]
from_words = ["vom", "von"]
to_words = ["bis", "bis zum"]
and_words = ["und"]
ordinals = ["-."]
hour_marks = ["Uhr"]
"""


@pytest.mark.parametrize(
    ("language", "words", "drawn", "expected"),
    [
        (
            "pt",
            PORTUGUESE,
            "⟦quarta-feira, 16 de maio de 2007⟧, das ⟦10h⟧ às ⟦13h⟧",
            "2007-05-16 10:00-13:00",
        ),
        ("pt", PORTUGUESE, "de ⟦14 a 16 de maio⟧ (a confirmar)", "2007-05-14..2007-05-16"),
        ("de", GERMAN, "⟦Mittwoch, 16. Mai 2007⟧, ⟦10.00⟧ bis ⟦13.00 Uhr⟧", "2007-05-16 10:00-13:00"),
        ("de", GERMAN, "vom ⟦14. bis zum 16. Mai⟧", "2007-05-14..2007-05-16"),
    ],
)
def test_reads_a_seventh_language_from_its_lexicon_alone(
    language: str, words: str, drawn: str, expected: str
) -> None:
    """A language needs a lexicon file and no code; its names come from CLDR."""
    lexicon = Lexicon(languages=(language,), **tomllib.loads(words)).joined(own_lexicons().of("en"))
    outcome = read(drawn, lexicon=lexicon)
    assert stated(outcome) == expected
    assert spans_of(outcome) == spans_drawn(drawn)[1]
