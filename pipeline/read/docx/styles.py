"""Paragraph and character styles: what they say of lists, indents and toggles, through inheritance."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from lxml import etree

from pipeline.read.docx.names import (
    INDENT,
    NUMBERING,
    OFF,
    PARAGRAPH_PROPERTIES,
    RUN_PROPERTIES,
    VAL,
    child,
    value,
    w,
)

_LONGEST_CHAIN: Final = 64  # Word itself stops at some ten levels; a cycle ends here too
_TOGGLES: Final = ("vanish", "strike", "dstrike")


@dataclass(frozen=True, slots=True)
class Style:
    """What a paragraph gets from its style; None where the style leaves it open."""

    number: str | None = None
    depth: int | None = None
    left: int | None = None
    toggles: frozenset[str] = frozenset()


class Styles:
    """The styles part. Without one, every style is empty."""

    def __init__(self, root: etree._Element | None) -> None:
        self._elements: dict[str, etree._Element] = {}
        self._known: dict[str | None, Style] = {}
        self._default: str | None = None
        self.language: str | None = None
        self._toggles = [] if root is None else [name for name in _TOGGLES if _is_in(root, w(name))]
        if root is None:
            return
        for element in root.iterchildren(w("style")):
            name = element.get(w("styleId"), "")
            self._elements.setdefault(name, element)
            if element.get(w("type")) == "paragraph" and is_on(element.get(w("default"), "0")):
                self._default = name
        self.language = self._language(root)

    def of(self, name: str | None) -> Style:
        """The style `name`, or the default paragraph style for None."""
        style = self._known.get(name)
        if style is None:
            style = self._known[name] = self._resolve(name or self._default)
        return style

    def having(self, toggle: str) -> frozenset[str]:
        """The names of the styles that have a toggle property: `vanish`, `strike` or `dstrike`."""
        names = self._elements if toggle in self._toggles else ()
        return frozenset(name for name in names if toggle in self.of(name).toggles)

    def numbering_of(self, name: str) -> str | None:
        """The list that the numbering style `name` stands for."""
        return self.of(name).number

    def _chain(self, name: str | None) -> Iterator[etree._Element]:
        for _ in range(_LONGEST_CHAIN):
            element = self._elements.get(name or "")
            if element is None:
                return
            yield element
            name = value(element, w("basedOn"))

    def _resolve(self, name: str | None) -> Style:
        number = depth = left = None
        toggles: dict[str, bool] = {}
        for element in self._chain(name):
            properties = child(element, PARAGRAPH_PROPERTIES)
            if properties is not None:
                list_properties = child(properties, NUMBERING)
                if list_properties is not None:
                    number = number or value(list_properties, w("numId"))
                    depth = whole(value(list_properties, w("ilvl"))) if depth is None else depth
                left = left_indent(properties) if left is None else left
            for toggle_name in self._toggles:
                toggle = element.find(f"{RUN_PROPERTIES}/{w(toggle_name)}")
                if toggle is not None:
                    toggles.setdefault(toggle_name, is_on(toggle.get(VAL)))
        return Style(number, depth, left, frozenset(name for name, on in toggles.items() if on))

    def _language(self, root: etree._Element) -> str | None:
        defaults = root.find(f"{w('docDefaults')}/{w('rPrDefault')}")
        for element in (*self._chain(self._default), *([] if defaults is None else [defaults])):
            language = element.find(f"{RUN_PROPERTIES}/{w('lang')}")
            if language is not None and language.get(VAL):
                return language.get(VAL)
        return None


def _is_in(root: etree._Element, tag: str) -> bool:
    return next(root.iter(tag), None) is not None


def is_on(text: str | None) -> bool:
    """What the value of an on/off property means; without a value it is on."""
    return text is None or text.lower() not in OFF


def left_indent(properties: etree._Element) -> int | None:
    """The left indent (of a right-to-left paragraph: the leading one) in twentieths of a point."""
    indent = child(properties, INDENT)
    if indent is None:
        return None
    return whole(indent.get(w("left"), indent.get(w("start"))))


def whole(text: str | None) -> int | None:
    """The whole number that an attribute says, None where it says none."""
    try:
        return int(text) if text is not None and len(text) < 12 else None
    except ValueError:
        return None
