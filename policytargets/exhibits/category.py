"""The exhibit of 领域: how much each district promises in one field."""

from datetime import date

from policytargets.charts.district import count_bars
from policytargets.charts.wall import Bar, Bars
from policytargets.exhibits.asking import MOST_DRAWN, documents, end_of
from policytargets.exhibits.model import Answers, Drawing, Exhibit, subject_of


def districts(answers: Answers, category: str, *, focus: str, made_on: date) -> Exhibit | None:
    """The counted targets of a category by district, the most first; None of a category that nobody knows. `rows` have
    the code of each district."""
    cells = answers.rows("record/heat_map", districts=[])
    own = cells[cells["category_id"] == category].sort_values(["targets", "district_id"], ascending=[False, True])
    if own.empty:
        return None
    field, numbers = own["category"].iloc[0], own["targets"].astype(int).tolist()
    told = [
        f"{number:,}{f'（隐去 {hidden}）' if hidden else ''}"
        for number, hidden in zip(numbers, own["withheld"], strict=True)
    ]
    bars = own.assign(code=own["district_id"], label=own["short_name"], count=numbers, text=told)
    drawn = bars.head(MOST_DRAWN)[["code", "label", "count", "text"]]
    title = f"{field}的计划目标：{end_of(own['short_name'].tolist(), numbers, '最多', '个')}"
    by_matter = answers.rows("record/heat_map_by_matter", districts=[])
    elsewhere = int(by_matter.loc[by_matter["category_id"] == category, "targets"].sum())
    other = f"；按事项计（不论写在哪一章）共 {elsewhere:,} 个" if elsewhere != sum(numbers) else ""
    heads = {"district": "区县", "targets": "目标数", "withheld": "其中原文隐去"}
    return Exhibit(
        subject=subject_of("category-districts", category=category),
        name=f"各区县在{field}的计划目标数",
        title=title,
        meta="单位：个计划目标 · 重复表述不计",
        origin=f"{answers.rows('record/overview_counts')['documents'].iloc[0]:,} 份计划",
        made_on=made_on,
        table=lambda: own[list(heads)].rename(columns=heads),
        sources=documents(answers),
        drawings=(Drawing(count_bars, (drawn,), (("focus", focus),), least_step=20),),
        limit=f"图中为前 {len(drawn)} 个区县，共 {len(own):,} 个" if len(drawn) < len(own) else "",
        wall=Bars(
            tuple(Bar(row["label"], (row["count"],), row["text"]) for row in drawn.to_dict("records")),
            ("目标数",),
            beyond=len(own) - len(drawn),
            heading=title,
        ),
        notes=(f"按章计：目标计入它所在的章归入的领域，共 {sum(numbers):,} 个{other}。",),
        rows=own,
    )
