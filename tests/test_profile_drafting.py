"""`profiles`: listed, explained, and drafted from a document."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from pipeline.__main__ import main
from pipeline.drafting import draft, explain
from pipeline.findings import ReadError
from pipeline.profile import load_profiles, parse_profile
from pipeline.select import select
from tests.gallery import PROSE, Block, document, knowledge, records, table, turned, word

FAMILY = (
    ("Gathering", "Hosted by", "Topics", "Way forward", "Budget"),
    ("Access for all", "APC", "Costs", "Meet again", "100"),
)


def run(*arguments: object) -> tuple[int, str, str]:
    """Exit code, output and errors of the command."""
    result = CliRunner().invoke(main, [str(argument) for argument in arguments])
    return result.exit_code, result.stdout, result.stderr


@pytest.mark.parametrize("arguments", [(), ("list",)])
def test_list(arguments: tuple[str, ...]) -> None:
    """One line for each profile: its name and title."""
    code, out, _ = run("profiles", *arguments)
    assert code == 0
    assert out.splitlines() == [
        "igf-workshops      Workshop sessions of an internet governance forum",
        "wsis-action-lines  Meetings on the WSIS action lines",
    ]


def test_show() -> None:
    """What a table must have, and every field with its meaning and wordings."""
    code, out, _ = run("profiles", "show", "igf-workshops")
    lines = out.splitlines()
    assert code == 0
    assert lines[1] == "A table is taken where it has: meeting; and at least 3 of these fields."
    assert "chair: persons who chaired or moderated" in lines
    assert any(line.startswith("  en: Moderator | Moderators |") for line in lines)


def test_show_of_none() -> None:
    """The message names those that there are."""
    code, _, err = run("profiles", "show", "other")
    assert code == 2
    assert err == "error: there is no profile other; there are: igf-workshops, wsis-action-lines\n"


def test_faults_of_a_users_profiles(tmp_path: Path) -> None:
    """They are said before anything else is done."""
    (tmp_path / "own.toml").write_text("name = 3")
    code, _, err = run("profiles", "--profiles", tmp_path, "list")
    assert code == 2
    assert "own.toml: name: Input should be a valid string" in err


def test_every_field_is_explained() -> None:
    """No profile has a field without a meaning."""
    for profile in knowledge().profiles:
        lines = list(explain(profile))
        assert sum(line.startswith("\n") for line in lines) == len(profile.column) + 1


def test_a_draft_from_the_command_line(tmp_path: Path) -> None:
    """What is printed is a profile that loads, and that takes the document that it was drafted from."""
    path = word(tmp_path / "Gatherings 2009.docx", PROSE, table(*FAMILY))
    code, out, _ = run("profiles", "draft", path)
    folder = tmp_path / "profiles"
    folder.mkdir()
    (folder / "gatherings.toml").write_text(out, encoding="utf-8")
    assert code == 0
    assert [profile.name for profile in load_profiles(folder)][-1] == "gatherings-2009"
    assert run("inspect", path, "--why", "--profiles", folder)[1].splitlines()[-1] == (
        "table 1: taken, profile gatherings-2009"
    )


def test_the_guesses() -> None:
    """A header like a known one has its field; the meeting is guessed; the rest stands in comments."""
    text = draft(document(PROSE, table(*FAMILY)), knowledge().profiles)
    made, faults = parse_profile(text.encode())
    assert made is not None
    assert faults == []
    assert {column.field: tuple(column.wordings) for column in made.column} == {
        "meeting": ("Gathering",),
        "facilitator": ("Hosted by",),
        "themes": ("Topics",),
        "decisions": ("Way forward",),
    }
    assert '# en = ["Budget"]' in text.splitlines()


DRAFTED: dict[str, list[Block]] = {
    "rows": [table(*FAMILY)],
    "columns": [turned(FAMILY)],
    "other tables beside it": [table(("Time", "Item"), ("9:00", "Opening")), table(*FAMILY)],
    "headers with quotes and breaks": [table(('The "big"\nevent', "Hosted\\by"), ("a", "b"))],
    "the same header twice": [table(("Event", "Topics", "Topics"), ("a", "b", "c"))],
    "one that the package's profiles know": [
        table(("Meeting", "Facilitator", "Themes"), ("C2", "ITU", "Costs"))
    ],
    "French": [
        "Les ateliers du forum ont eu lieu à Genève pendant trois jours.",
        "La société civile et les gouvernements de plusieurs pays y ont pris part avec beaucoup de zèle.",
        table(("Rencontre", "Organisateur", "Thèmes"), ("Accès", "APC", "Coûts")),
    ],
}


@pytest.mark.parametrize("blocks", DRAFTED.values(), ids=DRAFTED)
def test_every_draft_is_a_profile(blocks: list[Block]) -> None:
    """It loads without a fault, and takes the table that it was drafted from."""
    source = document(*blocks)
    made, faults = parse_profile(draft(source, knowledge().profiles).encode())
    assert made is not None
    assert faults == []
    found = select(source, [*knowledge().profiles, made])
    assert found.profile is made
    assert len(records(found)) == 1


def test_no_draft_without_a_table() -> None:
    """There is nothing to draft from."""
    with pytest.raises(ReadError, match="there is no table with headers in it"):
        draft(document(PROSE), knowledge().profiles)


def test_no_draft_of_no_file(tmp_path: Path) -> None:
    """One line, exit code 2."""
    code, _, err = run("profiles", "draft", tmp_path / "none.docx")
    assert code == 2
    assert "none.docx: no such file" in err
