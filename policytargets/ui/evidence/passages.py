"""原文检索: the passages of the user's own copies that hold some words, with the targets found in them."""

from collections import Counter
from dataclasses import dataclass
from html import escape
from itertools import groupby

import pandas as pd
import streamlit as st

from policytargets.intake.searching import Hit, search
from policytargets.ui.blocks import filters, links
from policytargets.ui.blocks.copies import copies
from policytargets.ui.blocks.record import rows
from policytargets.wording.markdown import plain_text
from policytargets.wording.searching import LONGEST_SEARCH, folded_words

MOST_SHOWN = 50
HOLDING = {"all": "全部段落", "with": "有目标的", "without": "没有目标的"}


def asked_words() -> list[str]:
    """The words to look for, folded."""
    typed = st.text_input(
        "在原文中查找",
        key="phrase",
        placeholder="例如：高标准农田。多个词以空格分开，须同时出现",
        bind="query-params",
    )
    if len(typed or "") > LONGEST_SEARCH:
        st.info(f"检索词最多 {LONGEST_SEARCH} 个字，只按前面的查找。")
    return folded_words(typed or "")


@dataclass(frozen=True)
class Narrowing:
    """Which passages are asked for: districts by code (none: all), and whether with targets, without, or either."""

    districts: list[str]
    holding: str


def pick_narrowing() -> Narrowing:
    """The districts, and whether the passage holds targets."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        districts = filters.pick_many("区县", "districts", filters.choices("districts"))
        holding = filters.pick_first("段落", "holding", HOLDING)
    return Narrowing(districts, holding)


def found_passages(words: list[str], asked: Narrowing) -> None:
    """The passages that hold all words, document by document, each with its targets and the way to its task."""
    at_hand, targets, tasks = copies(), rows("record/all_targets"), set(rows("record/all_tasks")["task_id"])
    documents = rows("evidence/sources_documents").set_index("document_id")
    if not at_hand:
        st.info("文件副本的文件夹里没有可以读取的文件。文件名应为文件编号，如 qingzhou-2023.txt。")
        return
    names = [filters.choices("districts")[code] for code in asked.districts]
    found, with_targets = list(search(at_hand, words)), set(targets["task_id"])
    hits = [
        hit
        for hit in found
        if (not names or documents["district"][hit.document_id] in names)
        and (asked.holding == "all" or (hit.task_id in with_targets) == (asked.holding == "with"))
    ]
    counts = Counter(hit.document_id for hit in hits)
    if not hits:
        narrowed = f"所选范围里没有；放宽区县和段落后有 {len(found)} 段。"
        st.info(narrowed if found else f"{len(at_hand)} 份文件的原文里都没有这些词。")
        return
    st.markdown(f"{len(hits)} 段原文，分在 {len(counts)} 份文件中。")
    if len(hits) > MOST_SHOWN:
        st.caption(f"仅列前 {MOST_SHOWN} 段，请再加一个词。")
    for document_id, group in groupby(hits[:MOST_SHOWN], key=lambda hit: hit.document_id):
        st.subheader(plain_text(documents["title"][document_id]), anchor=False)
        st.caption(f"{counts[document_id]} 段")
        for hit in group:
            _hit(hit, targets[targets["task_id"] == hit.task_id], known=hit.task_id in tasks)


def _hit(hit: Hit, targets: pd.DataFrame, *, known: bool) -> None:
    """One passage with the words marked and ways to its targets and, where it is `known`, its task."""
    pieces = "".join(f"<mark>{escape(text)}</mark>" if marked else escape(text) for text, marked in hit.pieces)
    number = hit.task_id.rpartition("/")[2]
    place = f"第{number}项　{hit.title}" if number[0].isdigit() else f"{hit.chapter}　未编号段落".strip()
    st.html(f'<h4>{escape(place)}</h4><p class="passage">{pieces}</p>')
    with st.container(horizontal=True, gap="small"):
        for target in targets.to_dict("records"):
            links.link("target", f"{target['name']}　{target['printed']}", target=target["target_id"])
        if known:
            links.link("task", "看这项任务" if number[0].isdigit() else "看这一段的目标", task=hit.task_id)
        if targets.empty:
            st.caption("此处没有目标。")
