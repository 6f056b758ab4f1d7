"""Ways from page to page: the address of a view, and going there."""

from html import escape
from ipaddress import ip_address
from urllib.parse import urlencode, urlsplit

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from policytargets.ui.blocks.addresses import PAGE
from policytargets.ui.blocks.filters import names_of
from policytargets.wording.codes import ROLES_WORD
from policytargets.wording.glossary import term
from policytargets.wording.markdown import plain_text

FACETED = ("districts", "categories", "lines", "departments", "indicators")
SINGLE = {"focus": "districts", "district": "districts", "category": "categories", "indicator": "indicators"}
ARRIVING = "arriving"


def address(page: str, **parameters: str | list[str]) -> str:
    """The relative address of a page with its filters set: codes of facets become the names the address carries."""
    named = _named(parameters)
    return page + ("?" + urlencode(named, doseq=True) if named else "")


def outside(page: str, **parameters: str | list[str]) -> str:
    """The whole address of a page as others can open it, from the one that the reader's browser shows; empty where that
    is unknown or leads to the reader's own machine."""
    found = whole(page, **parameters)
    return "" if _of_this_machine(found) else found


def whole(page: str, **parameters: str | list[str]) -> str:
    """The whole address of a page as the reader's browser has it; empty where that is unknown."""
    # Streamlit means to leave out the page's own name, and does not always.
    before, _, last = (st.context.url or "").rstrip("/").rpartition("/")
    board = before if last in PAGE else f"{before}/{last}"
    return f"{board}/{address(page, **parameters)}" if st.context.url else ""


def _of_this_machine(board: str) -> bool:
    host = urlsplit(board).hostname or "localhost"
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")


def go(page: str, **parameters: str | list[str]) -> None:
    """Open a page of the board with exactly these filters; the script run ends here."""
    st.session_state[ARRIVING] = page, urlencode(_named(parameters), doseq=True)
    st.switch_page(PAGE[page].script, query_params={})


def arrive() -> None:
    """Let the link or the browser's history decide what the filters are; for the frame, before any of them.

    Streamlit lets filters keep their values from page to page, refuses a link that sets one of those on the page it
    leaves, and takes what the two pages share out of an address to which the visitor returns.
    """
    page, query = st.session_state.pop(ARRIVING, ("", ""))
    for key in PAGE[page].filters if page else ():
        st.session_state.pop(key, None)
    run = get_script_run_ctx()
    if run and (page or by_history()):
        with run.session_state.query_params() as parameters:
            parameters.populate_from_query_string(query if page else run.query_string)
            parameters.set_initial_query_params_from_current()
            parameters._send_query_param_msg()


def by_history() -> bool:
    """Whether this run is there because the visitor went back or forth in the browser's history."""
    run = get_script_run_ctx()
    return run is not None and run.is_history_navigation


def link(page: str, label: str, **parameters: str | list[str]) -> None:
    """A way to a page of the board, with exactly these filters where there are any."""
    if not parameters:
        st.page_link(PAGE[page].script, label=plain_text(label), width="content")
    elif st.button(plain_text(label), key=f"{label} {address(page, **parameters)}", type="tertiary"):
        go(page, **parameters)


def meaning(concept: str, word: str) -> None:
    """The way to what a word of the board means: its entry in 术语, which is in view there (`ui/frame/landing.js`)."""
    way = escape(address("sources", part="术语", term=term(concept, word)))
    st.html(f'<small class="meaning"><a data-inner href="{way}">“{escape(word)}”是什么意思</a></small>')


def _named(parameters: dict[str, str | list[str]]) -> dict[str, list[str]]:
    """Codes as the bound filters write them into the address; empty values are left out."""
    named = {}
    for key, value in parameters.items():
        codes = [value] if isinstance(value, str) else value
        facet = SINGLE.get(key, key)
        names = ROLES_WORD if key == "roles" else names_of(facet, codes) if facet in FACETED else {}
        if any(codes):
            named[key] = [names.get(code, code) for code in codes if code]
    return named
