"""Damaged files, and sound ones of rare kinds: read as far as there is text, or said not to be."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest

from pipeline.findings import ReadError
from pipeline.model import Document, DocumentId
from pipeline.read.pdf import read_pdf
from tests.pdf_builder import Drawing, grid

EDGES = (50.0, 200.0, 550.0)
WHOLE = [["Meeting", "Themes"], ["C0", "Access"], ["C1", "Access"], ["C2", "Access"]]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A file of three pages with one table."""
    drawing = Drawing(tmp_path / "drawn.pdf")
    for number in range(3):
        drawing.table(100, EDGES, [[["Meeting"], ["Themes"]], [[f"C{number}"], ["Access"]]])
        drawing.page()
    drawing.save()
    return drawing.path


def read(path: Path, data: bytes) -> Document:
    """The document that these bytes are read as."""
    path.write_bytes(data)
    return read_pdf(path, DocumentId("drawn.pdf"))


def checks(document: Document) -> set[str]:
    """The names of the notices."""
    return {note.check for note in document.notices}


MENDED: dict[str, Callable[[bytes], bytes]] = {
    "cut off within its last object": lambda data: data[: len(data) * 95 // 100],
    "no header, every offset wrong": lambda data: data[9:],
    "junk of more than a kilobyte before it": lambda data: b"junk\n" * 300 + data,
    "no trailer": lambda data: data[: data.rindex(b"trailer")],
}
HARMLESS: dict[str, Callable[[bytes], bytes]] = {
    "junk after it": lambda data: data + b"\njunk" * 3000,
    "no ends of streams": lambda data: data.replace(b"endstream", b""),
    "no ends of objects": lambda data: data.replace(b"endobj", b"      "),
    "streams too short": lambda data: re.sub(rb"/Length \d+", b"/Length 5", data),
    "streams too long": lambda data: re.sub(rb"/Length \d+", b"/Length 99999", data),
    "no count of pages": lambda data: re.sub(rb"/Count \d+", b"", data),
    "a count of no pages": lambda data: re.sub(rb"/Count \d+", b"/Count 0", data),
    "no types in the tree of pages": lambda data: re.sub(rb"/Type /Pages?\b", b"", data),
    "cross-references of nought": lambda data: re.sub(rb"\d{10} \d{5} n", b"0000000000 00000 n", data),
}


@pytest.mark.parametrize("name", [*MENDED, *HARMLESS])
def test_a_damaged_file_is_read_whole(path: Path, name: str) -> None:
    """A file that had to be repaired is said to be; what every reader copes with is not."""
    damage = MENDED.get(name) or HARMLESS[name]
    document = read(path, damage(path.read_bytes()))
    assert grid(document) == WHOLE
    assert ("pdf-repaired" in checks(document)) == (name in MENDED)


@pytest.mark.parametrize(
    "options",
    [
        {"object_stream_mode": pikepdf.ObjectStreamMode.generate},
        {"linearize": True},
        {"object_stream_mode": pikepdf.ObjectStreamMode.generate, "linearize": True},
    ],
    ids=["object streams", "linearised", "both"],
)
def test_other_structures_are_read_alike(path: Path, options: dict[str, object]) -> None:
    """Objects in streams with a cross-reference stream, and files made to be shown while they load."""
    other = path.with_name("other.pdf")
    with pikepdf.open(path) as pdf:
        pdf.save(other, **options)  # type: ignore[arg-type]  # options of pikepdf's
    document = read_pdf(other, DocumentId("drawn.pdf"))
    assert (grid(document), checks(document)) == (WHOLE, {"pdf-table-joined"})


def test_of_an_updated_file_the_last_state_counts(path: Path) -> None:
    """Changes that were appended to a file replace what stood there."""
    data = path.read_bytes()
    number = re.findall(rb"/Contents (\d+) 0 R", data)[0]
    content = b"BT /F1 10 Tf 50 700 Td (As it was changed.) Tj ET"
    changed = b"\n%s 0 obj\n<< /Length %d >>\nstream\n%s\nendstream\nendobj\n"
    update = changed % (number, len(content), content)
    before = re.findall(rb"startxref\s+(\d+)", data)[-1]
    root = re.findall(rb"/Root (\d+ 0 R)", data)[0]
    table = b"xref\n%s 1\n%010d 00000 n \ntrailer\n<< /Size 99 /Root %s /Prev %s >>\nstartxref\n%d\n%%%%EOF\n"
    end = table % (number, len(data) + 1, root, before, len(data) + len(update))
    document = read(path, data + update + end)
    assert [paragraph.text for paragraph in document.paragraphs] == ["As it was changed."]
    assert grid(document) == [WHOLE[0], *WHOLE[2:]]


def test_what_pages_inherit_counts(path: Path) -> None:
    """Fonts and boxes may be given once for all pages."""
    other = path.with_name("other.pdf")
    with pikepdf.open(path) as pdf:
        tree, first = pdf.Root.Pages, pdf.pages[0].obj
        tree.Resources, tree.MediaBox = first.Resources, first.MediaBox
        for page in pdf.pages:
            del page.obj["/Resources"], page.obj["/MediaBox"]
        pdf.save(other)
    assert grid(read_pdf(other, DocumentId("drawn.pdf"))) == WHOLE


def test_a_page_that_damage_left_blank_is_told(path: Path) -> None:
    """A stream that cannot be unpacked leaves its page blank; that is said, for a blank page and a damaged
    one look alike."""
    other = path.with_name("other.pdf")
    with pikepdf.open(path) as pdf:
        pdf.save(other, compress_streams=True, stream_decode_level=pikepdf.StreamDecodeLevel.none)
    data = bytearray(other.read_bytes())
    start = data.index(b"stream\n", data.index(b"/FlateDecode")) + len(b"stream\n")
    data[start : start + 60] = bytes(60)
    document = read(path, bytes(data))
    assert [note.details for note in document.notices if note.check == "pdf-page-blank"] == [{"page": "1"}]
    assert len(grid(document)) == len(WHOLE) - 1


def test_pages_that_only_the_count_promises_are_told(path: Path) -> None:
    """A tree that counts more pages than it has."""
    document = read(path, re.sub(rb"/Count \d+", b"/Count 5", path.read_bytes()))
    missing = [note.details["page"] for note in document.notices if note.check == "pdf-page-unreadable"]
    assert (grid(document), missing) == (WHOLE, ["4", "5"])


def test_a_file_that_lost_its_text_is_rejected(path: Path) -> None:
    """Of the first bytes nothing can be read, and never is it a document of no pages."""
    data = path.read_bytes()
    with pytest.raises(ReadError, match="damaged"):
        read(path, data[: len(data) // 10])
