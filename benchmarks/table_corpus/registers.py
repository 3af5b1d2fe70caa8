"""Tables as working groups and standards bodies have them: people, documents, actions, votes."""

from __future__ import annotations

from random import Random

from benchmarks.table_corpus.model import LabelCell, LabelTable
from benchmarks.table_corpus.subjects import phrase, places

_FIRST_NAMES = "Anna Bruno Chen Dalia Erik Fatima George Hana Ivan Julia Karim Lena Marco Nadia Omar Petra"
_LAST_NAMES = "Abbas Berg Costa Diallo Evans Fischer Garcia Haddad Ito Jensen Kumar Lopez Meyer Novak"
_BODIES = (
    "Ministry of Health|Standards Institute|Telecom Union|Water Board|Open Forum|University of Lund|Post"
)


def _person(random: Random) -> str:
    return f"{random.choice(_FIRST_NAMES.split())} {random.choice(_LAST_NAMES.split())}"


def _table(heads: list[str], rows: list[list[str]], widths: tuple[float, ...] | None = None) -> LabelTable:
    lines = [heads, *rows] if heads else rows
    cells = [
        LabelCell(row, column, text, "head" if heads and row == 1 else "stub" if column == 1 else "data")
        for row, line in enumerate(lines, 1)
        for column, text in enumerate(line, 1)
        if text
    ]
    return LabelTable(tuple(cells), head_rows=1 if heads else 0, widths=widths)


def people(random: Random) -> LabelTable:
    """Who took part."""
    rows = []
    for _ in range(random.randint(4, 14)):
        name = _person(random)
        mail = f"{name.split()[0].lower()}@example.org"
        rows.append([name, random.choice(_BODIES.split("|")), places(random, 1)[0], mail])
    heads, count = ["Name", "Affiliation", "Country", "E-mail"], random.randint(2, 4)
    return _table(heads[:count], [row[:count] for row in rows])


def actions(random: Random) -> LabelTable:
    """What is to be done, by whom, by when."""
    rows = [
        [
            f"A{n}",
            phrase(random, 5, 18),
            _person(random),
            f"{random.randint(1, 28)} May",
            random.choice(("Open", "Closed", "In progress")),
        ]
        for n in range(1, random.randint(4, 10))
    ]
    return _table(["No.", "Action", "Owner", "Due", "Status"], rows, (0.6, 4, 1.8, 1, 1.3))


def votes(random: Random) -> LabelTable:
    """How members voted."""
    rows = [
        [place, random.choice(("Yes", "No", "Abstain")), random.choice(("", "", phrase(random, 2, 5)))]
        for place in places(random, random.randint(5, 14))
    ]
    return _table(["Member", "Vote", "Comment"], rows)


def documents(random: Random) -> LabelTable:
    """Documents by number."""
    rows = [
        [
            f"WG{random.randint(1, 9)}/N{random.randint(100, 999)}",
            phrase(random, 3, 9),
            _person(random),
            f"{random.randint(1, 12)}.{random.randint(1, 5)}",
        ]
        for _ in range(random.randint(4, 12))
    ]
    return _table(["Document", "Title", "Source", "Item"], rows, (1.4, 4, 1.8, 0.7))


def agenda(random: Random) -> LabelTable:
    """Times and what happens at them."""
    rows = [
        [f"{8 + n}:{random.choice(('00', '15', '30'))}", phrase(random, 2, 7), _person(random)]
        for n in range(1, random.randint(5, 10))
    ]
    return _table(["Time", "Item", "Speaker"], rows)


def revisions(random: Random) -> LabelTable:
    """Versions of a document."""
    rows = [
        [f"{n}.0", f"2009-{random.randint(1, 12):02d}-{random.randint(1, 28):02d}", phrase(random, 3, 8)]
        for n in range(1, random.randint(4, 8))
    ]
    return _table(["Version", "Date", "Change"], rows)


def fields(random: Random) -> LabelTable:
    """Fields of a record with type, use and meaning."""
    rows = [
        [
            "".join(word.title() for word in phrase(random, 1, 3).split()),
            random.choice(("string", "integer", "date", "boolean", "URI")),
            random.choice(("0..1", "1", "0..n", "1..n")),
            phrase(random, 5, 16) + ".",
        ]
        for _ in range(random.randint(4, 9))
    ]
    return _table(["Element", "Type", "Card.", "Description"], rows, (2, 1, 0.8, 4))


def comparisons(random: Random) -> LabelTable:
    """Short answers for each of some systems."""
    columns = random.randint(3, 5)
    rows = [
        [phrase(random, 2, 5), *(random.choice(("Yes", "No", "Partly", "n/a")) for _ in range(columns))]
        for _ in range(random.randint(4, 9))
    ]
    return _table(["Criterion", *(f"Option {'ABCDE'[i]}" for i in range(columns))], rows)


def calendar(random: Random) -> LabelTable:
    """Meetings: date, place, host, without a header now and then."""
    rows = [
        [
            f"{random.randint(1, 20)}–{random.randint(21, 28)} {month} 2010",
            places(random, 1)[0],
            random.choice(_BODIES.split("|")),
        ]
        for month in ("January", "March", "May", "July", "September", "November")[: random.randint(4, 6)]
    ]
    return _table(["Date", "Place", "Host"] if random.random() < 0.7 else [], rows)


def glossary(random: Random) -> LabelTable:
    """Names, and what they mean in a sentence or two."""
    rows = [
        ["".join(phrase(random, 1, 2).lower().split()), phrase(random, 4, 30) + "."]
        for _ in range(random.randint(6, 14))
    ]
    return _table(["Name", "Description"], rows, (1, 3))
