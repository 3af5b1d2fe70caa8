"""The report of a run: `validation.json` for programs, `validation.html` for people.

One report is one page. Several have an index, and a page each in the folder `validation`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from pipeline.dataset import Dataset, Findings, Row
from pipeline.ledger import Ledger
from pipeline.model import Document
from pipeline.write.report.charts import Chart, Drawing, charts_of_all, charts_of_one, drawing
from pipeline.write.report.facts import Facts, as_json, facts
from pipeline.write.report.page import render
from pipeline.write.report.source import Index, Source, source_of
from pipeline.write.report.view import PAGES, Page, Picture, heat, places, severities

INDEX = "validation"
"""The charts of the run as a whole; a report's own are under its identifier."""
_OF_REPORT = ("meetings", "facilitators", "people", "links")


@contextmanager
def report_of(dataset: Dataset) -> Iterator[Report]:
    """The report of `dataset`, whose pictures are being drawn from now on."""
    charts = _charts(dataset)
    with drawing([chart for group in charts.values() for chart in group if chart.rows]) as drawn:
        yield Report(dataset, charts, drawn)
