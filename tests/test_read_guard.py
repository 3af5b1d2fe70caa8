"""What a file is by its bytes, and the refusal of those that are not what their names say."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from pipeline.findings import ReadError
from pipeline.model import Format
from pipeline.read.guard import (
    Kind,
    Limits,
    check_archive,
    check_kind,
    check_package,
    check_xml,
    kind_of,
    read_part,
)

COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def compound(*streams: str) -> bytes:
    """A compound file (OLE) that names these streams."""
    return COMPOUND + bytes(512) + b"".join(name.encode("utf-16-le").ljust(128, b"\0") for name in streams)


KINDS: dict[str, tuple[bytes | dict[str, bytes], Kind]] = {
    "Word package": ({"[Content_Types].xml": b"", "word/document.xml": b""}, "docx"),
    "workbook": ({"[Content_Types].xml": b"", "xl/workbook.xml": b""}, "other-office"),
    "OpenDocument text": ({"mimetype": b"application/vnd.oasis.opendocument.text"}, "odt"),
    "OpenDocument sheet": ({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"}, "other-office"),
    "OpenDocument with a password": (
        {
            "mimetype": b"application/vnd.oasis.opendocument.text",
            "META-INF/manifest.xml": b"<manifest:encryption-data/>",
        },
        "encrypted",
    ),
    "archive": ({"report.docx": b""}, "other-zip"),
    "package cut short": (b"PK\x03\x04 and no more", "docx"),
    "Word 97": (compound("Root Entry", "WordDocument"), "doc"),
    "Word 97 with a password": (COMPOUND + b"\xec\xa5" + bytes(9) + b"\x01" + bytes(500), "encrypted"),
    "package with a password": (compound("Root Entry", "EncryptionInfo", "EncryptedPackage"), "encrypted"),
    "Excel 97": (compound("Root Entry", "Workbook"), "other-office"),
    "compound file of another program": (compound("Root Entry"), "unknown"),
    "rich text": (b"{\\rtf1\\ansi }", "rtf"),
    "PDF": (b"%PDF-1.4\n", "pdf"),
    "PDF after a mail header": (b"Content-Type: application/pdf\n\n%PDF-1.4\n", "pdf"),
    "web page": (b"\xef\xbb\xbf  <!-- x --><!DOCTYPE html><html>", "html"),
    "web page of Word": (b'<html xmlns:w="urn:schemas-microsoft-com:office:word">', "html"),
    "flat XML": (b'<?xml version="1.0"?><?mso-application progid="Word.Document"?>', "word-xml"),
    "picture": (b"\x89PNG\r\n\x1a\n\0", "image"),
    "text": ("Réunion de la ligne C2".encode(), "txt"),
    "text of an old encoding": ("Réunion".encode("cp1252"), "txt"),
    "text in UTF-16": ("Réunion".encode("utf-16"), "txt"),
    "text about formats": (b"BM and II* are marks of pictures; <html> of pages", "txt"),
    "binary": (b"\x7fELF\x00\x01", "unknown"),
    "empty": (b"", "empty"),
}


@pytest.mark.parametrize(("content", "kind"), KINDS.values(), ids=KINDS)
def test_kind(content: bytes | dict[str, bytes], kind: Kind, tmp_path: Path) -> None:
    """The bytes say what a file is, not its name."""
    assert kind_of(written(content, tmp_path / "file")) == kind


@pytest.mark.parametrize(
    ("content", "promised", "reason"),
    [
        ("PDF", "docx", "promises a Word document .*, but the file is a PDF file"),
        ("rich text", "doc", "but the file is a rich text file"),
        ("web page of Word", "doc", "but the file is a web page"),
        ("Word package", "doc", "but the file is a Word document"),
        ("binary", "txt", "but the file is of no known kind"),
        ("package with a password", "docx", "password"),
        ("empty", "pdf", "empty"),
    ],
)
def test_not_what_the_name_says(content: str, promised: Format, reason: str, tmp_path: Path) -> None:
    """A file that is not what its name says is refused, naming both and what to do."""
    path = written(KINDS[content][0], tmp_path / "file")
    with pytest.raises(ReadError, match=reason):
        check_kind(path, promised)


@pytest.mark.parametrize(
    ("content", "promised"),
    [("Word package", "docx"), ("Word 97", "doc"), ("OpenDocument text", "odt"), ("rich text", "rtf"),
     ("PDF after a mail header", "pdf"), ("text of an old encoding", "txt"), ("package cut short", "docx")],
)  # fmt: skip
def test_what_the_name_says(content: str, promised: Format, tmp_path: Path) -> None:
    """A file that is what its name says passes, and one byte too large a limit does not."""
    path = written(KINDS[content][0], tmp_path / "file")
    size = path.stat().st_size
    check_kind(path, promised, Limits(file_size=size))
    with pytest.raises(ReadError, match="more than the"):
        check_kind(path, promised, Limits(file_size=size - 1))


def test_missing_file(tmp_path: Path) -> None:
    """A file that cannot be opened is refused with the system's reason."""
    with pytest.raises(ReadError, match="No such file"):
        check_kind(tmp_path / "none", "docx")


@pytest.mark.parametrize(
    ("limits", "reason"),
    [
        (Limits(parts=1), "2 parts"),
        (Limits(part_size=1_000), "a part has 2,000,000 bytes"),
        (Limits(package_size=2_000_000, ratio=5_000), "the parts have 2,000,001 bytes"),
        (Limits(ratio=100), "more than 100 to 1"),
    ],
)
def test_package_limits(limits: Limits, reason: str, tmp_path: Path) -> None:
    """A package over any limit is refused by its directory alone."""
    path = written({"large": bytes(2_000_000), "small": b"x"}, tmp_path / "file")
    with pytest.raises(ReadError, match=reason):
        check_archive(path, limits)


def test_package_within_limits(tmp_path: Path) -> None:
    """A package that just keeps the limits is read whole."""
    path = written({"large": bytes(2_000_000), "small": b"x"}, tmp_path / "file")
    limits = Limits(parts=2, part_size=2_000_000, package_size=2_000_001, ratio=2_000)
    check_archive(path, limits)
    with zipfile.ZipFile(path) as package:
        assert read_part(package, package.getinfo("small")) == b"x"


@pytest.mark.parametrize("name", ["../up", "a/../../up", "/root", "\\root", "a\\..\\up"])
def test_paths_out_of_the_package(name: str, tmp_path: Path) -> None:
    """A part whose name leads out of the package is refused."""
    path = written({name: b""}, tmp_path / "file")
    with zipfile.ZipFile(path) as package, pytest.raises(ReadError, match="outside of itself"):
        check_package(package)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be", "utf-16"])
@pytest.mark.parametrize("declaration", ["<!DOCTYPE a>", '<!DOCTYPE a [<!ENTITY b "c">]>'])
def test_declarations(declaration: str, encoding: str) -> None:
    """Document types and entities are refused in the encodings of Word's XML; other text is not."""
    with pytest.raises(ReadError, match="XML entities"):
        check_xml(f"{' ' * 9000}{declaration}<a/>".encode(encoding))
    check_xml("<a>DOCTYPE ENTITY <![CDATA[x]]></a>".encode(encoding))


def test_markup_is_counted() -> None:
    """Elements and attributes count against the limit."""
    check_xml(b'<a b="c"/>', Limits(nodes=2))
    with pytest.raises(ReadError, match="some 2 elements"):
        check_xml(b'<a b="c"/>', Limits(nodes=1))


def written(content: bytes | dict[str, bytes], path: Path) -> Path:
    """The bytes, or the parts of a zip archive, as a file."""
    if isinstance(content, bytes):
        path.write_bytes(content)
        return path
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in content.items():
            archive.writestr(name, data)
    return path
