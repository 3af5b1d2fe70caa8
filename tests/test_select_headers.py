"""Header wordings: which field each names, and how surely."""

from __future__ import annotations

import pytest

from pipeline.profile import Profile, ProfileColumn
from pipeline.select.headers import FUZZY_THRESHOLD, Ambiguous, Match, match_header, nearest_wording
from tests.gallery import knowledge

FAMILY = next(profile for profile in knowledge().profiles if profile.name == "wsis-action-lines")
WORKSHOPS = next(profile for profile in knowledge().profiles if profile.name == "igf-workshops")

EXACT: dict[str, tuple[str, ...]] = {
    "facilitator": (
        "Facilitator",
        "FACILITATORS",
        "Facilitator(s)",
        "Facilitator:",
        "Facilitator*",
        "Facilitator¹",
        "Facilitator1",
        "Facilitator [2]",
        "Facilitator a/",
        "2. Facilitator",
        "(b) Facilitator",
        "Facilita-\ntor",
        "Faci\u00adlitator",
        "Ｆacilitator",
        "Lead facilitator",
        "Organizing institution(s)",
        "Принимающая организация",
        "Moderator/Facilitator",
        "Moderator /\nFacilitator",
        "Moderators / facilitators",
        "Moderator and facilitator",
        "Facilitator (lead agency)",
        "Modérateur/coordonnateur",
        "Modérateur et coordonnateur",
        "Moderateur/Coordonnateur",
        "Coordonnateur (chef de file)",
        "Facilitador",
        "Moderador/facilitador",
        "Facilitador(es)",
        "Координатор",
        "Модератор/координатор",
        "Содействующая организация",
        "الميسر",
        "الميسّر",
        "المنسق/الميسر",
        "推进方",
        "推进方/协调方",
    ),
    "co-facilitator": (
        "Co-facilitator",
        "Co-\nfacilitator",
        "Co–facilitators",
        "Cofacilitators",
        "co facilitators",
        "Co-moderators",
        "Co-facilitator(s) (if any)",
        "Co-organizing institutions",
        "联合主办单位",
        "Co-coordonnateurs",
        "Cofacilitador",
        "Comoderadores",
        "Соорганизаторы",
        "الميسر المشارك",
        "共同推进方",
    ),
    "themes": (
        "Key themes discussed/content",
        "Key themes discussed / content",
        "Main issues discussed",
        "Themes/issues",
        "Topics and issues discussed",
        "Principaux thèmes",
        "PRINCIPAUX THEMES",
        "Principales temas tratados",
        "Основные темы",
        "المواضيع الرئيسية",
        "主要议题",
    ),
    "decisions": (
        "Decisions as to the way forward",
        "Decisions/way forward",
        "Outcomes / next steps",
        "Outcomes & next steps",
        "Way forward",
        "Décisions sur la voie à suivre",
        "Resultados / próximos pasos",
        "Решения",
        "القرارات",
        "成果/后续步骤",
    ),
    "comments": (
        "Other Comments",
        "Remarks",
        "Comments / Remarks",
        "Autres observations",
        "Otros comentarios",
        "Прочие замечания",
        "ملاحظات",
        "其他意见",
    ),
    "participants": (
        "Participants",
        "No. of participants",
        "No of Participants",
        "N° of participants",
        "# of participants",
        "Number of\nparticipants",
        "Participants (estimated)",
        "Nombre de participants",
        "N.º de participantes",
        "Число участников",
        "عدد المشاركين",
        "与会人数",
    ),
    "date": ("Date", "Date(s)", "Date and time", "Date & time", "Day/Time", "Fecha y hora", "日期与时间"),
    "place": ("Venue", "Venue/Room", "Lieu", "Sala", "Место проведения", "المكان", "地点"),
    "links": ("Web site", "Web-site", "Website(s)", "Documents", "Site Web", "Веб-сайт", "网站"),
    "meeting": ("Action Line meeting", "AL", "Réunion", "Línea de Acción", "Совещание", "خط العمل", "会议"),
    "rapporteur": ("Rapporteur", "Rapporteur(s)", "Relator", "报告员"),
    "number": ("No.", "№", "#", "N°", "序号"),
}


@pytest.mark.parametrize(
    ("header", "field"),
    [(header, field) for field, headers in EXACT.items() for header in headers],
)
def test_known_wordings(header: str, field: str) -> None:
    """Case, plural, accents, breaks, marks and brackets make no difference, and need no notice."""
    match = match_header(header, FAMILY)
    assert isinstance(match, Match)
    assert (match.fields, match.is_exact) == ((field,), True)


@pytest.mark.parametrize(
    "header",
    [
        "Date and venue",
        "Date / Venue",
        "Date, venue",
        "Date; Room",
        "Date – Venue",
        "Date (venue)",
        "Date et lieu",
        "Fecha y lugar",
        "Дата и место",
        "التاريخ والمكان",
        "日期和地点",
    ],
)
def test_two_fields_in_one_header(header: str) -> None:
    """Known wordings joined by a sign or by a word for "and" name a field each."""
    match = match_header(header, FAMILY)
    assert isinstance(match, Match)
    assert (match.fields, match.how) == (("date", "place"), "parts")


@pytest.mark.parametrize(
    ("header", "field", "wording"),
    [
        ("Faciltator", "facilitator", "Facilitator"),
        ("Action Line meting", "meeting", "Action Line meeting"),
        ("Key theme discussed", "themes", "Key themes discussed"),
        ("Décisions sur la voie a suivres", "decisions", "Décisions sur la voie à suivre"),
        ("Number of participant", "participants", "Number of participants"),
    ],
)
def test_nearly_known_wordings(header: str, field: str, wording: str) -> None:
    """Above the threshold the likeness is enough; the match says which wording it is like."""
    match = match_header(header, FAMILY)
    assert isinstance(match, Match)
    assert (match.fields, match.how, match.wording) == ((field,), "fuzzy", wording)
    assert match.score >= FUZZY_THRESHOLD


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("Fac.", "facilitator"),
        ("Co-fac.", "co-facilitator"),
        ("Partic.", "participants"),
        ("No. of part.", "participants"),
        ("Dec.", "decisions"),
    ],
)
def test_abbreviations(header: str, field: str) -> None:
    """The first letters of a wording's words and a stop."""
    match = match_header(header, FAMILY)
    assert isinstance(match, Match)
    assert (match.fields, match.how) == ((field,), "abbreviated")


@pytest.mark.parametrize(
    "header",
    [
        "Budget",
        "Languages",
        "Next meeting",
        "Date of report",
        "Number of documents",
        "Type of session",
        "Sponsors",
        "Соорганизатор мероприятия",  # near to "Организаторы мероприятия", which are others
        "Основная тема",
        "ITU",
        "Around 40 participants attended the meeting" + ", which was webcast" * 5,
    ],
)
def test_unknown_wordings(header: str) -> None:
    """A known word within a header of another meaning does not make it known."""
    assert match_header(header, FAMILY) is None


def profile(**headers: list[str]) -> Profile:
    """A profile with these header wordings."""
    columns = [
        ProfileColumn.model_validate({"field": name.replace("_", "-"), "headers": {"en": wordings}})
        for name, wordings in headers.items()
    ]
    return Profile(name="made", title="Made for a test", minimum=1, column=tuple(columns))


def test_two_equally_good_matches() -> None:
    """A header as near to one field's wording as to another's names both."""
    made = profile(meeting=["Meeting"], themes=["Main theme A"], decisions=["Main theme B"])
    assert match_header("Main theme C", made) == Ambiguous(("Main theme A", "Main theme B"))


def test_an_abbreviation_of_two_fields() -> None:
    """`Part.` may be either."""
    made = profile(meeting=["Meeting"], participants=["Participants"], co_facilitator=["Partners"])
    assert match_header("Part.", made) == Ambiguous(("Participants", "Partners"))


def test_a_part_is_enough_for_a_required_field_only() -> None:
    """`Meeting / Gathering` names the meeting, `Participants / Gathering` nothing."""
    made = profile(meeting=["Meeting"], participants=["Participants"])
    match = match_header("Meeting / Gathering", made)
    assert isinstance(match, Match)
    assert (match.fields, match.how, match.wording) == (("meeting",), "part", "Meeting")
    assert match_header("Participants / Gathering", made) is None


def test_the_nearest_wording() -> None:
    """For the notice about a header that no field claims."""
    assert nearest_wording("Remark of the chair", FAMILY) is not None
    assert nearest_wording("Remarkz", FAMILY) == "Remarks"
    assert nearest_wording("№", profile(meeting=["Meeting"])) is None


@pytest.mark.parametrize(
    ("header", "field", "workshop_field"),
    [
        ("Moderator", "facilitator", "chair"),
        ("Co-moderators", "co-facilitator", "co-chair"),
        ("Workshop", None, "meeting"),
        ("Facilitator", "facilitator", None),
        ("Key messages", "decisions", "decisions"),
    ],
)
def test_wordings_of_two_families(header: str, field: str | None, workshop_field: str | None) -> None:
    """A wording means what the family means by it."""
    found = [match_header(header, family) for family in (FAMILY, WORKSHOPS)]
    fields = [match.fields[0] if isinstance(match, Match) else None for match in found]
    assert fields == [field, workshop_field]
