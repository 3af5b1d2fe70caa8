"""Text that is not the report's: hidden or struck out, by a run's own properties or through its styles."""

from __future__ import annotations

from typing import Final

from lxml import etree

from pipeline.read.docx.names import RUN, STYLE, VAL, w
from pipeline.read.docx.styles import Styles, is_on

HIDDEN: Final = "hidden-text"
_CHECKS: Final = {"strike": "struck-text", "dstrike": "struck-text", "vanish": HIDDEN}
"""The check that tells of a run with the property; of several the last counts."""


def left_out_runs(root: etree._Element, styles: Styles) -> dict[etree._Element, str]:
    """The runs below `root` that are left out, each with the check that tells of it."""
    return {run: check for toggle, check in _CHECKS.items() for run in _runs_with(toggle, root, styles)}


def _runs_with(toggle: str, root: etree._Element, styles: Styles) -> set[etree._Element]:
    """The runs that have a toggle property (ISO/IEC 29500-1, 17.7.3): not one whose paragraph style and
    character style both have it; the run's own property goes before both."""
    runs: set[etree._Element] = set()
    names = styles.having(toggle)
    if names:
        for style in root.iter(STYLE, w("rStyle")):
            if style.get(VAL) in names:
                owner = _grandparent(style)
                if owner is not None:
                    runs ^= {owner} if owner.tag == RUN else set(owner.iter(RUN))
    for own in root.iter(w(toggle)):
        owner = _grandparent(own)
        if owner is not None and owner.tag == RUN:
            (runs.add if is_on(own.get(VAL)) else runs.discard)(owner)
    return runs


def _grandparent(element: etree._Element) -> etree._Element | None:
    parent = element.getparent()
    return None if parent is None else parent.getparent()
