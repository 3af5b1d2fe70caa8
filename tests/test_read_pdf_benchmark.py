"""The benchmark's made file and its count of right cells, on few pages."""

from __future__ import annotations

from pathlib import Path

from benchmarks.pdf import make, right
from benchmarks.pdf_readers import ours, pdfplumber, plain_text


def test_the_made_table_comes_out_right(tmp_path: Path) -> None:
    """Ours has the whole known grid as one table; page by page readers have a part of it."""
    path = tmp_path / "made.pdf"
    known = make(3, path)
    tables = ours(path)
    assert (len(tables), right(tables, known)) == (1, len(known))
    by_page = pdfplumber(path)
    assert len(by_page) == 3
    assert 0 < right(by_page, known) < len(known)
    assert right(plain_text(path), known) == 0
