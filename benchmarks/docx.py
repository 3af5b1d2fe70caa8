"""How fast Word tables are read: ours against a bare parse of the XML and against other readers.

    python benchmarks/docx.py [--rows 5000 --rows 20000] [--repeat 3]

For each number of rows a document is made with one table of six columns that holds text, lists and links.
Everything is measured on that file in one run, each in a process of its own: the best time of some
repetitions, as a multiple of one bare lxml parse of the main part, and the most memory. Readers that are not
installed are named as missing; one that takes longer than the time limit is named as such.

The goals: ours within 6 bare parses, at least 5 times faster than python-docx's `cell.text`, faster than
every other Python reader, and 20,000 rows within 4.4 times the time of 5,000.
"""

from __future__ import annotations

import importlib
import io
import multiprocessing
import resource
import sys
import tempfile
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from multiprocessing.connection import Connection
from pathlib import Path
from time import perf_counter

import click

sys.path[0] = str(Path(__file__).resolve().parent.parent)  # not this folder: `docx` is a library too

_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MAIN = "word/document.xml"
_COLUMNS = 6
_SECONDS = 600

Reader = Callable[[Path], object]


@dataclass(frozen=True, slots=True)
class Measurement:
    """The best time in seconds and the most memory in bytes; or the reason why there is none."""

    seconds: float = 0.0
    memory: int = 0
    missing: str = ""


def make(rows: int, path: Path) -> None:
    """A Word document with one table of `rows` by six: text, lists by numbering, links by relationship."""
    template = io.BytesIO()
    importlib.import_module("docx").Document().save(template)
    link = (
        f'<Relationship Id="site" Type="{_RELATIONS}/hyperlink" '
        'Target="http://www.itu.int/wsis" TargetMode="External"/>'
    )
    with zipfile.ZipFile(template) as source, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            data = source.read(name)
            if name == _MAIN:
                data = _main(rows).encode()
            elif name == "word/_rels/document.xml.rels":
                data = data.replace(b"</Relationships>", f"{link}</Relationships>".encode())
            target.writestr(name, data)


def _main(rows: int) -> str:
    grid = '<w:gridCol w:w="2000"/>' * _COLUMNS
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        f'<w:document xmlns:w="{_WORD}" xmlns:r="{_RELATIONS}"><w:body>{_paragraph("Report")}'
        f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{''.join(map(_row, range(rows)))}</w:tbl>"
        "<w:p/></w:body></w:document>"
    )


def _row(number: int) -> str:
    link = (
        '<w:hyperlink r:id="site" w:history="1"><w:r><w:rPr><w:rStyle w:val="Hyperlink"/></w:rPr>'
        "<w:t>www.itu.int/wsis</w:t></w:r></w:hyperlink>"
    )
    cells = (
        _paragraph(f"Meeting {number}") + _paragraph("20 May 2009, 10.00-13.00"),
        _paragraph("ITU"),
        _paragraph("UNDP and UNESCO"),
        "".join(
            _paragraph(text, listed=True) for text in ("Access in rural areas", "Financing", "Standards")
        ),
        "".join(_paragraph(text, listed=True) for text in ("A survey will be made", "The chair will report")),
        _paragraph(f"{number} participants", listed=True) + _paragraph("More at ", link, listed=False),
    )
    properties = '<w:tcPr><w:tcW w:w="2000" w:type="dxa"/></w:tcPr>'
    return f"<w:tr>{''.join(f'<w:tc>{properties}{cell}</w:tc>' for cell in cells)}</w:tr>"


def _paragraph(text: str, more: str = "", *, listed: bool = False) -> str:
    numbering = (
        '<w:pStyle w:val="ListParagraph"/><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
        if listed
        else ""
    )
    return (
        f'<w:p><w:pPr>{numbering}<w:spacing w:before="0" w:after="60"/></w:pPr><w:r><w:rPr><w:sz w:val="16"/>'
        f'<w:szCs w:val="16"/></w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>{more}</w:p>'
    )


def bare_parse(path: Path) -> object:
    """One lxml parse of the main part."""
    from lxml import etree

    with zipfile.ZipFile(path) as package:
        return etree.fromstring(package.read(_MAIN))


def ours(path: Path) -> object:
    """Cells with paragraphs, markers, links and locators."""
    from pipeline.model import DocumentId
    from pipeline.read.docx import read_docx

    return read_docx(path, DocumentId(path.name))


def python_docx(path: Path) -> object:
    """The loop over `cell.text`."""
    import docx

    return [
        [cell.text for cell in row.cells] for table in docx.Document(str(path)).tables for row in table.rows
    ]


def mammoth(path: Path) -> object:
    """To HTML."""
    with path.open("rb") as file:
        return importlib.import_module("mammoth").convert_to_html(file)


def docx2python(path: Path) -> object:
    """To nested lists."""
    with importlib.import_module("docx2python").docx2python(path) as document:
        return document.body


def kreuzberg(path: Path) -> object:
    """To text and tables, by a core in Rust."""
    return importlib.import_module("kreuzberg").extract_file_sync(str(path))


def docling(path: Path) -> object:
    """To its own document."""
    return importlib.import_module("docling.document_converter").DocumentConverter().convert(path)


def markitdown(path: Path) -> object:
    """To Markdown."""
    return importlib.import_module("markitdown").MarkItDown().convert(str(path))


READERS: tuple[Reader, ...] = (
    bare_parse,
    ours,
    python_docx,
    mammoth,
    docx2python,
    markitdown,
    kreuzberg,
    docling,
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
    try:
        for _ in range(repeat):
            start = perf_counter()
            result = reader(path)
            times.append(perf_counter() - start)
            del result
    except ImportError:
        sender.send(Measurement(missing="not installed"))
    else:
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
        sender.send(Measurement(min(times), memory))


def table(rows: int, measured: Sequence[tuple[str, Measurement]]) -> str:
    """The measurements as lines of text, each as a multiple of the first."""
    bare = measured[0][1].seconds
    lines = [f"{rows:,} rows by {_COLUMNS}", f"  {'':<14}{'seconds':>10}{'× bare':>10}{'MB':>8}"]
    for name, one in measured:
        if one.missing:
            lines.append(f"  {name:<14}  {one.missing}")
        else:
            lines.append(
                f"  {name:<14}{one.seconds:>10.2f}{one.seconds / bare:>10.1f}{one.memory / 1e6:>8.0f}"
            )
    return "\n".join(lines)


@click.command(help=__doc__)
@click.option(
    "--rows", "sizes", multiple=True, type=click.IntRange(1), default=(5_000, 20_000), show_default=True
)
@click.option(
    "--repeat", type=click.IntRange(1), default=3, show_default=True, help="Runs, of which the best counts."
)
def main(sizes: tuple[int, ...], repeat: int) -> None:
    """Measure and print."""
    own: dict[int, float] = {}
    with tempfile.TemporaryDirectory() as folder:
        for rows in sizes:
            path = Path(folder) / f"{rows}.docx"
            make(rows, path)
            measured = [(reader.__name__, measure(reader, path, repeat)) for reader in READERS]
            own[rows] = dict(measured)["ours"].seconds
            click.echo(table(rows, measured))
    for few, many in pairwise(sizes):
        click.echo(f"{many:,} rows cost {own[many] / own[few]:.1f} times {few:,}")


if __name__ == "__main__":
    main()
