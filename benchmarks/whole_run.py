"""How fast whole runs are: starts, the main job, workers, the cache, and converters that do less.

    python -m benchmarks.whole_run [--reports 100] [--repeat 3] [--peers PYTHON] [--growth 1000,10000]

Every figure is of whole processes, and all are of one run on one machine: the median of the repetitions with
the least and the most, and the ratio to what it is measured against. `--peers` is the interpreter of another
environment, in which docling, markitdown, kreuzberg, camelot or pdfplumber are installed (see `peers.py`);
they convert the same files to tables, which is less than our job. `--growth` runs corpora of so many small
reports.

The goals: two workers at least 1.8 times one; a run over unchanged inputs at least 30 times faster than a
cold one; `--help` within 3 times of an empty Python start; the main job on `raw/` within 2.5 times of
importing pandas and pyarrow; at least 10 times the documents per second of docling and of markitdown.
"""

from __future__ import annotations

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

import click

from benchmarks.report_corpus import make
from pipeline.execute.supervisor import Limits, supervise
from pipeline.options import Options
from pipeline.renditions import group_renditions
from pipeline.report_reader import ReportReader
from pipeline.write.report.facts import Run

ROOT = Path(__file__).resolve().parents[1]
_SEED = 2006
_OURS = "ours, to a dataset"
_FILES_OF_PEERS = 20
"""Of a corpus: what they take for a document does not hang on how many there are."""
_PEERS = ("pdfplumber", "camelot", "markitdown", "kreuzberg", "docling")


@dataclass(frozen=True, slots=True)
class Times:
    """Seconds of the repetitions of one thing, and the most memory of its largest process in bytes."""

    seconds: tuple[float, ...]
    memory: int = 0

    @property
    def median(self) -> float:
        """The middle one."""
        return statistics.median(self.seconds)

    def __str__(self) -> str:
        text = f"{self.median:8.3f} s ({min(self.seconds):.3f} to {max(self.seconds):.3f})"
        return text + (f"  {self.memory / 1e6:6.0f} MB" if self.memory else "")


def timed(
    command: Sequence[object], repeat: int, before: Callable[[], object] = lambda: None, warm_ups: int = 1
) -> Times:
    """A command as a whole process; `before` each time, which is not counted."""
    seconds: list[float] = []
    memory = 0
    for number in range(warm_ups + repeat):
        before()
        start = perf_counter()
        process = subprocess.Popen(
            list(map(str, command)), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=ROOT
        )
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            message = f"{' '.join(map(str, command))}: exit code {process.returncode}"
            raise click.ClickException(message)
        if number >= warm_ups:
            seconds.append(perf_counter() - start)
            memory = max(memory, usage.ru_maxrss * 1024)
    return Times(tuple(seconds), memory)


def pipeline(*arguments: object) -> list[object]:
    """Our command."""
    return [sys.executable, "-m", "pipeline", *arguments]


def extraction(raw: Path, folder: Path, *options: object) -> list[object]:
    """A run over `raw` into a folder in `folder`."""
    return pipeline("extract", raw, "--output", folder / "out", "--cache", folder / "cache", *options)


def starts(folder: Path, repeat: int) -> None:
    """What it costs to start, and to do nothing."""
    empty = timed([sys.executable, "-c", "pass"], 5 * repeat)
    shown("an empty Python start", empty)
    shown("--help", timed(pipeline("--help"), 5 * repeat), empty)
    (folder / "nothing").mkdir()
    refused = pipeline("extract", folder / "nothing", "--output", folder / "none")
    shown("a folder without reports", timed(["sh", "-c", '"$@" || true', "sh", *refused], 5 * repeat), empty)


def main_job(folder: Path, repeat: int) -> None:
    """The reports in raw/."""
    raw = ROOT / "raw"
    frames = timed([sys.executable, "-c", "import pandas, pyarrow"], repeat)
    shown("importing pandas and pyarrow", frames)
    shown("the main job on raw/", timed(extraction(raw, folder, "--no-cache"), repeat), frames)
    timed(extraction(raw, folder), 1)
    shown("the same, nothing changed", timed(extraction(raw, folder), repeat), frames)


def reading(raw: Path, folder: Path, jobs: int, repeat: int) -> Times:
    """Reports to portions of the dataset by so many workers, before they are put together."""
    reports = group_renditions(raw)
    run = Run(len(reports), Options().command)
    seconds = []
    for number in range(1 + repeat):
        work = ReportReader(raw, Options(), run, Path(tempfile.mkdtemp(dir=folder)))
        start = perf_counter()
        for portion in supervise(work, reports, jobs=jobs, limits=Limits()):
            portion.unlink()
        if number:
            seconds.append(perf_counter() - start)
    return Times(tuple(seconds))


def corpus(raw: Path, folder: Path, repeat: int) -> Times:
    """A corpus: workers, the cache, a change in one document of a hundred. The time of a cold run."""
    paths = sorted(raw.iterdir())
    count = len(paths)
    one, two = (reading(raw, folder, jobs, repeat) for jobs in (1, 2))
    click.echo(f"  before writing: {count / one.median:.1f} documents a second with one worker, ", nl=False)
    click.echo(f"{count / two.median:.1f} with two: {one.median / two.median:.2f} times")

    def nothing_kept() -> None:
        for name in ("out", "cache"):
            shutil.rmtree(folder / name, ignore_errors=True)

    cold = timed(extraction(raw, folder), repeat, nothing_kept)
    shown("cold", cold)
    shown("nothing changed", timed(extraction(raw, folder), repeat), cold)
    shutil.rmtree(folder / "out")
    writing = timed(
        extraction(raw, folder), repeat, lambda: shutil.rmtree(folder / "out", ignore_errors=True)
    )
    shown("all from the cache (writing)", writing, cold)
    spare = folder / "spare"
    others = iter(make(spare, 2 * repeat + 4, _SEED + 1, kinds=("docx",), meetings=(10, 10)))

    def one_in_a_hundred_changed() -> None:
        for path in paths[:: max(100, count // 2)]:
            shutil.copy(next(others), path.with_suffix(".docx"))

    if paths[0].suffix == ".docx":
        changed = timed(extraction(raw, folder), repeat, one_in_a_hundred_changed)
        shown("one in a hundred changed", changed, writing)
    return cold


def peers(python: Path, raw: Path, ours: Times) -> dict[str, float]:
    """Other converters over the same files, each in one process that has loaded it before: documents a second
    by name, ours first."""
    files = sorted(raw.iterdir())
    rate = len(files) / ours.median
    rates = {_OURS: rate}
    click.echo(f"  {_OURS:<32}{rate:10.2f} documents a second")
    for name in _PEERS:
        run = subprocess.run(
            [python, "-P", ROOT / "benchmarks" / "peers.py", name, *files[:_FILES_OF_PEERS]],
            capture_output=True,
            text=True,
            check=False,
        )
        if run.returncode:
            reason = (run.stderr.strip().splitlines() or ["no word of it"])[-1]
            click.echo(f"  {name:<32}not measured: {reason}")
            continue
        count, seconds = run.stdout.split()
        theirs = int(count) / float(seconds)
        rates[name] = theirs
        click.echo(f"  {name:<32}{theirs:10.2f} documents a second; ours is {rate / theirs:.1f} times")
    return rates


def growth(sizes: Sequence[int], folder: Path) -> None:
    """Runs over more and more small reports."""
    for size in sizes:
        raw = folder / f"{size} reports"
        make(raw, size, _SEED, kinds=("docx",), meetings=(1, 2))
        run = timed(extraction(raw, folder, "--no-cache"), 1, warm_ups=0)
        milliseconds = 1000 * run.median / size
        click.echo(f"  {size:>8} reports {run}: {milliseconds:.1f} ms a report")
        shutil.rmtree(raw)


def shown(name: str, times: Times, of: Times | None = None) -> None:
    """A line of the table."""
    ratio = f"  {times.median / of.median:6.2f} times" if of else ""
    if of and times.median < of.median / 2:
        ratio = f"  {of.median / times.median:6.1f} times faster"
    click.echo(f"  {name:<32}{times}{ratio}")


@click.command(help=__doc__)
@click.option("--reports", type=click.IntRange(10), default=100, show_default=True)
@click.option("--repeat", type=click.IntRange(1), default=3, show_default=True)
@click.option("--peers", "peers_python", type=click.Path(exists=True, path_type=Path))
@click.option("--growth", "sizes", default="", help="Numbers of reports, with commas between them.")
@click.option("--figures", type=click.Path(path_type=Path), help="File for the figures of the chart.")
def main(reports: int, repeat: int, peers_python: Path | None, sizes: str, figures: Path | None) -> None:
    """Measure and print."""
    rows: list[dict[str, object]] = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        click.echo("Starts (whole processes)")
        starts(folder, repeat)
        click.echo("The main job")
        main_job(folder, repeat)
        for kinds in (("docx",), ("pdf",), ("docx", "pdf")):
            raw = folder / "-".join(kinds)
            make(raw, reports, _SEED, kinds=kinds, meetings=(10, 10) if len(kinds) == 1 else (1, 60))
            meetings = "10" if len(kinds) == 1 else "1 to 60"
            click.echo(f"{reports} reports ({' and '.join(kinds)}), {meetings} meetings each")
            cold = corpus(raw, folder, repeat)
            rates = peers(peers_python, raw, cold) if peers_python else {_OURS: reports / cold.median}
            rows += [
                {"corpus": " and ".join(kinds), "reader": name, "documents a second": round(rate, 2)}
                for name, rate in rates.items()
            ]
        if sizes:
            click.echo("Growth: small reports in Word, everything read")
            growth([int(size) for size in sizes.split(",")], folder)

    if figures:
        figures.write_text(json.dumps(rows), "utf-8")


if __name__ == "__main__":
    main()
