"""The tables of a document on 导入: what their columns are read as, and the choice by hand where that is not known."""

import re
from functools import partial

import pandas as pd
import streamlit as st

from policytargets.intake.arriving import choose_columns
from policytargets.intake.tables_listed import ListedTable, tables_of
from policytargets.intake.workspace import Workspace
from policytargets.ui.intake.documents_reading import watched
from policytargets.wording.markdown import plain_text

KIND_WORD = {
    "": "不用", "number": "序号", "group": "类别", "task": "任务", "target": "目标（文字）", "indicator": "指标名称",
    "goal": "目标值", "baseline": "往年数、基数", "unit": "计量单位", "lead": "牵头或责任单位", "support": "配合单位",
    "due": "完成时限", "other": "领导、联系人、备注（不读）",
}  # fmt: skip
IN_A_ROW = 4
CHOSEN, STOPPED = "intake-columns", "intake-columns-stopped"


def tables(workspace: Workspace) -> None:
    """Each table with what its columns hold, to be said otherwise; those that are not read stand first."""
    # Said until the next choice: a run cut short by a press would take the words away unread.
    document, said = st.session_state.get(CHOSEN, (None, ""))
    if document == workspace.folder:
        st.success(said)
    if st.session_state.pop(STOPPED, ""):
        st.info("已取消，各列照旧。")
    found = sorted(tables_of(workspace.document), key=lambda table: table.known)
    unknown = sum(not table.known for table in found)
    if unknown:
        st.warning(f"有 {unknown} 张表的表头没有认出，其中的行没有列为任务。请在下面指定各列是什么。")
    if not found:
        return
    with st.expander(f"表格的各列（{len(found)} 张表）", expanded=bool(unknown)):
        for number, table in enumerate(found):
            _table(workspace, table, number)


def _table(workspace: Workspace, table: ListedTable, number: int) -> None:
    state = "" if table.known else "，没有认出"
    names = [name or f"第 {place} 列" for place, name in enumerate(table.head, 1)]
    cut = f"，下面是前 {len(table.sample)} 行" if table.count > len(table.sample) else ""
    st.markdown(plain_text(f"表头：{'、'.join(names)}（{table.count} 行{state}{cut}）"))
    heads = [f"{place} {name}" for place, name in enumerate(names, 1)]
    wide = max(len(heads), *(len(words) for words in table.sample)) if table.sample else len(heads)
    heads += [f"第 {place} 列" for place in range(len(heads) + 1, wide + 1)]
    shown = [[*words, *[""] * (wide - len(words))] for words in table.sample]
    st.table(pd.DataFrame(shown, columns=heads, index=[""] * len(shown)))
    with st.form(f"table-{number}", border=False):
        kinds: list[str] = []
        for first in range(0, len(names), IN_A_ROW):
            for place, column in enumerate(st.columns(IN_A_ROW), first):
                if place < len(names):
                    with column:
                        kinds.append(_kind(names[place], place, table, number))
        headless = st.checkbox("第一行就是内容，没有表头", table.headless, key=f"headless-{number}-{table.head}")
        sent = st.form_submit_button("按这样读这张表")
    if sent:
        _choose(workspace, table, kinds, headless=headless)


def _kind(name: str, place: int, table: ListedTable, number: int) -> str:
    """What one column holds, as it is chosen."""
    before = (table.kinds[place] if place < len(table.kinds) else "").partition(":")[0]
    return str(
        st.selectbox(
            plain_text(f"第 {place + 1} 列：{name[:20]}"), list(KIND_WORD), list(KIND_WORD).index(before),
            format_func=KIND_WORD.__getitem__, key=f"column-{number}-{place}-{table.head}",
        )
    )  # fmt: skip


def _choose(workspace: Workspace, table: ListedTable, chosen: list[str], *, headless: bool) -> None:
    st.session_state.pop(CHOSEN, None)
    kinds = [_with_year(kind, name) for kind, name in zip(chosen, table.head, strict=True)]
    twice = {kind for kind in kinds if kind not in ("", "other", "lead", "support", "group") and kinds.count(kind) > 1}
    if twice:
        names = "、".join(KIND_WORD[kind.partition(":")[0]] for kind in sorted(twice))
        st.error(f"“{names}”选了不止一列，每种只能有一列。")
        return
    if not {"task", "target", "indicator"} & set(chosen):
        st.error("请指定哪一列是任务、目标或指标名称。")
        return
    work = partial(choose_columns, workspace, table.head, kinds, headless=headless)
    count = watched(("columns", workspace.folder.name), work, _stop, verb="提取")
    said = f"已按指定的列重新提取，共 {count} 条；已有的决定照旧。"
    st.session_state[CHOSEN] = (workspace.folder, said)
    st.rerun()


def _with_year(kind: str, name: str) -> str:
    """Of a column of figures, or of what is to be done in a year, also the year that its head names."""
    year = re.search(r"20\d\d", name)
    if kind == "target" and year:
        return f"target:{year[0]}"
    if kind not in ("goal", "baseline"):
        return kind
    return f"{kind}:{year[0] if year else ''}"


def _stop() -> None:
    st.session_state[STOPPED] = "yes"
