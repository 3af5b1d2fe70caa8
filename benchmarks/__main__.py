"""Every benchmark that needs no data of the user's, one after the other, and the page of their figures.

    python -m benchmarks [--peers PYTHON] [--quick]

`make bench`. Writes `docs/benchmarks.md`, with what each benchmark printed, and the chart in it. `--peers` is
the interpreter of another environment with other readers and converters; `--quick` takes smaller corpora.
"""

from __future__ import annotations

import json
import os
import platform
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import click

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "benchmarks.md"
CHART = PAGE.with_suffix(".svg")
_INTRODUCTION = """# Measured

What `make bench` printed, in one run on one machine ({machine}).
Seconds are of that machine; what counts are the ratios, which each benchmark takes within the run.
Each section names the command that gives it again; the docstring of its module says what is measured, and
the goals.

![Documents a second, ours and those of others, by kind of corpus; the scale is logarithmic](benchmarks.svg)
"""


def printed(arguments: Sequence[object]) -> str:
    """What a benchmark prints, also shown as it comes."""
    lines: list[str] = []
    command = [sys.executable, "-m", *map(str, arguments)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        for line in process.stdout or ():
            click.echo(line, nl=False)
            lines.append(line)
    if process.returncode:
        message = f"{arguments[0]}: exit code {process.returncode}"
        raise click.ClickException(message)
    return "".join(lines)


def draw(figures: Path) -> None:
    """The chart of the whole runs' figures."""
    import vl_convert

    specification = json.loads((ROOT / "benchmarks" / "chart.vl.json").read_text("utf-8"))
    specification["data"] = {"values": json.loads(figures.read_text("utf-8"))}
    CHART.write_text(vl_convert.vegalite_to_svg(specification, vl_version="6.4"), "utf-8")


@click.command(help=__doc__)
@click.option("--peers", type=click.Path(exists=True, path_type=Path))
@click.option("--quick", is_flag=True)
def main(peers: Path | None, quick: bool) -> None:
    """Measure, and write the page."""
    others = ["--peers", peers] if peers else []
    with tempfile.TemporaryDirectory() as folder:
        figures = Path(folder) / "figures.json"
        sections: dict[str, list[object]] = {
            "Whole runs": [
                "benchmarks.whole_run",
                *(["--reports", 40, "--repeat", 1] if quick else ["--growth", "1000,10000"]),
                *others,
                "--figures",
                figures,
            ],
            "From documents to rows": ["benchmarks.interpret"],
            "Word tables": ["benchmarks.docx"],
            "PDF tables": ["benchmarks.pdf", *(["--pages", 20] if quick else ["--pages", 200]), *others],
        }
        page = [_INTRODUCTION.format(machine=f"{platform.machine()}, {os.cpu_count()} processors")]
        for title, arguments in sections.items():
            click.echo(f"\n{title}")
            shown = [each for each in arguments if each not in {"--figures", figures}]
            command = " ".join("PYTHON" if each == peers else str(each) for each in shown)
            page.append(f"## {title}\n\n    python -m {command}\n\n```text\n{printed(arguments)}```\n")
        draw(figures)
    PAGE.write_text("\n".join(page), "utf-8")


if __name__ == "__main__":
    main()
