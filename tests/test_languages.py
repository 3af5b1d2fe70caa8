"""Reports in six languages, in one that is added as a lexicon alone, and in two at once."""

from __future__ import annotations

from importlib import resources
from pathlib import Path

import pytest

from pipeline.dataset import Dataset
from pipeline.interpret import Interpretation, Knowledge, interpret, load_knowledge
from pipeline.lexicon import load_lexicons
from pipeline.model import DocumentId, ReportId
from pipeline.read import ReadOptions, read
from tests.golden_dataset import GOLDEN, differences

LANGUAGES = ("en", "fr", "es", "ru", "ar", "zh")
WORDS = {
    "meetings": {"title", "place"},
    "facilitators": {"name_as_printed", "status_as_printed"},
    "people": {"name", "honorific"},
    "points": {"text"},
    "links": {"url", "text", "archive_url"},
}
"""By table, what is in a report's own words."""
NOT_READ = {"not-understood", "weekday-differs", "action-lines-several"}
NAMED_AFTER_THE_REPORT = {"meeting_id", "report_id", "source_document", "source_page"}

PORTUGUESE = """
[dates]
of_words = ["de"]
from_words = ["de", "das", "entre"]
to_words = ["a", "às", "até"]
and_words = ["e"]
at_words = ["em", "às"]
hour_marks = ["h", "horas"]
events = ["reuniões"]

[numbers]
values = [[1, ["um", "uma"]], [40, ["quarenta"]]]
collectives = [[100, ["centena"]]]

[participants]
nouns = ["participantes", "delegados"]
of = ["de"]
approximate = ["cerca de", "aproximadamente"]
more_than = ["mais de"]

[organizations]
joiners = ["e"]
confirmed = ["confirmado", "confirmada"]
to_be_confirmed = ["a confirmar"]

[people]
honorifics = ["Sr.", "Sra."]
joiners = ["e"]

[people.announcers]
"presidido por" = "chair"
"presidida pela" = "chair"
"copresidido por" = "co-chair"

[meetings]
action_line = ["Linha de Ação"]
webcast = ["transmissão pela web"]
available = ["disponível"]

[reports]
place_before = ["em"]
"""
HEADER = (
    "Action Line meeting",
    "Facilitator",
    "Co-facilitators",
    "Main themes discussed",
    "Decisions",
    "Other comments",
)


def report(
    folder: Path,
    knowledge: Knowledge,
    prose: str,
    *rows: tuple[str, ...],
    header: tuple[str, ...] = HEADER,
    language: str | None = None,
) -> Interpretation:
    """A report in plain text, interpreted; the lines of its cells are parted by `|`."""
    path = folder / "report.txt"
    table = ["".join("\t" + cell.replace("|", "\n\n") + "\n" for cell in row) for row in (header, *rows)]
    path.write_text(f"{prose}\n\n" + "\n".join(table), "utf-8")
    document = read(path, DocumentId(path.name), ReadOptions())
    return interpret(ReportId("report"), document, knowledge, language)


def edition(language: str) -> Dataset:
    """The invented edition of 2015 in a language."""
    name = f"wsis-meetings-2015-{language}"
    document = read(GOLDEN / name / f"{name}.docx", DocumentId(f"{name}.docx"), ReadOptions())
    return interpret(ReportId(name), document, load_knowledge(None)).dataset


def without_words(dataset: Dataset, table: str) -> list[dict[str, object]]:
    """The rows of a table with what is the same in every language; a meeting is known by its action line."""
    lines = {row["meeting_id"]: row["action_line"] for row in dataset["meetings"]}
    left_out = WORDS[table] | NAMED_AFTER_THE_REPORT
    return [
        {
            "meeting": lines[row["meeting_id"]],
            **{name: value for name, value in row.items() if name not in left_out},
        }
        for row in dataset[table]
    ]


@pytest.mark.parametrize(
    ("language", "printed"),
    [("ar", "portrait"), ("ar", "browser"), ("ru", "portrait"), ("zh", "portrait")],
)
def test_an_edition_is_read_alike_however_it_was_printed(language: str, printed: str) -> None:
    """On another page, where other rows are cut, and by a browser, whose fonts and bullets differ."""
    name = f"wsis-meetings-2015-{language}"
    document = read(GOLDEN / name / "prints" / f"{printed}.pdf", DocumentId("print.pdf"), ReadOptions())

    dataset = interpret(ReportId(name), document, load_knowledge(None)).dataset

    assert differences(name, dataset) == []


@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_an_edition_says_the_same_in_every_language(language: str) -> None:
    """Numbers, dates, identifiers, roles and statuses are those of the English edition, row for row."""
    english, other = edition("en"), edition(language)

    same = {table: without_words(english, table) for table in WORDS}

    assert [len(rows) for rows in same.values()] == [5, 13, 5, 19, 1]
    assert {table: without_words(other, table) for table in WORDS} == same


def test_a_language_is_a_lexicon(tmp_path: Path) -> None:
    """Portuguese, which the package does not have, is told, and read by its words and by CLDR's names."""
    folder = tmp_path / "lexicons"
    folder.mkdir()
    for file in resources.files("pipeline").joinpath("lexicons").iterdir():
        (folder / file.name).write_text(file.read_text("utf-8"), "utf-8")
    (folder / "pt.toml").write_text(PORTUGUESE, "utf-8")
    own = load_knowledge(None)
    knowledge = Knowledge(own.profiles, load_lexicons(folder), own.register)

    found = report(
        tmp_path,
        knowledge,
        "Relatório das reuniões\n\nUma série de reuniões realizou-se em Genebra, de 14 a 25 de maio de 2007, "
        "para acompanhar a aplicação dos resultados da Cúpula Mundial sobre a Sociedade da Informação.",
        (
            "Linha de Ação C2: Infraestrutura|16 de maio de 2007, 10h às 13h|Transmissão pela web disponível",
            "UIT (confirmado)|Presidido por Sra. Helena Castro",
            "PNUD (a confirmar)",
            "Estratégias nacionais",
            "Próxima reunião em setembro",
            "Cerca de quarenta participantes",
        ),
        (
            "Linha de Ação C4: Capacitação|18 de maio, 15h00-18h00",
            "PNUD|Copresidido por Sr. Rui Prado e Sra. Ana Melo",
            "UNESCO e UIT",
            "Formação de formadores",
            "Será criada uma lista",
            "Mais de uma centena de participantes",
        ),
    )

    first, second = found.dataset["meetings"]
    assert found.readings.languages[0] == "pt"
    assert (str(first["date"]), str(first["start_time"]), str(first["end_time"])) == (
        "2007-05-16", "10:00:00", "13:00:00",
    )  # fmt: skip
    assert (str(second["date"]), second["year_basis"]) == ("2007-05-18", "inferred")
    assert (first["participants"], first["participants_qualifier"]) == (40, "approximate")
    assert (second["participants"], second["participants_qualifier"]) == (100, "minimum")
    assert (first["action_line"], first["title"], first["webcast"]) == ("C2", "Infraestrutura", True)
    assert [(row["name"], row["role"]) for row in found.dataset["people"]] == [
        ("Helena Castro", "chair"), ("Rui Prado", "co-chair"), ("Ana Melo", "co-chair"),
    ]  # fmt: skip
    assert [(row["organization_id"], row["status"]) for row in found.dataset["facilitators"]] == [
        ("ITU", "confirmed"), ("UNDP", "to_be_confirmed"), ("UNDP", "unstated"), ("UNESCO", "unstated"),
        ("ITU", "unstated"),
    ]  # fmt: skip
    assert found.ledger.unaccounted() == []


FRENCH_ROW = (
    "Action Line C2: Infrastructure|Mercredi 16 mai, 10 h 00 - 13 h 00",
    "UIT (confirmé)|Présidé par Mme Hélène Roy (OMPI)",
    "PNUD (à confirmer)",
    (
        "Stratégies nationales en matière de large bande, et cadre réglementaire des investissements dans "
        "les zones rurales : des orateurs ont souligné que les deux groupes ne devraient pas travailler "
        "isolément, et que le questionnaire envoyé aux États Membres restait ouvert"
    ),
    "Le rapport de la réunion sera diffusé par le président",
    "Une quarantaine de participants",
)
ENGLISH_ROW = (
    "Action Line C4: Capacity building|Thursday, 17 May, 3-6 p.m.",
    "UNDP|Chaired by Mr. Paul Hill (ILO)",
    "UNESCO (to be confirmed)",
    (
        "Training of trainers, and how results can be measured: it was recognised that the number of people "
        "trained is a poor indicator, and that follow-up surveys are rare in most of the countries reviewed"
    ),
    "A mailing list will be set up",
    "About thirty participants",
)
ENGLISH_PROSE = (
    "Report on the meetings\n\nThe meetings on the action lines of the World Summit on the Information "
    "Society took place in Geneva from 14 to 25 May 2007, as agreed by the facilitators in consultations."
)


def test_each_cell_is_read_in_its_own_language(tmp_path: Path) -> None:
    """A report with English headers and prose has a row in French and one in English."""
    found = report(tmp_path, load_knowledge(None), ENGLISH_PROSE, FRENCH_ROW, ENGLISH_ROW)

    french, english = found.dataset["meetings"]
    assert set(found.readings.languages) == {"en", "fr"}
    assert [str(french[name]) for name in ("date", "start_time", "end_time", "participants")] == [
        "2007-05-16", "10:00:00", "13:00:00", "40",
    ]  # fmt: skip
    assert [str(english[name]) for name in ("date", "start_time", "end_time", "participants")] == [
        "2007-05-17", "15:00:00", "18:00:00", "30",
    ]  # fmt: skip
    assert [(row["name"], row["role"], row["organization_id"]) for row in found.dataset["people"]] == [
        ("Hélène Roy", "chair", "WIPO"), ("Paul Hill", "chair", "ILO"),
    ]  # fmt: skip
    assert [(row["organization_id"], row["status"]) for row in found.dataset["facilitators"]] == [
        ("ITU", "confirmed"), ("UNDP", "to_be_confirmed"), ("UNDP", "unstated"),
        ("UNESCO", "to_be_confirmed"),
    ]  # fmt: skip


def test_the_language_can_be_given(tmp_path: Path) -> None:
    """Cells too short to show their language are read in the one that the user names."""
    rows = (
        "Action Line C2: X|1er juin 2007",
        "UIT (à confirmer)",
        "",
        "Y",
        "Z",
        "Une trentaine de participants",
    )
    knowledge = load_knowledge(None)

    undetected = report(tmp_path, knowledge, "ITU", rows).dataset["meetings"][0]
    given = report(tmp_path, knowledge, "ITU", rows, language="fr").dataset["meetings"][0]

    assert undetected["participants"] is None
    assert (str(given["date"]), given["participants"]) == ("2007-06-01", 30)


HEADERS = {
    "ar": ("الاجتماع", "الميسر", "الميسرون المشاركون", "المواضيع", "القرارات", "ملاحظات"),
    "ru": ("Заседание", "Координатор", "Сокоординаторы", "Темы", "Решения", "Замечания"),
    "zh": ("会议", "协调方", "共同协调方", "议题", "决定", "备注"),
}
PROSE = {
    "ar": "تقرير\n\nعقدت سلسلة من الأحداث في جنيف من ١٤ إلى ٢٥ أيار/مايو ٢٠٠٧.",
    "ru": "Отчет\n\nЖенева, 14–25 мая 2007 г.\n\nСерия мероприятий состоялась в мае.",
    "zh": "报告\n\n系列活动于2007年5月14日至25日在日内瓦举行。",
}


@pytest.mark.parametrize(
    ("language", "cell", "values"),
    [
        (
            "ru",
            "C6: Благоприятная среда|18.05.2007",
            {"title": "Благоприятная среда", "date": "2007-05-18"},
        ),
        ("ru", "C6: Благоприятная среда, 18 мая", {"title": "Благоприятная среда", "date": "2007-05-18"}),
        ("ru", "C1: Х|среда, 16 мая", {"date": "2007-05-16"}),
        ("ru", "C5: Х|15 мая с 9 ч. 30 м. до 12 ч. 30 м.", {"action_line": "C5", "end_time": "12:30:00"}),
        ("ru", "Направление действий C9: СМИ", {"action_line": "C9", "title": "СМИ"}),
        ("ar", "خط العمل ج3 - النفاذ|الثلاثاء ١٥ ماي ٢٠٠٧", {"action_line": "C3", "date": "2007-05-15"}),
        ("ar", "خط العمل C9: الإعلام|24 أيار/مايو (يحدد الوقت لاحقاً)", {"date": "2007-05-24"}),
        (
            "zh",
            "行动方面Ｃ６：环境|５月１８日１５：００－１８：００",
            {"action_line": "C6", "end_time": "18:00:00"},
        ),
        (
            "zh",
            "行动方针C2：基础设施|5月16日下午2时至5时30分",
            {"start_time": "14:00:00", "end_time": "17:30:00"},
        ),
    ],
)
def test_wordings_of_a_language(language: str, cell: str, values: dict[str, str], tmp_path: Path) -> None:
    """Wordings that were once misread, in a table with the headers of their language."""
    row = (cell, "ITU", "—", "x", "y", "z")

    found = report(
        tmp_path, load_knowledge(None), PROSE[language], row, header=HEADERS[language], language=language
    )

    (meeting,) = found.dataset["meetings"]
    assert {name: str(meeting[name]) for name in values} == values
    assert [row["check"] for row in found.dataset["findings"] if row["check"] in NOT_READ] == []


def test_a_dash_repeats_nothing(tmp_path: Path) -> None:
    """A dash in a Russian table says that there is no organisation, not "the same as above"."""
    rows = (("НД C1: Х", "МСЭ", "ВОЗ", "x", "y", "z"), ("НД C2: У", "МСЭ", "—", "x", "y", "z"))

    found = report(tmp_path, load_knowledge(None), PROSE["ru"], *rows, header=HEADERS["ru"])

    assert [row["organization_id"] for row in found.dataset["facilitators"]] == ["ITU", "WHO", "ITU"]
