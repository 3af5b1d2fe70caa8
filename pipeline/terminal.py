"""What reaches the terminal: text that cannot steer it, a bar while documents are read, a table in the end.

Bar and table are for people who watch: where a stream is no terminal, it gets plain lines only.
"""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click

from pipeline.shown import shown, shown_json
from pipeline.summary import Summary


def say(text: str, *, to_errors: bool = False) -> None:
    """Print `text`, control characters by their names."""
    _print(shown(text), to_errors=to_errors)


def say_json(text: str) -> None:
    """Print JSON, which stays the same JSON."""
    _print(shown_json(text), to_errors=False)


@contextmanager
def log_shown(*, wanted: bool) -> Iterator[None]:
    """Within the block, what the program logs for those who look for its faults is on the error stream."""
    logger, handler = logging.getLogger("pipeline"), _Errors()
    before = logger.level
    if wanted:
        logger.addHandler(handler)
        logger.setLevel(logging.DEBUG)
    try:
        yield
    finally:
        logger.removeHandler(handler)
        logger.setLevel(before)


def say_summary(run: Summary) -> None:
    """Print a line for each report and rejected file, the totals on a terminal, and where the dataset is."""
    *lines, where = run.as_lines()
    for line in lines:
        say(line)
    if sys.stdout.isatty():
        _print_totals(run)
    say(where)


@contextmanager
def progress_bar(*, wanted: bool) -> Iterator[Callable[[int, int], None]]:
    """A bar on the error stream, moved by calls with how many documents are done, of how many."""
    if not (wanted and sys.stderr.isatty()):
        yield lambda _done, _total: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = TextColumn("Reading documents"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn()
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


class _Errors(logging.Handler):
    """The error stream."""

    def emit(self, record: logging.LogRecord) -> None:
        """Print what is logged."""
        say(self.format(record), to_errors=True)


def _print(text: str, *, to_errors: bool) -> None:
    encoding = (sys.stderr if to_errors else sys.stdout).encoding or "utf-8"
    click.echo(text.encode(encoding, "backslashreplace").decode(encoding), err=to_errors)


def _print_totals(run: Summary) -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    cells = {
        "reports": f"{len(run.reports)}",
        "meetings": f"{run.meetings}",
        "values": f"{run.values}",
        "errors": _coloured(run.findings["error"], "red"),
        "warnings": _coloured(run.findings["warning"], "yellow"),
        "notes": f"{run.findings['info']}",
        "files written": f"{len(run.files)}",
        "time": f"{run.seconds:.1f} s",
    }
    for name in cells:
        table.add_column(name, justify="right")
    table.add_row(*cells.values())
    Console().print(table)


def _coloured(count: int, colour: str) -> str:
    return f"[{colour}]{count}[/]" if count else "0"
