"""The text of every construct that Word writes, in tables and around them."""

from __future__ import annotations

import gc
from pathlib import Path

import pytest

from pipeline.model import Document
from pipeline.read.docx import read_docx
from pipeline.read.docx.story import Stories
from tests.docx_builder import (
    DOCUMENT,
    assert_places,
    box,
    cell,
    code,
    controlled,
    either,
    field,
    in_cell,
    mark,
    only_cell,
    package,
    read,
    row,
    run,
    style,
    table,
    texts,
    write,
)
from tests.docx_builder import paragraph as p


def r(content: str) -> str:
    """A run of other elements than text."""
    return f"<w:r>{content}</w:r>"


def t(text: str) -> str:
    """A text element."""
    return f"<w:t>{text}</w:t>"


NESTED = table(row(cell("a"), cell("b")), row(cell("c"), cell()), row(cell("d"), cell("e")))
MERGED = table(
    row(cell("a", '<w:vMerge w:val="restart"/>'), cell("b")),
    row(cell("", "<w:vMerge/>"), cell("c")),
)
DEEPER = in_cell(p(run("x")) + table(row(cell("y"), cell("z"))) + p(run("end")))
SYMBOLS = (
    '<w:sym w:font="Symbol" w:char="F0B7"/><w:sym w:font="Wingdings" w:char="F0E0"/>'
    '<w:sym w:font="Symbol" w:char="F061"/><w:sym w:font="Arial" w:char="00E9"/>'
    '<w:sym w:font="Arial" w:char="zz"/>'
)
SHAPE = "".join(f"<a:p><a:r><a:t>{text}</a:t></a:r></a:p>" for text in ("one", "two"))
TICKED = '<w:ffData><w:checkBox><w:default w:val="0"/><w:checked/></w:checkBox></w:ffData>'
ENTRIES = '<w:listEntry w:val="no"/><w:listEntry w:val="yes"/>'
CHOICE = f'<w:ffData><w:ddList><w:result w:val="1"/>{ENTRIES}</w:ddList></w:ffData>'

TEXTS = {
    "runs": (p(run("Access in ") + run("rural areas")), ["Access in rural areas"]),
    "blank paragraphs": (p(run("one")) + p("") + p(run(" \u200b")) + p(run("two")), ["one", "two"]),
    "odd spaces": (p(run("12\u00a0000 \u2009km")), ["12\u00a0000 \u2009km"]),
    "tab and breaks": (p(r(f"{t('a')}<w:tab/>{t('b')}<w:br/>{t('c')}<w:cr/>{t('d')}")), ["a\tb\nc\nd"]),
    "tab stops": (p(run("a"), '<w:tabs><w:tab w:val="left" w:pos="720"/></w:tabs>'), ["a"]),
    "position tab": (p(r(f"{t('a')}<w:ptab/>{t('b')}")), ["a\tb"]),
    "hyphens": (
        p(r(f"{t('co')}<w:noBreakHyphen/>{t('op')}<w:softHyphen/>{t('ted')}")),
        ["co\u2011op\u00adted"],
    ),
    "page break between words": (
        p(r(f'{t("a")}<w:br w:type="page"/>{t("b")}<w:br w:type="column"/>')),
        ["a\nb"],
    ),
    "page break before words": (p(r('<w:br w:type="page"/>' + t("a"))), ["a"]),
    "page break alone": (p(r('<w:br w:type="page"/>')) + p(run("a")), ["a"]),
    "page break of the last print": (p(r(f"{t('a')}<w:lastRenderedPageBreak/>{t('b')}")), ["ab"]),
    "layout of the XML": (p(r(t("one\n  two"))), ["one   two"]),
    "symbols": (p(r(SYMBOLS)), ["•→αé"]),
    "private-use characters": (p(run("\uf0b7 one")), ["\uf0b7 one"]),
    "content control around runs": (p(controlled(run("one"))), ["one"]),
    "content controls around paragraphs": (
        controlled(p(run("one")) + controlled(p(run("two")))) + p(run("three")),
        ["one", "two", "three"],
    ),
    "smart tag": (p(f'<w:smartTag w:element="place">{run("a")}</w:smartTag>{run("b")}'), ["ab"]),
    "custom XML": ("<w:customXml>" + p(f"<w:customXml>{run('a')}</w:customXml>") + "</w:customXml>", ["a"]),
    "directions": (p(f"<w:dir>{run('a')}</w:dir><w:bdo>{run('b')}</w:bdo>"), ["ab"]),
    "unknown wrapper": (p(f"<w:unknown>{run('kept')}</w:unknown>"), ["kept"]),
    "unknown wrapper of paragraphs": (f"<w:unknown>{p(run('kept'))}</w:unknown>", ["kept"]),
    "alternatives, one branch": (p(either(run("new"), run("old"))), ["new"]),
    "alternatives, the branch with text": (p(either(r(""), run("old"))), ["old"]),
    "alternative paragraphs": (either(p(run("new")), p(run("old"))), ["new"]),
    "text box": (
        p(run("before") + box(p(run("in the box")) + p(run("twice"))) + run(" after")),
        ["before after", "in the box", "twice"],
    ),
    "text box alone": (p(box(p(run("alone")))), ["alone"]),
    "table in a text box": (p(box(NESTED)), ["a | b", "c", "d | e"]),
    "shape of DrawingML": (p(r(f"<w:drawing><a:txBody>{SHAPE}</a:txBody></w:drawing>")), ["one", "two"]),
    "word art": (p(r('<w:pict><v:shape><v:textpath string="DRAFT"/></v:shape></w:pict>')), ["DRAFT"]),
    "formula": (p("<m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath>"), ["x=1"]),
    "nested table": (p(run("before")) + NESTED + p(run("after")), ["before", "a | b", "c", "d | e", "after"]),
    "nested tables": (DEEPER + p(""), ["x y | z end"]),
    "merged cells of a nested table": (MERGED + p(""), ["a | b", "c"]),
    "field by its result": (p(run("Page ") + field(" PAGE ", run("7"))), ["Page 7"]),
    "simple field": (p(f'<w:fldSimple w:instr=" AUTHOR ">{run("A. Name")}</w:fldSimple>'), ["A. Name"]),
    "field without result": (p(mark("begin") + code(' XE "entry" ') + mark("end") + run("text")), ["text"]),
    "field that never ends": (p(mark("begin") + code("DATE")) + p(run("next")), ["next"]),
    "field that never began": (p(mark("end") + run("text")), ["text"]),
    "check box": (p(mark("begin", TICKED) + code("FORMCHECKBOX") + mark("end") + run(" yes")), ["☒ yes"]),
    "choice of a list": (p(mark("begin", CHOICE) + mark("end")), ["yes"]),
    "choice of a list with its result": (
        p(mark("begin", CHOICE) + mark("separate") + run("yes") + mark("end")),
        ["yes"],
    ),
}


@pytest.mark.parametrize(("content", "expected"), TEXTS.values(), ids=TEXTS)
def test_text(content: str, expected: list[str], tmp_path: Path) -> None:
    """A cell gives every visible character of its content, in reading order."""
    document = read(package(in_cell(content)), tmp_path)
    assert texts(only_cell(document)) == expected
    assert_places(document)


@pytest.mark.parametrize(("content", "expected"), TEXTS.values(), ids=TEXTS)
def test_text_outside_tables(content: str, expected: list[str], tmp_path: Path) -> None:
    """Paragraphs outside tables are read in the same way; tables there are tables of their own."""
    document = read(package(content), tmp_path)
    assert sorted(words(document)) == sorted(" ".join(expected).replace(" | ", " ").split())
    assert_places(document)


@pytest.mark.parametrize("content", [content for content, _ in TEXTS.values()], ids=TEXTS)
def test_plain_cells_read_as_stories(content: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The fast way through plain cells gives what the general one gives."""
    files = package(table(row(cell("plain"), f"<w:tc>{content}</w:tc>"), row(cell("- a"), cell("b"))))
    fast = read(files, tmp_path)
    monkeypatch.setattr(Stories, "read_plain", lambda *_: {})
    assert read(files, tmp_path).tables == fast.tables


def test_tables_and_paragraphs_in_order(tmp_path: Path) -> None:
    """Tables count in reading order, in content controls and boxes too, and know what stands before."""
    boxed = box(p(run("four")) + table(row(cell("C"))))
    body = (
        p(run("one"))
        + p("")
        + table(row(cell("A")))
        + controlled(p(run("two")) + table(row(cell("B"))))
        + p(run("three") + boxed)
        + p(run("five"))
    )
    document = read(package(body), tmp_path)
    assert texts(document.paragraphs) == ["one", "two", "three", "four", "five"]
    found = [(each.index, each.after, each.cells[0].text) for each in document.tables]
    assert found == [(1, 1, "A"), (2, 2, "B"), (3, 4, "C")]
    assert_places(document)


def test_properties(tmp_path: Path) -> None:
    """Title, author, dates and language come from the package's properties and default style."""
    core = (
        "<cp:coreProperties "
        'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/">'
        "<dc:title>Report</dc:title><dc:creator>A. Author</dc:creator><cp:keywords>none</cp:keywords>"
        "<dcterms:created>2009-05-20T10:00:00Z</dcterms:created></cp:coreProperties>"
    )
    language = '<w:rPr><w:lang w:val="fr-CH"/></w:rPr>'
    styles = style("N", language, 'w:type="paragraph" w:default="1"')
    document = read(package(p(run("a")), core=core, parts={"styles": styles}), tmp_path)
    assert document.properties == {
        "title": "Report",
        "creator": "A. Author",
        "created": "2009-05-20T10:00:00Z",
        "language": "fr-CH",
    }


def test_the_collector_goes_on(tmp_path: Path) -> None:
    """Reading leaves the garbage collector as it was."""
    path = write(package(p(run("a"))), tmp_path / "report.docx")
    assert gc.isenabled()
    assert read_docx(path, DOCUMENT).paragraphs
    assert gc.isenabled()


def words(document: Document) -> list[str]:
    """Every word of the document."""
    shown = [*document.paragraphs, *(q for each in document.tables for c in each.cells for q in c.paragraphs)]
    return [word for each in shown for word in each.text.replace(" | ", " ").split()]
