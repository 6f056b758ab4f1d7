"""The record as files for other tools: a validator accepts them, Parquet has the types of the dictionary."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import duckdb
import frictionless
import openpyxl
import pyarrow as pa
import pytest
from pyarrow import parquet

from policytargets.__main__ import main
from policytargets.record.curated import TABLES
from policytargets.record.files import open_record_file, write_record
from policytargets.record.tables import Records
from policytargets.settings import data_folder


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("package")
    assert main(["export", str(folder)]) == 0
    return folder


def test_a_validator_accepts_the_data_package(package: Path) -> None:
    report = frictionless.validate(str(package / "datapackage.json"))
    assert report.valid, report.flatten(["resource", "row", "field", "note"])[:5]
    assert len(report.tasks) == len(TABLES)


def test_a_validator_refuses_what_breaks_the_description(package: Path, tmp_path: Path) -> None:
    for path in package.iterdir():
        if path.suffix in (".csv", ".json"):
            (tmp_path / path.name).write_bytes(path.read_bytes())
    tasks = (tmp_path / "tasks.csv").read_text(encoding="utf-8")
    (tmp_path / "tasks.csv").write_text(tasks.replace("jiangbei-2023,1,", "no-such-plan,one,", 1), encoding="utf-8")
    errors = frictionless.validate(str(tmp_path / "datapackage.json")).flatten(["type"])
    assert {"type-error", "foreign-key"} <= {error for (error,) in errors}


def test_parquet_holds_the_curated_values_in_their_own_types(package: Path, records: Records) -> None:
    kinds = {"text": pa.types.is_string, "integer": pa.types.is_int32, "decimal": pa.types.is_decimal128}
    kinds |= {"boolean": pa.types.is_boolean, "date": pa.types.is_date32, "list": pa.types.is_list}
    read = {"integer": int, "decimal": Decimal, "date": date.fromisoformat, "boolean": lambda text: text == "true"}
    for table in TABLES:
        stored = parquet.read_table(package / table.file.replace("csv", "parquet"))
        assert stored.column_names == table.header
        for column in table.columns:
            assert kinds[column.kind](stored.schema.field(column.name).type), column
            texts = [row[column.name] for row in records[table.name]]
            turned = read.get(column.kind, (lambda text: text.split(";")) if column.kind == "list" else str)
            expected = [turned(text) if text else None for text in texts]
            assert stored.column(column.name).to_pylist() == expected, column


def test_the_full_view_keeps_decimals(package: Path, records: Records) -> None:
    full = parquet.read_table(package / "target_full.parquet")
    values = dict(zip(full.column("target_id").to_pylist(), full.column("value").to_pylist(), strict=True))
    assert values == {row["target_id"]: Decimal(row["value"]) if row["value"] else None for row in records["targets"]}
    assert all(pa.types.is_decimal(full.schema.field(name).type) for name in ("value", "value_high", "value_std"))
    assert full.schema.field("due_year").type == pa.int32()


def test_the_workbook_has_whole_years_and_names_every_document(package: Path, records: Records) -> None:
    book = openpyxl.load_workbook(package / "targets.xlsx")
    head, *lines = book["目标"].iter_rows(values_only=True)
    years = [line[head.index("due_year")] for line in lines]
    assert sorted(map(str, years)) == sorted(row["due_year"] for row in records["targets"])
    told = " ".join(str(line[1]) for line in book["说明"].iter_rows(values_only=True))
    assert all(row["title"] in told and row["doc_no"] in told for row in records["documents"])
    assert "nan" not in told


def test_a_record_file_has_the_format_that_older_versions_read(tmp_path: Path) -> None:
    file = tmp_path / "record.duckdb"
    write_record(data_folder(), file)
    with duckdb.connect() as connection:
        connection.execute("ATTACH $file AS record (READ_ONLY)", {"file": str(file)})
        tags = connection.sql("SELECT tags FROM duckdb_databases() WHERE database_name = 'record'").fetchall()
    assert tags == [({"storage_version": "v1.0.0+"},)]
    # The header as DuckDB 1.0 writes it: storage version 64.
    assert file.read_bytes()[8:20] == b"DUCK" + (64).to_bytes(8, "little")
    open_record_file(file).close()
    assert [path.name for path in tmp_path.iterdir()] == ["record.duckdb"]
