"""Programs of others, each run in a private folder and with a limit of time; none outlives this process."""

from __future__ import annotations

import fcntl
import os
import signal
import subprocess
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryFile
from typing import BinaryIO

_TOLD = 10_000
"""Bytes at the end of what a program said that are looked at: a hostile document can make one say much."""


def run(
    command: Sequence[str], folder: Path, environment: Mapping[str, str], seconds: float
) -> tuple[int, str]:
    """Run a program in `folder`: its exit code, and the last line that it said on its error stream.

    In the end every process that it started is gone, also where this one is killed meanwhile. Raises
    subprocess.TimeoutExpired after so many `seconds`.
    """
    held_by_program, held_by_us = os.pipe()
    try:
        with TemporaryFile(dir=folder) as said:
            process = subprocess.Popen(
                command,
                cwd=folder,
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=said,
                start_new_session=True,
                pass_fds=(held_by_program,),
            )
            try:
                _end_with_us(process.pid, held_by_program)
                return process.wait(seconds), _last_line(said)
            finally:
                if process.poll() is None:
                    os.killpg(process.pid, signal.SIGKILL)  # many are scripts that start the program proper
                    process.wait()
    finally:
        os.close(held_by_program)
        os.close(held_by_us)


def _end_with_us(group: int, pipe: int) -> None:
    """Have the system end these processes when the other end of the pipe, which only this process holds, is
    closed: one that is killed for a document that hangs has no time left to do so."""
    with suppress(ProcessLookupError):  # they have ended
        fcntl.fcntl(pipe, fcntl.F_SETOWN, -group)
        fcntl.fcntl(pipe, fcntl.F_SETFL, fcntl.fcntl(pipe, fcntl.F_GETFL) | os.O_ASYNC)


def _last_line(said: BinaryIO) -> str:
    said.seek(max(0, said.seek(0, os.SEEK_END) - _TOLD))
    lines = said.read().decode("utf-8", "replace").splitlines()
    return next(filter(None, map(str.strip, reversed(lines))), "it said nothing")
