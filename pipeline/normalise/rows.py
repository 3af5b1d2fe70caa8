"""The rows of a report in their order: what dates and groups them, and what each meeting's row says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from pipeline.findings import notice
from pipeline.fold import Text, fold
from pipeline.ledger import Ledger
from pipeline.lexicon import Lexicon
from pipeline.model import (
    Cell,
    Entry,
    FieldName,
    MeetingReadings,
    Notice,
    Paragraph,
    Reading,
    ReportReadings,
    Row,
    Value,
)
from pipeline.normalise.announced import check_announced
from pipeline.normalise.cells import CellReadings, field_of_role, read_cells
from pipeline.normalise.context import Context
from pipeline.normalise.dates import day_order, read_when
from pipeline.normalise.headings import Heading, read_heading, with_names
from pipeline.normalise.meetings import is_same_as_above, read_action_line
from pipeline.normalise.report import read_report
from pipeline.register import Register

_COUNT = "participants"
_DAY = ("date", "end_date", "year_basis")


@dataclass(slots=True)
class _State:
    """What the rows read so far say about the next one."""

    context: Context
    ledger: Ledger
    notices: list[Notice] = field(default_factory=list)
    above: dict[tuple[FieldName, ...], tuple[Cell, ...]] = field(default_factory=dict)
    day: dict[str, Value[object]] = field(default_factory=dict)
    counted: int = 0


def normalise(
    prose: Sequence[Paragraph],
    rows: Sequence[Row],
    languages: Sequence[str],
    lexicon: Lexicon,
    register: Register,
) -> tuple[ReportReadings, Ledger]:
    """The readings of a report from the text before its table and its rows.

    Every character of the rows' cells is in the ledger afterwards.
    """
    titles = [paragraph for row in rows if row.kind == "title" for paragraph in _paragraphs(row)]
    report = read_report([*prose, *titles], lexicon, register)
    day_first, notices = day_order([*prose, *(paragraph for row in rows for paragraph in _paragraphs(row))])
    known = replace(report.known, day_first=day_first)
    state = _State(Context(lexicon, register, known), Ledger())
    state.notices.extend((*report.notices, *notices))
    meetings: list[MeetingReadings] = []
    rows = list(with_names(rows, state.context))
    headings = _headings(rows, state.context)
    for number, row in enumerate(rows):
        if number in headings:
            _enter_section(row, headings[number], state)
        if row.kind == "heading":
            continue
        for entry in row.entries:
            state.ledger.open(entry.cell)
        if row.kind in {"title", "header"}:
            _mark(row, state)
        elif row.kind == "aside":
            _leave_aside(row, state)
        elif row.kind == "record" or not _read_group(row, rows[number + 1 :], state):
            meeting = _read_meeting(row, state)
            if meeting:
                meetings.append(meeting)
    headed = {paragraph.locator for row in rows for paragraph in _paragraphs(row)}
    before = [paragraph for paragraph in prose if paragraph.locator not in headed]
    missing, meetings = check_announced(before, meetings, state.context)
    state.notices.extend(missing)
    return (
        ReportReadings(tuple(languages), report.values, tuple(meetings), tuple(state.notices)),
        state.ledger,
    )


def _paragraphs(row: Row) -> Iterable[Paragraph]:
    return (paragraph for entry in row.entries for paragraph in entry.cell.paragraphs)


def _headings(rows: Sequence[Row], context: Context) -> dict[int, Heading]:
    """What stands above the tables, by the row's number. A day counts where it stands alone or where several
    tables have one above them; a single one among other words is the report's date."""
    headings = {
        number: read_heading(list(_paragraphs(row)), context)
        for number, row in enumerate(rows)
        if row.kind in {"heading", "title"}
    }
    are_days = sum(bool(heading.day) for heading in headings.values()) > 1
    return {
        number: heading if are_days or heading.is_alone else replace(heading, day={}, notices=())
        for number, heading in headings.items()
    }


def _enter_section(row: Row, heading: Heading, state: _State) -> None:
    """Apply what stands above a table; words between two tables end what the rows before them said."""
    if row.kind == "heading":
        state.day = {}
        state.context = replace(state.context, known=replace(state.context.known, day=None), code=None)
    if heading.day:
        state.day = dict(heading.day)
        state.context = replace(state.context, known=replace(state.context.known, day=heading.day["date"]))
    if heading.code:
        state.context = replace(state.context, code=heading.code)
    state.notices.extend(heading.notices)


def _leave_aside(row: Row, state: _State) -> None:
    text = Text(list(_paragraphs(row)))
    state.counted += 1
    state.notices.append(notice("row-not-a-meeting", text.evidence(0, len(text.text))))
    text.take(0, len(text.text), "not-understood")
    state.ledger.enter(text)


def _mark(row: Row, state: _State) -> None:
    """Book a header's or title's words as structure; what a footnote adds to them is for a person to read."""
    for entry in row.entries:
        for paragraph in entry.cell.paragraphs:
            text = Text([paragraph])
            is_note = paragraph.marker == "note"
            if is_note:
                words = text.evidence(0, len(text.text))
                state.notices.append(notice("not-understood", words, column=entry.header or "first"))
            text.take(0, len(text.text), "not-understood" if is_note else "mark")
            state.ledger.enter(text)


def _read_group(row: Row, following: Sequence[Row], state: _State) -> bool:
    """Apply a row that dates or groups those beneath; False where it is a meeting of its own.

    A row merged across may date, group or both; a lone cell dates where it has nothing but a date, and groups
    where the next row has no other code of its own. Any other merged row is reported and left.
    """
    text = Text(list(_paragraphs(row)))
    known = replace(state.context.known, day=None)
    code = read_action_line(text, state.context.lexicon)
    when = read_when(text, state.context.lexicon, known)
    values = _values(code.readings) | _values(when.readings)
    rest = text.remainder()
    is_day = "date" in values and (row.kind == "group" or (not rest and "action_line" not in values))
    is_group = "action_line" in values and _heads(row, values, following, state)
    if is_day:
        state.day = {name: values[name] for name in _DAY if name in values}
        state.context = replace(state.context, known=replace(known, day=values["date"]), code=None)
    if is_group:
        state.context = replace(state.context, code=values["action_line"])
        for start, end in rest:
            text.take(start, end, "mark")
    if not is_day and not is_group:
        if row.kind == "lone" and (rest or "action_line" in values):
            return False
        if rest:
            _leave_aside(row, state)
            return True
    state.notices.extend((*code.notices, *when.notices))
    for start, end in text.remainder():
        state.notices.append(notice("not-understood", text.evidence(start, end), column="group"))
        text.take(start, end, "not-understood")
    state.ledger.enter(text)
    return True


def _heads(row: Row, values: Mapping[str, Value[object]], following: Sequence[Row], state: _State) -> bool:
    """Whether a row with an action line's code groups the rows beneath: it is merged across, or the next
    row stands without a code or repeats it."""
    following_row = next((other for other in following if other.kind in {"record", "lone"}), None)
    if row.kind == "group":
        return True
    if following_row is None or "date" in values:
        return False
    text = Text([p for cell in following_row.cells("meeting") for p in cell.paragraphs])
    code = _values(read_action_line(text, state.context.lexicon).readings).get("action_line")
    return code is None or code.value == values["action_line"].value


def _read_meeting(row: Row, state: _State) -> MeetingReadings | None:
    """The readings of one meeting's row; None (with its words reported) where nothing names the meeting."""
    state.counted += 1
    columns = _columns(row, state)
    if not any(not cell.is_blank for name in ("meeting", "code") for cell in row.cells(name)):
        for entry in row.entries:
            text = Text(entry.cell.paragraphs)
            for start, end in text.remainder():
                state.notices.append(notice("row-without-meeting", text.evidence(start, end)))
                text.take(start, end, "not-understood")
            state.ledger.enter(text)
        return None
    context = _in_own_place(row, state.context)
    results = [read_cells(fields, cells, header, context, state.ledger) for fields, header, cells in columns]
    values, notices = _merge(results)
    if "date" not in values:
        values |= state.day
    if "timezone" not in values and "place" in values:
        values |= _zone_of(values["place"], context.register)
    if "action_line" not in values and context.code is not None:
        values["action_line"] = context.code
    elif context.code is not None and values["action_line"].value != context.code.value:
        state.context = replace(state.context, code=None)
    return MeetingReadings(row, state.counted, values, tuple(_details(results)), tuple(notices))


def _columns(row: Row, state: _State) -> list[tuple[tuple[FieldName, ...], str, tuple[Cell, ...]]]:
    """The cells of a row by what their columns hold; `idem` is replaced by the cell above that it means."""
    grouped: dict[tuple[tuple[FieldName, ...], str], list[Entry]] = {}
    for entry in row.entries:
        fields = _fields(entry, row, state.context.lexicon)
        grouped.setdefault((fields, "" if fields else entry.header), []).append(entry)
    columns: list[tuple[tuple[FieldName, ...], str, tuple[Cell, ...]]] = []
    for (fields, _), entries in grouped.items():
        cells = tuple(entry.cell for entry in entries)
        if fields in state.above:
            text = Text([paragraph for cell in cells for paragraph in cell.paragraphs])
            if is_same_as_above(text, state.context.lexicon):
                text.take(0, len(text.text), "mark")
                state.ledger.enter(text)
                cells = state.above[fields]
        if fields:
            state.above[fields] = cells
        columns.append((fields, entries[0].header, cells))
    return columns


def _fields(entry: Entry, row: Row, lexicon: Lexicon) -> tuple[FieldName, ...]:
    """What the column holds. One headed with a person's role ("Moderator") holds the facilitator only where
    no other column does; beside a column of facilitators it holds persons of that role."""
    has_own = any(other.fields == entry.fields and other.header != entry.header for other in row.entries)
    field = field_of_role(entry.header, lexicon) if has_own and "facilitator" in entry.fields else None
    return (field,) if field else entry.fields


def _zone_of(place: Value[object], register: Register) -> dict[str, Value[object]]:
    """The time zone of the city that the meeting's own row names, where it names one."""
    words = fold(str(place.value))
    zone = _only_zone(words, register)
    return {"timezone": Value(zone, place.evidence, "meetings.timezone")} if zone else {}


def _in_own_place(row: Row, context: Context) -> Context:
    """The context with the time zone of the city in the row's own column of places, to which a printed zone
    ("14:00 EET") is compared."""
    words = "\n".join(fold(cell.text) for cell in row.cells("place"))
    zone = _only_zone(words, context.register)
    return replace(context, known=replace(context.known, timezone=zone)) if zone else context


def _only_zone(words: str, register: Register) -> str | None:
    """The time zone of the cities that the words name, None where these have several or there is none."""
    zones = {mention.place.timezone for mention in register.places_in(words)} - {""}
    return zones.pop() if len(zones) == 1 else None


def _merge(results: Sequence[CellReadings]) -> tuple[dict[str, Value[object]], list[Notice]]:
    """One value for each column of the meetings table, from the cell that counts most; where another
    states something else, a notice quotes it. A count's figure and bounds stay together."""
    values: dict[str, Value[object]] = {}
    notices = [note for result in results for note in result.notices]
    for result in sorted(results, key=lambda result: result.rank):
        for reading in result.readings:
            if reading.table != "meetings":
                continue
            has_count = any(name.startswith(_COUNT) for name in values)
            for name, value in reading.values.items():
                present = values.get(name)
                is_part = name.startswith(f"{_COUNT}_")  # of a count, whose figure is compared
                if present is not None and present.value != value.value and not is_part:
                    stated, other = str(present.value), str(value.value)
                    notices.append(
                        notice(
                            "stated-twice", value.evidence, field=name, column=name, value=stated, other=other
                        )
                    )
                elif present is None and not (has_count and name.startswith(_COUNT)):
                    values[name] = value
    return values, notices


def _details(results: Sequence[CellReadings]) -> Iterable[Reading]:
    """The readings for the other tables, column by column; where several columns make one section, the
    points of the later ones count on."""
    points: Counter[object] = Counter()
    for result in results:
        base = points.copy()
        for reading in result.readings:
            fixed = reading.fixed
            if reading.table == "points":
                points[fixed["section"]] += 1
                parent = fixed.get("parent_position")
                if isinstance(parent, int):
                    fixed = {**fixed, "parent_position": parent + base[fixed["section"]]}
            if reading.table != "meetings":
                yield reading if fixed is reading.fixed else replace(reading, fixed=fixed)


def _values(readings: Iterable[Reading]) -> dict[str, Value[object]]:
    return {
        name: value
        for reading in readings
        if reading.table == "meetings"
        for name, value in reading.values.items()
    }
