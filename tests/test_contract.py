"""What comes out keeps its contract, as a stranger with other tools finds it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from pipeline.__main__ import main
from pipeline.dataset import TABLES, columns
from tests.contract import CHECKS
from tests.contract.output import Output
from tests.contract.tables import CONTRACT

Check = Callable[[Output], Iterator[str]]
TESTS = Path(__file__).parent
GOLDEN = sorted(path for path in (TESTS / "golden").glob("*/*") if path.suffix in {".docx", ".pdf", ".txt"})
RAW = sorted(path for path in (TESTS.parent / "raw").iterdir() if path.suffix != ".md")
HOSTILE = {"empty.pdf": b"", "false.docx": b"no Word file", "prose.txt": b"No table.\n"}
HOSTILE["costs.txt"] = b"\tBudget line\n\tAmount\n\n\tTravel\n\t100\n\n\tStaff\n\t200\n\n"
HOSTILE["unfilled.txt"] = b"\tAction Line\n\tFacilitator\n\tThemes\n\n\t\n\t\n\t\n\n"


def written(folder: Path, reports: Sequence[Path], others: Mapping[str, bytes]) -> Output:
    """The dataset of a folder with these files."""
    raw = folder / "raw"
    raw.mkdir()
    for path in reports:
        shutil.copyfile(path, raw / path.name)
    for name, content in others.items():
        (raw / name).write_bytes(content)
    run = CliRunner().invoke(main, ["extract", str(raw), "--output", str(folder / "output")])
    assert run.exit_code == 0, run.output
    return Output(raw, folder / "output")


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Output:
    """The dataset of the first report."""
    return written(tmp_path_factory.mktemp("first"), RAW, {})


@pytest.fixture(scope="module")
def golden(tmp_path_factory: pytest.TempPathFactory) -> Output:
    """The dataset of the golden reports beside files that are to be rejected."""
    return written(tmp_path_factory.mktemp("golden"), GOLDEN, HOSTILE)


@pytest.mark.parametrize("folder", ["first", "golden"])
@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_the_output_keeps_the_contract(folder: str, check: Check, request: pytest.FixtureRequest) -> None:
    """Files, forms, keys, order, values and places are as the contract says."""
    assert list(check(request.getfixturevalue(folder))) == []


def test_a_rejected_file_that_could_be_read_has_its_tables(golden: Output) -> None:
    """Whether it holds no table of meetings, or one without a meeting."""
    rows = {row["document_id"]: row for row in golden.tables["documents"]}
    assert [(rows[name]["role"], rows[name]["tables_found"]) for name in HOSTILE] == [
        ("rejected", 0),
        ("rejected", 0),
        ("rejected", 0),
        ("rejected", 1),
        ("rejected", 1),
    ]
    assert rows["unfilled.txt"]["error"] == "its table of meetings has no row that is a meeting"


def test_the_definition_has_the_tables_of_the_contract() -> None:
    """A change to a name, a type, a key, or what may be missing is a change of the contract."""
    defined = {
        table: [(each.name, each.kind, each.key, each.required) for each in columns(table)]
        for table in TABLES
    }
    assert defined == {table: [tuple(each[:4]) for each in fields] for table, fields in CONTRACT.items()}
    assert list(defined) == list(CONTRACT)


@pytest.mark.parametrize(
    ("path", "old", "new", "found_by"),
    [
        ("csv/meetings.csv", b"\r\n", b"\n", {"csv_form", "package"}),
        ("csv/meetings.csv", b"2006-05-16,", b"16.05.2006,", {"csv_form", "parquet_form", "package"}),
        ("csv/people.csv", b"chair", b"boss", {"csv_form", "parquet_form", "package"}),
        ("csv/overview.csv", b"; ", b", ", {"package", "overview"}),
        ("codebook.md", b"co-facilitator", b"assistant", {"codebook"}),
        ("datapackage.json", b"integer", b"number", {"package"}),
    ],
)
def test_the_checker_notices(
    first: Output, tmp_path: Path, path: str, old: bytes, new: bytes, found_by: set[str]
) -> None:
    """A spoiled file is found by every check that reads it."""
    shutil.copytree(first.folder, tmp_path / "output")
    spoiled = tmp_path / "output" / path
    content = spoiled.read_bytes()
    assert old in content
    spoiled.write_bytes(content.replace(old, new))
    there = replace(first, folder=tmp_path / "output")
    assert {each.__name__ for each in CHECKS if each.__name__ in found_by and list(each(there))} == found_by
