"""CSV: what spreadsheets and programs read back."""

from __future__ import annotations

import csv
import datetime as dt
import io
import shutil
import subprocess
from pathlib import Path

import pandas as pd
import pytest

from pipeline.dataset import Row, columns
from pipeline.write.csv import csv_head, csv_rows

SOFFICE = shutil.which("soffice")
SUMMER = dt.timezone(dt.timedelta(hours=2))
HARMLESS = [
    "Café",
    "a=b",
    "O'Neill",
    "1-2",
    "x\ny",
    'say "hi", twice',
    "العربية",
    "会议",
    "\u202eevil",
    "a\tb",
    "\\n",
]
FORMULAS = [
    '=HYPERLINK("http://evil.example","x")',
    "+1+1",
    "-2+3",
    "@SUM(A1)",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    "\ttab first",
    "\rreturn first",
    " =1+1",
    "\xa0\u3000=1+1",
    "\ufeff=1+1",
    "\u200b\u200e@x",
    "\uff1d1+1",
    "\uff0b1",
    "\uff0d1",
    "\uff20x",
    "\u22121+1",
    "=cmd|'/c calc'!A0",
]


def points(*texts: str) -> list[Row]:
    """Rows of the table that holds free text."""
    names = [column.name for column in columns("points")]
    key = {"meeting_id": "r/c1", "section": "themes", "level": 0}
    return [
        dict.fromkeys(names) | key | {"position": position, "text": text}
        for position, text in enumerate(texts, start=1)
    ]


def meeting(**values: object) -> Row:
    """A row of meetings with some of its values."""
    return dict.fromkeys(column.name for column in columns("meetings")) | values


def written(table: str, rows: list[Row], folder: Path) -> bytes:
    """The bytes of the file."""
    path = folder / f"{table}.csv"
    path.write_bytes(csv_head(table) + csv_rows(table, rows))
    return path.read_bytes()


def test_form_of_the_file(tmp_path: Path) -> None:
    """A byte order mark, a header, CRLF after every line, quotes only where they are needed."""
    content = written("points", points("plain", 'say "hi", twice'), tmp_path)
    assert content.decode() == (
        "\ufeffmeeting_id,section,position,level,parent_position,marker,text\r\n"
        "r/c1,themes,1,0,,,plain\r\n"
        'r/c1,themes,2,0,,,"say ""hi"", twice"\r\n'
    )


def test_typed_values(tmp_path: Path) -> None:
    """ISO dates and times, the offset with an instant, true and false, nothing for missing."""
    row = meeting(
        date=dt.date(2006, 5, 16),
        start_time=dt.time(10),
        starts_at=dt.datetime(2006, 5, 16, 10, tzinfo=SUMMER),
        participants=40,
        webcast=False,
    )
    (read,) = csv.DictReader(
        io.StringIO(written("meetings", [row], tmp_path).decode("utf-8-sig"), newline="")
    )
    assert {name: value for name, value in read.items() if value} == {
        "date": "2006-05-16",
        "start_time": "10:00:00",
        "starts_at": "2006-05-16T10:00:00+02:00",
        "participants": "40",
        "webcast": "false",
    }


@pytest.mark.parametrize("text", HARMLESS, ids=ascii)
def test_text_comes_back_as_it_is(text: str, tmp_path: Path) -> None:
    """Accents, quotes, line breaks and other scripts survive."""
    content = written("points", points(text), tmp_path).decode("utf-8-sig")
    (row,) = csv.DictReader(io.StringIO(content, newline=""))
    assert row["text"] == text


@pytest.mark.parametrize("text", FORMULAS, ids=ascii)
def test_no_text_is_a_formula(text: str, tmp_path: Path) -> None:
    """What a spreadsheet would run has an apostrophe before it, whatever hides it."""
    content = written("points", points(text), tmp_path).decode("utf-8-sig")
    (row,) = csv.DictReader(io.StringIO(content, newline=""))
    assert row["text"] == f"'{text}"


def test_nul_does_not_end_the_file_for_its_readers(tmp_path: Path) -> None:
    """A NUL is shown as the replacement character: many programs stop reading at it."""
    content = written("points", points("a\x00b", "after"), tmp_path)
    assert b"\x00" not in content
    assert "a\ufffdb" in content.decode("utf-8-sig")


def test_pandas_reads_the_same(tmp_path: Path) -> None:
    """With its defaults, pandas gives the texts and the missing values."""
    texts = [text for text in HARMLESS if "\n" not in text]
    written("points", points(*texts), tmp_path)
    frame = pd.read_csv(tmp_path / "points.csv")
    assert list(frame["text"]) == texts
    assert frame["marker"].isna().all()


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice (soffice) is not installed")
def test_libreoffice_opens_it_with_everything_intact(tmp_path: Path) -> None:
    """Calc finds accents, dates, line breaks and scripts; no text becomes a formula."""
    texts = ["Café\nligne", "العربية", "=1+1", "会议"]
    rows = [meeting(title=text, date=dt.date(2006, 5, 16), participants=40) for text in texts]
    path = tmp_path / "meetings.csv"
    path.write_bytes(csv_head("meetings") + csv_rows("meetings", rows))
    subprocess.run(
        [
            str(SOFFICE),
            f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}",
            "--headless",
            # what its dialogue proposes for a file with this mark
            "--infilter=CSV:44,34,UTF-8,1,,0,false,true",
            "--convert-to",
            "xlsx",
            "--outdir",
            str(tmp_path),
            str(path),
        ],
        check=True,
        capture_output=True,
        timeout=100,
    )
    frame = pd.read_excel(tmp_path / "meetings.xlsx", engine="openpyxl")
    assert list(frame["title"]) == ["Café\nligne", "العربية", "'=1+1", "会议"]
    assert list(frame["date"]) == [pd.Timestamp("2006-05-16")] * 4
    assert list(frame["participants"]) == [40] * 4
