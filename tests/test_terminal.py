"""What reaches the terminal, and what the user's settings say of the dataset."""

from __future__ import annotations

import contextlib
import json
import os
import pty
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from pipeline.__main__ import main
from pipeline.findings import PipelineError
from pipeline.settings import load_settings
from pipeline.shown import shown, shown_json

ROOT = Path(__file__).parents[1]
REPORT = ROOT / "raw" / "wsis-cluster-2006.txt"
SEQUENCE = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")
COLOUR = re.compile(r"\x1b\[[0-9;]*m")
STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
ATTACK = "\x1b[2J\x1b]0;taken\x07\x9b31m\u202egnp"


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    """A folder with one report, and a file that is none."""
    folder = tmp_path / "raw"
    folder.mkdir()
    shutil.copy(REPORT, folder)
    (folder / "broken.pdf").write_text("no PDF")
    return folder


HERE = ("--jobs", "0", "--no-cache")
"""Options by which the tests' own changes of the program count."""


def run(*arguments: object) -> tuple[int, str, str]:
    """Exit code, output and errors of the command, piped."""
    result = CliRunner().invoke(main, [str(argument) for argument in arguments])
    return result.exit_code, result.stdout, result.stderr


def on_terminal(*arguments: object, **environment: str) -> str:
    """What the command shows on a terminal of 100 columns."""
    ours, theirs = pty.openpty()
    variables = {name: value for name, value in os.environ.items() if name != "NO_COLOR"}
    variables |= {"TERM": "xterm-256color", "COLUMNS": "100", **environment}
    command = [sys.executable, "-m", "pipeline", *map(str, arguments)]
    process = subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, cwd=ROOT, env=variables)
    os.close(theirs)
    seen = bytearray()
    with contextlib.suppress(OSError):  # the terminal is gone when the process has ended
        while part := os.read(ours, 65536):
            seen += part
    os.close(ours)
    process.wait(timeout=60)
    return seen.decode()


def test_a_terminal_gets_a_bar_and_a_table(raw: Path, tmp_path: Path) -> None:
    """Documents are counted while they are read; the totals come in the end."""
    seen = on_terminal("extract", raw, "--output", tmp_path / "out")

    plain = SEQUENCE.sub("", seen)
    totals = plain.partition("files written")[2].split()
    assert "Reading documents" in plain
    assert "2/2" in plain
    assert "wsis-cluster-2006: 9 meetings, " in plain
    assert "broken.pdf: rejected: " in plain
    assert re.search(r"reports +meetings +values +errors +warnings +notes +files written +time", plain)
    assert COLOUR.search(seen)
    assert totals.index("1") < totals.index("9") < totals.index("s")
    assert plain.rstrip().endswith(f"The dataset is in {tmp_path / 'out'}")


def test_no_colour_where_none_is_wanted(raw: Path, tmp_path: Path) -> None:
    """NO_COLOR is obeyed; bar and table stay."""
    seen = on_terminal("extract", raw, "--output", tmp_path / "out", NO_COLOR="1")

    colours = {code for found in COLOUR.findall(seen) for code in re.findall(r"\d+", found)}
    assert not {code for code in colours if 30 <= int(code) <= 49 or 90 <= int(code) <= 107}
    assert "files written" in seen


def test_a_pipe_gets_plain_lines(raw: Path, tmp_path: Path) -> None:
    """One line a report, one a rejected file, one for the place: no bar, no table, no colour."""
    code, out, err = run("extract", raw, "--output", tmp_path / "out")

    assert code == 0
    assert len(out.splitlines()) == 3
    assert err == ""
    assert not STEERING.search(out)


def test_quiet_prints_nothing(raw: Path, tmp_path: Path) -> None:
    """Neither on a pipe nor on a terminal; errors are still told."""
    assert run("extract", raw, "--output", tmp_path / "out", "--quiet") == (0, "", "")
    assert on_terminal("extract", raw, "--output", tmp_path / "out", "--quiet") == ""
    assert run("extract", tmp_path / "none", "--output", tmp_path / "out", "--quiet")[2].startswith("error: ")


def test_the_summary_as_json(raw: Path, tmp_path: Path) -> None:
    """Programs get the same facts, the files and the time."""
    code, out, _ = run("extract", raw, "--output", tmp_path / "out", "--json")

    told = json.loads(out)
    (report,) = told["reports"]
    (rejected,) = told["rejected"]
    assert code == 0
    assert (report["report_id"], report["meetings"]) == ("wsis-cluster-2006", 9)
    assert told["meetings"] == 9
    assert told["values"] == report["values"] > 300
    assert told["findings"]["error"] == 1
    assert rejected["document_id"] == "broken.pdf"
    assert sorted(told["files"]) == sorted(map(str, filter(Path.is_file, (tmp_path / "out").rglob("*"))))
    assert 0 < told["seconds"] < 60


def test_names_of_files_cannot_steer_the_terminal(raw: Path, tmp_path: Path) -> None:
    """Escape sequences, line breaks and turned text in a name are shown, each file in one line."""
    (raw / f"{ATTACK}\nall is well.pdf").write_text("no PDF")

    _, out, _ = run("extract", raw, "--output", tmp_path / "out")
    code, nothing, err = run("extract", raw / ATTACK, "--output", tmp_path / "out")

    assert len(out.splitlines()) == 4
    assert "⟦U+001B⟧[2J" in out
    assert "⟦U+202E⟧gnp" in out
    assert not STEERING.search(out)
    assert (code, nothing) == (2, "")
    assert "⟦U+001B⟧[2J" in err
    assert not STEERING.search(err)


def test_words_of_documents_cannot_steer_the_terminal(tmp_path: Path) -> None:
    """The tables are shown with control characters by their names; as JSON they stay what they are."""
    path = tmp_path / "agenda.txt"
    path.write_text("\tMeeting\n\tTopic \x9b31m\u202eof\n\n\t1\n\tOpening\n\n", encoding="utf-8")

    _, text, _ = run("inspect", path)
    _, form, _ = run("inspect", path, "--format", "json")

    assert "⟦U+202E⟧of" in text
    assert not STEERING.search(text + form)
    assert "\u202eof" in json.loads(form)["tables"][0]["cells"][1]["text"]


def test_control_characters_are_seen() -> None:
    """By name in text, by their escapes in JSON; tabs and lines stay."""
    assert shown("a\tb\nc\r\x1b\x85\u2066") == "a\tb\nc\n⟦U+001B⟧⟦U+0085⟧⟦U+2066⟧"
    assert json.loads(shown_json(json.dumps("é\x1b\x85\u2066", ensure_ascii=False))) == "é\x1b\x85\u2066"


def test_a_name_that_the_stream_cannot_encode(tmp_path: Path) -> None:
    """It is escaped: what the program says does not depend on what the terminal can show."""
    command = [sys.executable, "-m", "pipeline", "extract", str(tmp_path / "запись"), "--output", "x"]
    environment = {**os.environ, "PYTHONIOENCODING": "ascii:strict"}

    told = subprocess.run(
        command, capture_output=True, text=True, check=False, cwd=ROOT, env=environment, timeout=60
    )

    assert told.returncode == 2
    assert r"\u0437\u0430" in told.stderr


def test_a_fault_of_the_program_is_one_line(
    raw: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What, and what to do; the traceback is there for those who ask for it."""
    monkeypatch.setattr("pipeline.report_reader.check", lambda *_: 1 / 0)

    code, out, err = run("extract", raw, "--output", tmp_path / "out", *HERE)
    _, _, traced = run("extract", raw, "--output", tmp_path / "out", "--debug", *HERE)

    assert (code, out) == (2, "")
    assert len(err.splitlines()) == 1
    assert err.startswith(
        "error: a fault of this program (ZeroDivisionError: division by zero); please report it"
    )
    assert "Traceback (most recent call last)" in traced
    assert traced.endswith(err)


def test_the_traceback_of_a_fault_in_one_file(
    raw: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The run goes on without the file, and --debug shows where the fault is."""
    monkeypatch.setattr("pipeline.interpret.select", lambda *_: 1 / 0)

    code, _, silent = run("extract", raw, "--output", tmp_path / "out", *HERE)
    _, _, traced = run("extract", raw, "--output", tmp_path / "out", "--debug", *HERE)

    assert (code, silent) == (0, "")
    assert traced.startswith("wsis-cluster-2006.txt\nTraceback (most recent call last)")


def test_a_file_that_the_system_does_not_give(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The file, the reason, what to do."""

    def deny(path: Path) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr("pipeline.run.group_renditions", deny)
    code, _, err = run("extract", tmp_path, "--output", tmp_path / "out", *HERE)

    assert code == 2
    assert err == f"error: {tmp_path}: Permission denied; check that it is there and that you may use it\n"


@pytest.mark.parametrize("status", [0, 1])
def test_the_report_is_opened(
    status: int, raw: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In what the system opens pages with; where it has nothing for that, it is said."""
    opened: list[str] = []

    def launch(address: str) -> int:
        opened.append(address)
        return status

    monkeypatch.setattr("click.launch", launch)
    code, _, err = run("extract", raw, "--output", tmp_path / "out", "--open")

    assert opened == [str(tmp_path / "out" / "validation.html")]
    assert Path(opened[0]).is_file()
    assert (code, err.startswith(opened[0])) == (0, bool(status))


SETTINGS = """
[package]
title = "Meetings of the information society"
keywords = ["WSIS"]

[[package.licenses]]
name = "CC-BY-4.0"

[[package.contributors]]
title = "Ada Lovelace"
roles = ["curator"]
"""


def test_settings_go_into_the_data_package(
    raw: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`pipeline.toml` of the working folder is found, another file by name."""
    (tmp_path / "pipeline.toml").write_text(SETTINGS)
    monkeypatch.chdir(tmp_path)

    run("extract", raw, "--output", "out")

    package = json.loads((tmp_path / "out" / "datapackage.json").read_text(encoding="utf-8"))
    assert package["title"] == "Meetings of the information society"
    assert package["keywords"] == ["WSIS"]
    assert package["licenses"] == [{"name": "CC-BY-4.0"}]
    assert package["contributors"] == [{"title": "Ada Lovelace", "roles": ["curator"]}]
    assert load_settings(tmp_path / "pipeline.toml")["keywords"] == ["WSIS"]


def test_no_settings_say_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the file the package has no licence of our making."""
    monkeypatch.chdir(tmp_path)

    assert load_settings(None) == {}


@pytest.mark.parametrize(
    ("content", "faults"),
    [
        ("[package]\ntitel = 'x'", ["package.titel: unknown key; allowed: title, description"]),
        ("[packages]", ["packages: unknown key; allowed: package"]),
        ("[package]\ntitle = 3\nkeywords = []", ["package.title: ", "package.keywords: "]),
        (
            "[[package.licenses]]\ntitle = 'mine'\n[[package.contributors]]\nmail = 'x'",
            [
                "package.licenses.1: needs `name`",
                "package.contributors.1.title: Field required",
                "package.contributors.1.mail: unknown key; allowed: title, email",
            ],
        ),
        ("[package]\nhomepage = 'javascript:alert(1)'", ["package.homepage: "]),
        ("[package", ["not TOML: "]),
        (b"\xff", ["not UTF-8; save it as UTF-8"]),
        (None, ["the settings cannot be read: No such file or directory; name another file"]),
    ],
)
def test_faults_of_the_settings(content: str | bytes | None, faults: list[str], tmp_path: Path) -> None:
    """All in one message, which names the file and the key; nothing is read before they are mended."""
    path = tmp_path / "mine.toml"
    if content is not None:
        path.write_bytes(content if isinstance(content, bytes) else content.encode())

    with pytest.raises(PipelineError) as caught:
        load_settings(path)

    told = str(caught.value)
    assert told.startswith(f"{path}: ")
    assert "\n" not in told
    assert [fault for fault in faults if fault not in told] == []
