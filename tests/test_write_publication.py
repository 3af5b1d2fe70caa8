"""A dataset goes into a store: whoever looks there at any moment takes no part of one for a whole."""

from __future__ import annotations

import errno
import importlib.util
import json
import os
import uuid
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import PurePosixPath
from typing import Any

import pytest

from pipeline.findings import PipelineError
from pipeline.store import Remote
from pipeline.write.publication import publication

pytestmark = pytest.mark.skipif(
    importlib.util.find_spec("fsspec") is None, reason="needs pip install '.[cluster]'"
)
DATA = ("csv/meetings.csv", "csv/people.csv")
CHANGES = ("cp_file", "pipe_file", "put_file", "rm_file")
"""The operations of a store that change something in it."""


@pytest.fixture
def target() -> Remote:
    """A folder in a store that is in the memory of the tests."""
    return Remote(f"memory://{uuid.uuid4().hex}/dataset")


def is_ours(path: PurePosixPath) -> bool:
    """As of the files of a run."""
    return str(path.parent) == "csv" or str(path) == "datapackage.json"


def publish(target: Remote, words: str, names: tuple[str, ...] = DATA) -> None:
    """Put files there that hold these words, and a descriptor with their hashes."""
    with publication(target, is_ours) as folder:
        (folder / "csv").mkdir()
        for name in names:
            (folder / name).write_text(f"{name} {words}")
        hashes = {name: sha256((folder / name).read_bytes()).hexdigest() for name in names}
        (folder / "datapackage.json").write_text(json.dumps(hashes))


def whole(target: Remote) -> bool:
    """Whether there is a descriptor; if so, everything that it names has to be as it says."""
    descriptor = (target / "datapackage.json").read()
    if descriptor is None:
        return False
    for name, digest in json.loads(descriptor).items():
        content = (target / name).read()
        assert content is not None
        assert sha256(content).hexdigest() == digest
    return True


@pytest.fixture
def after_each_change(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Callable[[str], None]]]:
    """What is called with the name of each operation that has changed the store."""
    from fsspec.implementations.memory import MemoryFileSystem

    calls: list[Callable[[str], None]] = []

    def watched(name: str) -> Callable[..., Any]:
        original = getattr(MemoryFileSystem, name)

        def operation(*arguments: Any, **options: Any) -> Any:
            result = original(*arguments, **options)
            for call in calls:
                call(name)
            return result

        return operation

    for name in CHANGES:
        monkeypatch.setattr(MemoryFileSystem, name, watched(name))
    yield calls
    calls.clear()


def test_what_is_there_is_whole_after_every_change(
    target: Remote, after_each_change: list[Callable[[str], None]]
) -> None:
    """Or it has no descriptor, as between the first change of a file that is read and the last."""
    publish(target, "before")
    seen: list[bool] = []
    after_each_change.append(lambda _: seen.append(whole(target)))

    publish(target, "after")

    assert set(seen) == {True, False}
    assert seen[0]
    assert whole(target)
    assert (target / DATA[0]).read() == f"{DATA[0]} after".encode()


class Lost(BaseException):
    """The process is gone, or the store."""


def test_wherever_a_run_ends_no_part_is_taken_for_a_whole(
    target: Remote, after_each_change: list[Callable[[str], None]]
) -> None:
    """And the next run, once a lock that is left is taken away, makes it whole."""
    ended = 0
    publish(target, "before")
    while True:
        left = [ended]

        def end(_: str, left: list[int] = left) -> None:
            if left[0] == 0:
                raise Lost
            left[0] -= 1

        after_each_change.append(end)
        try:
            publish(target, f"run {ended}")
            break
        except (Lost, PipelineError):
            ended += 1
        finally:
            after_each_change.clear()
        whole(target)
        if ".lock" in target.tree():
            target.remove([".lock"])
    assert ended > 2 * len(DATA)
    assert whole(target)
    assert (target / DATA[1]).read() == f"{DATA[1]} run {ended}".encode()


def test_stale_files_go_and_other_peoples_stay(target: Remote) -> None:
    """As in a folder of this machine; nothing else is left behind."""
    publish(target, "before")
    (target / "notes.txt").create(b"mine")
    (target / ".new" / "csv" / "of-a-killed-run.csv").create(b"")

    publish(target, "after", DATA[:1])

    assert sorted(target.tree()) == [DATA[0], "datapackage.json", "notes.txt"]


def test_a_run_that_fails_before_leaves_all_as_it_was(target: Remote) -> None:
    """Nothing was uploaded."""
    publish(target, "before")
    there = target.tree()
    with pytest.raises(ZeroDivisionError), publication(target, is_ours) as folder:
        (folder / "datapackage.json").write_text(str(1 // 0))
    assert target.tree() == there


def test_no_room_for_temporary_files(target: Remote) -> None:
    """It says which files these are."""
    with pytest.raises(PipelineError, match=r"No space left on device.*TMPDIR"), publication(target, is_ours):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def test_two_runs_at_once(target: Remote) -> None:
    """The one that ends last says so, and leaves the other's dataset."""
    mine = publication(target, is_ours)
    (mine.__enter__() / "datapackage.json").write_text("{}")
    publish(target, "the other")
    with pytest.raises(PipelineError, match="another run has put its dataset there in the meantime"):
        mine.__exit__(None, None, None)
    assert whole(target)
    assert ".lock" not in target.tree()


def test_another_run_that_is_putting_its_dataset_there(target: Remote) -> None:
    """It is named."""
    (target / ".lock").create(b"process 1 on elsewhere")
    with pytest.raises(PipelineError, match=r"process 1 on elsewhere.*remove memory://.*lock"):
        publish(target, "mine")
    assert list(target.tree()) == [".lock"]
