"""Tables without rules, told from drawn pages: each example is a page set in type of one pitch.

A character is 6 points wide and a line 12 points high, so what is seen here is what stands on the page.
Dashes in a row are a rule.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace
from itertools import pairwise
from textwrap import dedent

import pytest

from pipeline.read.pdf.page import Box, Fill, Glyph, Grid, GridCell, Page, Rule, Word
from pipeline.read.pdf.unruled import find_unruled, framed_in, is_drawing, refined, with_typed_rules

ADVANCE, PITCH, SIZE = 6.0, 12.0, 10.0

Rows = list[list[str]]


def _word(text: str, x: float, baseline: float, size: float = SIZE) -> Word:
    glyphs = tuple(
        Glyph(character, x + n * ADVANCE, x + (n + 1) * ADVANCE) for n, character in enumerate(text)
    )
    box = Box(x, baseline - 0.8 * size, x + len(text) * ADVANCE, baseline + 0.22 * size)
    return Word(text, box, baseline, size, "Typewriter", glyphs)


def _page(drawing: str, pitch: float = PITCH) -> Page:
    """A page from its drawing: a word for each run of characters, a line for each line that is not empty;
    an empty line is half a line of space."""
    words: list[Word] = []
    baseline = 50.0
    for line in dedent(drawing).strip("\n").splitlines():
        column = 0
        for token in line.split(" "):
            if token:
                words.append(_word(token, 50 + column * ADVANCE, baseline))
            column += len(token) + 1
        baseline += pitch if line.strip() else pitch / 2
    return with_typed_rules(Page(1, 600, 800, tuple(words)))


def _texts(grid: Grid, page: Page) -> Rows:
    """The text of each field; a cell over several fields gives it at the first, "<" and "^" at the others."""
    owners = {
        (row, column): (cell.row, cell.column)
        for cell in grid.cells
        for row in range(cell.row, cell.row + cell.row_span)
        for column in range(cell.column, cell.column + cell.col_span)
    }
    rows = [[""] * grid.columns for _ in range(grid.rows)]
    for (row, column), (first, start) in owners.items():
        if (row, column) != (first, start):
            rows[row][column] = "<" if row == first else "^"
    for word in sorted(page.words, key=lambda word: (word.baseline, word.box.x0)):
        x, y = (word.box.x0 + word.box.x1) / 2, (word.box.top + word.box.bottom) / 2
        if grid.box.holds(x, y):
            row, column = owners[bisect_right(grid.row_edges, y) - 1, bisect_right(grid.column_edges, x) - 1]
            rows[row][column] = f"{rows[row][column]} {word.text}".strip()
    return rows


def _tables(page: Page) -> list[Rows]:
    return [_texts(grid, page) for grid in find_unruled(page)]


TABLES = [
    pytest.param(
        """
        Criterion            First    Second    Third
        Years to services    Partly      Yes      n/a
        Support sent            n/a      n/a      Yes
        Each of them            n/a   Partly      n/a
        Measures             Partly   Partly      Yes
        Small                   n/a      n/a   Partly
        """,
        [
            ["Criterion", "First", "Second", "Third"],
            ["Years to services", "Partly", "Yes", "n/a"],
            ["Support sent", "n/a", "n/a", "Yes"],
            ["Each of them", "n/a", "Partly", "n/a"],
            ["Measures", "Partly", "Partly", "Yes"],
            ["Small", "n/a", "n/a", "Partly"],
        ],
        id="signs-for-missing-words-are-no-figures-under-a-head",
    ),
    pytest.param(
        """
        -----------------------------------------------------------
                                           Rank    2008    Number
        -----------------------------------------------------------
        Programme period under the new
          high standards                  6,831   5,881     723.9
        Costs to support several of
          these                           8,131     403     398.8
        Several indicators on following
          partners in the end             1,076   1,504     311.5
        Measures                          3,632   8,191     612.2
        -----------------------------------------------------------
        """,
        [
            ["", "Rank", "2008", "Number"],
            ["Programme period under the new high standards", "6,831", "5,881", "723.9"],
            ["Costs to support several of these", "8,131", "403", "398.8"],
            ["Several indicators on following partners in the end", "1,076", "1,504", "311.5"],
            ["Measures", "3,632", "8,191", "612.2"],
        ],
        id="names-that-go-on-beside-their-figures",
    ),
    pytest.param(
        """
                          ---------------------------------------
                                           2020
                          ---------------------------------------
                                              Accumulated
                                    Retained     other
                          Common    earnings    income      Total
        ---------------------------------------------------------
        Balance at start     175         202        63        440
        ---------------------------------------------------------
        Changes
          Net profit           9          12         4         25
          Dividends                       -8                   -8
        ---------------------------------------------------------
        Balance at end       184         206        67        457
        ---------------------------------------------------------
        """,
        [
            ["", "2020", "<", "<", "<"],
            ["", "Common", "Retained earnings", "Accumulated other income", "Total"],
            ["Balance at start", "175", "202", "63", "440"],
            ["Changes", "", "", "", ""],
            ["Net profit", "9", "12", "4", "25"],
            ["Dividends", "", "-8", "", "-8"],
            ["Balance at end", "184", "206", "67", "457"],
        ],
        id="a-header-whose-rules-leave-the-first-column-out",
    ),
    pytest.param(
        """
        Programme        2001     2002     2003
        Outlays:
          Defence         699      709      700
          Other           600      610      565
                         -----------------------
          Subtotal      1,299    1,319    1,265
          Health          480      478      528
          Housing         275      255      283
                         -----------------------
          Total         2,054    2,052    2,076
        """,
        [
            ["Programme", "2001", "2002", "2003"],
            ["Outlays:", "", "", ""],
            ["Defence", "699", "709", "700"],
            ["Other", "600", "610", "565"],
            ["Subtotal", "1,299", "1,319", "1,265"],
            ["Health", "480", "478", "528"],
            ["Housing", "275", "255", "283"],
            ["Total", "2,054", "2,052", "2,076"],
        ],
        id="rules-over-sums-begin-no-table",
    ),
    pytest.param(
        """
        ---------------------------------------------------------------
                         Plan                   Other
                      ----------------------------------------
        Ministry      Revenue   Capital      Revenue   Capital     Page
        ---------------------------------------------------------------



        Agriculture     28.48     67.52        63.09      1.85      1-2
        Energy          60.55     48.45        42.51      0.74      3-7
        Culture         15.00      9.10        29.39      5.05      8-9
        Health          54.93     19.07        91.19      1.11    10-14
        """,
        [
            ["", "Plan", "<", "Other", "<", ""],
            ["Ministry", "Revenue", "Capital", "Revenue", "Capital", "Page"],
            ["Agriculture", "28.48", "67.52", "63.09", "1.85", "1-2"],
            ["Energy", "60.55", "48.45", "42.51", "0.74", "3-7"],
            ["Culture", "15.00", "9.10", "29.39", "5.05", "8-9"],
            ["Health", "54.93", "19.07", "91.19", "1.11", "10-14"],
        ],
        id="a-header-between-rules-and-rows-below-it-whose-titles-share-a-rule",
    ),
    pytest.param(
        """
        Country     2001     2002     2003
        Belgium      1.2     11.4      3.0
        Bulgaria     0.7        :      9.9
        Denmark     10.0      8.8     12.1
        """,
        [
            ["Country", "2001", "2002", "2003"],
            ["Belgium", "1.2", "11.4", "3.0"],
            ["Bulgaria", "0.7", ":", "9.9"],
            ["Denmark", "10.0", "8.8", "12.1"],
        ],
        id="columns-of-figures",
    ),
    pytest.param(
        """
        The table below gives the number of passengers and the number of flights by country of departure.
        Table 1. Passengers and flights in the year

        Country     Passengers    Flights
        Belgium            120         14
        Bulgaria            70          9
        Denmark            100         28

        Source: national offices; the figures of the last year are provisional and may be revised later on.
        """,
        [
            ["Country", "Passengers", "Flights"],
            ["Belgium", "120", "14"],
            ["Bulgaria", "70", "9"],
            ["Denmark", "100", "28"],
        ],
        id="text-captions-and-notes-are-outside",
    ),
    pytest.param(
        """
        ------------------------------------------
                       Men               Women
                    ------------      ------------
        Country     2001    2002      2001    2002
        ------------------------------------------
        Belgium      1.2    11.4       3.0     2.2
        Bulgaria     0.7     9.1       9.9     4.0
        Denmark     10.0     8.8      12.1     7.5
        ------------------------------------------
        """,
        [
            ["", "Men", "<", "Women", "<"],
            ["Country", "2001", "2002", "2001", "2002"],
            ["Belgium", "1.2", "11.4", "3.0", "2.2"],
            ["Bulgaria", "0.7", "9.1", "9.9", "4.0"],
            ["Denmark", "10.0", "8.8", "12.1", "7.5"],
        ],
        id="titles-over-columns-end-with-their-rule",
    ),
    pytest.param(
        """
                       Men               Women
        Country     2001    2002      2001    2002
        Belgium      1.2    11.4       3.0     2.2
        Bulgaria     0.7     9.1       9.9     4.0
        Denmark     10.0     8.8      12.1     7.5
        """,
        [
            ["", "Men", "<", "Women", "<"],
            ["Country", "2001", "2002", "2001", "2002"],
            ["Belgium", "1.2", "11.4", "3.0", "2.2"],
            ["Bulgaria", "0.7", "9.1", "9.9", "4.0"],
            ["Denmark", "10.0", "8.8", "12.1", "7.5"],
        ],
        id="titles-in-the-middle-of-their-columns",
    ),
    pytest.param(
        """
                    Number of     Share of
        Country     travellers    total
        --------------------------------------
        Belgium           1200        11.4
        Bulgaria           700         9.1
        Denmark           1000         8.8
        """,
        [
            ["Country", "Number of travellers", "Share of total"],
            ["Belgium", "1200", "11.4"],
            ["Bulgaria", "700", "9.1"],
            ["Denmark", "1000", "8.8"],
        ],
        id="stacked-heads-are-one-cell",
    ),
    pytest.param(
        """
        Item                        2001     2002
        Agriculture, forestry
        and fishing                   12       14
        Manufacturing and the
        supply of energy              25       26
        Trade                         33       31
        """,
        [
            ["Item", "2001", "2002"],
            ["Agriculture, forestry and fishing", "12", "14"],
            ["Manufacturing and the supply of energy", "25", "26"],
            ["Trade", "33", "31"],
        ],
        id="wrapped-words-with-their-figures-on-the-last-line",
    ),
    pytest.param(
        """
        Item                        2001     2002
        Age
          Under 25 years              12       14
          Over 25 years               25       26
        Sex
          Women                       33       31
          Men                         30       34
        """,
        [
            ["Item", "2001", "2002"],
            ["Age", "", ""],
            ["Under 25 years", "12", "14"],
            ["Over 25 years", "25", "26"],
            ["Sex", "", ""],
            ["Women", "33", "31"],
            ["Men", "30", "34"],
        ],
        id="titles-of-groups-are-rows-of-their-own",
    ),
    pytest.param(
        """
        Area         2001     2002     2003
                       Women
        North          12       14       15
        South          25       26       29
                        Men
        North          33       31       30
        South          30       34       36
        """,
        [
            ["Area", "2001", "2002", "2003"],
            ["Women", "<", "<", "<"],
            ["North", "12", "14", "15"],
            ["South", "25", "26", "29"],
            ["Men", "<", "<", "<"],
            ["North", "33", "31", "30"],
            ["South", "30", "34", "36"],
        ],
        id="titles-centred-over-all-columns",
    ),
    pytest.param(
        """
        Measure           Description                     State

        Rail lines        New lines between the           Begun
                          largest towns of the north

        Water             Treatment of waste water        Planned
        treatment         in all towns of the coast

        Schools           Teachers for villages           Done
        """,
        [
            ["Measure", "Description", "State"],
            ["Rail lines", "New lines between the largest towns of the north", "Begun"],
            ["Water treatment", "Treatment of waste water in all towns of the coast", "Planned"],
            ["Schools", "Teachers for villages", "Done"],
        ],
        id="wrapped-cells-with-space-between-rows",
    ),
    pytest.param(
        """
        Salaries.............      1,200       1,300
        Equipment............     $  440    $    420
        Travel...............        310         290
        """,
        [
            ["Salaries.............", "1,200", "1,300"],
            ["Equipment............", "$ 440", "$ 420"],
            ["Travel...............", "310", "290"],
        ],
        id="leaders-and-currency-signs-are-no-columns",
    ),
    pytest.param(
        """
        Region       2001 1st half     2002 1st half
        North         1 234 567           34 500
        South            12 000        1 200 450
        West          2 400 100          900 000
        """,
        [
            ["Region", "2001 1st half", "2002 1st half"],
            ["North", "1 234 567", "34 500"],
            ["South", "12 000", "1 200 450"],
            ["West", "2 400 100", "900 000"],
        ],
        id="thousands-parted-by-spaces-are-one-figure",
    ),
    pytest.param(
        """
        The names below stand for lines that the state and the towns have built together since the war.
        ---------------------------------------------------------
        Name        Description
        ---------------------------------------------------------
        alpha       rail lines between the largest of the towns
                    of the north and those that lie on the coast
        beta        all other lines that the state has paid for
        gamma       lines that are planned but have not yet been
                    begun by the end of the year or are disused
        ---------------------------------------------------------
        Source: national offices, as they have answered the letter of the ministry in the last spring.
        """,
        [
            ["Name", "Description"],
            [
                "alpha",
                "rail lines between the largest of the towns of the north and those that lie on the coast",
            ],
            ["beta", "all other lines that the state has paid for"],
            [
                "gamma",
                "lines that are planned but have not yet been begun by the end of the year or are disused",
            ],
        ],
        id="sentences-between-rules",
    ),
    pytest.param(
        """
                     Area     2000     2001
        Alaska               2,518     86.5
        Arizona              6,028     13.3
        Arkansas             5,912     46.0
        Idaho                4,800      9.9
        Florida              6,882     30.4
        Georgia              7,090     45.4
        Hawaii               1,185      8.5
        Ohio                 8,810     50.9
        Texas                4,810     53.2
        """,
        [
            ["Area", "2000", "2001"],
            ["Alaska", "2,518", "86.5"],
            ["Arizona", "6,028", "13.3"],
            ["Arkansas", "5,912", "46.0"],
            ["Idaho", "4,800", "9.9"],
            ["Florida", "6,882", "30.4"],
            ["Georgia", "7,090", "45.4"],
            ["Hawaii", "1,185", "8.5"],
            ["Ohio", "8,810", "50.9"],
            ["Texas", "4,810", "53.2"],
        ],
        id="head-of-the-first-column-at-its-right-edge",
    ),
    pytest.param(
        """
        Time               Item               Speaker
        9:00       Works on the lines of      A. Berg
                         the towns
        10:00      Reports of the working     B. Costa
                           groups
        11:00            Closing              C. Ito
        """,
        [
            ["Time", "Item", "Speaker"],
            ["9:00", "Works on the lines of the towns", "A. Berg"],
            ["10:00", "Reports of the working groups", "B. Costa"],
            ["11:00", "Closing", "C. Ito"],
        ],
        id="wrapped-cells-in-the-middle-of-a-middle-column",
    ),
    pytest.param(
        """
        Country     2001     2002     2003     2004
                         Thousands of tonnes
        North
          Norway    12.0     11.4      3.0      9.1
          Sweden    10.7      8.2      9.9      4.0
        South
          Spain     10.0      8.8     12.1      7.5
        """,
        [
            ["Country", "2001", "2002", "2003", "2004"],
            ["", "Thousands of tonnes", "<", "<", "<"],
            ["North", "", "", "", ""],
            ["Norway", "12.0", "11.4", "3.0", "9.1"],
            ["Sweden", "10.7", "8.2", "9.9", "4.0"],
            ["South", "", "", "", ""],
            ["Spain", "10.0", "8.8", "12.1", "7.5"],
        ],
        id="units-over-all-columns-and-titles-of-groups",
    ),
]

NO_TABLES = [
    pytest.param(
        """
        34    if the page is even
        35    let the margin be small
        36    or else
        37    let it be wide
        38    end of all
        """,
        id="numbered-lines-of-a-listing",
    ),
    pytest.param(
        """
        Rail traffic grew in all regions but    The north lost travellers in the last
        the north, where the new lines were     two years, mostly because old lines
        opened later than planned. The state    were closed before the new ones had
        paid for most of them, and the towns    been opened. A study of the ministry
        gave the land. Work went on for nine    says that traffic will grow again as
        years and is said to have cost twice    soon as trains run every hour, which
        as much as had been expected at the     is planned for the end of the year,
        start by those who had planned them.    if the works end in time this winter.
        """,
        id="text-in-columns",
    ),
    pytest.param(
        """
        Introduction ..................     1
        Methods .......................     4
        Results by region .............    12
        Annex .........................    30
        """,
        id="contents",
    ),
    pytest.param(
        """
        •   The towns gave the land for the lines
        •   The state paid for most of the works
        •   Trains are to run every hour
        •   A study of the ministry was published
        """,
        id="list",
    ),
    pytest.param(
        """
        Ministry of Transport            Ref. 12/344
        Harbour Street                   12 March 2008
        P.O. Box 12                      By post
        """,
        id="letterhead",
    ),
    pytest.param(
        """
        Access, 12         Lines, old, 4      Schools, 31
        Budgets, 3, 17     Maps, 22           Towns, 2
        Coast, 9           North, 41–43       Works, 8
        Debts, 30          Rail, 5            Years, 19
        Export, 14         Roads, 6           Zones, 7
        """,
        id="index",
    ),
    pytest.param(
        """
        Introduction .............    1    1.  The towns gave the land
        Methods ..................    4        for the lines
        Results ..................    9    2.  The state paid for most
        Lines ....................   12        of the works
        Annex ....................   30    3.  Trains are to run
        """,
        id="contents-beside-a-list",
    ),
    pytest.param(
        """
        +   for (line in lines) {
        +       total <- total + length(line)
        +       print(total)
        +   }
        +   summary(total, digits)
        """,
        id="listing-behind-prompts",
    ),
    pytest.param(
        """
        1998     1999     2000     2001     2002
        """,
        id="labels-of-an-axis",
    ),
]


@pytest.mark.parametrize(("drawing", "expected"), TABLES)
def test_table(drawing: str, expected: Rows) -> None:
    """A table is found whole, with its cells and spans, and without what stands around it."""
    assert _tables(_page(drawing)) == [expected]


@pytest.mark.parametrize("drawing", NO_TABLES)
def test_no_table(drawing: str) -> None:
    """Text that only stands like a table is none."""
    assert _tables(_page(drawing)) == []


def test_two_tables_of_a_page_are_two() -> None:
    """A caption between parts tables of different columns."""
    found = _tables(
        _page(
            """
            Country     2001     2002     2003
            Belgium      1.2     11.4      3.0
            Bulgaria     0.7        :      9.9
            Denmark     10.0      8.8     12.1

            Table 2. Lines by region, in the year

            Region       Lines        Works
            North           12            1
            South           15            4
            West             9            0
            """
        )
    )
    assert [table[0] for table in found] == [
        ["Country", "2001", "2002", "2003"],
        ["Region", "Lines", "Works"],
    ]


def test_table_beside_text_is_parted_from_it() -> None:
    """Text beside a table is no column of it."""
    drawing = """
    Rail traffic grew in all regions but    Country     2001    2002
    the north, where the new lines were
    opened later than planned. The state    Belgium     1.20    11.4
    paid for most of them, and the towns    Bulgaria    0.70     9.1
    gave the land. Work went on for nine    Denmark     10.0     8.8
    years and is said to have cost twice    Germany     12.0     9.8
    as much as had been expected at the     Spain        9.0     8.7
    start by those who had planned them.
    """
    [table] = _tables(_page(drawing))
    assert table[0] == ["Country", "2001", "2002"]
    assert table[-1] == ["Spain", "9.0", "8.7"]


def test_tables_that_follow_each_other_are_two() -> None:
    """Rows that run over each other's columns are of two tables, though no words stand between."""
    found = _tables(
        _page(
            """
            Name        Body           Land
            A. Berg     Union          Spain
            B. Costa    Institute      Italy
            C. Evans    Ministry       Malta

                    Year    First half    Second half
                    2001         1,200             14
                    2002           700              9
                    2003         1,000             28
            """
        )
    )
    assert [table[0] for table in found] == [["Name", "Body", "Land"], ["Year", "First half", "Second half"]]


def test_tables_in_columns_of_text_are_parted() -> None:
    """Beside each other in columns of text stand two tables, not one of all columns."""
    page = _page(
        """
        Rail traffic grew in all regions but    The north lost travellers in the last
        the north, where the new lines were     two years, mostly because old lines
        opened later than planned. The state    were closed before the new ones had
        paid for most of them, and the towns    been opened. A study of the ministry
        gave the land for all of the works.     says that traffic will grow again as

        Country     2001    2002                soon as trains run every hour.
        Belgium     1.20    11.4
        Bulgaria    0.70     9.1                Region      Lines    Works
        Denmark     10.0     8.8                North          12        1
        Germany     12.0     9.8                South          15        4
        Spain        9.0     8.7                West            9        0
        """
    )
    lower = tuple(
        _word(word.text, word.box.x0, word.baseline + (2.5 if word.box.x0 > 280 else 0))
        for word in page.words
    )
    found = _tables(replace(page, words=lower))
    assert [table[0] for table in found] == [["Country", "2001", "2002"], ["Region", "Lines", "Works"]]


def test_rules_of_a_drawing_are_no_table() -> None:
    """Crossing rules without words, or with a few somewhere, are a chart; a form has its names."""
    page = _page(
        """
        Name      Vote      Place
        """
    )
    xs, ys = (45.0, 105.0, 165.0, 225.0), (40.0, 54.0, 68.0, 82.0, 96.0)
    cells = tuple(
        GridCell(row, column, 1, 1, Box(xs[column], ys[row], xs[column + 1], ys[row + 1]))
        for row in range(4)
        for column in range(3)
    )
    grid = Grid(Box(xs[0], ys[0], xs[-1], ys[-1]), 4, 3, cells, xs, ys)
    assert not is_drawing(grid, page)
    assert is_drawing(grid, replace(page, words=page.words[2:]))
    assert is_drawing(grid, replace(page, words=()))


def test_shaded_bands_part_rows() -> None:
    """Lines on one shaded band are one row, and those between two bands."""
    page = _page(
        """
        Measure           Description                     State
        Rail lines        New lines between the           Begun
                          towns of the north
        Water             Waste water in all              Planned
                          Towns of the coast
        Schools           Teachers for villages           Done
        """
    )
    bands = tuple(
        Fill(50, 50 + first * PITCH - 9, 420, 50 + last * PITCH + 3, (220, 230, 240))
        for first, last in ((1, 2), (5, 5))
    )
    assert _tables(replace(page, fills=bands)) == [
        [
            ["Measure", "Description", "State"],
            ["Rail lines", "New lines between the towns of the north", "Begun"],
            ["Water", "Waste water in all Towns of the coast", "Planned"],
            ["Schools", "Teachers for villages", "Done"],
        ]
    ]


def test_cell_over_rows_that_rules_part_elsewhere() -> None:
    """Where the rules between rows leave out the first column, its cell is over those rows."""
    page = _page(
        """
        Region      Year      Lines     Works
        North       2001         12         1
                    2002         15         4
        South       2001          9         0
                    2002         10         2
        """
    )
    starts = ((0, 50), (1, 110), (2, 50), (3, 110), (4, 50))
    rules = tuple(Rule(x, 50 + line * PITCH + 3.5, 280, 50 + line * PITCH + 4) for line, x in starts)
    assert _tables(replace(page, rules=rules)) == [
        [
            ["Region", "Year", "Lines", "Works"],
            ["North", "2001", "12", "1"],
            ["^", "2002", "15", "4"],
            ["South", "2001", "9", "0"],
            ["^", "2002", "10", "2"],
        ]
    ]


def test_typed_rules_are_rules() -> None:
    """Dashes, and colons under each other on such a page, are drawn lines and no words."""
    page = _page(
        """
        ---------------------------
        Crop     :  2001  :    2002
        ---------------------------
        Wheat    :   120  :     130
        Barley   :    80  :      75
        Oats     :    12  :      14
        ---------------------------
        """
    )
    assert not {word.text for word in page.words} & {":", "-" * 27}
    assert sum(rule.horizontal for rule in page.rules) == 3
    assert _tables(page) == [
        [["Crop", "2001", "2002"], ["Wheat", "120", "130"], ["Barley", "80", "75"], ["Oats", "12", "14"]]
    ]


def test_taken_areas_are_left_out() -> None:
    """Words of ruled tables are not read again."""
    page = _page(
        """
        Country     2001     2002     2003
        Belgium      1.2     11.4      3.0
        Bulgaria     0.7        :      9.9
        """
    )
    assert len(find_unruled(page)) == 1
    assert find_unruled(page, [Box(0, 0, 600, 800)]) == []


def _framed(drawing: str, lines: int) -> tuple[Page, Grid]:
    """A page, and the grid of rules around its header and around the `lines` lines below it as one field."""
    page = _page(drawing)
    xs, ys = (45.0, 110.0, 200.0, 290.0), (40.0, 54.0, 54.0 + lines * PITCH)
    cells = find_unruled(page)[0].cells[:0]
    return page, Grid(Box(xs[0], ys[0], xs[-1], ys[-1]), 2, 3, cells, xs, ys)


def test_ruled_field_with_rows_of_figures_is_parted() -> None:
    """Rules that only frame a header and a body leave the rows to the figures."""
    page, grid = _framed(
        """
        Country     2001           2002
        Belgium     12.2           11.4
        Bulgaria    20.7            9.1
        Denmark     10.0            8.8
        """,
        3,
    )
    assert _texts(refined(grid, page, cut=False), page) == [
        ["Country", "2001", "2002"],
        ["Belgium", "12.2", "11.4"],
        ["Bulgaria", "20.7", "9.1"],
        ["Denmark", "10.0", "8.8"],
    ]


def _boxes(*ys: float) -> Grid:
    """Boxes over each other, between rules at `ys` over the whole width of what is drawn."""
    left, right = 45.0, 290.0
    cells = tuple(
        GridCell(n, 0, 1, 1, Box(left, top, right, bottom)) for n, (top, bottom) in enumerate(pairwise(ys))
    )
    return Grid(Box(left, ys[0], right, ys[-1]), len(cells), 1, cells, (left, right), ys)


def test_ruled_rows_of_figures_are_parted_into_columns() -> None:
    """Rules between rows, and none between columns."""
    page = _page(
        """
        Country     2001           2002
        Belgium     12.2           11.4
        Bulgaria    20.7            9.1
        Denmark     10.0            8.8
        """
    )
    grid = _boxes(*(40.0 + PITCH * n for n in range(5)))
    assert _texts(refined(grid, page, cut=False), page) == [
        ["Country", "2001", "2002"],
        ["Belgium", "12.2", "11.4"],
        ["Bulgaria", "20.7", "9.1"],
        ["Denmark", "10.0", "8.8"],
    ]


def test_a_table_between_the_lines_of_a_frame_is_found() -> None:
    """A title, a table and its note in boxes over each other."""
    page = _page(
        """
        Table 21. Methods by groups of persons

        Group       2001           2002
        First
        Belgium     12.2           11.4
        Bulgaria    20.7            9.1
        Second
        Denmark     10.0            8.8

        Note: all figures are provisional.
        """
    )
    grid = _boxes(40.0, 55.0, 134.0, 150.0)
    (found,) = framed_in(grid, page)
    assert [row[0] for row in _texts(found, page)] == [
        "Group", "First", "Belgium", "Bulgaria", "Second", "Denmark",
    ]  # fmt: skip
    assert framed_in(replace(grid, columns=2), page) == []


def test_labels_of_a_chart_over_a_caption_are_no_head() -> None:
    """They are of another size than the rows."""
    page = _page(
        """
                       1998    1999
        Table 1. Life expectancy
                          1       2       3
        Energy         1.00    0.20    0.50
        Transport     -0.60    1.00    0.30
        Tourism       -0.57    0.50    1.00
        """
    )
    words = tuple(replace(word, size=8.5) if word.baseline == 50 else word for word in page.words)
    (table,) = _tables(replace(page, words=words))
    assert table == [
        ["", "1", "2", "3"],
        ["Energy", "1.00", "0.20", "0.50"],
        ["Transport", "-0.60", "1.00", "0.30"],
        ["Tourism", "-0.57", "0.50", "1.00"],
    ]


def test_heads_at_the_left_of_figures_at_the_right_are_over_their_own() -> None:
    """A column's head ends where its figures begin, and begins where those of the column before end."""
    rows = [f"Area{n:02}     4{n:02}     {n:02}.1       2.8{n % 10}" for n in range(12)]
    head = "Name      N   Share    Estimate"
    (table,) = _tables(_page("\n".join([head, *rows])))
    assert table == [row.split() for row in (head, *rows)]


def test_heads_that_nearly_touch_begin_no_table_of_their_own() -> None:
    """They leave less room than the figures below do, between which and the heads stands a group's title."""
    rule = "-" * 42
    heads = [
        "Group       Any   Female  Male    Other",
        "of        method  method method   method",
        "persons   in use  in use in use   in use",
    ]
    rows = [f"Area{n:02}     4{n:02}     3{n:02}    1{n:02}      {99 - n}" for n in range(24)]
    (table,) = _tables(_page("\n".join([rule, *heads, rule, "Wealth", *rows, rule])))
    assert table[:2] == [
        ["Group of persons", *(f"{who} method in use" for who in ("Any", "Female", "Male", "Other"))],
        ["Wealth", "", "", "", ""],
    ]
    assert table[2:] == [row.split() for row in rows]


def test_rules_in_the_last_column_make_no_groups_of_rows_with_names_of_their_own() -> None:
    """Fields of the last column with a border each; every row has its name."""
    page = _page(
        """
        Group       Name      2001
        Outlay
        First       a         12.2
        Second      b         20.7
        Third       c         10.0
        Fourth      d         10.4
        """
    )
    levels = [Rule(160, 41 + PITCH * n, 206, 41.5 + PITCH * n) for n in range(1, 7)]
    (table,) = _tables(replace(page, rules=tuple(levels)))
    assert table[1:] == [
        ["Outlay", "", ""],
        ["First", "a", "12.2"],
        ["Second", "b", "20.7"],
        ["Third", "c", "10.0"],
        ["Fourth", "d", "10.4"],
    ]


def test_ruled_row_of_paragraphs_stays_one_row() -> None:
    """Wrapped words of one ruled row are not parted at their line ends."""
    page, grid = _framed(
        """
        Line        Themes         Decisions
        C1 and      access for     a working
        others      all, and a     group of
                    report of      five was
                    last year      set up
        """,
        4,
    )
    assert refined(grid, page, cut=False) is grid


def test_same_page_gives_same_grids() -> None:
    """The order of words in the content does not matter."""
    page = _page(
        """
        Country     2001     2002     2003
        Belgium      1.2     11.4      3.0
        Bulgaria     0.7        :      9.9
        """
    )
    assert find_unruled(replace(page, words=page.words[::-1])) == find_unruled(page)


def test_page_without_words_has_no_table() -> None:
    """Nothing is found where nothing is."""
    assert find_unruled(Page(1, 600, 800, ())) == []
