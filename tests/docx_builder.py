"""Builds minimal Word packages from WordprocessingML written in the tests."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from pipeline.model import Document, DocumentId, Locator, Paragraph
from pipeline.read.docx import read_docx

_NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_CORE = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
MAIN_TYPE = f"{_WORD}.document.main+xml"
DOCUMENT = DocumentId("report.docx")


def run(text: str) -> str:
    """A run of plain text."""
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(content: str, properties: str = "") -> str:
    """A paragraph of runs."""
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{content}</w:p>"


def cell(text: str = "", properties: str = "") -> str:
    """A table cell with one paragraph of plain text."""
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(run(text) if text else '')}</w:tc>"


def row(*cells: str, properties: str = "") -> str:
    """A table row of cell elements."""
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def table(*rows: str) -> str:
    """A table of row elements, which declares two columns whatever it has."""
    grid = '<w:tblGrid><w:gridCol w:w="100"/><w:gridCol w:w="100"/></w:tblGrid>'
    return f"<w:tbl><w:tblPr/>{grid}{''.join(rows)}</w:tbl>"


def in_cell(content: str) -> str:
    """A table of one cell with the given block content."""
    return f"<w:tbl><w:tr><w:tc>{content}</w:tc></w:tr></w:tbl>"


def mark(kind: str, inner: str = "") -> str:
    """A run with a field mark: `begin`, `separate` or `end`."""
    return f'<w:r><w:fldChar w:fldCharType="{kind}">{inner}</w:fldChar></w:r>'


def code(text: str) -> str:
    """A run with a piece of a field's instruction."""
    return f'<w:r><w:instrText xml:space="preserve">{text}</w:instrText></w:r>'


def field(instruction: str, result: str) -> str:
    """A complex field, its instruction over two runs."""
    half = len(instruction) // 2
    written = code(instruction[:half]) + code(instruction[half:])
    return mark("begin") + written + mark("separate") + result + mark("end")


def link(content: str, key: str = "l1", anchor: str = "") -> str:
    """A link by relationship."""
    return f'<w:hyperlink r:id="{key}" w:anchor="{anchor}">{content}</w:hyperlink>'


def controlled(content: str) -> str:
    """A content control."""
    return f"<w:sdt><w:sdtPr/><w:sdtContent>{content}</w:sdtContent></w:sdt>"


def either(choice: str, fallback: str) -> str:
    """The same content for new and for old programs."""
    return (
        f'<mc:AlternateContent><mc:Choice Requires="wps">{choice}</mc:Choice>'
        f"<mc:Fallback>{fallback}</mc:Fallback></mc:AlternateContent>"
    )


def box(content: str) -> str:
    """A run with a text box, as Word writes it: twice."""
    inner = f"<w:txbxContent>{content}</w:txbxContent>"
    shape = f"<w:drawing><wps:wsp><wps:txbx>{inner}</wps:txbx></wps:wsp></w:drawing>"
    old_shape = f"<w:pict><v:shape><v:textbox>{inner}</v:textbox></v:shape></w:pict>"
    return f"<w:r>{either(shape, old_shape)}</w:r>"


def style(name: str, content: str, attributes: str = 'w:type="paragraph"') -> str:
    """A style of the styles part."""
    return f'<w:style {attributes} w:styleId="{name}">{content}</w:style>'


def part(root: str, content: str) -> str:
    """The XML of a part."""
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:{root} {_NAMESPACES}>{content}</w:{root}>'
    )


def package(
    body: str,
    *,
    parts: Mapping[str, str] | None = None,
    links: Mapping[str, str] | None = None,
    core: str = "",
    main: str = "word/document.xml",
    main_type: str = MAIN_TYPE,
) -> dict[str, bytes]:
    """The parts of a Word package: `parts` maps a kind ("styles", "footnotes" …) to its content, `links`
    maps ids to addresses, both related to the main part."""
    folder, _, name = main.rpartition("/")
    relations = [
        f'<Relationship Id="k{kind}" Type="{_RELATION}/{kind}" Target="{kind}.xml"/>' for kind in parts or {}
    ] + [
        f'<Relationship Id="{key}" Type="{_RELATION}/hyperlink" Target="{address}" TargetMode="External"/>'
        for key, address in (links or {}).items()
    ]
    files = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/{main}" ContentType="{main_type}"/></Types>',
        "_rels/.rels": _relationships(
            f'<Relationship Id="m" Type="{_RELATION}/officeDocument" Target="{main}"/>'
            f'<Relationship Id="c" Type="{_CORE}" Target="docProps/core.xml"/>'
        ),
        main: part("document", f"<w:body>{body}</w:body>"),
        f"{folder}/_rels/{name}.rels": _relationships("".join(relations)),
    }
    files |= {f"{folder}/{kind}.xml": part(kind, content) for kind, content in (parts or {}).items()}
    if core:
        files["docProps/core.xml"] = core
    return {key: text.encode() for key, text in files.items()}


def write(files: Mapping[str, bytes], path: Path) -> Path:
    """The parts as a zip file at `path`."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return path


def read(files: Mapping[str, bytes], folder: Path) -> Document:
    """The parts written to `folder` and read."""
    return read_docx(write(files, folder / "report.docx"), DOCUMENT)


def _relationships(content: str) -> str:
    namespace = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'<Relationships xmlns="{namespace}">{content}</Relationships>'


def only_cell(document: Document) -> tuple[Paragraph, ...]:
    """The paragraphs of the only cell of the only table."""
    (found,) = document.tables
    (single,) = found.cells
    return single.paragraphs


def texts(paragraphs: Sequence[Paragraph]) -> list[str]:
    """The paragraphs' texts."""
    return [each.text for each in paragraphs]


def assert_places(document: Document) -> None:
    """Each locator leads back to its paragraph, and each span is within its text."""
    for number, outside in enumerate(document.paragraphs, 1):
        assert outside.locator == Locator(DOCUMENT, None, None, None, None, number)
    for found in document.tables:
        assert document.tables[found.index - 1] is found
        for place in found.cells:
            for number, inside in enumerate(place.paragraphs, 1):
                assert inside.locator == Locator(DOCUMENT, None, found.index, place.row, place.column, number)
    inside_tables = [p for found in document.tables for place in found.cells for p in place.paragraphs]
    for each in (*document.paragraphs, *inside_tables):
        assert each.text.strip()
        assert all(k.span.start < k.span.end <= len(each.text) for k in each.links)
        assert each.mark is None or each.mark.end <= len(each.text)
