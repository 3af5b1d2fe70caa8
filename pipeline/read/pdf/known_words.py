"""Words that reports use: those of the project's lexicons, profiles and registers, in all their languages."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache
from importlib import resources
from typing import Final

_FOLDERS: Final = ("lexicons", "profiles", "registers")
_WORD: Final = re.compile(r"[^\W\d_]{2,}")  # a letter alone is mostly what an apostrophe leaves


def is_known(word: str) -> bool:
    """True for a whole word, whatever its case."""
    known, word = _known_words(), word.casefold()
    place = bisect_left(known, word)
    return place < len(known) and known[place] == word


def is_start_of_known(letters: str) -> bool:
    """True where a word begins so, or is this."""
    known, letters = _known_words(), letters.casefold()
    place = bisect_left(known, letters)
    return place < len(known) and known[place].startswith(letters)


@cache
def _known_words() -> list[str]:
    """The words in order. Read as text: their places in the files do not matter here."""
    words: set[str] = set()
    for folder in _FOLDERS:
        for file in resources.files("pipeline").joinpath(folder).iterdir():
            if file.name.endswith((".toml", ".csv")):
                words.update(_WORD.findall(file.read_text("utf-8").casefold()))
    return sorted(words)
