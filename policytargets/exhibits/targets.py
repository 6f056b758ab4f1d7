"""The lists of 目标清单 and 一项任务 to present: the targets that meet what was asked for, and those of one task."""

from datetime import date
from typing import Any

import pandas as pd

from policytargets.exhibits.asking import names_of
from policytargets.exhibits.cited import documents_with_tasks, task_numbers
from policytargets.exhibits.model import Answers, Exhibit, subject_of
from policytargets.record.database import Parameter
from policytargets.record.derived import PRESENCES
from policytargets.wording.codes import (
    BASIS_WORD,
    COMPARATOR_WORD,
    PRESENCE_WORD,
    ROLES,
    ROLES_WORD,
    STATUS_WORD,
    STRENGTH_WORD,
)
from policytargets.wording.documents import document_lines

FACETS = {"districts": "区县", "categories": "领域", "lines": "条线", "departments": "部门"}
CODED: dict[str, tuple[str, dict[str, str]]] = {
    "bases": ("口径", BASIS_WORD),
    "comparators": ("界限", COMPARATOR_WORD),
    "strengths": ("承诺力度", STRENGTH_WORD),
    "presences": ("情况", {code: word for code, word in PRESENCE_WORD.items() if code in PRESENCES}),
}
APART = "重复表述、总数的其中项和另一种计量也列出、不计入"
BRIEF = ("目标", "区县", "原文数字", "目标年份", "任务号")
Asked = dict[str, Any]


def subject_of_list(asked: Asked) -> str:
    """The subject of the targets that meet the parameters of `evidence/targets`."""
    role = next(code for code, roles in ROLES.items() if roles == asked["roles"])
    years = [str(year) for year in asked["due_years"]]
    held = {key: asked[key] for key in (*FACETS, *CODED, "words")}
    return subject_of("targets", **held, due_years=years, roles=role if role != "lead" else "")


def listed(answers: Answers, asked: Asked, *, made_on: date) -> Exhibit | None:
    """The targets that meet every filter, in the order of the plans; None where there are none."""
    parameters: dict[str, Parameter] = {**asked, "indicators": []}
    found = answers.rows("evidence/targets", **parameters)
    if found.empty:
        return None
    districts = found["district_id"].nunique()
    filters = in_words(answers, asked)
    whose = "符合条件的" if filters else "全部"
    return _list(
        answers,
        found,
        subject=subject_of_list(asked),
        name="目标清单",
        title=f"{whose}目标：{int(found['counted'].sum()):,} 个，涉及 {districts:,} 个区县",
        filters=filters,
        made_on=made_on,
    )


def of_task(answers: Answers, task_id: str, *, made_on: date) -> Exhibit | None:
    """The targets of one task; None of a task that has none or that nobody knows."""
    found, task = answers.rows("evidence/task_targets", task=task_id), answers.rows("evidence/task", task=task_id)
    if found.empty or task.empty:
        return None
    own = task.iloc[0]
    (number,) = task_numbers(task)
    place = f"{own['district']}{number}“{own['task']}”"
    return _list(
        answers,
        found,
        subject=subject_of("task-targets", task=task_id),
        name=f"{own['district']}{number}的量化目标",
        title=f"{place}：{int(found['counted'].sum()):,} 个量化目标",
        made_on=made_on,
    )


def in_words(answers: Answers, asked: Asked) -> str:
    """What was asked for, as a reader would say it; empty where nothing was."""
    told = {"搜索": asked["words"]}
    told |= {word: list(names_of(answers, facet, asked[facet]).values()) for facet, word in FACETS.items()}
    owned = asked["lines"] or asked["departments"] or asked["words"]
    told["角色"] = [next(word for code, word in ROLES_WORD.items() if ROLES[code] == asked["roles"])] if owned else []
    told |= {word: [words[code] for code in asked[facet]] for facet, (word, words) in CODED.items()}
    told["目标年份"] = [f"{year}年" for year in asked["due_years"]]
    return "；".join(f"{word}：{'、'.join(names)}" for word, names in told.items() if names)


def _list(answers: Answers, found: pd.DataFrame, *, subject: str, **said: Any) -> Exhibit:
    hidden = found["presence"] == "withheld"
    drafts = found["status"].map(lambda status: f"（{STATUS_WORD['draft']}）" if status == "draft" else "")
    table = pd.DataFrame(
        {
            "目标": found["name"],
            "区县": found["short_name"] + drafts,
            "原文数字": found["printed"].mask(hidden, f"{PRESENCE_WORD['withheld']}（" + found["printed"] + "）"),
            "口径": found["basis"].map(BASIS_WORD),
            "目标年份": found["due_year"].astype(str) + "年",
            "牵头部门": found["leads"].map("、".join).replace("", None),
            "领域": found["category"],
            "任务号": task_numbers(found),
            "任务": found["task"],
        }
    )
    known = answers.rows("record/documents", documents=found["document_id"].unique().tolist()).to_dict("records")
    return Exhibit(
        subject=subject,
        meta=f"计划目标，单位见各条{'' if found['counted'].all() else f' · {APART}'}",
        origin=f"{len(known):,} 份计划",
        table=lambda: table,
        sources=lambda: document_lines(known),
        cited=lambda: documents_with_tasks(known, found),
        brief=BRIEF,
        **said,
    )
