"""Each check of the rows side by side speaks where it should, and only there."""

from __future__ import annotations

import datetime as dt

import pytest

from pipeline.check import check
from pipeline.dataset import Dataset
from pipeline.register import load_register

Rows = list[dict[str, object]]


def meeting(number: int, **values: object) -> dict[str, object]:
    """A meeting of the report `r`."""
    return {
        "meeting_id": f"r/{number}",
        "report_id": "r",
        "position": number,
        "title": f"Subject {number}",
        **values,
    }


def person(number: int, name: str) -> dict[str, object]:
    """The chair of a meeting."""
    return {"meeting_id": f"r/{number}", "position": 1, "name": name, "role": "chair"}


def facilitator(number: int, organization: str) -> dict[str, object]:
    """A facilitator of a meeting."""
    return {
        "meeting_id": f"r/{number}",
        "role": "facilitator",
        "position": 1,
        "organization_id": organization,
    }


def theme(number: int, text: str) -> dict[str, object]:
    """A theme of a meeting."""
    return {"meeting_id": f"r/{number}", "section": "themes", "position": 1, "text": text}


def at(hour: int, until: int) -> dict[str, object]:
    """The moments of a meeting on one day."""
    zone = dt.UTC
    return {
        "starts_at": dt.datetime(2006, 5, 16, hour, tzinfo=zone),
        "ends_at": dt.datetime(2006, 5, 16, until, tzinfo=zone),
    }


def counts(*figures: int) -> Rows:
    """Meetings with so many participants."""
    return [meeting(number, participants=figure) for number, figure in enumerate(figures, 1)]


CASES: list[tuple[str, dict[str, Rows], list[str]]] = [
    (
        "meeting-repeated",
        {"meetings": [meeting(1, title="a", action_line="C2"), meeting(2, title="a", action_line="C2")]},
        ["r/2"],
    ),
    ("meeting-repeated", {"meetings": [meeting(1, title="a", date=1), meeting(2, title="a", date=2)]}, []),
    ("title-not-official", {"meetings": [meeting(1, title="Roads", action_line="C2")]}, ["r/1"]),
    ("title-not-official", {"meetings": [meeting(1, title="Infrastructure", action_line="C2")]}, []),
    ("title-not-official", {"meetings": [meeting(1, title="e-government", action_line="C7")]}, []),
    ("title-not-official", {"meetings": [meeting(1, title="Anything")]}, []),
    (
        "facilitator-not-official",
        {"meetings": [meeting(1, action_line="C2")], "facilitators": [facilitator(1, "UPU")]},
        ["r/1"],
    ),
    (
        "facilitator-not-official",
        {"meetings": [meeting(1, action_line="C2")], "facilitators": [facilitator(1, "ITU")]},
        [],
    ),
    ("facilitator-not-official", {"meetings": [meeting(1, action_line="C2")]}, []),
    (
        "other-action-line-named",
        {"meetings": [meeting(1, action_line="C7")], "points": [theme(1, "the implementation of C1")]},
        ["r/1"],
    ),
    (
        "other-action-line-named",
        {"meetings": [meeting(1, action_line="C7")], "points": [theme(1, "C7 and vitamin C12")]},
        [],
    ),
    ("count-unusual", {"meetings": counts(40, 45, 50, 600)}, ["r/4"]),
    ("count-unusual", {"meetings": counts(40, 45, 50, 5)}, ["r/4"]),
    ("count-unusual", {"meetings": counts(40, 45, 50, 200)}, []),
    ("count-unusual", {"meetings": counts(40, 600)}, []),
    (
        "two-places-at-once",
        {
            "meetings": [meeting(1, **at(10, 13)), meeting(2, **at(12, 14))],
            "people": [person(1, "Radhika Lal"), person(2, "Radhika LAL")],
        },
        ["r/2"],
    ),
    (
        "two-places-at-once",
        {
            "meetings": [meeting(1, **at(10, 13)), meeting(2, **at(13, 14))],
            "people": [person(1, "Radhika Lal"), person(2, "Radhika Lal")],
        },
        [],
    ),
    (
        "person-spelled-differently",
        {
            "meetings": [meeting(1), meeting(2)],
            "people": [person(1, "Elisabeth Longworth"), person(2, "Elizabeth Longworth")],
        },
        ["r/2"],
    ),
    (
        "person-spelled-differently",
        {
            "meetings": [meeting(1), meeting(2)],
            "people": [person(1, "Radhika Lal"), person(2, "Stein Schjolberg")],
        },
        [],
    ),
]


@pytest.mark.parametrize(("name", "tables", "meetings"), CASES)
def test_checks(name: str, tables: dict[str, Rows], meetings: list[str]) -> None:
    """The meetings that the check speaks about."""
    dataset = Dataset()
    for table, rows in tables.items():
        dataset.add(table, rows)

    found = [meeting_id for note, _, meeting_id in check(dataset, load_register()) if note.check == name]

    assert found == meetings
