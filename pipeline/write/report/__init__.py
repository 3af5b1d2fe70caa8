"""The report of a run: `validation.json` for programs, `validation.html` for people."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from pipeline.dataset import Dataset, encodable
from pipeline.ledger import Ledger
from pipeline.model import Document
from pipeline.write.report.facts import as_json, facts
from pipeline.write.report.page import page
from pipeline.write.report.source import Index, source_of


def write_report(dataset: Dataset, sources: Mapping[str, tuple[Document, Ledger]], folder: Path) -> None:
    """Write both into `folder`; `sources` are the source documents as read, by document_id."""
    run = facts(dataset, {name: ledger for name, (_, ledger) in sources.items()})
    (folder / "validation.json").write_bytes(as_json(run))
    index = Index(dataset)
    views = {name: source_of(document, ledger, index) for name, (document, ledger) in sources.items()}
    (folder / "validation.html").write_bytes(encodable(page(run, views)).encode())
