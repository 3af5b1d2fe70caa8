"""The program as a process of its own, as a user starts it."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).parents[1]
REPORT = ROOT / "raw" / "wsis-cluster-2006.txt"


def extract(
    raw: Path,
    output: Path,
    *options: str,
    within: Sequence[str] = (),
    environment: Mapping[str, str | None] | None = None,
) -> subprocess.CompletedProcess[str]:
    """One run by two workers. `within` is a command that is given this one as its last arguments;
    in the `environment`, None takes a variable away."""
    variables = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1", **(environment or {})}
    command = [*within, sys.executable, "-m", "pipeline", "extract", str(raw), "--output", str(output)]
    return subprocess.run(
        [*command, "--jobs", "2", *options],
        check=False,
        capture_output=True,
        text=True,
        errors="surrogateescape",
        cwd="/",
        env={name: value for name, value in variables.items() if value is not None},
        timeout=100,
    )


def contents(folder: Path) -> dict[str, bytes]:
    """Every file in the folder by its name."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def ended(process: int) -> bool:
    """True where the process has ended, or does within two seconds."""
    for _ in range(200):
        try:
            state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
        except FileNotFoundError:
            return True
        if state == "Z":
            return True
        time.sleep(0.01)
    return False
