"""Who is there, in the sidebar; and the word that a ledger is invented, on every page."""

import streamlit as st

from policytargets.comparisons.model import INVENTED
from policytargets.errors import LedgerClosed, SignInEnded
from policytargets.people.model import Actor
from policytargets.ui.blocks import acting, ledger
from policytargets.ui.blocks.addresses import PAGE, PAGES, is_guarded
from policytargets.wording.markdown import plain_text


def in_menu() -> set[str]:
    """The names of the guarded pages that whoever is there may open; all of them while nobody can tell who that is:
    each says why."""
    if not ledger.at_hand():
        return set()
    pages = [page for page in PAGES if is_guarded(page)]
    try:
        person = _who_was_there()
    except LedgerClosed:
        return {page.name for page in pages}
    return {page.name for page in pages if acting.allowed(person, page)}


def _who_was_there() -> Actor | None:
    """Who is there, or was until the sign-in ran out: their page is not taken from under what they typed."""
    try:
        return ledger.person()
    except SignInEnded as ended:
        return ledger.known(ended.person_id)


def show_person(page: str) -> None:
    """The name of whoever is signed in, and the way to sign in or out; nothing where there is no ledger. While that is
    closed its pages say themselves how to go on."""
    if not ledger.at_hand():
        return
    try:
        person = ledger.person()
        demo = ledger.feed().kind == "demo"
    except SignInEnded as ended:
        st.caption(plain_text(f"{ended}。"))
        if not PAGE[page].needs_ledger:
            acting.sign_in_link("登录", page)
        return
    except LedgerClosed as error:
        st.caption(plain_text(f"台账暂不可用：{error}"))
        if not PAGE[page].needs_ledger:
            st.button("再试一次", key="ledger-again")
        return
    if demo:
        st.warning(INVENTED)
    if person:
        st.caption(plain_text(f"当前用户：{person.name}"))
    acting.sign_in_link("退出登录" if person else "登录", page)
