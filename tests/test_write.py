"""The whole output: which files, the same bytes everywhere, and all or nothing."""

from __future__ import annotations

import errno
import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.dataset import TABLES
from pipeline.findings import PipelineError
from pipeline.write.overview import overview
from tests.sample_dataset import dataset, source_view
from tests.written import write_dataset

FILES = sorted(
    [
        "codebook.md",
        "csv/overview.csv",
        "datapackage.json",
        "validation.html",
        "validation.json",
        "wsis.xlsx",
        *(f"csv/{table}.csv" for table in TABLES),
        *(f"parquet/{table}.parquet" for table in TABLES),
    ]
)
ROOT = Path(__file__).parents[1]
AGAIN = """
import sys
from pathlib import Path
from tests.sample_dataset import dataset, source_view
from tests.written import write_dataset
write_dataset(dataset(), source_view(), Path(sys.argv[1]))
"""


def hashes(folder: Path) -> dict[str, str]:
    """The hash of each file under `folder`."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample, written."""
    folder = tmp_path_factory.mktemp("write") / "output"
    write_dataset(dataset(), source_view(), folder)
    return folder


def test_the_files_of_the_contract_are_written_and_named(output: Path) -> None:
    """No more and no fewer, and what `write` gives are their names."""
    again = write_dataset(dataset(), source_view(), output)
    assert again == sorted(again)
    assert sorted(path.relative_to(output).as_posix() for path in again) == FILES
    assert sorted(hashes(output)) == FILES


def test_the_same_bytes_in_another_place_zone_locale_and_hash_seed(output: Path, tmp_path: Path) -> None:
    """Nothing of the machine is in the files."""
    (tmp_path / "elsewhere").mkdir()
    environment = os.environ | {
        "TZ": "Asia/Tokyo",
        "LC_ALL": "C",
        "PYTHONHASHSEED": "7",
        "PYTHONPATH": str(ROOT),
        "HOME": "/nowhere",
    }
    subprocess.run(
        [sys.executable, "-c", AGAIN, tmp_path / "other"],
        check=True,
        env=environment,
        cwd=tmp_path / "elsewhere",
    )
    assert hashes(tmp_path / "other") == hashes(output)


@pytest.mark.parametrize(
    "writer",
    [
        "pipeline.write.csv.csv_rows",
        "pipeline.write.parquet.ParquetTable.add",
        "pipeline.write.package.write_package",
        "pipeline.write.workbook.WorkbookFile.add",
        "pipeline.write.codebook.write_codebook",
        "pipeline.write.report.render",
    ],
)
def test_a_full_disk_leaves_the_previous_output(
    writer: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whichever file does not fit: the old ones are whole, nothing else is left, and one line says why."""

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    output = tmp_path / "output"
    output.mkdir()
    (output / "wsis.xlsx").write_text("old")
    monkeypatch.setattr(writer, full)
    with pytest.raises(PipelineError, match="the disk is full"):
        write_dataset(dataset(), source_view(), output)
    assert (output / "wsis.xlsx").read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["output"]


def test_pages_of_reports_that_are_gone_go(tmp_path: Path) -> None:
    """What an earlier run with more reports wrote is ours; a note beside it is not."""
    output = tmp_path / "output"
    (output / "validation").mkdir(parents=True)
    (output / "validation" / "gone.html").write_text("old")
    (output / "note.txt").write_text("mine")
    write_dataset(dataset(), source_view(), output)
    assert sorted(hashes(output)) == sorted([*FILES, "note.txt"])
    assert not (output / "validation").exists()


def test_a_machine_that_cannot_draw_has_a_report_without_pictures(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The page says so and shows the numbers."""
    monkeypatch.setattr("pipeline.write.report.charts.sys.executable", "false")
    write_dataset(dataset(), source_view(), tmp_path / "output")
    page = (tmp_path / "output" / "validation.html").read_text(encoding="utf-8")
    assert page.count("The picture could not be drawn") == 4


def test_no_library_of_a_format_loads_before_it_is_written() -> None:
    """The program starts at once."""
    code = (
        "import sys, pipeline.write\n"
        "heavy = {'pandas', 'pyarrow', 'xlsxwriter', 'jinja2', 'vl_convert'}\n"
        "sys.exit(', '.join(heavy & set(sys.modules)) or 0)"
    )
    run = subprocess.run([sys.executable, "-c", code], check=False, capture_output=True, cwd=ROOT)
    assert (run.returncode, run.stderr) == (0, b"")


def test_the_overview_joins_what_belongs_to_a_meeting() -> None:
    """One row per meeting, in order, names and addresses joined; nothing is missing, not empty."""
    first, second = overview(dataset())
    assert first["facilitators"] == (
        "United Nations Development Programme; "
        "United Nations Educational, Scientific and Cultural Organization"
    )
    assert (first["co_facilitators"], first["chairs"], first["links"]) == (None, None, None)
    assert (second["chairs"], second["links"]) == ("Ada Lovelace", "http://www.itu.int/osg/spu?a=1&b=2")
