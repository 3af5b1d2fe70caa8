"""Cells that hold no value of their own."""

from __future__ import annotations

import re

from pipeline.fold import Text, fold, key
from pipeline.lexicon import Lexicon, keys

_DITTO = re.compile(r"[\s-]*(?:\"|'')[\s-]*")


def is_nothing(text: Text, lexicon: Lexicon) -> bool:
    """Whether what is left of the cell says nothing: no words, a dash, "n/a", "not recorded"."""
    return lexicon.means_nothing(text.free)


def is_same_as_above(text: Text, lexicon: Lexicon) -> bool:
    """Whether the cell repeats the one above it: "Idem", "same as above", a ditto mark."""
    return key(text.free) in keys(lexicon.meetings.same_as_above) or bool(_DITTO.fullmatch(fold(text.free)))
