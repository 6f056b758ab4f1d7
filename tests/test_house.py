"""The house keeps its order: floors point down, libraries have one owner, modules stay small."""

import ast
from pathlib import Path

import pytest

from policytargets.settings import ROOT

FLOORS = {
    "paths": 0, "errors": 0, "model": 0, "dictionary": 0, "glossary": 0, "legend": 0, "wrapping": 0,
    "tables": 1, "figures": 1, "captions": 1, "matches": 1,
    "database": 2, "sandbox": 2, "comparisons": 2, "deck": 2, "standings": 2,
    "charts": 3, "department_charts": 3, "district_charts": 3, "specifications": 3,
    "posters": 3, "exports": 3,
    "ui": 4, "__main__": 4, "__init__": 0,
}  # fmt: skip
OWNERS = {
    "duckdb": {"database", "sandbox"},
    "altair": {"charts", "department_charts", "district_charts", "specifications"},
    "streamlit": {"ui"},
    "pptx": {"exports"},
    "xlsxwriter": {"exports"},
    "vl_convert": {"exports"},
}
CEILINGS = {"pages": 60, "policytargets": 250, "queries": 60}
MODULES = sorted((ROOT / "policytargets").rglob("*.py"))


def part(path: Path) -> str:
    first = path.relative_to(ROOT / "policytargets").parts[0]
    return first.removesuffix(".py")


def imports(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {name.name for name in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{name.name}" for name in node.names)}
    return found


@pytest.mark.parametrize("path", MODULES, ids=str)
def test_imports_point_downward(path: Path) -> None:
    for name in imports(path):
        pieces = name.split(".")
        if pieces[0] == "policytargets" and len(pieces) > 1 and pieces[1] in FLOORS and pieces[1] != part(path):
            lower, own = FLOORS[pieces[1]], FLOORS[part(path)]
            assert lower <= own, f"{path.name} on floor {own} imports {name} on floor {lower}"
        assert pieces[0] not in ("app", "pages", "tests")


@pytest.mark.parametrize("path", MODULES, ids=str)
def test_each_library_has_one_owner(path: Path) -> None:
    for name in imports(path):
        owners = OWNERS.get(name.split(".")[0])
        assert owners is None or part(path) in owners, f"{path.name} imports {name}"


@pytest.mark.parametrize("path", sorted((ROOT / "pages").rglob("*.py")), ids=str)
def test_pages_stand_on_the_package_only(path: Path) -> None:
    allowed = ("streamlit", "policytargets", "collections", "datetime", "dataclasses")
    assert all(name.startswith(allowed) for name in imports(path))


@pytest.mark.parametrize("folder", CEILINGS)
def test_files_stay_below_their_ceiling(folder: str) -> None:
    for path in (ROOT / folder).rglob("*.*"):
        if path.suffix in (".py", ".sql") and path.name not in ("schema.sql", "dictionary.py"):
            assert len(path.read_text(encoding="utf-8").splitlines()) <= CEILINGS[folder], path


def test_no_page_lies_directly_in_pages() -> None:
    assert not list((ROOT / "pages").glob("*.py"))


def test_no_sql_in_python() -> None:
    for path in [*MODULES, *(ROOT / "pages").rglob("*.py")]:
        text = path.read_text(encoding="utf-8")
        assert "FROM target" not in text, path
