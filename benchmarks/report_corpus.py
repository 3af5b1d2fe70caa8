"""Seeded meeting reports of the family as Word and PDF files: what the benchmarks of whole runs read.

    python -m benchmarks.report_corpus FOLDER [--count 100] [--seed 2006] [--meetings 1 60]

The reports differ in layout (which columns, in which order), in the wording of their headers, in how they
print dates, persons, statuses and counts, and in their number of meetings. Word files have lists by
numbering and links by relationship, PDF files a ruled table over as many pages as it takes. The same seed
gives the same bytes. PDF files need reportlab.
"""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from random import Random
from typing import Literal
from xml.sax.saxutils import escape, quoteattr

import click

Kind = Literal["docx", "pdf"]

_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MAIN = "word/document.xml"
_LINKS = "word/_rels/document.xml.rels"
_TIME_OF_ENTRIES = (1980, 1, 1, 0, 0, 0)

_CODES = ("C1", "C2", "C3", "C4", "C5", "C6", "C7", "C8", "C9", "C10", "C11")
_SUBJECTS = (
    "Public governance|Infrastructure|Access to information|Capacity building|Security|Enabling environment|"
    "E-government|E-business|E-learning|E-health|E-employment|E-environment|E-agriculture|E-science|"
    "Cultural diversity|Media|Ethical dimensions|Regional cooperation|Financing|Internet governance"
)
_ORGANIZATIONS = (
    "ITU|UNESCO|UNDP|UNCTAD|UNDESA|WHO|FAO|ILO|WMO|UNEP|WIPO|UPU|UNICEF|World Bank|APC|ICC|ECA|ESCWA|ECLAC"
)
_GIVEN = "Ana Bruno Chen Dalia Emre Farah Goran Hana Ivo Jana Kofi Lena Marek Noor Olga Pavel Rosa Samir"
_FAMILY = (
    "Almeida Bakker Costa Dumont Eriksen Ferreira Gruber Haddad Ivanova Jansen Keller Lindholm Moreau Novak "
    "Okafor Petrov Quiroga Rossi"
)
_POSTS = ("Chief, Policy Branch", "Director", "Programme Officer", "Head of Unit")
_STATUSES = ("", "", "", " (confirmed)", " (TBC)", " (to be confirmed)", " (proposed)")
_VENUES = ("Room H, ITU", "Palais des Nations, Room XXII", "Popov Room", "UNESCO House, Room IV")
_OPENINGS = (
    "Exchange of views on|Report on|Presentation of|Need for|Questionnaire about|Creation of a sub-group on|"
    "Further discussion of|Good practices in|Indicators to measure|Next meeting to deal with|Proposal for"
)
_MATTERS = (
    "affordable access|local content|standards for interoperability|partnerships of many stakeholders|skills|"
    "the objectives of the group|tools that support the team|training of teachers|multilingual services|"
    "financing mechanisms|open formats|statistics on the information society|spectrum management"
)
_PLACES = (
    "in rural areas|in the regions|for civil servants|by the next session|with the private sector|"
    "in least developed countries|as set out in the Plan of Action|at the national level|within a year"
)

HEADERS: Mapping[str, tuple[str, ...]] = {
    "meeting": ("Action Line meeting", "Meeting", "Session", "Action Line"),
    "date": ("Date and time", "Date", "Day and time"),
    "place": ("Venue", "Place", "Room"),
    "facilitator": ("Facilitator", "Facilitators", "Moderator/Facilitator", "Lead facilitator"),
    "co-facilitator": ("Co-facilitator", "Co-facilitators", "Partners"),
    "participants": ("Participants", "Number of participants"),
    "themes": ("Key themes discussed/content", "Main themes", "Themes"),
    "decisions": ("Decisions as to the way forward", "Decisions", "Follow-up"),
    "comments": ("Other comments", "Comments", "Remarks"),
    "links": ("Links", "Web site"),
}
LAYOUTS: tuple[tuple[str, ...], ...] = (
    ("meeting", "facilitator", "co-facilitator", "themes", "decisions", "comments"),
    ("meeting", "date", "facilitator", "co-facilitator", "themes", "decisions", "comments"),
    ("meeting", "date", "place", "facilitator", "themes", "decisions", "participants", "links"),
    ("date", "meeting", "facilitator", "co-facilitator", "themes", "participants", "comments"),
)


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph of a cell; `address` is the live link behind its last word ("": none)."""

    text: str
    is_bullet: bool = False
    address: str = ""


Cell = tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Content:
    """The text before the table, and the table: its columns by field, their headers, a row each meeting."""

    prose: tuple[str, ...]
    fields: tuple[str, ...]
    headers: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(slots=True)
class _Wording:
    """How one report prints its meetings."""

    random: Random
    fields: tuple[str, ...]
    year: int
    day: dt.date = field(init=False)
    date_style: int = field(init=False)
    counter: int = 0

    def __post_init__(self) -> None:
        self.day = dt.date(self.year, 5, self.random.randint(2, 12))
        self.date_style = self.random.randrange(4)


def content(random: Random, meetings: int) -> Content:
    """What an invented report of so many meetings says."""
    fields = random.choice(LAYOUTS)
    wording = _Wording(random, fields, random.randint(2006, 2015))
    first, last = wording.day, wording.day + dt.timedelta(days=9)
    prose = (
        "Report on the cluster of meetings",
        "1. Background",
        f"A series of events took place in Geneva from {first.day} to {last.day} May {wording.year}.",
        "The secretariat thanks all who facilitated the meetings, prepared their documents and took part.",
        "2. Meetings",
    )
    headers = tuple(random.choice(HEADERS[name]) for name in fields)
    rows = tuple(tuple(_MAKERS[name](wording) for name in fields) for _ in range(meetings))
    return Content(prose, fields, headers, rows)


def _meeting(wording: _Wording) -> Cell:
    number = wording.counter
    wording.counter += 1
    subjects = _SUBJECTS.split("|")
    code, subject = _CODES[number % len(_CODES)], subjects[number % len(subjects)]
    again = f", part {number // len(_CODES) + 1}" if number >= len(_CODES) else ""
    name = Line(f"Action Line {code}: {subject}{again}")
    return (name,) if "date" in wording.fields else (name, *_date(wording))


def _date(wording: _Wording) -> Cell:
    day = wording.day + dt.timedelta(days=wording.random.randrange(9))
    start = wording.random.choice((9, 10, 11, 14, 15))
    end = start + wording.random.choice((1, 2, 3))
    styles = (
        f"{day.day} May, {start}:00-{end}:00",
        f"{day:%A}, {day.day} May {day.year}, {start}.00 – {end}.30",
        f"May {day.day}, {day.year}, {start}h00 to {end}h00",
        f"{day.isoformat()}, from {start}:00 to {end}:15",
    )
    return (Line(styles[wording.date_style]),)


def _place(wording: _Wording) -> Cell:
    return (Line(wording.random.choice(_VENUES)),)


def _facilitator(wording: _Wording) -> Cell:
    first, *_ = names = wording.random.sample(_ORGANIZATIONS.split("|"), wording.random.choice((1, 1, 2)))
    lines = [Line(" and ".join(names) + wording.random.choice(_STATUSES))]
    if wording.random.random() < 0.6:
        post = wording.random.choice(_POSTS)
        lines.append(Line(f"Chaired by {_person(wording.random)}, {post}, {first}"))
    return tuple(lines)


def _co_facilitator(wording: _Wording) -> Cell:
    names = wording.random.sample(_ORGANIZATIONS.split("|"), wording.random.choice((0, 1, 2, 3)))
    return tuple(
        Line(name + wording.random.choice((f" ({_person(wording.random)})", *_STATUSES))) for name in names
    ) or (Line("-"),)


def _participants(wording: _Wording) -> Cell:
    count = wording.random.randint(12, 250)
    styles = (f"{count}", f"Around {count} participants", f"More than {count}", f"{count} - {count + 10}")
    return (Line(wording.random.choice(styles)),)


def _points(wording: _Wording) -> Cell:
    words = (_OPENINGS.split("|"), _MATTERS.split("|"), _PLACES.split("|"))
    phrases = (" ".join(map(wording.random.choice, words)) for _ in range(wording.random.randint(2, 6)))
    return tuple(Line(phrase, is_bullet=True) for phrase in phrases)


def _comments(wording: _Wording) -> Cell:
    about, count = wording.random.choice(("Around", "About", "Over")), wording.random.randint(12, 250)
    return (Line(f"{about} {count} participants", is_bullet=True), *_links(wording))


def _links(wording: _Wording) -> Cell:
    page = f"www.itu.int/wsis/{wording.year}/c{wording.counter}.html"
    return (Line(f"Agenda and documents available at {page}", is_bullet=True, address=f"http://{page}"),)


def _person(random: Random) -> str:
    return f"{random.choice(_GIVEN.split())} {random.choice(_FAMILY.split())}"


_MAKERS: Mapping[str, Callable[[_Wording], Cell]] = {
    "meeting": _meeting,
    "date": _date,
    "place": _place,
    "facilitator": _facilitator,
    "co-facilitator": _co_facilitator,
    "participants": _participants,
    "themes": _points,
    "decisions": _points,
    "comments": _comments,
    "links": _links,
}


def write_docx(report: Content, path: Path) -> None:
    """The report as a Word file: python-docx's empty document with another main part."""
    addresses = sorted({line.address for row in report.rows for cell in row for line in cell if line.address})
    keys = {address: f"link{number}" for number, address in enumerate(addresses)}
    body = "".join(map(_docx_paragraph, map(Line, report.prose)))
    header = tuple((Line(name),) for name in report.headers)
    rows = "".join(_docx_row(row, keys) for row in (header, *report.rows))
    columns = '<w:gridCol w:w="1500"/>' * len(report.fields)
    main = (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        f'<w:document xmlns:w="{_WORD}" xmlns:r="{_RELATIONS}"><w:body>{body}'
        f"<w:tbl><w:tblPr/><w:tblGrid>{columns}</w:tblGrid>{rows}</w:tbl><w:p/></w:body></w:document>"
    )
    relations = "".join(
        f'<Relationship Id="{key}" Type="{_RELATIONS}/hyperlink" Target={quoteattr(address)} '
        'TargetMode="External"/>'
        for address, key in keys.items()
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in _empty_document().items():
            part = data
            if name == _MAIN:
                part = main.encode()
            elif name == _LINKS:
                part = data.replace(b"</Relationships>", f"{relations}</Relationships>".encode())
            package.writestr(zipfile.ZipInfo(name, _TIME_OF_ENTRIES), part, zipfile.ZIP_DEFLATED)


@lru_cache(maxsize=1)
def _empty_document() -> dict[str, bytes]:
    """The parts of an empty document with the paragraph and character styles of python-docx's template; its
    hundred styles of tables, ten times the size of the rest, no word processor writes unless used."""
    import docx
    from docx.enum.style import WD_STYLE_TYPE

    document = docx.Document()
    for style in [style for style in document.styles if style.type == WD_STYLE_TYPE.TABLE]:
        style.delete()
    file = io.BytesIO()
    document.save(file)
    with zipfile.ZipFile(file) as package:
        return {name: package.read(name) for name in package.namelist()}


def _docx_row(row: Sequence[Cell], keys: Mapping[str, str]) -> str:
    cells = ("".join(_docx_paragraph(line, keys) for line in cell) for cell in row)
    return f"<w:tr>{''.join(f'<w:tc><w:tcPr/>{cell}</w:tc>' for cell in cells)}</w:tr>"


def _docx_paragraph(line: Line, keys: Mapping[str, str] | None = None) -> str:
    style = '<w:pPr><w:pStyle w:val="ListBullet"/></w:pPr>' if line.is_bullet else ""
    if not (keys and line.address):
        return f"<w:p>{style}{_docx_run(line.text)}</w:p>"
    words, _, shown = line.text.rpartition(" ")
    link = f'<w:hyperlink r:id="{keys[line.address]}">{_docx_run(shown)}</w:hyperlink>'
    return f"<w:p>{style}{_docx_run(f'{words} ')}{link}</w:p>"


def _docx_run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def write_pdf(report: Content, path: Path) -> None:
    """The report as a PDF file in landscape: its table is ruled and repeats its header on each page."""
    from reportlab.lib.pagesizes import A4, landscape
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import LongTable, Paragraph, SimpleDocTemplate

    prose = ParagraphStyle("prose", fontSize=11, leading=14, spaceAfter=8)
    plain = ParagraphStyle("plain", fontSize=8, leading=10)
    bullet = ParagraphStyle("bullet", parent=plain, leftIndent=8, bulletIndent=0)

    def paragraph(line: Line) -> Paragraph:
        text = escape(line.text)
        if line.address:
            words, _, shown = text.rpartition(" ")
            text = f"{words} <link href={quoteattr(line.address)}>{shown}</link>"
        return Paragraph(text, bullet if line.is_bullet else plain, "•" if line.is_bullet else None)

    rows = [[[Paragraph(f"<b>{escape(name)}</b>", plain)] for name in report.headers]]
    rows += [[[paragraph(line) for line in cell] for cell in row] for row in report.rows]
    margin, size = 36, landscape(A4)
    table = LongTable(
        rows,
        colWidths=[(size[0] - 2 * margin) / len(report.fields)] * len(report.fields),
        repeatRows=1,
        style=[("GRID", (0, 0), (-1, -1), 0.5, "black"), ("VALIGN", (0, 0), (-1, -1), "TOP")],
    )
    document = SimpleDocTemplate(
        str(path),
        pagesize=size,
        leftMargin=margin,
        rightMargin=margin,
        topMargin=margin,
        bottomMargin=margin,
        invariant=True,
    )
    document.build([*(Paragraph(escape(text), prose) for text in report.prose), table])


_WRITERS: Mapping[Kind, Callable[[Content, Path], None]] = {"docx": write_docx, "pdf": write_pdf}


def make(
    folder: Path,
    count: int,
    seed: int,
    kinds: Sequence[Kind] = ("docx", "pdf"),
    meetings: tuple[int, int] = (1, 60),
) -> list[Path]:
    """Write `count` reports to `folder`, of the `kinds` in turn, each of a number of meetings within
    `meetings`; the paths in their order. A report does not depend on how many others there are."""
    folder.mkdir(parents=True, exist_ok=True)
    paths: list[Path] = []
    for number in range(count):
        random = Random(f"{seed}/{number}")  # noqa: S311 - no secret
        report = content(random, random.randint(*meetings))
        kind = kinds[number % len(kinds)]
        paths.append(folder / f"report-{number:06}.{kind}")
        _WRITERS[kind](report, paths[-1])
    return paths


@click.command(help=__doc__)
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.option("--count", type=click.IntRange(1), default=100, show_default=True)
@click.option("--seed", default=2006, show_default=True)
@click.option(
    "--meetings", type=(int, int), default=(1, 60), show_default=True, help="Fewest and most of a report."
)
def main(folder: Path, count: int, seed: int, meetings: tuple[int, int]) -> None:
    """Write the corpus."""
    click.echo(f"{len(make(folder, count, seed, meetings=meetings))} reports in {folder}")


if __name__ == "__main__":
    main()
