"""How the document's producer sets its lines, learnt from all of them: their distance, and whether it
prints the space at which a line was wrapped."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from pipeline.read.pdf.lines import Line

_SPACE = 0.25  # of the font size: the width of a space
_SPACE_FITS = 0.32  # of the font size: a line with more room than this had room for its space
_SLACK = 0.1  # of the font size: a word that fits by less than this may not have fitted
_EXTRA = 0.11  # of the font size: this much more than the regular distance of lines parts paragraphs
_EXTRA_UNSEEN = 0.35  # the same where no wrapped line shows the regular distance
_USUAL_RATIO = 1.17  # of the font size: single line spacing in most fonts
_RATIO_STEP = 0.05
_ALIGNED = 1.5  # points: positions nearer than this are the same
_INDENT = 3.0  # points: the least that text is set in
_PRINTED = 0.2  # of the lines before the last of a text column: with fewer spaces the producer prints none
_MOSTLY = 0.8  # of the places that can show it: the producer's tags go by paragraphs
_OVERHANG = 3  # lines whose space has no room: with as many the producer prints it always


@dataclass(slots=True, eq=False)  # not frozen, as `Word`
class Stretch:
    """Consecutive lines of one text column on one page, the left and right edge of its text, and
    whether it is in a table."""

    lines: tuple[Line, ...]
    left: float
    right: float
    in_table: bool
    _counted: Counter[int] | None = field(default=None, init=False)

    def lead(self, line: Line) -> float:
        """How far a line begins from the edge of the column."""
        return self.right - line.x1 if line.rtl else line.x0 - self.left

    def room(self, line: Line) -> float:
        """How much of the column's width a line leaves."""
        room = self.right - self.left - line.width
        return room if self.is_centred(line) else room - max(0.0, self.lead(line))

    @property
    def _starts(self) -> Counter[int]:
        """How many lines begin at about each place; none where there is a list, which counts for all of its
        column."""
        if self._counted is None:
            has_list = self.in_table and any(line.listed for line in self.lines)
            lines = () if has_list else self.lines
            self._counted = Counter(round((line.x0 - self.left) / _ALIGNED) for line in lines)
        return self._counted

    def is_centred(self, line: Line) -> bool:
        """True where a line stands as far from both edges, and no other begins where it does."""
        left, right = line.x0 - self.left, self.right - line.x1
        if left <= _INDENT or abs(left - right) > _ALIGNED:
            return False
        place = round(left / _ALIGNED)
        return sum(self._starts[near] for near in (place - 1, place, place + 1)) == 1

    def fits(self, line: Line, following: Line) -> bool:
        """True where the first word of the following line would have found room on this one."""
        space = 0.0 if line.text[-1] in "-\u00ad" else _SPACE * line.size
        slack = (4 if line.space_after else 1) * _SLACK * line.size
        return space + following.first <= self.room(line) - slack


class Typesetting:
    """The habits of the producer. `stretches` are all text columns of the document."""

    def __init__(self, stretches: Sequence[Stretch]) -> None:
        self._pieces_tell = _pieces_tell(stretches)
        wrapped: Counter[bool] = Counter()  # by whether lines run leftward
        spaced: Counter[bool] = Counter()
        overhanging = 0
        for line, _, stretch in _wrapped(stretches):
            wrapped[line.rtl] += 1
            if line.space_after:
                spaced[line.rtl] += 1
                overhanging += stretch.room(line) < _SPACE * line.size / 2
        self._prints_spaces = {rtl: spaced[rtl] > _PRINTED * wrapped[rtl] for rtl in (False, True)}
        self._overhangs = overhanging >= _OVERHANG
        ratios: dict[tuple[bool, int], Counter[int]] = {}
        for line, following, stretch in _wrapped(stretches):
            if (
                following.listed
                or (self._prints_spaces[line.rtl] and not line.space_after)
                or stretch.fits(line, following)
            ):
                continue
            ratio = (following.baseline - line.baseline) / max(line.size, 1.0)
            ratios.setdefault(_setting(line, stretch), Counter())[round(ratio / _RATIO_STEP)] += 1
        total: Counter[int] = Counter()
        for counter in ratios.values():
            total.update(counter)
        self._default = _usual(total) if total else _USUAL_RATIO
        self._ratios = {setting: _usual(counter) for setting, counter in ratios.items()}

    def apart(self, line: Line, following: Line, stretch: Stretch) -> bool:
        """True where more than the regular distance lies between two lines of a text column."""
        ratio, extra = self._ratios.get(_setting(line, stretch)), _EXTRA
        if ratio is None:
            ratio, extra = self._default, _EXTRA_UNSEEN
        size = max(line.size, following.size)
        return following.baseline - line.baseline > (ratio + extra) * size

    def one_piece(self, line: Line, following: Line) -> bool | None:
        """Whether two lines of a page are one piece of its text, as the file's tags say; None where they
        do not."""
        here, there = line.closing, following.opening
        if not self._pieces_tell or here is None or there is None or line.page != following.page:
            return None
        if here[0] == there[0]:
            return True
        linked = {link.target for link in line.links if link.end == len(line.text)}
        linked_then = {link.target for link in following.links if link.start == 0}
        # Within a paragraph too, a link, each line of it, and words in another font are pieces of their own.
        return False if here[1] == there[1] and not linked and not linked_then else None

    def ends_word(self, line: Line, stretch: Stretch) -> bool | None:
        """Whether a line that is not the last of its paragraph ended at a space; None where the
        producer's habits do not tell."""
        if line.space_after:
            return True
        has_room = self._overhangs or stretch.room(line) > _SPACE_FITS * line.size
        # No space is printed at the end of a centred line: it would be off the centre.
        if self._prints_spaces[line.rtl] and has_room and not stretch.is_centred(line):
            return False
        return None


def _wrapped(stretches: Sequence[Stretch]) -> Iterator[tuple[Line, Line, Stretch]]:
    """Every two lines of which one follows the other."""
    for stretch in stretches:
        for line, following in pairwise(stretch.lines):
            if line.turn == following.turn:
                yield line, following, stretch


def _pieces_tell(stretches: Sequence[Stretch]) -> bool:
    """True where the file's tags go by paragraphs: not by lines, and not by cells or pages. Shown by lines
    between which a paragraph goes on, or ends, beyond doubt."""
    goes_on: list[bool] = []
    ends: list[bool] = []
    for line, following, stretch in _wrapped(stretches):
        if line.closing is None or following.opening is None:
            continue
        one = line.closing[0] == following.opening[0]
        if following.listed or stretch.room(line) > following.first + line.size:
            ends.append(one)
        elif _is_small(following.text[0]) and not stretch.fits(line, following):
            goes_on.append(one)
    return sum(goes_on) > _MOSTLY * len(goes_on) and sum(ends) <= (1 - _MOSTLY) * len(ends)


def _is_small(letter: str) -> bool:
    """True for a letter that is no capital: of a script without them, any."""
    return letter.isalpha() and not letter.isupper()


def _setting(line: Line, stretch: Stretch) -> tuple[bool, int]:
    """What goes with a distance of lines: tables and running text differ, and so do font sizes."""
    return stretch.in_table, round(2 * line.size)


def _usual(counter: Counter[int]) -> float:
    """The most frequent ratio, the smaller of equals."""
    best = max(counter, key=lambda step: (counter[step], -step))
    return best * _RATIO_STEP
