"""Write the labelled corpus: documents with tables of few or no rules, and pages that hold none.

    python -m benchmarks.corpus FOLDER [--documents 96] [--seed 2013]

FOLDER gets `tuned/` and `held-out/`, two thirds and one third of the documents, each a PDF with its
JSON label beside it (form: `tables.py`). The held-out part has subjects and looks of its own beside
those that both parts have. Needs reportlab, Chromium and LibreOffice.
"""

from __future__ import annotations

import json
from pathlib import Path
from random import Random

import click

from benchmarks.table_corpus.drawn import print_typewriter, print_with_reportlab
from benchmarks.table_corpus.markup import print_with_chromium, print_with_libreoffice
from benchmarks.table_corpus.model import LabelTable, Sheet, tables_of
from benchmarks.table_corpus.sheets import sheet_of


def label_of(tables: list[LabelTable]) -> dict[str, object]:
    """The JSON label of a document's tables."""
    return {
        "tables": [
            {
                "cells": [
                    {
                        "row": c.row,
                        "column": c.column,
                        "row_span": c.row_span,
                        "col_span": c.col_span,
                        "text": c.text + c.mark,
                    }
                    for c in table.cells
                    if c.text
                ]
            }
            for table in tables
        ]
    }


def write(folder: Path, documents: int, seed: int) -> None:
    """Make and print all documents."""
    sheets: list[tuple[Sheet, Path]] = []
    for number in range(documents):
        held_out = number % 3 == 2
        sheet = sheet_of(Random(f"{seed}/{number}"), number, held_out=held_out)  # noqa: S311 - no secret
        part = folder / ("held-out" if held_out else "tuned")
        part.mkdir(parents=True, exist_ok=True)
        sheets.append((sheet, part / f"{sheet.name}.pdf"))
    for sheet, pdf in sheets:
        tables = tables_of(sheet.blocks)
        if sheet.printer == "typewriter":
            tables = print_typewriter(sheet, pdf, Random(f"{seed}/{sheet.name}"))  # noqa: S311 - no secret
        elif sheet.printer == "reportlab":
            print_with_reportlab(sheet, pdf)
        pdf.with_suffix(".json").write_text(
            json.dumps(label_of(tables), ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
        )
    print_with_chromium([pair for pair in sheets if pair[0].printer == "chromium"])
    print_with_libreoffice([pair for pair in sheets if pair[0].printer == "libreoffice"])


@click.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.option("--documents", default=96, show_default=True)
@click.option("--seed", default=2013, show_default=True)
def main(folder: Path, documents: int, seed: int) -> None:
    """Write the labelled corpus into FOLDER."""
    write(folder, documents, seed)
    print(f"{documents} documents in {folder}")


if __name__ == "__main__":
    main()
