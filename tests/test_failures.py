"""Unlucky days: whatever the system refuses, the dataset before it is complete, and one line says why."""

from __future__ import annotations

import os
import re
import resource
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

import pytest

from pipeline.execute.supervisor import check_address_space
from pipeline.findings import PipelineError
from pipeline.model import Document, DocumentId
from pipeline.options import Options
from pipeline.read import ReadOptions, read
from pipeline.run import extract as extract_here
from tests.program import REPORT, ROOT, contents, extract

MOUNTS = ("unshare", "--map-root-user", "--mount")
CAN_MOUNT = (
    shutil.which("unshare") is not None
    and subprocess.run(
        [*MOUNTS, "mount", "-t", "tmpfs", "none", "/mnt"], check=False, capture_output=True
    ).returncode
    == 0
)
mounts = pytest.mark.skipif(not CAN_MOUNT, reason="no file system can be mounted here")
POWERLESS = ("setpriv", "--bounding-set=-all", "--inh-caps=-all") if os.getuid() == 0 else ()
"""What makes root heed permissions, as every other user does."""
CLOCKS = re.compile(r"\btime\.time\(|\.now\(|\.today\(|\butcnow\(")


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder that other users may enter."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        yield Path(name)


@pytest.fixture
def raw(folder: Path) -> Path:
    """A folder with one report."""
    made = folder / "raw"
    made.mkdir()
    shutil.copy(REPORT, made)
    return made


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The dataset of that report."""
    made = tmp_path_factory.mktemp("dataset")
    (made / "raw").mkdir()
    shutil.copy(REPORT, made / "raw")
    done = extract(made / "raw", made / "output", "--no-cache")
    assert done.returncode == 0, done.stderr
    return made / "output"


@pytest.fixture
def output(dataset: Path, folder: Path) -> Path:
    """The output of an earlier run, with a file of the user's."""
    made = folder / "place" / "output"
    shutil.copytree(dataset, made)
    (made / "notes.txt").write_text("mine")
    return made


def refused(done: subprocess.CompletedProcess[str], words: str) -> None:
    """The run ended with one line, and nothing else."""
    assert done.returncode == 2
    assert done.stdout == ""
    (line,) = done.stderr.splitlines()
    assert line.startswith("error: ")
    assert re.search(words, line)


def mounted(place: Path, kind: Sequence[str], command: str = "true") -> list[str]:
    """A command that runs its arguments where `kind` is mounted on `place`, after `command`."""
    script = f'mount {" ".join(kind)} "$0" && {command} && exec "$@"'
    return [*MOUNTS, "sh", "-ec", script, str(place)]


@mounts
@pytest.mark.parametrize("size", ["64k", "600k"])
def test_full_disk(size: str, raw: Path, folder: Path) -> None:
    """Wherever the disk is full, the dataset before it is there as it was."""
    disk, kept = folder / "disk", folder / "kept"
    disk.mkdir()
    before = 'mkdir "$0/output" && echo old > "$0/output/old.txt"'
    within = mounted(disk, ["-t", "tmpfs", "-o", f"size={size}", "none"], before)
    script = ["sh", "-c", f'"$@"; code=$?; cp -r "{disk}" "{kept}"; exit $code', "sh"]
    done = extract(raw, disk / "output", "--no-cache", within=[*within, *script])
    refused(done, r"the disk is full; make room, or name another folder.*unchanged")
    assert contents(kept) == {"output/old.txt": b"old\n"}


@mounts
def test_full_cache(raw: Path, folder: Path, dataset: Path) -> None:
    """What cannot be kept for the next run is read again; the dataset is the same."""
    cache = folder / "cache"
    cache.mkdir()
    within = mounted(cache, ["-t", "tmpfs", "-o", "size=8k", "none"])
    done = extract(raw, folder / "other", "--cache", str(cache), within=within)
    assert done.returncode == 0, done.stderr
    assert contents(folder / "other") == contents(dataset)


@mounts
def test_read_only_output(raw: Path, output: Path) -> None:
    """A file system that cannot be written."""
    before = contents(output)
    within = mounted(output.parent, ["--bind", str(output.parent)], 'mount -o remount,ro,bind "$0"')
    refused(extract(raw, output, "--no-cache", within=within), "the file system is read-only; name another")
    assert contents(output) == before


@mounts
def test_output_on_another_file_system(raw: Path, folder: Path, output: Path) -> None:
    """Where the output is does not matter, nor where it was made."""
    disk, copy = folder / "disk", folder / "copy"
    disk.mkdir()
    within = mounted(disk, ["-t", "tmpfs", "none"], f'cp -r "{output}" "$0/output"')
    script = ["sh", "-c", f'"$@" && cp -r "{disk}/output" "{copy}"', "sh"]
    done = extract(raw, disk / "output", "--no-cache", within=[*within, *script])
    assert done.returncode == 0, done.stderr
    assert contents(copy) == contents(output)


@mounts
def test_output_that_is_a_mount_point(raw: Path, output: Path) -> None:
    """It cannot be replaced as a whole; the message says what to do."""
    before = contents(output)
    within = mounted(output, ["--bind", str(output)])
    refused(extract(raw, output, "--no-cache", within=within), "mount point.*name a folder in it")
    assert contents(output) == before


def test_without_permission(raw: Path, folder: Path, output: Path) -> None:
    """One input that may not be opened is rejected, the other is read; an output that may not be replaced is
    left."""
    shutil.copy(REPORT, raw / "secret.txt")
    (raw / "secret.txt").chmod(0)
    done = extract(raw, folder / "other", "--no-cache", within=POWERLESS)
    assert done.returncode == 0, done.stderr
    assert "secret.txt: rejected: the file cannot be opened (Permission denied)" in done.stdout
    assert "wsis-cluster-2006: 9 meetings" in done.stdout
    before = contents(output)
    output.parent.chmod(0o555)
    refused(extract(raw, output, "--no-cache", within=POWERLESS), "no permission to write it")
    assert contents(output) == before


def test_input_that_changes_while_it_is_read(
    raw: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its rows would be of no file that there is: it is rejected, the other is read."""
    shutil.copy(REPORT, raw / "second.txt")

    def changed(path: Path, document_id: DocumentId, options: ReadOptions) -> Document:
        if path.name == "second.txt":
            path.write_bytes(path.read_bytes() + b"\n")
        return read(path, document_id, options)

    monkeypatch.setattr("pipeline.report_reader.read", changed)
    result = extract_here(raw, folder / "output", Options())
    (rejected,) = result.rejected
    assert rejected["document_id"] == "second.txt"
    assert "changed while it was read" in str(rejected["error"])
    assert [report.meetings for report in result.reports] == [0, 9]


@pytest.mark.parametrize(
    "environment",
    [{"HOME": None, "XDG_CACHE_HOME": None}, {"HOME": "/proc", "XDG_CACHE_HOME": "/proc/nothing"}],
    ids=["none", "not to be written"],
)
def test_no_home(environment: dict[str, str | None], raw: Path, folder: Path, dataset: Path) -> None:
    """Nothing but speed hangs on the user's folder."""
    done = extract(raw, folder / "other", environment=environment)
    assert done.returncode == 0, done.stderr
    assert contents(folder / "other") == contents(dataset)


def test_64_open_files(raw: Path, folder: Path, output: Path) -> None:
    """Enough for a run with two workers; with fewer than it needs, one line says so."""
    done = extract(
        raw, folder / "other", "--no-cache", within=["sh", "-c", 'ulimit -n 64 && exec "$@"', "sh"]
    )
    assert done.returncode == 0, done.stderr
    before = contents(output)
    refused(
        extract(raw, output, "--no-cache", within=["sh", "-c", 'ulimit -n 24 && exec "$@"', "sh"]),
        "too many files are open; raise the limit",
    )
    assert contents(output) == before


def test_little_address_space(raw: Path, folder: Path, output: Path) -> None:
    """Below what the libraries need nothing is begun; with what the message asks for, all is read."""
    before = contents(output)
    within = ["sh", "-c", 'ulimit -v "$0" && exec "$@"']
    refused(extract(raw, output, "--no-cache", within=[*within, "400000"]), "only 410 MB.*needs 1,000 MB")
    assert contents(output) == before
    done = extract(raw, folder / "other", "--no-cache", within=[*within, "1000000"])
    assert done.returncode == 0, done.stderr
    assert "rejected" not in done.stdout


def test_address_space_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a limit, and with a wide one, a run begins."""
    for allowed, is_enough in ((resource.RLIM_INFINITY, True), (1 << 40, True), (999_999_999, False)):
        monkeypatch.setattr(resource, "getrlimit", lambda _, allowed=allowed: (allowed, allowed))
        if is_enough:
            check_address_space()
        else:
            with pytest.raises(PipelineError, match="address space"):
                check_address_space()


def test_clocks_do_not_matter(raw: Path, folder: Path, dataset: Path) -> None:
    """Files from the future and from long ago give the same bytes, and are known again from the cache; no
    module asks what time it is."""
    cache = folder / "cache"
    first = extract(raw, folder / "other", "--cache", str(cache))
    assert first.returncode == 0, first.stderr
    written = contents(folder / "other")
    assert written == contents(dataset)
    for moment in (0, 4_000_000_000):
        for path in (*raw.iterdir(), *(folder / "other").rglob("*"), *cache.rglob("*")):
            os.utime(path, (moment, moment))
        (folder / "other" / "codebook.md").write_text("spoiled")
        again = extract(raw, folder / "other", "--cache", str(cache))
        assert again.returncode == 0, again.stderr
        assert contents(folder / "other") == written
    modules = sorted((ROOT / "pipeline").rglob("*.py"))
    assert modules
    assert [path for path in modules if CLOCKS.search(path.read_text(encoding="utf-8"))] == []


def test_things_that_are_no_files(raw: Path, folder: Path) -> None:
    """A folder, a pipe, a socket, links to nothing and to itself, and a file of a terabyte of nothing are
    rejected at once, with and without a cache; nothing waits for them."""
    (raw / "folder.docx").mkdir()
    os.mkfifo(raw / "pipe.pdf")
    (raw / "dead.docx").symlink_to("nowhere")
    (raw / "loop.docx").symlink_to("loop.docx")
    with (raw / "endless.pdf").open("wb") as file:
        file.truncate(1 << 40)
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(raw / "socket.txt"))
        runs = [extract(raw, folder / "output", "--no-cache"), extract(raw, folder / "output")]
    for done in runs:
        assert done.returncode == 0, done.stderr
        told = {line.partition(":")[0]: line for line in done.stdout.splitlines() if ": rejected: " in line}
        assert sorted(told) == [
            "dead.docx",
            "endless.pdf",
            "folder.docx",
            "loop.docx",
            "pipe.pdf",
            "socket.txt",
        ]
        assert "it is a folder" in told["folder.docx"]
        assert "a pipe, a socket or a device" in told["pipe.pdf"]
        assert "a pipe, a socket or a device" in told["socket.txt"]
        assert "1,099,511,627,776 bytes, more than the 200,000,000 allowed" in told["endless.pdf"]


def test_links_are_followed_only_when_asked(raw: Path, folder: Path) -> None:
    """A link within the folder is a report; one that leads out of it is one where the user says so, and is
    not even looked at otherwise."""
    outside = folder / "outside.txt"
    shutil.copy(REPORT, outside)
    (raw / "out.txt").symlink_to(outside)
    (raw / "within.txt").symlink_to(REPORT.name)
    run = partial(extract, raw, folder / "output", "--cache", str(folder / "cache"))
    kept = run()
    assert "out.txt: rejected: it is a link to a file outside of the folder of reports" in kept.stdout
    assert "within: 9 meetings" in kept.stdout
    outside.write_bytes(b"changed")
    assert run().stdout == kept.stdout  # nothing was done: what is not looked at changes nothing
    shutil.copy(REPORT, outside)
    assert "out: 9 meetings" in run("--follow-links").stdout
