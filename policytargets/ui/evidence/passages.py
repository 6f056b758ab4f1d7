"""原文检索: the passages of the user's own copies that hold some words, with the targets found in them."""

from collections import Counter
from html import escape
from itertools import groupby

import pandas as pd
import streamlit as st

from policytargets.intake.searching import Hit, search
from policytargets.ui.blocks import links
from policytargets.ui.blocks.copies import copies
from policytargets.ui.blocks.record import rows
from policytargets.wording.markdown import plain_text
from policytargets.wording.searching import LONGEST_SEARCH, folded_words

MOST_SHOWN = 50


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


def found_passages(words: list[str]) -> None:
    """The passages that hold all words, document by document, each with its targets."""
    at_hand = copies()
    hits = list(search(at_hand, words))
    targets = rows("record/all_targets")
    titles = rows("evidence/sources_documents").set_index("document_id")["title"]
    if not at_hand:
        st.info("文件副本的文件夹里没有可以读取的文件。文件名应为文件编号，如 qingzhou-2023.txt。")
        return
    counts = Counter(hit.document_id for hit in hits)
    if not hits:
        st.info(f"{len(at_hand)} 份文件的原文里都没有这些词。")
        return
    st.markdown(f"{len(hits)} 段原文，分在 {len(counts)} 份文件中。")
    if len(hits) > MOST_SHOWN:
        st.caption(f"仅列前 {MOST_SHOWN} 段，请再加一个词。")
    for document_id, group in groupby(hits[:MOST_SHOWN], key=lambda hit: hit.document_id):
        st.subheader(plain_text(titles[document_id]), anchor=False)
        st.caption(f"{counts[document_id]} 段")
        for hit in group:
            _hit(hit, targets[targets["task_id"] == hit.task_id])


def _hit(hit: Hit, targets: pd.DataFrame) -> None:
    """One passage with the words marked and ways to its targets."""
    pieces = "".join(f"<mark>{escape(text)}</mark>" if marked else escape(text) for text, marked in hit.pieces)
    number = hit.task_id.rpartition("/")[2]
    place = f"第{number}项　{hit.title}" if number[0].isdigit() else hit.chapter or "编号任务之外"
    st.html(f'<h4>{escape(place)}</h4><p class="passage">{pieces}</p>')
    with st.container(horizontal=True, gap="small"):
        for target in targets.to_dict("records"):
            links.link("target", f"{target['name']}　{target['printed']}", target=target["target_id"])
        if targets.empty:
            st.caption("此处没有目标。")
