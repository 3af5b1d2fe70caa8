"""What is checked before a document is parsed: that it is what its name says, and within limits.

Every refusal is a ReadError whose one line names what is wrong and what can be done.
"""

from __future__ import annotations

import mmap
import re
import stat
import zipfile
import zlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from pipeline.findings import ReadError
from pipeline.model import Format

Kind = Literal[
    "docx", "doc", "odt", "rtf", "pdf", "txt",
    "encrypted", "empty", "html", "image", "other-office", "other-zip", "word-xml", "unknown",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Limits:
    """What one document may cost. Sizes are bytes after inflation; a real report stays far below each.

    `ratio` (inflated to packed size) holds for parts above 1 MB: short parts of one repeated word reach
    any ratio harmlessly. `nodes` bounds the memory of a parsed XML part, about 150 bytes each; `area`, rows
    by columns, the time that choosing among the tables takes, about 10 seconds for the largest.
    """

    file_size: int = 200_000_000
    parts: int = 5_000
    part_size: int = 100_000_000
    package_size: int = 200_000_000
    ratio: int = 200
    nodes: int = 15_000_000
    rows: int = 100_000
    columns: int = 250
    area: int = 1_000_000


DEFAULT: Final = Limits()

_DESCRIPTIONS: Final[dict[Kind, str]] = {
    "docx": "a Word document (.docx)",
    "doc": "a Word 97-2003 document (.doc)",
    "odt": "an OpenDocument text (.odt)",
    "rtf": "a rich text file (.rtf)",
    "pdf": "a PDF file (.pdf)",
    "txt": "plain text (.txt)",
    "html": "a web page",
    "image": "a picture",
    "other-office": "an Office file of another program",
    "other-zip": "a zip archive",
    "word-xml": "a Word document saved as XML",
    "unknown": "of no known kind",
}
_ZIP: Final = b"PK\x03\x04"
_COMPOUND_FILE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_IMAGES: Final = (b"\x89PNG\r\n", b"\xff\xd8\xff", b"GIF89a", b"GIF87a", b"II*\x00", b"MM\x00*")
_WEB_PAGE: Final = re.compile(
    rb"\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|meta|table)\b", re.I | re.S
)
_WORD_XML: Final = re.compile(
    rb"<\?mso-application|schemas\.microsoft\.com/office/(?:word/2003|2006/xmlPackage)"
)
_BYTE_ORDER_MARKS: Final = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_HEAD: Final = 8192
_MANIFEST: Final = 1_000_000
_WORD_97: Final = b"\xec\xa5"
_STREAMS: Final[dict[str, Kind]] = {
    "EncryptedPackage": "encrypted",
    "DRMContent": "encrypted",
    "WordDocument": "doc",
    "Workbook": "other-office",
    "PowerPoint Document": "other-office",
}
_METHODS: Final = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})  # only these inflate in bounds
DAMAGE: Final = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError)
"""What Python raises for a zip archive that is damaged, or packed as it cannot unpack."""

_OPENINGS: Final = (b"<!", b"<\x00!")  # rare in Word's XML: two searches of a large part, not six
_DECLARATIONS: Final = tuple(
    word.encode(encoding)
    for word in ("<!DOCTYPE", "<!ENTITY")
    for encoding in ("ascii", "utf-16-le", "utf-16-be")
)


def kind_of(path: Path) -> Kind:
    """What the file's own bytes say it is, whatever its name."""
    with path.open("rb") as file:
        head = file.read(_HEAD)
    if not head:
        return "empty"
    if head.startswith(_ZIP):
        return _kind_of_zip(path)
    if head.startswith(_COMPOUND_FILE):
        return _kind_of_compound_file(path)
    return _kind_of_plain(head)


def check_file(path: Path, limits: Limits = DEFAULT) -> None:
    """Refuse what is no file of bytes (a folder, a pipe, a socket, a device: to open one can wait for ever),
    and one with more bytes than allowed, of which a file without any content can pretend to have terabytes.

    Raises ReadError, also where there is nothing or no permission to look.
    """
    try:
        status = path.stat()
    except OSError as error:
        message = f"the file cannot be opened ({error.strerror}); check its permissions"
        raise ReadError(message) from error
    if not stat.S_ISREG(status.st_mode):
        what = "a folder" if stat.S_ISDIR(status.st_mode) else "a pipe, a socket or a device"
        message = f"it is {what}, not a file; put the report itself there"
        raise ReadError(message)
    if status.st_size > limits.file_size:
        message = f"the file has {status.st_size:,} bytes, more than the {limits.file_size:,} allowed"
        raise ReadError(message)


def check_kind(path: Path, promised: Format, limits: Limits = DEFAULT) -> None:
    """Refuse a file that is not of the format that its name promises, or is empty, encrypted or oversized."""
    check_file(path, limits)
    try:
        kind = kind_of(path)
    except OSError as error:
        message = f"the file cannot be opened ({error.strerror}); check its permissions"
        raise ReadError(message) from error
    if kind == "empty":
        message = "the file is empty; get a complete copy"
        raise ReadError(message)
    if kind == "encrypted":
        message = "the file is protected by a password or by rights management; save an open copy"
        raise ReadError(message)
    if kind != promised:
        message = (
            f"the name promises {_DESCRIPTIONS[promised]}, but the file is {_DESCRIPTIONS[kind]}; "
            "rename it, or save it in the format of its name"
        )
        raise ReadError(message)


def check_package(package: zipfile.ZipFile, limits: Limits = DEFAULT) -> None:
    """Refuse a zip package that is hostile by the names and the number of its parts: nothing is inflated
    for it."""
    parts = package.infolist()
    if len(parts) > limits.parts:
        message = f"the package has {len(parts):,} parts, more than the {limits.parts:,} allowed"
        raise ReadError(message)
    names = {part.filename.lower() for part in parts}
    if len(names) < len(parts):
        message = "the package has two parts of the same name; save the report again"
        raise ReadError(message)
    for part in parts:
        if part.filename.startswith(("/", "\\")) or ".." in re.split(r"[/\\]", part.filename):
            message = "the package has a part outside of itself; save the report again"
            raise ReadError(message)
        if part.compress_type not in _METHODS:
            message = "the package is packed in an unusual way; save it again in a word processor"
            raise ReadError(message)
        if part.flag_bits & 1:
            message = "the package is encrypted; save a copy without a password"
            raise ReadError(message)


def check_sizes(parts: Collection[zipfile.ZipInfo], limits: Limits = DEFAULT) -> None:
    """Refuse to inflate these parts, where they are too large by their directory, alone or together. Others
    may be as large as they like: the white of a picture is packed a thousand to one.

    Sizes in the directory can lie: readers still bound what they inflate (`read_part`).
    """
    for part in parts:
        if part.file_size > limits.part_size:
            message = f"a part has {part.file_size:,} bytes, more than the {limits.part_size:,} allowed"
            raise ReadError(message)
        if part.file_size > 1_000_000 and part.file_size > limits.ratio * part.compress_size:
            message = (
                f"a part is packed more than {limits.ratio} to 1, like a zip bomb; save the report again"
            )
            raise ReadError(message)
    total = sum(part.file_size for part in parts)
    if total > limits.package_size:
        message = f"the parts have {total:,} bytes, more than the {limits.package_size:,} allowed"
        raise ReadError(message)


def read_part(package: zipfile.ZipFile, part: zipfile.ZipInfo) -> bytes:
    """The part's bytes, never more than its directory entry promises.

    Raises ReadError where the part is damaged or its promised size is a lie.
    """
    try:
        with package.open(part) as stream:
            # A bounded read: without the bound, Python inflates a lying part to its end first.
            return stream.read(part.file_size + 1)
    except DAMAGE as error:
        message = "a part of the package is damaged; open it in a word processor and save it again"
        raise ReadError(message) from error


def check_archive(path: Path, limits: Limits = DEFAULT) -> None:
    """Refuse a zip archive that another program is to open: every part is unpacked once, in bounds."""
    try:
        with zipfile.ZipFile(path) as package:
            check_package(package, limits)
            check_sizes(package.infolist(), limits)
            sound = package.testzip() is None
    except DAMAGE as error:
        message = "the file is damaged or cut short; get a complete copy"
        raise ReadError(message) from error
    if not sound:
        message = "a part of the file is damaged; open it in a word processor and save it again"
        raise ReadError(message)


def check_xml(data: bytes, limits: Limits = DEFAULT) -> None:
    """Refuse an XML part that declares entities, or has too much markup to hold in memory."""
    if any(opening in data for opening in _OPENINGS) and any(word in data for word in _DECLARATIONS):
        message = "a part declares XML entities, as no word processor does; save the report again"
        raise ReadError(message)
    nodes = data.count(b"<") + data.count(b"=")
    if nodes > limits.nodes:
        message = f"a part has some {nodes:,} elements, more than the {limits.nodes:,} allowed"
        raise ReadError(message)


def _kind_of_zip(path: Path) -> Kind:
    try:
        with zipfile.ZipFile(path) as package:
            names = {name.lower() for name in package.namelist()}
            if "mimetype" in names:
                return _kind_of_open_document(package)
    except (KeyError, *DAMAGE):
        return "docx"  # cut short or damaged: its reader says so
    if "[content_types].xml" not in names:
        return "other-zip"
    return "other-office" if any(name.startswith(("xl/", "ppt/")) for name in names) else "docx"


def _kind_of_open_document(package: zipfile.ZipFile) -> Kind:
    with package.open("mimetype") as stream:
        if not stream.read(100).startswith(b"application/vnd.oasis.opendocument.text"):
            return "other-office"
    if "META-INF/manifest.xml" in package.namelist():
        with package.open("META-INF/manifest.xml") as stream:
            if b"encryption-data" in stream.read(_MANIFEST):
                return "encrypted"
    return "odt"


def _kind_of_compound_file(path: Path) -> Kind:
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        if data[512:514] == _WORD_97 and data[523] & 1:  # fEncrypted of the file information block
            return "encrypted"
        for stream, kind in _STREAMS.items():
            if data.find(stream.encode("utf-16-le")) >= 0:
                return kind
    return "unknown"


def _kind_of_plain(head: bytes) -> Kind:
    marked = head.startswith(_BYTE_ORDER_MARKS)
    signatures: Sequence[tuple[Kind, bool]] = (
        ("rtf", head.lstrip().startswith(b"{\\rtf")),
        ("pdf", b"%PDF-" in head[:1024]),
        ("image", head.startswith(_IMAGES)),
        ("word-xml", _WORD_XML.search(head) is not None),
        ("html", _WEB_PAGE.match(head.removeprefix(_BYTE_ORDER_MARKS[0])) is not None),
        ("txt", marked or b"\x00" not in head),
    )
    return next((kind for kind, fits in signatures if fits), "unknown")
