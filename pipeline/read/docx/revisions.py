"""Tracked changes: taken out of the tree before it is read, accepted or rejected, and counted."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final, Literal

from lxml import etree

from pipeline.findings import notice
from pipeline.model import Notice
from pipeline.read.docx.names import PARAGRAPH_PROPERTIES, ROW_PROPERTIES, RUN_PROPERTIES, VAL, w

Treatment = Literal["accept", "reject"]

_INSERTED: Final = (w("ins"), w("moveTo"), w("cellIns"))
_DELETED: Final = (w("del"), w("moveFrom"), w("cellDel"))
_CELL_MERGE: Final = w("cellMerge")
_PROPERTIES: Final = {ROW_PROPERTIES, w("tcPr")}


@dataclass(slots=True)
class Revisions:
    """What the revision marks of a document's parts come to.

    `joined` are the paragraphs whose mark is gone: their text runs on into the next paragraph.
    """

    treatment: Treatment
    insertions: int = 0
    deletions: int = 0
    authors: set[str] = field(default_factory=set)
    joined: set[etree._Element] = field(default_factory=set)

    def settle(self, root: etree._Element) -> None:
        """Take what the treatment leaves out of the tree; what stays is read like other content."""
        marks = list(root.iter(*_INSERTED, *_DELETED, _CELL_MERGE))
        for mark in marks:
            self._count(mark)
            if mark.tag == _CELL_MERGE:
                self._merge(mark)
            elif mark.tag in self._unwanted():
                self._remove(mark)

    def notices(self) -> Iterable[Notice]:
        """One notice where there were revision marks."""
        if self.insertions or self.deletions:
            yield notice(
                "tracked-changes",
                insertions=str(self.insertions),
                deletions=str(self.deletions),
                authors=", ".join(sorted(self.authors)) or "an unnamed author",
                treatment=f"{self.treatment}ed",
            )

    def _unwanted(self) -> tuple[str, ...]:
        return _DELETED if self.treatment == "accept" else _INSERTED

    def _count(self, mark: etree._Element) -> None:
        if mark.tag in _INSERTED:
            self.insertions += 1
        elif mark.tag in _DELETED:
            self.deletions += 1
        author = mark.get(w("author"))
        if author:
            self.authors.add(author)

    def _remove(self, mark: etree._Element) -> None:
        parent = mark.getparent()
        if parent is None:
            return
        owner = parent.getparent()
        if parent.tag == RUN_PROPERTIES:
            if owner is not None and owner.tag == PARAGRAPH_PROPERTIES:
                paragraph = owner.getparent()
                if paragraph is not None:
                    self.joined.add(paragraph)
        elif parent.tag in _PROPERTIES and owner is not None:
            container = owner.getparent()
            if container is not None:
                container.remove(owner)
        else:
            parent.remove(mark)

    def _merge(self, mark: etree._Element) -> None:
        """Write a tracked vertical merge as the plain one that the treatment leaves."""
        parent = mark.getparent()
        kind = mark.get(w("vMerge") if self.treatment == "accept" else w("vMergeOrig"))
        if parent is None:
            return
        for plain in parent.findall(w("vMerge")):
            parent.remove(plain)
        if kind is not None:
            etree.SubElement(parent, w("vMerge"), {VAL: "continue" if kind == "cont" else "restart"})
