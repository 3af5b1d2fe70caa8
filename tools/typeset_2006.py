"""Sets the plain-text export of the 2006 report as a Word file, and prints that to PDF.

The form of the export: paragraphs are lines, most of them parted by blank lines; every cell of the
table begins with a tab at the start of a line, and the header row ends at the first blank line
after it. Nothing here knows a word of the report: what is typeset is the form.

The Word file has the same bytes in every run; LibreOffice dates its print, so the PDF has not.
"""

from __future__ import annotations

import re
import subprocess
import tempfile
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import cast
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import click
from docx import Document
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import nsdecls, qn
from docx.oxml.parser import OxmlElement, parse_xml
from docx.shared import Length, Mm, Pt, RGBColor
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph
from linkify_it import LinkifyIt

TRANSCRIPT = Path(__file__).parents[1] / "raw" / "wsis-cluster-2006.txt"
DAY_ZERO = datetime(1980, 1, 1)  # noqa: DTZ001 - Word and zip store it without a zone; the earliest a zip can hold
PAGE = (Mm(297), Mm(210))
MARGIN = Mm(15)
COLUMN_WIDTHS = (Mm(39), Mm(34), Mm(28), Mm(60), Mm(63), Mm(43))
FONT, SIZE, TABLE_SIZE = "Arial", Pt(10), Pt(9)
HEADING = re.compile(r"\d+\. ")
MARKS = {"· ": ("\uf0b7", "Symbol"), "- ": ("-", FONT)}
"""What marks an item of a list in the export: the glyph and font that Word shows for it."""
LIST = f"""
    <w:abstractNum {nsdecls("w")} w:abstractNumId="{{identifier}}">
      <w:multiLevelType w:val="hybridMultilevel"/>
      <w:lvl w:ilvl="0">
        <w:start w:val="1"/>
        <w:numFmt w:val="bullet"/>
        <w:lvlText w:val="{{glyph}}"/>
        <w:lvlJc w:val="left"/>
        <w:pPr><w:ind w:left="227" w:hanging="227"/></w:pPr>
        <w:rPr><w:rFonts w:ascii="{{font}}" w:hAnsi="{{font}}" w:hint="default"/></w:rPr>
      </w:lvl>
    </w:abstractNum>"""
LIST_ITEM = f"""
    <w:numPr {nsdecls("w")}><w:ilvl w:val="0"/><w:numId w:val="{{numbering}}"/></w:numPr>"""
PRINT_TIME_LIMIT = 120  # seconds; LibreOffice needs about three, more where it starts for the first time


@dataclass(frozen=True, slots=True)
class Report:
    """The lines that are not blank: the prose before the table, and the table's rows of cells."""

    title: str
    prose: list[str]
    rows: list[list[list[str]]]


def parse(transcript: str) -> Report:
    """Find the prose and the grid; ValueError where the cells do not fill whole rows."""
    prose, *cells = re.split(r"^\t", transcript, flags=re.MULTILINE)
    columns = next(number for number, cell in enumerate(cells, start=1) if "\n\n" in cell)
    if len(cells) % columns:
        message = f"{len(cells)} cells do not fill rows of {columns}"
        raise ValueError(message)
    paragraphs = [_lines(cell) for cell in cells]
    title, *others = _lines(prose)
    return Report(title, others, [paragraphs[i : i + columns] for i in range(0, len(cells), columns)])


def _lines(text: str) -> list[str]:
    return [line for line in text.split("\n") if line.strip()]


class Typesetter:
    """A Word file in the making."""

    def __init__(self) -> None:
        self.word: WordDocument = Document()
        self.links = LinkifyIt(options={"fuzzy_link": False}).tlds("int", keep_old=True)
        self.numberings = {mark: self._numbering(glyph, font) for mark, (glyph, font) in MARKS.items()}
        self._lay_out()

    def set(self, report: Report) -> bytes:
        """The whole report; it ends with a paragraph, as a table that ends a file is lost by some readers."""
        self._text(self.word.add_paragraph(style="Title"), report.title)
        for line in report.prose:
            style = "Heading 1" if HEADING.match(line) else "Normal"
            self._text(self.word.add_paragraph(style=style), line)
        self._table(report.rows)
        self.word.add_paragraph()
        return self._bytes()

    def _lay_out(self) -> None:
        section = self.word.sections[0]
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = PAGE
        section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = MARGIN
        for name, size in {"Normal": SIZE, "Heading 1": Pt(12), "Title": Pt(14)}.items():
            style = self.word.styles[name]
            style.font.name, style.font.size = FONT, size
            style.paragraph_format.space_after = Pt(6)
            fonts = style.element.rPr.rFonts
            for theme in [name for name in fonts.attrib if name.endswith("Theme")]:
                del fonts.attrib[theme]
        link = self.word.styles.add_style("Hyperlink", WD_STYLE_TYPE.CHARACTER, builtin=True)
        link.font.underline, link.font.color.rgb = True, RGBColor(0x05, 0x63, 0xC1)

    def _table(self, rows: list[list[list[str]]]) -> None:
        table: Table = self.word.add_table(len(rows), len(rows[0]), style="Table Grid")
        table.autofit = False
        for column, width in zip(table.columns, COLUMN_WIDTHS, strict=True):
            column.width = width
        for table_row, row in zip(table.rows, rows, strict=True):
            for cell, width, lines in zip(table_row.cells, COLUMN_WIDTHS, row, strict=True):
                self._cell(cell, width, lines)
        header = table.rows[0]
        header._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
        for run in (run for cell in header.cells for run in cell.paragraphs[0].runs):
            run.bold = True

    def _cell(self, cell: _Cell, width: Length, lines: list[str]) -> None:
        cell.width = width
        for number, line in enumerate(lines):
            paragraph = cell.add_paragraph() if number else cell.paragraphs[0]
            paragraph.paragraph_format.space_after = Pt(4)
            self._text(paragraph, line, TABLE_SIZE)

    def _text(self, paragraph: Paragraph, line: str, size: Length | None = None) -> None:
        """`line` as runs and hyperlinks; a list mark at its start becomes the paragraph's numbering."""
        for mark, numbering in self.numberings.items():
            if line.startswith(mark):
                item = parse_xml(LIST_ITEM.format(numbering=numbering))
                paragraph._p.get_or_add_pPr().insert_element_before(item, "w:spacing")
                line = line.removeprefix(mark)
        end = 0
        for link in self.links.match(line) or ():
            self._run(paragraph, line[end : link.index], size)
            self._link(paragraph, line[link.index : link.last_index], link.url, size)
            end = link.last_index
        self._run(paragraph, line[end:], size)

    def _run(self, paragraph: Paragraph, text: str, size: Length | None) -> None:
        if text:
            paragraph.add_run(text).font.size = size

    def _link(self, paragraph: Paragraph, text: str, target: str, size: Length | None) -> None:
        run = paragraph.add_run(text, "Hyperlink")  # without that style LibreOffice prints no link
        run.font.size = size
        relation = paragraph.part.relate_to(target, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        hyperlink = OxmlElement("w:hyperlink")
        hyperlink.set(qn("r:id"), relation)
        hyperlink.append(run._r)
        paragraph._p.append(hyperlink)

    def _numbering(self, glyph: str, font: str) -> int:
        """A bullet list of one level; the format asks for all definitions before the lists that use them."""
        numbering = self.word.part.numbering_part.element
        definitions = numbering.findall(qn("w:abstractNum"))
        identifier = 1 + max(int(definition.get(qn("w:abstractNumId"))) for definition in definitions)
        definitions[-1].addnext(parse_xml(LIST.format(identifier=identifier, glyph=glyph, font=font)))
        return cast("int", numbering.add_num(identifier).numId)

    def _bytes(self) -> bytes:
        properties = self.word.core_properties
        properties.author = properties.last_modified_by = properties.comments = ""
        properties.created = properties.modified = DAY_ZERO
        saved, packed = BytesIO(), BytesIO()
        self.word.save(saved)
        with ZipFile(saved) as source, ZipFile(packed, "w") as target:
            for name in sorted(source.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
                part = ZipInfo(name, DAY_ZERO.timetuple()[:6])
                part.compress_type = ZIP_DEFLATED
                target.writestr(part, source.read(name))
        return packed.getvalue()


def print_pdf(word_file: Path) -> None:
    """Print beside `word_file` with LibreOffice, in a profile of its own; RuntimeError where none came."""
    pdf = word_file.with_suffix(".pdf")
    pdf.unlink(missing_ok=True)
    with tempfile.TemporaryDirectory() as profile:
        command: tuple[str | Path, ...] = (
            "soffice",
            f"-env:UserInstallation={Path(profile).as_uri()}",
            "--headless",
            "--convert-to",
            "pdf",
            "--outdir",
            word_file.parent,
            word_file,
        )
        printed = subprocess.run(
            command, capture_output=True, text=True, timeout=PRINT_TIME_LIMIT, check=True
        )
    if not pdf.exists():
        message = f"LibreOffice printed nothing: {printed.stdout} {printed.stderr}"
        raise RuntimeError(message)


@click.command()
@click.option("--pdf", is_flag=True, help="Print it to PDF too (needs LibreOffice).")
@click.argument(
    "transcript", type=click.Path(exists=True, dir_okay=False, path_type=Path), default=TRANSCRIPT
)
def typeset(transcript: Path, *, pdf: bool) -> None:
    """Set TRANSCRIPT (of raw/, unless another is named) as a Word file beside it."""
    word_file = transcript.with_suffix(".docx")
    word_file.write_bytes(Typesetter().set(parse(transcript.read_text("utf-8"))))
    if pdf:
        print_pdf(word_file)


if __name__ == "__main__":
    typeset()
