"""What the tables say: a maker for each kind of subject, all of them from a seeded random source.

The words are plain nouns of public statistics; the figures are drawn, no publication is copied.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from random import Random

from benchmarks.table_corpus.model import LabelCell, LabelTable, Role

PLACES = (
    "Belgium Bulgaria Czech_Republic Denmark Germany Estonia Ireland Greece Spain France Croatia Italy "
    "Cyprus Latvia Lithuania Luxembourg Hungary Malta Netherlands Austria Poland Portugal Romania Slovenia "
    "Slovakia Finland Sweden United_Kingdom Iceland Norway Switzerland Turkey"
)
STATES = (
    "Alabama Alaska Arizona Arkansas California Colorado Connecticut Delaware District_of_Columbia Florida "
    "Georgia Hawaii Idaho Illinois Indiana Iowa Kansas Kentucky Louisiana Maine Maryland Massachusetts"
)
LINES = (
    "Agriculture, forestry and fishing|Manufacturing|Construction|Wholesale and retail trade|Transport|"
    "Accommodation and food|Information and communication|Financial services|Real estate|Education|"
    "Human health|Public administration|Arts and recreation|Mining and quarrying|Energy supply|Water supply"
)
ACCOUNTS = (
    "Salaries and expenses|Grants to states|Operation and maintenance|Procurement|Research and evaluation|"
    "Construction, major projects|Rental payments|Contributions to the fund|Travel and transportation|"
    "Interest on the public debt|Offsetting receipts|Unobligated balance carried forward|Recoveries|"
    "Equipment|Personnel benefits|Printing and reproduction|Other contractual services"
)
WORDS = (
    "the programme of each region support for small enterprises under which funding was made available in "
    "previous years and monitoring reports should be sent to competent authority before end of period with "
    "an assessment of progress on indicators agreed by partners national measures were adopted following "
    "consultation several respondents said that access to services had improved while costs remained high"
)
TOPICS = (
    "Population|Employment|Energy consumption|Household expenditure|Public debt|Imports|Exports|"
    "Waste treated|Passenger transport|Tourism nights|Early leavers|Life expectancy|Crude oil|"
    "Industrial production"
)


def phrase(random: Random, least: int, most: int) -> str:
    """Some words, the first with a capital."""
    words = random.choices(WORDS.split(), k=random.randint(least, most))
    return " ".join(words).capitalize()


def sentence(random: Random) -> str:
    """A sentence, now and then with a figure."""
    text = phrase(random, 9, 22)
    if random.random() < 0.3:
        text += f" by {random.randint(2, 98)}.{random.randint(0, 9)} %"
    return text + "."


def paragraph(random: Random) -> str:
    """A paragraph of a few sentences."""
    return " ".join(sentence(random) for _ in range(random.randint(2, 6)))


def topic(random: Random) -> str:
    """A subject of statistics."""
    return random.choice(TOPICS.split("|"))


def places(random: Random, count: int) -> list[str]:
    """Names of countries or states, in their order."""
    pool = random.choice((PLACES, STATES)).split()
    start = random.randint(0, max(0, len(pool) - count))
    return [name.replace("_", " ") for name in pool[start : start + count]]


def number(random: Random, style: str) -> str:
    """A figure as it is printed in one of the `STYLES`."""
    if style == "percent":
        return f"{random.uniform(0.1, 99):.1f}"
    if style == "share":
        return f"{random.randint(1, 99)}%"
    if style == "change":
        value = random.uniform(-20, 20)
        return f"{value:+.1f}" if random.random() < 0.5 else f"{value:.1f}".replace("-", "–")
    if style == "thin":
        return f"{random.randint(800, 9_999_999):,}".replace(",", " ")
    if style == "small":
        return str(random.randint(0, 40))
    return f"{random.randint(80, 999_999):,}"


STYLES = ("percent", "share", "change", "thin", "plain", "small", "plain", "percent")
MISSING = (":", "-", "–", "..", "n.a.", "(a)", "", "", "NA", "—")


def figures(random: Random, count: int, style: str, missing: str, share: float) -> list[str]:
    """Figures of one style, a `share` of them missing."""
    return [missing if random.random() < share else number(random, style) for _ in range(count)]


def row_cells(
    row: int, stub: str, values: list[str], role: Role = "data", indent: int = 0
) -> list[LabelCell]:
    """A row: its stub and the values behind it."""
    stub_role: Role = "stub" if role == "data" else role
    return [
        LabelCell(row, 1, stub, stub_role, indent=indent),
        *(LabelCell(row, column, value, role) for column, value in enumerate(values, 2)),
    ]


def by_year(random: Random) -> LabelTable:
    """Places by years; some values missing, now and then a footnote mark, a total first or last."""
    columns, rows = random.randint(3, 9), random.randint(6, 22)
    style, missing = random.choice(STYLES), random.choice(MISSING)
    start = random.randint(1990, 2010 - columns)
    heads = [random.choice(("", "", "Country", "State", "Area")), *(str(start + i) for i in range(columns))]
    cells = [LabelCell(1, i, text, "head") for i, text in enumerate(heads, 1)]
    names = places(random, rows)
    total = random.choice(("first", "last", "none"))
    if total == "first":
        names.insert(0, random.choice(("EU-27", "United States", "Total")))
    if total == "last":
        names.append("Total")
    share = random.choice((0, 0.05, 0.15))
    for row, name in enumerate(names, 2):
        mark = random.choice((" (1)", " ¹", " (p)", "*")) if random.random() < 0.08 else ""
        role: Role = "total" if name in {"EU-27", "United States", "Total"} else "data"
        cells += row_cells(row, name + mark, figures(random, columns, style, missing, share), role)
    return LabelTable(tuple(_with_marks(random, cells)))


def _with_marks(random: Random, cells: list[LabelCell]) -> list[LabelCell]:
    """Now and then a raised footnote mark behind a text."""
    share = random.choice((0, 0, 0.04, 0.1))
    return [
        replace(cell, mark=random.choice("123ab")) if cell.text and random.random() < share else cell
        for cell in cells
    ]


def grouped_columns(random: Random) -> LabelTable:
    """Two header rows: groups of columns over their years or sexes; the stub's head over both rows or
    at the bottom."""
    groups, each = random.randint(2, 4), random.randint(2, 3)
    leaves = random.choice(
        (("Total", "Men", "Women"), ("2005", "2006", "2007"), ("Number", "Percent", "Rank"))
    )
    titles = random.sample(TOPICS.split("|"), groups)
    stub = random.choice(("Country", "Sector", "", "Item"))
    cells: list[LabelCell] = [LabelCell(2, 1, stub, "head")]
    for group, title in enumerate(titles):
        first = 2 + group * each
        cells.append(LabelCell(1, first, title, "head", col_span=each))
        cells += [LabelCell(2, first + i, leaves[i], "head") for i in range(each)]
    style, missing = random.choice(STYLES), random.choice(MISSING)
    names = random.choice((places(random, random.randint(6, 18)), LINES.split("|")[: random.randint(6, 14)]))
    for row, name in enumerate(names, 3):
        cells += row_cells(row, name, figures(random, groups * each, style, missing, 0.05))
    return LabelTable(tuple(cells), head_rows=2)


def row_groups(random: Random) -> LabelTable:
    """Rows under group titles that stand alone in the first column; items indented."""
    columns = random.randint(2, 6)
    heads = [random.choice(("Category", "", "Item")), *random.sample(TOPICS.split("|"), columns)]
    cells = [LabelCell(1, i, text, "head") for i, text in enumerate(heads, 1)]
    style, row = random.choice(STYLES), 2
    items = LINES.split("|")
    for group in random.sample(("Age", "Sex", "Region", "Income", "Household type", "Tenure"), 3):
        cells.append(LabelCell(row, 1, group, "group"))
        row += 1
        for _ in range(random.randint(2, 5)):
            values = figures(random, columns, style, "-", 0.05)
            cells += row_cells(row, random.choice(items), values, indent=1)
            row += 1
    return LabelTable(tuple(cells))


def band_titles(random: Random) -> LabelTable:
    """Bands of rows, each under a title centred over all columns."""
    columns = random.randint(3, 6)
    start = random.randint(1990, 2003)
    cells = [LabelCell(1, 1, "Area", "head")]
    cells += [LabelCell(1, 2 + i, str(start + i), "head") for i in range(columns)]
    row, style = 2, random.choice(STYLES)
    names = places(random, random.randint(4, 7))
    for band in random.sample(("Males", "Females", "Both sexes", "Under 25 years"), 2):
        cells.append(LabelCell(row, 1, band, "group", col_span=columns + 1))
        row += 1
        for name in names:
            cells += row_cells(row, name, figures(random, columns, style, "..", 0.04))
            row += 1
    return LabelTable(tuple(cells))


def accounts(random: Random) -> LabelTable:
    """A financial statement: indented lines, amounts in brackets, subtotals, dollar signs."""
    columns = random.randint(2, 5)
    year = random.randint(1996, 2010)
    heads = [random.choice(("", "Account", "(in millions of dollars)"))]
    heads += [
        f"{year + i} {kind}"
        for i, kind in zip(range(columns), ("actual", "est.", "est.", "est.", "est."), strict=False)
    ]
    cells = [LabelCell(1, i, text, "head") for i, text in enumerate(heads, 1)]
    names = random.sample(ACCOUNTS.split("|"), random.randint(7, 13))
    for row, name in enumerate(names, 2):
        values = []
        for _ in range(columns):
            amount = f"{random.randint(1, 99_999):,}"
            values.append(f"({amount})" if random.random() < 0.12 else amount)
        if row == 2 and random.random() < 0.5:
            values = [f"${value}" for value in values]
        cells += row_cells(row, name, values, indent=random.randint(0, 1))
    last = len(names) + 2
    cells += row_cells(
        last, "Total", [f"{random.randint(10_000, 999_999):,}" for _ in range(columns)], "total"
    )
    return LabelTable(tuple(cells))


def wrapped_text(random: Random) -> LabelTable:
    """Mostly words: measures, descriptions, dates, states; cells wrap over lines."""
    heads = random.choice(
        (
            ("Measure", "Description", "Responsible", "Status"),
            ("Topic", "Findings", "Recommendation"),
            ("Agency", "Programme", "Comments", "Date"),
            ("Date", "Event", "Place"),
        )
    )
    cells = [LabelCell(1, i, text, "head") for i, text in enumerate(heads, 1)]
    for row in range(2, random.randint(5, 9)):
        cells.append(LabelCell(row, 1, phrase(random, 2, 6), "stub"))
        for column in range(2, len(heads) + 1):
            long = column == 2 or (column == 3 and len(heads) > 3)
            text = phrase(random, 8, 26) if long else phrase(random, 1, 5)
            cells.append(LabelCell(row, column, text))
    widths = {3: (2, 4.5, 3), 4: (2, 4, 3, 1.6)}[len(heads)]
    return LabelTable(tuple(cells), widths=widths)


def long_stubs(random: Random) -> LabelTable:
    """Figures beside questions that wrap over two or three lines."""
    columns = random.randint(2, 5)
    heads = [
        "",
        *random.sample(("Agree", "Disagree", "Don't know", "Yes", "No", "Total", "Very good"), columns),
    ]
    cells = [LabelCell(1, i, text, "head") for i, text in enumerate(heads, 1) if text]
    for row in range(2, random.randint(7, 12)):
        values = [number(random, "share") for _ in range(columns)]
        cells += row_cells(row, phrase(random, 6, 18), values)
    return LabelTable(tuple(cells), widths=(4.5, *(1.2,) * columns))


def wrapped_heads(random: Random) -> LabelTable:
    """Column heads of several lines over short figures."""
    columns = random.randint(4, 7)
    cells = [LabelCell(1, 1, random.choice(("Sector", "Year", "Industry")), "head")]
    cells += [LabelCell(1, i + 2, phrase(random, 3, 6), "head") for i in range(columns)]
    style = random.choice(STYLES)
    for row, name in enumerate(LINES.split("|")[: random.randint(5, 13)], 2):
        cells += row_cells(row, name, figures(random, columns, style, "–", 0.1))
    return LabelTable(tuple(cells), widths=(2.6, *(1.2,) * columns))


def key_values(random: Random) -> LabelTable:
    """Two columns: what, and how much."""
    cells: list[LabelCell] = []
    start = 1
    if random.random() < 0.6:
        cells += [LabelCell(1, 1, "Indicator", "head"), LabelCell(1, 2, "Value", "head")]
        start = 2
    for row, name in enumerate(random.sample(LINES.split("|"), random.randint(5, 10)), start):
        cells += row_cells(row, name, [number(random, "plain")])
    return LabelTable(tuple(cells), head_rows=start - 1)


def marks(random: Random) -> LabelTable:
    """Crosses in a thin field: most cells are empty."""
    columns = random.randint(4, 7)
    cells = [LabelCell(1, 1, "Requirement", "head")]
    cells += [LabelCell(1, i + 2, name[:3].upper(), "head") for i, name in enumerate(places(random, columns))]
    for row, name in enumerate(LINES.split("|")[: random.randint(6, 12)], 2):
        values = ["X" if random.random() < 0.45 else "" for _ in range(columns)]
        values[random.randrange(columns)] = "X"
        cells += row_cells(row, name, values)
    return LabelTable(tuple(cells))


def wide(random: Random) -> LabelTable:
    """Many narrow columns: months and a year."""
    heads = ["", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec", "Year"]
    cells = [LabelCell(1, i, text, "head") for i, text in enumerate(heads, 1) if text]
    start = random.randint(1985, 1995)
    style = random.choice(("percent", "small", "plain"))
    for row in range(2, random.randint(10, 18)):
        cells += row_cells(row, str(start + row), figures(random, 13, style, "-", 0.05))
    return LabelTable(tuple(cells))


def stacked_stubs(random: Random) -> LabelTable:
    """Two stub columns: the first names a group once, at its first row."""
    columns = random.randint(2, 5)
    heads = ["Region", "Country", *(str(2000 + i) for i in range(columns))]
    cells = [LabelCell(1, i, text, "head") for i, text in enumerate(heads, 1)]
    names, row, style = places(random, 14), 2, random.choice(STYLES)
    for region in random.sample(("North", "South", "East", "West", "Centre"), 3):
        cells.append(LabelCell(row, 1, region, "stub"))
        for _ in range(random.randint(2, 4)):
            cells.append(LabelCell(row, 2, names.pop(), "stub"))
            values = figures(random, columns, style, ":", 0.05)
            cells += [LabelCell(row, i, value) for i, value in enumerate(values, 3)]
            row += 1
    return LabelTable(tuple(cells))


def three_heads(random: Random) -> LabelTable:
    """Three header rows: one title over all figures, groups, leaves."""
    groups, each = random.randint(2, 3), 2
    cells = [LabelCell(1, 2, topic(random) + ", thousands", "head", col_span=groups * each)]
    cells.append(LabelCell(3, 1, "State", "head"))
    for group in range(groups):
        first = 2 + group * each
        cells.append(LabelCell(2, first, str(2001 + group), "head", col_span=each))
        cells += [LabelCell(3, first, "Male", "head"), LabelCell(3, first + 1, "Female", "head")]
    for row, name in enumerate(places(random, random.randint(6, 14)), 4):
        cells += row_cells(row, name, figures(random, groups * each, "plain", "-", 0.03))
    return LabelTable(tuple(cells), head_rows=3)


def triangle(random: Random) -> LabelTable:
    """A correlation matrix: its upper half is empty."""
    names = random.sample(TOPICS.split("|"), random.randint(4, 6))
    cells = [LabelCell(1, i, str(i - 1), "head") for i in range(2, len(names) + 2)]
    for row, name in enumerate(names, 2):
        values = [f"{random.uniform(-1, 1):.2f}" for _ in range(row - 2)] + ["1.00"]
        cells += row_cells(row, f"{row - 1}. {name}", values)
    return LabelTable(tuple(cells))


def words_and_ranges(random: Random) -> LabelTable:
    """Short words and mixed values: a schedule."""
    heads = ("Day", "Time", "Session", "Room")
    cells = [LabelCell(1, i, text, "head") for i, text in enumerate(heads, 1)]
    days = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")
    for row in range(2, random.randint(7, 13)):
        hour = random.randint(8, 17)
        if row % 2 == 0:
            cells.append(LabelCell(row, 1, days[(row // 2) % 5], "stub"))
        cells.append(LabelCell(row, 2, f"{hour}:00–{hour + 1}:30"))
        cells.append(LabelCell(row, 3, phrase(random, 2, 6)))
        cells.append(LabelCell(row, 4, random.choice(("Room A", "Room B", "Hall 2", "Annex"))))
    return LabelTable(tuple(cells))


def spanned_groups(random: Random) -> LabelTable:
    """Groups named once in a cell over all their rows."""
    columns = random.randint(2, 4)
    heads = ["Sector", "Indicator", *(str(2004 + i) for i in range(columns))]
    cells = [LabelCell(1, i, text, "head") for i, text in enumerate(heads, 1)]
    row, style = 2, random.choice(STYLES)
    for sector in random.sample(LINES.split("|"), 4):
        count = random.randint(1, 4)
        cells.append(LabelCell(row, 1, sector, "stub", row_span=count))
        for name in random.sample(TOPICS.split("|"), count):
            cells.append(LabelCell(row, 2, name, "stub"))
            cells += [
                LabelCell(row, i, value)
                for i, value in enumerate(figures(random, columns, style, "-", 0.04), 3)
            ]
            row += 1
    return LabelTable(tuple(cells))


def numbered_columns(random: Random) -> LabelTable:
    """A second header row that numbers the columns."""
    columns = random.randint(3, 6)
    cells = [
        LabelCell(1, i, text, "head")
        for i, text in enumerate(["Item", *random.sample(TOPICS.split("|"), columns)], 1)
    ]
    cells += [LabelCell(2, i, f"({i})", "head") for i in range(1, columns + 2)]
    style = random.choice(STYLES)
    for row, name in enumerate(random.sample(LINES.split("|"), random.randint(5, 10)), 3):
        cells += row_cells(row, name, figures(random, columns, style, "-", 0.05))
    return LabelTable(tuple(cells), head_rows=2)


def codes_and_names(random: Random) -> LabelTable:
    """Codes, names, words and a figure side by side."""
    heads = ("Code", "Name", "Authority", "Year", "Amount")
    cells = [LabelCell(1, i, text, "head") for i, text in enumerate(heads, 1)]
    for row, place in enumerate(places(random, random.randint(6, 14)), 2):
        authority = random.choice(
            ("Ministry of Finance", "Central bank", "Statistics office", "Agency", "Treasury")
        )
        values = (
            f"{place[:2].upper()}{random.randint(1, 99):02d}",
            place,
            authority,
            str(random.randint(1995, 2010)),
        )
        cells += [LabelCell(row, i, text, "stub" if i == 1 else "data") for i, text in enumerate(values, 1)]
        cells.append(LabelCell(row, 5, number(random, "plain")))
    return LabelTable(tuple(cells))


def errors_in_brackets(random: Random) -> LabelTable:
    """Estimates with their errors in brackets in one cell, ranges and bounds."""
    columns = random.randint(2, 5)
    cells = [
        LabelCell(1, i, text, "head")
        for i, text in enumerate(["", *random.sample(TOPICS.split("|"), columns)], 1)
        if text
    ]
    for row, name in enumerate(random.sample(LINES.split("|"), random.randint(5, 11)), 2):
        values = [
            random.choice(
                (
                    f"{random.uniform(0, 60):.1f} ({random.uniform(0, 4):.2f})",
                    f"< {random.randint(1, 9)}.0",
                    f"{random.randint(1, 20)} – {random.randint(21, 90)}",
                )
            )
            for _ in range(columns)
        ]
        cells += row_cells(row, name, values)
    return LabelTable(tuple(cells))


def ranking_by_code(random: Random) -> LabelTable:
    """Answers in rows, two-letter codes over many narrow columns."""
    codes = random.sample([name[:2].upper() for name in PLACES.split()], random.randint(10, 14))
    cells = [LabelCell(1, i, text, "head") for i, text in enumerate(codes, 2)]
    for row in range(2, random.randint(7, 12)):
        cells += row_cells(row, phrase(random, 1, 3), [str(random.randint(0, 100)) for _ in codes])
    return LabelTable(tuple(cells))


def with_units_row(random: Random) -> LabelTable:
    """A row of units between the heads and the figures."""
    columns = random.randint(3, 5)
    titles = random.sample(TOPICS.split("|"), columns)
    cells = [LabelCell(1, i, text, "head") for i, text in enumerate(["Country", *titles], 1)]
    units = [random.choice(("EUR", "%", "1 000 t", "km²", "per 1 000")) for _ in range(columns)]
    cells += [LabelCell(2, i, text, "head") for i, text in enumerate(units, 2)]
    style = random.choice(STYLES)
    for row, name in enumerate(places(random, random.randint(7, 14)), 3):
        cells += row_cells(row, name, figures(random, columns, style, "-", 0.05))
    return LabelTable(tuple(cells), head_rows=2)


def projects(random: Random) -> LabelTable:
    """Numbered projects: a wrapped title, a place, an amount, two dates."""
    heads = ("No.", "Title", "Country", "Amount", "Start", "End")
    cells = [LabelCell(1, i, text, "head") for i, text in enumerate(heads, 1)]
    for row, place in enumerate(places(random, random.randint(4, 8)), 2):
        start = random.randint(1999, 2007)
        dates = (f"{random.randint(1, 12):02d}/{year}" for year in (start, start + 3))
        values = (str(row - 1), phrase(random, 4, 14), place, f"{random.randint(20, 9_000):,}", *dates)
        cells += [LabelCell(row, i, text, "stub" if i == 1 else "data") for i, text in enumerate(values, 1)]
    return LabelTable(tuple(cells), widths=(0.6, 4, 1.8, 1.2, 1.2, 1.2))


def abbreviations(random: Random) -> LabelTable:
    """Abbreviations and what they mean."""
    cells = []
    for row in range(1, random.randint(8, 14)):
        words = phrase(random, 2, 6)
        cells.append(LabelCell(row, 1, "".join(word[0] for word in words.split()).upper(), "stub"))
        cells.append(LabelCell(row, 2, words))
    return LabelTable(tuple(cells), head_rows=0)


def shares_and_counts(random: Random) -> LabelTable:
    """Counts and shares under grouped heads, the rows in bold groups with subtotals of their own."""
    cells = [
        LabelCell(1, 2, "Number of cases", "head", col_span=2),
        LabelCell(1, 4, "Rate", "head", col_span=2),
    ]
    cells += [
        LabelCell(2, i, text, "head")
        for i, text in enumerate(("Characteristic", "N", "%", "Estimate", "95% CI"), 1)
    ]
    row = 3
    for group in random.sample(("Age", "Sex", "Education", "Region"), 3):
        cells += row_cells(row, group, [str(random.randint(500, 9000)), "100.0", "", ""], "total")
        row += 1
        for _ in range(random.randint(2, 4)):
            low = random.uniform(0, 5)
            values = [
                str(random.randint(20, 499)),
                f"{random.uniform(1, 60):.1f}",
                f"{low + 1:.2f}",
                f"{low:.2f}–{low + 2:.2f}",
            ]
            cells += row_cells(row, random.choice(LINES.split("|")), values, indent=1)
            row += 1
    return LabelTable(tuple(cells), head_rows=2)


TUNED: tuple[Callable[[Random], LabelTable], ...] = (
    by_year,
    grouped_columns,
    row_groups,
    accounts,
    wrapped_text,
    long_stubs,
    key_values,
    marks,
    by_year,
    grouped_columns,
    spanned_groups,
    numbered_columns,
    codes_and_names,
    band_titles,
    wrapped_heads,
    wide,
    stacked_stubs,
    three_heads,
    triangle,
    words_and_ranges,
    errors_in_brackets,
)
HELD_OUT: tuple[Callable[[Random], LabelTable], ...] = (
    ranking_by_code,
    with_units_row,
    projects,
    abbreviations,
    shares_and_counts,
    by_year,
    accounts,
    wrapped_text,
)
"""Kinds that only the held-out part has stand beside kinds that both have."""
