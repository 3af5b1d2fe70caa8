"""Facilitators of an English cell: organisations, units and statuses, and what is none of them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.lexicon import Lexicon, Organizations, own_lexicons
from pipeline.model import Outcome
from pipeline.normalise.organizations import read_organizations
from pipeline.register import own_register
from tests.name_examples import Row, cell, organizations, organizations_row, values

# Identifier (`?`: none), `/` unit, `=` status, `co` for a co-facilitator; in the end what stays in the cell.
EXAMPLES: list[Row] = [
    ("⟦UNDESA⟧ (UNPAN( UN Online Network in Public Administra-tion and Finance))", "UNDESA / UNPAN", ""),
    ("⟦UNDESA⟧ (UNPAN", "UNDESA / UNPAN", ""),
    ("⟦ITU⟧ (confirmed by participants)", "ITU = confirmed", ""),
    ("⟦APC⟧ (confirmed)¶⟦World Bank⟧ (TBC)", "APC = confirmed; WORLD-BANK = to_be_confirmed", ""),
    ("⟦APC⟧ (confirmed) ⟦World Bank⟧ (TBC)", "APC = confirmed; WORLD-BANK = to_be_confirmed", ""),
    ("⟦Acme Institute (Paris)⟧ ⟦UNESCO⟧ (TBC)", "?; UNESCO = to_be_confirmed", ""),
    (
        "⟦UNESCO⟧ (Elisabeth  Longworth)¶⟦ITU⟧ (Mario Maniewitcz)",
        "UNESCO; ITU",
        "(Elisabeth Longworth) … (Mario Maniewitcz)",
    ),
    ("⟦ITU⟧¶D. Bogdan", "ITU", "D. Bogdan"),
    ("⟦ITC⟧ and ⟦ILO⟧", "ITC; ILO", ""),
    ("⟦ITU⟧ may be considered as co-facilitator", "ITU = proposed", ""),
    ("⟦ITU⟧, ⟦UNESCO⟧, ⟦UNDP⟧, ⟦UN Regional Commissions⟧", "ITU; UNESCO; UNDP; UN-REGIONAL-COMMISSIONS", ""),
    ("⟦ITU⟧-D", "ITU / ITU-D", ""),
    ("⟦ITU⟧/BDT", "ITU / BDT", ""),
    ("⟦ITU⟧-T, ⟦UNESCO⟧", "ITU / ITU-T; UNESCO", ""),
    ("⟦ITU⟧ (ITU-D)", "ITU / ITU-D", ""),
    ("⟦UNESCO⟧, Communication and Information Sector", "UNESCO / Communication and Information Sector", ""),
    ("⟦UNESCO⟧ – Communication and Information Sector", "UNESCO / Communication and Information Sector", ""),
    ("⟦ITU⟧, ⟦Orange Mali⟧", "ITU; ?", ""),
    ("⟦ICANN⟧, ⟦UNESCO⟧ Office in Beirut", "ICANN; UNESCO / Office in Beirut", ""),
    ("⟦UNDP⟧ - ⟦UNESCO⟧ Bangkok Office", "UNDP; UNESCO / Bangkok Office", ""),
    ("⟦ITU⟧ Regional Office for Africa", "ITU / Regional Office for Africa", ""),
    ("⟦United Nations Development Programme (UNDP)⟧", "UNDP", ""),
    ("⟦UNDP (United Nations Development Programme)⟧", "UNDP", ""),
    ("⟦ITU⟧ Regional Office for Asia and the Pacific", "ITU / Regional Office for Asia and the Pacific", ""),
    ("⟦ITU⟧ Regional Office for Africa and ⟦UNESCO⟧", "ITU / Regional Office for Africa; UNESCO", ""),
    ("⟦Intel Corp.⟧ & ⟦Council of Europe⟧ (proposed)", "INTEL; COE = proposed", ""),
    ("⟦ITU⟧ and the ⟦World Bank Group⟧", "ITU; WORLD-BANK", ""),
    ("⟦ECLAC⟧ (jointly with the ⟦Government of Chile⟧)", "ECLAC; ?", ""),
    ("⟦ITU⟧ (with ⟦UNESCO⟧ and ⟦UNDP⟧)", "ITU; UNESCO; UNDP", ""),
    ("ICT Data and Statistics Division (⟦ITU⟧)", "ITU / ICT Data and Statistics Division", ""),
    ("⟦ITU⟧*, ⟦World Bank⟧**", "ITU; WORLD-BANK", ""),
    ("⟦UNESCO⟧ (OK)", "UNESCO = confirmed", ""),
    ("⟦ITU⟧ has been invited", "ITU = proposed", ""),
    ("⟦ITU⟧ (with support)", "ITU", "(with support)"),
    ("⟦UNCTAD⟧ (lead facilitator); ⟦ITC⟧, ⟦UPU⟧ (co-facilitators)", "UNCTAD; ITC co; UPU co", ""),
    ("⟦UNESCO⟧ – lead facilitator¶⟦FAO⟧ – co-facilitator", "UNESCO; FAO co", ""),
    ("⟦ITU⟧, lead; ⟦UNESCO⟧, co-lead", "ITU; UNESCO co", ""),
    ("⟦FAO⟧ – co-facilitator (tbc), ⟦ITU⟧", "FAO = to_be_confirmed co; ITU", ""),
    ("⟦ITC⟧, ⟦UPU⟧ – co-facilitators", "ITC co; UPU co", ""),
    ("⟦UNCTAD⟧; ⟦ITC⟧, ⟦UPU⟧ (co-facilitator)", "UNCTAD; ITC; UPU co", ""),
    ("⟦U.N.E.S.C.O.⟧ & ⟦UN-DESA⟧; ⟦F.A.O.⟧", "UNESCO; UNDESA; FAO", ""),
    ("⟦UN DESA⟧", "UNDESA", ""),
    ("⟦Unesco⟧", "UNESCO", ""),
    ("⟦ITU⟧ / ⟦UNESCO⟧ / ⟦UNDP⟧", "ITU; UNESCO; UNDP", ""),
    ("⟦ITU⟧\n⟦UNESCO⟧\n⟦UNDP⟧", "ITU; UNESCO; UNDP", ""),
    ("· ⟦ITU⟧\n· ⟦UNESCO⟧", "ITU; UNESCO", ""),
    ("1. ⟦ITU⟧\n2. ⟦UNESCO⟧", "ITU; UNESCO", ""),
    ("⟦ITU⟧ together with ⟦UNESCO⟧, with ⟦WHO⟧", "ITU; UNESCO; WHO", ""),
    (
        "⟦Food and Agriculture Organization⟧ and ⟦United Nations Conference on Trade and Development⟧",
        "FAO; UNCTAD",
        "",
    ),
    ("⟦Food & Agriculture Organization of the United Nations⟧", "FAO", ""),
    ("⟦United Nations Conference on Trade\nand Development⟧", "UNCTAD", ""),
    ("the ⟦World Meteorological Organization⟧ and the ⟦ITU⟧", "WMO; ITU", ""),
    ("⟦Government of Egypt⟧, ⟦Intel Corp.⟧", "?; INTEL", ""),
    ("⟦Egypt⟧ and ⟦South Africa⟧", "?; ?", ""),
    ("⟦Ministry of Posts and Telecommunications⟧ and ⟦ITU⟧", "?; ITU", ""),
    ("⟦Ministry of Communications, Egypt⟧; ⟦ITU⟧", "?; ITU", ""),
    ("⟦Acme Foundation (AF)⟧", "?", ""),
    ("⟦Telecentre Ventures⟧, ⟦ITU⟧, ⟦UNESCO⟧", "?; ITU; UNESCO", ""),
    ("⟦ICC⟧", "?", ""),
    ("⟦ICC (International Chamber of Commerce)⟧", "ICC", ""),
    ("⟦ITC⟧, ⟦AU⟧, ⟦ECA⟧, ⟦WB⟧", "ITC; AU; ECA; WORLD-BANK", ""),
    ("⟦International Telecomunication Union⟧", "ITU", ""),
    ("⟦UNIFEM⟧", "UN-WOMEN", ""),
    ("⟦UNPAN⟧", "UNDESA / UNPAN", ""),
    ("⟦ITU⟧, ⟦UNESCO⟧ (all confirmed)", "ITU = confirmed; UNESCO = confirmed", ""),
    ("⟦ITU⟧, ⟦UNESCO⟧ (both TBC)", "ITU = to_be_confirmed; UNESCO = to_be_confirmed", ""),
    ("⟦ITU⟧, ⟦UNESCO⟧ (TBC)", "ITU; UNESCO = to_be_confirmed", ""),
    ("⟦ITU⟧, ⟦UNESCO⟧\n(TBC)", "ITU = to_be_confirmed; UNESCO = to_be_confirmed", ""),
    ("⟦ITU⟧\n⟦UNESCO⟧\nall confirmed", "ITU = confirmed; UNESCO = confirmed", ""),
    ("⟦World Bank⟧ - TBC", "WORLD-BANK = to_be_confirmed", ""),
    ("⟦World Bank⟧?", "WORLD-BANK = to_be_confirmed", ""),
    ("⟦World Bank⟧ (provisional), ⟦ITU⟧ (invited)", "WORLD-BANK = to_be_confirmed; ITU = proposed", ""),
    ("Confirmed: ⟦ITU⟧, ⟦UNESCO⟧", "ITU = confirmed; UNESCO = confirmed", ""),
    ("To be confirmed: ⟦World Bank⟧", "WORLD-BANK = to_be_confirmed", ""),
    ("⟦ITU⟧, to be confirmed", "ITU = to_be_confirmed", ""),
    ("⟦ITU⟧ (not yet confirmed)", "ITU = to_be_confirmed", ""),
    ("⟦ITU⟧ (BDT, confirmed)", "ITU / BDT = confirmed", ""),
    ("Facilitator: ⟦ITU⟧\nCo-facilitator: ⟦UNESCO⟧ and ⟦UNDP⟧", "ITU; UNESCO co; UNDP co", ""),
    ("Facilitated by ⟦ITU⟧", "ITU", ""),
    ("⟦ITU⟧ (lead), ⟦UNESCO⟧", "ITU; UNESCO", ""),
    ("⟦ITU (Geneva)⟧", "ITU", ""),
    ("⟦National Commission for UNESCO⟧", "?", ""),
    ("⟦ITU, Geneva⟧", "ITU", ""),
    ("Confirmed: ⟦ITU⟧\n⟦UNESCO⟧", "ITU = confirmed; UNESCO", ""),
    (
        "Confirmed:\n⟦ITU⟧\n⟦UNESCO⟧\nTo be confirmed:\n⟦World Bank⟧",
        "ITU = confirmed; UNESCO = confirmed; WORLD-BANK = to_be_confirmed",
        "",
    ),
    ("⟦UNCTAD⟧/⟦ITC⟧/⟦ILO⟧", "UNCTAD; ITC; ILO", ""),
    ("⟦UN/DESA⟧", "UNDESA", ""),
    ("⟦UNDP⟧-APDIP", "UNDP / APDIP", ""),
    ("⟦OECD⟧ & ⟦World Bank⟧ (infoDev)", "OECD; WORLD-BANK / infoDev", ""),
    ("⟦UNESCO⟧ and the ⟦Government of Japan⟧", "UNESCO; ?", ""),
    ("⟦UNDESA⟧, ⟦ITU⟧ and ⟦UNESCO⟧, with the support of ⟦UNDP⟧", "UNDESA; ITU; UNESCO; UNDP co", ""),
    ("⟦UNESCO⟧ Institute for Statistics", "UNESCO / Institute for Statistics", ""),
    ("⟦IBM⟧, ⟦Microsoft Corp.⟧ and ⟦Cisco Systems, Inc.⟧", "IBM; MICROSOFT; CISCO", ""),
    ("⟦ITU⟧ (co-facilitator, tbc)", "ITU = to_be_confirmed co", ""),
    ("⟦Acme Widgets⟧ and ⟦ITU⟧", "?; ITU", ""),
    ("Radhika Lal, ⟦UNDP⟧", "UNDP", "Radhika Lal"),
    ("⟦UNESCO⟧ – Jane Doe, ⟦ITU⟧ – John Smith", "UNESCO; ITU", "Jane Doe … John Smith"),
    ("⟦UN Regional Commissions⟧ (ECA, ECLAC, ESCAP)", "UN-REGIONAL-COMMISSIONS", "(ECA, ECLAC, ESCAP)"),
    ("⟦Permanent Mission of Egypt to the United Nations⟧", "?", ""),
    ("⟦Alcatel, Inc.⟧ and ⟦Nokia⟧", "ALCATEL-LUCENT; NOKIA", ""),
    ("⟦ITU⟧: John Smith", "ITU", "John Smith"),
    ("⟦ITU⟧ – Ms. Jane Doe", "ITU", "Ms. Jane Doe"),
    ("Ms. Jane Doe (⟦UNESCO⟧)", "UNESCO", "Ms. Jane Doe"),
    ("⟦ITU⟧, D. Bogdan", "ITU", "D. Bogdan"),
    ("⟦UNDESA⟧/UNPAN and ⟦ITU⟧", "UNDESA / UNPAN; ITU", ""),
]

NOT_READ: list[Row] = [
    ("–", "", ""),
    ("n/a", "", ""),
    ("None", "", ""),
    ("TBD", "", ""),
    ("To be determined", "", ""),
    ("", "", ""),
    ("16 May 2007", "", "16 May 2007"),
    ("10:00-13:00", "", "10:00-13:00"),
    ("http://www.itu.int", "", "http://www.itu.int"),
    ("ITU will organize the next meeting.", "", "ITU will organize the next meeting."),
    ("The group agreed that UNESCO should lead.", "", "The group agreed that UNESCO should lead."),
    (
        "Report of the meeting will be circulated by chair",
        "",
        "Report of the meeting will be circulated by chair",
    ),
    ("Mr. John Smith", "", "Mr. John Smith"),
    ("D. Bogdan", "", "D. Bogdan"),
    ("Prof. Jane Doe, Director", "", "Prof. Jane Doe, Director"),
    ("who, it and un", "", "who, it and un"),
    ("C7", "", "C7"),
    ("40 participants", "", "40 participants"),
    ("(TBC)", "", ""),
    ("all confirmed", "", ""),
    ("see above for the list", "", "see above for the list"),
    ("wsis@itu.int", "", "wsis@itu.int"),
    ("12", "", "12"),
    ("Chair", "", "Chair"),
    ("Vice-President", "", "Vice-President"),
    ("ITU participants discussed the issue with WHO", "", "ITU participants discussed the issue with WHO"),
    ("and", "", "and"),
    ("...", "", ""),
    ("(", "", ""),
    ("?", "", ""),
    ("Dr. A. B. Jones, Dean", "", "Dr. A. B. Jones, Dean"),
    ("This cell is not filled in", "", "This cell is not filled in"),
    ("No decision was made on the facilitator", "", "No decision was made on the facilitator"),
    ("5-7 people from industry", "", "5-7 people from industry"),
    ("Director, Policy", "", "Director, Policy"),
    ("please contact the secretariat", "", "please contact the secretariat"),
    ("Panel: Jane Doe, John Smith", "", "Panel: Jane Doe, John Smith"),
]


@pytest.mark.parametrize("row", EXAMPLES, ids=[row[0] for row in EXAMPLES])
def test_reads_organizations(row: Row) -> None:
    """Each name of the list is an organisation, with its unit and status; persons stay."""
    assert organizations_row(row[0], "en") == row


@pytest.mark.parametrize("row", NOT_READ, ids=[row[0] or "empty" for row in NOT_READ])
def test_leaves_what_is_no_organization(row: Row) -> None:
    """Prose, persons, figures, addresses and words for nothing give no organisation."""
    assert organizations_row(row[0], "en") == row


@pytest.mark.parametrize(
    ("printed", "status", "words"),
    [
        ("ITU (confirmed by participants)", "confirmed", "confirmed by participants"),
        ("World Bank (TBC)", "to_be_confirmed", "TBC"),
        ("ITU may be considered as co-facilitator", "proposed", "may be considered as co-facilitator"),
        ("ITU, UNESCO (all confirmed)", "confirmed", "all confirmed"),
        ("World Bank?", "to_be_confirmed", "?"),
        ("APC (confirmed  by\nthe Executive Board)", "confirmed", "confirmed by the Executive Board"),
    ],
)
def test_keeps_the_printed_words_of_a_status(printed: str, status: str, words: str) -> None:
    """A status is normalised, and its words are kept with white space folded."""
    row = values(organizations(printed, "en")[1].readings[0])
    assert (row["status"], row["status_as_printed"]) == (status, words)


def test_gives_the_official_name_beside_the_printed_one() -> None:
    """`organization` is the register's English name, `name_as_printed` the report's."""
    row = values(organizations("U.N.E.S.C.O.", "en")[1].readings[0])
    assert row["organization"] == "United Nations Educational, Scientific and Cultural Organization"
    assert row["name_as_printed"] == "U.N.E.S.C.O."


def test_gives_the_printed_name_where_the_register_has_none() -> None:
    """An unknown organisation has no identifier and is called as it is printed."""
    row = values(organizations("Acme  Foundation", "en")[1].readings[0])
    assert row == {
        "role": "facilitator",
        "status": "unstated",
        "organization": "Acme Foundation",
        "name_as_printed": "Acme Foundation",
    }


@pytest.mark.parametrize(
    ("printed", "check", "details"),
    [
        ("Quux Cooperative", "organization-unregistered", {"kind": "organisation", "nearest": "none"}),
        ("Government of Egypt", "organization-unregistered", {"kind": "government", "nearest": "none"}),
        ("Acme Ltd.", "organization-unregistered", {"kind": "company", "nearest": "none"}),
        (
            "International Telecomunication Union",
            "organization-misspelled",
            {"name": "International Telecommunication Union"},
        ),
    ],
)
def test_says_how_a_name_was_matched(printed: str, check: str, details: dict[str, str]) -> None:
    """What is not the register's own wording has a notice."""
    (found,) = organizations(printed, "en")[1].notices
    assert (found.check, found.excerpt, found.details) == (check, printed, details)


def test_names_the_nearest_entry_without_taking_it() -> None:
    """A name that is only like a registered one is kept, and the notice tells the nearest."""
    outcome = organizations("World Health Association", "en")[1]
    assert "organization_id" not in outcome.readings[0].values
    assert "World Health Organization" in outcome.notices[0].details["nearest"]


def test_leaves_an_ambiguous_acronym_open() -> None:
    """Without a default all that it can mean stand in the notice."""
    outcome = organizations("ICC", "en")[1]
    assert "organization_id" not in outcome.readings[0].values
    (found,) = outcome.notices
    assert found.check == "organization-ambiguous"
    assert "International Chamber of Commerce" in found.details["candidates"]
    assert "United Nations International Computing Centre" in found.details["candidates"]


def test_notes_the_successor_of_a_former_name() -> None:
    """A historical name is read as today's organisation, which the notice names."""
    (found,) = organizations("UNIFEM", "en")[1].notices
    assert (found.check, "Women" in found.details["name"]) == ("organization-former-name", True)


def test_reads_a_language_that_is_only_a_lexicon() -> None:
    """A seventh language's words come from its lexicon alone."""
    words = Organizations(joiners=("und",), to_be_confirmed=("noch offen",), confirmed=("bestätigt",))
    text = cell("ITU (bestätigt) und UNESCO (noch offen)")
    lexicon = Lexicon(languages=("de",), organizations=words)
    readings = read_organizations(text, lexicon, own_register(), "facilitator").readings
    rows = [values(reading) for reading in readings]
    assert [(row["organization_id"], row["status"]) for row in rows] == [
        ("ITU", "confirmed"),
        ("UNESCO", "to_be_confirmed"),
    ]


FRAGMENTS = [
    "ITU",
    "UNESCO",
    "World Bank",
    "(",
    ")",
    ",",
    "/",
    "-",
    ":",
    "\n",
    "¶",
    "and",
    "TBC",
    "confirmed",
    "Ms.",
    "X",
    " ",
]


@settings(deadline=None)
@given(st.one_of(st.text(max_size=60), st.lists(st.sampled_from(FRAGMENTS), max_size=14).map(" ".join)))
def test_any_text_is_read_without_fault(printed: str) -> None:
    """Whatever stands in a cell: names are disjoint, in bounds, and quoted exactly."""
    text = cell(printed)
    outcome: Outcome = read_organizations(text, own_lexicons().of("en"), own_register(), "facilitator")
    taken: set[tuple[int, int]] = set()
    for reading in outcome.readings:
        for part in reading.values["name_as_printed"].evidence:
            paragraph = text.paragraphs[part.locator.paragraph - 1]
            assert paragraph.text[part.span.start : part.span.end] == part.text
            characters = {(part.locator.paragraph, n) for n in range(part.span.start, part.span.end)}
            assert not characters & taken
            taken |= characters
