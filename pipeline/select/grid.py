"""Some lines of a table as a grid that can be asked for any place, as printed or turned over its diagonal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.model import Cell, Table


@dataclass(frozen=True, slots=True)
class Line:
    """What covers each place of a line (None: the row is shorter), and the table's row where it begins."""

    row: int
    cells: tuple[Cell | None, ...]


def lines_of(table: Table) -> list[Line]:
    """The table's rows; a merged cell covers each of its places."""
    covering: dict[tuple[int, int], Cell] = {}
    for cell in table.cells:
        for row in range(cell.row, cell.row + cell.row_span):
            for column in range(cell.column, cell.column + cell.col_span):
                covering[row, column] = cell
    columns = range(1, table.columns + 1)
    return [
        Line(row, tuple(covering.get((row, column)) for column in columns))
        for row in range(1, table.rows + 1)
    ]


def words_of(cell: Cell | None) -> str:
    """The cell's own words in one line, without its footnotes and the hyphens that show only where a line
    breaks."""
    if cell is None:
        return ""
    own = (paragraph.text for paragraph in cell.paragraphs if paragraph.marker != "note")
    return " ".join(" ".join(own).replace("\u00ad", "").split())


class Grid:
    """Lines of one table by row and column from 0; `turned` swaps rows and columns, so that names of fields
    at the left stand above their values."""

    def __init__(self, lines: Sequence[Line], *, turned: bool = False) -> None:
        self.lines = tuple(lines)
        self.turned = turned
        printed = [line.cells for line in lines]
        self._at = list(zip(*printed, strict=True)) if turned else printed
        self.rows = len(self._at)
        self.columns = len(self._at[0]) if self._at else 0
        self._filled: dict[int, list[Cell]] = {}
        self._labels: dict[int, list[str]] = {}

    def at(self, row: int, column: int) -> Cell | None:
        """The cell that covers the place, None where the row is shorter."""
        return self._at[row][column]

    def row(self, row: int) -> Sequence[Cell | None]:
        """What covers each place of a row."""
        return self._at[row]

    def number(self, row: int) -> int:
        """The table's row (from 1) where the grid's row begins."""
        return self.lines[0 if self.turned else row].row

    def filled(self, row: int) -> Sequence[Cell]:
        """The different cells of a row that show something, from its first column to its last."""
        if row not in self._filled:
            different = {id(cell): cell for cell in self._at[row] if cell}
            self._filled[row] = [cell for cell in different.values() if not cell.is_blank]
        return self._filled[row]

    def width(self, cell: Cell) -> int:
        """How many columns of this grid the cell covers."""
        return cell.row_span if self.turned else cell.col_span

    def height(self, cell: Cell) -> int:
        """How many rows of this grid the cell covers."""
        return cell.col_span if self.turned else cell.row_span

    def label(self, row: int, column: int) -> str:
        """The words at the place in one line."""
        return self.labels(row)[column]

    def labels(self, row: int) -> Sequence[str]:
        """The words at each place of a row, each in one line."""
        if row not in self._labels:
            self._labels[row] = [words_of(cell) for cell in self._at[row]]
        return self._labels[row]
