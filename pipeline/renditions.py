"""The files of a folder as reports: those that share a stem are renditions of one report."""

from __future__ import annotations

import os
import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from pipeline.findings import PipelineError, ReadError
from pipeline.identifiers import unused
from pipeline.model import ReportId
from pipeline.read import SUFFIXES
from pipeline.store import Place

_PREFERENCE = ("docx", "doc", "odt", "rtf", "pdf", "txt")


@dataclass(frozen=True, slots=True)
class Report:
    """The files that are renditions of one report, the preferred one first; of those in a store, the
    names."""

    report_id: ReportId
    paths: tuple[Path, ...]


def group_renditions(raw: Place) -> list[Report]:
    """The reports in the folder, by the stem that their files share, in order of their identifiers.

    Raises PipelineError where there is no folder or no report in it.
    """
    stems: dict[str, list[Path]] = {}
    for path in sorted(_files(raw), key=lambda path: path.name):
        if path.suffix.lower() in SUFFIXES and not path.name.startswith((".", "~$")):
            stems.setdefault(unicodedata.normalize("NFC", path.stem).casefold(), []).append(path)
    if not stems:
        kinds = ", ".join(SUFFIXES)
        raise PipelineError(f"{raw}: no report in this folder; put files there that end in {kinds}")
    used: Counter[str] = Counter()
    reports: list[Report] = []
    for stem, paths in sorted(stems.items()):
        name = re.sub(r"[^a-z0-9]+", "-", stem.lower())
        report_id = unused(name, used)
        paths.sort(key=lambda path: (_PREFERENCE.index(SUFFIXES[path.suffix.lower()]), path.name))
        reports.append(Report(ReportId(report_id), tuple(paths)))
    return sorted(reports, key=lambda report: report.report_id)


def _files(raw: Place) -> list[Path]:
    try:
        return list(raw.iterdir()) if isinstance(raw, Path) else [Path(name) for name in raw.files()]
    except (FileNotFoundError, NotADirectoryError) as error:
        fault = "no such folder" if isinstance(error, FileNotFoundError) else "is no folder"
        raise PipelineError(f"{raw}: {fault}; give the folder that holds the reports") from error


def check_place(path: Path, *, follow_links: bool) -> None:
    """Refuse a link that leads out of the folder that it is in, where such links are not to be followed.

    Raises ReadError.
    """
    if not follow_links and not Path(os.path.realpath(path)).is_relative_to(os.path.realpath(path.parent)):
        message = "it is a link to a file outside of the folder of reports; see --follow-links"
        raise ReadError(message)
