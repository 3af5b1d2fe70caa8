"""The data package and the codebook: what they say of the files is true."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow.parquet as pq
import pytest
from frictionless import Package

from pipeline import __version__
from pipeline.dataset import TABLES, VIEWS, columns
from pipeline.write.codebook import write_codebook
from tests.sample_dataset import dataset, source_view
from tests.written import write_dataset


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample, written."""
    folder = tmp_path_factory.mktemp("package") / "output"
    write_dataset(dataset(), source_view(), folder, {"licenses": [{"name": "CC0-1.0"}]})
    return folder


@pytest.fixture(scope="module")
def package(output: Path) -> dict[str, Any]:
    """The descriptor."""
    loaded: dict[str, Any] = json.loads((output / "datapackage.json").read_text(encoding="utf-8"))
    return loaded


def test_frictionless_finds_no_fault(output: Path) -> None:
    """Every file's size and hash; every CSV's types, constraints, primary and foreign keys."""
    report = Package(str(output / "datapackage.json")).validate()
    assert report.flatten(["name", "type", "note"]) == []
    assert report.stats["tasks"] == 2 * len(TABLES) + len(VIEWS)


@pytest.mark.parametrize(
    ("spoil", "fault"),
    [
        (lambda text: text.replace("approximate", "guessed"), "constraint-error"),
        (lambda text: text.replace("2006-05-11,", "11 May,"), "type-error"),
        (lambda text: text.replace("cluster-2006.docx", "other.docx"), "foreign-key"),
        (lambda text: text.replace("cluster-2006/c5", "cluster-2006/c4"), "primary-key"),
        (lambda text: text.replace("Confidence", ""), "constraint-error"),
    ],
    ids=["enumeration", "type", "foreign key", "primary key", "missing"],
)
def test_frictionless_finds_a_fault(
    output: Path, tmp_path: Path, spoil: Callable[[str], str], fault: str
) -> None:
    """The schema is strict enough to notice what a checker should notice."""
    descriptor = json.loads((output / "datapackage.json").read_text(encoding="utf-8"))
    descriptor["resources"] = [each for each in descriptor["resources"] if each["format"] == "csv"]
    for resource in descriptor["resources"]:
        del resource["bytes"], resource["hash"]
        path = tmp_path / resource["path"]
        path.parent.mkdir(exist_ok=True)
        content = (output / resource["path"]).read_bytes().decode()
        path.write_bytes((spoil(content) if resource["name"] == "meetings" else content).encode())
    (tmp_path / "datapackage.json").write_text(json.dumps(descriptor), encoding="utf-8")
    found = Package(str(tmp_path / "datapackage.json")).validate().flatten(["type"])
    assert [fault] in found


def test_each_file_is_described(output: Path, package: dict[str, Any]) -> None:
    """CSV and Parquet of every table, with size, hash, number of rows and all columns."""
    described = {resource["path"]: resource for resource in package["resources"]}
    files = [path for folder in ("csv", "parquet") for path in (output / folder).iterdir()]
    assert sorted(described) == sorted(path.relative_to(output).as_posix() for path in files)
    for path in files:
        resource = described[path.relative_to(output).as_posix()]
        content = path.read_bytes()
        assert resource["bytes"] == len(content)
        assert resource["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
        assert [field["name"] for field in resource["schema"]["fields"]] == [
            column.name for column in columns(path.stem)
        ]
        rows = pq.read_metadata(path).num_rows if path.suffix == ".parquet" else len(pd.read_csv(path))
        assert resource["rowCount"] == rows


def test_the_package_names_its_sources_and_its_version(package: dict[str, Any]) -> None:
    """Each document with its hash; the publisher's own words; names that the standard allows."""
    assert package["version"] == __version__
    assert package["licenses"] == [{"name": "CC0-1.0"}]
    assert [source["hash"] for source in package["sources"]] == [f"sha256:{letter * 64}" for letter in "abc"]
    assert package["$schema"] == "https://datapackage.org/profiles/2.0/datapackage.json"
    assert {resource.get("type", "table") for resource in package["resources"]} == {"table"}


def test_the_codebook_has_every_table_and_column(tmp_path: Path) -> None:
    """In order, with type, meaning and allowed values."""
    write_codebook(tmp_path / "codebook.md")
    text = (tmp_path / "codebook.md").read_text(encoding="utf-8")
    sections = text.split("\n## ")[1:]
    assert [section.split("\n", 1)[0] for section in sections] == [*TABLES, *VIEWS]
    for section in sections:
        table = section.split("\n", 1)[0]
        lines = [line for line in section.split("\n") if line.startswith("| `")]
        assert len(lines) == len(columns(table))
        for line, column in zip(lines, columns(table), strict=True):
            assert line.startswith(f"| `{column.name}` | {column.kind} | ")
            assert column.meaning.replace("|", r"\|") in line
            assert all(f"`{value}`" in line for value in column.enum)
            assert ("*may be missing*" in line) is not column.required


def test_a_row_of_the_codebook_has_the_cells_of_its_header(tmp_path: Path) -> None:
    """A stroke within a cell does not part it."""
    write_codebook(tmp_path / "codebook.md")
    lines = (tmp_path / "codebook.md").read_text(encoding="utf-8").split("\n")
    rows = [line for line in lines if line.startswith("|")]
    assert {line.replace(r"\|", "").count("|") for line in rows} == {7}
