"""A finished dataset goes into a store, where no folder can take another's place in one step.

Its files are uploaded beside the dataset that is there, and copied over it within the store. While they are,
`datapackage.json` is missing: it goes first and comes last, and it has the size and hash of every data file.
"""

from __future__ import annotations

import os
import socket
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from pipeline.findings import PipelineError
from pipeline.store import Remote

_DESCRIPTOR = "datapackage.json"
_STAGED = ".new"
_LOCK = ".lock"


@contextmanager
def publication(target: Remote, is_ours: Callable[[PurePosixPath], bool]) -> Iterator[Path]:
    """An empty folder, whose files are put into `target` where the block ends without an exception.

    `is_ours` tells from a path relative to `target` whether a file there is of an earlier run, and goes;
    every other file stays. Raises PipelineError where that is not possible, or where another run has put a
    dataset there since the block began.
    """
    before = (target / _DESCRIPTOR).state()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        try:
            yield folder
        except OSError as error:
            message = (
                f"{folder.parent}: the dataset cannot be made in this folder for temporary files "
                f"({error.strerror or error}); name another one with TMPDIR. {target} is unchanged."
            )
            raise PipelineError(message) from error
        made = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
        with _only_publication(target):
            if (target / _DESCRIPTOR).state() != before:
                message = (
                    f"{target}: another run has put its dataset there in the meantime, and that one stays; "
                    "run again, or name another folder"
                )
                raise PipelineError(message)
            staged = target / _STAGED
            staged.remove(staged.tree())
            staged.put(folder, made)
            _switch(staged, target, made)
            staged.remove(made)
            there = [path for path in target.tree() if path not in made]
            target.remove(path for path in there if is_ours(PurePosixPath(path)))


def _switch(staged: Remote, target: Remote, made: list[str]) -> None:
    """Copy the files `made` from one folder of the store over those in the other."""
    try:
        if (target / _DESCRIPTOR).state():
            target.remove([_DESCRIPTOR])
        staged.copy((name for name in made if name != _DESCRIPTOR), target)
        staged.copy([_DESCRIPTOR], target)
    except BaseException as error:
        message = (
            f"{target}: the dataset could not be put in its place, and is not whole: it has no {_DESCRIPTOR} "
            f"until a run ends well ({' '.join(str(error).split()) or type(error).__name__})"
        )
        raise PipelineError(message) from error


@contextmanager
def _only_publication(target: Remote) -> Iterator[None]:
    """Refuse where another run puts its dataset into `target`; no other can while the block runs.

    The lock is a file there: a run that is killed here leaves it, and only a person can tell.
    """
    lock = target / _LOCK
    who = f"process {os.getpid()} on {socket.gethostname()}"
    if not lock.create(who.encode()):
        other = (lock.read() or b"it has ended").decode("utf-8", "backslashreplace")
        message = (
            f"{target}: another run puts its dataset there ({other}); wait for it, or if it is no longer "
            f"alive, remove {lock} and run again"
        )
        raise PipelineError(message)
    try:
        yield
    finally:
        target.remove([_LOCK])
