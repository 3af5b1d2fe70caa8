"""The reports that benchmarks read: that they are reports, and the same ones for the same seed."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from benchmarks.report_corpus import LAYOUTS, Kind, content, make
from pipeline.interpret import interpret
from pipeline.model import ReportId
from pipeline.read import ReadOptions, document_id_of, read
from tests.gallery import knowledge


@pytest.mark.parametrize("kind", ["docx", "pdf"])
def test_each_layout_is_read_with_every_meeting(kind: Kind, tmp_path: Path) -> None:
    """A benchmark of files that are rejected, or read in part, would measure nothing."""
    for seed in _seeds_of_layouts():
        (path,) = make(tmp_path, 1, seed, (kind,), (3, 3))
        document = read(path, document_id_of(path), ReadOptions())

        found = interpret(ReportId("report"), document, knowledge())

        assert len(found.dataset["meetings"]) == 3
        assert all(row["date"] for row in found.dataset["meetings"])


def test_the_same_seed_gives_the_same_bytes(tmp_path: Path) -> None:
    """Whatever the number of reports."""
    few = make(tmp_path / "few", 2, 7, meetings=(1, 2))
    many = make(tmp_path / "many", 3, 7, meetings=(1, 2))

    assert [path.name for path in few] == [path.name for path in many[:2]]
    assert [path.read_bytes() for path in few] == [path.read_bytes() for path in many[:2]]
    assert few[0].read_bytes() != many[2].read_bytes()


def _seeds_of_layouts() -> list[int]:
    """A seed for each layout: the first whose first report has it."""
    seeds: dict[tuple[str, ...], int] = {}
    for seed in range(100):
        random = Random(f"{seed}/0")  # noqa: S311 - no secret
        seeds.setdefault(content(random, random.randint(3, 3)).fields, seed)
    assert set(seeds) == set(LAYOUTS)
    return list(seeds.values())
