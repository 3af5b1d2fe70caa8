"""THE MAIN PATH: reports in, dataset out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import count
from pathlib import Path
from uuid import uuid4

from pipeline.dataset import Row
from pipeline.execute.supervisor import check_address_space, supervise
from pipeline.interpret import load_knowledge
from pipeline.options import Options
from pipeline.renditions import Report, group_renditions
from pipeline.report_reader import PICTURES, ReportReader
from pipeline.store import Place
from pipeline.write import load_portion, writing
from pipeline.write.report.facts import Report as Facts
from pipeline.write.report.facts import Run

_PORTIONS = ".portions"
"""The folder in an output in a store for what the nodes of a cluster have made."""


@dataclass(frozen=True, slots=True)
class Result:
    """What a run made: the facts of each report, without those about single cells and values (of 100,000
    reports they would take up memory for nothing), the rows of the files that could not be used, and all
    files."""

    reports: tuple[Facts, ...]
    rejected: tuple[Row, ...]
    files: tuple[Place, ...]


def extract(
    raw: Place,
    output: Place,
    options: Options,
    progress: Callable[[int, int], None] = lambda _done, _total: None,
) -> Result:
    """Read every report in the folder `raw` and write the dataset to the folder `output`; either may be in a
    store.

    `progress` is told after each document how many are done, of how many.
    Raises PipelineError where nothing could be written.
    """
    check_address_space()
    reports = group_renditions(raw)
    load_knowledge(options.profiles)
    total, done = sum(len(report.paths) for report in reports), count(1)

    def on_step(step: str) -> None:
        if step != PICTURES:
            progress(min(next(done), total), total)

    facts: list[Facts] = []
    rejected: list[Row] = []
    run = Run(len(reports), options.command)
    with writing(output, run, options.about) as dataset:
        for path in _portions(reports, raw, output, options, run, dataset.spool, on_step):
            portion = load_portion(path)
            dataset.add(portion)
            facts.append(replace(portion.page.report, cells=(), renditions=()))
            rejected.extend(row for row in portion.rows["documents"] if row["role"] == "rejected")
    return Result(tuple(facts), tuple(rejected), tuple(output / name for name in dataset.files))


def _portions(
    reports: Sequence[Report],
    raw: Place,
    output: Place,
    options: Options,
    run: Run,
    spool: Path,
    on_step: Callable[[str], None],
) -> Iterator[Path]:
    """A file in `spool` with the portion of each report, in their order."""
    reader_in = partial(ReportReader, raw, options, run)
    if options.cluster is None:
        reader = reader_in(spool)
        return supervise(reader, reports, jobs=options.jobs, limits=options.limits, on_step=on_step)
    from pipeline.execute.cluster import Cluster, distribute

    cluster = Cluster(
        options.cluster,
        exchange=spool if isinstance(output, Path) else output / _PORTIONS / uuid4().hex,
        needed=tuple(folder for folder in (raw, options.profiles) if isinstance(folder, Path)),
    )
    return distribute(reader_in, reports, cluster, spool=spool, limits=options.limits, on_step=on_step)
