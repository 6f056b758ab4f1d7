"""The house keeps its order: folders point strictly down, libraries have one owner, modules stay small and findable."""

import ast
from functools import cache
from pathlib import Path

import pytest

from policytargets.settings import ROOT

PACKAGE = ROOT / "policytargets"
# The floor of each folder, and of each module beside the folders. Imports point to a lower floor, never to the own one.
FLOORS = {
    "settings": 1, "errors": 1, "journal": 1, "wording": 1,
    "record": 2, "comparisons": 2, "store": 2,
    "charts": 3, "sandbox": 3, "people": 3,
    "ledger": 4, "intake": 4, "exhibits": 4,
    "exports": 5,
    "ui": 6,
    "server": 7,
    "commands": 8, "__main__": 9, "__init__": 0,
}  # fmt: skip
SECTIONS = ("board", "compare", "evidence", "ledger", "intake", "frame")
# Which folders may import a library; within a folder, which modules, where not all.
OWNERS = {
    "duckdb": ("record/", "sandbox/child.py"),
    "csv": ("record/", "exports/spreadsheets.py"),
    "alembic": ("store/",),
    "argon2": ("people/passwords.py",),
    "authlib": ("server/oidc.py",),
    "joserfc": ("server/oidc.py",),
    "requests": ("server/oidc.py", "intake/asking.py"),
    "sqlalchemy": (
        "store/",
        "people/tables.py",
        "people/accounts.py",
        "people/sessions.py",
        "people/sign_ins.py",
        "ledger/",
    ),
    "altair": ("charts/",),
    "plotly": ("charts/",),
    "pypdfium2": ("intake/",),
    "selectolax": ("intake/",),
    "docx": ("intake/", "exports/papers/"),
    "openpyxl": ("exports/forms/",),
    "xlsxwriter": ("exports/",),
    "pptx": ("exports/slides/",),
    "vl_convert": ("exports/pictures/",),
    "streamlit": ("ui/", "server/"),
    "starlette": ("server/",),
    "anyio": ("server/",),
    "pandas": ("record/", "comparisons/", "charts/", "exhibits/", "sandbox/process.py", "exports/", "ui/"),
    "pyarrow": ("record/", "sandbox/", "charts/specifications.py", "exports/", "ledger/feed.py", "server/data.py"),
}
CEILINGS = {"pages": 60, "policytargets": 250, "queries": 60}
LONGEST_FUNCTION = 40
MODULES = sorted(PACKAGE.rglob("*.py"))


def dotted(path: Path) -> str:
    """`policytargets/ui/board/department.py` → `policytargets.ui.board.department`."""
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


NAMES = {dotted(path) for path in MODULES}


@cache
def imports(path: Path) -> frozenset[str]:
    """The modules that a module imports, in full: of the project's own the module itself, not the name in it."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {name.name for name in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            for name in node.names:
                full = f"{node.module}.{name.name}"
                found.add(full if full in NAMES else node.module)
    return frozenset(found)


def folder(name: str) -> str:
    """`policytargets.ui.board.department` → `ui`."""
    return name.split(".")[1] if "." in name else "__init__"


@pytest.mark.parametrize("path", MODULES, ids=dotted)
def test_imports_between_folders_point_strictly_down(path: Path) -> None:
    own = folder(dotted(path))
    for name in imports(path):
        assert name.split(".")[0] not in ("app", "pages", "tests")
        if name.startswith("policytargets") and folder(name) != own:
            assert FLOORS[folder(name)] < FLOORS[own], f"{own} imports {name}"


def test_no_circle_of_imports() -> None:
    below = {dotted(path): {name for name in imports(path) if name in NAMES} for path in MODULES}
    while below:
        free = [name for name, needs in below.items() if not needs & below.keys() - {name}]
        assert free, f"a circle among {sorted(below)}"
        for name in free:
            del below[name]


@pytest.mark.parametrize("path", sorted((PACKAGE / "ui").rglob("*.py")), ids=dotted)
def test_sections_of_ui_know_nothing_of_each_other(path: Path) -> None:
    own = path.relative_to(PACKAGE / "ui").parts[0]
    for name in imports(path):
        if name.startswith("policytargets.ui."):
            other = name.split(".")[2]
            assert other in (own, "blocks"), f"{own} imports {name}"


@pytest.mark.parametrize("path", MODULES, ids=dotted)
def test_each_library_has_its_owners(path: Path) -> None:
    place = path.relative_to(PACKAGE).as_posix()
    for name in imports(path):
        owners = OWNERS.get(name.split(".")[0])
        assert owners is None or place.startswith(owners), f"{place} imports {name}"


@pytest.mark.parametrize("path", MODULES, ids=dotted)
def test_functions_are_short(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            assert lines <= LONGEST_FUNCTION, f"{path.name}:{node.lineno} {node.name} has {lines} lines"


def test_modules_of_a_section_are_named_after_its_pages() -> None:
    for section in SECTIONS:
        pages = {page.stem for page in (ROOT / "pages" / section).glob("*.py")}
        for module in (PACKAGE / "ui" / section).glob("*.py"):
            named = module.stem == "__init__" or module.stem.split("_")[0] in pages or module.stem in pages
            assert named or section == "frame", f"{module} is named after no page of {section}"


@pytest.mark.parametrize("path", sorted((ROOT / "pages").rglob("*.py")), ids=dotted)
def test_pages_stand_on_their_own_section(path: Path) -> None:
    section = path.parent.name
    allowed = ("streamlit", "collections", "datetime", "dataclasses")
    floors = ("policytargets.comparisons", "policytargets.wording")
    own = (f"policytargets.ui.{section}", "policytargets.ui.blocks")
    for name in imports(path):
        assert name.startswith((*allowed, *floors, *own)), f"{path} imports {name}"


@pytest.mark.parametrize("place", CEILINGS)
def test_files_stay_below_their_ceiling(place: str) -> None:
    for path in (ROOT / place).rglob("*.*"):
        if path.suffix in (".py", ".sql") and path.name not in ("schema.sql", "curated.py"):
            assert len(path.read_text(encoding="utf-8").splitlines()) <= CEILINGS[place], path


def test_every_folder_says_in_a_sentence_what_it_holds() -> None:
    for init in PACKAGE.rglob("__init__.py"):
        sentence = ast.get_docstring(ast.parse(init.read_text(encoding="utf-8")))
        assert sentence, init
        assert sentence.endswith("."), init


def test_no_page_lies_directly_in_pages() -> None:
    assert not list((ROOT / "pages").glob("*.py"))


def test_no_sql_in_python() -> None:
    for path in [*MODULES, *(ROOT / "pages").rglob("*.py")]:
        text = path.read_text(encoding="utf-8")
        assert "FROM target" not in text, path


def test_the_tests_mirror_the_package() -> None:
    for test in (ROOT / "tests").rglob("test_*.py"):
        place = test.relative_to(ROOT / "tests").parent
        if place.parts and place.parts[0] != "bench":
            assert (PACKAGE / place).is_dir(), f"{test} tests no folder of the package"


def test_tests_import_helpers_not_tests() -> None:
    for path in (ROOT / "tests").rglob("*.py"):
        for name in imports(path):
            assert not name.rpartition(".")[2].startswith("test_"), f"{path} imports {name}"
