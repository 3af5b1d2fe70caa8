"""A worker process: takes tasks from its supervisor one at a time, within a limit of memory, and dies with
it."""

from __future__ import annotations

import fcntl
import logging
import multiprocessing
import os
import resource
import tempfile
from collections.abc import Callable, Mapping
from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Literal, TypeVar

from pipeline.findings import PipelineError

Task = TypeVar("Task")
Result = TypeVar("Result")

Announce = Callable[[str], None]
"""Tells the supervisor which step of the task begins: its limit of time holds for each step."""
Lost = Mapping[str, str]
"""Steps of a task that ended a worker before, and why; the empty name is for what is outside them."""
Work = Callable[[Task, Lost, Announce], Result]
"""What is done with a task. It has to be a function or an object that can be pickled."""
Answer = tuple[Literal["step", "log", "done", "memory", "fault", "end"], object]
"""What a worker says, and what of. With "end" no task can be done."""

_LOG = logging.getLogger(__name__)


def serve(work: Work[object, object], supervisor: Connection, memory: int, level: int, folder: str) -> None:
    """Answer tasks until the supervisor hangs up, or memory runs out.

    `memory` is what the process may take beyond what it has when it begins, in bytes of address space. What
    is logged at `level` and above is told the supervisor. Temporary files are made in `folder`.
    """
    tempfile.tempdir = folder
    os.setsid()  # a key press at the terminal is the supervisor's; what a worker starts is killed with it
    _end_with_supervisor()
    _be_silent()
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    _limit_memory(memory)
    logger = logging.getLogger("pipeline")
    logger.setLevel(level)
    logger.addHandler(_ToSupervisor(supervisor))
    with suppress(EOFError, BrokenPipeError):
        while True:
            task, lost = supervisor.recv()
            supervisor.send(("step", ""))  # the time to load the work is over
            kind, content = answer(work, task, lost, lambda step: supervisor.send(("step", step)))
            supervisor.send((kind, content))
            if kind == "memory":
                return  # what it holds of the task is gone with the process


def answer(work: Work[Task, object], task: Task, lost: Lost, announce: Announce) -> Answer:
    """What became of one task."""
    try:
        return "done", work(task, lost, announce)
    except MemoryError:
        return "memory", None
    except PipelineError as error:
        return "end", str(error)
    except Exception as error:  # noqa: BLE001 - whatever it is, the supervisor has to know
        _LOG.debug("%s", type(error).__name__, exc_info=True)
        return "fault", " ".join(f"{type(error).__name__}: {error}".split())


class _ToSupervisor(logging.Handler):
    def __init__(self, supervisor: Connection) -> None:
        super().__init__()
        self._supervisor = supervisor

    def emit(self, record: logging.LogRecord) -> None:
        """Send what is logged: only the supervisor knows what a terminal can stand."""
        self._supervisor.send(("log", self.format(record)))


def _end_with_supervisor() -> None:
    """Have the system end this process, and what it started, when the supervisor is gone, however that comes.

    Only the system can: the process may hang in a library by then. A pipe that the supervisor holds open is
    made to signal that it was closed.
    """
    supervisor = multiprocessing.parent_process()
    if supervisor is None:
        return
    pipe = supervisor.sentinel
    fcntl.fcntl(pipe, fcntl.F_SETOWN, -os.getpgrp())
    fcntl.fcntl(pipe, fcntl.F_SETFL, fcntl.fcntl(pipe, fcntl.F_GETFL) | os.O_ASYNC)
    if not supervisor.is_alive():  # it was gone before
        os._exit(1)


def _be_silent() -> None:
    """Let nothing that a library prints reach the terminal; what matters is logged."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nowhere, stream)
    os.close(nowhere)


def _limit_memory(memory: int) -> None:
    with suppress(OSError, ValueError):  # no /proc here, or a stricter limit of the user's
        pages = Path("/proc/self/statm").read_text("ascii").split()[0]
        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        wanted = int(pages) * resource.getpagesize() + memory
        resource.setrlimit(
            resource.RLIMIT_AS, (wanted if hard == resource.RLIM_INFINITY else min(wanted, hard), hard)
        )
