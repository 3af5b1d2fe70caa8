"""Text formatted as hidden, by a run's own properties or through its styles."""

from __future__ import annotations

from lxml import etree

from pipeline.read.docx.names import RUN, STYLE, VAL, w
from pipeline.read.docx.styles import Styles, is_on


def hidden_runs(root: etree._Element, styles: Styles) -> set[etree._Element]:
    """The runs below `root` that are not shown.

    Hiding toggles (ISO/IEC 29500-1, 17.7.3): a run whose paragraph style and character style both hide is
    shown; the run's own property goes before both.
    """
    hidden: set[etree._Element] = set()
    names = styles.hidden()
    if names:
        for style in root.iter(STYLE, w("rStyle")):
            if style.get(VAL) in names:
                owner = _grandparent(style)
                if owner is not None:
                    hidden ^= {owner} if owner.tag == RUN else set(owner.iter(RUN))
    for vanish in root.iter(w("vanish")):
        owner = _grandparent(vanish)
        if owner is not None and owner.tag == RUN:
            (hidden.add if is_on(vanish.get(VAL)) else hidden.discard)(owner)
    return hidden


def _grandparent(element: etree._Element) -> etree._Element | None:
    parent = element.getparent()
    return None if parent is None else parent.getparent()
