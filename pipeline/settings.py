"""What only the publisher of a dataset knows: its licence, its contributors. A TOML file of the user's."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError, model_validator

from pipeline import SETTINGS
from pipeline.findings import PipelineError

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Address = Annotated[str, StringConstraints(pattern=r"^https?://[^\s/]\S*$")]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class License(_Strict):
    """A licence of the data: its identifier (Open Definition or SPDX) or its address, or both."""

    name: Annotated[str, StringConstraints(pattern=r"^[-a-zA-Z0-9._]+$")] | None = None
    path: Address | None = None
    title: Text | None = None

    @model_validator(mode="after")
    def _says_which(self) -> License:
        if self.name is None and self.path is None:
            fault = "needs `name` (such as CC-BY-4.0) or `path` (the address of its text)"
            raise ValueError(fault)
        return self


class Contributor(_Strict):
    """A person or an organisation that had a part in the dataset."""

    title: Text
    email: Annotated[str, StringConstraints(pattern=r"^\S+@\S+$")] | None = None
    path: Address | None = None
    organization: Text | None = None
    roles: list[Text] | None = Field(None, min_length=1)


class Package(_Strict):
    """What goes into `datapackage.json`, by the names of the Data Package standard (version 2)."""

    title: Text | None = None
    description: Text | None = None
    homepage: Address | None = None
    keywords: list[Text] | None = Field(None, min_length=1)
    licenses: list[License] | None = Field(None, min_length=1)
    contributors: list[Contributor] | None = Field(None, min_length=1)


class Settings(_Strict):
    """The whole file."""

    package: Package = Package()


def load_settings(path: Path | None) -> dict[str, Any]:
    """What the file at `path` says of the data package; of `pipeline.toml` in the working folder, if it is
    there, where `path` is None.

    Raises PipelineError with every fault of the file.
    """
    if path is None and not SETTINGS.exists():
        return {}
    file = path or SETTINGS
    try:
        settings = Settings.model_validate(tomllib.loads(file.read_text("utf-8-sig")))
    except OSError as error:
        message = f"{file}: the settings cannot be read: {error.strerror}; name another file with --settings"
        raise PipelineError(message) from error
    except UnicodeDecodeError as error:
        message = f"{file}: not UTF-8; save it as UTF-8"
        raise PipelineError(message) from error
    except tomllib.TOMLDecodeError as error:
        message = f"{file}: not TOML: {error}"
        raise PipelineError(message) from error
    except ValidationError as error:
        faults = "; ".join(_fault(fault["loc"], fault["type"], fault["msg"]) for fault in error.errors())
        message = f"{file}: {faults}"
        raise PipelineError(message) from error
    return settings.package.model_dump(exclude_none=True)


def _fault(place: tuple[int | str, ...], kind: str, message: str) -> str:
    name = ".".join(str(part + 1) if isinstance(part, int) else part for part in place)
    if kind != "extra_forbidden":
        return f"{name}: {message.removeprefix('Value error, ')}"
    allowed = ", ".join(_model(place).model_fields)
    return f"{name}: unknown key; allowed: {allowed}"


def _model(place: tuple[int | str, ...]) -> type[BaseModel]:
    """The model that the key at `place` stands in."""
    by_key: dict[int | str, type[BaseModel]] = {
        "package": Package,
        "licenses": License,
        "contributors": Contributor,
    }
    return next((by_key[part] for part in reversed(place[:-1]) if part in by_key), Settings)
