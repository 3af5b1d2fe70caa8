"""Renditions that were interpreted in an earlier run, kept as long as everything they hang on is the same."""

from __future__ import annotations

import copyreg
import io
import pickle
from array import array
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from pipeline.dataset import Dataset, Row
from pipeline.execute.cache import Cache, Conditions
from pipeline.ledger import Ledger
from pipeline.model import Document
from pipeline.state import knowledge_state, lexicon_name, program_state

_ALWAYS = ("profiles", "registers", "lexicons", lexicon_name("en"))
"""The knowledge that every document is read with."""
_MODULES = frozenset({"pipeline.model", "pipeline.ledger", "pipeline.dataset", __name__})
_OTHERS = frozenset(
    {
        ("array", "array"),
        ("datetime", "date"),
        ("datetime", "time"),
        ("datetime", "datetime"),
        ("zoneinfo", "ZoneInfo"),
    }
)


@dataclass(frozen=True, slots=True)
class Rendition:
    """What was read from one file: `row` is its row of the documents table, but for the role."""

    document: Document
    ledger: Ledger
    dataset: Dataset
    row: Row


@dataclass(frozen=True, slots=True)
class Memory:
    """The renditions in `cache`, as they were read with `choices` of the user's and the knowledge of now."""

    cache: Cache
    choices: str
    profiles: Path | None

    def recall(self, *identity: str) -> Rendition | None:
        """What was kept of a file under its names and the hash of its bytes."""
        content = self.cache.get(self._key(identity), self._holds)
        return _loaded(content) if content is not None else None

    def keep(self, rendition: Rendition, languages: tuple[str, ...], *identity: str) -> None:
        """Keep what was read in these languages."""
        knowledge = _knowledge(self.profiles)
        names = (*_ALWAYS, *map(lexicon_name, languages))
        conditions = {name: knowledge[name] for name in names if name in knowledge}
        self.cache.put(self._key(identity), _dumped(rendition), conditions)

    def _key(self, identity: tuple[str, ...]) -> str:
        return "\0".join((_program(), self.choices, *identity))

    def _holds(self, conditions: Conditions) -> bool:
        knowledge = _knowledge(self.profiles)
        return all(knowledge.get(name) == state for name, state in conditions.items())


class _Unpickler(pickle.Unpickler):
    """Makes the objects that a rendition has, and no others, whoever wrote the file."""

    def find_class(self, module: str, name: str) -> Any:
        """The class, where it is one of those."""
        if (module in _MODULES and "." not in name) or (module, name) in _OTHERS:
            found = super().find_class(module, name)
            if isinstance(found, type) and found.__module__ == module:
                return found
        raise pickle.UnpicklingError(f"{module}.{name}")


def _dumped(rendition: Rendition) -> bytes:
    content = io.BytesIO()
    pickler = pickle.Pickler(content, protocol=5)
    # as pickle has them of itself, they could only be loaded by functions that load anything
    pickler.dispatch_table = copyreg.dispatch_table | {
        ZoneInfo: lambda zone: (ZoneInfo, (zone.key,)),
        array: lambda numbers: (array, (numbers.typecode, numbers.tobytes())),
    }
    pickler.dump(rendition)
    return content.getvalue()


def _loaded(content: bytes) -> Rendition | None:
    try:
        loaded = _Unpickler(io.BytesIO(content)).load()
    except Exception:  # noqa: BLE001 - whatever is wrong with it, it is read again
        return None
    return loaded if isinstance(loaded, Rendition) else None


@cache
def _program() -> str:
    return program_state()


@cache
def _knowledge(profiles: Path | None) -> Mapping[str, str]:
    return knowledge_state(profiles)
