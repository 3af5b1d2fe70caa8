"""People of an English cell: whom it names, in which role, and whom it does not."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.dataset import PersonRole
from pipeline.lexicon import Lexicon, Organizations, People, own_lexicons
from pipeline.normalise.people import read_people
from pipeline.register import own_register
from tests.name_examples import Row, cell, drawn, people, people_row, person, rest, values

# Role, honorific, `|` job title, `@` organisation; in the end what stays in the cell.
EXAMPLES: list[Row] = [
    (
        "Chaired by ¶⟦Haiyan Qian⟧, Chief, Knowledge Management Branch, UNDESA ",
        "chair | Chief, Knowledge Management Branch @ UNDESA",
        "",
    ),
    ("ITU (confirmed by participants)¶Chaired by ⟦Pape Gorgui Toure⟧", "chair", ""),
    (
        "Chaired by ⟦Stein Schjolberg⟧, Chief Judge, Moss District Court (Norway)",
        "chair | Chief Judge @ Moss District Court (Norway)",
        "",
    ),
    (
        "Chaired by ⟦Stein Schjolberg⟧, Chief Judge,\nMoss District Court (Norway)",
        "chair | Chief Judge @ Moss District Court (Norway)",
        "",
    ),
    ("UNCTAD¶Chaired by ⟦P. Frohler⟧", "chair", ""),
    (
        "Opened by Ms. ⟦Jane Doe⟧, Minister of Science, Innovation, Trade and Telecommunications, Costa Rica",
        "speaker Ms. | Minister of Science, Innovation, Trade and Telecommunications, Costa Rica",
        "",
    ),
    (
        "Opened by Ms. ⟦Jane Doe⟧, Minister of Science, ITU Council and Mr. ⟦John Smith⟧",
        "speaker Ms. | Minister of Science @ ITU Council; speaker Mr.",
        "",
    ),
    ("Chaired by Mr. ⟦A. Smith⟧, Director, BDT, ITU", "chair Mr. | Director, BDT @ ITU", ""),
    (
        "Chaired by Ms. ⟦Jane Doe⟧, Director, Division for Public Administration (DPADM), UN DESA",
        "chair Ms. | Director, Division for Public Administration (DPADM) @ UNDESA",
        "",
    ),
    (
        "Chaired by Ms. ⟦Jane Doe⟧, Head, Statistics Division (ITU)",
        "chair Ms. | Head, Statistics Division @ ITU",
        "",
    ),
    (
        "Chair: Ms. ⟦Jane Doe⟧ (Germany), co-chaired with Mr. ⟦John Smith⟧",
        "chair Ms. @ Germany; co-chair Mr.",
        "",
    ),
    ("Chaired by ⟦Katerina Stenou⟧ and ⟦Elisabeth Longworth⟧", "chair; chair", ""),
    (
        "UNESCO (⟦Elisabeth  Longworth⟧)¶ITU (⟦Mario Maniewitcz⟧)",
        "representative @ UNESCO; representative @ ITU",
        "",
    ),
    ("ITU¶⟦D. Bogdan⟧", "representative @ ITU", ""),
    ("UNDP\nChair: Ms. ⟦Catalina Umaña⟧ (UNDP)", "chair Ms. @ UNDP", ""),
    (
        "Chair: Mr. ⟦Solvi Brekkhus⟧, Judge, Gulen District Court",
        "chair Mr. | Judge @ Gulen District Court",
        "",
    ),
    ("Chair – Ms. ⟦Jane Doe⟧", "chair Ms.", ""),
    ("Chairperson: Dr. ⟦Jane Doe⟧, ITU", "chair Dr. @ ITU", ""),
    ("Chair: Dr ⟦Anna Bell⟧ PhD", "chair Dr", ""),
    ("Chair: ⟦Anna Bell⟧, Ph.D., ITU", "chair Ph.D. @ ITU", ""),
    ("Chairs: ⟦Anna Bell⟧ PhD, ⟦Carl Dow⟧, M.Sc.", "chair PhD; chair M.Sc", ""),
    ("Chair: ⟦Jane Mba⟧", "chair", ""),
    ("Chair: ⟦JANE MBA⟧", "chair", ""),
    ("UNDESA Chair: Mr. ⟦John Smith⟧", "chair Mr.", ""),
    ("UNESCO Moderator: ⟦Jane Doe⟧, ITU", "chair @ ITU", ""),
    ("Moderator: Prof. ⟦SCHJOLBERG Stein⟧", "chair Prof.", ""),
    ("Moderated by ⟦Zhao Houlin⟧", "chair", ""),
    ("Co-chaired by ⟦Jane Doe⟧ and ⟦John Smith⟧", "co-chair; co-chair", ""),
    ("Co-chairs: ⟦A. Smith⟧, ⟦Mary Jones⟧ and ⟦Zhao Houlin⟧", "co-chair; co-chair; co-chair", ""),
    (
        "Co-Chairs: Ms. ⟦A. Smith⟧ (ITU), Mr. ⟦B. Jones⟧ (UNESCO)",
        "co-chair Ms. @ ITU; co-chair Mr. @ UNESCO",
        "",
    ),
    ("Chaired by ⟦A. Smith⟧, ⟦B. Jones⟧ and ⟦C. Brown⟧", "chair; chair; chair", ""),
    ("Rapporteur: ⟦John Smith⟧", "rapporteur", ""),
    (
        "Opened by H.E. Sheikh ⟦Ahmed al-Sabah⟧ and Ms. ⟦Jane van der Berg⟧",
        "speaker H.E. Sheikh; speaker Ms.",
        "",
    ),
    (
        "Speakers: Mr. ⟦A. Smith⟧ (ITU), Ms. ⟦B. Jones⟧, Director, UNESCO; ⟦Zhao Houlin⟧ (WIPO)",
        "speaker Mr. @ ITU; speaker Ms. | Director @ UNESCO; speaker @ WIPO",
        "",
    ),
    ("Speakers:\nMr. ⟦A. Smith⟧, ITU\nMs. ⟦B. Jones⟧, UNESCO", "speaker Mr. @ ITU; speaker Ms. @ UNESCO", ""),
    ("Panellists: ⟦Jane Doe⟧; ⟦John Smith⟧", "speaker; speaker", ""),
    ("Panellists:\n· Ms. ⟦Jane Doe⟧, ITU\n· Mr. ⟦John Smith⟧", "speaker Ms. @ ITU; speaker Mr.", ""),
    (
        "Chair: H.E. Mr ⟦Jean de la Croix⟧, Minister of Communications, Egypt",
        "chair H.E. Mr | Minister of Communications, Egypt",
        "",
    ),
    ("Chair: Mr. ⟦Houlin Zhao⟧, Secretary-General of the ITU", "chair Mr. | Secretary-General @ ITU", ""),
    (
        "Chair: Mr. ⟦John Smith⟧, Professor at the University of Geneva",
        "chair Mr. | Professor at the University of Geneva",
        "",
    ),
    ("Chair: ⟦Jane Doe⟧ (Director, ITU)", "chair | Director @ ITU", ""),
    (
        "Chair: Mr. ⟦John Smith⟧, Minister of Posts and Telecommunications",
        "chair Mr. | Minister of Posts and Telecommunications",
        "",
    ),
    (
        "Moderated by Dr. ⟦Al-Rashid bin Saleh⟧, Ministry of Communications, Saudi Arabia",
        "chair Dr. @ Ministry of Communications, Saudi Arabia",
        "",
    ),
    ("Chaired by Ms. ⟦Maria García-Márquez⟧ (Spain)", "chair Ms. @ Spain", ""),
    ("Chair: Sir ⟦John O'Neil⟧", "chair Sir", ""),
    ("Chair: Amb. ⟦Jean-Pierre Dupont⟧", "chair Amb.", ""),
    ("Chair\nMr. ⟦Bogdan⟧", "chair Mr.", ""),
    ("Chair Mr. ⟦Bogdan⟧", "chair Mr.", ""),
    ("Chaired by Mr. ⟦John Bank⟧, World Bank", "chair Mr. @ WORLD-BANK", ""),
    ("⟦Jane Doe⟧ (Chair)\nITU", "chair", ""),
    ("ITU\nMr. ⟦John Smith⟧, Chair", "chair Mr.", ""),
    ("ITU – Mr. ⟦X. Smith⟧", "representative Mr. @ ITU", ""),
    ("ITU: ⟦Jane Doe⟧\nUNESCO: ⟦John Smith⟧", "representative @ ITU; representative @ UNESCO", ""),
    ("ITU (Mr. ⟦X. Smith⟧, Director)", "representative Mr. | Director @ ITU", ""),
    ("ITU (Mr. ⟦X. Smith⟧, confirmed)", "representative Mr. @ ITU", ""),
    ("ITU, represented by Ms. ⟦Jane Doe⟧", "representative Ms. @ ITU", ""),
    (
        "ITU (⟦Jane Doe⟧ and ⟦John Smith⟧), UNESCO (⟦A. B. Cee⟧)",
        "representative @ ITU; representative @ ITU; representative @ UNESCO",
        "",
    ),
    ("Ms. ⟦Jane Doe⟧ (UNESCO)", "representative Ms. @ UNESCO", ""),
    ("ITU\nMr. ⟦John Smith⟧, Director, ITU", "representative Mr. | Director @ ITU", ""),
    ("ITU, ⟦D. Bogdan⟧", "representative @ ITU", ""),
    ("Chaired by ⟦Haiyan Qian⟧\nITU", "chair", ""),
    ("Chaired by Judge ⟦Stein Schjolberg⟧", "chair | Judge", ""),
    ("Chaired by Minister ⟦Jane Doe⟧, Egypt", "chair | Minister @ Egypt", ""),
    ("Chair: Ms ⟦Jane Doe⟧, ITU; Rapporteur: Mr ⟦John Smith⟧", "chair Ms @ ITU; rapporteur Mr", ""),
    ("Chair: Mr. ⟦John Smith⟧ (Permanent Mission of Egypt)", "chair Mr. @ Permanent Mission of Egypt", ""),
    ("Chair: Ms. ⟦Jane Doe⟧ – Head, Policy Division", "chair Ms. | Head, Policy Division", ""),
    ("Chair: Dr Ing. ⟦Hans-Peter von der Leyen⟧, CEO, Acme Ltd.", "chair Dr Ing. | CEO @ Acme Ltd", ""),
    ("Moderators: ⟦Jane Doe⟧, ⟦John Smith⟧", "chair; chair", ""),
    ("Moderator: ⟦Jane Doe⟧, Acme Widgets", "chair", ""),
    ("Chairman: Mr. ⟦John Smith⟧\nVice-Chairman: Ms. Jane Doe", "chair Mr.", "Vice-Chairman: Ms. Jane Doe"),
    ("UNESCO – ⟦Jane Doe⟧, ITU – ⟦John Smith⟧", "representative @ UNESCO; representative @ ITU", ""),
    ("⟦Radhika Lal⟧, UNDP", "representative @ UNDP", ""),
    ("Co-chairs:\n⟦Jane Doe⟧ (ITU)\n⟦John Smith⟧ (UNESCO)¶ITU", "co-chair @ ITU; co-chair @ UNESCO", ""),
    ("ITU, chaired by Ms. ⟦Jane Doe⟧; UNESCO", "chair Ms.", ""),
    ("Chair: Mr. ⟦J.-P. Dupont⟧", "chair Mr.", ""),
    ("Chair : Mr. ⟦SMITH⟧, John", "chair Mr.", ""),
]

NOT_READ: list[Row] = [
    ("Chaired by ", "", ""),
    ("Chaired by TBC", "", ""),
    ("Chair: to be confirmed", "", ""),
    ("Chair: –", "", ""),
    ("Chaired by ITU", "", ""),
    ("Chaired by the Secretary-General of ITU", "", ""),
    ("Vice-Chair: Mr. Smith", "", "Vice-Chair: Mr. Smith"),
    ("UNDESA (UNPAN)", "", ""),
    ("World Bank (TBC)", "", ""),
    ("Ministry of Foreign Affairs", "", ""),
    (
        "Report of the meeting will be circulated by chair",
        "",
        "Report of the meeting will be circulated by chair",
    ),
    ("ITU (Geneva)", "", ""),
    ("Acme Foundation (South Africa)", "", ""),
    ("ITU, UNESCO", "", ""),
    ("16 May", "", "16 May"),
    ("Speakers: 12", "", ""),
    ("Moderator: the facilitator of the group", "", ""),
    ("The chair thanked the speakers.", "", "The chair thanked the speakers."),
    ("ITU\nUNESCO", "", ""),
    ("Mr. Chairman", "", "Mr. Chairman"),
    ("Chaired by Mr. President", "", ""),
    ("Chairs were elected", "", "Chairs were elected"),
    ("Jane", "", ""),
    ("Chair of ITU Council", "", "Chair of ITU Council"),
    ("UNESCO Chair in Communication", "", ""),
    ("Panel: Jane Doe, John Smith", "", "Panel: Jane Doe, John Smith"),
    ("Acme Widgets and ITU", "", ""),
    ("Chaired by Zhao", "", ""),
    ("ITU, UNESCO and the World Bank", "", ""),
    ("Mr. Minister", "", "Mr. Minister"),
]

COLUMNS: list[tuple[PersonRole, str, str, str]] = [
    ("chair", "Mr. ⟦John Smith⟧", "chair Mr.", ""),
    ("chair", "⟦John Smith⟧ (ITU)", "chair @ ITU", ""),
    ("chair", "ITU: Mr. ⟦John Smith⟧; UNDP: Ms. ⟦Jane Doe⟧", "chair Mr. @ ITU; chair Ms. @ UNDP", ""),
    ("chair", "Director, ITU: Mr. ⟦John Smith⟧", "chair Mr. | Director @ ITU", ""),
    ("chair", "⟦Anna Bell⟧, PhD, ⟦Carl Dow⟧", "chair PhD; chair", ""),
    ("chair", "⟦John Smith⟧¶Director, ITU", "chair | Director @ ITU", ""),
    ("chair", "⟦John Smith⟧¶ITU", "chair @ ITU", ""),
    ("chair", "⟦John Smith⟧, ⟦Jane Doe⟧", "chair; chair", ""),
    (
        "speaker",
        "Mr. ⟦A. Smith⟧ (ITU)¶Ms. ⟦B. Jones⟧ (UNESCO)",
        "speaker Mr. @ ITU; speaker Ms. @ UNESCO",
        "",
    ),
    (
        "speaker",
        "– ⟦Jane Doe⟧, Director, UNESCO¶– ⟦Zhao Houlin⟧, ITU",
        "speaker | Director @ UNESCO; speaker @ ITU",
        "",
    ),
    ("speaker", "Moderator: ⟦Jane Doe⟧¶⟦John Smith⟧", "chair; speaker", ""),
    (
        "speaker",
        "⟦Zhao Houlin⟧, Secretary-General, ITU¶Director-General of UNESCO, Ms. ⟦Jane Doe⟧",
        "speaker | Secretary-General @ ITU; speaker Ms. | Director-General @ UNESCO",
        "",
    ),
    (
        "speaker",
        "UNESCO – Ms. ⟦Jane Doe⟧; The Minister of Posts, Mr. ⟦A. Bell⟧",
        "speaker Ms. @ UNESCO; speaker Mr. | Minister of Posts",
        "",
    ),
    ("speaker", "Mr. ⟦John Roe⟧ | UNDESA", "speaker Mr. @ UNDESA", ""),
    ("speaker", "⟦John Roe⟧¹, ITU", "speaker @ ITU", ""),
    ("speaker", "Mr. ⟦Carl Alves⟧ (Instituto Verde)", "speaker Mr. @ Instituto Verde", ""),
    ("speaker", "Ms. ⟦Jane Doe⟧ – ITU (Child Online Safety)", "speaker Ms. @ ITU", "(Child Online Safety)"),
    ("speaker", "Ms. ⟦Jane Doe⟧ (TBC)", "speaker Ms.", "(TBC)"),
    ("speaker", "Ms. ⟦Jane Doe⟧ (Remote)¶Mr. ⟦John Roe⟧", "speaker Ms.; speaker Mr.", "(Remote)"),
    ("chair", "Ms. ⟦Jane Doe⟧, Director, GreenPartners", "chair Ms. | Director @ GreenPartners", ""),
    ("rapporteur", "⟦Jane Doe⟧ and ⟦John Smith⟧", "rapporteur; rapporteur", ""),
    ("chair", "ITU", "", "ITU"),
    ("chair", "12 speakers", "", "12 speakers"),
]
PROSE: list[tuple[str, str]] = [
    ("The session was chaired by Mr. ⟦John Smith⟧ and discussed infrastructure.", "chair Mr."),
    ("Chaired by ⟦Jane Doe⟧ of ITU, the meeting agreed on a plan.", "chair @ ITU"),
    ("Moderator: ⟦Jane Doe⟧ (UNESCO)", "chair @ UNESCO"),
    (
        "The meeting was opened by Ms. ⟦Jane Doe⟧, Director, ITU. It closed at noon.",
        "speaker Ms. | Director @ ITU",
    ),
    ("The report will be circulated by chair", ""),
    ("Chair to circulate the report", ""),
    ("Chaired by the host country", ""),
    ("Mr. John Smith presented the report", ""),
    ("Chair: report to be circulated", ""),
    ("Speakers: see annex", ""),
]


@pytest.mark.parametrize("row", EXAMPLES, ids=[row[0] for row in EXAMPLES])
def test_reads_people(row: Row) -> None:
    """Each person has the role that is printed, or represents the organisation beside them."""
    assert people_row(row[0], "en") == row


@pytest.mark.parametrize("row", NOT_READ, ids=[row[0] for row in NOT_READ])
def test_leaves_what_is_no_person(row: Row) -> None:
    """Organisations, offices without a name, prose and figures give no person."""
    assert people_row(row[0], "en") == row


@pytest.mark.parametrize("example", COLUMNS, ids=[example[1] for example in COLUMNS])
def test_reads_a_column_of_persons(example: tuple[PersonRole, str, str, str]) -> None:
    """In a column of persons every name has the column's role, unless a label gives another."""
    role, printed, expected, left = example
    text = cell(printed)
    readings = read_people(text, own_lexicons().of("en"), own_register(), default_role=role).readings
    names = [reading.values["name"].evidence for reading in readings]
    assert (drawn(text, names), "; ".join(map(person, readings)), rest(text)) == (printed, expected, left)


@pytest.mark.parametrize("example", PROSE, ids=[example[0] for example in PROSE])
def test_reads_only_announced_names_in_running_text(example: tuple[str, str]) -> None:
    """In a descriptive column only a name directly behind its role counts, and nothing else is said."""
    printed, expected = example
    text = cell(printed)
    outcome = read_people(text, own_lexicons().of("en"), own_register(), explicit=True)
    names = [reading.values["name"].evidence for reading in outcome.readings]
    assert (drawn(text, names), "; ".join(map(person, outcome.readings))) == (printed, expected)
    assert outcome.notices == ()


def test_prints_names_with_white_space_folded() -> None:
    """The name is as printed but for its white space; organisations have their official name."""
    (reading,) = people(cell("UNESCO (Elisabeth  Longworth)"), own_lexicons().of("en"))[1].readings
    assert values(reading) == {
        "role": "representative",
        "name": "Elisabeth Longworth",
        "organization_id": "UNESCO",
        "organization": "United Nations Educational, Scientific and Cultural Organization",
    }


@pytest.mark.parametrize(
    ("printed", "check", "excerpt"),
    [
        ("Chaired by ", "person-missing", "Chaired by"),
        ("Chair: TBC", "person-missing", "Chair:"),
        ("Chaired by ITU", "person-unclear", "Chaired by ITU"),
    ],
)
def test_says_that_an_announced_person_is_missing(printed: str, check: str, excerpt: str) -> None:
    """A role without a name has a notice and no row."""
    outcome = read_people(cell(printed), own_lexicons().of("en"), own_register())
    assert outcome.readings == ()
    assert [(one.check, one.excerpt, one.details) for one in outcome.notices] == [
        (check, excerpt, {"role": "chair"})
    ]


def test_reads_a_language_that_is_only_a_lexicon() -> None:
    """A seventh language's words come from its lexicon alone."""
    words = People(
        announcers={"geleitet von": "chair"},
        honorifics=("Herr", "Frau"),
        joiners=("und",),
        job_titles=("Leiter",),
    )
    lexicon = Lexicon(languages=("de",), people=words, organizations=Organizations(joiners=("und",)))
    text = cell("Geleitet von Herr ⟦Jan Krug⟧, Leiter, ITU und Frau ⟦Eva Stein⟧ (UNESCO)")
    readings = read_people(text, lexicon, own_register()).readings
    assert [person(reading) for reading in readings] == ["chair Herr | Leiter @ ITU", "chair Frau @ UNESCO"]


FRAGMENTS = [
    "Chaired by",
    "Chair:",
    "Mr.",
    "Jane Doe",
    "ITU",
    "Director",
    "(",
    ")",
    ",",
    "and",
    "-",
    ";",
    "\n",
    "¶",
    "TBC",
    "x",
]


@settings(deadline=None)
@given(st.one_of(st.text(max_size=60), st.lists(st.sampled_from(FRAGMENTS), max_size=14).map(" ".join)))
def test_any_text_is_read_without_fault(printed: str) -> None:
    """Whatever stands in a cell: names are disjoint, in bounds, and quoted exactly."""
    text = cell(printed)
    taken: set[tuple[int, int]] = set()
    for outcome in people(text, own_lexicons().of("en")):
        for reading in outcome.readings:
            for part in reading.values["name"].evidence:
                paragraph = text.paragraphs[part.locator.paragraph - 1]
                assert paragraph.text[part.span.start : part.span.end] == part.text
                characters = {(part.locator.paragraph, n) for n in range(part.span.start, part.span.end)}
                assert not characters & taken
                taken |= characters
