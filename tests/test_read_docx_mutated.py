"""Word files changed as editors, converters and attackers change them: read or refused, and always sound."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from pipeline.findings import ReadError
from pipeline.interpret import interpret, load_knowledge
from pipeline.model import DocumentId, ReportId
from pipeline.read import ReadOptions, read
from tests.docx_builder import write
from tests.fuzz.seeds import small
from tests.soundness import document_faults, interpretation_faults
from tests.xml_mutation import MUTATIONS, Mutation, mutate

GOLDEN = Path(__file__).parent / "golden"
REPORTS = [
    small((GOLDEN / name / f"{name}.docx").read_bytes())
    for name in ("wsis-cluster-2009", "wsis-meetings-2015-ar", "forum-workshops-2008")
]
KNOWLEDGE = load_knowledge(None)
PARTS = ("document", "document", "document", "styles", "numbering")
"""The parts that are changed, the main part three times as often as each other."""


def faults_of(parts: dict[str, bytes], folder: Path) -> list[str]:
    """Read twice and interpreted, what is unsound; nothing where it is refused in one line."""
    path = write(parts, folder / "report.docx")
    try:
        document = read(path, DocumentId(path.name), ReadOptions())
        again = read(path, DocumentId(path.name), ReadOptions())
        found = interpret(ReportId("report"), document, KNOWLEDGE)
    except ReadError as error:
        return [str(error)] if "\n" in str(error) else []
    changed = [] if document == again else ["read again, it is another document"]
    return [*changed, *document_faults(document), *interpretation_faults(found)]


@settings(max_examples=50, deadline=None)
@given(
    report=st.sampled_from(REPORTS),
    part=st.sampled_from(PARTS),
    times=st.integers(1, 8),
    random=st.randoms(use_true_random=False),
)
def test_changed_markup(
    report: dict[str, bytes],
    part: str,
    times: int,
    random: Random,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    """Elements dropped, doubled, moved, renamed, unwrapped, split; attributes changed: nothing but a refusal,
    no character lost, every quotation where it says."""
    root = etree.fromstring(report[f"word/{part}.xml"])
    mutate(root, random, times)
    parts = report | {f"word/{part}.xml": etree.tostring(root)}
    assert faults_of(parts, tmp_path_factory.mktemp("changed")) == []


@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda each: each.__name__.strip("_"))
def test_every_change_changes_something(mutation: Mutation) -> None:
    """No kind of change leaves the markup as it was, each time."""
    original = REPORTS[0]["word/document.xml"]
    changed = set()
    for seed in range(5):
        root = etree.fromstring(original)
        mutation(root, Random(seed))  # noqa: S311 - no secret
        changed.add(etree.tostring(root))
    assert changed - {etree.tostring(etree.fromstring(original))}


def test_the_unchanged_reports_are_read(tmp_path: Path) -> None:
    """What is changed is a report with meetings to begin with."""
    for parts in REPORTS:
        path = write(parts, tmp_path / "report.docx")
        document = read(path, DocumentId(path.name), ReadOptions())
        found = interpret(ReportId("report"), document, KNOWLEDGE)
        assert found.readings.meetings
        assert faults_of(parts, tmp_path) == []
