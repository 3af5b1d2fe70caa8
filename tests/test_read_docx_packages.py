"""Packages as they come: other layouts, strict documents, and hostile or broken ones, which are refused."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.findings import ReadError
from pipeline.read.docx import read_docx
from pipeline.read.guard import Limits
from tests.docx_builder import (
    DOCUMENT,
    MAIN_TYPE,
    cell,
    in_cell,
    package,
    paragraph,
    part,
    read,
    row,
    run,
    table,
    write,
)

BODY = in_cell(paragraph(run("Access")))
MACROS = "application/vnd.ms-word.document.macroEnabled.main+xml"
TEMPLATE = "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml"
MAIN = "word/document.xml"


def strict(files: dict[str, bytes]) -> dict[str, bytes]:
    """The package in the namespaces of ISO/IEC 29500 Strict."""
    old, new = b"http://schemas.openxmlformats.org/", b"http://purl.oclc.org/ooxml/"
    for name in (b"wordprocessingml/%smain", b"officeDocument/%srelationships", b"officeDocument/%smath"):
        files = {part: data.replace(old + name % b"2006/", new + name % b"") for part, data in files.items()}
    return files


def utf_16(files: dict[str, bytes]) -> dict[str, bytes]:
    """The main part in UTF-16."""
    return files | {
        MAIN: files[MAIN].decode().replace('encoding="UTF-8"', 'encoding="UTF-16"').encode("utf-16")
    }


def renamed(files: dict[str, bytes], old: str, new: str) -> dict[str, bytes]:
    """The package with a part under another name."""
    return {name.replace(old, new): data for name, data in files.items()}


PACKAGES = {
    "as usual": package(BODY),
    "main part under another name": package(BODY, main="content/report.xml"),
    "macros": package(BODY, main_type=MACROS),
    "template": package(BODY, main_type=TEMPLATE),
    "strict": strict(package(BODY)),
    "UTF-16": utf_16(package(BODY)),
    "part names in other case": renamed(package(BODY), "word/document", "Word/Document"),
    "without any other part": {
        name: data for name, data in package(BODY).items() if "word/_rels" not in name
    },
    "a relationship to nothing": renamed(
        package(BODY, parts={"styles": ""}), "word/styles.xml", "word/x.xml"
    ),
}


@pytest.mark.parametrize("files", PACKAGES.values(), ids=PACKAGES)
def test_package(files: dict[str, bytes], tmp_path: Path) -> None:
    """Parts are found by their relationships, whatever they are called."""
    assert [t.cells[0].text for t in read(files, tmp_path).tables] == ["Access"]


def test_every_body_is_read(tmp_path: Path) -> None:
    """A damaged main part that has several loses none of them."""
    files = package(BODY)
    more = f"<w:body>{paragraph(run('After'))}</w:body></w:document>".encode()
    document = read(files | {MAIN: files[MAIN].replace(b"</w:document>", more)}, tmp_path)
    assert [t.cells[0].text for t in document.tables] == ["Access"]
    assert [p.text for p in document.paragraphs] == ["After"]


def test_what_is_not_read_may_be_large(tmp_path: Path) -> None:
    """A white picture is packed like a zip bomb: it is not unpacked."""
    path = tmp_path / "report.docx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in {**package(BODY), "word/media/image1.emf": bytes(3_000_000)}.items():
            archive.writestr(name, data)
    document = read_docx(path, DOCUMENT, limits=Limits(part_size=2_000_000, package_size=2_500_000))
    assert [t.cells[0].text for t in document.tables] == ["Access"]


def test_strict_document_in_full(tmp_path: Path) -> None:
    """A strict document gives what its transitional twin gives; text about namespaces is left alone."""
    address = b'xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"'
    body = table(row(cell("a", '<w:gridSpan w:val="2"/>')), row(cell("ADDRESS"), cell("c"))) + paragraph(
        run("b")
    )
    files = package(body, links={"l1": "http://x.org"}, parts={"styles": ""})
    expected = read(files | {MAIN: files[MAIN].replace(b"ADDRESS", address)}, tmp_path)
    files = strict(files)
    found = read(files | {MAIN: files[MAIN].replace(b"ADDRESS", address)}, tmp_path)
    assert found.tables == expected.tables
    assert found.paragraphs == expected.paragraphs


def test_hash_and_size_are_of_the_file(tmp_path: Path) -> None:
    """The document states its file's size and SHA-256."""
    document = read(package(BODY), tmp_path)
    data = (tmp_path / "report.docx").read_bytes()
    assert document.size == len(data)
    assert len(document.sha256) == 64
    assert read(package(BODY), tmp_path).sha256 == document.sha256


def with_main(xml: str | bytes) -> dict[str, bytes]:
    """A package with this main part."""
    return package("") | {MAIN: xml if isinstance(xml, bytes) else xml.encode()}


def nested(depth: int, opening: str, closing: str, core: str) -> dict[str, bytes]:
    """A package whose body nests `depth` elements."""
    return package(opening * depth + core + closing * depth)


DOCTYPE = '<!DOCTYPE w [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
LAUGHS = '<!DOCTYPE w [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'
EMPTY = part("document", "<w:body/>").partition("?>")[2]
EBCDIC = "<?xml version='1.0' encoding='IBM037'?>" + LAUGHS + "<w/>"
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
WIDE = table(row(cell("a", '<w:gridSpan w:val="5000000"/>')))
FAR_OUT = table(row(cell("a"), properties='<w:gridBefore w:val="999999999"/>'))
TABLE, TABLE_END = "<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>"


def without(*names: str) -> dict[str, bytes]:
    """The package without these parts."""
    return {name: data for name, data in package(BODY).items() if name not in names}


def with_part(name: str, data: bytes = b"") -> dict[str, bytes]:
    """The package with another part."""
    return package(BODY, parts={"styles": ""}) | {name: data}


REFUSED: dict[str, tuple[Callable[[], dict[str, bytes]], str]] = {
    "entities": (lambda: with_main(DOCTYPE + EMPTY), "XML entities"),
    "entities in UTF-16": (lambda: with_main((DOCTYPE + EMPTY).encode("utf-16")), "XML entities"),
    "entities in EBCDIC": (lambda: with_main(EBCDIC.encode("cp037")), "XML entities|cannot be parsed"),
    "entities elsewhere": (lambda: with_part("word/styles.xml", LAUGHS.encode() + b"<w/>"), "XML entities"),
    "20 million empty paragraphs": (
        lambda: with_main(part("document", "<w:p/>" * 20_000_000)),
        "more than the",
    ),
    "a gigantic text": (
        lambda: package(paragraph(run("ab" * 9_000_000))),
        "like a zip bomb|cannot be parsed",
    ),
    "nesting in thousands": (lambda: nested(20_000, "<w:sdt>", "</w:sdt>", ""), "depth"),
    "tables 200 deep": (lambda: nested(200, TABLE, TABLE_END, paragraph(run("a"))), "depth"),
    "a span of millions": (lambda: package(WIDE), "5,000,000 columns wide"),
    "a row that starts far out": (lambda: package(FAR_OUT), "columns wide"),
    "a span in a nested table": (lambda: package(in_cell(WIDE)), "columns wide"),
    "broken XML": (lambda: with_main("<w:document"), "cannot be parsed"),
    "an empty part": (lambda: with_main(""), "cannot be parsed"),
    "another root": (lambda: with_main(part("styles", "")), "no Word document"),
    "a workbook": (lambda: package(BODY, main_type=SHEET), "not as a Word document"),
    "no content type of its own": (lambda: package(BODY, main_type=""), "declared as application/xml"),
    "no content types": (lambda: without("[Content_Types].xml"), "content types"),
    "no main part": (lambda: without(MAIN), "no main document"),
    "no relationships": (lambda: without("_rels/.rels"), "no main document"),
    "a part outside": (lambda: with_part("../../outside.xml"), "outside of itself"),
    "the same part twice": (lambda: with_part("WORD/document.xml"), "two parts of the same name"),
    "too many parts": (lambda: package(BODY) | {f"p{n}": b"" for n in range(5_001)}, "parts, more than"),
    "a large part": (
        lambda: with_part(MAIN, bytes(100_000_001)),
        "more than the 100,000,000",
    ),
    "a bomb": (lambda: with_part(MAIN, bytes(2_000_000)), "like a zip bomb"),
}


@pytest.mark.parametrize(("files", "reason"), REFUSED.values(), ids=REFUSED)
def test_refused(files: Callable[[], dict[str, bytes]], reason: str, tmp_path: Path) -> None:
    """A hostile or broken package is refused with one line that says why."""
    path = write(files(), tmp_path / "report.docx")
    with pytest.raises(ReadError, match=reason) as refusal:
        read_docx(path, DOCUMENT)
    assert "\n" not in str(refusal.value)


def damaged(change: Callable[[bytes], bytes]) -> Callable[[Path], None]:
    """Changes the bytes of the file."""

    def apply(path: Path) -> None:
        path.write_bytes(change(path.read_bytes()))

    return apply


def lie_about_size(data: bytes) -> bytes:
    """The directory promises 100 bytes of the main part."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        real = archive.getinfo(MAIN).file_size
    return data.replace(struct.pack("<L", real), struct.pack("<L", 100))


def encrypt(data: bytes) -> bytes:
    """Every directory entry says that its part is encrypted."""
    start = data.index(b"PK\x01\x02")
    while start >= 0:
        data = data[: start + 8] + b"\x01" + data[start + 9 :]
        start = data.find(b"PK\x01\x02", start + 1)
    return data


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (damaged(lambda data: data[: len(data) // 2]), "cut short"),
        (damaged(lambda data: data[:-30]), "cut short"),
        (damaged(lambda _: b"{\\rtf1 no zip}"), "cut short"),
        (damaged(lambda data: data.replace(b"\x03\x04\x14", b"\x03\x05\x14")), "damaged"),
        (damaged(lie_about_size), "damaged"),
        (damaged(encrypt), "encrypted"),
    ],
    ids=["half", "end missing", "no zip", "broken headers", "lying sizes", "encrypted"],
)
def test_damaged(change: Callable[[Path], None], reason: str, tmp_path: Path) -> None:
    """A file that is cut short, damaged or encrypted is refused with the reason."""
    path = write(package(BODY), tmp_path / "report.docx")
    change(path)
    with pytest.raises(ReadError, match=reason):
        read_docx(path, DOCUMENT)


def test_packed_otherwise(tmp_path: Path) -> None:
    """Only the packing that Word uses is unpacked: others cannot be bounded."""
    with zipfile.ZipFile(tmp_path / "report.docx", "w", zipfile.ZIP_BZIP2) as archive:
        for name, data in package(BODY).items():
            archive.writestr(name, data)
    with pytest.raises(ReadError, match="unusual way"):
        read_docx(tmp_path / "report.docx", DOCUMENT)


@pytest.mark.parametrize(
    ("limits", "reason"),
    [
        (Limits(rows=1), "more rows than allowed"),
        (Limits(columns=1), "2 columns wide"),
        (Limits(area=3), "more rows than allowed"),
        (Limits(nodes=10), "elements"),
        (Limits(parts=2), "parts"),
        (Limits(package_size=100), "bytes"),
    ],
)
def test_limits_can_be_set(limits: Limits, reason: str, tmp_path: Path) -> None:
    """Each limit is the caller's to set."""
    path = write(
        package(table(row(cell("a"), cell("b")), row(cell("c"), cell("d")))), tmp_path / "report.docx"
    )
    with pytest.raises(ReadError, match=reason):
        read_docx(path, DOCUMENT, limits=limits)


NESTS = {
    "tables": ("<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>", 80),
    "content controls": ("<w:sdt><w:sdtContent>", "</w:sdtContent></w:sdt>", 120),
    "tracked insertions": ("<w:ins>", "</w:ins>", 245),
    "text boxes": ("<w:p><w:r><w:txbxContent>", "</w:txbxContent></w:r></w:p>", 80),
}


@pytest.mark.parametrize(("opening", "closing", "depth"), NESTS.values(), ids=NESTS)
def test_deepest_nesting(opening: str, closing: str, depth: int, tmp_path: Path) -> None:
    """What nests as deep as an XML part may is read."""
    document = read(nested(depth, opening, closing, paragraph(run("core"))), tmp_path)
    found = [*document.paragraphs, *(p for t in document.tables for c in t.cells for p in c.paragraphs)]
    assert [p.text for p in found] == ["core"]


def test_deepest_runs(tmp_path: Path) -> None:
    """Links in links, as deep as an XML part may nest, are read."""
    deep = '<w:hyperlink w:anchor="a">' * 245 + run("core") + "</w:hyperlink>" * 245
    (found,) = read(package(paragraph(deep)), tmp_path).paragraphs
    assert found.text == "core"
    assert len(found.links) == 1


def test_chains_of_styles_are_cut(tmp_path: Path) -> None:
    """Thousands of styles, each based on the next, cost no more than their number."""
    chain = "".join(
        f'<w:style w:type="paragraph" w:styleId="S{n}"><w:basedOn w:val="S{n + 1}"/></w:style>'
        for n in range(2_000)
    )
    body = "".join(paragraph(run("a"), f'<w:pStyle w:val="S{n}"/>') for n in range(2_000))
    assert len(read(package(body, parts={"styles": chain}), tmp_path).paragraphs) == 2_000


def test_main_type_is_read_without_case(tmp_path: Path) -> None:
    """Content types differ in case only by mistake."""
    assert read(package(BODY, main_type=MAIN_TYPE.upper()), tmp_path).tables
