"""How fast Word reports become rows: read, selected, normalised, assembled and checked, but not written.

    python -m benchmarks.interpret [--meetings 10] [--reports 20] [--rounds 5] [--growth] [FILE...]

Prints reports per second of processor time of one core (median of the rounds, and their spread), and which
stage takes which share, for a seeded corpus (other reports in each round, of which the first warms up) or for
the files given. With `--growth` also how the time of one report grows with its meetings, and with the
characters of a single cell.

The goal: at least 100 reports of 10 meetings per second.
"""

from __future__ import annotations

import statistics
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from random import Random
from time import process_time
from typing import Any
from unittest.mock import patch

import click

from benchmarks.report_corpus import Cell, Content, Line, content, make, write_docx
from pipeline import interpret as interpretation
from pipeline import report_reader
from pipeline.interpret import Knowledge, load_knowledge
from pipeline.model import ReportId
from pipeline.options import Options
from pipeline.renditions import Report

_STAGES = {
    "read": report_reader,
    "select": interpretation,
    "_languages": interpretation,
    "normalise": interpretation,
    "assemble": interpretation,
    "check": report_reader,
}
"""The module that calls each stage."""
_SIZES = (1_000, 10_000, 100_000)
_LONG: dict[str, str] = {
    "themes": "Exchange of views on the objectives of the group and on affordable access",
    "facilitator": "ITU (confirmed), UNESCO and World Bank (TBC)",
    "participants": "Around 40 participants, of whom 12 took part remotely",
    "date": "16 May 2006, 10:00-13:00",
    "links": "Agenda at http://www.itu.int/wsis/c1.html and www.unesco.org, ana.almeida@itu.int",
    "comments": "Chaired by Ana Almeida, Director, ITU; around 40 participants; see www.itu.int/wsis/c1.html",
}
"""Words of a cell of each column, said again until the cell is as long as wanted."""


class Stages:
    """Processor seconds spent in each stage of the main path."""

    def __init__(self) -> None:
        self.seconds = dict.fromkeys(_STAGES, 0.0)

    def timed(self, name: str, stage: Callable[..., Any]) -> Callable[..., Any]:
        """The stage, with its time added to its name's."""

        def call(*arguments: Any, **options: Any) -> Any:
            start = process_time()
            try:
                found = stage(*arguments, **options)
                return list(found) if isinstance(found, Iterator) else found
            finally:
                self.seconds[name] += process_time() - start

        return call

    @contextmanager
    def watched(self) -> Iterator[None]:
        """While this lasts, the stages that the main path calls are timed."""
        with ExitStack() as watch:
            for name, caller in _STAGES.items():
                watch.enter_context(patch.object(caller, name, self.timed(name, getattr(caller, name))))
            yield


def interpret(path: Path, knowledge: Knowledge) -> None:
    """The rows of one report, and the findings about them."""
    report = Report(ReportId(path.stem), (path,))
    rows, source = report_reader.interpret_report(report, knowledge, Options(), {}, lambda _name: None)
    if source is None:
        raise click.ClickException(f"{path.name}: {rows['documents'][0]['error']}")


def seconds_of(paths: Sequence[Path], knowledge: Knowledge) -> float:
    """Processor seconds for all reports."""
    start = process_time()
    for path in paths:
        interpret(path, knowledge)
    return process_time() - start


def speed(rounds: Sequence[Sequence[Path]], knowledge: Knowledge) -> str:
    """Reports per second and the share of each stage, as lines of text; the first round warms up."""
    warming, *counted = rounds
    seconds_of(warming, knowledge)
    stages = Stages()
    with stages.watched():
        times = [seconds_of(paths, knowledge) for paths in counted]
    reports = sum(map(len, counted))
    rates = sorted(len(paths) / seconds for paths, seconds in zip(counted, times, strict=True))
    middle = statistics.median(rates)
    spread = f"{rates[0]:.1f} to {rates[-1]:.1f}"
    lines = [f"{middle:.1f} reports per second and core ({spread}), {1000 / middle:.1f} ms each"]
    lines += [
        f"  {name.strip('_'):<12}{seconds / sum(times):>6.0%}{1000 * seconds / reports:>8.2f} ms"
        for name, seconds in sorted(stages.seconds.items(), key=lambda item: -item[1])
    ]
    return "\n".join(lines)


def growth(folder: Path, knowledge: Knowledge) -> Iterator[str]:
    """How the time of one report grows with its meetings, and with one cell of each column, as lines."""

    def line(name: str, contents: Sequence[Content]) -> str:
        times: list[float] = []
        for each in contents:
            path = folder / "grown.docx"
            write_docx(each, path)
            times.append(min(seconds_of([path], knowledge) for _ in range(2)))
        figures = "".join(f"{1000 * seconds:>12.1f} ms" for seconds in times)
        steps = ", ".join(f"× {more / less:.1f}" for less, more in pairwise(times))
        return f"{name:<36}{figures}   {steps}"

    yield line("meetings", [content(Random(2006), size) for size in (10, 100, 1_000)])  # noqa: S311 - no secret
    for name in _LONG:
        yield line(f"{name} in one paragraph", [_long_cell(name, size, "; ") for size in _SIZES])
        yield line(f"{name} in many paragraphs", [_long_cell(name, size, "\n") for size in _SIZES])


def _long_cell(name: str, size: int, end: str) -> Content:
    """A report of three meetings of which the second's cell of the column has `size` characters."""
    found = next(
        one
        for seed in range(100)
        if name in (one := content(Random(seed), 3)).fields  # noqa: S311 - no secret
    )
    words = _LONG[name]
    text = end.join([words] * (size // len(words) + 1))[:size]
    cell: Cell = tuple(map(Line, text.split("\n")))
    at = found.fields.index(name)
    first, second, third = found.rows
    return replace(found, rows=(first, (*second[:at], cell, *second[at + 1 :]), third))


@click.command(help=__doc__)
@click.argument("files", nargs=-1, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--meetings", type=click.IntRange(1), default=10, show_default=True)
@click.option("--reports", type=click.IntRange(1), default=20, show_default=True, help="In each round.")
@click.option("--rounds", type=click.IntRange(1), default=5, show_default=True)
@click.option("--growth", "grows", is_flag=True, help="Also how the time grows with a report's size.")
def main(files: tuple[Path, ...], meetings: int, reports: int, rounds: int, *, grows: bool) -> None:
    """Measure and print."""
    knowledge = load_knowledge(None)
    with tempfile.TemporaryDirectory() as folder:
        count = reports * (rounds + 1)
        made = [] if files else make(Path(folder), count, 2006, ("docx",), (meetings, meetings))
        parts = [made[start : start + reports] for start in range(0, count, reports)]
        click.echo(speed([files] * (rounds + 1) if files else parts, knowledge))
        if grows:
            for line in growth(Path(folder), knowledge):
                click.echo(line)


if __name__ == "__main__":
    main()
