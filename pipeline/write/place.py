"""A finished folder takes the place of the one before it, in one step.

Files are made in a folder beside the output; where everything is there, the two are exchanged. Whatever
happens before that moment, a kill included, leaves the previous output as it was.
"""

from __future__ import annotations

import ctypes
import errno
import fcntl
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path, PurePosixPath

from pipeline.findings import PipelineError

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2
_NO_EXCHANGE = {errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EPERM}
"""What a system, a file system or a container says that cannot exchange two names."""
_ADVICE = {
    errno.ENOSPC: "the disk is full; make room, or name another folder",
    errno.EDQUOT: "the disk quota is used up; make room, or name another folder",
    errno.EACCES: "no permission to write it, or the folder that it is in; name another folder",
    errno.EPERM: "no permission to write it, or the folder that it is in; name another folder",
    errno.EROFS: "the file system is read-only; name another folder",
    errno.EBUSY: "the folder is a mount point, which cannot be replaced as a whole; name a folder in it",
    errno.EXDEV: "the folder is a mount point, which cannot be replaced as a whole; name a folder in it",
    errno.EMFILE: "too many files are open; raise the limit (ulimit -n)",
    errno.ENAMETOOLONG: "the name is too long; name another folder",
}


@contextmanager
def replacement(output: Path, is_ours: Callable[[PurePosixPath], bool]) -> Iterator[Path]:
    """An empty folder, which takes the place of `output` where the block ends without an exception.

    `is_ours` tells from a path relative to `output` whether a file there is of an earlier run, and goes;
    every other file stays. Raises PipelineError where that is not possible; `output` is then untouched.
    """
    target = Path(os.path.realpath(output))  # a loop of links is not resolved, and fails below
    try:
        _check(target)
        target.parent.mkdir(parents=True, exist_ok=True)
        with _only_run(target):
            _clear(target)
            with _staging(target) as folder:
                yield folder
                if target.exists():
                    shutil.copymode(target, folder)
                    _keep(target, folder, is_ours)
                _settle(folder)
                if target.exists():
                    _exchange(folder, target)
                else:
                    folder.rename(target)
    except OSError as error:
        place = error.filename if isinstance(error.filename, str) else str(target)
        reason = _ADVICE.get(error.errno or 0, error.strerror or str(error))
        message = (
            f"{place.replace(_new(target).name, target.name)}: the dataset cannot be written: {reason}. "
            f"What {output} held before is unchanged."
        )
        raise PipelineError(message) from error


def _check(target: Path) -> None:
    if os.path.lexists(target) and not target.is_dir():
        message = f"{target}: is no folder; name a folder for the dataset."
        raise PipelineError(message)
    if Path.cwd().is_relative_to(target):
        message = (
            f"{target}: is replaced as a whole, and you work in it; name a folder in it for the dataset."
        )
        raise PipelineError(message)
    if target.is_mount():
        raise OSError(errno.EBUSY, os.strerror(errno.EBUSY), str(target))


@contextmanager
def _only_run(target: Path) -> Iterator[None]:
    """Refuse where another living run writes to `target`; no other can begin while the block runs.

    The lock is the system's on a file beside `target`, so it is gone with the process, whatever ends it.
    """
    path = target.with_name(f".{target.name}.lock")
    lock = _locked(path, target)
    try:
        yield
    finally:
        path.unlink(missing_ok=True)
        os.close(lock)


def _locked(path: Path, target: Path) -> int:
    while True:
        lock = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if path.exists() and os.path.samestat(path.stat(), os.fstat(lock)):
                return lock
        except BlockingIOError:
            os.close(lock)
            message = f"{target}: another run is writing there; wait for it, or name another folder."
            raise PipelineError(message) from None
        os.close(lock)  # the run that had it ended just now, and took the file with it


@contextmanager
def _staging(target: Path) -> Iterator[Path]:
    """A new folder beside `target`, gone in the end."""
    folder = _new(target)
    folder.mkdir()
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _new(target: Path) -> Path:
    return target.with_name(f".{target.name}.new")


def _clear(target: Path) -> None:
    """Remove what a killed run left beside `target`; where it died between two renames, what it had put
    aside is the dataset, and is put back."""
    if _new(target).exists():
        shutil.rmtree(_new(target))
    aside = _aside(target)
    if aside.exists():
        if target.exists():
            shutil.rmtree(aside)
        else:
            aside.rename(target)


def _settle(folder: Path) -> None:
    """Have everything in `folder` on the disk before it takes its name, so that it is whole after a power
    cut."""
    libc = ctypes.CDLL(None, use_errno=True)
    if not hasattr(libc, "syncfs"):
        os.sync()
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        if libc.syncfs(handle) != 0:
            code = ctypes.get_errno()
            raise OSError(code, os.strerror(code), str(folder))
    finally:
        os.close(handle)


def _aside(target: Path) -> Path:
    return target.with_name(f".{target.name}.previous")


def _keep(old: Path, new: Path, is_ours: Callable[[PurePosixPath], bool]) -> None:
    """Give every file of `old` that is not ours a second name in `new` (a copy where that cannot be)."""
    for folder, folders, files in os.walk(old):
        inside = PurePosixPath(Path(folder).relative_to(old).as_posix())
        for name in (*folders, *files):
            source, copy = Path(folder, name), new / inside / name
            if is_ours(inside / name):
                continue
            copy.parent.mkdir(parents=True, exist_ok=True)
            if name in folders and not source.is_symlink():
                copy.mkdir()
                shutil.copystat(source, copy)
                continue
            try:
                os.link(source, copy, follow_symlinks=False)
            except OSError:
                shutil.copy2(source, copy, follow_symlinks=False)


def _exchange(new: Path, old: Path) -> None:
    """Exchange the names of two folders: at once where the system can, otherwise by two renames."""
    libc = ctypes.CDLL(None, use_errno=True)
    if hasattr(libc, "renameat2"):
        names = os.fsencode(new), os.fsencode(old)
        if libc.renameat2(_AT_FDCWD, names[0], _AT_FDCWD, names[1], _RENAME_EXCHANGE) == 0:
            return
        code = ctypes.get_errno()
        if code not in _NO_EXCHANGE:
            raise OSError(code, os.strerror(code), str(old))
    aside = _aside(old)
    old.rename(aside)
    try:
        new.rename(old)
    except BaseException:
        with suppress(OSError):
            aside.rename(old)
        raise
    shutil.rmtree(aside, ignore_errors=True)
