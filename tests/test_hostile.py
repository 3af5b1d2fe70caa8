"""Hostile documents: each is read, or refused with one line that says why; nothing else happens."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pipeline.findings import ReadError
from pipeline.interpret import interpret, load_knowledge
from pipeline.model import DocumentId, ReportId
from pipeline.read import ReadOptions, read
from tests.hostile.case import READ, Case
from tests.hostile.other import OPEN_DOCUMENT, TEXT
from tests.hostile.pdf import PDF
from tests.hostile.word import WORD
from tests.soundness import document_faults

CASES = {
    f"{name}{suffix}": (suffix, case)
    for suffix, cases in ((".docx", WORD), (".pdf", PDF), (".txt", TEXT), (".odt", OPEN_DOCUMENT))
    for name, case in cases.items()
}
KNOWLEDGE = load_knowledge(None)
STEERING = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


@pytest.mark.parametrize(("suffix", "case"), CASES.values(), ids=CASES)
def test_hostile_document(suffix: str, case: Case, tmp_path: Path) -> None:
    """What is read is sound, and refused for want of a report's table; a reason has one short line that
    steers no terminal."""
    path = tmp_path / f"report{suffix}"
    path.write_bytes(case.make())
    with pytest.raises(ReadError, match=case.reason or "table") as refused:
        use(path, case)
    assert len(str(refused.value)) < 1_000
    assert not STEERING.search(str(refused.value))


def test_a_pdf_that_cannot_be_repaired(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """However the library that repairs says so, the file is refused as damaged (found by fuzzing)."""
    pikepdf = pytest.importorskip("pikepdf")

    def fail(_: object) -> None:
        raise RuntimeError("/Count is wrong after flattening pages tree")

    monkeypatch.setattr(pikepdf, "open", fail)
    path = tmp_path / "report.pdf"
    path.write_bytes(PDF["only a header"].make())
    with pytest.raises(ReadError, match="no page of it can be read"):
        use(path, PDF["only a header"])


def use(path: Path, case: Case) -> None:
    """Read the file and interpret it, as a run does."""
    document = read(path, DocumentId(path.name), ReadOptions())
    assert case.reason == READ
    assert list(document_faults(document)) == []
    interpret(ReportId("report"), document, KNOWLEDGE)
