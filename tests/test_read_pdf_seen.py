"""What a reader of the printed page sees is text of the report; what the file only holds is not."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Stream, String
from PIL import Image

from pipeline.model import Document, DocumentId
from pipeline.read.pdf import read_pdf
from tests.pdf_builder import HEIGHT, WIDTH, Drawing

Change = Callable[[pikepdf.Pdf, pikepdf.Page], None]
TEXT = b"BT /F1 10 Tf 50 500 Td (Held in the file) Tj ET"


@pytest.fixture
def drawing(tmp_path: Path) -> Drawing:
    """A page with a line of text."""
    drawing = Drawing(tmp_path / "drawn.pdf")
    drawing.text(50, 100, "Seen by all")
    return drawing


def changed(drawing: Drawing, change: Change) -> Document:
    """The drawing with a change to its first page, read."""
    drawing.save()
    path = drawing.path.with_name("changed.pdf")
    with pikepdf.open(drawing.path) as pdf:
        change(pdf, pdf.pages[0])
        pdf.save(path)
    return read_pdf(path, DocumentId("drawn.pdf"))


def texts(document: Document) -> list[str]:
    """The paragraphs of the document."""
    return [paragraph.text for paragraph in document.paragraphs]


def unseen(document: Document) -> list[str | None]:
    """What was left out, as it is told."""
    return [note.excerpt for note in document.notices if note.check == "pdf-text-unseen"]


def content(data: bytes) -> Change:
    """More content for the page."""
    return lambda _, page: page.contents_add(data)


def on_layer(pdf: pikepdf.Pdf, page: pikepdf.Page, *, shown: bool) -> None:
    """Text on a layer of the page."""
    layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("Layer")))
    state = Dictionary(Order=Array([layer]))
    if not shown:
        state.OFF = Array([layer])
    pdf.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=state)
    page.obj.Resources.Properties = Dictionary(L1=layer)
    page.contents_add(b"/OC /L1 BDC " + TEXT + b" EMC")


def transparent(_: pikepdf.Pdf, page: pikepdf.Page) -> None:
    """Text that is fully transparent."""
    page.obj.Resources.ExtGState = Dictionary(G=Dictionary(ca=0, CA=0))
    page.contents_add(b"q /G gs " + TEXT + b" Q")


def cropped(_: pikepdf.Pdf, page: pikepdf.Page) -> None:
    """Text below the part of the page that is shown."""
    page.cropbox = Array([0, 550, WIDTH, HEIGHT])
    page.contents_add(TEXT)


def under_picture(_: pikepdf.Pdf, page: pikepdf.Page) -> None:
    """Text that a picture of one colour is put over."""
    page.contents_add(TEXT + b" q 200 0 0 30 40 490 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \xff EI Q")


def marked(_: pikepdf.Pdf, page: pikepdf.Page) -> None:
    """Text that a transparent colour is put over, as a marker pen does."""
    page.obj.Resources.ExtGState = Dictionary(G=Dictionary(ca=0.4), M=Dictionary(BM=Name.Multiply))
    page.contents_add(TEXT + b" q /G gs 1 1 0 rg 40 490 60 30 re f Q q /M gs 1 1 0 rg 100 490 90 30 re f Q")


HIDDEN: dict[str, Change] = {
    "white on white": content(b"1 1 1 rg " + TEXT),
    "invisible": content(b"3 Tr " + TEXT),
    "transparent": transparent,
    "off the cropped page": cropped,
    "blackened": content(TEXT + b" 0 g 40 490 200 30 re f"),
    "painted over": content(TEXT + b" 1 1 1 rg 48 496 80 16 re f"),
    "under a picture": under_picture,
    "on a hidden layer": lambda pdf, page: on_layer(pdf, page, shown=False),
}


@pytest.mark.parametrize("name", HIDDEN)
def test_what_nobody_sees_is_no_text_and_told(drawing: Drawing, name: str) -> None:
    """The words that were left out are quoted."""
    document = changed(drawing, HIDDEN[name])
    assert (texts(document), unseen(document)) == (["Seen by all"], ["Held in the file"])


SHOWN: dict[str, Change] = {
    "white on black": content(b"0 g 40 490 200 30 re f 1 1 1 rg " + TEXT),
    "white on pale blue": content(b".85 .89 .95 rg 40 490 200 30 re f 1 1 1 rg " + TEXT),
    "under a marker pen": marked,
    "in a frame that was drawn later": content(TEXT + b" 40 490 200 30 re S"),
    "beside what was painted over": content(TEXT + b" 0 g 40 450 200 40 re f"),
    "on a layer": lambda pdf, page: on_layer(pdf, page, shown=True),
}


@pytest.mark.parametrize("name", SHOWN)
def test_what_is_seen_is_text(drawing: Drawing, name: str) -> None:
    """White text on a filled cell, and a layer that is switched on, are read."""
    document = changed(drawing, SHOWN[name])
    assert (texts(document), unseen(document)) == (["Seen by all", "Held in the file"], [])


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_a_blackened_word_is_no_text_and_told(drawing: Drawing, turn: int) -> None:
    """Only what the bar covers is left out of the line, also where the page is turned."""

    def change(_: pikepdf.Pdf, page: pikepdf.Page) -> None:
        page.rotate(turn, relative=False)
        page.contents_add(TEXT + b" 0 g 70.5 497 11 12 re f")

    document = changed(drawing, change)
    assert "Held in" not in " ".join(texts(document))
    assert ("Held the file" in texts(document), unseen(document)) == (True, ["in"])


def test_invisible_text_over_a_picture_is_that_of_a_scan(drawing: Drawing) -> None:
    """OCR puts what it found invisibly over the picture: it is all the text there is."""
    drawing.canvas.drawInlineImage(Image.new("L", (60, 80), 200), 0, 0, WIDTH, HEIGHT - 200)
    document = changed(drawing, content(b"3 Tr " + TEXT))
    assert (texts(document), unseen(document)) == (["Seen by all", "Held in the file"], [])


def appearance(pdf: pikepdf.Pdf, page: pikepdf.Page, text: str) -> Stream:
    """What an annotation shows."""
    form = pdf.make_stream(f"/Tx BMC BT /F1 10 Tf 2 4 Td ({text}) Tj ET EMC".encode())
    form.Type, form.Subtype, form.BBox = Name.XObject, Name.Form, Array([0, 0, 150, 16])
    form.Resources = Dictionary(Font=page.obj.Resources.Font)
    return form


def annotate(pdf: pikepdf.Pdf, page: pikepdf.Page, annotation: Dictionary) -> None:
    """Put an annotation on the page, beside a link."""
    link = Dictionary(
        Type=Name.Annot,
        Subtype=Name.Link,
        Rect=Array([50, 690, 110, 710]),
        A=Dictionary(S=Name.URI, URI=String("http://www.itu.int/")),
    )
    annotation.Type, annotation.Rect = Name.Annot, Array([50, 490, 200, 506])
    page.obj.Annots = Array([pdf.make_indirect(link), pdf.make_indirect(annotation)])
    if annotation.Subtype == Name.Widget:
        fonts = Dictionary(Font=page.obj.Resources.Font)
        pdf.Root.AcroForm = Dictionary(Fields=Array([page.obj.Annots[1]]), DR=fonts)


@pytest.mark.parametrize("drawn", [True, False], ids=["drawn", "left to the viewer"])
def test_a_filled_field_is_text_of_its_page(drawing: Drawing, drawn: bool) -> None:
    """Also where the file leaves its appearance to the viewer; links stay as they were."""

    def fill(pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
        field = Dictionary(Subtype=Name.Widget, FT=Name.Tx, T=String("f"), F=4, DA=String("/F1 10 Tf 0 g"))
        field.V = String("Forty people")
        if drawn:
            field.AP = Dictionary(N=appearance(pdf, page, "Forty people"))
        annotate(pdf, page, field)

    document = changed(drawing, fill)
    assert texts(document) == ["Seen by all", "Forty people"]
    assert [link.target for p in document.paragraphs for link in p.links] == ["http://www.itu.int/"]


@pytest.mark.parametrize(("flags", "expected"), [(4, ["Seen by all", "A note"]), (2, ["Seen by all"])])
def test_a_note_typed_on_the_page_is_text_unless_hidden(
    drawing: Drawing, flags: int, expected: list[str]
) -> None:
    """What is printed with the page is read, a hidden note is not."""

    def note(pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
        shown = Dictionary(N=appearance(pdf, page, "A note"))
        annotate(pdf, page, Dictionary(Subtype=Name.FreeText, Contents=String("A note"), F=flags, AP=shown))

    assert texts(changed(drawing, note)) == expected


def test_text_of_negative_size_stands_upright(drawing: Drawing) -> None:
    """A matrix that turns text by half and a size below nothing undo each other."""
    turned = b"BT /F1 -10 Tf -1 0 0 -1 50 500 Tm (Upright after all) Tj ET"
    assert texts(changed(drawing, content(turned))) == ["Seen by all", "Upright after all"]


def test_text_of_drawn_fonts_is_read(drawing: Drawing) -> None:
    """Fonts whose letters are drawings (Type 3) tell which letters they are."""

    def type3(pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
        letter = pdf.make_stream(b"600 0 0 0 500 700 d1 0 0 500 700 re f")
        to_unicode = pdf.make_stream(
            b"begincmap 1 begincodespacerange <00> <FF> endcodespacerange "
            b"2 beginbfchar <61> <0041> <62> <0042> endbfchar endcmap"
        )
        page.obj.Resources.Font["/T3"] = Dictionary(
            Type=Name.Font,
            Subtype=Name.Type3,
            FontBBox=Array([0, 0, 600, 700]),
            FontMatrix=Array([0.001, 0, 0, 0.001, 0, 0]),
            CharProcs=Dictionary(a=letter, b=letter),
            Encoding=Dictionary(Differences=Array([97, Name("/a"), Name("/b")])),
            FirstChar=97,
            LastChar=98,
            Widths=Array([600, 600]),
            ToUnicode=to_unicode,
            Resources=Dictionary(),
        )
        page.contents_add(b"BT /T3 12 Tf 50 500 Td (abba) Tj ET")

    assert texts(changed(drawing, type3)) == ["Seen by all", "ABBA"]


def test_forms_within_forms_are_read_where_they_stand(drawing: Drawing) -> None:
    """Text and lines of nested forms come at their place on the page; one that holds itself does no harm."""
    drawing.table(100, (50, 200, 550), [[["Meeting"], ["Chair"]], [["C1"], ["UNESCO"]]])

    def nest(pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
        inner = pdf.make_indirect(pdf.make_stream(page.Contents.read_bytes() + b" /Self Do"))
        outer = pdf.make_stream(b"q 1 0 0 1 5 5 cm /Inner Do Q")
        for form in (inner, outer):
            form.Type, form.Subtype, form.BBox = Name.XObject, Name.Form, Array([0, 0, WIDTH, HEIGHT])
        inner.Resources = Dictionary(Font=page.obj.Resources.Font, XObject=Dictionary(Self=inner))
        outer.Resources = Dictionary(XObject=Dictionary(Inner=inner))
        page.obj.Resources = Dictionary(XObject=Dictionary(Outer=outer))
        page.Contents = pdf.make_stream(b"q 0.9 0 0 0.9 0 0 cm /Outer Do Q")

    document = changed(drawing, nest)
    assert [cell.text for cell in document.tables[0].cells] == ["Meeting", "Chair", "C1", "UNESCO"]


@pytest.mark.parametrize(
    "box",
    [[WIDTH, HEIGHT, 0, 0], [-300, -400, 300, 400]],
    ids=["corners the other way round", "origin within"],
)
def test_page_boxes_may_lie_anywhere(drawing: Drawing, box: list[float]) -> None:
    """The page is what its box shows, wherever the file's coordinates begin."""

    def move(_: pikepdf.Pdf, page: pikepdf.Page) -> None:
        page.mediabox = Array(box)
        if box[0] < 0:
            page.contents_add(b"q 1 0 0 1 -300 -400 cm", prepend=True)
            page.contents_add(b"Q")

    assert texts(changed(drawing, move)) == ["Seen by all"]
