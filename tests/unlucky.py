"""Work for the workers of tests: some of it ends them."""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

from pipeline.execute.worker import Announce, Lost

MEMORY = 300_000_000
"""Bytes; more than the limit of the tests."""


def work(task: tuple[str, ...], lost: Lost, announce: Announce) -> str:
    """The steps of the task in one string, what was lost of it in brackets."""
    done = []
    for step in task:
        announce(step)
        if step in lost or "" in lost:
            done.append(f"[{lost.get(step, lost.get(''))}]")
        else:
            done.append(_step(step))
    announce("")
    if task[-1:] == ("last words",) and "" not in lost:
        os.kill(os.getpid(), signal.SIGKILL)
    return " ".join(done)


def fail(_task: object, _lost: object, _announce: object) -> str:
    """Whatever the task is."""
    message = "Boom"
    raise RuntimeError(message)


def _step(step: str) -> str:
    kind, _, content = step.partition(" ")
    if kind in _ENDINGS:
        _ENDINGS[kind](content)
    return step


def _spin(_content: str) -> None:
    while True:
        pass


def _raise(content: str) -> None:
    raise ValueError(content)


def _child(content: str) -> None:
    child = subprocess.Popen(["/bin/sleep", "600"])
    Path(content).write_text(str(child.pid), encoding="ascii")
    time.sleep(600)


_ENDINGS: dict[str, Callable[[str], object]] = {
    "hang": lambda _: time.sleep(600),
    "spin": _spin,
    "kill": lambda _: os.kill(os.getpid(), signal.SIGKILL),
    "crash": lambda _: ctypes.string_at(0),
    "exit": lambda _: os._exit(3),
    "memory": lambda _: bytearray(MEMORY),
    "raise": _raise,
    "slow": lambda _: time.sleep(0.3),
    "child": _child,
}
