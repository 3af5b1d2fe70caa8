"""A long run over many small documents of which some are hostile: memory, and exactly the good rows.

    python -m benchmarks.soak [--documents 20000] [--hostile-every 20] [--jobs 2] [--seconds 10]
        [--growth 1.5]

Documents are Word files of two to six meetings, written from one template with other words each, and every
twentieth is one of the hostile files of the tests under another name. A run by the command line reads them,
with so many `--seconds` for a document, while the memory of the main process is sampled. Printed are
documents a second, the most memory of the main process in each tenth of the run, and whether the meetings
and the rejected files in the output are exactly the expected ones. The exit code is 1 where they are not, or
where the second half of the run has more than `--growth` times the memory of the first.
"""

from __future__ import annotations

import io
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Collection, Sequence
from itertools import cycle
from pathlib import Path
from random import Random

import click
import pyarrow.parquet as pq

from tests.docx_builder import cell, package, row, table
from tests.hostile.other import TEXT
from tests.hostile.pdf import PDF
from tests.hostile.word import WORD

_HEADERS = ("Action Line", "Date", "Facilitators", "Participants", "Main themes", "Decisions")
_FACILITATORS = ("ITU", "UNESCO", "UNDP", "WHO", "ILO", "FAO", "UNCTAD", "UPU")
_THEMES = ("Access in rural areas", "Financing", "Standards", "Skills of teachers", "Local content")
_MAIN = "word/document.xml"
_MEASURED = 0.25
_TENTHS = 10


def meetings_of(number: int) -> int:
    """How many meetings the good document of this number lists."""
    return 2 + number % 5


def good(number: int) -> bytes:
    """A report with meetings of its own."""
    random = Random(number)  # noqa: S311 - no secret
    rows = [
        row(
            cell(f"C{place % 11 + 1} Meeting {number}-{place}"),
            cell(f"{random.randint(1, 28)} May {random.randint(2005, 2025)}, 10:00-13:00"),
            cell(f"{random.choice(_FACILITATORS)} (confirmed)"),
            cell(f"{random.randint(5, 300)} participants"),
            cell("; ".join(random.sample(_THEMES, 2))),
            cell(f"Report {number} will be sent to all."),
        )
        for place in range(meetings_of(number))
    ]
    return package(table(row(*map(cell, _HEADERS), properties="<w:tblHeader/>"), *rows))[_MAIN]


def hostile() -> list[tuple[str, bytes]]:
    """The suffix and the bytes of each hostile file that is read or refused within the limits."""
    return [
        (suffix, case.make())
        for suffix, cases in ((".docx", WORD), (".pdf", PDF), (".txt", TEXT))
        for case in cases.values()
    ]


def make(folder: Path, documents: int, every: int) -> tuple[set[tuple[str, int]], set[str]]:
    """Write the documents; the good ones with their meetings, and the names of the hostile ones."""
    template = package("")
    attacks = cycle(hostile())
    expected: set[tuple[str, int]] = set()
    rejected: set[str] = set()
    for number in range(documents):
        stem = f"report-{number:06d}"
        if number % every == every - 1:
            suffix, data = next(attacks)
            rejected.add(f"{stem}{suffix}")
        else:
            suffix, data = ".docx", _packed(template | {_MAIN: good(number)})
            expected.add((f"{stem}.docx", meetings_of(number)))
        (folder / f"{stem}{suffix}").write_bytes(data)
    return expected, rejected


def _packed(parts: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def run(command: Sequence[str], sampled: Callable[[float, int], None]) -> int:
    """Run the command; `sampled` gets the seconds and the resident bytes of its main process."""
    start = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as process:
        try:
            while process.poll() is None:
                memory = _resident(process.pid)
                if memory:
                    sampled(time.perf_counter() - start, memory)
                time.sleep(_MEASURED)
        finally:
            process.kill()
        return process.returncode


def _resident(pid: int) -> int:
    try:
        status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    except OSError:
        return 0
    return next((int(line.split()[1]) * 1024 for line in status.splitlines() if line.startswith("VmRSS")), 0)


def found(output: Path) -> tuple[set[tuple[str, int]], set[str]]:
    """The sources in the output with their meetings, and the rejected files."""
    documents = pq.read_table(output / "parquet" / "documents.parquet").to_pylist()
    meetings = pq.read_table(output / "parquet" / "meetings.parquet").to_pylist()
    counts: dict[str, int] = {}
    for meeting in meetings:
        counts[meeting["source_document"]] = counts.get(meeting["source_document"], 0) + 1
    rejected = {each["document_id"] for each in documents if each["role"] == "rejected"}
    return set(counts.items()), rejected


@click.command(help=__doc__)
@click.option("--documents", type=click.IntRange(20), default=20_000, show_default=True)
@click.option("--hostile-every", "every", type=click.IntRange(2), default=20, show_default=True)
@click.option("--jobs", type=click.IntRange(0), default=2, show_default=True)
@click.option("--seconds", type=click.FloatRange(1), default=10.0, show_default=True)
@click.option("--growth", type=click.FloatRange(1), default=1.5, show_default=True)
def main(documents: int, every: int, jobs: int, seconds: float, growth: float) -> None:
    """Make, run, compare, print."""
    samples: list[tuple[float, int]] = []
    with tempfile.TemporaryDirectory() as name:
        raw, output = Path(name, "raw"), Path(name, "output")
        raw.mkdir()
        expected = make(raw, documents, every)
        command = [
            sys.executable, "-m", "pipeline", "extract", str(raw), "--output", str(output), "--no-cache",
            "--quiet", "--jobs", str(jobs), "--time-limit", str(seconds),
        ]  # fmt: skip
        start = time.perf_counter()
        code = run(command, lambda at, memory: samples.append((at, memory)))
        took = time.perf_counter() - start
        got = found(output) if code == 0 else (set(), set())
    tenths = [
        max((memory for at, memory in samples if tenth <= at * _TENTHS / took < tenth + 1), default=0)
        for tenth in range(_TENTHS)
    ]
    click.echo(f"{documents:,} documents, {len(expected[1]):,} hostile, {jobs} workers: {took:,.0f} s,")
    click.echo(f"{documents / took:.1f} a second; exit code {code}")
    click.echo(f"MB of the main process by tenths: {' '.join(f'{memory / 1e6:.0f}' for memory in tenths)}")
    click.echo(f"good: {compared(expected[0], got[0])}")
    click.echo(f"rejected: {compared(expected[1], got[1])}")
    grown = max(tenths[_TENTHS // 2 :]) / max(tenths[: _TENTHS // 2])
    if code or got != expected or grown > growth:
        sys.exit(1)


def compared(wanted: Collection[object], have: Collection[object]) -> str:
    """How many there should be, and what differs."""
    missing, more = set(wanted) - set(have), set(have) - set(wanted)
    return f"{len(wanted):,} expected, {len(missing):,} missing, {len(more):,} too many"


if __name__ == "__main__":
    main()
