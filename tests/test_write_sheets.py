"""The pages of the source: which words have boxes, where, and which values they stand for."""

from __future__ import annotations

import base64
from array import array
from collections.abc import Sequence
from dataclasses import replace
from io import BytesIO

from PIL import Image

from pipeline.dataset import Dataset
from pipeline.model import Cell, Document, Paragraph, PrintedLine
from pipeline.write import SourceView
from pipeline.write.report.sheets import Box, Rectangle, Sheets, sheets_of
from pipeline.write.report.source import Index, Source, source_of
from tests.sample_dataset import dataset, source_view
from tests.sample_report import CHARACTER, COLUMN_WIDTH, LINE, PAGE_HEIGHT, PAGE_WIDTH, ROW_TOPS, printed


def made(view: SourceView, data: Dataset | None = None) -> tuple[Source, Sheets]:
    """The source and its pages, as the report has them."""
    source = source_of(view.document, view.ledger, Index(data or dataset()))
    return source, sheets_of(source, view.pictures)


def boxes(sheets: Sheets) -> list[Box]:
    """All boxes, page by page."""
    return [box for group in sheets.groups for sheet in group.sheets for box in sheet.boxes]


def box_of(sheets: Sheets, text: str) -> Box:
    """The box of these words; there is one."""
    (box,) = (box for box in boxes(sheets) if box.piece.text == text)
    return box


def with_lines(view: SourceView, words: str, lines: Sequence[PrintedLine]) -> SourceView:
    """The sample with other places for the paragraph that has these words."""

    def placed(paragraph: Paragraph) -> Paragraph:
        return replace(paragraph, printed=tuple(lines)) if words in paragraph.text else paragraph

    def cell(each: Cell) -> Cell:
        return replace(each, paragraphs=tuple(map(placed, each.paragraphs)))

    (table,) = view.document.tables
    document: Document = replace(view.document, tables=(replace(table, cells=tuple(map(cell, table.cells))),))
    return replace(view, document=document)


def line_of(start: int, page: int, top: float, places: Sequence[float]) -> PrintedLine:
    """A line whose characters begin at these places."""
    return PrintedLine(
        start, page, True, top, top + LINE, array("f", places), array("f", (x + CHARACTER for x in places))
    )


def test_every_marked_stretch_has_a_box() -> None:
    """The words of each value in their place, and those that were not understood; nothing else."""
    source, sheets = made(printed(source_view()))
    lines = [
        *source.outside,
        *(line for block in source.blocks for cell in block.cells for line in cell.lines),
    ]
    marked = [
        piece.text for line in lines for piece in line.pieces if piece.values or piece.use == "not-understood"
    ]

    assert [box.piece.text for box in boxes(sheets)] == marked
    assert {"11 May", "Ada Lovelace", "Confidence"} <= set(marked)
    assert box_of(sheets, "Confidence").piece.values == ()
    (place,) = box_of(sheets, "Ada Lovelace").rectangles
    left = COLUMN_WIDTH + len("ITU Chaired by Ms ") * CHARACTER
    assert place == Rectangle(left, ROW_TOPS[2] + LINE, len("Ada Lovelace") * CHARACTER, LINE)


def test_a_picture_is_what_was_drawn() -> None:
    """In base 64, with the size of its page."""
    view = printed(source_view())
    ((sheet,),) = [group.sheets for group in made(view)[1].groups if group.sheets]

    image = Image.open(BytesIO(base64.b64decode(sheet.png)))

    assert image.size == (60, 50)
    assert (sheet.width, sheet.height) == (PAGE_WIDTH, PAGE_HEIGHT)


def test_every_value_knows_its_first_box() -> None:
    """By its number; one that stands in no words of its own has none."""
    source, sheets = made(printed(source_view()))
    numbers = {box.number: box for box in boxes(sheets)}
    values = [value for block in source.blocks for entry in block.entries for value in entry.values]

    assert len(numbers) == len(boxes(sheets))
    assert sheets.of_value.keys() >= {value.number for value in values if value.rule}
    assert not sheets.of_value.keys() & {value.number for value in values if not value.rule}
    for number, (page, box) in sheets.of_value.items():
        assert page == 1
        assert number in {value.number for value in numbers[box].piece.values}


def test_a_value_is_found_at_its_first_words() -> None:
    """As provenance counts them: a date at its day in the row, not at the year that stands pages before."""
    view = printed(source_view(), (1, 2, 3))
    source, sheets = made(view)
    (date,) = (
        value
        for block in source.blocks
        for entry in block.entries
        for value in entry.values
        if value.field == "date"
    )

    page, number = sheets.of_value[date.number]

    (box,) = (box for box in boxes(sheets) if box.number == number)
    assert (page, box.piece.text) == (2, "11 May")


def test_words_on_two_lines_have_a_rectangle_on_each() -> None:
    """One box: "Renforcement des" ends a line, "capacités" stands on the next."""
    view = printed(source_view())
    start = len("Action Line C4: Renforcement des ")
    first = line_of(0, 1, 50, [CHARACTER * n for n in range(start)])
    second = line_of(start, 1, 62, [CHARACTER * n for n in range(len("capacités"))])

    _, sheets = made(with_lines(view, "Renforcement", [first, second]))

    upper, lower = box_of(sheets, "Renforcement des capacités").rectangles
    assert upper == Rectangle(
        len("Action Line C4: ") * CHARACTER, 50, len("Renforcement des") * CHARACTER, LINE
    )
    assert lower == Rectangle(0, 62, len("capacités") * CHARACTER, LINE)


def test_words_cut_by_a_page_have_a_box_on_each() -> None:
    """Both lead to the same value, which is found at the first."""
    view = printed(source_view(), (1, 1, 2))
    start = len("Action Line C4: Renforcement des ")
    first = line_of(0, 1, 450, [CHARACTER * n for n in range(start)])
    second = line_of(start, 2, 20, [CHARACTER * n for n in range(len("capacités"))])

    _, sheets = made(with_lines(view, "Renforcement", [first, second]))

    here, there = (
        next(box for box in sheet.boxes if box.piece.text == "Renforcement des capacités")
        for group in sheets.groups
        for sheet in group.sheets
    )
    assert here.piece is there.piece
    assert sheets.of_value[here.piece.values[0].number] == (1, here.number)


def test_words_far_from_each_other_on_a_line_have_rectangles_of_their_own() -> None:
    """As where a line changes its direction; nothing between them is in the box."""
    view = printed(source_view())
    text = "11 May, 10:00-13:00"
    places = [CHARACTER * n + (200 if n >= len("11 ") else 0) for n in range(len(text))]

    _, sheets = made(with_lines(view, "11 May", [line_of(0, 1, 50, places)]))

    assert [(each.x, each.width) for each in box_of(sheets, "11 May").rectangles] == [(0, 10), (215, 15)]


def test_text_that_runs_down_the_page() -> None:
    """Its box stands upright."""
    view = printed(source_view())
    line = line_of(0, 1, 50, [CHARACTER * n for n in range(len("11 May, 10:00-13:00"))])

    _, sheets = made(with_lines(view, "11 May", [replace(line, is_level=False)]))

    assert box_of(sheets, "11 May").rectangles == (Rectangle(50, 0, LINE, 30),)


def test_blocks_stand_beside_the_page_that_they_begin_on() -> None:
    """In order; a page on which none begins stands with those before it."""
    view = printed(source_view(), (1, 2, 4))
    pictures = (*view.pictures, replace(view.pictures[0], page=3))

    _, sheets = made(replace(view, pictures=tuple(sorted(pictures, key=lambda each: each.page))))

    assert [[sheet.page for sheet in group.sheets] for group in sheets.groups] == [[], [1], [2, 3], [4]]
    assert [[block.rows for block in group.blocks] for group in sheets.groups] == [[], [(1,)], [(2,)], [(3,)]]


def test_pages_without_a_picture_are_named() -> None:
    """The values of the others have their boxes."""
    view = printed(source_view(), (1, 2, 4))

    _, sheets = made(replace(view, pictures=view.pictures[:2]))

    assert sheets.left_out == (4,)
    assert {page for page, _ in sheets.of_value.values()} == {2}


def test_a_format_without_pages_has_no_sheets() -> None:
    """All blocks are in one group."""
    source, sheets = made(source_view())

    (group,) = sheets.groups
    assert group.blocks == source.blocks
    assert (group.sheets, sheets.of_value, sheets.left_out) == ((), {}, ())
