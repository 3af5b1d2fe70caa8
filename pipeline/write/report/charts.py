"""Pictures of the data: rows for the Vega-Lite specifications in `vega/`, and their SVG.

No size in a picture hangs on the width of a text, since that differs with the fonts of a machine: margins
are fixed, labels are cut by count of characters, legends stand in the page.
"""

from __future__ import annotations

import datetime as dt
import json
import math
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from importlib import resources
from typing import IO, Any, cast

from pipeline.dataset import Row, as_text, columns
from pipeline.shown import shown

_LABEL, _ORGANIZATION = 28, 36
_ORGANIZATIONS_SHOWN = 40
_SHORTEST = 0.2
"""Hours; what a meeting without an end is drawn as."""
_TIME_LIMIT = 60, 1
"""Seconds for the first picture and for each; they take half a second and some hundredths."""
_WORDS = {
    "approximate": "about {participants}",
    "minimum": "at least {participants_low}",
    "maximum": "at most {participants_high}",
    "range": "{participants_low} to {participants_high}",
}
"""How a figure with its qualifier is put; an exact one is only itself."""
_MEASURED = ("meetings", "facilitators", "people", "links")
OF_ONE = ("timeline", "participants", "organizations", "completeness")
"""The charts of a run with one report."""
OF_EACH = ("timeline", "participants", "organizations")
"""The charts of each of several reports."""
MOST_PICTURED = 40
"""Reports of a run whose pages have pictures: the three of a report take longer to draw than it takes to
read."""
_WORTH_A_PROCESS = 40
"""Charts that take as long to draw as another process to start."""

Cells = Mapping[str, object]
Tables = Mapping[str, Sequence[Row]]
Renderer = subprocess.Popen[bytes]


@dataclass(frozen=True, slots=True)
class Chart:
    """A picture: the specification's name, its rows, the order of an axis where it is not that of the rows,
    and what the picture cannot show."""

    name: str
    rows: tuple[Cells, ...]
    orders: Mapping[str, Sequence[str]] = field(default_factory=dict)
    note: str = ""


class Drawing:
    """Pictures that other processes draw while this one goes on; each has a share of them."""

    def __init__(self, charts: Sequence[Chart], processes: Sequence[subprocess.Popen[bytes]]) -> None:
        self._charts = charts
        self._processes = processes

    def pictures(self) -> list[str | None]:
        """The SVG of each chart; None where the machine could not draw."""
        pictures: list[str | None] = [None] * len(self._charts)
        for number, process in enumerate(self._processes):
            shares = range(number, len(self._charts), len(self._processes))
            start, each = _TIME_LIMIT
            with suppress(subprocess.TimeoutExpired):
                drawn, _ = process.communicate(timeout=start + each * len(shares))
                if process.returncode == 0:
                    pictures[number :: len(self._processes)] = json.loads(drawn)
        return pictures


@contextmanager
def drawing(charts: Sequence[Chart], ready: Sequence[Renderer] = ()) -> Iterator[Drawing]:
    """Begin to draw `charts`, by the renderers that are `ready` and some more where there are many; whatever
    is not drawn when the block ends never is."""
    wanted = min(os.cpu_count() or 1, math.ceil(len(charts) / _WORTH_A_PROCESS))
    with ExitStack() as stack:
        more = (stack.enter_context(renderer()) for _ in range(wanted - len(ready)))
        processes = [*ready[:wanted], *more]
        for number, process in enumerate(processes):
            _ask(process, charts[number::wanted])
        yield Drawing(charts, processes)


@contextmanager
def renderer() -> Iterator[Renderer]:
    """A process that can draw once it has started, which takes half a second: time that others can use."""
    program = resources.files("pipeline.write.report").joinpath("draw.py")
    command = [sys.executable, "-P", str(program)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def _ask(process: Renderer, charts: Sequence[Chart]) -> None:
    asked = json.dumps([specification(chart) for chart in charts]).encode()
    # the program reads all before it writes any, so neither waits for the other
    with suppress(BrokenPipeError), cast("IO[bytes]", process.stdin) as pipe:
        pipe.write(asked)
    process.stdin = None


def specification(chart: Chart) -> dict[str, Any]:
    """The Vega-Lite specification with the rows in it."""
    common, own = _load("config"), _load(chart.name)
    for channel, order in chart.orders.items():
        own["encoding"][channel]["sort"] = list(order)
    return {**common, "data": {"values": list(chart.rows)}, **own}


def charts_of(tables: Tables, names: Sequence[str]) -> list[Chart]:
    """The charts of those names that have anything to show."""
    return _filled([_CHARTS[name](tables) for name in names])


def charts_of_all(tally: Tally) -> list[Chart]:
    """The charts over many reports that have anything to show."""
    return _filled([tally.organizations(), tally.completeness()])


def _filled(charts: Sequence[Chart]) -> list[Chart]:
    return [chart for chart in charts if chart.rows]


def _timeline(tables: Tables) -> Chart:
    meetings = tables["meetings"]
    rows: list[Cells] = []
    of_day: Counter[str] = Counter()
    timed = [row for row in meetings if row["date"] and row["start_time"]]
    for row in sorted(timed, key=lambda row: (as_text(row["date"]), as_text(row["start_time"]))):
        day = as_text(row["date"])
        of_day[day] += 1
        start, end = _hours(row["start_time"]), _hours(row["end_time"])
        if row["end_time"] is not None and end < start:
            end = 24  # past midnight
        rows.append(
            {
                "place": f"{day}|{of_day[day]}",
                "start": start,
                "end": max(end, start + _SHORTEST),
                "meeting": _meeting(row),
            }
        )
    missing = len(meetings) - len(rows)
    return Chart("timeline", tuple(rows), note=f"{missing} of {len(meetings)} have no day or no hour.")


def _participants(tables: Tables) -> Chart:
    meetings = tables["meetings"]
    counted = [row for row in meetings if isinstance(row["participants"], int)]
    bounds = [row[name] for row in counted for name in ("participants", "participants_high")]
    most = max((bound for bound in bounds if isinstance(bound, int)), default=0)
    rows = tuple(
        {
            "meeting": _meeting(row),
            "participants": row["participants"],
            "low": row["participants_low"] or 0,
            "until": most if row["participants_high"] is None else row["participants_high"],
            "words": _figure(row),
        }
        for row in counted
    )
    missing = len(meetings) - len(rows)
    return Chart("participants", rows, note=f"{missing} of {len(meetings)} have no figure.")


def _figure(row: Row) -> str:
    return _WORDS.get(as_text(row["participants_qualifier"]), "{participants}").format_map(row)


class Tally:
    """What the charts over many reports show, as counts that grow by a report and do not hold its rows."""

    def __init__(self, tables: Tables | None = None) -> None:
        self._roles: dict[tuple[str, str, str], str] = {}
        self._totals: Counter[str] = Counter()
        self._filled: Counter[tuple[str, str]] = Counter()
        if tables:
            self._count(tables)

    def _count(self, tables: Tables) -> None:
        lines = {
            row["meeting_id"]: _cut(as_text(row["action_line"]), 4) or "none" for row in tables["meetings"]
        }
        for row in tables["facilitators"]:
            name = _cut(as_text(row["organization_id"] or row["organization"]), _ORGANIZATION)
            role = name, lines.get(row["meeting_id"], "none"), as_text(row["role"])
            self._roles.setdefault(role, as_text(row["status"]))
        for table in _MEASURED:
            self._totals[table] += len(tables[table])
            for column in columns(table):
                if not column.required:
                    filled = sum(row[column.name] is not None for row in tables[table])
                    self._filled[table, column.name] += filled

    def add(self, other: Tally) -> None:
        """Count in what `other` has counted."""
        for role, status in other._roles.items():
            self._roles.setdefault(role, status)
        self._totals.update(other._totals)
        self._filled.update(other._filled)

    def organizations(self) -> Chart:
        """Organisation by action line, with roles and status."""
        counts = Counter(name for name, _, _ in self._roles)
        shown = sorted(counts, key=lambda name: (-counts[name], name))[:_ORGANIZATIONS_SHOWN]
        rows = tuple(
            {"organization": name, "action_line": line, "role": role, "status": status}
            for (name, line, role), status in self._roles.items()
            if name in shown
        )
        used = sorted({as_text(row["action_line"]) for row in rows}, key=lambda line: (len(line), line))
        hidden = len(counts) - len(shown)
        note = f"{hidden} organisations with fewer roles are not shown." if hidden else ""
        return Chart("organizations", rows, {"x": used, "y": shown}, note)

    def completeness(self) -> Chart:
        """Of the rows of each table, those that have a value in a column that may be missing."""
        rows = tuple(
            {
                "field": f"{table}.{name}",
                "share": round(filled / self._totals[table], 4),
                "words": f"{filled} of {self._totals[table]}",
            }
            for (table, name), filled in self._filled.items()
            if self._totals[table]
        )
        return Chart("completeness", rows)


def _meeting(row: Row) -> str:
    return _cut(as_text(row["meeting_id"]).split("/", 1)[-1], _LABEL)


def _hours(value: object) -> float:
    return round(value.hour + value.minute / 60, 4) if isinstance(value, dt.time) else 0


def _cut(text: str, length: int) -> str:
    text = shown(text)  # the renderer dies of a NUL
    return text if len(text) <= length else f"{text[: length - 1]}…"


def _load(name: str) -> dict[str, Any]:
    path = resources.files("pipeline.write.report").joinpath("vega", f"{name}.vl.json")
    loaded: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return loaded


_CHARTS: Mapping[str, Callable[[Tables], Chart]] = {
    "timeline": _timeline,
    "participants": _participants,
    "organizations": lambda tables: Tally(tables).organizations(),
    "completeness": lambda tables: Tally(tables).completeness(),
}
