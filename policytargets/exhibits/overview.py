"""The exhibits of 总览: targets by category and district, and how the tasks commit themselves."""

from datetime import date
from fractions import Fraction
from typing import Any

import pandas as pd

from policytargets.charts.areas import task_areas
from policytargets.charts.heat_map import category_heat_map
from policytargets.charts.overview import KINDS
from policytargets.charts.wall import Bar, Bars
from policytargets.exhibits.asking import by_district, documents, drawn_districts, end_of, grid_of_cells
from policytargets.exhibits.model import Answers, Drawing, Exhibit, subject_of
from policytargets.wording.codes import STATUS_WORD
from policytargets.wording.figures import share_in_words

COUNTED = {
    "chapter": "按章：目标计入它所在的章归入的领域（不分章的，按任务），与“目标清单”的筛选一致。",
    "matter": "按事项：目标计入它所说的事归入的领域，不论写在哪一章。",
}
MOST_NAMED = 3


def cells(answers: Answers, *, counting: str, focus: str, made_on: date) -> Exhibit:
    """Targets by category and district, counted by chapter or by matter; of many districts those of most targets."""
    drawn, told = drawn_districts(answers, focus)
    by_matter = answers.rows("record/heat_map_by_matter", districts=drawn)
    rows = by_matter if counting == "matter" else answers.rows("record/heat_map", districts=drawn)
    elsewhere = f"两种计法有 {int(by_matter['elsewhere'].sum())} 个目标归入不同领域。"
    totals = rows.groupby("category", sort=False)["targets"].sum()
    names, numbers = [str(name) for name in totals.index], [int(number) for number in totals]
    ends = "，".join(dict.fromkeys(end_of(names, numbers, word, "个") for word in ("最多", "最少")))
    title = f"各领域的计划目标：{ends}"
    return Exhibit(
        subject=subject_of("overview-cells", counting=counting if counting != "chapter" else ""),
        name="各领域、各区县的计划目标数",
        title=title,
        meta=f"单位：个计划目标 · 重复表述不计 · {kinds_of_plans(answers.rows('board/overview_plans'))}",
        origin=_origin(answers),
        made_on=made_on,
        table=lambda: by_district(rows),
        sources=documents(answers),
        grid=True,
        drawings=(Drawing(category_heat_map, (rows,), (("focus", focus),), least_step=19),),
        wall=grid_of_cells(rows, focus, title),
        notes=(COUNTED.get(counting, COUNTED["chapter"]) + elsewhere, *([told] if told else [])),
        rows=rows,
    )


def tasks(answers: Answers, *, made_on: date) -> Exhibit:
    """The tasks by category and by how they commit themselves: in figures, in words alone, not at all."""
    rows = answers.rows("board/overview_tasks")
    counts = {kind: int(rows[kind].sum()) for kind in KINDS}
    told = "，".join(f"{word} {counts[kind]:,}" for kind, word in KINDS.items())
    title = f"{sum(counts.values()):,} 项任务中 {counts['without']:,} 项没有量化目标{_barest(rows)}"
    return Exhibit(
        subject="overview-tasks",
        name="任务的量化情况",
        title=title,
        meta=f"单位：项编号任务 · {told}",
        limit="图形大小为任务数",  # of areas, and of bars on a phone; those on walls say nothing of it
        origin=_origin(answers),
        made_on=made_on,
        table=lambda: (
            rows.drop(columns="category_id")
            .rename(columns={"category": "领域", **KINDS})
            .assign(没有量化目标的占比=[share_in_words(bare, whole) for _, bare, whole in _bare(rows)])
        ),
        sources=documents(answers),
        drawings=(Drawing(task_areas, (rows,)),),
        wall=Bars(
            tuple(_bar(row) for row in rows.to_dict("records") if any(row[kind] for kind in KINDS)),
            tuple(KINDS.values()),
            heading=title,
        ),
        rows=rows,
    )


def _bare(rows: pd.DataFrame) -> list[tuple[str, int, int]]:
    """Of each category its name, its tasks without targets and all its tasks."""
    return [
        (str(row["category"]), int(row["without"]), sum(int(row[kind]) for kind in KINDS))
        for row in rows.to_dict("records")
    ]


def _barest(rows: pd.DataFrame) -> str:
    """Where most tasks have no target: by number and by share, each with both, as either alone may be taken for the
    other. `：项数最多的是改革开放（37 项，占其任务的 77%），占比最高的是组织实施（17 项，…）`."""
    found = [row for row in _bare(rows) if row[1]]
    if not found:
        return ""
    number = max(bare for _, bare, _ in found)
    share = max(Fraction(bare, whole) for _, bare, whole in found)
    most = [row for row in found if row[1] == number]
    highest = [row for row in found if Fraction(row[1], row[2]) == share]
    if most == highest:
        return f"：项数最多、占比最高的是{_shares(most)}"
    return f"：项数最多的是{_shares(most)}，占比最高的是{_shares(highest)}"


def _shares(found: list[tuple[str, int, int]]) -> str:
    told = [f"{name}（{bare:,} 项，占其任务的 {share_in_words(bare, whole)}）" for name, bare, whole in found]
    return "、".join(told[:MOST_NAMED]) + (f"等 {len(told)} 个领域" if len(told) > MOST_NAMED else "")


def _bar(row: dict[Any, Any]) -> Bar:
    """A category's tasks by how they commit, with their total."""
    counts = tuple(int(row[kind]) for kind in KINDS)
    return Bar(row["category"], counts, f"{sum(counts)}（{'＋'.join(str(count) for count in counts)}）")


def _origin(answers: Answers) -> str:
    return f"全部 {answers.rows('record/overview_counts')['documents'].iloc[0]:,} 份计划"


def kinds_of_plans(kinds: pd.DataFrame) -> str:
    """Which plans cover which years, in words; takes the rows of `board/overview_plans`, the commonest first.

    `均为 2023 年计划`, or `茌平区为 2023—2025 年计划（征求意见稿），其余为 2023 年计划`; of a kind with many
    districts only how many there are.
    """
    first, *others = kinds.to_dict("records")
    if not others:
        return f"均为 {_kind(first)}"
    named = [f"{_named(list(kind['districts']))}为 {_kind(kind)}" for kind in others]
    return "，".join([*named, f"其余为 {_kind(first)}"])


def _kind(kind: dict[Any, Any]) -> str:
    """`2023 年计划`, `2023—2025 年计划（征求意见稿）`."""
    years = dict.fromkeys((str(kind["first_year"]), str(kind["last_year"])))
    draft = f"（{STATUS_WORD['draft']}）" if kind["status"] == "draft" else ""
    return f"{'—'.join(years)} 年计划{draft}"


def _named(districts: list[str]) -> str:
    return "、".join(districts) if len(districts) <= MOST_NAMED else f"{len(districts):,} 个区县"
