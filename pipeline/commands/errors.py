"""What a command says and returns when it fails."""

from __future__ import annotations

import functools
import sys
from collections.abc import Callable

import click

NOTHING_WRITTEN = 2


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
            sys.exit(NOTHING_WRITTEN)

    return run


def _told(error: Exception) -> str:
    from pipeline.findings import PipelineError  # not for the help, which it would take half as long again

    if isinstance(error, PipelineError):
        return str(error)
    if isinstance(error, OSError) and error.filename is not None:
        return f"{error.filename}: {error.strerror}; check that it is there and that you may use it"
    fault = " ".join(f"{type(error).__name__}: {error}".split())
    return f"a fault of this program ({fault}); please report it, with what --debug shows"
