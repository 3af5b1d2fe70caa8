"""The announced list of meetings against the table, both ways."""

from __future__ import annotations

import pytest

from tests.gallery import PROSE, Block, dataset, document, table

HEADER = ("Meeting", "Facilitator", "Themes")
C2 = ("C2 Infrastructure", "ITU", "Costs")
C7_HEALTH = ("C7 e-health", "WHO", "Records")
C7_SCIENCE = ("C7 e-science", "UNESCO", "Journals")
C8 = ("C8 Cultural diversity", "UNESCO", "Languages")


def findings(*blocks: Block) -> list[tuple[object, object, object]]:
    """Check, meeting and excerpt of each finding about the announced list."""
    checks = {"announced-not-held", "announced-otherwise", "meeting-not-announced"}
    made = dataset(document(PROSE, *blocks))["findings"]
    return [(row["check"], row["meeting_id"], row["excerpt"]) for row in made if row["check"] in checks]


AGREEING: dict[str, list[str]] = {
    "dashes": ["- C2: Infrastructure", "- C7: e-health", "- C8: Cultural diversity"],
    "numbers": ["1. C2: Infrastructure", "2. C7: e-health", "3. C8: Cultural diversity"],
    "no marks": ["C2: Infrastructure", "C7: e-health", "C8: Cultural diversity"],
    "the words for an action line": [
        "Action Line C2 – INFRASTRUCTURE",
        "Action Line C7, e-health",
        "C8 Cultural diversity",
    ],
    "codes alone": ["- C2", "- C7", "- C8"],
    "dates with them": [
        "- C2: Infrastructure, 14 May",
        "- C7: e-health, 15 May",
        "- C8: Cultural diversity, 16 May",
    ],
    "parted by blank paragraphs": [
        "- C2: Infrastructure",
        "",
        "- C7: e-health",
        "",
        "- C8: Cultural diversity",
    ],
    "another list before": ["- governments", "- business", "All met.", "- C2", "- C7", "- C8"],
    "a list of something else": ["- governments", "- business", "- civil society"],
    "one code in running text": ["C2: Infrastructure was the first of them."],
}


@pytest.mark.parametrize("prose", AGREEING.values(), ids=AGREEING)
def test_lists_that_agree(prose: list[str]) -> None:
    """Nothing is said where list and table have the same meetings, nor where no list announces any."""
    assert findings(*prose, table(HEADER, C2, C7_HEALTH, C8)) == []


def test_announced_but_not_in_the_table() -> None:
    """A finding of the report quotes the item."""
    prose = ["- C2: Infrastructure", "- C8: Cultural diversity", "- C11: International cooperation"]
    assert findings(*prose, table(HEADER, C2, C8)) == [
        ("announced-not-held", None, "C11: International cooperation")
    ]


def test_in_the_table_but_not_announced() -> None:
    """A finding of the meeting quotes its title."""
    prose = ["- C2: Infrastructure", "- C8: Cultural diversity"]
    assert findings(*prose, table(HEADER, C2, C7_HEALTH, C8)) == [
        ("meeting-not-announced", "gallery/c7-e-health", "e-health")
    ]


def test_announced_under_another_title() -> None:
    """A finding of the meeting: the table's title counts."""
    prose = ["- C2: Networks", "- C8: Cultural diversity"]
    assert findings(*prose, table(HEADER, C2, C8)) == [
        ("announced-otherwise", "gallery/c2", "Infrastructure")
    ]


def test_sub_themes_are_told_apart_by_their_titles() -> None:
    """Of several meetings of one action line each is the item with its title, the last the one left."""
    both = table(HEADER, C7_HEALTH, C7_SCIENCE)
    assert findings("- C7: e-science", "- C7: e-health", both) == []
    assert findings("- C7: e-science", "- C7: health online", both) == [
        ("announced-otherwise", "gallery/c7-e-health", "e-health")
    ]


def test_a_name_above_a_form_is_no_item() -> None:
    """It stands right below the list, and is the meeting's own."""
    blocks: list[Block] = ["C2: Infrastructure", "C8: Cultural diversity"]
    for name, facilitator, themes in (C2, C8):
        form = table(("Facilitator", facilitator), ("Themes", themes), ("Decisions", "None"))
        blocks += [f"Action Line {name}", form]
    assert findings(*blocks) == []


def test_meetings_without_codes() -> None:
    """They are told by their titles alone."""
    made = table(
        HEADER, ("Opening forum", "ITU", "a"), ("Youth forum", "ITU", "b"), ("Trade forum", "ITC", "c")
    )
    assert findings("- Opening forum", "- Youth forum", "- Closing forum", made) == [
        ("meeting-not-announced", "gallery/trade-forum", "Trade forum"),
        ("announced-not-held", None, "Closing forum"),
    ]
