"""The lists of 区县 and 领域 to present: what changed since the plan before, projects, what only one district has set,
tasks without figures."""

from datetime import date

import pandas as pd

from policytargets.exhibits.asking import names_of
from policytargets.exhibits.cited import documents_with_tasks, task_numbers
from policytargets.exhibits.model import Answers, Exhibit, subject_of
from policytargets.wording.codes import BASIS_WORD, PRESENCE_WORD, STAGE_WORD
from policytargets.wording.documents import document_lines, numbered_task

CHANGE_WORD = {
    "added": "新增",
    "dropped": "不再提出",
    "raised": "数字提高",
    "lowered": "数字降低",
    "revealed": "写出了数字",
    "hidden": "隐去了数字",
    "reworded": "表述有变",
    "same": "没有变化",
}
HOW_COMPARED = "按审核时认定的承接关系、没有认定的按同一指标对应；数字高低不等于难易。"
NO_STAGE = "未注明"
# The page that lists something, the facet of the one it is about.
FACETS = {"district": "districts", "category": "categories"}
SAME = {"district": "区县", "category": "领域"}  # the column that says the same in every row there


def versions(answers: Answers, district: str, *, made_on: date) -> Exhibit | None:
    """What the newest plan adds, drops, raises or lowers; None of a district with one plan, or where nothing changed.
    `rows` are those of `board/district_versions` that changed."""
    found = answers.rows("board/district_versions", district=district)
    changed = found[found["change"] != "same"].reset_index(drop=True)
    if changed.empty:
        return None
    table = pd.DataFrame(
        {
            "变化": changed["change"].map(CHANGE_WORD),
            "指标": changed["indicator"],
            "口径": changed["basis"].map(BASIS_WORD),
            "上一份": _stated(changed, "before"),
            "这一份": _stated(changed, "after"),
        }
    )
    before, after = found["before_title"].iloc[0], found["after_title"].iloc[0]
    sides = [changed[[f"{side}_document", f"{side}_task_no"]] for side in ("before", "after")]
    named = pd.concat([side.set_axis(["document_id", "task_no"], axis=1).dropna() for side in sides])
    return _list(
        answers,
        ("district", district, "versions"),
        name="与上一份计划相比",
        told=f"与上一份计划相比：{counts_of_changes(found)}",
        meta="单位见各条 · 年份为目标年份",
        table=table,
        named=named.astype({"task_no": "int64"}),
        notes=(f"{versions_compared(before, after)}。{HOW_COMPARED}",),
        rows=changed,
        made_on=made_on,
    )


def versions_compared(before: str, after: str) -> str:
    """Which two plans are compared."""
    return f"《{after}》与《{before}》相比"


def counts_of_changes(found: pd.DataFrame) -> str:
    """`新增 3 个，不再提出 1 个`: how many targets changed in which way."""
    counts = found["change"].value_counts()
    return "，".join(f"{word} {counts[code]} 个" for code, word in CHANGE_WORD.items() if code in counts)


def projects(answers: Answers, district: str, *, made_on: date) -> Exhibit | None:
    """Named projects by stage; None where the plan names none. `rows` are those of `board/district_projects`."""
    found = answers.rows("board/district_projects", district=district)
    if found.empty:
        return None
    stages = found["stage_group"].map(STAGE_WORD).fillna(NO_STAGE)
    # A plan may name one project in two of its tasks, once as 工程 and once as 项目.
    same = found["name"].str.replace("(工程|项目)$", "", regex=True)
    again = same.duplicated()
    counts = {word: int((stages[~again] == word).sum()) for word in (*STAGE_WORD.values(), NO_STAGE)}
    twice = found["name"][~again & same.duplicated(keep=False)]
    told = "，".join(f"{word} {number}" for word, number in counts.items() if number)
    table = pd.DataFrame(
        {
            "项目": found["name"],
            "阶段": stages,
            "原文阶段": found["stage"],
            "年份": found["year"].astype(str) + "年",
            "任务号": task_numbers(found),
            "任务": found["task"],
            "牵头部门": _joined(found["leads"]),
        }
    )
    return _list(
        answers,
        ("district", district, "projects"),
        name="有名称的项目",
        told=f"计划写明名称的项目 {int((~again).sum())} 个：{told}",
        meta="单位：个项目 · 阶段是计划所写要到达的阶段，不是实际进度",
        table=table,
        brief=("项目", "阶段", "年份", "任务号", "牵头部门"),
        notes=(f"{'、'.join(twice)}写在不止一项任务中，只计一次。",) if len(twice) else (),
        rows=found,
        made_on=made_on,
    )


def single(answers: Answers, facet: str, code: str, *, made_on: date) -> Exhibit | None:
    """The targets of a `district` or a `category` that only one district sets; None where there are none."""
    found = answers.rows("board/single_district_targets", **_of(facet, code))
    if found.empty:
        return None
    table = pd.DataFrame(
        {
            "目标": found["name"],
            "区县": found["district"],
            "原文数字": found["printed"],
            "口径": found["basis"].map(BASIS_WORD),
            "目标年份": found["due_year"].astype(str) + "年",
            "领域": found["category"],
            "牵头部门": _joined(found["leads"]),
            "情况": found["presence"].map(PRESENCE_WORD),
            "任务号": task_numbers(found),
            "任务": found["task"],
        }
    ).drop(columns=SAME[facet])
    draft = ("征求意见稿的数字可能变动。",) if (found["status"] == "draft").any() else ()
    return _list(
        answers,
        (facet, code, "single"),
        name="独有指标",
        told=f"{found['indicator_id'].nunique()} 项指标、{len(found)} 个目标，只有一个区县设定",
        meta="计划目标，单位见各条 · 同一指标没有第二个区县设定",
        table=table,
        brief=_brief(facet, "目标", "区县", "原文数字", "目标年份", "领域", "任务号"),
        notes=draft,
        rows=found,
        made_on=made_on,
    )


def tasks(answers: Answers, facet: str, code: str, *, made_on: date) -> Exhibit | None:
    """The numbered tasks of a `district` or a `category` without a figure; None where all have one."""
    found = answers.rows("board/tasks_without_figures", **_of(facet, code))
    if found.empty:
        return None
    table = pd.DataFrame(
        {
            "区县": found["district"],
            "任务": [numbered_task(*task) for task in zip(found["task_no"], found["task"], strict=True)],
            "领域": found["category"],
            "牵头部门": _joined(found["leads"]),
            "配合部门": _joined(found["supports"]),
            "所在章": found["chapter"],
        }
    ).drop(columns=SAME[facet])
    return _list(
        answers,
        (facet, code, "tasks"),
        name="没有量化目标的任务",
        told=f"{len(found)} 项任务没有量化目标，同样要落实",
        meta="单位：项编号任务",
        table=table,
        brief=_brief(facet, "区县", "任务", "领域", "牵头部门"),
        rows=found,
        made_on=made_on,
    )


def _of(facet: str, code: str) -> dict[str, list[str]]:
    """The districts and categories asked for: one of one facet, all of the other."""
    return {word: [code] if word == FACETS[facet] else [] for word in FACETS.values()}


def _brief(facet: str, *heads: str) -> tuple[str, ...]:
    return tuple(head for head in heads if head != SAME[facet])


def _joined(names: pd.Series) -> pd.Series:
    return names.map("、".join).replace("", None)


def _stated(changed: pd.DataFrame, side: str) -> pd.Series:
    """The figure as printed with its year, nothing where that plan has none."""
    years = changed[f"{side}_year"].astype("Int64").astype("string")
    return (changed[f"{side}_printed"] + "（" + years + "年）").where(changed[f"{side}_id"].notna(), None)


def _list(
    answers: Answers,
    about: tuple[str, str, str],
    *,
    name: str,
    told: str,
    meta: str,
    table: pd.DataFrame,
    rows: pd.DataFrame,
    made_on: date,
    brief: tuple[str, ...] = (),
    named: pd.DataFrame | None = None,
    notes: tuple[str, ...] = (),
) -> Exhibit:
    """What all of them share: facet, code and kind, and the plans with the tasks that the rows come from; of rows over
    two plans these are `named` apart."""
    facet, code, kind = about
    place = names_of(answers, FACETS[facet], [code]).get(code, code)
    listed = rows if named is None else named
    # That only one district sets something, the plans of all say.
    asked = listed["document_id"].unique().tolist() if facet == "district" else []
    plans = answers.rows("record/documents", documents=asked).to_dict("records")
    return Exhibit(
        subject=subject_of(f"{facet}-{kind}", **{facet: code}),
        name=f"{place}{name}",
        title=f"{place}：{told}",
        meta=meta,
        origin=f"{len(plans)} 份计划",
        made_on=made_on,
        table=lambda: table,
        sources=lambda: document_lines(plans),
        cited=lambda: documents_with_tasks(plans, listed),
        brief=brief,
        notes=notes,
        rows=rows,
    )
