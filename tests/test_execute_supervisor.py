"""The supervisor: every task has a result, whatever its worker came to."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from pipeline.execute.supervisor import Limits, supervise
from pipeline.findings import PipelineError
from tests.unlucky import fail, work

ROOT = Path(__file__).parents[1]
LIMITS = Limits(seconds=1.0, memory=200_000_000)
Task = tuple[str, ...]


def results(tasks: Sequence[Task], jobs: int, limits: Limits = LIMITS) -> list[str]:
    """What the tasks came to, in their order."""
    return list(supervise(work, tasks, jobs=jobs, limits=limits))


@pytest.mark.parametrize("jobs", [0, 1, 3])
def test_results_are_in_the_order_of_the_tasks(jobs: int) -> None:
    """Also where a later task is done before an earlier one."""
    tasks = [("slow",), *((f"quick {n}",) for n in range(20))]
    assert results(tasks, jobs) == [" ".join(task) for task in tasks]


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        ("hang", "took more than 1 seconds"),
        ("spin", "took more than 1 seconds"),
        ("kill", "crashed (SIGKILL)"),
        ("crash", "crashed (SIGSEGV)"),
        ("exit", "ended with code 3"),
        ("memory", "more than 200 MB of memory"),
        ("raise words", "a fault of this program (ValueError: words)"),
    ],
)
def test_a_step_that_ends_its_worker_is_left_out(bad: str, reason: str) -> None:
    """The rest of its task is done, and so is every other task."""
    before, with_bad, after = results([("a",), ("b", bad, "c"), ("d", "e")], jobs=2)
    assert (before, after) == ("a", "d e")
    assert with_bad.startswith("b [")
    assert with_bad.endswith("] c")
    assert reason in with_bad


def test_many_bad_tasks_among_good_ones() -> None:
    """Each is told with its own reason, none is told twice, and no good one is missing."""
    bad = {10: "kill", 20: "crash", 30: "exit", 40: "memory", 50: "raise x", 55: "hang"}
    tasks = [(bad.get(n, f"good {n}"),) for n in range(60)]
    found = results(tasks, jobs=2)
    assert [n for n, result in enumerate(found) if result.startswith("[")] == list(bad)
    assert [result for n, result in enumerate(found) if n not in bad] == [
        f"good {n}" for n in range(60) if n not in bad
    ]


def test_what_is_lost_outside_of_all_steps_is_lost_as_a_whole() -> None:
    """The task is done once more, with nothing of it."""
    (found,) = results([("a", "last words")], jobs=1)
    assert found.count("[the reader crashed (SIGKILL)") == 2


def test_a_task_that_fails_with_nothing_left_of_it_is_a_fault() -> None:
    """It is told, not tried for ever."""
    with pytest.raises(PipelineError, match="Boom"):
        list(supervise(fail, [("a",)], jobs=1, limits=LIMITS))
    with pytest.raises(PipelineError, match="Boom"):
        list(supervise(fail, [("a",)], jobs=0, limits=LIMITS))


def test_steps_are_told() -> None:
    """One by one, those of one task as those of many."""
    ended: list[str] = []
    for jobs in (0, 2):
        list(supervise(work, [("a", "b"), ("c",)], jobs=jobs, limits=LIMITS, on_step=ended.append))
    assert sorted(ended) == ["a", "a", "b", "b", "c", "c"]


def test_what_a_worker_started_ends_with_it(tmp_path: Path) -> None:
    """A converter does not go on when the time of its document is over."""
    results([(f"child {tmp_path / 'pid'}",)], jobs=1)
    assert not _lives(int((tmp_path / "pid").read_text()))


ABANDONED = """
import signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)  # ignored in the background
from pipeline.execute.supervisor import Limits, supervise
from tests.unlucky import work
if __name__ == "__main__":
    for result in supervise(work, [("quick",), ("hang",)], jobs=2, limits=Limits(600.0)):
        print(*(each.pid for each in __import__("multiprocessing").active_children()), flush=True)
"""


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT], ids=lambda how: how.name)
def test_workers_do_not_outlive_the_run(how: signal.Signals, tmp_path: Path) -> None:
    """However it ends, busy workers are gone soon after."""
    program = tmp_path / "program.py"
    program.write_text(ABANDONED)
    with subprocess.Popen(
        [sys.executable, program],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    ) as run:
        assert run.stdout
        workers = [int(pid) for pid in run.stdout.readline().split()]
        assert workers
        run.send_signal(how)
        run.wait(20)
    patience = time.monotonic() + 20
    while any(map(_lives, workers)) and time.monotonic() < patience:
        time.sleep(0.05)
    assert not any(map(_lives, workers))


def _lives(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"
