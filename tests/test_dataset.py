"""The one definition of the tables: what it says, and what a dataset takes."""

from __future__ import annotations

import datetime as dt
import re

import pytest

from pipeline.dataset import (
    FOREIGN_KEYS,
    TABLES,
    VIEWS,
    Dataset,
    as_text,
    columns,
    is_live,
    primary_key,
    record_key,
)

SUMMER = dt.timezone(dt.timedelta(hours=2))


@pytest.mark.parametrize("table", [*TABLES, *VIEWS])
def test_examples_are_values_of_their_columns(table: str) -> None:
    """What the codebook shows is allowed where it is shown."""
    for column in columns(table):
        assert column.meaning
        assert not column.enum or column.example in column.enum
        assert column.pattern is None or re.search(column.pattern, column.example)
        assert column.minimum is None or int(column.example) >= column.minimum
        assert column.kind != "boolean" or column.example in {"true", "false"}


@pytest.mark.parametrize(
    ("address", "live"),
    [
        ("http://www.itu.int/osg/spu?a=1&b=2", True),
        ("https://web.archive.org/web/20060516/http://www.itu.int/", True),
        ("mailto:wsis@itu.int", True),
        ("mailto:a@b.int?body=x", False),
        ("javascript:alert(1)", False),
        ("JaVaScRiPt:alert(1)", False),
        ("data:text/html,x", False),
        ("file:///etc/passwd", False),
        ("//evil.example", False),
        ("www.itu.int", False),
        ("http://", False),
        ("", False),
    ],
)
def test_only_web_and_mail_addresses_may_be_live(address: str, live: bool) -> None:
    """Everything else stays text, in every page and sheet."""
    assert is_live(address) is live


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        ("C1", "C1"),
        ("", ""),
        (40, "40"),
        (True, "true"),
        (False, "false"),
        (dt.date(2006, 5, 9), "2006-05-09"),
        (dt.time(9, 5), "09:05:00"),
        (dt.datetime(2006, 5, 9, 9, 5, tzinfo=SUMMER), "2006-05-09T09:05:00+02:00"),
    ],
)
def test_values_are_printed_after_iso_8601(value: object, text: str) -> None:
    """Dates, times and instants are ISO 8601, booleans are words, missing is the empty string."""
    assert as_text(value) == text


def test_the_key_comes_first() -> None:
    """In every table the columns of the primary key are required and marked as key."""
    for table in TABLES:
        keys = [column for column in columns(table) if column.key]
        assert keys, table
        assert all(column.required for column in keys)
        assert primary_key(table) == tuple(column.name for column in keys)


def test_foreign_keys_lead_to_primary_keys() -> None:
    """A foreign key names a column that exists and a whole primary key of another table."""
    leads = [(table, *pair) for table, keys in FOREIGN_KEYS.items() for pair in keys.items()]
    assert len(leads) == 7
    for table, column, (other, key) in leads:
        assert column in {each.name for each in columns(table)}
        assert primary_key(other) == (key,)


def test_a_record_is_named_by_its_key() -> None:
    """The values of the primary key, joined."""
    row = {"meeting_id": "r/c1", "role": "facilitator", "position": 2}
    assert record_key("facilitators", row) == "r/c1|facilitator|2"


def test_a_row_has_every_column() -> None:
    """Columns that a row does not name are there, and missing."""
    dataset = Dataset()
    dataset.add("people", [{"meeting_id": "r/c1", "position": 1, "name": "Ada", "role": "chair"}])
    assert list(dataset["people"][0]) == [column.name for column in columns("people")]
    assert dataset["people"][0]["honorific"] is None


def test_a_column_that_no_table_has_is_refused() -> None:
    """A misspelt column is a mistake of the program, not a lost value."""
    with pytest.raises(KeyError, match="nmae"):
        Dataset().add("people", [{"nmae": "Ada"}])


def test_broken_surrogates_are_replaced_one_for_one() -> None:
    """No file can hold half a surrogate pair; a replacement character keeps every position true."""
    dataset = Dataset()
    dataset.add("points", [{"text": "a\ud83db\udc00\U0001f600"}])
    assert dataset["points"][0]["text"] == "a\ufffdb\ufffd\U0001f600"
