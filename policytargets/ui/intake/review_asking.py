"""询问模型 on 审核: which passages are sent to a model of the office's own, shown before, and what came of it."""

from pathlib import Path

import streamlit as st

from policytargets.intake.asking import host
from policytargets.intake.consulting import Askable, Consultation, askable_passages, consult, reasons_to_ask
from policytargets.intake.workspace import Workspace
from policytargets.settings import model_address, model_name
from policytargets.wording.markdown import plain_text

TAB = "询问模型"
CAME, STOPPED = "intake-consultation", "intake-asking-stopped"
LISTED = {"doubtful": "有提示或有未列数字的", "all": "全部"}
HEIGHT = 260


def tabs() -> list[str]:
    """The name of this tab, where a model is set; nothing else of it is ever shown without."""
    return [TAB] if model_address() else []


def ask_model(workspace: Workspace, reviewer: str) -> None:
    """Choose passages, see what is sent and where, send it, see what came back."""
    st.markdown(
        plain_text(
            f"请模型“{model_name()}”（{host()}）在选定的段落里再找一遍目标数字。模型只能引用原文，数值、单位、界限由规则另读；"
            "引用在原文里找不到的不采用。结果只是候选，照样逐条审核。"
        )
    )
    _say_outcome()
    chosen = _choose(workspace)
    if not chosen:
        st.caption("没有选段落，不会发送任何文字。")
        return
    st.markdown(plain_text(f"将把下列 {len(chosen)} 段文字发送到 {host()}，此外不发送别的："))
    with st.container(border=True, height=HEIGHT):
        for one in chosen:
            st.caption(plain_text(one.name))
            st.text(one.words)
    if not reviewer.strip():
        st.info("请先写明审核人，再发送。")
    elif st.button(plain_text(f"发送到 {host()}"), type="primary", key="send"):
        _send(workspace, chosen, reviewer)


@st.cache_resource(max_entries=5, show_spinner=False)
def _passages(folder: str, cut_version: str) -> list[Askable]:
    return askable_passages(Workspace(Path(folder)))


def _choose(workspace: Workspace) -> list[Askable]:
    """The passages that are ticked, those that call for a second look listed first."""
    reasons = reasons_to_ask(workspace)
    which = st.segmented_control(
        "列出哪些段落", list(LISTED), format_func=LISTED.__getitem__, default="doubtful", key="asking-listed"
    )
    passages = _passages(str(workspace.folder), workspace.cut_version)
    listed = {one.key: one for one in passages if which == "all" or any(reasons.get(one.key, (0, 0)))}
    if not listed:
        st.caption("没有这样的段落。")
        return []
    keys = st.multiselect(
        "选段落", list(listed), format_func=lambda key: _label(listed[key], *reasons.get(key, (0, 0))),
        placeholder="可以选几段，也可以输入字词查找", key="asking-chosen",
    )  # fmt: skip
    return [listed[key] for key in keys]


def _label(one: Askable, flagged: int, left_out: int) -> str:
    said = [f"{flagged} 条有提示"] if flagged else []
    said += [f"{left_out} 个数字未列"] if left_out else []
    return f"{one.name}（{'，'.join(said)}）" if said else one.name


def _send(workspace: Workspace, chosen: list[Askable], reviewer: str) -> None:
    """Ask while progress and 取消 are shown; pressing it ends this run of the page, and with it the asking."""
    bar = st.progress(0.0, text=f"已回答 0 段，共 {len(chosen)} 段")
    st.button("取消", key="cancel-asking", on_click=_stop)

    def told(through: int) -> None:
        bar.progress(through / len(chosen), text=f"已回答 {through} 段，共 {len(chosen)} 段")

    st.session_state[CAME] = consult(workspace, chosen, reviewer=reviewer, told=told)
    st.rerun()


def _stop() -> None:
    st.session_state[STOPPED] = "yes"


def _say_outcome() -> None:
    """What came of the last asking; shown until the next."""
    if st.session_state.pop(STOPPED, ""):
        st.session_state.pop(CAME, None)
        st.info("已取消：没有发送的不再发送，还没有收到的回答不再等；已收到的回答留用。")
    came: Consultation | None = st.session_state.get(CAME)
    if came is None:
        return
    if came.answered:
        st.success(
            f"问了 {came.answered} 段，模型引用 {came.quotes} 处，其中 {came.dropped} 处在原文里找不到，不采用；"
            f"新增候选 {came.new} 条。请到“逐条审核”看“有提示的”。"
        )
    for name, words in came.failed:
        st.warning(plain_text(f"{name}：{words}规则的结果不变。"))
