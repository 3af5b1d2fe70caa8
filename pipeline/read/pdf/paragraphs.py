"""Lines to paragraphs: where one ends, and how deep it stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.marks import typed_mark
from pipeline.read.pdf.lines import Line, is_alone
from pipeline.read.pdf.typesetting import Stretch, Typesetting
from pipeline.read.pdf.vocabulary import pieces_of_word

_ALIGNED = 1.5  # points: positions nearer than this are the same
_INDENT = 3.0  # points: list marks whose positions differ by more stand on different levels
_SIZE_CHANGE = 1.12  # a line larger or smaller by this factor is a heading, or text under one
_LONE_MARKS = frozenset("•●○◦▪▫■□►▶➢→❖◆✓✔⁃‣·*o-–—")
_BREAKS_AFTER = "-‐/\u00ad"


@dataclass(frozen=True, slots=True)
class Draft:
    """The lines of one paragraph, and the part of a text column that each stands in; `indent` is where
    the first one begins, from the left edge of the column."""

    lines: tuple[Line, ...]
    stretches: tuple[Stretch, ...]
    indent: float


def drafts(stretches: Sequence[Stretch], typesetting: Typesetting) -> list[Draft]:
    """The paragraphs of one text column; one may go on from the last line of a page to the next."""
    groups: list[list[tuple[Line, Stretch]]] = []
    for stretch in stretches:
        for line in stretch.lines:
            if not groups or _begins(line, stretch, groups[-1], typesetting):
                groups.append([])
            groups[-1].append((line, stretch))
    return [
        Draft(
            tuple(line for line, _ in group),
            tuple(stretch for _, stretch in group),
            group[0][1].lead(group[0][0]),
        )
        for group in groups
    ]


def levels(paragraphs: Sequence[tuple[float, bool]]) -> list[int]:
    """The nesting of list items, from their indents among the list items of one text column; 0 for
    paragraphs that are none. Takes the indent and whether there is a list mark."""
    steps: list[float] = []
    for indent in sorted(indent for indent, marked in paragraphs if marked):
        if not steps or indent - steps[-1] > _INDENT:
            steps.append(indent)
    return [
        max((n for n, step in enumerate(steps) if indent >= step - _ALIGNED), default=0) if marked else 0
        for indent, marked in paragraphs
    ]


def _begins(
    line: Line, stretch: Stretch, current: Sequence[tuple[Line, Stretch]], typesetting: Typesetting
) -> bool:
    """True where `line` begins a paragraph after those of the current one."""
    before, where = current[-1]
    first = current[0][0]
    if line.listed or line.turn != before.turn:
        return True
    if before is first and before.text in _LONE_MARKS:
        return False  # its item found no room beside it
    indent = where.lead(before) - stretch.lead(line) if where is stretch else before.x0 - line.x0
    one_piece = typesetting.one_piece(before, line)
    if one_piece is not None:
        return not one_piece
    outdented = indent > _INDENT
    return (
        where.fits(before, line)
        or (
            where is stretch and (typesetting.apart(before, line, stretch) or line.baseline < before.baseline)
        )
        or max(line.size, before.size) > _SIZE_CHANGE * min(line.size, before.size)
        or _next_item(first, line)
        or _ended(before, where, line, typesetting)
        or (outdented and len(current) > 1 and first.listed and not line.rtl)
    )


def _next_item(first: Line, line: Line) -> bool:
    """True where a line begins with the same kind of mark at the same place as the paragraph before."""
    mark, of_first = typed_mark(line.text), typed_mark(first.text)
    same_kind = mark is not None and of_first is not None and mark.kind == of_first.kind
    return same_kind and abs(line.x0 - first.x0) <= _INDENT


def _ended(line: Line, stretch: Stretch, following: Line, typesetting: Typesetting) -> bool:
    """True where the producer would have printed a space after this line, if its paragraph went on."""
    if typesetting.ends_word(line, stretch) is not False or line.text[-1] in _BREAKS_AFTER:
        return False
    cut_to_fit = stretch.room(line) < following.letter and is_alone(line) and _goes_on(line, following)
    return not cut_to_fit and line.text.isascii() and not _address(line.text)


def _goes_on(line: Line, following: Line) -> bool:
    """True where two lines can hold one word, or one number."""
    if line.text[-1].isalpha() and following.text[0].isalpha():
        return pieces_of_word(line.text, following.text) is not None
    return not line.text[-1].isalpha() or not following.text[0].isdigit()


def _address(text: str) -> bool:
    token = text[text.rfind(" ") + 1 :]
    return "/" in token or "@" in token
