"""Running titles: what another page has at the same place, but for the page's number."""

from __future__ import annotations

import pytest

from pipeline.read.pdf.running import is_again, without_numbers


@pytest.mark.parametrize(
    ("line", "other", "apart", "again"),
    [
        ("WSIS Forum", "WSIS Forum", 1, True),
        ("Page 3 of 9", "Page 4 of 9", 1, True),
        ("Document 2012/14, page 3", "Document 2012/14, page 5", 2, True),
        ("صفحة ٣", "صفحة ٤", 1, True),
        ("Room 1: 7 persons", "Room 1: 14 persons", 1, False),
        ("Chapter 3", "Chapter 3", 5, True),
        ("7 persons in room 2", "16 persons in room 2", 1, False),
        ("page 99999999999999999998", "page 99999999999999999999", 1, True),
    ],
)
def test_numbers_count_pages(line: str, other: str, apart: int, again: bool) -> None:
    """A number may be the page's own; others are part of the text."""
    (text, numbers), (same, theirs) = without_numbers(line), without_numbers(other)
    assert text == same
    assert is_again(numbers, theirs, apart) is again


@pytest.mark.parametrize(
    ("line", "other"),
    [
        ("15 May 2007", "16 May 2007"),
        ("Monday, 15th of May 2007", "Monday, 16th of May 2007"),
        ("15 de mayo de 2007", "16 de mayo de 2007"),
        ("May 15, 2007", "May 16, 2007"),
        ("2007年5月15日", "2007年5月16日"),
        ("15.05.2007", "16.05.2007"),
        ("15/05/07", "16/05/07"),
    ],
)
def test_days_count_no_pages(line: str, other: str) -> None:
    """The heads of two days on two pages are no running title."""
    assert without_numbers(line) != without_numbers(other)
    assert without_numbers(line)[0] != without_numbers(other)[0]


def test_a_title_with_a_year_and_the_page_s_number_is_one() -> None:
    """The year belongs to the title."""
    (text, numbers), (same, theirs) = map(without_numbers, ("WSIS Forum 2012 | 15", "WSIS Forum 2012 | 16"))
    assert text == same
    assert is_again(numbers, theirs, 1)
