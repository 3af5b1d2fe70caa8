"""Addresses that print has broken at a space or a line's end, put together where the evidence is good."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.fold import FILLER, Text
from pipeline.normalise.links.domains import is_host

_START = re.compile(
    r"(?<![\w@/.])(?:(?:https?|ftp)[^\S\n]*:[^\S\n]*//\s*|www\s*\.\s*(?=\w)|(?<![+-])[\w.+-]{1,64}@\s*(?=\w))",
    re.IGNORECASE,
)
_SIGNS = ("@", "//")
"""Without one of them, or `www`, no address begins that could be broken."""
_TOKEN = re.compile(rf"[^\s<>\"{FILLER}]+")
_GAP = re.compile(r"[^\S\n]*\n?[^\S\n]*")
_CLOSING = ".,;:!?)]>'\""
_ADDRESS_ONLY = re.compile(r"[\w.~!$&'()*+,;=:@%/?#\[\]-]+")
_LIKE_A_PATH = re.compile(r"[/_=&?%#~]|\w\.\w")
_CONNECTORS = "/-_=&?%#~+"
_CUT_ENDING = re.compile(r"\.([a-z]{0,4})$", re.IGNORECASE)
_FILE_ENDINGS = frozenset(
    {"htm", "html", "shtml", "asp", "aspx", "php", "jsp", "cfm", "xml", "txt", "zip"}
    | {"pdf", "doc", "docx", "xls", "xlsx", "ppt", "pptx"}
)


def mended(text: Text) -> tuple[str, Sequence[int]]:
    """The free text without the white space that breaks addresses, and where each character of it stood."""
    free = text.free
    if not any(sign in free for sign in _SIGNS) and "www" not in free.lower():
        return free, range(len(free))
    dropped = {position for gap in _breaks(text, free) for position in range(*gap)}
    if not dropped:
        return free, range(len(free))
    kept = [position for position in range(len(free)) if position not in dropped]
    return "".join(free[position] for position in kept), kept


def _breaks(text: Text, free: str) -> Iterator[tuple[int, int]]:
    """Stretches of white space inside addresses."""
    done = 0
    for start in _START.finditer(free):
        if start.start() < done or not _same_paragraph(text, start.start(), start.end()):
            continue
        for space in re.finditer(r"\s+", start.group()):
            yield start.start() + space.start(), start.start() + space.end()
        left, done = re.sub(r"\s", "", start.group()), start.end()
        while token := _TOKEN.match(free, done):
            left, done = left + token.group(), token.end()
            gap = _GAP.match(free, done)
            following = _TOKEN.match(free, gap.end()) if gap else None
            if not gap or not gap.group() or not following:
                break
            if not _same_paragraph(text, done - 1, gap.end()):
                if _is_rest_of_path(text, left, gap.end(), following.group()):
                    yield gap.span()
                    done = following.end()
                break
            line = free[following.end() :].split("\n", 1)[0]
            if not _goes_on(left, following.group(), in_line="\n" not in gap.group(), alone=not line.strip()):
                break
            yield gap.span()
            done = gap.end()


def _same_paragraph(text: Text, first: int, last: int) -> bool:
    return last < len(text.text) and text.paragraph_at(first) is text.paragraph_at(last)


def _is_rest_of_path(text: Text, left: str, start: int, right: str) -> bool:
    """Whether an address that ends open ("http://www.itu.int/wsis/") goes on in the next paragraph: one
    without a mark that holds nothing but a file's name, perhaps in its folder ("c6/index.html"), or behind
    a question mark or ampersand the rest of the query ("v=12")."""
    paragraph = text.paragraph_at(start)
    core = right.rstrip(_CLOSING)
    ending = _CUT_ENDING.search(core)
    is_file = ending is not None and ending[1].lower() in _FILE_ENDINGS
    is_query = left[-1] in "?&" and re.match(r"[\w.-]+=", core) is not None
    return (
        "://" in left
        and left[-1] in _CONNECTORS
        and paragraph.marker is None
        and paragraph.text.strip() == right
        and (is_file or is_query)
        and _ADDRESS_ONLY.fullmatch(core) is not None
        and not _START.match(right)
        and "@" not in right
    )


def _goes_on(left: str, right: str, *, in_line: bool, alone: bool) -> bool:
    """Whether `right`, after white space, belongs to the address `left`. `in_line`: no line ends between
    them; `alone`: nothing follows `right` in its line."""
    core = right.rstrip(_CLOSING)
    if not core or not _ADDRESS_ONLY.fullmatch(core) or _START.match(right) or "@" in right:
        return False
    host, slash, path = left.split("://", 1)[-1].rsplit("@", 1)[-1].partition("/")
    if not slash:
        return _host_goes_on(host, right, core)
    if core[0] in _CONNECTORS and core[0] not in "-~+":
        return len(core) > 1
    if left[-1] in _CONNECTORS:
        at_line_end = not in_line and (left[-1] != "/" or (alone and not core.isalpha()))
        return at_line_end or bool(_LIKE_A_PATH.search(core))
    return _ending_goes_on(path, core) or (not in_line and alone and left[-1].isdigit() and core.isdigit())


def _ending_goes_on(path: str, core: str) -> bool:
    """Whether `core` completes the ending of a file's name: "note.p" and "df"."""
    cut = _CUT_ENDING.search(path)
    return cut is not None and cut[1] not in _FILE_ENDINGS and (cut[1] + core).lower() in _FILE_ENDINGS


def _host_goes_on(host: str, right: str, core: str) -> bool:
    joined = re.split(r"[/?#:]", host + core, maxsplit=1)[0]
    if is_host(host.rstrip(".")) and not host.endswith("."):
        return len(core) > 1 if core[0] in "/.?" else "/" in core and is_host(joined)
    if host.endswith(".") or not is_host(host):
        return is_host(joined) or (right.endswith(".") and right.islower() and host.count(".") < 2)
    return False
