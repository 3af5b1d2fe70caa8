"""A real scheduler and two nodes on this machine: whatever becomes of the nodes, every task has a result."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.execute import cluster
from pipeline.execute.cluster import Cluster, distribute
from pipeline.execute.node import Batch, Packed, program, unpack
from pipeline.execute.supervisor import Limits
from pipeline.findings import PipelineError
from pipeline.options import Options
from pipeline.run import extract
from tests.lost_nodes import OnceLost, Unlucky
from tests.servers import BUCKET, ROOT, Store, dask_cluster, s3_server

REPORT = ROOT / "raw" / "wsis-cluster-2006.txt"
LIMITS = Limits(seconds=30.0)

needs_extra = pytest.mark.skipif(
    importlib.util.find_spec("distributed") is None or importlib.util.find_spec("s3fs") is None,
    reason="needs pip install '.[cluster]'",
)
needs_store = pytest.mark.skipif(importlib.util.find_spec("moto") is None, reason="needs moto, an S3 server")


@pytest.fixture(scope="module")
def store() -> Iterator[Store]:
    """The store that the nodes reach."""
    with s3_server() as server:
        yield server


@pytest.fixture(scope="module")
def scheduler(tmp_path_factory: pytest.TempPathFactory, store: Store) -> Iterator[str]:
    """The address of a cluster."""
    with dask_cluster(tmp_path_factory.mktemp("cluster"), store.environment) as address:
        yield address


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    """A folder of some reports, and a file that is none."""
    folder = tmp_path / "raw"
    folder.mkdir()
    for number in range(3):
        shutil.copy(REPORT, folder / f"report-{number}.txt")
    (folder / "broken.docx").write_text("no Word file")
    return folder


def contents(folder: Path) -> dict[str, bytes]:
    """Every file by its name."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@needs_extra
@needs_store
@pytest.mark.timeout(300)
def test_what_ends_a_process_or_a_node_costs_no_other_task(scheduler: str, tmp_path: Path) -> None:
    """The results are in the order of the tasks; what was lost says why, and steps are counted."""
    tasks = [f"fine {n}" for n in range(40)]
    tasks[5], tasks[20] = "crash 5", "poison 20"
    exchange, spool = tmp_path / "exchange", tmp_path / "spool"
    exchange.mkdir()
    spool.mkdir()
    steps: list[str] = []

    files = list(
        distribute(
            Unlucky,
            tasks,
            Cluster(scheduler, exchange, needed=(tmp_path,)),
            spool=spool,
            limits=LIMITS,
            on_step=steps.append,
        )
    )

    texts = {path.name: path.read_text() for path in files}
    assert list(texts) == tasks
    assert "the reader crashed (SIGKILL)" in texts.pop("crash 5")
    assert "each node of the cluster that read it was lost" in texts.pop("poison 20")
    assert set(texts.values()) == {"done"}
    assert len(steps) == 39 + 1
    assert list(exchange.iterdir()) == []


@needs_extra
@needs_store
@pytest.mark.timeout(300)
def test_same_bytes_as_here_although_a_node_is_lost(
    scheduler: str, raw: Path, store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In the middle of a report, which another node reads again; with shared folders, and with a store."""
    extract(raw, tmp_path / "here", Options())
    for path in raw.iterdir():
        store.put(f"raw/{path.name}", path.read_bytes())
    raw_there, output_there = f"s3://{BUCKET}/raw", f"s3://{BUCKET}/there"
    command = [sys.executable, "-m", "pipeline", "extract", raw_there, "--output", output_there]
    subprocess.run(
        [*command, "--cluster", scheduler, "--quiet"],
        env={**os.environ, **store.environment},
        cwd=ROOT,
        check=True,
        timeout=200,
    )
    monkeypatch.setattr("pipeline.run.ReportReader", OnceLost)

    extract(raw, tmp_path / "there", Options(cluster=scheduler))

    here = contents(tmp_path / "here")
    assert (tmp_path / "lost").exists()
    assert contents(tmp_path / "there") == here
    assert store.below("there") == here


def test_what_a_node_made_is_not_taken_for_something_else(tmp_path: Path) -> None:
    """Its name is the hash of its bytes."""
    digest = "0" * 64
    (tmp_path / "exchange").mkdir()
    (tmp_path / "exchange" / digest).write_bytes(b"damaged")
    with pytest.raises(PipelineError, match=f"the file {digest} is not what a node put there"):
        list(unpack(Packed(digest, ()), tmp_path / "exchange", tmp_path))


@needs_extra
def test_a_scheduler_that_does_not_answer(raw: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One line says so."""
    monkeypatch.setattr(cluster, "_SECONDS_TO_ANSWER", 0.2)
    with pytest.raises(PipelineError, match="no scheduler of a Dask cluster answers there"):
        extract(raw, tmp_path / "out", Options(cluster="tcp://127.0.0.1:9"))
    assert not (tmp_path / "out").exists()


def test_the_extra_is_named_where_it_is_missing(
    raw: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Before anything is read."""
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(PipelineError, match=r"pip install '\.\[cluster\]'"):
        extract(raw, tmp_path / "out", Options(cluster="tcp://127.0.0.1:9"))


@pytest.mark.parametrize(
    ("other", "needed", "reason"),
    [
        (" ", (), "has another version of the program"),
        ("", (Path("/nowhere/at/all"),), "/nowhere/at/all: the node .* has no such folder"),
    ],
)
def test_a_node_that_would_read_otherwise_refuses(
    other: str, needed: tuple[Path, ...], reason: str, tmp_path: Path
) -> None:
    """It could change what comes out, or reject every document."""
    with pytest.raises(PipelineError, match=reason):
        Batch(Unlucky, tmp_path, needed, LIMITS, program() + other)(["fine 1"])
