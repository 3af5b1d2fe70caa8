"""Folders in a store: read and written as folders of this machine are."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
import uuid
from pathlib import Path

import pytest
from click.testing import CliRunner

from pipeline.__main__ import main
from pipeline.findings import PipelineError
from pipeline.options import Options
from pipeline.renditions import group_renditions
from pipeline.run import extract
from pipeline.store import Place, Remote, at_hand, place
from tests.servers import BUCKET, ROOT, s3_server

REPORT = ROOT / "raw" / "wsis-cluster-2006.txt"
FILES = {"report.txt": REPORT.read_bytes(), "broken.docx": b"no Word file"}

needs_fsspec = pytest.mark.skipif(
    importlib.util.find_spec("fsspec") is None, reason="needs pip install '.[cluster]'"
)
needs_store = pytest.mark.skipif(
    importlib.util.find_spec("s3fs") is None or importlib.util.find_spec("moto") is None,
    reason="needs pip install '.[cluster]', and moto, an S3 server",
)


@pytest.fixture
def store() -> Remote:
    """An empty place in a store that is in the memory of the tests."""
    return Remote(f"memory://{uuid.uuid4().hex}")


@pytest.fixture
def raw(store: Remote) -> Remote:
    """A folder there with a report, a file that is none, and other things."""
    for name, content in {**FILES, "notes.md": b"", "older/report.txt": b""}.items():
        (store / "raw" / name).create(content)
    return store / "raw"


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """What the same files give in a folder of this machine: every file by its name."""
    folder = tmp_path_factory.mktemp("here")
    (folder / "raw").mkdir()
    for name, content in FILES.items():
        (folder / "raw" / name).write_bytes(content)
    result = extract(folder / "raw", folder / "out", Options())
    files = [Path(str(file)).relative_to(folder / "out") for file in result.files]
    return {str(file): (folder / "out" / file).read_bytes() for file in files}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("reports", Path("reports")),
        ("/data/reports", Path("/data/reports")),
        ("file:///data/my%20reports", Path("/data/my reports")),
        ("C7: reports", Path("C7: reports")),
        ("s3://bucket/reports/", Remote("s3://bucket/reports")),
        ("gs://bucket", Remote("gs://bucket")),
    ],
)
def test_a_path_or_an_address(text: str, expected: Place) -> None:
    """What begins like an address is one."""
    assert place(text) == expected


@pytest.mark.parametrize(
    "text", ["s3://bucket/*", "zip://a::s3://bucket/b.zip", "s3://bucket/[a]", "s3://b/#c"]
)
def test_an_address_of_more_than_a_folder(text: str) -> None:
    """Is refused: what it means depends on the store."""
    with pytest.raises(PipelineError, match="no address of one folder"):
        place(text)


@needs_fsspec
def test_the_same_files_as_in_a_folder(raw: Remote, store: Remote, here: dict[str, bytes]) -> None:
    """Byte for byte."""
    result = extract(raw, store / "out", Options())

    assert {name: (store / "out" / name).read() for name in (store / "out").tree()} == here
    assert {str(file) for file in result.files} == {f"{store}/out/{name}" for name in here}


@needs_fsspec
def test_an_unchanged_run_writes_nothing(raw: Remote, store: Remote) -> None:
    """Until a file is another one, read or written."""
    command = ["extract", str(raw), "--output", f"{store}/out", "--jobs", "0"]
    first = CliRunner().invoke(main, command)
    written = (store / "out").tree()

    again = CliRunner().invoke(main, command)

    assert (again.exit_code, again.output) == (first.exit_code, first.output) == (0, first.output)
    assert (store / "out").tree() == written
    raw.remove(["broken.docx"])
    assert "broken.docx" not in CliRunner().invoke(main, command).output
    assert (store / "out").tree() != written


@needs_fsspec
def test_a_file_that_is_gone_when_it_is_read(raw: Remote) -> None:
    """It is missing, with the reason; the others are there."""
    with at_hand([Path("report.txt"), Path("gone.txt")], raw) as (paths, missing):
        assert paths[0].read_bytes() == REPORT.read_bytes()
        assert list(missing) == ["gone.txt"]
        assert "cannot be fetched from the store (FileNotFoundError" in missing["gone.txt"]
    assert not paths[0].exists()


@needs_fsspec
def test_a_store_that_does_not_answer_ends_the_run(
    raw: Remote, store: Remote, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No document is rejected for that, and the dataset that is there stays."""
    from fsspec.implementations.memory import MemoryFileSystem

    def fail(*_: object, **__: object) -> None:
        message = "the line is dead"
        raise ConnectionResetError(message)

    (store / "out" / "datapackage.json").create(b"{}")
    monkeypatch.setattr(MemoryFileSystem, "get_file", fail)
    with pytest.raises(PipelineError, match=r"^memory:.*the store refuses .*the line is dead.*; check the"):
        extract(raw, store / "out", Options())
    assert list((store / "out").tree()) == ["datapackage.json"]


@needs_fsspec
def test_a_folder_that_is_not_there(store: Remote) -> None:
    """As of a folder of this machine."""
    with pytest.raises(PipelineError, match="none: no such folder"):
        group_renditions(store / "none")


def test_the_extra_is_named_where_it_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    """In one line."""
    monkeypatch.setitem(sys.modules, "fsspec", None)
    with pytest.raises(PipelineError, match=r"s3://bucket/raw: .*pip install '\.\[cluster\]'"):
        group_renditions(Remote("s3://bucket/raw"))


@needs_store
def test_a_real_store(here: dict[str, bytes]) -> None:
    """Read by worker processes, and written."""
    command = [sys.executable, "-m", "pipeline", "extract", f"s3://{BUCKET}/raw"]
    with s3_server() as server:
        for name, content in FILES.items():
            server.put(f"raw/{name}", content)
        server.put("out/notes.txt", b"mine")
        server.put("out/validation/of-an-earlier-run.html", b"")
        server.put("out/notes/validation/mine.html", b"mine")
        subprocess.run(
            [*command, "--output", f"s3://{BUCKET}/out", "--jobs", "2", "--no-cache", "--quiet"],
            env={**os.environ, **server.environment},
            cwd=ROOT,
            check=True,
            timeout=100,
        )
        assert server.below("out") == {
            **here,
            "notes.txt": b"mine",
            "notes/validation/mine.html": b"mine",
        }
