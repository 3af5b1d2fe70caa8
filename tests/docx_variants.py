"""Other ways to write the same Word document: each gives the bytes of a file that shows exactly what
the given one does. Reading any of them must change no value."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator
from typing import Final

from lxml import etree

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_XML_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"
_MAIN: Final = "word/document.xml"
_STRICT: Final = {
    b"http://schemas.openxmlformats.org/wordprocessingml/2006/main": b"http://purl.oclc.org/ooxml/wordprocessingml/main",
    b"http://schemas.openxmlformats.org/officeDocument/2006/relationships": b"http://purl.oclc.org/ooxml/officeDocument/relationships",
    b"http://schemas.openxmlformats.org/officeDocument/2006/math": b"http://purl.oclc.org/ooxml/officeDocument/math",
    b"http://schemas.openxmlformats.org/drawingml/2006/main": b"http://purl.oclc.org/ooxml/drawingml/main",
}  # fmt: skip

Variant = Callable[[bytes], bytes]


def wrap_runs(data: bytes) -> bytes:
    """Each run in a content control of its own."""
    return _change(data, lambda root: _wrap(root, "r"))


def wrap_paragraphs(data: bytes) -> bytes:
    """Each paragraph in a content control of its own."""
    return _change(data, lambda root: _wrap(root, "p"))


def wrap_cells(data: bytes) -> bytes:
    """Each cell in a content control of its own."""
    return _change(data, lambda root: _wrap(root, "tc"))


def wrap_rows(data: bytes) -> bytes:
    """Each row in a content control of its own."""
    return _change(data, lambda root: _wrap(root, "tr"))


def wrap_tables(data: bytes) -> bytes:
    """Each table in a content control of its own."""
    return _change(data, lambda root: _wrap(root, "tbl"))


def split_runs(data: bytes) -> bytes:
    """Each run of text as one run for each character."""
    return _change(data, _split)


def add_marks(data: bytes) -> bytes:
    """Proofing marks, bookmarks and revision identifiers wherever they may stand."""
    return _change(data, _mark)


def track_insertions(data: bytes) -> bytes:
    """Each run as a tracked insertion, after a tracked deletion of another one."""
    return _change(data, _track)


def to_strict(data: bytes) -> bytes:
    """The namespaces of ISO/IEC 29500 Strict, in every part."""
    return _rewrite(data, lambda _, part: _replaced(part))


VARIANTS: Final[dict[str, Variant]] = {
    variant.__name__: variant
    for variant in (
        wrap_runs,
        wrap_paragraphs,
        wrap_cells,
        wrap_rows,
        wrap_tables,
        split_runs,
        add_marks,
        track_insertions,
        to_strict,
    )
}
"""The variants by name."""


def _change(data: bytes, change: Callable[[etree._Element], None]) -> bytes:
    def change_main(name: str, part: bytes) -> bytes:
        if name != _MAIN:
            return part
        root = etree.fromstring(part)
        change(root)
        return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)

    return _rewrite(data, change_main)


def _rewrite(data: bytes, change: Callable[[str, bytes], bytes]) -> bytes:
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as source,
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in source.namelist():
            target.writestr(name, change(name, source.read(name)))
    return buffer.getvalue()


def _each(root: etree._Element, name: str) -> Iterator[tuple[etree._Element, etree._Element]]:
    """Each element of that name with its parent; the tree may change meanwhile."""
    for element in list(root.iter(_W + name)):
        parent = element.getparent()
        if parent is not None:
            yield parent, element


def _wrap(root: etree._Element, name: str) -> None:
    for parent, element in _each(root, name):
        control = etree.Element(_W + "sdt")
        parent.replace(element, control)
        etree.SubElement(etree.SubElement(control, _W + "sdtPr"), _W + "alias", {_W + "val": "wrapped"})
        etree.SubElement(control, _W + "sdtContent").append(element)


def _split(root: etree._Element) -> None:
    for parent, run in _each(root, "r"):
        texts = run.findall(_W + "t")
        properties = run.find(_W + "rPr")
        if len(texts) != 1 or len(run) != 1 + (properties is not None):
            continue
        place = parent.index(run)
        for offset, character in enumerate(texts[0].text or ""):
            piece = etree.Element(_W + "r")
            if properties is not None:
                piece.append(etree.fromstring(etree.tostring(properties)))
            etree.SubElement(piece, _W + "t", {_XML_SPACE: "preserve"}).text = character
            parent.insert(place + offset, piece)
        parent.remove(run)


def _mark(root: etree._Element) -> None:
    for number, (parent, element) in enumerate((*_each(root, "r"), *_each(root, "p"), *_each(root, "tr"))):
        for attribute in ("rsidR", "rsidRPr"):
            element.set(_W + attribute, f"{number:08X}")
        place = parent.index(element)
        start = etree.Element(_W + "bookmarkStart", {_W + "id": str(number), _W + "name": f"b{number}"})
        end = etree.Element(_W + "bookmarkEnd", {_W + "id": str(number)})
        parent[place:place] = [etree.Element(_W + "proofErr", {_W + "type": "spellStart"}), start]
        element.addnext(end)


def _track(root: etree._Element) -> None:
    author = {_W + "id": "1", _W + "author": "A. Editor", _W + "date": "2009-05-20T10:00:00Z"}
    for parent, run in _each(root, "r"):
        insertion = etree.Element(_W + "ins", author)
        parent.replace(run, insertion)
        insertion.append(run)
        deletion = etree.Element(_W + "del", author)
        etree.SubElement(etree.SubElement(deletion, _W + "r"), _W + "delText").text = "deleted "
        insertion.addprevious(deletion)


def _replaced(part: bytes) -> bytes:
    for transitional, strict in _STRICT.items():
        part = part.replace(transitional, strict)
    return part
