"""The forms of 进度安排: propose a course, approve or return it, say who reports."""

import streamlit as st

from policytargets.ledger.proposals import CourseForm, assign, decide_course, points_of, propose_course
from policytargets.people.model import Actor
from policytargets.people.permissions import may
from policytargets.ui.blocks import acting, ledger, offices, record
from policytargets.ui.blocks.ledger import Row
from policytargets.ui.ledger import courses as parts
from policytargets.wording.lights import PACING_WORD
from policytargets.wording.markdown import plain_text

PACINGS = {"figure": ("linear", "planned", "hold", "final", "ceiling"), "task": ("nodes",)}


@acting.in_place
def decide(due: Row, actor: Actor) -> None:
    """The newest proposal with the two answers to it, for those who may give them."""
    course = parts.newest(due)
    if course is None or course["state"] != "proposed":
        return
    key = f"{actor.person_id}:{course['course_id']}"
    with st.container(border=True):
        base = f"，基期数 {course['baseline']}（{course['baseline_on']}，{course['baseline_source']}）"
        points = "；".join(parts.point_in_words(point) for point in course["points"])
        said = f"待批准：{PACING_WORD[course['pacing']]}{base if course['baseline'] else ''}。理由：{course['reason']}"
        st.markdown(plain_text(f"{said}（{course['asked_by']}）"))
        if points:
            st.caption(plain_text(points))
        if not may(actor, "approve_course", district_id=due["district_id"]):
            return
        reason = st.text_input("退回原因（退回时必填）", key=f"{key}:reason") or ""
        with st.container(horizontal=True):
            for kind, word in (("approved", "批准"), ("returned", "退回")):
                if acting.pressed(word, f"{key}:{kind}"):
                    acting.act(key, f"已{word}。", lambda kind=kind: decide_course(  # type: ignore[misc]
                        ledger.opened(), actor, parts.owner(due), course["course_id"], kind,
                        record_version=record.record().version, reason=reason,
                    ))  # fmt: skip
        acting.answer(key)


@acting.in_place
def propose(due: Row, actor: Actor) -> None:
    """The form of a new version, for those who report the item."""
    if not may(actor, "propose_course", department_id=parts.department(due) or None):
        return
    key, task = f"{actor.person_id}:{due['due_id']}:course", due["kind"] == "task"
    with st.expander("提出新的安排", expanded=parts.newest(due) is None):
        codes = PACINGS[due["kind"]]
        now = due["item"].pacing
        pacing = st.selectbox(
            "折算方式", codes, index=codes.index(now) if now in codes else 0, format_func=PACING_WORD.__getitem__,
            key=f"{key}:pacing",
        )  # fmt: skip
        base = {"baseline": "", "baseline_on": "", "baseline_source": ""}
        if not task:
            unit = f"，单位 {due['item'].unit}" if due["item"].unit else ""
            labels = (f"基期数（目标期开始时{unit}）", "基期日期（如 2022-12-31）", "基期数来源")
            with st.container(horizontal=True):
                for name, label in zip(base, labels, strict=True):
                    base[name] = st.text_input(label, key=f"{key}:{name}") or ""
        asked = "节点，一行一个：日期 节点 完成日期（办完才写）" if task else "计划数，一行一期：日期 计划数"
        points = st.text_area(f"{asked}；可从表格复制", key=f"{key}:points", height=90) or ""
        reason = st.text_input("理由或依据", key=f"{key}:why") or ""
        if acting.pressed("提出", f"{key}:propose", type="primary"):
            form = CourseForm(pacing, **base, reason=reason, points=points_of(points, due["kind"]))
            acting.act(key, "已提出，等待批准。", lambda: propose_course(
                ledger.opened(), actor, parts.owner(due), due["item"], form, record_version=record.record().version
            ))  # fmt: skip
        acting.answer(key)


@acting.in_place
def assigned(due: Row, actor: Actor) -> None:
    """Who reports the item, and another department instead, for those who may say so."""
    if not may(actor, "assign", district_id=due["district_id"]):
        return
    key, now = f"{actor.person_id}:{due['due_id']}:assign", parts.department(due)
    found = record.rows("ledger/departments", district=due["district_id"])
    names = dict(zip(found["department_id"], found["name"], strict=True))
    with st.expander(f"填报部门：{names.get(now, '未指定')}", expanded=not now):
        chosen = offices.pick_office(
            "改由哪个部门填报", f"{key}:department", names, index=list(names).index(now) if now in names else None,
            placeholder="选择部门",
        )  # fmt: skip
        if acting.pressed("指定", f"{key}:assign", disabled=chosen is None):
            acting.act(key, "已指定。", lambda: assign(
                ledger.opened(), actor, parts.owner(due), str(chosen), record_version=record.record().version
            ))  # fmt: skip
        acting.answer(key)
