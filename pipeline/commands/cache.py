"""`cache`: what is kept of the documents that were read."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.commands.errors import reporting_errors

if TYPE_CHECKING:
    from pipeline.execute.cache import Cache

IN_FOLDER = click.option(
    "--cache", type=click.Path(path_type=Path), help="Folder for what was read.  [default: the user's cache]"
)


@click.group()
def cache() -> None:
    """Show or clear what is kept of the documents that were read."""


@cache.command()
@IN_FOLDER
@reporting_errors
def show(cache: Path | None) -> None:
    """Say where it is, how much is in it, and how much can be."""
    from pipeline.execute.cache import LIMIT
    from pipeline.terminal import say

    kept = _cache(cache)
    count, size = kept.size()
    say(f"{kept.folder}: {count} entries, {size / 1e6:,.1f} MB of at most {LIMIT / 1e6:,.1f} MB")


@cache.command()
@IN_FOLDER
@reporting_errors
def clear(cache: Path | None) -> None:
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
