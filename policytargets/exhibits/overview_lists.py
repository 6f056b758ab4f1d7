"""What 总览 says in cards and sentences, as lists to present: the districts at a glance, and where they differ most."""

from datetime import date
from typing import Any

import pandas as pd

from policytargets.exhibits.asking import documents, end_of
from policytargets.exhibits.cited import documents_with_tasks
from policytargets.exhibits.model import Answers, Exhibit, subject_of
from policytargets.wording.codes import STATUS_WORD
from policytargets.wording.figures import multiple

DISTRICTS = subject_of("overview-districts")
MOST_DISTRICTS, MOST_GAPS = 60, 3
HOW_COMPARED = "只比较口径、时段、目标年份和含义相同的；各区县规模不同；“以上”“左右”使倍数不能确定的，只列数字不算倍数"


def districts(answers: Answers, *, focus: str, made_on: date) -> Exhibit:
    """What each district's newest plan holds, those with most targets first."""
    found = answers.rows("board/overview_districts", focus=focus, most=MOST_DISTRICTS)
    rest = int(found["all_districts"].iloc[0]) - len(found)
    years = [
        "—".join(dict.fromkeys((str(first), str(last))))
        for first, last in zip(found["first_year"], found["last_year"], strict=True)
    ]
    most = [f"{name} {number} 个" for name, number in zip(found["category"], found["category_targets"], strict=True)]
    table = pd.DataFrame(
        {
            "区县": found["district"],
            "计划年份": years,
            "文件状态": found["status"].map(STATUS_WORD),
            "任务数": found["tasks"],
            "有量化目标的任务": found["tasks_with_figures"],
            "目标数": found["targets"],
            "其中原文隐去": found["withheld"],
            "目标最多的领域": most,
        }
    )
    named, numbers = found["short_name"].tolist(), found["tasks_with_figures"].astype(int).tolist()
    return _list(
        answers,
        subject=DISTRICTS,
        name="各区县计划一览",
        title=f"各区县的计划：有量化目标的任务，{end_of(named, numbers, '最多', '项')}",
        meta="单位：项任务、个计划目标 · 重复表述不计 · 计划写法，不是完成情况",
        limit=f"目标最多的 {len(found)} 个区县，另有 {rest:,} 个" if rest else "",
        table=lambda: table,
        brief=("区县", "计划年份", "任务数", "有量化目标的任务", "目标数", "其中原文隐去"),
        made_on=made_on,
    )


def gaps(answers: Answers, *, made_on: date, most: int = MOST_GAPS) -> Exhibit | None:
    """The indicators whose figures lie furthest apart; None where none can be compared. `rows` are those of
    `board/overview_widest_gaps`."""
    found = answers.rows("board/overview_widest_gaps", limit=most)
    if found.empty:
        return None
    rows = found.to_dict("records")

    def cited() -> list[str]:
        every = answers.rows("record/documents", documents=[]).to_dict("records")  # all of them are compared
        return documents_with_tasks(every, pd.DataFrame([place for own in found["places"] for place in own]))

    table = pd.DataFrame(
        {
            "指标": found["indicator"],
            "目标年份": found["due_year"].astype(str) + "年",
            "最大": found["highest"] + "　" + found["highest_printed"],
            "最小": found["lowest"] + "　" + found["lowest_printed"],
            "倍数": [_times(row) or None for row in rows],
            "可比区县数": found["districts"],
        }
    )
    return _list(
        answers,
        subject=subject_of("overview-gaps"),
        name="差别最大的指标",
        title=f"计划目标所列数字差别最大的是{gap_in_words(rows[0])}",
        meta="计划目标，单位见各条",
        table=lambda: table,
        cited=cited,
        notes=(f"{HOW_COMPARED}。",),
        rows=found,
        made_on=made_on,
    )


def gap_in_words(gap: dict[Any, Any]) -> str:
    """One gap in words: who stands at the ends, of how many districts, and the multiple as far as bounds allow one."""
    times = _times(gap)
    between = (
        f"，是{gap['lowest']}（{gap['lowest_printed']}）的{times}"
        if times
        else (f"，{gap['lowest']} {gap['lowest_printed']}")
    )
    number = f"{gap['districts']} 个区县可比"
    return f"{gap['indicator']}（{gap['due_year']}年，{number}）：{gap['highest']} {gap['highest_printed']}{between}"


def _times(gap: dict[Any, Any]) -> str:
    return multiple((gap["highest_comparator"], gap["highest_value"]), (gap["lowest_comparator"], gap["lowest_value"]))


def _list(answers: Answers, **said: Any) -> Exhibit:
    number = answers.rows("record/overview_counts")["documents"].iloc[0]
    return Exhibit(origin=f"全部 {number:,} 份计划", sources=documents(answers), **said)
