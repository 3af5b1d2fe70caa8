"""Where the characters of a PDF stand, and the pictures of its pages: each is held against the other."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from PIL import Image
from reportlab.pdfbase.pdfmetrics import stringWidth

from pipeline.findings import ReadError
from pipeline.model import Document, DocumentId, PagePicture, Paragraph, PrintedLine
from pipeline.options import Options
from pipeline.read import ReadOptions
from pipeline.read import pictures as pictures_of_file
from pipeline.read.pdf import pictures, read_pdf
from pipeline.read.pdf.pictures import page_pictures
from pipeline.renditions import group_renditions
from pipeline.report_reader import ReportReader
from pipeline.write import load_portion
from pipeline.write.report.facts import Run
from tests.pdf_builder import FONT, HEIGHT, PITCH, SIZE, WIDTH, Drawing, wrap

GOLDEN = Path(__file__).parent / "golden"
NAME = DocumentId("report.pdf")
EDGES = (50.0, 200.0, 400.0, 550.0)
DARK = 200

Region = tuple[float, float, float, float]


@pytest.fixture
def drawing(tmp_path: Path) -> Drawing:
    """An empty page to draw on."""
    return Drawing(tmp_path / "report.pdf")


def paragraphs(document: Document) -> list[Paragraph]:
    """All paragraphs, those of tables too."""
    cells = [cell for table in document.tables for cell in table.cells]
    return [*document.paragraphs, *(paragraph for cell in cells for paragraph in cell.paragraphs)]


def printed(document: Document) -> Iterator[tuple[PrintedLine, str]]:
    """Each line with its characters."""
    for paragraph in paragraphs(document):
        for line in paragraph.printed:
            yield line, paragraph.text[line.start : line.end]


def region(line: PrintedLine, start: int, end: int) -> Region:
    """Left, top, right and bottom of some characters of a line."""
    low, high = min(line.starts[start:end]), max(line.ends[start:end])
    return (low, line.low, high, line.high) if line.is_level else (line.low, low, line.high, high)


def greys(picture: PagePicture) -> Image.Image:
    """What the picture shows."""
    return Image.open(BytesIO(picture.png)).convert("L")


@pytest.mark.parametrize(
    "report",
    ["wsis-cluster-2009", "wsis-forum-2010-action-lines", "wsis-meetings-2015-ru", "wsis-meetings-2015-zh"],
)
def test_pdfium_finds_each_word_in_its_place(report: str) -> None:
    """No character of a paragraph is without a place, and the file has the same words there."""
    path = GOLDEN / report / f"{report}.pdf"
    document = read_pdf(path, NAME, placed=True)
    with pypdfium2.PdfDocument(path) as pdf:
        pages = {n: (pdf[n - 1].get_height(), pdf[n - 1].get_textpage()) for n in range(1, len(pdf) + 1)}
        words = 0
        for line, text in printed(document):
            height, page = pages[line.page]
            for start, end in spans(text):
                if not text[start:end].isalnum():
                    continue  # list marks and hyphens are mapped
                x0, top, x1, bottom = region(line, start, end)
                found = page.get_text_bounded(x0 - 0.5, height - bottom, x1 + 0.5, height - top)
                assert text[start:end] in "".join(found.split())
                words += 1
    assert words > 40
    for paragraph in paragraphs(document):
        placed = [place for line in paragraph.printed for place in range(line.start, line.end)]
        without = [place for place, sign in enumerate(paragraph.text) if place not in placed and sign != " "]
        assert placed == sorted(set(placed))
        assert without == []


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_ink_is_inside_the_boxes(tmp_path: Path, turn: int) -> None:
    """All of it, in the picture of a page that is turned too, whose visible part begins elsewhere; and each
    word has some."""
    drawing = Drawing(tmp_path / "upright.pdf")
    drawing.text(60, 90, "Meeting on capacity building")
    drawing.text(60, 300, "Around 40 participants", size=18)
    drawing.save()
    with pikepdf.open(drawing.path) as pdf:
        pdf.pages[0].mediabox = pikepdf.Array([20, 30, WIDTH, HEIGHT - 10])
        pdf.pages[0].rotate(turn, relative=False)
        pdf.save(tmp_path / "turned.pdf")
    document = read_pdf(tmp_path / "turned.pdf", NAME, placed=True)
    (picture,) = page_pictures(tmp_path / "turned.pdf", [1], None)

    check_ink(document, picture, ["Meeting on capacity building", "Around 40 participants"])

    assert (picture.width, picture.height) == (WIDTH - 20, HEIGHT - 40)


@pytest.mark.parametrize("turn", [90, 270])
def test_ink_of_turned_text_is_inside_its_boxes(drawing: Drawing, turn: int) -> None:
    """Text that runs up or down beside upright text."""
    drawing.text(60, 90, "Meetings of the week, by theme and by day")
    drawing.canvas.translate(300, HEIGHT / 2)
    drawing.canvas.rotate(turn)
    drawing.canvas.drawString(10, 20, "Friday, 26 May")
    document = drawing.read(placed=True)
    (picture,) = page_pictures(drawing.path, [1], None)

    check_ink(document, picture, ["Meetings of the week, by theme and by day", "Friday, 26 May"])

    assert sorted(line.is_level for line, _ in printed(document)) == [False, True]


def check_ink(document: Document, picture: PagePicture, texts: Sequence[str]) -> None:
    """No dark pixel is outside of the boxes of the words, and each of them has one inside."""
    image = greys(picture)
    scale = image.width / picture.width
    boxes = [
        tuple(round(edge * scale) for edge in region(line, start, end))
        for line, text in printed(document)
        for start, end in spans(text)
    ]
    assert sorted(text for _, text in printed(document)) == sorted(texts)
    for left, top, right, bottom in boxes:
        assert image.crop((left, top, right, bottom)).getextrema()[0] < DARK  # type: ignore[operator]  # one band
    for left, top, right, bottom in boxes:
        image.paste(255, (left - 1, top - 1, right + 2, bottom + 2))
    assert image.getextrema()[0] > DARK  # type: ignore[operator]  # one band


def spans(text: str) -> Iterator[tuple[int, int]]:
    """Where each word begins and ends."""
    start = 0
    for word in text.split(" "):
        yield start, start + len(word)
        start += len(word) + 1


def test_what_is_no_text_has_no_place(drawing: Drawing) -> None:
    """The hyphen of a word broken over two lines, and the mark of a footnote: what follows keeps its own."""
    full = wrap("a b c d e f g h " * 40, 490)[0]
    hyphenated = f"{full[:-12]} Administra"
    drawing.text(50, 60, "Administration of names")
    drawing.text(50, 100, f"{hyphenated}-")
    drawing.text(50, 100 + PITCH, "tion and more")
    drawing.text(50 + stringWidth("Administration", FONT, SIZE), 56, "1", size=6)
    drawing.text(50, 740, "1", size=6)
    drawing.text(56, 743, "Subject to confirmation")

    found = {text: line for line, text in printed(drawing.read(placed=True))}

    after_mark = "Administration of names", "Subject to confirmation"
    assert set(found) == {*after_mark, hyphenated, "tion and more"}
    for text, x in zip(after_mark, (50, 56), strict=True):
        start = text.index(" ") + 1
        expected = x + stringWidth(text[:start], FONT, SIZE)
        assert found[text].starts[start] == pytest.approx(expected, abs=0.5)


def test_places_are_told_to_who_asks(drawing: Drawing) -> None:
    """Others get the same text without them."""
    drawing.text(50, 60, "Meeting on capacity building")

    plain, placed = drawing.read(), read_pdf(drawing.path, DocumentId("drawn.pdf"), placed=True)

    assert [text for _, text in printed(placed)] == ["Meeting on capacity building"]
    assert list(printed(plain)) == []
    assert plain == placed


@pytest.mark.parametrize(
    ("size", "pixels"),
    [((14_400, 14_400), (1800, 1800)), ((14_400, 3), (1800, 1)), ((200, 100), (306, 153))],
)
def test_no_page_is_too_large_for_a_picture(
    tmp_path: Path, size: tuple[int, int], pixels: tuple[int, int]
) -> None:
    """A page as large as the format allows is drawn smaller, and none is larger than that."""
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=size)
        pdf.save(tmp_path / "blank.pdf")

    (picture,) = page_pictures(tmp_path / "blank.pdf", [1], None)

    assert greys(picture).size == pixels


@pytest.mark.parametrize("box", [[0, 0, 0, 0], [0, 0, 1e30, 1e30], [5, 5, 5, 900]])
def test_a_page_of_an_impossible_size_is_survived(tmp_path: Path, box: list[float]) -> None:
    """It has a picture of bounded size, or none."""
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=(100, 100))
        pdf.pages[0].mediabox = pikepdf.Array(box)
        pdf.save(tmp_path / "blank.pdf")

    for picture in page_pictures(tmp_path / "blank.pdf", [1], None):
        assert max(greys(picture).size) <= 1800


def test_a_page_that_is_not_there_has_no_picture(drawing: Drawing) -> None:
    """Nor is it an error: the others have theirs."""
    drawing.text(50, 100, "Words")
    drawing.save()

    assert [picture.page for picture in page_pictures(drawing.path, [1, 7], None)] == [1]


def test_the_same_page_gives_the_same_bytes(drawing: Drawing) -> None:
    """Whatever pages were drawn before; few greys make few bytes."""
    for text in wrap("long text " * 40, 500):
        drawing.text(50, 100, text)
    drawing.page()
    drawing.table(100, EDGES, [[["Meeting"], ["Facilitator"], ["Comments"]]] * 20)
    drawing.save()

    first, second = page_pictures(drawing.path, [1, 2], None)
    (again,) = page_pictures(drawing.path, [2], None)

    assert second == again != first
    assert len(greys(second).getcolors() or ()) <= 16
    assert len(second.png) < 40_000


def test_pictures_are_bounded(drawing: Drawing, monkeypatch: pytest.MonkeyPatch) -> None:
    """In number and in size."""
    for number in range(4):
        drawing.text(50, 100, f"Page {number}")
        drawing.page()
    drawing.save()
    size = len(next(page_pictures(drawing.path, [1], None)).png)

    monkeypatch.setattr(pictures, "_MOST_PAGES", 3)
    assert [each.page for each in page_pictures(drawing.path, [1, 2, 3, 4], None)] == [1, 2, 3]
    monkeypatch.setattr(pictures, "_MOST_BYTES", 2 * size + size // 2)
    assert [each.page for each in page_pictures(drawing.path, [1, 2, 3, 4], None)] == [1, 2]


def test_an_encrypted_file_needs_its_password_again(tmp_path: Path) -> None:
    """As it did for reading."""
    drawing = Drawing(tmp_path / "secret.pdf", password="open")  # noqa: S106 - of a test
    drawing.text(50, 100, "Words")
    drawing.save()

    assert len(pictures_of_file(drawing.path, [1], ReadOptions(password="open"))) == 1  # noqa: S106 - of a test
    with pytest.raises(ReadError, match="encrypted"):
        pictures_of_file(drawing.path, [1], ReadOptions())


def test_formats_without_pages_have_no_pictures(tmp_path: Path) -> None:
    """Nothing is opened for them."""
    assert pictures_of_file(tmp_path / "report.docx", [1], ReadOptions()) == ()


@pytest.mark.parametrize(
    ("reports", "lost", "drawn"),
    [(1, {}, True), (1, {"pictures": "drawing them took too long"}, False), (1_001, {}, False)],
    ids=["drawn", "lost", "many"],
)
def test_a_report_is_read_whether_its_pages_are_drawn_or_not(
    tmp_path: Path, reports: int, lost: dict[str, str], drawn: bool
) -> None:
    """Where drawing them ended a worker, or there are too many reports, its page says which are missing."""
    shutil.copy(GOLDEN / "wsis-forum-2011-summary" / "wsis-forum-2011-summary.pdf", tmp_path)
    (report,) = group_renditions(tmp_path)
    steps: list[str] = []

    read = ReportReader(tmp_path, Options(), Run(reports, "command"), tmp_path)(report, lost, steps.append)

    portion = load_portion(read)
    assert steps == ["wsis-forum-2011-summary.pdf", "", "pictures", ""]
    assert len(portion.rows["meetings"]) == 4
    assert (b"<img src=" in portion.page.page) == drawn
    assert (b"There is no picture of page 1: " in portion.page.page) != drawn
