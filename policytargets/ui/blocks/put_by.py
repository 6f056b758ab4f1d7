"""What was typed on a page over which its person's sign-in was ended: put by for them alone, until they open that page
again. It lies in the memory of this process, as what stands in open pages does."""

from collections import OrderedDict
from collections.abc import Mapping
from threading import Lock

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from policytargets.people.model import Actor
from policytargets.ui.blocks.acts import acts

MOST = 200  # pages of which something is put by; the oldest gives way
_held: OrderedDict[tuple[str, str], dict[str, object]] = OrderedDict()
_lock = Lock()


def put_by(person_id: str, page: str, typed: Mapping[str, object]) -> None:
    """Keep what stood in the fields of a page, beside what another tab of the same page left there."""
    with _lock:
        _held[person_id, page] = {**_held.pop((person_id, page), {}), **typed}
        while len(_held) > MOST:
            _held.popitem(last=False)


def _take_back(person_id: str, page: str) -> dict[str, object]:
    """What this person typed on this page, once."""
    with _lock:
        return _held.pop((person_id, page), {})


def put_back(actor: Actor) -> None:
    """What the person typed here before their sign-in was ended stands in its fields again."""
    known = acts()
    for key, typed in _take_back(actor.person_id, known.page).items():
        known.put_back.add(known.page)
        if isinstance(typed, UploadedFile):
            known.files[key] = typed
        else:
            st.session_state[key] = typed
    with st.container():  # a place of its own, so that no field moves when it comes
        if known.page in known.put_back:
            st.info("登录结束前填好、还没有保存的内容已放回原处，请核对。")
