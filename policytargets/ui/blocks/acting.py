"""What pages have in common on which people act: who may enter, and an act with its answer."""

from collections.abc import Callable

import streamlit as st

from policytargets.comparisons.model import INVENTED
from policytargets.errors import LedgerClosed, NotSaved, Refused
from policytargets.people.model import Actor
from policytargets.people.permissions import ACTION_WORD, may_somewhere
from policytargets.ui.blocks import ledger
from policytargets.wording.markdown import plain_text


def who_is_there() -> Actor | None:
    """Who acts on the ledger; where none is at hand a sentence, and the page stops. An invented one says so."""
    if not ledger.at_hand():
        st.info("本看板没有配置工作台账。")
        st.stop()
    try:
        demo, actor = ledger.feed().kind == "demo", ledger.person()
    except LedgerClosed as error:
        st.warning(plain_text(f"台账暂不可用：{error}。其他页面不受影响。"))
        st.stop()
    if demo:
        st.warning(INVENTED)
    return actor


def must_be_allowed(*actions: str) -> Actor:
    """Who is there, if they may do one of these somewhere; else a sentence, and the page stops."""
    actor = who_is_there()
    if actor is None or not any(may_somewhere(actor, action) for action in actions):
        needed = "、".join(ACTION_WORD[action] for action in actions)
        st.info("请先登录。" if actor is None else f"您没有{needed}的权限，请找管理员。")
        st.stop()
    return actor


def act(key: str, done: str, command: Callable[[], object]) -> None:
    """Carry out a command and run the page anew; `answer` of the same key says what became of it."""
    try:
        said = command()
    except (Refused, NotSaved, LedgerClosed) as error:
        st.session_state[f"{key}:refused"] = str(error)
    else:
        st.session_state[f"{key}:done"] = done + (said if isinstance(said, str) else "")
    st.rerun()


def answer(key: str) -> None:
    """What became of the act of this key in the run before."""
    if said := st.session_state.pop(f"{key}:refused", ""):
        st.error(plain_text(said))
    if said := st.session_state.pop(f"{key}:done", ""):
        st.success(plain_text(said))
