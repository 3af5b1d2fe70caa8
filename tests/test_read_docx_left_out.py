"""What is no text of the report is left out, and never in silence; notes keep their place."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.findings import message
from pipeline.model import Hyperlink, Span
from pipeline.read.docx import read_docx
from tests.docx_builder import (
    DOCUMENT,
    assert_places,
    cell,
    code,
    in_cell,
    link,
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


def tracked(kind: str, content: str = "") -> str:
    """A tracked change by A. Editor."""
    return f'<w:{kind} w:id="1" w:author="A. Editor" w:date="2009-01-01T00:00:00Z">{content}</w:{kind}>'


def marked(kind: str) -> str:
    """The properties of a paragraph whose mark is inserted or deleted."""
    return f"<w:rPr>{tracked(kind)}</w:rPr>"


GONE = tracked("del", "<w:r><w:delText>b</w:delText></w:r>")
REVISIONS = {
    "insertion": (p(run("a") + tracked("ins", run("b"))), ["ab"], ["a"]),
    "deletion": (p(run("a") + GONE + run("c")), ["ac"], ["abc"]),
    "inserted, then deleted": (p(run("a") + tracked("ins", GONE)), ["a"], ["a"]),
    "moved": (
        p(tracked("moveFrom", run("x"))) + p(run("y")) + p(tracked("moveTo", run("x"))),
        ["y", "x"],
        ["x", "y"],
    ),
    "inserted paragraph": (p(run("a")) + tracked("ins", p(run("b"))), ["a", "b"], ["a"]),
    "deleted paragraph mark": (p(run("a"), marked("del")) + p(run("b")), ["ab"], ["a", "b"]),
    "inserted paragraph mark": (p(run("a"), marked("ins")) + p(run("b")), ["a", "b"], ["ab"]),
    "deleted marks in a row": (p(run("a"), marked("del")) * 3 + p(run("b")), ["aaab"], ["a", "a", "a", "b"]),
    "deleted mark at the end": (p(run("a"), marked("del")), ["a"], ["a"]),
    "deleted mark before a table": (
        p(run("a"), marked("del")) + table(row(cell("b"))) + p(run("c")),
        ["a", "b", "c"],
        ["a", "b", "c"],
    ),
}


@pytest.mark.parametrize(("content", "accepted", "rejected"), REVISIONS.values(), ids=REVISIONS)
def test_tracked_changes(content: str, accepted: list[str], rejected: list[str], tmp_path: Path) -> None:
    """Tracked changes are accepted, or rejected on request, and a notice tells of them."""
    path = write(package(in_cell(content)), tmp_path / "report.docx")
    for document, expected, treatment in (
        (read_docx(path, DOCUMENT), accepted, "accepted"),
        (read_docx(path, DOCUMENT, revisions="reject"), rejected, "rejected"),
    ):
        assert texts(only_cell(document)) == expected
        assert_places(document)
        (note,) = document.notices
        assert note.check == "tracked-changes"
        assert "A. Editor" in message(note)
        assert treatment in message(note)


def test_tracked_rows_and_cells(tmp_path: Path) -> None:
    """Deleted rows and cells are dropped, inserted ones kept; the other way round on request."""
    rows = [
        row(cell("a"), cell("b", tracked("cellDel")), cell("c")),
        row(cell("d"), properties=tracked("del")),
        row(cell("e"), cell("f", tracked("cellIns")), properties=tracked("ins")),
    ]
    path = write(package(table(*rows)), tmp_path / "report.docx")
    accepted = read_docx(path, DOCUMENT)
    rejected = read_docx(path, DOCUMENT, revisions="reject")
    found = [(c.row, c.column, c.text) for c in accepted.tables[0].cells]
    assert found == [(1, 1, "a"), (1, 2, "c"), (2, 1, "e"), (2, 2, "f")]
    found = [(c.row, c.column, c.text) for c in rejected.tables[0].cells]
    assert found == [(1, 1, "a"), (1, 2, "b"), (1, 3, "c"), (2, 1, "d")]
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
    first = p("<w:r><w:footnoteRef/></w:r>" + run(" first")) + p(run("- more"))
    separator = f'<w:footnote w:id="-1" w:type="separator">{p(run("never"))}</w:footnote>'
    notes = {
        "footnotes": f'<w:footnote w:id="2">{first}</w:footnote>{separator}',
        "endnotes": f'<w:endnote w:id="2">{p(run("last") + again)}</w:endnote>',
    }
    reference = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    custom = '<w:r><w:endnoteReference w:id="2" w:customMarkFollows="1"/><w:t>*</w:t></w:r>'
    body = p(run("one") + reference + run(" two") + reference) + p(run("three") + custom)
    document = read(package(in_cell(body), parts=notes), tmp_path)
    assert [(each.text, each.marker) for each in only_cell(document)] == [
        ("one two", None),
        (" first", "note"),
        ("- more", "note"),
        ("three", None),
        ("last", "note"),
    ]
    assert_places(document)


def test_notes_of_nested_tables_follow_their_row(tmp_path: Path) -> None:
    """A note anchored in a nested row comes after the row."""
    notes = {"footnotes": f'<w:footnote w:id="2">{p(run("note"))}</w:footnote>'}
    anchored = "<w:tc>" + p(run("a") + '<w:r><w:footnoteReference w:id="2"/></w:r>') + "</w:tc>"
    document = read(package(in_cell(table(row(anchored, cell("b")))), parts=notes), tmp_path)
    assert [(each.text, each.marker) for each in only_cell(document)] == [("a | b", None), ("note", "note")]


def test_links_of_notes_are_those_of_their_part(tmp_path: Path) -> None:
    """A relationship id in a footnote is one of the footnotes' part."""
    body = in_cell(p(run("one") + '<w:r><w:footnoteReference w:id="2"/></w:r>'))
    notes = {"footnotes": f'<w:footnote w:id="2">{p(link(run("site")))}</w:footnote>'}
    files = package(body, parts=notes, links={"l1": "http://wrong.org"})
    relations = files["word/_rels/document.xml.rels"]
    files["word/_rels/footnotes.xml.rels"] = relations.replace(b"wrong", b"right")
    note = only_cell(read(files, tmp_path))[1]
    assert note.links == (Hyperlink(Span(0, 4), "http://right.org"),)


def test_notes_that_no_mark_leads_to(tmp_path: Path) -> None:
    """Nobody sees them; they are quoted."""
    notes = "".join(
        f'<w:footnote w:id="{key}" {kind}>{p(run(text))}</w:footnote>'
        for key, kind, text in (
            (0, 'w:type="separator"', "line"),
            (1, "", "cited"),
            (2, 'w:type="normal"', "lost"),
            (3, "", ""),
        )
    )
    body = p(run("one") + '<w:r><w:footnoteReference w:id="1"/></w:r>')
    document = read(package(in_cell(body), parts={"footnotes": notes}), tmp_path)
    assert texts(only_cell(document)) == ["one", "cited"]
    assert [(note.check, note.excerpt) for note in document.notices] == [("note-without-mark", "lost")]


def test_comments_become_notices(tmp_path: Path) -> None:
    """A comment is no text; it is quoted with its author where it is anchored, or without a place."""
    anchored = f'<w:comment w:id="1" w:author="A. Reader">{p(run("check"))}{p(run("this"))}</w:comment>'
    lost = f'<w:comment w:id="2">{p(run("lost"))}</w:comment>'
    start, end = '<w:commentRangeStart w:id="1"/>', '<w:commentRangeEnd w:id="1"/>'
    body = p(run("zero")) + p(start + run("one") + end + '<w:r><w:commentReference w:id="1"/></w:r>')
    document = read(package(in_cell(body), parts={"comments": anchored + lost}), tmp_path)
    assert texts(only_cell(document)) == ["zero", "one"]
    place = only_cell(document)[1].locator
    found = [(note.check, note.excerpt, note.locator) for note in document.notices]
    assert found == [("comment", "check this", place), ("comment", "lost", None)]
    assert "A. Reader" in message(document.notices[0])


VANISH, SHOWN = "<w:rPr><w:vanish/></w:rPr>", '<w:rPr><w:vanish w:val="0"/></w:rPr>'
STYLES = (
    style("H", VANISH, 'w:type="character"')
    + style("H2", '<w:basedOn w:val="H"/>', 'w:type="character"')
    + style("HP", VANISH)
)


def formatted(text: str, properties: str) -> str:
    """A run with properties."""
    return f"<w:r>{properties}<w:t>{text}</w:t></w:r>"


def character_style(name: str) -> str:
    """Run properties that name a character style."""
    return f'<w:rPr><w:rStyle w:val="{name}"/></w:rPr>'


HIDING = '<w:pStyle w:val="HP"/>'
INSTRUCTION = f'<w:r>{VANISH}<w:fldChar w:fldCharType="begin"/><w:instrText>TC</w:instrText></w:r>' + mark(
    "end"
)
HIDDEN = {
    "run": (p(run("a") + formatted("b", VANISH) + formatted("c", VANISH)), ["a"], ["bc"]),
    "switched off": (p(formatted("a", SHOWN)), ["a"], []),
    "character style": (p(formatted("b", character_style("H2"))), [], ["b"]),
    "paragraph style": (p(run("b"), HIDING), [], ["b"]),
    "both styles": (p(formatted("a", character_style("H")), HIDING), ["a"], []),
    "shown again": (p(formatted("a", SHOWN), HIDING), ["a"], []),
    "text in an instruction": (p(mark("begin") + run("b") + mark("end") + run("a")), ["a"], ["b"]),
    "hidden instruction": (p(INSTRUCTION + run("a")), ["a"], []),
    "instruction": (p(mark("begin") + code(" XE b ") + mark("end") + run("a")), ["a"], []),
}


@pytest.mark.parametrize(("content", "expected", "hidden"), HIDDEN.values(), ids=HIDDEN)
def test_hidden_text(content: str, expected: list[str], hidden: list[str], tmp_path: Path) -> None:
    """Hidden text is left out and quoted in a notice."""
    document = read(package(in_cell(content), parts={"styles": STYLES}), tmp_path)
    assert texts(only_cell(document)) == expected
    assert [(note.check, note.excerpt) for note in document.notices] == [
        ("hidden-text", text) for text in hidden
    ]


STRUCK, TWICE = "<w:rPr><w:strike/></w:rPr>", "<w:rPr><w:dstrike/></w:rPr>"
CROSSED = {
    "run": (p(formatted("UNDP", STRUCK) + run("ITU")), ["ITU"], [("struck-text", "UNDP")]),
    "double line": (p(run("ITU") + formatted(", UNDP", TWICE)), ["ITU"], [("struck-text", ", UNDP")]),
    "switched off": (p(formatted("ITU", STRUCK.replace("/><", ' w:val="false"/><'))), ["ITU"], []),
    "style": (p(formatted("UNDP", character_style("S"))), [], [("struck-text", "UNDP")]),
    "hidden, too": (
        p(formatted("a", "<w:rPr><w:strike/><w:vanish/></w:rPr>") + formatted("b", STRUCK) + run("c")),
        ["c"],
        [("hidden-text", "a"), ("struck-text", "b")],
    ),
}


@pytest.mark.parametrize(("content", "expected", "told"), CROSSED.values(), ids=CROSSED)
def test_struck_out_text(
    content: str, expected: list[str], told: list[tuple[str, str]], tmp_path: Path
) -> None:
    """Words that are crossed out are taken back, and quoted in a notice."""
    styles = style("S", STRUCK, 'w:type="character"')
    document = read(package(in_cell(content), parts={"styles": styles}), tmp_path)
    assert texts(only_cell(document)) == expected
    assert [(note.check, note.excerpt) for note in document.notices] == told


def test_hidden_rows_and_covered_cells(tmp_path: Path) -> None:
    """Rows that are hidden and cells that a merge covers are not shown: their text is quoted."""
    rows = [
        row(cell("a", '<w:vMerge w:val="restart"/>')),
        row(cell("under", "<w:vMerge/>")),
        row(cell("secret"), properties="<w:hidden/>"),
    ]
    for content in (table(*rows), in_cell(table(*rows))):
        document = read(package(content), tmp_path)
        assert [each.text for each in document.tables[0].cells] == ["a"]
        assert sorted(note.excerpt for note in document.notices) == ["secret", "under"]


def drawn(name: str, uri: str) -> str:
    """A paragraph with a drawing whose content stands in another part."""
    return p(
        f'<w:r><w:drawing><d:{name} xmlns:d="http://schemas.openxmlformats.org/{uri}"/></w:drawing></w:r>'
    )


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        ('<w:altChunk r:id="x"/>', "an inserted file"),
        (drawn("chart", "drawingml/2006/chart"), "a chart"),
        (drawn("relIds", "drawingml/2006/diagram"), "a diagram"),
        (p('<w:subDoc r:id="x"/>'), "another document"),
    ],
)
def test_parts_that_are_not_read(content: str, kind: str, tmp_path: Path) -> None:
    """Words that stand in a part of their own are not passed over in silence."""
    document = read(package(in_cell(content + p(run("a")))), tmp_path)
    assert [(note.check, note.details) for note in document.notices] == [("part-not-read", {"kind": kind})]
    assert texts(only_cell(document)) == ["a"]
