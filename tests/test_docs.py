"""The pages that come from the code are what the code says."""

from __future__ import annotations

import re
from pathlib import Path

from pipeline.dataset import TABLES, VIEWS
from pipeline.findings import catalogue
from tools.write_docs import DOCS, write_docs

ROOT = DOCS.parent
PAGES = ("codebook.md", "findings.md", "schema/validation.schema.json")
LINK = re.compile(r"\]\(([^)#]+)\)")


def test_the_pages_are_not_stale(tmp_path: Path) -> None:
    """`make docs` would write the same."""
    write_docs(tmp_path)

    assert sorted(path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.*")) == sorted(PAGES)
    for page in PAGES:
        assert (DOCS / page).read_bytes() == (tmp_path / page).read_bytes(), f"{page} is stale: make docs"


def test_every_check_and_table_is_explained() -> None:
    """A finding in a dataset has its line, a table its section."""
    findings = (DOCS / "findings.md").read_text(encoding="utf-8")
    codebook = (DOCS / "codebook.md").read_text(encoding="utf-8")

    assert [name for name in catalogue() if f"\n| `{name}` |" not in findings] == []
    assert [name for name in (*TABLES, *VIEWS) if f"\n## {name}\n" not in codebook] == []


def test_links_between_the_pages_lead_somewhere() -> None:
    """Of the README and of what it leads to; the dataset is made by the first command."""
    pages = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *DOCS.glob("*.md")]
    links = [(page, link) for page in pages for link in LINK.findall(page.read_text(encoding="utf-8"))]
    inside = [(page, link) for page, link in links if "://" not in link and link != "output"]

    assert len(inside) >= 5
    assert [link for page, link in inside if not (page.parent / link).exists()] == []
