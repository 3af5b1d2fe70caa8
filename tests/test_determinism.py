"""The same sources and the same release give the same bytes, wherever and however they are run."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.dataset import TABLES

ROOT = Path(__file__).parents[1]
RAW = ROOT / "raw"


def run(raw: Path, output: Path, folder: Path, **environment: str) -> dict[str, str]:
    """The hash of every file that a run in `folder` with that environment writes."""
    command = [sys.executable, "-m", "pipeline", "extract", str(raw), "--output", str(output)]
    env = {**os.environ, "PYTHONPATH": str(ROOT), **environment}
    subprocess.run(command, cwd=folder, env=env, check=True, capture_output=True)
    files = sorted(path for path in output.rglob("*") if path.is_file())
    return {str(p.relative_to(output)): hashlib.sha256(p.read_bytes()).hexdigest() for p in files}


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The files of a run as anyone would start it."""
    return run(RAW, tmp_path_factory.mktemp("first") / "out", ROOT)


def test_every_file_of_the_contract_is_there(first: dict[str, str]) -> None:
    """Nine tables in two formats, the overview and the reports."""
    tables = list(TABLES)

    wanted = {*(f"csv/{t}.csv" for t in (*tables, "overview")), *(f"parquet/{t}.parquet" for t in tables)}
    wanted |= {"validation.html", "validation.json", "wsis.xlsx", "datapackage.json", "codebook.md"}

    assert wanted <= set(first)


def test_a_second_run_gives_the_same_bytes(first: dict[str, str], tmp_path: Path) -> None:
    """Nothing of the moment is in the files."""
    assert run(RAW, tmp_path / "out", ROOT) == first


def test_place_time_and_order_do_not_matter(first: dict[str, str], tmp_path: Path) -> None:
    """Another time zone, locale, hash seed and folder; the inputs elsewhere and made in another order."""
    raw = tmp_path / "elsewhere" / "reports"
    raw.mkdir(parents=True)
    for path in sorted(RAW.iterdir(), reverse=True):
        shutil.copyfile(path, raw / path.name)

    again = run(raw, tmp_path / "out", tmp_path, TZ="Asia/Tokyo", LC_ALL="C", PYTHONHASHSEED="7")

    assert again == first


def test_the_committed_output_is_what_the_sources_give(first: dict[str, str]) -> None:
    """A visitor takes the dataset without running anything."""
    committed = ROOT / "output"
    files = {
        str(p.relative_to(committed)): hashlib.sha256(p.read_bytes()).hexdigest()
        for p in committed.rglob("*")
        if p.is_file()
    }

    assert files == first
