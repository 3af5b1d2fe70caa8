"""Conversion by LibreOffice: what it is asked, what becomes of its failures, and what comes out."""

from __future__ import annotations

import os
import re
import shutil
import stat
import subprocess
import threading
import zipfile
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from pipeline.findings import ReadError
from pipeline.read.convert import to_docx
from pipeline.read.docx import read_docx
from tests.docx_builder import DOCUMENT, cell, package, paragraph, row, run, table, write
from tests.program import ended

RTF = rb"{\rtf1\ansi{\trowd\cellx3000\cellx6000\pard\intbl Access\cell ITU\cell\row}\pard After\par}"
needs_libreoffice = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An empty folder to convert in."""
    made = tmp_path / "folder"
    made.mkdir()
    return made


@pytest.fixture
def report(tmp_path: Path) -> Path:
    """A small report in rich text."""
    path = tmp_path / "- an odd\nname.rtf"
    path.write_bytes(RTF)
    return path


def install(script: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Put a shell script in LibreOffice's place; `$out` is the folder that it is told to write to."""
    programs = tmp_path / "programs"
    programs.mkdir()
    program = programs / "soffice"
    find_out = 'while [ "$1" != --outdir ]; do shift; done; out=$2; in=$3'
    program.write_text(f'#!/bin/sh\nall="$*"\n{find_out}\n{script}\n')
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", f"{programs}{os.pathsep}/bin{os.pathsep}/usr/bin")


def test_not_installed(report: Path, folder: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Without LibreOffice the refusal names the Debian package and the way around it."""
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(
        ReadError,
        match=r"reading \.rtf needs LibreOffice .*libreoffice-writer-nogui.*save the report as \.docx",
    ):
        to_docx(report, folder)


def test_what_is_asked(report: Path, folder: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """LibreOffice gets a copy under a name of ours, a profile of its own, and no macros or remote content."""
    install(
        'mkdir -p "$out"; cp "$in" "$out/report.docx"; echo "$all" > "$HOME/asked"', tmp_path, monkeypatch
    )
    assert to_docx(report, folder).read_bytes() == RTF
    asked = (folder / "asked").read_text()
    assert "--headless" in asked
    assert f"-env:UserInstallation={(folder / 'profile').as_uri()}" in asked
    assert "odd" not in asked
    settings = (folder / "profile" / "user" / "registrymodifications.xcu").read_text()
    for name in ("DisableMacrosExecution", "BlockUntrustedRefererLinks"):
        assert f'<prop oor:name="{name}" oor:op="fuse"><value>true</value>' in settings


def test_nothing_comes_out(
    report: Path, folder: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """LibreOffice says success even where it could not open the file: the output is what counts."""
    install("exit 0", tmp_path, monkeypatch)
    with pytest.raises(ReadError, match="could not open"):
        to_docx(report, folder)


def test_time_limit(report: Path, folder: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A conversion that does not end is stopped, with the programs that it started."""
    install('sleep 60 & echo $! > "$HOME/child"; wait', tmp_path, monkeypatch)
    with pytest.raises(ReadError, match="within 1 seconds"):
        to_docx(report, folder, seconds=1)
    assert ended(int((folder / "child").read_text()))


def test_hostile_archive(folder: Path, tmp_path: Path) -> None:
    """An OpenDocument file that is a zip bomb never reaches LibreOffice."""
    path = tmp_path / "report.odt"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("content.xml", bytes(3_000_000))
    with pytest.raises(ReadError, match="zip bomb"):
        to_docx(path, folder)


@needs_libreoffice
def test_rich_text(report: Path, folder: Path) -> None:
    """A rich text file is read through LibreOffice."""
    document = read_docx(to_docx(report, folder), DOCUMENT)
    assert [c.text for c in document.tables[0].cells] == ["Access", "ITU"]
    assert [p.text for p in document.paragraphs] == ["After"]


@needs_libreoffice
@pytest.mark.parametrize("suffix", ["doc", "odt"])
def test_other_formats(suffix: str, folder: Path, tmp_path: Path) -> None:
    """Merged cells, lists and paragraphs of a document survive the formats of other programs."""
    width, wide = (
        '<w:tcW w:w="2000" w:type="dxa"/>',
        '<w:tcW w:w="4000" w:type="dxa"/><w:gridSpan w:val="2"/>',
    )
    rows = table(
        row(cell("a", wide), cell("b", width)),
        row(cell("c", f'{width}<w:vMerge w:val="restart"/>'), cell("• d", width), cell("e", width)),
        row(cell("", f"{width}<w:vMerge/>"), cell("f", width), cell("g", width)),
    )
    columns = '<w:gridCol w:w="2000"/>' * 3
    declared = re.sub("<w:tblGrid>.*</w:tblGrid>", f"<w:tblGrid>{columns}</w:tblGrid>", rows)
    body = paragraph(run("Before")) + declared + paragraph(run("After"))
    original = write(package(body), tmp_path / "report.docx")
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [
        "soffice",
        profile,
        "--headless",
        "--convert-to",
        suffix,
        "--outdir",
        str(tmp_path),
        str(original),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=60)
    expected = read_docx(original, DOCUMENT)
    found = read_docx(to_docx(tmp_path / f"report.{suffix}", folder), DOCUMENT)
    assert found.tables == expected.tables
    assert found.paragraphs == expected.paragraphs


@pytest.fixture
def server() -> Iterator[tuple[str, list[str]]]:
    """A web server on this machine: its address, and the paths that it was asked for."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

        do_HEAD = do_OPTIONS = do_PROPFIND = do_GET  # noqa: N815 - names that http.server looks for

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with HTTPServer(("127.0.0.1", 0), Handler) as serving:
        threading.Thread(target=serving.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{serving.server_port}", asked
        serving.shutdown()


@needs_libreoffice
def test_nothing_is_fetched(server: tuple[str, list[str]], folder: Path, tmp_path: Path) -> None:
    """A picture on the network is not asked for while a document is converted."""
    address, asked = server
    frame = f'<draw:frame><draw:image xlink:href="{address}/a.png" xlink:type="simple"/></draw:frame>'
    path = open_document(f"<text:p>Access</text:p><text:p>{frame}</text:p>", tmp_path / "report.odt")
    assert [p.text for p in read_docx(to_docx(path, folder), DOCUMENT).paragraphs] == ["Access"]
    assert asked == []


def open_document(body: str, path: Path) -> Path:
    """An OpenDocument text with this body."""
    name = "application/vnd.oasis.opendocument"
    office = "urn:oasis:names:tc:opendocument:xmlns"
    namespaces = " ".join(
        f'xmlns:{prefix}="{office}:{uri}:1.0"'
        for prefix, uri in (("office", "office"), ("text", "text"), ("draw", "drawing"))
    )
    entries = "".join(
        f'<manifest:file-entry manifest:full-path="{part}" manifest:media-type="{kind}"/>'
        for part, kind in (("/", f"{name}.text"), ("content.xml", "text/xml"))
    )
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", f"{name}.text")
        archive.writestr(
            "META-INF/manifest.xml",
            f'<manifest:manifest xmlns:manifest="{office}:manifest:1.0" manifest:version="1.2">'
            f"{entries}</manifest:manifest>",
        )
        archive.writestr(
            "content.xml",
            f'<office:document-content {namespaces} xmlns:xlink="http://www.w3.org/1999/xlink" '
            f'office:version="1.2"><office:body><office:text>{body}</office:text></office:body></office:document-content>',
        )
    return path
