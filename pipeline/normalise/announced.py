"""The list of meetings that a report announces before its table, against the meetings of the table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from pipeline.findings import notice
from pipeline.fold import Text, key
from pipeline.model import Evidence, MeetingReadings, Notice, Paragraph, Value
from pipeline.normalise.context import Context
from pipeline.normalise.dates import read_when
from pipeline.normalise.meetings import read_action_line, read_title

_FEWEST = 2
"""A list announces meetings where at least so many of its items are in the table."""


@dataclass(frozen=True, slots=True)
class _Subject:
    """What a meeting is about: the code of its action line and its folded title ("" where not stated), and
    the words for it as printed."""

    code: str
    title: str
    printed: str
    evidence: tuple[Evidence, ...]


def check_announced(
    prose: Sequence[Paragraph], meetings: Sequence[MeetingReadings], context: Context
) -> tuple[list[Notice], list[MeetingReadings]]:
    """Notices of what the list announces and the table has not; and the meetings, with a notice where one
    is not announced, or under another title. Without such a list nothing is said."""
    held = [_held(meeting) for meeting in meetings]
    announced = max(_lists(prose, context), key=lambda items: _in_both(items, held), default=[])
    if _in_both(announced, held) < _FEWEST:
        return [], list(meetings)
    pairs = _pairs(announced, held)
    missing = [
        notice("announced-not-held", item.evidence, title=item.printed)
        for number, item in enumerate(announced)
        if number not in pairs.values()
    ]
    checked = [
        _with_notice(meeting, subject, announced[pairs[number]] if number in pairs else None)
        for number, (meeting, subject) in enumerate(zip(meetings, held, strict=True))
    ]
    return missing, checked


def _lists(prose: Sequence[Paragraph], context: Context) -> Iterator[list[_Subject]]:
    """The runs of paragraphs that are items of a list or begin with a code."""
    items: list[_Subject] = []
    for paragraph in prose:
        if not paragraph.text.strip():
            continue
        if item := _announced(paragraph, context):
            items.append(item)
        elif items:
            yield items
            items = []
    if items:
        yield items


def _announced(paragraph: Paragraph, context: Context) -> _Subject | None:
    """The item that the paragraph is, None where it is none."""
    end = paragraph.mark.end if paragraph.mark else 0
    text = Text([replace(paragraph, text=" " * end + paragraph.text[end:], mark=None)])
    code = read_action_line(text, context.lexicon).readings
    if not paragraph.marker and not code:
        return None
    readings = [
        *code,
        *read_when(text, context.lexicon, context.known).readings,
        *read_title(text, context.lexicon).readings,
    ]
    values = {name: value for reading in readings for name, value in reading.values.items()}
    return _subject(values, text.evidence(0, len(text.text)))


def _subject(values: Mapping[str, Value[object]], evidence: tuple[Evidence, ...]) -> _Subject:
    code, title = (str(values[name].value) if name in values else "" for name in ("action_line", "title"))
    return _Subject(code, key(title), title or code, evidence)


def _held(meeting: MeetingReadings) -> _Subject:
    values = {name: meeting.values[name] for name in ("title", "action_line") if name in meeting.values}
    return _subject(values, next((value.evidence for value in values.values()), ()))


def _in_both(announced: Sequence[_Subject], held: Sequence[_Subject]) -> int:
    """How many items have the code, or without codes the title, of a meeting."""
    names = {subject.code or subject.title for subject in held}
    return sum((item.code or item.title) in names for item in announced)


def _pairs(announced: Sequence[_Subject], held: Sequence[_Subject]) -> dict[int, int]:
    """Each meeting's number with that of its item: of the same code and title; then where a code is left
    once on either side, whatever the titles; then of the same title."""
    pairs: dict[int, int] = {}
    for names in (_code_and_title, _code, _title):
        items = _once(names, announced, pairs.values())
        for name, number in _once(names, held, pairs).items():
            if name and name in items:
                pairs[number] = items[name]
    return pairs


def _once(
    name_of: Callable[[_Subject], str], subjects: Sequence[_Subject], taken: Collection[int]
) -> dict[str, int]:
    """The numbers of the subjects not taken whose name no other of them has."""
    names = {number: name_of(subject) for number, subject in enumerate(subjects) if number not in taken}
    counts = Counter(names.values())
    return {name: number for number, name in names.items() if counts[name] == 1}


def _code_and_title(subject: _Subject) -> str:
    return f"{subject.code} {subject.title}"


def _code(subject: _Subject) -> str:
    return subject.code


def _title(subject: _Subject) -> str:
    return subject.title


def _with_notice(meeting: MeetingReadings, held: _Subject, item: _Subject | None) -> MeetingReadings:
    if item is None:
        note = notice("meeting-not-announced", held.evidence)
    elif item.title and held.title and item.title != held.title:
        note = notice("announced-otherwise", held.evidence, field="title", title=item.printed)
    else:
        return meeting
    return replace(meeting, notices=(*meeting.notices, note))
