"""The source as printed, with every stretch of text that became a value marked in its place."""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby, pairwise
from typing import TypeVar, cast

from pipeline.dataset import Dataset, Row, as_text, columns, record_key
from pipeline.fold import Use
from pipeline.ledger import Ledger
from pipeline.model import Cell, Document, Locator, Paragraph, Table

T = TypeVar("T")
Stretch = tuple[int, int, T]
"""Characters `start` to `end` of a paragraph, and what they are."""
Place = tuple[int | None, int | None, int | None, int]
"""Table, row, column and paragraph, as provenance names them."""
Name = tuple[object, object, object]
"""Table, record and field of a value."""

_OF_MEETING = ("meetings", "facilitators", "people", "points", "links")
"""The tables whose rows are of one meeting, in the order of the page."""
_SHOWN_ELSEWHERE = frozenset({"report_id", "position", "source_document", "source_page", "source_row"})
_OF_POINT = ("marker", "level")
_OF_FILE = frozenset({"title", "language", "events_start", "events_end", "place"})
"""What a report says of itself, of the columns of a file."""


@dataclass(frozen=True, slots=True)
class ReadValue:
    """A value of the dataset as the report shows it; `number` is its own on the page, `rule` is empty for
    a value that stands in no words of its own (an identifier from a register)."""

    number: int
    table: str
    record: str
    field: str
    text: str
    rule: str


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters of one use that the same values were read from, the value with the fewest words first.
    `first_of` are the numbers of those values whose first words, as provenance counts them, begin here."""

    text: str
    use: Use | None
    values: tuple[ReadValue, ...]
    first_of: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph in pieces."""

    pieces: tuple[Piece, ...]
    paragraph: Paragraph

    def placed(self) -> Iterator[tuple[int, Piece]]:
        """Each piece, and where it begins in the paragraph."""
        start = 0
        for piece in self.pieces:
            yield start, piece
            start += len(piece.text)


@dataclass(frozen=True, slots=True)
class SourceCell:
    """A cell as printed; `starts` is False where a merged cell only reaches into the rows shown."""

    cell: Cell
    lines: tuple[Line, ...]
    starts: bool


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of the dataset: its `name` within the meeting, and its values in the order of the columns,
    without keys, places and what the name says."""

    table: str
    name: str
    values: tuple[ReadValue, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """Rows of a source table that belong together: those of one meeting, or some that are no meeting
    (header, day, group), where `meeting` is None. Rows are counted from 1."""

    table: Table | None
    rows: tuple[int, ...]
    meeting: Row | None
    cells: tuple[SourceCell, ...]
    entries: tuple[Entry, ...]

    @property
    def page(self) -> int | None:
        """The page that it begins on; None where the format has no pages."""
        lines = (line for cell in self.cells if cell.starts for line in cell.lines)
        return min((line.paragraph.locator.page or 0 for line in lines), default=0) or None


@dataclass(frozen=True, slots=True)
class Source:
    """One report's source: what was read of the report as a whole, the paragraphs outside tables that gave
    values, and the used tables in blocks."""

    document: Document
    entries: tuple[Entry, ...]
    outside: tuple[Line, ...]
    blocks: tuple[Block, ...]


class Index:
    """The dataset by what the pages look up; made once for all of them."""

    def __init__(self, dataset: Dataset) -> None:
        self.provenance: dict[object, list[Row]] = defaultdict(list)
        self.rules: dict[Name, str] = {}
        for row in dataset["provenance"]:
            self.provenance[row["document_id"]].append(row)
            self.rules.setdefault(_name(row), str(row["rule"]))
        self.meetings: dict[object, dict[object, Row]] = defaultdict(dict)
        for row in dataset["meetings"]:
            self.meetings[row["source_document"]][row["meeting_id"]] = row
        self.records: dict[object, list[tuple[str, Row]]] = defaultdict(list)
        for row in dataset["documents"]:
            self.records[row["document_id"]].append(("documents", row))
        for table in _OF_MEETING:
            for row in dataset[table]:
                self.records[row["meeting_id"]].append((table, row))


def source_of(document: Document, ledger: Ledger, index: Index) -> Source:
    """The pages' view of one source document."""
    meetings = index.meetings[document.document_id]
    values: dict[Name, ReadValue] = {}
    entries = {
        owner: tuple(_entry(table, row, index, values) for table, row in index.records[owner])
        for owner in (document.document_id, *meetings)
    }
    owners = _owners(index.provenance[document.document_id], meetings)
    used = {table for table, _ in owners}
    spans: dict[Place, list[Stretch[ReadValue]]] = defaultdict(list)
    begins: dict[Place, dict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
    begun: set[int] = set()
    for row in index.provenance[document.document_id]:
        value = values.get(_name(row))
        if value:
            place = cast("Place", (row["table_index"], row["row"], row["column"], row["paragraph"]))
            start, end = cast("int", row["start"]), cast("int", row["end"])
            spans[place].append((start, end, value))
            if value.number not in begun and place[0] in {None, *used}:
                begins[place][start].append(value.number)
                begun.add(value.number)
    uses: dict[Place, list[Stretch[Use | None]]] = defaultdict(list)
    for booked in ledger:
        uses[_place(booked.locator)].append((booked.span.start, booked.span.end, booked.use))

    def line(paragraph: Paragraph) -> Line:
        place = _place(paragraph.locator)
        pieces = _pieces(paragraph.text, uses.get(place, []), spans.get(place, []), begins[place])
        return Line(tuple(pieces), paragraph)

    outside = tuple(
        line(paragraph) for paragraph in document.paragraphs if _place(paragraph.locator) in spans
    )
    blocks = [
        Block(table, rows, meetings.get(owner), cells, entries.get(owner, ()))
        for table in document.tables
        if table.index in used
        for owner, rows, cells in _blocks(table, owners, line)
    ]
    shown = {block.meeting["meeting_id"] for block in blocks if block.meeting}
    blocks += [Block(None, (), row, (), entries[name]) for name, row in meetings.items() if name not in shown]
    return Source(document, entries[document.document_id], outside, tuple(blocks))


def _entry(table: str, row: Row, index: Index, values: dict[Name, ReadValue]) -> Entry:
    record = record_key(table, row)
    entry: list[ReadValue] = []
    for field in _fields(table):
        if row[field] is not None:
            name = (table, record, field)
            rule = index.rules.get(name, "")
            values[name] = ReadValue(len(values) + 1, table, record, field, as_text(row[field]), rule)
            entry.append(values[name])
    key = " ".join(record.split("|")[1:])
    form = ", ".join(f"{name} {as_text(row[name])}" for name in _OF_POINT if table == "points" and row[name])
    return Entry(table, f"{key} ({form})" if form else key, tuple(entry))


@cache
def _fields(table: str) -> tuple[str, ...]:
    """The columns of `table` whose values are shown beside their words."""
    if table == "documents":
        return tuple(column.name for column in columns(table) if column.name in _OF_FILE)
    elsewhere = {*_SHOWN_ELSEWHERE, *(_OF_POINT if table == "points" else ())}
    return tuple(column.name for column in columns(table) if not column.key and column.name not in elsewhere)


def _owners(provenance: Sequence[Row], meetings: dict[object, Row]) -> dict[tuple[object, object], object]:
    """The meeting of each row (table, row): the one that most values in it were read for, if it is one."""
    claims: dict[tuple[object, object], Counter[object]] = defaultdict(Counter)
    for row in provenance:
        meeting = str(row["record"]).split("|")[0]  # the first part of every key
        if row["table_index"] is not None and meeting in meetings:
            claims[row["table_index"], row["row"]][meeting] += 1
    return {
        place: ranked[0][0]
        for place, claim in claims.items()
        if len(ranked := claim.most_common(2)) == 1 or ranked[0][1] > ranked[1][1]
    }


def _blocks(
    table: Table, owners: dict[tuple[object, object], object], line: Callable[[Paragraph], Line]
) -> Iterator[tuple[object, tuple[int, ...], tuple[SourceCell, ...]]]:
    of_row: dict[int, list[Cell]] = defaultdict(list)
    for cell in table.cells:
        for row in range(cell.row, cell.row + cell.row_span):
            of_row[row].append(cell)
    for owner, group in groupby(range(1, table.rows + 1), key=lambda row: owners.get((table.index, row))):
        rows = tuple(group)
        cells = dict.fromkeys((cell.row, cell.column) for row in rows for cell in of_row[row])
        first = {(cell.row, cell.column): cell for row in rows for cell in of_row[row]}
        yield (
            owner,
            rows,
            tuple(
                SourceCell(first[place], tuple(map(line, first[place].paragraphs)), place[0] in rows)
                for place in cells
            ),
        )


def _pieces(
    text: str,
    uses: Sequence[Stretch[Use | None]],
    spans: Sequence[Stretch[ReadValue]],
    begins: dict[int, list[int]],
) -> Iterator[Piece]:
    """`text` cut wherever a use or a value begins or ends; `begins` are the numbers of the values whose
    first words begin at a place, each of which is taken once, however often the paragraph is shown."""
    cuts = {0, len(text)}
    for start, end, _ in (*uses, *spans):
        cuts |= {min(start, len(text)), min(end, len(text))}
    places = sorted(cuts)
    over = zip(pairwise(places), _over(places, spans), _over(places, uses), strict=False)
    for (start, end), covering, using in over:
        nearest = sorted(covering, key=lambda stretch: stretch[1] - stretch[0])
        values = tuple(dict.fromkeys(value for _, _, value in nearest))
        yield Piece(text[start:end], using[0][2] if using else None, values, tuple(begins.pop(start, ())))


def _over(places: Sequence[int], stretches: Sequence[Stretch[T]]) -> Iterator[list[Stretch[T]]]:
    """The stretches that each of the places, which are in order, stands in."""
    coming = deque(sorted(stretches, key=lambda stretch: stretch[0]))
    here: list[Stretch[T]] = []
    for place in places:
        while coming and coming[0][0] <= place:
            here.append(coming.popleft())
        here = [stretch for stretch in here if place < stretch[1]]
        yield here


def _place(locator: Locator) -> Place:
    return locator.table_index, locator.row, locator.column, locator.paragraph


def _name(row: Row) -> Name:
    return row["table"], row["record"], row["field"]
