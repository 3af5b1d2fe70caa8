"""How many values of a report come out of its prints as they do of its Word file.

    python benchmarks/prints.py [report.docx ...] [--prints 12] [--seed 0] [--browser] [--keep FOLDER]

Each Word file is printed with LibreOffice (`--browser`: as a web page, by Chromium) on several papers, in
several font sizes, margins, column widths and kinds of lines, each of them as often as the others; `--seed`
chooses other combinations. Every value of each print's dataset is held against that of the Word file as
`reconcile` does. Printed are the values that agree, of all; for each print that has others the records that
differ; and by the kind of lines the prints without any, and the mean share of a print's values that agree.
"""

from __future__ import annotations

import random
import shutil
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from statistics import mean
from typing import TypeVar

import click

ROOT = Path(__file__).resolve().parent.parent
sys.path[0] = str(ROOT)  # not this folder: names in it are libraries' too

from pipeline.documents import document_row  # noqa: E402 - needs the path above
from pipeline.findings import ReadError  # noqa: E402
from pipeline.interpret import Interpretation, interpret, load_knowledge  # noqa: E402
from pipeline.model import DocumentId, ReportId  # noqa: E402
from pipeline.read import ReadOptions, read  # noqa: E402
from pipeline.reconcile import reconcile  # noqa: E402
from tests import word_prints  # noqa: E402
from tests.word_prints import Lines, Print  # noqa: E402

_PAPERS = ("a4", "letter", "a4", "letter", "a5")
_POINTS = (8.0, 9.0, 10.0, 11.0, 12.0)
_MARGINS = (8.0, 15.0, 25.0)
_WEIGHTS: tuple[tuple[int, ...], ...] = ((), (1,), (1, 2), (3, 2, 2, 4), (2, 1, 1, 3, 3, 1))
_LINES: tuple[Lines, ...] = ("own", "all", "level", "shading", "none")
_SECONDS = 600  # for LibreOffice to print the files of one call
_AT_ONCE = 100  # it stops at about 250
_SHOWN = 40  # differences of a print
_WIDTH, _BEFORE = 60, 25  # characters shown of a value, and those of them before the first difference

_Level = TypeVar("_Level")


@dataclass(frozen=True, slots=True)
class Comparison:
    """How many values of a print agree, of how many, and those that do not; or why it could not be read."""

    agreeing: int = 0
    values: int = 0
    differences: tuple[tuple[str, str, str, str], ...] = ()
    rejected: str = ""

    @property
    def share(self) -> float:
        """The share of the values that agree; none of a file that could not be read do."""
        return self.agreeing / self.values if self.values else 0.0


@click.command()
@click.argument("reports", nargs=-1, type=click.Path(exists=True, path_type=Path))
@click.option("--prints", default=12, help="Prints of each report.")
@click.option("--seed", default=0, help="Chooses the combinations.")
@click.option("--lines", multiple=True, default=_LINES, help="Kinds of lines to print.")
@click.option("--browser", is_flag=True, help="Print with Chromium instead of LibreOffice.")
@click.option("--keep", type=click.Path(path_type=Path), help="A folder to leave the prints in.")
def main(
    reports: tuple[Path, ...],
    prints: int,
    seed: int,
    keep: Path | None,
    lines: tuple[Lines, ...],
    *,
    browser: bool,
) -> None:
    """Print the table."""
    chosen = reports or (*sorted(ROOT.glob("raw/*.docx")), *sorted(ROOT.glob("tests/golden/*/*.docx")))
    with tempfile.TemporaryDirectory() as temporary:
        folder = keep or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        made = {
            (report, how): folder / f"{report.stem}-{number:02d}.pdf"
            for report in chosen
            for number, how in enumerate(ways(prints, lines, f"{seed} {report.stem}"), 1)
        }
        (_print_pages if browser else _print_files)(made, folder)
        with ProcessPoolExecutor(2) as pool:
            compared = pool.map(compare, [report for report, _ in made], made.values())
            results = list(zip(made.items(), compared, strict=True))
    _show(results)


def ways(count: int, lines: Sequence[Lines], seed: str) -> list[Print]:
    """That many combinations, in which each paper, size, margin, width and kind of line comes up as often."""
    choice = random.Random(seed)  # noqa: S311 - no secret
    return [
        Print(*levels)
        for levels in zip(
            _spread(_PAPERS, count, choice),
            _spread((True, False), count, choice),
            _spread(_POINTS, count, choice),
            _spread(_MARGINS, count, choice),
            _spread(_WEIGHTS, count, choice),
            _spread(lines, count, choice),
            _spread((True, True, False), count, choice),
            strict=True,
        )
    ]


def _spread(levels: Sequence[_Level], count: int, choice: random.Random) -> list[_Level]:
    repeated = [levels[n % len(levels)] for n in range(count)]
    choice.shuffle(repeated)
    return repeated


def _print_files(made: dict[tuple[Path, Print], Path], folder: Path) -> None:
    program = shutil.which("soffice")
    if program is None:
        message = "LibreOffice is not installed"
        raise click.ClickException(message)
    files = []
    for (report, how), pdf in made.items():
        files.append(pdf.with_suffix(".docx"))
        files[-1].write_bytes(word_prints.restyled(report.read_bytes(), how))
    for start in range(0, len(files), _AT_ONCE):
        word_prints.print_with_libreoffice(program, files[start : start + _AT_ONCE], folder, _SECONDS)


def _print_pages(made: dict[tuple[Path, Print], Path], folder: Path) -> None:
    program = word_prints.browser()
    if program is None:
        message = "Chromium is not installed"
        raise click.ClickException(message)
    for (report, how), pdf in made.items():
        page = pdf.with_suffix(".html")
        document = read(report, DocumentId(report.name), ReadOptions())
        page.write_text(word_prints.as_html(document, how), encoding="utf-8")
        word_prints.print_with_browser(program, page, folder)


def compare(report: Path, pdf: Path) -> Comparison:
    """The values of a print beside those of the Word file."""
    source = _interpretation(report)
    try:
        other = _interpretation(pdf)
    except ReadError as error:
        return Comparison(rejected=str(error))
    name = ReportId(report.stem)
    rows = [document_row(name, one.document, one.selection, one.readings) for one in (source, other)]
    compared, _ = reconcile(name, source.dataset, other.dataset, *rows)
    values = compared["reconciliation"]
    differences = [row for row in values if not row["agrees"]]
    return Comparison(
        len(values) - len(differences),
        len(values),
        tuple(
            (
                f"{row['table']} {row['record']}",
                str(row["field"]),
                str(row["source_value"]),
                str(row["value"]),
            )
            for row in differences
        ),
    )


def _interpretation(path: Path) -> Interpretation:
    document = read(path, DocumentId(path.name), ReadOptions())
    return interpret(ReportId("report"), document, load_knowledge(None))


def _show(results: Sequence[tuple[tuple[tuple[Path, Print], Path], Comparison]]) -> None:
    shares: defaultdict[Lines, list[float]] = defaultdict(list)
    for ((_, how), pdf), found in results:
        shares[how.lines].append(found.share)
        if found.rejected or found.differences:
            print(f"{found.agreeing:>5} of {found.values:<5} {pdf.stem:<36} {how}")
            print(*_differences(found), sep="\n")
    print()
    for lines, found_shares in shares.items():
        whole = sum(share == 1 for share in found_shares)
        print(
            f"{whole:>4} of {len(found_shares):<4} prints whole,"
            f" {mean(found_shares):6.1%} of the values, lines: {lines}"
        )


def _differences(found: Comparison) -> Iterator[str]:
    if found.rejected:
        yield f"      rejected: {found.rejected}"
    for record, field, mine, theirs in found.differences[:_SHOWN]:
        same = next((n for n, pair in enumerate(zip(mine, theirs, strict=False)) if pair[0] != pair[1]), 0)
        start = max(0, same - _BEFORE)
        shown = [repr(value[start : start + _WIDTH]) for value in (mine, theirs)]
        yield f"      {record} {field}: {' | '.join(shown)}"


if __name__ == "__main__":
    main()
