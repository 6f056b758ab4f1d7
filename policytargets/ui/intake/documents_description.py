"""文件信息 of a document that has been taken in, to be mended: what follows from other years follows at once."""

from functools import partial
from typing import Any

import streamlit as st

from policytargets.errors import DocumentUnreadable
from policytargets.intake.arriving import describe_anew, period_of_plan, under_another_id
from policytargets.intake.front_page import FrontPage, Said
from policytargets.intake.workspace import Workspace
from policytargets.record.tables import read_tables
from policytargets.settings import data_folder
from policytargets.ui.blocks import filters
from policytargets.ui.intake.documents import CHOSEN
from policytargets.ui.intake.documents_about import NEEDED, its_period, what_it_is, wrong_in
from policytargets.ui.intake.documents_reading import watched
from policytargets.wording.markdown import plain_text

MENDED, STOPPED = "intake-mended", "intake-mending-stopped"


def mend(workspace: Workspace) -> None:
    """What was entered of the document, in a form; its id only while it has never been written."""
    about = workspace.about
    # Said until the next change: a run cut short by a press would take the words away unread.
    document, said = st.session_state.get(MENDED, ("", ""))
    if document == workspace.folder.name:
        st.success(said)
    if st.session_state.pop(STOPPED, ""):
        st.info("已取消，文件信息照旧。")
    period = period_of_plan(workspace)
    years = "—".join(str(year) for year in dict.fromkeys((period.start, period.end)))
    st.markdown(plain_text(f"{about['title']}，计划期 {years} 年。"))
    with st.expander("改文件信息（标题、文号、日期、计划期等）"), st.form(f"mend-{workspace.folder.name}"):
        entered = what_it_is(_as_entered(about), told=False)
        first, last = its_period([period.start], [period.end])
        st.caption("改了计划期，没有写年份的目标随之改；提取结果因此不同的，重新审核，已填的名称、指标还在。")
        entered |= _new_names(about) | _other_id(about)
        sent = st.form_submit_button("保存文件信息")
    if sent:
        _keep(workspace, {**entered, "period_start": f"{first or ''}-01-01", "period_end": f"{last or ''}-12-31"})


def _as_entered(about: dict[str, Any]) -> FrontPage:
    """What was entered, as the form begins with it."""
    number, issuer, day = (Said(str(about[name])) for name in ("doc_no", "issuer", "issued_on"))
    return FrontPage(about["title"], number, issuer, day, "征求意见稿" if about["status"] == "draft" else "", ())


def _new_names(about: dict[str, Any]) -> dict[str, str]:
    """Of a district that the record does not have yet, its names."""
    if about["district_id"] in filters.choices("districts"):
        return {}
    names = {f"district_{name}": word for name, word in NEEDED.items()}
    return {name: st.text_input(f"新区县：{word}", about[name]) for name, word in names.items()}


def _other_id(about: dict[str, Any]) -> dict[str, str]:
    """The document's id, while it may be another."""
    if any(row["document_id"] == about["document_id"] for row in read_tables(data_folder())["documents"]):
        return {}
    return {"document_id": st.text_input("文件编号（写入后不再改）", about["document_id"]).strip()}


def _keep(workspace: Workspace, entered: dict[str, Any]) -> None:
    about = {**workspace.about, **entered}
    if wrong := wrong_in(about):
        st.error(wrong)
        return
    try:
        if about["document_id"] != workspace.folder.name:
            workspace = under_another_id(workspace, about["document_id"])
            st.session_state[CHOSEN] = workspace.folder.name
        work = partial(describe_anew, workspace, entered)
        count = watched(("describe", workspace.folder.name), work, _stop, verb="提取")
    except DocumentUnreadable as error:
        st.error(plain_text(str(error)))
        return
    said = f"已保存。候选共 {count} 条；提取结果因此不同的已重新打开，请到“审核”再看。"
    st.session_state[MENDED] = (workspace.folder.name, said)
    st.rerun()


def _stop() -> None:
    st.session_state[STOPPED] = "yes"
