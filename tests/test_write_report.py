"""The report of a run: the facts as JSON, and the pages that a person reads."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import jsonschema  # type: ignore[import-untyped]  # ships no types
import pytest

from pipeline.dataset import Dataset
from pipeline.write.report.facts import schema
from tests.sample_dataset import CELLS, dataset, source_view
from tests.sample_report import attacked_source, hostile, printed, several, written
from tests.written import COMMAND, write_report

PUBLISHED = Path(__file__).parents[1] / "docs" / "schema" / "validation.schema.json"


class Reader(HTMLParser):
    """What a browser would make of a page: its elements, ids, addresses and text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.ids: list[str] = []
        self.addresses: list[str] = []
        self.words: list[str] = []
        self.title = ""
        self._of: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note the element."""
        self.tags.add(tag)
        self._of.append(tag)
        for name, value in attrs:
            self.attributes.add(name)
            if name == "id":
                self.ids.append(value or "")
            if name in {"href", "src", "action", "xlink:href"}:
                self.addresses.append(value or "")

    def handle_endtag(self, tag: str) -> None:
        """Leave the element."""
        while self._of and self._of.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        """Note the text that is shown, and the title."""
        if self._of[-1:] == ["title"]:
            self.title += data
        if self._of[-1:] not in (["style"], ["script"]):
            self.words.append(data)

    @property
    def text(self) -> str:
        """All text that is shown."""
        return "".join(self.words)


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the sample's report; drawing takes longer than all tests of it."""
    folder = tmp_path_factory.mktemp("sample")
    written(dataset(), folder)
    return folder


@pytest.fixture(scope="module")
def page(sample: Path) -> str:
    """The page of the sample."""
    return (sample / "validation.html").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def on_paper(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The page of the sample as if it were printed."""
    return written(dataset(), tmp_path_factory.mktemp("on-paper"), printed(source_view()))


@pytest.fixture(scope="module")
def facts(sample: Path) -> dict[str, Any]:
    """The JSON of the sample."""
    loaded: dict[str, Any] = json.loads((sample / "validation.json").read_text(encoding="utf-8"))
    return loaded


@pytest.fixture(scope="module")
def attacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a report that is attacked in every field and every cell."""
    folder = tmp_path_factory.mktemp("attacked")
    written(hostile(), folder, attacked_source())
    return folder


def test_the_json_keeps_its_published_schema(facts: dict[str, Any]) -> None:
    """The schema in the documentation is that of the code, and what is written obeys it."""
    published = json.loads(PUBLISHED.read_text(encoding="utf-8"))
    assert published == schema()
    jsonschema.Draft202012Validator(published).validate(facts)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft202012Validator(published).validate({**facts, "reports": [{}]})


def test_the_json_holds_every_finding_and_the_ledger(facts: dict[str, Any]) -> None:
    """Findings with all their columns, counts, the sum of the ledger, agreement and differences."""
    assert facts["findings"] == dataset()["findings"]
    assert facts["command"] == COMMAND
    (report,) = facts["reports"]
    assert report["verdict"] == "look"
    assert report["values"] == 16
    assert report["findings"] == {"error": 0, "warning": 1, "info": 1}
    assert report["ledger"] == {"value": 101, "point": 49, "mark": 2, "not_understood": 10, "unaccounted": 0}
    assert len(report["cells"]) == 6
    (rendition,) = report["renditions"]
    assert (rendition["compared"], rendition["agreed"]) == (2, 1)
    assert [each["value"] for each in rendition["differences"]] == ["Renforcement de capacités"]


def test_every_word_of_the_source_is_on_the_page(page: str) -> None:
    """Each cell of the table, and the sentence that the year is from."""
    text = Reader(page).text
    for line in [line for row in CELLS for each in row for line in each.split("\n")]:
        assert line in text
    assert "Held from 9 to 19 May 2006." in text


def test_every_value_and_finding_is_on_the_page(page: str) -> None:
    """Values with their rules beside their words; findings with the words concerned."""
    text = Reader(page).text
    for row in dataset()["provenance"]:
        assert str(row["rule"]) in text or row["table"] == "documents"
    for row in dataset()["findings"]:
        assert str(row["message"]) in text
        assert str(row["excerpt"]) in text
    for words in (
        "2006-05-11T10:00:00+02:00",
        "Ada Lovelace",
        "Renforcement de capacités",
        "a" * 64,
        COMMAND,
        "93.8 %",
    ):
        assert words in text


def test_words_and_values_lead_to_each_other(page: str, on_paper: str) -> None:
    """Every address within a page has its place, and each place is there once; boxes on pictures too."""
    for reader in map(Reader, (page, on_paper)):
        assert len(reader.ids) == len(set(reader.ids))
        inside = [address[1:] for address in reader.addresses if address.startswith("#")]
        assert len(inside) > 40
        assert set(inside) <= set(reader.ids)
    assert 'href="#b2"' in on_paper
    assert 'id="b2"' not in page


def test_the_words_of_a_value_are_marked(page: str) -> None:
    """The day and the year that it was inferred from both name the value they became."""
    day = re.search(r'data-values="([\d ]+)">11 May<', page)
    year = re.search(r'data-values="([\d ]+)">2006<', page)
    assert day
    assert year
    shared = set(day[1].split()) & set(year[1].split())
    (number,) = shared
    assert f'id="v{number}"' in page
    assert re.search(rf'href="#s{number}"[^>]*>2006-05-11<', page)


def test_a_page_takes_nothing_from_outside(page: str) -> None:
    """The policy allows the page's own style and script by their hashes, pictures within it, nothing else."""
    found = re.search(r'Content-Security-Policy" content="([^"]*)"', page)
    assert found
    policy = found[1].replace("&#39;", "'")
    assert "unsafe" not in policy
    assert policy.startswith("default-src 'none'; img-src data:; style-src 'sha256-")
    for tag, directive in (("style", "style-src"), ("script", "script-src")):
        (content,) = re.findall(rf"<{tag}>(.*?)</{tag}>", page, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert f"{directive} 'sha256-{digest}'" in policy
    reader = Reader(page)
    assert not reader.tags & {"link", "img", "iframe", "object", "embed", "base", "frame"}
    assert "style" not in reader.attributes
    outside = [address for address in reader.addresses if not address.startswith("#")]
    assert outside == ["http://www.itu.int/osg/spu?a=1&b=2"]


def test_no_text_becomes_markup_or_script(attacked: Path, on_paper: str) -> None:
    """Attacks in every field and every cell are shown as text; control characters by their names."""
    harmless = Reader(on_paper)
    page = (attacked / "validation.html").read_text(encoding="utf-8")
    reader = Reader(page)
    assert reader.tags == harmless.tags
    assert reader.attributes <= harmless.attributes
    assert not any(name.startswith("on") for name in reader.attributes)
    assert not any(address.lower().startswith("javascript:") for address in reader.addresses)
    assert "<script>document.title='taken'</script>" in reader.text
    assert "⟦U+202E⟧gnp.exe⟦U+2066⟧⟦U+0000⟧⟦U+001B⟧[31m⟦U+0085⟧" in reader.text
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", page)
    json.loads((attacked / "validation.json").read_text(encoding="utf-8"))


def test_several_reports_have_an_index_and_a_page_each(tmp_path: Path) -> None:
    """The index leads to the place of each finding on the page of its report."""
    index = Reader(written(several(), tmp_path))
    names = sorted(path.name for path in (tmp_path / "validation").iterdir())
    assert names == ["cluster-2006.html", "other.html"]
    leads = [address for address in index.addresses if not address.startswith("#")]
    assert {"validation/cluster-2006.html", "validation/other.html"} <= set(leads)
    pages = {name: Reader((tmp_path / "validation" / name).read_text(encoding="utf-8")) for name in names}
    places = [address.split("/")[1].split("#") for address in leads if "#" in address]
    assert {anchor for _, anchor in places} == {"findings", "c1-3-1", "c1-2-1"}
    assert all(anchor in pages[name].ids for name, anchor in places)
    assert "2 reports, 2 meetings, 16 values." in index.text
    assert [index.text.count(f"{sign} 1") for sign in ("✗ Errors", "! To be looked at")] == [1, 1]
    assert "Universités" in pages["cluster-2006.html"].text
    assert "Universités" not in index.text
    assert "not a PDF file" in pages["other.html"].text
    assert "../validation.html" in pages["other.html"].addresses


def test_the_index_of_many_reports_stays_short(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each check says how many findings are in how many reports, and names and shows some; what is about a
    report as a whole leads to its page."""
    monkeypatch.setattr("pipeline.write.report._FINDINGS_OF_A_CHECK", 2)
    data = dataset()
    (finding, _), (document, *_) = data["findings"], data["documents"]
    for number in range(1, 5):
        of_report = {"report_id": f"r{number}", "document_id": f"r{number}.docx"}
        data.add("documents", [{**document, **of_report, "role": "rejected"}])
        data.add("findings", [{**finding, **of_report, "meeting_id": None, "finding_id": f"{number}"}])

    index = Reader(written(data, tmp_path))

    assert "not-understood (5 in 5 reports)" in index.text
    assert "cluster-2006 (1), r1 (1) and 3 more" in index.text
    assert index.text.count("These words of the meeting column were not understood.") == 2
    assert "And 3 more, on the pages of the reports" in index.text
    assert {"validation/r1.html", "validation/r1.html#findings"} <= set(index.addresses)
    assert "validation/r2.html#findings" not in index.addresses


def test_a_run_that_read_nothing_has_a_report(tmp_path: Path) -> None:
    """One rejected file: errors are the verdict, and nothing is missing that the page needs."""
    made = Dataset()
    made.add("documents", [row for row in several()["documents"] if row["report_id"] == "other"])
    write_report(made, None, tmp_path)
    assert "No file of this report could be used." in (tmp_path / "validation.html").read_text(
        encoding="utf-8"
    )
