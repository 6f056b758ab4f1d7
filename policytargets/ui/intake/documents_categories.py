"""The categories of a document on 导入: of its chapters, or of each task where they all stand in one or in none."""

from typing import Any

import pandas as pd
import streamlit as st

from policytargets.intake.chapters import Shares, each_by_itself, likest_category, shares_of
from policytargets.intake.review import settle, standings
from policytargets.intake.workspace import Workspace
from policytargets.record.tables import read_tables
from policytargets.settings import data_folder
from policytargets.ui.blocks import filters
from policytargets.ui.blocks.record import record
from policytargets.ui.intake.documents_settling import reviewer
from policytargets.wording.markdown import plain_text

CATEGORY = "领域"


def settle_categories(workspace: Workspace) -> None:
    """The categories to confirm, chosen beforehand by the record's words for what stands there."""
    if each_by_itself(workspace.candidates()):
        _settle_tasks(workspace)
    else:
        _settle_chapters(workspace)


def _settle_chapters(workspace: Workspace) -> None:
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


def _settle_tasks(workspace: Workspace) -> None:
    names = filters.choices("categories")
    proposed = proposals(workspace, _shares(record().version))
    shown = pd.DataFrame([{**own, CATEGORY: names.get(own[CATEGORY])} for own in proposed.values()])
    st.caption("文件没有分章，领域按每项任务的文字预选。请逐行看过，不对的在“领域”一栏改，再确认。")
    with st.form("categories"):
        column = st.column_config.SelectboxColumn(options=list(names.values()), required=True)
        filled = st.data_editor(
            shown,
            hide_index=True,
            disabled=["任务", "标题"],
            column_config={"任务": st.column_config.TextColumn(width="small"), CATEGORY: column},
            key=f"categories-{workspace.folder.name}",
        )
        sent = st.form_submit_button("确认各任务的领域")
    if sent:
        code_of = {name: code for code, name in names.items()}
        picked = {key: code_of.get(name, "") for key, name in zip(proposed, filled[CATEGORY], strict=True)}
        if wrong := confirm(workspace, picked):
            st.error(plain_text(f"这些任务还没有领域：{'、'.join(proposed[key]['标题'] for key in wrong)}"))
        else:
            st.toast("已保存。")


def proposals(workspace: Workspace, shares: Shares) -> dict[str, dict[str, Any]]:
    """A row for each task, and for a chapter whose introduction carries figures, by what it is confirmed as: with the
    category confirmed before, else the one that its words are likest to belong to."""
    candidates, judged, text = workspace.candidates(), standings(workspace), workspace.text
    title = str(workspace.about["title"])
    rows: dict[str, dict[str, Any]] = {}
    for one in candidates:
        introduces = one["passage"].startswith("c")
        if one["kind"] != "task" and not introduces:
            continue
        chapter = one["chapter"] or title
        name, key = (chapter, f"chapter:{chapter}") if introduces else (one["title"], f"category:{one['candidate_id']}")
        words = text[one["start"] : one["end"]]
        before = judged[key].fields["category_id"] if key in judged else ""
        told = {"任务": "章引言" if introduces else one["passage"], "标题": name or one["item"] or words[:20]}
        rows.setdefault(key, {**told, CATEGORY: before or likest_category(name, [words], shares)})
    return rows


def confirm(workspace: Workspace, picked: dict[str, str]) -> list[str]:
    """Keep each category that was confirmed; returns what has none. Nothing is kept where anything has none."""
    wrong = [key for key, category in picked.items() if not category]
    for key, category in picked.items() if not wrong else ():
        kind, _, name = key.partition(":")
        settle(workspace, kind, name, {"category_id": category}, reviewer=reviewer())
    return wrong


@st.cache_resource(show_spinner=False, max_entries=2)
def _shares(version: str) -> Shares:
    """The record's words of each category, counted once for its data."""
    return shares_of(read_tables(data_folder()))
