"""`inspect`: a document as the reader sees it."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import click

from pipeline.commands.errors import reporting_errors


@click.command()
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
