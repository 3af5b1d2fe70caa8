"""The pages: facts, source and pictures in templates, with style and script inside, nothing from outside."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Sequence
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

from pipeline.dataset import as_text, is_live
from pipeline.findings import catalogue
from pipeline.shown import shown
from pipeline.write.report.charts import MOST_PICTURED, Chart
from pipeline.write.report.view import PAGES, Page, address_of, cell_anchor, meeting_anchor

if TYPE_CHECKING:
    from jinja2 import Environment, Template


_PLACE = "<!--picture {}-->"
"""Where a picture will be. No text of a document can have it: `<` is escaped in all of them."""
_PLACES = re.compile(_PLACE.format(r"(\d+)").encode())


def render(page: Page) -> bytes:
    """The HTML of `page`, a place for each picture in it; nothing of a document can become markup, script or
    a link in it."""
    return _template("page.html.jinja").render(page=page, pages=PAGES).encode("utf-8", "replace")


def with_pictures(page: bytes, pictures: Sequence[tuple[Chart, str | None]]) -> bytes:
    """`page` with the SVG of each of its charts in its place; None where this machine could not draw it."""
    picture = _template("_picture.html.jinja")
    drawn = [picture.render(chart=chart, svg=svg).encode("utf-8", "replace") for chart, svg in pictures]
    return _PLACES.sub(lambda place: drawn[int(place[1])], page)


@cache
def _template(name: str) -> Template:
    return _environment().get_template(name)


@cache
def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("pipeline.write.report"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_shown,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    for name in ("page.css", "page.js"):
        content = resources.files("pipeline.write.report").joinpath("templates", name).read_text("utf-8")
        digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        environment.globals[name.replace(".", "_")] = {"text": content, "hash": f"'sha256-{digest}'"}
    environment.filters |= {"percent": _percent, "text": as_text}
    environment.globals |= {
        "most_pictured": MOST_PICTURED,
        "place_of_picture": _PLACE.format,
        "address_of": address_of,
        "cell_anchor": cell_anchor,
        "meeting_anchor": meeting_anchor,
    }
    environment.tests["live"] = is_live
    environment.globals["meaning_of"] = lambda check: (
        catalogue()[check].meaning if check in catalogue() else ""
    )
    return environment


def _shown(value: Any) -> Any:
    """What a template prints at every place; escaping comes after. Markup of our own is no plain `str`."""
    return shown(value) if type(value) is str else value


def _percent(part: int, whole: int) -> str:
    """A share, never rounded up to all or down to nothing."""
    if not whole or part == whole:
        return "100 %"
    share = 100 * part / whole
    return f"{min(max(share, 0.1), 99.9):.1f} %" if part else "0 %"
