"""Bytes -> Document: the reader for each format, loaded only when its format is met."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Literal

from pipeline.findings import ReadError
from pipeline.model import Document, DocumentId, Format, PagePicture

SUFFIXES: dict[str, Format] = {
    ".docx": "docx",
    ".docm": "docx",
    ".dotx": "docx",
    ".dotm": "docx",
    ".doc": "doc",
    ".odt": "odt",
    ".rtf": "rtf",
    ".pdf": "pdf",
    ".txt": "txt",
}
"""The file names that are reports, and their formats."""


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """What is chosen about reading, all but the last by the user."""

    revisions: Literal["accept", "reject"] = "accept"
    password: str | None = None
    ocr: bool = False
    language: str | None = None
    """Of scans, BCP 47; without it the official languages of the United Nations are tried."""
    follow_links: bool = False
    """Whether links that lead out of the folder of reports are reports."""
    placed: bool = False
    """Whether paragraphs tell where their characters are printed: only who shows the pages wants that."""


def read(path: Path, document_id: DocumentId, options: ReadOptions) -> Document:
    """The document in the file at `path`.

    Raises ReadError (without the file's name) where it cannot be read, saying why and what to do.
    """
    from pipeline.read.guard import check_kind

    format_ = SUFFIXES[path.suffix.lower()]
    check_kind(path, format_)
    if format_ == "txt":
        from pipeline.read.text import read_text

        return read_text(path, document_id)
    if format_ == "pdf":
        from pipeline.read.pdf import read_pdf

        recognise = _recognise(options.language) if options.ocr else None
        return read_pdf(
            path, document_id, password=options.password, recognise=recognise, placed=options.placed
        )
    from pipeline.read.docx import read_docx

    if format_ == "docx":
        return read_docx(path, document_id, revisions=options.revisions)
    from pipeline.read.convert import to_docx

    with tempfile.TemporaryDirectory() as folder:
        converted = read_docx(to_docx(path, Path(folder)), document_id, revisions=options.revisions)
    sha256, size = fingerprint(path)
    return replace(converted, format=format_, sha256=sha256, size=size)


def pictures(path: Path, pages: Sequence[int], options: ReadOptions) -> tuple[PagePicture, ...]:
    """Pictures of these pages (from 1) of the file at `path`, of the first where there are many; none where
    the format has no pages. Raises ReadError as `read` does."""
    if SUFFIXES[path.suffix.lower()] != "pdf":
        return ()
    from pipeline.read.pdf.pictures import page_pictures

    return tuple(page_pictures(path, pages, options.password))


def _recognise(language: str | None) -> Callable[[bytes, Sequence[int]], bytes]:
    from pipeline.read.ocr import with_text

    return partial(with_text, language=language)


def read_file(path: Path, options: ReadOptions) -> Document:
    """The document in any one file, named as it is. Raises ReadError with the file's name."""
    if not path.exists():
        raise ReadError(f"{path}: no such file")
    if path.suffix.lower() not in SUFFIXES:
        raise ReadError(f"{path}: not a report; known are {', '.join(SUFFIXES)}")
    try:
        return read(path, document_id_of(path), options)
    except ReadError as error:
        raise ReadError(f"{path}: {error}") from error


def document_id_of(path: Path) -> DocumentId:
    r"""The name of the file; bytes in it that are no UTF-8 are written out, as in `caf\xe9.docx`."""
    return DocumentId(os.fsencode(path.name).decode("utf-8", "backslashreplace"))


def fingerprint(path: Path) -> tuple[str, int]:
    """SHA-256 and size of the file's bytes. Raises ReadError for a file that no reader would open."""
    import hashlib

    from pipeline.read.guard import check_file

    check_file(path)
    try:
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
            return digest, file.tell()
    except OSError as error:
        raise ReadError(f"the file cannot be opened ({error.strerror}); check its permissions") from error
