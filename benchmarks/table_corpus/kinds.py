"""Named kinds of documents: each one producer, one family of tables and its looks, or what is no table."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from random import Random

from benchmarks.table_corpus import plain, registers, statistics, web, word
from benchmarks.table_corpus.model import (
    Block,
    Chart,
    Contents,
    Entries,
    Heading,
    LabelTable,
    Letterhead,
    Listing,
    Look,
    Printer,
    Prose,
    Rules,
    Sheet,
    Tabled,
)
from benchmarks.table_corpus.subjects import paragraph, phrase, topic

_Subject = Callable[[Random], LabelTable]
_STATISTICS: tuple[_Subject, ...] = (
    statistics.indicators,
    statistics.spanners,
    statistics.with_units,
    statistics.small,
    statistics.months,
)
_GROUPS: tuple[_Subject, ...] = (
    registers.people,
    registers.votes,
    registers.agenda,
    registers.revisions,
    registers.comparisons,
)
_WRAPPED: tuple[_Subject, ...] = (registers.actions, registers.documents, registers.fields)


@dataclass(frozen=True, slots=True)
class Kind:
    """Documents of one producer: which tables, in which looks, in how many columns of text."""

    printer: Printer
    subjects: Sequence[_Subject] = ()
    themes: Sequence[str] = ("",)
    rules: Sequence[Rules] = ("none", "booktabs", "head")
    columns: int = 1
    held_out: bool = False


KINDS: Mapping[str, Kind] = {
    "set-statistics": Kind("typeset", (statistics.indicators, statistics.small, statistics.months)),
    "set-spanners": Kind("typeset", (statistics.spanners, statistics.with_units)),
    "set-column": Kind("typeset", (statistics.small,), columns=2),
    "set-words": Kind("typeset", (*_WRAPPED, registers.glossary), rules=("booktabs", "booktabs", "rows")),
    "set-none": Kind("typeset", columns=2),
    "plain-lines": Kind("reportlab", (*_GROUPS, statistics.small, statistics.indicators), plain.THEMES[1:5]),
    "plain-bare": Kind("reportlab", (*_GROUPS, statistics.small, statistics.spanners), plain.THEMES[:1]),
    "plain-shaded": Kind("reportlab", (*_GROUPS, *_STATISTICS), plain.THEMES[5:]),
    "plain-none": Kind("reportlab"),
    "word-partial": Kind("word", (*_STATISTICS, *_GROUPS), word.THEMES[1:4]),
    "word-tabs": Kind("word", (statistics.small, registers.votes, registers.calendar), ("tabs",)),
    "word-none": Kind("word"),
    "web-bare": Kind("chromium", (*_STATISTICS, *_GROUPS), ("bare", "heads")),
    "web-agency": Kind("chromium", (*_STATISTICS, statistics.three_levels), ("agency", "lines")),
    "web-fixed": Kind("chromium", (*_STATISTICS, *_GROUPS, *_WRAPPED), ("fixed", "fixed-lines")),
    "web-column": Kind("chromium", (statistics.small, registers.votes), ("bare", "heads"), columns=2),
    "web-group": Kind("chromium", (*_WRAPPED, *_GROUPS), web.THEMES[1:]),
    "set-budget": Kind("typeset", (statistics.budget, statistics.three_levels), held_out=True),
    "set-stubs": Kind("typeset", (statistics.long_stubs, statistics.sparse), held_out=True),
    "set-repeated": Kind("typeset", (statistics.repeated,), columns=2, held_out=True),
    "plain-wide": Kind(
        "reportlab", (statistics.budget, statistics.sparse, registers.calendar), plain.THEMES, held_out=True
    ),
    "word-bare": Kind("word", (*_STATISTICS, *_GROUPS, registers.calendar), ("bare",), held_out=True),
    "word-group": Kind("word", (*_WRAPPED, registers.calendar), word.THEMES[1:7], held_out=True),
    "word-column": Kind("word", (statistics.small,), ("bare", "three-lines"), columns=2, held_out=True),
    "web-striped": Kind(
        "chromium", (statistics.budget, statistics.three_levels, *_GROUPS), ("stripes", "blue"), held_out=True
    ),
    "web-none": Kind("chromium", held_out=True),
}
"""The kinds by name; those held out are not looked at while the reader is worked on."""


def kind_sheet(name: str, random: Random, number: int) -> Sheet:
    """One document of a kind."""
    kind = KINDS[name]
    blocks = _with_tables(random, kind) if kind.subjects else _without(random, kind.printer)
    return Sheet(
        f"{name}-{number:02d}",
        tuple(blocks),
        letter=random.random() < 0.5,
        serif=random.random() < 0.5,
        size=random.choice((9, 10, 10, 11)),
        header=phrase(random, 3, 6) if random.random() < 0.4 else "",
        held_out=kind.held_out,
        columns=kind.columns,
        printer=kind.printer,
    )


def _with_tables(random: Random, kind: Kind) -> list[Block]:
    blocks: list[Block] = [Heading(phrase(random, 3, 6))]
    for number in range(1, random.choice((2, 3, 3, 4))):
        if random.random() < 0.8:
            blocks.append(_prose(random))
        blocks.append(_tabled(random, kind, number))
    if random.random() < 0.7:
        blocks.append(_prose(random))
    return blocks


def _prose(random: Random) -> Prose:
    return Prose(tuple(paragraph(random) for _ in range(random.randint(1, 3))), 1, random.random() < 0.6)


def _tabled(random: Random, kind: Kind, number: int) -> Tabled:
    table = random.choice(kind.subjects)(random)
    wide = table.columns > 6
    look = Look(
        rules=random.choice(kind.rules),
        theme=random.choice(kind.themes),
        numbers=random.choice(("right", "right", "center")),
        heads=random.choice(("center", "right", "left")),
        head_bottom=random.random() < 0.6,
        size=random.choice((6.5, 7) if wide else (7.5, 8, 9, 10)),
        pad_x=random.choice((4, 5)) if wide else random.choice((4, 6, 9)),
        pad_y=random.choice((0.5, 1, 2, 3)),
        width=1.0 if wide else random.choice((1.0, 1.0, 0.8, 0.0)),
        bold_head=random.random() < 0.5,
        span_rules=random.random() < 0.7,
        middle=random.random() < 0.5,
        pause=random.choice((0, 0, 0, 5)),
    )
    if table.widths:
        tight = look.rules == "booktabs" and kind.printer == "typeset"
        look = replace(look, pad_y=look.pad_y if tight else max(look.pad_y, 3), width=1.0, pause=0)
    caption = random.choice(
        ("", f"Table {number}. {topic(random)}, {phrase(random, 2, 9)}", f"{topic(random)}, 2009")
    )
    notes = random.choice(
        ((), (), ("Source: national offices.",), (f"1 {phrase(random, 6, 14)}.", "Source: survey of 2009."))
    )
    units = random.choice(("", "", "(thousands)", "(per cent of the total)"))
    return Tabled(table, look, caption, units, notes)


def _without(random: Random, printer: Printer) -> list[Block]:
    """What is easily taken for a table."""
    count = random.randint(4, 9)
    marks = tuple(f"{n}." for n in range(1, count + 1))
    items = tuple(phrase(random, 6, 20) for _ in marks)
    year = random.randint(1990, 2005)
    choices: list[Block] = [
        Contents(
            tuple((f"{n} {phrase(random, 2, 6)}", str(4 * n)) for n in range(1, 12)), random.random() < 0.6
        ),
        Listing(marks, items),
        Entries("references", tuple((f"[{n}]", paragraph(random)) for n in range(1, count))),
        Entries("terms", tuple((phrase(random, 1, 3), phrase(random, 8, 25)) for _ in marks)),
        Entries("form", tuple((phrase(random, 1, 2), "") for _ in marks)),
        Entries("index", tuple((phrase(random, 1, 3), f"{random.randint(1, 90)}") for _ in range(24))),
    ]
    if printer != "word":
        labels = tuple(str(year + n) for n in range(count))
        choices.append(Chart(labels, tuple(random.randint(5, 900) for _ in labels)))
    if printer != "typeset":
        sides = (
            ("Ministry of Works", "Harbour Street 4", "1000 Midtown"),
            ("Ref. 12/344", "3 May 2009", "By post"),
        )
        choices.insert(0, Letterhead(*sides))
    blocks: list[Block] = [Heading(phrase(random, 2, 5))]
    for block in random.sample(choices, 3):
        blocks += [block, _prose(random)]
    return blocks
