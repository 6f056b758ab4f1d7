"""Who is there, in the sidebar; and the word that a ledger is invented, on every page."""

import streamlit as st

from policytargets import settings
from policytargets.comparisons.model import INVENTED
from policytargets.errors import LedgerClosed
from policytargets.people.permissions import may_somewhere
from policytargets.ui.blocks import ledger
from policytargets.ui.blocks.addresses import Page
from policytargets.wording.markdown import plain_text


def may_open(page: Page) -> bool:
    """Whether a page of the ledger is in the menu: one with rights for those who have one of them somewhere."""
    if not ledger.at_hand() or not page.rights:
        return ledger.at_hand()
    try:
        person = ledger.person()
    except LedgerClosed:
        return False
    return any(may_somewhere(person, action) for action in page.rights)


def show_person() -> None:
    """The name of whoever is signed in, and the way to sign in or out; nothing where there is no ledger."""
    if not ledger.at_hand():
        return
    try:
        person = ledger.person()
        demo = ledger.feed().kind == "demo"
    except LedgerClosed as error:
        st.caption(plain_text(f"台账暂不可用：{error}"))
        return
    if demo:
        st.warning(INVENTED)
    if person:
        st.caption(plain_text(f"当前用户：{person.name}"))
    if settings.sign_in_way() in ("accounts", "oidc"):
        st.html(f'<a href="./sign-in" target="_self">{"退出登录" if person else "登录"}</a>')
