"""What the user can choose of a run."""

from __future__ import annotations

import shlex
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.execute.supervisor import Limits
from pipeline.read import ReadOptions


@dataclass(frozen=True, slots=True)
class Options:
    """`jobs` are worker processes; with 0 this process reads, and no document has
    limits. With `cluster`, the address of a scheduler, its nodes read, whatever `jobs` are. Without `cache`,
    a folder, everything is read anew. `about` has what only the publisher knows of the dataset, by the names
    of the data package."""

    profiles: Path | None = None
    language: str | None = None
    reading: ReadOptions = field(default_factory=ReadOptions)
    about: Mapping[str, object] = field(default_factory=dict)
    jobs: int = 0
    limits: Limits = field(default_factory=Limits)
    cache: Path | None = None
    cluster: str | None = None

    @property
    def command(self) -> str:
        """The command that gives the same dataset from the same files: with all of these that it hangs on,
        but without a word of what is the user's own, such as folders and the password."""
        chosen = {
            "--profiles PROFILES_FOLDER": self.profiles,
            "--settings SETTINGS_FILE": self.about,
            f"--language {shlex.quote(self.language or '')}": self.language,
            "--revisions reject": self.reading.revisions == "reject",
            "--password PASSWORD": self.reading.password,
            "--ocr": self.reading.ocr,
        }
        options = (option for option, wanted in chosen.items() if wanted)
        return " ".join(("python -m pipeline extract INPUT_FOLDER --output OUTPUT_FOLDER", *options))
