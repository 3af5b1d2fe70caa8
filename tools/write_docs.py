"""Write the pages of `docs/` that come from the code: codebook, findings, schema of the report.

`make docs` runs it; a test fails where the pages are not what it would write.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import get_args

from pipeline.findings import Check, Severity, catalogue
from pipeline.write.codebook import write_codebook
from pipeline.write.report.facts import schema

DOCS = Path(__file__).parents[1] / "docs"

_MEANINGS: dict[Severity, str] = {
    "error": "The dataset is wrong or incomplete at this place; with `--strict` the run exits with 1.",
    "warning": "A person should look.",
    "info": "How a value came about, or something left aside that is no value.",
}
_PREFACE = """# Findings

What the pipeline tells a person: a row of `csv/findings.csv` and an entry in the validation report, with its
place and words. What stands in braces is filled in.
"""
_HEADER = "| check | what it means | what it says |\n|---|---|---|\n"


def write_docs(folder: Path) -> None:
    """Write every generated page into `folder`."""
    (folder / "schema").mkdir(parents=True, exist_ok=True)
    write_codebook(folder / "codebook.md")
    (folder / "findings.md").write_bytes(_findings().encode())
    text = json.dumps(schema(), indent=2, ensure_ascii=False)
    (folder / "schema" / "validation.schema.json").write_bytes(f"{text}\n".encode())


def _findings() -> str:
    return _PREFACE + "".join(_of(severity) for severity in get_args(Severity))


def _of(severity: Severity) -> str:
    rows = "".join(_row(check) for check in catalogue().values() if check.severity == severity)
    return f"\n## {severity}\n\n{_MEANINGS[severity]}\n\n{_HEADER}{rows}"


def _row(check: Check) -> str:
    cells = (f"`{check.name}`", check.meaning, check.message)
    return "| " + " | ".join(cell.replace("|", r"\|") for cell in cells) + " |\n"


if __name__ == "__main__":
    write_docs(DOCS)
