"""Work for the nodes of a test's cluster: some of it ends its process, some the whole node."""

from __future__ import annotations

import os
import signal
from dataclasses import dataclass
from multiprocessing import parent_process
from pathlib import Path

from pipeline.execute.worker import Announce, Lost
from pipeline.renditions import Report
from pipeline.report_reader import ReportReader


@dataclass(frozen=True, slots=True)
class Unlucky:
    """Leaves each task, which is a word and a number, in a file, or why it was lost. "crash" ends the process
    that does it, "poison" the node."""

    spool: Path

    def __call__(self, task: str, lost: Lost, announce: Announce) -> Path:
        """The file."""
        announce(task)
        word, _, _ = task.partition(" ")
        reason = lost.get(task, lost.get(""))
        if reason is None and word == "crash":
            os.kill(os.getpid(), signal.SIGKILL)
        if reason is None and word == "poison":
            end_node()
        path = self.spool / task
        path.write_text(reason or "done", encoding="utf-8")
        return path


@dataclass(frozen=True, slots=True)
class OnceLost(ReportReader):
    """Reads reports, but the first node that comes to a certain one is lost."""

    def __call__(self, report: Report, lost: Lost, announce: Announce) -> Path:
        """As it reads the others."""
        mark = Path(str(self.raw)).with_name("lost")
        if report.report_id == "report-1" and not mark.exists():
            mark.touch()
            end_node()
        return ReportReader.__call__(self, report, lost, announce)


def end_node() -> None:
    """Kill the node that this process works for, as a loss of power would."""
    node = parent_process()
    assert node is not None
    assert node.pid is not None
    os.kill(node.pid, signal.SIGKILL)
    signal.pause()
