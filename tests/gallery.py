"""Small documents built in code: paragraphs and tables, as the model has them or as a Word file.

A document is written as its blocks in order: a string is a paragraph, a `table(...)` a table. In a
table's rows a string is a cell (its lines are paragraphs), a `Merged` one that covers several places;
places that it covers in later rows are not written again.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import docx

from pipeline.dataset import Dataset
from pipeline.interpret import Interpretation, Knowledge, interpret, load_knowledge
from pipeline.marks import typed_mark
from pipeline.model import Cell, Document, DocumentId, Locator, Paragraph, ReportId, Row, Table
from pipeline.profile import Profile
from pipeline.select import Selection, select

NAME = DocumentId("gallery.docx")
REPORT = ReportId("gallery")
PROSE = "A series of events took place in Geneva from 14 to 18 May 2007."


@dataclass(frozen=True, slots=True)
class Merged:
    """A cell that covers `across` columns and `down` rows."""

    text: str
    across: int = 1
    down: int = 1


@dataclass(frozen=True, slots=True)
class Rows:
    """A table as its rows of cells; `header_rows` are marked as header by the source."""

    rows: tuple[tuple[Merged, ...], ...]
    header_rows: int = 0

    @property
    def columns(self) -> int:
        """How many columns the grid has."""
        return max(place + cell.across for _, place, cell in self.placed())

    def placed(self) -> Iterator[tuple[int, int, Merged]]:
        """Row and column (from 0) of each cell."""
        covered: set[tuple[int, int]] = set()
        for row, cells in enumerate(self.rows):
            place = 0
            for cell in cells:
                while (row, place) in covered:
                    place += 1
                yield row, place, cell
                covered |= {(row + y, place + x) for y in range(cell.down) for x in range(cell.across)}


Block = str | Rows


def table(*rows: Sequence[str | Merged], header_rows: int = 0) -> Rows:
    """A table of these rows."""
    cells = tuple(tuple(Merged(cell) if isinstance(cell, str) else cell for cell in row) for row in rows)
    return Rows(cells, header_rows)


def turned(rows: Sequence[Sequence[str]]) -> Rows:
    """The table with rows and columns swapped."""
    return table(*zip(*rows, strict=True))


def document(*blocks: Block, name: DocumentId = NAME) -> Document:
    """The blocks as a reader would give them."""
    paragraphs: list[Paragraph] = []
    tables: list[Table] = []
    for block in blocks:
        if isinstance(block, str):
            place = Locator(name, None, None, None, None, len(paragraphs) + 1)
            paragraphs.append(_paragraph(block, place))
        else:
            tables.append(_table(block, len(tables) + 1, len(paragraphs), name))
    return Document(name, "docx", "0" * 64, 1, tuple(paragraphs), tuple(tables))


def _table(rows: Rows, index: int, after: int, name: DocumentId) -> Table:
    cells = [
        Cell(row + 1, place + 1, cell.down, cell.across, tuple(_cell(cell, index, row, place, name)))
        for row, place, cell in rows.placed()
    ]
    return Table(index, None, len(rows.rows), rows.columns, tuple(cells), rows.header_rows, after)


def _cell(cell: Merged, index: int, row: int, place: int, name: DocumentId) -> Iterator[Paragraph]:
    for number, line in enumerate(cell.text.split("\n"), 1):
        yield _paragraph(line, Locator(name, None, index, row + 1, place + 1, number))


def _paragraph(text: str, locator: Locator) -> Paragraph:
    mark = typed_mark(text)
    return Paragraph(text, locator, 0, mark.kind, mark.span) if mark else Paragraph(text, locator)


def word(path: Path, *blocks: Block) -> Path:
    """The blocks as a Word file at `path`."""
    file = docx.Document()
    for block in blocks:
        if isinstance(block, str):
            file.add_paragraph(block)
            continue
        grid = file.add_table(rows=len(block.rows), cols=block.columns)
        for row, place, cell in block.placed():
            first = grid.cell(row, place)
            whole = first.merge(grid.cell(row + cell.down - 1, place + cell.across - 1))
            lines = cell.text.split("\n")
            whole.text = lines[0]
            for line in lines[1:]:
                whole.add_paragraph(line)
    file.save(str(path))
    return path


def selected(*blocks: Block, profiles: Sequence[Profile] | None = None) -> Selection:
    """What is selected from a document of these blocks."""
    return select(document(*blocks), knowledge().profiles if profiles is None else profiles)


def records(selection: Selection) -> list[dict[str, str]]:
    """For each meeting the text of its filled cells by field (several joined with `+`), or by header in
    square brackets where no field claims the column."""
    return [as_record(row) for row in selection.rows if row.kind == "record"]


def as_record(row: Row) -> dict[str, str]:
    """The filled cells of one row in that form."""
    record: dict[str, str] = {}
    for entry in row.entries:
        name = "+".join(entry.fields) or f"[{entry.header}]"
        if not entry.cell.is_blank:
            record[name] = "\n".join(filter(None, (record.get(name), entry.cell.text)))
    return record


def kinds(selection: Selection) -> list[str]:
    """The kind of each row."""
    return [row.kind for row in selection.rows]


def noticed(selection: Selection) -> list[tuple[str, str]]:
    """Check and excerpt of each notice."""
    return [(note.check, note.excerpt) for note in selection.notices]


@cache
def knowledge() -> Knowledge:
    """Profiles, lexicons and register, loaded once."""
    return load_knowledge(None)


def interpreted(source: Document) -> Interpretation:
    """What the whole main path makes of the document."""
    return interpret(REPORT, source, knowledge())


def dataset(source: Document) -> Dataset:
    """The rows of the dataset that the document gives."""
    return interpreted(source).dataset


def column(made: Dataset, name: str, table_name: str = "meetings") -> list[object]:
    """The values of one column of a table."""
    return [row[name] for row in made[table_name]]
