"""Scans: a PDF's pictured pages given a text layer by ocrmypdf and Tesseract, which run as a program of
their own in a private folder, with a time limit."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from pipeline.findings import ReadError

_SECONDS_PER_PAGE: Final = 60
_DATA: Final = {"ar": "ara", "en": "eng", "es": "spa", "fr": "fra", "ru": "rus", "zh": "chi_sim"}
"""Tesseract's names for the official languages of the United Nations."""


def with_text(
    data: bytes, pages: Sequence[int], language: str | None = None, *, seconds_per_page: float = _SECONDS_PER_PAGE
) -> bytes:
    """The PDF with a text layer on these pages (from 1), which are also set straight and upright.

    `language` is a BCP 47 tag; without one, all official languages that Tesseract has data for are tried.
    Raises ReadError where a program or the language's data is not installed, or reading fails or takes longer
    than `seconds_per_page` for each page.
    """
    program = _program("ocrmypdf", "pip install .[ocr]")
    languages = _languages(_program("tesseract", "Debian package tesseract-ocr"), language)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        scan, result = folder / "scan.pdf", folder / "text.pdf"
        scan.write_bytes(data)
        command = [
            program, "--quiet", "--mode", "skip", "--pages", ",".join(map(str, pages)),
            "--language", "+".join(languages), "--rotate-pages", "--deskew",
            "--output-type", "pdf", "--optimize", "0", str(scan), str(result),
        ]  # fmt: skip
        said = _run(command, folder, seconds_per_page * len(pages))
        if not result.is_file():
            raise ReadError(f"OCR failed: ocrmypdf says: {said}")
        return result.read_bytes()


def _program(name: str, package: str) -> str:
    """Where a program is: beside this Python, as installed packages put it, or on the PATH."""
    places = os.pathsep.join((str(Path(sys.executable).parent), os.environ.get("PATH", os.defpath)))
    program = shutil.which(name, path=places)
    if program is None:
        raise ReadError(f"reading a scan needs {name} ({package}); install it, or run without --ocr")
    return program


def _languages(tesseract: str, language: str | None) -> list[str]:
    """The data that Tesseract is to use."""
    listed = subprocess.run([tesseract, "--list-langs"], check=False, capture_output=True, text=True).stdout
    installed = set(listed.split())
    if language is None:
        wanted = [data for data in _DATA.values() if data in installed]
    else:
        tag = language.split("-", 1)[0].lower()
        wanted = [data for data in [_DATA.get(tag, tag)] if data in installed]
    if not wanted:
        message = f"Tesseract has no data for the language of the scan ({language or 'any'}); install it"
        raise ReadError(f"{message} (Debian packages tesseract-ocr-eng, tesseract-ocr-fra and so on)")
    return wanted


def _run(command: Sequence[str], folder: Path, seconds: float) -> str:
    """Run a program in the folder, with every process that it starts; gives the last line that it said."""
    environment = {**os.environ, "HOME": str(folder), "TMPDIR": str(folder), "OMP_THREAD_LIMIT": "1"}
    process = subprocess.Popen(
        command,
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        start_new_session=True,
        text=True,
        errors="replace",
    )
    try:
        _, said = process.communicate(timeout=seconds)
    except subprocess.TimeoutExpired as error:
        raise ReadError(f"OCR did not end within {seconds:.0f} seconds") from error
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.communicate()
    return next(reversed(said.split("\n")[:-1]), "nothing").strip()
