"""Every construct that Word writes: the text, the grid, the marks, the links and the places."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.findings import message
from pipeline.model import Document, Hyperlink, Marker, Paragraph, Span
from pipeline.read.docx import read_docx
from tests.docx_builder import DOCUMENT, cell, in_cell, package, paragraph, read, row, run, table, write

P = paragraph
R = run


def field(code: str, result: str) -> str:
    """A complex field, its instruction over two runs."""
    half = len(code) // 2
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve">{code[:half]}</w:instrText></w:r>'
        f'<w:r><w:instrText xml:space="preserve">{code[half:]}</w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{result}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def link(content: str) -> str:
    """A link to the relationship `l1`."""
    return f'<w:hyperlink r:id="l1">{content}</w:hyperlink>'


def controlled(content: str) -> str:
    """A content control."""
    return f"<w:sdt><w:sdtPr/><w:sdtContent>{content}</w:sdtContent></w:sdt>"


def box(content: str) -> str:
    """A run with a text box, as Word writes it: twice, for new and old programs."""
    return (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:wsp><wps:txbx>'
        f"<w:txbxContent>{content}</w:txbxContent></wps:txbx></wps:wsp></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:shape><v:textbox><w:txbxContent>{content}</w:txbxContent>"
        "</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )


HIDDEN = "<w:rPr><w:vanish/></w:rPr>"
NESTED = table(row(cell("a"), cell("b")), row(cell("c"), cell()), row(cell("d"), cell("e")))
INNER = f"<w:tbl><w:tr><w:tc>{P(R('x'))}{table(row(cell('y'), cell('z')))}{P(R('end'))}</w:tc></w:tr></w:tbl>"

TEXTS = {
    "runs": (P(R("Access in ") + R("rural areas")), ["Access in rural areas"]),
    "paragraphs, the blank ones left out": (P(R("one")) + P("") + P(R(" ")) + P(R("two")), ["one", "two"]),
    "odd spaces": (P(R("12\u00a0000 \u2009km")), ["12\u00a0000 \u2009km"]),
    "tab and breaks": (
        P("<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:cr/><w:t>d</w:t></w:r>"),
        ["a\tb\nc\nd"],
    ),
    "position tab": (P("<w:r><w:t>a</w:t><w:ptab/><w:t>b</w:t></w:r>"), ["a\tb"]),
    "hyphens": (
        P("<w:r><w:t>co</w:t><w:noBreakHyphen/><w:t>faci</w:t><w:softHyphen/><w:t>litator</w:t></w:r>"),
        ["co\u2011faci\u00adlitator"],
    ),
    "a page break between words ends a line": (
        P('<w:r><w:t>a</w:t><w:br w:type="page"/><w:t>b</w:t><w:br w:type="column"/></w:r>'),
        ["a\nb"],
    ),
    "a page break before or alone shows nothing": (
        P('<w:r><w:br w:type="page"/><w:t>a</w:t></w:r>') + P('<w:r><w:br w:type="page"/></w:r>'),
        ["a"],
    ),
    "the page breaks of the last print": (P("<w:r><w:t>a</w:t><w:lastRenderedPageBreak/><w:t>b</w:t></w:r>"), ["ab"]),
    "the layout of the XML": (P("<w:r><w:t>one\n  two</w:t></w:r>"), ["one   two"]),
    "symbols": (
        P(
            '<w:r><w:sym w:font="Symbol" w:char="F0B7"/><w:sym w:font="Wingdings" w:char="F0E0"/>'
            '<w:sym w:font="Symbol" w:char="F061"/><w:sym w:font="Arial" w:char="00E9"/>'
            '<w:sym w:font="Arial" w:char="zz"/></w:r>'
        ),
        ["•→αé"],
    ),
    "private-use characters": (P(R("\uf0b7 one")), ["\uf0b7 one"]),
    "content control around runs": (P(f"<w:sdt><w:sdtPr/><w:sdtContent>{R('one')}</w:sdtContent></w:sdt>"), ["one"]),
    "content control around paragraphs": (
        f"<w:sdt><w:sdtContent>{P(R('one'))}<w:sdt><w:sdtContent>{P(R('two'))}</w:sdtContent></w:sdt>"
        f"</w:sdtContent></w:sdt>{P(R('three'))}",
        ["one", "two", "three"],
    ),
    "smart tags, custom XML, directions": (
        P(
            f'<w:smartTag w:element="place">{R("a")}</w:smartTag><w:customXml>{R("b")}</w:customXml>'
            f"<w:dir>{R('c')}</w:dir><w:bdo>{R('d')}</w:bdo>"
        )
        + f"<w:customXml>{P(R('e'))}</w:customXml>",
        ["abcd", "e"],
    ),
    "a wrapper that nobody knows": (P(f"<w:unknown>{R('kept')}</w:unknown>"), ["kept"]),
    "alternate content, one branch": (
        P(
            f'<mc:AlternateContent><mc:Choice Requires="x">{R("new")}</mc:Choice>'
            f"<mc:Fallback>{R('old')}</mc:Fallback></mc:AlternateContent>"
        ),
        ["new"],
    ),
    "alternate content, the branch that shows text": (
        P(
            '<mc:AlternateContent><mc:Choice Requires="x"><w:r/></mc:Choice>'
            f"<mc:Fallback>{R('old')}</mc:Fallback></mc:AlternateContent>"
        ),
        ["old"],
    ),
    "text box": (P(R("before") + box(P(R("in the box")) + P(R("twice"))) + R(" after")), ["before after", "in the box", "twice"]),
    "text box alone": (P(box(P(R("alone")))), ["alone"]),
    "table in a text box of a cell": (P(box(NESTED)), ["a | b", "c", "d | e"]),
    "shape of DrawingML": (
        P("<w:r><w:drawing><a:txBody><a:p><a:r><a:t>one</a:t></a:r></a:p><a:p><a:r><a:t>two</a:t></a:r></a:p></a:txBody></w:drawing></w:r>"),
        ["one", "two"],
    ),
    "word art": (P('<w:r><w:pict><v:shape><v:textpath string="DRAFT"/></v:shape></w:pict></w:r>'), ["DRAFT"]),
    "formula": (P("<m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath>"), ["x=1"]),
    "nested table, a row a paragraph": (P(R("before")) + NESTED + P(R("after")), ["before", "a | b", "c", "d | e", "after"]),
    "table in a table in a cell": (INNER + P(""), ["x y | z end"]),
    "merged cells in a nested table": (
        table(
            row(cell("a", '<w:vMerge w:val="restart"/>'), cell("b")),
            row(cell("", "<w:vMerge/>"), cell("c")),
        )
        + P(""),
        ["a | b", "c"],
    ),
    "other fields by their result": (P(R("Page ") + field(" PAGE ", R("7"))), ["Page 7"]),
    "simple field": (P(R("by ") + f'<w:fldSimple w:instr=" AUTHOR ">{R("A. Name")}</w:fldSimple>'), ["by A. Name"]),
    "field without result": (
        P('<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> XE "entry" </w:instrText></w:r>'
          '<w:r><w:fldChar w:fldCharType="end"/></w:r>' + R("text")),
        ["text"],
    ),
    "field that never ends": (P('<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>DATE</w:instrText></w:r>') + P(R("next")), ["next"]),
    "field that never began": (P('<w:r><w:fldChar w:fldCharType="end"/></w:r>' + R("text")), ["text"]),
    "check box": (
        P('<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox><w:default w:val="0"/><w:checked/></w:checkBox></w:ffData>'
          '</w:fldChar></w:r><w:r><w:instrText>FORMCHECKBOX</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>' + R(" yes")),
        ["☒ yes"],
    ),
    "list to choose from": (
        P('<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:ddList><w:result w:val="1"/><w:listEntry w:val="no"/>'
          '<w:listEntry w:val="yes"/></w:ddList></w:ffData></w:fldChar></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'),
        ["yes"],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("content", "expected"), TEXTS.values(), ids=TEXTS)
def test_text(content: str, expected: list[str], tmp_path: Path) -> None:
    """A cell gives every visible character of its content, in reading order."""
    document = read(package(in_cell(content)), tmp_path)
    assert [p.text for p in only_cell(document)] == expected
    assert_places(document)


@pytest.mark.parametrize(("content", "expected"), TEXTS.values(), ids=TEXTS)
def test_text_outside_tables(content: str, expected: list[str], tmp_path: Path) -> None:
    """Paragraphs outside tables are read in the same way; tables there are tables of their own."""
    document = read(package(content), tmp_path)
    shown = " ".join(
        text for paragraphs in (document.paragraphs, *cells(document)) for text in texts(paragraphs)
    )
    assert sorted(shown.replace(" | ", " ").split()) == sorted(" ".join(expected).replace(" | ", " ").split())
    assert_places(document)


LINKS: dict[str, tuple[str, list[tuple[str, str]]]] = {
    "by relationship": (f'<w:hyperlink r:id="l1">{R("the ")}{R("page")}</w:hyperlink>', [("the page", "http://x.org/a")]),
    "by relationship with an anchor": (
        f'<w:hyperlink r:id="l1" w:anchor="top">{R("page")}</w:hyperlink>',
        [("page", "http://x.org/a#top")],
    ),
    "by anchor": (f'<w:hyperlink w:anchor="annex">{R("Annex")}</w:hyperlink>', [("Annex", "#annex")]),
    "by a relationship that is missing": (f'<w:hyperlink r:id="none">{R("page")}</w:hyperlink>', []),
    "without text": ('<w:hyperlink r:id="l1"/>', []),
    "in pieces": (
        f'<w:hyperlink r:id="l1">{R("the ")}</w:hyperlink><w:proofErr/><w:hyperlink r:id="l1">{R("page")}</w:hyperlink>',
        [("the page", "http://x.org/a")],
    ),
    "two side by side": (
        f'<w:hyperlink r:id="l1">{R("a")}</w:hyperlink><w:hyperlink r:id="l2">{R("b")}</w:hyperlink>',
        [("a", "http://x.org/a"), ("b", "mailto:b@x.org")],
    ),
    "in a content control": (
        f'<w:sdt><w:sdtContent><w:hyperlink r:id="l1">{R("page")}</w:hyperlink></w:sdtContent></w:sdt>',
        [("page", "http://x.org/a")],
    ),
    "field": (R("see ") + field(' HYPERLINK "http://y.org/?a=1&amp;b=2" ', R("the ") + R("site")), [("the site", "http://y.org/?a=1&b=2")]),
    "field with a place": (field(r' HYPERLINK "http://y.org" \l "part 2" \o "a tip" \t "_blank" ', R("site")), [("site", "http://y.org#part 2")]),
    "field without an address": (field(r' HYPERLINK \l "annex" ', R("Annex")), [("Annex", "#annex")]),
    "field without quotes": (field(" hyperlink http://y.org ", R("site")), [("site", "http://y.org")]),
    "field to a file": (field(r' HYPERLINK "C:\\a\\b.doc" ', R("file")), [("file", r"C:\a\b.doc")]),
    "field around a field": (
        field(' HYPERLINK "http://y.org" ', R("page ") + field(" PAGE ", R("7")) + R(" of it")),
        [("page 7 of it", "http://y.org")],
    ),
    "field whose address is a field": (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>HYPERLINK "http://</w:instrText></w:r>'
        + field(" REF host ", R("y.org"))
        + '<w:r><w:instrText>/a"</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        + R("site")
        + '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
        [("site", "http://y.org/a")],
    ),
    "simple field": (
        f'<w:fldSimple w:instr=" HYPERLINK &quot;http://y.org&quot; ">{R("site")}</w:fldSimple>',
        [("site", "http://y.org")],
    ),
    "no link": (field(" PAGEREF _Toc1 ", R("7")), []),
}  # fmt: skip


@pytest.mark.parametrize(("content", "expected"), LINKS.values(), ids=LINKS)
def test_links(content: str, expected: list[tuple[str, str]], tmp_path: Path) -> None:
    """A link has its printed characters and its target, in whichever form Word keeps it."""
    files = package(in_cell(P(content)), links={"l1": "http://x.org/a", "l2": "mailto:b@x.org"})
    document = read(files, tmp_path)
    found = [(p.text[k.span.start : k.span.end], k.target) for p in only_cell(document) for k in p.links]
    assert found == expected
    assert_places(document)


def test_link_over_two_paragraphs(tmp_path: Path) -> None:
    """A field's result that goes on in the next paragraph is a link in both."""
    begin, end = field(' HYPERLINK "http://y.org" ', "|").split("|")
    document = read(
        package(in_cell(P(R("see ") + begin + R("one")) + P(R("two") + end + R(" end")))), tmp_path
    )
    first, second = only_cell(document)
    assert first.links == (Hyperlink(Span(4, 7), "http://y.org"),)
    assert second.links == (Hyperlink(Span(0, 3), "http://y.org"),)


def test_links_of_nested_tables_keep_their_place(tmp_path: Path) -> None:
    """A link in a nested row spans its own words in the joined paragraph."""
    inner = f"<w:tc>{P(R('see '))}{P(link(R('this')))}</w:tc>"
    document = read(
        package(in_cell(table(row(cell("a"), inner)) + P("")), links={"l1": "http://x.org"}), tmp_path
    )
    (joined,) = only_cell(document)
    assert joined.text == "a | see  this"
    assert [(joined.text[k.span.start : k.span.end], k.target) for k in joined.links] == [
        ("this", "http://x.org")
    ]


@pytest.mark.parametrize(
    ("printed", "target", "differs"),
    [
        ("http://www.itu.int/wsis/c2", "http://www.itu.int/wsis/c6", True),
        ("www.itu.int/wsis", "http://www.itu.int/wsis/", False),
        ("www.itu.int", "https://www.itu.int/", False),
        ("http://www.ITU.int/wsis.", "http://www.itu.int/wsis", False),
        ("http://x.org/a b", "http://x.org/a%20b", False),
        ("http://x.org/%C3%A9", "http://x.org/é", False),
        ("http://x.org", "https://x.org", True),
        ("info@x.org", "mailto:info@x.org", False),
        ("info@x.org", "mailto:other@x.org", True),
        ("unctad.org", "http://example.com", True),
        ("report.pdf", "http://x.org/report.pdf", False),
        ("the web site", "http://x.org", False),
        ("e.g.", "http://x.org", False),
    ],
)
def test_misleading_link(printed: str, target: str, differs: bool, tmp_path: Path) -> None:
    """A notice says where a printed address leads elsewhere."""
    files = package(in_cell(P(link(R(printed)))), links={"l1": target})
    document = read(files, tmp_path)
    assert [n.check for n in document.notices] == ["link-target-differs"] * differs
    if differs:
        (note,) = document.notices
        assert note.locator == only_cell(document)[0].locator
        assert target in message(note)


V_START, V_ON = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
H_START, H_ON = '<w:hMerge w:val="restart"/>', '<w:hMerge w:val="continue"/>'
GRIDS: dict[str, tuple[list[str], list[tuple[int, int, int, int, str]]]] = {
    "plain": ([row(cell("a"), cell("b")), row(cell("c"), cell("d"))], [(1, 1, 1, 1, "a"), (1, 2, 1, 1, "b"), (2, 1, 1, 1, "c"), (2, 2, 1, 1, "d")]),
    "spans": ([row(cell("a", '<w:gridSpan w:val="2"/>'), cell("b"))], [(1, 1, 1, 2, "a"), (1, 3, 1, 1, "b")]),
    "nonsense spans": ([row(cell("a", '<w:gridSpan w:val="-2"/>'), cell("b", '<w:gridSpan w:val="x"/>'))], [(1, 1, 1, 1, "a"), (1, 2, 1, 1, "b")]),
    "merged down": (
        [row(cell("a", V_START), cell("b")), row(cell("", V_ON), cell("c")), row(cell("", V_ON), cell("d"))],
        [(1, 1, 3, 1, "a"), (1, 2, 1, 1, "b"), (2, 2, 1, 1, "c"), (3, 2, 1, 1, "d")],
    ),
    "merged down with spans": (
        [
            row(cell("a", f'<w:gridSpan w:val="2"/>{V_START}'), cell("b")),
            row(cell("", f'<w:gridSpan w:val="2"/>{V_ON}'), cell("c")),
            row(cell("d"), cell("e"), cell("f")),
        ],
        [(1, 1, 2, 2, "a"), (1, 3, 1, 1, "b"), (2, 3, 1, 1, "c"), (3, 1, 1, 1, "d"), (3, 2, 1, 1, "e"), (3, 3, 1, 1, "f")],
    ),
    "two merges that follow each other": (
        [row(cell("a", V_START)), row(cell("", V_ON)), row(cell("b", V_START)), row(cell("", V_ON))],
        [(1, 1, 2, 1, "a"), (3, 1, 2, 1, "b")],
    ),
    "a merge that goes on from nothing": ([row(cell("a", V_ON)), row(cell("b", V_ON))], [(1, 1, 2, 1, "a")]),
    "a merge over cells of another width": (
        [row(cell("a", V_START), cell("b")), row(cell("c", f'<w:gridSpan w:val="2"/>{V_ON}'))],
        [(1, 1, 1, 1, "a"), (1, 2, 1, 1, "b"), (2, 1, 1, 2, "c")],
    ),
    "merged across, the old way": ([row(cell("a", H_START), cell("", H_ON), cell("b"))], [(1, 1, 1, 2, "a"), (1, 3, 1, 1, "b")]),
    "rows that start late and end early": (
        [row(cell("a"), cell("b"), cell("c")), row(cell("d"), properties='<w:gridBefore w:val="1"/><w:gridAfter w:val="1"/>')],
        [(1, 1, 1, 1, "a"), (1, 2, 1, 1, "b"), (1, 3, 1, 1, "c"), (2, 2, 1, 1, "d")],
    ),
    "a merge beside a row that starts late": (
        [row(cell("a"), cell("b", V_START)), row(cell("", V_ON), properties='<w:gridBefore w:val="1"/>')],
        [(1, 1, 1, 1, "a"), (1, 2, 2, 1, "b")],
    ),
    "uneven rows, beyond the declared grid": (
        [row(cell("a")), row(cell("b"), cell("c"), cell("d"))],
        [(1, 1, 1, 1, "a"), (2, 1, 1, 1, "b"), (2, 2, 1, 1, "c"), (2, 3, 1, 1, "d")],
    ),
    "content controls around rows and cells": (
        [controlled(row(controlled(cell("a")), cell("b"))), row(cell("c"), cell("d"))],
        [(1, 1, 1, 1, "a"), (1, 2, 1, 1, "b"), (2, 1, 1, 1, "c"), (2, 2, 1, 1, "d")],
    ),
    "rows without cells": ([row(), row(cell("a"))], [(1, 1, 1, 1, "a")]),
}  # fmt: skip


@pytest.mark.parametrize(("rows", "expected"), GRIDS.values(), ids=GRIDS)
def test_grid(rows: list[str], expected: list[tuple[int, int, int, int, str]], tmp_path: Path) -> None:
    """Each cell stands once, at its first row and column of the true grid."""
    document = read(package(table(*rows) + P("")), tmp_path)
    (found,) = document.tables
    assert [(c.row, c.column, c.row_span, c.col_span, c.text) for c in found.cells] == expected
    assert found.rows == max(c[0] + c[2] - 1 for c in expected)
    assert found.columns == max(c[1] + c[3] - 1 for c in expected)
    assert_places(document)


def test_long_merge(tmp_path: Path) -> None:
    """A merge over thousands of rows is one cell, in linear time."""
    rows = [row(cell("a", V_START), cell("b"))] + [row(cell("", V_ON), cell("b"))] * 4_999
    document = read(package(table(*rows) + P("")), tmp_path)
    assert document.tables[0].cells[0].row_span == 5_000
    assert len(document.tables[0].cells) == 5_001


def test_right_to_left_table(tmp_path: Path) -> None:
    """A right-to-left table is read in logical order."""
    rtl = table(row(cell("first"), cell("second"))).replace(
        "<w:tblPr/>", "<w:tblPr><w:bidiVisual/></w:tblPr>"
    )
    document = read(package(rtl), tmp_path)
    assert [(c.column, c.text) for c in document.tables[0].cells] == [(1, "first"), (2, "second")]


@pytest.mark.parametrize(
    ("marks", "expected"),
    [(["", ""], 0), (["<w:tblHeader/>", ""], 1), (["<w:tblHeader/>"] * 2 + [""], 2),
     (["", "<w:tblHeader/>"], 0), (['<w:tblHeader w:val="0"/>', ""], 0), (['<w:tblHeader w:val="true"/>', ""], 1)],
)  # fmt: skip
def test_header_rows(marks: list[str], expected: int, tmp_path: Path) -> None:
    """The leading rows that Word repeats on each page are header rows."""
    document = read(package(table(*(row(cell("a"), properties=mark) for mark in marks))), tmp_path)
    assert document.tables[0].header_rows == expected


def test_tables_and_paragraphs_in_order(tmp_path: Path) -> None:
    """Tables count in reading order, also in content controls and text boxes, and know what stands before."""
    body = (
        P(R("one")) + P("") + table(row(cell("A")))
        + f"<w:sdt><w:sdtContent>{P(R('two'))}{table(row(cell('B')))}</w:sdtContent></w:sdt>"
        + P(R("three") + box(P(R("four")) + table(row(cell("C"))))) + P(R("five"))
    )  # fmt: skip
    document = read(package(body), tmp_path)
    assert texts(document.paragraphs) == ["one", "two", "three", "four", "five"]
    assert [(t.index, t.after, t.cells[0].text) for t in document.tables] == [
        (1, 1, "A"),
        (2, 2, "B"),
        (3, 4, "C"),
    ]
    assert_places(document)


def numbering(*levels: str, extra: str = "") -> dict[str, str]:
    """A numbering part with one list, number 1, of the given levels."""
    written = "".join(f'<w:lvl w:ilvl="{depth}">{level}</w:lvl>' for depth, level in enumerate(levels))
    return {
        "numbering": f'<w:abstractNum w:abstractNumId="0">{written}</w:abstractNum>'
        f'<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>{extra}'
    }


def level(form: str, text: str, font: str = "") -> str:
    """A list level."""
    fonts = f'<w:rPr><w:rFonts w:ascii="{font}"/></w:rPr>' if font else ""
    return f'<w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/>{fonts}'


def listed(depth: int = 0, number: int = 1) -> str:
    """The properties of a list paragraph."""
    return f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>'


@pytest.mark.parametrize(
    ("definition", "expected"),
    [
        (level("bullet", "\uf0b7", "Symbol"), "bullet"),
        (level("bullet", "o", "Courier New"), "bullet"),
        (level("bullet", "–"), "dash"),
        (level("bullet", "-"), "dash"),
        (level("bullet", "\uf02d", "Symbol"), "dash"),
        (level("bullet", ""), None),
        ("<w:lvlPicBulletId/>" + level("bullet", ""), "bullet"),
        (level("decimal", "%1."), "number"),
        (level("upperRoman", "%1"), "number"),
        (level("lowerLetter", "(%1)"), "letter"),
        (level("russianLower", "%1)"), "letter"),
        (level("none", ""), None),
        (level("none", "%1"), None),
        (level("decimal", "–"), "dash"),
        (
            '<mc:AlternateContent><mc:Choice Requires="w14"><w:numFmt w:val="custom" w:format="001"/></mc:Choice>'
            '<mc:Fallback><w:numFmt w:val="decimal"/></mc:Fallback></mc:AlternateContent><w:lvlText w:val="%1"/>',
            "number",
        ),
    ],
)
def test_numbering(definition: str, expected: Marker | None, tmp_path: Path) -> None:
    """The marker is the kind of mark that Word draws; the text does not hold it."""
    document = read(package(in_cell(P(R("point"), listed())), parts=numbering(definition)), tmp_path)
    (point,) = only_cell(document)
    assert (point.text, point.marker, point.mark, point.level) == ("point", expected, None, 0)


def test_levels_of_real_lists(tmp_path: Path) -> None:
    """The level of a list paragraph is Word's own."""
    parts = numbering(level("decimal", "%1."), level("lowerLetter", "%2)"), level("bullet", "–"))
    body = in_cell("".join(P(R("point"), listed(depth)) for depth in (0, 1, 2, 1, 0)) + P(R("plain")))
    found = only_cell(read(package(body, parts=parts), tmp_path))
    assert [(p.marker, p.level) for p in found] == [
        ("number", 0), ("letter", 1), ("dash", 2), ("letter", 1), ("number", 0), (None, 0),
    ]  # fmt: skip


STYLE_LIST = '<w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr></w:pPr>'
LEVELS = (level("decimal", "%1."), level("bullet", "–"))


@pytest.mark.parametrize(
    ("styles", "extra", "properties", "expected"),
    [
        pytest.param(f'<w:style w:type="paragraph" w:styleId="L">{STYLE_LIST}</w:style>', "",
                     '<w:pStyle w:val="L"/>', ("dash", 1), id="by style"),
        pytest.param(f'<w:style w:type="paragraph" w:styleId="B">{STYLE_LIST}</w:style>'
                     '<w:style w:type="paragraph" w:styleId="L"><w:basedOn w:val="B"/></w:style>', "",
                     '<w:pStyle w:val="L"/>', ("dash", 1), id="by the style of the style"),
        pytest.param(f'<w:style w:type="paragraph" w:default="1" w:styleId="L">{STYLE_LIST}</w:style>', "",
                     "", ("dash", 1), id="by the default style"),
        pytest.param(f'<w:style w:type="paragraph" w:styleId="L">{STYLE_LIST}</w:style>', "",
                     '<w:pStyle w:val="L"/><w:numPr><w:numId w:val="0"/></w:numPr>', (None, 0), id="switched off"),
        pytest.param(f'<w:style w:type="paragraph" w:styleId="L">{STYLE_LIST}</w:style>', "",
                     '<w:pStyle w:val="L"/><w:numPr><w:ilvl w:val="0"/></w:numPr>', ("number", 0), id="other level"),
        pytest.param("", '<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:lvl w:ilvl="0">'
                     f'{level("upperLetter", "%1.")}</w:lvl></w:lvlOverride></w:num>',
                     listed(0, 2), ("letter", 0), id="override"),
        pytest.param("", '<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0">'
                     '<w:startOverride w:val="1"/></w:lvlOverride></w:num>',
                     listed(0, 2), ("number", 0), id="restart"),
        pytest.param('<w:style w:type="numbering" w:styleId="N"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>',
                     '<w:abstractNum w:abstractNumId="5"><w:numStyleLink w:val="N"/></w:abstractNum>'
                     '<w:num w:numId="2"><w:abstractNumId w:val="5"/></w:num>',
                     listed(1, 2), ("dash", 1), id="by numbering style"),
        pytest.param('<w:style w:type="numbering" w:styleId="N"><w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style>',
                     '<w:abstractNum w:abstractNumId="5"><w:numStyleLink w:val="N"/></w:abstractNum>'
                     '<w:num w:numId="2"><w:abstractNumId w:val="5"/></w:num>',
                     listed(0, 2), (None, 0), id="loop of numbering styles"),
        pytest.param('<w:style w:type="paragraph" w:styleId="A"><w:basedOn w:val="B"/></w:style>'
                     '<w:style w:type="paragraph" w:styleId="B"><w:basedOn w:val="A"/></w:style>', "",
                     '<w:pStyle w:val="A"/>', (None, 0), id="loop of styles"),
        pytest.param("", "", listed(0, 9), (None, 0), id="a list that is missing"),
        pytest.param("", "", listed(7, 1), (None, 0), id="a level that is missing"),
        pytest.param("", "", '<w:numPr><w:ilvl w:val="x"/><w:numId w:val="1"/></w:numPr>', ("number", 0), id="nonsense level"),
    ],
)  # fmt: skip
def test_numbering_through_styles(
    styles: str, extra: str, properties: str, expected: tuple[Marker | None, int], tmp_path: Path
) -> None:
    """Lists are found through styles, overrides and links, which may go in circles."""
    parts = {"styles": styles} | numbering(*LEVELS, extra=extra)
    (point,) = only_cell(read(package(in_cell(P(R("point"), properties)), parts=parts), tmp_path))
    assert (point.marker, point.level) == expected


def test_level_linked_with_a_style(tmp_path: Path) -> None:
    """A style that names a list but no level gets the level that names the style."""
    styles = '<w:style w:type="paragraph" w:styleId="L"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    parts = {"styles": styles} | numbering(
        level("decimal", "%1."), '<w:pStyle w:val="L"/>' + level("lowerLetter", "%2.")
    )
    (point,) = only_cell(
        read(package(in_cell(P(R("point"), '<w:pStyle w:val="L"/>')), parts=parts), tmp_path)
    )
    assert (point.marker, point.level) == ("letter", 1)


@pytest.mark.parametrize(
    ("text", "marker", "mark"),
    [
        ("• one", "bullet", Span(0, 2)),
        ("\uf0b7\tone", "bullet", Span(0, 2)),
        ("o one", "bullet", Span(0, 2)),
        ("– one", "dash", Span(0, 2)),
        ("1. one", "number", Span(0, 3)),
        ("(i) one", "number", Span(0, 4)),
        ("a) one", "letter", Span(0, 3)),
        ("one – two", None, None),
    ],
)
def test_typed_marks(text: str, marker: Marker | None, mark: Span | None, tmp_path: Path) -> None:
    """A typed mark stays in the text, with its kind and its span."""
    content = "".join(f"<w:t>{p}</w:t><w:tab/>" for p in text.split("\t")).removesuffix("<w:tab/>")
    (point,) = only_cell(read(package(in_cell(P(f"<w:r>{content}</w:r>"))), tmp_path))
    assert (point.text, point.marker, point.mark) == (text, marker, mark)


def test_typed_bullets_parted_by_breaks(tmp_path: Path) -> None:
    """Of several typed bullets in one paragraph, the first line's mark is the paragraph's."""
    (point,) = only_cell(
        read(package(in_cell(P("<w:r><w:br/><w:t>- a</w:t><w:br/><w:t>- b</w:t></w:r>"))), tmp_path)
    )
    assert (point.text, point.marker, point.mark) == ("\n- a\n- b", "dash", Span(1, 3))


def test_typed_lists_nest_by_indentation(tmp_path: Path) -> None:
    """Typed list paragraphs nest by their left indents, whoever sets them; a hair's breadth is none."""
    styles = '<w:style w:type="paragraph" w:styleId="S"><w:pPr><w:ind w:left="720"/></w:pPr></w:style>'
    body = in_cell(
        P(R("• a"), '<w:ind w:left="170"/>')
        + P(R("– b"), '<w:pStyle w:val="S"/>')
        + P(R("– c"), '<w:ind w:start="1440"/>')
        + P(R("• d"), '<w:ind w:left="176"/>')
        + P(R("plain"), '<w:ind w:left="1440"/>')
    )
    found = only_cell(read(package(body, parts={"styles": styles}), tmp_path))
    assert [(p.text, p.level) for p in found] == [
        ("• a", 0),
        ("– b", 1),
        ("– c", 2),
        ("• d", 0),
        ("plain", 0),
    ]


def tracked(kind: str, content: str) -> str:
    """A tracked change by A. Editor."""
    return f'<w:{kind} w:id="1" w:author="A. Editor" w:date="2009-01-01T00:00:00Z">{content}</w:{kind}>'


REVISIONS = {
    "insertion": (P(R("a") + tracked("ins", R("b"))), ["ab"], ["a"]),
    "deletion": (
        P(R("a") + tracked("del", "<w:r><w:delText>b</w:delText></w:r>") + R("c")),
        ["ac"],
        ["abc"],
    ),
    "inserted, then deleted": (P(R("a") + tracked("ins", tracked("del", "<w:r><w:delText>b</w:delText></w:r>"))), ["a"], ["a"]),
    "moved": (
        P(tracked("moveFrom", R("x"))) + P(R("y")) + P(tracked("moveTo", R("x"))),
        ["y", "x"],
        ["x", "y"],
    ),
    "inserted paragraph": (P(R("a")) + tracked("ins", P(R("b"))), ["a", "b"], ["a"]),
    "deleted paragraph mark": (P(R("a"), f"<w:rPr>{tracked('del', '')}</w:rPr>") + P(R("b")), ["ab"], ["a", "b"]),
    "inserted paragraph mark": (P(R("a"), f"<w:rPr>{tracked('ins', '')}</w:rPr>") + P(R("b")), ["a", "b"], ["ab"]),
    "deleted marks in a row": (
        P(R("a"), f"<w:rPr>{tracked('del', '')}</w:rPr>") * 3 + P(R("b")),
        ["aaab"],
        ["a", "a", "a", "b"],
    ),
    "deleted mark at the end": (P(R("a"), f"<w:rPr>{tracked('del', '')}</w:rPr>"), ["a"], ["a"]),
}  # fmt: skip


@pytest.mark.parametrize(("content", "accepted", "rejected"), REVISIONS.values(), ids=REVISIONS)
def test_tracked_changes(content: str, accepted: list[str], rejected: list[str], tmp_path: Path) -> None:
    """Tracked changes are accepted, or rejected on request, and a notice tells of them."""
    path = write(package(in_cell(content)), tmp_path / "report.docx")
    for treatment, expected in (("accept", accepted), ("reject", rejected)):
        document = read_docx(path, DOCUMENT, revisions=treatment)  # type: ignore[arg-type]  # both literals
        assert texts(only_cell(document)) == expected
        assert [n.check for n in document.notices] == ["tracked-changes"]
        assert "A. Editor" in message(document.notices[0])
        assert f"{treatment}ed" in message(document.notices[0])


def test_tracked_rows_and_cells(tmp_path: Path) -> None:
    """Deleted rows and cells are dropped, inserted ones kept; the other way round on request."""
    rows = [
        row(cell("a"), cell("b", tracked("cellDel", "")), cell("c")),
        row(cell("d"), properties=tracked("del", "")),
        row(cell("e"), cell("f", tracked("cellIns", "")), properties=tracked("ins", "")),
    ]
    path = write(package(table(*rows)), tmp_path / "report.docx")
    accepted = read_docx(path, DOCUMENT)
    rejected = read_docx(path, DOCUMENT, revisions="reject")
    assert [(c.row, c.column, c.text) for c in accepted.tables[0].cells] == [
        (1, 1, "a"),
        (1, 2, "c"),
        (2, 1, "e"),
        (2, 2, "f"),
    ]
    assert [(c.row, c.column, c.text) for c in rejected.tables[0].cells] == [
        (1, 1, "a"),
        (1, 2, "b"),
        (1, 3, "c"),
        (2, 1, "d"),
    ]
    assert "2 tracked insertions and 2 tracked deletions" in message(accepted.notices[0])


def test_tracked_merge(tmp_path: Path) -> None:
    """A tracked vertical merge holds when it is accepted."""
    rows = [
        row(cell("a", '<w:cellMerge w:vMerge="rest" w:author="A"/>')),
        row(cell("", '<w:cellMerge w:vMerge="cont" w:author="A"/>')),
    ]
    path = write(package(table(*rows)), tmp_path / "report.docx")
    assert [c.row_span for c in read_docx(path, DOCUMENT).tables[0].cells] == [2]
    assert [c.row_span for c in read_docx(path, DOCUMENT, revisions="reject").tables[0].cells] == [1, 1]


def test_notes_stand_where_their_marks_do(tmp_path: Path) -> None:
    """A note's text follows the paragraph with its mark, once; the mark is no text."""
    again = '<w:r><w:endnoteReference w:id="2"/></w:r>'
    notes = {
        "footnotes": f'<w:footnote w:id="2">{P("<w:r><w:footnoteRef/></w:r>" + R(" first"))}{P(R("- more"))}</w:footnote>'
        f'<w:footnote w:id="-1" w:type="separator">{P(R("never"))}</w:footnote>',
        "endnotes": f'<w:endnote w:id="2">{P(R("last") + again)}</w:endnote>',
    }
    mark = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    custom = '<w:r><w:endnoteReference w:id="2" w:customMarkFollows="1"/><w:t>*</w:t></w:r>'
    body = in_cell(P(R("one") + mark + R(" two") + mark) + P(R("three") + custom))
    document = read(package(body, parts=notes), tmp_path)
    assert [(p.text, p.marker) for p in only_cell(document)] == [
        ("one two", None), (" first", "note"), ("- more", "note"), ("three", None), ("last", "note"),
    ]  # fmt: skip
    assert_places(document)


def test_links_of_notes_are_those_of_their_part(tmp_path: Path) -> None:
    """A relationship id in a footnote is one of the footnotes' part."""
    files = package(
        in_cell(P(R("one") + '<w:r><w:footnoteReference w:id="2"/></w:r>')),
        parts={"footnotes": f'<w:footnote w:id="2">{P(link(R("site")))}</w:footnote>'},
        links={"l1": "http://wrong.org"},
    )  # fmt: skip
    files["word/_rels/footnotes.xml.rels"] = files["word/_rels/document.xml.rels"].replace(b"wrong", b"right")
    note = only_cell(read(files, tmp_path))[1]
    assert note.links == (Hyperlink(Span(0, 4), "http://right.org"),)


def test_comments_become_notices(tmp_path: Path) -> None:
    """A comment is no text; it is quoted with its author where it is anchored, or without a place."""
    comments = {
        "comments": f'<w:comment w:id="1" w:author="A. Reader">{P(R("check"))}{P(R("this"))}</w:comment>'
        f'<w:comment w:id="2">{P(R("lost"))}</w:comment>'
    }
    anchored = (
        '<w:commentRangeStart w:id="1"/>'
        + R("one")
        + '<w:commentRangeEnd w:id="1"/><w:r><w:commentReference w:id="1"/></w:r>'
    )
    document = read(package(in_cell(P(R("zero")) + P(anchored)), parts=comments), tmp_path)
    zero, one = only_cell(document)
    assert one.text == "one"
    assert [(n.check, n.excerpt, n.locator) for n in document.notices] == [
        ("comment", "check this", one.locator),
        ("comment", "lost", None),
    ]
    assert "A. Reader" in message(document.notices[0])


STYLES = (
    '<w:style w:type="character" w:styleId="H"><w:rPr><w:vanish/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="H2"><w:basedOn w:val="H"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="HP"><w:rPr><w:vanish/></w:rPr></w:style>'
)


@pytest.mark.parametrize(
    ("content", "expected", "hidden"),
    [
        (P(R("a") + f"<w:r>{HIDDEN}<w:t>b</w:t></w:r><w:r>{HIDDEN}<w:t>c</w:t></w:r>"), ["a"], ["bc"]),
        (P('<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>a</w:t></w:r>'), ["a"], []),
        (P('<w:r><w:rPr><w:rStyle w:val="H2"/></w:rPr><w:t>b</w:t></w:r>'), [], ["b"]),
        (P(R("b"), '<w:pStyle w:val="HP"/>'), [], ["b"]),
        (P('<w:r><w:rPr><w:rStyle w:val="H"/></w:rPr><w:t>a</w:t></w:r>', '<w:pStyle w:val="HP"/>'), ["a"], []),
        (P('<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>a</w:t></w:r>', '<w:pStyle w:val="HP"/>'), ["a"], []),
        (P('<w:r><w:fldChar w:fldCharType="begin"/></w:r>' + R("b") + '<w:r><w:fldChar w:fldCharType="end"/></w:r>' + R("a")), ["a"], ["b"]),
        (P(f'<w:r>{HIDDEN}<w:fldChar w:fldCharType="begin"/><w:instrText>TC</w:instrText><w:fldChar w:fldCharType="end"/></w:r>' + R("a")), ["a"], []),
    ],
    ids=["run", "switched off", "character style", "paragraph style", "both styles", "shown again", "field code", "hidden field"],
)  # fmt: skip
def test_hidden_text(content: str, expected: list[str], hidden: list[str], tmp_path: Path) -> None:
    """Hidden text is left out and quoted in a notice."""
    document = read(package(in_cell(content), parts={"styles": STYLES}), tmp_path)
    assert texts(only_cell(document)) == expected
    assert [(n.check, n.excerpt) for n in document.notices] == [("hidden-text", text) for text in hidden]


def test_hidden_rows_and_covered_cells(tmp_path: Path) -> None:
    """Rows that are hidden and cells that a merge covers are not shown: their text is quoted."""
    document = read(
        package(table(
            row(cell("a", V_START)), row(cell("under", V_ON)), row(cell("secret"), properties="<w:hidden/>"),
        )),
        tmp_path,
    )  # fmt: skip
    assert [c.text for c in document.tables[0].cells] == ["a"]
    assert sorted(n.excerpt for n in document.notices) == ["secret", "under"]


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        ('<w:altChunk r:id="x"/>', "an inserted file"),
        (P('<w:r><w:drawing><c:chart xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"/></w:drawing></w:r>'), "a chart"),
        (P('<w:r><w:drawing><d:relIds xmlns:d="http://schemas.openxmlformats.org/drawingml/2006/diagram"/></w:drawing></w:r>'), "a diagram"),
    ],
)  # fmt: skip
def test_parts_that_are_not_read(content: str, kind: str, tmp_path: Path) -> None:
    """Words that stand in a part of their own are not passed over in silence."""
    document = read(package(in_cell(content + P(R("a")))), tmp_path)
    assert [(n.check, n.details) for n in document.notices] == [("part-not-read", {"kind": kind})]
    assert texts(only_cell(document)) == ["a"]


def test_properties(tmp_path: Path) -> None:
    """Title, author, dates and language come from the package's properties and default style."""
    core = (
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/">'
        "<dc:title>Report</dc:title><dc:creator>A. Author</dc:creator><cp:keywords>none</cp:keywords>"
        "<dcterms:created>2009-05-20T10:00:00Z</dcterms:created></cp:coreProperties>"
    )
    styles = '<w:style w:type="paragraph" w:default="1" w:styleId="N"><w:rPr><w:lang w:val="fr-CH"/></w:rPr></w:style>'
    document = read(package(P(R("a")), core=core, parts={"styles": styles}), tmp_path)
    assert document.properties == {
        "title": "Report", "creator": "A. Author", "created": "2009-05-20T10:00:00Z", "language": "fr-CH",
    }  # fmt: skip


def only_cell(document: Document) -> tuple[Paragraph, ...]:
    """The paragraphs of the only cell of the only table."""
    (found,) = document.tables
    (single,) = found.cells
    return single.paragraphs


def cells(document: Document) -> list[tuple[Paragraph, ...]]:
    """The paragraphs of each cell of each table."""
    return [c.paragraphs for t in document.tables for c in t.cells]


def texts(paragraphs: tuple[Paragraph, ...]) -> list[str]:
    """The paragraphs' texts."""
    return [p.text for p in paragraphs]


def assert_places(document: Document) -> None:
    """Each locator leads back to its paragraph, and each span is within its text."""
    for number, outside in enumerate(document.paragraphs, 1):
        assert (outside.locator.table_index, outside.locator.row, outside.locator.column) == (
            None,
            None,
            None,
        )
        assert outside.locator.paragraph == number
    for found in document.tables:
        assert document.tables[found.index - 1] is found
        by_place = {(c.row, c.column): c.paragraphs for c in found.cells}
        for paragraphs in by_place.values():
            for inside in paragraphs:
                place = inside.locator
                assert place.table_index == found.index
                assert place.row is not None
                assert place.column is not None
                assert by_place[place.row, place.column][place.paragraph - 1] is inside
    for each in (*document.paragraphs, *(p for c in cells(document) for p in c)):
        assert each.text.strip()
        assert each.locator.page is None
        assert all(k.span.start < k.span.end <= len(each.text) for k in each.links)
        assert each.mark is None or each.mark.end <= len(each.text)
