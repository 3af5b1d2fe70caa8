"""What results hang on besides the documents, as hashes: the program, its knowledge, what is installed.

Loads nothing heavy: it is asked at every start.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import sys
import sysconfig
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

_PACKAGE = Path(__file__).parent
_KNOWLEDGE = ("profiles", "registers", "lexicons")
_LEXICONS = "lexicons"
_PROGRAMS = ("soffice", "libreoffice", "tesseract", "ocrmypdf")
"""Commands that some formats need; a file that was rejected for want of one is read once it is there."""
_MODULES = ("pikepdf", "ocrmypdf")


def program_state() -> str:
    """Of the program's own files but its knowledge, the interpreter, and the versions of all libraries."""
    digest = hashlib.sha256(f"{sys.version}\0{sys.platform}".encode())
    for folder, folders, files in os.walk(_PACKAGE):
        folders[:] = sorted(
            name
            for name in folders
            if name != "__pycache__" and not (Path(folder) == _PACKAGE and name in _KNOWLEDGE)
        )
        for name in sorted(files):
            _update(digest, Path(folder, name))
    for name in sorted(_distributions()):
        digest.update(f"{name}\0".encode())
    return digest.hexdigest()


def knowledge_state(profiles: Path | None) -> dict[str, str]:
    """Of the package's profiles with those in the folder `profiles`, of the registers, of which lexicons
    there are, and of each lexicon by its language (`lexicons/fr`)."""
    states = {name: _folder_state(_PACKAGE / name) for name in ("profiles", "registers")}
    if profiles:
        states["profiles"] += _folder_state(profiles)
    lexicons = sorted((_PACKAGE / _LEXICONS).glob("*.toml"))
    states[_LEXICONS] = " ".join(path.stem for path in lexicons)
    return states | {lexicon_name(path.stem): file_state(path) for path in lexicons}


def lexicon_name(language: str) -> str:
    """The name of a language's lexicon among the knowledge."""
    return f"{_LEXICONS}/{language}"


def machine_state() -> str:
    """Which optional programs and libraries are there."""
    present = [shutil.which(name) or "" for name in _PROGRAMS]
    present += [name for name in _MODULES if find_spec(name)]
    return "\0".join(present)


def _distributions() -> Iterator[str]:
    """The folders that tell names and versions of what is installed."""
    for folder in {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}:
        yield from (path.name for path in Path(folder).glob("*.dist-info"))


def _folder_state(folder: Path) -> str:
    digest = hashlib.sha256()
    for path in sorted(folder.glob("*")):
        _update(digest, path)
    return digest.hexdigest()


def _update(digest: hashlib._Hash, path: Path) -> None:
    digest.update(f"{path.name}\0{file_state(path)}\0".encode("utf-8", "surrogateescape"))


def file_state(path: Path) -> str:
    """SHA-256 of the bytes of a file, or why there are none."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        return f"unreadable: {error.errno}"
