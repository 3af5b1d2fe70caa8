"""Dataset to files: each report gives its portion of every file, portions are put together in a temporary
folder, which takes the output's place in the end."""

from __future__ import annotations

import hashlib
import pickle
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, BinaryIO, cast

from pipeline.dataset import TABLES, VIEWS, Dataset, Row
from pipeline.ledger import Ledger
from pipeline.model import Document, PagePicture, ReportId
from pipeline.store import Place
from pipeline.write.place import replacement
from pipeline.write.publication import publication

if TYPE_CHECKING:
    from pipeline.write.report import PagePortion
    from pipeline.write.report.facts import Run

_PAGES = "validation"
_FOLDERS = frozenset({"csv", "parquet"})
_FILES = frozenset(
    {
        *(f"csv/{name}.csv" for name in (*TABLES, *VIEWS)),
        *(f"parquet/{name}.parquet" for name in TABLES),
        "codebook.md",
        "datapackage.json",
        "validation.html",
        "validation.json",
        "wsis.xlsx",
    }
)
_OF_A_SOURCE = "document_id", "title", "sha256"
"""What the package tells of each document, and so stays in memory."""
_SPOOL = ".spool"
"""The folder within the temporary one for what is not yet in its place."""


@dataclass(frozen=True, slots=True)
class SourceView:
    """One report's source rendition as it was read, for the report that a person reads, and the pictures of
    its pages."""

    document: Document
    ledger: Ledger
    pictures: tuple[PagePicture, ...] = ()


@dataclass(frozen=True, slots=True)
class Portion:
    """One report's share of every file: its rows by table and view, and the same rows as the files have
    them."""

    rows: Mapping[str, list[Row]]
    csv: Mapping[str, bytes]
    parquet: Mapping[str, bytes]
    page: PagePortion


def portion_of(dataset: Dataset, source: SourceView | None, run: Run) -> Portion:
    """The portion of the one report whose rows are in `dataset`."""
    # the libraries of a format load when it is written, not when the program starts
    from pipeline.write.csv import csv_rows
    from pipeline.write.overview import overview
    from pipeline.write.parquet import arrow_rows
    from pipeline.write.report import page_of

    rows = {**dataset.tables, "overview": overview(dataset)}
    return Portion(
        rows=rows,
        csv={name: csv_rows(name, of_table) for name, of_table in rows.items()},
        parquet={name: arrow_rows(name, of_table) for name, of_table in dataset},
        page=page_of(dataset, (source.document, source.ledger, source.pictures) if source else None, run),
    )


def save_portion(portion: Portion, report_id: ReportId, folder: Path) -> Path:
    """Put `portion` into a file in `folder`, for `load_portion`."""
    path = folder / f"{hashlib.sha256(report_id.encode()).hexdigest()}.portion"
    path.write_bytes(pickle.dumps(portion, protocol=5))
    return path


def load_portion(path: Path) -> Portion:
    """The portion in the file at `path`, which is gone then."""
    portion = cast("Portion", pickle.loads(path.read_bytes()))  # noqa: S301 - written by a process of this run
    path.unlink()
    return portion


@contextmanager
def writing(output: Place, run: Run, about: Mapping[str, object]) -> Iterator[DatasetWriter]:
    """A writer for the portions of the reports of `run`, in their order; where the block ends, what was
    written takes the place of what `output` held.

    `about` has what only the publisher knows of the package (`licenses`, `contributors`). Files in `output`
    that no run writes stay. Raises PipelineError, with `output` as it was before, where the system does
    not let us write, or another run writes there; what a store promises, `docs/scale.md` says.
    """
    with _new_folder(output) as folder:
        spool = folder / _SPOOL
        spool.mkdir()
        with ExitStack() as stack:
            writer = DatasetWriter(folder, spool, run, stack)
            yield writer
            writer.finish(about)
        for path in spool.iterdir():
            path.unlink()
        spool.rmdir()


def _new_folder(output: Place) -> AbstractContextManager[Path]:
    return replacement(output, _is_ours) if isinstance(output, Path) else publication(output, _is_ours)


def _is_ours(name: PurePosixPath) -> bool:
    is_page = str(name.parent) == _PAGES and name.suffix == ".html"
    return is_page or str(name) in {_PAGES, *_FOLDERS, *_FILES}


class DatasetWriter:
    """The files of a dataset, made in `folder` portion by portion.

    `spool` is a folder for parts of them; what is open is closed by `stack`. In the end, `files` are the
    paths of all, relative to `folder`, in order of name.
    """

    def __init__(self, folder: Path, spool: Path, run: Run, stack: ExitStack) -> None:
        from pipeline.write.csv import csv_head
        from pipeline.write.parquet import ParquetTable
        from pipeline.write.report import RunReport
        from pipeline.write.workbook import WorkbookFile

        self.spool = spool
        self.files: tuple[Path, ...] = ()
        self._folder = folder
        for name in _FOLDERS:
            (folder / name).mkdir()
        self._csv: dict[str, BinaryIO] = {}
        for name in (*TABLES, *VIEWS):
            self._csv[name] = stack.enter_context((folder / "csv" / f"{name}.csv").open("wb"))
            self._csv[name].write(csv_head(name))
        self._parquet = {
            name: stack.enter_context(ParquetTable(name, folder / "parquet" / f"{name}.parquet"))
            for name in TABLES
        }
        self._workbook = stack.enter_context(WorkbookFile(folder / "wsis.xlsx"))
        self._latest: Mapping[str, list[Row]] = {}
        """Rows that are put into the workbook while others are read, the last ones while pictures are
        drawn."""
        self._report = RunReport(folder, spool, run, stack)
        self._sources: list[Row] = []
        self._counts: Counter[str] = Counter(dict.fromkeys((*TABLES, *VIEWS), 0))

    def add(self, portion: Portion) -> None:
        """Write the portion of the next report."""
        for name, rows in portion.rows.items():
            self._csv[name].write(portion.csv[name])
            self._counts[name] += len(rows)
        for name, batch in portion.parquet.items():
            self._parquet[name].add(batch)
        self._workbook.add(self._latest)
        self._latest = portion.rows
        self._report.add(portion.page)
        documents = portion.rows["documents"]
        self._sources.extend({name: row[name] for name in _OF_A_SOURCE} for row in documents)

    def finish(self, about: Mapping[str, object]) -> None:
        """Write what is about all portions together."""
        from pipeline.write.codebook import write_codebook
        from pipeline.write.package import write_package

        with self._report.finishing():
            for file in self._csv.values():
                file.close()
            for table in self._parquet.values():
                table.close()
            write_package(self._counts, self._sources, about, self._folder)
            self._workbook.add(self._latest)
            self._workbook.close()
            write_codebook(self._folder / "codebook.md")
        paths = (path.relative_to(self._folder) for path in self._folder.rglob("*") if path.is_file())
        self.files = tuple(sorted(path for path in paths if path.parts[0] != _SPOOL))
