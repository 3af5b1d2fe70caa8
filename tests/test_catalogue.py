"""The catalogue of checks: strict, and every check is known to the tests."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.findings import catalogue, finding_id, message, notice
from pipeline.model import DocumentId, Evidence, Locator, Span

TESTS = Path(__file__).parent
PLACE = Locator(DocumentId("report.docx"), 2, 1, 2, 3, 1)


@pytest.mark.parametrize("name", list(catalogue()))
def test_every_check_is_triggered_in_a_test(name: str) -> None:
    """A check that no test names could be a check that never speaks."""
    sources = (path.read_text(encoding="utf-8") for path in TESTS.glob("*.py") if path != Path(__file__))

    assert any(f'"{name}"' in source or f"'{name}'" in source for source in sources)


@pytest.mark.parametrize("name", list(catalogue()))
def test_every_check_reads_well(name: str) -> None:
    """A message and a meaning are sentences; the severity is one of three."""
    check = catalogue()[name]

    assert check.severity in {"error", "warning", "info"}
    assert check.message[0].isupper() or check.message[0] in "{“"
    assert check.message.rstrip("”").endswith((".", "”", "}"))
    assert check.meaning[0].isupper()
    assert check.meaning.endswith(".")


def test_a_notice_quotes_its_evidence() -> None:
    """Place and excerpt come from the words concerned."""
    note = notice("not-understood", (Evidence(PLACE, Span(0, 4), "foo "),), column="Venue")

    assert (note.locator, note.excerpt) == (PLACE, "foo")
    assert message(note) == "These words of the Venue column were not understood."


def test_long_excerpts_are_cut() -> None:
    """An excerpt stays readable."""
    assert len(notice("hidden-text", excerpt="word " * 200).excerpt) == 300


def test_unknown_checks_and_wrong_details_are_faults_of_ours() -> None:
    """They fail at once."""
    with pytest.raises(KeyError):
        notice("no-such-check")
    with pytest.raises(ValueError, match="needs"):
        notice("not-understood", colum="Venue")


def test_finding_ids_depend_on_every_part() -> None:
    """The same parts give the same identifier, other parts another."""
    assert finding_id("check", "a", None) == finding_id("check", "a", None)
    assert finding_id("check", "a", None) != finding_id("check", "a", "b")
    assert finding_id("check", "a").startswith("check-")
