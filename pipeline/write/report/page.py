"""The page: facts and sources in a template, with style and script inside."""

from __future__ import annotations

from collections.abc import Mapping

from jinja2 import Environment, PackageLoader, StrictUndefined

from pipeline.write.report.facts import Facts
from pipeline.write.report.source import Source


def page(run: Facts, sources: Mapping[str, Source]) -> str:
    """The HTML of `validation.html`; nothing of a document can become markup in it."""
    environment = Environment(
        loader=PackageLoader("pipeline.write.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("validation.html.jinja").render(run=run, sources=sources)
