"""Fuzz one harness, or all in turn, each in a process of its own.

    python -m tests.fuzz [HARNESS …] [--minutes 5] [--folder .cache/fuzz]

The corpus of a harness grows in FOLDER/HARNESS/corpus and is used again; inputs that break it are put into
FOLDER/HARNESS/crashes. The exit code is 1 where there is one.
"""

from __future__ import annotations

import hashlib
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from random import Random
from typing import Any

import click

NAMES = (
    "docx", "package_of_docx", "pdf", "text", "dates", "links", "meetings", "organizations", "participants",
    "people", "points", "report", "cells", "profiles", "writers",
)  # fmt: skip
_LONGEST = {"docx": 65_536, "pdf": 16_384, "writers": 8_192}
_LONGEST_TEXT = 2_048
_SLOW_SECONDS, _MEGABYTES = 30, 3_000
_PDF = (
    "obj", "endobj", "stream", "endstream", "xref", "trailer", "startxref", "/Type", "/Page", "/Pages",
    "/Kids", "/Parent", "/Count", "/Resources", "/Font", "/ToUnicode", "/XObject", "/Form", "/Filter",
    "/FlateDecode", "/ASCIIHexDecode", "/Length", "/Annots", "/MediaBox", "/Rotate", "/StructTreeRoot",
    "1 0 R", "2 0 R", " BT ", " ET ", " Tj ", " TJ ", " Tm ", " cm ", " re f ", " Do ", " BDC ", " EMC ",
    "99999999999",
)  # fmt: skip
_TEXTS = (
    "C1", "C11", "16 May 2006", "10:00-13:00", "TBC", "(confirmed)", "Chaired by", "Mr. ", "ITU", "UNESCO",
    "40", "around", "participants", "http://www.itu.int/a", "a@b.org", "\\x1e", "\\x0a", "\\xe2\\x80\\x8f",
    "\\xc2\\xad", "\\xcc\\x81", "and", "; ", " - ",
)  # fmt: skip
_WORDS = dict.fromkeys(NAMES[4:13], _TEXTS) | {
    "pdf": _PDF,
    "profiles": ("[[column]]", "headers.", "field = "),
}
"""What is put into inputs, in libFuzzer's notation."""


@click.command(help=__doc__)
@click.argument("harnesses", nargs=-1, type=click.Choice(NAMES))
@click.option("--minutes", type=click.FloatRange(min=0), default=5.0, show_default=True, help="For each.")
@click.option(
    "--folder",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path(".cache/fuzz"),
    show_default=True,
)
def main(harnesses: tuple[str, ...], minutes: float, folder: Path) -> None:
    """Fuzz."""
    if find_spec("atheris") is None:
        message = "atheris is not installed here: it runs on Linux on x86-64 with Python before 3.14"
        raise click.ClickException(message)
    if len(harnesses) == 1:
        fuzz(harnesses[0], minutes, folder / harnesses[0])
        return
    crashed = [name for name in harnesses or NAMES if not _run(name, minutes, folder)]
    if crashed:
        message = f"inputs that break it: {', '.join(str(folder / name / 'crashes') for name in crashed)}"
        raise click.ClickException(message)


def fuzz(name: str, minutes: float, folder: Path) -> None:
    """Fuzz the harness until the time is over or an input breaks it; this process ends with it."""
    import atheris

    with atheris.instrument_imports(include=["pipeline"]):
        from tests.fuzz.harnesses import HARNESSES
        from tests.fuzz.seeds import seeds

        corpus, crashes = folder / "corpus", folder / "crashes"
        for place in (corpus, crashes):
            place.mkdir(parents=True, exist_ok=True)
        for seed in seeds(name):  # run here, so that what loads when it is needed is instrumented too
            HARNESSES[name](seed)
            (corpus / hashlib.sha1(seed, usedforsecurity=False).hexdigest()).write_bytes(seed)
    words = folder / "words"
    words.write_text("".join(f'"{word}"\n' for word in _WORDS.get(name, ("x",))))
    options = [
        f"-max_total_time={int(minutes * 60)}", f"-artifact_prefix={crashes}/", f"-dict={words}",
        f"-max_len={_LONGEST.get(name, _LONGEST_TEXT)}", f"-timeout={_SLOW_SECONDS}",
        f"-rss_limit_mb={_MEGABYTES}", "-print_final_stats=1", "-len_control=0", str(corpus),
    ]  # fmt: skip
    mutator: dict[str, Any] = {"custom_mutator": _mutated} if name == "docx" else {}
    atheris.Setup([sys.argv[0], *options], HARNESSES[name], **mutator)
    atheris.Fuzz()


def _mutated(data: bytes, longest: int, seed: int) -> bytes:
    """The elements of one part changed; now and then its bytes."""
    import atheris
    from lxml import etree

    from tests.xml_mutation import mutate

    random = Random(seed)  # noqa: S311 - no secret
    parts = data.split(b"\x00")
    which = random.choice([number for number, part in enumerate(parts) if part] or [0])
    try:
        root = etree.fromstring(parts[which], etree.XMLParser(resolve_entities=False, no_network=True))
        if random.random() < 0.1:
            return bytes(atheris.Mutate(data, longest))
        mutate(root, random, random.randint(1, 4))
        parts[which] = etree.tostring(root)
    except (etree.XMLSyntaxError, ValueError):
        return bytes(atheris.Mutate(data, longest))
    return b"\x00".join(parts)[:longest]


def _run(name: str, minutes: float, folder: Path) -> bool:
    """Fuzz in a new process; whether no input broke the harness."""
    command = [sys.executable, "-m", "tests.fuzz", name, "--minutes", str(minutes), "--folder", str(folder)]
    return subprocess.run(command, check=False).returncode == 0


if __name__ == "__main__":
    main()
