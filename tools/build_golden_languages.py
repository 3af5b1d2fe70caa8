"""Sets one invented edition of the report in the six languages of the United Nations: Word files, plain text
as a word processor exports it, and prints.

An edition's words stand beside its documents, as `<report>.toml`: `title`, `prose`, `header`, and `rows` of
`cells`, each its lines; a line that begins with a list mark is an item of a Word list. With `right_to_left`
the table's first column stands on the right, and paragraphs and runs are marked as Word marks them.
Nothing here knows a word of a report.
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import click
from docx.oxml.ns import nsdecls, qn
from docx.oxml.parser import parse_xml
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Length
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from tools.typeset_2006 import Report, Typesetter, print_pdf

EDITIONS = Path(__file__).parents[1] / "tests" / "golden"
EAST_ASIAN_FONT, ARABIC_FONT = "Noto Sans CJK SC", "Noto Sans Arabic"
ARABIC_LETTER = re.compile(r"[\u0600-\u06ff]")


def _element(name: str, attributes: str = "") -> BaseOxmlElement:
    """An empty element of WordprocessingML."""
    return parse_xml(f"<{name} {nsdecls('w')} {attributes}/>")


class Multilingual(Typesetter):
    """A Word file in any of the six languages."""

    def __init__(self, *, right_to_left: bool) -> None:
        self.right_to_left = right_to_left
        super().__init__()

    def _lay_out(self) -> None:
        super()._lay_out()
        for name in ("Normal", "Heading 1", "Title"):
            fonts = self.word.styles[name].element.rPr.rFonts
            fonts.set(qn("w:eastAsia"), EAST_ASIAN_FONT)
            fonts.set(qn("w:cs"), ARABIC_FONT)

    def _table(self, rows: list[list[list[str]]]) -> None:
        super()._table(rows)
        if self.right_to_left:
            properties = self.word.tables[0]._tbl.tblPr
            properties.insert_element_before(_element("w:bidiVisual"), "w:tblW", "w:jc", "w:tblLayout")

    def _text(self, paragraph: Paragraph, line: str, size: Length | None = None) -> None:
        super()._text(paragraph, line, size)
        if self.right_to_left:
            properties = paragraph._p.get_or_add_pPr()
            properties.insert_element_before(_element("w:bidi"), "w:spacing", "w:ind", "w:jc", "w:rPr")
            for run in paragraph.runs:
                if ARABIC_LETTER.search(run.text):
                    run.font.rtl = True
                    self._size_of_arabic(run, size)

    def _size_of_arabic(self, run: Run, size: Length | None) -> None:
        """Word keeps the size of right-to-left letters apart from that of others."""
        if size:
            element = _element("w:szCs", f'w:val="{round(2 * size.pt)}"')
            run._r.get_or_add_rPr().insert_element_before(element, "w:rtl", "w:cs")


def plain_text(report: Report) -> str:
    """The report as `parse` of the 2006 typesetter reads it: cells led by a tab, rows by a blank line."""
    rows = ["".join("\t" + "\n\n".join(cell) + "\n" for cell in row) for row in report.rows]
    return "\n\n".join([report.title, *report.prose]) + "\n\n" + "\n".join(rows)


@click.command()
@click.option("--pdf", is_flag=True, help="Print them to PDF too (needs LibreOffice).")
def build(*, pdf: bool) -> None:
    """Set every edition that has its words beside it."""
    for words in sorted(EDITIONS.glob("*/*.toml")):
        edition = tomllib.loads(words.read_text("utf-8"))
        cells = [edition["header"], *(row["cells"] for row in edition["rows"])]
        rows = [[cell.strip("\n").split("\n") for cell in row] for row in cells]
        typesetter = Multilingual(right_to_left=edition.get("right_to_left", False))
        report = Report(edition["title"], edition["prose"], rows)
        words.with_suffix(".txt").write_text(plain_text(report), "utf-8")
        word_file = words.with_suffix(".docx")
        word_file.write_bytes(typesetter.set(report))
        if pdf:
            print_pdf(word_file)


if __name__ == "__main__":
    build()
