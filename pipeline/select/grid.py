"""A table as a grid that can be asked for any place, as printed or turned over its diagonal."""

from __future__ import annotations

from pipeline.model import Cell, Table


class Grid:
    """The cells of `table` by row and column from 0; `turned` swaps rows and columns."""

    def __init__(self, table: Table, *, turned: bool = False) -> None:
        self.table = table
        self.turned = turned
        self.rows, self.columns = (table.columns, table.rows) if turned else (table.rows, table.columns)
        self._at: list[list[Cell | None]] = [[None] * self.columns for _ in range(self.rows)]
        for cell in table.cells:
            for row in range(cell.row - 1, cell.row - 1 + cell.row_span):
                for column in range(cell.column - 1, cell.column - 1 + cell.col_span):
                    if turned:
                        self._at[column][row] = cell
                    else:
                        self._at[row][column] = cell

    def at(self, row: int, column: int) -> Cell | None:
        """The cell that covers the place, None where the row is shorter."""
        return self._at[row][column]

    def cells(self, row: int) -> list[Cell]:
        """The different cells of a row from its first column to its last."""
        return list({id(cell): cell for cell in self._at[row] if cell}.values())

    def filled(self, row: int) -> list[Cell]:
        """The cells of a row that show something."""
        return [cell for cell in self.cells(row) if not cell.is_blank]

    def width(self, cell: Cell) -> int:
        """How many columns of this grid the cell covers."""
        return cell.row_span if self.turned else cell.col_span

    def height(self, cell: Cell) -> int:
        """How many rows of this grid the cell covers."""
        return cell.col_span if self.turned else cell.row_span
