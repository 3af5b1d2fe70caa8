"""Hostile files of the other formats."""

from __future__ import annotations

import zipfile
from typing import Final

from tests.hostile.case import Case
from tests.hostile.word import zipped

_ODT: Final = "application/vnd.oasis.opendocument.text"

TEXT: Final[dict[str, Case]] = {
    "nothing but tabs": Case(lambda: b"\t\n" * 20_000),
    "a line of a million letters": Case(lambda: b"Access " * 150_000),
    "a cell of a million letters": Case(lambda: b"\tA\n\tB\n\n\t" + b"Access " * 150_000 + b"\n\tC\n\n"),
    "ten thousand cells": Case(lambda: b"\tA\n\tB\n\n" * 5_000),
    "cells that fit no number of columns": Case(lambda: b"\tA\n\n\tB\n\tC\n\n\tD\n\tE\n\tF\n\n" * 2_001),
    "controls and directions": Case("Access \x1b[2J\x9b31m\u202egnp\u2066\ufeff\ufffe\n".encode),
    "halves of surrogate pairs": Case(lambda: b"\xff\xfeA\x00\x00\xd8B\x00\x0a\x00", "encoding is unknown"),
    "no encoding": Case(lambda: b"Access \x81\x8d\x8f\x90", "encoding is unknown"),
    "binary": Case(lambda: bytes(range(256)) * 16, "of no known kind"),
    "NUL after a while": Case(lambda: b"Access\n" * 2_000 + b"\x00", "NUL"),
    "a program": Case(lambda: b"\x7fELF" + bytes(64), "of no known kind"),
}
"""Plain text."""

OPEN_DOCUMENT: Final[dict[str, Case]] = {
    "a bomb": Case(
        lambda: zipped({"mimetype": _ODT.encode(), "content.xml": bytes(2_000_000)}), "like a zip bomb"
    ),
    "a part outside": Case(lambda: zipped({"mimetype": _ODT.encode(), "../../a": b""}), "outside of itself"),
    "with a password": Case(
        lambda: zipped({"mimetype": _ODT.encode(), "META-INF/manifest.xml": b"<encryption-data/>"}),
        "password",
    ),
    "another program's": Case(
        lambda: zipped({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"}, zipfile.ZIP_STORED),
        "Office file of another program",
    ),
}
"""OpenDocument text, refused before LibreOffice is started."""
