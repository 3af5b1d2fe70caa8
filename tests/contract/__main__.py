"""Print every fault of a dataset: `python -m tests.contract RAW OUTPUT`."""

from __future__ import annotations

import sys
from pathlib import Path

from tests.contract import CHECKS
from tests.contract.output import Output

if __name__ == "__main__":
    out = Output(Path(sys.argv[1]), Path(sys.argv[2]))
    for rule in CHECKS:
        sys.stdout.writelines(f"{rule.__name__}: {fault}\n" for fault in rule(out))
