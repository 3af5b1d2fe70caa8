"""What flows between the stages: documents as readers give them, and values that know their place.

Positions are counted from 1 (pages, tables, rows, columns, paragraphs); characters of a
paragraph's text from 0, half open.
"""

from __future__ import annotations

from array import array
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as attribute
from typing import Generic, Literal, NewType, TypeVar

T = TypeVar("T", covariant=True)

DocumentId = NewType("DocumentId", str)
ReportId = NewType("ReportId", str)
MeetingId = NewType("MeetingId", str)
OrganizationId = NewType("OrganizationId", str)

Format = Literal["docx", "pdf", "txt", "doc", "odt", "rtf"]
Marker = Literal["bullet", "dash", "number", "letter", "note"]


@dataclass(frozen=True, slots=True)
class Span:
    """Characters `start` to `end` (half open, from 0) of one text."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            message = f"no span: {self.start} to {self.end}"
            raise ValueError(message)


@dataclass(frozen=True, slots=True)
class Locator:
    """The place of a paragraph. Outside tables `table_index`, `row` and `column` are None and
    `paragraph` counts the document's own paragraphs; `page` is None where the format has no pages."""

    document_id: DocumentId
    page: int | None
    table_index: int | None
    row: int | None
    column: int | None
    paragraph: int


@dataclass(frozen=True, slots=True)
class Evidence:
    """Position and quotation: `text` is exactly the characters of `span` in the paragraph at `locator`."""

    locator: Locator
    span: Span
    text: str

    def __post_init__(self) -> None:
        if len(self.text) != self.span.end - self.span.start:
            message = f"{self.text!r} is not as long as {self.span}"
            raise ValueError(message)


@dataclass(frozen=True, slots=True)
class Hyperlink:
    """A live link of the source: its printed characters and the address behind them."""

    span: Span
    target: str


@dataclass(frozen=True, slots=True)
class PageBreak:
    """Characters from `offset` on stand on `page` (a paragraph that a page break cuts)."""

    offset: int
    page: int


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """Where one line of a paragraph is printed: its characters from `start` of the text on.

    Lengths are points (1/72 inch) from the top left corner of the page set upright. `starts` and `ends` have
    the edges of each character along the line, `low` and `high` are the line's own edges across it; along is
    from left to right where it `is_level`, else from top to bottom. White space has no width.
    """

    start: int
    page: int
    is_level: bool
    low: float
    high: float
    starts: array[float]
    ends: array[float]

    @property
    def end(self) -> int:
        """Where in the paragraph's text its characters end."""
        return self.start + len(self.starts)


@dataclass(frozen=True, slots=True)
class PagePicture:
    """A page of a document as a picture (PNG); width and height are those of the page in points."""

    page: int
    width: float
    height: float
    png: bytes


@dataclass(frozen=True, slots=True)
class Paragraph:
    r"""One paragraph as printed.

    `text` keeps every visible character, manual line breaks as ``\n``, tabs as ``\t``. `marker` is the
    kind of list mark before it; where the mark is typed, `mark` is its span in `text` (with the white
    space after it), where Word numbering draws it, `mark` is None and `text` does not hold it.
    `level` is the nesting from 0. `printed` are its lines where the format has pages and their places
    were asked for, else none.
    """

    text: str
    locator: Locator
    level: int = 0
    marker: Marker | None = None
    mark: Span | None = None
    links: tuple[Hyperlink, ...] = ()
    page_breaks: tuple[PageBreak, ...] = ()
    printed: tuple[PrintedLine, ...] = attribute(default=(), repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of the true grid, given once whatever it spans; `row` and `column` are its first."""

    row: int
    column: int
    row_span: int
    col_span: int
    paragraphs: tuple[Paragraph, ...]

    @property
    def text(self) -> str:
        """The paragraphs' texts, a line each."""
        return "\n".join(paragraph.text for paragraph in self.paragraphs)

    @property
    def is_blank(self) -> bool:
        """True where the cell shows nothing."""
        return not any(paragraph.text.strip() for paragraph in self.paragraphs)


@dataclass(frozen=True, slots=True)
class Table:
    """A table: `rows` by `columns` is its grid, `cells` in reading order, each once.

    `header_rows` counts the leading rows that the source itself marks as header (0: not marked).
    `after` is the number of the document's own paragraphs printed before the table.
    """

    index: int
    page: int | None
    rows: int
    columns: int
    cells: tuple[Cell, ...]
    header_rows: int = 0
    after: int = 0


FieldName = Literal[
    "meeting",
    "code",
    "date",
    "place",
    "facilitator",
    "co-facilitator",
    "chair",
    "co-chair",
    "speaker",
    "rapporteur",
    "participants",
    "webcast",
    "themes",
    "decisions",
    "comments",
    "links",
    "contact",
    "number",
]
"""What a column of a report's table can hold. `meeting` names the meeting, `code` is a column of action
line codes alone, `number` a running number without meaning."""

RowKind = Literal["heading", "title", "header", "group", "lone", "aside", "record"]


@dataclass(frozen=True, slots=True)
class Entry:
    """A cell of a row with the fields that its column holds (none: no field claims the column) and the
    column's header as printed."""

    fields: tuple[FieldName, ...]
    header: str
    cell: Cell


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a used table, or the rows over which the cells that name one meeting are merged down.

    `record` rows are meetings; `group` rows have one filled cell, merged across, `lone` rows one filled
    cell of one column: whether they date or group what follows is for normalise to say. `title` rows
    stand above the header; `aside` rows are totals, notes and end marks. A `heading` is no row but what
    stands above the table in the document's own paragraphs, a cell for each. `number` is the first of the
    table's rows that it is about; `entries` are in the order of the columns, each cell once.
    """

    kind: RowKind
    table_index: int
    number: int
    entries: tuple[Entry, ...]

    def cells(self, name: FieldName) -> tuple[Cell, ...]:
        """The cells of the columns that hold the field."""
        return tuple(entry.cell for entry in self.entries if name in entry.fields)


@dataclass(frozen=True, slots=True)
class Notice:
    """Something that a person should know, noticed on the way; `findings` gives it severity and words.

    `check` is a name of the catalogue, `details` fill its message, `excerpt` quotes the words concerned.
    """

    check: str
    excerpt: str = ""
    locator: Locator | None = None
    field: str | None = None
    details: Mapping[str, str] = attribute(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Document:
    """A file as a reader gives it: `paragraphs` are those outside tables, in reading order."""

    document_id: DocumentId
    format: Format
    sha256: str
    size: int
    paragraphs: tuple[Paragraph, ...]
    tables: tuple[Table, ...]
    pages: int | None = None
    notices: tuple[Notice, ...] = ()
    properties: Mapping[str, str] = attribute(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Value(Generic[T]):
    """A normalised value, the places that it was read from, and the rule that read it."""

    value: T
    evidence: tuple[Evidence, ...]
    rule: str

    def __post_init__(self) -> None:
        if not self.evidence:
            message = f"{self.value!r} has no evidence"
            raise ValueError(message)


@dataclass(frozen=True, slots=True)
class Reading:
    """A row in the making: the table it belongs to, its read values by column, and what is `fixed`
    by the column of the report it stands in or by the absence of words (a role, `unstated`)."""

    table: str
    values: Mapping[str, Value[object]]
    fixed: Mapping[str, object] = attribute(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a normaliser made of one cell: readings in the order of the text, and notices. What it took
    is masked in the `Text` that it was given; the rest is there for the next normaliser."""

    readings: tuple[Reading, ...] = ()
    notices: tuple[Notice, ...] = ()


@dataclass(frozen=True, slots=True)
class MeetingReadings:
    """What one meeting's row says: `values` by column of the meetings table, `details` for the other
    tables in the order of the columns. `source_row` counts as the contract does."""

    row: Row
    source_row: int
    values: Mapping[str, Value[object]]
    details: tuple[Reading, ...]
    notices: tuple[Notice, ...]


@dataclass(frozen=True, slots=True)
class ReportReadings:
    """What a document says: `values` of the report as a whole (title, events_start, events_end, place,
    timezone), its languages (its own first), its meetings, and notices about no meeting."""

    languages: tuple[str, ...]
    values: Mapping[str, Value[object]]
    meetings: tuple[MeetingReadings, ...]
    notices: tuple[Notice, ...]
