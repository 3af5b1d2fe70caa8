"""Footnotes: text at the foot of a page goes to the line where its raised mark stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.read.pdf.layout import Content, Part
from pipeline.read.pdf.lines import Line, Link


def with_footnotes(content: Content) -> Content:
    """The page with its footnotes as asides of the lines that refer to them; marks are no text then.

    A footnote begins with a mark that stands raised in a line above; what is raised otherwise (m², 1st)
    stays as it is.
    """
    foot = _foot(content.items)
    above = content.items[: len(content.items) - len(foot)]
    references = {line.text[start:end]: line for line in _lines(above) for start, end in reversed(line.notes)}
    first = next((n for n, line in enumerate(foot) if _mark(line, references)), None)
    if first is None:
        return content
    notes: list[tuple[str, list[Line]]] = []
    for line in foot[first:]:
        mark = _mark(line, references)
        if mark:
            notes.append((mark, []))
            _cut(line, 0, len(mark))
        notes[-1][1].append(line)
    for mark, lines in notes:
        _attach(references[mark], mark, tuple(line for line in lines if line.text))
    return replace(content, items=(*above, *foot[:first]))


def _foot(items: Sequence[Line | Part]) -> list[Line]:
    """The lines after the last table or, without one, all but those that have a raised mark within."""
    foot: list[Line] = []
    for item in reversed(items):
        if isinstance(item, Part) or any(start for start, _ in item.notes):
            break
        foot.append(item)
    return foot[::-1]


def _lines(items: Sequence[Line | Part]) -> Iterator[Line]:
    for item in items:
        if isinstance(item, Part):
            for text in item.texts:
                yield from text
        else:
            yield item


def _mark(line: Line, references: dict[str, Line]) -> str | None:
    """The mark of the footnote that begins with this line."""
    token = line.text.split(" ", 1)[0]
    if token in references:
        return token
    raised = next((line.text[start:end] for start, end in line.notes if start == 0), None)
    return raised if raised in references else None


def _attach(line: Line, mark: str, note: tuple[Line, ...]) -> None:
    for start, end in line.notes:
        if line.text[start:end] == mark:
            _cut(line, start, end)
            line.asides = (*line.asides, note)
            return


def _cut(line: Line, start: int, end: int) -> None:
    """Take the characters of a mark out of a line, with the space that is left over at its start or end."""
    note = start, end
    while end < len(line.text) and start == 0 and line.text[end] == " ":
        end += 1
    while start > 0 and end == len(line.text) and line.text[start - 1] == " ":
        start -= 1
    size = end - start

    def moved(offset: int) -> int:
        return offset - size if offset >= end else min(offset, start)

    line.text = line.text[:start] + line.text[end:]
    if line.printed:
        starts, ends = line.printed.starts, line.printed.ends
        starts, ends = starts[:start] + starts[end:], ends[:start] + ends[end:]
        line.printed = replace(line.printed, starts=starts, ends=ends)
    line.links = tuple(Link(moved(link.start), moved(link.end), link.target) for link in line.links)
    line.notes = tuple((moved(a), moved(b)) for a, b in line.notes if (a, b) != note)
