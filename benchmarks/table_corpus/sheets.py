"""How documents are put together: the look of their tables, what stands around them, and pages without."""

from __future__ import annotations

from dataclasses import replace
from random import Random
from typing import get_args

from benchmarks.table_corpus.model import (
    Align,
    Beside,
    Block,
    Chart,
    Contents,
    Heading,
    LabelTable,
    Letterhead,
    Listing,
    Look,
    NewPage,
    Printer,
    Prose,
    Rules,
    Shade,
    Sheet,
    Tabled,
)
from benchmarks.table_corpus.subjects import HELD_OUT, TUNED, accounts, paragraph, phrase, sentence, topic

_TUNED_RULES: tuple[Rules, ...] = (
    "none",
    "none",
    "none",
    "booktabs",
    "booktabs",
    "rows",
    "head",
    "groups",
    "boxed",
)
_HELD_OUT_RULES: tuple[Rules, ...] = (
    "none",
    "none",
    "booktabs",
    "dotted",
    "double",
    "head",
    "frame",
    "columns",
    "rows",
    "boxed",
)
_TUNED_SHADES: tuple[Shade, ...] = ("none", "none", "none", "zebra", "head", "totals")
_HELD_OUT_SHADES: tuple[Shade, ...] = ("none", "none", "none", "head", "zebra", "columns", "stub")
_PRINTERS: tuple[Printer, ...] = (
    "chromium",
    "reportlab",
    "chromium",
    "libreoffice",
    "reportlab",
    "typewriter",
    "chromium",
    "reportlab",
)
_ALIGNS: tuple[Align, ...] = get_args(Align)
_MOST_COLUMNS = 7
"""LibreOffice breaks figures within wider tables."""
_WITHOUT_TABLE = 6
"""One document in so many holds no table."""


def sheet_of(random: Random, number: int, *, held_out: bool) -> Sheet:
    """One document; `random` decides all but its printer and its part."""
    printer = _PRINTERS[number // 3 % len(_PRINTERS)]
    empty = number % _WITHOUT_TABLE == 5 - number // _WITHOUT_TABLE % 3 and printer != "typewriter"
    landscape = random.random() < 0.15
    blocks = _without_table(random) if empty else _with_tables(random, printer, held_out=held_out)
    return Sheet(
        f"{number:03d}-{printer}" + ("-no-table" if empty else ""),
        tuple(blocks),
        landscape=landscape,
        letter=random.random() < 0.5,
        serif=random.random() < 0.4,
        size=random.choice((9, 10, 10, 11)),
        header=phrase(random, 3, 6) if random.random() < 0.4 else "",
        held_out=held_out,
        printer=printer,
    )


def _look(random: Random, *, held_out: bool) -> Look:
    rules = random.choice(_HELD_OUT_RULES if held_out else _TUNED_RULES)
    return Look(
        rules=rules,
        shade=random.choice(_HELD_OUT_SHADES if held_out else _TUNED_SHADES),
        numbers=random.choice(("right", "right", "right", "center", "left")),
        heads=random.choice(_ALIGNS),
        head_bottom=random.random() < 0.7,
        size=random.choice((6.5, 7.5, 8, 9, 10)),
        pad_x=random.choice((3, 4, 5, 8)),
        pad_y=random.choice((0.5, 1, 2, 3.5)),
        width=random.choice((1.0, 1.0, 0.9, 0.7, 0.0)),
        bold_head=random.random() < 0.6,
        span_rules=random.random() < 0.7,
        middle=random.random() < 0.3,
        pause=random.choice((0, 0, 0, 5, 4)),
        signs_apart=random.random() < 0.5,
    )


def _fitting(table: LabelTable, look: Look) -> tuple[LabelTable, Look]:
    """A cell over several rows shows only between rules; where rules are drawn the head of the first
    column runs over all header rows."""
    if any(cell.row_span > 1 for cell in table.cells) and look.rules not in {"rows", "dotted", "grid"}:
        look = replace(look, rules="rows", shade="none", pause=0)
    if (
        look.rules in {"rows", "boxed", "grid"}
        and table.head_rows == 2
        and any(c.col_span > 1 for c in table.cells)
    ):
        cells = (
            replace(c, row=1, row_span=2) if c.column == 1 and c.row == 2 and c.role == "head" else c
            for c in table.cells
        )
        table = replace(table, cells=tuple(cells))
    if table.widths or look.rules not in {"none", "booktabs", "head"}:
        look = replace(look, pause=0)
    return table, look


def _spaced(table: LabelTable, look: Look) -> Look:
    """Wrapped cells without rules or bands need space between rows, as a typesetter gives them."""
    if table.widths and look.rules not in {"rows", "dotted", "grid"} and look.shade != "zebra":
        return replace(look, pad_y=max(look.pad_y, 3.5))
    return look


def _tabled(random: Random, number: int, *, held_out: bool) -> Tabled:
    table = random.choice(HELD_OUT if held_out else TUNED)(random)
    table, look = _fitting(table, _look(random, held_out=held_out))
    look = _spaced(table, look)
    if table.columns > 9:
        look = replace(look, size=6.5, pad_x=2, width=1.0)
    elif table.columns > 6:
        look = replace(look, size=min(look.size, 8), pad_x=min(look.pad_x, 4), width=1.0)
    notes = random.choice(
        (
            (),
            ("Source: National statistical offices.",),
            (
                "(1) Provisional. (p) Break in series.",
                "Source: Statistical database (online data code: tab00012)",
            ),
            (f"Note: {sentence(random)} {sentence(random)}",),
        )
    )
    title = (
        f"{random.choice(('Table', 'Exhibit', 'Annex'))} {number}. {topic(random)}, {phrase(random, 2, 6)}"
    )
    units = random.choice(("", "", "(million EUR)", "(% of total)", "In thousands", "[Dollars in millions]"))
    return Tabled(table, look, title if random.random() < 0.85 else "", units, notes)


def _prose(random: Random, columns: int = 1) -> Prose:
    return Prose(
        tuple(paragraph(random) for _ in range(random.randint(1, 3) * columns)),
        columns,
        random.random() < 0.6,
    )


def _with_tables(random: Random, printer: str, *, held_out: bool) -> list[Block]:
    """Tables with headings, text, lists and charts about them."""
    if printer == "typewriter":
        return _typed(random, held_out=held_out)
    blocks: list[Block] = [Heading(phrase(random, 3, 6))] if random.random() < 0.5 else []
    for number in range(1, random.choice((2, 2, 3, 4))):
        if random.random() < 0.7:
            blocks.append(_prose(random, random.choice((1, 1, 1, 2))))
        if random.random() < 0.15:
            blocks.append(_chart(random))
        if random.random() < 0.2:
            blocks.append(_bullets(random))
        tabled = _tabled(random, number, held_out=held_out)
        while printer == "libreoffice" and tabled.table.columns > _MOST_COLUMNS:
            tabled = _tabled(random, number, held_out=held_out)
        narrow = not tabled.table.widths and tabled.table.columns <= 4 and printer != "libreoffice"
        blocks.append(_beside(random, tabled, held_out=held_out) if narrow else tabled)
    if random.random() < 0.5:
        blocks.append(_prose(random))
    return blocks


def _beside(random: Random, tabled: Tabled, *, held_out: bool) -> Block:
    """A narrow table alone, beside another one, or beside text."""
    slim = replace(tabled, look=replace(tabled.look, width=1.0, size=7.5))
    if random.random() < 0.2:
        other = _tabled(random, 0, held_out=held_out)
        if max(other.table.columns, tabled.table.columns) <= 3 and not other.table.widths:
            look = replace(other.look, width=1.0, size=7.5)
            return Beside(slim, replace(other, look=look, caption="", units="", notes=()))
    if random.random() < 0.4:
        words = Prose(tuple(paragraph(random) for _ in range(3)), 1, random.random() < 0.5)
        return Beside(words, slim) if random.random() < 0.5 else Beside(slim, words)
    return tabled


def _typed(random: Random, *, held_out: bool) -> list[Block]:
    blocks: list[Block] = [Heading(phrase(random, 3, 5)), _prose(random)]
    for number in range(1, random.choice((2, 3))):
        kinds = HELD_OUT if held_out else TUNED
        table = random.choice(kinds)(random)
        while table.widths or table.columns > 8:
            table = random.choice((*kinds, accounts))(random)
        blocks += [
            Tabled(table, Look(), f"Table {number}.--{topic(random)}", "", ("Source: Survey.",)),
            _prose(random),
        ]
    return blocks


def _bullets(random: Random) -> Listing:
    count = random.randint(3, 6)
    marks = random.choice((("•",) * count, ("–",) * count, tuple(f"{i}." for i in range(1, count + 1))))
    return Listing(marks, tuple(phrase(random, 5, 24) for _ in range(count)))


def _chart(random: Random) -> Chart:
    count = random.randint(4, 8)
    values = tuple(random.randint(5, 400) for _ in range(count))
    return Chart(tuple(str(1998 + i) for i in range(count)), values)


def _contents(random: Random) -> Contents:
    page, entries = 1, []
    for number in range(1, random.randint(8, 18)):
        page += random.randint(0, 6)
        entries.append((f"{number}. {phrase(random, 2, 6)}", str(page)))
    return Contents(tuple(entries), random.random() < 0.7)


def _letterhead(random: Random) -> Letterhead:
    left = (phrase(random, 2, 3), phrase(random, 1, 2), f"P.O. Box {random.randint(10, 999)}")
    right = (
        f"Ref. {random.randint(100, 999)}/{random.randint(1, 99)}",
        "12 March 2008",
        "Tel. +32 2 299 11 11",
    )
    return Letterhead(left, right)


def _without_table(random: Random) -> list[Block]:
    """A few pages of what is easily taken for a table."""
    kinds: list[list[Block]] = [
        [Heading(phrase(random, 2, 5)), _prose(random, 2), Heading(phrase(random, 2, 5)), _prose(random, 2)],
        [Heading("Contents"), _contents(random), NewPage(), _prose(random)],
        [_letterhead(random), _prose(random), _bullets(random), _prose(random)],
        [_prose(random), _chart(random), _prose(random, 2), _bullets(random)],
        [_prose(random, 3), _bullets(random), _bullets(random)],
        [Beside(_prose(random), _prose(random)), _prose(random), _chart(random), _prose(random)],
    ]
    return [block for chosen in random.sample(kinds, 2) for block in chosen]
