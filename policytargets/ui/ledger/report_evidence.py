"""The evidence of a report: kept as soon as it is chosen, listed, taken off again; later downloaded as files alone."""

import streamlit as st

from policytargets.errors import LedgerClosed, NotSaved, Refused
from policytargets.ledger.drafts import Place
from policytargets.ledger.evidence import BEGINNINGS, attachments, attachments_text, keep_evidence
from policytargets.ui.blocks import acting, ledger, record
from policytargets.wording.markdown import plain_text


def choose(place: Place, stem: str) -> None:
    """The files of a form, and the way to add one or take one off; the next run saves the draft that names them."""
    key = f"{stem}:evidence"
    kept = attachments(str(st.session_state.get(key) or ""))
    for held in kept:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.caption(plain_text(f"{held.name}（{in_words(held.size)}）"), width="content")
            if st.button("移除", key=f"{key}:{held.sha256}"):
                st.session_state[key] = attachments_text(tuple(other for other in kept if other != held))
                st.rerun()
    own = f"{key}:file:{len(kept)}"
    file = acting.file("佐证文件（单个不超过 10 MB，合计不超过 30 MB）", own, list(BEGINNINGS))
    if file is None:
        return
    try:
        new = keep_evidence(
            ledger.opened(), ledger.person(), place, file.name, file.getvalue(), record.record().version
        )
        acting.let_go(own)
        if new not in kept:
            st.session_state[key] = attachments_text((*kept, new))
            st.rerun()
    except (Refused, NotSaved, LedgerClosed) as error:
        st.error(plain_text(str(error)))


def in_words(size: int) -> str:
    """`12 KB`, `3.4 MB`."""
    return f"{size / 1024**2:.1f} MB" if size >= 1024**2 else f"{max(round(size / 1024), 1)} KB"
