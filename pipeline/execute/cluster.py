"""Tasks to results, in order, by the nodes of a Dask cluster.

A node takes tasks in batches, and runs each under a supervisor of its own: a document that hangs or crashes
costs a process there, never the node. What a batch made goes to a folder that all nodes reach, as a file
named by its hash: a batch that is done twice leaves one file.

Dask gives the batch of a node that was lost to another node, as often as its scheduler allows
(`distributed.scheduler.allowed-failures`). A batch that lost all of these is done once more task by task,
with nothing else running, so that no task is blamed for what another did.
"""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Generic, TypeVar
from uuid import uuid4

from pipeline.execute.node import Batch, Packed, program, unpack
from pipeline.execute.supervisor import Limits
from pipeline.execute.worker import Work
from pipeline.findings import PipelineError
from pipeline.store import Place, Remote

if TYPE_CHECKING:
    from distributed import Client, Future

Task = TypeVar("Task")

_BATCH = 200
"""Tasks of a batch at most."""
_SHARES = 8
"""Batches for each thread of the cluster, where there are few tasks: the last one keeps few waiting."""
_AHEAD = 1_000
"""Batches that the scheduler knows at a time."""
_RETRIES = 2
"""Times that a batch is done again where a node says that it could not: a store may be out for a while."""
_SECONDS_TO_ANSWER = 20
_SECONDS_TO_JOIN = 300
"""For the first node: a cluster that grows with its work begins with none."""
_SECONDS_TO_LEAVE = 1
_LOST = (
    "each node of the cluster that read it was lost; the file may be damaged: open it in its own program and "
    "save it again"
)


@dataclass(frozen=True, slots=True)
class Cluster:
    """A cluster by the address of its scheduler (`tcp://host:8786`).

    `exchange` is a folder that this process and all nodes can write to; `needed` are folders that every node
    has to have.
    """

    address: str
    exchange: Place
    needed: tuple[Path, ...] = ()


def distribute(
    work_in: Callable[[Path], Work[Task, Path]],
    tasks: Sequence[Task],
    cluster: Cluster,
    *,
    spool: Path,
    limits: Limits,
    on_step: Callable[[str], None] = lambda _step: None,
) -> Iterator[Path]:
    """A file in the folder `spool` for each task, in their order; `on_step` is told of each step that has
    ended.

    `work_in` can be pickled, and gives for a folder the work that leaves its results there, each under a name
    that no other has. Raises PipelineError where the cluster cannot be used, or the work itself fails.
    """
    batch = Batch(work_in, cluster.exchange, cluster.needed, limits, program())
    with _cleared(cluster.exchange), _client(cluster.address) as client:
        yield from _Run(client, batch, spool, on_step).results(tasks)


@contextmanager
def _cleared(exchange: Place) -> Iterator[None]:
    """In the end, nothing is left of the run in the store; a folder here is cleared by who made it."""
    try:
        yield
    finally:
        if isinstance(exchange, Remote):
            exchange.remove(exchange.tree())


@contextmanager
def _client(address: str) -> Iterator[Client]:
    try:
        from distributed import Client
    except ImportError as error:
        message = f"{address}: a cluster needs more libraries ({error}): pip install '.[cluster]'"
        raise PipelineError(message) from error
    # what ends the run is told below, in one line
    logging.getLogger("distributed.client").setLevel(logging.CRITICAL)
    try:
        client = Client(address, timeout=_SECONDS_TO_ANSWER, set_as_default=False)
    except (OSError, ValueError) as error:
        message = f"{address}: no scheduler of a Dask cluster answers there; is the address right?"
        raise PipelineError(message) from error
    try:
        yield client
    except PipelineError:
        raise
    except Exception as error:
        fault = " ".join(f"{type(error).__name__}: {error}".split())
        message = f"{address}: the cluster failed ({fault}); are all nodes up, with this program installed?"
        raise PipelineError(message) from error
    finally:
        client.close(timeout=_SECONDS_TO_LEAVE)


class _Run(Generic[Task]):
    """The tasks of one run, at a cluster."""

    def __init__(
        self, client: Client, batch: Batch[Task], spool: Path, on_step: Callable[[str], None]
    ) -> None:
        self._client = client
        self._batch = batch
        self._spool = spool
        self._on_step = on_step
        self._waiting: deque[tuple[Sequence[Task], Future[Packed]]] = deque()

    def results(self, tasks: Sequence[Task]) -> Iterator[Path]:
        """A file for each task, in their order."""
        from distributed import KilledWorker

        size = self._size(len(tasks))
        batches = (tasks[start : start + size] for start in range(0, len(tasks), size))
        self._submit(batches)
        self._wait_for_node()
        while self._waiting:
            batch, future = self._waiting.popleft()
            try:
                yield from self._files(future)
            except KilledWorker:
                for _, other in self._waiting:
                    other.exception()  # it has ended then, well or not
                for task in batch:
                    yield self._alone(task)
            self._submit(batches)

    def _size(self, tasks: int) -> int:
        """Of a batch."""
        threads = sum(self._client.nthreads().values()) or 1
        return max(1, min(_BATCH, tasks // (threads * _SHARES)))

    def _submit(self, batches: Iterator[Sequence[Task]]) -> None:
        for batch in islice(batches, _AHEAD - len(self._waiting)):
            self._waiting.append((batch, self._future(batch)))

    def _future(self, batch: Sequence[Task]) -> Future[Packed]:
        return self._client.submit(self._batch, batch, key=f"batch-{uuid4().hex}", retries=_RETRIES)

    def _wait_for_node(self) -> None:
        try:
            self._client.wait_for_workers(1, timeout=_SECONDS_TO_JOIN)
        except TimeoutError as error:
            message = f"no node has joined the cluster in {_SECONDS_TO_JOIN} seconds; start workers for it"
            raise PipelineError(message) from error

    def _files(self, future: Future[Packed]) -> Iterator[Path]:
        packed = future.result()
        yield from unpack(packed, self._batch.exchange, self._spool)
        for step in packed.steps:
            self._on_step(step)

    def _alone(self, task: Task) -> Path:
        """The file of a task that may be what its nodes were lost by: done by a node that does nothing else,
        or if that is lost too, here, with everything of the task left out."""
        from distributed import KilledWorker

        try:
            (path,) = self._files(self._future([task]))
        except KilledWorker:
            work = self._batch.work_in(self._spool)
            path = work(task, {"": _LOST}, lambda step: self._on_step(step) if step else None)
        return path
