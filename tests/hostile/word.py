"""Hostile Word files: packages that are not what they say, and markup that no word processor writes."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Mapping
from random import Random
from typing import Final

from tests.docx_builder import (
    cell,
    code,
    in_cell,
    link,
    mark,
    package,
    paragraph,
    part,
    row,
    run,
    style,
    table,
)
from tests.hostile.case import Case

_MAIN: Final = "word/document.xml"
_BODY: Final = in_cell(paragraph(run("Access")))
_RELATIONS: Final = "word/_rels/document.xml.rels"


def zipped(files: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """The parts as a zip archive."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return buffer.getvalue()


class _Pipe(io.BytesIO):
    """A stream that cannot go back: sizes then follow the data of each part."""

    def seekable(self) -> bool:
        return False

    def seek(self, *_: int) -> int:
        raise OSError


def _streamed() -> bytes:
    pipe = _Pipe()
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in package(_BODY).items():
            archive.writestr(name, data)
    return pipe.getvalue()


def _zip64() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in package(_BODY).items():
            with archive.open(name, "w", force_zip64=True) as stream:
                stream.write(data)
    return buffer.getvalue()


def _overlapping() -> bytes:
    """Many names for one bomb: each entry of the directory leads to the same megabytes."""
    data = zipped(package(_BODY) | {"word/media/bomb.bin": bytes(900_000)})
    start = data.index(b"PK\x01\x02")
    end = data.index(b"PK\x05\x06")
    directory = data[start:end]
    last = directory.rindex(b"PK\x01\x02")
    copies = b"".join(directory[last:].replace(b"bomb.bin", b"%08d" % number) for number in range(2_000))
    total = directory.count(b"PK\x01\x02") + 2_000
    tail = struct.pack(
        "<4sHHHHLLH", b"PK\x05\x06", 0, 0, total, total, len(directory) + len(copies), start, 0
    )
    return data[:start] + directory + copies + tail


def _lying(promised: int) -> bytes:
    """The directory and the header promise other sizes than the main part has."""
    files = package(in_cell(paragraph(run("Access " * 50_000))))
    real = struct.pack("<L", len(files[_MAIN]))
    return zipped(files).replace(real, struct.pack("<L", promised))


def _patched() -> bytes:
    """The directory says of each part that it changes another one."""
    head = b"PK\x01\x02\x14\x03\x14\x00"
    return zipped(package(_BODY)).replace(head + b"\x00", head + b"\x20")


def _with(body: str, **parts: str) -> bytes:
    return zipped(package(body, parts=parts))


def _stored(body: str, **parts: str) -> bytes:
    """Not packed, and so no bomb by its ratio."""
    return zipped(package(body, parts=parts), zipfile.ZIP_STORED)


def _with_main(data: bytes) -> bytes:
    return zipped(package(_BODY) | {_MAIN: data})


def _with_relations(*relations: str) -> bytes:
    files = package(_BODY, parts={"styles": ""})
    added = "".join(f"<Relationship {relation}/>" for relation in relations).encode()
    return zipped(
        files | {_RELATIONS: files[_RELATIONS].replace(b"</Relationships>", added + b"</Relationships>")}
    )


def _main(body: str) -> str:
    return part("document", f"<w:body>{body}</w:body>")


def _noise(size: int) -> str:
    """Letters that do not pack well."""
    return Random(0).randbytes(size // 2).hex()  # noqa: S311 - no secret


def _entities(encoding: str) -> bytes:
    laughs = "".join(f'<!ENTITY a{n + 1} "{f"&a{n};" * 10}">' for n in range(9))
    declared = f'<!DOCTYPE w [<!ENTITY a0 "ha"><!ENTITY f SYSTEM "file:///etc/passwd">{laughs}]>'
    head, body = '<?xml version="1.0"?>', _main(paragraph(run("&a9;&f;"))).partition("?>")[2]
    return (head + declared + body).encode(encoding)


def _notes(cited: Mapping[int, int]) -> bytes:
    """Notes by number, each of which cites another fifty times; the first is cited in the table."""
    cite = '<w:r><w:footnoteReference w:id="{}"/></w:r>'
    notes = "".join(
        f'<w:footnote w:id="{n}">{paragraph(run(f"note {n}") + cite.format(other) * 50)}</w:footnote>'
        for n, other in cited.items()
    )
    return _with(in_cell(paragraph(run("Access") + cite.format(0))), footnotes=notes)


_LOOPS = {
    "styles": style(
        "A", '<w:basedOn w:val="B"/><w:link w:val="B"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'
    )
    + style("B", '<w:basedOn w:val="A"/><w:next w:val="A"/><w:link w:val="A"/>')
    + style("L", '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>', 'w:type="numbering"'),
    "numbering": '<w:abstractNum w:abstractNumId="0"><w:numStyleLink w:val="L"/><w:styleLink w:val="L"/>'
    '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>',
}

WORD: Final[dict[str, Case]] = {
    # packages
    "parts that overlap": Case(_overlapping),
    "a size that promises too little": Case(lambda: _lying(100), "damaged"),
    "a size that promises gigabytes": Case(
        lambda: _lying(4_000_000_000), "more than the 100,000,000|damaged"
    ),
    "a part that is a patch to another": Case(_patched, "damaged"),
    "a zip in the zip": Case(
        lambda: zipped(
            package(_BODY) | {"word/embeddings/a.zip": zipped({"b.zip": zipped({"c": bytes(900_000)})})}
        )
    ),
    "sizes behind the data": Case(_streamed),
    "sizes of 64 bits": Case(_zip64),
    "bytes after the end": Case(lambda: zipped(package(_BODY)) + b"\0" * 1000),
    "bytes before the start": Case(
        lambda: b"MZ\0\0" + zipped(package(_BODY)), "the file is of no known kind"
    ),
    "packed without packing": Case(lambda: zipped(package(_BODY), zipfile.ZIP_STORED)),
    "a part out of the package": Case(
        lambda: zipped(package(_BODY) | {"../../../tmp/a.xml": b""}), "outside of itself"
    ),
    "a part at the root": Case(lambda: zipped(package(_BODY) | {"/etc/passwd": b""}), "outside of itself"),
    "a part with a steering name": Case(
        lambda: zipped(package(_BODY, parts={"styles": ""}) | {"word/\x1b[2J\u202e.xml": b"<"})
    ),
    "a main part with a steering name": Case(
        lambda: zipped(package(_BODY, main="word/\x1b[2J.xml") | {"word/\x1b[2J.xml": b"<"}),
        r"no main document|cannot be parsed",
    ),
    "an empty archive": Case(lambda: zipped({}), "of no known kind"),
    "an archive of reports": Case(
        lambda: zipped({"a.docx": zipped(package(_BODY))}), "but the file is a zip archive"
    ),
    "a workbook": Case(
        lambda: zipped({"[Content_Types].xml": b"", "xl/workbook.xml": b""}), "Office file of another program"
    ),
    "a web page": Case(lambda: b"<html><body>Access</body></html>", "but the file is a web page"),
    "rich text": Case(lambda: b"{\\rtf1 Access}", "but the file is a rich text file"),
    "nothing": Case(lambda: b"", "empty"),
    "with a password": Case(
        lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1_016) + "EncryptedPackage".encode("utf-16-le"),
        "password",
    ),
    # encodings and XML
    "entities in UTF-8": Case(lambda: _with_main(_entities("utf-8")), "XML entities"),
    "entities in UTF-16": Case(lambda: _with_main(_entities("utf-16")), "XML entities"),
    "entities in UTF-32": Case(lambda: _with_main(_entities("utf-32")), "XML entities|cannot be parsed"),
    "entities in UTF-7": Case(lambda: _with_main(_entities("utf-7")), "XML entities"),
    "a mark of the byte order": Case(lambda: _with_main(_main(_BODY).encode("utf-8-sig"))),
    "files included": Case(
        lambda: _with_main(
            _main(
                _BODY
                + '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="/etc/passwd" parse="text"/>'
            ).encode()
        )
    ),
    "a style sheet to be fetched": Case(
        lambda: _with_main(
            _main(_BODY).replace("?>", '?><?xml-stylesheet href="http://127.0.0.1:9/a.xsl"?>', 1).encode()
        )
    ),
    "control characters": Case(
        lambda: _with_main(_main(paragraph(run("a\x00\x1bb"))).encode()), "cannot be parsed"
    ),
    "control characters by number": Case(lambda: _with(paragraph(run("a&#27;&#0;b"))), "cannot be parsed"),
    "an attribute twice": Case(
        lambda: _with_main(_main('<w:p w:x="1" w:x="2"/>').encode()), "cannot be parsed"
    ),
    "a prefix of no namespace": Case(lambda: _with("<x:p/>"), "cannot be parsed"),
    "two namespaces for one thing": Case(
        lambda: _with(
            _BODY
            + '<s:p xmlns:s="http://purl.oclc.org/ooxml/wordprocessingml/main"><s:r><s:t>B</s:t></s:r></s:p>'
        )
    ),
    "a hundred thousand attributes": Case(
        lambda: _with_main(
            _main("<w:p " + " ".join(f'w:a{n}="{n}"' for n in range(100_000)) + "/>" + _BODY).encode()
        )
    ),
    "an attribute of 11 MB": Case(lambda: _with(f'<w:p w:x="{_noise(11_000_000)}"/>'), "cannot be parsed"),
    "an empty body": Case(lambda: _with("")),
    "no body": Case(lambda: _with_main(part("document", "").encode())),
    # relationships
    "related to what is not there": Case(
        lambda: _with_relations(
            'Id="x" Type="a/styles" Target="none.xml"', 'Id="y" Type="a/footnotes" Target=""'
        )
    ),
    "related to the system's files": Case(
        lambda: _with_relations(
            'Id="x" Type="a/numbering" Target="../../../../../../etc/passwd"',
            'Id="y" Type="a/footnotes" Target="file:///etc/passwd"',
            'Id="z" Type="a/comments" Target="file:///etc/passwd" TargetMode="External"',
        )
    ),
    "to be fetched": Case(
        lambda: _with_relations(
            *(
                f'Id="e{n}" Type="a/{kind}" Target="http://127.0.0.1:9/{kind}" TargetMode="External"'
                for n, kind in enumerate(
                    ("attachedTemplate", "image", "oleObject", "frame", "styles", "subDocument")
                )
            )
        )
    ),
    "related to itself": Case(lambda: _with_relations('Id="x" Type="a/styles" Target="document.xml"')),
    "macros": Case(
        lambda: zipped(
            package(_BODY, main_type="application/vnd.ms-word.document.macroEnabled.main+xml")
            | {"word/vbaProject.bin": b"AutoOpen"}
        )
    ),
    # styles, numbering, notes, fields
    "styles and lists in circles": Case(
        lambda: _with(in_cell(paragraph(run("Access"), '<w:pStyle w:val="A"/>')), **_LOOPS)
    ),
    "a note that cites itself": Case(lambda: _notes({0: 0})),
    "notes that cite each other": Case(lambda: _notes({0: 1, 1: 0})),
    "a chain of 5,000 notes": Case(
        lambda: _notes({n: n + 1 for n in range(5_000)}), "in each other too deep"
    ),
    "levels beyond any": Case(
        lambda: _with(
            in_cell(
                paragraph(
                    run("Access"),
                    '<w:numPr><w:ilvl w:val="99999999"/><w:numId w:val="1"/></w:numPr>'
                    '<w:ind w:left="-2147483648"/>',
                )
                + paragraph(run("B"), '<w:numPr><w:ilvl w:val="-5"/><w:numId w:val="x"/></w:numPr>')
            ),
            numbering='<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>',
        )
    ),
    "fields that never end": Case(
        lambda: _stored(
            in_cell(paragraph((mark("begin") + code("A") + mark("separate") + run("x")) * 20_000))
        )
    ),
    "fields that only end": Case(lambda: _stored(in_cell(paragraph(run("Access") + mark("end") * 20_000)))),
    "links of 20,000 runs": Case(lambda: _stored(in_cell(paragraph((link(run("x")) + run("y")) * 20_000)))),
    "text boxes in text boxes": Case(
        lambda: _with(
            "<w:p><w:r><w:txbxContent>" * 80 + paragraph(run("core")) + "</w:txbxContent></w:r></w:p>" * 80
        )
    ),
    "nesting in thousands": Case(lambda: _with("<w:sdt>" * 20_000 + "</w:sdt>" * 20_000), "depth"),
    # sizes
    "a table as wide as allowed": Case(
        lambda: _with(table(*(row(cell("a", '<w:gridSpan w:val="250"/>')) for _ in range(400))))
    ),
    "a table too large": Case(
        lambda: _with(table(*(row(cell("a", '<w:gridSpan w:val="250"/>')) for _ in range(4_001)))),
        "more rows than allowed",
    ),
    "a table too wide": Case(
        lambda: _with(table(row(cell("a", '<w:gridSpan w:val="251"/>')))), "251 columns wide"
    ),
    "merged down 5,000 rows": Case(
        lambda: _stored(
            table(
                row(cell("a", '<w:vMerge w:val="restart"/>'), cell("b")),
                *(row(cell("", "<w:vMerge/>"), cell("c")) for _ in range(5_000)),
            )
        )
    ),
    "two thousand tables": Case(lambda: _stored(_BODY * 2_000)),
    "a cell of two million letters": Case(lambda: _with(in_cell(paragraph(run(_noise(2_000_000)))))),
    "a cell of 20,000 paragraphs": Case(lambda: _stored(in_cell(paragraph(run("Access")) * 20_000))),
}
"""The files by what is wrong with them."""
