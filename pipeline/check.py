"""Dataset -> notices: what only the rows side by side, or beside the register, can tell."""

from __future__ import annotations

import datetime as dt
import re
import statistics
from collections.abc import Callable, Iterator
from typing import Any

from pipeline.dataset import Dataset, Row
from pipeline.findings import notice
from pipeline.fold import key
from pipeline.model import Notice
from pipeline.register import ActionLine, Register

About = tuple[Notice, str, str]
"""A notice, the report and the meeting that it is about."""

FAR = 5
"""A count is unusual where it is this many times the median of its report's, or as small a part of it."""

_FEWEST_COUNTS = 4
_ALIKE = 88.0
_CODE = re.compile(r"\bC(?:1[01]|[1-9])\b")


def check(dataset: Dataset, register: Register) -> Iterator[About]:
    """Every notice of every check, in the order of the checks and of the rows."""
    for rule in _RULES:
        yield from rule(dataset, register)


def _repeated_meetings(dataset: Dataset, _: Register) -> Iterator[About]:
    """The same subject at the same time twice in one report."""
    seen: dict[tuple[object, ...], Row] = {}
    for row in dataset["meetings"]:
        identity = tuple(row[name] for name in ("report_id", "action_line", "title", "date", "start_time"))
        first = seen.setdefault(identity, row)
        if first is not row:
            yield _about(row, "meeting-repeated", "title", str(row["title"]), first=str(first["meeting_id"]))


def _official_titles(dataset: Dataset, register: Register) -> Iterator[About]:
    """A meeting's title beside the official titles of its action line."""
    for row in dataset["meetings"]:
        line = _action_line(row, register)
        if line and not _is_title_of(str(row["title"]), line):
            official = line.titles.get("en") or line.sub_theme
            yield _about(row, "title-not-official", "title", str(row["title"]), official=official)


def _official_facilitators(dataset: Dataset, register: Register) -> Iterator[About]:
    """A meeting's facilitators beside those that the Tunis Agenda names for its action line."""
    named: dict[object, set[object]] = {}
    for row in dataset["facilitators"]:
        named.setdefault(row["meeting_id"], set()).add(row["organization_id"])
    for row in dataset["meetings"]:
        line = _action_line(row, register)
        present = named.get(row["meeting_id"], set())
        if line and line.facilitators and present and not present & set(line.facilitators):
            yield _about(
                row, "facilitator-not-official", "organization_id", "", official=", ".join(line.facilitators)
            )


def _other_action_lines(dataset: Dataset, _: Register) -> Iterator[About]:
    """Another action line named among a meeting's themes."""
    meetings = {row["meeting_id"]: row for row in dataset["meetings"]}
    for row in dataset["points"]:
        meeting = meetings[row["meeting_id"]]
        if row["section"] != "themes" or meeting["action_line"] is None:
            continue
        for code in dict.fromkeys(_CODE.findall(str(row["text"]))):
            if code != meeting["action_line"]:
                yield _about(meeting, "other-action-line-named", "action_line", str(row["text"]), code=code)


def _unusual_counts(dataset: Dataset, _: Register) -> Iterator[About]:
    """A count of participants far from the others of its report."""
    counts: dict[object, list[int]] = {}
    for row in dataset["meetings"]:
        if isinstance(row["participants"], int):
            counts.setdefault(row["report_id"], []).append(row["participants"])
    for row in dataset["meetings"]:
        count, others = row["participants"], counts.get(row["report_id"], [])
        if not isinstance(count, int) or len(others) < _FEWEST_COUNTS:
            continue
        median = statistics.median(others)
        if count > FAR * median or count * FAR < median:
            yield _about(row, "count-unusual", "participants", str(count), median=f"{median:g}")


def _two_places_at_once(dataset: Dataset, _: Register) -> Iterator[About]:
    """A person named in two meetings that overlap in time; a meeting is held against one other only."""
    meetings = {row["meeting_id"]: row for row in dataset["meetings"]}
    seen: dict[tuple[object, str], dict[object, str]] = {}
    for row in dataset["people"]:
        meeting = meetings[row["meeting_id"]]
        if isinstance(meeting["starts_at"], dt.datetime) and isinstance(meeting["ends_at"], dt.datetime):
            names = seen.setdefault((meeting["report_id"], key(str(row["name"]))), {})
            names.setdefault(row["meeting_id"], str(row["name"]))
    for names in seen.values():
        last, *others = sorted((meetings[name] for name in names), key=_start)
        for meeting in others:
            if _start(meeting) < _end(last):
                first, second = sorted((last, meeting), key=_position)
                name = names[second["meeting_id"]]
                yield _about(second, "two-places-at-once", "name", name, other=str(first["meeting_id"]))
            last = max(last, meeting, key=_end)


def _near_duplicates(dataset: Dataset, _: Register) -> Iterator[About]:
    """Names of persons in one report that differ by a letter or two."""
    from rapidfuzz import fuzz, process

    meetings = {row["meeting_id"]: row for row in dataset["meetings"]}
    names: dict[object, dict[str, Row]] = {}
    for row in dataset["people"]:
        report = meetings[row["meeting_id"]]["report_id"]
        names.setdefault(report, {}).setdefault(key(str(row["name"])), row)
    for people in names.values():
        keys = list(people)
        for number, one in enumerate(keys):
            others = process.extract_iter(one, keys[number + 1 :], scorer=fuzz.ratio, score_cutoff=_ALIKE)
            for other, _score, _index in others:
                first, second = people[one], people[other]
                yield _about(
                    meetings[second["meeting_id"]],
                    "person-spelled-differently",
                    "name",
                    str(second["name"]),
                    other=str(first["name"]),
                )


_RULES: tuple[Callable[[Dataset, Register], Iterator[About]], ...] = (
    _repeated_meetings,
    _official_titles,
    _official_facilitators,
    _other_action_lines,
    _unusual_counts,
    _two_places_at_once,
    _near_duplicates,
)


def _about(meeting: Row, check_name: str, field: str, excerpt: str, **details: str) -> About:
    note = notice(check_name, (), excerpt=excerpt, locator=None, field=field, **details)
    return note, str(meeting["report_id"]), str(meeting["meeting_id"])


def _action_line(meeting: Row, register: Register) -> ActionLine | None:
    """The action line of the meeting; where it has sub-themes, the one that the title names."""
    code = str(meeting["action_line"])
    themes = register.sub_themes.get(code, ())
    if not themes:
        return register.action_lines.get(code)
    return next((theme for theme in themes if _is_title_of(str(meeting["title"]), theme)), None)


def _is_title_of(title: str, line: ActionLine) -> bool:
    known = (*line.titles.values(), *line.aliases, line.sub_theme)
    return key(title) in {key(name) for name in known if name}


def _start(meeting: Row) -> Any:
    return meeting["starts_at"]


def _end(meeting: Row) -> Any:
    return meeting["ends_at"]


def _position(meeting: Row) -> Any:
    return meeting["position"]
