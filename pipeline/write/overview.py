"""The overview: one row per meeting with what belongs to it on one line, for reading."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from pipeline.dataset import Dataset, Row, columns

_SEPARATOR = "; "


def overview(dataset: Dataset) -> list[Row]:
    """The rows of the view, in the order of the meetings."""
    of_role: dict[tuple[object, object], list[str]] = defaultdict(list)
    for row in dataset["facilitators"]:
        of_role[row["meeting_id"], row["role"]].append(str(row["organization"]))
    for row in dataset["people"]:
        if row["role"] in {"chair", "co-chair"}:
            of_role[row["meeting_id"], "chair"].append(str(row["name"]))
    for row in dataset["links"]:
        of_role[row["meeting_id"], "link"].append(str(row["url"]))
    joined = {
        "facilitators": "facilitator",
        "co_facilitators": "co-facilitator",
        "chairs": "chair",
        "links": "link",
    }
    return [
        {
            column.name: _join(of_role.get((meeting["meeting_id"], joined[column.name]), ()))
            if column.name in joined
            else meeting[column.name]
            for column in columns("overview")
        }
        for meeting in dataset["meetings"]
    ]


def _join(names: Iterable[str]) -> str | None:
    return _SEPARATOR.join(dict.fromkeys(names)) or None
