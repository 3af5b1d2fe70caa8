"""Profiles: strict loading, with every fault in one message."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.findings import KnowledgeError
from pipeline.profile import header_key, load_profiles, parse_profile

GOOD = """
name = "made"
title = "Made for a test"
minimum = 2

[asides]
en = ["Total"]

[[column]]
field = "meeting"
headers = { en = ["Event"] }

[[column]]
field = "themes"
headers = { en = ["Topic"], pt-BR = ["Tópico"] }
"""

FAULTS: dict[str, tuple[tuple[str, str], str]] = {
    "an unknown key": (
        ("minimum = 2", "minimum = 2\nfewest = 3"),
        "fewest: unknown key; allowed: name, title,",
    ),
    "an unknown key of a column": (
        ('field = "themes"', 'field = "themes"\nwidth = 3'),
        "column.2.width: unknown key; allowed: field, headers",
    ),
    "an unknown field": (('"themes"', '"topics"'), "column.2.field: Input should be 'meeting', 'code'"),
    "a name that is no identifier": (('"made"', '"Made up"'), "name: String should match pattern"),
    "no name": (('name = "made"', ""), "name: Field required"),
    "a minimum below one": (
        ("minimum = 2", "minimum = 0"),
        "minimum: Input should be greater than or equal to 1",
    ),
    "a minimum above the columns": (
        ("minimum = 2", "minimum = 3"),
        "minimum: 3; allowed: up to the profile's 2",
    ),
    "a wording twice": (
        ('["Topic"]', '["Topic", "EVENTS", "Event"]'),
        "header 'Event' is claimed by meeting and",
    ),
    "an empty wording": (('["Topic"]', '["Topic", " "]'), "column themes: a header wording is empty"),
    "no wordings": (
        ('headers = { en = ["Event"] }', "headers = {}"),
        "column.1.headers: Dictionary should have",
    ),
    "a language that is none": (
        ("pt-BR", "Portuguese"),
        "column.2.headers.Portuguese.[key]: String should match",
    ),
    "a field twice": (('"themes"', '"meeting"'), "column meeting: given more than once; allowed: once"),
    "a required field without a column": (
        ("minimum = 2", 'minimum = 2\nrequired = ["meeting", "date"]'),
        "required: date has no column; allowed: meeting, themes",
    ),
    "no column that names the meeting": (
        ('"meeting"', '"date"'),
        'column: none has the field "meeting" or "code"',
    ),
    "an empty aside": (('["Total"]', '["Total", "-"]'), "asides: a wording is empty"),
    "no TOML": (("minimum = 2", "minimum ="), "not TOML: "),
}


def test_a_good_profile() -> None:
    """Wordings by their folded form; none of the faults."""
    made, faults = parse_profile(GOOD.encode())
    assert faults == []
    assert made is not None
    assert made.field_of == {"event": "meeting", "topic": "themes", "topico": "themes"}


@pytest.mark.parametrize(("change", "fault"), FAULTS.values(), ids=FAULTS)
def test_faults(change: tuple[str, str], fault: str, tmp_path: Path) -> None:
    """Each is named with file, key, and what is allowed."""
    (tmp_path / "made.toml").write_text(GOOD.replace(*change), encoding="utf-8")
    with pytest.raises(KnowledgeError) as caught:
        load_profiles(tmp_path)
    assert f"made.toml: {fault}" in str(caught.value)


def test_all_faults_of_all_files_in_one_message(tmp_path: Path) -> None:
    """Nobody mends one fault to learn of the next."""
    (tmp_path / "a.toml").write_text(GOOD.replace('"themes"', '"topics"').replace('"made"', '"Made"'))
    (tmp_path / "b.toml").write_bytes(b"\xff\xfe\x00")
    (tmp_path / "c.toml").write_text(GOOD.replace("minimum = 2", "minimum = 9"))
    with pytest.raises(KnowledgeError) as caught:
        load_profiles(tmp_path)
    faults = str(caught.value).removeprefix("profiles: ").split("; ")
    assert [fault.split(": ")[0] for fault in faults if ".toml" in fault] == [
        "a.toml",
        "a.toml",
        "b.toml",
        "c.toml",
    ]
    assert "b.toml: not UTF-8; save it as UTF-8" in str(caught.value)


def test_two_files_with_one_name(tmp_path: Path) -> None:
    """The second is a fault that names the first."""
    for name in ("a.toml", "b.toml"):
        (tmp_path / name).write_text(GOOD, encoding="utf-8")
    with pytest.raises(KnowledgeError, match=r"b\.toml: name: made is also the name in a\.toml"):
        load_profiles(tmp_path)


def test_a_users_profile_replaces_the_packages(tmp_path: Path) -> None:
    """By its name; the others stay."""
    (tmp_path / "own.toml").write_text(GOOD.replace('"made"', '"igf-workshops"'), encoding="utf-8")
    loaded = {profile.name: profile.title for profile in load_profiles(tmp_path)}
    assert loaded["igf-workshops"] == "Made for a test"
    assert loaded["wsis-action-lines"] == "Meetings on the WSIS action lines"


def test_a_folder_that_is_none(tmp_path: Path) -> None:
    """The message says what to give."""
    with pytest.raises(KnowledgeError, match=r"is not a folder; give a folder of \.toml files"):
        load_profiles(tmp_path / "none")


def test_other_files_of_a_folder_are_left_alone(tmp_path: Path) -> None:
    """Only `.toml` files are profiles."""
    (tmp_path / "README.md").write_text("not a profile")
    assert [profile.name for profile in load_profiles(tmp_path)] == ["igf-workshops", "wsis-action-lines"]


def test_required_columns_that_are_missing() -> None:
    """A column of codes names the meeting too."""
    made, _ = parse_profile(GOOD.encode())
    assert made is not None
    assert made.missing(["themes"]) == ["meeting"]
    assert made.missing(["code"]) == []


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Co-facilitators", "co facilitators"),
        ("Modérateur", "MODERATEUR"),
        ("Topics/\nissues", "Topics / issues"),
        ("成果 / 后续步骤", "成果/后续步骤"),
        ("Ｔｏｐｉｃ", "Topic"),
    ],
)
def test_wordings_that_are_the_same(first: str, second: str) -> None:
    """Case, accents, punctuation, white space and width make no difference."""
    assert header_key(first) == header_key(second)


@pytest.mark.parametrize(("first", "second"), [("Чтений", "Чтении"), ("№", "#"), ("Topic", "Topics")])
def test_wordings_that_differ(first: str, second: str) -> None:
    """Letters and lone signs do."""
    assert header_key(first) != header_key(second)
