"""Rows of the registers: a cell of several values parts them by `|`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from pipeline.model import OrganizationId


def _parts(value: object) -> object:
    return (
        tuple(filter(None, (part.strip() for part in value.split("|")))) if isinstance(value, str) else value
    )


def _pairs(value: object) -> object:
    if not isinstance(value, str):
        return value
    pairs = (pair.partition("=") for pair in value.split("|") if pair.strip())
    return {short.strip(): long.strip() for short, _, long in pairs}


Names = Annotated[tuple[str, ...], BeforeValidator(_parts)]
Pairs = Annotated[Mapping[str, str], BeforeValidator(_pairs)]
ById = Mapping[str, str]


class Entry(BaseModel):
    """A row of a register; columns `name_<language>` (or `title_<language>`) become one mapping."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    @model_validator(mode="before")
    @classmethod
    def _languages(cls, row: dict[str, Any]) -> dict[str, Any]:
        columns: dict[str, Any] = {}
        for column, value in row.items():
            stem, _, language = column.partition("_")
            if stem in {"name", "title"} and language:
                columns.setdefault(f"{stem}s", {})
                if value:
                    columns[f"{stem}s"][language] = value
            else:
                columns[column] = value
        return columns


class Organization(Entry):
    """An organisation: `names` by language; `units` by their short names; `former_names` were its own or
    its predecessors'."""

    id: OrganizationId = Field(pattern=r"^[A-Z0-9]+(-[A-Z0-9]+)*$")
    kind: str = Field(min_length=1)
    member_of: Names = ()
    names: ById
    acronyms: Names = ()
    aliases: Names = ()
    former_names: Names = ()
    units: Pairs = Field(default_factory=dict)
    context: Names = ()
    website: str = ""
    source: str = Field(min_length=1)

    @property
    def name(self) -> str:
        """The official English name."""
        return self.names["en"]

    @property
    def default_for(self) -> tuple[str, ...]:
        """Acronyms shared with others that mean this organisation in reports of the family."""
        return tuple(entry.removeprefix("default-for=") for entry in self.context)

    def __hash__(self) -> int:
        return hash(self.id)


class ActionLine(Entry):
    """An action line, or (with `sub_theme`) one of its themes: titles by language, official facilitators."""

    code: str = Field(pattern=r"^C([1-9]|1[01])$")
    sub_theme: str = ""
    titles: ById
    aliases: Names = ()
    facilitators: Names = ()
    source: str = Field(min_length=1)


class Place(Entry):
    """A city or venue; `city` is a venue's city, `country` an ISO 3166-1 code, `timezone` an IANA name."""

    id: str = Field(min_length=1)
    kind: Literal["city", "venue"]
    names: ById
    aliases: Names = ()
    country: str = Field(pattern=r"^[A-Z]{2}$")
    timezone: str = Field(pattern=r"^[A-Z][A-Za-z_]+(/[A-Za-z_-]+)+$")
    city: str = ""

    @property
    def name(self) -> str:
        """The English name."""
        return self.names["en"]

    def __hash__(self) -> int:
        return hash(self.id)


class Country(Entry):
    """A country or territory by its ISO 3166-1 alpha-2 `code`."""

    code: str = Field(pattern=r"^[A-Z]{2}$")
    names: ById
    aliases: Names = ()
