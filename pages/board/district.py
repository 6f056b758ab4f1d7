"""区县: what one district has committed to, who answers for it, and where it stands beside the others."""

import streamlit as st

from policytargets.comparisons.standings import has_figure
from policytargets.ui.blocks import filters, headings, plans, progress, record
from policytargets.ui.board import district as parts
from policytargets.ui.board import district_files, district_lists, district_versions

top = st.container()
district = parts.pick()
found = record.rows("board/district_plan", district=district)
if found.empty:
    with top:
        headings.head("区县", "没有收录这个区县的计划。")
    st.stop()
plan = found.iloc[0]
headings.name_tab("district", plan["district"])
seen = parts.seen(district)
own = [lane for lane in seen if has_figure(lane)]
ranked = [lane for lane in own if lane.place != "unranked"]
single = record.rows("board/single_district_targets", districts=[district], categories=[])
with top:
    headings.head("区县", parts.answer(plan, own))
    progress.strip(lambda row: row["district_id"] == district, districts=[district])
parts.strips(ranked, "ranked", district=district)
plans.ways_to_pairs(district)
st.subheader("不排名次的指标", anchor=False)
scopes = {"own": "本区县已设定", "rest": "本区县未设定或另有口径"}
scope = filters.pick_way("范围", "scope", scopes, "own")
apart = [lane for lane in seen if (lane in own) == (scope == "own") and lane not in ranked]
parts.unranked(apart, district=district)
st.subheader("计划文件", anchor=False)
parts.document(plan)
headings.metrics(
    {
        **plans.plan_figures(plan),
        "共有指标": (f"{len(own)} 项", f"其他区县也设定了的指标，其中 {len(ranked)} 项能排名次"),
        "独有指标": (f"{single['indicator_id'].nunique()} 项", "只有这个区县设定的指标"),
    }
)
district_versions.compared(district, name=plan["district"])
district_lists.commitments(record.rows("board/district_years", document=plan["document_id"]))
parts.by_year(district, plan["document_id"])
with st.container(key="cards-counts"):
    with st.container():
        parts.by_category(district)
    with st.container():
        parts.by_department(district)
district_lists.projects(district, name=plan["district"])
district_lists.single(district, name=plan["district"])
district_lists.tasks(district, int(plan["tasks"]))
district_files.downloads(plan.to_dict(), own)
headings.source_line(
    f"{plan['district']}，《{plan['title']}》（{headings.stated(plan['doc_no'], '文号')}），各项任务号见表"
)
