"""Word's numbering: which mark a list level draws, through overrides and numbering styles."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from lxml import etree

from pipeline.model import Marker
from pipeline.read.docx.names import PARAGRAPH_PROPERTIES, RUN_PROPERTIES, VAL, w
from pipeline.read.docx.styles import Styles, left_indent, whole

_DASHES: Final = frozenset("-‐‑‒–—―−﹘﹣－⁃─━")
_SYMBOL_DASHES: Final = frozenset("-\uf02d\uf0be\u00be")
"""Minus and line extension in the encoding of the Symbol font."""
_LETTERS: Final = frozenset(
    {
        "aiueo",
        "aiueoFullWidth",
        "arabicAbjad",
        "arabicAlpha",
        "chosung",
        "ganada",
        "hebrew2",
        "hindiConsonants",
        "hindiVowels",
        "iroha",
        "irohaFullWidth",
        "lowerLetter",
        "russianLower",
        "russianUpper",
        "thaiLetters",
        "upperLetter",
    }
)
"""Number formats (ISO/IEC 29500-1, 17.18.59) that count in letters; any other counts in numbers."""
_PLACEHOLDER: Final = re.compile(r"%([1-9])")
_LONGEST_CHAIN: Final = 16


@dataclass(frozen=True, slots=True)
class Level:
    """A level of a list: the kind of mark that it draws (None: nothing), and its left indent."""

    marker: Marker | None
    left: int | None


_NO_LEVEL: Final = Level(None, None)


class Numbering:
    """The numbering part. Without one, no paragraph is in a list."""

    def __init__(self, root: etree._Element | None, styles: Styles) -> None:
        self._styles = styles
        self._lists: dict[str, etree._Element] = {}
        self._definitions: dict[str, etree._Element] = {}
        self._known: dict[tuple[str, int], Level] = {}
        if root is None:
            return
        for element in root.iterchildren(w("num")):
            self._lists.setdefault(element.get(w("numId"), ""), element)
        for element in root.iterchildren(w("abstractNum")):
            self._definitions.setdefault(element.get(w("abstractNumId"), ""), element)

    def level(self, number: str, depth: int) -> Level:
        """Level `depth` (from 0) of the list `number`; one without a mark where there is none."""
        level = self._known.get((number, depth))
        if level is None:
            level = self._known[number, depth] = self._find(number, str(depth))
        return level

    def depth_of_style(self, number: str, style: str) -> int:
        """The level of the list `number` that is linked with the paragraph style, else 0."""
        definition = self._definition(number)
        for level in () if definition is None else definition.iterchildren(w("lvl")):
            linked = level.find(w("pStyle"))
            if linked is not None and linked.get(VAL) == style:
                depth = level.get(w("ilvl"))
                return whole(depth) or 0
        return 0

    def _find(self, number: str, depth: str) -> Level:
        own = self._lists.get(number)
        if own is None:
            return _NO_LEVEL
        for override in own.iterchildren(w("lvlOverride")):
            if override.get(w("ilvl")) == depth:
                level = override.find(w("lvl"))
                if level is not None:
                    return self._read(level, number)
        definition = self._definition(number)
        for level in () if definition is None else definition.iterchildren(w("lvl")):
            if level.get(w("ilvl")) == depth:
                return self._read(level, number)
        return _NO_LEVEL

    def _definition(self, number: str | None) -> etree._Element | None:
        for _ in range(_LONGEST_CHAIN):
            own = self._lists.get(number or "")
            reference = None if own is None else own.find(w("abstractNumId"))
            definition = None if reference is None else self._definitions.get(reference.get(VAL, ""))
            link = None if definition is None else definition.find(w("numStyleLink"))
            if link is None:
                return definition
            number = self._styles.numbering_of(link.get(VAL, ""))
        return None

    def _read(self, level: etree._Element, number: str) -> Level:
        properties = level.find(PARAGRAPH_PROPERTIES)
        left = None if properties is None else left_indent(properties)
        return Level(self._marker(level, number), left)

    def _marker(self, level: etree._Element, number: str) -> Marker | None:
        if level.find(w("lvlPicBulletId")) is not None:
            return "bullet"
        label = level.find(w("lvlText"))
        text = "" if label is None else label.get(VAL, "")
        counted = _PLACEHOLDER.findall(text)
        if not counted:
            return _kind_of_glyph(text.strip(), _font(level))
        # The level's own number decides; a label without it shows that of an outer level.
        own = whole(level.get(w("ilvl"))) or 0
        shown = max(int(place) - 1 for place in counted)
        if shown < own:
            return self.level(number, shown).marker
        return _kind_of_format(level, _PLACEHOLDER.sub("", text))


def _kind_of_glyph(glyph: str, font: str) -> Marker | None:
    if not glyph:
        return None
    dashes = _SYMBOL_DASHES | _DASHES if font == "symbol" else _DASHES
    return "dash" if all(character in dashes for character in glyph) else "bullet"


def _kind_of_format(level: etree._Element, around: str) -> Marker | None:
    # The first of two where Word keeps a newer format beside its fallback: both are of one kind.
    form = next(level.iter(w("numFmt")), None)
    name = "decimal" if form is None else form.get(VAL, "decimal")
    if name in {"none", "bullet"}:
        return _kind_of_glyph(around.strip(), _font(level))
    return "letter" if name in _LETTERS else "number"


def _font(level: etree._Element) -> str:
    fonts = level.find(f"{RUN_PROPERTIES}/{w('rFonts')}")
    if fonts is None:
        return ""
    return (fonts.get(w("ascii")) or fonts.get(w("hAnsi")) or "").lower()
