"""Names that rows are known by: made of printed words, and never given twice."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter


def unused(name: str, used: Counter[str]) -> str:
    """`name`, or where it is in `used` already `name-2`, `name-3` ...: never one that it gave before."""
    used[name] += 1
    return name if used[name] == 1 else unused(f"{name}-{used[name]}", used)


def slugify(title: str) -> str:
    """`title` in lower case without accents, every run of other characters than a-z and 0-9 made one `-`."""
    decomposed = unicodedata.normalize("NFKD", title.casefold())
    bare = "".join(c for c in decomposed if not unicodedata.combining(c))
    return re.sub(r"[^a-z0-9]+", "-", bare).strip("-")
