"""What stands on PDF pages, read as text: words, lines, paragraphs, links, and files that resist."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from PIL import Image
from reportlab.lib.units import mm
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from pipeline.findings import ReadError
from pipeline.model import DocumentId, Hyperlink, PageBreak, Span
from pipeline.read.pdf import read_pdf
from tests.pdf_builder import FONT, HEIGHT, PADDING, PITCH, SIZE, WIDTH, Drawing, grid, wrap

NAME = DocumentId("drawn.pdf")
EDGES = (50.0, 200.0, 400.0, 550.0)


@pytest.fixture
def drawing(tmp_path: Path) -> Drawing:
    """An empty page to draw on."""
    return Drawing(tmp_path / "drawn.pdf")


def lines(drawing: Drawing, texts: list[str], x: float = 50, y: float = 100) -> None:
    """Lines of text at the regular distance."""
    for n, text in enumerate(texts):
        drawing.text(x, y + n * PITCH, text)


def paragraphs(drawing: Drawing) -> list[str]:
    """The texts of the drawing outside tables."""
    return [paragraph.text for paragraph in drawing.read().paragraphs]


def test_wrapped_lines_are_one_paragraph(drawing: Drawing) -> None:
    """Lines that end because the next word had no room are joined by a space."""
    text = "The meetings of the week were held in the new building of the union and all of them were " * 3
    lines(drawing, wrap(text.strip(), 500))
    assert paragraphs(drawing) == [text.strip()]


def test_a_line_that_ends_early_ends_its_paragraph(drawing: Drawing) -> None:
    """Where the next word had room, a paragraph or a manual break ends."""
    lines(drawing, ["Chaired by the secretariat", "Around 40 participants", *wrap("long text " * 20, 500)])
    assert paragraphs(drawing)[:2] == ["Chaired by the secretariat", "Around 40 participants"]


def test_extra_space_ends_a_paragraph(drawing: Drawing) -> None:
    """A full line is the last of its paragraph where more than the regular distance follows."""
    full = wrap("one two three four five six seven eight nine ten " * 6, 500)
    lines(drawing, full)
    lines(drawing, full, y=100 + (len(full) + 1) * PITCH)
    assert len(paragraphs(drawing)) == 2


@pytest.mark.parametrize("mark", ["•", "-", "–", "1.", "a)"])
def test_list_marks_begin_paragraphs(drawing: Drawing, mark: str) -> None:
    """A mark with its item set off begins a paragraph even after a full line."""
    item = wrap("role of the universities in the training of policy makers and of regulators " * 2, 480)
    for n, text in enumerate([*item, *item]):
        if n % len(item) == 0:
            drawing.text(50, 100 + n * PITCH, mark)
        drawing.text(70, 100 + n * PITCH, text)
    document = drawing.read()
    assert len(document.paragraphs) == 2
    first = document.paragraphs[0]
    assert first.mark == Span(0, len(mark) + 1)
    assert first.marker is not None


def test_indents_of_marks_give_levels(drawing: Drawing) -> None:
    """List items set in further are nested."""
    for n, (x, text) in enumerate([(60, "outer"), (80, "inner"), (100, "innermost"), (60, "outer again")]):
        drawing.text(x, 100 + n * PITCH, "•")
        drawing.text(x + 10, 100 + n * PITCH, text)
    assert [paragraph.level for paragraph in drawing.read().paragraphs] == [0, 1, 2, 0]


HYPHENS: list[tuple[str, str, str, str]] = [
    ("Administra-", "tion", "Administration of", "Administration"),
    ("forward-", "looking", "forward-looking issues", "forward-looking"),
    ("e-", "government", "nothing else", "e-government"),
    ("Sow-", "Camara", "nothing else", "Sow-Camara"),
    ("10:00-", "13:00", "nothing else", "10:00-13:00"),
    ("zyx-", "wvu", "nothing else", "zyx-wvu"),
]


@pytest.mark.parametrize(("end", "start", "elsewhere", "expected"), HYPHENS, ids=lambda part: part)
def test_hyphens_at_line_ends(drawing: Drawing, end: str, start: str, elsewhere: str, expected: str) -> None:
    """The document's own words decide whether a hyphen belongs to its word; undecided it stays."""
    before = wrap("a b c d e f g h " * 40, 500)[0]
    lines(drawing, [elsewhere, "", before.removesuffix(" a")[: -len(end)] + " " + end, f"{start} and more"])
    assert f"{expected} and more" in " ".join(paragraphs(drawing))


def test_an_undecided_hyphen_is_told(drawing: Drawing) -> None:
    """A hyphen that no other place decides is kept with a notice that quotes it."""
    lines(drawing, ["x" * 95 + " zyx-", "wvu"])
    (note,) = (note for note in drawing.read().notices if note.check == "pdf-hyphen-kept")
    assert (note.details["before"], note.details["after"]) == ("zyx-", "wvu")


@pytest.mark.parametrize(
    ("ending", "following", "expected"),
    [
        ("10:00–", "13:00", "10:00–13:00"),
        ("implementation", "http://un.int", "implementation http://un.int"),
    ],
)
def test_what_stands_close_or_apart_at_a_line_end(
    drawing: Drawing, ending: str, following: str, expected: str
) -> None:
    """A dash that stands close to a figure stands close to the next; an address begins with its scheme."""
    edge = 50 + stringWidth(ending, FONT, SIZE) + 2 * PADDING
    drawing.table(100, (50, edge, edge + 90), [[[ending, following], ["C1"]], [["x"], ["C2"]]])
    assert grid(drawing.read())[0][0] == expected


STARTS = [("openness", "3 May"), ("UNESCO", "Chaired"), ("openness", "7 May")]


def test_a_full_line_of_one_word_may_end_its_paragraph(drawing: Drawing) -> None:
    """Where spaces are printed at wrapped lines and none is here: no word goes on with a figure or a name."""
    edge = 50 + stringWidth("openness", FONT, SIZE) + 2 * PADDING + 4
    wrapped = [["Security, ", "privacy ", "and ", end, start] for end, start in STARTS]
    drawing.table(100, (50, edge, 300), [[cell, ["Room A"]] for cell in wrapped])
    read = [row[0] for row in grid(drawing.read())]
    assert read == [f"Security, privacy and {end}|{start}" for end, start in STARTS]


def test_an_address_over_two_lines_is_whole(drawing: Drawing) -> None:
    """The link annotation proves that the address goes on, and is kept with its characters."""
    url = "http://www.itu.int/wsis/implementation/c2/index.html"
    head, tail = url[:39], url[39:]
    lines(drawing, ["x" * 60 + " " + head, f"{tail} is open"])
    drawing.link(url, 50, 90, 580, 103)
    drawing.link(url, 50, 104, 50 + 5 * len(tail), 115)
    (paragraph,) = drawing.read().paragraphs
    start = paragraph.text.index("http")
    assert paragraph.text[start:] == f"{url} is open"
    assert paragraph.links[0].target == url
    assert paragraph.links[0].span.end >= start + len(url)


@pytest.mark.parametrize(
    ("before", "after"),
    [("http://www.unpan.org/post-", "WSIS-C1.asp"), ("http:/", "/www.unpan.org/post-WSIS-C1.asp")],
)
@pytest.mark.parametrize("linked", [True, False])
def test_an_address_is_whole_wherever_it_was_broken(
    drawing: Drawing, before: str, after: str, linked: bool
) -> None:
    """At its own hyphen, or within its scheme, with a link annotation and without."""
    filler = "x" * int((480 - stringWidth(before, FONT, SIZE)) / stringWidth("x", FONT, SIZE))
    lines(drawing, [f"{filler} {before}", f"{after} is open"])
    if linked:
        drawing.link(before + after, 540 - stringWidth(before, FONT, SIZE), 90, 580, 103)
        drawing.link(before + after, 50, 104, 50 + 6 * len(after), 115)
    (paragraph,) = drawing.read().paragraphs
    assert paragraph.text.split(" ", 1)[1] == f"{before}{after} is open"


def test_an_address_goes_on_over_a_page(drawing: Drawing) -> None:
    """In a row that the page cuts."""
    edges = (50, 200, 306)
    drawing.table(700, edges, [[["C1"], ["Documents at", "http://www.unpan.org/"]]], last_line=False)
    drawing.page()
    drawing.table(50, edges, [[[], ["post-WSIS-C1.asp"]], [["C2"], ["None"]]])
    assert grid(drawing.read())[0][1] == "Documents at http://www.unpan.org/post-WSIS-C1.asp"


@pytest.mark.parametrize(
    ("end", "start", "expected"),
    [
        ("theme", ": all", "theme: all"),
        ("forward", "-looking", "forward-looking"),
        ("summits", "+20", "summits+20"),
    ],
)
def test_signs_that_found_no_room_close_up(drawing: Drawing, end: str, start: str, expected: str) -> None:
    """A narrow column may end before a sign that belongs to the word on its line."""
    drawing.text(300, 60, "The summits+20 process: theme: forward-looking")
    edges = (50.0, 50 + 2 * PADDING + stringWidth(end, FONT, SIZE) + 0.5, 250.0)
    drawing.table(100, edges, [[["C"], ["Meeting"]], [[end, start], ["Room"]]])
    assert grid(drawing.read())[1][0] == expected


def test_the_ends_of_centred_lines_tell_nothing(drawing: Drawing) -> None:
    """Producers that print the space at which they wrap print none in a centred title."""
    body = wrap("The meetings of the week were held in the new building of the union " * 2, 500)
    for n, line in enumerate(
        ("Report on the meetings of the action lines of the whole wide world", "summit")
    ):
        drawing.text((WIDTH - stringWidth(line, FONT, 16)) / 2, 60 + 19 * n, line, size=16)
    for n, line in enumerate(body):
        drawing.text(50, 120 + PITCH * n, f"{line} ")
    assert (
        paragraphs(drawing)[0] == "Report on the meetings of the action lines of the whole wide world summit"
    )


def test_ligatures_are_their_letters(tmp_path: Path) -> None:
    """Also where the file maps their glyph to one character."""
    drawing = Drawing(tmp_path / "drawn.pdf")
    drawing.text(50, 100, "The office of flows")
    drawing.save()
    with pikepdf.open(drawing.path) as pdf:
        font = pdf.pages[0].obj.Resources.Font["/F1"]
        letters = "".join(f"<{ord(a):02x}> <{ord(a):04x}> " for a in "The o of flows".replace(" ", ""))
        font.ToUnicode = pdf.make_stream(
            b"begincmap 1 begincodespacerange <00> <FF> endcodespacerange "
            + f"3 beginbfchar <41> <FB01> <42> <FB03> <43> <0020> endbfchar {letters}endcmap".encode()
        )
        pdf.pages[0].contents_add(b"BT /F1 10 Tf 50 500 Td (A B) Tj ET")
        pdf.save(tmp_path / "mapped.pdf")
    texts = [p.text for p in read_pdf(tmp_path / "mapped.pdf", NAME).paragraphs]
    assert texts[-1] == "fi ffi"


def test_a_link_has_its_own_characters(drawing: Drawing) -> None:
    """A link's span is what its area covers, not the whole line."""
    drawing.text(50, 100, "see www.itu.int for more")
    drawing.link("http://www.itu.int/", 68, 90, 121, 103)
    (paragraph,) = drawing.read().paragraphs
    assert paragraph.links == (Hyperlink(Span(4, 15), "http://www.itu.int/"),)


def test_text_printed_twice_is_read_once(drawing: Drawing) -> None:
    """Shadows and bold made by printing twice do not double the text."""
    drawing.text(50, 100, "Action Line meeting")
    drawing.text(50.4, 100, "Action Line meeting")
    assert paragraphs(drawing) == ["Action Line meeting"]


def test_text_placed_off_every_page_is_no_text(drawing: Drawing) -> None:
    """Positions beyond all numbers do no harm."""
    drawing.text(50, 100, "Seen")
    drawing.text(1e6, 100, "Unseen")
    drawing.text(50, -1e6, "Unseen")
    drawing.rule(0, 1e38, 1e38, 1e38)
    assert paragraphs(drawing) == ["Seen"]


def test_the_same_word_at_another_place_is_kept(drawing: Drawing) -> None:
    """Only what overprints itself is left out."""
    lines(drawing, ["ITU ITU", "ITU"])
    assert paragraphs(drawing) == ["ITU ITU", "ITU"]


def test_page_headers_and_numbers_are_no_text(drawing: Drawing) -> None:
    """What comes back at the same place of every page, but for its number, is left out."""
    for number, text in ((1, "First."), (2, "Second.")):
        drawing.text(50, 40, "WSIS Forum")
        drawing.text(50, 300, text)
        drawing.text(280, 780, f"Page {number}")
        drawing.page()
    assert paragraphs(drawing) == ["First.", "Second."]


def test_lines_at_a_page_s_edge_that_differ_are_text(drawing: Drawing) -> None:
    """Numbers that do not count pages tell lines apart: on one page, and on the next."""
    for number in (1, 2, 3):
        for n in range(3):
            drawing.text(50, 40 + 6 * n, f"Room {n + 1}: {7 * number + n} persons")
        drawing.text(50, 400, "Text.")
        drawing.page()
    expected = [[f"Room {n + 1}: {7 * number + n} persons" for n in range(3)] for number in (1, 2, 3)]
    assert [text for text in paragraphs(drawing) if text != "Text."] == [t for page in expected for t in page]


@pytest.mark.parametrize(
    ("title", "y", "size"),
    [("Annex 1", 90, SIZE), ("Session 1", 45, 14), ("Issue 64", 45, SIZE), ("2006", 45, SIZE)],
)
def test_titles_with_a_number_are_text(drawing: Drawing, title: str, y: float, size: float) -> None:
    """Only the page's own number is taken away with the word before it, and only in the page's margin."""
    drawing.text(50, y, title, size=size)
    drawing.text(50, 330, "First.")
    drawing.text(50, 400, "Second.")
    assert paragraphs(drawing) == [title, "First.", "Second."]


def test_the_title_of_a_page_with_a_number_is_text(drawing: Drawing) -> None:
    """One as small as the number, but not in the page's margin as a running title is."""
    drawing.text(50, 100, "Report of the meeting")
    drawing.text(50, 130, "First.")
    drawing.text(50, 160, "Second.")
    drawing.text(280, 770, "1")
    assert paragraphs(drawing) == ["Report of the meeting", "First.", "Second."]


def test_a_paragraph_goes_on_over_a_page(drawing: Drawing) -> None:
    """A sentence that a page cuts is one paragraph with the place of the break."""
    first, second, *_ = wrap("the committee decided that the group should go on with its work " * 3, 500)
    drawing.text(50, 700, first)
    drawing.page()
    drawing.text(50, 60, second)
    (paragraph,) = drawing.read().paragraphs
    assert paragraph.text == f"{first} {second}"
    assert paragraph.page_breaks == (PageBreak(len(first) + 1, 2),)


def test_footnotes_follow_the_paragraph_of_their_mark(drawing: Drawing) -> None:
    """The text at the foot goes to the cell of its raised mark, and the mark is no text."""
    drawing.table(100, (50, 200, 550), [[["Meeting"], ["Decision"]], [["C1"], ["Adopted"]]])
    drawing.text(204 + 38, 122, "1", size=6)
    drawing.text(50, 740, "1", size=6)
    drawing.text(56, 743, "Subject to confirmation.", size=8)
    document = drawing.read()
    (cell,) = (c for c in document.tables[0].cells if (c.row, c.column) == (2, 2))
    assert [(p.text, p.marker) for p in cell.paragraphs] == [
        ("Adopted", None),
        ("Subject to confirmation.", "note"),
    ]
    assert document.paragraphs == ()


def test_a_footnote_mark_may_stand_apart(drawing: Drawing) -> None:
    """A space before the mark at the end of a line goes with it: the line ends with its last word."""
    first, second, *rest = wrap("Contexts of this kind are mostly conformant " * 7, 480)
    lines(drawing, [first, second, *rest])
    drawing.text(50 + stringWidth(f"{first} ", FONT, SIZE), 96, "1", size=6)
    drawing.text(50, 740, "1", size=6)
    drawing.text(56, 743, "Subject to confirmation.", size=8)
    assert paragraphs(drawing)[:2] == [f"{first} {second}", "Subject to confirmation."]


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_rotated_pages_are_read_upright(tmp_path: Path, turn: int) -> None:
    """`/Rotate` changes nothing, nor does content that is turned instead of the page."""
    drawing = Drawing(tmp_path / "upright.pdf")
    drawing.table(100, EDGES, [[["a"], ["b"], ["c"]], [["one", "two"], ["three"], ["four"]]])
    upright = grid(drawing.read())
    by_page, by_content = tmp_path / "page.pdf", tmp_path / "content.pdf"
    with pikepdf.open(drawing.path) as pdf:
        pdf.pages[0].rotate(turn, relative=False)
        pdf.save(by_page)
    with pikepdf.open(drawing.path) as pdf:
        page = pdf.pages[0]
        cosine, sine = {90: (0, 1), 180: (-1, 0), 270: (0, -1)}[turn]
        shift = {90: (HEIGHT, 0), 180: (WIDTH, HEIGHT), 270: (0, WIDTH)}[turn]
        matrix = f"{cosine} {sine} {-sine} {cosine} {shift[0]} {shift[1]} cm"
        page.contents_add(pdf.make_stream(matrix.encode()), prepend=True)
        if turn != 180:
            page.mediabox = pikepdf.Array([0, 0, HEIGHT, WIDTH])
        pdf.save(by_content)
    assert grid(read_pdf(by_page, NAME)) == upright
    assert grid(read_pdf(by_content, NAME)) == upright


def test_text_turned_in_a_cell_is_read(drawing: Drawing) -> None:
    """A header that runs upwards is text of its cell."""
    drawing.table(100, EDGES, [[["", "", "", "", ""], ["b"], ["c"]], [["one"], ["two"], ["three"]]])
    drawing.canvas.saveState()
    drawing.canvas.translate(70, HEIGHT - 160)
    drawing.canvas.rotate(90)
    drawing.canvas.drawString(0, 0, "Facilitator")
    drawing.canvas.restoreState()
    assert grid(drawing.read())[0] == ["Facilitator", "b", "c"]


def test_an_empty_user_password_opens(tmp_path: Path) -> None:
    """A file that is only protected against changes is read."""
    from reportlab.lib.pdfencrypt import StandardEncryption

    path = tmp_path / "owner.pdf"
    canvas = Canvas(str(path), encrypt=StandardEncryption("", "owner", canModify=0))
    canvas.drawString(50, 500, "Readable")
    canvas.save()
    assert [p.text for p in read_pdf(path, NAME).paragraphs] == ["Readable"]


def test_a_password_is_asked_for(tmp_path: Path) -> None:
    """An encrypted file is rejected with what to do, and read with its password."""
    drawing = Drawing(tmp_path / "drawn.pdf", password="secret")  # noqa: S106 - a test's own
    drawing.text(50, 100, "Hidden")
    with pytest.raises(ReadError, match="--password"):
        drawing.read()
    with pytest.raises(ReadError, match="does not open"):
        read_pdf(drawing.path, NAME, password="wrong")  # noqa: S106 - a test's own
    document = read_pdf(drawing.path, NAME, password="secret")  # noqa: S106 - a test's own
    assert [p.text for p in document.paragraphs] == ["Hidden"]


def test_a_scan_is_rejected(tmp_path: Path) -> None:
    """A file without any text is said to be a scan, and OCR is named."""
    drawing = Drawing(tmp_path / "drawn.pdf")
    drawing.rule(50, 50, 500, 50)
    with pytest.raises(ReadError, match=r"scan.*OCR"):
        drawing.read()


@pytest.mark.parametrize(
    ("draw", "reason"),
    [
        (lambda drawing: drawing.page(), "no text, picture or line"),
        (lambda drawing: invisible(drawing, "Access"), "its text is not seen"),
    ],
    ids=["blank", "invisible"],
)
def test_what_is_no_scan_is_not_called_one(
    drawing: Drawing, draw: Callable[[Drawing], None], reason: str
) -> None:
    """OCR would find nothing in it."""
    draw(drawing)
    with pytest.raises(ReadError, match=reason):
        drawing.read()


def invisible(drawing: Drawing, text: str) -> None:
    """Text that the page does not show."""
    shown = drawing.canvas.beginText(50, 700)
    shown.setTextRenderMode(3)
    shown.textOut(text)
    drawing.canvas.drawText(shown)


def test_lines_that_alone_come_back_are_the_text(drawing: Drawing) -> None:
    """A page header has a page below it: pages with nothing else lose nothing."""
    for number in range(3):
        if number:
            drawing.page()
        drawing.text(50, 60, f"Sheet {number}")
    assert paragraphs(drawing) == ["Sheet 0", "Sheet 1", "Sheet 2"]


def test_a_scanned_page_among_others_is_told(drawing: Drawing) -> None:
    """A page that is only a picture is named: what it shows is missing."""
    picture = Image.new("L", (60, 80), 200)
    drawing.text(50, 100, "Text")
    drawing.page()
    drawing.canvas.drawInlineImage(picture, 0, 0, WIDTH, HEIGHT)
    (note,) = (note for note in drawing.read().notices if note.check == "pdf-page-without-text")
    assert note.details == {"page": "2"}


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: data.replace(b"startxref", b"startxxxx"),
        lambda data: data[: data.rindex(b"xref\n0")],
        lambda data: b"junk before the header\n" + data,
    ],
    ids=["no cross-reference table", "cut off at the end", "junk before the header"],
)
def test_damaged_files_are_read(tmp_path: Path, damage: Callable[[bytes], bytes]) -> None:
    """Where the structure can be found again, the text is read."""
    drawing = Drawing(tmp_path / "drawn.pdf")
    drawing.text(50, 100, "Still here")
    drawing.save()
    drawing.path.write_bytes(damage(drawing.path.read_bytes()))
    assert [p.text for p in read_pdf(drawing.path, NAME).paragraphs] == ["Still here"]


@pytest.mark.parametrize(
    "data", [b"", b"%PDF-1.4\n", b"%PDF-1.4\nnothing of a PDF"], ids=["empty", "header", "words"]
)
def test_what_is_no_pdf_is_rejected(tmp_path: Path, data: bytes) -> None:
    """A file of which nothing can be read is rejected, never read as no pages."""
    path = tmp_path / "broken.pdf"
    path.write_bytes(data)
    with pytest.raises(ReadError, match="damaged"):
        read_pdf(path, NAME)


def test_private_use_bullets_are_bullets() -> None:
    """Codes of symbol fonts that stand for bullets and dashes become those."""
    from pipeline.read.pdf.symbols import symbol_table

    symbol, wingdings = symbol_table("ABCDEF+SymbolMT"), symbol_table("Wingdings-Regular")
    assert symbol is not None
    assert wingdings is not None
    assert (symbol[0xF0B7], wingdings[0xF0A7], wingdings[0xF02D]) == ("•", "▪", "–")
    assert symbol_table("Helvetica") is None


def test_dots_drawn_beside_lines_are_bullets(drawing: Drawing) -> None:
    """Browsers draw bullets as circles: each begins a list item."""
    for n, text in enumerate(["first", "second"]):
        drawing.canvas.circle(55, HEIGHT - (97 + n * PITCH), 2, stroke=0, fill=1)
        drawing.text(65, 100 + n * PITCH, text)
    drawing.canvas.circle(300, HEIGHT - 500, 2, stroke=0, fill=1)
    assert paragraphs(drawing) == ["• first", "• second"]


def test_the_file_is_described(drawing: Drawing) -> None:
    """Format, pages, size and hash are the file's."""
    drawing.text(5 * mm, 100, "Text")
    drawing.page()
    drawing.text(50, 100, "More")
    document = drawing.read()
    assert (document.format, document.pages, document.size) == ("pdf", 2, drawing.path.stat().st_size)
    assert len(document.sha256) == 64
