"""Tasks to results, in order, by worker processes that may hang, crash or run out of memory.

No pool of the standard library or of others keeps the other tasks when a worker dies, and can end one that
hangs; this one does little else. A task whose worker was lost is given to a new one, with the step that it
was lost in and the reason, so that the work can leave that step out.
"""

from __future__ import annotations

import logging
import multiprocessing
import os
import resource
import signal
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.context import ForkServerProcess
from tempfile import TemporaryDirectory
from typing import Generic, TypeVar, cast

from pipeline.execute.server import context
from pipeline.execute.worker import Answer, Work, answer, serve
from pipeline.findings import PipelineError

Task = TypeVar("Task")
Result = TypeVar("Result")

_LOG = logging.getLogger(__name__)
_TASKS_OF_A_WORKER = 500
"""A worker is replaced after so many, lest what a library leaks adds up."""
_SECONDS_TO_START = 60.0
"""What a worker has on top, on a busy machine, until it has loaded its work and begins."""
_AHEAD = 10_000
"""Tasks that may be finished before one that is slow: their results wait in memory."""
_ADDRESS_SPACE = 1_000_000_000
"""Bytes. With 600 MB two workers read the reports of 2006, with 400 MB a library cannot be loaded."""
_UNHURRIED = 3600.0
"""Seconds to wait where no worker has anything to do."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one step of a task may take: seconds, and bytes of memory beyond the worker's own."""

    seconds: float = 120.0
    memory: int = 2 << 30


def check_address_space() -> None:
    """Refuse to begin where this process and its workers may not have what the libraries alone take.

    Raises PipelineError. Without this, every document would be rejected for what is no fault of its own.
    """
    allowed, _ = resource.getrlimit(resource.RLIMIT_AS)
    if allowed != resource.RLIM_INFINITY and allowed < _ADDRESS_SPACE:
        have, need = (f"{size / 1_000_000:,.0f} MB" for size in (allowed, _ADDRESS_SPACE))
        message = f"a process may use only {have} of address space here, and needs {need}; see ulimit -v"
        raise PipelineError(message)


def supervise(
    work: Work[Task, Result],
    tasks: Iterable[Task],
    *,
    jobs: int,
    limits: Limits,
    on_step: Callable[[str], None] = lambda _step: None,
) -> Iterator[Result]:
    """The result of `work` for each task, in their order; `on_step` is told of each step that has ended.

    With `jobs` 0 the work is done in this process, without limits. Raises PipelineError where `work` does, or
    where a task is lost whatever is left out of it: a mistake of this program.
    """
    if jobs == 0:
        for task in tasks:
            yield _done_here(work, task, on_step)
        return
    with ExitStack() as stack:
        supervisor = _Supervisor(work, limits, on_step, stack)
        yield from supervisor.results(iter(enumerate(tasks)), jobs)


def _done_here(work: Work[Task, Result], task: Task, on_step: Callable[[str], None]) -> Result:
    lost: dict[str, str] = {}
    while True:
        steps: list[str] = [""]
        kind, content = answer(work, task, lost, steps.append)
        if kind == "end":
            raise PipelineError(content)
        if kind == "done":
            for step in steps:
                if step:
                    on_step(step)
            return cast("Result", content)
        _note(
            lost, steps[-1], _fault(content) if kind == "fault" else "there was not enough memory to read it"
        )


def _note(lost: dict[str, str], step: str, reason: str) -> None:
    """Have `step` left out from now on."""
    if step in lost:
        raise PipelineError(reason)
    lost[step] = reason


def _fault(content: object) -> str:
    return f"a fault of this program ({content}); please report it"


@dataclass(slots=True)
class _Job(Generic[Task]):
    """A task by its number, with what was lost of it."""

    number: int
    task: Task
    lost: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class _Worker(Generic[Task]):
    process: ForkServerProcess
    connection: Connection
    job: _Job[Task] | None = None
    step: str = ""
    deadline: float = 0.0
    tasks: int = 0

    def end(self) -> None:
        """Kill the process and what it started, and take leave of it."""
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(cast("int", self.process.pid), signal.SIGKILL)
        self.process.kill()
        self.process.join()
        self.connection.close()


class _Supervisor(Generic[Task, Result]):
    def __init__(
        self, work: Work[Task, Result], limits: Limits, on_step: Callable[[str], None], stack: ExitStack
    ) -> None:
        self._work = work
        self._limits = limits
        self._on_step = on_step
        self._workers: list[_Worker[Task]] = []
        self._again: deque[_Job[Task]] = deque()
        self._ready: dict[int, Result] = {}
        self._next = 0
        # what a worker that was killed had there goes in the end
        made = TemporaryDirectory(prefix="meeting-reports-", ignore_cleanup_errors=True)
        self._folder = stack.enter_context(made)
        stack.callback(self._end_all)

    def results(self, tasks: Iterator[tuple[int, Task]], jobs: int) -> Iterator[Result]:
        """Every result in the order of the tasks."""
        while True:
            while self._next in self._ready:
                yield self._ready.pop(self._next)
                self._next += 1
            while self._busy() < jobs and (job := self._job(tasks)):
                self._give(job)
            if self._busy():
                self._listen()
            elif self._next not in self._ready:
                return

    def _job(self, tasks: Iterator[tuple[int, Task]]) -> _Job[Task] | None:
        """What is to be done next: first what was lost."""
        if self._again:
            return self._again.popleft()
        if len(self._ready) >= _AHEAD:
            return None
        return next((_Job(number, task) for number, task in tasks), None)

    def _busy(self) -> int:
        return sum(worker.job is not None for worker in self._workers)

    def _give(self, job: _Job[Task]) -> None:
        worker = next((each for each in self._workers if each.job is None), None) or self._start()
        worker.job, worker.step, worker.tasks = job, "", worker.tasks + 1
        worker.deadline = time.monotonic() + self._limits.seconds + _SECONDS_TO_START
        try:
            worker.connection.send((job.task, job.lost))
        except OSError:
            self._lose(worker, self._death(worker))

    def _start(self) -> _Worker[Task]:
        ours, theirs = multiprocessing.Pipe()
        process = context().Process(
            target=serve,
            args=(self._work, theirs, self._limits.memory, _LOG.getEffectiveLevel(), self._folder),
            daemon=True,
        )
        process.start()
        theirs.close()
        worker: _Worker[Task] = _Worker(process, ours)
        self._workers.append(worker)
        return worker

    def _listen(self) -> None:
        """Hear what the busy workers have to say, until one says something or has used up its time."""
        busy = [worker for worker in self._workers if worker.job is not None]
        now = time.monotonic()
        patience = min((worker.deadline - now for worker in busy), default=_UNHURRIED)
        heard = wait([worker.connection for worker in busy], max(patience, 0.0))
        for worker in busy:
            if worker.connection in heard:
                self._hear(worker)
            elif worker.deadline <= time.monotonic():
                seconds = f"{self._limits.seconds:g}"
                reason = f"reading it took more than {seconds} seconds and was ended; see --time-limit"
                self._lose(worker, reason)

    def _hear(self, worker: _Worker[Task]) -> None:
        try:
            kind, content = cast("Answer", worker.connection.recv())
        except (EOFError, OSError):
            self._lose(worker, self._death(worker))
            return
        if kind == "step":
            if worker.step:
                self._on_step(worker.step)
            worker.step = str(content)
            worker.deadline = time.monotonic() + self._limits.seconds
        elif kind == "done":
            if worker.step:
                self._on_step(worker.step)
            job, worker.job = cast("_Job[Task]", worker.job), None
            self._ready[job.number] = cast("Result", content)
            if worker.tasks >= _TASKS_OF_A_WORKER:
                self._dismiss(worker)
        elif kind == "end":
            raise PipelineError(content)
        elif kind == "log":
            _LOG.debug("%s", content)
        elif kind == "memory":
            megabytes = f"{self._limits.memory / 1_000_000:,.0f}"
            self._lose(worker, f"reading it needs more than {megabytes} MB of memory; see --memory-limit")
        else:
            self._lose(worker, _fault(content))

    def _death(self, worker: _Worker[Task]) -> str:
        """Why a worker that hung up is gone."""
        worker.process.join(1)
        code = worker.process.exitcode
        if code is None or code >= 0:
            how = f"the reader ended with code {code}"
        else:
            try:
                name = signal.Signals(-code).name
            except ValueError:
                name = f"signal {-code}"
            how = f"the reader crashed ({name})"
        return f"{how}; the file may be damaged: open it in its own program and save it again"

    def _lose(self, worker: _Worker[Task], reason: str) -> None:
        """Give the task of a worker that is of no more use to another one, without the step it was lost
        in."""
        job, step = cast("_Job[Task]", worker.job), worker.step
        self._dismiss(worker)
        _note(job.lost, step, reason)
        self._again.append(job)

    def _dismiss(self, worker: _Worker[Task]) -> None:
        self._workers.remove(worker)
        worker.end()

    def _end_all(self) -> None:
        for worker in self._workers:
            worker.end()
