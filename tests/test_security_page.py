"""The page on security says what is true: each promise has its test."""

from __future__ import annotations

import ast
import re
from pathlib import Path

TESTS = Path(__file__).parent
PAGE = (TESTS.parent / "docs" / "security.md").read_text(encoding="utf-8")
NAMED = re.compile(r"`(test_\w+\.py)(?:::(test_\w+))?`")
PLACE = re.compile(r"`((?:[a-z_]+/)*[a-z_]+(?:\.py|/))`")


def test_every_test_that_is_named_exists() -> None:
    """By its file and its name."""
    named = NAMED.findall(PAGE)
    assert len(named) > 25
    for file, name in named:
        functions = {
            node.name
            for node in ast.walk(ast.parse((TESTS / file).read_text(encoding="utf-8")))
            if isinstance(node, ast.FunctionDef)
        }
        assert not name or name in functions, f"{file}::{name}"


def test_every_row_of_a_promise_has_a_test() -> None:
    """No promise without one."""
    rows = [line for line in PAGE.splitlines() if line.startswith("| ") and not line.startswith("| `")]
    promises = [line for line in rows if not re.match(r"\| (?:promise|failure|package|found) \|", line)]
    assert len(promises) > 20
    assert [line for line in promises if not NAMED.search(line)] == []


def test_every_place_that_is_named_exists() -> None:
    """Modules of the program, and folders of the project."""
    places = {place for place in PLACE.findall(PAGE) if not place.startswith("test_")}
    roots = (TESTS.parent, TESTS.parent / "pipeline")
    assert len(places) > 8
    assert [place for place in places if not any((root / place).exists() for root in roots)] == []
