"""Arguments in, exit code out."""

from __future__ import annotations

import click

from pipeline import __version__
from pipeline.commands.cache import cache
from pipeline.commands.extract import extract
from pipeline.commands.inspect import inspect
from pipeline.commands.profiles import profiles


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="pipeline")
def main() -> None:
    """Turn meeting reports into data, with the source words of every value."""


for command in (extract, inspect, cache, profiles):
    main.add_command(command)

if __name__ == "__main__":
    main()
