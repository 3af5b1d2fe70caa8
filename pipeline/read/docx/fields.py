"""Fields: instructions that Word replaces by their result. Only the result is text of the document."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from pipeline.read.docx.names import VAL, w
from pipeline.read.docx.styles import is_on, whole

_TOKEN: Final = re.compile(r'"((?:\\.|[^"\\])*)"|([^\s"]+)')
_ESCAPE: Final = re.compile(r"\\(.)")
_WITH_ARGUMENT: Final = frozenset({r"\o", r"\t"})


@dataclass(slots=True)
class Field:
    """A field that has begun: its instruction so far, whether its result has begun, and where in the line;
    `target` is the address where it is a link, `form` what it shows where it has no result."""

    code: list[str] = field(default_factory=list)
    in_result: bool = False
    start: int = 0
    target: str | None = None
    form: str = ""


def link_target(code: str) -> str | None:
    """The address of a HYPERLINK instruction, `#` before a place inside a document; None for other fields."""
    tokens = [(quoted or bare, bare) for quoted, bare in _TOKEN.findall(code)]
    if not tokens or tokens[0][1].upper() != "HYPERLINK":
        return None
    address = anchor = ""
    rest = iter(tokens[1:])
    for token, bare in rest:
        if bare.lower() == r"\l":
            anchor = next(rest, ("", ""))[0]
        elif bare.lower() in _WITH_ARGUMENT:
            next(rest, None)
        elif not bare.startswith("\\"):
            address = address or (token if bare else _ESCAPE.sub(r"\1", token))
    target = address + (f"#{anchor}" if anchor else "")
    return target or None


def form_value(begin: etree._Element) -> str:
    """What a form field shows that has no result of its own: a ticked box, a chosen entry of a list."""
    data = begin.find(w("ffData")) if len(begin) else None
    if data is None:
        return ""
    box = data.find(w("checkBox"))
    if box is not None:
        state = box.find(w("checked"))
        state = box.find(w("default")) if state is None else state
        return "☒" if state is not None and is_on(state.get(VAL)) else "☐"
    choices = data.find(w("ddList"))
    if choices is None:
        return ""
    chosen = choices.find(w("result"))
    chosen = choices.find(w("default")) if chosen is None else chosen
    number = 0 if chosen is None else whole(chosen.get(VAL)) or 0
    entries = [entry.get(VAL, "") for entry in choices.iterchildren(w("listEntry"))]
    return entries[number] if 0 <= number < len(entries) else ""
