"""profiles/*.toml: how the table of a report family is recognised, and which columns hold what.

A profile says what and where, never how: a field of the record for each column, the header
wordings in every language of the family, and which fields a table must have.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from functools import cached_property
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from pipeline.findings import KnowledgeError
from pipeline.fold import key

FieldName = Literal[
    "meeting",
    "code",
    "date",
    "place",
    "facilitator",
    "co-facilitator",
    "chair",
    "co-chair",
    "speaker",
    "rapporteur",
    "participants",
    "webcast",
    "themes",
    "decisions",
    "comments",
    "links",
    "contact",
    "number",
]
"""What a column can hold. `meeting` names the meeting, `code` is a column of action line codes alone,
`number` a running number without meaning."""


def header_key(wording: str) -> str:
    """The form in which two header wordings are the same: folded, and without white space, so that
    hyphens, line breaks and slashes do not matter (`Co-facilitators`, `Co facilitators`)."""
    return key(wording).replace(" ", "") or wording.strip()


class ProfileColumn(BaseModel):
    """One kind of column: its field and its header wordings by language."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    field: FieldName
    headers: Mapping[str, tuple[str, ...]] = Field(min_length=1)

    @property
    def wordings(self) -> Iterable[str]:
        """Every wording, of all languages."""
        return (wording for wordings in self.headers.values() for wording in wordings)


class Profile(BaseModel):
    """A report family. A table fits when every field of `required` and at least `minimum` fields have a column."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str = Field(pattern="^[a-z0-9][a-z0-9-]*$")
    title: str
    required: tuple[FieldName, ...] = ("meeting",)
    minimum: int = Field(default=3, ge=1)
    column: tuple[ProfileColumn, ...] = Field(min_length=1)

    @cached_property
    def field_of(self) -> dict[str, FieldName]:
        """The field of each header wording, by its `header_key`."""
        return {header_key(wording): column.field for column in self.column for wording in column.wordings}

    @cached_property
    def wording_of(self) -> dict[str, str]:
        """Each header wording as the profile writes it, by its `header_key`."""
        return {header_key(wording): wording for column in self.column for wording in column.wordings}

    def faults(self) -> list[str]:
        """Header wordings that two fields claim, and required fields without a column."""
        claims: dict[str, FieldName] = {}
        faults: list[str] = []
        for column in self.column:
            for wording in column.wordings:
                owner = claims.setdefault(header_key(wording), column.field)
                if not header_key(wording):
                    faults.append(f"column {column.field}: a header wording is empty")
                elif owner != column.field:
                    faults.append(f"header {wording!r} is claimed by {owner} and by {column.field}")
        known = {column.field for column in self.column}
        faults.extend(f"required: {name} has no column" for name in self.required if name not in known)
        return faults


def load_profiles(folder: Path | None = None) -> tuple[Profile, ...]:
    """The package's profiles and those of `folder`; one of `folder` replaces one of the same name.

    Raises KnowledgeError with all faults of all files.
    """
    profiles: dict[str, Profile] = {}
    faults: list[str] = []
    own = resources.files("pipeline").joinpath("profiles")
    for place in (own, folder) if folder else (own,):
        if isinstance(place, Path) and not place.is_dir():
            raise KnowledgeError(f"profiles: {place} is not a folder; give a folder of .toml files")
        for file in sorted(place.iterdir(), key=lambda entry: entry.name):
            if file.name.endswith(".toml"):
                profile = _load(file, faults)
                if profile:
                    profiles[profile.name] = profile
    if faults:
        raise KnowledgeError("profiles: " + "; ".join(faults))
    return tuple(profiles.values())


def _load(file: Traversable, faults: list[str]) -> Profile | None:
    try:
        profile = Profile.model_validate(tomllib.loads(file.read_text(encoding="utf-8")))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        faults.append(f"{file.name}: {error}")
        return None
    except ValidationError as error:
        faults.extend(f"{file.name}: {'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors())
        return None
    faults.extend(f"{file.name}: {fault}" for fault in profile.faults())
    return profile
