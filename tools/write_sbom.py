"""Write the software bill of materials of what the program runs with: CycloneDX, from `requirements/run.txt`.

    python -m tools.write_sbom FILE

The same requirements give the same bytes, so two bills can be compared.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

_ROOT = Path(__file__).resolve().parents[1]


def write_sbom(path: Path) -> None:
    """Put the bill into the file at `path`."""
    path.parent.mkdir(parents=True, exist_ok=True)
    command = [
        sys.executable, "-W", "ignore", "-m", "cyclonedx_py", "requirements", "requirements/run.txt",
        "--pyproject", "pyproject.toml", "--output-reproducible", "--output-file", str(path.resolve()),
    ]  # fmt: skip
    subprocess.run(command, check=True, cwd=_ROOT)


if __name__ == "__main__":
    write_sbom(Path(sys.argv[1]))
