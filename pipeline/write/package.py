"""`datapackage.json`: a Frictionless Data Package, version 2, over every CSV and Parquet file."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pipeline import __version__
from pipeline.dataset import FOREIGN_KEYS, TABLES, VIEWS, Column, Dataset, columns, primary_key

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


def write_package(dataset: Dataset, about: Mapping[str, object], folder: Path) -> None:
    """Describe the files in `folder`; `about` has what only the publisher knows, such as `licenses`."""
    counts = {table: len(rows) for table, rows in dataset} | {"overview": len(dataset["meetings"])}
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
            for row in dataset["documents"]
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
    content = (folder / path).read_bytes()
    return {
        "$schema": f"{_PROFILES}/dataresource.json",
        "name": _name(table, form),
        "path": path,
        "description": (TABLES | VIEWS)[table].__doc__,
        **_FORMATS[form],
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
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
