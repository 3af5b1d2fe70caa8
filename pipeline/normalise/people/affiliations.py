"""What is said of a person: the post told from the organisation, and from what is neither."""

from __future__ import annotations

from pipeline.names import has_head, pattern
from pipeline.normalise.people.announcements import role_of
from pipeline.normalise.people.draft import Person, Stretch
from pipeline.normalise.people.parts import trimmed
from pipeline.normalise.people.wording import Wording
from pipeline.register import is_acronym


def describe(person: Person, wording: Wording) -> None:
    """Tell the post from the organisation in what is said of a person."""
    person.about = _in_one(person.about, wording)
    for start, end in person.about:
        words = wording.free[start:end]
        role = role_of(words, wording.lexicon)
        if role and person.role is None:
            person.role = role
        elif not (
            _is_whole(person, start, end, wording)
            or _is_of_country(person, words, end, wording)
            or _is_loose(person, start, end, wording)
        ):
            continue
        person.understood.append((start, end))


def _in_one(about: list[Stretch], wording: Wording) -> list[Stretch]:
    """What is said of a person; a post's list of fields is one ("Minister of Trade, Science and Youth"):
    nothing in it has the shape of an organisation, and "and" stands before its last."""
    for first, post in enumerate(about):
        if not wording.is_post_of_fields(*post):
            continue
        for last in range(first + 1, len(about)):
            words = wording.free[slice(*about[last])]
            if (
                wording.known(words)
                or is_acronym(words)
                or has_head(words, wording.lexicon)
                or wording.free[about[last][0] - 1] in "(["
            ):
                break
            if pattern(wording.lexicon.people.joiners).search(words):
                return [*about[:first], (post[0], about[last][1]), *about[last + 1 :]]
    return about


def _is_whole(person: Person, start: int, end: int, wording: Wording) -> bool:
    """Take an organisation, or a post with its organisation."""
    if person.affiliation is None and wording.is_organization((start, end)):
        _affiliate(person, start, end, wording)
    elif _is_of_parts(person, start, end, wording):
        person.job = (person.job or (start, end))[0], trimmed(wording.free, person.name[1], start - 1)[1]
        _affiliate(person, start, end, wording)
    elif post := wording.post_at(start, end):
        person.job = (person.job or (start, end))[0], post[0]
        _affiliate(person, *post[1], wording)
    else:
        return False
    return True


def _is_of_parts(person: Person, start: int, end: int, wording: Wording) -> bool:
    """Whether a registered organisation follows what was taken for one, but is a part of it ("Director,
    BDT, ITU"); the part then belongs to the post."""
    part = person.affiliation
    if part is None or person.organization or not person.job or person.job[0] < person.name[1]:
        return False
    words = wording.free[slice(*part)]
    return bool(wording.registered(start, end)) and (is_acronym(words) or wording.is_part(words))


def _is_of_country(person: Person, words: str, end: int, wording: Wording) -> bool:
    """Let a place belong to the post or the unregistered organisation before it ("Judge, Egypt")."""
    if person.organization or not wording.is_place(words):
        return False
    if person.affiliation:
        person.affiliation = (person.affiliation[0], end)
    elif person.job and person.job[0] > person.name[0]:
        person.job = (person.job[0], end)
    else:
        return False
    return True


def _is_loose(person: Person, start: int, end: int, wording: Wording) -> bool:
    """Take a post or part of one, or an organisation by its shape."""
    words = wording.free[start:end]
    post = wording.is_post(words)
    behind = person.job is None or person.job[0] > person.name[0]
    if person.affiliation is None and behind and (post or (person.job and wording.is_part(words))):
        person.job = (person.job[0] if person.job else start, end)
    elif person.job is None and post:
        person.job = (start, end)
    elif person.affiliation is None and (
        wording.is_place(words) or wording.is_unlisted(words, bracketed=wording.free[start - 1] in "([")
    ):
        _affiliate(person, start, end, wording)
    else:
        return False
    return True


def _affiliate(person: Person, start: int, end: int, wording: Wording) -> None:
    found = wording.registered(start, end)
    person.affiliation = (start, end)
    person.organization = found[0] if len(found) == 1 else None
