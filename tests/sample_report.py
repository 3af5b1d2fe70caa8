"""Reports of the sample dataset: as it is, beside another report, and attacked in every field."""

from __future__ import annotations

from pathlib import Path

from pipeline.dataset import Dataset, columns
from tests.sample_dataset import CELLS, dataset, source_view
from tests.written import write_report

ATTACKS = [
    "<script>document.title='taken'</script>",
    "<img src=x onerror=document.title='taken'>",
    "\" autofocus onfocus=document.title='taken' x=\"",
    "'><svg/onload=document.title='taken'>",
    "</style></script></title><iframe src=javascript:document.title='taken'>",
    "{{ 7*7 }}{% raw %}${7*7}",
    "\u202egnp.exe\u2066\x00\x1b[31m\x85",
    "javascript:document.title='taken'",
]


def written(data: Dataset, folder: Path, rows: tuple[tuple[str, ...], ...] = CELLS) -> str:
    """The main page of the report of `data`, which is written into `folder`."""
    write_report(data, source_view(rows), folder)
    return (folder / "validation.html").read_text(encoding="utf-8")


def several() -> Dataset:
    """The sample, and another report of which no file could be used."""
    made = dataset()
    row = {"document_id": "other.pdf", "report_id": "other", "role": "rejected", "format": "pdf"}
    size = {"sha256": "d" * 64, "bytes": 9, "tables_found": 0, "tables_used": 0, "error": "not a PDF file"}
    made.add("documents", [{**row, **size}])
    return made


def hostile() -> Dataset:
    """The sample with every text column of every table attacked, keys left out."""
    made = Dataset()
    attacks = " ".join(ATTACKS)
    for table, rows in dataset():
        texts = {column.name for column in columns(table) if column.kind == "string" and not column.key}
        texts -= {
            "report_id",
            "meeting_id",
            "document_id",
            "source_document",
            "table",
            "record",
            "field",
            "role",
        }
        texts -= {"severity", "sha256", "format"}
        made.add(table, ({n: attacks if n in texts else v for n, v in row.items()} for row in rows))
    return made


def attacked_rows() -> tuple[tuple[str, ...], ...]:
    """The source of the sample with every cell attacked."""
    return tuple(tuple(f"{cell} {' '.join(ATTACKS)}" for cell in row) for row in CELLS)
