"""Whether there is anything to do: the same inputs, program and wishes, and an output that is as it was
written."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path, PurePath

from pipeline.execute.cache import Cache
from pipeline.findings import ReadError
from pipeline.read import fingerprint
from pipeline.renditions import check_place, group_renditions
from pipeline.state import file_state, knowledge_state, machine_state, program_state
from pipeline.store import Place
from pipeline.summary import Summary


def state_of_run(
    raw: Place, choices: Mapping[str, object], profiles: Path | None, settings: Path | None
) -> str:
    """A hash of all that the dataset hangs on: the files by name and bytes, what the user chose, the folder
    of further profiles, the file of settings, the program and the machine.

    Raises PipelineError where there is no report in `raw`.
    """
    state_of = _states(raw, partial(_input_state, follow_links=bool(choices["follow_links"])))
    digest = hashlib.sha256()
    for part in (
        program_state(),
        machine_state(),
        json.dumps(knowledge_state(profiles), sort_keys=True),
        json.dumps(dict(choices), sort_keys=True, default=str),
        file_state(settings) if settings else "",
        *(
            f"{report.report_id}\0{path.name}\0{state_of(path.name)}"
            for report in group_renditions(raw)
            for path in report.paths
        ),
    ):
        digest.update(part.encode("utf-8", "surrogateescape") + b"\0\0")
    return digest.hexdigest()


def recall_run(cache: Cache, output: Place, state: str) -> Summary | None:
    """What the last run into `output` said, if it was of this `state` and every file that it wrote is as it
    was."""
    content = cache.get(_key(output), lambda conditions: conditions.get("state") == state)
    if content is None:
        return None
    kept = json.loads(content)
    state_of = _states(output, file_state)
    if any(state_of(name) != digest for name, digest in kept["files"].items()):
        return None
    return Summary.from_json(kept["summary"])


def keep_run(cache: Cache, output: Place, state: str, summary: Summary) -> None:
    """Keep what a run into `output` said, and the states of the files that it wrote."""
    state_of = _states(output, file_state)
    names = (str(PurePath(name).relative_to(str(output))) for name in summary.files)
    files = {name: state_of(name) for name in names}
    content = json.dumps({"files": files, "summary": summary.as_json()})
    cache.put(_key(output), content.encode(), {"state": state})


def _input_state(path: Path, *, follow_links: bool) -> str:
    """What a reader would get of a file, or why it would not open it: a pipe has no end."""
    try:
        check_place(path, follow_links=follow_links)
        return fingerprint(path)[0]
    except ReadError as error:
        return str(error)


def _states(folder: Place, of_file: Callable[[Path], str]) -> Callable[[str], str]:
    """What tells the state of a file of `folder` by its path there: what `of_file` says, or in a store what
    the store says of it."""
    if isinstance(folder, Path):
        return lambda name: of_file(folder / name)
    states = folder.tree()
    return lambda name: states.get(name, "")


def _key(output: Place) -> str:
    return f"run\0{output.resolve()}"
