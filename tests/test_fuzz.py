"""What fuzzing found, each as an example; and the seeds that fuzzing begins with."""

from __future__ import annotations

from itertools import islice
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.docx_builder import cell, package, row, table
from tests.fuzz import __main__ as command
from tests.fuzz.harnesses import HARNESSES, Unsound, check
from tests.fuzz.seeds import seeds


def document(body: str) -> bytes:
    """The main part of a Word file."""
    return package(body)["word/document.xml"]


FOUND = {
    "a table of which nothing shows": ("docx", document(table(row(cell(), cell(), cell()) * 3))),
    "a lengthened letter that nobody understands": ("cells", b"\x01\x01\x00\x00" + "في جنيـ".encode()),
    "a lengthening stroke as a dash": ("cells", b"\x01\x01\x00\x00" + "ـ جنيف ـ دبي".encode()),
    "many ampersands in a list": ("organizations", b"\x01\x00\x00\x00ITU and " + b"&" * 400),
}


@pytest.mark.parametrize(("harness", "data"), FOUND.values(), ids=FOUND)
def test_found_by_fuzzing(harness: str, data: bytes) -> None:
    """It is read or refused now, and what comes out is sound."""
    HARNESSES[harness](data)


@pytest.mark.parametrize("harness", HARNESSES)
def test_seeds_are_sound(harness: str) -> None:
    """Fuzzing begins with some inputs that break nothing, so that every harness is run by every change."""
    inputs = list(islice(seeds(harness), 8))
    assert len(inputs) > 1
    for data in inputs:
        HARNESSES[harness](data)


def test_the_command_knows_every_harness() -> None:
    """Their names stand there again: their modules must not load before they are instrumented."""
    assert tuple(HARNESSES) == command.NAMES


def test_a_fault_is_told() -> None:
    """A harness that finds a fault raises."""
    with pytest.raises(Unsound, match="lost"):
        check(["lost"])


def test_without_atheris(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """One line says where there is none."""
    monkeypatch.setattr(command, "find_spec", lambda _: None)
    run = CliRunner().invoke(command.main, ["text", "--folder", str(tmp_path)])
    assert run.exit_code == 1
    assert run.output.startswith("Error: atheris is not installed here")
