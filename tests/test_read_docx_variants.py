"""Whatever way a document is written, it is read as the same."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.model import Document
from pipeline.read.docx import read_docx
from tests.docx_builder import DOCUMENT
from tests.docx_variants import VARIANTS

REPORTS = {path.stem: path for path in sorted(Path(__file__).with_name("golden").glob("*/*.docx"))}


@pytest.mark.parametrize("variant", VARIANTS)
@pytest.mark.parametrize("report", REPORTS)
def test_variant_reads_the_same(report: str, variant: str, tmp_path: Path) -> None:
    """A report rewritten without a visible change gives an equal document."""
    original = REPORTS[report].read_bytes()
    changed = VARIANTS[variant](original)
    assert changed != original
    expected, found = (as_read(data, tmp_path / f"{n}.docx") for n, data in enumerate((original, changed)))
    assert expected.tables
    assert [note.check for note in found.notices] == ["tracked-changes"] * (variant == "track_insertions")
    assert replace(found, sha256=expected.sha256, size=expected.size, notices=expected.notices) == expected


def test_there_are_reports() -> None:
    """The reports are where the test looks for them."""
    assert len(REPORTS) >= 6


def as_read(data: bytes, path: Path) -> Document:
    """The document in the bytes of a file."""
    path.write_bytes(data)
    return read_docx(path, DOCUMENT)
