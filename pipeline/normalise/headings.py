"""What stands above a table, in its first rows or in the document's own paragraphs: the day of its meetings,
or the action line that they belong to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from pipeline.fold import Text
from pipeline.model import Notice, Paragraph, Value
from pipeline.normalise.context import Context
from pipeline.normalise.dates import read_when
from pipeline.normalise.meetings import read_action_line

_DAY = ("date", "end_date", "year_basis")


@dataclass(frozen=True, slots=True)
class Heading:
    """`day`: the columns of the meetings table that one day gives, empty without a single day; `is_alone`:
    nothing else stands with it. `code`: the one action line named."""

    day: Mapping[str, Value[object]] = field(default_factory=dict)
    is_alone: bool = False
    code: Value[object] | None = None
    notices: tuple[Notice, ...] = ()


def read_heading(paragraphs: Sequence[Paragraph], context: Context) -> Heading:
    """What the paragraphs, each read by itself, say together. A span of days or several action lines are
    the report's, not a meeting's."""
    day: Mapping[str, Value[object]] = {}
    code: Value[object] | None = None
    is_alone = False
    notices: list[Notice] = []
    for paragraph in paragraphs:
        text = Text([paragraph])
        named = read_action_line(text, context.lexicon)
        when = read_when(text, context.lexicon, replace(context.known, day=None))
        for reading in when.readings:
            dates = {name: reading.values[name] for name in _DAY if name in reading.values}
            if "date" in dates and dates["date"].value == dates["end_date"].value:
                day, is_alone = dates, not any(map(str.isalpha, text.free))
                notices.extend(when.notices)
        for reading in () if named.notices else named.readings:
            code = reading.values.get("action_line", code)
    return Heading(day, is_alone, code, tuple(notices))
