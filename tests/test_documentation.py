"""The documentation says what is so."""

from policytargets.record.building import VIEWS
from policytargets.record.curated import TABLES
from policytargets.record.derived import DERIVED
from policytargets.settings import ROOT, data_folder


def test_the_data_readme_explains_every_column() -> None:
    text = (data_folder() / "README.md").read_text(encoding="utf-8")
    for table in TABLES:
        assert f"### `{table.file}`\n\n{table.meaning}\n" in text
        section = text.split(f"### `{table.file}`")[1].split("### ")[0]
        rows = [line for line in section.split("\n") if line.startswith("| `")]
        assert [line.split("`")[1] for line in rows] == table.header
        for column, line in zip(table.columns, rows, strict=True):
            assert f"| {column.meaning} |" in line
            assert all(f"`{code}`" in line for code in column.codes)
            assert ("may be empty" in line) != column.required


def test_the_schema_has_the_columns_of_the_dictionary(database) -> None:
    for table in TABLES:
        found = database._connection.execute(f"DESCRIBE {table.name}").df()["column_name"].tolist()
        assert found == table.header


def test_the_dictionary_describes_the_views(database) -> None:
    kinds = {
        "VARCHAR": "text",
        "INTEGER": "integer",
        "DOUBLE": "decimal",
        "DECIMAL(18,4)": "decimal",
        "BOOLEAN": "boolean",
        "VARCHAR[]": "list",
    }
    assert {table.name for table in DERIVED} == set(VIEWS)
    for table in DERIVED:
        found = database._connection.execute(f"DESCRIBE {table.name}").fetchall()
        assert [(name, kinds[kind]) for name, kind, *_ in found] == [(c.name, c.kind) for c in table.columns]
        assert all(column.meaning for column in table.columns)


def test_every_requirement_says_what_it_is_for() -> None:
    for name in ("requirements.txt", "requirements-dev.txt"):
        for line in (ROOT / name).read_text(encoding="utf-8").splitlines():
            if line and not line.startswith(("#", "-r")):
                pinned, purpose = line.split("#")
                assert "==" in pinned
                assert purpose.strip()
