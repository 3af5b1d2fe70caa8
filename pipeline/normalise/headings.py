"""What stands above a table, in its first rows or in the document's own paragraphs: the day of its meetings,
the action line that they belong to, or a meeting's name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from pipeline.fold import Text
from pipeline.model import Entry, Notice, Paragraph, Row, Value
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
    """What the paragraphs, each read by itself, say together. A span of days, several days or several
    action lines are the report's, not a meeting's."""
    headings = [_read(paragraph, context) for paragraph in paragraphs]
    days = [heading for heading in headings if heading.day]
    codes = [heading.code for heading in headings if heading.code]
    one_day = len({heading.day["date"].value for heading in days}) == 1
    one_code = len({code.value for code in codes}) == 1
    heading = days[-1] if one_day else Heading()
    return replace(heading, code=codes[-1] if one_code else None)


def _read(paragraph: Paragraph, context: Context) -> Heading:
    text = Text([paragraph])
    named = read_action_line(text, context.lexicon)
    when = read_when(text, context.lexicon, replace(context.known, day=None))
    values = {name: value for reading in named.readings for name, value in reading.values.items()}
    code = None if named.notices else values.get("action_line")
    dates = {
        name: value for reading in when.readings for name, value in reading.values.items() if name in _DAY
    }
    if "date" not in dates or dates["date"].value != dates["end_date"].value:
        return Heading(code=code)
    return Heading(dates, not any(map(str.isalpha, text.free)), code, when.notices)


def with_names(rows: Sequence[Row], context: Context) -> Iterator[Row]:
    """The rows with each meeting that a title names having its name also where a date stands between."""
    pending: list[Row] = []
    for row in rows:
        if row.kind == "record" and _is_dated_only(row, context) and pending and pending[0].entries:
            title, *between = pending
            *others, name = title.entries
            if others:
                yield replace(title, entries=tuple(others))
            yield from between
            yield replace(row, entries=(replace(name, fields=("meeting",)), *row.entries))
            pending = []
        elif row.kind in {"heading", "title", "group"}:
            yield from pending
            pending = [row]
        elif row.kind == "header" and pending:
            pending.append(row)
        else:
            yield from (*pending, row)
            pending = []
    yield from pending


def _is_dated_only(row: Row, context: Context) -> bool:
    """Whether the row has its meeting's name from a title, and that is a day and no more."""
    name: Entry = row.entries[0]
    if name.fields != ("meeting",) or name.header:
        return False
    heading = read_heading(name.cell.paragraphs, context)
    return bool(heading.day) and heading.is_alone and heading.code is None
