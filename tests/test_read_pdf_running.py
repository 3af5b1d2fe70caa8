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
        ("16 May 2006", "18 May 2006", 1, False),
        ("page 99999999999999999998", "page 99999999999999999999", 1, True),
    ],
)
def test_numbers_count_pages(line: str, other: str, apart: int, again: bool) -> None:
    """A number may be the page's own; others are part of the text."""
    (text, numbers), (same, theirs) = without_numbers(line), without_numbers(other)
    assert text == same
    assert is_again(numbers, theirs, apart) is again
