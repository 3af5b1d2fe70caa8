"""Write the labelled corpus: documents with tables of few or no rules, and pages that hold none.

    python -m benchmarks.corpus FOLDER [--documents 96] [--per-kind 8] [--seed 2013]

FOLDER gets `tuned/` and `held-out/`, each document a PDF with its JSON label beside it (form:
`tables.py`). `--documents` mixes subjects, looks and printers, a third of them held out; `--per-kind`
makes so many of each kind in `table_corpus/kinds.py`, which says what is held out. The held-out parts
have subjects and looks of their own. Needs reportlab, python-docx, Chromium and LibreOffice.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import get_args

import click

from benchmarks.table_corpus.drawn import print_with_reportlab
from benchmarks.table_corpus.kinds import KINDS, kind_sheet
from benchmarks.table_corpus.markup import print_with_chromium, print_with_libreoffice
from benchmarks.table_corpus.model import LabelTable, Printer, Sheet, tables_of
from benchmarks.table_corpus.sheets import sheet_of
from benchmarks.table_corpus.typeset import print_typeset
from benchmarks.table_corpus.typewriter import print_typewriter
from benchmarks.table_corpus.word import print_word


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


def sheets_of(documents: int, per_kind: int, seed: int) -> Iterator[Sheet]:
    """All documents, before they are printed."""
    for number in range(documents):
        held_out = number % 3 == 2
        yield sheet_of(Random(f"{seed}/{number}"), number, held_out=held_out)  # noqa: S311 - no secret
    for name in KINDS:
        for number in range(1, per_kind + 1):
            yield kind_sheet(name, Random(f"{seed}/{name}/{number}"), number)  # noqa: S311 - no secret


def write(folder: Path, documents: int, per_kind: int, seed: int) -> int:
    """Make and print all documents; gives how many there are."""
    printed: dict[Printer, list[tuple[Sheet, Path]]] = {printer: [] for printer in get_args(Printer)}
    for sheet in sheets_of(documents, per_kind, seed):
        part = folder / ("held-out" if sheet.held_out else "tuned")
        part.mkdir(parents=True, exist_ok=True)
        pdf = part / f"{sheet.name}.pdf"
        printed[sheet.printer].append((sheet, pdf))
        tables = tables_of(sheet.blocks)
        if sheet.printer == "typewriter":
            tables = print_typewriter(sheet, pdf, Random(f"{seed}/{sheet.name}"))  # noqa: S311 - no secret
        elif sheet.printer == "reportlab":
            print_with_reportlab(sheet, pdf)
        elif sheet.printer == "typeset":
            print_typeset(sheet, pdf)
        pdf.with_suffix(".json").write_text(
            json.dumps(label_of(tables), ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
        )
    print_with_chromium(printed["chromium"])
    print_with_libreoffice(printed["libreoffice"])
    print_word(printed["word"])
    return sum(map(len, printed.values()))


@click.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.option("--documents", default=96, show_default=True)
@click.option("--per-kind", default=8, show_default=True)
@click.option("--seed", default=2013, show_default=True)
def main(folder: Path, documents: int, per_kind: int, seed: int) -> None:
    """Write the labelled corpus into FOLDER."""
    print(f"{write(folder, documents, per_kind, seed)} documents in {folder}")


if __name__ == "__main__":
    main()
