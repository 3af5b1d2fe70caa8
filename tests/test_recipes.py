"""What the README tells people to type, typed."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from pipeline.options import Options
from pipeline.run import extract
from pipeline.settings import load_settings

ROOT = Path(__file__).parents[1]
WORKSHOPS = ROOT / "tests" / "golden" / "forum-workshops-2008" / "forum-workshops-2008.docx"
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```\n(?:\n```text\n(.*?)^```\n)?", re.MULTILINE | re.DOTALL)
RECIPES = [
    match.groups(default="") for match in BLOCK.finditer((ROOT / "README.md").read_text(encoding="utf-8"))
]


def recipes(language: str) -> list[tuple[str, str]]:
    """The recipes in a language, each with what it prints."""
    return [(content, printed) for each, content, printed in RECIPES if each == language]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A working folder as a reader of the README has it: the dataset, and a report of their own."""
    made = tmp_path_factory.mktemp("project")
    extract(ROOT / "raw", made / "output", Options())
    (made / "my-reports").mkdir()
    shutil.copy(WORKSHOPS, made / "my-reports" / "workshops.docx")
    return made


def typed(command: list[str], folder: Path) -> str:
    """What a command prints in the reader's folder, with the project's Python before others."""
    environment = {
        **os.environ,
        "HOME": str(folder),  # LibreOffice keeps its profile there, and two cannot share one
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT),
    }
    done = subprocess.run(
        command, capture_output=True, text=True, check=False, cwd=folder, env=environment, timeout=110
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_readme_has_recipes_of_every_kind() -> None:
    """None is left untested because its block is marked otherwise."""
    assert {language for language, _, _ in RECIPES} == {"csv", "sh", "python", "sql", "r", "toml"}


def test_the_rows_shown_are_in_the_dataset(folder: Path) -> None:
    """Header and rows, word for word, in this order."""
    ((shown, _),) = recipes("csv")
    header, *rows = shown.splitlines()

    first, *written = (folder / "output/csv/facilitators.csv").read_text(encoding="utf-8-sig").splitlines()

    assert header == first
    assert [row for row in written if row in rows] == rows
    assert len(rows) == 3


@pytest.mark.parametrize(("program", "printed"), recipes("python"), ids=["values", "words"])
def test_python(program: str, printed: str, folder: Path) -> None:
    """It prints what the README says."""
    assert typed([sys.executable, "-c", program], folder) == printed


def test_sql(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The rows are those of the README."""
    ((query, printed),) = recipes("sql")
    monkeypatch.chdir(folder)

    rows = duckdb.execute(query).fetchall()

    assert "".join(f"{row}\n" for row in rows) == printed


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_a_spreadsheet_opens_the_workbook(folder: Path) -> None:
    """And writes it in a format of its own."""
    (command,) = [content for content, _ in recipes("sh") if "soffice" in content]

    typed(["bash", "-ec", command], folder)

    assert (folder / "wsis.ods").stat().st_size > 10_000


def test_own_reports_and_profiles(folder: Path) -> None:
    """A report is read, its tables are explained, and a drafted profile is one that can be used."""
    own, many, profile = [content for content, _ in recipes("sh") if "soffice" not in content]

    read = typed(["bash", "-ec", own], folder)
    limited = typed(["bash", "-ec", many], folder)
    again = typed(["bash", "-ec", profile], folder)

    assert "workshops: 3 meetings, " in read
    assert "table 1: taken, profile igf-workshops" in read
    assert "workshops: 3 meetings, " in limited
    assert "entries, " in limited
    assert "workshops: 3 meetings, " in again
    assert (folder / "my-profiles" / "workshops.toml").stat().st_size > 1000


@pytest.mark.skipif(shutil.which("Rscript") is None, reason="R is not installed")
def test_r(folder: Path) -> None:
    """The table has a row for each meeting, and dates are dates."""
    ((program, _),) = recipes("r")
    look = "cat(nrow(meetings), class(meetings$date), class(meetings$webcast))"

    assert typed(["Rscript", "-e", program + look], folder).endswith("9 Date logical")


def test_settings(tmp_path: Path) -> None:
    """The file of the README is one that the program takes."""
    ((content, _),) = recipes("toml")
    (tmp_path / "pipeline.toml").write_text(content)

    assert load_settings(tmp_path / "pipeline.toml") == {
        "title": "Workshops of the forum",
        "licenses": [{"name": "CC-BY-4.0"}],
        "contributors": [{"title": "Ada Lovelace", "roles": ["curator"]}],
    }
