"""Hostile PDF files, written object by object."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Mapping
from typing import Final, TypeAlias

from tests.hostile.case import Case

Objects: TypeAlias = Mapping[int, bytes]

_FONT: Final = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
TEXT: Final = b"BT /F 12 Tf 20 100 Td (Access) Tj ET"


def stream(data: bytes, entries: bytes = b"") -> bytes:
    """A stream object."""
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(data), entries, data)


def flated(data: bytes, entries: bytes = b"") -> bytes:
    """A deflated stream object."""
    return stream(zlib.compress(data, 9), b"/Filter /FlateDecode " + entries)


def pdf(objects: Objects, trailer: bytes = b"/Root 1 0 R") -> bytes:
    """A file with these objects, by their numbers, and a true table of where they are."""
    content = bytearray(b"%PDF-1.7\n")
    offsets = {}
    for number, body in objects.items():
        offsets[number] = len(content)
        content += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(content)
    size = max(objects) + 1
    content += b"xref\n0 1\n0000000000 65535 f \n"
    for number, offset in offsets.items():
        content += b"%d 1\n%010d 00000 n \n" % (number, offset)
    content += b"trailer\n<< /Size %d %s >>\nstartxref\n%d\n%%%%EOF\n" % (size, trailer, start)
    return bytes(content)


def one_page(
    content: bytes = stream(TEXT), *, page: bytes = b"", resources: bytes = b"", more: Objects | None = None
) -> bytes:
    """A file with a page of this content, with further entries of the page and further objects."""
    return pdf(page_objects(content, page=page, resources=resources) | dict(more or {}))


def page_objects(
    content: bytes = stream(TEXT), *, page: bytes = b"", resources: bytes = b""
) -> dict[int, bytes]:
    """The objects of such a file."""
    box = b"" if b"/MediaBox" in page else b"/MediaBox [0 0 300 200]"
    return {
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        3: b"<< /Type /Page /Parent 2 0 R %s /Contents 4 0 R /Resources << /Font << /F 5 0 R >> %s >> %s >>"
        % (box, resources, page),
        4: content,
        5: _FONT,
    }


def _tree(pages: bytes) -> bytes:
    """A page in a tree whose root has these entries."""
    return one_page(more={2: b"<< /Type /Pages %s >>" % pages})


def _before_itself() -> bytes:
    """The table of objects says that it comes before itself."""
    content = pdf(page_objects(), b"/Root 1 0 R /Prev 0000")
    return content.replace(b"/Prev 0000", b"/Prev %04d" % content.index(b"xref\n"))


def _forms(number: int, calls: Callable[[int], bytes]) -> bytes:
    """A page that draws the first of some forms, each of which draws what `calls` says."""
    names = b" ".join(b"/X%d %d 0 R" % (n, 10 + n) for n in range(number))
    resources = b"/XObject << %s >>" % names
    entries = b"/Type /XObject /Subtype /Form /BBox [0 0 300 200] /Resources << %s >>" % resources
    objects = page_objects(stream(TEXT + b" /X0 Do"), resources=resources)
    return pdf(objects | {10 + n: stream(calls(n), entries) for n in range(number)})


def _font_with(cmap: bytes) -> bytes:
    """A page whose font maps its characters by this CMap."""
    head = b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /A def "
    spaces = b"1 begincodespacerange <0000> <FFFF> endcodespacerange "
    font = (
        b"<< /Type /Font /Subtype /Type0 /BaseFont /A /Encoding /Identity-H /DescendantFonts [11 0 R] "
        b"/ToUnicode 12 0 R >>"
    )
    descendant = (
        b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /A "
        b"/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>"
    )
    text = stream(b"BT /F 12 Tf 20 100 Td <004100420043> Tj ET")
    objects = page_objects(text) | {5: font, 11: descendant, 12: flated(head + spaces + cmap + b" endcmap")}
    return pdf(objects)


def _deep_tree(depth: int) -> bytes:
    objects = page_objects() | {2: b"<< /Type /Pages /Kids [10 0 R] /Count 1 >>"}
    for number in range(10, 10 + depth):
        kid = number + 1 if number < 9 + depth else 3
        objects[number] = b"<< /Type /Pages /Parent %d 0 R /Kids [%d 0 R] /Count 1 >>" % (number - 1, kid)
    return pdf(objects)


def _deflated(data: bytes, times: int) -> bytes:
    for _ in range(times):
        data = zlib.compress(data, 9)
    return data


def _cross(x: int, y: int) -> bytes:
    """A line down and a line across the page."""
    return b" %d 0 m %d 300 l S 0 %d m 300 %d l S" % (x, x, y, y)


def _picture(method: bytes) -> bytes:
    return stream(
        b"\x97JB2\r\n\x1a\n" * 40,
        b"/Type /XObject /Subtype /Image /Width 60000 /Height 60000 /BitsPerComponent 1 "
        b"/ColorSpace /DeviceGray /Filter /" + method,
    )


def _link(action: bytes) -> bytes:
    return b"<< /Type /Annot /Subtype /Link /Rect [0 0 300 200] /Parent 10 0 R /A << %s >> >>" % action


PDF: Final[dict[str, Case]] = {
    # structure
    "a table of objects that comes before itself": Case(_before_itself),
    "a page tree that holds itself": Case(lambda: _tree(b"/Kids [2 0 R 3 0 R 2 0 R] /Count 3")),
    "a page tree 5,000 deep": Case(lambda: _deep_tree(5_000), "damaged: no text of it can be read"),
    "a billion pages promised": Case(lambda: _tree(b"/Kids [3 0 R] /Count 1000000000")),
    "the same page 2,000 times": Case(lambda: _tree(b"/Kids [%s] /Count 2000" % (b"3 0 R " * 2_000))),
    "an object that is itself": Case(lambda: one_page(page=b"/Rotate 10 0 R", more={10: b"10 0 R"})),
    "objects that are each other": Case(
        lambda: one_page(page=b"/Annots 10 0 R", more={10: b"11 0 R", 11: b"10 0 R"})
    ),
    "dictionaries in dictionaries": Case(
        lambda: one_page(page=b"/A " + b"<< /A " * 20_000 + b">> " * 20_000)
    ),
    "an unknown lock": Case(
        lambda: pdf(
            page_objects() | {10: b"<< /Filter /Unknown /V 9 /Length 99999 >>"},
            b"/Root 1 0 R /Encrypt 10 0 R",
        ),
        "no page of it can be read",
    ),
    "only a header": Case(lambda: b"%PDF-1.7\n", "no page of it can be read"),
    "no object, only an end": Case(
        lambda: b"%PDF-1.7\ntrailer\n<< /Root 1 0 R >>\nstartxref\n0\n%%EOF\n", "no page of it can be read"
    ),
    "a catalogue in every kilobyte": Case(
        lambda: b"%PDF-1.7\n" + (b"1 0 obj << /Type /Catalog /Pages 1 0 R >> endobj\n" + b" " * 900) * 2_000,
        "damaged",
    ),
    # fonts
    "ranges of four billion characters": Case(
        lambda: _font_with(b"1 beginbfrange <00000000> <FFFFFFFF> <0041> endbfrange")
    ),
    "a hundred thousand ranges of characters": Case(
        lambda: _font_with(b"100 beginbfrange " + b"<0000> <FFFF> <0041> " * 100_000 + b"endbfrange")
    ),
    "halves of surrogate pairs": Case(lambda: _font_with(b"1 beginbfrange <0041> <0043> <D800> endbfrange")),
    "a map of characters that uses itself": Case(lambda: _font_with(b"/A usecmap 12 0 R usecmap")),
    # content
    "a form that draws itself": Case(lambda: _forms(1, lambda _: b"/X0 Do")),
    "forms that draw each other": Case(lambda: _forms(2, lambda n: b"/X%d Do" % (1 - n))),
    "a stream that inflates to 50 MB": Case(lambda: one_page(flated(bytes(50_000_000))), "no text, picture"),
    "a stream deflated four times": Case(
        lambda: one_page(stream(_deflated(b" " * 20_000_000, 4), b"/Filter [%s]" % (b"/FlateDecode " * 4))),
        "no text, picture",
    ),
    "half a million saved states": Case(lambda: one_page(flated(b"q " * 500_000 + TEXT))),
    "arrays in arrays, 100,000 deep": Case(lambda: one_page(flated(b"[" * 100_000 + b"]" * 100_000 + TEXT))),
    "a hundred thousand letters on one place": Case(
        lambda: one_page(
            flated(b"BT /F 1 Tf " + b"1 0 0 1 20 100 Tm (%s) Tj " % (b"word " * 20) * 1_000 + b"ET")
        )
    ),
    "ten thousand rules": Case(
        lambda: one_page(flated(TEXT + b"".join(_cross(n % 300, n % 200) for n in range(5_000))))
    ),
    "a grid of 300 by 300": Case(
        lambda: one_page(
            flated(TEXT + b"".join(_cross(n, n) for n in range(300))), page=b"/MediaBox [0 0 300 300]"
        )
    ),
    "numbers beyond numbers": Case(
        lambda: one_page(
            stream(
                b"BT /F 1e38 Tf 1e38 1e38 1e38 1e38 1e38 1e38 Tm (Access) Tj "
                b"99999999999999999999 0 Td (x) Tj ET 0 0 1e38 1e38 re f"
            )
        ),
        "no text, picture",
    ),
    "no size at all": Case(
        lambda: one_page(
            stream(b"BT /F 0 Tf 0 0 0 0 0 0 Tm (Access) Tj ET 0 0 0 0 re f 1 1 m 1 1 l S"),
            page=b"/MediaBox [0 0 0 0]",
        ),
        "no text layer",
    ),
    "a page as large as numbers go": Case(lambda: one_page(page=b"/MediaBox [-1e38 -1e38 1e38 1e38]")),
    "a page turned inside out": Case(
        lambda: one_page(page=b"/MediaBox [300 200 0 0] /Rotate 45 /UserUnit 1e9")
    ),
    "text that steers a terminal": Case(
        lambda: one_page(stream(b"BT /F 12 Tf 20 100 Td (Access \x1b[2J\x1b]0;a\x07) Tj ET"))
    ),
    "pictures that are none": Case(
        lambda: one_page(
            stream(TEXT + b" 100 0 0 100 0 0 cm /P Do /Q Do"),
            resources=b"/XObject << /P 10 0 R /Q 11 0 R >>",
            more={10: _picture(b"JBIG2Decode"), 11: _picture(b"JPXDecode")},
        )
    ),
    # what is active
    "scripts and files": Case(
        lambda: one_page(
            more={
                1: b"<< /Type /Catalog /Pages 2 0 R /OpenAction 10 0 R /AA << /WC 10 0 R >> /Names << "
                b"/EmbeddedFiles << /Names [(a) 11 0 R] >> /JavaScript << /Names [(a) 10 0 R] >> >> >>",
                10: b"<< /S /JavaScript /JS (app.launchURL\\('http://127.0.0.1:9/'\\)) /Next 13 0 R >>",
                11: b"<< /Type /Filespec /F (../../a.exe) /EF << /F 12 0 R >> >>",
                12: stream(b"MZ"),
                13: b"<< /S /Launch /F (/bin/sh) /Next 10 0 R >>",
            }
        )
    ),
    "twenty thousand links": Case(
        lambda: one_page(
            page=b"/Annots [%s]" % (b"10 0 R " * 20_000), more={10: _link(b"/S /URI /URI (http://x.org/)")}
        )
    ),
    "a link that runs a program": Case(
        lambda: one_page(page=b"/Annots [10 0 R]", more={10: _link(b"/S /Launch /F (calc.exe)")})
    ),
}
"""The files by what is wrong with them."""

ENDLESS: Final[dict[str, Case]] = {
    "forms that draw ten others each, nine deep": Case(
        lambda: _forms(10, lambda n: b"/X%d Do " % (n + 1) * 10 if n < 9 else TEXT), "seconds"
    ),
}
"""Files that only a worker's limits end: to draw the first page takes a billion steps."""
