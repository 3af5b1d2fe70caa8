"""Take the pictures of the report in `docs/`: needs Chromium, and the report's renditions in `raw/`.

    .venv/bin/python -m tools.take_picture

The bytes depend on the fonts and the browser, so no other command does it: look at the pictures before you
commit them.
"""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from pipeline.options import Options
from pipeline.run import extract

ROOT = Path(__file__).parents[1]
RAW, DOCS = ROOT / "raw", ROOT / "docs"
REPORT = "wsis-cluster-2006"
MEETING = f"{REPORT}/c2"
DATE = ".values tr:has(th:text-is('date')) a[href^='#s']"
_COLOURS = 64


@dataclass(frozen=True, slots=True)
class Shot:
    """A picture: its file, the rendition that the report is made from, the size of the screen, what is
    chosen within the meeting, and what is then at the top of the screen."""

    name: str
    suffix: str
    width: int
    height: int
    chosen: str
    top: str


SHOTS = (
    Shot("report.png", ".docx", 1200, 640, "a.read:text-is('18 May')", "article:has(tr.on)"),
    Shot("report-pages.png", ".pdf", 1400, 760, DATE, ".group:has(tr.on)"),
    Shot("report-tablet.png", ".pdf", 800, 1000, DATE, ".group:has(tr.on)"),
    Shot("report-phone.png", ".pdf", 390, 760, DATE, "article:has(tr.on)"),
)


def take_pictures(folder: Path) -> None:
    """Write every picture (PNG) into `folder`."""
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"))
        for suffix in dict.fromkeys(shot.suffix for shot in SHOTS):
            raw, made = Path(name) / "raw", Path(name) / suffix
            raw.mkdir()
            shutil.copy(RAW / f"{REPORT}{suffix}", raw)
            extract(raw, made, Options())
            shutil.rmtree(raw)
        for shot in SHOTS:
            seen = _seen(browser, Path(name) / shot.suffix / "validation.html", shot)
            Image.open(BytesIO(seen)).quantize(_COLOURS).save(folder / shot.name, optimize=True)
        browser.close()


def _seen(browser: Browser, report: Path, shot: Shot) -> bytes:
    page = browser.new_page(viewport={"width": shot.width, "height": shot.height}, reduced_motion="reduce")
    page.goto(report.as_uri())
    page.locator(f"article:has(code:text-is('{MEETING}'))").locator(shot.chosen).click()
    page.locator(shot.top).evaluate(
        "each => window.scrollTo(0, each.getBoundingClientRect().top + scrollY - 12)"
    )
    return page.screenshot()


if __name__ == "__main__":
    take_pictures(DOCS)
