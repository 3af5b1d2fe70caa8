"""What is kept from run to run: whole or not at all, and no more than is allowed."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from pipeline.execute.cache import Cache, default_folder


def always(_conditions: object) -> bool:
    """Whatever it hangs on."""
    return True


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    """A cache with one entry."""
    made = Cache(tmp_path / "cache")
    made.put("key", b"content" * 100, {"lexicon": "1"})
    return made


def entries(cache: Cache) -> list[Path]:
    """The files of the cache."""
    return [path for path in cache.folder.rglob("*") if path.is_file()]


def test_what_was_put_is_there(cache: Cache) -> None:
    """Under its key only, and for those who accept what it hangs on."""
    assert cache.get("key", always) == b"content" * 100
    assert cache.get("key", lambda conditions: conditions == {"lexicon": "1"}) == b"content" * 100
    assert cache.get("key", lambda conditions: conditions == {"lexicon": "2"}) is None
    assert cache.get("other", always) is None


def test_an_entry_that_is_damaged_is_none(cache: Cache) -> None:
    """Cut at any place, or with any byte another."""
    (path,) = entries(cache)
    whole = path.read_bytes()
    for length in range(len(whole)):
        path.write_bytes(whole[:length])
        assert cache.get("key", always) is None
    for position in range(len(whole)):
        path.write_bytes(whole[:position] + bytes([whole[position] ^ 1]) + whole[position + 1 :])
        assert cache.get("key", always) is None
    path.write_bytes(whole)
    assert cache.get("key", always) is not None


def test_a_later_entry_takes_the_place(cache: Cache) -> None:
    """One key has one entry."""
    cache.put("key", b"new", {})
    assert cache.get("key", always) == b"new"
    assert len(entries(cache)) == 1


def test_what_was_not_used_for_longest_goes_first(tmp_path: Path) -> None:
    """Size counts all files; trimming keeps those that were used last."""
    cache = Cache(tmp_path)
    for number, key in enumerate("abc"):
        cache.put(key, os.urandom(1000), {})
        for path in entries(cache):
            if path.stat().st_mtime_ns > 10**15:
                os.utime(path, ns=(number, number))
    count, size = cache.size()
    assert count == 3
    assert cache.get("a", always)  # used now
    cache.trim(2 * size // 3)
    assert [key for key in "abc" if cache.get(key, always)] == ["a", "c"]
    cache.clear()
    assert cache.size() == (0, 0)


def test_only_the_user_may_look_into_it(cache: Cache) -> None:
    """It holds the words of documents."""
    assert stat.S_IMODE(cache.folder.stat().st_mode) == 0o700
    assert all(stat.S_IMODE(path.stat().st_mode) == 0o600 for path in entries(cache))


def test_a_folder_that_cannot_be_written_keeps_nothing(tmp_path: Path) -> None:
    """And nobody hears of it: the next run reads again."""
    (tmp_path / "file").write_text("a file")
    cache = Cache(tmp_path / "file" / "cache")
    cache.put("key", b"content", {})
    assert cache.get("key", always) is None
    assert cache.size() == (0, 0)
    cache.trim(0)


@pytest.mark.parametrize(
    ("named", "home", "expected"),
    [
        ("/xdg", "/home", "/xdg/meeting-reports"),
        ("relative", "/home", "/home/.cache/meeting-reports"),
        (None, "/home", "/home/.cache/meeting-reports"),
        (None, None, None),
    ],
)
def test_where_it_is(
    named: str | None, home: str | None, expected: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the system has its caches; nowhere without a home."""
    for name, value in (("XDG_CACHE_HOME", named), ("HOME", home)):
        if value is None:
            monkeypatch.delenv(name, raising=False)
        else:
            monkeypatch.setenv(name, value)
    assert default_folder() == (Path(expected) if expected else None)
