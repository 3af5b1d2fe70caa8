"""Invariants of runs over a collection of malformed and hostile files.

    python -m benchmarks.collection FOLDER [--batch 500] [--jobs 2] [--seconds 120]

Every file below the folder that is named like a report is read by the command line, so many at a time, each
as a report of its own. Printed are the faults, how many files were read and what the others were rejected
for, and the most memory of the main process. A fault is an exit code, a traceback or a control character on
the screen, a file without exactly one row in the table of documents or with another hash, and a reason that
says nothing, or that this program failed. The exit code is 1 where there is one.
"""

from __future__ import annotations

import hashlib
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import click
import pyarrow.parquet as pq

from pipeline.read import SUFFIXES, document_id_of

_STEERING = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_CHANGING = re.compile(r"'[^']*'|\(table .*\)|[\d,]*\d")
"""What differs between files that are rejected for the same reason."""
_LONGEST_NAME = 200
_LONGEST_REASON = 1_000


def reports(folder: Path) -> list[Path]:
    """Every file below the folder that is named like a report."""
    return [path for path in sorted(folder.rglob("*")) if path.suffix.lower() in SUFFIXES and path.is_file()]


def gather(paths: Sequence[Path], folder: Path) -> dict[str, Path]:
    """Copy the files into one folder, as renditions of as many reports; each by its document_id."""
    gathered: dict[str, Path] = {}
    for number, path in enumerate(paths):
        stem = path.stem if len(path.name) < _LONGEST_NAME else ""
        copy = folder / f"{number:06d}-{stem}{path.suffix}"
        shutil.copyfile(path, copy)
        gathered[document_id_of(copy)] = path
    return gathered


def faults(paths: Sequence[Path], reasons: Counter[str], jobs: int, seconds: float) -> Iterator[str]:
    """What is wrong with a run over the files; `reasons` counts what they were rejected for."""
    with tempfile.TemporaryDirectory() as name:
        raw, output = Path(name, "raw"), Path(name, "output")
        raw.mkdir()
        gathered = gather(paths, raw)
        command = [
            sys.executable, "-m", "pipeline", "extract", str(raw), "--output", str(output), "--no-cache",
            "--jobs", str(jobs), "--time-limit", str(seconds),
        ]  # fmt: skip
        done = subprocess.run(command, check=False, capture_output=True, text=True, errors="backslashreplace")
        screen = done.stdout + done.stderr
        if done.returncode or done.stderr or "Traceback" in screen or _STEERING.search(screen):
            said = ascii(done.stderr or screen)[:_LONGEST_REASON]
            yield f"exit code {done.returncode}, on the screen: {said}"
        if done.returncode:
            return
        rows = pq.read_table(output / "parquet" / "documents.parquet").to_pylist()
    times = Counter(row["document_id"] for row in rows)
    yield from (f"{path}: {times[key]} rows" for key, path in gathered.items() if times[key] != 1)
    for row in rows:
        reasons[_CHANGING.sub("#", row["error"] or "")] += 1
        if row["document_id"] not in gathered:
            yield f"{row['document_id']!a}: a row of no file"
        elif fault := _fault(row, gathered[row["document_id"]]):
            yield f"{gathered[row['document_id']]}: {fault}"


def _fault(row: dict[str, str], path: Path) -> str:
    """What is wrong with the row of this file."""
    reason = row["error"] or ""
    if row["sha256"] != hashlib.sha256(path.read_bytes()).hexdigest():
        return f"another hash ({reason})"
    if (row["role"] == "rejected") is not bool(reason):
        return f"{row['role']} for {reason!a}"
    if len(reason) > _LONGEST_REASON or _STEERING.search(reason) or "fault of this program" in reason:
        return f"rejected for {reason!a}"
    if row["format"] == "pdf" and "table" in reason and not row["pages"]:
        return f"read without a page ({reason})"
    return ""


@click.command(help=__doc__)
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--batch", type=click.IntRange(1), default=500, show_default=True)
@click.option("--jobs", type=click.IntRange(1), default=2, show_default=True)
@click.option("--seconds", type=click.FloatRange(1), default=120.0, show_default=True)
def main(folder: Path, batch: int, jobs: int, seconds: float) -> None:
    """Run, check, print."""
    paths = reports(folder)
    reasons: Counter[str] = Counter()
    start, found = time.perf_counter(), 0
    for part in (paths[at : at + batch] for at in range(0, len(paths), batch)):
        for fault in faults(part, reasons, jobs, seconds):
            found += 1
            click.echo(fault)
    click.echo(f"{len(paths):,} files: {time.perf_counter() - start:,.0f} s, {found} faults")
    click.echo(
        f"{resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024:,.0f} MB in a process at most"
    )
    for reason, times in reasons.most_common():
        click.echo(f"{times:8,} {ascii(reason)[1:-1] or 'read'}")
    if found:
        sys.exit(1)


if __name__ == "__main__":
    main()
