"""Links in every form that Word keeps them in."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.findings import message
from pipeline.model import Hyperlink, Span
from tests.docx_builder import (
    assert_places,
    cell,
    code,
    controlled,
    field,
    in_cell,
    link,
    mark,
    only_cell,
    package,
    read,
    row,
    run,
    table,
)
from tests.docx_builder import paragraph as p

X, Y = "http://x.org/a", "http://y.org"
ADDRESS = code('HYPERLINK "http://') + field(" REF host ", run("y.org")) + code('/a"')
BUILT = mark("begin") + ADDRESS + mark("separate") + run("site") + mark("end")
LINKS: dict[str, tuple[str, list[tuple[str, str]]]] = {
    "by relationship": (link(run("the ") + run("page")), [("the page", X)]),
    "by relationship with an anchor": (link(run("page"), anchor="top"), [("page", f"{X}#top")]),
    "by anchor": (f'<w:hyperlink w:anchor="annex">{run("Annex")}</w:hyperlink>', [("Annex", "#annex")]),
    "by a relationship that is missing": (link(run("page"), "none"), []),
    "without text": (link(""), []),
    "in pieces": (link(run("the ")) + "<w:proofErr/>" + link(run("page")), [("the page", X)]),
    "side by side": (link(run("a")) + link(run("b"), "l2"), [("a", X), ("b", "mailto:b@x.org")]),
    "in a content control": (controlled(link(run("page"))), [("page", X)]),
    "field": (
        run("see ") + field(f' HYPERLINK "{Y}/?a=1&amp;b=2" ', run("the ") + run("site")),
        [("the site", f"{Y}/?a=1&b=2")],
    ),
    "field with a place": (
        field(rf' HYPERLINK "{Y}" \l "part 2" \o "a tip" \t "_blank" ', run("site")),
        [("site", f"{Y}#part 2")],
    ),
    "field without an address": (field(r' HYPERLINK \l "annex" ', run("Annex")), [("Annex", "#annex")]),
    "field without quotes": (field(f" hyperlink {Y} ", run("site")), [("site", Y)]),
    "field to a file": (field(r' HYPERLINK "C:\\a\\b.doc" ', run("file")), [("file", r"C:\a\b.doc")]),
    "field around a field": (
        field(f' HYPERLINK "{Y}" ', run("page ") + field(" PAGE ", run("7")) + run(" of it")),
        [("page 7 of it", Y)],
    ),
    "field whose address is a field": (BUILT, [("site", f"{Y}/a")]),
    "simple field": (
        f'<w:fldSimple w:instr=" HYPERLINK &quot;{Y}&quot; ">{run("site")}</w:fldSimple>',
        [("site", Y)],
    ),
    "other field": (field(" PAGEREF _Toc1 ", run("7")), []),
}


@pytest.mark.parametrize(("content", "expected"), LINKS.values(), ids=LINKS)
def test_links(content: str, expected: list[tuple[str, str]], tmp_path: Path) -> None:
    """A link has its printed characters and its target, in whichever form Word keeps it."""
    document = read(package(in_cell(p(content)), links={"l1": X, "l2": "mailto:b@x.org"}), tmp_path)
    found = [(q.text[k.span.start : k.span.end], k.target) for q in only_cell(document) for k in q.links]
    assert found == expected
    assert_places(document)


def test_link_over_two_paragraphs(tmp_path: Path) -> None:
    """A field's result that goes on in the next paragraph is a link in both."""
    begin, end = field(f' HYPERLINK "{Y}" ', "|").split("|")
    content = p(run("see ") + begin + run("one")) + p(run("two") + end + run(" end"))
    first, second = only_cell(read(package(in_cell(content)), tmp_path))
    assert first.links == (Hyperlink(Span(4, 7), Y),)
    assert second.links == (Hyperlink(Span(0, 3), Y),)


def test_links_of_nested_tables_keep_their_place(tmp_path: Path) -> None:
    """A link in a nested row spans its own words in the joined paragraph."""
    inner = f"<w:tc>{p(run('see '))}{p(link(run('this')))}</w:tc>"
    content = in_cell(table(row(cell("a"), inner)) + p(""))
    (joined,) = only_cell(read(package(content, links={"l1": X}), tmp_path))
    assert joined.text == "a | see  this"
    assert joined.links == (Hyperlink(Span(9, 13), X),)


@pytest.mark.parametrize(
    ("printed", "target", "differs"),
    [
        ("jane@itu.int", "mailto:jane@itu.int?subject=Cluster%20of%20events", False),
        ("jane@itu.int", "MailTo:joe@itu.int?subject=Cluster", True),
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
    document = read(package(in_cell(p(link(run(printed)))), links={"l1": target}), tmp_path)
    assert [note.check for note in document.notices] == ["link-target-differs"] * differs
    for note in document.notices:
        assert note.locator == only_cell(document)[0].locator
        assert target in message(note)
