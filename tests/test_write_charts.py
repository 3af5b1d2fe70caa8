"""The pictures: what they show, and that no size in them hangs on the fonts of a machine."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

import pytest

from pipeline.dataset import Dataset
from pipeline.write.report.charts import OF_ONE, Chart, charts_of, drawing, specification
from tests.sample_dataset import dataset


def chart(name: str, data: Dataset) -> Chart:
    """The chart of that name; there is one."""
    (made,) = charts_of(data.tables, [name])
    return made


def meetings(*changes: Mapping[str, object]) -> Dataset:
    """A meeting for each change of the sample's first."""
    data = Dataset()
    first = dict(dataset()["meetings"][0])
    data.add(
        "meetings", [{**first, "meeting_id": f"r/m{n}", **change} for n, change in enumerate(changes, 1)]
    )
    return data


def test_the_timeline_has_a_bar_for_each_meeting_with_day_and_hour() -> None:
    """In order of time, side by side on one day; no end is a short bar, an end past midnight ends the day."""
    data = meetings(
        {"start_time": dt.time(15), "end_time": dt.time(1)},
        {"start_time": dt.time(9, 30), "end_time": None},
        {"start_time": None, "end_time": None},
    )
    made = chart("timeline", data)
    assert made.rows == (
        {"place": "2006-05-11|1", "start": 9.5, "end": 9.7, "meeting": "m2"},
        {"place": "2006-05-11|2", "start": 15, "end": 24, "meeting": "m1"},
    )
    assert made.note == "1 of 3 have no day or no hour."


@pytest.mark.parametrize(
    ("figure", "low", "high", "qualifier", "shown"),
    [
        (40, 40, 40, "exact", (40, 40, "40")),
        (40, 40, 40, "approximate", (40, 40, "about 40")),
        (40, 30, 50, "range", (30, 50, "30 to 50")),
        (100, 101, None, "minimum", (101, 200, "at least 101")),
        (50, None, 50, "maximum", (0, 50, "at most 50")),
    ],
)
def test_participants_have_their_bounds(
    figure: int, low: int | None, high: int | None, qualifier: str, shown: tuple[int, int, str]
) -> None:
    """What has no upper bound reaches to the largest figure, what has no lower one begins at nothing."""
    values = {"participants_low": low, "participants_high": high, "participants_qualifier": qualifier}
    largest = {"participants": 200, "participants_low": 200, "participants_high": 200}
    row = chart("participants", meetings({"participants": figure, **values}, largest)).rows[0]
    assert (row["low"], row["until"], row["words"]) == shown


def test_organizations_stand_in_order_of_their_roles() -> None:
    """The busiest first, action lines by number; beyond forty the picture says how many are left out."""
    data = meetings({"action_line": "C10"}, {"action_line": "C2"})
    row = dataset()["facilitators"][0]
    data.add(
        "facilitators",
        [
            dict(row) | {"meeting_id": "r/m1", "position": n, "organization_id": f"O{n:02}"}
            for n in range(1, 46)
        ],
    )
    data.add("facilitators", [dict(row) | {"meeting_id": "r/m2", "organization_id": "O45"}])
    made = chart("organizations", data)
    assert made.orders["x"] == ["C2", "C10"]
    assert made.orders["y"][:2] == ["O45", "O01"]
    assert len(made.orders["y"]) == 40
    assert made.note == "5 organisations with fewer roles are not shown."


def test_completeness_counts_what_may_be_missing() -> None:
    """Columns that always have a value are left out."""
    rows = {row["field"]: row["words"] for row in chart("completeness", dataset()).rows}
    assert rows["meetings.date"] == "1 of 2"
    assert rows["facilitators.organization_id"] == "3 of 3"
    assert "meetings.title" not in rows


def test_a_chart_without_rows_is_none() -> None:
    """There is nothing to look at."""
    assert charts_of(Dataset().tables, OF_ONE) == []


def test_no_size_is_measured() -> None:
    """Margins are fixed and no label is dropped or cut by its width."""
    for made in charts_of(dataset().tables, OF_ONE):
        asked: dict[str, Any] = specification(made)
        assert asked["autosize"] == "none"
        assert set(asked["padding"]) == {"left", "right", "top", "bottom"}
        assert asked["config"]["axis"]["labelOverlap"] is False
        assert asked["config"]["axis"]["labelLimit"] == 0


def test_hostile_labels_are_drawn_as_text() -> None:
    """Markup is text in the picture; a NUL, of which the renderer dies, is named."""
    data = dataset()
    row = dict(data["facilitators"][0]) | {"position": 9, "organization_id": "<b>\x00&"}
    data.add("facilitators", [row])
    with drawing([chart("organizations", data)]) as drawn:
        (picture,) = drawn.pictures()
    assert picture is not None
    assert "&lt;b&gt;⟦U+0000⟧&amp;" in picture


def test_many_charts_come_back_in_their_order() -> None:
    """Several processes share them."""
    charts = [
        chart("participants", meetings({"participants": n, "participants_high": n})) for n in range(100, 145)
    ]
    with drawing(charts) as drawn:
        pictures = drawn.pictures()
    assert [f"about {n}<" in (picture or "") for n, picture in enumerate(pictures, 100)] == [True] * 45
