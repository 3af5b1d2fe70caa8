"""What the normalisers of one report know beforehand."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.lexicon import Lexicon
from pipeline.model import Value
from pipeline.normalise.dates import Known
from pipeline.register import Register


@dataclass(frozen=True, slots=True)
class Context:
    """The words, the names, and what stands above a row: the day row's date and the group row's action
    line code (None where there is none)."""

    lexicon: Lexicon
    register: Register
    known: Known
    code: Value[object] | None = None
