"""What changes nothing for a reader of the page changes no value of the dataset."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.dataset import Dataset
from pipeline.interpret import interpret, load_knowledge
from pipeline.model import DocumentId, ReportId
from pipeline.read import ReadOptions, read
from tests.docx_variants import VARIANTS

REPORT = Path(__file__).parents[1] / "raw" / "wsis-cluster-2006.docx"
COMPARED = ("meetings", "facilitators", "people", "points", "links", "provenance")


def dataset(data: bytes, folder: Path) -> Dataset:
    """The dataset of a Word file with these bytes."""
    path = folder / REPORT.name
    path.write_bytes(data)
    document = read(path, DocumentId(path.name), ReadOptions())
    return interpret(ReportId("report"), document, load_knowledge(None)).dataset


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    """The dataset of the report as it is."""
    return dataset(REPORT.read_bytes(), tmp_path_factory.mktemp("plain"))


@pytest.mark.parametrize("variant", list(VARIANTS))
def test_what_word_writes_otherwise_is_read_alike(variant: str, plain: Dataset, tmp_path: Path) -> None:
    """Content controls, split runs, proofing marks, accepted changes, strict namespaces: every value and its
    place stay the same."""
    original = REPORT.read_bytes()
    changed = VARIANTS[variant](original)

    other = dataset(changed, tmp_path)

    assert changed != original
    assert {table: other[table] for table in COMPARED} == {table: plain[table] for table in COMPARED}
