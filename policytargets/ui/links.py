"""Ways from page to page: the address of a view, and going there."""

from urllib.parse import urlencode

import streamlit as st

from policytargets.ui.filters import ROLE_CHOICES, choices, plain_text

FACETED = ("districts", "categories", "lines", "departments", "indicators")
SINGLE = {"focus": "districts", "district": "districts", "category": "categories", "indicator": "indicators"}
SCRIPTS = {
    "district": "pages/board/district.py",
    "category": "pages/board/category.py",
    "indicator": "pages/compare/indicator.py",
    "department": "pages/board/department.py",
    "targets": "pages/evidence/targets.py",
    "query": "pages/evidence/query.py",
    "target": "pages/evidence/target.py",
    "sources": "pages/evidence/sources.py",
    "slides": "pages/compare/slides.py",
}


def address(page: str, **parameters: str | list[str]) -> str:
    """The relative address of a page with its filters set: codes of facets become the names the address carries."""
    named = _named(parameters)
    return page + ("?" + urlencode(named, doseq=True) if named else "")


def go(page: str, **parameters: str | list[str]) -> None:
    """Open a page of the board with its filters set; the script run ends here."""
    st.switch_page(SCRIPTS[page], query_params=_named(parameters))


def link(page: str, label: str, **parameters: str | list[str]) -> None:
    """A link to a page of the board with its filters set."""
    st.page_link(SCRIPTS[page], label=plain_text(label), query_params=_named(parameters), width="content")


def beside(page: str, label: str, **parameters: str | list[str]) -> None:
    """A link that opens a page in a tab of its own, with exactly these filters.

    For pages that share filters with the open one: Streamlit lets those keep their old values on the way from page to
    page, whatever the link says, and drops them from the history, so that the way back would lose them.
    """
    st.markdown(f"[{plain_text(label)}]({address(page, **parameters)})")


def _named(parameters: dict[str, str | list[str]]) -> dict[str, list[str]]:
    """Codes as the bound filters write them into the address; empty values are left out."""
    named = {}
    for key, value in parameters.items():
        codes = [value] if isinstance(value, str) else value
        facet = SINGLE.get(key, key)
        names = ROLE_CHOICES if key == "roles" else choices(facet) if facet in FACETED else {}
        if any(codes):
            named[key] = [names.get(code, code) for code in codes if code]
    return named
