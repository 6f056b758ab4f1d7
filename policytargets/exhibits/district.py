"""The exhibits of 区县: counted bars, and strips on which the district stands among the others."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import pandas as pd

from policytargets.charts.district import count_bars, standing_strip, standing_strips
from policytargets.charts.wall import Bar, Bars
from policytargets.charts.wall_lanes import Lanes
from policytargets.comparisons.citations import documents_cited
from policytargets.comparisons.standings import (
    AMONG_SEVERAL,
    RANK_MEANING,
    REASONS,
    Standing,
    places_in_words,
    standings,
    to_frame,
)
from policytargets.exhibits.asking import end_of, names_of
from policytargets.exhibits.model import Answers, Drawing, Exhibit, subject_of
from policytargets.wording.codes import STRENGTH_WORD, shapes_in_words
from policytargets.wording.documents import document_lines

MOST_DEPARTMENTS, MOST_ON_SLIDE = 8, 8
RANKED = "ranked"
GROUPS = (RANKED, *REASONS)


def categories(answers: Answers, district: str, *, made_on: date) -> Exhibit:
    """The district's counted targets by category."""
    cells = answers.rows("record/heat_map", districts=[district])
    names, numbers = cells["category"].tolist(), cells["targets"].tolist()
    return _counted(
        answers,
        district,
        "categories",
        cells.rename(columns={"category_id": "code", "category": "label", "targets": "count"}),
        heads=("领域", "目标数"),
        drawn=len(cells),
        name="各领域的计划目标数",
        title=end_of(names, numbers, "最多", "个目标"),
        meta="单位：个计划目标",
        made_on=made_on,
    )


def departments(answers: Answers, district: str, *, made_on: date) -> Exhibit | None:
    """The departments that lead most targets; the others stand in the table. None for a plan that names nobody."""
    leading = answers.rows("board/district_departments", districts=[district])
    if leading.empty:
        return None
    without = int((leading["targets"] == 0).sum())
    told = f"共 {len(leading)} 个部门牵头任务，其中 {without} 个牵头的任务没有量化目标。"
    return _counted(
        answers,
        district,
        "departments",
        leading.rename(columns={"department_id": "code", "department": "label", "targets": "count"}),
        heads=("部门", "牵头目标数"),
        drawn=MOST_DEPARTMENTS,
        name="牵头计划目标的部门",
        title=f"牵头目标，{end_of(leading['department'].tolist(), leading['targets'].tolist(), '最多', '个')}",
        meta="单位：个计划目标，几个部门共同牵头的各计一次",
        made_on=made_on,
        notes=(told,) if len(leading) > MOST_DEPARTMENTS else (),
    )


def due_years(answers: Answers, district: str, document: str, *, made_on: date) -> Exhibit | None:
    """The plan's counted targets by due year and strength; None for a plan of one year, of which that says nothing."""
    found = answers.rows("board/district_years", document=document)
    years = [f"{year}年" for year in found["due_year"]]
    if len(set(years)) < 2:
        return None
    words = found["strength"].map(STRENGTH_WORD)
    labels = [f"{year} · {word}" for year, word in zip(years, words, strict=True)]
    codes = found["due_year"].astype(str) + "/" + found["strength"]
    by_year = found.groupby("due_year")["targets"].sum()
    return _counted(
        answers,
        district,
        "years",
        found.assign(code=codes, label=labels, count=found["targets"]),
        heads=("目标年份与承诺力度", "目标数"),
        drawn=len(found),
        name="各年到期的计划目标与承诺力度",
        title=end_of([f"{year}年到期的" for year in by_year.index], by_year.tolist(), "最多", "个目标"),
        meta="单位：个计划目标，“确保”“力争”照文件用词，没有这类用词的为未注明",
        made_on=made_on,
    )


def group_of(standing: Standing) -> str:
    """In which group of strips a standing is shown: `ranked`, or the code of the reason why it has no rank."""
    codes = {words: code for code, words in REASONS.items()}
    return RANKED if standing.place != "unranked" else codes[standing.reason]


def seen_from(answers: Answers, district: str) -> list[Standing]:
    """Where a district stands on every shared indicator."""
    shared = answers.rows("board/shared_indicators", categories=[])
    made = answers.comparisons(tuple(shared["indicator_id"]), order="plan", focus=district, evenly=True, promised=True)
    return standings(made, district)


def strips(
    answers: Answers, district: str, group: str, seen: Sequence[Standing], *, made_on: date, most: int = 0
) -> Exhibit | None:
    """The strips of one group of standings in two halves, on a slide only the first `most` of them; None where there
    are none. `rows` are the standings of the group."""
    found = [standing for standing in seen if group_of(standing) == group]
    if not found:
        return None
    if group == RANKED:
        found.sort(key=_importance)
    shown = found[:most] if most else found
    name = names_of(answers, "districts", [district]).get(district, district)
    listed = answers.rows("comparisons/districts", districts=[])
    short = dict(zip(listed["district_id"], listed["short_name"], strict=True))
    limit = f"图中为前 {len(shown)} 项，共 {len(found)} 项" if len(shown) < len(found) else ""
    documents = documents_cited(row for standing in found for row in standing.comparison.rows)
    return Exhibit(
        subject=subject_of("district-strips", district=district, group=group),
        name=f"{name}与其他区县：{'能排名次的指标' if group == RANKED else REASONS[group]}",
        title=_places(name, found) if group == RANKED else f"{name}：{REASONS[group]}（{len(found)} 项）",
        meta="计划目标，单位见各条",
        limit=limit,
        wall=Lanes(tuple(standing_strip(one) for one in found), _legend(name, found)),
        origin=f"{len(documents)} 份计划",
        made_on=made_on,
        table=lambda: to_frame(found, short),
        sources=lambda: documents,
        drawings=strip_drawings(shown, 2),
        brief=("指标", "本区县", "名次", "其他区县", "未设定", "比较须知"),
        rows=found,
        marks=(f"绿色为{name}，灰色为其他区县；各条刻度不同。{_marks(shown)}",),
        notes=(_ranks(group),),
    )


def strip_drawings(shown: Sequence[Standing], parts: int) -> tuple[Drawing, ...]:
    """The strips in so many drawings, all about as long."""
    size = -(-len(shown) // parts)
    return tuple(Drawing(standing_strips, (shown[start : start + size],)) for start in range(0, len(shown), size))


def _importance(standing: Standing) -> tuple[bool, bool, int]:
    """Ranks among several districts first, the best first; who is level with others behind."""
    place = standing.rank[0] if standing.rank else 0
    return standing.among_two, standing.place == "equal", place


def _places(name: str, found: Sequence[Standing]) -> str:
    """How often the district is first, last, between or level."""
    return f"{name}能排名次的 {len(found)} 项指标：{places_in_words(found, AMONG_SEVERAL)}"


def _ranks(group: str) -> str:
    """What it means that a district is not there, and what a rank says."""
    rank = f"；{RANK_MEANING}；只看所列数字大小，不是优劣" if group == RANKED else ""
    return f"未列出的区县未设定{rank}。"


def _legend(name: str, found: Sequence[Standing]) -> str:
    """Colours and marks on a wall, shorter."""
    return f"绿色为{name}，各条刻度不同。{_marks(found)}"


def _marks(found: Sequence[Standing]) -> str:
    """The legend: only the marks that occur."""
    rows = [row for standing in found for row in (*standing.own, *standing.others)]
    marks = shapes_in_words(row.comparator for row in rows if row.value is not None)
    marks += ["斜纹 原文隐去"] if any(row.presence == "withheld" for row in rows) else []
    return "记号：" + " · ".join(marks) + "。" if marks else ""


def _counted(
    answers: Answers,
    district: str,
    kind: str,
    counts: pd.DataFrame,
    *,
    heads: tuple[str, str],
    drawn: int,
    name: str,
    title: str,
    **said: Any,
) -> Exhibit:
    """Bars of `count` per `label`, the first `drawn` of them; all stand in the table and, with their `code`, in
    `rows`."""
    masked = [f"（隐去 {hidden}）" if hidden else "" for hidden in counts["withheld"]]
    told = counts.assign(text=[f"{number}{rest}" for number, rest in zip(counts["count"], masked, strict=True)])
    bars = tuple(Bar(row["label"], (row["count"],), row["text"]) for row in told.to_dict("records") if row["count"])
    place = names_of(answers, "districts", [district]).get(district, district)
    asked = {"lines": [], "departments": [], "districts": [district], "roles": ["lead", "support"]}
    plans = answers.rows("board/department_documents", **asked)
    table = counts[["label", "count", "withheld"]].set_axis([*heads, "其中原文隐去"], axis=1)
    return Exhibit(
        subject=subject_of(f"district-{kind}", district=district),
        name=f"{place}{name}",
        title=f"{place}：{title}",
        origin=f"{len(plans)} 份计划",
        table=lambda: table,
        sources=lambda: document_lines(plans.to_dict("records")),
        wall=Bars(bars, (heads[1],), heading=title),
        drawings=(Drawing(count_bars, (told[["code", "label", "count", "text"]].head(drawn),), least_step=20),),
        rows=counts,
        **said,
    )
