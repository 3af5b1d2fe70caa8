"""The points of a descriptive column: one for each paragraph, bullet or typed list line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.fold import Text, fold, squeeze
from pipeline.lexicon import Lexicon
from pipeline.marks import TypedMark, typed_mark
from pipeline.model import Evidence, Marker, Outcome, Paragraph, Reading, Value

_FIRST_OF_LIST = re.compile(r"\W*(?:1|a|i|а)\W*", re.IGNORECASE)
_LINE_END_HYPHEN = re.compile(r"(?<=\w)-\n(?=[^\W\d_])")


@dataclass(frozen=True, slots=True)
class _Item:
    """A point in the making: its list mark (`start` to `body`) and its words (`body` to `end`)."""

    start: int
    body: int
    end: int
    level: int
    marker: Marker | None


def read_points(text: Text, lexicon: Lexicon, section: str) -> Outcome:
    """One reading of `points` for each paragraph, or for each typed list line of a paragraph.

    `fixed` holds section, level, marker and `parent_position`: the nearest earlier point of a lower level,
    counted from 1 within this text; None for none. A lone mark, dash or "n/a" is no point.
    """
    readings: list[Reading] = []
    open_points: list[tuple[int, int]] = []
    for item in _items(text):
        text.take(item.start, item.body, "mark")
        evidence = text.evidence(item.body, item.end)
        printed = _printed(evidence)
        if lexicon.means_nothing(printed):
            text.take(item.body, item.end, "mark")
            continue
        text.take(item.body, item.end, "point")
        while open_points and open_points[-1][0] >= item.level:
            open_points.pop()
        fixed = {
            "section": section,
            "level": item.level,
            "marker": item.marker,
            "parent_position": open_points[-1][1] if open_points else None,
        }
        readings.append(Reading("points", {"text": Value(printed, evidence, "points.text")}, fixed))
        open_points.append((item.level, len(readings)))
    return Outcome(tuple(readings))


def _items(text: Text) -> Iterator[_Item]:
    lines = iter(text.lines())
    for paragraph in text.paragraphs:
        own = [next(lines) for _ in range(fold(paragraph.text).count("\n") + 1)]
        yield from _items_of(text, paragraph, own)


def _items_of(text: Text, paragraph: Paragraph, lines: list[tuple[int, int]]) -> Iterator[_Item]:
    """The points of one paragraph: itself, or each line that a typed mark begins with what follows it."""
    start, end = lines[0][0], lines[-1][1]
    marker, body, first = paragraph.marker, start, None
    if paragraph.mark:
        body = start + len(fold(paragraph.text[: paragraph.mark.end]))
    elif marker is None and (first := typed_mark(text.text, start)):
        marker, body = first.kind, first.span.end
    indents = [(first.indent if first else 0, paragraph.level)]
    kinds = {marker}
    for line_start, line_end in lines[1:]:
        mark = typed_mark(text.text, line_start)
        if mark is None or mark.span.end > line_end or not _opens_item(text, mark, kinds):
            continue
        yield _Item(start, body, line_start, indents[-1][1], marker)
        kinds.add(mark.kind)
        while len(indents) > 1 and indents[-1][0] > mark.indent:
            indents.pop()
        if mark.indent > indents[-1][0] and marker is not None:
            indents.append((mark.indent, indents[-1][1] + 1))
        start, body, marker = line_start, mark.span.end, mark.kind
    yield _Item(start, body, end, indents[-1][1], marker)


def _opens_item(text: Text, mark: TypedMark, kinds: set[Marker | None]) -> bool:
    """A number or letter that begins a line may be part of the sentence: it must begin or go on a list."""
    if mark.kind in {"bullet", "dash"} or mark.kind in kinds:
        return True
    return bool(_FIRST_OF_LIST.fullmatch(text.text[mark.span.start : mark.span.end]))


def _printed(evidence: Sequence[Evidence]) -> str:
    """The words as the contract prints them; a word that a hyphen parts at a line's end is put together."""
    printed = "".join(part.text for part in evidence)
    return squeeze(_LINE_END_HYPHEN.sub("-", printed))
