"""The links of a paragraph: parts of one made one, and those whose printed address is not their target."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final
from urllib.parse import unquote

from pipeline.findings import notice
from pipeline.model import Hyperlink, Notice, Span

_SCHEME: Final = re.compile(r"(?:https?|ftp)://", re.IGNORECASE)
_PRINTED: Final = re.compile(
    r"""(?: (?:https?|ftp)://\S+ | www\.\S+ | (?:mailto:)?[^\s@/:]+@[\w-]+(?:\.[\w-]+)+
          | (?:[a-z0-9-]+\.)+(?!(?:docx?|pdf|pptx?|xlsx?|rtf|odt|txt|zip)\b)[a-z]{2,}(?:/\S*)? )""",
    re.IGNORECASE | re.VERBOSE,
)
_MAILTO: Final = re.compile("mailto:", re.IGNORECASE)
_AROUND: Final = " \t\n\u00a0<>()[]\"'“”«».,;:"
_WHITE_SPACE: Final = re.compile(r"[\s\u00ad\u200b]+")


def merged(links: Sequence[Hyperlink], length: int) -> Iterator[Hyperlink]:
    """The links in order, each once, within a text of `length`; parts that follow each other are made one."""
    last: Hyperlink | None = None
    for link in sorted(links, key=lambda link: (link.span.start, -link.span.end)):
        end = min(link.span.end, length)
        if last and link.target == last.target and link.span.start <= last.span.end:
            last = Hyperlink(Span(last.span.start, max(end, last.span.end)), last.target)
            continue
        if last:
            yield last
        last = Hyperlink(Span(min(link.span.start, end), end), link.target)
    if last:
        yield last


def misleading(text: str, links: Sequence[Hyperlink]) -> Iterator[Notice]:
    """A notice for each link of `text` that prints one address and leads to another."""
    for link in links:
        printed = text[link.span.start : link.span.end]
        if _differs(printed, link.target):
            yield notice("link-target-differs", excerpt=printed, printed=printed, target=link.target)


def _differs(printed: str, target: str) -> bool:
    """True where `printed` is an address other than `target`.

    No difference: the host's case, percent-encoding, a closing slash or punctuation, white space, `mailto:`
    and what a letter is to begin with, and a scheme that is not printed.
    """
    shown = _WHITE_SPACE.sub("", printed.strip(_AROUND))
    if _PRINTED.fullmatch(shown) is None:
        return False
    known = target.strip()
    if _SCHEME.match(shown) is None:
        known = _SCHEME.sub("", known, count=1)
    return _form(shown) != _form(known)


def _form(address: str) -> str:
    if _MAILTO.match(address):
        address = address[len("mailto:") :].partition("?")[0]
    scheme, separator, rest = address.rpartition("://")
    host, slash, path = rest.partition("/")
    form = unquote(f"{scheme.lower()}{separator}{host.lower()}{slash}{path}")
    return _WHITE_SPACE.sub("", form).rstrip("/.,;")
