"""The categories of a document on 导入: of its chapters, or of each task where they all stand in one or in none."""

from typing import Any

import pandas as pd
import streamlit as st

from policytargets.intake.candidates import carried
from policytargets.intake.chapters import Shares, chapter_of, each_by_itself, likest_category, shares_of
from policytargets.intake.review import settle, standings
from policytargets.intake.workspace import Workspace
from policytargets.record.tables import read_tables
from policytargets.settings import data_folder
from policytargets.ui.blocks import filters
from policytargets.ui.blocks.record import record
from policytargets.ui.intake.documents_settling import keep, kept, reviewer
from policytargets.wording.markdown import plain_text

CATEGORY = "领域"


@st.fragment
def settle_categories(workspace: Workspace) -> None:
    """The categories to confirm, chosen beforehand by the record's words for what stands there. What is chosen is kept
    with the document at once, whether it is confirmed or left."""
    if each_by_itself(workspace.candidates()):
        _settle_tasks(workspace)
    else:
        _settle_chapters(workspace)


def _settle_chapters(workspace: Workspace) -> None:
    judged, shares, names = standings(workspace), _shares(record().version), filters.choices("categories")
    candidates, title = workspace.candidates(), str(workspace.about["title"])
    chapters: dict[str, list[str]] = {}
    for c in candidates:
        if c["kind"] == "task" or carried(c):
            chapters.setdefault(chapter_of(c, candidates, title), []).append(c.get("name") or c["title"])
    picked: dict[str, str] = {}
    with st.container(border=True):
        for chapter, contents in chapters.items():
            key, before = f"chapter-{workspace.folder.name}-{chapter}", kept(judged, "chapter", chapter)
            first = before.get("category_id") or likest_category(chapter, dict.fromkeys(contents), shares)
            st.session_state.setdefault(key, first if first in names else next(iter(names)))
            picked[f"chapter:{chapter}"] = st.selectbox(
                plain_text(chapter), list(names), format_func=names.__getitem__, key=key,
                on_change=_keep_chapter, args=(workspace, chapter, key),
            )  # fmt: skip
        sent = st.button("确认各章的领域")
    if sent:
        confirm(workspace, picked)
        st.toast("已保存。")


def _keep_chapter(workspace: Workspace, chapter: str, key: str) -> None:
    keep(workspace, "chapter", chapter, {"category_id": st.session_state[key]})


def _settle_tasks(workspace: Workspace) -> None:
    names, key = filters.choices("categories"), f"categories-{workspace.folder.name}"
    proposed = _as_opened(key, proposals(workspace, _shares(record().version)))
    shown = pd.DataFrame([{**own, CATEGORY: names.get(own[CATEGORY])} for own in proposed.values()])
    st.caption("任务没有分章，或都在同一章里，领域按每项任务的文字预选。请逐行看过，不对的在“领域”一栏改，再确认。")
    column = st.column_config.SelectboxColumn(options=list(names.values()), required=True)
    code_of = {name: code for code, name in names.items()}
    with st.container(border=True):
        filled = st.data_editor(
            shown,
            hide_index=True,
            disabled=["任务", "标题"],
            column_config={"任务": st.column_config.TextColumn(width="small"), CATEGORY: column},
            key=key,
            on_change=_keep_tasks,
            args=(workspace, key, list(proposed), code_of),
        )
        sent = st.button("确认各任务的领域")
    if sent:
        picked = {key: code_of.get(name, "") for key, name in zip(proposed, filled[CATEGORY], strict=True)}
        if wrong := confirm(workspace, picked):
            st.error(plain_text(f"这些任务还没有领域：{'、'.join(proposed[key]['标题'] for key in wrong)}"))
        else:
            st.toast("已保存。")


def _as_opened(key: str, proposed: dict[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """The rows as they were when the table was drawn first: it holds what is changed in them itself, and a row that
    changed beneath it would take that from it."""
    opened: dict[str, dict[str, Any]] = st.session_state.get(f"{key}-opened", {})
    if key not in st.session_state or list(opened) != list(proposed):
        opened = st.session_state[f"{key}-opened"] = proposed
    return opened


def _keep_tasks(workspace: Workspace, key: str, rows: list[str], code_of: dict[str, str]) -> None:
    judged = standings(workspace)
    for number, changed in st.session_state[key]["edited_rows"].items():
        kind, _, name = rows[int(number)].partition(":")
        fields = {"category_id": code_of.get(changed.get(CATEGORY), "")}
        if kept(judged, kind, name) != fields:
            keep(workspace, kind, name, fields)


def proposals(workspace: Workspace, shares: Shares) -> dict[str, dict[str, Any]]:
    """A row for each task, and for a chapter with figures outside its tasks, by what it is confirmed as: with the
    category chosen or confirmed before, else the one that its words are likest to belong to."""
    candidates, judged, text = workspace.candidates(), standings(workspace), workspace.text
    title = str(workspace.about["title"])
    rows: dict[str, dict[str, Any]] = {}
    for one in candidates:
        if one["kind"] != "task" and not carried(one):
            continue
        chapter, of_task = chapter_of(one, candidates, title), one["kind"] == "task"
        name, key = (one["title"], f"category:{one['candidate_id']}") if of_task else (chapter, f"chapter:{chapter}")
        words = text[one["start"] : one["end"]]
        before = kept(judged, *key.split(":", 1)).get("category_id", "")
        told = {"任务": one["passage"] if of_task else "未编号段落", "标题": name or one["item"] or words[:20]}
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
