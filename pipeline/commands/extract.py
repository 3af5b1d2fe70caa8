"""`extract`: the main job."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypedDict, Unpack

import click

from pipeline import SETTINGS
from pipeline.commands.cache import IN_FOLDER
from pipeline.commands.errors import reporting_errors

if TYPE_CHECKING:
    from pipeline.execute.cache import Cache
    from pipeline.store import Place
    from pipeline.summary import Summary

_STRICT_FAILURE = 1
_INTERRUPTED = 130
_SECONDS, _SECONDS_WITH_OCR = 120.0, 1200.0
"""For a document; to recognise a page takes some seconds."""


class _Asked(TypedDict):
    """What the command line says."""

    input_dir: Place
    output: Place
    profiles: Path | None
    settings: Path | None
    language: str | None
    revisions: Literal["accept", "reject"]
    password: str | None
    ocr: bool
    follow_links: bool
    jobs: int | None
    time_limit: float | None
    memory_limit: int
    cache: Path | None
    cluster: str | None
    no_cache: bool
    strict: bool
    open_report: bool
    quiet: bool
    as_json: bool


def _place(text: str) -> Place:
    from pipeline.store import place

    return place(text)


@click.command()
@click.argument("input_dir", type=_place)
@click.option("--output", type=_place, metavar="FOLDER", required=True, help="Folder for the dataset.")
@click.option("--profiles", type=click.Path(path_type=Path), help="Folder of further report profiles.")
@click.option(
    "--settings",
    type=click.Path(path_type=Path),
    help="What you know of the dataset: licence, contributors.  [default: pipeline.toml, if it is there]",
)
@click.option("--language", help="Language of the reports (BCP 47), where it should not be detected.")
@click.option(
    "--revisions",
    type=click.Choice(["accept", "reject"]),
    default="accept",
    show_default=True,
    help="How tracked changes of Word files are read.",
)
@click.option("--password", help="Password of encrypted PDF files.")
@click.option("--ocr", is_flag=True, help="Read scans, with ocrmypdf and Tesseract.")
@click.option("--follow-links", is_flag=True, help="Read what links in INPUT_DIR lead to outside of it.")
@click.option(
    "--jobs",
    type=click.IntRange(min=0),
    help="Worker processes; 0: none, and no limits.  [default: processors]",
)
@click.option(
    "--time-limit",
    type=click.FloatRange(min=0, min_open=True),
    help="Seconds for a document.  [default: 120; with --ocr 1200]",
)
@click.option(
    "--memory-limit", type=click.IntRange(min=256), default=2048, show_default=True, help="MB for a document."
)
@IN_FOLDER
@click.option(
    "--cluster",
    metavar="ADDRESS",
    help="Scheduler (tcp://host:8786) of a Dask cluster that reads in place of this machine; it has no cache "
    "but a --cache that its nodes share.",
)
@click.option("--no-cache", is_flag=True, help="Read everything anew, and keep nothing of it.")
@click.option("--strict", is_flag=True, help="Exit with 1 where there are findings of severity error.")
@click.option("--open", "open_report", is_flag=True, help="Open validation.html in the browser.")
@click.option("--quiet", is_flag=True, help="Print nothing but errors.")
@click.option("--json", "as_json", is_flag=True, help="Print the summary as JSON.")
@reporting_errors
def extract(**asked: Unpack[_Asked]) -> None:
    """Read the reports in INPUT_DIR and write the dataset.

    INPUT_DIR and the output are folders, or addresses in a store (s3://bucket/reports).
    """
    from pipeline.execute.cache import LIMIT
    from pipeline.unchanged import keep_run, recall_run

    start = time.monotonic()
    # numpy comes with pyarrow, and would make a thread with memory of its own for each processor
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    if asked["cluster"]:  # its nodes work in folders of their own
        asked["input_dir"] = asked["input_dir"].absolute()
        asked["profiles"], asked["cache"] = _absolute(asked["profiles"]), _absolute(asked["cache"])
    asked["jobs"] = _processors() if asked["jobs"] is None else asked["jobs"]
    cache = _cache(asked)
    state = _state(asked) if cache else ""
    run = recall_run(cache, asked["output"], state) if cache else None
    if run is None:
        run = _run(asked, cache.folder if cache else None, start)
        if cache:
            keep_run(cache, asked["output"], state, run)
            cache.trim(LIMIT)
    _tell(run, asked)
    if asked["strict"] and run.findings["error"]:
        sys.exit(_STRICT_FAILURE)


def _absolute(path: Path | None) -> Path | None:
    return path.absolute() if path else None


def _processors() -> int:
    """Those that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _cache(asked: _Asked) -> Cache | None:
    from pipeline.execute.cache import Cache, default_folder

    if asked["no_cache"]:
        return None
    folder = asked["cache"] or (None if asked["cluster"] else default_folder())
    return Cache(folder) if folder else None


def _limits(asked: _Asked) -> tuple[float, int]:
    """The seconds and megabytes that a document may take."""
    return asked["time_limit"] or (_SECONDS_WITH_OCR if asked["ocr"] else _SECONDS), asked["memory_limit"]


def _state(asked: _Asked) -> str:
    """What the dataset hangs on."""
    from pipeline.unchanged import state_of_run

    choices = {
        "language": asked["language"],
        "revisions": asked["revisions"],
        "password": asked["password"],
        "ocr": asked["ocr"],
        "follow_links": asked["follow_links"],
        "limits": _limits(asked) if asked["jobs"] or asked["cluster"] else None,
    }
    return state_of_run(asked["input_dir"], choices, asked["profiles"], asked["settings"] or SETTINGS)


def _run(asked: _Asked, cache: Path | None, start: float) -> Summary:
    """Read and write; an interruption leaves the output as it was, and ends the program."""
    from pipeline.execute.server import warm_up

    if asked["jobs"] and not asked["cluster"]:
        warm_up()  # before the imports that follow, which take as long
    from pipeline.execute.supervisor import Limits
    from pipeline.options import Options
    from pipeline.read import ReadOptions
    from pipeline.run import extract
    from pipeline.settings import load_settings
    from pipeline.summary import summary
    from pipeline.terminal import progress_bar, say

    language, output = asked["language"], asked["output"]
    seconds, megabytes = _limits(asked)
    options = Options(
        asked["profiles"],
        language,
        ReadOptions(asked["revisions"], asked["password"], asked["ocr"], language, asked["follow_links"]),
        load_settings(asked["settings"]),
        asked["jobs"] or 0,
        Limits(seconds, megabytes * 1_000_000),
        cache,
        asked["cluster"],
    )
    try:
        with progress_bar(wanted=not asked["quiet"]) as progress:
            result = extract(asked["input_dir"], output, options, progress)
    except KeyboardInterrupt:
        rest = f"; what was read is kept in {cache}, and the next run goes on from there" if cache else ""
        say(f"interrupted: {output} is as it was{rest}", to_errors=True)
        sys.exit(_INTERRUPTED)
    return summary(result.reports, result.rejected, output, result.files, time.monotonic() - start)


def _tell(run: Summary, asked: _Asked) -> None:
    """Print what the run gave, and open its report, as asked."""
    from pipeline.terminal import say, say_summary

    if asked["as_json"]:
        say(run.as_json())
    elif not asked["quiet"]:
        say_summary(run)
    report = asked["output"].resolve() / "validation.html"
    if asked["open_report"] and click.launch(str(report)):
        say(f"{report}: nothing here opens pages; open it in a browser yourself", to_errors=True)
