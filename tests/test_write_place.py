"""The output folder is replaced as a whole or not at all."""

from __future__ import annotations

import ctypes
import errno
import os
import signal
import stat
import subprocess
import sys
from pathlib import Path, PurePosixPath

import pytest

from pipeline.findings import PipelineError
from pipeline.write.place import replacement

KILLED = """
import os, signal, sys
from pathlib import Path
from pipeline.write import place

def die(*_, **__):
    os.kill(os.getpid(), signal.SIGKILL)

{patch}
with place.replacement(Path(sys.argv[1]), lambda name: str(name) == "data.csv") as folder:
    (folder / "data.csv").write_text("new")
    {inside}
"""


def is_ours(name: PurePosixPath) -> bool:
    """What a run writes in these tests."""
    return str(name) in {"csv", "csv/a.csv", "csv/b.csv", "data.csv"}


def put(output: Path, content: str, name: str = "data.csv") -> None:
    """One run that writes one file."""
    with replacement(output, is_ours) as folder:
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(content)


def fail(output: Path, fault: BaseException) -> None:
    """One run that ends half way; a fault of the system is about the file that it was writing."""
    with replacement(output, is_ours) as folder:
        (folder / "data.csv").write_text("half")
        if isinstance(fault, OSError):
            fault.filename = str(folder / "data.csv")
        raise fault


def names(folder: Path) -> list[str]:
    """Everything in the folder, hidden names too."""
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*"))


@pytest.fixture
def output(tmp_path: Path) -> Path:
    """A folder with the dataset of an earlier run."""
    put(tmp_path / "output", "old")
    return tmp_path / "output"


@pytest.fixture
def without_exchange(monkeypatch: pytest.MonkeyPatch) -> None:
    """A system that cannot exchange two names."""
    monkeypatch.setattr(ctypes, "CDLL", lambda *_, **__: object())


def test_a_new_output_is_made_with_the_folders_above_it(tmp_path: Path) -> None:
    """Nothing has to be there before, and nothing else is there after."""
    put(tmp_path / "a" / "b" / "output", "new")
    assert names(tmp_path) == ["a", "a/b", "a/b/output", "a/b/output/data.csv"]


def test_an_output_is_replaced(output: Path) -> None:
    """The new files are there, the old ones and every temporary name are gone."""
    put(output, "new")
    assert (output / "data.csv").read_text() == "new"
    assert names(output.parent) == ["output", "output/data.csv"]


@pytest.mark.usefixtures("without_exchange")
def test_an_output_is_replaced_where_names_cannot_be_exchanged(output: Path) -> None:
    """Two renames do the same."""
    put(output, "new")
    assert (output / "data.csv").read_text() == "new"
    assert names(output.parent) == ["output", "output/data.csv"]


def test_files_of_others_stay(output: Path) -> None:
    """Notes, folders, links and empty folders of the user are there after the run; our stale files go."""
    (output / "csv").mkdir()
    (output / "csv" / "a.csv").write_text("stale")
    (output / "csv" / "mine.csv").write_text("mine")
    (output / "notes").mkdir()
    (output / "notes" / "n.txt").write_text("note")
    (output / "empty").mkdir()
    (output / "link").symlink_to("nowhere")
    (output / "folder-link").symlink_to("notes")
    before = (output / "notes" / "n.txt").stat()
    put(output, "b", "csv/b.csv")
    assert names(output) == [
        "csv",
        "csv/b.csv",
        "csv/mine.csv",
        "empty",
        "folder-link",
        "link",
        "notes",
        "notes/n.txt",
    ]
    assert (output / "link").readlink() == Path("nowhere")
    after = (output / "notes" / "n.txt").stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_files_of_others_are_copied_where_they_cannot_have_two_names(
    output: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Some file systems know no hard links."""

    def refuse(*_: object, **__: object) -> None:
        raise OSError(errno.EPERM, "no hard links")

    (output / "notes.txt").write_text("note")
    monkeypatch.setattr(os, "link", refuse)
    put(output, "new")
    assert (output / "notes.txt").read_text() == "note"


@pytest.mark.parametrize("fault", [ValueError("x"), KeyboardInterrupt(), SystemExit(1)], ids=repr)
def test_an_exception_leaves_the_output_as_it_was(output: Path, fault: BaseException) -> None:
    """Whatever is raised while files are made passes, and nothing of them is left."""
    with pytest.raises(type(fault)):
        fail(output, fault)
    assert (output / "data.csv").read_text() == "old"
    assert names(output.parent) == ["output", "output/data.csv"]


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (errno.ENOSPC, "the disk is full"),
        (errno.EROFS, "read-only"),
        (errno.EACCES, "no permission"),
        (errno.EIO, os.strerror(errno.EIO)),
    ],
)
def test_errors_of_the_system_say_what_to_do(output: Path, code: int, words: str) -> None:
    """One line with the file under its final name, the reason, and that nothing was lost."""
    with pytest.raises(PipelineError) as caught:
        fail(output, OSError(code, os.strerror(code)))
    message = str(caught.value)
    assert message.startswith(f"{output / 'data.csv'}: the dataset cannot be written: ")
    assert words in message
    assert "unchanged" in message
    assert "\n" not in message
    assert (output / "data.csv").read_text() == "old"


@pytest.mark.usefixtures("without_exchange")
def test_a_rename_that_fails_is_taken_back(output: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the second of two renames fails, the first is undone."""
    rename = Path.rename
    done: list[Path] = []

    def second_fails(self: Path, target: Path) -> Path:
        done.append(self)
        if len(done) == 2:
            raise OSError(errno.EIO, "interrupted", str(self))
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", second_fails)
    with pytest.raises(PipelineError, match="interrupted"):
        put(output, "new")
    assert len(done) == 3
    assert names(output.parent) == ["output", "output/data.csv"]
    assert (output / "data.csv").read_text() == "old"


@pytest.mark.parametrize(
    ("patch", "inside", "content"),
    [
        ("", "die()", "old"),
        ("place._keep = die", "", "old"),
        ("place._exchange = die", "", "old"),
        ("place.shutil.rmtree = die", "", "new"),
    ],
    ids=["while files are made", "before others are kept", "before the exchange", "after the exchange"],
)
def test_a_kill_leaves_one_dataset_whole(output: Path, patch: str, inside: str, content: str) -> None:
    """The old one before the exchange, the new one after it; the next run removes what is left."""
    code = KILLED.format(patch=patch, inside=inside)
    run = subprocess.run([sys.executable, "-c", code, output], check=False)
    assert run.returncode == -signal.SIGKILL
    assert (output / "data.csv").read_text() == content
    assert sorted(path.name for path in output.parent.iterdir()) == [".output.lock", ".output.new", "output"]
    put(output, "next")
    assert names(output.parent) == ["output", "output/data.csv"]
    assert (output / "data.csv").read_text() == "next"


def test_a_kill_between_two_renames_is_mended(output: Path) -> None:
    """Where names cannot be exchanged, the next run finds the dataset that was put aside."""
    (output / "notes.txt").write_text("note")
    output.rename(output.with_name(".output.previous"))
    put(output, "new")
    assert names(output.parent) == ["output", "output/data.csv", "output/notes.txt"]


def test_of_two_runs_at_once_the_second_stops(output: Path) -> None:
    """It says so, and the first is not disturbed."""
    with replacement(output, is_ours) as folder:
        (folder / "data.csv").write_text("first")
        with pytest.raises(PipelineError, match="another run is writing there"):
            put(output, "second")
    assert (output / "data.csv").read_text() == "first"
    assert names(output.parent) == ["output", "output/data.csv"]


def test_a_symbolic_link_stays_and_its_target_is_replaced(output: Path) -> None:
    """The link goes on leading where it led."""
    link = output.with_name("link")
    link.symlink_to(output)
    put(link, "new")
    assert link.is_symlink()
    assert (output / "data.csv").read_text() == "new"


def test_a_link_into_itself_is_refused(tmp_path: Path) -> None:
    """A loop of links is no folder, and no traceback."""
    (tmp_path / "output").symlink_to("output")
    with pytest.raises(PipelineError, match="output"):
        put(tmp_path / "output", "new")


def test_a_file_is_not_replaced_by_a_folder(tmp_path: Path) -> None:
    """The user gave the wrong name."""
    (tmp_path / "output").write_text("a file")
    with pytest.raises(PipelineError, match="is no folder; name a folder"):
        put(tmp_path / "output", "new")
    assert (tmp_path / "output").read_text() == "a file"


def test_a_file_above_the_output_is_an_error_of_one_line(tmp_path: Path) -> None:
    """A folder cannot be made in a file."""
    (tmp_path / "file").write_text("a file")
    with pytest.raises(PipelineError, match=r"the dataset cannot be written"):
        put(tmp_path / "file" / "output", "new")


def test_the_folder_that_one_works_in_is_not_exchanged(output: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The shell of the user would stand in a folder that is gone."""
    monkeypatch.chdir(output)
    with pytest.raises(PipelineError, match="you work in it"):
        put(Path(), "new")
    assert (output / "data.csv").read_text() == "old"


@pytest.mark.skipif(not Path("/dev/shm").is_mount(), reason="/dev/shm is no mount point here")  # noqa: S108 - only asked
def test_a_mount_point_cannot_be_replaced() -> None:
    """The message says what to do instead."""
    with pytest.raises(PipelineError, match=r"mount point.*name a folder in it"):
        put(Path("/dev/shm"), "new")  # noqa: S108 - refused before anything is written


def test_permissions_are_those_of_the_user(tmp_path: Path) -> None:
    """A new folder has what the umask gives, a replaced one what it had."""
    mask = os.umask(0o027)
    try:
        put(tmp_path / "output", "new")
        assert stat.S_IMODE((tmp_path / "output").stat().st_mode) == 0o750
        (tmp_path / "output").chmod(0o705)
        put(tmp_path / "output", "newer")
    finally:
        os.umask(mask)
    assert stat.S_IMODE((tmp_path / "output").stat().st_mode) == 0o705
