"""The parts of 导入: the file, what its user says about it, what was read."""

import re
from pathlib import Path
from typing import Any

import pandas as pd
import streamlit as st

from policytargets.errors import DocumentUnreadable
from policytargets.intake.arriving import read_again, take_in
from policytargets.intake.copies import FORMATS
from policytargets.intake.documents import read
from policytargets.intake.review import standings
from policytargets.intake.workspace import Workspace, workspaces
from policytargets.settings import documents_folder
from policytargets.ui.blocks import filters, links
from policytargets.wording.markdown import plain_text

CHOSEN = "intake-document"
KINDS = ("市辖区", "县级市", "功能区")
IDENTITY = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*-20\d\d(?:-20\d\d)?")
DOC_NUMBER = re.compile(r"[\u4e00-\u9fff]{2,8}〔20\d\d〕\d+号")


def inbox() -> Path:
    """Where files may be dropped instead of uploaded."""
    folder = documents_folder()
    assert folder is not None
    place = folder / "inbox"
    place.mkdir(parents=True, exist_ok=True)
    return place


def imported() -> None:
    """What was taken in already, with how far its review is."""
    folder = documents_folder()
    listed = list(workspaces(folder)) if folder else []
    for workspace in listed:
        judged = standings(workspace)
        targets = [c for c in workspace.candidates() if c["kind"] == "target"]
        done = sum(
            judged[c["candidate_id"]].state in ("accepted", "corrected", "rejected")
            for c in targets
            if c["candidate_id"] in judged
        )
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(plain_text(f"{workspace.about['title']}：已审 {done}/{len(targets)} 条"), width="content")
            links.link("review", f"继续审核 {workspace.folder.name}", document=workspace.folder.name)


def pick_file() -> Path | None:
    """The file to take in: dropped here, or lying in the inbox."""
    place = inbox()
    uploaded = st.file_uploader("拖入或选择文件", type=[ending[1:] for ending in FORMATS], key="upload")
    if uploaded is not None:
        file = place / Path(uploaded.name).name
        file.write_bytes(uploaded.getvalue())
        return file
    st.caption(plain_text(f"也可以把文件放进这个文件夹再选：{place}"))
    files = sorted(path.name for path in place.iterdir() if path.suffix.lower() in FORMATS)
    name = st.selectbox("收件文件夹里的文件", files, index=None, placeholder="没有选", key="inbox-file")
    return place / name if name else None


def describe(file: Path) -> Workspace | None:
    """Ask what the document is; returns its workspace once it has been taken in."""
    try:
        with st.status("正在读取", expanded=False) as status:
            text = read(file).text
            status.update(label=f"已读取 {len(''.join(text.split()))} 字", state="complete")
    except DocumentUnreadable as error:
        st.error(plain_text(str(error)))
        return None
    lines = [line.strip("# \u3000") for line in text.splitlines() if line.strip()]
    title = next((line for line in lines if re.search(r"任务|计划|方案|要点|措施|报告|清单", line)), lines[0])
    number = DOC_NUMBER.search(text[:1500])
    with st.form("about"):
        about: dict[str, Any] = {"title": st.text_input("文件标题", title[:80])}
        about["doc_no"] = st.text_input("发文字号（没有则空）", number[0] if number else "")
        about["issuer"] = st.text_input("发文机关（没有则空）")
        about["issued_on"] = st.text_input("成文日期，如 2024-03-01（没有则空）")
        draft = "征求意见" in text[:3000]
        about["status"] = {"已印发": "issued", "征求意见稿": "draft"}[
            st.radio("状态", ["已印发", "征求意见稿"], index=int(draft), horizontal=True)
        ]
        years = [int(year) for year in re.findall(r"20\d\d", title)] or [2024]
        first = st.number_input("计划期起（年）", 2000, 2100, min(years))
        last = st.number_input("计划期止（年）。年份都以它为准，请看清", 2000, 2100, max(years))
        about |= _district()
        about["document_id"] = st.text_input(
            "文件编号：区县拼音加年份，如 linqing-2024", f"{about['district_id']}-{max(years)}"
        )
        sent = st.form_submit_button("读入并提取", type="primary")
    about |= {"period_start": f"{int(first)}-01-01", "period_end": f"{int(last)}-12-31"}
    return _taken_in(file, about) if sent else None


def _district() -> dict[str, str]:
    """The district of the document: one of the record, or a new one."""
    known = filters.choices("districts")
    chosen = st.selectbox("区县", ["", *known], format_func=lambda code: known.get(code, "新的区县（填下面几项）"))
    with st.expander("新的区县", expanded=True):
        new = {
            "district_id": st.text_input("新区县：编号（拼音）"),
            "district_name": st.text_input("新区县：全称"),
            "district_short_name": st.text_input("新区县：简称"),
            "district_city": st.text_input("新区县：所属设区市"),
            "district_kind": str(st.selectbox("新区县：类型", KINDS)),
            "district_adcode": st.text_input("新区县：行政区划代码（功能区没有）"),
        }
    return {**new, "district_id": chosen or new["district_id"]}


def _taken_in(file: Path, about: dict[str, Any]) -> Workspace | None:
    folder = documents_folder()
    if folder is None or not IDENTITY.fullmatch(about["document_id"]) or not about["district_id"]:
        st.error("文件编号须为小写字母加年份，如 linqing-2024；区县也要选定或填写。")
        return None
    if about["period_end"] < about["period_start"]:
        st.error("计划期止早于计划期起。")
        return None
    if about["issued_on"] and not re.fullmatch(r"20\d\d-\d\d-\d\d", about["issued_on"]):
        st.error("成文日期请写成 2024-03-01 这样。")
        return None
    if about["status"] == "issued" and not about["doc_no"] and not about["issued_on"]:
        st.error("已印发的文件须有文号或成文日期；都没有的按征求意见稿。")
        return None
    try:
        workspace = take_in(folder, file, about)
    except DocumentUnreadable as error:
        st.error(plain_text(str(error)))
        return None
    st.session_state[CHOSEN] = workspace.folder.name
    return workspace


def chosen() -> Workspace | None:
    """The document whose reading is shown: the one taken in last, else one to choose."""
    folder = documents_folder()
    names = [workspace.folder.name for workspace in workspaces(folder)] if folder else []
    if not folder or not names:
        return None
    before = st.session_state.get(CHOSEN)
    name = st.selectbox("已导入的文件", names, index=names.index(before) if before in names else len(names) - 1)
    return Workspace(folder / name)


def result(workspace: Workspace) -> None:
    """What was read, in numbers and in text, so that bad reading is seen at once."""
    candidates = workspace.candidates()
    counts = {kind: sum(c["kind"] == kind for c in candidates) for kind in ("task", "target", "exclusion")}
    withheld = sum(bool(c.get("withheld")) for c in candidates)
    st.markdown(
        f"任务 {counts['task']} 项，候选目标 {counts['target']} 条（隐去数字 {withheld} 条），"
        f"未列为目标的数字 {counts['exclusion']} 处。"
    )
    if not counts["task"]:
        st.warning("没有找到编号任务：数字都列在编号任务之外，可以审核，但不能写入。")
    for note in workspace.about["notes"]:
        st.caption(plain_text(note))
    outside = [c for c in candidates if c["kind"] == "target" and c["passage"].startswith("u")]
    if outside:
        st.caption(f"{len(outside)} 条候选不在任何编号任务里。")
    with st.expander("读到的文字"):
        st.text(workspace.text[:20_000])
    with st.expander("任务和部门"):
        shown = [
            {"任务": c["task_no"], "标题": c["title"], "牵头": "、".join(c["leads"]), "配合": "、".join(c["supports"])}
            for c in candidates
            if c["kind"] == "task"
        ]
        st.dataframe(pd.DataFrame(shown), hide_index=True)
    if st.button("重新读取"):
        st.toast(f"重新读取，得到 {read_again(workspace)} 条。")
        st.rerun()


def go_on(workspace: Workspace) -> None:
    links.link("review", "去审核", document=workspace.folder.name)
