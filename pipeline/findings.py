"""The catalogue of checks, the notices made from it, and the three exceptions.

A check has a name, a severity, a message for an analyst with `{placeholders}`, and a meaning for
the documentation; all of them stand in `catalogue.toml`.
"""

from __future__ import annotations

import hashlib
import string
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Literal

from pipeline.model import Evidence, Locator, Notice

Severity = Literal["error", "warning", "info"]
_EXCERPT_LENGTH = 300


class PipelineError(Exception):
    """Anything that this program reports as an error; its text is one line for the user."""


class KnowledgeError(PipelineError):
    """A fault in profiles, lexicons or registers: nothing is read before it is mended."""


class ReadError(PipelineError):
    """A file that cannot be read: it is rejected with this reason, the run goes on."""


@dataclass(frozen=True, slots=True)
class Check:
    """One entry of the catalogue."""

    name: str
    severity: Severity
    message: str
    meaning: str

    @property
    def placeholders(self) -> frozenset[str]:
        """The names that `message` needs filled in."""
        return _placeholders(self.message)


@cache
def _placeholders(message: str) -> frozenset[str]:
    return frozenset(name for _, name, _, _ in string.Formatter().parse(message) if name)


@cache
def catalogue() -> dict[str, Check]:
    """Every check by its name, in the order of the file."""
    text = resources.files("pipeline").joinpath("catalogue.toml").read_text(encoding="utf-8")
    return {name: Check(name, **entry) for name, entry in tomllib.loads(text).items()}


def notice(
    check: str,
    evidence: tuple[Evidence, ...] = (),
    *,
    excerpt: str = "",
    locator: Locator | None = None,
    field: str | None = None,
    **details: str,
) -> Notice:
    """A notice of `check`; place and excerpt come from `evidence` where there is some.

    Raises KeyError for a name that is not in the catalogue, ValueError for details that do not fit
    the message: both are mistakes of this program.
    """
    expected = catalogue()[check].placeholders
    if expected != set(details):
        fault = f"{check} needs {sorted(expected)}, got {sorted(details)}"
        raise ValueError(fault)
    if evidence:
        locator = locator or evidence[0].locator
        excerpt = excerpt or " ".join(part.text for part in evidence)
    return Notice(check, _shorten(" ".join(excerpt.split())), locator, field, details)


def message(note: Notice) -> str:
    """The sentence for an analyst."""
    return catalogue()[note.check].message.format(**note.details)


def finding_id(*parts: object) -> str:
    """An identifier that is the same in every run for the same finding: its check and a hash of the parts."""
    digest = hashlib.sha256("\x1f".join("" if p is None else str(p) for p in parts).encode()).hexdigest()
    return f"{parts[0]}-{digest[:12]}"


def _shorten(text: str) -> str:
    return text if len(text) <= _EXCERPT_LENGTH else text[: _EXCERPT_LENGTH - 1] + "…"
