"""A real scheduler and two nodes on this machine: whatever becomes of the nodes, every task has a result."""

from __future__ import annotations

import importlib.util
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from pipeline.execute.cluster import Cluster, distribute
from pipeline.execute.supervisor import Limits
from pipeline.run import Options, extract
from tests.lost_nodes import OnceLost, Unlucky

ROOT = Path(__file__).parents[1]
REPORT = ROOT / "raw" / "wsis-cluster-2006.txt"
LIMITS = Limits(seconds=30.0)

needs_extra = pytest.mark.skipif(
    importlib.util.find_spec("distributed") is None, reason="needs pip install '.[cluster]'"
)


@pytest.fixture(scope="module")
def scheduler(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a scheduler with two nodes of one thread; a task may cost two nodes."""
    folder = tmp_path_factory.mktemp("cluster")
    file = folder / "scheduler.json"
    here = ["--host", "127.0.0.1", "--no-dashboard", "--scheduler-file", str(file)]
    nodes = ["--nworkers", "2", "--nthreads", "1", "--local-directory", str(folder)]
    environment = os.environ | {
        "PYTHONPATH": str(ROOT),
        "DASK_DISTRIBUTED__WORKER__DAEMON": "False",
        "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "1",
    }
    with ExitStack() as stack:
        for name, options in (("scheduler", ["--port", "0"]), ("worker", nodes)):
            log = stack.enter_context((folder / f"{name}.log").open("wb"))
            process = subprocess.Popen(
                [sys.executable, "-m", "dask", name, *here, *options],
                cwd=folder, env=environment, stdout=log, stderr=log, start_new_session=True,
            )  # fmt: skip
            stack.callback(process.wait)
            stack.callback(os.killpg, process.pid, signal.SIGKILL)  # with all that it started
        while not file.exists() or not file.read_text():
            time.sleep(0.05)
        yield json.loads(file.read_text())["address"]


@needs_extra
def test_what_ends_a_process_or_a_node_costs_no_other_task(scheduler: str, tmp_path: Path) -> None:
    """The results are in the order of the tasks; what was lost says why, and steps are counted."""
    tasks = [f"fine {n}" for n in range(40)]
    tasks[5], tasks[20] = "crash 5", "poison 20"
    (tmp_path / "exchange").mkdir()
    (tmp_path / "spool").mkdir()
    steps: list[None] = []
    cluster = Cluster(scheduler, tmp_path / "exchange", needed=(tmp_path,))

    files = list(
        distribute(
            Unlucky, tasks, cluster,
            spool=tmp_path / "spool", limits=LIMITS, on_step=lambda: steps.append(None),
        )
    )  # fmt: skip

    texts = {path.name: path.read_text() for path in files}
    assert list(texts) == tasks
    assert "the reader crashed (SIGKILL)" in texts.pop("crash 5")
    assert "each node of the cluster that read it was lost" in texts.pop("poison 20")
    assert set(texts.values()) == {"done"}
    assert len(steps) == 39 + 1
    assert list((tmp_path / "exchange").iterdir()) == []


@needs_extra
def test_same_bytes_as_here_although_a_node_is_lost(
    scheduler: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In the middle of a report; another node reads it again."""
    raw = tmp_path / "raw"
    raw.mkdir()
    for number in range(6):
        shutil.copy(REPORT, raw / f"report-{number}.txt")
    (raw / "broken.docx").write_text("no Word file")
    extract(raw, tmp_path / "here", Options())
    monkeypatch.setattr("pipeline.run.ReportReader", OnceLost)

    extract(raw, tmp_path / "there", Options(cluster=scheduler))

    assert (tmp_path / "lost").exists()
    assert contents(tmp_path / "there") == contents(tmp_path / "here")


def contents(folder: Path) -> dict[str, bytes]:
    """Every file by its name."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
