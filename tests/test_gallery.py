"""The gallery: small documents, one for each shape that a report may have, and their records."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.dataset import Dataset
from pipeline.model import DocumentId
from pipeline.read import ReadOptions, read
from pipeline.select import select
from tests.gallery import (
    PROSE,
    Block,
    Merged,
    as_record,
    column,
    dataset,
    document,
    interpreted,
    kinds,
    knowledge,
    noticed,
    records,
    selected,
    table,
    turned,
    word,
)

HEADER = ("Meeting", "Facilitator", "Co-facilitator", "Themes", "Decisions", "Other comments")
C2 = ("C2 Infrastructure", "ITU", "APC", "Costs of access", "Meet again", "40 participants")
C4 = ("C4 Capacity building", "UNDP", "UNESCO", "Training", "Mailing list", "30 participants")
FIELDS = ("meeting", "facilitator", "co-facilitator", "themes", "decisions", "comments")
RECORD_C2 = dict(zip(FIELDS, C2, strict=True))
RECORD_C4 = dict(zip(FIELDS, C4, strict=True))
SHORT = ("Meeting", "Facilitator", "Themes")
SHORT_C2 = ("C2 Infrastructure", "ITU", "Costs of access")
SHORT_C4 = ("C4 Capacity building", "UNDP", "Training")
SHORT_RECORDS = [
    {"meeting": "C2 Infrastructure", "facilitator": "ITU", "themes": "Costs of access"},
    {"meeting": "C4 Capacity building", "facilitator": "UNDP", "themes": "Training"},
]
BOTH = [RECORD_C2, RECORD_C4]


def names_down_the_left(*records_: tuple[str, ...]) -> Block:
    """A form for each record in one table of two columns."""
    return table(*(pair for record in records_ for pair in zip(HEADER, record, strict=True)))


def reordered(*order: int) -> Block:
    """The table with its columns in this order."""
    return table(*([row[place] for place in order] for row in (HEADER, C2, C4)))


COLUMNS: dict[str, tuple[list[Block], list[dict[str, str]]]] = {
    "as in the first report": ([table(HEADER, C2, C4)], BOTH),
    "columns in another order": ([reordered(3, 5, 0, 2, 1, 4)], BOTH),
    "the meeting last": ([reordered(5, 4, 3, 2, 1, 0)], BOTH),
    "no co-facilitator": (
        [table(("Meeting", "Facilitator", "Themes"), SHORT_C2, SHORT_C4)],
        SHORT_RECORDS,
    ),
    "date, venue, count, links, rapporteur and contact of their own": (
        [
            table(
                (
                    "Date and time",
                    "Venue",
                    "Action Line",
                    "No. of participants",
                    "Web site",
                    "Rapporteur",
                    "Contact",
                ),
                ("14 May 2007, 10:00", "Room H", "C2", "45", "www.itu.int", "Ada Lovelace", "ada@itu.int"),
            )
        ],
        [
            {
                "date": "14 May 2007, 10:00",
                "place": "Room H",
                "meeting": "C2",
                "participants": "45",
                "links": "www.itu.int",
                "rapporteur": "Ada Lovelace",
                "contact": "ada@itu.int",
            }
        ],
    ),
    "date and time in two columns": (
        [table(("Date", "Time", "Meeting", "Facilitator"), ("14 May", "10:00", "C2", "ITU"))],
        [{"date": "14 May\n10:00", "meeting": "C2", "facilitator": "ITU"}],
    ),
    "code and title in two columns": (
        [table(("AL code", "Meeting title", "Facilitator"), ("C2", "Infrastructure", "ITU"))],
        [{"code": "C2", "meeting": "Infrastructure", "facilitator": "ITU"}],
    ),
    "codes alone name the meetings": (
        [table(("AL code", "Date", "Facilitator"), ("C2", "14 May", "ITU"))],
        [{"code": "C2", "date": "14 May", "facilitator": "ITU"}],
    ),
    "a running number before": (
        [table(("No.", *SHORT), ("1", *SHORT_C2), ("2", *SHORT_C4))],
        [{"number": "1", **SHORT_RECORDS[0]}, {"number": "2", **SHORT_RECORDS[1]}],
    ),
    "one header for date and venue": (
        [table(("Meeting", "Date and venue", "Facilitator"), ("C2", "14 May, Room H", "ITU"))],
        [{"meeting": "C2", "date+place": "14 May, Room H", "facilitator": "ITU"}],
    ),
    "one header merged over the columns of date and venue": (
        [
            table(
                ("Meeting", Merged("Date / Venue", across=2), "Facilitator"),
                ("C2", "14 May", "Room H", "ITU"),
            )
        ],
        [{"meeting": "C2", "date": "14 May", "place": "Room H", "facilitator": "ITU"}],
    ),
    "no header over the meetings": (
        [table(("", *SHORT[1:], "Decisions"), (*SHORT_C2, "Meet again"))],
        [{**SHORT_RECORDS[0], "decisions": "Meet again"}],
    ),
    "an additional column that no field claims": (
        [table((*SHORT, "Budget"), (*SHORT_C2, "100 francs"))],
        [{**SHORT_RECORDS[0], "[Budget]": "100 francs"}],
    ),
}

HEADERS: dict[str, tuple[list[Block], list[dict[str, str]]]] = {
    "a title row merged across": ([table([Merged("Meetings held", across=6)], HEADER, C2, C4)], BOTH),
    "a title in the first cell alone": ([table(["Meetings held", *[""] * 5], HEADER, C2, C4)], BOTH),
    "a title over most of the width": (
        [table([Merged("Meetings held", across=5), ""], HEADER, C2)],
        BOTH[:1],
    ),
    "a caption above": (["Table 1. Meetings held", table(HEADER, C2, C4)], BOTH),
    "a header of two rows": (
        [
            table(
                [Merged("Meeting", down=2), Merged("Facilitation", across=2), Merged("Discussion", across=3)],
                ["Lead facilitator", "Co-facilitators", "Themes", "Decisions", "Remarks"],
                C2,
                C4,
            )
        ],
        BOTH,
    ),
    "a header of three rows under a title": (
        [
            table(
                [Merged("Summary", across=6)],
                [Merged("Meeting", down=3), Merged("Work", across=5)],
                [Merged("Facilitation", across=2), Merged("Discussion", across=3)],
                ["Lead facilitator", "Co-facilitators", "Themes", "Decisions", "Remarks"],
                C2,
                C4,
            )
        ],
        BOTH,
    ),
    "a header of two rows that is blank where it is not merged": (
        [
            table(
                ["Meeting", Merged("Facilitation", across=2), "Themes"],
                ["", "Facilitator", "Co-facilitator", ""],
                C2[:4],
            )
        ],
        [{name: RECORD_C2[name] for name in FIELDS[:4]}],
    ),
    "parts of a known header that say nothing by themselves": (
        [
            table(
                [Merged("Meeting", down=2), Merged("Facilitator", across=2), Merged("Themes", down=2)],
                ["Organization", "Person"],
                ["C2", "ITU", "Ada Lovelace", "Costs"],
            )
        ],
        [{"meeting": "C2", "facilitator": "ITU\nAda Lovelace", "themes": "Costs"}],
    ),
    "units and column numbers below the header": (
        [
            table(
                ("Meeting", "Date", "Participants"),
                ("", "(2007)", "(number)"),
                ("(1)", "(2)", "(3)"),
                ("C2", "14 May", "40"),
            )
        ],
        [{"meeting": "C2", "date": "14 May", "participants": "40"}],
    ),
    "a header repeated in the middle": ([table(HEADER, C2, HEADER, C4)], BOTH),
    "a header of two rows repeated in the middle": (
        [
            table(
                [Merged("Meeting", down=2), Merged("Facilitation", across=2)],
                ["Facilitator", "Co-facilitator"],
                C2[:3],
                [Merged("Meeting", down=2), Merged("Facilitation", across=2)],
                ["Facilitator", "Co-facilitator"],
                C4[:3],
            )
        ],
        [{name: record[name] for name in FIELDS[:3]} for record in BOTH],
    ),
    "another header in the middle, its columns in another order": (
        [table(SHORT, SHORT_C2, ("Themes", "Lead facilitator", "Meeting"), SHORT_C4[::-1])],
        SHORT_RECORDS,
    ),
}

FORMS: dict[str, tuple[list[Block], list[dict[str, str]]]] = {
    "a form that names its meeting": ([table(*zip(HEADER, C2, strict=True))], [RECORD_C2]),
    "a form in each table": (
        [table(*zip(HEADER, C2, strict=True)), "Next:", table(*zip(HEADER, C4, strict=True))],
        BOTH,
    ),
    "forms one beneath another in one table": ([names_down_the_left(C2, C4)], BOTH),
    "the meeting in a merged top row": (
        [
            table(
                [Merged(C2[0], across=2)],
                *zip(HEADER[1:], C2[1:], strict=True),
                [Merged(C4[0], across=2)],
                *zip(HEADER[1:], C4[1:], strict=True),
            )
        ],
        BOTH,
    ),
    "the meeting in the paragraph above": (
        [
            C2[0],
            table(*zip(HEADER[1:], C2[1:], strict=True)),
            C4[0],
            table(*zip(HEADER[1:], C4[1:], strict=True)),
        ],
        BOTH,
    ),
    "forms that leave different fields out": (
        [
            C2[0],
            table(*zip(HEADER[1:], C2[1:], strict=True)),
            C4[0],
            table(*list(zip(HEADER[1:], C4[1:], strict=True))[1:4]),
        ],
        [RECORD_C2, {name: RECORD_C4[name] for name in (FIELDS[0], *FIELDS[2:5])}],
    ),
    "numbered names with a colon": (
        [table(("1. Meeting:", C2[0]), ("2. Facilitator:", C2[1]), ("3. Themes:", C2[3]))],
        [SHORT_RECORDS[0]],
    ),
    "numbers in a column before the names": (
        [table(("1", "Meeting", C2[0]), ("2", "Facilitator", C2[1]), ("3", "Themes", C2[3]))],
        [SHORT_RECORDS[0]],
    ),
    "a field's name merged over the width, its text beneath": (
        [
            table(
                ("Meeting", C2[0]),
                ("Facilitator", C2[1]),
                [Merged("Themes", across=2)],
                [Merged(C2[3], across=2)],
            )
        ],
        [SHORT_RECORDS[0]],
    ),
    "two fields side by side": (
        [
            table(
                ("Meeting", C2[0], "Facilitator", C2[1]),
                ("Themes", Merged(C2[3], across=3)),
                ("Decisions", C2[4], "Other comments", C2[5]),
                ("Meeting", C4[0], "Facilitator", C4[1]),
                ("Themes", C4[3], "Decisions", C4[4]),
            )
        ],
        [
            {name: RECORD_C2[name] for name in FIELDS if name != "co-facilitator"},
            {name: RECORD_C4[name] for name in FIELDS[:5] if name != "co-facilitator"},
        ],
    ),
    "three fields side by side": (
        [
            table(
                ("Meeting", C2[0], "Facilitator", C2[1], "Participants", "40"),
                ("Themes", Merged(C2[3], across=5)),
            )
        ],
        [{**SHORT_RECORDS[0], "participants": "40"}],
    ),
    "meetings as columns": ([turned((HEADER, C2, C4))], BOTH),
    "meetings as columns beneath a blank corner": (
        [turned((("", *SHORT[1:], "Decisions"), (*SHORT_C2, "-"), (*SHORT_C4, "-")))],
        [{**record, "decisions": "-"} for record in SHORT_RECORDS],
    ),
    "meetings as columns, a title merged over them": (
        [table([Merged("Meetings held", across=3)], *zip(HEADER, C2, C4, strict=True))],
        BOTH,
    ),
    "meetings as columns, grouped names": (
        [
            table(
                [Merged("Meeting", across=2), C2[0], C4[0]],
                [Merged("Facilitation", down=2), "Facilitator", C2[1], C4[1]],
                ["Co-facilitator", C2[2], C4[2]],
                [Merged("Themes", across=2), C2[3], C4[3]],
            )
        ],
        [{name: record[name] for name in FIELDS[:4]} for record in BOTH],
    ),
}

TABLES: dict[str, tuple[list[Block], list[dict[str, str]]]] = {
    "two tables with the same header": ([table(HEADER, C2), "Continued", table(HEADER, C4)], BOTH),
    "two tables with different columns": (
        [table(HEADER, C2), table(HEADER[:5], C4[:5])],
        [RECORD_C2, {name: RECORD_C4[name] for name in FIELDS[:5]}],
    ),
    "a table that goes on without a header": ([table(HEADER, C2), table(C4)], BOTH),
    "names of the meetings in merged rows": (
        [
            table(
                HEADER[1:],
                [Merged(C2[0], across=5)],
                C2[1:],
                [Merged(C4[0], across=5)],
                C4[1:],
            )
        ],
        BOTH,
    ),
    "the name of the only meeting above a table of one row": (
        [PROSE, C2[0], table(HEADER[1:], C2[1:])],
        [RECORD_C2],
    ),
    "a meeting's cell merged down over the rows of its speakers": (
        [
            table(
                ("Meeting", "Facilitator", "Speakers"),
                [Merged("C2", down=2), Merged("ITU", down=2), "Ada Lovelace"],
                ["Grace Hopper"],
            )
        ],
        [{"meeting": "C2", "facilitator": "ITU", "speaker": "Ada Lovelace\nGrace Hopper"}],
    ),
    "a meeting's cell merged down over sittings with dates of their own": (
        [
            table(
                ("Meeting", "Date", "Facilitator"),
                [Merged("C2", down=2), "14 May", Merged("ITU", down=2)],
                ["15 May"],
            )
        ],
        [
            {"meeting": "C2", "date": "14 May", "facilitator": "ITU"},
            {"meeting": "C2", "date": "15 May", "facilitator": "ITU"},
        ],
    ),
    "a meeting's cell merged down over its themes and what was decided on each": (
        [
            table(
                ("Meeting", "Facilitator", "Themes", "Decisions"),
                [Merged("C2", down=2), Merged("ITU", down=2), "Costs", "Study"],
                ["Masts", "Guide"],
            )
        ],
        [{"meeting": "C2", "facilitator": "ITU", "themes": "Costs\nMasts", "decisions": "Study\nGuide"}],
    ),
    "an action line merged down over sub-themes with facilitators of their own": (
        [
            table(
                ("Action Line", "Branch", "Facilitator", "Themes"),
                [Merged("C7", down=2), "e-health", "WHO", "Records"],
                ["e-science", "UNESCO", "Journals"],
            )
        ],
        [
            {"meeting": "C7", "[Branch]": "e-health", "facilitator": "WHO", "themes": "Records"},
            {"meeting": "C7", "[Branch]": "e-science", "facilitator": "UNESCO", "themes": "Journals"},
        ],
    ),
    "an action line and its sub-themes in two columns": (
        [
            table(
                ("Action Line", "Sub-theme", "Facilitator", "Themes"),
                [Merged("C7", down=2), "e-health", Merged("WHO", down=2), "Records"],
                ["e-science", "Journals"],
            )
        ],
        [
            {"meeting": "C7\ne-health", "facilitator": "WHO", "themes": "Records"},
            {"meeting": "C7\ne-science", "facilitator": "WHO", "themes": "Journals"},
        ],
    ),
    "one facilitator merged down over three meetings": (
        [
            table(
                SHORT,
                ["C3", Merged("UNESCO", down=3), "Heritage"],
                ["C8", "Languages"],
                ["C9", "Press"],
            )
        ],
        [
            {"meeting": name, "facilitator": "UNESCO", "themes": theme}
            for name, theme in (("C3", "Heritage"), ("C8", "Languages"), ("C9", "Press"))
        ],
    ),
    "a remark merged over the row": (
        [table(HEADER, [C2[0], Merged("Postponed", across=5)])],
        [{"meeting": C2[0], "[Facilitator]": "Postponed"}],
    ),
    "an empty cell under a filled one": (
        [table(SHORT, ("C3", "UNESCO", "Heritage"), ("C8", "", "Languages"))],
        [
            {"meeting": "C3", "facilitator": "UNESCO", "themes": "Heritage"},
            {"meeting": "C8", "themes": "Languages"},
        ],
    ),
}

GALLERY = COLUMNS | HEADERS | FORMS | TABLES


@pytest.mark.parametrize(("blocks", "expected"), GALLERY.values(), ids=GALLERY)
def test_records(blocks: list[Block], expected: list[dict[str, str]]) -> None:
    """Each meeting once, each of its cells under its field."""
    assert records(selected(PROSE, *blocks)) == expected


@pytest.mark.parametrize(("blocks", "expected"), GALLERY.values(), ids=GALLERY)
def test_records_through_word(blocks: list[Block], expected: list[dict[str, str]], tmp_path: Path) -> None:
    """A Word file of the same form gives the same records."""
    path = word(tmp_path / "gallery.docx", PROSE, *blocks)
    found = select(read(path, DocumentId(path.name), ReadOptions()), knowledge().profiles)
    assert records(found) == expected


SAME: dict[str, list[Block]] = {
    "rows": [table(HEADER, C2, C4)],
    "rows in another order of columns": [reordered(5, 0, 3, 4, 1, 2)],
    "columns": [turned((HEADER, C2, C4))],
    "forms": [names_down_the_left(C2, C4)],
    "a form beneath each name": FORMS["the meeting in the paragraph above"][0],
    "a table each": [table(HEADER, C2), table(HEADER, C4)],
    "a table that goes on": [table(HEADER, C2), table(C4)],
    "a header in French": [
        table(("Réunion", "Coordonnateur", "Co-coordonnateur", "Thèmes", "Décisions", "Observations"), C2, C4)
    ],
}
PLACES = {"source_page", "source_row", "position"}


def values(made: Dataset) -> dict[str, list[dict[str, object]]]:
    """What is said, whatever its place."""
    tables = ("meetings", "facilitators", "people", "links", "points")
    return {
        name: sorted(
            ({key: value for key, value in row.items() if key not in PLACES} for row in made[name]), key=repr
        )
        for name in tables
    }


@pytest.mark.parametrize("blocks", SAME.values(), ids=SAME)
def test_one_content_in_many_shapes(blocks: list[Block]) -> None:
    """The same words in any shape give the same dataset."""
    assert values(dataset(document(PROSE, *blocks))) == values(dataset(document(PROSE, *SAME["rows"])))


def day(text: str) -> list[Merged]:
    """A row merged across the table."""
    return [Merged(text, across=6)]


DATED: dict[str, list[Block]] = {
    "rows merged across": [
        table(HEADER, day("Monday, 14 May 2007"), C2, day("Tuesday, 15 May 2007"), C4),
    ],
    "lone cells": [
        table(HEADER, ["Monday, 14 May", *[""] * 5], C2, ["Tuesday, 15 May", *[""] * 5], C4),
    ],
    "with the sitting": [
        table(HEADER, day("Monday, 14 May 2007 – Morning session"), C2, day("15 May 2007, afternoon"), C4),
    ],
    "headings above the tables": [
        "Monday, 14 May 2007",
        table(HEADER, C2),
        "Tuesday, 15 May 2007",
        table(HEADER, C4),
    ],
    "headings with other words": [
        "Day 1: Monday, 14 May",
        table(HEADER, C2),
        "Day 2: 15 May",
        table(HEADER, C4),
    ],
    "headings above a table that goes on": [
        "Monday, 14 May 2007",
        table(HEADER, C2),
        "Tuesday, 15 May 2007",
        table(C4),
    ],
    "title rows": [
        table(day("Monday, 14 May 2007"), HEADER, C2),
        table(day("Tuesday, 15 May 2007"), HEADER, C4),
    ],
    "a column merged down": [
        table(
            ("Date", *HEADER),
            [Merged("14 May 2007", down=1), *C2],
            [Merged("15 May 2007", down=1), *C4],
        )
    ],
    "headings above forms": [
        "Monday, 14 May 2007",
        C2[0],
        table(*zip(HEADER[1:], C2[1:], strict=True)),
        "Tuesday, 15 May 2007",
        C4[0],
        table(*zip(HEADER[1:], C4[1:], strict=True)),
    ],
}


@pytest.mark.parametrize("blocks", DATED.values(), ids=DATED)
def test_days_above_meetings(blocks: list[Block]) -> None:
    """A day holds for the meetings beneath it until the next one."""
    made = dataset(document(PROSE, *blocks))
    assert list(map(str, column(made, "date"))) == ["2007-05-14", "2007-05-15"]
    assert column(made, "action_line") == ["C2", "C4"]


def test_a_single_date_line_above_the_tables_is_the_reports() -> None:
    """Place and date of the document date no meeting."""
    made = dataset(
        document(PROSE, "Geneva, 22 May 2007", table(HEADER, C2), "Second part", table(HEADER, C4))
    )
    assert column(made, "date") == [None, None]


def test_a_day_ends_where_other_words_stand_between_the_tables() -> None:
    """A table under a heading of its own is not dated by the one above."""
    blocks: list[Block] = [table(HEADER, day("Monday, 14 May 2007"), C2), "Other meetings", table(HEADER, C4)]
    made = dataset(document(PROSE, *blocks))
    assert list(map(str, column(made, "date"))) == ["2007-05-14", "None"]


E_HEALTH = ("e-health", "WHO", "", "Records", "None", "")
GROUPED: dict[str, list[Block]] = {
    "a row merged across": [table(HEADER, C2, day("C7: ICT applications"), E_HEALTH, C4)],
    "a lone cell": [table(HEADER, C2, ["C7: ICT applications", *[""] * 5], E_HEALTH, C4)],
    "with its day": [table(HEADER, C2, day("14 May 2007 – C7: ICT applications"), E_HEALTH, C4)],
    "a heading above the table": [
        table(HEADER, C2),
        "C7: ICT applications",
        table(HEADER, E_HEALTH),
        "Last",
        table(HEADER, C4),
    ],
}


@pytest.mark.parametrize("blocks", GROUPED.values(), ids=GROUPED)
def test_an_action_line_above_its_sub_themes(blocks: list[Block]) -> None:
    """The code above is the sub-theme's; a meeting with a code of its own ends the group."""
    made = dataset(document(PROSE, *blocks))
    assert column(made, "meeting_id") == ["gallery/c2", "gallery/c7-e-health", "gallery/c4"]


def test_a_date_between_a_meetings_name_and_its_form() -> None:
    """The lines above are the meeting's: its name and when it was."""
    blocks: list[Block] = []
    for row, when in ((C2, "Monday, 14 May 2007, 10:00 – 12:00"), (C4, "Tuesday, 15 May 2007, 9:30")):
        blocks += [row[0], when, table(*zip(HEADER[1:], row[1:], strict=True))]
    made = dataset(document(PROSE, *blocks))
    assert column(made, "meeting_id") == ["gallery/c2", "gallery/c4"]
    assert column(made, "title") == ["Infrastructure", "Capacity building"]
    assert list(map(str, column(made, "start_time"))) == ["10:00:00", "09:30:00"]
    assert list(map(str, column(made, "date"))) == ["2007-05-14", "2007-05-15"]


def test_a_list_of_action_lines_above_the_tables_groups_nothing() -> None:
    """Only one code above a table is that of its rows."""
    joint = ("Joint session", "ITU", "", "Costs", "", "")
    blocks: list[Block] = ["C2: Infrastructure", "C4: Capacity building", table(HEADER, C2, joint)]
    made = dataset(document(PROSE, *blocks, "Second part", table(HEADER, C4)))
    assert column(made, "action_line") == ["C2", None, "C4"]


def test_a_group_row_is_the_evidence() -> None:
    """The provenance of the date and of the code leads to the rows above."""
    made = dataset(document(PROSE, table(HEADER, day("14 May 2007"), day("C7: ICT applications"), E_HEALTH)))
    places = {
        row["field"]: (row["row"], row["text"])
        for row in made["provenance"]
        if row["table"] == "meetings" and row["field"] in {"date", "action_line"}
    }
    assert places == {"date": (2, "14 May 2007"), "action_line": (3, "C7")}


def test_a_heading_is_the_evidence() -> None:
    """A date from the document's own paragraphs has no table in its place."""
    made = dataset(document(PROSE, "14 May 2007", table(HEADER, C2), "15 May 2007", table(HEADER, C4)))
    places = [
        (row["table_index"], row["paragraph"], row["text"])
        for row in made["provenance"]
        if row["field"] == "date"
    ]
    assert places == [(None, 2, "14 May 2007"), (None, 3, "15 May 2007")]


@pytest.mark.parametrize("words", ["Idem", "idem.", "Ditto", "same as above", "»", "″", "Same as above."])
def test_words_for_the_cell_above(words: str) -> None:
    """The value of the cell above, with its place as evidence."""
    made = dataset(document(PROSE, table(SHORT, ("C3", "UNESCO", "Heritage"), ("C8", words, "Languages"))))
    assert column(made, "organization_id", "facilitators") == ["UNESCO", "UNESCO"]
    assert {row["row"] for row in made["provenance"] if row["table"] == "facilitators"} == {2}


@pytest.mark.parametrize("words", ["–", "-", "—", "N/A", "n/a", "none", "..."])
def test_words_for_nothing(words: str) -> None:
    """No facilitator, and no finding: the report says that there is none."""
    made = dataset(document(PROSE, table(SHORT, ("C9 Media", words, "Press freedom"))))
    assert made["facilitators"] == []
    assert [row["check"] for row in made["findings"]] == []


def test_an_empty_cell_is_not_inherited() -> None:
    """Only merged cells and words such as "idem" repeat a value."""
    made = dataset(document(PROSE, table(SHORT, ("C3", "UNESCO", "Heritage"), ("C8", "", "Languages"))))
    assert column(made, "meeting_id", "facilitators") == ["gallery/c3"]


def test_a_cell_merged_down_belongs_to_each_meeting() -> None:
    """Three rows of facilitators, one cell as evidence."""
    blocks = table(SHORT, ["C3", Merged("UNESCO", down=3), "a"], ["C8", "b"], ["C9", "c"])
    made = dataset(document(PROSE, blocks))
    assert column(made, "meeting_id", "facilitators") == ["gallery/c3", "gallery/c8", "gallery/c9"]
    assert {row["row"] for row in made["provenance"] if row["table"] == "facilitators"} == {2}


def test_two_meetings_in_one_row() -> None:
    """One meeting with the first code, and a finding that names the other."""
    made = dataset(document(PROSE, table(SHORT, ("C4 and C6 joint session", "UNDP", "Training"))))
    (finding,) = made["findings"]
    assert column(made, "action_line") == ["C4"]
    assert (finding["check"], "C6" in str(finding["message"])) == ("action-lines-several", True)


NO_MEETINGS: dict[str, list[str | Merged]] = {
    "a total": ["Total", "", "", "", "", "70"],
    "a subtotal merged across": [Merged("Subtotal: 70 participants", across=6)],
    "a note": [Merged("Note: dates are provisional", across=6)],
    "a lone note": ["NB. Dates are provisional", *[""] * 5],
    "an end mark": ["End of table", *[""] * 5],
    "a source": [Merged("Source: secretariat", across=6)],
    "a text that says nothing of the kind": [Merged("Coffee was offered by the hosts", across=6)],
}


@pytest.mark.parametrize("row", NO_MEETINGS.values(), ids=NO_MEETINGS)
def test_rows_that_are_no_meetings(row: list[str | Merged]) -> None:
    """They are reported with their words, and make no meeting."""
    made = dataset(document(PROSE, table(HEADER, C2, row, C4)))
    assert column(made, "meeting_id") == ["gallery/c2", "gallery/c4"]
    assert [finding["check"] for finding in made["findings"]] == ["row-not-a-meeting"]


def test_empty_rows_are_nothing() -> None:
    """Neither a meeting nor a finding, and not counted."""
    made = dataset(document(PROSE, table(HEADER, C2, [""] * 6, C4)))
    assert column(made, "source_row") == [1, 2]
    assert made["findings"] == []


def test_a_row_without_a_meeting_is_reported() -> None:
    """Nobody can say which meeting its words are about."""
    made = dataset(document(PROSE, table(HEADER, C2, ["", "ITU", "", "Spectrum", "", ""])))
    assert column(made, "meeting_id") == ["gallery/c2"]
    assert [row["excerpt"] for row in made["findings"]] == ["ITU", "Spectrum"]


def test_an_unknown_column_is_kept_as_comments() -> None:
    """Its text becomes points; the finding names the header and the nearest known one."""
    made = dataset(document(PROSE, table((*SHORT, "Budgets"), (*SHORT_C2, "- 100 francs\n- paid"))))
    (finding,) = made["findings"]
    comments = [row["text"] for row in made["points"] if row["section"] == "comments"]
    assert comments == ["100 francs", "paid"]
    assert (finding["check"], finding["excerpt"]) == ("header-unmatched", "Budgets")


OTHER_TABLES: dict[str, tuple[Block, str]] = {
    "an agenda": (
        table(("Time", "Item", "Speaker"), ("9:00", "Opening", "Ada Lovelace"), ("9:30", "Reports", "")),
        "no column for meeting (found: date, number, speaker)",
    ),
    "an agenda of sessions": (
        table(("Time", "Session", "Speaker"), ("9:00", "Opening", "Ada Lovelace")),
        "table 1 is the one of meetings; this has only meeting of it",
    ),
    "acronyms": (
        table(("ITU", "International Telecommunication Union"), ("UPU", "Universal Postal Union")),
        "no header of any profile is in its first rows",
    ),
    "contacts": (
        table(("Action Line", "Contact", "E-mail"), ("C2", "Ada Lovelace", "ada@itu.int")),
        "2 of at least 3 columns (found: contact, meeting)",
    ),
    "contacts with as many columns as the meetings": (
        table(("Name", "Post", "Telephone", "Fax", "Mail", "Town"), ("Ada", "Head", "1", "2", "3", "Geneva")),
        "no header of any profile is in its first rows",
    ),
    "facilitators of the year": (
        table(("Action Line", "Facilitator", "Co-facilitator"), ("C2", "ITU", "APC")),
        "table 1 is the one of meetings; this has only co-facilitator, facilitator, meeting of it",
    ),
    "the report's own particulars": (
        table(("Date", "14–18 May 2007"), ("Venue", "Geneva"), ("Participants", "300")),
        "table 1 is the one of meetings; this has only no column of it",
    ),
    "signatures": (
        table(("____________", "____________"), ("The Secretary", "The Chair")),
        "no header of any profile is in its first rows",
    ),
}


@pytest.mark.parametrize(("other", "reason"), OTHER_TABLES.values(), ids=OTHER_TABLES)
def test_tables_that_do_not_fit(other: Block, reason: str) -> None:
    """They are left alone, with the reason."""
    found = selected(PROSE, table(HEADER, C2, C4), "Annex", other)
    assert records(found) == BOTH
    assert found.tables_used == (1,)
    assert reason in found.reasons[2]


def test_a_table_that_goes_on_is_said_to() -> None:
    """A notice names both tables."""
    found = selected(PROSE, table(HEADER, C2), table(C4))
    (note,) = found.notices
    assert (note.check, note.details) == ("table-continued", {"table": "2", "first": "1"})


def test_headings_are_rows_only_between_tables() -> None:
    """What stands above a single table is the report's own."""
    one = selected(PROSE, "Heading", table(HEADER, C2))
    two = selected(PROSE, "Heading", table(HEADER, C2), "Another", table(HEADER, C4))
    assert kinds(one) == ["header", "record"]
    assert kinds(two) == ["heading", "header", "record"] * 2


def test_a_sentence_is_no_heading() -> None:
    """Running text between tables says nothing about the next one's rows."""
    sentence = "The next forum will be held on 20 May 2008."
    found = selected(PROSE, table(HEADER, C2), sentence, table(HEADER, C4))
    assert kinds(found) == ["header", "record"] * 2


def test_title_rows_are_kept_apart() -> None:
    """A text over the whole table above its header is a title."""
    found = selected(PROSE, table([Merged("Meetings held", across=6)], HEADER, C2))
    assert next((row.kind, *as_record(row).values()) for row in found.rows) == ("title", "Meetings held")


def test_a_repeated_header_is_said_to_be() -> None:
    """A notice counts it."""
    found = selected(PROSE, table(HEADER, C2, HEADER, C4))
    assert [(note.check, note.details["count"]) for note in found.notices] == [("header-repeated", "1")]


def test_a_header_that_is_missing_is_reported() -> None:
    """The meetings' column without a header is read, with a notice."""
    found = selected(PROSE, table(("", *SHORT[1:], "Decisions"), (*SHORT_C2, "Meet again")))
    assert noticed(found) == [("header-missing", "")]


@pytest.mark.parametrize("blocks", [GALLERY[name][0] for name in GALLERY], ids=list(GALLERY))
def test_no_text_is_lost(blocks: list[Block]) -> None:
    """Every visible character of the tables is in the ledger."""
    assert interpreted(document(PROSE, *blocks)).ledger.unaccounted() == []
