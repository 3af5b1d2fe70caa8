"""`datapackage.json`: a Frictionless Data Package, version 2, over every CSV and Parquet file."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from pipeline import __version__
from pipeline.dataset import FOREIGN_KEYS, TABLES, VIEWS, Column, Row, columns, primary_key

_PROFILES = "https://datapackage.org/profiles/2.0"
_FORMATS: dict[str, dict[str, object]] = {
    "csv": {"type": "table", "format": "csv", "mediatype": "text/csv", "encoding": "utf-8"},
    # frictionless reads a table of format `parquet` through pandas, where a missing integer is a NaN that no
    # integer column allows; under the format's full name it checks size and hash
    "parquet": {"format": "apache-parquet", "mediatype": "application/vnd.apache.parquet"},
}
_DIALECT = {
    "$schema": f"{_PROFILES}/tabledialect.json",
    "delimiter": ",",
    "lineTerminator": "\r\n",
    "quoteChar": '"',
    "doubleQuote": True,
    "header": True,
}


def write_package(
    counts: Mapping[str, int], sources: Iterable[Row], about: Mapping[str, object], folder: Path
) -> None:
    """Describe the files in `folder`.

    `counts` are the rows of each table and view, `sources` are the documents; `about` has what
    only the publisher knows, such as `licenses`.
    """
    package: dict[str, Any] = {
        "$schema": f"{_PROFILES}/datapackage.json",
        "name": "meeting-reports",
        "title": "Meetings of the reports, as data",
        "description": "One row per meeting that a report lists, and what the report says of it, each value "
        "with the words that it was read from.",
        "version": __version__,
        **about,
        "sources": [
            {
                "title": row["title"] or row["document_id"],
                "document_id": row["document_id"],
                "hash": f"sha256:{row['sha256']}",
            }
            for row in sources
        ],
        "resources": [
            *(_resource(name, "csv", counts[name], folder) for name in (*TABLES, *VIEWS)),
            *(_resource(name, "parquet", counts[name], folder) for name in TABLES),
        ],
    }
    text = json.dumps(package, ensure_ascii=False, indent=2)
    (folder / "datapackage.json").write_bytes(f"{text}\n".encode())


def _resource(table: str, form: str, count: int, folder: Path) -> dict[str, Any]:
    path = f"{form}/{table}.{form}"
    with (folder / path).open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
        size = file.tell()
    return {
        "$schema": f"{_PROFILES}/dataresource.json",
        "name": _name(table, form),
        "path": path,
        "description": (TABLES | VIEWS)[table].__doc__,
        **_FORMATS[form],
        "bytes": size,
        "hash": f"sha256:{digest}",
        "rowCount": count,
        **({"dialect": _DIALECT} if form == "csv" else {}),
        "schema": _schema(table, form),
    }


def _name(table: str, form: str) -> str:
    return table if form == "csv" else f"{table}-{form}"


def _schema(table: str, form: str) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "$schema": f"{_PROFILES}/tableschema.json",
        "fields": [_field(column) for column in columns(table)],
        "missingValues": [""],
        "primaryKey": list(primary_key(table)),
    }
    keys = FOREIGN_KEYS.get(table)
    if keys:
        schema["foreignKeys"] = [
            {"fields": [field], "reference": {"resource": _name(other, form), "fields": [key]}}
            for field, (other, key) in keys.items()
        ]
    return schema


def _field(column: Column) -> dict[str, Any]:
    field: dict[str, Any] = {
        "name": column.name,
        "type": column.kind,
        "description": column.meaning,
        "example": column.example,
    }
    if column.kind == "boolean":
        field |= {"trueValues": ["true"], "falseValues": ["false"]}
    constraints = {
        "required": column.required or None,
        "enum": list(column.enum) or None,
        "minimum": column.minimum,
        "pattern": column.pattern,
    }
    stated = {name: value for name, value in constraints.items() if value is not None}
    return field | ({"constraints": stated} if stated else {})
