"""Addresses in print and behind links: what becomes a link, how it is normalised, and what is none."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.fold import Text
from pipeline.lexicon import own_lexicons
from pipeline.model import DocumentId, Hyperlink, Locator, Outcome, Paragraph, Span
from pipeline.normalise.links import read_links

PLACE = Locator(DocumentId("report.docx"), None, 1, 2, 6, 1)
JOINED = ["link-joined"]

# ⟦…⟧ stands around each link's evidence; then the normalised addresses, in the order of the text.
LINKS: list[tuple[str, list[str]]] = [
    (
        "discussion list available at ⟦http://www.unpan.org/post-WSIS-C1.asp⟧",
        ["http://www.unpan.org/post-WSIS-C1.asp"],
    ),
    ("Information on ⟦http://www.itu.int/wsis/c11/index.html⟧", ["http://www.itu.int/wsis/c11/index.html"]),
    ("working methods of the group ⟦http://www.unesco.org/wsis⟧.", ["http://www.unesco.org/wsis"]),
    (
        "available on ⟦http://www.unctadxi.org/templates/Event____6326.aspx⟧",
        ["http://www.unctadxi.org/templates/Event____6326.aspx"],
    ),
    ("⟦www.itu.int/wsis⟧", ["http://www.itu.int/wsis"]),
    ("see ⟦www.itu.int⟧, room 5", ["http://www.itu.int"]),
    ("documents: ⟦unctad.org/wsis⟧", ["http://unctad.org/wsis"]),
    ("the page unctad dot org is ⟦unctad.org/wsis⟧ now", ["http://unctad.org/wsis"]),
    ("See ⟦unctad.org⟧ for details", ["http://unctad.org"]),
    ("Website: ⟦itu.int⟧", ["http://itu.int"]),
    ("⟦all-regions.org⟧", ["http://all-regions.org"]),
    ("Agenda available\n⟦unpan.org⟧\nReport to follow", ["http://unpan.org"]),
    ("⟦HTTP://WWW.ITU.INT/WSIS/Index.html⟧", ["http://www.itu.int/WSIS/Index.html"]),
    ("⟦Https://Forum.ITU.int/a?b=C⟧", ["https://forum.itu.int/a?b=C"]),
    ("⟦ftp://ftp.itu.int/pub/wsis.zip⟧", ["ftp://ftp.itu.int/pub/wsis.zip"]),
    ("(see ⟦http://www.itu.int/wsis⟧)", ["http://www.itu.int/wsis"]),
    ("(⟦http://www.itu.int/wsis⟧)", ["http://www.itu.int/wsis"]),
    ("⟦http://en.wikipedia.org/wiki/WSIS_(summit)⟧", ["http://en.wikipedia.org/wiki/WSIS_(summit)"]),
    ("(⟦http://en.wikipedia.org/wiki/WSIS_(summit)⟧)", ["http://en.wikipedia.org/wiki/WSIS_(summit)"]),
    ("“⟦http://www.itu.int/wsis⟧”", ["http://www.itu.int/wsis"]),
    ("« ⟦http://www.itu.int/wsis⟧ »", ["http://www.itu.int/wsis"]),
    ("«⟦http://www.itu.int/wsis⟧»", ["http://www.itu.int/wsis"]),
    ("<⟦http://www.itu.int/wsis⟧>", ["http://www.itu.int/wsis"]),
    ("‘⟦http://www.itu.int/wsis⟧’", ["http://www.itu.int/wsis"]),
    ("⟦http://a.org/x⟧ and ⟦http://b.org/y⟧", ["http://a.org/x", "http://b.org/y"]),
    ("⟦http://a.org/x⟧, ⟦http://b.org/y⟧.", ["http://a.org/x", "http://b.org/y"]),
    ("⟦http://a.org/x⟧;⟦http://b.org/y⟧", ["http://a.org/x", "http://b.org/y"]),
    ("⟦http://a.org/x⟧⟦http://b.org/y⟧", ["http://a.org/x", "http://b.org/y"]),
    ("⟦www.itu.int⟧ / ⟦www.unesco.org⟧", ["http://www.itu.int", "http://www.unesco.org"]),
    ("⟦http://web.archive.org/web/2006/http://b.org/y⟧", ["http://web.archive.org/web/2006/http://b.org/y"]),
    ("⟦http://a.org/?q=1&b=%20#frag⟧", ["http://a.org/?q=1&b=%20#frag"]),
    ("⟦http://www.itu.int⟧", ["http://www.itu.int"]),
    ("⟦http://президент.рф/новости⟧", ["http://президент.рф/новости"]),
    ("⟦http://www.MÜNCHEN.de/a⟧", ["http://www.münchen.de/a"]),
    ("⟦http://192.168.0.1:8080/x⟧", ["http://192.168.0.1:8080/x"]),
    ("⟦http://www.itu.int:8080/x⟧", ["http://www.itu.int:8080/x"]),
    ("⟦cop@itu.int⟧", ["mailto:cop@itu.int"]),
    ("mailing list (⟦wsis-actionlineC5@itu.int⟧)", ["mailto:wsis-actionlineC5@itu.int"]),
    ("John Doe <⟦John.Doe@ITU.int⟧>", ["mailto:John.Doe@itu.int"]),
    ("⟦mailto:cop@itu.int⟧", ["mailto:cop@itu.int"]),
    ("E-mail:⟦cop@itu.int⟧.", ["mailto:cop@itu.int"]),
    ("⟦a@b.org⟧; ⟦c@d.org⟧", ["mailto:a@b.org", "mailto:c@d.org"]),
    ("⟦name (at) host (dot) org⟧", ["mailto:name@host.org"]),
    ("⟦first.last [at] itu.int⟧", ["mailto:first.last@itu.int"]),
    ("write to ⟦name at itu dot int⟧", ["mailto:name@itu.int"]),
    ("见⟦http://www.itu.int/wsis⟧。", ["http://www.itu.int/wsis"]),
    ("请访问⟦www.itu.int/wsis⟧查看", ["http://www.itu.int/wsis"]),
    ("邮箱：⟦wsis@itu.int⟧。", ["mailto:wsis@itu.int"]),
    ("انظر ⟦http://www.itu.int/wsis⟧، والموقع", ["http://www.itu.int/wsis"]),
    ("http//⟦www.itu.int/wsis⟧", ["http://www.itu.int/wsis"]),
]

# Addresses that print has broken, put together.
BROKEN: list[tuple[str, str]] = [
    ("⟦http:// www.itu.int/wsis⟧", "http://www.itu.int/wsis"),
    ("⟦http://www.itu.int/ wsis/index.html⟧", "http://www.itu.int/wsis/index.html"),
    ("⟦http://www.itu.int/wsis/\nimplementation/c2⟧", "http://www.itu.int/wsis/implementation/c2"),
    ("⟦http://www.unpan.org/post-\nWSIS-C1.asp⟧.", "http://www.unpan.org/post-WSIS-C1.asp"),
    ("⟦http://www.unesco. org/wsis/c8/note.p df⟧", "http://www.unesco.org/wsis/c8/note.pdf"),
    ("⟦http://www.unctad.or g/ecommerce/wsis20\n11⟧", "http://www.unctad.org/ecommerce/wsis2011"),
    ("⟦http://www.itu.int /wsis/c2⟧", "http://www.itu.int/wsis/c2"),
    ("⟦www. itu.int/wsis⟧", "http://www.itu.int/wsis"),
    ("⟦http://a.org/list.asp?id=1&\nlang=en⟧", "http://a.org/list.asp?id=1&lang=en"),
    ("⟦cop@\nitu.int⟧", "mailto:cop@itu.int"),
]

NOT_LINKS: list[tuple[str, list[str]]] = [
    ("projects from UNPAN and IT for all-regions.org", ["link-name"]),
    ("briefing by booking.com on its activities", ["link-name"]),
    ("Report.doc", []),
    ("see report.zip", []),
    ("minutes.pdf and agenda.docx", []),
    ("e.g. the toolkit, i.e. this one", []),
    ("version 2.0.1", []),
    ("and/or", []),
    ("ICTs.The group agreed", []),
    ("e-government.In addition", []),
    ("from 10.am to noon", []),
    ("U.N.E.S.C.O. and U.S.A.", []),
    ("M.Sc and Ph.D", []),
    ("UNPAN( UN Online Network", []),
    ("C4-C6", []),
    ("ITU/BDT", []),
    ("user@host", []),
    ("@itu", []),
    ("Rio+20", []),
    ("16.05.2007", []),
    ("10:00-13:00", []),
    ("tel.: +41 22 730 5111", []),
    ("a look at dot matrix printers", []),
    ("the group met at Geneva dot", []),
    ("javascript:alert(1)", ["link-not-web"]),
    ("file:///C:/agenda.doc", ["link-not-web"]),
    ("gopher://gopher.itu.int/1", ["link-not-web"]),
    ("tel:+41227305111", ["link-not-web"]),
    ("http://www", ["link-invalid"]),
    ("http://1.2.3/", ["link-invalid"]),
    ("1.5 million (2.5 per cent)", []),
    ("", []),
]

# A live link: its characters in {…}, its target; then address and text of the link, and the notices.
LIVE: list[tuple[str, str, str, str]] = [
    ("{click here}", "http://www.itu.int/wsis/c2", "http://www.itu.int/wsis/c2", "click here"),
    ("Agenda and {Report } available", "https://a.org/r.pdf", "https://a.org/r.pdf", "Report"),
    (
        "{http://www.itu.int/wsis}",
        "http://www.itu.int/wsis/",
        "http://www.itu.int/wsis/",
        "http://www.itu.int/wsis",
    ),
    ("{www.itu.int/wsis}", "http://www.itu.int/wsis", "http://www.itu.int/wsis", "www.itu.int/wsis"),
    ("{http://www.itu.int/wsis}", "http://other.org/", "http://www.itu.int/wsis", "http://www.itu.int/wsis"),
    (
        "{http://www.unesco.org/wsis.}",
        "http://www.unesco.org/wsis.",
        "http://www.unesco.org/wsis",
        "http://www.unesco.org/wsis",
    ),
    ("{cop@itu.int}", "mailto:cop@itu.int?subject=WSIS", "mailto:cop@itu.int", "cop@itu.int"),
    ("{cop@itu.int}", "http://www.itu.int/cop", "mailto:cop@itu.int", "cop@itu.int"),
    ("{all-regions.org}", "http://www.all-regions.org/", "http://all-regions.org", "all-regions.org"),
    (
        "{http://www.unctad.o rg/wsis 2011}",
        "http://www.unctad.org/wsis2011",
        "http://www.unctad.org/wsis2011",
        "http://www.unctad.org/wsis2011",
    ),
    ("see {http://a.org/a%20b}", "http://a.org/a b", "http://a.org/a b", "http://a.org/a%20b"),
    ("{the ITU site}", "www.itu.int/wsis", "http://www.itu.int/wsis", "the ITU site"),
]


def read(text: str, *links: Hyperlink) -> tuple[Text, Outcome]:
    """What the normaliser makes of one paragraph."""
    ledger = Text([Paragraph(text, PLACE, links=links)])
    return ledger, read_links(ledger, own_lexicons().of("en"))


def spans(marked: str) -> tuple[str, list[str]]:
    """The text without the drawn brackets, and what stands in them."""
    parts = [part.split("⟧")[0] for part in marked.split("⟦")[1:]]
    return marked.replace("⟦", "").replace("⟧", ""), parts


def urls(outcome: Outcome) -> list[object]:
    """The addresses read, in order."""
    return [reading.values["url"].value for reading in outcome.readings]


@pytest.mark.parametrize(("marked", "expected"), LINKS)
def test_links(marked: str, expected: list[str]) -> None:
    """Printed addresses are links, each with exactly its own characters as evidence and as text."""
    text, parts = spans(marked)
    ledger, outcome = read(text)
    assert urls(outcome) == expected
    assert [reading.values["text"].value for reading in outcome.readings] == parts
    evidence = [reading.values["url"].evidence for reading in outcome.readings]
    assert [[(part.text, text[part.span.start : part.span.end]) for part in parts] for parts in evidence] == [
        [(part, part)] for part in parts
    ]
    assert "not-understood" not in ledger.uses


@pytest.mark.parametrize(("marked", "expected"), BROKEN)
def test_broken_addresses(marked: str, expected: str) -> None:
    """White space inside an address is left out where the parts belong together, and a notice says so."""
    text, parts = spans(marked)
    _, outcome = read(text)
    assert urls(outcome) == [expected]
    assert [part.text for part in outcome.readings[0].values["url"].evidence] == parts
    assert outcome.readings[0].values["text"].value == "".join(parts[0].split())
    assert [note.check for note in outcome.notices] == JOINED


@pytest.mark.parametrize(("text", "checks"), NOT_LINKS)
def test_no_links(text: str, checks: list[str]) -> None:
    """Names, files, abbreviations, figures and other schemes are no links."""
    _, outcome = read(text)
    assert outcome.readings == ()
    assert [note.check for note in outcome.notices] == checks


@pytest.mark.parametrize(("marked", "target", "url", "printed"), LIVE)
def test_live_links(marked: str, target: str, url: str, printed: str) -> None:
    """A live link gives its target, unless its text is another address: then the printed one counts."""
    span = Span(marked.index("{"), marked.index("}") - 1)
    _, outcome = read(marked.replace("{", "").replace("}", ""), Hyperlink(span, target))
    assert urls(outcome) == [url]
    assert outcome.readings[0].values["text"].value == printed


@pytest.mark.parametrize(
    ("target", "checks"),
    [("javascript:alert(1)", ["link-not-web"]), ("file:///C:/x.doc", ["link-not-web"]), ("#top", [])],
)
def test_targets_that_are_no_links(target: str, checks: list[str]) -> None:
    """A script, a file or a place in the document is no link; the words stay."""
    ledger, outcome = read("Report", Hyperlink(Span(0, 6), target))
    assert outcome.readings == ()
    assert [note.check for note in outcome.notices] == checks
    assert ledger.free == "Report"


def test_live_link_in_two_parts_is_one() -> None:
    """A live link that formatting or a line's end parts in two is one link."""
    target = "http://www.itu.int/wsis/c2"
    _, outcome = read(
        "http://www.itu.int/\nwsis/c2", Hyperlink(Span(0, 19), target), Hyperlink(Span(20, 27), target)
    )
    assert urls(outcome) == [target]
    assert outcome.readings[0].values["text"].value == target


def test_soft_hyphens_are_no_part_of_an_address() -> None:
    """Soft hyphens are dropped from the address; the evidence keeps the source's characters."""
    text = "http://www.itu.int/imple\u00admentation"
    _, outcome = read(text)
    assert urls(outcome) == ["http://www.itu.int/implementation"]
    assert outcome.readings[0].values["url"].evidence[0].text == text


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("http://www.itu.int/wsis/", "c2/index.html.", "http://www.itu.int/wsis/c2/index.html"),
        ("http://www.itu.int/wsis/", "meetings2013.html", "http://www.itu.int/wsis/meetings2013.html"),
        ("http://www.itu.int/watch?", "v=AbC-1&t=10s", "http://www.itu.int/watch?v=AbC-1&t=10s"),
        ("http://www.itu.int/wsis/", "Report", "http://www.itu.int/wsis/"),
        ("http://www.itu.int/wsis/", "index.html is out of date", "http://www.itu.int/wsis/"),
        ("http://www.itu.int/wsis", "index.html", "http://www.itu.int/wsis"),
    ],
)
def test_paragraphs_are_joined_by_a_file_name_only(first: str, second: str, expected: str) -> None:
    """An address ends with its paragraph, unless it ends open and the next is nothing but a file's name."""
    ledger = Text([Paragraph(first, PLACE), Paragraph(second, replace(PLACE, paragraph=2))])
    assert urls(read_links(ledger, own_lexicons().of("en"))) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "See http://www.itu.int/wsis/ and the report",
        "http://www.itu.int/wsis/c2.\nAgenda.doc",
        "http://www.itu.int/wsis/\nAgenda available",
        "http://www.itu.int and/or the office",
    ],
)
def test_following_words_are_not_joined(text: str) -> None:
    """Words after an address stay outside."""
    _, outcome = read(text)
    assert [note.check for note in outcome.notices] == []
    assert len(outcome.readings) == 1


def test_host_is_without_port_and_user() -> None:
    """`host` is the host alone, of an e-mail address its domain."""
    _, outcome = read("http://user:pw@WWW.itu.int:80/x and a@ITU.int")
    assert [reading.values["host"].value for reading in outcome.readings] == ["www.itu.int", "itu.int"]


def test_punctuation_around_is_a_mark() -> None:
    """Brackets around an address and the full stop after it are taken with it."""
    ledger, _ = read("<http://www.itu.int/wsis>.")
    assert ledger.remainder() == []


PIECES = st.sampled_from(
    [
        "http://",
        "www.",
        "itu.int",
        "/wsis",
        "@",
        "(at)",
        "(dot)",
        "dot",
        "at",
        ".",
        ",",
        "(",
        ")",
        "<",
        ">",
        "\n",
        "访问",
        "،",
        "https://",
        "ftp://",
        "mailto:",
        "a",
        "b.org",
        "\x00",
        "\xad",
    ]
)


@settings(deadline=None)  # the first call loads the table of domains
@given(
    st.one_of(
        st.text(max_size=60), st.lists(PIECES, max_size=12).map("".join), st.lists(PIECES).map(" ".join)
    )
)
def test_any_text(text: str) -> None:
    """Whatever the text: no error, evidence quotes its characters, and links do not overlap."""
    _, outcome = read(text, *([Hyperlink(Span(0, min(3, len(text))), "http://a.org")] if text else []))
    parts = [part for reading in outcome.readings for part in reading.values["url"].evidence]
    assert all(text[part.span.start : part.span.end] == part.text for part in parts)
    assert all(a.span.end <= b.span.start for a, b in pairwise(parts))
