"""Whether there is anything to do: the same inputs, program and wishes, and an output that is as it was
written."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from pathlib import Path

from pipeline.execute.cache import Cache
from pipeline.findings import ReadError
from pipeline.read import fingerprint
from pipeline.renditions import Report, check_place
from pipeline.state import file_state, knowledge_state, machine_state, program_state
from pipeline.summary import Summary


def state_of_run(
    reports: Iterable[Report], choices: Mapping[str, object], profiles: Path | None, settings: Path | None
) -> str:
    """A hash of all that the dataset hangs on: the files by name and bytes, what the user chose, the folder
    of further profiles, the file of settings, the program and the machine."""
    digest = hashlib.sha256()
    follow_links = bool(choices["follow_links"])
    for part in (
        program_state(),
        machine_state(),
        json.dumps(knowledge_state(profiles), sort_keys=True),
        json.dumps(dict(choices), sort_keys=True, default=str),
        file_state(settings) if settings else "",
        *(
            f"{report.report_id}\0{path.name}\0{_input_state(path, follow_links=follow_links)}"
            for report in reports
            for path in report.paths
        ),
    ):
        digest.update(part.encode("utf-8", "surrogateescape") + b"\0\0")
    return digest.hexdigest()


def _input_state(path: Path, *, follow_links: bool) -> str:
    """What a reader would get of a file, or why it would not open it: a pipe has no end."""
    try:
        check_place(path, follow_links=follow_links)
        return fingerprint(path)[0]
    except ReadError as error:
        return str(error)


def recall_run(cache: Cache, output: Path, state: str) -> Summary | None:
    """What the last run into `output` said, if it was of this `state` and every file that it wrote is as it
    was."""
    content = cache.get(_key(output), lambda conditions: conditions.get("state") == state)
    if content is None:
        return None
    kept = json.loads(content)
    if any(file_state(output / name) != digest for name, digest in kept["files"].items()):
        return None
    return Summary.from_json(kept["summary"])


def keep_run(cache: Cache, output: Path, state: str, summary: Summary) -> None:
    """Keep what a run into `output` said, and the hashes of the files that it wrote."""
    names = (str(Path(name).relative_to(output)) for name in summary.files)
    files = {name: file_state(output / name) for name in names}
    content = json.dumps({"files": files, "summary": summary.as_json()})
    cache.put(_key(output), content.encode(), {"state": state})


def _key(output: Path) -> str:
    return f"run\0{output.resolve()}"
