"""The seed corpus: small inputs for each harness, made from the golden reports and the builders of tests."""

from __future__ import annotations

import io
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Final

from lxml import etree
from reportlab.pdfgen.canvas import Canvas

from pipeline.lexicon import own_lexicons
from tests.docx_builder import (
    box,
    cell,
    controlled,
    field,
    in_cell,
    link,
    package,
    paragraph,
    row,
    run,
    table,
)
from tests.docx_variants import VARIANTS
from tests.fuzz.harnesses import BREAK, PARTS
from tests.golden_dataset import GOLDEN, expected
from tests.pdf_builder import Drawing

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_ROWS: Final = 4
_ATTACKS: Final = (
    "=1+1", "\ufeff=1", "\uff1d1", "@x", "\t=1", "\r\n-1", "</script>", "\x00", "\x1b[2J", "\u202e",
    "\udc80",    "\ufffe", "a" * 40_000, "http://[::1", "javascript:alert(1)",
)  # fmt: skip


def seeds(harness: str) -> Iterator[bytes]:
    """The inputs that fuzzing of the harness begins with."""
    makers = {"docx": _docx, "package_of_docx": _packages, "pdf": _pdf, "text": _text, "profiles": _profiles}
    yield from makers.get(harness, _writers if harness == "writers" else _texts)()


def _reports(suffix: str) -> list[Path]:
    return sorted(GOLDEN.glob(f"*/*{suffix}"))


def small(data: bytes) -> dict[str, bytes]:
    """The XML parts of a Word file by name, without the rows of long tables and the styles not used."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist() if name.endswith((".xml", ".rels"))}
    root = etree.fromstring(parts["word/document.xml"])
    for found in root.iter(f"{_W}tbl"):
        for excess in found.findall(f"{_W}tr")[_ROWS:]:
            found.remove(excess)
    styles = etree.fromstring(parts["word/styles.xml"])
    used = {element.get(f"{_W}val") for element in root.iter(etree.Element)}
    for style in styles.findall(f"{_W}style"):
        if style.get(f"{_W}styleId") not in used and style.get(f"{_W}default") is None:
            styles.remove(style)
    return parts | {"word/document.xml": etree.tostring(root), "word/styles.xml": etree.tostring(styles)}


def _docx() -> Iterator[bytes]:
    for path in _reports(".docx"):
        parts = small(path.read_bytes())
        yield b"\x00".join(parts.get(f"word/{name}.xml", b"") for name in PARTS)
    original = _reports(".docx")[0].read_bytes()
    for variant in VARIANTS.values():
        yield small(variant(original))["word/document.xml"]
    for body in (
        in_cell(paragraph(field(' HYPERLINK "http://x.org" ', run("site")))),
        in_cell(paragraph(box(paragraph(run("boxed"))))),
        in_cell(paragraph(link(run("site"))) + controlled(paragraph(run("controlled")))),
        table(
            row(cell("a", '<w:vMerge w:val="restart"/>'), cell("b")), row(cell("", "<w:vMerge/>"), cell("c"))
        ),
    ):
        yield package(body)["word/document.xml"]


def _packages() -> Iterator[bytes]:
    for method in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", method) as archive:
            for name, data in package(in_cell(paragraph(run("Access"))), parts={"styles": ""}).items():
                archive.writestr(zipfile.ZipInfo(name), data, method)
        yield buffer.getvalue()


def _pdf() -> Iterator[bytes]:
    rows = [
        ["Meeting", "Facilitator", "Themes"],
        ["C1 16 May 2006", "ITU", "Access"],
        ["C2", "UNDP", "Links"],
    ]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "drawn.pdf"
        drawing = Drawing(path)
        drawing.text(50, 40, "Report on the meetings of 16 May 2006")
        drawing.table(60, (50, 200, 350, 550), [[[text] for text in texts] for texts in rows])
        drawing.link("http://www.itu.int/", 50, 60, 100, 80)
        drawing.page()
        for line, texts in enumerate(rows):
            for column, text in enumerate(texts):
                drawing.text(50 + 150 * column, 60 + 14 * line, text)
        drawing.save()
        yield path.read_bytes()
        canvas = Canvas(str(path), pagesize=(200, 200), invariant=True, pageCompression=0)
        canvas.beginForm("form")
        canvas.drawString(10, 10, "in a form")
        canvas.endForm()
        canvas.doForm("form")
        canvas.bookmarkPage("here")
        canvas.save()
        yield path.read_bytes()


def _text() -> Iterator[bytes]:
    for path in _reports(".txt"):
        yield path.read_bytes()


def _profiles() -> Iterator[bytes]:
    pipeline = GOLDEN.parents[1] / "pipeline"
    for path in sorted((pipeline / "profiles").glob("*.toml")):
        yield path.read_bytes()
    yield b'[package]\ntitle = "T"\n[[package.licenses]]\nname = "CC-BY-4.0"\n'
    yield b'name = "a"\ntitle = "A"\nminimum = 1\n[[column]]\nfield = "meeting"\nheaders.en = ["Meeting"]\n'


def _texts() -> Iterator[bytes]:
    """The first rows of each golden report, as the cells of the source had them, in the report's language."""
    languages = sorted(own_lexicons().by_language)
    random = Random(0)  # noqa: S311 - no secret
    for folder in sorted(GOLDEN.glob("*/expected")):
        (document,) = expected(folder.parent.name, "documents")
        language = document["language"].split("-")[0]
        for path in folder.parent.glob("*.txt"):
            cells = path.read_text(encoding="utf-8-sig").split("\t")
            for text in random.sample(cells, min(len(cells), 8)):
                lead = bytes([languages.index(language) if language in languages else 0])
                yield lead + random.randbytes(3) + BREAK.join(text.splitlines()).encode()


def _writers() -> Iterator[bytes]:
    for attack in _ATTACKS:
        yield BREAK.join(("text", attack, f"a{attack}b")).encode("utf-8", "surrogateescape")
