"""How fast and how right PDF tables are read: ours against PDFium's plain text and against other readers.

    python benchmarks/pdf.py [raw/wsis-cluster-2006.pdf ...] [--pages 200] [--repeat 3]

Measured in one run on the same files, each reader in a process of its own: the report's PDF (any with its
Word file beside it, which gives the known grid), and a made one of `--pages` pages with one ruled table over
all of them. Printed are the best time of some repetitions, as a multiple of PDFium's plain text, the most
memory, and the cells of the known grid that come out right: found at their row and column with their whole
text. Readers that are not installed are named as missing.

The goals: at least 8 times faster than pdfplumber, at least 30 times faster than Camelot and PyMuPDF, and
less than 150 MB for 200 pages. Memory grows with the content: 1,000 made pages (76,000 cells) took 210 MB,
50 MB of them the document itself. The lines of all pages are kept until the last is read, since page headers,
repeated table headers and cut words are told by the rest of the document.
"""

from __future__ import annotations

import ctypes
import importlib
import multiprocessing
import resource
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from time import perf_counter

import click

sys.path[0] = str(Path(__file__).resolve().parent.parent)  # not this folder: names in it are libraries' too

_SECONDS = 600
_ROWS_OF_A_PAGE = 20
_COLUMNS = ("Meeting", "Facilitator", "Themes", "Decisions")
_EDGES = (40, 140, 240, 400, 555)

Grid = dict[tuple[int, int], str]
"""The text of each filled cell by row and column from 1, without white space."""

Reader = Callable[[Path], list[Grid]]


@dataclass(frozen=True, slots=True)
class Measurement:
    """The best time in seconds, the most memory in bytes, and the tables; or why there are none."""

    seconds: float = 0.0
    memory: int = 0
    tables: tuple[Grid, ...] = ()
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
                    known[row, column] = _bare(" ".join(texts))
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
    return {(c.row, c.column): _bare(c.text) for c in table.cells if not c.is_blank}


def _bare(text: str | None) -> str:
    """Without white space and list marks, which a Word file does not hold as text."""
    return "".join(character for character in text or "" if character.isalnum())


def plain_text(path: Path) -> list[Grid]:
    """PDFium's plain text, no tables."""
    import pypdfium2.raw as pdfium

    data = path.read_bytes()
    document = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
    for index in range(pdfium.FPDF_GetPageCount(document)):
        page = pdfium.FPDF_LoadPage(document, index)
        text = pdfium.FPDFText_LoadPage(page)
        count = pdfium.FPDFText_CountChars(text)
        pdfium.FPDFText_GetText(text, 0, count, (ctypes.c_ushort * (count + 1))())
        pdfium.FPDFText_ClosePage(text)
        pdfium.FPDF_ClosePage(page)
    pdfium.FPDF_CloseDocument(document)
    return []


def ours(path: Path) -> list[Grid]:
    """Joined tables: cells with paragraphs, markers, links and locators."""
    from pipeline.model import DocumentId
    from pipeline.read.pdf import read_pdf

    return [
        {(c.row, c.column): _bare(c.text) for c in table.cells if not c.is_blank}
        for table in read_pdf(path, DocumentId(path.name)).tables
    ]


def pdfplumber(path: Path) -> list[Grid]:
    """`extract_tables` of each page, which is closed then."""
    tables: list[Grid] = []
    with importlib.import_module("pdfplumber").open(path) as pdf:
        for page in pdf.pages:
            tables.extend(map(_grid, page.extract_tables()))
            page.close()
    return tables


def camelot(path: Path) -> list[Grid]:
    """The lattice method."""
    tables = importlib.import_module("camelot").read_pdf(str(path), pages="all", flavor="lattice")
    return [_grid(table.df.values.tolist()) for table in tables]


def pymupdf(path: Path) -> list[Grid]:
    """`find_tables` of each page."""
    document = importlib.import_module("pymupdf").open(path)
    return [_grid(table.extract()) for page in document for table in page.find_tables()]


def tabula(path: Path) -> list[Grid]:
    """The lattice method, in Java."""
    tables = importlib.import_module("tabula").read_pdf(
        str(path), pages="all", lattice=True, pandas_options={"header": None}
    )
    return [_grid(table.fillna("").values.tolist()) for table in tables]


READERS: tuple[Reader, ...] = (plain_text, ours, pdfplumber, camelot, pymupdf, tabula)


def _grid(rows: Sequence[Sequence[object]]) -> Grid:
    return {
        (row, column): text
        for row, cells in enumerate(rows, 1)
        for column, cell in enumerate(cells, 1)
        if (text := _bare(str(cell) if cell is not None else None))
    }


def right(tables: Sequence[Grid], known: Grid) -> int:
    """How many cells of the known grid the best of the tables has."""
    return max(
        (sum(table.get(place) == text for place, text in known.items()) for table in tables), default=0
    )


def measure(reader: Reader, path: Path, repeat: int) -> Measurement:
    """The reader's best of `repeat` runs, in a process of its own."""
    receiver, sender = multiprocessing.Pipe(duplex=False)
    process = multiprocessing.get_context("spawn").Process(target=_run, args=(reader, path, repeat, sender))
    process.start()
    sender.close()
    try:
        if not receiver.poll(_SECONDS):
            return Measurement(missing=f"more than {_SECONDS} s")
        measured = receiver.recv()
        assert isinstance(measured, Measurement)  # noqa: S101 - the pipe is our own
    except EOFError:
        return Measurement(missing="died")
    else:
        return measured
    finally:
        process.kill()
        process.join()


def _run(reader: Reader, path: Path, repeat: int, sender: Connection) -> None:
    times = []
    tables: list[Grid] = []
    try:
        for _ in range(repeat):
            start = perf_counter()
            tables = reader(path)
            times.append(perf_counter() - start)
    except ImportError:
        sender.send(Measurement(missing="not installed"))
    else:
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
        sender.send(Measurement(min(times), memory, tuple(tables)))


def report(name: str, known: Grid, measured: Sequence[tuple[str, Measurement]]) -> str:
    """The measurements as lines of text, times as multiples of the first."""
    first = measured[0][1].seconds
    lines = [name, f"  {'':<12}{'ms':>10}{'× plain':>9}{'MB':>6}{'tables':>8}{'cells right':>18}"]
    for reader, one in measured:
        if one.missing:
            lines.append(f"  {reader:<12}  {one.missing}")
            continue
        cells = f"{right(one.tables, known)} of {len(known)}" if known and one.tables else ""
        lines.append(
            f"  {reader:<12}{one.seconds * 1000:>10.1f}{one.seconds / first:>9.1f}"
            f"{one.memory / 1e6:>6.0f}{len(one.tables):>8}{cells:>18}"
        )
    return "\n".join(lines)


@click.command(help=__doc__)
@click.argument("pdfs", nargs=-1, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--pages", type=click.IntRange(1), default=200, show_default=True)
@click.option(
    "--repeat", type=click.IntRange(1), default=3, show_default=True, help="Runs, of which the best counts."
)
def main(pdfs: tuple[Path, ...], pages: int, repeat: int) -> None:
    """Measure and print."""
    reports = pdfs or (Path(sys.path[0]) / "raw" / "wsis-cluster-2006.pdf",)
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / f"{pages} pages.pdf"
        grids = {made: make(pages, made)} | {path: known_grid(path) for path in reports}
        for path in (*reports, made):
            measured = [(reader.__name__, measure(reader, path, repeat)) for reader in READERS]
            click.echo(report(path.name, grids[path], measured))


if __name__ == "__main__":
    main()
