"""What a person should know of how a table's headers were read."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.findings import notice
from pipeline.model import Locator, Notice
from pipeline.profile import Profile
from pipeline.select.columns import Column, Fit, repeats_header
from pipeline.select.headers import Ambiguous, nearest_wording
from pipeline.select.readings import Reading


def header_notices(reading: Reading) -> Iterator[Notice]:
    """A notice for each header that is not the profile's own wording, and for headers printed again."""
    seen: set[str] = set()
    for fit in reading.fits:
        for place, column in enumerate(fit.columns):
            if column.label not in seen and (note := _notice(fit, place, column, reading.profile)):
                yield note
            seen.add(column.label)
        repeated = sum(repeats_header(fit, row) for row in range(fit.header[-1] + 1, fit.grid.rows))
        if repeated:
            yield notice("header-repeated", count=str(repeated), table=str(reading.table.index))


def _notice(fit: Fit, place: int, column: Column, profile: Profile) -> Notice | None:
    match, label, locator = column.match, column.label, _locator(fit, place)
    if isinstance(match, Ambiguous):
        first, second = match.wordings
        return notice("header-ambiguous", excerpt=label, locator=locator, first=first, second=second)
    if not label:
        use = "the meetings' names" if match else "comments"
        return notice("header-missing", locator=locator, use=use) if locator else None
    if match is None:
        nearest = nearest_wording(label, profile) or "none"
        return notice("header-unmatched", excerpt=label, locator=locator, nearest=nearest)
    if match.how == "part":
        return notice("header-matched-partly", excerpt=label, locator=locator, wording=match.wording)
    if not match.is_exact:
        score = f"{match.score:.0f}"
        wording = match.wording
        return notice("header-matched-nearly", excerpt=label, locator=locator, wording=wording, score=score)
    return None


def _locator(fit: Fit, place: int) -> Locator | None:
    """Where the column's first words from its header on stand; None where it has none."""
    cells = (fit.grid.at(row, place) for row in range(fit.header[0], fit.grid.rows))
    return next((p.locator for cell in cells if cell for p in cell.paragraphs if p.text.strip()), None)
