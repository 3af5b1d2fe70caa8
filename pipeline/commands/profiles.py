"""`profiles`: what is known of report families."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, cast

import click

from pipeline.commands.errors import reporting_errors

if TYPE_CHECKING:
    from pipeline.profile import Profile


@click.group(invoke_without_command=True)
@click.option("--profiles", "folder", type=click.Path(path_type=Path), help="Folder of further profiles.")
@reporting_errors
def profiles(folder: Path | None) -> None:
    """List the report profiles, explain one, or draft one from a document."""
    from pipeline.profile import load_profiles

    context = click.get_current_context()
    context.obj = load_profiles(folder)
    if context.invoked_subcommand is None:
        context.invoke(list_all)


@profiles.command("list")
@reporting_errors
def list_all() -> None:
    """List the profiles that there are."""
    from pipeline.terminal import say

    known = _known_profiles()
    width = max(len(profile.name) for profile in known)
    for profile in known:
        say(f"{profile.name:{width}}  {profile.title}")


@profiles.command()
@click.argument("name")
@reporting_errors
def show(name: str) -> None:
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


@profiles.command()
@click.argument("file", type=click.Path(path_type=Path))
@reporting_errors
def draft(file: Path) -> None:
    """Print a profile (TOML) with the headers of the document FILE, to be checked and completed."""
    from pipeline.drafting import draft
    from pipeline.read import ReadOptions, read_file
    from pipeline.terminal import say

    say(draft(read_file(file, ReadOptions()), _known_profiles()).rstrip("\n"))


def _known_profiles() -> Sequence[Profile]:
    """What the group of commands has loaded."""
    return cast("Sequence[Profile]", click.get_current_context().obj)
