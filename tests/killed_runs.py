"""A program of the tests: kills runs at random moments, and tells what each left.

It forks, so that a run begins at once; it prints JSON with how often the output was that of the one input, of
the other, or neither, and how many documents the last, undisturbed run had to read.
"""

from __future__ import annotations

import hashlib
import json
import os
import random
import signal
import sys
import time
from pathlib import Path
from unittest import mock

import click

from pipeline import report_reader, run
from pipeline.options import Options
from pipeline.read import read
from pipeline.write import report

KILLS = 100
_PATIENCE = 60.0
"""Seconds for a run that is not killed."""


def state(output: Path) -> str:
    """Names and bytes of everything in the folder."""
    digest = hashlib.sha256()
    for path in sorted(output.rglob("*")):
        content = path.read_bytes() if path.is_file() else b""
        digest.update(f"{path.relative_to(output)}\0".encode() + hashlib.sha256(content).digest())
    return digest.hexdigest()


def extract(raw: Path, output: Path, cache: Path) -> None:
    """One run in this process."""
    run.extract(raw, output, Options(cache=cache))


def killed(raw: Path, output: Path, cache: Path, seconds: float) -> float:
    """One run in a process of its own, killed after so many seconds; how long it took if it was not."""
    start = time.perf_counter()
    child = os.fork()
    if not child:
        try:
            extract(raw, output, cache)
        finally:
            os._exit(0)
    while time.perf_counter() < start + seconds:
        if os.waitpid(child, os.WNOHANG)[0]:
            return time.perf_counter() - start
        time.sleep(0.001)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return seconds


@mock.patch.object(report, "MOST_PICTURED", 0)
@mock.patch.object(report, "charts_of_all", return_value=[])
def main(_: object) -> None:
    """Kill, look, and tell. Without pictures, which take longest by far."""
    inputs = [Path(name) for name in sys.argv[1:3]]
    folder = Path(sys.argv[3])
    output, cache = folder / "output", folder / "cache"
    whole, seconds = {}, 0.0
    for number, raw in enumerate(inputs):
        seconds = max(seconds, killed(raw, output, folder / f"other cache {number}", _PATIENCE))
        whole[state(output)] = raw.name
    chance = random.Random(9)  # noqa: S311 - the same moments every time
    found = dict.fromkeys([*whole.values(), "neither"], 0)
    for number in range(KILLS):
        killed(inputs[number % 2], output, cache, chance.uniform(0, 1.5 * seconds))
        found[whole.get(state(output), "neither")] += 1
    with mock.patch.object(report_reader, "read", wraps=read) as counted:
        extract(inputs[0], output, cache)
    left = sorted(path.name for path in folder.iterdir() if path.name.startswith("."))
    click.echo(json.dumps({**found, "reads": counted.call_count, "last": whole[state(output)], "left": left}))


if __name__ == "__main__":
    main()
