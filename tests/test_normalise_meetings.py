"""A meeting's own cell: action line, webcast, place and title, and cells without a value."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.fold import Text
from pipeline.lexicon import Lexicon, own_lexicons
from pipeline.model import DocumentId, Hyperlink, Locator, Outcome, Paragraph, Span
from pipeline.normalise.meetings import (
    is_nothing,
    is_same_as_above,
    read_action_line,
    read_place,
    read_title,
    read_webcast,
)
from pipeline.register import own_register

PLACE = Locator(DocumentId("report.docx"), None, 1, 2, 1, 1)

# ⟦…⟧ stands around the evidence; then the code, and the free text that is left.
CODES: list[tuple[str, str, str, str]] = [
    ("en", "Action Line ⟦C1⟧ The role of governments", "C1", "The role of governments"),
    ("en", "Action Line ⟦C4⟧, Capacity Building", "C4", "Capacity Building"),
    ("en", "Action Line ⟦C11⟧, International Cooperation", "C11", "International Cooperation"),
    ("en", "ACTION LINE ⟦C2⟧ – Infrastructure", "C2", "Infrastructure"),
    ("en", "AL ⟦C7⟧: e-business", "C7", "e-business"),
    ("en", "⟦C7⟧. e-health", "C7", "e-health"),
    ("en", "⟦c7⟧ e-health", "C7", "e-health"),
    ("en", "⟦C 7⟧ e-health", "C7", "e-health"),
    ("en", "⟦C7⟧-e-environment", "C7", "e-environment"),
    ("en", "- ⟦C8⟧: Cultural diversity", "C8", "-  Cultural diversity"),
    ("en", "Action Line ⟦7⟧: e-health", "C7", "e-health"),
    ("en", "Infrastructure (⟦C2⟧)", "C2", "Infrastructure"),
    ("en", "Interactive session on ⟦C5⟧", "C5", "Interactive session on C5"),
    ("en", "Joint meeting of Action Line ⟦C5⟧.", "C5", "Joint meeting of Action Line C5."),
    ("en", "Infrastructure, Action Line ⟦C2⟧", "C2", "Infrastructure,"),
    ("en", "Infrastructure (Action Line ⟦C2⟧)", "C2", "Infrastructure"),
    (
        "en",
        "Action Line ⟦С2⟧ Infrastructure",
        "C2",
        "Infrastructure",
    ),  # a Cyrillic letter that looks the same
    ("fr", "Grande orientation ⟦C2⟧ : Infrastructure", "C2", "Infrastructure"),
    ("fr", "GRANDE ORIENTATION ⟦C7⟧ : cyberapprentissage", "C7", "cyberapprentissage"),
    ("es", "Línea de Acción ⟦C2⟧: Infraestructura", "C2", "Infraestructura"),
    ("es", "Linea de accion ⟦C10⟧: Dimensiones éticas", "C10", "Dimensiones éticas"),
    ("ru", "Направление деятельности ⟦C2⟧: Инфраструктура", "C2", "Инфраструктура"),
    ("ru", "Направление деятельности ⟦С7⟧. Электронное обучение", "C7", "Электронное обучение"),
    ("ar", "خط العمل ⟦جيم 2⟧: البنية التحتية", "C2", "البنية التحتية"),
    ("ar", "خط العمل ⟦جيم٧⟧: التعلم الإلكتروني", "C7", "التعلم الإلكتروني"),
    ("ar", "خط العمل ⟦C2⟧ البنية التحتية", "C2", "البنية التحتية"),
    ("zh", "行动方针⟦C2⟧：信息通信基础设施", "C2", "信息通信基础设施"),
    ("zh", "行动方面⟦C7⟧电子卫生", "C7", "电子卫生"),
]

NO_CODES = [
    "C12 something",
    "C0",
    "Capacity building",
    "C4ISR",
    "Vitamin C7a",
    "C2.1 annex",
    "AC7",
    "16 May",
    "Action Line meeting",
    "UNPAN-C",
    "Action Plan 2006",
    "C++",
]

SEVERAL: list[tuple[str, str, str, str]] = [
    ("C4 and C6 joint session", "C4", "C6", "joint session"),
    ("Action Lines C4 & C6", "C4", "C6", ""),
    ("Action Lines 4 and 6", "C4", "C6", ""),
    ("C2, C4 and C6", "C2", "C4, C6", ""),
    ("C2/C4", "C2", "C4", ""),
    ("C4-C6", "C4", "C6", ""),
    ("C2 Infrastructure (with C6)", "C2", "C6", "Infrastructure (with C6)"),
]

WEBCASTS: list[tuple[str, str, bool]] = [
    ("en", "⟦Webcast available⟧", True),
    ("en", "– ⟦Webcast available⟧.", True),
    ("en", "⟦Webcast of the meeting available⟧   ", True),
    ("en", "⟦Archived webcast⟧", True),
    ("en", "⟦Webcast: yes⟧", True),
    ("en", "⟦Webcast⟧", True),
    ("en", "The meeting ⟦was webcast⟧", True),
    ("en", "The ⟦webcast is available⟧ at http", True),
    ("en", "⟦No webcast⟧", False),
    ("en", "⟦No webcast available⟧", False),
    ("en", "⟦Webcast not available⟧", False),
    ("en", "The meeting was ⟦not webcast⟧", False),
    ("en", "⟦Webcast: no⟧", False),
    ("fr", "⟦Diffusion sur le web disponible⟧", True),
    ("fr", "⟦Pas de diffusion sur le web⟧", False),
    ("fr", "⟦Webdiffusion archivée⟧", True),
    ("es", "⟦Difusión web disponible⟧", True),
    ("es", "⟦Sin difusión web⟧", False),
    ("ru", "⟦Имеется веб-трансляция⟧", True),
    ("ru", "⟦Веб-трансляция доступна⟧", True),
    ("ru", "⟦Без веб-трансляции⟧", False),
    ("ar", "⟦البث الشبكي متاح⟧", True),
    ("ar", "⟦لا يوجد بث شبكي⟧", False),
    ("zh", "⟦提供网播⟧", True),
    ("zh", "⟦无网播⟧", False),
]

NO_WEBCASTS: list[tuple[str, list[str]]] = [
    ("Webcasting tools for education", []),
    ("Agenda available", []),
    ("Webcast technologies at work", []),
    ("No decision was taken", []),
    ("Around 40 participants", []),
    ("Webcast to be confirmed", ["webcast-unclear"]),
    ("Webcast will be available", ["webcast-unclear"]),
    ("Webcast available\nNo webcast", ["webcast-unclear"]),
]

PLACES: list[tuple[str, str, str]] = [
    ("en", "– Held at the ⟦Palais des Nations, Room XXVI⟧", "Palais des Nations, Room XXVI"),
    ("en", "The meeting was held in ⟦Geneva⟧.", "Geneva"),
    ("en", "Venue: ⟦Main building, 3rd floor⟧", "Main building, 3rd floor"),
    ("en", "⟦Room H, ITU⟧", "Room H, ITU"),
    ("en", "Infrastructure\n⟦Popov Room, ITU⟧", "Popov Room, ITU"),
    ("en", "e-business (⟦Room K2⟧)", "Room K2"),
    ("en", "⟦Geneva, Switzerland⟧", "Geneva, Switzerland"),
    ("fr", "La réunion s’est tenue au ⟦Palais des Nations, salle XXVI⟧", "Palais des Nations, salle XXVI"),
    ("fr", "Lieu : ⟦siège de l’UIT⟧", "siège de l’UIT"),
    ("es", "⟦Sala K2, UIT⟧", "Sala K2, UIT"),
    ("es", "Celebrada en ⟦Ginebra⟧", "Ginebra"),
    ("ru", "Место проведения: ⟦зал H⟧", "зал H"),
    ("ar", "المكان: ⟦قاعة H⟧", "قاعة H"),
    ("zh", "地点：⟦日内瓦⟧", "日内瓦"),
]

NO_PLACES = [
    "Held at the request of members",
    "Held in plenary",
    "Building confidence and security in the use of ICTs",
    "A workshop held in Doha last year",
    "Room for improvement",
    "Follow-up to Geneva and Tunis",
    "Report on the first informal meeting in Doha",
    "Conference Room",
    "Tunis Agenda",
]

COLUMN: list[tuple[str, str]] = [
    ("Room H, ITU", "Room H, ITU"),
    ("Popov 1", "Popov 1"),
    ("Room H\nITU", "Room H, ITU"),
    ("Palais des Nations,\nRoom XXVI", "Palais des Nations, Room XXVI"),
    ("Geneva.", "Geneva"),
]

TITLES: list[tuple[str, str, str]] = [
    ("e--government", "e-government", ""),
    ("International and Regional Cooperation ,", "International and Regional Cooperation", ""),
    (": Infrastructure", "Infrastructure", ""),
    ("– cyberapprentissage ;", "cyberapprentissage", ""),
    (
        "Cultural diversity and identity,\nlinguistic diversity",
        "Cultural diversity and identity, linguistic diversity",
        "",
    ),
    ("Building confidence and\nSecurity in the use", "Building confidence and Security in the use", ""),
    ("Building confidence\nand security", "Building confidence and security", ""),
    ("Infrastructure\nJoint session", "Infrastructure", "Joint session"),
    ("e-health (continued)", "e-health (continued)", ""),
    ("e-health )", "e-health", ""),
    ("(e-health", "e-health", ""),
    ("(e-health)", "e-health", ""),
    ("“Building trust”.", "Building trust", ""),
    ("The “digital divide”", "The “digital divide”", ""),
    ("1. Opening of the session –", "Opening of the session", ""),
    ("(ii) e-health", "e-health", ""),
    ("3.5 billion offline", "3.5 billion offline", ""),
    ("2010 review", "2010 review", ""),
    ("\n\nMedia\n\n,", "Media", ""),
    ("Who decides what is to be kept?", "Who decides what is to be kept?", ""),
    ("L’infrastructure  de l’information", "L’infrastructure de l’information", ""),
    ("- , .", "", ""),
]


def text_of(text: str) -> Text:
    """One paragraph."""
    return Text([Paragraph(text, PLACE)])


def lexicon(language: str = "en") -> Lexicon:
    """The words of one language, and English."""
    return own_lexicons().of(language)


def drawn(marked: str) -> tuple[str, list[str]]:
    """The text without the drawn brackets, and what stands in them."""
    parts = [part.split("⟧")[0] for part in marked.split("⟦")[1:]]
    return marked.replace("⟦", "").replace("⟧", ""), parts


def value(outcome: Outcome, column: str) -> tuple[object, list[str]]:
    """The value of the one reading, and the words it was read from."""
    (reading,) = outcome.readings
    return reading.values[column].value, [part.text for part in reading.values[column].evidence]


def left(text: Text) -> str:
    """What nobody took."""
    return " ".join(" ".join(text.text[start:end] for start, end in text.remainder()).split())


@pytest.mark.parametrize(("language", "marked", "code", "rest"), CODES)
def test_action_line(language: str, marked: str, code: str, rest: str) -> None:
    """The code is read in every spelling, and taken with the words that announce it."""
    text, parts = drawn(marked)
    ledger = text_of(text)
    outcome = read_action_line(ledger, lexicon(language))
    assert value(outcome, "action_line") == (code, parts)
    start = marked.index("⟦")
    use = None if parts[0] in rest else "value"  # left to the title, or taken
    assert set(ledger.uses[start : start + len(parts[0])]) == {use}
    assert outcome.notices == ()
    assert left(ledger) == " ".join(rest.split())


@pytest.mark.parametrize("text", NO_CODES)
def test_no_action_line(text: str) -> None:
    """Other letters with figures are no codes."""
    ledger = text_of(text)
    assert read_action_line(ledger, lexicon()) == Outcome()
    assert ledger.free == text


@pytest.mark.parametrize(("text", "code", "others", "rest"), SEVERAL)
def test_several_action_lines(text: str, code: str, others: str, rest: str) -> None:
    """Of several codes the first counts; a notice names the others."""
    ledger = text_of(text)
    outcome = read_action_line(ledger, lexicon())
    assert value(outcome, "action_line")[0] == code
    assert [(note.check, note.details["others"]) for note in outcome.notices] == [
        ("action-lines-several", others)
    ]
    assert left(ledger) == rest


@pytest.mark.parametrize(("language", "marked", "answer"), WEBCASTS)
def test_webcast(language: str, marked: str, answer: bool) -> None:
    """The row says that there is a webcast, or that there is none."""
    text, parts = drawn(marked)
    ledger = text_of(text)
    assert value(read_webcast(ledger, lexicon(language)), "webcast") == (answer, parts)


@pytest.mark.parametrize(
    ("shown", "address", "said"),
    [
        ("Webcast: {}", "", ["Webcast:"]),
        ("A webcast is on {} now", "", ["webcast is on"]),
        ("Slides: {}", "", []),
        ("See {}", "Webcast", ["Webcast"]),
        ("See {}", "Photos", []),
    ],
)
def test_webcast_behind_a_link(shown: str, address: str, said: list[str]) -> None:
    """An address that the word leads to, or a live link of that name, says that there is a webcast."""
    printed = address or "http://www.itu.int/x"
    start = shown.index("{}")
    span = Span(start, start + len(printed))
    links = (Hyperlink(span, "http://www.itu.int/x"),) if address else ()
    ledger = Text([Paragraph(shown.format(printed), PLACE, links=links)])
    ledger.take(span.start, span.end)
    outcome = read_webcast(ledger, lexicon())
    assert [part for _ in outcome.readings for part in value(outcome, "webcast")[1]] == said


@pytest.mark.parametrize(("text", "checks"), NO_WEBCASTS)
def test_no_webcast_statement(text: str, checks: list[str]) -> None:
    """Other words about webcasts, plans and contradictions leave the column missing."""
    outcome = read_webcast(text_of(text), lexicon())
    assert outcome.readings == ()
    assert [note.check for note in outcome.notices] == checks


@pytest.mark.parametrize(
    ("text", "answer"), [("Yes", True), ("no", False), ("Available", True), ("Not available", False)]
)
def test_webcast_column(text: str, answer: bool) -> None:
    """In a column of webcasts the answer needs no noun."""
    assert value(read_webcast(text_of(text), lexicon(), bare=True), "webcast") == (answer, [text])


@pytest.mark.parametrize(("language", "marked", "place"), PLACES)
def test_place(language: str, marked: str, place: str) -> None:
    """A place is read after words that announce it, or where a line or brackets hold nothing else."""
    text, parts = drawn(marked)
    outcome = read_place(text_of(text), lexicon(language), own_register())
    assert value(outcome, "place") == (place, parts)


@pytest.mark.parametrize("text", NO_PLACES)
def test_no_place(text: str) -> None:
    """Places in running text are not where the meeting was held."""
    assert read_place(text_of(text), lexicon(), own_register()) == Outcome()


@pytest.mark.parametrize(("text", "place"), COLUMN)
def test_place_column(text: str, place: str) -> None:
    """In a column of venues every word is the place."""
    ledger = text_of(text)
    assert value(read_place(ledger, lexicon(), own_register(), whole=True), "place")[0] == place
    assert left(ledger) == ""


def test_venue_and_room_on_two_lines() -> None:
    """A venue and its room on lines of their own are one place."""
    outcome = read_place(text_of("Palais des Nations\nRoom XXVI"), lexicon(), own_register())
    assert value(outcome, "place") == ("Palais des Nations, Room XXVI", ["Palais des Nations", "Room XXVI"])


@pytest.mark.parametrize(("text", "title", "rest"), TITLES)
def test_title(text: str, title: str, rest: str) -> None:
    """The title is what is left, without stray punctuation; other lines stay."""
    ledger = text_of(text)
    outcome = read_title(ledger, lexicon())
    assert (value(outcome, "title")[0] if outcome.readings else "") == title
    assert left(ledger) == rest


def test_title_around_what_was_taken() -> None:
    """Words that others took from the title's line are not in it."""
    ledger = text_of("Cultural diversity (C8) and identity, 16 May")
    ledger.take(20, 22)
    ledger.take(38, 44)
    assert value(read_title(ledger, lexicon()), "title")[0] == "Cultural diversity and identity"
    assert left(ledger) == ""


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "–"),
        ("en", "n/a"),
        ("en", "N.A."),
        ("en", "None"),
        ("en", "not recorded"),
        ("en", ""),
        ("fr", "s.o."),
        ("fr", "néant"),
        ("es", "no consta"),
        ("ru", "нет данных"),
        ("ar", "لا ينطبق"),
        ("zh", "不适用"),
    ],
)
def test_nothing(language: str, text: str) -> None:
    """Dashes and words for nothing say that there is nothing."""
    assert is_nothing(text_of(text), lexicon(language))


@pytest.mark.parametrize("text", ["ITU", "None of the participants", "0", "»", "Idem", "?!x"])
def test_not_nothing(text: str) -> None:
    """Words, figures and ditto marks say something."""
    assert not is_nothing(text_of(text), lexicon())


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Idem"),
        ("en", "ditto"),
        ("en", "Same as above."),
        ("en", "»"),
        ("en", "“"),
        ("en", '"'),
        ("en", "- ” -"),
        ("en", "″"),
        ("fr", "idem"),
        ("es", "ídem"),
        ("ru", "То же"),
        ("ar", "المرجع نفسه"),
        ("zh", "同上"),
    ],
)
def test_same_as_above(language: str, text: str) -> None:
    """Words and ditto marks repeat the cell above."""
    assert is_same_as_above(text_of(text), lexicon(language))


@pytest.mark.parametrize("text", ["ITU", "–", "", "above average", "“ITU”", "the same group"])
def test_not_same_as_above(text: str) -> None:
    """Other words do not."""
    assert not is_same_as_above(text_of(text), lexicon())


PIECES = st.sampled_from(
    [
        "Action",
        "Line",
        "C1",
        "c7",
        "(",
        ")",
        ",",
        "-",
        ":",
        "\n",
        "and",
        "e--government",
        "webcast",
        "available",
        "no",
        "held",
        "at",
        "Room",
        "H",
        "Geneva",
        "16",
        "行动方针C2",
        "،",
        "خط",
        "العمل",
    ]
)


@settings(deadline=None)  # the first call compiles the patterns of three languages
@given(st.one_of(st.text(max_size=50), st.lists(PIECES, max_size=12).map(" ".join)))
def test_any_text(text: str) -> None:
    """Whatever the text: no error, evidence quotes its characters, nothing is taken twice."""
    ledger, words = text_of(text), lexicon("ar")
    outcomes = [
        read_action_line(ledger, words),
        read_webcast(ledger, words),
        read_place(ledger, words, own_register()),
        read_title(ledger, words),
    ]
    parts = [p for o in outcomes for r in o.readings for v in r.values.values() for p in v.evidence]
    assert all(text[part.span.start : part.span.end] == part.text for part in parts)
    assert all(any(map(str.isalnum, part.text)) for part in parts)
