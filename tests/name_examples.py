"""How examples of names are written: `¶` parts paragraphs, `⟦…⟧` stands around each name."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.fold import Text
from pipeline.lexicon import Lexicon, own_lexicons
from pipeline.model import DocumentId, Evidence, Locator, Outcome, Paragraph, Reading
from pipeline.normalise.organizations import read_organizations
from pipeline.normalise.people import read_people, read_representatives
from pipeline.register import own_register

Row = tuple[str, str, str]
"""The cell with its names drawn, what is read, and what stays for others."""


def cell(printed: str) -> Text:
    """A facilitator's cell."""
    document = DocumentId("report.docx")
    lines = enumerate(printed.replace("⟦", "").replace("⟧", "").split("¶"), start=1)
    return Text([Paragraph(line, Locator(document, None, 1, 2, 2, number)) for number, line in lines])


def drawn(text: Text, names: Sequence[tuple[Evidence, ...]]) -> str:
    """The cell with `⟦…⟧` around the places that `names` were read from."""
    lines = [paragraph.text for paragraph in text.paragraphs]
    places = {(part.locator.paragraph, part.span.start, part.span.end) for parts in names for part in parts}
    for number, start, end in sorted(places, reverse=True):
        line = lines[number - 1]
        lines[number - 1] = f"{line[:start]}⟦{line[start:end]}⟧{line[end:]}"
    return "¶".join(lines)


def rest(text: Text) -> str:
    """What nobody took."""
    return " … ".join(" ".join(text.text[start:end].split()) for start, end in text.remainder())


def values(reading: Reading) -> dict[str, object]:
    """A reading's columns."""
    return {**reading.fixed, **{column: value.value for column, value in reading.values.items()}}


def organizations(printed: str, language: str) -> tuple[Text, Outcome]:
    """The cell and its organisations."""
    text = cell(printed)
    return text, read_organizations(text, own_lexicons().of(language), own_register(), "facilitator")


def organizations_row(printed: str, language: str) -> Row:
    """The row that the organisations' reader makes of a cell."""
    text, outcome = organizations(printed, language)
    names = [reading.values["name_as_printed"].evidence for reading in outcome.readings]
    return drawn(text, names), "; ".join(map(_organization, outcome.readings)), rest(text)


def _organization(reading: Reading) -> str:
    row = values(reading)
    unit = f" / {row['unit']}" if "unit" in row else ""
    status = "" if row["status"] == "unstated" else f" = {row['status']}"
    role = "" if row["role"] == "facilitator" else " co"
    return f"{row.get('organization_id', '?')}{unit}{status}{role}"


def people(text: Text, lexicon: Lexicon) -> list[Outcome]:
    """Everybody in a facilitator's cell, read in the order in which the pipeline reads it."""
    register = own_register()
    announced = read_people(text, lexicon, register)
    listed = read_organizations(text, lexicon, register, "facilitator")
    return [announced, read_representatives(text, lexicon, register, listed.readings)]


def people_row(printed: str, language: str) -> Row:
    """The row that the readers of people make of a facilitator's cell."""
    text = cell(printed)
    readings = [one for outcome in people(text, own_lexicons().of(language)) for one in outcome.readings]
    names = [reading.values["name"].evidence for reading in readings]
    return drawn(text, names), "; ".join(map(person, readings)), rest(text)


def person(reading: Reading) -> str:
    """Role, honorific, `|` job title, `@` organisation."""
    row = values(reading)
    honorific = f" {row['honorific']}" if "honorific" in row else ""
    job = f" | {row['job_title']}" if "job_title" in row else ""
    organization = f" @ {row.get('organization_id', row['organization'])}" if "organization" in row else ""
    return f"{row['role']}{honorific}{job}{organization}"
