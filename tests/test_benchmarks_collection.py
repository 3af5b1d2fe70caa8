"""The benchmark over collections of hostile files: that it sees what a run makes of each."""

from __future__ import annotations

import shutil
from collections import Counter
from pathlib import Path

import pytest
from click.testing import CliRunner

from benchmarks import collection
from tests.hostile.pdf import PDF
from tests.program import REPORT


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A report, three bad files of one name in their own folders, and one not named like a report."""
    files = {
        "a/same.pdf": PDF["only a header"].make(),
        "b/same.pdf": b"",
        "b/same.docx": b"no Word file",
        "c.html": b"<html>",
    }
    for name, data in files.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(data)
    shutil.copy(REPORT, tmp_path)
    return tmp_path


def test_a_run_over_a_folder(folder: Path) -> None:
    """Each file is counted once, read or by its reason, and there is no fault."""
    reasons: Counter[str] = Counter()
    paths = collection.reports(folder)
    assert len(paths) == 4
    assert list(collection.faults(paths, reasons, jobs=2, seconds=60)) == []
    assert sorted(reasons.values()) == [1, 1, 1, 1]
    assert reasons[""] == 1


def test_a_fault_is_told(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The command says which file it is, and exits with 1."""
    monkeypatch.setattr(collection, "_LONGEST_REASON", 1)
    done = CliRunner().invoke(collection.main, [str(folder / "b"), "--jobs", "1"])
    assert done.exit_code == 1
    assert f"{folder / 'b' / 'same.docx'}: rejected for" in done.output
    assert "2 files" in done.output
