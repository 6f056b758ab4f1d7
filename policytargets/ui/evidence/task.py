"""The parts of 一项任务: what it commits to, who answers for it, which projects it names, and where it stands."""

from typing import Any

import pandas as pd
import streamlit as st

from policytargets.exhibits.model import subject_of
from policytargets.ui.blocks import links
from policytargets.ui.blocks.exhibits import add_subject
from policytargets.ui.blocks.headings import stated, with_status
from policytargets.ui.blocks.listings import listing
from policytargets.ui.blocks.quotations import address_of, quotation
from policytargets.wording.codes import BASIS_WORD, PRESENCE_WORD, STAGE_WORD
from policytargets.wording.documents import issued_in_words
from policytargets.wording.markdown import plain_text

Task = dict[Any, Any]


def answer(task: Task, targets: pd.DataFrame, projects: pd.DataFrame) -> str:
    """What the task holds, in one sentence."""
    again = int((~targets["counted"]).sum())
    besides = f"（其中 {again} 项是重复表述、总数的其中项或另一种计量，不另计）" if again else ""
    held = [f"{len(targets)} 项量化目标{besides}" if len(targets) else "没有量化目标"]
    held += [f"{len(projects)} 个有名称的项目"] if len(projects) else []
    draft = "（征求意见稿，可能变动）" if task["status"] == "draft" else ""
    number = "计划的未编号段落" if task["task_no"] == 0 else f"第 {task['task_no']} 项任务"
    return f"{task['district']}{number}{draft}，归入{task['category']}：{'，'.join(held)}。"


def origin(task: Task) -> None:
    """Document, chapter and section, and to copy the citation and the page's address."""
    issued = task["issued_on"]
    listed = {
        "文件": with_status(task["title"], task["status"]),
        "文号": stated(task["doc_no"]),
        "发文机关": stated(task["issuer"]),
        "成文日期": stated(None if pd.isna(issued) else f"{issued:%Y-%m-%d}"),
        "所在章节": "　".join(part for part in (task["chapter"], task["section"]) if isinstance(part, str)),
        "分项": task["item"],
    }
    shown = {label: plain_text(text) for label, text in listed.items() if isinstance(text, str) and text}
    st.table(shown, border="horizontal")
    quotation(f"{citation(task)}。{issued_in_words(task)}", "引用格式：")
    address_of("task", task=task["task_id"])


def citation(task: Task) -> str:
    """Where it stands: district, document with number, chapter, task number and heading."""
    number = f"（{task['doc_no']}）" if isinstance(task["doc_no"], str) else ""
    place = "未编号段落" if task["task_no"] == 0 else f"第{task['task_no']}项“{task['task']}”"
    return f"{task['district']}，《{task['title']}》{number}，{task['chapter']}，{place}"


def targets(task_id: str, found: pd.DataFrame) -> None:
    """The targets of the task, each a way to its page; a sentence where there is none."""
    st.subheader("量化目标", anchor=False)
    if found.empty:
        st.write("这项任务没有写出数字，也没有用文字量化。没有数字的任务同样要落实。")
        return
    shown = pd.DataFrame(
        {
            "目标": found["name"],
            "原文": found["printed"],
            "口径": found["basis"].map(BASIS_WORD),
            "目标年份": found["due_year"].astype(str) + "年",
            "情况": [
                PRESENCE_WORD[presence] + ("" if counted else "，不另计")
                for presence, counted in zip(found["presence"], found["counted"], strict=True)
            ],
            "分项": found["item"],
        }
    )
    ways = [links.address("target", target=target_id) for target_id in found["target_id"]]
    told = shown if found["item"].notna().any() else shown.drop(columns="分项")
    listing(told, label="这项任务的目标", links={"目标": ways})
    add_subject(subject_of("task-targets", task=task_id), key="task-targets")


def projects(found: pd.DataFrame) -> None:
    """The named projects of the task with their stage as printed; nothing where there is none."""
    if not found.empty:
        st.subheader("有名称的项目", anchor=False)
        shown = pd.DataFrame(
            {
                "项目": found["name"],
                "原文阶段": found["stage"],
                "阶段": found["stage_group"].map(STAGE_WORD),
                "年份": found["year"].astype(str) + "年",
            }
        )
        listing(shown, label="这项任务写明的项目", links={})


def neighbours(task: Task) -> None:
    """Ways to the previous and the next task of the plan, and to the list."""
    with st.container(horizontal=True, gap="medium"):
        for word, key in (("上一项", "previous"), ("下一项", "next")):
            if isinstance(task[f"{key}_id"], str):
                label = plain_text(f"{word}：{task[f'{key}_title']}")
                st.button(label, key=key, type="tertiary", on_click=_show, args=(task[f"{key}_id"],))
        links.link("targets", "本区县全部目标", districts=[task["district_id"]])


def _show(task_id: str) -> None:
    st.query_params["task"] = task_id
