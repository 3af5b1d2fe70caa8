"""Header wordings -> fields: exact after folding first, then by parts, then nearly alike."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from pipeline.profile import FieldName, Profile, header_key

FUZZY_THRESHOLD = 88.0
"""Least similarity (rapidfuzz ratio, 0 to 100) at which an unlisted wording counts as a listed one."""

FUZZY_MARGIN = 3.0
"""Two fields whose best wordings are nearer to each other than this are equally good."""

_FUZZY_LENGTH = 6
_BRACKETED = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|（[^（）]*）")  # noqa: RUF001 - full-width brackets
_NOTE_MARK = re.compile(r"[*†‡§¹²³⁰-⁹]+|(?<=[^\W\d])\d{1,2}$")
_SEPARATOR = re.compile(r"\s*[/／&+;,،、|\n]\s*")  # noqa: RUF001 - full-width signs


@dataclass(frozen=True, slots=True)
class Match:
    """The fields that a header names, how sure that is, and the profile's wording that it is like."""

    fields: tuple[FieldName, ...]
    how: Literal["exact", "parts", "fuzzy"]
    wording: str
    score: float = 100.0


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """Two wordings of different fields that a header is equally like."""

    wordings: tuple[str, str]


def match_header(text: str, profile: Profile) -> Match | Ambiguous | None:
    """What the header `text` names in `profile`, or None."""
    plain = _NOTE_MARK.sub("", text.strip()).strip()
    for variant in (text, plain, _BRACKETED.sub(" ", plain)):
        field = profile.field_of.get(header_key(variant))
        if field:
            return Match((field,), "exact", profile.wording_of[header_key(variant)])
    return _match_parts(plain, profile) or _match_nearly(plain, profile)


def nearest_wording(text: str, profile: Profile) -> tuple[str, float] | None:
    """The profile's wording that `text` is most like, and how much (0 to 100)."""
    from rapidfuzz import fuzz, process

    found = process.extractOne(header_key(text), list(profile.wording_of), scorer=fuzz.ratio)
    return (profile.wording_of[found[0]], found[1]) if found and found[1] > 0 else None


def _match_parts(text: str, profile: Profile) -> Match | None:
    """`Date / Venue` names two fields, `Themes/Issues` one: every part must be a known wording."""
    parts = [part for part in _SEPARATOR.split(_BRACKETED.sub(" ", text)) if header_key(part)]
    fields = [profile.field_of.get(header_key(part)) for part in parts]
    known = tuple(dict.fromkeys(field for field in fields if field))
    if len(parts) < 2 or not known or None in fields:
        return None
    return Match(known, "parts", " / ".join(profile.wording_of[header_key(part)] for part in parts))


def _match_nearly(text: str, profile: Profile) -> Match | Ambiguous | None:
    key = header_key(text)
    if len(key) < _FUZZY_LENGTH:
        return None
    from rapidfuzz import fuzz, process

    best: dict[FieldName, tuple[float, str]] = {}
    for wording, score, _ in process.extract(
        key, list(profile.wording_of), scorer=fuzz.ratio, score_cutoff=FUZZY_THRESHOLD, limit=10
    ):
        best.setdefault(profile.field_of[wording], (score, profile.wording_of[wording]))
    if not best:
        return None
    (field, (score, wording)), *others = sorted(best.items(), key=lambda item: -item[1][0])
    if others and score - others[0][1][0] < FUZZY_MARGIN:
        return Ambiguous((wording, others[0][1][1]))
    return Match((field,), "fuzzy", wording, score)
