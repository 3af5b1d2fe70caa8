"""What is a host name: top-level domains, offline, and the finder of addresses that rests on them."""

from __future__ import annotations

from functools import lru_cache
from typing import Any


@lru_cache(maxsize=1)
def top_level_domains() -> frozenset[str]:
    """Every top-level domain in lower case, international ones in their own letters as well."""
    from linkify_it.tlds import TLDS  # noqa: PLC0415 - loaded when the first address is looked for

    ascii_names = {name.lower() for name in TLDS} | {"int"}
    own_letters = {
        name.removeprefix("xn--").encode().decode("punycode") for name in ascii_names if name.startswith("xn--")
    }
    return frozenset(ascii_names | own_letters)


@lru_cache(maxsize=1)
def finder() -> Any:  # noqa: ANN401 - linkify-it-py ships no types
    """The one `LinkifyIt` that knows all of them: addresses with a scheme, e-mail, and bare hosts."""
    from linkify_it import LinkifyIt  # noqa: PLC0415 - loaded when the first address is looked for

    return LinkifyIt().tlds(sorted(top_level_domains(), reverse=True))


def is_host(name: str) -> bool:
    """True for a name of two labels or more under a top-level domain."""
    labels = name.lower().split(".")
    return len(labels) > 1 and all(labels) and labels[-1] in top_level_domains()
