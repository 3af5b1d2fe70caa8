"""List marks and levels: drawn by Word's numbering, or typed."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.model import Marker, Span
from tests.docx_builder import either, in_cell, only_cell, package, read, run, style
from tests.docx_builder import paragraph as p


def numbering(*levels: str, extra: str = "") -> dict[str, str]:
    """A numbering part with one list, number 1, of the given levels."""
    written = "".join(f'<w:lvl w:ilvl="{depth}">{content}</w:lvl>' for depth, content in enumerate(levels))
    return {"numbering": f'<w:abstractNum w:abstractNumId="0">{written}</w:abstractNum>{list_of(1)}{extra}'}


def list_of(number: int, definition: int = 0, override: str = "") -> str:
    """A list that is numbered by a definition."""
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{definition}"/>{override}</w:num>'


def linked(name: str) -> str:
    """A definition, number 5, that is another name for a numbering style; and list 2 of it."""
    definition = f'<w:abstractNum w:abstractNumId="5"><w:numStyleLink w:val="{name}"/></w:abstractNum>'
    return definition + list_of(2, 5)


def level(form: str, text: str, font: str = "") -> str:
    """A list level."""
    fonts = f'<w:rPr><w:rFonts w:ascii="{font}"/></w:rPr>' if font else ""
    return f'<w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/>{fonts}'


def listed(depth: int = 0, number: int = 1) -> str:
    """The properties of a list paragraph."""
    return f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>'


def styled(name: str, more: str = "") -> str:
    """The properties of a paragraph with a style."""
    return f'<w:pStyle w:val="{name}"/>{more}'


CUSTOM = either('<w:numFmt w:val="custom" w:format="001"/>', '<w:numFmt w:val="decimal"/>')


@pytest.mark.parametrize(
    ("definition", "expected"),
    [
        (level("bullet", "\uf0b7", "Symbol"), "bullet"),
        (level("bullet", "o", "Courier New"), "bullet"),
        (level("bullet", "–"), "dash"),
        (level("bullet", "-"), "dash"),
        (level("bullet", "\uf02d", "Symbol"), "dash"),
        (level("bullet", "\uf02d", "Wingdings"), "bullet"),
        (level("bullet", ""), None),
        ("<w:lvlPicBulletId/>" + level("bullet", ""), "bullet"),
        (level("decimal", "%1."), "number"),
        (level("upperRoman", "%1"), "number"),
        (level("lowerLetter", "(%1)"), "letter"),
        (level("russianLower", "%1)"), "letter"),
        (level("none", ""), None),
        (level("none", "%1"), None),
        (level("decimal", "–"), "dash"),
        (CUSTOM + '<w:lvlText w:val="%1"/>', "number"),
    ],
)
def test_numbering(definition: str, expected: Marker | None, tmp_path: Path) -> None:
    """The marker is the kind of mark that Word draws; the text does not hold it."""
    document = read(package(in_cell(p(run("point"), listed())), parts=numbering(definition)), tmp_path)
    (point,) = only_cell(document)
    assert (point.text, point.marker, point.mark, point.level) == ("point", expected, None, 0)


def test_a_more_indented_list_is_nested(tmp_path: Path) -> None:
    """A list of its own, drawn further in directly under another, is nested; after other text it is not."""

    def definition(key: int, left: int) -> str:
        properties = f'<w:pPr><w:ind w:left="{left}"/></w:pPr>'
        drawn = f'<w:lvl w:ilvl="0">{level("bullet", "•")}{properties}</w:lvl>'
        return f'<w:abstractNum w:abstractNumId="{key}">{drawn}</w:abstractNum>{list_of(key, key)}'

    lists = {"numbering": definition(1, 360) + definition(2, 643) + definition(3, 926)}
    numbers = (1, 2, 3, 2, 1, 0, 2, 1)
    body = "".join(p(run("x"), listed(0, number) if number else "") for number in numbers)

    found = only_cell(read(package(in_cell(body), parts=lists), tmp_path))

    assert [paragraph.level for paragraph in found] == [0, 1, 2, 1, 0, 0, 0, 0]


def test_levels_of_real_lists(tmp_path: Path) -> None:
    """The level of a list paragraph is Word's own, and its marker that of the number shown last."""
    levels = (
        level("decimal", "%1."),
        level("lowerLetter", "%1.%2"),
        level("bullet", "–"),
        level("decimal", "%2"),
    )
    depths = 0, 1, 2, 3, 1, 0
    body = "".join(p(run("point"), listed(depth)) for depth in depths) + p(run("plain"))
    found = only_cell(read(package(in_cell(body), parts=numbering(*levels)), tmp_path))
    assert [(each.marker, each.level) for each in found] == [
        ("number", 0),
        ("letter", 1),
        ("dash", 2),
        ("letter", 3),
        ("letter", 1),
        ("number", 0),
        (None, 0),
    ]


DASHED = '<w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr></w:pPr>'
LETTERED = (
    f'<w:lvlOverride w:ilvl="0"><w:lvl w:ilvl="0">{level("upperLetter", "%1.")}</w:lvl></w:lvlOverride>'
)
RESTARTED = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
NUMBERING_STYLE = 'w:type="numbering"'


@pytest.mark.parametrize(
    ("styles", "extra", "properties", "expected"),
    [
        pytest.param(style("L", DASHED), "", styled("L"), ("dash", 1), id="by style"),
        pytest.param(
            style("B", DASHED) + style("L", '<w:basedOn w:val="B"/>'),
            "",
            styled("L"),
            ("dash", 1),
            id="by its base",
        ),
        pytest.param(
            style("L", DASHED, 'w:type="paragraph" w:default="1"'),
            "",
            "",
            ("dash", 1),
            id="by the default style",
        ),
        pytest.param(style("L", DASHED), "", styled("L", listed(0, 0)), (None, 0), id="switched off"),
        pytest.param(
            style("L", DASHED),
            "",
            styled("L", '<w:numPr><w:ilvl w:val="0"/></w:numPr>'),
            ("number", 0),
            id="level of its own",
        ),
        pytest.param("", list_of(2, override=LETTERED), listed(0, 2), ("letter", 0), id="override"),
        pytest.param("", list_of(2, override=RESTARTED), listed(0, 2), ("number", 0), id="restart"),
        pytest.param(
            style("N", DASHED, NUMBERING_STYLE),
            linked("N"),
            listed(1, 2),
            ("dash", 1),
            id="by numbering style",
        ),
        pytest.param(
            style("N", f"<w:pPr>{listed(0, 2)}</w:pPr>", NUMBERING_STYLE),
            linked("N"),
            listed(0, 2),
            (None, 0),
            id="loop of numbering styles",
        ),
        pytest.param(
            style("A", '<w:basedOn w:val="B"/>') + style("B", '<w:basedOn w:val="A"/>'),
            "",
            styled("A"),
            (None, 0),
            id="loop of styles",
        ),
        pytest.param("", "", listed(0, 9), (None, 0), id="a list that is missing"),
        pytest.param("", "", listed(7, 1), (None, 7), id="a level that is missing"),
        pytest.param("", "", listed(0, 1).replace('"0"', '"x"'), ("number", 0), id="nonsense level"),
    ],
)
def test_numbering_through_styles(
    styles: str, extra: str, properties: str, expected: tuple[Marker | None, int], tmp_path: Path
) -> None:
    """Lists are found through styles, overrides and links, which may go in circles."""
    levels = level("decimal", "%1."), level("bullet", "–")
    parts = {"styles": styles} | numbering(*levels, extra=extra)
    (point,) = only_cell(read(package(in_cell(p(run("point"), properties)), parts=parts), tmp_path))
    marker, depth = expected
    assert (point.marker, point.level) == (marker, depth if marker else 0)


def test_level_linked_with_a_style(tmp_path: Path) -> None:
    """A style that names a list but no level gets the level that names the style."""
    styles = style("L", '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>')
    levels = level("decimal", "%1."), styled("L") + level("lowerLetter", "%2.")
    parts = {"styles": styles} | numbering(*levels)
    (point,) = only_cell(read(package(in_cell(p(run("point"), styled("L"))), parts=parts), tmp_path))
    assert (point.marker, point.level) == ("letter", 1)


@pytest.mark.parametrize(
    ("text", "marker", "mark"),
    [
        ("• one", "bullet", Span(0, 2)),
        ("\uf0b7 one", "bullet", Span(0, 2)),
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
    (point,) = only_cell(read(package(in_cell(p(run(text)))), tmp_path))
    assert (point.text, point.marker, point.mark) == (text, marker, mark)


def test_typed_bullets_parted_by_breaks(tmp_path: Path) -> None:
    """Of several typed bullets in one paragraph, the first line's mark is the paragraph's."""
    lines = p("<w:r><w:br/><w:t>- a</w:t><w:br/><w:t>- b</w:t></w:r>")
    (point,) = only_cell(read(package(in_cell(lines)), tmp_path))
    assert (point.text, point.marker, point.mark) == ("\n- a\n- b", "dash", Span(1, 3))


def test_typed_lists_nest_by_indentation(tmp_path: Path) -> None:
    """Typed list paragraphs nest by their left indents, whoever sets them; a hair's breadth is none."""
    styles = style("S", '<w:pPr><w:ind w:left="720"/></w:pPr>')
    body = in_cell(
        p(run("• a"), '<w:ind w:left="170"/>')
        + p(run("– b"), styled("S"))
        + p(run("– c"), '<w:ind w:start="1440"/>')
        + p(run("• d"), '<w:ind w:left="176"/>')
        + p(run("plain"), '<w:ind w:left="1440"/>')
    )
    found = only_cell(read(package(body, parts={"styles": styles}), tmp_path))
    assert [(each.text, each.level) for each in found] == [
        ("• a", 0),
        ("– b", 1),
        ("– c", 2),
        ("• d", 0),
        ("plain", 0),
    ]


def test_typed_lists_nest_by_leading_space(tmp_path: Path) -> None:
    """Where the paragraphs are not indented, the space before the mark is."""
    body = in_cell(p(run("- a")) + p(run("    - b")) + p(run("- c")))
    assert [each.level for each in only_cell(read(package(body), tmp_path))] == [0, 1, 0]
