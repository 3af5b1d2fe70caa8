"""Profiles for people: explained, and drafted from the headers of a document."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePath

from pipeline.findings import ReadError
from pipeline.fold import key, squeeze
from pipeline.language import languages_of
from pipeline.lexicon import own_lexicons
from pipeline.model import Document, FieldName
from pipeline.profile import NAMING, Profile
from pipeline.select.columns import Fit
from pipeline.select.headers import Match, match_header, nearest_wording
from pipeline.select.readings import best_layout

_MINIMUM = 3
"""Fields that a table must have in a drafted profile, where it has so many."""

MEANINGS: Mapping[FieldName, str] = {
    "meeting": "names the meeting; its date, place and other facts may stand with it",
    "code": "the code of the meeting's action line, nothing else",
    "date": "date, time, or both",
    "place": "venue or city",
    "facilitator": "the organisations that led the meeting, with their representatives",
    "co-facilitator": "the organisations that helped to lead it",
    "chair": "persons who chaired or moderated",
    "co-chair": "persons who did so together with the chair",
    "speaker": "persons who spoke",
    "rapporteur": "persons who reported",
    "participants": "how many took part",
    "webcast": "whether there is a webcast",
    "themes": "what was discussed, as points",
    "decisions": "what was decided or concluded, as points",
    "comments": "anything else, as points",
    "links": "web addresses",
    "contact": "persons and addresses to write to",
    "number": "a running number without meaning",
}
"""What a column with each field holds."""


def explain(profile: Profile) -> Iterator[str]:
    """The profile in lines for a person: when it takes a table, and what it reads under which header."""
    yield f"{profile.name}: {profile.title}"
    required = ", ".join(profile.required)
    yield f"A table is taken where it has: {required}; and at least {profile.minimum} of these fields."
    for column in profile.column:
        yield f"\n{column.field}: {MEANINGS[column.field]}"
        yield from (f"  {language}: {' | '.join(wordings)}" for language, wordings in column.headers.items())
    if profile.asides:
        yield "\nRows that begin with these words are no meetings:"
        yield from (f"  {language}: {' | '.join(words)}" for language, words in profile.asides.items())


def draft(document: Document, profiles: Sequence[Profile]) -> str:
    """A profile in TOML from the headers of the document's table that is most like one of a report: each
    header under the field that `profiles` give to such a wording; the others in comments.

    Raises ReadError where the document has no table with headers.
    """
    headers = _headers(document, profiles)
    if not headers:
        message = "there is no table with headers in it; a profile is drafted from the headers of a table"
        raise ReadError(message)
    guesses = {header: _guess(header, profiles) for header in headers}
    if not NAMING & set(guesses.values()):
        guesses[next((header for header, guess in guesses.items() if guess is None), headers[0])] = "meeting"
    language = _language(document)
    fields = list(dict.fromkeys(field for field in guesses.values() if field))
    lines = list(_head(document, fields, language))
    for field in fields:
        known = [header for header, guess in guesses.items() if guess == field]
        lines.extend(("", *_column(field, language, known)))
    for header in (header for header, guess in guesses.items() if guess is None):
        lines.extend(("", *_unknown(header, language, profiles)))
    return "\n".join(lines) + "\n"


def _headers(document: Document, profiles: Sequence[Profile]) -> list[str]:
    """The headers of the table that a profile fits best; where none fits at all, of the largest one."""
    found = [
        (fit.score(profile), table.rows * table.columns, -table.index, fit)
        for table in document.tables
        for profile in profiles
        for fit in best_layout(table, profile)
    ]
    best: Fit | None = max(found, key=lambda candidate: candidate[:3])[3] if found else None
    labels = [squeeze(column.label) for column in best.columns] if best else []
    return list({key(label): label for label in reversed(labels) if key(label)}.values())[::-1]


def _guess(header: str, profiles: Sequence[Profile]) -> FieldName | None:
    matches = [match for profile in profiles if isinstance(match := match_header(header, profile), Match)]
    best = max(matches, key=lambda match: match.score, default=None)
    return best.fields[0] if best else None


def _head(document: Document, fields: Sequence[FieldName], language: str) -> Iterator[str]:
    file = squeeze(document.document_id)
    name = re.sub(r"[^a-z0-9]+", "-", key(PurePath(file).stem)).strip("-")
    required = sorted(fields, key=lambda field: field not in NAMING)[:2]
    yield f"# A profile drafted from the headers in {file}: check every guess."
    yield "# Put the file into a folder and give that with --profiles."
    yield ""
    yield f"name = {_quoted(name or 'drafted')}"
    yield f"title = {_quoted(f'Reports such as {file}')}"
    yield "# Each table of this family has these; of two profiles that fit, that with more of them is taken."
    yield f"required = {json.dumps(required)}"
    yield "# A table of this family has at least so many of the fields below."
    yield f"minimum = {min(_MINIMUM, len(fields))}"
    yield ""
    yield "# Rows that begin with such words are no meetings."
    yield "[asides]"
    yield f'# {language} = ["..."]'
    yield ""
    yield "# One [[column]] for each field, with every header that means it, by language. The fields:"
    yield from (f"#   {field}: {meaning}" for field, meaning in MEANINGS.items())


def _column(field: FieldName, language: str, headers: Sequence[str]) -> Iterator[str]:
    yield "[[column]]"
    yield f'field = "{field}"'
    yield "[column.headers]"
    yield f"{language} = {json.dumps(headers, ensure_ascii=False)}"


def _unknown(header: str, language: str, profiles: Sequence[Profile]) -> Iterator[str]:
    near = filter(None, (nearest_wording(header, profile) for profile in profiles))
    yield f"# No known header is like this one (nearest: {', '.join(near)}). Its text is kept as comments;"
    yield "# for another field, name that and take the # away from these four lines."
    yield from (f"# {line}" for line in _column("comments", language, [header]))


def _language(document: Document) -> str:
    texts = [paragraph.text for paragraph in document.paragraphs]
    texts.extend(cell.text for table in document.tables for cell in table.cells)
    return next(iter(languages_of(texts, tuple(own_lexicons().by_language))), "en")


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
