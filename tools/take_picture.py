"""Take the picture of the report that the README opens with: needs Chromium, and a dataset in `output/`.

    .venv/bin/python -m tools.take_picture

The bytes depend on the machine's fonts and browser, so no command does it by itself: look at the picture before it
is committed.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).parents[1]
MEETING = "wsis-cluster-2006/c2"
WORDS = "18 May"


def take_picture(report: Path, picture: Path) -> None:
    """Show one meeting of `report`, its date chosen, and write what is seen to `picture` (PNG)."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"))
        page = browser.new_page(viewport={"width": 1200, "height": 640})
        page.goto(report.as_uri())
        meeting = page.locator("article.block", has=page.get_by_text(MEETING, exact=True))
        meeting.locator("a.read", has_text=WORDS).click()
        meeting.evaluate("each => window.scrollTo({ top: each.offsetTop - 12, behavior: 'instant' })")
        page.screenshot(path=picture)
        browser.close()


if __name__ == "__main__":
    take_picture(Path(sys.argv[1] if len(sys.argv) > 1 else ROOT / "output" / "validation.html"), ROOT / "docs/report.png")
