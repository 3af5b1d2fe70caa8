"""Forms without lines: names that end in a colon at the left, each with its value beside it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline.marks import typed_mark
from pipeline.read.pdf.headed import Line, bounds_of, is_ruled, levels_around
from pipeline.read.pdf.level_frames import PADDING, lines_of, texts_of
from pipeline.read.pdf.page import Page, Rule

_COLONS = ":：︓"
_FEWEST_ROWS = 3  # of a form on one page, unless it goes on
_STARTS = 1.5  # points: lines of a column begin no farther from each other
_END = 3.0  # of the font size: what stands farther below is no part of the form


@dataclass(frozen=True, slots=True)
class _Form:
    """The lines of a form, which of them begin rows, where names and values begin, and its ends."""

    lines: Sequence[Line]
    starts: Sequence[int]
    names: float
    values: float
    left: float = 0.0
    right: float = 0.0

    def is_like(self, other: _Form) -> bool:
        """True where names and values of both begin at the same places."""
        return abs(self.names - other.names) <= _STARTS and abs(self.values - other.values) <= _STARTS


def with_forms(pages: Iterable[Page]) -> Iterator[Page]:
    """Each page with lines around the names and values of its forms."""
    above: _Form | None = None
    for page in pages:
        forms: list[_Form] = []
        for form in _forms(page, above) if _has_names(page, 1 if above else _FEWEST_ROWS) else ():
            goes_on = above if above and not forms and above.is_like(form) else None
            if goes_on or len(form.starts) >= _FEWEST_ROWS:
                forms.append(_ended(form, page, goes_on))
        rules = [rule for form in forms for rule in _rules(form, page)]
        above = forms[-1] if forms else None
        yield replace(page, rules=(*page.rules, *rules)) if rules else page


def _has_names(page: Page, fewest: int) -> bool:
    """Whether so many words end in a colon: most pages are spared the rest."""
    return sum(word.text[-1] in _COLONS for word in page.words) >= fewest


def _forms(page: Page, above: _Form | None) -> Iterator[_Form]:
    lines = list(lines_of(word for word in page.words if not word.turn))
    first = 0
    while first < len(lines):
        form = _form(lines, first, above)
        if form:
            yield form
        first += len(form.lines) if form else 1


def _form(lines: Sequence[Line], first: int, above: _Form | None) -> _Form | None:
    """The form that begins with that one of the lines, whose first name may have no value on a page that goes
    on with the one above."""
    texts = texts_of(lines[first])
    if len(texts) > 1:
        names, values = texts[0][0], texts[1][0]
    elif above:
        names, values = above.names, above.values
    else:
        return None
    starts: list[int] = []
    both, end = 0, first
    for number in range(first, len(lines)):
        line = lines[number]
        name = [word for word in line if word.box.x0 < values - _STARTS]
        value = line[len(name) :]
        step = line[0].baseline - lines[number - 1][0].baseline if number > first else 0.0
        if step > _END * line[0].size or not _is_one_value(value):
            break
        if not (name or starts or abs(value[0].box.x0 - values) <= _STARTS):
            break
        if name:
            is_name = len(texts_of(name)) == 1 and abs(name[0].box.x0 - names) <= _STARTS
            if not (is_name and name[-1].box.x1 < values and _ends_in_colon(name)):
                break
            starts.append(number - first)
            both += bool(value) and _ends_in_colon(value)
        end = number + 1
    if 2 * both >= len(starts):
        return None
    return _Form(lines[first:end], sorted({0, *starts}), names, values)


def _ends_in_colon(words: Line) -> bool:
    return words[-1].text[-1] in _COLONS


def _is_one_value(words: Line) -> bool:
    """Whether the words beside a name are one text, or one behind the mark of a list."""
    texts = texts_of(words)
    is_marked = len(texts) > 1 and typed_mark(" ".join(word.text for word in words)) is not None
    return len(texts) <= 1 + is_marked


def _ended(form: _Form, page: Page, above: _Form | None) -> _Form:
    """A form with its ends: at the right that of the form on the page above where it goes on with that."""
    left, right = bounds_of(form.lines, page.width)
    reached = max(word.box.x1 for line in form.lines for word in line)
    if above and reached <= above.right:
        right = above.right
    elif len(form.starts) == len(form.lines):  # no line says where values end
        right = max(right, page.width - left - 2 * PADDING)
    return replace(form, left=left, right=right)


def _rules(form: _Form, page: Page) -> Iterator[Rule]:
    levels = list(levels_around(form.lines, form.starts))
    if is_ruled(page, levels):
        return
    yield from (Rule(form.left, level, form.right, level) for level in levels)
    for x in (form.left, form.values - PADDING, form.right):
        yield Rule(x, levels[0], x, levels[-1])
