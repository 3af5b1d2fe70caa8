"""The report in a browser: found, chosen and read by hand and by keyboard, on any screen, with no help from
outside the page."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

import pdfplumber
import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect, sync_playwright

from pipeline.options import Options
from pipeline.run import extract
from tests.sample_dataset import dataset, source_view
from tests.sample_report import attacked_source, hostile, printed, several, written

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
PRINTED = Path(__file__).parents[1] / "raw" / "wsis-cluster-2006.pdf"
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not on the PATH")

Visit = Callable[..., Page]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """The system's Chromium."""
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM)
        yield started
        started.close()


@pytest.fixture
def visit(browser: Browser) -> Iterator[Visit]:
    """Opens a page; in the end nothing may have been asked of the network, and nothing complained of."""
    requests: list[str] = []
    complaints: list[str] = []
    pages: list[Page] = []

    def opened(file: Path, **options: object) -> Page:
        page = browser.new_page(**options)  # type: ignore[arg-type]  # the options of new_page, as they are
        page.set_default_timeout(10_000)
        page.on("request", lambda request: requests.append(request.url))
        page.on("console", lambda said: complaints.append(said.text))
        page.on("pageerror", lambda error: complaints.append(error.message))
        page.on("dialog", lambda dialog: complaints.append(dialog.message))
        page.goto(file.as_uri())
        pages.append(page)
        return page

    yield opened
    for page in pages:
        page.close()
    assert requests
    assert [address for address in requests if not address.startswith("file:")] == []
    assert complaints == []


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of the sample."""
    folder = tmp_path_factory.mktemp("sample")
    written(dataset(), folder)
    return folder / "validation.html"


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of the first report, from its pages."""
    folder = tmp_path_factory.mktemp("report")
    (folder / "raw").mkdir()
    shutil.copy(PRINTED, folder / "raw")
    extract(folder / "raw", folder / "out", Options())
    return folder / "out" / "validation.html"


@pytest.fixture(scope="module")
def on_paper(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of the sample as if it were printed."""
    folder = tmp_path_factory.mktemp("on-paper")
    written(dataset(), folder, printed(source_view()))
    return folder / "validation.html"


def findings(page: Page) -> list[str]:
    """The findings that the filter leaves, by their first words."""
    page.locator("details.severity").evaluate_all("all => all.forEach(each => each.open = true)")
    return [text.split("\n")[0] for text in page.locator(".finding:visible").all_inner_texts()]


def test_findings_are_searched(sample: Path, visit: Visit) -> None:
    """All words must be there, in any order and case; what is found is counted, and can be read at once."""
    page = visit(sample)
    total = len(findings(page))
    search = page.get_by_role("searchbox", name="Search")

    search.fill("CONFIDENCE column")
    expect(page.locator("output[name=shown]")).to_have_text(f"1 of {total} shown")
    assert findings(page) == ["These words of the meeting column were not understood."]
    search.fill("no such words")
    assert findings(page) == []
    search.fill("")

    assert total == 2
    assert len(findings(page)) == total


def test_findings_are_filtered(sample: Path, visit: Visit) -> None:
    """By severity and by check; a note that is asked for is unfolded."""
    page = visit(sample)

    page.get_by_label("warning (1)").uncheck()
    assert len(findings(page)) == 1
    page.get_by_label("warning (1)").check()
    page.get_by_role("combobox", name="Check").select_option("year-inferred")

    assert page.locator(".finding:visible").count() == 1
    expect(page.locator(".check:visible h4")).to_have_text("year-inferred (1)")


def test_words_show_their_values(sample: Path, visit: Visit) -> None:
    """Choosing words marks every value that they became and says its field, form and rule."""
    page = visit(sample)

    page.locator("a.read", has_text="11 May").click()

    expect(page.locator("#chosen")).to_contain_text("meetings.date = 2006-05-11 (dates.inferred-year)")
    chosen = page.locator("tr.on")
    assert [row.split("\t")[0] for row in chosen.all_inner_texts()] == ["date", "end_date"]
    expect(chosen.first).to_be_in_viewport()


def test_a_value_shows_its_words(sample: Path, visit: Visit) -> None:
    """All the places that it was read from: the day, and the year far above."""
    page = visit(sample)

    page.locator(".values tr", has_text="2006-05-11").first.get_by_role("link").click()

    words = page.locator("a.read.on")
    assert words.all_inner_texts() == ["2006", "11 May"]
    expect(words.last).to_be_in_viewport()
    page.keyboard.press("Escape")
    expect(page.locator(".on")).to_have_count(0)
    expect(page.locator("#chosen")).to_be_hidden()


def test_a_box_on_the_page_shows_its_values(on_paper: Path, visit: Visit) -> None:
    """By mouse and by touch: the values, their words in the text, and what they became."""
    for has_touch in (False, True):
        page = visit(on_paper, has_touch=has_touch)
        box = page.get_by_role("link", name="11 May", exact=True).and_(page.locator(".print a"))

        (box.tap if has_touch else box.click)()

        expect(page.locator("#chosen")).to_contain_text("meetings.date = 2006-05-11 (dates.inferred-year)")
        assert [row.split("\t")[0] for row in page.locator("tr.on").all_inner_texts()] == ["date", "end_date"]
        expect(page.locator("tr.on").first).to_be_in_viewport()
        assert page.locator(".line a.on").all_inner_texts() == ["2006", "11 May"]
        expect(page.locator(".print a.on")).to_have_count(2)


@pytest.mark.parametrize("width", [500, 1400])
def test_a_value_shows_its_box_on_the_page(on_paper: Path, visit: Visit, width: int) -> None:
    """Its page number leads there; where pages stand beside the text, any choice shows it."""
    page = visit(on_paper, viewport=ViewportSize(width=width, height=700))
    row = page.locator(".values tr", has_text="Ada Lovelace")
    box = page.locator(".print a[aria-label='Ada Lovelace']")

    row.get_by_role("link", name="Ada Lovelace", exact=True).click()
    expect(page.locator(".print a.on")).to_have_attribute("aria-label", "Ada Lovelace")
    if width > 1000:
        expect(box).to_be_in_viewport()
    row.get_by_role("link", name="p. 1, where Ada Lovelace is on the picture").click()

    expect(box).to_be_in_viewport()


def test_the_boxes_of_a_page_by_keyboard(on_paper: Path, visit: Visit) -> None:
    """From a box to its value and back; what has the focus is seen."""
    page = visit(on_paper)
    box = page.locator(".print a[aria-label='Ada Lovelace']")

    reach(page, ".print a[aria-label='Ada Lovelace']")
    width = box.locator("rect").evaluate("each => parseFloat(getComputedStyle(each).strokeWidth)")
    page.keyboard.press("Enter")
    expect(page.locator("#chosen")).to_contain_text("people.name = Ada Lovelace")
    page.keyboard.press("Escape")
    expect(page.locator(".on")).to_have_count(0)
    reach(page, ".values tr:has-text('Ada Lovelace') a.seen")
    page.keyboard.press("Enter")

    assert width > 2
    expect(box).to_have_class("read people on")
    expect(box).to_be_in_viewport()


def test_the_boxes_of_a_page_without_scripts(on_paper: Path, visit: Visit) -> None:
    """They are links to the values, which have links to them."""
    page = visit(on_paper, java_script_enabled=False)

    page.locator(".print a[aria-label='Ada Lovelace']").click()
    expect(page.locator("tr:target")).to_contain_text("Ada Lovelace")
    expect(page.locator("tr:target")).to_be_in_viewport()
    page.locator("tr:target a.seen").click()

    expect(page.locator(".print a:target")).to_have_attribute("aria-label", "Ada Lovelace")
    expect(page.locator(".print a:target")).to_be_in_viewport()


def test_boxes_stand_over_the_words_of_the_picture(report: Path, visit: Visit) -> None:
    """As wide as the page, whatever the width of the screen."""
    for width in (360, 1400):
        page = visit(report, viewport=ViewportSize(width=width, height=800))
        for sheet in page.locator(".print").all():
            picture, boxes = sheet.locator("img").bounding_box(), sheet.locator("svg").bounding_box()
            assert picture == boxes
            assert picture is not None
            assert picture["width"] > 300


def test_a_finding_leads_to_its_place(sample: Path, visit: Visit) -> None:
    """The words concerned are in sight."""
    page = visit(sample)

    page.locator(".finding .where a").first.click()

    expect(page.locator(".use.not-understood", has_text="Confidence")).to_be_in_viewport()


def test_everything_can_be_done_by_keyboard(sample: Path, visit: Visit) -> None:
    """Tab to the filter and to words, Space and Enter to choose, Escape to leave; the focus is seen."""
    page = visit(sample)

    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the findings")).to_be_focused()
    page.keyboard.press("Enter")
    reach(page, "#filter input[type=search]")
    page.keyboard.type("confidence")
    assert len(findings(page)) == 1
    reach(page, "#filter input[value=warning]")
    page.keyboard.press("Space")
    assert findings(page) == []
    reach(page, "a.read:text-is('11 May')")
    outline = page.locator("a.read:focus").evaluate("each => getComputedStyle(each).outlineStyle")
    page.keyboard.press("Enter")

    assert outline != "none"
    expect(page.locator("#chosen")).to_contain_text("meetings.date = 2006-05-11")
    page.keyboard.press("Escape")
    expect(page.locator("#chosen")).to_be_hidden()


def test_screen_readers_and_keyboards_reach_everything(report: Path, visit: Visit) -> None:
    """No link is without a name, and what scrolls has the focus itself or within it."""
    page = visit(report, viewport=ViewportSize(width=360, height=800))
    page.locator("details").evaluate_all("all => all.forEach(each => each.open = true)")

    unnamed = page.locator("a").evaluate_all(
        "all => all.filter(each => !(each.getAttribute('aria-label') || each.textContent).trim()).length"
    )
    stuck = page.locator(".scroll, pre").evaluate_all(
        "all => all.filter(each => each.scrollWidth > each.clientWidth)"
        ".filter(each => !each.matches('[tabindex]') && !each.querySelector('a, button')).length"
    )

    assert page.locator("a").count() > 500
    assert (unnamed, stuck) == (0, 0)


def reach(page: Page, selector: str) -> None:
    """Press Tab until the element has the focus."""
    target = page.locator(selector)
    for _ in range(200):
        page.keyboard.press("Tab")
        if target.evaluate("each => each === document.activeElement"):
            return
    pytest.fail(f"{selector} is out of the keyboard's reach")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 800, 1400])
def test_nothing_runs_over_the_screen(report: Path, visit: Visit, width: int, scheme: str) -> None:
    """On a phone, a tablet and a desk the page is as wide as the screen, and its text stands out."""
    page = visit(report, viewport=ViewportSize(width=width, height=800), color_scheme=scheme)

    wide, screen = page.evaluate(
        "[document.documentElement.scrollWidth, document.documentElement.clientWidth]"
    )
    ink, ground = (
        page.evaluate(f"getComputedStyle(document.body).{name}") for name in ("color", "backgroundColor")
    )

    assert wide <= screen == width
    assert (brightness(ink) < 0.2) == (brightness(ground) > 0.8) == (scheme == "light")


def brightness(colour: str) -> float:
    """How bright a CSS colour is, from 0 to 1."""
    return sum(int(part) for part in colour.strip("rgba()").split(",")[:3]) / 765


def test_the_page_without_scripts(sample: Path, visit: Visit) -> None:
    """Every finding and value is there, the links lead both ways; what needs scripts is not shown."""
    page = visit(sample, java_script_enabled=False)

    expect(page.locator("#filter")).to_be_hidden()
    expect(page.locator("details.severity")).to_have_count(2)
    page.locator("a.read", has_text="11 May").click()

    expect(page.locator("tr:target")).to_contain_text("2006-05-11")
    expect(page.locator("tr:target")).to_be_in_viewport()


def test_everything_is_on_paper(sample: Path, visit: Visit) -> None:
    """Folded findings and numbers are printed; on the screen they are folded again."""
    page = visit(sample)
    folded = page.locator("details:not([open])").count()

    with pdfplumber.open(BytesIO(page.pdf())) as paper:
        text = "\n".join(sheet.extract_text() for sheet in paper.pages)

    assert "Notes (1)" in text
    assert "The year 2006 is not printed with the date" in text
    assert "Search" not in text
    assert page.locator("details:not([open])").count() == folded > 0


def test_no_attack_runs(visit: Visit, tmp_path: Path) -> None:
    """The script of the page works beside text that is made to be run."""
    written(hostile(), tmp_path, attacked_source())
    page = visit(tmp_path / "validation.html")

    expect(page.locator("output[name=shown]")).to_have_text("2 of 2 shown")
    assert page.title() == "Validation report: cluster-2006"
    expect(page.locator("iframe, body svg[onload], [onerror], [onfocus]")).to_have_count(0)
    expect(page.locator("img")).to_have_count(1)
    expect(page.locator("img[src^='data:image/png;base64,']")).to_have_count(1)


def test_findings_of_several_reports_are_searched(visit: Visit, tmp_path: Path) -> None:
    """What is found is unfolded."""
    written(several(), tmp_path)
    page = visit(tmp_path / "validation.html")
    finding = page.get_by_text("These words of the meeting column were not understood.")

    expect(finding).to_be_hidden()
    page.get_by_role("searchbox", name="Search").fill("confidence")

    expect(finding).to_be_visible()


def test_several_reports_are_one_click_away(visit: Visit, tmp_path: Path) -> None:
    """From the index to a report and back, and from a finding to its place."""
    written(several(), tmp_path)
    page = visit(tmp_path / "validation.html")

    page.get_by_role("link", name="cluster-2006", exact=True).first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Validation report")
    page.get_by_role("link", name="All reports").click()
    page.get_by_text("not-understood (1 in 1 report)").click()
    page.locator(".finding .where a").first.click()

    expect(page.locator(".use.not-understood", has_text="Confidence")).to_be_in_viewport()
