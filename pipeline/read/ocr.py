"""Scans: the pages of a PDF that show text only as a picture are given a text layer by ocrmypdf and
Tesseract, which run as programs of their own in a private folder, with a time limit."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from pipeline.findings import ReadError
from pipeline.language import languages_of
from pipeline.read.programs import run

_SECONDS_PER_PAGE: Final = 60
_DATA: Final = {"ar": "ara", "en": "eng", "es": "spa", "fr": "fra", "ru": "rus", "zh": "chi_sim"}
"""Tesseract's names for the official languages of the United Nations, by their BCP 47 tags."""


def with_text(
    data: bytes, pages: Sequence[int], *, language: str | None = None, seconds: float = _SECONDS_PER_PAGE
) -> bytes:
    """The PDF with a text layer on these pages (from 1), which are also set straight and upright.

    `language` is a BCP 47 tag; without one, the first of the pages is read in all official languages that
    Tesseract has data for, and the words found there tell. Raises ReadError where a program or the language's
    data is not installed, or where OCR fails or takes longer than `seconds` for each page.
    """
    program = _program("ocrmypdf", "`pip install .[ocr]`")
    installed = _installed(_program("tesseract", "Debian package tesseract-ocr"))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        scan = folder / "scan.pdf"
        scan.write_bytes(data)
        languages = _chosen(language, installed)
        if len(languages) > 1:
            sample = folder / "sample.txt"
            sampled = [program, *_options(pages[:1], languages), "--sidecar", str(sample)]
            _run([*sampled, str(scan), str(folder / "sample.pdf")], sample, seconds)
            told = languages_of([sample.read_text(encoding="utf-8")], list(_DATA))
            languages = [_DATA[tag] for tag in told if _DATA[tag] in installed] or languages
        result = folder / "text.pdf"
        command = [program, *_options(pages, languages), str(scan), str(result)]
        _run(command, result, seconds * len(pages))
        return result.read_bytes()


def _program(name: str, package: str) -> str:
    """Where a program is: beside this Python, as installed packages put it, or on the PATH."""
    places = os.pathsep.join((str(Path(sys.executable).parent), os.environ.get("PATH", os.defpath)))
    program = shutil.which(name, path=places)
    if program is None:
        raise ReadError(f"reading a scan needs {name} ({package}); install it, or run without --ocr")
    return program


def _installed(tesseract: str) -> set[str]:
    """The languages that Tesseract has data for, by its own names."""
    listed = subprocess.run([tesseract, "--list-langs"], check=False, capture_output=True, text=True)
    return set(listed.stdout.split())


def _chosen(language: str | None, installed: set[str]) -> list[str]:
    """The data for a language, or for all official ones."""
    tag = language.split("-", 1)[0].lower() if language else None
    wanted = [_DATA.get(tag, tag)] if tag else list(_DATA.values())
    chosen = [data for data in wanted if data in installed]
    if not chosen:
        message = f"Tesseract has no data for {' or '.join(wanted)}; install it"
        raise ReadError(
            f"{message} (Debian packages {', '.join(f'tesseract-ocr-{data}' for data in wanted)})"
        )
    return chosen


def _options(pages: Sequence[int], languages: Sequence[str]) -> list[str]:
    return [
        "--quiet", "--mode", "skip", "--pages", ",".join(map(str, pages)), "--language", "+".join(languages),
        "--rotate-pages", "--deskew", "--output-type", "pdf", "--optimize", "0",
    ]  # fmt: skip


def _run(command: Sequence[str], result: Path, seconds: float) -> None:
    """Run a program that is to write the file `result`."""
    folder = result.parent
    environment = {**os.environ, "HOME": str(folder), "TMPDIR": str(folder), "OMP_THREAD_LIMIT": "1"}
    try:
        code, said = run(command, folder, environment, seconds)
    except subprocess.TimeoutExpired as error:
        raise ReadError(f"OCR did not end within {seconds:g} seconds") from error
    if code or not result.is_file():
        raise ReadError(f"OCR failed ({said})")
