"""A second writing of the output's contract, and a checker that reads the files as a stranger.

Nothing of the program's own definitions is used: tables, types and rules are typed here from the words of
the contract; files are read with csv, json, pyarrow and openpyxl, documents through the command line.
`python -m tests.contract RAW OUTPUT` prints every fault of a dataset.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from tests.contract import files, origins, rows
from tests.contract.output import Output

CHECKS: tuple[Callable[[Output], Iterator[str]], ...] = (
    *(files.file_list, files.csv_form, files.parquet_form, files.workbook, files.package, files.codebook),
    *(files.validation, rows.keys, rows.order, rows.documents, rows.identifiers, rows.times),
    *(rows.participants, rows.organisations, rows.people, rows.points, rows.links, rows.overview),
    *(
        rows.findings,
        origins.provenance,
        origins.traced,
        origins.pages,
        origins.tables_seen,
        origins.reconciliation,
    ),
)
"""Each gives a line for every fault that it finds."""
