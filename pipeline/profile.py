"""profiles/*.toml: how the table of a report family is recognised, and which columns hold what.

A profile says what and where, never how: a field of the record for each column, the header
wordings in every language of the family and the words that only qualify them, which fields a table
must have, and with which words the rows begin that are no meetings.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from functools import cached_property, lru_cache
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from pipeline.findings import KnowledgeError
from pipeline.fold import key
from pipeline.model import FieldName

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

NAMING: frozenset[FieldName] = frozenset({"meeting", "code"})
"""The fields that say which meeting a row is about; a table needs one of them where `meeting` is required."""

Language = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$")]
Wordings = Mapping[Language, tuple[str, ...]]


@lru_cache(maxsize=65536)
def header_key(wording: str) -> str:
    """The form in which two header wordings are the same: folded, and without white space, so that
    hyphens, line breaks and slashes do not matter (`Co-facilitators`, `Co facilitators`)."""
    return key(wording).replace(" ", "") or wording.strip()


class ProfileColumn(BaseModel):
    """One kind of column: its field and its header wordings by language."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    field: FieldName
    headers: Wordings = Field(min_length=1)

    @property
    def wordings(self) -> Iterable[str]:
        """Every wording, of all languages."""
        return (wording for wordings in self.headers.values() for wording in wordings)


class Profile(BaseModel):
    """A report family.

    A table fits when every field of `required` and at least `minimum` fields have a column. A row is no
    meeting where it begins with one of the words of `asides` (a total, a note, an end mark). Words of
    `qualifiers` before or after a header wording change nothing (`Main recommendations`).
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str = Field(pattern="^[a-z0-9][a-z0-9-]*$")
    title: str = Field(min_length=1)
    required: tuple[FieldName, ...] = Field(default=("meeting",), min_length=1)
    minimum: int = Field(default=3, ge=1)
    asides: Wordings = Field(default_factory=dict)
    qualifiers: Wordings = Field(default_factory=dict)
    column: tuple[ProfileColumn, ...] = Field(min_length=1)

    @cached_property
    def field_of(self) -> dict[str, FieldName]:
        """The field of each header wording, by its `header_key`."""
        return {header_key(wording): column.field for column in self.column for wording in column.wordings}

    @cached_property
    def beginnings(self) -> frozenset[str]:
        """Everything that the `header_key` of a wording begins with, and the qualifiers before one."""
        wordings = frozenset(name[:size] for name in self.field_of for size in range(1, len(name) + 1))
        return wordings | self.qualifier_keys

    @cached_property
    def qualifier_keys(self) -> frozenset[str]:
        """The words of `qualifiers`, folded."""
        return frozenset(key(word) for words in self.qualifiers.values() for word in words)

    @cached_property
    def wording_of(self) -> dict[str, str]:
        """Each header wording as the profile first writes it, by its `header_key`."""
        first: dict[str, str] = {}
        for column in self.column:
            for wording in column.wordings:
                first.setdefault(header_key(wording), wording)
        return first

    @cached_property
    def telling_prefixes(self) -> frozenset[str]:
        """What stands before a wording of one field in a wording of another (`Co-` before `Organizer`), as
        in `header_key`."""
        fields = self.field_of
        return frozenset(
            name[:size]
            for name, field in fields.items()
            for size in range(1, len(name))
            if fields.get(name[size:], field) != field
        )

    @cached_property
    def aside_keys(self) -> frozenset[str]:
        """The words of `asides`, folded."""
        return frozenset(key(wording) for wordings in self.asides.values() for wording in wordings)

    @cached_property
    def longest_aside(self) -> int:
        """How many words the longest of `asides` has."""
        return max((len(words.split()) for words in self.aside_keys), default=0)

    def __hash__(self) -> int:
        return hash(self.name)

    def missing(self, fields: Iterable[FieldName]) -> list[FieldName]:
        """The required fields that `fields` does not have; a column of codes names a meeting too."""
        present = set(fields)
        if present & NAMING:
            present |= NAMING
        return [name for name in self.required if name not in present]

    def faults(self) -> list[str]:
        """What is wrong with the profile as a whole, a line each: what it says, and what is allowed."""
        names = [column.field for column in self.column]
        known = ", ".join(dict.fromkeys(names))
        again = sorted({name for name in names if names.count(name) > 1})
        faults = [
            *self._header_faults(),
            *(f"column {name}: given more than once; allowed: once" for name in again),
        ]
        faults.extend(
            f"required: {name} has no column; allowed: {known}" for name in self.required if name not in names
        )
        if not NAMING & set(names):
            faults.append('column: none has the field "meeting" or "code", which name the meeting')
        if self.minimum > len(set(names)):
            faults.append(f"minimum: {self.minimum}; allowed: up to the profile's {len(set(names))} columns")
        if "" in self.qualifier_keys:
            faults.append("qualifiers: a word is empty; allowed: words with a letter or digit")
        if "" in self.aside_keys:
            faults.append("asides: a wording is empty; allowed: words with a letter or digit")
        return faults

    def _header_faults(self) -> Iterable[str]:
        claims: dict[str, FieldName] = {}
        for column in self.column:
            for wording in column.wordings:
                owner = claims.setdefault(header_key(wording), column.field)
                if not header_key(wording):
                    yield f"column {column.field}: a header wording is empty; allowed: words or signs"
                elif owner != column.field:
                    yield f"header {wording!r} is claimed by {owner} and {column.field}; allowed: one field"


def load_profiles(folder: Path | None = None) -> tuple[Profile, ...]:
    """The package's profiles and those of `folder`; one of `folder` replaces one of the same name.

    Raises KnowledgeError with all faults of all files.
    """
    profiles: dict[str, Profile] = {}
    faults: list[str] = []
    own = resources.files("pipeline").joinpath("profiles")
    for place in (own, folder) if folder else (own,):
        if isinstance(place, Path) and not place.is_dir():
            message = f"profiles: {place} is not a folder; give a folder of .toml files"
            raise KnowledgeError(message)
        profiles |= _load_folder(place, faults)
    if faults:
        raise KnowledgeError("profiles: " + "; ".join(faults))
    return tuple(profiles.values())


def _load_folder(folder: Traversable, faults: list[str]) -> dict[str, Profile]:
    profiles: dict[str, Profile] = {}
    owners: dict[str, str] = {}
    for file in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if not file.name.endswith(".toml"):
            continue
        profile, found = parse_profile(file.read_bytes())
        faults.extend(f"{file.name}: {fault}" for fault in found)
        if profile is None:
            continue
        if profile.name in owners:
            faults.append(f"{file.name}: name: {profile.name} is also the name in {owners[profile.name]}")
        owners[profile.name] = file.name
        profiles[profile.name] = profile
    return profiles


def parse_profile(content: bytes) -> tuple[Profile | None, list[str]]:
    """The profile that a file's bytes hold, and every fault in it; None where it is no profile at all."""
    try:
        profile = Profile.model_validate(tomllib.loads(content.decode("utf-8-sig")))
    except UnicodeDecodeError:
        return None, ["not UTF-8; save it as UTF-8"]
    except tomllib.TOMLDecodeError as error:
        return None, [f"not TOML: {error}"]
    except ValidationError as error:
        return None, [_fault(details) for details in error.errors()]
    return profile, profile.faults()


def _fault(details: ErrorDetails) -> str:
    """One fault of the file's form: its key, what it says, what is allowed."""
    place = ".".join(str(part + 1) if isinstance(part, int) else part for part in details["loc"])
    if details["type"] != "extra_forbidden":
        return f"{place}: {details['msg']}"
    owner = ProfileColumn if details["loc"][0] == "column" else Profile
    return f"{place}: unknown key; allowed: {', '.join(owner.model_fields)}"
