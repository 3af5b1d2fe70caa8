"""Arguments in, exit code out."""

from __future__ import annotations

import functools
import os
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal, cast

import click

from pipeline import SETTINGS, __version__

if TYPE_CHECKING:
    from pipeline.execute.cache import Cache
    from pipeline.profile import Profile
    from pipeline.store import Place

_STRICT_FAILURE = 1
_NOTHING_WRITTEN = 2
_INTERRUPTED = 130
_CACHE = click.option(
    "--cache", type=click.Path(path_type=Path), help="Folder for what was read.  [default: the user's cache]"
)
_SECONDS, _SECONDS_WITH_OCR = 120.0, 1200.0
"""For a document; to recognise a page takes some seconds."""


def reporting_errors(command: Callable[..., None]) -> Callable[..., None]:
    """`command` with the option --debug; an error is one line on the error stream, and exit code 2."""

    @click.option("--debug", is_flag=True, help="Show the traceback of an error.")
    @functools.wraps(command)
    def run(debug: bool, **options: object) -> None:
        from pipeline.terminal import log_shown, say

        try:
            with log_shown(wanted=debug):
                command(**options)
        except (click.ClickException, click.exceptions.Exit, click.Abort, BrokenPipeError):
            raise
        except Exception as error:  # noqa: BLE001 - a fault of ours is told like any other error
            if debug:
                import traceback

                say(traceback.format_exc(), to_errors=True)
            say(f"error: {_told(error)}", to_errors=True)
            sys.exit(_NOTHING_WRITTEN)

    return run


def _told(error: Exception) -> str:
    from pipeline.findings import PipelineError  # not for the help, which it would take half as long again

    if isinstance(error, PipelineError):
        return str(error)
    if isinstance(error, OSError) and error.filename is not None:
        return f"{error.filename}: {error.strerror}; check that it is there and that you may use it"
    fault = " ".join(f"{type(error).__name__}: {error}".split())
    return f"a fault of this program ({fault}); please report it, with what --debug shows"


def _place(text: str) -> Place:
    from pipeline.store import place

    return place(text)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="pipeline")
def main() -> None:
    """Turn meeting reports into data, with the source words of every value."""


@main.command()
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
@_CACHE
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
def extract(
    input_dir: Place,
    output: Place,
    profiles: Path | None,
    settings: Path | None,
    language: str | None,
    revisions: Literal["accept", "reject"],
    password: str | None,
    ocr: bool,
    follow_links: bool,
    strict: bool,
    open_report: bool,
    quiet: bool,
    as_json: bool,
    jobs: int | None,
    time_limit: float | None,
    memory_limit: int,
    cache: Path | None,
    cluster: str | None,
    no_cache: bool,
) -> None:
    """Read the reports in INPUT_DIR and write the dataset.

    INPUT_DIR and the output are folders, or addresses in a store (s3://bucket/reports).
    """
    from pipeline.execute.cache import LIMIT, Cache, default_folder
    from pipeline.terminal import say, say_summary
    from pipeline.unchanged import keep_run, recall_run, state_of_run

    start = time.monotonic()
    # numpy comes with pyarrow, and would make a thread with memory of its own for each processor
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    if cluster:  # its nodes work in folders of their own
        input_dir, profiles, cache = input_dir.absolute(), _absolute(profiles), _absolute(cache)
    folder = None if no_cache else cache or (None if cluster else default_folder())
    kept = Cache(folder) if folder else None
    jobs = _processors() if jobs is None else jobs
    seconds = time_limit or (_SECONDS_WITH_OCR if ocr else _SECONDS)
    choices = {
        "language": language,
        "revisions": revisions,
        "password": password,
        "ocr": ocr,
        "follow_links": follow_links,
        "limits": (seconds, memory_limit) if jobs or cluster else None,
    }
    state = state_of_run(input_dir, choices, profiles, settings or SETTINGS) if kept else ""
    run = recall_run(kept, output, state) if kept else None
    if run is None:
        from pipeline.execute.server import warm_up

        if jobs and not cluster:
            warm_up()
        from pipeline.execute.supervisor import Limits
        from pipeline.options import Options
        from pipeline.read import ReadOptions
        from pipeline.run import extract
        from pipeline.settings import load_settings
        from pipeline.summary import summary
        from pipeline.terminal import progress_bar

        options = Options(
            profiles,
            language,
            ReadOptions(revisions, password, ocr, language, follow_links),
            load_settings(settings),
            jobs,
            Limits(seconds, memory_limit * 1_000_000),
            folder,
            cluster,
        )
        try:
            with progress_bar(wanted=not quiet) as progress:
                result = extract(input_dir, output, options, progress)
        except KeyboardInterrupt:
            rest = (
                f"; what was read is kept in {folder}, and the next run goes on from there" if folder else ""
            )
            say(f"interrupted: {output} is as it was{rest}", to_errors=True)
            sys.exit(_INTERRUPTED)
        run = summary(result.reports, result.rejected, output, result.files, time.monotonic() - start)
        if kept:
            keep_run(kept, output, state, run)
            kept.trim(LIMIT)
    if as_json:
        say(run.as_json())
    elif not quiet:
        say_summary(run)
    report = output.resolve() / "validation.html"
    if open_report and click.launch(str(report)):
        say(f"{report}: nothing here opens pages; open it in a browser yourself", to_errors=True)
    if strict and run.findings["error"]:
        sys.exit(_STRICT_FAILURE)


def _processors() -> int:
    """Those that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _absolute(path: Path | None) -> Path | None:
    return path.absolute() if path else None


@main.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("--why", is_flag=True, help="Say why each table was or was not taken.")
@click.option("--profiles", type=click.Path(path_type=Path), help="Folder of further report profiles.")
@click.option("--revisions", type=click.Choice(["accept", "reject"]), default="accept", show_default=True)
@click.option("--password", help="Password of an encrypted PDF file.")
@click.option("--ocr", is_flag=True, help="Read a scan, with ocrmypdf and Tesseract.")
@reporting_errors
def inspect(
    file: Path,
    form: str,
    why: bool,
    profiles: Path | None,
    revisions: Literal["accept", "reject"],
    password: str | None,
    ocr: bool,
) -> None:
    """Show the tables that the reader sees in FILE, before any interpretation."""
    from pipeline.inspect import as_json, as_text, reasons
    from pipeline.read import ReadOptions, read_file
    from pipeline.terminal import say, say_json

    document = read_file(file, ReadOptions(revisions, password, ocr))
    if form == "json":
        say_json(as_json(document))
    else:
        say(as_text(document))
    if why:
        from pipeline.profile import load_profiles

        for line in reasons(document, load_profiles(profiles)):
            say(line, to_errors=form == "json")


@main.group("cache")
def cache_group() -> None:
    """Show or clear what is kept of the documents that were read."""


@cache_group.command("show")
@_CACHE
@reporting_errors
def show_cache(cache: Path | None) -> None:
    """Say where it is, how much is in it, and how much can be."""
    from pipeline.execute.cache import LIMIT
    from pipeline.terminal import say

    kept = _cache(cache)
    count, size = kept.size()
    say(f"{kept.folder}: {count} entries, {size / 1e6:,.1f} MB of at most {LIMIT / 1e6:,.1f} MB")


@cache_group.command("clear")
@_CACHE
@reporting_errors
def clear_cache(cache: Path | None) -> None:
    """Drop everything in it; the next run reads all documents anew."""
    _cache(cache).clear()


def _cache(folder: Path | None) -> Cache:
    from pipeline.execute.cache import Cache, default_folder
    from pipeline.findings import PipelineError

    named = folder or default_folder()
    if named is None:
        message = "there is no home folder that a cache could be in; name a folder with --cache"
        raise PipelineError(message)
    return Cache(named)


@main.group(invoke_without_command=True)
@click.option("--profiles", "folder", type=click.Path(path_type=Path), help="Folder of further profiles.")
@reporting_errors
def profiles(folder: Path | None) -> None:
    """List the report profiles, explain one, or draft one from a document."""
    from pipeline.profile import load_profiles

    context = click.get_current_context()
    context.obj = load_profiles(folder)
    if context.invoked_subcommand is None:
        context.invoke(list_profiles)


@profiles.command("list")
@reporting_errors
def list_profiles() -> None:
    """List the profiles that there are."""
    from pipeline.terminal import say

    known = _known_profiles()
    width = max(len(profile.name) for profile in known)
    for profile in known:
        say(f"{profile.name:{width}}  {profile.title}")


@profiles.command("show")
@click.argument("name")
@reporting_errors
def show_profile(name: str) -> None:
    """Explain the profile NAME: which tables it takes, and what it reads under which header."""
    from pipeline.drafting import explain
    from pipeline.findings import PipelineError
    from pipeline.terminal import say

    by_name = {profile.name: profile for profile in _known_profiles()}
    if name not in by_name:
        message = f"there is no profile {name}; there are: {', '.join(by_name)}"
        raise PipelineError(message)
    for line in explain(by_name[name]):
        say(line)


@profiles.command("draft")
@click.argument("file", type=click.Path(path_type=Path))
@reporting_errors
def draft_profile(file: Path) -> None:
    """Print a profile (TOML) with the headers of the document FILE, to be checked and completed."""
    from pipeline.drafting import draft
    from pipeline.read import ReadOptions, read_file
    from pipeline.terminal import say

    say(draft(read_file(file, ReadOptions()), _known_profiles()).rstrip("\n"))


def _known_profiles() -> Sequence[Profile]:
    """What the group of commands has loaded."""
    return cast("Sequence[Profile]", click.get_current_context().obj)


if __name__ == "__main__":
    main()
