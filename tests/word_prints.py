"""A Word file printed in other ways: on other paper, in other sizes, widths and lines, by another program.
What its tables say stays the same."""

from __future__ import annotations

import html
import io
import shutil
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import docx
from docx.document import Document as WordFile
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Length, Mm
from lxml import etree

from pipeline.model import Document, Paragraph, Table

Lines = Literal["own", "all", "level", "shading", "none"]
"""What parts the cells: the file's own borders, lines around each, lines between rows, shading of every
other row, or nothing."""

PAPERS = {"a4": (210.0, 297.0), "letter": (215.9, 279.4), "a5": (148.0, 210.0)}
"""Width and height in millimetres."""

_SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")
_DRAWN: Mapping[Lines, frozenset[str]] = {
    "all": frozenset(_SIDES),
    "level": frozenset({"top", "bottom", "insideH"}),
    "shading": frozenset(),
    "none": frozenset(),
}
_LARGEST_TEXT = 12  # points: what is larger is a heading, and keeps its size
_ROW_PADDING = 60  # twentieths of a point over and under the text of a cell that no line parts


@dataclass(frozen=True, slots=True)
class Print:
    """How a file is printed: the font size in points, the side margins in millimetres, and the widths of the
    columns in relation to each other (a sequence that is repeated as needed; none for the file's own)."""

    paper: str = "a4"
    landscape: bool = True
    points: float = 10
    margin: float = 15
    weights: Sequence[int] = ()
    lines: Lines = "own"
    repeat_header: bool = True

    def __str__(self) -> str:
        way = "landscape" if self.landscape else "portrait"
        widths = ":".join(map(str, self.weights)) or "own widths"
        header = "header repeated" if self.repeat_header else "header once"
        return (
            f"{self.paper} {way}, {self.points} pt, {self.margin} mm, {widths}, lines {self.lines}, {header}"
        )


def restyled(data: bytes, how: Print) -> bytes:
    """The Word file set for a print."""
    word = docx.Document(io.BytesIO(data))
    width = _set_page(word, how)
    for table in word.element.body.iter(qn("w:tbl")):
        _set_widths(table, width, how.weights)
        _set_rows(table, repeat_header=how.repeat_header)
        if how.lines != "own":
            _set_lines(table, how.lines)
    _set_size(word, how.points)
    buffer = io.BytesIO()
    word.save(buffer)
    return buffer.getvalue()


def _set_page(word: WordFile, how: Print) -> Length:
    """Set the page and give the width that it leaves for a table."""
    section = word.sections[0]
    width, height = sorted(PAPERS[how.paper], reverse=how.landscape)
    section.orientation = WD_ORIENT.LANDSCAPE if how.landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(width), Mm(height)
    section.left_margin = section.right_margin = Mm(how.margin)
    return Length(Mm(width) - 2 * Mm(how.margin))


def _set_widths(table: etree._Element, width: Length, weights: Sequence[int]) -> None:
    """Give the columns of a table these parts of the width."""
    columns = list(table.iter(qn("w:gridCol")))
    own = [int(column.get(qn("w:w"), "1")) for column in columns]
    shares = [weights[n % len(weights)] for n in range(len(columns))] if weights else own
    parts = [round(width.twips * share / sum(shares)) for share in shares]
    for size in table.iter(qn("w:tblW")):
        size.set(qn("w:w"), str(sum(parts)))
        size.set(qn("w:type"), "dxa")
    for column, part in zip(columns, parts, strict=True):
        column.set(qn("w:w"), str(part))
    for row in table.iter(qn("w:tr")):
        at = 0
        for cell in row.iter(qn("w:tc")):
            span = next(cell.iter(qn("w:gridSpan")), None)
            after = at + (int(span.get(qn("w:val"), "1")) if span is not None else 1)
            for size in cell.iter(qn("w:tcW")):
                size.set(qn("w:w"), str(sum(parts[at:after])))
                size.set(qn("w:type"), "dxa")
            at = after


def _set_rows(table: etree._Element, *, repeat_header: bool) -> None:
    """Let pages cut rows, and repeat the header or not."""
    for name in ("w:cantSplit", *(() if repeat_header else ("w:tblHeader",))):
        for mark in list(table.iter(qn(name))):
            _remove(mark)


def _set_lines(table: etree._Element, lines: Lines) -> None:
    for name in ("w:tcBorders", "w:tblBorders", "w:shd"):
        for mark in list(table.iter(qn(name))):
            _remove(mark)
    properties = table.find(qn("w:tblPr"))
    if properties is None:
        message = "a table without properties"
        raise ValueError(message)
    borders = OxmlElement("w:tblBorders")
    for side in _SIDES:
        border = OxmlElement(f"w:{side}")
        border.set(qn("w:val"), "single" if side in _DRAWN[lines] else "nil")
        border.set(qn("w:sz"), "4")
        borders.append(border)
    _insert(properties, borders, before=("w:shd", "w:tblLayout", "w:tblCellMar", "w:tblLook"))
    if lines != "all":
        _set_padding(properties)
    if lines == "shading":
        for row in list(table.iter(qn("w:tr")))[::2]:
            for cell in row.iter(qn("w:tcPr")):
                shading = OxmlElement("w:shd")
                shading.set(qn("w:val"), "clear")
                shading.set(qn("w:fill"), "D9E2F3")
                _insert(cell, shading, before=("w:noWrap", "w:tcMar", "w:textDirection", "w:vAlign"))


def _set_padding(properties: etree._Element) -> None:
    margins = properties.find(qn("w:tblCellMar"))
    if margins is None:
        margins = OxmlElement("w:tblCellMar")
        _insert(properties, margins, before=("w:tblLook",))
    for side in ("top", "bottom"):
        for old in margins.findall(qn(f"w:{side}")):
            margins.remove(old)
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), str(_ROW_PADDING))
        margin.set(qn("w:type"), "dxa")
        margins.insert(0 if side == "top" else len(margins), margin)


def _insert(parent: etree._Element, child: etree._Element, before: Sequence[str]) -> None:
    """Put an element where the schema wants it."""
    names = {qn(name) for name in before}
    place = next((n for n, other in enumerate(parent) if other.tag in names), len(parent))
    parent.insert(place, child)


def _remove(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _set_size(word: WordFile, points: float) -> None:
    """Give all running text this font size."""
    for name in ("w:sz", "w:szCs"):
        for root in (word.element.body, word.styles.element):
            for size in root.iter(qn(name)):
                if int(size.get(qn("w:val"))) <= 2 * _LARGEST_TEXT:
                    size.set(qn("w:val"), str(round(2 * points)))


def print_with_libreoffice(program: str, files: Sequence[Path], folder: Path, seconds: float) -> None:
    """Print Word files to PDFs of the same stem in `folder`."""
    subprocess.run(
        [
            program,
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            "--headless",
            "--convert-to",
            "pdf",
            "--outdir",
            str(folder),
            *map(str, files),
        ],
        check=True,
        capture_output=True,
        timeout=seconds,
    )


def browser() -> str | None:
    """The program that prints web pages, where one is installed."""
    names = ("chromium", "chromium-browser", "google-chrome")
    return next(filter(None, map(shutil.which, names)), None)


def print_with_browser(program: str, page: Path, folder: Path) -> None:
    """Print a web page to a PDF of the same stem in `folder`."""
    subprocess.run(
        [
            program, "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer",
            f"--user-data-dir={folder / 'browser'}",
            f"--print-to-pdf={(folder / page.stem).with_suffix('.pdf')}", page.as_uri(),
        ],
        check=True, capture_output=True, timeout=60,
    )  # fmt: skip


def as_html(document: Document, how: Print) -> str:
    """What a Word file was read as, as a web page to be printed."""
    size = f"{how.paper} {'landscape' if how.landscape else 'portrait'}"
    border = {"own": "1px solid", "all": "1px solid", "level": "solid; border-width: 1px 0"}.get(
        how.lines, "0"
    )
    style = (
        f"@page {{ size: {size}; margin: {how.margin}mm }}"
        f"body {{ font: {how.points}pt serif }}"
        "table { border-collapse: collapse; width: 100% } td p { margin: 0 }"
        f"td {{ border: {border}; vertical-align: top; padding: 3pt; font-size: {how.points}pt }}"
        + ("tr:nth-child(odd) td { background: #d9e2f3 }" if how.lines == "shading" else "")
    )
    right_to_left = any(
        "\u0590" < character < "\u0900"
        for table in document.tables
        for c in table.cells
        for character in c.text
    )
    return (
        f"<!doctype html><html dir={'rtl' if right_to_left else 'ltr'}><meta charset=utf-8>"
        f"<style>{style}</style>{''.join(_blocks(document))}"
    )


def _blocks(document: Document) -> Iterator[str]:
    at = 0
    for table in document.tables:
        yield from (f"<p>{_shown(paragraph)}</p>" for paragraph in document.paragraphs[at : table.after])
        at = table.after
        yield f"<table>{''.join(_rows(table))}</table>"
    yield from (f"<p>{_shown(paragraph)}</p>" for paragraph in document.paragraphs[at:])


def _rows(table: Table) -> Iterator[str]:
    for row in range(1, table.rows + 1):
        cells = sorted((c for c in table.cells if c.row == row), key=lambda c: c.column)
        shown = "".join(
            f"<td rowspan={c.row_span} colspan={c.col_span}>"
            + "".join(f"<p>{_shown(paragraph)}</p>" for paragraph in c.paragraphs)
            for c in cells
        )
        yield f"<tr>{shown}</tr>"


def _shown(paragraph: Paragraph) -> str:
    """A paragraph with its mark, where that is not among its characters, and its links."""
    marks = {"bullet": "• ", "dash": "– "}
    parts: list[str] = ["" if paragraph.mark else marks.get(paragraph.marker or "", "")]
    at = 0
    for link in paragraph.links:
        parts.append(html.escape(paragraph.text[at : link.span.start]))
        shown = html.escape(paragraph.text[link.span.start : link.span.end])
        parts.append(f'<a href="{html.escape(link.target)}">{shown}</a>')
        at = link.span.end
    parts.append(html.escape(paragraph.text[at:]))
    return "".join(parts).replace("\n", "<br>")
