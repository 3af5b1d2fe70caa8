"""Dataset to files: everything is made in a temporary folder, which takes the output's place in the end."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from types import MappingProxyType

from pipeline.dataset import TABLES, VIEWS, Dataset
from pipeline.ledger import Ledger
from pipeline.model import Document
from pipeline.write.place import replacement

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


@dataclass(frozen=True, slots=True)
class SourceView:
    """One report's source rendition as it was read, for the report that a person reads."""

    document: Document
    ledger: Ledger


def write(
    dataset: Dataset,
    sources: Sequence[SourceView],
    output: Path,
    about: Mapping[str, object] = MappingProxyType({}),
) -> list[Path]:
    """Put the dataset in the place of what `output` held, and give the files written, in order of name.

    `about` has what only the publisher knows of the package (`licenses`, `contributors`). Files in `output`
    that no run writes stay. Raises PipelineError, with `output` as it was before, where the system does
    not let us write.
    """
    with replacement(output, _is_ours) as folder:
        _write(dataset, sources, about, folder)
        names = sorted(path.relative_to(folder) for path in folder.rglob("*") if path.is_file())
    return [output / name for name in names]


def _is_ours(name: PurePosixPath) -> bool:
    return str(name) in _FOLDERS | _FILES or name.match("validation/*.html") or str(name) == "validation"


def _write(
    dataset: Dataset, sources: Sequence[SourceView], about: Mapping[str, object], folder: Path
) -> None:
    # the libraries of a format load when it is written, not when the program starts
    from pipeline.write.codebook import write_codebook
    from pipeline.write.csv import write_csv
    from pipeline.write.overview import overview
    from pipeline.write.package import write_package
    from pipeline.write.parquet import write_parquet
    from pipeline.write.report import report_of
    from pipeline.write.workbook import write_workbook

    with report_of(dataset) as report:
        for name in _FOLDERS:
            (folder / name).mkdir()
        for table, rows in dataset:
            write_csv(table, rows, folder / "csv" / f"{table}.csv")
            write_parquet(table, rows, folder / "parquet" / f"{table}.parquet")
        view = overview(dataset)
        write_csv("overview", view, folder / "csv" / "overview.csv")
        write_package(dataset, about, folder)
        write_workbook(dataset, view, folder / "wsis.xlsx")
        write_codebook(folder / "codebook.md")
        report.write({each.document.document_id: (each.document, each.ledger) for each in sources}, folder)
