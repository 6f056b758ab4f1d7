"""What holds for a whole document and is asked once: the categories of its chapters, the organs of its departments."""

import re
from typing import Any

import streamlit as st

from policytargets.intake.chapters import Shares, likest_category, shares_of
from policytargets.intake.matching import likeness
from policytargets.intake.review import settle, standings
from policytargets.intake.workspace import Workspace
from policytargets.record.tables import Records, read_tables
from policytargets.settings import data_folder
from policytargets.ui.blocks import filters
from policytargets.ui.blocks.record import record
from policytargets.wording.markdown import plain_text

REVIEWER = "intake-reviewer"


def reviewer() -> str:
    """Who works here: asked once a session."""
    return str(st.session_state.get(REVIEWER) or "导入人")


def settle_chapters(workspace: Workspace) -> None:
    """The category of each chapter, chosen beforehand by the record's words for what stands in it."""
    judged, shares = standings(workspace), _shares(record().version)
    chapters: dict[str, list[str]] = {}
    for c in workspace.candidates():
        if c["passage"][:1] in "c0123456789":
            chapters.setdefault(c["chapter"] or workspace.about["title"], []).append(c.get("name") or c["title"])
    names = filters.choices("categories")
    with st.form("chapters"):
        picked = {}
        for chapter, contents in chapters.items():
            before = (
                judged[f"chapter:{chapter}"].fields["category_id"]
                if f"chapter:{chapter}" in judged
                else likest_category(chapter, dict.fromkeys(contents), shares)
            )
            picked[chapter] = st.selectbox(
                plain_text(chapter),
                list(names),
                format_func=names.__getitem__,
                index=list(names).index(before) if before in names else 0,
            )
        if st.form_submit_button("确认各章的领域"):
            for chapter, category in picked.items():
                settle(workspace, "chapter", chapter, {"category_id": category}, reviewer=reviewer())
            st.toast("已保存。")


@st.cache_resource(show_spinner=False, max_entries=2)
def _shares(version: str) -> Shares:
    """The record's words of each category, counted once for its data."""
    return shares_of(read_tables(data_folder()))


def settle_departments(workspace: Workspace) -> None:
    """The organ and line of each spelling that the district has not used; all that is alike elsewhere is filled in."""
    judged, records = standings(workspace), read_tables(data_folder())
    district = workspace.about["district_id"]
    known = {row["printed"] for row in records["department_names"] if row["district_id"] == district}
    printed = dict.fromkeys(
        name for c in workspace.candidates() if c["kind"] == "task" for name in (*c["leads"], *c["supports"])
    )
    open_names = [name for name in printed if name not in known]
    if not open_names:
        st.caption("没有要确认的部门。")
        return
    lines = filters.choices("lines")
    rows = [_department(name, number, district, judged, records) for number, name in enumerate(open_names, 1)]
    st.caption("同一机构的几种写法填同一个机构编号。")
    with st.form("departments"):
        filled = [_row(row, lines) for row in rows]
        sent = st.form_submit_button("确认部门")
    if sent:
        wrong = [row["printed"] for row in filled if not _sound(row)]
        if wrong:
            st.error(plain_text("这些部门的编号或条线还没有填好：" + "、".join(wrong)))
            return
        for row in filled:
            settle(workspace, "department", row.pop("printed"), row, reviewer=reviewer())
        st.toast("已保存。")


def _row(row: dict[str, str], lines: dict[str, str]) -> dict[str, str]:
    """One spelling with the organ and lines to confirm."""
    name = row["printed"]
    organ, named, line = st.columns([2, 2, 3])
    return {
        "printed": name,
        "department_id": organ.text_input(plain_text(f"{name}：机构编号"), row["department_id"]),
        "name": named.text_input(plain_text(f"{name}：机构名称"), row["name"]),
        "line_ids": ";".join(
            line.multiselect(
                plain_text(f"{name}：条线"),
                list(lines),
                default=[code for code in row["line_ids"].split(";") if code],
                format_func=lines.__getitem__,
            )
        ),
    }


def _department(name: str, number: int, district: str, judged: dict[str, Any], records: Records) -> dict[str, str]:
    settled = judged[f"department:{name}"].fields if f"department:{name}" in judged else {}
    scored = [(likeness(bare(name), bare(row["name"])), row["line_ids"]) for row in records["departments"]]
    score, lines = max(scored) if scored else (0.0, "")
    return {
        "printed": name,
        "department_id": settled.get("department_id", f"{district}-organ-{number}"),
        "name": settled.get("name", name),
        "line_ids": settled.get("line_ids", lines if score >= 0.6 else ""),
    }


def bare(name: str) -> str:
    """A department's name without the word for its district: 区科技局 and 县科技局 are alike."""
    return re.sub(r"^(?:市|区|县|州|旗)(?=.{2})", "", name)


def _sound(row: dict[str, str]) -> bool:
    return bool(re.fullmatch(r"[a-z][a-z0-9-]*", row["department_id"]) and row["name"].strip() and row["line_ids"])
