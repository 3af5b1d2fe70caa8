"""Folders on this machine or in a store (`s3://`, `gs://` and what else fsspec knows), by one interface.

What is in a store is fetched to a file of this machine before it is read, and made here before it is put
there. Keys, endpoints and the like are the store's own settings, as in any program that uses fsspec.
"""

from __future__ import annotations

import hashlib
import platform
import re
import shutil
import tempfile
import uuid
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Any
from urllib.parse import unquote

from pipeline.findings import PipelineError

_HERE = ("file://", "local://")
_ABSENT = (FileNotFoundError, PermissionError)
"""What is wrong with one file of a store, and not with the store."""


@dataclass(frozen=True, slots=True)
class Remote:
    """A folder or a file in a store, by its address; it does what of a `Path` is asked of either.

    Whatever the store or the network refuses is a PipelineError.
    """

    address: str

    def __str__(self) -> str:
        return self.address

    def __truediv__(self, name: str | PurePath) -> Remote:
        return Remote(f"{self.address}/{name}")

    def absolute(self) -> Remote:
        """The same: an address does not hang on where one works."""
        return self

    def resolve(self) -> Remote:
        """The same."""
        return self

    def files(self) -> list[str]:
        """The names of the files in this folder, but not in folders in it. Raises FileNotFoundError too."""
        with _telling(self.address, passing=(FileNotFoundError,)):
            files, path = _opened(self.address)
            return [
                entry["name"].rpartition("/")[2]
                for entry in files.ls(path, detail=True)
                if entry["type"] == "file" and entry["name"].strip("/") != path.strip("/")
            ]

    def tree(self) -> dict[str, str]:
        """The paths of all files in this folder, relative to it, with their states: each changes where the
        bytes do."""
        with _telling(self.address):
            files, path = _opened(self.address)
            root = path.strip("/") + "/"
            return {
                name.lstrip("/").removeprefix(root): _state(entry)
                for name, entry in files.find(path, detail=True).items()
                if name.lstrip("/").startswith(root)
            }

    def state(self) -> str | None:
        """The state of this file; None where there is none."""
        with _telling(self.address):
            files, path = _opened(self.address)
            try:
                return _state(files.info(path))
            except FileNotFoundError:
                return None

    def fetch(self, path: Path) -> None:
        """Put the content of this file into the file at `path`. Raises FileNotFoundError and PermissionError
        too."""
        with _telling(self.address, passing=_ABSENT):
            files, source = _opened(self.address)
            files.get_file(source, str(path))

    def send(self, path: Path) -> None:
        """Give this file the content of the file at `path`."""
        with _telling(self.address):
            files, target = _opened(self.address)
            files.put_file(str(path), target)

    def put(self, folder: Path, names: Iterable[str]) -> None:
        """Copy files of a folder on this machine into this one, by their paths relative to either."""
        with _telling(self.address):
            files, path = _opened(self.address)
            if listed := list(names):
                files.put([str(folder / name) for name in listed], [f"{path}/{name}" for name in listed])

    def copy(self, names: Iterable[str], target: Remote) -> None:
        """Copy files of this folder into another one of the same store, by their paths relative to either."""
        with _telling(self.address):
            files, path = _opened(self.address)
            _, to = _opened(target.address)
            if listed := list(names):
                files.copy([f"{path}/{name}" for name in listed], [f"{to}/{name}" for name in listed])

    def remove(self, names: Iterable[str]) -> None:
        """Remove files of this folder, by their paths relative to it."""
        with _telling(self.address):
            files, path = _opened(self.address)
            if listed := [f"{path}/{name}" for name in names]:
                files.rm(listed)

    def create(self, content: bytes) -> bool:
        """Make this file; False, and nothing done, where there is one."""
        with _telling(self.address):
            files, path = _opened(self.address)
            try:
                files.pipe_file(path, content, mode="create")
            except FileExistsError:
                return False
            return True

    def read(self) -> bytes | None:
        """The content of this file; None where there is none."""
        with _telling(self.address):
            files, path = _opened(self.address)
            try:
                return bytes(files.cat_file(path))
            except FileNotFoundError:
                return None


Place = Path | Remote


def place(text: str) -> Place:
    """The folder that the user named: an address where it begins like one, else a path."""
    if text.startswith(_HERE):
        return Path(unquote(text.partition("://")[2]))
    if not re.match(r"[a-z][a-z0-9+.-]+://", text):
        return Path(text)
    if re.search(r"[*?\[\]#]|::", text):
        message = f"{text}: is no address of one folder in a store; give one without wildcards and options"
        raise PipelineError(message)
    return Remote(text.rstrip("/"))


@contextmanager
def at_hand(paths: Sequence[Path], folder: Place) -> Iterator[tuple[tuple[Path, ...], dict[str, str]]]:
    """Files of `folder` as files of this machine, while the block runs; and by name, why some are not there.

    From a store they come into a folder of their own, named as they are. Raises PipelineError where the
    store does not answer.
    """
    if isinstance(folder, Path):
        yield tuple(paths), {}
        return
    with tempfile.TemporaryDirectory() as here:
        fetched = tuple(Path(here, path.name) for path in paths)
        missing: dict[str, str] = {}
        for path in fetched:
            try:
                (folder / path.name).fetch(path)
            except OSError as error:
                missing[path.name] = f"it cannot be fetched from the store ({_reason(error)})"
        yield fetched, missing


def put_file(path: Path, folder: Place, name: str) -> None:
    """Copy a file of this machine into `folder`, where it is there as a whole or not at all.

    Raises PipelineError where that cannot be written.
    """
    if not isinstance(folder, Path):
        (folder / name).send(path)
        return
    try:
        half = folder / f".{uuid.uuid4().hex}"
        shutil.copyfile(path, half)
        half.replace(folder / name)
    except OSError as error:
        message = (
            f"{folder}: cannot be written from {platform.node()} ({error.strerror}); "
            "name an output that all nodes share, or one in a store"
        )
        raise PipelineError(message) from error


def take_file(folder: Place, name: str, path: Path) -> None:
    """Move a file of `folder` to this machine. Raises PipelineError where that cannot be."""
    if isinstance(folder, Path):
        shutil.move(folder / name, path)
    else:
        (folder / name).fetch(path)
        folder.remove([name])


def _opened(address: str) -> tuple[Any, str]:
    """What the store of an address is used by, and the path there."""
    import fsspec

    # others write there too: what it listed before says nothing
    files, path = fsspec.url_to_fs(address, use_listings_cache=False)
    return files, path


def _state(entry: dict[str, Any]) -> str:
    """A hash of what a store says of a file: its size, when it was written, and its own hash of it."""
    return hashlib.sha256(repr(sorted(entry.items())).encode()).hexdigest()


@contextmanager
def _telling(address: str, *, passing: tuple[type[Exception], ...] = ()) -> Iterator[None]:
    """What goes wrong within the block is a PipelineError, but for what is `passing`."""
    try:
        yield
    except ImportError as error:
        message = f"{address}: stores need more libraries ({error}): pip install '.[cluster]'"
        raise PipelineError(message) from error
    except Exception as error:
        if isinstance(error, passing):
            raise
        message = (
            f"{address}: the store refuses ({_reason(error)}); check the address, your keys and the network"
        )
        raise PipelineError(message) from error


def _reason(error: Exception) -> str:
    return " ".join(f"{type(error).__name__}: {error}".split())
