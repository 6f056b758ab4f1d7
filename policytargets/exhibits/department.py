"""The exhibits of 责任部门: who answers for most, matrix, places, partners, flows."""

from dataclasses import replace
from datetime import date

import pandas as pd

from policytargets.charts.bands import role_bands
from policytargets.charts.department import (
    BOTH_ROLES,
    COUNTING,
    EITHER_ROLE,
    PARTNER_ROLES,
    partner_bars,
    ranking_bars,
    responsibility_matrix,
)
from policytargets.charts.heat_map import category_heat_map
from policytargets.exhibits.answering import LEVEL_WORD, Answering
from policytargets.exhibits.asking import by_district, drawn_districts, end_of, grid_of_cells
from policytargets.exhibits.department_answers import exhibit_of, whose
from policytargets.exhibits.department_walls import crossed, pairs_of, ranked, shared
from policytargets.exhibits.model import Answers, Drawing, Exhibit
from policytargets.wording.codes import MEASURE_WORD

MOST_OWNERS, MOST_PARTNERS, MOST_FLOWS, MOST_ON_SLIDE = 15, 12, 24, 8
NAMES = 170  # pixels of the names beside a matrix


def owners(answers: Answers, asked: Answering) -> pd.DataFrame:
    """The weightiest lines or departments with `label`; the others summed in a last row without `owner_id`."""
    if asked.shown == "line":
        found = answers.rows("board/line_ranking", most=MOST_OWNERS, districts=asked.districts, roles=asked.roles)
    else:
        found = answers.rows("board/department_ranking", most=MOST_OWNERS, **asked.parameters)
    return found.assign(label=_labels(found, "owner"))


def ranking(answers: Answers, asked: Answering, *, made_on: date, most: int = MOST_OWNERS) -> Exhibit:
    """Bars of the weightiest owners, with both roles; `most` of them are drawn."""
    found = owners(answers, asked)
    top, word = found[found["owner_id"].notna()], LEVEL_WORD[asked.shown]
    rest = [
        f"前 {len(top)} 个以外的 {row.owners} 个{word}合计{asked.role_word} {row.targets} 个目标、{row.tasks} 项任务，"
        f"同一目标不重复计，其中有的与上列{word}共同承担。"
        for row in found[found["owner_id"].isna()].itertuples()
    ]
    titles = {"owner": word, **({"short_name": "区县"} if asked.shown == "department" else {}), **BOTH_ROLES}
    chosen = f"{whose(answers, asked)}：" if asked.codes else ""
    first = end_of(top["label"].str.replace("|", " ").tolist(), top["targets"].tolist(), "最多", "个")
    return exhibit_of(
        answers,
        asked,
        "ranking",
        name=f"各{word}的责任",
        title=f"{chosen}{asked.role_word}目标，{first}",
        meta="单位：个计划目标",
        colours=f"条长为{asked.role_word}的目标数",
        limit=f"图中为前 {most} 个" if len(top) > most else "",
        wall=ranked(top, int(found["owners"].sum()) - len(top)),
        made_on=made_on,
        table=top[list(titles)].rename(columns=titles),
        drawing=Drawing(ranking_bars, (top.head(most),), least_step=36),
        rows=top,
        notes=tuple(rest),
    )


def matrix(answers: Answers, asked: Answering, *, measure: str, made_on: date, most: int = MOST_OWNERS) -> Exhibit:
    """Owners by category in the roles asked for, the other role in small; `most` owners are drawn."""
    level, word = asked.shown, LEVEL_WORD[asked.shown]
    found = owners(answers, asked)
    top = found[found["owner_id"].notna()]
    beside = top[["owner_id", "owner", "label", "place", "district_id", "short_name"]]
    cells = answers.rows(f"board/{level}_matrix", owners=top["owner_id"].tolist(), districts=asked.districts)
    cells = cells.merge(beside, on="owner_id")
    rest = int(found["owners"].sum()) - len(top)
    unseen = rest + max(len(top) - most, 0)
    limit = f"图中为前 {min(most, len(top))} 个{word}，另有 {unseen} 个未画" if unseen else ""
    drawn = cells[cells["owner_id"].isin(top["owner_id"].head(most))]
    counted = BOTH_ROLES if asked.role != "either" else {**BOTH_ROLES, **EITHER_ROLE}
    titles = {"owner": word, "short_name": "区县", "category": "领域", **counted}
    filled = cells[cells[list(BOTH_ROLES)].any(axis=1)].sort_values(["place", "category_sort"])
    options = (("measure", measure), ("focus", asked.focus), ("role", asked.role))
    width = NAMES + cells["category"].nunique() * (int(cells["category"].str.len().max()) * 12 + 8)
    places = (cells["label"].str.replace("|", " ", regex=False) + "的" + cells["category"]).tolist()
    unit = "个目标" if measure == "targets" else "项任务"
    counting = COUNTING[asked.role]
    numbers = cells[f"{measure}_{counting.number}"].tolist()
    title = f"{counting.word}集中在哪里：{end_of(places, numbers, '最多', unit)}"
    return exhibit_of(
        answers,
        asked,
        "matrix",
        name=f"各{word}在各领域牵头和配合的{MEASURE_WORD[measure]}",
        title=title,
        meta=f"单位：{unit}",
        colours=counting.colours,
        limit=limit,
        wall=replace(crossed(cells, top, measure, asked.role, rest, word), heading=title),
        made_on=made_on,
        table=filled[list(titles)].rename(columns=titles),
        drawing=Drawing(responsibility_matrix, (drawn,), options, least_step=30, least_width=width),
        rows=cells,
        measure=measure if measure != "targets" else "",
    )


def cells(answers: Answers, asked: Answering, *, made_on: date) -> Exhibit:
    """Targets of the chosen by category and district."""
    own = _districts_of(answers, asked)
    drawn, told = (own, "") if own else drawn_districts(answers, asked.focus)
    rows = answers.rows("board/department_cells", **asked.parameters | {"districts": drawn})
    totals = rows.groupby("category", sort=False)["targets"].sum()
    most = end_of([str(name) for name in totals.index], [int(number) for number in totals], "最多", "个")
    title = f"{whose(answers, asked)}的目标：{most}"
    return exhibit_of(
        answers,
        asked,
        "cells",
        name=f"{whose(answers, asked)}在各领域、各区县的目标数",
        title=title,
        meta=f"单位：个计划目标（{asked.role_word}）· 重复表述不计",
        made_on=made_on,
        table=by_district(rows),
        grid=True,
        drawing=Drawing(category_heat_map, (rows,), (("focus", asked.focus),), least_step=19),
        wall=grid_of_cells(rows, asked.focus, title),
        rows=rows,
        notes=(told,) if told else (),
    )


def partners(answers: Answers, asked: Answering, *, made_on: date, most: int = MOST_PARTNERS) -> Exhibit | None:
    """Who shares tasks with the chosen ones; None where nobody does. `rows` are all partners with `label`."""
    found = answers.rows("board/department_partners", level=asked.level, **asked.parameters)
    if found.empty:
        return None
    found = found.assign(label=_labels(found, "partner").str.replace("|", " ", regex=False))
    top, rest = found.head(most), len(found) - most
    limit = f"前 {len(top)} 个，另有 {rest} 个见表" if rest > 0 else ""
    titles = {"label": asked.word, **PARTNER_ROLES}
    first = end_of(found["label"].tolist(), found["tasks"].tolist(), "最多", "项")
    return exhibit_of(
        answers,
        asked,
        "partners",
        name=f"与{whose(answers, asked)}共同承担任务的{asked.word}",
        title=f"与{whose(answers, asked)}共同承担的任务，{first}",
        meta=f"单位：项共同任务（{asked.role_word}的任务，对方牵头、配合都算）",
        colours="绿色为对方牵头，灰色为对方配合",
        limit=limit,
        wall=shared(found),
        made_on=made_on,
        table=found[list(titles)].rename(columns=titles),
        drawing=Drawing(partner_bars, (top,), least_step=36),
        rows=found,
    )


def flows(answers: Answers, asked: Answering, *, made_on: date) -> Exhibit | None:
    """Who leads and who supports, as flows between them, of the chosen ones in the roles asked for; None where nobody
    shares such a task."""
    found = answers.rows("board/department_flows", level=asked.level, most=MOST_FLOWS, **asked.parameters)
    if found.empty:
        return None
    rest = int(found["pairs"].iloc[0]) - len(found)
    pairs = (found["lead"] + "牵头" + found["support"] + "配合").tolist()
    titles = {"lead": "牵头", "support": "配合", "tasks": "共同任务"}
    # The partners are there only of those who were chosen.
    shared_by = f"与{whose(answers, asked)}共同承担任务的{asked.word}" if asked.codes else ""
    return exhibit_of(
        answers,
        asked,
        "flows",
        name=f"谁牵头，谁配合：{whose(answers, asked)}",
        title=f"{_sides(answers, asked)}的任务，{end_of(pairs, found['tasks'].tolist(), '最多', '项')}",
        meta="单位：项共同任务（只算一方牵头、另一方配合的）",
        colours="左为牵头，右为配合",
        limit=f"最多的 {len(found)} 对，另有 {rest:,} 对未画" if rest else "",
        wall=pairs_of(found, asked.codes, rest),
        made_on=made_on,
        table=found[list(titles)].rename(columns=titles),
        drawing=Drawing(role_bands, (found, frozenset(asked.codes))),
        rows=found,
        notes=(
            "一同牵头的任务不在其中" + (f"，“{shared_by}”也算这些，所以两处的数字不同。" if shared_by else "。"),
            *(() if asked.codes else ("每一对都有牵头和配合的一方，“角色”在这里不作筛选。",)),
        ),
    )


def _sides(answers: Answers, asked: Answering) -> str:
    """Who leads and who supports in the flows, by the roles in which the chosen ones are asked for."""
    own, others = whose(answers, asked), f"别的{asked.word}"
    named = {"lead": f"{own}牵头、{others}配合", "support": f"{others}牵头、{own}配合"}
    return named.get(asked.role if asked.codes else "", "一方牵头、另一方配合")


def _districts_of(answers: Answers, asked: Answering) -> list[str]:
    """The districts to be drawn, none meaning all: of departments only those in which there is one, as the others don't
    have none of its targets but no such department."""
    if asked.level != "department" or not asked.codes:
        return asked.districts
    found = answers.rows("board/department_districts", departments=asked.codes)["district_id"].tolist()
    return [code for code in found if code in asked.districts] or asked.districts or found


def _labels(found: pd.DataFrame, column: str) -> "pd.Series[str]":
    """Names with the district behind a bar sign, where there is one; collective names are said to be such."""
    place = found["short_name"].fillna("") + found["collective"].astype(bool).map({True: " · 统称", False: ""})
    return found[column].fillna("") + ("|" + place).where(found["short_name"].notna(), "")
