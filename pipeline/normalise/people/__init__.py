"""People: whom a cell names, in which role, with what is said of each."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import pairwise

from pipeline.dataset import PersonRole
from pipeline.findings import notice
from pipeline.fold import FILLER, Text
from pipeline.lexicon import Lexicon, alternation
from pipeline.model import Evidence, Notice, Outcome, Reading, Value
from pipeline.names import pattern
from pipeline.normalise.people.announcements import Announcement, announcements, role_of
from pipeline.normalise.people.draft import Person, Stretch
from pipeline.normalise.people.persons import Persons
from pipeline.register import Register

_Values = dict[str, Value[object]]
"""Columns of a reading."""

__all__ = ["read_people", "read_representatives", "role_of"]

_SIGNS = r"[\s,;:.()\[\]/|&*†‡§¹²³⁰⁴-⁹\u060c\u061b\u3001-]"
_BETWEEN = re.compile(_SIGNS + "*")
_STRAY = re.compile(_SIGNS + "+")
_CLOSING = re.compile(r"[.)\]]+(?!\w)")
_UNREAD = re.compile(rf"\w[^\n{FILLER}]*")
_LINE = re.compile(rf"[^\n{FILLER}]+")


def read_people(
    text: Text,
    lexicon: Lexicon,
    register: Register,
    *,
    default_role: PersonRole | None = None,
    explicit: bool = False,
) -> Outcome:
    """The persons whom words in the cell announce ("Chaired by", "Speakers:"), as readings of `people`.

    `default_role`: the column is one of persons, all other names in it have this role. `explicit`: the cell
    is running text, where only a name directly behind the words counts and nothing else is touched.
    """
    reader = _Reader(text, lexicon, register, explicit=explicit)
    reader.read_announced()
    if default_role:
        reader.read_column(default_role)
    return reader.outcome()


def read_representatives(
    text: Text, lexicon: Lexicon, register: Register, organizations: Sequence[Reading]
) -> Outcome:
    """The persons left in a facilitator's cell after its `organizations` were read: each represents the one
    that it stands with, in brackets behind it, on its line or the line after it."""
    reader = _Reader(text, lexicon, register, explicit=False)
    reader.read_beside(organizations)
    return reader.outcome()


class _Reader:
    """Reads persons from one cell's text and takes their words."""

    def __init__(self, text: Text, lexicon: Lexicon, register: Register, *, explicit: bool) -> None:
        self.text = text
        self.lexicon = lexicon
        self.register = register
        self.explicit = explicit
        self.persons = Persons(text.free, lexicon, register)
        self._readings: list[tuple[int, Reading]] = []
        self._notices: list[Notice] = []

    def outcome(self) -> Outcome:
        """What was read, in the order of the text."""
        readings = [reading for _, reading in sorted(self._readings, key=lambda pair: pair[0])]
        return Outcome(tuple(readings), tuple(self._notices))

    def read_announced(self) -> None:
        """Read the persons that a role is printed with."""
        taken = 0
        for announcement in announcements(
            self.persons.free, self.lexicon, self.register, prose=self.explicit
        ):
            if announcement.start < taken:
                continue
            people = [] if self._says_nobody(announcement) else self._people(announcement)
            if people:
                beside = (
                    self._named_before(announcement.start) if announcement.role == "representative" else None
                )
                taken = self._take(people, announcement.role, announcement.start, announcement.end, beside)
                if not self.explicit:
                    taken = self._leave_rest(announcement, people, taken)
            elif not self.explicit:
                taken = self._miss(announcement)
        if not self.explicit:
            self._read_labelled()

    def _people(self, announcement: Announcement) -> list[Person]:
        begin, stop = announcement.begin, announcement.stop
        return self.persons.read(begin, stop, several=announcement.several, prose=self.explicit)

    def _leave_rest(self, announcement: Announcement, people: list[Person], taken: int) -> int:
        """Say what else is printed of announced persons, and keep it from being read as a facilitator."""
        free = self.text.free
        stop = max(taken, announcement.stop)
        lines = re.compile(r"[\n;]").search(free, taken, stop)
        end = lines.start() if lines else stop
        for match in _UNREAD.finditer(free, announcement.begin, end):
            evidence = self.text.evidence(*match.span())
            name = self.text.printed(*people[-1].name)
            self._notices.append(notice("person-detail-unclear", evidence, field="organization", name=name))
            self.text.take(*match.span(), "not-understood")
        return end

    def _read_labelled(self) -> None:
        """Read the persons whose role stands in brackets behind them: "Jane Doe (Chair)"."""
        free = self.text.free
        for label in _bracketed_label(self.lexicon).finditer(free):
            start = max(free.rfind(sign, 0, label.start()) for sign in ("\n", FILLER)) + 1
            people = Persons(self.text.free, self.lexicon, self.register).read(
                start, label.end(), announced=False
            )
            role = role_of(label[1], self.lexicon)
            if people and role and people[-1].role:
                self._take(people, role, start, start)

    def _named_before(self, position: int) -> _Values:
        """The last registered organisation before a position on its line ("ITU, represented by")."""
        text = self.text
        start = text.text.rfind("\n", 0, position) + 1
        names = self.register.names_in(text.text[start:position])
        if not names or len(names[-1].organizations) != 1:
            return {}
        (organization,) = names[-1].organizations
        evidence = text.evidence(start + names[-1].start, start + names[-1].end)
        given = {"organization_id": organization.id, "organization": organization.name}
        return {column: Value(value, evidence, "people.affiliation") for column, value in given.items()}

    def _miss(self, announcement: Announcement) -> int:
        """Nobody is named: say so, and keep what stands there from being read as something else."""
        text, role = self.text, announcement.role
        line = self.persons.free[announcement.begin : announcement.stop].split("\n", 1)[0]
        end = announcement.begin + len(line)
        missing = self._says_nobody(announcement) or not line.strip(" .-")
        text.take(announcement.start, announcement.begin, "mark")
        text.take(announcement.begin, end, "mark" if missing else "not-understood")
        evidence = text.evidence(announcement.start, announcement.end if missing else end)
        check = "person-missing" if missing else "person-unclear"
        self._notices.append(notice(check, evidence, field="name", role=role))
        return end

    def _says_nobody(self, announcement: Announcement) -> bool:
        """Whether nothing but a dash, or words for nobody yet, stands behind the announcement."""
        words = self.persons.free[announcement.begin : announcement.stop].strip(" \n.()-")
        organizations = self.lexicon.organizations
        nothing = pattern((*organizations.nothing, *organizations.to_be_confirmed))
        return not re.search(r"\w", words) or nothing.fullmatch(words) is not None

    def read_column(self, role: PersonRole) -> None:
        """Read the names of a column of persons."""
        position = 0
        free = self.text.free
        persons = Persons(free, self.lexicon, self.register)
        while line := _LINE.search(free, position):
            masked = free.find(FILLER, line.start())
            people = persons.read(line.start(), masked if masked >= 0 else len(free), several=True)
            self._tell_of_shape(
                [after for before, after in pairwise(people) if self._may_be_of(after, before)]
            )
            end = self._take(people, role, line.start(), line.start()) if people else line.end()
            line_end = free.find("\n", end)
            said = (stop for person in people for _, stop in person.about if line_end < 0 or stop <= line_end)
            position = max(end, position + 1, *said)  # what is said of one person is no other one

    def read_beside(self, organizations: Sequence[Reading]) -> None:
        """Read the persons that stand with organisations."""
        numbers = {each.locator.paragraph: number for number, each in enumerate(self.text.paragraphs)}
        places = [(self._position(reading, numbers), reading) for reading in organizations]
        free = self.text.free
        persons = Persons(free, self.lexicon, self.register)
        for start, end in self.text.remainder():
            opened = start + len(free[start:end]) - len(free[start:end].lstrip("([ -,:"))
            people = persons.read(opened, end, announced=False)
            organization = self._beside(start, places)
            if people and organization:
                names = ("organization_id", "organization")
                values = {name: organization.values[name] for name in names if name in organization.values}
                if "(" not in free[start:opened]:
                    self._tell_of_shape(people)
                self._take(people, "representative", start, opened, values)
        for start, end in self.text.remainder():
            if _STRAY.fullmatch(self.text.free, start, end):
                self.text.take(start, end, "mark")

    def _may_be_of(self, person: Person, before: Person) -> bool:
        """Whether only a comma parts the name from that of a person of whom nothing else is said: it may name
        that one's organisation."""
        between = self.text.free[before.name[1] : person.name[0]]
        return between.strip() == "," and not (before.job or before.affiliation)

    def _tell_of_shape(self, people: Sequence[Person]) -> None:
        """Say which of these persons nothing but the shape of a name tells."""
        for person in people:
            words = self.text.printed(*person.name)
            if not (person.honorific or person.job or "." in words):
                evidence = self.text.evidence(*person.name)
                self._notices.append(notice("person-by-shape", evidence, field="name"))

    def _position(self, reading: Reading, numbers: Mapping[int, int]) -> int:
        """Where the organisation's printed name begins in the text."""
        first = reading.values["name_as_printed"].evidence[0]
        number = numbers.get(first.locator.paragraph)
        return 0 if number is None else self.text.positions(number, first.span)[0]

    def _beside(self, start: int, places: list[tuple[int, Reading]]) -> Reading | None:
        """The organisation before a position, or behind it on the same line where there is none before."""
        before = [reading for position, reading in places if position < start]
        if before:
            return before[-1]
        line_end = self.text.text.find("\n", start)
        return next((one for position, one in places if line_end < 0 or position < line_end), None)

    def _take(
        self, people: list[Person], role: PersonRole, start: int, end: int, beside: _Values | None = None
    ) -> int:
        """Make the readings, take their words and what stands between them; give the end of it all."""
        text = self.text
        text.take(start, end, "mark")
        last = end
        for person in people:
            stretches = sorted(
                stretch
                for stretch in (person.name, person.honorific, *person.understood)
                if stretch is not None
            )
            for first, stop in stretches:
                between = _BETWEEN.fullmatch(text.text, last, first) or self._joined(last, first)
                if between and last <= first:
                    text.take(last, first, "mark")
                text.take(first, stop, "mark")
                last = max(last, stop)
        if closing := _CLOSING.match(text.text, last):
            text.take(last, closing.end(), "mark")
            last = closing.end()
        for person in people:
            self._readings.append((person.name[0], self._reading(person, role, beside)))
        return last

    def _joined(self, start: int, end: int) -> bool:
        """Whether only words that join stand between two stretches."""
        words = self.text.text[start:end].strip(" \n,;()-")
        people, organizations = self.lexicon.people, self.lexicon.organizations
        known = pattern(
            (*people.joiners, *people.job_joiners, *organizations.attached_joiners, *organizations.articles)
        )
        return not known.sub("", words).strip()

    def _reading(self, person: Person, role: PersonRole, beside: _Values | None) -> Reading:
        values = {"name": self._value(person.name, "people.name")}
        if person.honorific:
            values["honorific"] = self._value(person.honorific, "people.honorific")
        if person.job:
            values["job_title"] = self._value(person.job, "people.job-title")
        if person.affiliation:
            organization = self._value(person.affiliation, "people.affiliation")
            if person.organization:
                evidence, rule = organization.evidence, "people.affiliation"
                values["organization_id"] = Value(person.organization.id, evidence, rule)
                organization = Value(person.organization.name, evidence, rule)
            values["organization"] = organization
        elif beside and (person.role or role) == "representative":
            values |= beside
        return Reading("people", values, {"role": person.role or role})

    def _value(self, stretch: Stretch, rule: str) -> Value[object]:
        printed = self.text.printed(*stretch)
        evidence: tuple[Evidence, ...] = self.text.read(*stretch)
        return Value(printed, evidence, rule)


@lru_cache(maxsize=64)
def _bracketed_label(lexicon: Lexicon) -> re.Pattern[str]:
    return re.compile(rf"[(\[]\s*({alternation(tuple(lexicon.people.labels))})\s*[)\]]", re.IGNORECASE)
