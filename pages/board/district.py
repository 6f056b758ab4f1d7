"""区县: what one district has committed to, who answers for it, and where it stands beside the others."""

import streamlit as st

from policytargets.standings import has_figure, standings, summary
from policytargets.ui import blocks, filters, plans, record

MOST_DEPARTMENTS = 8

blocks.head("区县", "这个区县承诺了什么，由谁负责，与其他区县相比处在什么位置？")
district = filters.pick_district()
found = record.rows("board/district_plan", district=district)
if found.empty:
    st.info("没有收录这个区县的计划。")
    st.stop()
plan = found.iloc[0]
shared = record.rows("board/shared_indicators", categories=[])
seen = standings(record.comparisons(tuple(shared["indicator_id"]), order="plan"), district)
own = [lane for lane in seen if has_figure(lane)]
single = record.rows("board/single_district_targets", districts=[district], categories=[])
plans.document(plan)
blocks.metrics(
    {
        "目标": (f"{plan['targets']}", "有数字承诺的目标；重复表述和总数的组成部分不重复计"),
        "有数字的任务": (
            f"{plan['tasks_with_figures']} / {plan['tasks']}",
            "有数字目标的编号任务 / 全部编号任务",
        ),
        "原文隐去": (f"{plan['withheld']}", "征求意见稿以 *** 或 x 隐去的数字，不作猜测"),
        "可比指标": (f"{len(own)}", "其他区县也设定了的指标"),
        "独有指标": (f"{single['indicator_id'].nunique()}", "只有这个区县设定的指标"),
    }
)
left, right = st.columns(2, gap="large")
with left:
    plans.by_category(district, plan["district"])
with right:
    plans.by_department(district, plan["district"], MOST_DEPARTMENTS)
st.subheader("与其他区县相比", anchor=False)
st.write(f"{plan['district']}有 {len(own)} 项指标可与其他区县并列；{summary(own)}")
st.caption(
    f"绿色为{plan['district']}，灰色为其他区县；每项各用自己的刻度，左端为 0，右端为最高的所列数字（占比为 100%）"
)
st.caption(plans.MARKS + " · 点一项看目标全貌")
scopes = {"own": "本区县已设定", "rest": "本区县未设定或另有口径"}
scope = filters.pick_way("范围", "scope", scopes, "own")
lanes = own if scope == "own" else [lane for lane in seen if lane not in own]
plans.standings(lanes, key=scope, district=plan["district"])
st.subheader("独有指标", anchor=False)
st.caption(f"{single['indicator_id'].nunique()} 项指标、{len(single)} 个目标，只有这个区县设定")
blocks.table(blocks.targets_frame(single), key="single", file_name=f"{plan['district']}独有指标.csv", height=420)
st.subheader("没有数字的任务", anchor=False)
tasks = record.rows("board/tasks_without_figures", districts=[district], categories=[])
st.caption(f"{plan['tasks']} 项任务中有 {len(tasks)} 项没有数字目标；计划不只是数字")
plans.tasks_without_figures(tasks, key="tasks", file_name=f"{plan['district']}没有数字的任务.csv")
blocks.source_line(
    f"{plan['district']}，《{plan['title']}》（{blocks.stated(plan['doc_no'], '文号')}），各项任务号见表"
)
