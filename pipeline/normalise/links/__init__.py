"""Addresses of a cell: URLs and e-mail, live links and printed ones, in the order of the text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from ipaddress import ip_address
from urllib.parse import unquote

from pydantic import AnyUrl, HttpUrl, TypeAdapter, ValidationError

from pipeline.findings import notice
from pipeline.fold import Text
from pipeline.lexicon import Lexicon
from pipeline.model import Notice, Outcome, Reading, Value
from pipeline.normalise.links.addresses import Address, find_addresses
from pipeline.normalise.links.domains import is_host

__all__ = ["read_links"]

_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):(?=//|[^\d/])", re.IGNORECASE)
_EMAIL = re.compile(r"(?:mailto:)?([^\s@:/?]+)@([^\s@/?]+)(?:\?.*)?", re.IGNORECASE)
_PARTS = re.compile(r"(https?|ftp)://([^/?#@]*@)?([^/?#:@]*|\[[^\]]*\])(:\d*)?([/?#].*)?", re.IGNORECASE)
_CLOSING = re.compile(r"[^\S\n]*(?:[,;]|[.:](?=\s|\Z))")
_BREAKS = re.compile(r"\s+")
_WEB = TypeAdapter(HttpUrl)
_ANY = TypeAdapter(AnyUrl)
_BRACKETS = {"<": ">", "(": ")", "[": "]"}


@dataclass(frozen=True, slots=True)
class _Link:
    """A link to report: its characters in the text, its normalised address, and what it prints."""

    start: int
    end: int
    kind: str
    url: str
    host: str
    printed: str
    rule: str


def read_links(text: Text, lexicon: Lexicon) -> Outcome:
    """One reading of `links` for each address; `section`, `position` and `archive_url` are the caller's.

    Of a live link whose text is another address the printed one counts, otherwise its target. Left out with
    a notice: other schemes than http, https, ftp and mailto, invalid addresses, and names that only look like
    a host ("IT for all-regions.org").
    """
    notices: list[Notice] = []
    links: list[_Link] = []
    printed = find_addresses(text, lexicon)
    for start, end, target in _live_links(text):
        inside = [address for address in printed if address.start < end and start < address.end]
        live = _live(text, start, end, target.strip(), inside, notices)
        if live:
            links.append(live)
            printed = [address for address in printed if address not in inside]
    for address in printed:
        plain = _printed(text, address, notices)
        if plain:
            links.append(plain)
    links.sort(key=lambda link: link.start)
    return Outcome(tuple(_reading(text, link) for link in links), tuple(notices))


def _live_links(text: Text) -> Iterator[tuple[int, int, str]]:
    """Characters and target of each live link; one that a line's end or a format parted is given once."""
    pending: tuple[int, int, str] | None = None
    for number, paragraph in enumerate(text.paragraphs):
        for link in paragraph.links:
            start, end = text.positions(number, link.span)
            if start == end or "\x00" in text.free[start:end]:
                continue
            if pending and pending[2] == link.target and not text.text[pending[1] : start].strip():
                pending = (pending[0], end, link.target)
                continue
            if pending:
                yield pending
            pending = (start, end, link.target)
    if pending:
        yield pending


def _live(
    text: Text, start: int, end: int, target: str, inside: list[Address], notices: list[Notice]
) -> _Link | None:
    """What a live link leads to, or the other address that it prints; None where its target is none."""
    shown = text.text[start:end]
    start, end = start + len(shown) - len(shown.lstrip()), end - len(shown) + len(shown.rstrip())
    plain = re.sub(r"\s", "", shown)
    if not plain:
        return None
    whole = next((found for found in inside if found.start <= start and end <= found.end + 1), None)
    if whole and _form(whole.address, whole.address) != _form(target, whole.address):
        return _printed(text, replace(whole, kind="address"), notices)
    is_address = whole is not None or _form(plain, plain) == _form(target, plain)
    normal = _normalised(target.rstrip(".,;:") if is_address else target)
    if normal is None:
        if not target.startswith("#"):
            notices.append(notice("link-not-web", text.evidence(start, end), field="url", target=target))
        return None
    if whole:
        start, end = whole.start, whole.end
    printed = text.printed(start, end)
    return _Link(start, end, *normal, _BREAKS.sub("", printed) if is_address else printed, "links.hyperlink")


def _printed(text: Text, found: Address, notices: list[Notice]) -> _Link | None:
    """The link of a printed address; None, with a notice, where it is none."""
    evidence = text.evidence(found.start, found.end)
    if found.kind == "name":
        notices.append(notice("link-name", evidence, field="url", name=found.address))
        return None
    if found.kind == "other-scheme":
        text.take(found.start, found.end, "mark")
        notices.append(notice("link-not-web", evidence, field="url", target=found.address))
        return None
    normal = _normalised(found.address)
    if normal is None or not (is_host(normal[2]) or _is_number(normal[2])):
        notices.append(notice("link-invalid", evidence, field="url", address=found.address))
        return None
    printed = text.printed(found.start, found.end)
    if found.rule == "links.joined":
        printed = _BREAKS.sub("", printed)
        notices.append(notice("link-joined", evidence, field="url", address=printed))
    return _Link(found.start, found.end, *normal, printed, found.rule)


def _is_number(host: str) -> bool:
    """True for an IP address."""
    try:
        ip_address(host.strip("[]"))
    except ValueError:
        return False
    return True


def _form(address: str, like: str) -> str:
    """What two spellings of one address share; without the scheme where `like` prints none."""
    address = re.sub(r"(?i)^mailto:", "", address)
    if "://" not in like:
        address = re.sub(r"(?i)^[a-z]+://", "", address)
    scheme, separator, rest = address.rpartition("://")
    host, slash, path = rest.partition("/")
    return unquote(f"{scheme.lower()}{separator}{host.lower()}{slash}{path}").rstrip("/.,;:")


def _normalised(address: str) -> tuple[str, str, str] | None:
    """Kind, normalised address and host; None for what is no valid web or mail address.

    Path and query stay as printed: the normal form of the URL standard would add a slash and percent signs.
    """
    email = _EMAIL.fullmatch(address)
    if email:
        host = email[2].lower()
        return "email", f"mailto:{email[1]}@{host}", host
    if not _SCHEME.match(address):
        address = f"http://{address.lstrip('/')}"
    parts = _PARTS.fullmatch(address)
    if parts is None:
        return None
    scheme, user, host, port, rest = (part or "" for part in parts.groups())
    url = f"{scheme.lower()}://{user}{host.lower()}{port}{rest}"
    try:
        (_WEB if scheme.lower() != "ftp" else _ANY).validate_python(url)
    except ValidationError:
        return None
    return "url", url, host.lower()


def _reading(text: Text, link: _Link) -> Reading:
    evidence = text.read(link.start, link.end)
    free = text.free
    start, end = link.start, link.end
    if _BRACKETS.get(free[start - 1 : start]) == free[end : end + 1] != "":
        start, end = start - 1, end + 1
    closing = _CLOSING.match(free, end)
    text.take(start, link.start, "mark")
    text.take(link.end, closing.end() if closing else end, "mark")
    columns = {"kind": link.kind, "url": link.url, "host": link.host, "text": link.printed}
    return Reading("links", {name: Value(value, evidence, link.rule) for name, value in columns.items()})
