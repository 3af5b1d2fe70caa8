"""Registers: what names mean, how they are found in a text, and every fault of the files at once."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.findings import KnowledgeError
from pipeline.fold import fold
from pipeline.register import Register, load_register, own_register

ORGANIZATIONS = (
    "id,kind,member_of,name_en,name_fr,acronyms,aliases,former_names,units,context,website,source\n"
    "UN,agency,,United Nations,Nations Unies,UN,,,,,,Charter\n"
    "UNDESA,agency,UN,UN Department of Economic Affairs,,UNDESA|DAES,,,UNPAN=Online Network,,,Chart\n"
    "UN-RC,group,,UN Regional Commissions,,,Regional Commissions,,,,,Annex\n"
    "FUND,agency,,Fund for Food and Farming,,FFF,Food Fund|Faim et Fonds,Farm Fund,FFF-D=Field,,,Chart\n"
    "ITC,agency,,Trade Centre,,ITC|ABC,,,,default-for=ITC,,Chart\n"
    "ITCOTHER,ngo,,Technology Circle,,ITC|ABC,,,,,,Chart\n"
    'EDUCATION,ngo,,"Education, Science and Culture Union",,EDUSCU,,,,,,Chart\n'
)
ACTION_LINES = (
    "code,sub_theme,title_en,title_fr,aliases,facilitators,source\n"
    "C2,,Infrastructure,Infrastructure des TIC,,UN|FUND,Annex\n"
    "C7,,Applications,,,,Annex\n"
    "C7,e-health,E-health,,,FUND,Annex\n"
)
PLACES = (
    "id,kind,name_en,name_fr,aliases,country,timezone,city\n"
    "geneva,city,Geneva,Genève,Genf,CH,Europe/Zurich,\n"
    "palais,venue,Palais des Nations,,,CH,Europe/Zurich,geneva\n"
)
COUNTRIES = "code,name_en,name_fr,aliases\nCH,Switzerland,Suisse,\nEG,Egypt,Égypte,\n"


def folder(path: Path, **changed: str) -> Path:
    """A folder of small registers; a keyword replaces one of its files."""
    files = {
        "organizations": ORGANIZATIONS,
        "action_lines": ACTION_LINES,
        "places": PLACES,
        "countries": COUNTRIES,
    }
    for name, text in {**files, **changed}.items():
        (path / f"{name}.csv").write_text(text, encoding="utf-8")
    return path


@pytest.fixture(name="small")
def small_register(tmp_path: Path) -> Register:
    """The small register."""
    return load_register(folder(tmp_path))


@pytest.mark.parametrize(
    ("name", "ids"),
    [
        ("UNDESA", ["UNDESA"]),
        ("UN DESA", ["UNDESA"]),
        ("UN-DESA", ["UNDESA"]),
        ("UN/DESA", ["UNDESA"]),
        ("U.N.D.E.S.A.", ["UNDESA"]),
        ("Undesa", ["UNDESA"]),
        ("daes", []),
        ("Daes", []),
        ("un", []),
        ("united  nations", ["UN"]),
        ("NATIONS UNIES", ["UN"]),
        ("Regional Commissions", ["UN-RC"]),
        ("Food & Farming", []),
        ("Fund for Food & Farming", ["FUND"]),
        ("faim et fonds", ["FUND"]),
        ("Farm Fund", ["FUND"]),
        ("Fund for Food and Farm-ing", ["FUND"]),
        ("Education, Science and Culture Union", ["EDUCATION"]),
        ("ITC", ["ITC"]),
        ("ABC", ["ITC", "ITCOTHER"]),
        ("Fund", []),
        ("", []),
        ("…", []),
    ],
)
def test_finds_exactly_what_a_name_means(small: Register, name: str, ids: list[str]) -> None:
    """Names count without case, accents and punctuation, acronyms with their case; a default decides."""
    assert [organization.id for organization in small.find(name)] == ids


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("UN, UNDESA", ["UN", "UNDESA"]),
        ("the UN Regional Commissions met", ["UN Regional Commissions"]),
        ("Fund for Food and Farming and United Nations", ["Fund for Food and Farming", "United Nations"]),
        ("Fund for Food\nand Farming", ["Fund for Food\nand Farming"]),
        ("Education, Science, and Culture Union", ["Education, Science, and Culture Union"]),
        ("Fund, for Food and Farming", []),
        ("Fund for Food\n\nand Farming", []),
        ("U.N. and UN-DESA", ["U.N.", "UN-DESA"]),
        ("Fund for \x00ood and Farming", []),
        ("UN\x00Regional Commissions", ["UN", "Regional Commissions"]),
        ("undesa UNDESAX XUN", []),
    ],
)
def test_scans_for_the_longest_names(small: Register, text: str, names: list[str]) -> None:
    """A text's names are found once each, the longest first, never over masked text or a blank line."""
    assert [text[mention.start : mention.end] for mention in small.names_in(text)] == names


def test_scans_words_written_together() -> None:
    """A joiner may be one word with the name after it; Han names need no spaces."""
    register = own_register()
    arabic = "اليونسكو والاتحاد الدولي للاتصالات"
    found = register.names_in(arabic, ("و",))
    assert [mention.organizations[0].id for mention in found] == ["UNESCO", "ITU"]
    assert arabic[found[1].start : found[1].end] == "الاتحاد الدولي للاتصالات"
    chinese = register.names_in("国际电信联盟和世界卫生组织的报告")
    assert [mention.organizations[0].id for mention in chinese] == ["ITU", "WHO"]


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("International Telecomunication Union", "ITU"),
        ("International Telecommunication Uinon", "ITU"),
        ("World Health Organizaton", "WHO"),
        ("World Heath Organization", "WHO"),
        ("World Trade Organizations", "WTO"),
        ("World Heart Organization", None),
        ("World Wealth Institution", None),
        ("International Union", None),
        ("World Bonk", None),
        ("ITV", None),
        ("UNESKO", None),
        ("INTERNATIONA", None),
    ],
)
def test_takes_a_misspelling_within_the_stated_distance(printed: str, expected: str | None) -> None:
    """A letter or two, word by word, in names of ten letters and more; never an acronym."""
    found = own_register().misspelled(printed)
    assert (found.id if found else None) == expected


def test_does_not_take_one_bank_for_another() -> None:
    """Names of different bodies that differ in one word are not merged."""
    assert own_register().misspelled("Austrian Development Bank") is None


def test_suggests_the_nearest_name() -> None:
    """The nearest entry is told with its likeness; short names and acronyms have none."""
    register = own_register()
    suggestion = register.suggest("World Health Association")
    assert suggestion is not None
    assert (suggestion[0].id, 75 <= suggestion[1] < 100) == ("WHO", True)
    assert register.suggest("UNESKO") is None
    assert register.suggest("Quux Zyzzyva Frobnicators") is None


@pytest.mark.parametrize(
    ("text", "unit"),
    [("UNPAN", "UNPAN"), ("Online network", "UNPAN"), ("online", None), ("unpan", None)],
)
def test_knows_units(small: Register, text: str, unit: str | None) -> None:
    """A unit is known by its short and its long name."""
    assert small.unit(small.organizations["UNDESA"], text) == unit  # type: ignore[index]  # an id is a string


def test_knows_a_unit_by_its_end(small: Register) -> None:
    """Beside its organisation a unit may be printed without the organisation's acronym."""
    assert small.unit(small.find("FFF")[0], "D") == "FFF-D"
    assert [organization.id for organization in small.unit_owners("UNPAN")] == ["UNDESA"]


def test_tells_former_names(small: Register) -> None:
    """A former name means its successor, and is told apart."""
    (fund,) = small.find("Farm Fund")
    assert (small.is_former(fund, "farm fund"), small.is_former(fund, "Food Fund")) == (True, False)


def test_finds_places(small: Register) -> None:
    """Cities and venues are found in a text, countries by their whole name."""
    text = "At the Palais des Nations, Genève, Switzerland"
    found = [(text[one.start : one.end], one.place.id) for one in small.places_in(text)]
    assert found == [("Palais des Nations", "palais"), ("Genève", "geneva")]
    place, country = small.place("genf"), small.country("égypte")
    assert place is not None
    assert country is not None
    assert (place.timezone, country.code, small.place("Egypt")) == ("Europe/Zurich", "EG", None)


def test_knows_action_lines(small: Register) -> None:
    """An action line has titles by language, official facilitators and sub-themes."""
    assert small.action_line_title("C2", "fr") == "Infrastructure des TIC"
    assert small.action_line_title("C7", "fr") == "Applications"
    assert small.action_line_title("C9") is None
    assert small.action_lines["C2"].facilitators == ("UN", "FUND")
    assert [line.sub_theme for line in small.sub_themes["C7"]] == ["e-health"]


FAULTS = [
    (
        "organizations",
        ORGANIZATIONS.replace("UN-RC,group,", "UN-RC,group,NOBODY"),
        "no organisation 'NOBODY'",
    ),
    ("organizations", ORGANIZATIONS + "UN,agency,,Another,,,,,,,,x\n", "UN: the id stands twice"),
    (
        "organizations",
        ORGANIZATIONS + "X,agency,,United nations,,,,,,,,x\n",
        "'United nations' belongs to UN",
    ),
    ("organizations", ORGANIZATIONS + "X,agency,,Name,,,,,,default-for=Q,,x\n", "default for 'Q'"),
    (
        "organizations",
        ORGANIZATIONS + "X,agency,,Name,,Q,,,,sometimes,,x\n",
        "'sometimes' is not default-for=",
    ),
    ("organizations", ORGANIZATIONS + "X,agency,,Name,,Q,,,U,,,x\n", "the unit 'U' has no name"),
    ("organizations", ORGANIZATIONS + "X,agency,,,Nom,,,,,,,x\n", "X: no English name"),
    ("organizations", ORGANIZATIONS + "x y,agency,,Name,,,,,,,,x\n", "x y: id"),
    ("organizations", ORGANIZATIONS + "X,agency\n", "not as many cells as the header"),
    ("organizations", ORGANIZATIONS.replace("website", "homepage"), "homepage: Extra inputs"),
    ("action_lines", ACTION_LINES.replace("C2,", "C12,"), "C12: code"),
    ("action_lines", ACTION_LINES + "C8,x,Title,,,,Annex\n", "no row for the action line itself"),
    ("places", PLACES + "x,city,Xanadu,,,ZZ,Europe/Zurich,\n", "x: no country 'ZZ'"),
    ("places", PLACES + "x,venue,Hall,,,CH,Europe/Zurich,nowhere\n", "x: no city 'nowhere'"),
    ("places", PLACES + "x,town,Town,,,CH,Europe/Zurich,\n", "x: kind"),
    ("countries", COUNTRIES + "FR,France,Suisse,\n", "FR: the name 'Suisse' belongs to CH"),
]


@pytest.mark.parametrize(("file", "text", "fault"), FAULTS, ids=[fault for _, _, fault in FAULTS])
def test_refuses_faulty_registers(tmp_path: Path, file: str, text: str, fault: str) -> None:
    """A fault in a register file is told with its row before anything is read."""
    with pytest.raises(KnowledgeError) as error:
        load_register(folder(tmp_path, **{file: text}))
    assert fault in str(error.value)


def test_tells_all_faults_at_once(tmp_path: Path) -> None:
    """One error holds the faults of all files."""
    broken = {
        "organizations": ORGANIZATIONS + "X,agency,NOBODY,Name,,,,,,,,x\n",
        "places": PLACES + "x,city,Xanadu,,,ZZ,Europe/Zurich,\n",
    }
    with pytest.raises(KnowledgeError, match=r"NOBODY.*ZZ"):
        load_register(folder(tmp_path, **broken))


def test_own_registers_are_sound() -> None:
    """The package's registers load, and know the bodies that facilitate action lines."""
    register = own_register()
    facilitators = {one for line in register.action_lines.values() for one in line.facilitators}
    assert len(register.action_lines) == 11
    assert facilitators
    assert facilitators <= set(register.organizations)


@settings(deadline=None)
@given(st.text(max_size=80))
def test_any_text_is_scanned(text: str) -> None:
    """Mentions are in order, in bounds and disjoint, whatever the text."""
    folded = fold(text)
    ends = [0]
    for mention in own_register().names_in(folded, ("و",)):
        assert ends[-1] <= mention.start < mention.end <= len(folded)
        ends.append(mention.end)
