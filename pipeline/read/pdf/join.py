"""Parts of a table on several pages to one table: repeated headers dropped, rows that a page cut rejoined."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from pipeline.read.pdf.layout import Part
from pipeline.read.pdf.lines import Line
from pipeline.read.pdf.page import GridCell
from pipeline.read.pdf.typesetting import Stretch
from pipeline.read.pdf.words import LINE_END_HYPHEN

_SAME_EDGE = 3.5  # points: column edges of two parts nearer than this are one
_MOST_PADDING = 12.0  # points between a cell's edge and its text
_ENOUGH = 2  # points of evidence for a row that goes on
_FEW_LINES = 2  # lines that a page may keep back whole rather than part them
_GOES_ON = re.compile(rf"[-‐{LINE_END_HYPHEN},;:(/&–]$")  # noqa: RUF001 - dashes
_ENDS = re.compile(r"[.!?…)»”\"]$")
_OPENING = "([{«“"


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
        return next((s.lines[-1] for s in reversed(self.stretches) if s.lines), None)


@dataclass(frozen=True, slots=True)
class RowJoin:
    """A row that was rejoined: its number in the whole table from 0, the page that it starts on, and why."""

    row: int
    page: int
    evidence: tuple[str, ...]


@dataclass(slots=True)
class JoinedTable:
    """A table as one, over however many pages."""

    pages: list[int]
    rows: int
    edges: list[float]
    cells: list[JoinedCell]
    header_rows: int = 0
    repeats: int = 0
    joins: list[RowJoin] = field(default_factory=list)

    @property
    def columns(self) -> int:
        """Columns of the whole table."""
        return len(self.edges) - 1


def start(part: Part) -> JoinedTable:
    """A table that so far has one part."""
    left = part.grid.box.x0
    cells = [
        JoinedCell(cell.row, cell.column, cell.row_span, cell.col_span, [stretch])
        for cell, stretch in zip(part.grid.cells, _stretches(part), strict=True)
    ]
    return JoinedTable([part.page], part.grid.rows, [x - left for x in part.grid.column_edges], cells)


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
    return len(fewer) == len(more) or len(fewer) > 2 or part.grid.rows == 1  # noqa: PLR2004 - one column fits all


def add(table: JoinedTable, part: Part) -> None:
    """Put the next page's part under the table: without its repeated header, its first row joined to
    the last one where that was cut."""
    header = _repeated_rows(table, part)
    if header:
        table.header_rows = max(table.header_rows, header)
        table.repeats += 1
    _merge_edges(table, part)
    table.pages.append(part.page)
    columns = _columns(table, part)
    pairs = [
        (cell, stretch)
        for cell, stretch in zip(part.grid.cells, _stretches(part), strict=True)
        if cell.row >= header
    ]
    evidence = _cut(table, part, header, columns)
    base = table.rows - header
    if evidence:
        table.joins.append(RowJoin(table.rows - 1, table.pages[-2], evidence))
        base -= 1
    last = {cell.column: cell for cell in table.cells if cell.row + cell.row_span == table.rows}
    for cell, stretch in pairs:
        row = cell.row + base
        column = columns[cell.column]
        span = columns[cell.column + cell.col_span] - column
        above = last.get(column)
        same = above is not None and above.col_span == span and cell.row == header
        if above is not None and same and (evidence or _merged_down(above, cell, stretch)):
            above.stretches.append(stretch)
            above.row_span = row + cell.row_span - above.row
        elif evidence and cell.row == header and above is None:
            _into_covering(table, column, stretch, cell, row, span)
        else:
            table.cells.append(JoinedCell(row, column, cell.row_span, span, [stretch]))
    table.rows = base + part.grid.rows


def _into_covering(
    table: JoinedTable, column: int, stretch: Stretch, cell: GridCell, row: int, span: int
) -> None:
    """Text of a cut row whose cell begins elsewhere on the next page goes to the cell that covers it."""
    for above in table.cells:
        if (
            above.row + above.row_span == table.rows
            and above.column <= column < above.column + above.col_span
        ):
            above.stretches.append(stretch)
            return
    table.cells.append(JoinedCell(row, column, cell.row_span, span, [stretch]))


def _merged_down(above: JoinedCell, cell: GridCell, stretch: Stretch) -> bool:
    """True where a cell merged down over several rows goes on: below there is nothing to read in it."""
    return not stretch.lines and (cell.row_span > 1 or above.row_span > 1) and above.last is not None


def _stretches(part: Part) -> Iterator[Stretch]:
    """Each cell's lines with the edges of its text: as far from the right border as the column's text
    keeps from the left."""
    grid = part.grid
    padding: dict[int, float] = {}
    for cell, lines in zip(grid.cells, part.texts, strict=True):
        for line in lines:
            if not line.turn:
                near = max(0.0, line.x0 - cell.box.x0)
                padding[cell.column] = min(padding.get(cell.column, _MOST_PADDING), near)
    usual = sorted(padding.values())[len(padding) // 2] if padding else 0.0
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


def _repeated_rows(table: JoinedTable, part: Part) -> int:
    """How many rows at the top of the part are those at the top of the table, printed again."""
    if part.grid.rows < 2 and table.rows < 2:  # noqa: PLR2004 - a table of one row has no header
        return 0
    first = _texts_by_row((c.row, c.column, _plain(s.lines for s in c.stretches)) for c in table.cells)
    again = _texts_by_row(
        (c.row, c.column, _plain([lines])) for c, lines in zip(part.grid.cells, part.texts, strict=True)
    )
    count = 0
    while (
        count < min(table.rows, part.grid.rows) and again.get(count) and first.get(count) == again.get(count)
    ):
        count += 1
    return count


def _texts_by_row(cells: object) -> dict[int, list[str]]:
    rows: dict[int, list[tuple[int, str]]] = {}
    for row, column, text in cells:  # type: ignore[attr-defined]  # narrowed below
        if text:
            rows.setdefault(row, []).append((column, text))
    return {row: [text for _, text in sorted(texts)] for row, texts in rows.items()}


def _plain(stretches: object) -> str:
    return "".join(line.text for lines in stretches for line in lines).replace(" ", "")  # type: ignore[attr-defined]


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
    return [
        min(range(len(table.edges)), key=lambda n, at=x - left: abs(table.edges[n] - at))  # type: ignore[misc]
        for x in part.grid.column_edges
    ]


def _cut(table: JoinedTable, part: Part, header: int, columns: list[int]) -> tuple[str, ...]:
    """Why the first row of the part goes on with the table's last row; empty where it does not."""
    grid = part.grid
    if header >= grid.rows or table.rows <= table.header_rows:
        return ()
    above = {c.column: c for c in table.cells if c.row <= table.rows - 1 < c.row + c.row_span}
    below = {
        columns[cell.column]: lines
        for cell, lines in zip(grid.cells, part.texts, strict=True)
        if cell.row == header
    }
    if set(above) != set(below) or not any(below.values()):
        return ()
    score, full, evidence = 0, 0, []
    key = min(above)
    tall = max((len(s.lines) for c in above.values() for s in c.stretches[-1:]), default=0)
    for column, cell in above.items():
        lines, last = below[column], cell.last
        if last is None:
            if lines:
                score -= 3 if tall > _FEW_LINES else 1
        elif lines:
            weight, sign = _continuation(table, column, cell, lines[0])
            score += weight
            if sign:
                evidence.append(f"column {column + 1} {sign}")
            elif _breaks_off(cell, lines[0]):
                full += 1
        elif column == key and _filled(table, key):
            score += 3
            evidence.append("the first column does not start anew")
    alike = _alike(table, key)
    if below[key] and alike:
        if _first_word(below[key][0]) in alike:
            score -= 4
        else:
            score += 1
            evidence.append("the first column begins unlike the other rows")
    if full:
        score += 1
        evidence.append(f"{full} columns break off at a full line")
    if not grid.closed_top:
        score += 3
        evidence.append("the row is open at the top of the page")
    return tuple(evidence) if score >= _ENOUGH and evidence else ()


def _filled(table: JoinedTable, column: int) -> bool:
    """True where the column's cells are filled in nearly every row."""
    cells = [c for c in table.cells if c.column == column and c.row >= table.header_rows]
    return sum(c.last is None for c in cells) * 5 <= len(cells)


def _continuation(table: JoinedTable, column: int, cell: JoinedCell, first: Line) -> tuple[int, str]:
    """The sign that `first` goes on with the sentence or word that `cell` breaks off, its weight and
    its words."""
    last = cell.last
    if first.listed or last is None:
        return 0, ""
    if last.text.endswith(("-", LINE_END_HYPHEN)) and len(last.text) > 1:
        return 2, "breaks off at a hyphen"
    if first.text[0].islower() and not _often_lower(table, column):
        return 2, "goes on in lower case"
    if _GOES_ON.search(last.text):
        return 2, "breaks off within a sentence"
    if first.text[0] in _OPENING:
        return 1, "goes on with a bracket"
    return 0, ""


def _breaks_off(cell: JoinedCell, first: Line) -> bool:
    """True where the cell's last line ends without an end of sentence, for want of room."""
    stretch = cell.stretches[-1]
    if first.listed or not stretch.lines or _ENDS.search(stretch.lines[-1].text):
        return False
    return not stretch.fits(stretch.lines[-1], first)


def _often_lower(table: JoinedTable, column: int) -> bool:
    """True where cells of this column begin in lower case anyway."""
    starts = [line.text[0] for line in _first_lines(table, column)]
    return sum(character.islower() for character in starts) * 4 > len(starts)


def _first_lines(table: JoinedTable, column: int) -> list[Line]:
    """The first line of each filled cell of the column, without the header."""
    return [
        cell.stretches[0].lines[0]
        for cell in table.cells
        if cell.column == column and cell.row >= max(table.header_rows, 1) and cell.stretches[0].lines
    ]


def _alike(table: JoinedTable, column: int) -> set[str]:
    """The words with which most rows begin, where a few words serve for most."""
    starts = Counter(_first_word(line) for line in _first_lines(table, column))
    common = {word for word, count in starts.items() if count > 1 and count * 3 >= starts.total()}
    covered = sum(starts[word] for word in common)
    return common if covered * 2 > starts.total() else set()


def _first_word(line: Line) -> str:
    return re.sub(r"\d+", "0", line.text.split(" ", 1)[0].casefold())
