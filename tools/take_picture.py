"""Take the picture of the report that the README opens with: needs Chromium, and a dataset in `output/`.

    .venv/bin/python -m tools.take_picture

The bytes depend on the fonts and the browser, so no other command does it: look at the picture before you
commit it.
"""

from __future__ import annotations

import shutil
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).parents[1]
MEETING = "wsis-cluster-2006/c2"
WORDS = "18 May"
_COLOURS = 64


def take_picture(report: Path, picture: Path) -> None:
    """Show one meeting of `report`, its date chosen, and write what is seen to `picture` (PNG)."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"))
        page = browser.new_page(viewport={"width": 1200, "height": 640})
        page.goto(report.as_uri())
        meeting = page.locator("article.block", has=page.get_by_text(MEETING, exact=True))
        meeting.locator("a.read", has_text=WORDS).click()
        meeting.evaluate("each => window.scrollTo({ top: each.offsetTop - 12, behavior: 'instant' })")
        shot = page.screenshot()
        browser.close()
    Image.open(BytesIO(shot)).quantize(_COLOURS).save(picture, optimize=True)


if __name__ == "__main__":
    take_picture(ROOT / "output" / "validation.html", ROOT / "docs" / "report.png")
