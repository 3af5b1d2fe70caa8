"""Parts of a table between level rules, one at the end of a page and one at the start of the next."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import takewhile

from pipeline.read.pdf.level_frames import SAME, Frame, Gap, lines_of, middle_of
from pipeline.read.pdf.level_rules import levels_like
from pipeline.read.pdf.page import Page, Word
from pipeline.read.pdf.running import running_words

_STARTS = 1.5  # points: lines of a column begin no farther from where it does


def at_one_width(above: Frame, below: Frame) -> tuple[Frame, Frame]:
    """The last frame of a page and the first of the next; where no rule says how wide they are, both are as
    wide as the wider one, whose words reach farther."""
    if above.is_drawn or below.is_drawn:
        return above, below
    right = max(above.right, below.right)
    return replace(above, right=right), replace(below, right=right)


def joined_by_a_row(
    above: Frame, gaps: Sequence[Gap], page: Page, frames: list[Frame], following: Page
) -> tuple[Frame, list[Frame]]:
    """The last frame of a page, whose columns the gaps part, and the frames of the next page, with the parts
    of the row between them that the page's end cuts: no rule is printed there, but the words under the last
    rule of the page and over the first of the next keep to the columns."""
    inner = above.inner(gaps)
    if not inner:
        return above, frames
    running = running_words(page, [following])
    under = [word for word in _text(page) if middle_of(word) > above.levels[-1] and word not in running]
    if under:
        if not (_keep_to_columns(under, above, inner) and _is_wide(under, inner)):
            return above, frames
        bottom = max(word.box.bottom for word in under) + SAME
        above = replace(above, levels=(*above.levels, bottom), words=(*above.words, *under))
    levels = levels_like(following, above)
    end = levels[0] if levels else following.height
    running_over = running_words(following, [page])
    over = [word for word in _text(following) if middle_of(word) < end and word not in running_over]
    part = over if levels else _first_lines(over, above, inner)
    is_cut = bool(levels and under) or _is_wide(part, inner)
    is_part = bool(part) and is_cut and _keep_to_columns(part, above, inner)
    return above, _with_part(above, part, levels, frames) if is_part else frames


def _text(page: Page) -> Iterator[Word]:
    return (word for word in page.words if not word.turn)


def _first_lines(words: Iterable[Word], frame: Frame, gaps: Sequence[Gap]) -> list[Word]:
    lines = takewhile(lambda line: _keep_to_columns(line, frame, gaps), lines_of(words))
    return [word for line in lines for word in line]


def _keep_to_columns(words: Iterable[Word], frame: Frame, gaps: Iterable[Gap]) -> bool:
    """Whether words stand between the table's ends, none over the place where a column begins or ends."""
    words = list(words)
    if any(word.box.x0 < frame.left - SAME or word.box.x1 > frame.right + SAME for word in words):
        return False
    return all(
        not any(word.box.x0 < start < word.box.x1 - SAME for word in words)
        or not any(word.box.x0 + SAME < end < word.box.x1 for word in words)
        for start, end in gaps
    )


def _is_wide(words: Iterable[Word], gaps: Iterable[Gap]) -> bool:
    """Whether words stand in several columns, or begin where one does that is not the first."""
    starts = [word.box.x0 for word in words]
    return any(abs(start - end) <= _STARTS for _, end in gaps for start in starts)


def _with_part(
    above: Frame, part: Sequence[Word], levels: Sequence[float], frames: Sequence[Frame]
) -> list[Frame]:
    """The frames of a page with the rest of a row at its top."""
    top = min(word.box.top for word in part) - SAME
    if frames and above.goes_on(frames[0]):
        first = frames[0]
        return [replace(first, levels=(top, *first.levels), words=(*part, *first.words)), *frames[1:]]
    ends = levels[:1] or [max(word.box.bottom for word in part) + SAME]
    return [replace(above, levels=(top, *ends), words=tuple(part), broken=(), uprights=()), *frames]
