"""What a node of a cluster does with a batch of tasks, and how their results travel."""

from __future__ import annotations

import hashlib
import multiprocessing
import platform
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from pipeline.execute.supervisor import Limits, supervise
from pipeline.execute.worker import Work
from pipeline.findings import PipelineError
from pipeline.state import machine_state, program_state
from pipeline.store import Place, put_file, take_file

Task = TypeVar("Task")

_LEVEL = 1
"""Of compression, as in the cache."""


@dataclass(frozen=True, slots=True)
class Packed:
    """The results of a batch: one file in the folder that the nodes share, named by the hash of its bytes.
    `steps` are those that were done for it."""

    digest: str
    steps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Batch(Generic[Task]):
    """A function for nodes, which makes one file of what the tasks of a batch come to.

    `work_in` gives, for a folder, the work that leaves its results there; `exchange` is the folder that the
    file goes to, `needed` are folders that the node has to have, and `program` is what `program` says where
    the run was started.
    """

    work_in: Callable[[Path], Work[Task, Path]]
    exchange: Place
    needed: tuple[Path, ...]
    limits: Limits
    program: str

    def __call__(self, tasks: Sequence[Task]) -> Packed:
        """Do the tasks, one after the other: a node that has more threads is given more batches."""
        self._check_node()
        steps: list[str] = []
        with tempfile.TemporaryDirectory() as name:
            spool, file = Path(name, "spool"), Path(name, "packed")
            spool.mkdir()
            done = supervise(self.work_in(spool), tasks, jobs=1, limits=self.limits, on_step=steps.append)
            _pack(done, file)
            digest = _digest(file)
            put_file(file, self.exchange, digest)
        return Packed(digest, tuple(steps))

    def _check_node(self) -> None:
        node = platform.node()
        if multiprocessing.current_process().daemon:
            message = (
                f"the node {node} may not start processes: start its worker with "
                "DASK_DISTRIBUTED__WORKER__DAEMON=False in the environment"
            )
            raise PipelineError(message)
        if program() != self.program:
            message = (
                f"the node {node} has another version of the program, its libraries or the commands that it "
                "calls: install the same on every node, and here"
            )
            raise PipelineError(message)
        for folder in self.needed:
            if not folder.is_dir():
                message = f"{folder}: the node {node} has no such folder; name one that all nodes share"
                raise PipelineError(message)


def program() -> str:
    """What has to be the same on all nodes, lest the dataset hangs on who read what."""
    return f"{program_state()} {machine_state()}"


def unpack(packed: Packed, exchange: Place, spool: Path) -> Iterator[Path]:
    """The results of a batch as files in `spool`, in the order of its tasks; the packed file is gone then.

    Raises PipelineError where that is not what the node put there.
    """
    file = spool / f"{packed.digest}.packed"
    take_file(exchange, packed.digest, file)
    if _digest(file) != packed.digest:
        message = f"{exchange}: the file {packed.digest} is not what a node put there; run again"
        raise PipelineError(message)
    with ZipFile(file) as results:
        for name in results.namelist():
            yield Path(results.extract(name, spool))
    file.unlink()


def _pack(results: Iterator[Path], packed: Path) -> None:
    """Move files into one."""
    with ZipFile(packed, "w") as file:
        for path in results:
            # without the time, so that the same results are the same bytes
            file.writestr(ZipInfo(path.name), path.read_bytes(), ZIP_DEFLATED, _LEVEL)
            path.unlink()


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
