"""The parts of 一项目标: the figure, what it means, who answers for it, where it stands and what belongs with it."""

from typing import Any

import pandas as pd
import streamlit as st

from policytargets.ui.blocks import links
from policytargets.ui.blocks.headings import stated, with_status
from policytargets.ui.blocks.quotations import address_of, quotation
from policytargets.wording.codes import COMPARATOR_WORD, PRESENCE_WORD, STRENGTH_WORD
from policytargets.wording.documents import issued_in_words, numbered_task, task_number
from policytargets.wording.figures import conversion_rule, normalised
from policytargets.wording.glossary import explained
from policytargets.wording.markdown import plain_text

RELATIONS = {
    "first": "首次表述（本条是重复表述，不另计）",
    "repeated": "本条的重复表述（不另计）",
    "total": "所属的总数（本条是其中一部分，不另加）",
    "part": "本条的其中项（不另加）",
    "measure": "同一件事的另一种计量（两条只计一次）",
    "beside": "同一处的其他数字",
}
STATED = {"digits": "原文数字", "cell": "原文数字", "numeral": "原文数字", "words": "原文用语"}
Target = dict[Any, Any]


def figure(target: Target) -> None:
    """The figure as printed, large, with its bound; beside it the normalised one with the rule between the two."""
    with st.container(horizontal=True):
        bound = (
            COMPARATOR_WORD[target["comparator"]] if target["presence"] == "set" else PRESENCE_WORD[target["presence"]]
        )
        st.metric(f"{STATED[target['stated_in']]} · {bound}", target["printed"], width="content")
        if target["presence"] == "set":
            st.metric("换算值", normalised_figure(target), width="content")
        st.metric("目标年份", f"{target['due_year']}年", width="content")
        st.metric(
            "承诺力度",
            STRENGTH_WORD[target["strength"]],
            width="content",
            help=explained("strength", target["strength"]),
        )
    if target["presence"] == "worded":
        st.caption(plain_text(f"原文以“{target['benchmark']}”为比照，没有写出数字，不参与合计和比较。"))
    elif target["withheld"]:
        st.caption("原文以记号隐去数字，本看板不作猜测，也不参与任何合计和比较。")
    elif target["unit"] != target["unit_std"] and float(target["factor"]) != 1:
        rule = conversion_rule(target["unit"], float(target["factor"]), target["unit_std"])
        st.caption(f"换算：{plain_text(rule)}")


def normalised_figure(target: Target) -> str:
    """Bound, value and unit of a stated figure in the unit of its indicator: `≥ 18.25 万吨`."""
    high: float | None = None if pd.isna(target["value_high_std"]) else float(target["value_high_std"])
    unit = target["unit_std"] if isinstance(target["unit_std"], str) else ""
    return normalised(target["comparator"], float(target["value_std"]), high, unit)


def meaning(target: Target) -> None:
    """Basis, period, bound, strength, state of the document, indicator and caveat, each explained."""
    listed = {
        "指标": target["indicator"],
        "指标定义": target["definition"],
        "口径": explained("basis", target["basis"]),
        "时段": explained("period", target["period"]),
        "界限": explained("comparator", target["comparator"]),
        "比照": target["benchmark"],
        "承诺力度": explained("strength", target["strength"]),
        "文件状态": explained("status", target["status"]),
        "须知": target["caveat"],
        "比较须知": target["comparable_note"],
    }
    _list(listed)


def way_to_task(target: Target) -> None:
    """The task, or the passage without a number, as a way to its page."""
    kind = "任务" if target["task_no"] else ""
    links.link("task", f"{task_number(target['task_no'])}{kind}：{target['task']}", task=target["task_id"])


def origin(target: Target) -> None:
    """Document, chapter, section and task, and to copy the citation and the page's address."""
    issued = target["issued_on"]
    listed = {
        "文件": with_status(target["title"], target["status"]),
        "文号": stated(target["doc_no"]),
        "发文机关": stated(target["issuer"]),
        "成文日期": stated(None if pd.isna(issued) else f"{issued:%Y-%m-%d}"),
        "所在章节": "　".join(part for part in (target["chapter"], target["section"]) if isinstance(part, str)),
        "任务": numbered_task(target["task_no"], target["task"]),
        "分项": target["item"],
    }
    _list(listed)
    quotation(citation(target), "引用格式：")
    address_of("target", target=target["target_id"])


def citation(target: Target) -> str:
    """What to quote: name, figure as printed, document with number, chapter and task, who issued it and when, and the
    id in this record."""
    source = f"{target['citation']}。{issued_in_words(target)}"
    return f"{target['name']}：{target['printed']}。{source}目标编号 {target['target_id']}"


def related(targets: pd.DataFrame) -> None:
    """Targets that belong with this one, by relation, each a way to its own page."""
    for relation, words in RELATIONS.items():
        own = targets[targets["relation"] == relation]
        if not own.empty:
            st.markdown(f"**{words}**")
            with st.container(gap="small"):
                for row in own.to_dict("records"):
                    _way(relation, f"{row['name']}　{row['printed']}", row["target_id"])


def neighbours(target: Target) -> None:
    """Ways to the previous and the next target of the document, and back to the list."""
    with st.container(horizontal=True, gap="medium"):
        for word, key in (("上一项", "previous"), ("下一项", "next")):
            if isinstance(target[f"{key}_id"], str):
                _way(key, f"{word}：{target[f'{key}_name']}", target[f"{key}_id"])
        links.link("targets", "本区县全部目标", districts=[target["district_id"]])


def _way(key: str, label: str, target_id: str) -> None:
    """A button to another target; a page link would look chosen, as it leads to this very page."""
    st.button(plain_text(label), key=f"{key}-{target_id}", type="tertiary", on_click=_show, args=(target_id,))


def _show(target_id: str) -> None:
    st.query_params["target"] = target_id


def _list(listed: dict[str, Any]) -> None:
    """Label and text pairs; what the document does not say is left out."""
    shown = {label: plain_text(text) for label, text in listed.items() if isinstance(text, str) and text}
    st.table(shown, border="horizontal")
