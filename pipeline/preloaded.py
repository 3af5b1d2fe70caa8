"""What workers have in memory when they begin: the libraries and the knowledge that every report needs.

The process that they are forked from does nothing but import this. A worker begins in a hundredth of a
second then, and its limit of memory is for documents alone.
"""

import gc
import sys
from contextlib import suppress
from importlib import import_module

from pipeline.findings import PipelineError
from pipeline.interpret import load_knowledge

sys.modules["numpy"] = None  # type: ignore[assignment] # how Python is told that there is none
import_module("pipeline.write.parquet")  # Arrow does without it, and loads in half the time
del sys.modules["numpy"]

for name in ("pipeline.report_reader", "pipeline.write.report"):
    import_module(name)

with suppress(PipelineError):  # the run that finds the knowledge wrong says so
    load_knowledge(None)
gc.freeze()  # what is here now is never looked through for garbage again
