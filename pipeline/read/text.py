"""Plain text as a word processor exports it: tables as cells that begin with a tab at the start of a line.

A cell runs to the next such tab; an empty cell is a lone tab; a blank line parts the paragraphs of
a cell. A row ends with a blank line, but so may a cell, so the number of columns is found from the
header and proved by the whole table: every row has as many cells, or is a single cell merged across.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from pipeline.findings import ReadError, notice
from pipeline.marks import typed_mark
from pipeline.model import Cell, Document, DocumentId, Locator, Notice, Paragraph, Table

_ENCODINGS = ("utf-8-sig", "cp1252")
_WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff")
"""The byte order marks of UTF-16."""

_FEWEST_COLUMNS = 2
_FIRST_ROWS = 4


@dataclass(frozen=True, slots=True)
class _Block:
    """Consecutive lines: the cells of a table, or running text. A cell's lines are kept as they are."""

    cells: tuple[tuple[str, ...], ...]
    lines: tuple[str, ...]


def read_text(path: Path, document_id: DocumentId) -> Document:
    """The document in the file at `path`. Raises ReadError where it is not text."""
    data = path.read_bytes()
    lines = _decode(data).replace("\r\n", "\n").replace("\r", "\n").split("\n")
    paragraphs: list[Paragraph] = []
    tables: list[Table] = []
    notices: list[Notice] = []
    for block in _blocks(lines):
        if block.cells:
            rows = _rows(block.cells)
            if rows is None:
                notices.append(notice("text-table-uneven", cells=str(len(block.cells))))
                rows = [[cell] for cell in block.cells]
            tables.append(_table(rows, len(tables) + 1, len(paragraphs), document_id))
        for text in _paragraphs(block.lines):
            locator = Locator(document_id, None, None, None, None, len(paragraphs) + 1)
            paragraphs.append(_paragraph(text, locator))
    return Document(
        document_id=document_id,
        format="txt",
        sha256=hashlib.sha256(data).hexdigest(),
        size=len(data),
        paragraphs=tuple(paragraphs),
        tables=tuple(tables),
        notices=tuple(notices),
    )


def _decode(data: bytes) -> str:
    is_wide = data.startswith(_WIDE_MARKS)
    if b"\x00" in data and not is_wide:
        raise ReadError("the file is not plain text (it has NUL bytes); give the original Word or PDF file")
    for encoding in ("utf-16",) if is_wide else _ENCODINGS:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise ReadError("the file's text encoding is unknown; save it as UTF-8")


def _blocks(lines: Sequence[str]) -> Iterator[_Block]:
    """Running text and tables in turn. A table ends with the last blank line before text that no tab leads:
    two blank lines and then a line without a tab are running text again."""
    cells: list[list[str]] = []
    text: list[str] = []
    for number, line in enumerate(lines):
        if line.startswith("\t"):
            if text:
                yield _Block((), tuple(text))
                text = []
            cells.append([line[1:]])
        elif not cells:
            text.append(line)
        elif line.strip() and _leaves_table(lines, number):
            yield _Block(tuple(map(tuple, cells)), ())
            cells = []
            text.append(line)
        else:
            cells[-1].append(line)
    yield _Block(tuple(map(tuple, cells)), tuple(text))


def _leaves_table(lines: Sequence[str], number: int) -> bool:
    """Three blank lines in a row end a table: no cell has so many at its end and goes on."""
    return number >= 3 and not any(line.strip() for line in lines[number - 3 : number])


def _rows(cells: Sequence[Sequence[str]]) -> list[list[Sequence[str]]] | None:
    """The cells in rows, or None where no number of columns fits."""
    for columns in _column_counts(cells):
        rows = _cut(cells, columns)
        if rows is not None:
            return rows
    return None


def _column_counts(cells: Sequence[Sequence[str]]) -> Iterator[int]:
    """Likely numbers of columns, likeliest first: the cells from one that ends with a blank line to the next
    such (the header's row first; a title merged across it stands alone), then every number that divides
    the cells evenly."""
    gaps = _gaps(cells)
    yield from (gap for gap in dict.fromkeys(gaps[:_FIRST_ROWS]) if gap >= _FEWEST_COLUMNS)
    yield from (n for n in range(len(cells) // 2, _FEWEST_COLUMNS - 1, -1) if len(cells) % n == 0)


def _gaps(cells: Sequence[Sequence[str]]) -> list[int]:
    """How many cells there are from the start, or one that ends with a blank line, to the next such."""
    closed = [0, *(number + 1 for number, cell in enumerate(cells) if _is_closed(cell))]
    return [end - start for start, end in pairwise(closed)]


def _is_closed(cell: Sequence[str]) -> bool:
    return len(cell) > 1 and not cell[-1].strip()


def _cut(cells: Sequence[Sequence[str]], columns: int) -> list[list[Sequence[str]]] | None:
    """Rows of `columns` cells, with as few rows of a single merged cell as will do; every row but the last
    ends with a blank line. Many merged rows are believed only where no cell within a row does."""
    total = len(cells)
    unreachable = total + 1
    fewest = [0 if at == total else unreachable for at in range(total + 1)]
    step = [0] * (total + 1)
    for at in range(total - 1, -1, -1):
        for width, cost in ((columns, 0), (1, 1)):
            end = at + width
            if end > total or (end < total and not _is_closed(cells[end - 1])):
                continue
            if width == 1 and len(_paragraphs(cells[at])) != 1:
                continue
            if fewest[end] + cost < fewest[at]:
                fewest[at], step[at] = fewest[end] + cost, width
    has_many_merged = fewest[0] * 2 > total // columns + 1
    if fewest[0] >= unreachable or (has_many_merged and not set(_gaps(cells)) <= {1, columns}):
        return None
    rows: list[list[Sequence[str]]] = []
    at = 0
    while at < total:
        rows.append(list(cells[at : at + step[at]]))
        at += step[at]
    return rows


def _table(rows: Sequence[Sequence[Sequence[str]]], index: int, after: int, document_id: DocumentId) -> Table:
    columns = max(map(len, rows))
    cells: list[Cell] = []
    for row, contents in enumerate(rows, 1):
        for column, lines in enumerate(contents, 1):
            paragraphs = tuple(
                _paragraph(text, Locator(document_id, None, index, row, column, number))
                for number, text in enumerate(_paragraphs(lines), 1)
            )
            span = columns if len(contents) == 1 else 1
            cells.append(Cell(row, column, 1, span, paragraphs))
    return Table(index, None, len(rows), columns, tuple(cells), after=after)


def _paragraphs(lines: Sequence[str]) -> list[str]:
    """The lines that show something; in such an export each is a paragraph of its own."""
    return [line for line in lines if line.strip()]


def _paragraph(text: str, locator: Locator) -> Paragraph:
    mark = typed_mark(text)
    if mark is None:
        return Paragraph(text, locator)
    return Paragraph(text, locator, level=0, marker=mark.kind, mark=mark.span)
