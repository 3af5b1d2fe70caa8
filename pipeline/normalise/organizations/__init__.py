"""Facilitators: the organisations of a cell, each with its unit and status, in the order of the text."""

from __future__ import annotations

import re

from pipeline.dataset import Role
from pipeline.findings import notice
from pipeline.fold import Text
from pipeline.lexicon import Lexicon
from pipeline.model import Notice, Outcome, Reading, Value
from pipeline.names import has_company_suffix, is_government
from pipeline.normalise.organizations.draft import Draft
from pipeline.normalise.organizations.listing import Listing
from pipeline.register import Register

__all__ = ["read_organizations"]

_WORTH_READING = re.compile(r"[^\s*†‡.,;:\"'()\[\]{}/-]")
"""Anything but the signs that are left over between what was read."""


def read_organizations(text: Text, lexicon: Lexicon, register: Register, role: Role) -> Outcome:
    """The organisations that a facilitator column's cell lists, as readings of `facilitators`.

    A line that is prose, and words that are no organisation's, stay in `text`; so do persons beside an
    organisation. A label in the cell ("Co-facilitator: ...") comes before `role`, the column's own.
    """
    understood = Listing(text.free, lexicon, register, role).read()
    for start, end in understood.marks:
        text.take(start, end, "mark")
    readings = [_reading(draft, text) for draft in understood.drafts]
    for start, end in text.remainder():
        if not _WORTH_READING.search(text.free, start, end):
            text.take(start, end, "mark")
    notices = [note for draft in understood.drafts for note in _notices(draft, text, lexicon, register)]
    return Outcome(tuple(readings), tuple(notices))


def _reading(draft: Draft, text: Text) -> Reading:
    printed = text.printed(draft.start, draft.end)
    name = text.read(draft.start, draft.end)
    values: dict[str, Value[object]] = {}
    if len(draft.organizations) == 1:
        (organization,) = draft.organizations
        values["organization_id"] = Value(organization.id, name, "organizations.register")
        values["organization"] = Value(organization.name, name, "organizations.register")
    else:
        values["organization"] = Value(printed, name, "organizations.printed")
    if draft.unit:
        unit = text.read(draft.unit.start, draft.unit.end)
        values["unit"] = Value(text.printed(draft.unit.start, draft.unit.end), unit, "organizations.unit")
    values["name_as_printed"] = Value(printed, name, "organizations.printed")
    fixed: dict[str, object] = {"role": draft.role}
    if draft.status:
        status = text.read(draft.status.start, draft.status.end)
        values["status"] = Value(draft.status.value, status, "organizations.status")
        values["status_as_printed"] = Value(
            text.printed(draft.status.start, draft.status.end), status, "organizations.status"
        )
    else:
        fixed["status"] = "unstated"
    return Reading("facilitators", values, fixed)


def _notices(draft: Draft, text: Text, lexicon: Lexicon, register: Register) -> list[Notice]:
    evidence = text.evidence(draft.start, draft.end)
    printed = text.printed(draft.start, draft.end)
    field = "organization_id"
    if len(draft.organizations) > 1:
        names = ", ".join(f"{one.id} ({one.name})" for one in draft.organizations)
        return [notice("organization-ambiguous", evidence, field=field, candidates=names)]
    if not draft.organizations:
        kind = _kind(printed, lexicon, register)
        near = register.suggest(printed)
        nearest = f"{near[0].name} ({near[1]:.0f} % alike)" if near else "none"
        return [notice("organization-unregistered", evidence, field=field, kind=kind, nearest=nearest)]
    (organization,) = draft.organizations
    if draft.misspelled:
        return [notice("organization-misspelled", evidence, field=field, name=organization.name)]
    if register.is_former(organization, printed):
        return [notice("organization-former-name", evidence, field=field, name=organization.name)]
    return []


def _kind(printed: str, lexicon: Lexicon, register: Register) -> str:
    if is_government(printed, lexicon) or register.country(printed):
        return "government"
    return "company" if has_company_suffix(printed, lexicon) else "organisation"
