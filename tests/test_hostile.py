"""Hostile documents: each is read, or refused with one line that says why; nothing else happens."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pipeline.findings import ReadError
from pipeline.model import DocumentId, ReportId
from pipeline.read import ReadOptions, read
from pipeline.run import Options, interpret, load_knowledge
from tests.hostile.case import Case
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
    """What is read is sound, and refused for want of a report's table; a reason has one line that steers no
    terminal."""
    path = tmp_path / f"report{suffix}"
    path.write_bytes(case.make())
    if case.reason:
        with pytest.raises(ReadError, match=case.reason) as refused:
            read(path, DocumentId(path.name), ReadOptions())
        assert not STEERING.search(str(refused.value))
        return
    document = read(path, DocumentId(path.name), ReadOptions())
    assert list(document_faults(document)) == []
    with pytest.raises(ReadError, match="table") as refused:
        interpret(ReportId("report"), document, KNOWLEDGE, Options())
    assert not STEERING.search(str(refused.value))
