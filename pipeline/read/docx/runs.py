"""What the runs of a paragraph show: one function for each kind of element that shows something."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from lxml import etree

from pipeline.findings import notice
from pipeline.read.docx.fields import Field, form_value, link_target
from pipeline.read.docx.line import PAGE_BREAK, Aside, Line
from pipeline.read.docx.markup import ALTERNATIVES, INSERTED_FILE, chosen_branch, visible_text
from pipeline.read.docx.names import ID, OFF, PARAGRAPH_PROPERTIES, RUN, TABLE, TEXT, a, m, r, v, w
from pipeline.read.docx.symbols import symbol

_LAYOUT: Final = str.maketrans("\n\r\t", "   ")
_FIELD_MARK: Final = w("fldChar")
_FIELD_CODE: Final = w("instrText")
_FOOTNOTE: Final = w("footnoteReference")
_DEEPEST_FIELD: Final = 64  # Word nests fields 20 deep; of more, the outermost have lost their end
_ENDNOTE: Final = w("endnoteReference")
_CUSTOM_MARK: Final = w("customMarkFollows")
_UNREAD: Final = {
    "{http://schemas.openxmlformats.org/drawingml/2006/diagram}relIds": "a diagram",
    "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart": "a chart",
    "{http://schemas.microsoft.com/office/drawing/2014/chartex}chart": "a chart",
    w("subDoc"): "another document",
}


def read_runs(line: Line, parent: etree._Element) -> None:
    """Add to `line` what `parent` shows. Elements that are not known are read through: only `w:t` and its
    like hold text, so that nothing visible is lost in a wrapper."""
    for node in parent:
        handle = _HANDLERS.get(node.tag, read_runs)
        if handle is not None:
            handle(line, node)


def _run(line: Line, node: etree._Element) -> None:
    left_out = line.surroundings.left_out
    if left_out and node in left_out:
        line.left_out.append((left_out[node], visible_text(node)))
        _field_marks(line, node)
        return
    for child in node:
        tag = child.tag
        if tag == TEXT:
            _text(line, child)
            continue
        handle = _HANDLERS.get(tag, read_runs)
        if handle is not None:
            handle(line, child)
            if tag in {_FOOTNOTE, _ENDNOTE} and child.get(_CUSTOM_MARK, "0").lower() not in OFF:
                return  # what follows in the run is the note's own mark


def _field_marks(line: Line, left_out: etree._Element) -> None:
    """Fields begin and end in runs that are left out, too."""
    for node in left_out:
        if node.tag == _FIELD_MARK:
            _field_mark(line, node)
        elif node.tag == _FIELD_CODE:
            _field_code(line, node)


def clean(text: str) -> str:
    """The characters of `w:t`, where line ends and tabs lay out the XML and are spaces of the text."""
    return text.translate(_LAYOUT) if "\n" in text or "\t" in text else text


def _text(line: Line, node: etree._Element) -> None:
    text = node.text
    if text:
        line.append(clean(text))


def _constant(text: str) -> Callable[[Line, etree._Element], None]:
    def handle(line: Line, _: etree._Element) -> None:
        line.append(text)

    return handle


def _break(line: Line, node: etree._Element) -> None:
    if node.get(w("type"), "textWrapping") == "textWrapping":
        line.append("\n")
    elif line.length:
        line.append(PAGE_BREAK)


def _symbol(line: Line, node: etree._Element) -> None:
    line.append(symbol(node.get(w("font"), ""), node.get(w("char"), "")))


def _word_art(line: Line, node: etree._Element) -> None:
    line.append(node.get("string", ""))


def _hyperlink(line: Line, node: etree._Element) -> None:
    target = line.surroundings.addresses.get(node.get(r("id"), ""), "")
    anchor = node.get(w("anchor")) or node.get(w("docLocation"))
    start = line.length
    read_runs(line, node)
    line.link(start, f"{target}#{anchor}" if anchor else target)


def _simple_field(line: Line, node: etree._Element) -> None:
    start = line.length
    read_runs(line, node)
    line.link(start, link_target(node.get(w("instr"), "")))


def _field_mark(line: Line, node: etree._Element) -> None:
    kind = node.get(w("fldCharType"))
    if kind == "begin":
        del line.fields[:-_DEEPEST_FIELD]
        line.fields.append(Field(form=form_value(node)))
    elif kind == "separate" and line.fields:
        begun = line.fields[-1]
        begun.in_result, begun.start = True, line.length
        begun.target = link_target("".join(begun.code))
    elif kind == "end" and line.fields:
        ended = line.fields.pop()
        if ended.form and not (ended.in_result and line.length > ended.start):
            line.append(ended.form)
        line.link(ended.start, ended.target)


def _field_code(line: Line, node: etree._Element) -> None:
    if line.fields and not line.fields[-1].in_result:
        line.fields[-1].code.append(node.text or "")


def _box(line: Line, node: etree._Element) -> None:
    line.asides.append(Aside(node, line.surroundings))


def _alternatives(line: Line, node: etree._Element) -> None:
    chosen = chosen_branch(node)
    if chosen is not None:
        read_runs(line, chosen)


def _note(line: Line, node: etree._Element) -> None:
    kind = "footnote" if node.tag == _FOOTNOTE else "endnote"
    note = line.surroundings.notes.pop((kind, node.get(ID, "")), None)
    if note is not None:
        line.asides.append(note)


def _comment(line: Line, node: etree._Element) -> None:
    comment = line.surroundings.comments.pop(node.get(ID, ""), None)
    if comment is not None:
        author, text = comment
        line.notices.append(notice("comment", excerpt=text, author=author))


def _unread(line: Line, node: etree._Element) -> None:
    line.notices.append(notice("part-not-read", kind=_UNREAD[node.tag]))


_HANDLERS: Final[dict[str, Callable[[Line, etree._Element], None] | None]] = {
    RUN: _run,
    TEXT: _text,
    w("delText"): _text,
    a("t"): _text,
    m("t"): _text,
    w("tab"): _constant("\t"),
    w("ptab"): _constant("\t"),
    w("br"): _break,
    w("cr"): _constant("\n"),
    a("br"): _constant("\n"),
    w("noBreakHyphen"): _constant("\u2011"),
    w("softHyphen"): _constant("\u00ad"),
    w("sym"): _symbol,
    w("hyperlink"): _hyperlink,
    w("fldSimple"): _simple_field,
    _FIELD_MARK: _field_mark,
    _FIELD_CODE: _field_code,
    w("delInstrText"): _field_code,
    _FOOTNOTE: _note,
    _ENDNOTE: _note,
    w("commentReference"): _comment,
    w("txbxContent"): _box,
    a("txBody"): _box,
    v("textpath"): _word_art,
    ALTERNATIVES: _alternatives,
    **dict.fromkeys(_UNREAD, _unread),
    # Properties and marks, which show nothing:
    PARAGRAPH_PROPERTIES: None,
    w("rPr"): None,
    w("sdtPr"): None,
    w("sdtEndPr"): None,
    w("smartTagPr"): None,
    w("customXmlPr"): None,
    w("fldData"): None,
    w("proofErr"): None,
    w("bookmarkStart"): None,
    w("bookmarkEnd"): None,
    w("lastRenderedPageBreak"): None,
}

_PLAIN: Final = frozenset({RUN, TEXT, w("tab")})

NEEDS_CARE: Final = (
    *(name for name, handle in _HANDLERS.items() if handle is not None and name not in _PLAIN),
    TABLE,
    INSERTED_FILE,
    w("pPrChange"),
)
"""The elements for which it does not do to take the text as it comes."""
