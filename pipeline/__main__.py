"""Arguments in, exit code out."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from pipeline import __version__
from pipeline.findings import PipelineError

if TYPE_CHECKING:
    from pipeline.profile import Profile

_STRICT_FAILURE = 1
_NOTHING_WRITTEN = 2


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="pipeline")
def main() -> None:
    """Turn meeting reports into data, with the source words of every value."""


@main.command()
@click.argument("input_dir", type=click.Path(path_type=Path))
@click.option("--output", type=click.Path(path_type=Path), required=True, help="Folder for the dataset.")
@click.option("--profiles", type=click.Path(path_type=Path), help="Folder of further report profiles.")
@click.option("--language", help="Language of the reports (BCP 47), where it should not be detected.")
@click.option(
    "--revisions",
    type=click.Choice(["accept", "reject"]),
    default="accept",
    show_default=True,
    help="How tracked changes of Word files are read.",
)
@click.option("--password", help="Password of encrypted PDF files.")
@click.option("--strict", is_flag=True, help="Exit with 1 where there are findings of severity error.")
def extract(
    input_dir: Path,
    output: Path,
    profiles: Path | None,
    language: str | None,
    revisions: Literal["accept", "reject"],
    password: str | None,
    strict: bool,
) -> None:
    """Read the reports in INPUT_DIR and write the dataset."""
    from pipeline.read import ReadOptions
    from pipeline.run import Options, extract
    from pipeline.summary import summary_lines

    options = Options(profiles, language, ReadOptions(revisions, password))
    try:
        result = extract(input_dir, output, options)
    except PipelineError as error:
        raise _failure(error) from error
    for line in summary_lines(result.dataset, output):
        click.echo(line)
    if strict and any(row["severity"] == "error" for row in result.dataset["findings"]):
        sys.exit(_STRICT_FAILURE)


@main.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("--why", is_flag=True, help="Say why each table was or was not taken.")
@click.option("--profiles", type=click.Path(path_type=Path), help="Folder of further report profiles.")
@click.option("--revisions", type=click.Choice(["accept", "reject"]), default="accept", show_default=True)
@click.option("--password", help="Password of an encrypted PDF file.")
def inspect(
    file: Path,
    form: str,
    why: bool,
    profiles: Path | None,
    revisions: Literal["accept", "reject"],
    password: str | None,
) -> None:
    """Show the tables that the reader sees in FILE, before any interpretation."""
    from pipeline.inspect import as_json, as_text, reasons
    from pipeline.read import ReadOptions, read_file

    try:
        document = read_file(file, ReadOptions(revisions, password))
        click.echo(as_json(document) if form == "json" else as_text(document))
        if why:
            from pipeline.profile import load_profiles

            for line in reasons(document, load_profiles(profiles)):
                click.echo(line, err=form == "json")
    except PipelineError as error:
        raise _failure(error) from error


@main.group(invoke_without_command=True)
@click.option("--profiles", "folder", type=click.Path(path_type=Path), help="Folder of further profiles.")
@click.pass_context
def profiles(context: click.Context, folder: Path | None) -> None:
    """List the report profiles, explain one, or draft one from a document."""
    from pipeline.profile import load_profiles

    try:
        context.obj = load_profiles(folder)
    except PipelineError as error:
        raise _failure(error) from error
    if context.invoked_subcommand is None:
        context.invoke(list_profiles)


@profiles.command("list")
@click.pass_obj
def list_profiles(known: Sequence[Profile]) -> None:
    """List the profiles that there are."""
    width = max(len(profile.name) for profile in known)
    for profile in known:
        click.echo(f"{profile.name:{width}}  {profile.title}")


@profiles.command("show")
@click.argument("name")
@click.pass_obj
def show_profile(known: Sequence[Profile], name: str) -> None:
    """Explain the profile NAME: which tables it takes, and what it reads under which header."""
    from pipeline.drafting import explain

    by_name = {profile.name: profile for profile in known}
    if name not in by_name:
        message = f"there is no profile {name}; there are: {', '.join(by_name)}"
        raise _failure(PipelineError(message))
    for line in explain(by_name[name]):
        click.echo(line)


@profiles.command("draft")
@click.argument("file", type=click.Path(path_type=Path))
@click.pass_obj
def draft_profile(known: Sequence[Profile], file: Path) -> None:
    """Print a profile (TOML) with the headers of the document FILE, to be checked and completed."""
    from pipeline.drafting import draft
    from pipeline.read import ReadOptions, read_file

    try:
        click.echo(draft(read_file(file, ReadOptions()), known), nl=False)
    except PipelineError as error:
        raise _failure(error) from error


def _failure(error: PipelineError) -> SystemExit:
    click.echo(f"error: {error}", err=True)
    return SystemExit(_NOTHING_WRITTEN)


if __name__ == "__main__":
    main()
