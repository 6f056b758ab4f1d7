"""A page of the ledger over which that is lost, or the sign-in of whoever is there ends: what stands in its fields is
kept."""

from collections.abc import Callable
from datetime import date

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from policytargets.errors import LedgerClosed, SignInEnded
from policytargets.ui.blocks.acting import sign_in_link
from policytargets.ui.blocks.acts import acts, own_fields
from policytargets.ui.blocks.put_by import put_by
from policytargets.wording.markdown import plain_text


def draw(page: str, run: Callable[[], None]) -> None:
    """Draw a page. Where the ledger is lost on the way, or the sign-in has run out, a sentence says so and the run
    stops, so that the rest of the board goes on; what stood in the fields comes back into them as soon as they are
    drawn again: of a field that a run does not draw the browser forgets everything."""
    known = acts()
    known.page = page
    for key, typed in known.lost.get(page, {}).items():
        if st.session_state.get(key, typed) == typed:  # else somebody has typed on since
            st.session_state[key] = typed
    try:
        run()
    except LedgerClosed as error:
        if isinstance(error, SignInEnded):
            known.stem = f"{error.person_id}:"
        if isinstance(error, SignInEnded) and error.for_good:
            _put_by(error.person_id)
            _say_that_it_has_ended(error)
        else:
            _say_that_it_is_closed(page, error, kept=_hold(page))
        st.stop()
    known.lost.pop(page, None)


def _put_by(person_id: str) -> None:
    """Take what stands in the fields of the page out of this session, which nobody can go on with, for the person whom
    it belongs to."""
    known = acts()
    known.pressed.clear()
    own = {key: held for key, held in own_fields().items() if held is not None}
    own = {key: held for key, held in own.items() if not isinstance(held, bool) or key in known.ticks}  # no buttons
    own |= known.lost.pop(known.page, {}) | known.files
    known.files.clear()
    if own:
        put_by(person_id, known.page, own)
        known.put_by.add(known.page)
    for key in own:
        st.session_state.pop(key, None)


def _say_that_it_has_ended(error: SignInEnded) -> None:
    """Why, and the way back to what was typed."""
    known = acts()
    kept = "刚才的操作没有执行。填好还没有保存的内容已替您收好，不给别人看；您本人重新登录后打开这一页，就放回原处。"
    st.warning(plain_text(f"{error}。{kept if known.page in known.put_by else ''}"))
    sign_in_link("登录，然后回到这一页", known.page)


def _hold(page: str) -> bool:
    """Keep what stands in the fields of a page that the ledger is closed to; whether there is anything. What was
    pressed is void."""
    known = acts()
    known.pressed.clear()
    own = own_fields()
    known.lost[page] = {key: held for key, held in own.items() if _comes_back(key, held)}
    known.files |= {key: held for key, held in own.items() if isinstance(held, UploadedFile)}
    return bool(known.lost[page] or known.files)


def _say_that_it_is_closed(page: str, error: LedgerClosed, *, kept: bool) -> None:
    """Why, and the way on; where something is kept the sign-in has a tab of its own."""
    still = "填好还没有保存的内容都还在，请不要刷新或关闭这一页。" if kept else ""
    if not isinstance(error, SignInEnded):
        st.warning(plain_text(f"台账暂不可用：{error}。其他页面不受影响。{still}"))
        st.button("再试一次")
        return
    st.warning(plain_text(f"{error}，刚才的操作没有执行。{still}" if kept else f"{error}。"))
    sign_in_link("在新标签页登录，然后回到这里" if kept else "登录，然后回到这一页", page, beside=kept)
    if kept:
        st.button("已登录，继续")


def _comes_back(key: str, held: object) -> bool:
    """Whether it can be put back into its field: the framework does not tell ticks from buttons, which can't be set."""
    return key in acts().ticks if isinstance(held, bool) else isinstance(held, str | list | date | int)
