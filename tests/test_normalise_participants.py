"""Counts of participants: what is read, with its bounds, and what is none."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.fold import Text
from pipeline.lexicon import Lexicon, Numbers, Participants, own_lexicons
from pipeline.model import DocumentId, Evidence, Locator, Outcome, Paragraph
from pipeline.normalise.participants import read_participants

PLACE = Locator(DocumentId("report.docx"), None, 1, 2, 6, 1)

# ⟦…⟧ stands around the evidence of the figure; after it: figure, lowest, highest, qualifier.
ENGLISH: list[tuple[str, int, int | None, int | None, str]] = [
    ("Around ⟦40⟧ participants", 40, 40, 40, "approximate"),
    ("Around ⟦40⟧ participants.", 40, 40, 40, "approximate"),
    ("Around ⟦80⟧  participants", 80, 80, 80, "approximate"),
    ("– Around ⟦50⟧ participants", 50, 50, 50, "approximate"),
    ("some ⟦sixty⟧ participants", 60, 60, 60, "approximate"),
    ("approximately ⟦45⟧ participants", 45, 45, 45, "approximate"),
    ("about ⟦forty-five⟧ participants", 45, 45, 45, "approximate"),
    ("~⟦40⟧ participants", 40, 40, 40, "approximate"),
    ("nearly ⟦80⟧ participants", 80, 80, 80, "approximate"),
    ("⟦60⟧ participants or so", 60, 60, 60, "approximate"),
    ("⟦45⟧ participants (approx.)", 45, 45, 45, "approximate"),
    ("⟦a dozen⟧ participants", 12, 12, 12, "approximate"),
    ("About ⟦two dozen⟧ participants", 24, 24, 24, "approximate"),
    ("more than ⟦1,200⟧ participants", 1200, 1201, None, "minimum"),
    ("over ⟦1 200⟧ participants", 1200, 1201, None, "minimum"),
    ("over ⟦fifty⟧ participants", 50, 51, None, "minimum"),
    (">⟦100⟧ participants", 100, 101, None, "minimum"),
    ("at least ⟦35⟧ participants", 35, 35, None, "minimum"),
    ("no fewer than ⟦30⟧ delegates", 30, 30, None, "minimum"),
    ("⟦150⟧+ participants", 150, 150, None, "minimum"),
    ("⟦30⟧ participants or more", 30, 30, None, "minimum"),
    ("up to ⟦25⟧ participants", 25, None, 25, "maximum"),
    ("a maximum of ⟦30⟧ participants", 30, None, 30, "maximum"),
    ("no more than ⟦30⟧ participants", 30, None, 30, "maximum"),
    ("fewer than ⟦30⟧ participants", 30, None, 29, "maximum"),
    ("less than ⟦twenty⟧ participants", 20, None, 19, "maximum"),
    ("⟦50-60⟧ participants", 55, 50, 60, "range"),
    ("⟦50 – 61⟧ participants", 55, 50, 61, "range"),
    ("between ⟦50 and 60⟧ participants", 55, 50, 60, "range"),
    ("⟦60 to 70⟧ persons", 65, 60, 70, "range"),
    ("from ⟦60 to 70⟧ experts", 65, 60, 70, "range"),
    ("About ⟦20-25⟧ participants", 22, 20, 25, "range"),
    ("between ⟦one hundred and one hundred and fifty⟧ participants", 125, 100, 150, "range"),
    ("⟦38⟧ participants from 17 countries", 38, 38, 38, "exact"),
    ("around ⟦40⟧ participants, including 12 remote", 40, 40, 40, "approximate"),
    ("⟦38⟧ participants (20 on site, 18 remote)", 38, 38, 38, "exact"),
    ("Total: ⟦60⟧ participants (40 from governments)", 60, 60, 60, "exact"),
    ("⟦64⟧ participants in total", 64, 64, 64, "exact"),
    ("attended by ⟦85⟧ delegates", 85, 85, 85, "exact"),
    ("⟦75⟧ participants (the 2007 meeting had 40 participants)", 75, 75, 75, "exact"),
    ("⟦40⟧ participants attended and 12 experts spoke", 40, 40, 40, "exact"),
    ("The meeting was attended by ⟦85⟧", 85, 85, 85, "exact"),
    ("The session brought together some ⟦120⟧ participants from 40 countries.", 120, 120, 120, "approximate"),
    ("Over ⟦100⟧ delegates from 30 countries attended the session", 100, 101, None, "minimum"),
    ("no. of participants: ⟦62⟧", 62, 62, 62, "exact"),
    ("Participants: about ⟦40⟧", 40, 40, 40, "approximate"),
    ("Participants (⟦40⟧)", 40, 40, 40, "exact"),
    ("Attendance: ⟦70⟧ participants", 70, 70, 70, "exact"),
    ("Attendance ⟦85⟧", 85, 85, 85, "exact"),
    ("Well attended (about ⟦90⟧ participants)", 90, 90, 90, "approximate"),
    ("⟦40⟧ registered participants", 40, 40, 40, "exact"),
    ("12 May: ⟦40⟧ participants attended", 40, 40, 40, "exact"),
    ("Room 40\nParticipants: ⟦30⟧", 30, 30, 30, "exact"),
    ("Webcast available\n⟦54⟧ participants", 54, 54, 54, "exact"),
]

NOT_ENGLISH: list[tuple[str, list[str]]] = [
    ("40 projects", []),
    ("17 countries", []),
    ("2 sessions", []),
    ("C4-C6", []),
    ("C4-C6 participants", []),
    ("in 2006", []),
    ("16 May 2007, 10:00-13:00", []),
    ("panel of 6", []),
    ("40% of participants", []),
    ("40 per cent of participants", []),
    ("Rio+20 participants", []),
    ("WSIS 2006-2007: participants were briefed", []),
    ("participants from 40 countries", []),
    ("One participant asked for more time", []),
    ("Participants raised 12 questions", []),
    ("span of 1-2 years vs 3-5 years", []),
    ("a two hour interactive dialogue with participants", []),
    ("40,5 participants", []),
    ("2006 participants", ["participants-unclear"]),
    ("Two participants asked for more time", ["participants-unclear"]),
    ("45 participants exchanged views", ["participants-unclear"]),
    ("The questionnaire was sent to 200 participants", ["participants-unclear"]),
    ("training for 200 participants", ["participants-unclear"]),
    ("The training of 200 participants is planned", ["participants-unclear"]),
    ("The next meeting will bring together 40 participants", ["participants-unclear"]),
    ("12 remote participants", ["participants-unclear"]),
    ("several dozen participants", ["participants-vague"]),
    ("hundreds of participants", ["participants-vague"]),
    ("40 participants; 35 delegates", ["participants-differ"]),
    ("30 participants attended in person and 20 online", ["participants-differ"]),
    ("100 participants on 22 May and 90 participants on 23 May", ["participants-differ"]),
    ("More than 200 people followed the webcast", ["participants-unclear"]),
    ("25 participants from C4 also attended", ["participants-unclear"]),
    ("Next workshop: Apia (est. 50 participants)", ["participants-unclear"]),
]

COLUMN: list[tuple[str, int, int | None, int | None, str]] = [
    ("Total: ⟦62⟧; governments: 40; civil society: 22", 62, 62, 62, "exact"),
    ("M=20 F=22 Total=⟦42⟧", 42, 42, 42, "exact"),
    ("about ⟦40⟧, incl. 12 women", 40, 40, 40, "approximate"),
    ("⟦75⟧ participants\u00b9", 75, 75, 75, "exact"),
    ("⟦75⟧", 75, 75, 75, "exact"),
    ("approx. ⟦50⟧", 50, 50, 50, "approximate"),
    ("more than ⟦100⟧", 100, 101, None, "minimum"),
    ("⟦150⟧+", 150, 150, None, "minimum"),
    ("⟦40 to 45⟧", 42, 40, 45, "range"),
    ("⟦40⟧ (approx.)", 40, 40, 40, "approximate"),
    ("⟦18⟧ (approx)", 18, 18, 18, "approximate"),
    ("⟦60⟧ (target: 100)", 60, 60, 60, "exact"),
    ("⟦35⟧ participants, 12 of them online", 35, 35, 35, "exact"),
    ("⟦80⟧ participants, 20 of whom online", 80, 80, 80, "exact"),
    ("⟦15⟧ pers.", 15, 15, 15, "exact"),
    ("+/- ⟦80⟧", 80, 80, 80, "approximate"),
    ("⟦120⟧+ (of whom 15 remote)", 120, 120, None, "minimum"),
    ("⟦75⟧ (45 on-site, 30 remote)", 75, 75, 75, "exact"),
    ("45 men, 35 women (⟦80⟧ in total)", 80, 80, 80, "exact"),
    ("⟦1.200⟧", 1200, 1200, 1200, "exact"),
    ("⟦38⟧ delegates", 38, 38, 38, "exact"),
    ("⟦38⟧ / 17 countries", 38, 38, 38, "exact"),
    ("⟦2010⟧", 2010, 2010, 2010, "exact"),
    ("⟦forty⟧", 40, 40, 40, "exact"),
]

NOT_IN_COLUMN: list[tuple[str, list[str]]] = [
    ("Women: 18", []),
    ("Governments: 40", []),
    ("–", []),
    ("not recorded", ["participants-not-recorded"]),
    ("n/a", ["participants-not-recorded"]),
    ("several dozen", ["participants-vague"]),
    ("40 / 45", ["participants-differ"]),
    ("100 (expected)", []),
]

OTHERS: dict[str, list[tuple[str, int, int | None, int | None, str]]] = {
    "fr": [
        ("⟦40⟧ participants, 12 d'entre eux en ligne", 40, 40, 40, "exact"),
        ("Environ ⟦40⟧ participants", 40, 40, 40, "approximate"),
        ("⟦Une trentaine⟧ de participants", 30, 30, 30, "approximate"),
        ("⟦une quarantaine⟧ de participants", 40, 40, 40, "approximate"),
        ("quelque ⟦quarante⟧ participants", 40, 40, 40, "approximate"),
        ("⟦une centaine⟧ d’experts", 100, 100, 100, "approximate"),
        ("près de ⟦cent cinquante⟧ personnes", 150, 150, 150, "approximate"),
        ("plus de ⟦1\u202f200⟧ participants", 1200, 1201, None, "minimum"),
        ("plus de ⟦1\u00a0200⟧ participants", 1200, 1201, None, "minimum"),
        ("au moins ⟦35⟧ délégués", 35, 35, None, "minimum"),
        ("jusqu’à ⟦25⟧ participants", 25, None, 25, "maximum"),
        ("moins de ⟦30⟧ participants", 30, None, 29, "maximum"),
        ("entre ⟦50 et 60⟧ participants", 55, 50, 60, "range"),
        ("de ⟦50 à 60⟧ participants", 55, 50, 60, "range"),
        ("⟦soixante et onze⟧ participants", 71, 71, 71, "exact"),
        ("⟦quatre-vingt-dix-sept⟧ participants", 97, 97, 97, "exact"),
        ("Nombre de participants : ⟦62⟧", 62, 62, 62, "exact"),
        ("La réunion a réuni ⟦85⟧ participants venus de 17 pays", 85, 85, 85, "exact"),
        ("environ ⟦40⟧ participants, dont 12 à distance", 40, 40, 40, "approximate"),
        ("ENVIRON ⟦40⟧ DELEGUES", 40, 40, 40, "approximate"),
    ],
    "es": [
        ("⟦40⟧ participantes, 12 de ellos en línea", 40, 40, 40, "exact"),
        ("⟦medio centenar⟧ de participantes", 50, 50, 50, "approximate"),
        ("Unos ⟦50⟧ participantes", 50, 50, 50, "approximate"),
        ("unos ⟦cincuenta⟧ participantes", 50, 50, 50, "approximate"),
        ("Alrededor de ⟦35⟧ participantes", 35, 35, 35, "approximate"),
        ("⟦un centenar⟧ de participantes", 100, 100, 100, "approximate"),
        ("cerca de ⟦doscientas⟧ personas", 200, 200, 200, "approximate"),
        ("asistieron unas ⟦40⟧ personas", 40, 40, 40, "approximate"),
        ("Al menos ⟦30⟧ participantes", 30, 30, None, "minimum"),
        ("más de ⟦1.200⟧ participantes", 1200, 1201, None, "minimum"),
        ("mas de ⟦1,200⟧ participantes", 1200, 1201, None, "minimum"),
        ("hasta ⟦25⟧ participantes", 25, None, 25, "maximum"),
        ("menos de ⟦30⟧ asistentes", 30, None, 29, "maximum"),
        ("entre ⟦50 y 60⟧ participantes", 55, 50, 60, "range"),
        ("⟦ciento cuarenta y cinco⟧ participantes", 145, 145, 145, "exact"),
        ("⟦mil doscientos⟧ participantes", 1200, 1200, 1200, "exact"),
        ("⟦once⟧ participantes", 11, 11, 11, "exact"),
        ("Número de participantes: ⟦62⟧", 62, 62, 62, "exact"),
        ("⟦38⟧ participantes de 17 países", 38, 38, 38, "exact"),
    ],
    "ru": [
        ("⟦40⟧ участников, 12 из них онлайн", 40, 40, 40, "exact"),
        ("около ⟦40⟧ участников", 40, 40, 40, "approximate"),
        ("около ⟦ста⟧ участников", 100, 100, 100, "approximate"),
        ("⟦два десятка⟧ участников", 20, 20, 20, "approximate"),
        ("В заседании приняли участие около ⟦40⟧ человек", 40, 40, 40, "approximate"),
        ("более ⟦сорока⟧ участников", 40, 41, None, "minimum"),
        ("свыше ⟦1\u00a0200⟧ участников", 1200, 1201, None, "minimum"),
        ("не менее ⟦35⟧ участников", 35, 35, None, "minimum"),
        ("до ⟦25⟧ делегатов", 25, None, 25, "maximum"),
        ("менее ⟦30⟧ участников", 30, None, 29, "maximum"),
        ("от ⟦50 до 60⟧ участников", 55, 50, 60, "range"),
        ("⟦50–60⟧ участников", 55, 50, 60, "range"),
        ("⟦сорок пять⟧ участников", 45, 45, 45, "exact"),
        ("⟦двадцать один⟧ участник", 21, 21, 21, "exact"),
        ("⟦сто двадцать пять⟧ человек", 125, 125, 125, "exact"),
        ("Число участников: ⟦62⟧", 62, 62, 62, "exact"),
        ("⟦38⟧ участников из 17 стран, в том числе 12 дистанционно", 38, 38, 38, "exact"),
    ],
    "ar": [
        ("⟦40⟧ مشاركا، 12 منهم عن بعد", 40, 40, 40, "exact"),
        ("نحو ⟦40⟧ مشاركاً", 40, 40, 40, "approximate"),
        ("نحو ⟦٤٠⟧ مشاركا", 40, 40, 40, "approximate"),
        ("حوالي ⟦أربعين⟧ مشاركاً", 40, 40, 40, "approximate"),
        ("شارك في الاجتماع نحو ⟦40⟧ مشاركاً", 40, 40, 40, "approximate"),
        ("أكثر من ⟦1,200⟧ مشارك", 1200, 1201, None, "minimum"),
        ("أكثر من ⟦١٬٢٠٠⟧ مشارك", 1200, 1201, None, "minimum"),
        ("ما لا يقل عن ⟦35⟧ مشاركاً", 35, 35, None, "minimum"),
        ("ما لا يزيد على ⟦25⟧ مشاركاً", 25, None, 25, "maximum"),
        ("أقل من ⟦30⟧ مشاركاً", 30, None, 29, "maximum"),
        ("بين ⟦50 و60⟧ مشاركاً", 55, 50, 60, "range"),
        ("⟦50-60⟧ مشاركاً", 55, 50, 60, "range"),
        ("⟦خمسة وأربعون⟧ مشاركاً", 45, 45, 45, "exact"),
        ("⟦مائة وخمسة وعشرون⟧ مشاركاً", 125, 125, 125, "exact"),
        ("عدد المشاركين: ⟦62⟧", 62, 62, 62, "exact"),
        ("⟦40⟧ مشاركاً من 17 بلداً", 40, 40, 40, "exact"),
    ],
    "zh": [
        ("约⟦40⟧名与会者", 40, 40, 40, "approximate"),
        ("约⟦４０⟧名与会者", 40, 40, 40, "approximate"),
        ("约⟦四十⟧人", 40, 40, 40, "approximate"),
        ("⟦40⟧人左右", 40, 40, 40, "approximate"),
        ("约有⟦一百五十⟧人参加了会议", 150, 150, 150, "approximate"),
        ("超过⟦1,200⟧名与会者", 1200, 1201, None, "minimum"),
        ("⟦四十⟧多名与会者", 40, 41, None, "minimum"),
        ("⟦40⟧余人", 40, 41, None, "minimum"),
        ("至少⟦35⟧名与会者", 35, 35, None, "minimum"),
        ("最多⟦25⟧名与会者", 25, None, 25, "maximum"),
        ("不到⟦30⟧人", 30, None, 29, "maximum"),
        ("⟦50至60⟧名与会者", 55, 50, 60, "range"),
        ("⟦四十⟧名与会者", 40, 40, 40, "exact"),
        ("⟦二百三十⟧名代表", 230, 230, 230, "exact"),
        ("与会人数：⟦62⟧", 62, 62, 62, "exact"),
        ("会议有⟦85⟧名代表出席", 85, 85, 85, "exact"),
        ("⟦38⟧名与会者，来自17个国家", 38, 38, 38, "exact"),
    ],
}

NOT_OTHERS: dict[str, list[tuple[str, list[str]]]] = {
    "fr": [
        ("40 projets", []),
        ("17 pays", []),
        ("40 pour cent des participants", []),
        ("Un participant a demandé la parole", []),
        ("groupe de 6", []),
        ("les grandes orientations C4 à C6", []),
        ("plusieurs dizaines de participants", ["participants-vague"]),
        ("formation pour 200 participants", ["participants-unclear"]),
    ],
    "es": [
        ("40 proyectos", []),
        ("17 países", []),
        ("40 por ciento de participantes", []),
        ("Líneas de Acción C4 y C6", []),
        ("Un participante pidió la palabra", []),
        ("2 sesiones", []),
        ("varias decenas de participantes", ["participants-vague"]),
        ("capacitación para 200 participantes", ["participants-unclear"]),
    ],
    "ru": [
        ("40 проектов", []),
        ("17 стран", []),
        ("40 процентов участников", []),
        ("16 мая 2007 г.", []),
        ("2 заседания", []),
        ("несколько десятков участников", ["participants-vague"]),
        ("обучение 200 участников", ["participants-unclear"]),
    ],
    "ar": [
        ("40 مشروعاً", []),
        ("17 بلداً", []),
        ("40 في المائة من المشاركين", []),
        ("16 أيار/مايو 2007", []),
        ("جلستان", []),
        ("عشرات المشاركين", ["participants-vague"]),
        ("تدريب 200 مشارك", ["participants-unclear"]),
    ],
    "zh": [
        ("40个项目", []),
        ("17个国家", []),
        ("百分之四十的与会者", []),
        ("2007年5月16日", []),
        ("两次会议", []),
        ("数十名与会者", ["participants-vague"]),
        ("四五十名与会者", ["participants-unclear"]),
        ("3人小组", ["participants-unclear"]),
    ],
}


def read(text: str, language: str = "en", *, bare: bool = False) -> tuple[Text, Outcome]:
    """What the normaliser makes of one paragraph."""
    ledger = Text([Paragraph(text, PLACE)])
    return ledger, read_participants(ledger, own_lexicons().of(language), bare=bare)


def check(
    marked: str, row: tuple[int, int | None, int | None, str], language: str, *, bare: bool = False
) -> None:
    """The row and the evidence that is drawn in `marked`."""
    start, end = marked.index("⟦"), marked.index("⟧") - 1
    text = marked.replace("⟦", "").replace("⟧", "")
    ledger, outcome = read(text, language, bare=bare)
    assert len(outcome.readings) == 1, outcome
    values = outcome.readings[0].values
    columns = ("participants", "participants_low", "participants_high", "participants_qualifier")
    assert tuple(values[column].value if column in values else None for column in columns) == row
    assert [(part.span.start, part.span.end, part.text) for part in values["participants"].evidence] == [
        (start, end, text[start:end])
    ]
    assert set(ledger.uses[start:end]) == {"value"}


@pytest.mark.parametrize(("marked", "figure", "low", "high", "qualifier"), ENGLISH)
def test_english(marked: str, figure: int, low: int | None, high: int | None, qualifier: str) -> None:
    """English phrasings give figure, bounds and qualifier, with the figure's own characters as evidence."""
    check(marked, (figure, low, high, qualifier), "en")


@pytest.mark.parametrize(("marked", "figure", "low", "high", "qualifier"), COLUMN)
def test_column_of_counts(
    marked: str, figure: int, low: int | None, high: int | None, qualifier: str
) -> None:
    """In a column of counts a number needs no noun."""
    check(marked, (figure, low, high, qualifier), "en", bare=True)


@pytest.mark.parametrize(
    ("language", "marked", "figure", "low", "high", "qualifier"),
    [(language, *row) for language, rows in OTHERS.items() for row in rows],
)
def test_other_languages(
    language: str, marked: str, figure: int, low: int | None, high: int | None, qualifier: str
) -> None:
    """The same rules over the words of five more languages."""
    check(marked, (figure, low, high, qualifier), language)


@pytest.mark.parametrize(
    ("language", "text", "checks"),
    [
        *(("en", *row) for row in NOT_ENGLISH),
        *((language, *row) for language, rows in NOT_OTHERS.items() for row in rows),
    ],
)
def test_no_count(language: str, text: str, checks: list[str]) -> None:
    """Numbers of other things, parts of the participants, plans and words without a figure are not read."""
    ledger, outcome = read(text, language)
    assert outcome.readings == ()
    assert [note.check for note in outcome.notices] == checks
    assert "value" not in ledger.uses


@pytest.mark.parametrize(("text", "checks"), NOT_IN_COLUMN)
def test_no_count_in_column(text: str, checks: list[str]) -> None:
    """A column of counts may say that there is none, or more than one."""
    _, outcome = read(text, bare=True)
    assert outcome.readings == ()
    assert [note.check for note in outcome.notices] == checks


def test_same_count_twice_is_one_reading() -> None:
    """A count that is stated twice is one value with both places as evidence."""
    _, outcome = read("Around 40 participants\nAttendance: about 40")
    assert [part.text for part in outcome.readings[0].values["participants"].evidence] == ["40", "40"]


def test_words_of_a_count_are_marks() -> None:
    """The list mark, the noun and the full stop are taken with the figure; nothing is left over."""
    ledger, _ = read("– Around 40 participants.")
    assert ledger.remainder() == []


def test_qualifier_has_its_own_evidence() -> None:
    """The qualifier's evidence is the word that says it."""
    _, outcome = read("more than 100 participants")
    assert [part.text for part in outcome.readings[0].values["participants_qualifier"].evidence] == [
        "more than"
    ]


def test_masked_words_are_not_read() -> None:
    """What another normaliser took is out of reach."""
    ledger = Text([Paragraph("40 participants", PLACE)])
    ledger.take(0, 2)
    assert read_participants(ledger, own_lexicons().of("en")).readings == ()


def test_a_language_is_its_words_alone() -> None:
    """A seventh language needs nothing but its words."""
    words = Participants(
        nouns=("participantes",),
        of=("de",),
        approximate=("cerca de",),
        between=("entre",),
        between_joiners=("e",),
    )
    numbers = Numbers(values=((50, ("cinquenta",)), (60, ("sessenta",))), joiners=("e",))
    lexicon = Lexicon(languages=("pt",), participants=words, numbers=numbers)
    outcome = read_participants(Text([Paragraph("cerca de cinquenta participantes", PLACE)]), lexicon)
    assert outcome.readings[0].values["participants_qualifier"].value == "approximate"
    outcome = read_participants(Text([Paragraph("entre cinquenta e sessenta participantes", PLACE)]), lexicon)
    assert outcome.readings[0].values["participants"].value == 55


def test_two_languages_in_one_report() -> None:
    """A report in French with an English cell is read with both lexicons, without confusion of the marks."""
    lexicon = own_lexicons().of("fr", "en")
    for text, figure in (("around 1,200 participants", 1200), ("environ 1.200 participants", 1200)):
        outcome = read_participants(Text([Paragraph(text, PLACE)]), lexicon)
        assert outcome.readings[0].values["participants"].value == figure


WORDS = st.sampled_from(
    [
        "40",
        "50-60",
        "about",
        "forty",
        "hundred",
        "and",
        "a",
        "dozen",
        "participants",
        "(",
        ")",
        ",",
        ".",
        ":",
        "\n",
        "1,200",
        "%",
        "over",
        "one",
        "from",
        "et",
        "四十",
        "名",
        "و",
        "خمسة",
        "مشاركاً",
    ]
)


@settings(deadline=None)  # the first call compiles the grammar of four languages
@given(st.one_of(st.text(max_size=60), st.lists(WORDS, max_size=12).map(" ".join)), st.booleans())
def test_any_text(text: str, bare: bool) -> None:
    """Whatever the text: no error, evidence quotes its characters, and no character is taken twice."""
    paragraph = Paragraph(text, PLACE)
    outcome = read_participants(Text([paragraph]), own_lexicons().of("ar", "zh", "fr"), bare=bare)
    parts: list[Evidence] = [p for r in outcome.readings for p in r.values["participants"].evidence]
    assert all(text[p.span.start : p.span.end] == p.text and re.search(r"\w", p.text) for p in parts)
    assert all(a.span.end <= b.span.start for a, b in pairwise(parts))
