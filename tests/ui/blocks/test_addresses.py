"""The table of pages agrees with the scripts and with the filters that they bind to the address."""

import ast
import re

import pytest

from policytargets.settings import ROOT
from policytargets.ui.blocks.addresses import PAGE, PAGES, Page

# The functions of `ui/blocks/filters.py` whose key is their own, not an argument.
OWN_KEY = {
    "pick_departments": "departments",
    "pick_lines": "lines",
    "pick_roles": "roles",
    "search_words": "q",
    "pick_district": "district",
}
WRITTEN = re.compile(r"query_params(?:\.get|\.pop)?[\[(]\"(\w+)\"")


def bound(page: Page) -> set[str]:
    """The keys that the script of a page and the modules named after it bind to the address."""
    section = page.script.split("/")[1]
    modules = (ROOT / "policytargets" / "ui" / section).glob("*.py")
    own = [path for path in modules if re.fullmatch(rf"{page.name}(_[a-z]+)*", path.stem)]
    others = [other.name for other in PAGES if other.name.startswith(page.name) and other is not page]
    own = [path for path in own if not any(re.fullmatch(rf"{name}(_[a-z]+)*", path.stem) for name in others)]
    keys: set[str] = set()
    for path in [ROOT / page.script, *own]:
        text = path.read_text(encoding="utf-8")
        keys |= set(WRITTEN.findall(text))
        for call in [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Call)]:
            name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
            named = {keyword.arg: keyword.value for keyword in call.keywords}
            if name in OWN_KEY:
                keys.add(OWN_KEY[name])
            elif name.startswith("pick_") and len(call.args) > 1 and isinstance(call.args[1], ast.Constant):
                keys.add(str(call.args[1].value))
            elif "bind" in named and isinstance(named.get("key"), ast.Constant):
                keys.add(str(named["key"].value))
    return keys


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_page_binds_the_filters_that_its_record_names(page: Page) -> None:
    kept_elsewhere = {"deck", "deck_id"} if page.name == "slides" else set()  # bound by ui/blocks/deck.py on every page
    assert bound(page) | kept_elsewhere == set(page.filters)


def test_every_script_has_its_record_and_names_are_those_of_the_scripts() -> None:
    scripts = {str(path.relative_to(ROOT)) for path in (ROOT / "pages").rglob("*.py")}
    assert scripts == {page.script for page in PAGES}
    assert all(page.script.endswith(f"/{name}.py") for name, page in PAGE.items())


def test_one_key_means_one_thing() -> None:
    """Facets may be shared; what says how a page is shown is its own."""
    shared = {"districts", "categories", "lines", "departments", "roles", "category", "bases", "strengths"}
    keys = [key for page in PAGES for key in page.filters if key not in shared]
    assert len(keys) == len(set(keys))
