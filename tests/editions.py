"""Invented editions as Word files, and their values as lines; `editions.toml` says how both are written."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import takewhile
from pathlib import Path
from typing import Any

import docx
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from pipeline.documents import document_row
from pipeline.interpret import Interpretation, interpret
from pipeline.model import DocumentId, ReportId
from pipeline.read import ReadOptions, read
from tests.gallery import knowledge

Rows = Sequence[Sequence[str]]
Block = str | Rows

_BULLET = re.compile(r"(>*)\* ")
_LINK = re.compile(r"\[([^\]|]+)\|([^\]]+)\]")
_LEFT, _ABOVE = "<", "^"
_REPORT = ReportId("edition")


def edition(blocks: Sequence[Block], folder: Path) -> Interpretation:
    """What the main path makes of the blocks, written as a Word file in `folder` and read again."""
    file = docx.Document()
    for block in blocks:
        if isinstance(block, str):
            file.add_paragraph(block)
            continue
        width = max(map(len, block))
        grid = file.add_table(rows=len(block), cols=width)
        rows = [[*row, *([_LEFT] * (width - len(row)) if len(row) == 1 else [])] for row in block]
        for number, row in enumerate(rows):
            for place, (cell, text) in enumerate(zip(grid.rows[number].cells, row, strict=True)):
                if text in {_LEFT, _ABOVE}:
                    continue
                across = len(list(takewhile(_LEFT.__eq__, row[place + 1 :]))) + 1
                below = (other[place] for other in rows[number + 1 :])
                down = len(list(takewhile(_ABOVE.__eq__, below))) + 1
                whole = cell.merge(grid.cell(number + down - 1, place + across - 1))
                for empty in whole.paragraphs[1:]:
                    empty._p.getparent().remove(empty._p)
                _fill(whole, text, file)
    path = folder / "edition.docx"
    file.save(str(path))
    return interpret(_REPORT, read(path, DocumentId(path.name), ReadOptions()), knowledge())


def _fill(cell: Any, text: str, file: Any) -> None:
    for number, line in enumerate(text.split("\n")):
        paragraph = cell.add_paragraph() if number else cell.paragraphs[0]
        start = 0
        if bullet := _BULLET.match(line):
            depth, start = len(bullet[1]) + 1, bullet.end()
            paragraph.style = file.styles["List Bullet" if depth == 1 else f"List Bullet {depth}"]
        for link in _LINK.finditer(line):
            paragraph.add_run(line[start : link.start()])
            _add_link(paragraph, link[1], link[2])
            start = link.end()
        paragraph.add_run(line[start:])


def _add_link(paragraph: Any, shown: str, address: str) -> None:
    key = paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    link, run, text = (OxmlElement(name) for name in ("w:hyperlink", "w:r", "w:t"))
    link.set(qn("r:id"), key)
    text.text = shown
    run.append(text)
    link.append(run)
    paragraph._p.append(link)


def stated(found: Interpretation) -> list[str]:
    """The values of an edition, a line each: the report's, then those of all meetings, facilitators, people
    and links; what is missing is left out."""
    report = document_row(_REPORT, found.document, found.selection, found.readings)
    lines = [_line(report["title"], report["events_start"], report["events_end"], report["place"])]
    lines += [_meeting(row) for row in found.dataset["meetings"]]
    for row in found.dataset["facilitators"]:
        name = row["organization_id"] or "?"
        status = f"{row['status']}: {row['status_as_printed']}" if row["status_as_printed"] else None
        unit = f"unit {row['unit']}" if row["unit"] else None
        lines.append(_line(_slug(row), row["role"], name, row["name_as_printed"], unit, status))
    for row in found.dataset["people"]:
        name = _line(row["honorific"], row["name"]).replace(" | ", " ")
        where = row["organization_id"] or row["organization"]
        lines.append(_line(_slug(row), row["role"], name, row["job_title"], where and f"@ {where}"))
    lines += [_line(_slug(row), row["section"], row["url"], row["text"]) for row in found.dataset["links"]]
    return lines


def _meeting(row: Mapping[str, object]) -> str:
    days = _span(row["date"], row["end_date"])
    times = _span(*(str(clock)[:5] for clock in (row["start_time"] or "", row["end_time"] or "")))
    bounds = f"{_shown(row['participants_low'])}..{_shown(row['participants_high'])}"
    counted = row["participants"] is not None
    count = f"{row['participants_qualifier']} {row['participants']} ({bounds})" if counted else None
    webcast = "webcast" if row["webcast"] else "no webcast" if row["webcast"] is False else None
    when = (days, row["year_basis"], times, row["timezone"])
    return _line(_slug(row), row["action_line"], row["title"], *when, row["place"], count, webcast)


def _span(first: object, last: object) -> str | None:
    return str(first) if first and last in {first, None, ""} else f"{first}..{last}" if first else None


def _shown(figure: object) -> str:
    return "" if figure is None else str(figure)


def _slug(row: Mapping[str, object]) -> str:
    return str(row["meeting_id"]).removeprefix(f"{_REPORT}/")


def _line(*parts: object) -> str:
    return " | ".join(str(part) for part in parts if part)


def warnings(found: Interpretation) -> list[tuple[str, str]]:
    """Check and words of every finding that is more than information."""
    rows = found.dataset["findings"]
    return [(str(row["check"]), str(row["excerpt"])) for row in rows if row["severity"] != "info"]
