"""Other word processors' files, made .docx by LibreOffice: in a private folder, offline, without macros."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Final

from pipeline.findings import ReadError
from pipeline.read.guard import check_archive
from pipeline.read.programs import run

_PROGRAMS: Final = ("soffice", "libreoffice")
_SECONDS: Final = 100
"""Less than a document has in all unless the user says otherwise: this reason says more than that one."""
_PROFILE: Final = """\
<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
{items}
</oor:items>
"""
_ITEM: Final = (
    '<item oor:path="/org.openoffice.{path}">'
    '<prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
)
_SETTINGS: Final = (
    ("Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Office.Common/Security/Scripting", "DisableActiveContent", "true"),
    ("Office.Writer/Content/Update", "Link", "0"),
    # Whatever still asks for the network gets a proxy that does not answer.
    ("Inet/Settings", "ooInetProxyType", "1"),
    ("Inet/Settings", "ooInetHTTPProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPProxyPort", "9"),
    ("Inet/Settings", "ooInetHTTPSProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPSProxyPort", "9"),
)


def to_docx(path: Path, folder: Path, *, seconds: int = _SECONDS) -> Path:
    """The document at `path` (.doc, .odt, .rtf) as a new .docx in `folder`, an empty folder of the caller's.

    Raises ReadError where LibreOffice is not installed, takes longer than `seconds`, or cannot open the file,
    and for a hostile archive.
    """
    suffix = path.suffix.lower()
    program = next(filter(None, map(shutil.which, _PROGRAMS)), None)
    if program is None:
        message = (
            f"reading {suffix} needs LibreOffice (Debian package libreoffice-writer-nogui); "
            "install it, or save the report as .docx"
        )
        raise ReadError(message)
    if suffix == ".odt":
        check_archive(path)
    # Under a name of our own: the report's may hold anything, and LibreOffice leaves a lock file beside it.
    source = folder / f"report{suffix}"
    shutil.copyfile(path, source)
    output = folder / "converted"
    _write_profile(folder / "profile")
    command = [
        *_offline(), program, "--headless", "--norestore", "--nolockcheck", "--nologo",
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        "--convert-to", "docx:MS Word 2007 XML", "--outdir", str(output), str(source),
    ]  # fmt: skip
    environment = {"PATH": os.environ.get("PATH", os.defpath), "HOME": str(folder), "LC_ALL": "C.UTF-8"}
    try:
        run(command, folder, environment, seconds)
    except subprocess.TimeoutExpired as error:
        message = f"LibreOffice did not convert the file within {seconds} seconds; save it as .docx"
        raise ReadError(message) from error
    converted = output / "report.docx"
    if not converted.is_file():  # its exit code is 0 even then
        message = (
            f"LibreOffice could not open the {suffix} file (damaged, or with a password); save it as .docx"
        )
        raise ReadError(message)
    return converted


def _write_profile(folder: Path) -> None:
    items = "\n".join(_ITEM.format(path=path, name=name, value=value) for path, name, value in _SETTINGS)
    registry = folder / "user" / "registrymodifications.xcu"
    registry.parent.mkdir(parents=True)
    registry.write_text(_PROFILE.format(items=items), encoding="utf-8")


@cache
def _offline() -> Sequence[str]:
    """The prefix that takes a command off the network, where the system lets its users do so."""
    prefix = ("unshare", "--map-root-user", "--net")
    if shutil.which(prefix[0]) is None:
        return ()
    works = subprocess.run([*prefix, "true"], check=False, capture_output=True).returncode == 0
    return prefix if works else ()
