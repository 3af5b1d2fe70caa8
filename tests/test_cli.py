"""The command line: what it prints, what it writes, and how it fails."""

from __future__ import annotations

import errno
import json
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from pipeline.__main__ import main
from pipeline.model import Document
from pipeline.profile import Profile
from pipeline.select import Selection, select

ROOT = Path(__file__).parents[1]
RAW = ROOT / "raw"
REPORT = RAW / "wsis-cluster-2006.txt"

HERE = ("--jobs", "0", "--no-cache")
"""Options by which the tests' own changes of the program count."""


def run(*arguments: object) -> tuple[int, str, str]:
    """Exit code, output and errors of the command."""
    result = CliRunner().invoke(main, [str(argument) for argument in arguments])
    return result.exit_code, result.stdout, result.stderr


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    """A folder with the transcript of the first report."""
    folder = tmp_path / "raw"
    folder.mkdir()
    shutil.copy(REPORT, folder)
    return folder


def test_extract_prints_one_line_a_report_and_where_the_files_are(raw: Path, tmp_path: Path) -> None:
    """Meetings, values, findings by severity."""
    code, out, _ = run("extract", raw, "--output", tmp_path / "out")

    first, last = out.splitlines()

    assert code == 0
    assert first.startswith("wsis-cluster-2006: 9 meetings, ")
    assert "0 error" in first
    assert str(tmp_path / "out") in last


def test_the_command_in_the_report_gives_the_same_files(raw: Path, tmp_path: Path) -> None:
    """With everything that was chosen, but neither the password nor a folder of the user's in it."""
    profiles, settings = tmp_path / "profiles", tmp_path / "mine.toml"
    profiles.mkdir()
    settings.write_text('[package]\ntitle = "Mine"\n', encoding="utf-8")
    chosen = ("--language", "fr", "--revisions", "reject", "--password", "secret", "--ocr", *HERE)
    run("extract", raw, "--output", tmp_path / "out", "--profiles", profiles, "--settings", settings, *chosen)
    facts = json.loads((tmp_path / "out" / "validation.json").read_text(encoding="utf-8"))
    own = {
        "INPUT_FOLDER": raw,
        "OUTPUT_FOLDER": tmp_path / "again",
        "PROFILES_FOLDER": profiles,
        "SETTINGS_FILE": settings,
        "PASSWORD": "secret",
    }

    python, *command = (own.get(word, word) for word in shlex.split(facts["command"]))
    code, _, _ = run(*command[2:], *HERE)

    assert (python, command[:2], code) == ("python", ["-m", "pipeline"], 0)
    assert files(tmp_path / "again") == files(tmp_path / "out")
    assert "secret" not in facts["command"]


def files(folder: Path) -> dict[str, bytes]:
    """What the files of the folder hold."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_folder_that_does_not_exist(tmp_path: Path) -> None:
    """A clear line on the error stream, exit code 2."""
    code, _, err = run("extract", tmp_path / "none", "--output", tmp_path / "out")

    assert code == 2
    assert err.startswith("error: ")
    assert "no such folder" in err


def test_an_empty_folder_leaves_the_output_untouched(tmp_path: Path) -> None:
    """Where nothing could be written, what was there stays."""
    (tmp_path / "raw").mkdir()
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "kept.txt").write_text("kept")

    code, _, err = run("extract", tmp_path / "raw", "--output", tmp_path / "out")

    assert code == 2
    assert "no report in this folder" in err
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["kept.txt"]


def test_a_file_that_is_not_what_its_name_says(raw: Path, tmp_path: Path) -> None:
    """It is rejected with its reason, the others are read."""
    (raw / "broken.docx").write_text("this is no Word file")

    code, out, _ = run("extract", raw, "--output", tmp_path / "out")

    rows = (tmp_path / "out" / "csv" / "documents.csv").read_text(encoding="utf-8-sig")
    assert code == 0
    assert "broken.docx: rejected: " in out
    assert "wsis-cluster-2006: 9 meetings" in out
    assert "broken.docx,broken,rejected,docx," in rows
    assert '"document-rejected"' in (tmp_path / "out" / "validation.json").read_text(encoding="utf-8")


def test_a_document_without_a_fitting_table(raw: Path, tmp_path: Path) -> None:
    """It is rejected, and the reason says what was missing."""
    (raw / "agenda.txt").write_text("\tItem\n\tTopic\n\n\t1\n\tOpening\n\n")

    _, out, _ = run("extract", raw, "--output", tmp_path / "out")

    assert "agenda.txt: rejected: no table in it is one of a meeting report" in out


def test_strict_fails_on_findings_of_severity_error(raw: Path, tmp_path: Path) -> None:
    """The dataset is written all the same."""
    (raw / "broken.pdf").write_text("no PDF")

    code, _, _ = run("extract", raw, "--output", tmp_path / "out", "--strict")

    assert code == 1
    assert (tmp_path / "out" / "csv" / "meetings.csv").exists()


def test_a_file_that_may_not_be_opened(raw: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is rejected, the others are read."""
    shutil.copy(REPORT, raw / "secret.txt")
    opened = Path.read_bytes

    def refuse(path: Path) -> bytes:
        if path.name == "secret.txt":
            raise PermissionError(errno.EACCES, "Permission denied")
        return opened(path)

    monkeypatch.setattr(Path, "read_bytes", refuse)
    code, out, _ = run("extract", raw, "--output", tmp_path / "out", *HERE)

    assert code == 0
    assert "secret.txt: rejected: the file cannot be opened (Permission denied)" in out
    assert "wsis-cluster-2006: 9 meetings" in out


def test_a_fault_of_the_program_in_one_file_does_not_lose_the_others(
    raw: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The file is rejected with the fault's name; the rest of the dataset is written."""
    shutil.copy(REPORT, raw / "other.txt")

    def fail(document: Document, profiles: tuple[Profile, ...]) -> Selection:
        if document.document_id == "other.txt":
            raise RecursionError
        return select(document, profiles)

    monkeypatch.setattr("pipeline.interpret.select", fail)
    code, out, _ = run("extract", raw, "--output", tmp_path / "out", *HERE)

    assert code == 0
    assert "other.txt: rejected: a fault of this program (RecursionError)" in out
    assert "wsis-cluster-2006: 9 meetings" in out


def test_inspect_as_json() -> None:
    """Tables, cells and paragraphs, counted from 1."""
    code, out, _ = run("inspect", REPORT, "--format", "json")

    content = json.loads(out)
    (table,) = content["tables"]
    cell = next(cell for cell in table["cells"] if (cell["row"], cell["column"]) == (3, 2))
    assert code == 0
    assert (content["document_id"], content["format"]) == ("wsis-cluster-2006.txt", "txt")
    assert (table["index"], table["page"], table["rows"], table["columns"]) == (1, None, 10, 6)
    assert cell == {
        "row": 3,
        "column": 2,
        "row_span": 1,
        "col_span": 1,
        "text": "ITU (confirmed by participants)\nChaired by Pape Gorgui Toure",
        "paragraphs": [
            {"text": "ITU (confirmed by participants)", "level": 0, "marker": None},
            {"text": "Chaired by Pape Gorgui Toure", "level": 0, "marker": None},
        ],
    }


def test_inspect_says_why_a_table_was_left_alone(tmp_path: Path) -> None:
    """The reason names the profile and what it misses."""
    path = tmp_path / "agenda.txt"
    path.write_text("\tMeeting\n\tTopic of the day\n\n\t1\n\tOpening\n\n")

    code, out, _ = run("inspect", path, "--why")

    assert code == 0
    assert "table 1: not taken: profile wsis-action-lines: 1 of at least 3 columns" in out


def test_inspect_of_no_file(tmp_path: Path) -> None:
    """One line that names the file."""
    code, _, err = run("inspect", tmp_path / "none.docx")

    assert code == 2
    assert "none.docx: no such file" in err


def test_help_loads_no_heavy_library() -> None:
    """The help answers at once; importing the package loads neither frames nor readers."""
    program = (
        "import sys; import pipeline, pipeline.__main__; heavy = "
        "{'pandas', 'pyarrow', 'pdfplumber', 'pypdfium2', 'docx', 'lxml', 'pydantic'}; "
        "print(sorted(heavy & set(sys.modules)))"
    )

    loaded = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=ROOT
    )

    assert loaded.stdout.strip() == "[]"
