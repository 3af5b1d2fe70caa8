"""The package of a Word document: its parts, found by their relationships, as safely parsed XML.

Parts are found by relationship and by no fixed name, read only when asked for, and never fetched
from outside. Strict documents (ISO/IEC 29500) come out in the transitional namespaces.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Mapping
from types import TracebackType
from typing import BinaryIO, Final, Self
from urllib.parse import unquote

from lxml import etree

from pipeline.findings import ReadError
from pipeline.read.docx.names import w
from pipeline.read.guard import DAMAGE, Limits, check_package, check_sizes, check_xml, read_part

_MAIN_TYPES: Final = frozenset(
    {
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml",
        "application/vnd.ms-word.document.macroenabled.main+xml",
        "application/vnd.ms-word.template.macroenabledtemplate.main+xml",
    }
)
_STRICT: Final = b"http://purl.oclc.org/ooxml/"
_TRANSITIONAL: Final = {
    b"wordprocessingml/main": b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    b"officeDocument/relationships": b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    b"officeDocument/math": b"http://schemas.openxmlformats.org/officeDocument/2006/math",
    b"drawingml/main": b"http://schemas.openxmlformats.org/drawingml/2006/main",
}
_START_TAG: Final = re.compile(rb"<[^<>]*" + re.escape(_STRICT) + rb"[^<>]*>")
_NAMESPACE: Final = re.compile(rb"""(\sxmlns(?::[^\s=]+)?=")""" + re.escape(_STRICT) + rb"""([^"]*)(?=")""")


class Part:
    """One XML part: its parsed `root`, and the targets of its relationships."""

    def __init__(self, package: Package, name: str) -> None:
        self._package = package
        self.root = package.parse(name)
        self._relations = package.relations(name)

    def related(self, kind: str) -> Part | None:
        """The first part related as `kind` ("styles", "footnotes" …), or None where there is none."""
        for relation in self._relations.values():
            if relation.kind == kind and not relation.external and self._package.has(relation.target):
                return Part(self._package, relation.target)
        return None

    @property
    def addresses(self) -> Mapping[str, str]:
        """The addresses of links, by relationship id."""
        return {key: relation.address for key, relation in self._relations.items()}


class _Relation:
    __slots__ = ("address", "external", "kind", "target")

    def __init__(self, element: etree._Element, folder: str) -> None:
        self.kind = element.get("Type", "").rpartition("/")[2]
        self.address = element.get("Target", "")
        self.external = element.get("TargetMode", "").lower() == "external"
        self.target = posixpath.normpath(posixpath.join("/", folder, unquote(self.address))).lstrip("/")


class Package:
    """An open Word package. Use it as a context manager."""

    def __init__(self, file: BinaryIO, limits: Limits) -> None:
        self._limits = limits
        try:
            self._zip = zipfile.ZipFile(file)
        except DAMAGE as error:
            message = "the file is damaged or cut short (no zip directory); get a complete copy"
            raise ReadError(message) from error
        check_package(self._zip, limits)
        # Part names differ in case only by mistake: the standard compares them without it.
        self._parts = {part.filename.lower(): part for part in self._zip.infolist()}
        self._unpacked: set[zipfile.ZipInfo] = set()
        self._relations: dict[str, Mapping[str, _Relation]] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._zip.close()

    def has(self, name: str) -> bool:
        """True where the package holds the part `name`."""
        return name.lower() in self._parts

    def main(self) -> Part:
        """The main part. Raises ReadError where the package is no Word document."""
        for relation in self.relations("").values():
            if relation.kind == "officeDocument" and self.has(relation.target):
                return self._main(relation.target)
        message = "the package has no main document; open it in a word processor and save it again"
        raise ReadError(message)

    def properties(self) -> etree._Element | None:
        """The root of the core properties (Dublin Core), or None."""
        for relation in self.relations("").values():
            if relation.kind == "core-properties" and self.has(relation.target):
                return self.parse(relation.target)
        return None

    def parse(self, name: str) -> etree._Element:
        """The root element of a part. Raises ReadError where it is no sound XML."""
        part = self._parts[name.lower()]
        self._unpacked.add(part)
        check_sizes(self._unpacked, self._limits)
        data = read_part(self._zip, part)
        check_xml(data, self._limits)
        root = _parse(data, name)
        if any(uri and uri.startswith(_STRICT.decode()) for uri in root.nsmap.values()):
            root = _parse(_to_transitional(root), name)
        return root

    def relations(self, name: str) -> Mapping[str, _Relation]:
        """The relationships of a part (of the package, for the empty name) by id."""
        if name not in self._relations:
            folder, base = posixpath.split(name)
            rels = posixpath.join(folder, "_rels", base + ".rels")
            elements = self.parse(rels).iterchildren("{*}Relationship") if self.has(rels) else ()
            self._relations[name] = {
                element.get("Id", ""): _Relation(element, folder) for element in elements
            }
        return self._relations[name]

    def _main(self, name: str) -> Part:
        declared = self._content_type(name)
        if declared.lower() not in _MAIN_TYPES:
            message = f"the main part is declared as {declared or 'nothing'}, not as a Word document"
            raise ReadError(message)
        part = Part(self, name)
        if part.root.tag != w("document"):
            message = "the main part is no Word document; open it in a word processor and save it again"
            raise ReadError(message)
        return part

    def _content_type(self, name: str) -> str:
        if not self.has("[content_types].xml"):
            message = "the package does not declare its content types; save the report again as .docx"
            raise ReadError(message)
        declared = {}
        for element in self.parse("[content_types].xml"):
            key = element.get("PartName", "").lstrip("/") or "." + element.get("Extension", "")
            declared[key.lower()] = element.get("ContentType", "")
        return declared.get(name.lower()) or declared.get(posixpath.splitext(name)[1].lower(), "")


def _parse(data: bytes, name: str) -> etree._Element:
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        reason = " ".join((error.msg or "no XML").partition(", use XML_PARSE_HUGE")[0].split())
        message = f"the part {name!r} cannot be parsed ({reason}); save the report again"
        raise ReadError(message) from error
    if root.getroottree().docinfo.internalDTD is not None:  # in an encoding that hides it from a search
        message = "a part declares XML entities, which no word processor writes; save the report again"
        raise ReadError(message)
    return root


def _to_transitional(root: etree._Element) -> bytes:
    """The part's XML with the strict namespaces renamed in its start tags, nowhere else."""

    def rename(match: re.Match[bytes]) -> bytes:
        return match[1] + _TRANSITIONAL.get(match[2], _STRICT + match[2])

    return _START_TAG.sub(lambda tag: _NAMESPACE.sub(rename, tag[0]), etree.tostring(root, encoding="UTF-8"))
