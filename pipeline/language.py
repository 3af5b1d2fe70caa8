"""The language of a text, told offline by a library from the words themselves."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lingua import LanguageDetector

_LEAST_LENGTH = 200
"""Characters that a text in Latin script must have to tell its language. Shorter ones are mostly acronyms and
names, and make the library load all its models (0.6 s against 0.04 s); another script tells at once."""

_ENOUGH = 2_000
"""Characters that are enough to tell the language of a report of one language; the library's time grows with
the text (0.3 ms per 1,000 characters)."""

_FIRST_OF_OTHER_SCRIPTS = "\u0370"


def languages_of(texts: Sequence[str], known: Sequence[str]) -> tuple[str, ...]:
    """The languages (BCP 47) of `texts` out of those `known`: that of the whole first, then those of
    single texts, by how much text is theirs. Empty where there are too few words to tell."""
    detector = _detector(tuple(sorted(known)))
    shares: dict[str, int] = {}
    for text in texts:
        language = _detect(detector, text)
        if language:
            shares[language] = shares.get(language, 0) + len(text)
    whole = _of_whole(detector, texts, shares)
    if whole is None:
        return ()
    others = sorted((tag for tag in shares if tag != whole), key=lambda tag: (-shares[tag], tag))
    return (whole, *others)


def _of_whole(detector: LanguageDetector, texts: Sequence[str], single: Collection[str]) -> str | None:
    """The language of all texts together; of a part of them where all single ones are of that language."""
    part = _sample(texts)
    found = _detect(detector, "\n".join(part)) if len(single) == 1 else None
    return found if found in single else _detect(detector, "\n".join(texts))


def _sample(texts: Sequence[str]) -> Sequence[str]:
    """Some of the texts from first to last, as many as are enough to tell one language."""
    return texts[:: 1 + sum(map(len, texts)) // _ENOUGH]


def _detect(detector: LanguageDetector, text: str) -> str | None:
    is_latin = text.isascii() or not any(
        letter >= _FIRST_OF_OTHER_SCRIPTS and letter.isalpha() for letter in text
    )
    if is_latin and len(text) < _LEAST_LENGTH:
        return None
    found = detector.detect_language_of(text)
    return found.iso_code_639_1.name.lower() if found else None


@lru_cache(maxsize=4)
def _detector(known: tuple[str, ...]) -> LanguageDetector:
    from lingua import IsoCode639_1, LanguageDetectorBuilder

    codes = [getattr(IsoCode639_1, tag.upper()) for tag in known if hasattr(IsoCode639_1, tag.upper())]
    return LanguageDetectorBuilder.from_iso_codes_639_1(*codes).build()
