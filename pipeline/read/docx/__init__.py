"""Reads a Word document: every visible character of its tables and of the paragraphs around them.

The main path: open the package, settle its tracked changes, read the body as a story, and give each
paragraph its place. Nothing is fetched, run or written.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from lxml import etree

from pipeline.findings import ReadError, notice
from pipeline.model import Cell, Document, DocumentId, Locator, Notice, Paragraph, Table
from pipeline.read.docx.collector import paused_collector
from pipeline.read.docx.draft import Draft
from pipeline.read.docx.grid import lay_out
from pipeline.read.docx.left_out import left_out_runs
from pipeline.read.docx.levels import nest
from pipeline.read.docx.line import Aside, Surroundings
from pipeline.read.docx.marking import ListMarks
from pipeline.read.docx.names import w
from pipeline.read.docx.notes import comments_of, notes_of, uncited
from pipeline.read.docx.numbering import Numbering
from pipeline.read.docx.package import Package
from pipeline.read.docx.revisions import Revisions, Treatment
from pipeline.read.docx.story import Stories
from pipeline.read.docx.styles import Styles
from pipeline.read.guard import DEFAULT, Limits

_PROPERTIES: Final = ("title", "creator", "created", "modified")


def read_docx(
    path: Path,
    document_id: DocumentId,
    *,
    revisions: Treatment = "accept",
    limits: Limits = DEFAULT,
) -> Document:
    """The document at `path`, tracked changes accepted or rejected. For a file that was converted, format,
    hash and size of the original are the caller's to put in.

    Raises ReadError for a file that is no sound Word document, or larger than `limits` allow.
    """
    data = path.read_bytes()
    with paused_collector(), Package(io.BytesIO(data), limits) as package:
        reader = _Reader(document_id, package, revisions, limits)
        try:
            reader.read()
        except RecursionError as error:  # notes that cite notes: each is a part of its own, and none is deep
            message = "its notes, boxes or tables are in each other too deep; save the report again"
            raise ReadError(message) from error
        return Document(
            document_id=document_id,
            format="docx",
            sha256=hashlib.sha256(data).hexdigest(),
            size=len(data),
            paragraphs=tuple(reader.paragraphs),
            tables=tuple(reader.tables),
            notices=tuple(reader.notices),
            properties=_properties(package.properties(), reader.language),
        )


class _Reader:
    """One reading: collects the document's paragraphs, tables and notices."""

    def __init__(
        self, document_id: DocumentId, package: Package, treatment: Treatment, limits: Limits
    ) -> None:
        self.paragraphs: list[Paragraph] = []
        self.tables: list[Table] = []
        self.notices: list[Notice] = []
        self._document_id = document_id
        self._limits = limits
        self._main = package.main()
        self._revisions = Revisions(treatment)
        part = self._main.related("styles")
        self._styles = Styles(part.root if part else None)
        part = self._main.related("numbering")
        numbering = Numbering(part.root if part else None, self._styles)
        self._stories = Stories(ListMarks(self._styles, numbering), self._revisions.joined, limits)
        self.language = self._styles.language

    def read(self) -> None:
        """Read the body; what no anchor led to is noticed at the end."""
        root = self._main.root
        self._revisions.settle(root)
        left_out = left_out_runs(root, self._styles)
        notes: dict[tuple[str, str], Aside] = {}
        comments = comments_of(self._main.related("comments"))
        for kind in ("footnote", "endnote"):
            part = self._main.related(kind + "s")
            if part is not None:
                self._revisions.settle(part.root)
                left_out |= left_out_runs(part.root, self._styles)
                surroundings = Surroundings(part.addresses, notes, comments, left_out)
                notes |= notes_of(part, kind, surroundings)
        self.notices += self._revisions.notices()
        for body in root.iterchildren(w("body")):  # damaged files have several
            self._read_body(body, Surroundings(self._main.addresses, notes, comments, left_out))
        self.notices += [notice("note-without-mark", excerpt=text) for text in uncited(notes.values())]
        self.notices += [notice("comment", excerpt=text, author=author) for author, text in comments.values()]

    def _read_body(self, body: etree._Element, surroundings: Surroundings) -> None:
        drafts: list[Draft] = []
        for item in self._stories.read(body, surroundings):
            if isinstance(item, Draft):
                drafts.append(item)
            else:
                self._place_body(drafts)
                drafts = []
                self._read_table(item)
        self._place_body(drafts)

    def _place_body(self, drafts: Sequence[Draft]) -> None:
        place = Locator(self._document_id, None, None, None, None, len(self.paragraphs))
        self.paragraphs += self._place(drafts, place)

    def _read_table(self, table: Aside) -> None:
        grid = lay_out(table.content, self._limits)
        if not grid.places:
            return
        index = len(self.tables) + 1
        plain = self._stories.read_plain(table.content, table.surroundings)
        cells = []
        for place in grid.places:
            start = Locator(self._document_id, None, index, place.row, place.column, 0)
            drafts = plain.get(place.element)
            if drafts is None:
                drafts = list(self._stories.read_flat(place.element, table.surroundings))
            paragraphs = tuple(self._place(drafts, start))
            cells.append(Cell(place.row, place.column, place.row_span, place.col_span, paragraphs))
        self.notices += grid.notices
        after = len(self.paragraphs)
        self.tables.append(Table(index, None, grid.rows, grid.columns, tuple(cells), grid.header_rows, after))

    def _place(self, drafts: Sequence[Draft], start: Locator) -> Iterator[Paragraph]:
        """The visible drafts as paragraphs, counted on from `start`; what hangs on each is noticed."""
        nest(drafts)
        number = start.paragraph
        for draft in drafts:
            if draft.text:
                number += 1
            place = Locator(start.document_id, None, start.table_index, start.row, start.column, number or 1)
            if draft.notices:
                self.notices += [replace(remark, locator=place) for remark in draft.notices]
            if draft.text:
                yield Paragraph(draft.text, place, draft.level, draft.marker, draft.mark, draft.links)


def _properties(core: etree._Element | None, language: str | None) -> Mapping[str, str]:
    found = {}
    for element in () if core is None else core:
        name = etree.QName(element).localname
        if name in _PROPERTIES and element.text and element.text.strip():
            found[name] = element.text.strip()
    if language:
        found["language"] = language
    return found
