"""Items that a word for "and" has parted within one name, put together again."""

from __future__ import annotations

from pipeline.names import has_head, is_unit, pattern
from pipeline.normalise.organizations.pieces import Item, Piece
from pipeline.normalise.organizations.wording import Wording


def merged(items: list[Item], wording: Wording) -> list[Item]:
    """The items; those are one again that "and" parts within a name ("Ministry of Posts and Tourism")."""
    whole: list[Item] = []
    for item in items:
        last = whole[-1] if whole else None
        if (
            last
            and item.before
            and item.before.kind == "joiner"
            and item.pieces
            and item.pieces[0].kind == "words"
            and (_only_words(last) or _is_within_unit(last, item, wording))
            and not wording.stands_alone(wording.words(item.pieces))
        ):
            first = 0 if _only_words(last) else len(last.pieces) - 1
            joined = Piece("words", last.pieces[first].start, item.pieces[0].end)
            whole[-1] = Item((*last.pieces[:first], joined, *item.pieces[1:]), last.before)
        else:
            whole.append(item)
    return whole


def _is_within_unit(last: Item, item: Item, wording: Wording) -> bool:
    """Whether an "and" stands within a unit that says what it is for ("Regional Office for Asia and the
    Pacific"): nothing behind it has an organisation's shape."""
    if not last.pieces or last.pieces[-1].kind != "words":
        return False
    words = wording.words(last.pieces[-1:])
    inside = pattern(wording.lexicon.organizations.particles).search(words)
    is_for = bool(inside and 0 < inside.start() < inside.end() < len(words))
    return (
        is_for
        and is_unit(words, wording.lexicon)
        and not has_head(wording.words(item.pieces[:1]), wording.lexicon)
    )


def _only_words(item: Item) -> bool:
    return bool(item.pieces) and all(piece.kind == "words" for piece in item.pieces)
