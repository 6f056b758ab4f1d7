"""The whole record as files for other tools, described by a Frictionless data package."""

import json
import os
import shutil
from datetime import date
from decimal import Decimal
from pathlib import Path
from tempfile import mkdtemp

import pyarrow as pa

from policytargets.exports.notes import notes
from policytargets.exports.spreadsheets import to_parquet, to_workbook
from policytargets.record.curated import TABLES
from policytargets.record.database import Database
from policytargets.record.dictionary import Column, Table
from policytargets.record.tables import read_tables
from policytargets.settings import today
from policytargets.wording.documents import document_lines

FRICTIONLESS = {
    "text": "string",
    "integer": "integer",
    "decimal": "number",
    "boolean": "boolean",
    "date": "date",
    "list": "string",
}
ARROW = {
    "text": pa.string(),
    "integer": pa.int32(),
    "decimal": pa.decimal128(24, 8),
    "boolean": pa.bool_(),
    "date": pa.date32(),
    "list": pa.list_(pa.string()),
}


def write_package(folder: Path, database: Database, destination: Path) -> list[Path]:
    """Write every curated table as CSV and Parquet, `targets.xlsx` with the full view, and `datapackage.json`.

    Returns the files written. Raises FileExistsError where the destination is not empty, OSError where it can't be
    written; then it is as it was.
    """
    destination = destination.resolve()
    if destination.exists() and any(destination.iterdir()):
        raise FileExistsError(destination)
    destination.parent.mkdir(parents=True, exist_ok=True)
    partial = Path(mkdtemp(prefix=f".{destination.name}-", dir=destination.parent))
    try:
        written = _write_files(folder, database, partial)
        partial.chmod(0o777 & ~_umask())
        if destination.exists():
            destination.rmdir()  # it is empty
        partial.rename(destination)
    except BaseException:
        shutil.rmtree(partial, ignore_errors=True)
        raise
    return [destination / path.name for path in written]


def _umask() -> int:
    current = os.umask(0)
    os.umask(current)
    return current


def _write_files(folder: Path, database: Database, destination: Path) -> list[Path]:
    records = read_tables(folder)
    written = []
    for table in TABLES:
        written.append(Path(shutil.copyfile(folder / table.file, destination / table.file)))
        written.append(destination / f"{table.name}.parquet")
        written[-1].write_bytes(to_parquet(typed_table(table, records[table.name])))
    full = database.table("record/all_targets")
    written.append(destination / "target_full.parquet")
    written[-1].write_bytes(to_parquet(full))
    written.append(destination / "targets.xlsx")
    written[-1].write_bytes(to_workbook({"目标": full}, _notes(full, database)))
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


def typed_table(table: Table, rows: list[dict[str, str]]) -> pa.Table:
    """Rows of text as written, as columns of their own types: whole numbers, decimals, truth values, dates, lists."""
    values = {column: [_typed(column, row[column.name]) for row in rows] for column in table.columns}
    return pa.table({column.name: pa.array(own, ARROW[column.kind]) for column, own in values.items()})


def _notes(full: pa.Table, database: Database) -> list[tuple[str, str]]:
    documents = database.query("record/documents", documents=[])
    return notes(
        "全部目标：一行一个原文写明的数字承诺",
        made_on=today(),
        count=f"{full.num_rows} 行；重复表述、总数的其中项和另一种计量各占一行，合计时不应重复计",
        to_know=[("列", "列名为英文字段名，含义见 datapackage.json 和“来源与口径”的数据列")],
        sources=document_lines(documents.to_dict("records")),
        version=database.version,
    )


def _typed(column: Column, value: str) -> object:
    if not value:
        return None
    if column.kind == "integer":
        return int(value)
    if column.kind == "decimal":
        return Decimal(value)
    if column.kind == "boolean":
        return value == "true"
    if column.kind == "date":
        return date.fromisoformat(value)
    return value.split(";") if column.kind == "list" else value


def _resource(table: Table) -> dict[str, object]:
    foreign = [
        {"fields": column.name, "reference": {"resource": name, "fields": field}}
        for column in table.columns
        if column.refers and column.kind != "list"
        for name, field in [column.refers.split(".")]
    ]
    return {
        "profile": "tabular-data-resource",
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
