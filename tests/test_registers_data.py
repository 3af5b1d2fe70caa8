"""The rules that the register files keep, and spot checks of what they say."""

from __future__ import annotations

import csv
import re
import unicodedata
import zoneinfo
from collections import Counter, defaultdict
from pathlib import Path

import pytest

REGISTERS = Path(__file__).parents[1] / "pipeline" / "registers"
LANGUAGES = ("en", "fr", "es", "ru", "ar", "zh")
NAMES = tuple(f"name_{language}" for language in LANGUAGES)
TITLES = tuple(f"title_{language}" for language in LANGUAGES)

HEADERS = {
    "organizations.csv": (
        "id",
        "kind",
        "member_of",
        *NAMES,
        "acronyms",
        "aliases",
        "former_names",
        "units",
        "context",
        "website",
        "source",
    ),
    "action_lines.csv": ("code", "sub_theme", *TITLES, "aliases", "facilitators", "source"),
    "places.csv": ("id", "kind", *NAMES, "aliases", "country", "timezone", "city"),
}
KINDS = {"agency", "commission", "group", "bank", "ngo", "private", "government"}
SUB_THEMES = {
    "e-government",
    "e-business",
    "e-learning",
    "e-health",
    "e-employment",
    "e-environment",
    "e-agriculture",
    "e-science",
}
# The script that a name in the language is written in; acronyms and brand names may stand in Latin beside it.
SCRIPTS = {"ru": "CYRILLIC", "ar": "ARABIC", "zh": "CJK"}

# Members of the Chief Executives Board, the regional commissions and the organs that every edition names.
UNITED_NATIONS_FAMILY = (
    "UN",
    "ECOSOC",
    "UNGA",
    "CSTD",
    "CEB",
    "UNDESA",
    "DGC",
    "OHCHR",
    "OCHA",
    "UN-REGIONAL-COMMISSIONS",
    "ECA",
    "UNECE",
    "ECLAC",
    "ESCAP",
    "ESCWA",
    "FAO",
    "IAEA",
    "ICAO",
    "IFAD",
    "ILO",
    "IMF",
    "IMO",
    "IOM",
    "ITC",
    "ITU",
    "UN-HABITAT",
    "UN-WOMEN",
    "UNAIDS",
    "UNCTAD",
    "UNDP",
    "UNEP",
    "UNESCO",
    "UNFPA",
    "UNHCR",
    "UNICEF",
    "UNIDO",
    "UNITAR",
    "UNODC",
    "UNOPS",
    "UNRWA",
    "UNU",
    "UNV",
    "UNWTO",
    "UPU",
    "WFP",
    "WHO",
    "WIPO",
    "WMO",
    "WORLD-BANK",
    "WTO",
)


def read(name: str) -> list[dict[str, str]]:
    """Rows of a register file."""
    with (REGISTERS / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def values(cell: str) -> list[str]:
    """The values of a cell that may hold several."""
    return cell.split("|") if cell else []


def fold(text: str) -> str:
    """Letters and digits only, without case and accents: the coarsest comparison that a reader may use."""
    return "".join(c for c in unicodedata.normalize("NFKD", text).casefold() if c.isalnum())


def is_acronym(text: str) -> bool:
    """Whether a former name is an acronym: at most twelve capitals and figures, however they are joined."""
    letters = fold(text)
    return text.upper() == text and text.lower() != text and len(letters) <= 12


ORGANIZATIONS = read("organizations.csv")
ACTION_LINES = read("action_lines.csv")
PLACES = read("places.csv")
IDS = {row["id"] for row in ORGANIZATIONS}


def exact_acronyms() -> dict[str, set[str]]:
    """Acronym, also a former one, to the ids that claim it."""
    owners: dict[str, set[str]] = defaultdict(set)
    for row in ORGANIZATIONS:
        former = [name for name in values(row["former_names"]) if is_acronym(name)]
        for acronym in values(row["acronyms"]) + former:
            owners[acronym].add(row["id"])
    return owners


def folded_names(rows: list[dict[str, str]], *columns: str) -> dict[str, set[str]]:
    """Folded name to the ids of the rows that claim it."""
    owners: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        for column in columns:
            for name in values(row[column]):
                owners[fold(name)].add(row["id"])
    return owners


def default_for(acronym: str) -> set[str]:
    """Ids that the register says an acronym nearly always means."""
    return {row["id"] for row in ORGANIZATIONS if f"default-for={acronym}" in values(row["context"])}


@pytest.mark.parametrize("name", HEADERS)
def test_file_form(name: str) -> None:
    """A register is UTF-8 in NFC without byte order mark, with the documented header, LF and full rows."""
    text = (REGISTERS / name).read_bytes().decode("utf-8")
    assert not text.startswith("\ufeff")
    assert "\r" not in text
    assert text.endswith("\n")
    assert text == unicodedata.normalize("NFC", text)
    header, *rows = list(csv.reader(text.splitlines(keepends=True), strict=True))
    assert tuple(header) == HEADERS[name]
    assert {len(row) for row in rows} == {len(header)}


@pytest.mark.parametrize("name", HEADERS)
def test_values_have_no_stray_characters(name: str) -> None:
    """No value has stray white space, a control or format character, or stands twice in its cell."""
    for row in read(name):
        for column, cell in row.items():
            parts = cell.split("|") if cell else []
            where = f"{name} {next(iter(row.values()))} {column}"
            assert [part for part in parts if part != " ".join(part.split()) or not part] == [], where
            assert [c for c in cell if unicodedata.category(c) in {"Cc", "Cf", "Co", "Cn"}] == [], where
            assert [part for part, count in Counter(parts).items() if count > 1] == [], where


@pytest.mark.parametrize(
    ("rows", "columns"),
    [(ORGANIZATIONS, NAMES), (PLACES, NAMES), (ACTION_LINES, TITLES)],
    ids=["organizations", "places", "action_lines"],
)
def test_names_are_in_the_script_of_their_language(
    rows: list[dict[str, str]], columns: tuple[str, ...]
) -> None:
    """A Russian, Arabic or Chinese name is written in that script; English, French and Spanish in Latin."""
    for row in rows:
        for language, column in zip(LANGUAGES, columns, strict=True):
            name = row[column]
            scripts = {unicodedata.name(c).split()[0] for c in name if c.isalpha()}
            if language in SCRIPTS:
                assert not name or SCRIPTS[language] in scripts, f"{row} {column}"
                assert scripts <= {SCRIPTS[language], "LATIN"}, f"{row} {column}"
            else:
                assert scripts <= {"LATIN"}, f"{row} {column}"


def test_size() -> None:
    """The registers hold the family: at least 90 organisations, 250 places, 11 lines and 8 themes."""
    assert len(ORGANIZATIONS) >= 90
    assert len(PLACES) >= 250
    assert len(ACTION_LINES) == 11 + 8


@pytest.mark.parametrize("rows", [ORGANIZATIONS, PLACES], ids=["organizations", "places"])
def test_ids_are_unique(rows: list[dict[str, str]]) -> None:
    """No id stands for two rows."""
    assert [key for key, count in Counter(row["id"] for row in rows).items() if count > 1] == []


def test_organization_ids_are_capitals_and_hyphens() -> None:
    """An id is an acronym or a name in capitals, words joined by hyphens."""
    assert [key for key in IDS if not re.fullmatch(r"[A-Z0-9]+(-[A-Z0-9]+)*", key)] == []


def test_organization_kinds_and_required_columns() -> None:
    """Every organisation has a known kind, an English name and a source; a website is an address."""
    assert {row["kind"] for row in ORGANIZATIONS} == KINDS
    assert [row["id"] for row in ORGANIZATIONS if not row["name_en"] or not row["source"]] == []
    websites = [row["website"] for row in ORGANIZATIONS if row["website"]]
    assert [site for site in websites if not re.fullmatch(r"https?://[a-z0-9.-]+(/\S*)?", site)] == []


def test_members_resolve_without_cycles() -> None:
    """`member_of` names registered organisations, and no organisation is in the end a member of itself."""
    parents = {row["id"]: values(row["member_of"]) for row in ORGANIZATIONS}
    assert {parent for ids in parents.values() for parent in ids} <= IDS
    for start, direct in parents.items():
        seen: set[str] = set()
        queue = list(direct)
        while queue:
            current = queue.pop()
            if current not in seen:
                seen.add(current)
                queue += parents[current]
        assert start not in seen


def test_regional_commissions_are_the_five() -> None:
    """The group UN-REGIONAL-COMMISSIONS has exactly the five commissions as members."""
    members = {row["id"] for row in ORGANIZATIONS if "UN-REGIONAL-COMMISSIONS" in values(row["member_of"])}
    assert members == {"ECA", "UNECE", "ECLAC", "ESCAP", "ESCWA"}


def test_no_name_is_claimed_twice() -> None:
    """A name belongs to one organisation, whatever its case, accents and punctuation."""
    owners = folded_names(ORGANIZATIONS, *NAMES, "aliases", "former_names")
    assert {name: ids for name, ids in owners.items() if len(ids) > 1} == {}


def test_no_name_is_anothers_acronym() -> None:
    """A name that folds like an acronym belongs to an organisation that has the acronym."""
    owners = folded_names(ORGANIZATIONS, *NAMES, "aliases", "former_names")
    assert {a: ids for a, ids in exact_acronyms().items() if owners.get(fold(a), set()) - ids} == {}


def test_ambiguous_acronyms_are_the_known_ones() -> None:
    """Only these acronyms are listed for several organisations, and only these of them have a default."""
    shared = {acronym: default_for(acronym) for acronym, ids in exact_acronyms().items() if len(ids) > 1}
    assert shared == {
        "ADB": {"ADB"},
        "BAD": set(),
        "BID": set(),
        "CCI": {"ITC"},
        "CE": set(),
        "CEI": set(),
        "ICC": set(),
        "IDB": set(),
        "ITC": {"ITC"},
        "WTO": {"WTO"},
        "ВТО": {"WTO"},
    }


def test_defaults_are_own_acronyms_and_single() -> None:
    """`context` holds defaults only, each for an acronym of the row, and an acronym has one default."""
    defaults: list[str] = []
    for row in ORGANIZATIONS:
        for entry in values(row["context"]):
            key, _, acronym = entry.partition("=")
            assert key == "default-for"
            assert acronym in values(row["acronyms"])
            defaults.append(acronym)
    assert [acronym for acronym, count in Counter(defaults).items() if count > 1] == []
    assert {"ITC", "ECA", "WB"} <= set(defaults)


def test_acronyms_are_not_too_short() -> None:
    """An acronym begins with a letter and has two letters or more, or three signs with a figure."""
    assert [a for a in exact_acronyms() if not re.fullmatch(r"[^\W\d_](?=.*\w).*", a)] == []
    assert [a for a in exact_acronyms() if len(fold(a)) < 2 + any(c.isdigit() for c in a)] == []


def test_units_belong_to_one_organization() -> None:
    """A unit is `short=Long name`; its short form is no other organisation's unit, acronym or name."""
    owners: dict[str, set[str]] = defaultdict(set)
    for row in ORGANIZATIONS:
        for unit in values(row["units"]):
            short, sign, long = unit.partition("=")
            assert sign, unit
            assert short, unit
            assert re.fullmatch(r"[^=]+", long), unit
            owners[short].add(row["id"])
    names = folded_names(ORGANIZATIONS, *NAMES, "aliases", "former_names")
    assert owners, "no unit is registered"
    for short, ids in owners.items():
        assert len(ids) == 1, short
        assert exact_acronyms().get(short, set()) == set(), short
        assert names.get(fold(short), set()) <= ids, short


@pytest.mark.parametrize("key", UNITED_NATIONS_FAMILY)
def test_united_nations_family_has_six_names(key: str) -> None:
    """A body of the United Nations family has its official name in all six languages."""
    (row,) = [row for row in ORGANIZATIONS if row["id"] == key]
    assert [column for column in NAMES if not row[column]] == []


def test_action_lines_and_themes() -> None:
    """C1 to C11 come in order, with the eight themes after C7 only."""
    codes = [row["code"] for row in ACTION_LINES if not row["sub_theme"]]
    assert codes == [f"C{number}" for number in range(1, 12)]
    themes = [(row["code"], row["sub_theme"]) for row in ACTION_LINES if row["sub_theme"]]
    assert len(themes) == len(SUB_THEMES)
    assert set(themes) == {("C7", theme) for theme in SUB_THEMES}


def test_action_line_titles_are_claimed_once() -> None:
    """A title or alias belongs to one line or theme; each has an English title and a source."""
    owners: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for row in ACTION_LINES:
        assert row["title_en"]
        assert row["source"]
        for column in (*TITLES, "aliases"):
            for title in values(row[column]):
                owners[fold(title)].add((row["code"], row["sub_theme"]))
    assert {title: lines for title, lines in owners.items() if len(lines) > 1} == {}


@pytest.mark.parametrize(
    ("code", "sub_theme", "facilitators"),
    [
        ("C1", "", "ECOSOC UN-REGIONAL-COMMISSIONS ITU"),
        ("C2", "", "ITU"),
        ("C3", "", "ITU UNESCO"),
        ("C4", "", "UNDP UNESCO ITU UNCTAD"),
        ("C5", "", "ITU"),
        ("C6", "", "ITU UNDP UN-REGIONAL-COMMISSIONS UNCTAD"),
        ("C7", "", ""),
        ("C7", "e-government", "UNDP ITU"),
        ("C7", "e-business", "WTO UNCTAD ITU UPU"),
        ("C7", "e-learning", "UNESCO ITU UNIDO"),
        ("C7", "e-health", "WHO ITU"),
        ("C7", "e-employment", "ILO ITU"),
        ("C7", "e-environment", "WHO WMO UNEP UN-HABITAT ITU ICAO"),
        ("C7", "e-agriculture", "FAO ITU"),
        ("C7", "e-science", "UNESCO ITU UNCTAD"),
        ("C8", "", "UNESCO"),
        ("C9", "", "UNESCO"),
        ("C10", "", "UNESCO ECOSOC"),
        ("C11", "", "UN-REGIONAL-COMMISSIONS UNDP ITU UNESCO ECOSOC"),
    ],
)
def test_facilitators_are_those_of_the_annex(code: str, sub_theme: str, facilitators: str) -> None:
    """The facilitators of a line are registered organisations, as the Tunis Agenda's annex lists them."""
    (row,) = [row for row in ACTION_LINES if (row["code"], row["sub_theme"]) == (code, sub_theme)]
    assert values(row["facilitators"]) == facilitators.split()
    assert set(values(row["facilitators"])) <= IDS


@pytest.mark.parametrize(
    ("title", "code", "sub_theme"),
    [
        ("The role of governments and all stakeholders in the promotion of ICTs for development", "C1", ""),
        ("Infraestructura de la información y la comunicación", "C2", ""),
        ("L'accès à l'information et au savoir", "C3", ""),
        ("بناء القدرات", "C4", ""),
        ("Укрепление доверия и безопасности при использовании ИКТ", "C5", ""),
        ("Entorno habilitador", "C6", ""),
        ("Cyberapprentissage", "C7", "e-learning"),
        ("电子政务", "C7", "e-government"),
        (
            "Культурное разнообразие и культурная самобытность, языковое разнообразие и местный контент",
            "C8",
            "",
        ),
        ("Médias", "C9", ""),
        ("Dimensiones éticas de la sociedad de la información", "C10", ""),
        ("التعاون الدولي والإقليمي", "C11", ""),
    ],
)
def test_titles_find_their_line(title: str, code: str, sub_theme: str) -> None:
    """A title that the United Nations print in one of the languages is that of its line."""
    found = {
        (row["code"], row["sub_theme"])
        for row in ACTION_LINES
        for column in (*TITLES, "aliases")
        for known in values(row[column])
        if fold(known) == fold(title)
    }
    assert found == {(code, sub_theme)}


def test_places_are_well_formed() -> None:
    """A place has a slug, a country code and a zone that exists; a venue has those of its city."""
    zones = zoneinfo.available_timezones()
    cities = {row["id"]: row for row in PLACES if row["kind"] == "city"}
    for row in PLACES:
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", row["id"]), row
        assert row["kind"] in {"city", "venue"}, row
        assert re.fullmatch(r"[A-Z]{2}", row["country"]), row
        assert row["timezone"] in zones, row
        assert row["name_en"], row
        if row["kind"] == "city":
            assert row["city"] == "", row
        else:
            city = cities[row["city"]]
            assert (row["country"], row["timezone"]) == (city["country"], city["timezone"]), row


def test_no_place_name_is_claimed_twice() -> None:
    """A place's name belongs to one place, and is no organisation's."""
    owners = folded_names(PLACES, *NAMES, "aliases")
    assert {name: ids for name, ids in owners.items() if len(ids) > 1} == {}
    assert set(owners) & set(folded_names(ORGANIZATIONS, *NAMES, "aliases", "former_names")) == set()


@pytest.mark.parametrize(
    ("name", "place", "zone"),
    [
        ("Genève", "geneva", "Europe/Zurich"),
        ("Ginebra", "geneva", "Europe/Zurich"),
        ("Женева", "geneva", "Europe/Zurich"),
        ("جنيف", "geneva", "Europe/Zurich"),
        ("日内瓦", "geneva", "Europe/Zurich"),
        ("Palais des Nations", "palais-des-nations", "Europe/Zurich"),
        ("CICG", "cicg", "Europe/Zurich"),
        ("Popov Room", "popov-room", "Europe/Zurich"),
        ("Fontenoy", "unesco-house", "Europe/Paris"),
        ("Kram Palexpo", "kram-palexpo", "Africa/Tunis"),
        ("Siège de l'ONU", "un-headquarters", "America/New_York"),
        ("Viena", "vienna", "Europe/Vienna"),
        ("La Haye", "the-hague", "Europe/Amsterdam"),
        ("Шарм-эш-Шейх", "sharm-el-sheikh", "Africa/Cairo"),
        ("新德里", "new-delhi", "Asia/Kolkata"),
        ("Nueva York", "new-york", "America/New_York"),
        ("Bogotá", "bogota", "America/Bogota"),
        ("الدوحة", "doha", "Asia/Qatar"),
        ("Astana", "astana", "Asia/Almaty"),
        ("北京", "beijing", "Asia/Shanghai"),
    ],
)
def test_place_spot_checks(name: str, place: str, zone: str) -> None:
    """A place is found by its name in each language, with the zone that its clocks follow."""
    assert folded_names(PLACES, *NAMES, "aliases")[fold(name)] == {place}
    assert {row["timezone"] for row in PLACES if row["id"] == place} == {zone}


@pytest.mark.parametrize(
    ("acronym", "key"),
    [
        ("UIT", "ITU"),
        ("МСЭ", "ITU"),
        ("PNUD", "UNDP"),
        ("ПРООН", "UNDP"),
        ("CNUCED", "UNCTAD"),
        ("ЮНКТАД", "UNCTAD"),
        ("DAES", "UNDESA"),
        ("ДЭСВ", "UNDESA"),
        ("DESA", "UNDESA"),
        ("OMS", "WHO"),
        ("ВОЗ", "WHO"),
        ("OMM", "WMO"),
        ("OMPI", "WIPO"),
        ("OIT", "ILO"),
        ("BIT", "ILO"),
        ("OMC", "WTO"),
        ("PNUMA", "UNEP"),
        ("PNUE", "UNEP"),
        ("CEPAL", "ECLAC"),
        ("CEPALC", "ECLAC"),
        ("CESAO", "ESCWA"),
        ("CESPAP", "ESCAP"),
        ("CEA", "ECA"),
        ("UNECE", "UNECE"),
        ("ACNUR", "UNHCR"),
        ("ВПС", "UPU"),
        ("OCDE", "OECD"),
        ("BM", "WORLD-BANK"),
        ("UNIFEM", "UN-WOMEN"),
        ("DPI", "DGC"),
        ("APC", "APC"),
        ("AU", "AU"),
    ],
)
def test_acronym_spot_checks(acronym: str, key: str) -> None:
    """An acronym in any of the languages means one organisation."""
    assert exact_acronyms()[acronym] == {key}


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("United Nations Department of Economic and Social Affairs", "UNDESA"),
        ("UN DESA", "UNDESA"),
        ("UN-DESA", "UNDESA"),
        ("World Bank", "WORLD-BANK"),
        ("Banque mondiale", "WORLD-BANK"),
        ("Banco Mundial", "WORLD-BANK"),
        ("Всемирный банк", "WORLD-BANK"),
        ("UN Regional Commissions", "UN-REGIONAL-COMMISSIONS"),
        ("Commissions régionales de l’ONU", "UN-REGIONAL-COMMISSIONS"),
        ("Comisiones regionales de las Naciones Unidas", "UN-REGIONAL-COMMISSIONS"),
        ("Региональные комиссии ООН", "UN-REGIONAL-COMMISSIONS"),
        ("联合国各区域委员会", "UN-REGIONAL-COMMISSIONS"),
        ("国际电联", "ITU"),
        ("International Telecommunications Union", "ITU"),
        ("الاتحاد الدولي للاتصالات", "ITU"),
        ("教科文组织", "UNESCO"),
        ("اليونسكو", "UNESCO"),
        ("粮农组织", "FAO"),
        ("贸发会议", "UNCTAD"),
        ("Food and Agriculture Organisation of the United Nations", "FAO"),
        ("International Labor Organization", "ILO"),
        ("United Nations Development Program", "UNDP"),
        ("UN Economic Commission for Africa", "ECA"),
        ("Comisión Económica de las Naciones Unidas para Europa", "UNECE"),
        ("الإسكوا", "ESCWA"),
        ("亚太经社会", "ESCAP"),
        ("ONU-Hábitat", "UN-HABITAT"),
        ("ООН-Хабитат", "UN-HABITAT"),
        ("妇女署", "UN-WOMEN"),
        ("Unión Postal Universal", "UPU"),
        ("Universal Postal Union", "UPU"),
        ("World Meteorological Organization", "WMO"),
        ("Global Alliance", "GAID"),
        ("International Trade Center", "ITC"),
        ("International Chamber of Commerce", "ICC"),
        ("Coordinating Committee of Business Interlocutors", "CCBI"),
        ("Association for Progressive Communications", "APC"),
        ("Diplo Foundation", "DIPLOFOUNDATION"),
        ("Organization of African Unity", "AU"),
        ("League of Arab States", "LAS"),
        ("Intel Corporation", "INTEL"),
        ("Cisco Systems", "CISCO"),
    ],
)
def test_name_spot_checks(name: str, key: str) -> None:
    """A name, alias or former name in any of the languages means one organisation."""
    assert folded_names(ORGANIZATIONS, *NAMES, "aliases", "former_names")[fold(name)] == {key}


@pytest.mark.parametrize(
    ("key", "name"),
    [
        ("UNDESA", "United Nations Department of Economic and Social Affairs"),
        ("FAO", "Food and Agriculture Organization of the United Nations"),
        ("UNESCO", "United Nations Educational, Scientific and Cultural Organization"),
        ("ITC", "International Trade Centre"),
        ("UN-REGIONAL-COMMISSIONS", "United Nations Regional Commissions"),
        ("WORLD-BANK", "World Bank"),
        ("APC", "Association for Progressive Communications"),
        ("UNEP", "United Nations Environment Programme"),
    ],
)
def test_official_english_names(key: str, name: str) -> None:
    """The official English name is the one that the published data shows."""
    assert [row["name_en"] for row in ORGANIZATIONS if row["id"] == key] == [name]
