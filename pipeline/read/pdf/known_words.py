"""Words that reports use: those of the project's lexicons, profiles and registers, and the names of months
and weekdays, in all their languages."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache
from importlib import resources
from typing import Final

from babel import localedata

_FOLDERS: Final = ("lexicons", "profiles", "registers")
_WORD: Final = re.compile(r"[^\W\d_]{2,}")  # a letter alone is mostly what an apostrophe leaves


def is_known(word: str) -> bool:
    """True for a whole word, whatever its case."""
    known, word = known_words(), word.casefold()
    place = bisect_left(known, word)
    return place < len(known) and known[place] == word


def is_start_of_known(letters: str) -> bool:
    """True where a word begins so, or is this."""
    known, letters = known_words(), letters.casefold()
    place = bisect_left(known, letters)
    return place < len(known) and known[place].startswith(letters)


@cache
def known_words() -> list[str]:
    """All words in order, in lower case. Read as text: their places in the files do not matter here."""
    words: set[str] = set()
    for folder in _FOLDERS:
        for file in resources.files("pipeline").joinpath(folder).iterdir():
            if file.name.endswith((".toml", ".csv")):
                words.update(_WORD.findall(file.read_text("utf-8").casefold()))
    words.update(_WORD.findall(" ".join(_names_in_dates()).casefold()))
    return sorted(words)


def _names_in_dates() -> Iterator[str]:
    """The months and weekdays of every language that has a lexicon, from CLDR."""
    for file in resources.files("pipeline").joinpath("lexicons").iterdir():
        language = localedata.load(file.name.removesuffix(".toml"))
        for kind in ("months", "days"):
            for context in language[kind].values():
                wide = context["wide"]
                yield from wide.values() if isinstance(wide, dict) else ()
