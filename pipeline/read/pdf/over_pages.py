"""Parts of a table between level rules, one at the end of a page and one at the start of the next."""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import replace

from pipeline.read.pdf.level_frames import SAME, Frame, is_filled, middle_of, shared_gaps
from pipeline.read.pdf.page import Page, Word
from pipeline.read.pdf.running import running_words


def at_one_width(above: Frame, below: Frame) -> tuple[Frame, Frame]:
    """The last frame of a page and the first of the next; where no rule says how wide they are, both are as
    wide as the wider one, whose words reach farther."""
    if above.is_drawn or below.is_drawn:
        return above, below
    right = max(above.right, below.right)
    return replace(above, right=right), replace(below, right=right)


def joined_by_a_row(above: Frame, page: Page, below: Frame, following: Page) -> tuple[Frame, Frame]:
    """The last frame of a page and the first of the next, with the parts of the row between them that the
    page's end cuts: where their rules have the same ends, and the words under the last rule and over the
    next page's first stand in the columns of the others."""
    running, running_over = running_words(page, [following]), running_words(following, [page])
    under = [word for word in _between(above, page, running) if middle_of(word) > above.levels[-1]]
    over = [word for word in _between(below, following, running_over) if middle_of(word) < below.levels[0]]
    if not (above.goes_on(below) and above.is_drawn and below.is_drawn and under and over):
        return above, below
    shared = shared_gaps([above.gaps(), below.gaps()])
    inner = [gap for gap in shared if gap[0] > above.left and gap[1] < above.right]
    if not inner or any(is_filled(gap, [*under, *over]) for gap in inner):
        return above, below
    bottom = max(word.box.bottom for word in under) + SAME
    top = min(word.box.top for word in over) - SAME
    return (
        replace(above, levels=(*above.levels, bottom), words=(*above.words, *under)),
        replace(below, levels=(top, *below.levels), words=(*over, *below.words)),
    )


def _between(frame: Frame, page: Page, running: Container[Word] = ()) -> Iterator[Word]:
    """The words of a page between the ends of the frame's rules, but for running titles."""
    return (
        word
        for word in page.words
        if not word.turn and frame.left < word.box.x1 < frame.right + SAME and word not in running
    )
