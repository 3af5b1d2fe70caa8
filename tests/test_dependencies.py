"""What the program runs with: exact versions with hashes, known holes closed, licences that fit, a bill."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterable
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
REQUIREMENTS = ROOT / "requirements"
LINE = re.compile(r"([a-z0-9.-]+)==([^ ;\\]+)(?: ;[^\\]*)?((?: \\\n {4}--hash=sha256:[0-9a-f]{64})+)")
LICENCES = tomllib.loads((REQUIREMENTS / "licences.toml").read_text(encoding="utf-8"))
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
HOLES = re.compile(r"^\| `([a-z0-9.-]+)` \| (\S+) \|", re.MULTILINE)
SECURITY = ROOT / "docs" / "security.md"


def required(name: str) -> dict[str, list[str]]:
    """The versions of each distribution that a file of requirements names."""
    text = (REQUIREMENTS / name).read_text(encoding="utf-8")
    found: dict[str, list[str]] = {}
    for distribution, version, _ in LINE.findall(text):
        found.setdefault(distribution, []).append(version)
    lines = [line for line in text.splitlines() if line and not line.startswith((" ", "#"))]
    assert len(lines) == sum(map(len, found.values())) > 0, f"{name}: a line without hashes"
    return found


@pytest.mark.parametrize("name", ["run.txt", "dev.txt", "uv.txt"])
def test_versions_are_exact_and_hashed(name: str) -> None:
    """Nothing is installed that was not looked at."""
    assert all(version[0].isdigit() for versions in required(name).values() for version in versions)


def brought(requirements: Iterable[str]) -> set[str]:
    """The installed distributions that the requirements lead to, directly or by others."""
    found: set[tuple[str, frozenset[str]]] = set()
    waiting = [(text, frozenset[str]()) for text in requirements]
    while waiting:
        text, of = waiting.pop()
        requirement = Requirement(text)
        marker, extras = requirement.marker, frozenset(requirement.extras)
        name = canonicalize_name(requirement.name)
        wanted = marker is None or any(marker.evaluate({"extra": extra}) for extra in of or {""})
        if wanted and (name, extras) not in found:
            found.add((name, extras))
            waiting += [(each, extras) for each in metadata.requires(name) or ()]
    return {name for name, _ in found}


IN_EXTRAS = sorted(
    brought(text for extra in PROJECT["optional-dependencies"].values() for text in extra)
    - set(required("run.txt"))
)


@pytest.mark.parametrize("name", [*required("run.txt"), *IN_EXTRAS])
def test_licence_fits(name: str) -> None:
    """The installed package says its licence, and it is one of those that fit."""
    stated = metadata.metadata(name)
    expression = stated["License-Expression"]
    if expression is None:
        words, expression = LICENCES["stated"][name]
        said = (stated.get("License", ""), *(stated.get_all("Classifier") or []))
        assert words in {text.split("\n")[0].strip() for text in said}
    allowed = LICENCES["allowed"] + (LICENCES["allowed_in_extras"] if name in IN_EXTRAS else [])
    assert any(
        all(part.strip("() ") in allowed for part in choice.split(" AND "))
        for choice in expression.split(" OR ")
    ), expression


def test_licences_are_of_what_is_there() -> None:
    """No package is listed that is not required; what the extras bring was found."""
    assert set(LICENCES["stated"]) <= set(required("dev.txt"))
    assert {"distributed", "ocrmypdf", "pikepdf"} <= set(IN_EXTRAS) <= set(required("dev.txt"))


def numbers(version: str) -> tuple[int, ...]:
    """A version to compare by."""
    return tuple(map(int, re.findall(r"\d+", version)))


def test_known_holes_are_closed() -> None:
    """Each hole that `docs/security.md` names is closed by the version that is installed."""
    holes = HOLES.findall(SECURITY.read_text(encoding="utf-8"))
    versions = required("dev.txt")
    assert "pdfminer-six" in dict(holes)
    for name, closed_in in holes:
        assert all(numbers(version) >= numbers(closed_in) for version in versions[name]), name


def test_bill_of_materials(tmp_path: Path) -> None:
    """`make sbom` names every distribution with its version and hashes, and gives the same bytes again."""
    written = []
    for name in ("one.json", "two.json"):
        subprocess.run(
            [sys.executable, "-m", "tools.write_sbom", tmp_path / name],
            check=True,
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )
        written.append((tmp_path / name).read_bytes())
    assert written[0] == written[1]
    bill = json.loads(written[0])
    components = [(part["name"], part["version"]) for part in bill["components"]]
    assert bill["bomFormat"] == "CycloneDX"
    assert sorted(components) == sorted(
        (name, version) for name, versions in required("run.txt").items() for version in versions
    )
    for part in bill["components"]:
        assert any(reference.get("hashes") for reference in part["externalReferences"])
