"""The process that workers are forked from: it has loaded what they need, and has no threads."""

from __future__ import annotations

import multiprocessing
from multiprocessing.context import ForkServerContext

_PRELOADED = "pipeline.preloaded"


def warm_up() -> None:
    """Let it start, and load, while this process goes on."""
    from multiprocessing.forkserver import ensure_running

    context()
    ensure_running()


def context() -> ForkServerContext:
    """What makes workers of it; it starts with the first one, where it was not warmed up."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([_PRELOADED])
    return context
