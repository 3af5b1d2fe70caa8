"""What is a host name: top-level domains, offline, and the finder of addresses that rests on them."""

from __future__ import annotations

from functools import lru_cache
from typing import Any


@lru_cache(maxsize=1)
def top_level_domains() -> frozenset[str]:
    """Every top-level domain in lower case, international ones in their own letters as well."""
    from linkify_it.tlds import TLDS

    ascii_names = {name.lower() for name in TLDS} | {"int"}
    own_letters = {
        name.removeprefix("xn--").encode().decode("punycode")
        for name in ascii_names
        if name.startswith("xn--")
    }
    return frozenset(ascii_names | own_letters)


@lru_cache(maxsize=1)
def finder() -> Any:
    """The one `LinkifyIt` that knows all of them: addresses with a scheme, e-mail, and bare hosts."""
    from linkify_it import LinkifyIt

    return LinkifyIt().tlds(sorted(top_level_domains(), reverse=True))


def is_host(name: str) -> bool:
    """True for a name of two labels or more under a top-level domain."""
    labels = name.lower().split(".")
    return len(labels) > 1 and all(labels) and labels[-1] in top_level_domains()
