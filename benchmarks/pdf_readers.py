"""The readers of PDF tables that `pdf.py` measures, each run in a process of its own.

    python benchmarks/pdf_readers.py READER FILE.pdf REPEAT

It prints one line of JSON: the seconds of each run, the most memory in bytes, the tables as rows of cells
without white space and signs; or `missing` where the reader is not installed. The interpreter may be
that of another environment, which needs nothing but the reader.
"""

from __future__ import annotations

import ctypes
import importlib
import json
import re
import resource
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from time import perf_counter

_ENOUGH = 60.0  # seconds: a reader that took longer is not run again
ROOT = Path(__file__).resolve().parent.parent

Cells = list[tuple[int, int, str]]
"""The row and column, from 1, and the text of each filled cell of a table."""

Reader = Callable[[Path], list[Cells]]


def bare(text: object) -> str:
    """Without white space and list marks, which a Word file does not hold as text."""
    return "".join(filter(str.isalnum, str(text))) if text is not None else ""


def plain_text(path: Path) -> list[Cells]:
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


def ours(path: Path) -> list[Cells]:
    """Joined tables: cells with paragraphs, markers, links and locators."""
    from pipeline.model import DocumentId
    from pipeline.read.pdf import read_pdf

    return [
        [(c.row, c.column, bare(c.text)) for c in table.cells if not c.is_blank]
        for table in read_pdf(path, DocumentId(path.name)).tables
    ]


def pdfplumber(path: Path) -> list[Cells]:
    """`extract_tables` of each page, which is closed then."""
    tables: list[Cells] = []
    with importlib.import_module("pdfplumber").open(path) as pdf:
        for page in pdf.pages:
            tables.extend(map(_cells, page.extract_tables()))
            page.close()
    return tables


def camelot(path: Path) -> list[Cells]:
    """The lattice method."""
    tables = importlib.import_module("camelot").read_pdf(str(path), pages="all", flavor="lattice")
    return [_cells(table.df.values.tolist()) for table in tables]


def pymupdf(path: Path) -> list[Cells]:
    """`find_tables` of each page."""
    document = importlib.import_module("pymupdf").open(path)
    return [_cells(table.extract()) for page in document for table in page.find_tables()]


def tabula(path: Path) -> list[Cells]:
    """The lattice method, in Java."""
    tables = importlib.import_module("tabula").read_pdf(
        str(path), pages="all", lattice=True, pandas_options={"header": None}
    )
    return [_cells(table.fillna("").values.tolist()) for table in tables]


READERS: tuple[Reader, ...] = (plain_text, ours, pdfplumber, camelot, pymupdf, tabula)


def _cells(rows: Sequence[Sequence[object]]) -> Cells:
    return [
        (row, column, text)
        for row, cells in enumerate(rows, 1)
        for column, cell in enumerate(cells, 1)
        if (text := bare(cell))
    ]


def _most_memory() -> int:
    """The most memory of this process, and of the largest that it started, in bytes. Linux counts what the
    parent held into `ru_maxrss`, but not into `VmHWM`."""
    kilobytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    status = Path("/proc/self/status")
    if status.exists() and (high := re.search(r"VmHWM:\s*(\d+)", status.read_text())):
        kilobytes = int(high[1])
    return 1024 * (kilobytes + resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)


def run(reader: Reader, path: Path, repeat: int) -> dict[str, object]:
    """What is printed of `repeat` runs, or fewer; the memory is that of the first."""
    seconds: list[float] = []
    memory = 0
    tables: list[Cells] = []
    try:
        for _ in range(repeat):
            start = perf_counter()
            tables = reader(path)
            seconds.append(perf_counter() - start)
            memory = memory or _most_memory()
            if sum(seconds) > _ENOUGH:
                break
    except ImportError as error:
        return {"missing": f"not installed ({error.name})"}
    return {"seconds": seconds, "memory": memory, "tables": tables}


def main(name: str, path: str, repeat: str) -> None:
    """Run the reader of that name and print."""
    (reader,) = (reader for reader in READERS if reader.__name__ == name)
    print(json.dumps(run(reader, Path(path), int(repeat))))


if __name__ == "__main__":
    sys.path[0] = str(ROOT)  # not this folder: names in it are libraries' too
    main(*sys.argv[1:])
