"""What reaches the terminal: text that cannot steer it, a bar while documents are read, a table in the end.

Bar and table are for people who watch: where a stream is no terminal, it gets plain lines only.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click

from pipeline.shown import shown
from pipeline.summary import Summary


def say(text: str, *, to_errors: bool = False) -> None:
    """Print `text`; control characters are named, what the stream cannot encode is escaped."""
    encoding = (sys.stderr if to_errors else sys.stdout).encoding or "utf-8"
    click.echo(shown(text).encode(encoding, "backslashreplace").decode(encoding), err=to_errors)


def say_line(text: str) -> None:
    """Print `text` as one line, whatever line breaks a name in it has."""
    say(" ".join(text.splitlines()))


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


def say_table(run: Summary) -> None:
    """Print the totals of a run as a table, on a terminal."""
    if not sys.stdout.isatty():
        return
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
