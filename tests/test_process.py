"""No document, and no name of one, makes the program touch what is not its own, or steer the terminal."""

from __future__ import annotations

import contextlib
import os
import pty
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.model import DocumentId
from pipeline.read import document_id_of
from tests.contract.output import Output
from tests.hostile.pdf import ENDLESS, PDF
from tests.hostile.word import WORD
from tests.program import REPORT, ROOT, ended, extract

STRACE = shutil.which("strace")
CALLS = (
    "openat,open,creat,connect,execve,mkdir,mkdirat,rename,renameat,renameat2,unlink,unlinkat,link,linkat,"
    "symlink,symlinkat,truncate"
)
CALL = re.compile(r"^\d+ +(\w+)\((.*)\) += (-?\d+)", re.MULTILINE)
PATH = re.compile(r'(?:AT_FDCWD(?:<[^>]*>)?|\d+<([^>]*)>), "((?:[^"\\]|\\.)*)"|"((?:[^"\\]|\\.)*)"')
ACTIVE = (
    "files included",
    "a style sheet to be fetched",
    "related to the system's files",
    "to be fetched",
    "macros",
    "a part out of the package",
    "a part at the root",
    "entities in UTF-16",
)
STEERING = re.compile("[\x00-\x08\x0b-\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
NAMES = [
    b"new\nline.txt",
    b"-rf.txt",
    b"--output=x.txt",
    b"'\"`$(id)&;|.txt",
    b"\x1b[2J\x1b]0;taken\x07.txt",
    "\u202egnp\u2066.txt".encode(),
    "\x9b31m.txt".encode(),
    b"caf\xe9\xff.txt",
    b"a" * 251 + b".txt",
    "日".encode() * 83 + b".txt",
    b"CON.txt",
    b"%s%n.txt",
    b"<script>alert(1)<.txt",
    b"=1+1.txt",
]


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    """A folder with one report."""
    folder = tmp_path / "raw"
    folder.mkdir()
    shutil.copy(REPORT, folder)
    return folder


def touched(log: str) -> Iterator[tuple[str, str, str]]:
    """Each call that went well, its paths, and all of its arguments."""
    for name, arguments, result in CALL.findall(log):
        if int(result) >= 0:
            for folder, relative, path in PATH.findall(arguments):
                yield name, os.path.normpath(Path(folder or "/", relative or path)), arguments
                if name == "execve":
                    break  # what follows the program are its arguments


@pytest.mark.skipif(STRACE is None, reason="strace is not installed")
def test_nothing_else_is_touched(raw: Path, tmp_path: Path) -> None:
    """Documents that name files and addresses, carry programs, or are links out of the folder: nothing is
    written but in output, cache and temporary folder, nothing of the user's is read, run or called."""
    secret = tmp_path / "secret"
    secret.mkdir()
    (secret / "secret.txt").write_bytes(REPORT.read_bytes())
    (raw / "link.txt").symlink_to(secret / "secret.txt")
    for number, name in enumerate(ACTIVE):
        (raw / f"active{number}.docx").write_bytes(WORD[name].make())
    (raw / "active.pdf").write_bytes(PDF["scripts and files"].make())
    (raw / "launch.pdf").write_bytes(PDF["a link that runs a program"].make())
    ours = [tmp_path / "place", tmp_path / "cache", tmp_path / "temporary"]
    for folder in ours:
        folder.mkdir()
    log = tmp_path / "log"
    done = extract(
        raw,
        ours[0] / "output",
        "--cache",
        str(ours[1]),
        within=[str(STRACE), "-f", "-y", "-qq", "-s", "4096", "-e", f"trace={CALLS}", "-o", str(log)],
        environment={"TMPDIR": str(ours[2]), "HOME": str(secret)},
    )
    assert done.returncode == 0, done.stderr
    calls = list(touched(log.read_text(encoding="utf-8", errors="replace")))
    writing = [
        (name, path)
        for name, path, arguments in calls
        if name not in {"execve", "connect"}
        and (not name.startswith("open") or re.search("O_(?:WRONLY|RDWR|CREAT|TRUNC|APPEND)", arguments))
        and not path.startswith(("/dev/null", "/proc/self/"))
    ]
    assert writing
    assert [call for call in writing if not any(Path(call[1]).is_relative_to(each) for each in ours)] == []
    assert [path for _, path, _ in calls if Path(path).is_relative_to(secret)] == []
    assert [path for _, path, _ in calls if path in {"/etc/passwd", "/etc/shadow", "/bin/sh"}] == []
    python = {os.path.realpath(sys.executable), sys.executable}
    assert [path for name, path, _ in calls if name == "execve" and path not in python] == []
    assert "AF_INET" not in log.read_text(encoding="utf-8", errors="replace")


def test_a_document_that_never_ends(raw: Path, tmp_path: Path) -> None:
    """It is rejected when its time or memory is used up; the others are read."""
    for name, case in ENDLESS.items():
        (raw / f"{name}.pdf").write_bytes(case.make())
    done = extract(raw, tmp_path / "output", "--no-cache", "--time-limit", "8")
    assert done.returncode == 0, done.stderr
    assert "wsis-cluster-2006: 9 meetings" in done.stdout
    rejected = [line for line in done.stdout.splitlines() if ": rejected: " in line]
    assert len(rejected) == len(ENDLESS)
    assert all(re.search("took more than 8 seconds|needs more than|crashed", line) for line in rejected)


def test_a_conversion_that_never_ends(raw: Path, tmp_path: Path) -> None:
    """The programs that were started for it end with the time of the document, and leave no file."""
    programs, temporary, started = (tmp_path / name for name in ("programs", "temporary", "started"))
    for folder in (programs, temporary):
        folder.mkdir()
    (programs / "soffice").write_text(f"#!/bin/sh\nsleep 90 & echo $$ $! > '{started}'; wait\n")
    (programs / "soffice").chmod(0o700)
    (raw / "hangs.rtf").write_bytes(rb"{\rtf1 Access}")
    environment = {"PATH": os.pathsep.join((str(programs), os.environ["PATH"])), "TMPDIR": str(temporary)}
    done = extract(raw, tmp_path / "output", "--no-cache", "--time-limit", "3", environment=environment)
    assert "hangs.rtf: rejected: reading it took more than 3 seconds" in done.stdout, done.stderr
    assert all(ended(int(process)) for process in started.read_text().split())
    assert list(temporary.iterdir()) == []


def on_terminal(raw: Path, output: Path) -> tuple[str, int]:
    """What a run shows on a terminal, and its exit code."""
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "pipeline", "extract", str(raw), "--output", str(output), "--no-cache"]
    variables = {name: value for name, value in os.environ.items() if name != "NO_COLOR"}
    variables |= {"TERM": "xterm-256color", "COLUMNS": "100", "PYTHONPATH": str(ROOT)}
    process = subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, env=variables)
    os.close(theirs)
    seen = bytearray()
    with contextlib.suppress(OSError):  # the terminal is gone when the process has ended
        while part := os.read(ours, 65536):
            seen += part
    os.close(ours)
    return seen.decode(), process.wait(timeout=60)


def test_any_name_will_do(raw: Path, tmp_path: Path) -> None:
    """Names with line breaks, quotes, dashes, bytes that are no UTF-8, 255 bytes, escape sequences: each is a
    row under its name, and none steers the terminal."""
    for name in NAMES:
        shutil.copy(REPORT, raw / os.fsdecode(name))
    (raw / "\x1b[31mbroken\x1b]8;;evil.example\x07.pdf").write_bytes(b"no PDF")
    seen, code = on_terminal(raw, tmp_path / "output")
    assert code == 0, seen
    rows = Output(raw, tmp_path / "output").tables["documents"]
    names = {document_id_of(path) for path in raw.iterdir()}
    assert len(names) == len(NAMES) + 2
    assert {DocumentId(row["document_id"]) for row in rows} == names
    assert sum(row["role"] != "rejected" for row in rows) == len(NAMES) + 1
    plain = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", seen)  # of the bar and the table
    assert not STEERING.search(plain)
    assert "⟦U+001B⟧" in plain
    assert "2J" not in {found[2:] for found in re.findall(r"\x1b\[[0-9;?]*[A-Za-z]", seen)}
