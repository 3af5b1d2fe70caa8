"""Renditions that are kept from one run to the next: what comes back is what was read."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from pipeline.dataset import Dataset
from pipeline.execute.cache import Cache
from pipeline.model import Document
from pipeline.recall import Memory, Rendition
from tests.sample_dataset import dataset, source_view
from tests.sample_report import printed


def lines(document: Document) -> list[object]:
    """The places of all lines of the document's table."""
    (table,) = document.tables
    return [paragraph.printed for cell in table.cells for paragraph in cell.paragraphs]


def test_a_rendition_comes_back_whole(tmp_path: Path) -> None:
    """With its rows, its ledger and the place of every character; of other bytes nothing is known."""
    view, data = printed(source_view()), Dataset()
    for table in ("documents", "points", "provenance"):
        data.add(table, dataset()[table])
    memory = Memory(Cache(tmp_path), "choices", None)
    row = data["documents"][0]
    memory.keep(Rendition(view.document, view.ledger, data, row), ("en",), "cluster-2006", "name", "hash")

    kept = memory.recall("cluster-2006", "name", "hash")

    assert kept is not None
    assert kept.document == view.document
    assert lines(kept.document) == lines(view.document) != []
    assert list(kept.ledger) == list(view.ledger)
    assert (kept.dataset.tables, kept.row) == (data.tables, row)
    assert memory.recall("cluster-2006", "name", "other") is None
    assert replace(memory, choices="others").recall("cluster-2006", "name", "hash") is None
