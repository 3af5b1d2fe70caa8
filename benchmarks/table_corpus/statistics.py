"""Tables as statistical offices and agencies print them in reports."""

from __future__ import annotations

from random import Random

from benchmarks.table_corpus.model import LabelCell, LabelTable, Role
from benchmarks.table_corpus.subjects import ACCOUNTS, LINES, TOPICS, phrase, places

_MISSING = ("–", "-", "n.a.", "—", "...", "(X)", "NA", ":", "")
_GROUPS = ("Age", "Sex of respondent", "Region of residence", "Education", "Employment status", "Income")
_HEAD_WORDS = (
    "Total employment|Average weekly earnings|Share of total|Number of establish- ments|Per cent change|"
    "Population 15 years and over|Labour force|Not stated|Rate per 1,000|Median age|All other|Under 15|"
    "Area in square km|Persons per household|Net change|Value added|Standard error"
)


def _series(random: Random, rows: int) -> list[str]:
    """A column of figures of one precision and size, some of them missing."""
    decimals, size = random.choice((0, 0, 1, 1, 1, 2)), random.choice((9, 90, 900, 9_000, 400_000))
    missing, share = random.choice(_MISSING), random.choice((0, 0, 0.06, 0.15))
    low = -size / 4 if random.random() < 0.2 else size / 50
    return [
        missing if random.random() < share else f"{random.uniform(low, size):,.{decimals}f}"
        for _ in range(rows)
    ]


def _columns(random: Random, count: int, rows: int) -> list[list[str]]:
    """The figures of each row."""
    return [list(row) for row in zip(*(_series(random, rows) for _ in range(count)), strict=True)]


def _body(first: int, stubs: list[tuple[str, Role, int]], values: list[list[str]]) -> list[LabelCell]:
    """Rows of stubs with their role and indent; groups have no figures."""
    cells: list[LabelCell] = []
    for row, ((text, role, indent), figures) in enumerate(zip(stubs, values, strict=True), first):
        cells.append(LabelCell(row, 1, text, "stub" if role == "data" else role, indent=indent))
        if role != "group":
            cells += [LabelCell(row, c, text, role) for c, text in enumerate(figures, 2) if text]
    return cells


def _stubs(random: Random, count: int) -> list[tuple[str, Role, int]]:
    """Names in a list, in groups, or under a total."""
    names = random.choice(
        (places(random, count), random.sample(LINES.split("|"), min(count, 16)), ACCOUNTS.split("|")[:count])
    )
    style = random.choice(("list", "list", "groups", "total"))
    if style == "total":
        return [("Total", "total", 0), *((name, "data", 1) for name in names)]
    if style == "list":
        return [(name, "data", 0) for name in names]
    found: list[tuple[str, Role, int]] = []
    for number, name in enumerate(names):
        if number % 4 == 0:
            found.append((_GROUPS[number // 4 % len(_GROUPS)], "group", 0))
        found.append((name, "data", 1))
    return found


def indicators(random: Random) -> LabelTable:
    """Heads of several words over many columns of figures."""
    columns = random.randint(4, 9)
    stubs = _stubs(random, random.randint(6, 18))
    heads = random.sample(_HEAD_WORDS.split("|"), columns)
    cells = [LabelCell(1, c, text, "head") for c, text in enumerate(heads, 2)]
    if random.random() < 0.6:
        cells.append(LabelCell(1, 1, random.choice(("Country", "Item", "Characteristic", "Area")), "head"))
    cells += _body(2, stubs, _columns(random, columns, len(stubs)))
    return LabelTable(tuple(cells))


def spanners(random: Random) -> LabelTable:
    """Groups of columns of unequal width under titles, the stub's head and a total over both rows."""
    sizes = [random.randint(2, 3) for _ in range(random.randint(2, 3))]
    cells: list[LabelCell] = [LabelCell(1, 1, random.choice(("Country", "Industry", "Year")), "head", 2)]
    column = 2
    if random.random() < 0.5:
        cells.append(LabelCell(1, column, "Total", "head", 2))
        column += 1
    leaves = random.choice((("Men", "Women", "Both"), ("2007", "2008", "2009"), ("Number", "%", "Rank")))
    for title, size in zip(random.sample(TOPICS.split("|"), len(sizes)), sizes, strict=True):
        cells.append(LabelCell(1, column, title, "head", col_span=size))
        cells += [LabelCell(2, column + i, leaves[i], "head") for i in range(size)]
        column += size
    stubs = _stubs(random, random.randint(6, 15))
    cells += _body(3, stubs, _columns(random, column - 2, len(stubs)))
    return LabelTable(tuple(cells), head_rows=2)


def with_units(random: Random) -> LabelTable:
    """One row of units under the heads, over all columns of figures."""
    columns = random.randint(3, 6)
    start = random.randint(1995, 2004)
    cells = [LabelCell(1, 1, "Item", "head")]
    cells += [LabelCell(1, c, str(start + c), "head") for c in range(2, columns + 2)]
    unit = random.choice(("Per cent", "Thousands of persons", "Million dollars", "Tonnes"))
    cells.append(LabelCell(2, 2, unit, "head", col_span=columns))
    stubs = _stubs(random, random.randint(5, 12))
    cells += _body(3, stubs, _columns(random, columns, len(stubs)))
    return LabelTable(tuple(cells), head_rows=2)


def long_stubs(random: Random) -> LabelTable:
    """Stubs of many words, which wrap."""
    columns = random.randint(2, 5)
    heads = random.sample(("Yes", "No", "Total", "2008", "2009", "Per cent", "Number", "Rank"), columns)
    cells = [LabelCell(1, c, text, "head") for c, text in enumerate(heads, 2)]
    stubs: list[tuple[str, Role, int]] = [
        (phrase(random, 5, 16), "data", 0) for _ in range(random.randint(5, 10))
    ]
    cells += _body(2, stubs, _columns(random, columns, len(stubs)))
    return LabelTable(tuple(cells), widths=(4, *(1.1,) * columns))


def small(random: Random) -> LabelTable:
    """Few rows and columns, for a text column."""
    columns = random.randint(2, 4)
    start = random.randint(1995, 2005)
    heads = [str(start + c) for c in range(columns)]
    if random.random() < 0.4:
        heads = random.sample(("Men", "Women", "All", "Share", "Change"), columns)
    cells = [LabelCell(1, c, text, "head") for c, text in enumerate(heads, 2)]
    if random.random() < 0.5:
        cells.append(LabelCell(1, 1, "Area", "head"))
    stubs: list[tuple[str, Role, int]] = [(name, "data", 0) for name in places(random, random.randint(4, 9))]
    cells += _body(2, stubs, _columns(random, columns, len(stubs)))
    return LabelTable(tuple(cells))


def months(random: Random) -> LabelTable:
    """Years as groups, months below them."""
    columns = random.randint(3, 6)
    heads = ["Period", *random.sample(TOPICS.split("|"), columns)]
    cells = [LabelCell(1, c, text, "head") for c, text in enumerate(heads, 1)]
    stubs: list[tuple[str, Role, int]] = []
    for year in range(2007, 2007 + random.randint(2, 3)):
        stubs.append((str(year), "group", 0))
        names = ("January", "February", "March", "April", "May", "June")[: random.randint(3, 6)]
        stubs += [(name, "data", 1) for name in names]
    cells += _body(2, stubs, _columns(random, columns, len(stubs)))
    return LabelTable(tuple(cells))


def repeated(random: Random) -> LabelTable:
    """One list of pairs in two or three columns of pairs."""
    pairs, rows = random.randint(2, 3), random.randint(6, 12)
    values = _columns(random, pairs, rows)
    cells: list[LabelCell] = []
    for pair in range(pairs):
        first = 1 + 2 * pair
        cells += [LabelCell(1, first, "Year", "head"), LabelCell(1, first + 1, "Value", "head")]
        for row in range(rows):
            cells.append(LabelCell(row + 2, first, str(1900 + 5 * pair * rows + row)))
            if values[row][pair]:
                cells.append(LabelCell(row + 2, first + 1, values[row][pair]))
    return LabelTable(tuple(cells))


def budget(random: Random) -> LabelTable:
    """Lines of a budget: dollar signs on the first line and the total, brackets, subtotals."""
    columns = random.randint(2, 4)
    cells = [
        LabelCell(1, c, f"FY {2003 + c} {kind}", "head")
        for c, kind in zip(range(2, columns + 2), ("actual", "enacted", "request", "change"), strict=False)
    ]
    row = 2
    for group in random.sample(("Revenues", "Outlays", "Transfers", "Financing"), random.randint(1, 3)):
        cells.append(LabelCell(row, 1, group, "group"))
        names = random.sample(ACCOUNTS.split("|"), random.randint(3, 5))
        for number, name in enumerate([*names, f"Total, {group.lower()}"]):
            row += 1
            role: Role = "total" if number == len(names) else "stub"
            cells.append(LabelCell(row, 1, name, role, indent=1 + (role == "total")))
            for c in range(2, columns + 2):
                amount = f"{random.randint(1, 90_000):,}"
                amount = f"({amount})" if random.random() < 0.15 else amount
                cells.append(LabelCell(row, c, f"${amount}" if number in {0, len(names)} else amount))
        row += 1
    return LabelTable(tuple(cells))


def three_levels(random: Random) -> LabelTable:
    """A title over all figures, groups below it, leaves below them."""
    groups = random.randint(2, 3)
    cells = [
        LabelCell(1, 1, "Region", "head", 3),
        LabelCell(1, 2, phrase(random, 3, 5), "head", col_span=2 * groups),
    ]
    for group in range(groups):
        first = 2 + 2 * group
        cells.append(LabelCell(2, first, str(2000 + 5 * group), "head", col_span=2))
        cells += [LabelCell(3, first, "Urban", "head"), LabelCell(3, first + 1, "Rural", "head")]
    stubs = _stubs(random, random.randint(6, 12))
    cells += _body(4, stubs, _columns(random, 2 * groups, len(stubs)))
    return LabelTable(tuple(cells), head_rows=3)


def sparse(random: Random) -> LabelTable:
    """A table in which half of the fields are empty."""
    columns = random.randint(4, 7)
    heads = ["Measure", *random.sample(_HEAD_WORDS.split("|"), columns)]
    cells = [LabelCell(1, c, text, "head") for c, text in enumerate(heads, 1)]
    names = random.sample(LINES.split("|"), random.randint(6, 12))
    for row, name in enumerate(names, 2):
        cells.append(LabelCell(row, 1, name, "stub"))
        held = random.sample(range(2, columns + 2), random.randint(1, columns))
        cells += [LabelCell(row, c, f"{random.uniform(1, 80):.1f}") for c in held]
    return LabelTable(tuple(cells))
