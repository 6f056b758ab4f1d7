"""The documentation says what is so: it names every setting, command, page and folder, and no other."""

import ast
import re
import sys
from pathlib import Path

import pytest

from policytargets.record.building import VIEWS
from policytargets.record.curated import TABLES
from policytargets.record.derived import DERIVED
from policytargets.settings import ROOT, data_folder

DOCS = ("README.md", "docs/architecture.md", "docs/decisions.md", "docs/deployment.md")
TEXT = {name: (ROOT / name).read_text(encoding="utf-8") for name in DOCS}
EVERYTHING = "\n".join(TEXT.values())
CODE = [*(ROOT / "policytargets").rglob("*.py"), *(ROOT / "tests").rglob("*.py"), *(ROOT / "deploy").iterdir()]
SETTING = re.compile(r"POLICYTARGETS_[A-Z_]*[A-Z]")


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
        "DECIMAL(24,8)": "decimal",
        "DATE": "date",
        "DECIMAL(24,6)": "decimal",
        "BOOLEAN": "boolean",
        "VARCHAR[]": "list",
    }
    assert {table.name for table in DERIVED} == set(VIEWS)
    for table in DERIVED:
        found = database._connection.execute(f"DESCRIBE {table.name}").fetchall()
        assert [(name, kinds[kind]) for name, kind, *_ in found] == [(c.name, c.kind) for c in table.columns]
        assert all(column.meaning for column in table.columns)


def test_every_edge_case_names_tests_that_there_are() -> None:
    rows = [line for line in (ROOT / "docs/edge-cases.md").read_text(encoding="utf-8").splitlines() if line[:2] == "| "]
    cases = [line.strip("|").split(" | ") for line in rows if not line.startswith("| when |")]
    assert len(cases) > 30
    for case, answer, tests in cases:
        assert answer.strip(), case
        named = re.findall(r"`(tests/[\w/]+\.py)::(test_\w+)`", tests)
        assert named, case
        for file, test in named:
            body = ast.parse((ROOT / file).read_text(encoding="utf-8")).body
            assert test in {own.name for own in body if isinstance(own, ast.FunctionDef)}, f"{file}::{test}"


def test_every_requirement_says_what_it_is_for() -> None:
    for name in ("requirements.txt", "requirements-dev.txt", "requirements-ocr.txt"):
        for line in (ROOT / name).read_text(encoding="utf-8").splitlines():
            if line and not line.startswith(("#", "-r", "-c")):
                pinned, purpose = line.split("#")
                assert "==" in pinned
                assert purpose.strip()


def test_settings_in_the_code_and_in_the_documentation_are_the_same() -> None:
    read = {name for path in CODE for name in SETTING.findall(path.read_text(encoding="utf-8"))}
    assert set(SETTING.findall(EVERYTHING)) == read


def test_commands_are_named_and_no_other() -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert set(re.findall(r"`?make ([a-z]+)", EVERYTHING)) == targets
    program = (ROOT / "policytargets" / "__main__.py").read_text(encoding="utf-8")
    commands = set(re.findall(r"add_parser\(\s*\"([a-z]+)\"", program))
    assert set(re.findall(r"python -m policytargets ([a-z]+)", EVERYTHING)) == commands


def test_folders_of_the_package_are_named() -> None:
    floors = TEXT["docs/architecture.md"]
    for folder in (path for path in (ROOT / "policytargets").rglob("*") if (path / "__init__.py").is_file()):
        assert f"`{folder.name}/`" in floors, folder
    for section in (path for path in (ROOT / "pages").iterdir() if path.is_dir()):
        assert f"`{section.name}`" in floors, section


@pytest.mark.parametrize("name", DOCS)
def test_paths_that_are_named_exist(name: str) -> None:
    for path in re.findall(r"`((?:policytargets|pages|queries|tests|data|deploy|docs)/[\w./@-]+\.\w+)`", TEXT[name]):
        assert (ROOT / path).exists(), f"{name} names {path}"
    for path in re.findall(r"\]\((?!http)([^)#]+)\)", TEXT[name]):
        assert (ROOT / Path(name).parent / path).exists(), f"{name} links to {path}"


def test_the_readme_is_short_and_opens_in_chinese() -> None:
    lines = TEXT["README.md"].splitlines()
    assert len(lines) <= 90
    assert re.search(r"[一-鿿]", lines[0])
    assert lines.index("## What it is") > next(i for i, line in enumerate(lines) if "make run" in line)


def test_every_library_that_is_imported_is_named_in_the_short_list() -> None:
    named = {
        re.split(r"[\[=]", line)[0].lower()
        for line in (ROOT / "requirements.txt").read_text("utf-8").splitlines()
        if line
    }
    distributions = {
        "pptx": "python-pptx",
        "vl_convert": "vl-convert-python",
        "docx": "python-docx",
        "PIL": "pillow",
        "argon2": "argon2-cffi",
    }
    for path in (ROOT / "policytargets").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module] if isinstance(node, ast.ImportFrom) and node.module else []
            for name in (
                {name.split(".")[0] for name in names} - sys.stdlib_module_names - {"policytargets", "resource"}
            ):
                assert distributions.get(name, name).lower() in named, f"{path} imports {name}"


@pytest.mark.parametrize("name", ["requirements", "requirements-dev"])
def test_the_lock_names_what_the_short_list_wants_with_hashes(name: str) -> None:
    lock = (ROOT / f"{name}.lock").read_text(encoding="utf-8")
    for line in (ROOT / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        if "==" in line:
            pinned = re.sub(r"\[.*\]", "", line.split("#")[0].strip())
            assert re.search(
                rf"^{re.escape(pinned)}\b[^\n]*\\\n\s+--hash=sha256:", lock, re.MULTILINE | re.IGNORECASE
            ), pinned
    assert "://" not in lock  # a registry's host
