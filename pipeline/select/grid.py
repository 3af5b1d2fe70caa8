"""Some rows of a table as a grid that can be asked for any place, as printed or turned over its diagonal."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.model import Cell, Table

Line = tuple[int, ...]
"""A row of the table (from 1) that makes a row of a grid; of two rows the first gives its first column."""


class Grid:
    """The cells of some rows of `table` by row and column from 0; `turned` swaps rows and columns, so that
    names of fields at the left stand above their values. Without `lines` it holds every row."""

    def __init__(self, table: Table, lines: Sequence[Line] = (), *, turned: bool = False) -> None:
        self.table = table
        self.turned = turned
        self.lines = tuple(lines or ((row,) for row in range(1, table.rows + 1)))
        covering: dict[tuple[int, int], Cell] = {}
        for cell in table.cells:
            for row in range(cell.row, cell.row + cell.row_span):
                for column in range(cell.column, cell.column + cell.col_span):
                    covering[row, column] = cell
        columns = range(1, table.columns + 1)
        self._at = [
            [covering.get((line[0 if column == 1 else -1], column)) for column in columns]
            for line in self.lines
        ]
        if turned:
            self._at = [list(column) for column in zip(*self._at, strict=True)]
        self.rows = len(self._at)
        self.columns = len(self._at[0]) if self._at else 0

    def at(self, row: int, column: int) -> Cell | None:
        """The cell that covers the place, None where the row is shorter."""
        return self._at[row][column]

    def row(self, row: int) -> list[Cell | None]:
        """What covers each place of a row."""
        return self._at[row]

    def filled(self, row: int) -> list[Cell]:
        """The different cells of a row that show something, from its first column to its last."""
        different = {id(cell): cell for cell in self._at[row] if cell}
        return [cell for cell in different.values() if not cell.is_blank]

    def width(self, cell: Cell) -> int:
        """How many columns of this grid the cell covers."""
        return cell.row_span if self.turned else cell.col_span

    def height(self, cell: Cell) -> int:
        """How many rows of this grid the cell covers."""
        return cell.col_span if self.turned else cell.row_span

    def label(self, row: int, column: int) -> str:
        """The words at the place in one line."""
        cell = self._at[row][column]
        return " ".join(cell.text.replace("\u00ad", "").split()) if cell else ""
