"""Parts of a table on several pages to one table: repeated headers dropped, rows that a page cut rejoined."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from pipeline.read.pdf.cut_rows import why_cut
from pipeline.read.pdf.layout import Part
from pipeline.read.pdf.level_frames import PADDING
from pipeline.read.pdf.lines import Line
from pipeline.read.pdf.page import GridCell
from pipeline.read.pdf.remnants import without_thin_row
from pipeline.read.pdf.typesetting import Stretch

_SAME_EDGE = 3.5  # points: column edges of two parts nearer than this are one
_SAMPLE = 400  # cells from the top that show how the table's rows begin
_BELOW = 0.3  # of the font size: so far below its baseline a line of text ends
_ALIGNED = 1.5  # points: positions nearer than this are the same
_MOST_PADDING = 12.0  # points between a cell's edge and its text


@dataclass(slots=True)
class JoinedCell:
    """A cell of the whole table, and its text on each page that it stands on."""

    row: int
    column: int
    row_span: int
    col_span: int
    stretches: list[Stretch] = field(default_factory=list)

    @property
    def last(self) -> Line | None:
        """Its last line so far."""
        for stretch in reversed(self.stretches):
            if stretch.lines:
                return stretch.lines[-1]
        return None


@dataclass(frozen=True, slots=True)
class RowJoin:
    """A row that was rejoined: its number in the whole table from 0, the page that it starts on, and why."""

    row: int
    page: int
    evidence: tuple[str, ...]


@dataclass(slots=True)
class JoinedTable:
    """A table as one, over however many pages. `head` are the texts of its first part's rows, `tail` the
    cells that reach its last row, `open_end` is True where no line was printed under it."""

    pages: list[int]
    rows: int
    edges: list[float]
    cells: list[JoinedCell]
    header_rows: int = 0
    repeats: int = 0
    joins: list[RowJoin] = field(default_factory=list)
    head: list[list[str]] = field(default_factory=list)
    tail: list[JoinedCell] = field(default_factory=list)
    open_end: bool = False

    @property
    def columns(self) -> int:
        """Columns of the whole table."""
        return len(self.edges) - 1

    def reading_columns(self) -> list[int]:
        """The column that each cell begins at, counted as the table is read: from the right where most of
        its lines run from the right."""
        lines = [line for cell in self.cells for stretch in cell.stretches for line in stretch.lines]
        is_leftward = 2 * sum(line.rtl for line in lines) > len(lines)
        last = self.columns
        return [last - cell.column - cell.col_span if is_leftward else cell.column for cell in self.cells]


def start(part: Part) -> JoinedTable:
    """A table that so far has one part."""
    left = part.grid.box.x0
    cells = [
        JoinedCell(cell.row, cell.column, cell.row_span, cell.col_span, [stretch])
        for cell, stretch in zip(part.grid.cells, _stretches(part), strict=True)
    ]
    table = JoinedTable([part.page], part.grid.rows, [x - left for x in part.grid.column_edges], cells)
    table.head = _row_texts(part)
    table.tail = _reaching(table, cells)
    table.open_end = not part.grid.closed_bottom
    return table


def _reaching(table: JoinedTable, cells: Iterable[JoinedCell]) -> list[JoinedCell]:
    """Those of the cells that reach the table's last row."""
    return [cell for cell in cells if cell.row + cell.row_span == table.rows]


def goes_on(table: JoinedTable, part: Part) -> bool:
    """True where `part`, the first thing on a page, can be the same table as the one that ended the
    page before: the same outer edges, and the columns of one among those of the other."""
    left = part.grid.box.x0
    edges = [x - left for x in part.grid.column_edges]
    if abs(edges[-1] - table.edges[-1]) > _SAME_EDGE:
        return False
    fewer, more = sorted((edges, table.edges), key=len)
    if not all(any(abs(x - y) <= _SAME_EDGE for y in more) for x in fewer):
        return False
    return len(fewer) == len(more) or len(fewer) > 2 or part.grid.rows == 1


def add(table: JoinedTable, part: Part) -> None:
    """Put the next page's part under the table: without its repeated header, its first row joined to
    the last one where that was cut."""
    _drop_hollow_end(table)
    part = _header_apart(table, part)
    header = _repeated_rows(table, part)
    part = without_thin_row(part, header)
    if header:
        table.header_rows = max(table.header_rows, header)
        table.repeats += 1
    _merge_edges(table, part)
    table.pages.append(part.page)
    added = _placed(table, part, header)
    evidence = _evidence(table, added, open_top=not part.grid.closed_top)
    if evidence:
        table.joins.append(RowJoin(table.rows - 1, table.pages[-2], evidence))
        table.rows -= 1
        for cell in added:
            cell.row -= 1
    last = {cell.column: cell for cell in table.tail}
    new: list[JoinedCell] = []
    for cell in added:
        above = last.get(cell.column) if cell.row == table.rows else None
        same = above is not None and above.col_span == cell.col_span
        if above is not None and same and (evidence or _merged_down(above, cell)):
            above.stretches.extend(cell.stretches)
            above.row_span = cell.row + cell.row_span - above.row
        elif evidence and cell.row == table.rows and above is None:
            _into_covering(table, cell)
        else:
            new.append(cell)
    table.cells.extend(new)
    table.rows += part.grid.rows - header
    table.tail = _reaching(table, [*table.tail, *new])
    table.open_end = not part.grid.closed_bottom


def _placed(table: JoinedTable, part: Part, header: int) -> list[JoinedCell]:
    """The part's cells without its header, as they stand under the table's last row."""
    columns = _columns(table, part)
    return [
        JoinedCell(
            cell.row + table.rows - header,
            columns[cell.column],
            cell.row_span,
            columns[cell.column + cell.col_span] - columns[cell.column],
            [stretch],
        )
        for cell, stretch in zip(part.grid.cells, _stretches(part), strict=True)
        if cell.row >= header
    ]


def _drop_hollow_end(table: JoinedTable) -> None:
    """Take away the last row where the page's end left of it only borders, open below: all of its text
    stands on the next page. Only cells that reach through it can go on there."""
    last = table.rows - 1
    hollow = [cell for cell in table.tail if cell.row == last]
    if not table.open_end or not last or any(cell.last for cell in hollow):
        return
    for cell in table.tail:
        cell.row_span -= 1
    table.cells = [cell for cell in table.cells if cell.row_span]
    table.rows = last
    table.tail = [cell for cell in table.tail if cell.row_span]


def _evidence(table: JoinedTable, added: Sequence[JoinedCell], *, open_top: bool) -> tuple[str, ...]:
    """Why the first row of the cells added goes on with the table's last row."""
    if not added or table.rows <= table.header_rows:
        return ()
    above = {cell.column: cell for cell in table.tail}
    below = {cell.column: cell.stretches[0].lines for cell in added if cell.row == table.rows}
    body = [cell for cell in table.cells[:_SAMPLE] if cell.row >= max(table.header_rows, 1)]
    body.extend(cell for cell in added[:_SAMPLE] if cell.row > table.rows)
    return why_cut(above, below, body, open_top=open_top)


def _into_covering(table: JoinedTable, cell: JoinedCell) -> None:
    """Text of a cut row whose cell begins elsewhere on the next page goes to the cell that covers it."""
    for above in table.tail:
        if 0 <= cell.column - above.column < above.col_span:
            above.stretches.extend(cell.stretches)
            return
    table.cells.append(cell)


def _merged_down(above: JoinedCell, cell: JoinedCell) -> bool:
    """True where a cell merged down over several rows goes on: below there is nothing to read in it."""
    return cell.last is None and (cell.row_span > 1 or above.row_span > 1) and above.last is not None


def _stretches(part: Part) -> Iterator[Stretch]:
    """Each cell's lines with the edges of its text: as far from the right border as the column's text
    keeps from the left."""
    grid = part.grid
    rooms: dict[int, list[tuple[float, float]]] = {}  # at both sides of the lines of each column
    for cell, lines in zip(grid.cells, part.texts, strict=True):
        left, right = cell.box.x0, cell.box.x1
        rooms.setdefault(cell.column, []).extend(
            [(line.x0 - left, right - line.x1) for line in lines if not line.turn]
        )
    padding = {
        column: min(max(0.0, min(found)[0]), _MOST_PADDING) for column, found in rooms.items() if found
    }
    known = sorted(near for column, near in padding.items() if not _is_centred(rooms[column]))
    usual = known[len(known) // 2] if known else min([PADDING, *padding.values()])
    for cell, lines in zip(grid.cells, part.texts, strict=True):
        inner = min(padding.get(cell.column, usual), max(usual, 1.0) * 2)
        if lines and lines[0].turn:
            low, high = (
                (cell.box.top, cell.box.bottom) if lines[0].turn == 1 else (-cell.box.bottom, -cell.box.top)
            )
            yield Stretch(lines, low + usual, high - usual, in_table=True)
            continue
        furthest = max((line.x1 for line in lines), default=0.0)
        yield Stretch(
            lines, cell.box.x0 + inner, max(cell.box.x1 - min(inner, usual), furthest), in_table=True
        )


def _is_centred(rooms: Sequence[tuple[float, float]]) -> bool:
    """True where lines have as much room at one side as at the other, some more than others: that only the
    widest comes near the edges does not show how near it may come."""
    lefts = [left for left, _ in rooms]
    return max(lefts) - min(lefts) > _ALIGNED and all(abs(left - right) <= _ALIGNED for left, right in rooms)


def _repeated_rows(table: JoinedTable, part: Part) -> int:
    """How many rows at the top of the part are those at the top of the table, printed again."""
    count = 0
    for first, again in zip(table.head, _row_texts(part), strict=False):
        if not first or first != again:
            break
        count += 1
    return count


def _header_apart(table: JoinedTable, part: Part) -> Part:
    """The part with its repeated header as a row of its own, where no line is printed between it and the
    rest of a cut row."""
    grid = part.grid
    first = [n for n, cell in enumerate(grid.cells) if cell.row == 0]
    counts = [_lines_with(part.texts[n], head) for n, head in zip(first, table.head[0], strict=False)]
    if len(first) != len(table.head[0]) or any(cell.row_span > 1 for cell in grid.cells[: len(first)]):
        return part
    if 0 in counts or all(count == len(part.texts[n]) for n, count in zip(first, counts, strict=True)):
        return part
    ends = [part.texts[n][count - 1] for n, count in zip(first, counts, strict=True)]
    y = max(line.baseline + _BELOW * line.size for line in ends)
    cells: list[GridCell] = []
    texts: list[tuple[Line, ...]] = []
    for row in (0, 1):
        for n, count in zip(first, counts, strict=True):
            box = grid.cells[n].box
            cells.append(grid.cells[n]._replace(row=row, box=box._replace(**{("bottom", "top")[row]: y})))
            texts.append(part.texts[n][count:] if row else part.texts[n][:count])
    cells.extend(cell._replace(row=cell.row + 1) for cell in grid.cells[len(first) :])
    texts.extend(part.texts[len(first) :])
    edges = (grid.row_edges[0], y, *grid.row_edges[1:])
    apart = replace(grid, rows=grid.rows + 1, cells=tuple(cells), row_edges=edges, closed_top=False)
    return Part(part.page, apart, tuple(texts))


def _lines_with(lines: Sequence[Line], text: str) -> int:
    """How many lines from the top hold exactly this text; 0 where none do."""
    so_far = ""
    for count, line in enumerate(lines, 1):
        so_far += line.text.replace(" ", "")
        if len(so_far) >= len(text):
            return count if so_far == text else 0
    return 0


def _row_texts(part: Part) -> list[list[str]]:
    """The texts of each row's filled cells from the left, however their lines are broken."""
    rows: list[list[str]] = [[] for _ in range(part.grid.rows)]
    for cell, lines in zip(part.grid.cells, part.texts, strict=True):
        text = "".join(line.text for line in lines).replace(" ", "")
        if text:
            rows[cell.row].append(text)
    return rows


def _merge_edges(table: JoinedTable, part: Part) -> None:
    """Make the part's column edges edges of the table."""
    left = part.grid.box.x0
    for x in part.grid.column_edges:
        at = x - left
        if any(abs(at - edge) <= _SAME_EDGE for edge in table.edges):
            continue
        position = sum(edge < at for edge in table.edges)
        table.edges.insert(position, at)
        for cell in table.cells:
            if cell.column >= position:
                cell.column += 1
            elif cell.column + cell.col_span >= position:
                cell.col_span += 1


def _columns(table: JoinedTable, part: Part) -> list[int]:
    """The table's number of each column edge of the part."""
    left = part.grid.box.x0
    return [_nearest(table.edges, x - left) for x in part.grid.column_edges]


def _nearest(edges: Sequence[float], at: float) -> int:
    return min(range(len(edges)), key=lambda n: abs(edges[n] - at))
