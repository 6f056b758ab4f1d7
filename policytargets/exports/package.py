"""The whole record as files for other tools, described by a Frictionless data package."""

import json
import shutil
from pathlib import Path

import pandas as pd

from policytargets.exports.spreadsheets import to_parquet, to_workbook
from policytargets.record.curated import TABLES
from policytargets.record.database import Database
from policytargets.record.dictionary import Column, Table
from policytargets.record.tables import read_tables

FRICTIONLESS = {
    "text": "string",
    "integer": "integer",
    "decimal": "number",
    "boolean": "boolean",
    "date": "date",
    "list": "string",
}


def write_package(folder: Path, database: Database, destination: Path) -> list[Path]:
    """Write every curated table as CSV and Parquet, `targets.xlsx` with the full view, and `datapackage.json`.

    Returns the files written. Raises FileExistsError where the destination is not empty.
    """
    if destination.exists() and any(destination.iterdir()):
        raise FileExistsError(destination)
    destination.mkdir(parents=True, exist_ok=True)
    records = read_tables(folder)
    written = []
    for table in TABLES:
        written.append(Path(shutil.copyfile(folder / table.file, destination / table.file)))
        rows = pd.DataFrame([typed_row(table, row) for row in records[table.name]], columns=table.header)
        written.append(destination / f"{table.name}.parquet")
        written[-1].write_bytes(to_parquet(rows))
    full = database.query("record/all_targets")
    written.append(destination / "target_full.parquet")
    written[-1].write_bytes(to_parquet(full))
    written.append(destination / "targets.xlsx")
    written[-1].write_bytes(to_workbook({"目标": full}, [("数据版本", database.version)]))
    written.append(destination / "datapackage.json")
    text = json.dumps(describe(database.version), ensure_ascii=False, indent=2)
    written[-1].write_text(text + "\n", encoding="utf-8")
    return written


def describe(version: str) -> dict[str, object]:
    """The data package descriptor: every table and column with type, meaning, codes and keys."""
    return {
        "profile": "tabular-data-package",
        "name": "policy-targets",
        "title": "绿色低碳高质量发展目标",
        "version": version,
        "resources": [_resource(table) for table in TABLES],
    }


def typed_row(table: Table, row: dict[str, str]) -> dict[str, object]:
    """A row of text as written, with whole numbers, decimals, truth values and lists in their own types."""
    return {column.name: _typed(column, row[column.name]) for column in table.columns}


def _typed(column: Column, value: str) -> object:
    if not value:
        return None
    if column.kind == "integer":
        return int(value)
    if column.kind == "decimal":
        return float(value)
    if column.kind == "boolean":
        return value == "true"
    if column.kind == "list":
        return value.split(";")
    return value


def _resource(table: Table) -> dict[str, object]:
    foreign = [
        {"fields": column.name, "reference": {"resource": name, "fields": field}}
        for column in table.columns
        if column.refers and column.kind != "list"
        for name, field in [column.refers.split(".")]
    ]
    return {
        "name": table.name,
        "path": table.file,
        "title": table.meaning,
        "encoding": "utf-8",
        "schema": {
            "primaryKey": list(table.key),
            "missingValues": [""],
            "fields": [_field(column) for column in table.columns],
            **({"foreignKeys": foreign} if foreign else {}),
        },
    }


def _field(column: Column) -> dict[str, object]:
    constraints: dict[str, object] = {"required": True} if column.required else {}
    if column.codes:
        constraints["enum"] = list(column.codes)
    return {
        "name": column.name,
        "type": FRICTIONLESS[column.kind],
        "description": column.meaning,
        **({"constraints": constraints} if constraints else {}),
    }
