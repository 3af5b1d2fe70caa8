"""Runs after runs: nothing is read or written twice without need, and nothing is taken for what it is not."""

from __future__ import annotations

import json
import os
import pickle
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner

from pipeline import recall
from pipeline.__main__ import main
from pipeline.execute.cache import Cache
from pipeline.model import Document, DocumentId
from pipeline.options import Options
from pipeline.read import ReadOptions, read
from pipeline.run import extract
from pipeline.state import knowledge_state, lexicon_name
from tests.killed_runs import KILLS

ROOT = Path(__file__).parents[1]
REPORT = ROOT / "raw" / "wsis-cluster-2006.txt"
GOLDEN = Path(__file__).parent / "golden"
FRENCH = GOLDEN / "wsis-meetings-2015-fr" / "wsis-meetings-2015-fr.txt"


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    """Two reports, in English and in French, and a file that is none."""
    folder = tmp_path / "raw"
    folder.mkdir()
    shutil.copy(REPORT, folder)
    shutil.copy(FRENCH, folder)
    (folder / "broken.docx").write_text("no Word file")
    return folder


@pytest.fixture
def no_pictures(monkeypatch: pytest.MonkeyPatch) -> None:
    """They take longest, and are not what these tests are about."""
    monkeypatch.setattr("pipeline.write.report.MOST_PICTURED", 0)
    monkeypatch.setattr("pipeline.write.report.charts_of_all", lambda _: [])


def command(raw: Path, output: Path, *options: str) -> str:
    """What the command prints."""
    result = CliRunner().invoke(main, ["extract", str(raw), "--output", str(output), "--jobs", "0", *options])
    assert result.exit_code == 0, result.output
    return result.stdout


def endless(raw: Path) -> None:
    """A report that takes long to read, the first of all."""
    rows = REPORT.read_text("utf-8").replace("\r\n", "\n").split("\n\t")
    (raw / "endless.txt").write_text("\n\t".join([*rows, *rows[7:] * 2000]), "utf-8")


def contents(folder: Path) -> dict[str, bytes]:
    """Every file by its name."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def reads(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files that are read from now on."""
    names: list[str] = []

    def counted(path: Path, document_id: DocumentId, options: ReadOptions) -> Document:
        names.append(path.name)
        return read(path, document_id, options)

    monkeypatch.setattr("pipeline.report_reader.read", counted)
    return names


@pytest.mark.usefixtures("no_pictures")
def test_an_unchanged_run_writes_nothing(raw: Path, tmp_path: Path) -> None:
    """It says the same, and every file is the very one that was there."""
    output = tmp_path / "out"
    first = command(raw, output)
    before = {path: (path.stat().st_ino, path.stat().st_mtime_ns) for path in output.rglob("*")}
    assert command(raw, output) == first
    assert {path: (path.stat().st_ino, path.stat().st_mtime_ns) for path in output.rglob("*")} == before


@pytest.mark.usefixtures("no_pictures")
@pytest.mark.parametrize("change", ["input", "new input", "output", "no output", "option", "settings"])
def test_what_changed_is_done_again(
    change: str, raw: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever it is: the dataset is then what a first run gives."""
    monkeypatch.chdir(tmp_path)
    output = tmp_path / "out"
    options: list[str] = []
    command(raw, output)
    if change == "input":
        (raw / REPORT.name).write_text(REPORT.read_text("utf-8").replace("16 May", "17 May"), "utf-8")
    elif change == "new input":
        shutil.copy(GOLDEN / "smsi-geneve-2007" / "smsi-geneve-2007.txt", raw)
    elif change == "output":
        (output / "csv" / "points.csv").write_text("spoilt")
    elif change == "no output":
        (output / "wsis.xlsx").unlink()
    elif change == "option":
        options = ["--language", "fr"]
    else:
        (tmp_path / "pipeline.toml").write_text('[package]\ntitle = "Mine"\n')
    command(raw, output, *options)
    command(raw, tmp_path / "fresh", "--no-cache", *options)
    assert contents(output) == contents(tmp_path / "fresh")


@pytest.mark.usefixtures("no_pictures")
def test_only_what_changed_is_read(raw: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A document whose bytes are the same is taken from the cache, also with a rendition beside it."""
    options = Options(cache=tmp_path / "cache")
    extract(raw, tmp_path / "out", options)
    (raw / FRENCH.name).write_bytes(FRENCH.read_bytes() + b"\n")
    shutil.copy(ROOT / "raw" / "wsis-cluster-2006.docx", raw)
    names = reads(monkeypatch)
    extract(raw, tmp_path / "out", options)
    assert sorted(names) == ["broken.docx", "wsis-cluster-2006.docx", FRENCH.name]


@pytest.mark.usefixtures("no_pictures")
@pytest.mark.parametrize(
    ("changed", "again"),
    [
        (lexicon_name("fr"), [FRENCH.name]),
        (lexicon_name("en"), [REPORT.name, FRENCH.name]),
        (lexicon_name("ru"), []),
        ("profiles", [REPORT.name, FRENCH.name]),
        ("registers", [REPORT.name, FRENCH.name]),
        ("lexicons", [REPORT.name, FRENCH.name]),
    ],
)
def test_changed_knowledge_reads_again_what_it_must(
    changed: str, again: list[str], raw: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The lexicon of a language concerns the documents in it; English, profiles and registers concern all."""
    options = Options(cache=tmp_path / "cache")
    extract(raw, tmp_path / "out", options)
    monkeypatch.setattr(recall, "_knowledge", lambda _: {**knowledge_state(None), changed: "another"})
    names = reads(monkeypatch)
    extract(raw, tmp_path / "out", options)
    assert sorted(names) == sorted(["broken.docx", *again])


@pytest.mark.usefixtures("no_pictures")
def test_the_cache_does_not_change_a_byte(raw: Path, tmp_path: Path) -> None:
    """Filled, used, and with every entry damaged."""
    cache = tmp_path / "cache"
    for name in ("filled", "used", "damaged"):
        extract(raw, tmp_path / name, Options(cache=cache))
        if name == "used":
            for path in cache.rglob("*"):
                if path.is_file():
                    path.write_bytes(path.read_bytes()[:-1] + b"x")
    extract(raw, tmp_path / "without", Options())
    for name in ("filled", "used", "damaged"):
        assert contents(tmp_path / name) == contents(tmp_path / "without")


@pytest.mark.parametrize("loaded", [os.system, subprocess.Popen, pickle.loads, eval, Path])
def test_an_entry_cannot_make_what_a_rendition_has_not(loaded: object, tmp_path: Path) -> None:
    """An entry that somebody else put there runs nothing; it is as good as none."""
    memory = recall.Memory(Cache(tmp_path), "", None)
    memory.cache.put(memory._key(("a",)), pickle.dumps(loaded), {})
    assert memory.recall("a") is None


@pytest.mark.parametrize("jobs", [1, 3])
def test_the_number_of_workers_does_not_change_a_byte(jobs: int, raw: Path, tmp_path: Path) -> None:
    """Rows, pages and order are those of a run in one process."""
    extract(raw, tmp_path / "here", Options())
    extract(raw, tmp_path / "there", Options(jobs=jobs))
    assert contents(tmp_path / "there") == contents(tmp_path / "here")


@pytest.mark.usefixtures("no_pictures")
def test_a_limit_rejects_the_document_and_says_which_option(raw: Path, tmp_path: Path) -> None:
    """Thousands of meetings are not read in a second; the other documents are, and the dataset is written."""
    endless(raw)
    out = command(raw, tmp_path / "out", "--jobs", "2", "--time-limit", "3", "--no-cache")
    assert "endless.txt: rejected: reading it took more than 3 seconds" in out
    assert "--time-limit" in out
    assert "wsis-cluster-2006: 9 meetings" in out


INTERRUPTIBLE = """
import signal
signal.signal(signal.SIGINT, signal.default_int_handler)  # ignored in the background
from pipeline.__main__ import main
main()
"""


def test_an_interrupted_run_says_what_is_kept(raw: Path, tmp_path: Path) -> None:
    """At once, with the output as it was; what was read is not read again."""
    command(raw, tmp_path / "out")
    before = contents(tmp_path / "out")
    endless(raw)
    program = [sys.executable, "-c", INTERRUPTIBLE, "extract", str(raw), "--output", str(tmp_path / "out")]
    with subprocess.Popen(program, cwd=ROOT, stderr=subprocess.PIPE, text=True) as run:
        while not list(tmp_path.glob(".out.new/.spool/*.portion")):
            time.sleep(0.02)
        run.send_signal(signal.SIGINT)
        _, errors = run.communicate(timeout=20)
    assert run.returncode == 130
    (line,) = errors.splitlines()
    assert line.startswith(f"interrupted: {tmp_path / 'out'} is as it was; what was read is kept in ")
    assert contents(tmp_path / "out") == before
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_the_cache_is_shown_and_cleared(raw: Path, tmp_path: Path) -> None:
    """How many entries, how many bytes, how many at most; none after it was cleared."""
    cache = ["--cache", str(tmp_path / "cache")]
    command(raw, tmp_path / "out", *cache)
    shown = CliRunner().invoke(main, ["cache", "show", *cache]).stdout
    assert shown.startswith(f"{tmp_path / 'cache'}: 3 entries, ")
    assert "at most 4,000.0 MB" in shown
    cleared = CliRunner().invoke(main, ["cache", "clear", *cache])
    assert cleared.exit_code == 0
    assert (
        CliRunner()
        .invoke(main, ["cache", "show", *cache])
        .stdout.startswith(f"{tmp_path / 'cache'}: 0 entries, 0.0 MB")
    )


def test_runs_killed_at_any_moment_leave_a_whole_dataset(raw: Path, tmp_path: Path) -> None:
    """A hundred kills: each leaves one of the two datasets, byte for byte; the last run has nothing to read
    again but what is never kept."""
    other = tmp_path / "other"
    shutil.copytree(raw, other)
    (other / FRENCH.name).unlink()
    told = subprocess.run(
        [sys.executable, "-m", "tests.killed_runs", raw, other, tmp_path],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    found = json.loads(told.stdout)
    assert found["neither"] == 0
    assert found["raw"] + found["other"] == KILLS
    assert min(found["raw"], found["other"]) > 0
    assert found["reads"] <= 1  # the file that is rejected
    assert (found["last"], found["left"]) == ("raw", [])
