"""The choice of tables and profiles."""

from __future__ import annotations

import pytest

from pipeline.profile import Profile, parse_profile
from tests.gallery import (
    PROSE,
    Merged,
    document,
    knowledge,
    noticed,
    records,
    selected,
    table,
    turned,
)

WORKSHOPS = (
    ("Workshop", "Organizers", "Moderator", "Panellists", "Attendance", "Key messages", "Report link"),
    ("Access", "APC", "Ada Lovelace", "Grace Hopper", "85", "Share masts", "http://example.org"),
)


def profile(name: str, required: list[str], **headers: str) -> Profile:
    """A profile with one header for each field."""
    columns = "".join(
        f'[[column]]\nfield = "{field}"\nheaders = {{ en = ["{header}"] }}\n'
        for field, header in headers.items()
    )
    text = f'name = "{name}"\ntitle = "{name}"\nrequired = {required}\nminimum = 2\n{columns}'
    made, faults = parse_profile(text.encode())
    assert (made is None, faults) == (False, [])
    return made  # type: ignore[return-value]  # the line above says that there is one


def test_the_second_family_is_recognised() -> None:
    """Workshops are read with their own profile."""
    found = selected(PROSE, table(*WORKSHOPS))
    assert found.profile is not None
    assert found.profile.name == "igf-workshops"
    assert records(found)[0]["chair"] == "Ada Lovelace"


@pytest.mark.parametrize("name", ["rows", "columns"])
def test_the_second_family_in_other_shapes(name: str) -> None:
    """The shapes are the selection's, not the profile's."""
    shape = {"rows": table(*WORKSHOPS), "columns": turned(WORKSHOPS)}[name]
    assert records(selected(PROSE, shape)) == records(selected(PROSE, table(*WORKSHOPS)))


def test_wordings_of_both_families() -> None:
    """A table with the first family's meetings stays with it, whatever it shares with the second."""
    header = ("Session", "Moderator", "Co-moderators", "Main issues discussed", "Outcomes", "Remarks")
    found = selected(PROSE, table(header, ("C2", "ITU", "APC", "a", "b", "c")))
    assert found.profile is not None
    assert found.profile.name == "wsis-action-lines"


def test_of_two_profiles_the_one_with_more_required_columns() -> None:
    """Required columns come before the number of columns."""
    many = profile("many", ["meeting"], meeting="Event", themes="Topic", comments="Note", place="Room")
    sure = profile("sure", ["meeting", "date"], meeting="Event", date="Day")
    found = selected(
        table(("Event", "Day", "Topic", "Note", "Room"), ("a", "b", "c", "d", "e")), profiles=[many, sure]
    )
    assert found.profile is sure


def test_of_two_profiles_the_one_with_more_columns() -> None:
    """Where the required ones are as many."""
    few = profile("few", ["meeting"], meeting="Event", themes="Topic")
    many = profile("many", ["meeting"], meeting="Event", themes="Topic", comments="Note")
    found = selected(table(("Event", "Topic", "Note"), ("a", "b", "c")), profiles=[few, many])
    assert found.profile is many


def test_a_tie_is_an_error_that_names_both() -> None:
    """Neither profile is used."""
    one = profile("one", ["meeting"], meeting="Event", themes="Topic")
    two = profile("two", ["meeting"], meeting="Event", decisions="Topic")
    found = selected(table(("Event", "Topic"), ("a", "b")), profiles=[one, two])
    (note,) = found.notices
    assert (found.profile, found.rows) == (None, ())
    assert (note.check, note.details) == ("profile-tie", {"first": "one", "second": "two"})


def test_headers_that_need_a_notice() -> None:
    """One for each, in the order of the columns, with the header as printed."""
    header = ("Workshop / Meeting", "Faciltator", "Co-fac.", "Budget", "Themes")
    assert noticed(
        selected(table(header, ("C2", "ITU", "APC", "1", "a")), profiles=knowledge().profiles[-1:])
    ) == [
        ("header-matched-partly", "Workshop / Meeting"),
        ("header-matched-nearly", "Faciltator"),
        ("header-matched-nearly", "Co-fac."),
        ("header-unmatched", "Budget"),
    ]


def test_a_header_of_two_meanings_is_an_error() -> None:
    """Its column is read as comments, the notice names both wordings."""
    made = profile(
        "made", ["meeting"], meeting="Event", date="Day", themes="Main theme A", decisions="Main theme B"
    )
    found = selected(table(("Event", "Day", "Main theme C"), ("a", "b", "c")), profiles=[made])
    (note,) = found.notices
    assert records(found) == [{"meeting": "a", "date": "b", "[Main theme C]": "c"}]
    assert (note.check, note.details) == (
        "header-ambiguous",
        {"first": "Main theme A", "second": "Main theme B"},
    )


def test_a_document_without_tables() -> None:
    """Nothing is used, and there is no reason to give."""
    found = selected(PROSE)
    assert (found.profile, found.tables_used, found.reasons) == (None, (), {})


def test_why_a_table_is_left_alone() -> None:
    """The reason names the nearest profile, what is missing and what was found."""
    found = selected(table(("Date", "Venue", "Speakers"), ("a", "b", "c"), ("d", "e", "f")))
    assert found.reasons == {1: "profile igf-workshops: no column for meeting (found: date, place, speaker)"}


def test_a_long_list_without_headers_is_no_form() -> None:
    """However many lines a glossary has."""
    lines = [(f"Term {number}", f"Meaning {number}") for number in range(200)]
    found = selected(table(*lines))
    assert found.reasons == {1: "no header of any profile is in its first rows"}


def test_a_table_that_goes_on_must_have_as_many_columns() -> None:
    """And no header of its own, nor one that the source marks."""
    header, row = ("Meeting", "Facilitator", "Themes"), ("C2", "ITU", "Costs")
    assert selected(table(header, row), table(row)).tables_used == (1, 2)
    assert selected(table(header, row), table((*row, "more"))).tables_used == (1,)
    assert selected(table(header, row), table(row, header_rows=1)).tables_used == (1,)
    assert selected(table(header, row), table(("Term", "Meaning", "Source"), row)).tables_used == (1,)


def test_every_cell_of_a_used_table_is_in_a_row() -> None:
    """Each once, with the kind of its row, in the order of the table."""
    header = ("Meeting", "Facilitator", "Themes")
    rows = (
        [Merged("Meetings held", across=3)],
        header,
        [Merged("14 May 2007", across=3)],
        ("C2", Merged("ITU", down=2), "Costs"),
        ("C5", "Trust"),
        ("C7", "", ""),
        ("Total", "", "2"),
    )
    made = document(table(*rows))
    found = selected(table(*rows))
    cells = {id(cell) for cell in made.tables[0].cells}
    assert [row.kind for row in found.rows] == [
        "title",
        "header",
        "group",
        "record",
        "record",
        "lone",
        "aside",
    ]
    assert [row.number for row in found.rows] == [1, 2, 3, 4, 5, 6, 7]
    assert len(cells) == len({(e.cell.row, e.cell.column) for row in found.rows for e in row.entries})
