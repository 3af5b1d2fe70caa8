"""Lines of pages to the document's paragraphs and tables, with their places."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from pipeline.findings import notice
from pipeline.marks import typed_mark
from pipeline.model import (
    Cell,
    DocumentId,
    Hyperlink,
    Locator,
    Notice,
    PageBreak,
    Paragraph,
    PrintedLine,
    Span,
    Table,
)
from pipeline.read.pdf.join import JoinedTable, add, goes_on, start
from pipeline.read.pdf.layout import Content
from pipeline.read.pdf.line_ends import LONGEST_TOKEN, LineEnd, joint
from pipeline.read.pdf.lines import Line
from pipeline.read.pdf.paragraphs import Draft, drafts, levels
from pipeline.read.pdf.typesetting import Stretch, Typesetting
from pipeline.read.pdf.vocabulary import Vocabulary
from pipeline.read.pdf.words import LINE_END_HYPHEN

Block = list[Stretch] | JoinedTable

_DOUBTFUL: dict[str, str] = {
    "undecided-hyphen": "pdf-hyphen-kept",
    "nothing-likely": "pdf-word-joined",
    "space-likely": "pdf-word-apart",
}


@dataclass(slots=True)
class Built:
    """What the pages hold, as the document gives it."""

    paragraphs: list[Paragraph] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)


def build(contents: Iterable[Content], document_id: DocumentId) -> Built:
    """The paragraphs and tables of all pages."""
    blocks = deque(_blocks(contents))
    stretches = [stretch for block in blocks for stretch in _stretches(block)]
    writer = _Writer(document_id, Vocabulary(stretches), Typesetting(stretches))
    del stretches
    while blocks:  # what is written is let go, so that lines and document are not both held as a whole
        block = blocks.popleft()
        if isinstance(block, JoinedTable):
            writer.table(block)
        else:
            writer.text(block)
    return writer.built


def _blocks(contents: Iterable[Content]) -> list[Block]:
    """Tables, each over all its pages, and the text between them, in reading order."""
    blocks: list[Block] = []
    for content in contents:
        left, right = _margins(content)
        text: list[Line] = []
        first = True
        for item in content.items:
            if isinstance(item, Line):
                text.append(item)
                continue
            if text:
                _add_text(blocks, Stretch(tuple(text), left, right, in_table=False), first=first)
                text, first = [], False
            previous = blocks[-1] if blocks else None
            if first and isinstance(previous, JoinedTable) and goes_on(previous, item):
                add(previous, item)
            else:
                blocks.append(start(item))
            first = False
        if text:
            _add_text(blocks, Stretch(tuple(text), left, right, in_table=False), first=first)
    return blocks


def _add_text(blocks: list[Block], stretch: Stretch, *, first: bool) -> None:
    """Text at the top of a page goes on from the text that ended the page before."""
    if first and blocks and isinstance(blocks[-1], list):
        blocks[-1].append(stretch)
    else:
        blocks.append([stretch])


def _margins(content: Content) -> tuple[float, float]:
    """Left and right edge of the text outside tables."""
    lines = [item for item in content.items if isinstance(item, Line) and not item.turn]
    left = min((line.x0 for line in lines), default=0.0)
    right = max((line.x1 for line in lines), default=content.width)
    return left, max(right, content.width - left)


def _stretches(block: Block) -> Iterator[Stretch]:
    if isinstance(block, JoinedTable):
        for cell in block.cells:
            yield from cell.stretches
    else:
        yield from block


class _Writer:
    """Gives paragraphs their text and place."""

    def __init__(
        self,
        document_id: DocumentId,
        vocabulary: Vocabulary,
        typesetting: Typesetting,
    ) -> None:
        self.built = Built()
        self._document_id = document_id
        self._vocabulary = vocabulary
        self._typesetting = typesetting

    def text(self, stretches: Sequence[Stretch]) -> None:
        """Add paragraphs outside tables."""
        found = drafts(stretches, self._typesetting)
        self.built.paragraphs.extend(self._paragraphs(found, None, len(self.built.paragraphs) + 1))

    def table(self, joined: JoinedTable) -> None:
        """Add a table; its cells let go of their lines."""
        index = len(self.built.tables) + 1
        cells = []
        columns = joined.reading_columns()
        placed = sorted(zip(columns, joined.cells, strict=True), key=lambda c: (c[1].row, c[0]))
        for column, cell in placed:
            place = (index, cell.row + 1, column + 1)
            paragraphs = tuple(self._paragraphs(drafts(cell.stretches, self._typesetting), place, 1))
            cells.append(Cell(*place[1:], cell.row_span, cell.col_span, paragraphs))
            cell.stretches.clear()
        self.built.tables.append(
            Table(
                index,
                joined.pages[0],
                joined.rows,
                joined.columns,
                tuple(cells),
                joined.header_rows,
                len(self.built.paragraphs),
            )
        )
        self._notices(joined, index)

    def _notices(self, joined: JoinedTable, index: int) -> None:
        """Tell what was joined, and why."""
        where = Locator(self._document_id, joined.pages[0], index, None, None, 1)
        if len(joined.pages) > 1:
            pages = f"{joined.pages[0]} to {joined.pages[-1]}"
            self.built.notices.append(
                notice(
                    "pdf-table-joined",
                    locator=where,
                    table=str(index),
                    pages=pages,
                    repeats=str(joined.repeats),
                )
            )
        for join in joined.joins:
            locator = Locator(self._document_id, join.page, index, join.row + 1, None, 1)
            self.built.notices.append(
                notice(
                    "pdf-row-joined",
                    locator=locator,
                    row=str(join.row + 1),
                    page=str(join.page),
                    signs="; ".join(join.evidence),
                )
            )

    def _paragraphs(
        self, found: Sequence[Draft], place: tuple[int, int, int] | None, number: int
    ) -> Iterator[Paragraph]:
        """The paragraphs of one cell (table, row, column from 1), or outside tables, with the footnotes
        that they call; counted from `number`."""
        table, row, column = place or (None, None, None)
        texts = [self._text(draft) for draft in found]
        marks = [typed_mark(text.text) for text in texts]
        depths = levels([(draft.indent, mark is not None) for draft, mark in zip(found, marks, strict=True)])
        for draft, text, mark, level in zip(found, texts, marks, depths, strict=True):
            kind, span = (mark.kind, mark.span) if mark else (None, None)
            for body, marker in ((text, kind), *((note, "note") for note in self._footnotes(draft))):
                locator = Locator(self._document_id, body.page, table, row, column, number)
                self._doubts(body, locator)
                own = body is text
                yield Paragraph(
                    body.text,
                    locator,
                    level if own else 0,
                    marker,
                    span if own else None,
                    body.links,
                    body.page_breaks,
                    body.printed,
                )
                number += 1

    def _footnotes(self, draft: Draft) -> Iterator[_Joined]:
        """The text of each footnote that the paragraph calls."""
        for lines in (aside for line in draft.lines for aside in line.asides if aside):
            left, right = min(line.x0 for line in lines), max(line.x1 for line in lines)
            foot = Stretch(lines, left, right, in_table=False)
            yield self._text(Draft(lines, (foot,) * len(lines), 0.0))

    def _doubts(self, text: _Joined, locator: Locator) -> None:
        for check, before, after in text.doubts:
            excerpt = f"{before} / {after}"
            self.built.notices.append(
                notice(check, locator=locator, excerpt=excerpt, before=before, after=after)
            )

    def _text(self, draft: Draft) -> _Joined:
        """The paragraph's lines as one text."""
        text = draft.lines[0].text
        links = [Hyperlink(Span(link.start, link.end), link.target) for link in draft.lines[0].links]
        breaks: list[PageBreak] = []
        starts = [0]
        doubts: list[tuple[str, str, str]] = []
        page = draft.lines[0].page
        for before, line, stretch in zip(draft.lines, draft.lines[1:], draft.stretches, strict=False):
            token = text[-LONGEST_TOKEN:].rpartition(" ")[2]
            at_space = self._typesetting.ends_word(before, stretch)
            kind = joint(LineEnd(token, before, line, stretch.room(before), at_space), self._vocabulary)
            if kind == "drop-hyphen":
                text = text[:-1]
            elif kind in {"space", "space-likely"}:
                text += " "
            if kind in _DOUBTFUL:
                pieces = (token.replace(LINE_END_HYPHEN, "-"), line.text.split(" ", 1)[0])
                doubts.append((_DOUBTFUL[kind], *pieces))
            if line.page != page:
                page = line.page
                breaks.append(PageBreak(len(text), page))
            links.extend(
                Hyperlink(Span(link.start + len(text), link.end + len(text)), link.target)
                for link in line.links
            )
            starts.append(len(text))
            text += line.text
        text = text.replace(LINE_END_HYPHEN, "-")
        return _Joined(
            draft.lines[0].page,
            text,
            tuple(_whole_links(links, text)),
            tuple(breaks),
            tuple(_printed(draft.lines, starts)),
            tuple(doubts),
        )


@dataclass(slots=True)  # not frozen, as `Word`
class _Joined:
    """A paragraph's text as joined from its lines; `doubts` are the check, and what stood before and
    after a line end that could be read otherwise."""

    page: int
    text: str
    links: tuple[Hyperlink, ...]
    page_breaks: tuple[PageBreak, ...]
    printed: tuple[PrintedLine, ...]
    doubts: tuple[tuple[str, str, str], ...]


def _printed(lines: Sequence[Line], starts: Sequence[int]) -> Iterator[PrintedLine]:
    """The places of lines that begin at these characters of a text, as far as the text has them: it may lack
    the hyphen at a line's end."""
    for line, first, following in zip(lines, starts, (*starts[1:], None), strict=True):
        if line.printed:
            shown = None if following is None else following - first
            edges = line.printed.starts[:shown], line.printed.ends[:shown]
            yield replace(line.printed, start=first, starts=edges[0], ends=edges[1])


def _whole_links(links: Iterable[Hyperlink], text: str) -> Iterator[Hyperlink]:
    """Links broken over lines as one."""
    current: Hyperlink | None = None
    for link in links:
        end = min(link.span.end, len(text))
        start = min(link.span.start, end)
        if current and current.target == link.target and not text[current.span.end : start].strip():
            current = Hyperlink(Span(current.span.start, end), link.target)
            continue
        if current:
            yield current
        current = Hyperlink(Span(start, end), link.target)
    if current:
        yield current
