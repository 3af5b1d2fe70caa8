"""Invented editions end to end: what a careful analyst reads in them, and what the pipeline warns of."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from tests.editions import edition, stated, warnings

EDITIONS: list[dict[str, Any]] = tomllib.loads(
    Path(__file__).with_name("editions.toml").read_text(encoding="utf-8")
)["edition"]
each = pytest.mark.parametrize("one", EDITIONS, ids=[one["name"] for one in EDITIONS])


def test_all_editions_are_there() -> None:
    """Twenty-two editions, no two alike in name."""
    assert len({one["name"] for one in EDITIONS}) == 22


@each
def test_values(one: dict[str, Any], tmp_path: Path) -> None:
    """Every value of the report, its meetings, facilitators, people and links is as a person reads it."""
    assert stated(edition(one["blocks"], tmp_path)) == one["lines"].splitlines()


@each
def test_warnings(one: dict[str, Any], tmp_path: Path) -> None:
    """Nothing harmless is warned of, and all text is accounted for."""
    found = edition(one["blocks"], tmp_path)

    assert warnings(found) == [tuple(warned) for warned in one["warned"]]
    assert found.ledger.unaccounted() == []
