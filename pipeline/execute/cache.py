"""Results that are kept from run to run, by a key that says everything they hang on.

An entry is one file: a line of JSON with what else has to be as it was, then the packed content, both under
a checksum. An entry that is damaged is as good as none. Files are put in place in one step, and those that
were not used for longest go when there are too many bytes of them.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

_DIGEST = hashlib.sha256().digest_size
_LEVEL = 1
"""Of compression: a tenth of the bytes are left, for a third of the time of reading them again."""
LIMIT = 4_000_000_000
"""Bytes that are kept unless the user says otherwise: some 100,000 documents."""

Conditions = Mapping[str, str]
"""What an entry hangs on beyond its key: names and the hashes that they had."""


def default_folder() -> Path | None:
    """Where the system's user keeps caches; None where there is no such place."""
    named = os.environ.get("XDG_CACHE_HOME")
    if named and Path(named).is_absolute():
        return Path(named) / "meeting-reports"
    home = os.environ.get("HOME")
    return Path(home) / ".cache" / "meeting-reports" if home else None


@dataclass(frozen=True, slots=True)
class Cache:
    """The entries in `folder`, which is made where it is missing.

    A folder that cannot be written keeps nothing; that is never an error.
    """

    folder: Path

    def get(self, key: str, holds: Callable[[Conditions], bool]) -> bytes | None:
        """What was put under `key`, if it is whole and `holds` says yes to its conditions."""
        path = self._path(key)
        with suppress(OSError, ValueError, zlib.error):
            entry = path.read_bytes()
            content = entry[_DIGEST:]
            if hashlib.sha256(content).digest() == entry[:_DIGEST]:
                head, _, packed = content.partition(b"\n")
                if holds(json.loads(head)):
                    os.utime(path)  # used now: what was not used for longest is dropped first
                    return zlib.decompress(packed)
        return None

    def put(self, key: str, content: bytes, conditions: Conditions) -> None:
        """Keep `content` under `key`."""
        head = json.dumps(dict(conditions), sort_keys=True).encode()
        entry = head + b"\n" + zlib.compress(content, _LEVEL)
        path = self._path(key)
        with suppress(OSError):
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)  # it holds the words of documents
            path.parent.mkdir(exist_ok=True)
            handle, name = tempfile.mkstemp(dir=path.parent)
            try:
                with os.fdopen(handle, "wb") as file:
                    file.write(hashlib.sha256(entry).digest() + entry)
                Path(name).replace(path)
            except BaseException:
                Path(name).unlink(missing_ok=True)
                raise

    def size(self) -> tuple[int, int]:
        """How many entries there are, and how many bytes they have."""
        sizes = [status.st_size for _, status in self._entries()]
        return len(sizes), sum(sizes)

    def clear(self) -> None:
        """Drop every entry."""
        self.trim(0)

    def trim(self, limit: int) -> None:
        """Drop the entries that were not used for longest, until no more than `limit` bytes are left."""
        entries = sorted(self._entries(), key=lambda entry: -entry[1].st_mtime_ns)
        total = 0
        for path, status in entries:
            total += status.st_size
            if total > limit:
                with suppress(OSError):
                    path.unlink()

    def _path(self, key: str) -> Path:
        digest = hashlib.sha256(key.encode("utf-8", "surrogateescape")).hexdigest()
        return self.folder / digest[:2] / digest[2:]

    def _entries(self) -> Iterator[tuple[Path, os.stat_result]]:
        with suppress(OSError):
            for folder in self.folder.iterdir():
                with suppress(OSError):
                    for path in folder.iterdir():
                        with suppress(OSError):
                            yield path, path.stat()
