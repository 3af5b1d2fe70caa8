"""How fast and how right PDF tables are read: ours against PDFium's plain text and against other readers.

    python benchmarks/pdf.py [raw/wsis-cluster-2006.pdf ...] [--pages 200 --pages 1000] [--repeat 3]
                             [--peers PYTHON] [--reader ours --reader pdfplumber]

Measured in one run on the same files, each reader in a process of its own: the report's PDF (any with its
Word file beside it, which gives the known grid), and a made one of each number of `--pages` with one ruled
table over all of them. Printed are the median, least and greatest time of some repetitions, how many times
as long as ours that is, the most memory, and the cells of the known grid that come out right: found at
their row and column with their whole text. Readers that are not installed are named as missing;
`--peers` is the interpreter of another environment that has them:

    python -m venv peers && peers/bin/pip install pdfplumber camelot-py pymupdf tabula-py

A reader that has taken a minute for a file is not run again.

The goals: at least 8 times faster than pdfplumber, at least 30 times faster than Camelot and PyMuPDF, and
less than 150 MB, for 1,000 pages too. Memory grows with what is read: the lines of all pages are kept until
the last is read, since page headers, repeated table headers and cut words are told by the rest of the
document; each is let go as it is written.
"""

from __future__ import annotations

import importlib
import json
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import click

sys.path[0] = str(Path(__file__).resolve().parent.parent)  # not this folder: names in it are libraries' too

from benchmarks.pdf_readers import READERS, Cells, bare  # noqa: E402 - found once the path is set

_SECONDS = 1800
_ROWS_OF_A_PAGE = 20
_COLUMNS = ("Meeting", "Facilitator", "Themes", "Decisions")
_EDGES = (40, 140, 240, 400, 555)

Grid = dict[tuple[int, int], str]
"""The text of each filled cell by row and column from 1, without white space."""


@dataclass(frozen=True, slots=True)
class Measurement:
    """The times in seconds, the most memory in bytes, and the tables; or why there are none."""

    seconds: tuple[float, ...] = ()
    memory: int = 0
    tables: tuple[Cells, ...] = ()
    missing: str = ""


def make(pages: int, path: Path) -> Grid:
    """A PDF with one ruled table over `pages` pages, its header on each; gives the known grid."""
    canvas = importlib.import_module("reportlab.pdfgen.canvas").Canvas(str(path), pagesize=(595, 842))
    known: Grid = {(1, column): text for column, text in enumerate(_COLUMNS, 1)}
    for page in range(pages):
        for line in range(_ROWS_OF_A_PAGE + 1):
            canvas.line(_EDGES[0], 800 - 36 * line, _EDGES[-1], 800 - 36 * line)
        for x in _EDGES:
            canvas.line(x, 800, x, 800 - 36 * _ROWS_OF_A_PAGE)
        canvas.setFont("Helvetica", 8)
        for line in range(_ROWS_OF_A_PAGE):
            row = page * (_ROWS_OF_A_PAGE - 1) + line + 1
            for column, (x, name) in enumerate(zip(_EDGES, _COLUMNS, strict=False), 1):
                texts = [name] if line == 0 else [f"Row {row} column {column}", "has a second line"]
                for n, text in enumerate(texts):
                    canvas.drawString(x + 3, 790 - 36 * line - 9 * n, text)
                if line:
                    known[row, column] = bare(" ".join(texts))
        canvas.drawString(280, 30, f"Page {page + 1}")
        canvas.showPage()
    canvas.save()
    return known


def known_grid(pdf: Path) -> Grid:
    """The first table of the Word file beside a PDF; empty where there is none."""
    from pipeline.model import DocumentId
    from pipeline.read.docx import read_docx

    word = pdf.with_suffix(".docx")
    if not word.exists():
        return {}
    table = read_docx(word, DocumentId(word.name)).tables[0]
    return {(c.row, c.column): bare(c.text) for c in table.cells if not c.is_blank}


def right(tables: Sequence[Cells], known: Grid) -> int:
    """How many cells of the known grid the best of the tables has."""
    return max(
        (sum(known.get((row, column)) == text for row, column, text in table) for table in tables), default=0
    )


def measure(python: str, reader: str, path: Path, repeat: int) -> Measurement:
    """The reader's runs, in a process of its own."""
    command = [python, str(Path(__file__).parent / "pdf_readers.py"), reader, str(path), str(repeat)]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=_SECONDS, check=True)
    except subprocess.TimeoutExpired:
        return Measurement(missing=f"more than {_SECONDS} s")
    except subprocess.CalledProcessError as error:
        return Measurement(missing=f"failed: {error.stderr.strip().rpartition(chr(10))[2]}")
    found = json.loads(done.stdout.splitlines()[-1])
    if "missing" in found:
        return Measurement(missing=found["missing"])
    return Measurement(tuple(found["seconds"]), found["memory"], tuple(found["tables"]))


def report(name: str, known: Grid, measured: Sequence[tuple[str, Measurement]]) -> str:
    """The measurements as lines of text, times as multiples of ours."""
    own = next((median(one.seconds) for reader, one in measured if reader == "ours" and one.seconds), None)
    lines = [
        name,
        f"  {'':<12}{'ms':>10}{'least to most':>24}{'× ours':>8}{'MB':>6}{'tables':>8}{'cells right':>18}",
    ]
    for reader, one in measured:
        if one.missing:
            lines.append(f"  {reader:<12}  {one.missing}")
            continue
        spread = f"{min(one.seconds) * 1000:.1f} to {max(one.seconds) * 1000:.1f}"
        times = f"{median(one.seconds) / own:.1f}" if own else ""
        cells = f"{right(one.tables, known)} of {len(known)}" if known and one.tables else ""
        lines.append(
            f"  {reader:<12}{median(one.seconds) * 1000:>10.1f}{spread:>24}{times:>8}"
            f"{one.memory / 1e6:>6.0f}{len(one.tables):>8}{cells:>18}"
        )
    return "\n".join(lines)


@click.command(help=__doc__)
@click.argument("pdfs", nargs=-1, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--pages", type=click.IntRange(1), default=(200, 1000), show_default=True, multiple=True)
@click.option("--repeat", type=click.IntRange(1), default=3, show_default=True)
@click.option(
    "--peers",
    type=click.Path(exists=True, dir_okay=False),
    help="The interpreter of an environment that has the readers that this one has not.",
)
@click.option(
    "readers", "--reader", type=click.Choice([reader.__name__ for reader in READERS]), multiple=True
)
def main(
    pdfs: tuple[Path, ...], pages: tuple[int, ...], repeat: int, peers: str | None, readers: tuple[str, ...]
) -> None:
    """Measure and print."""
    files = {
        path: known_grid(path) for path in pdfs or (Path(sys.path[0]) / "raw" / "wsis-cluster-2006.pdf",)
    }
    with tempfile.TemporaryDirectory() as folder:
        for count in pages:
            made = Path(folder) / f"{count} pages.pdf"
            files[made] = make(count, made)
        for path, known in files.items():
            measured = []
            for reader in readers or [reader.__name__ for reader in READERS]:
                one = measure(sys.executable, reader, path, repeat)
                if one.missing and peers:
                    one = measure(peers, reader, path, repeat)
                measured.append((reader, one))
            click.echo(report(path.name, known, measured))


if __name__ == "__main__":
    main()
