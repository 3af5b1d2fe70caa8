"""What a generated document is made of, before anything prints it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

Role = Literal["head", "stub", "data", "group", "total"]
Rules = Literal[
    "none", "booktabs", "rows", "head", "dotted", "double", "groups", "frame", "columns", "boxed", "grid"
]
Shade = Literal["none", "zebra", "head", "totals", "columns", "stub"]
Align = Literal["left", "center", "right"]
Printer = Literal["chromium", "libreoffice", "reportlab", "typewriter", "typeset", "word"]


@dataclass(frozen=True, slots=True)
class LabelCell:
    """A cell as it is labelled and printed; `row` and `column` from 1, `indent` in steps; `mark` is
    raised behind the text."""

    row: int
    column: int
    text: str
    role: Role = "data"
    row_span: int = 1
    col_span: int = 1
    indent: int = 0
    mark: str = ""


@dataclass(frozen=True, slots=True)
class LabelTable:
    """A table: its cells, and how many of its rows are header."""

    cells: tuple[LabelCell, ...]
    head_rows: int = 1
    widths: tuple[float, ...] | None = None
    """Shares of the width that each column takes; None leaves it to the content."""

    @property
    def rows(self) -> int:
        """Number of rows."""
        return max(cell.row + cell.row_span - 1 for cell in self.cells)

    @property
    def columns(self) -> int:
        """Number of columns."""
        return max(cell.column + cell.col_span - 1 for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Look:
    """How a table is printed. Lengths in points; `width` is a share of the text's width, 0 for as
    narrow as the content."""

    rules: Rules = "none"
    shade: Shade = "none"
    numbers: Align = "right"
    heads: Align = "center"
    head_bottom: bool = True
    size: float = 9
    pad_x: float = 5
    pad_y: float = 1.5
    width: float = 1.0
    bold_head: bool = True
    span_rules: bool = True
    middle: bool = False
    pause: int = 0
    """After so many rows stands a wider space; 0 for never."""
    signs_apart: bool = False
    """A currency sign stands at the left of its column."""
    theme: str = ""
    """A look of the printer's own, in place of what stands above."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the running text."""

    text: str


@dataclass(frozen=True, slots=True)
class Prose:
    """Paragraphs of running text in `columns` columns."""

    paragraphs: tuple[str, ...]
    columns: int = 1
    justified: bool = True


@dataclass(frozen=True, slots=True)
class Listing:
    """A list with bullets or numbers; `marks` before the items."""

    marks: tuple[str, ...]
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Contents:
    """A table of contents: no table. Titles, page numbers, dotted leaders between or not."""

    entries: tuple[tuple[str, str], ...]
    leaders: bool = True


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Address lines at the left and at the right of the page's top."""

    left: tuple[str, ...]
    right: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """A bar chart with axis labels: words in rows and columns that are no table."""

    labels: tuple[str, ...]
    values: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Entries:
    """Pairs of texts that are no table: references by number, terms with what they mean, an index with
    its pages, fields to fill in."""

    kind: Literal["references", "terms", "index", "form"]
    items: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Tabled:
    """A table with what stands around it: caption and units above, notes below."""

    table: LabelTable
    look: Look
    caption: str = ""
    units: str = ""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Beside:
    """Two blocks next to each other; `share` is the left one's part of the width."""

    left: Block
    right: Block
    share: float = 0.5


@dataclass(frozen=True, slots=True)
class NewPage:
    """The next block starts a page."""


Block = Heading | Prose | Listing | Contents | Letterhead | Chart | Entries | Tabled | Beside | NewPage


@dataclass(frozen=True, slots=True)
class Sheet:
    """A document: page form, type and blocks. `size` in points, `serif` chooses the type."""

    name: str
    blocks: tuple[Block, ...]
    landscape: bool = False
    letter: bool = False
    serif: bool = False
    size: float = 10
    header: str = ""
    held_out: bool = False
    columns: int = 1
    """Columns of text on a page."""
    printer: Printer = "chromium"
    extra: tuple[LabelTable, ...] = field(default=())


def tables_of(blocks: Sequence[Block]) -> list[LabelTable]:
    """The labelled tables of some blocks, in their order."""
    found: list[LabelTable] = []
    for block in blocks:
        match block:
            case Tabled():
                found.append(block.table)
            case Beside():
                found += tables_of((block.left, block.right))
            case _:
                pass
    return found


def is_wordy(table: LabelTable, column: int) -> bool:
    """Whether a column holds words rather than figures."""
    texts = [c.text for c in table.cells if c.column == column and c.role == "data" and c.text]
    return sum(any(ch.isalpha() for ch in text) for text in texts) * 2 > len(texts)
