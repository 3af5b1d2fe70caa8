"""Converters of others over some files: prints how many files and how many seconds, the loading left out.

    PYTHON -P benchmarks/peers.py NAME FILE...

Runs in an environment of its own, where the converter is installed; needs nothing of this project. With `-P`,
since a converter that imports python-docx would find `docx.py` here in its place.
"""

import sys
import tempfile
import time
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path


def pdfplumber(files: Sequence[Path]) -> None:
    """Tables of each page."""
    library = import_module("pdfplumber")
    for file in files:
        with library.open(file) as pdf:
            for page in pdf.pages:
                page.extract_tables()
                page.close()


def camelot(files: Sequence[Path]) -> None:
    """Tables with rules."""
    library = import_module("camelot")
    for file in files:
        library.read_pdf(str(file), pages="all", flavor="lattice")


def markitdown(files: Sequence[Path]) -> None:
    """The document as Markdown."""
    converter = import_module("markitdown").MarkItDown()
    for file in files:
        converter.convert(str(file))


def kreuzberg(files: Sequence[Path]) -> None:
    """The document as text and tables."""
    library = import_module("kreuzberg")
    for file in files:
        library.extract_file_sync(str(file))


def docling(files: Sequence[Path]) -> None:
    """The document with its tables; of PDF files without models of pictures."""
    converter = import_module("docling.document_converter").DocumentConverter()
    for file in files:
        converter.convert(str(file))


CONVERTERS = {each.__name__: each for each in (pdfplumber, camelot, markitdown, kreuzberg, docling)}
PDF_ONLY = {"pdfplumber", "camelot"}


def main(name: str, *names: str) -> None:
    """Measure one converter."""
    files = [Path(each) for each in names if name not in PDF_ONLY or each.endswith(".pdf")]
    if not files:
        sys.exit("it reads no such files")
    with tempfile.TemporaryDirectory():
        CONVERTERS[name](files[:1])
        start = time.perf_counter()
        CONVERTERS[name](files)
        sys.stdout.write(f"{len(files)} {time.perf_counter() - start}\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
