"""The parts of 进度安排: which item, how it stands, and every version of its course."""

from functools import partial

import pandas as pd
import streamlit as st

from policytargets import settings
from policytargets.ledger.feed import Feed
from policytargets.ledger.proposals import Owner
from policytargets.people.model import Actor
from policytargets.people.permissions import may
from policytargets.ui.blocks import filters, ledger, ledger_items, listings
from policytargets.ui.blocks.ledger import Row
from policytargets.wording.lights import PACING_WORD, amount
from policytargets.wording.markdown import plain_text

STAGES = {
    "waiting": "待批准", "no_baseline": "缺基期数", "extension": "延期待审批", "no_reporter": "无填报部门",
    "overridden": "人工调整",
    "all": "全部",
}  # fmt: skip
STATE_WORD = {"proposed": "待批准", "approved": "已批准", "returned": "已退回"}


def pick(actor: Actor) -> Row | None:
    """One of the items that concern the person, by what there is to do, those of the current year offered first; none
    where there is nothing of the kind."""
    held = ledger.feed()  # asked once: the database is far away, the items are many
    mine = [due for due in ledger.dues() if _concerns(actor, due)]
    by_stage = {stage: [due for due in mine if stage == "all" or _is(stage, due, held)] for stage in STAGES}
    words = {stage: f"{word} {len(by_stage[stage])}" for stage, word in STAGES.items()}
    first = next((stage for stage in STAGES if by_stage[stage]), "all")
    stage = filters.pick_way("情况", "stage", words, first)
    offered = sorted(by_stage[stage], key=partial(_turn, held=held))
    names = {due["due_id"]: _named(due) for due in offered}
    if not names:
        return None
    chosen = filters.pick_first("应报项", "due", names, width=720)
    return next(due for due in mine if due["due_id"] == chosen)


def _named(due: Row) -> str:
    """An item so that no other is called the same."""
    return f"{due['name']}（{due['district']}，{ledger_items.place(due)}，{due['window_end'].year}年）"


def owner(due: Row) -> Owner:
    """The item as commands take it."""
    return Owner(due["due_id"], department(due), due["district_id"])


def department(due: Row) -> str:
    """The department that reports an item; empty if there is none."""
    return due["reporter_id"] if isinstance(due["reporter_id"], str) else ""


def newest(due: Row, held: Feed | None = None) -> Row | None:
    """The newest version of an item's course; `held` is the feed, where it is at hand."""
    own = [row for row in (held or ledger.feed()).arrangements.courses if row["due_id"] == due["due_id"]]
    return own[-1] if own else None


def overridden(due: Row, held: Feed) -> list[Row]:
    """The lights of an item that were set by hand and not lifted, one for each period, the newest last."""
    days = sorted({row["ends_on"] for row in held.arrangements.overrides if row["due_id"] == due["due_id"]})
    found = [held.arrangements.override(due["due_id"], day) for day in days]
    return [row for row in found if row is not None]


def stands(due: Row) -> None:
    """What was promised, and how it is paced today."""
    course = ledger.course(due, settings.today())
    printed = f"目标：{due['printed']}。" if isinstance(due["printed"], str) else ""
    window = f"{due['window_start'].date()} 至 {due['window_end'].date()}"
    st.markdown(f"**{plain_text(due['name'])}**")
    st.caption(plain_text(f"{due['district']}。{printed}任务：{due['task']}。目标期 {window}。"))
    base = "未定" if course.baseline is None else amount(course.baseline, due["item"].unit)
    follows = due["item"].baseline
    base = base if course.baseline is not None or follows is None else amount(follows, due["item"].unit)
    said = f"现在按“{PACING_WORD[course.pacing]}”折算序时" + (f"，基期数 {base}" if due["kind"] == "figure" else "")
    said += f"，期限延至 {course.extended_to}（原 {due['window_end'].date()}）" if course.extended_to else ""
    st.markdown(plain_text(f"{said}。"))
    if _is("no_baseline", due, ledger.feed()):
        st.info("缺基期数：填报照常，但不亮灯。请提出目标期开始时的数，写明日期和来源。")


def history(due: Row) -> None:
    """Every version of the course, the newest first; nothing is ever overwritten."""
    own = [row for row in ledger.feed().arrangements.courses if row["due_id"] == due["due_id"]]
    st.subheader("各次进度安排", anchor=False)
    if not own:
        st.write("还没有提出过，按上面的默认方式折算。")
        return
    rows = [
        {
            "版本": str(row["version"]), "情况": STATE_WORD[row["state"]], "折算": PACING_WORD[row["pacing"]],
            "基期数": row["baseline"], "基期日期": row["baseline_on"], "来源": row["baseline_source"],
            "计划与节点": "；".join(point_in_words(point) for point in row["points"]), "理由": row["reason"],
            "提出人": row["asked_by"], "处理人": row["decided_by"] if row["state"] != "proposed" else None,
            "意见": row["said"] or None,
        } for row in reversed(own)
    ]  # fmt: skip
    listings.listing(pd.DataFrame(rows), label="各次进度安排", links={})


def point_in_words(point: Row) -> str:
    """`2023-09-30 840`, `2023-06-30 开工 2023-07-10` (the day on which it was done)."""
    return " ".join(filter(None, (point["ends_on"], point["planned"] or point["node_text"], point["done_on"])))


def _turn(due: Row, held: Feed) -> int:
    """0 for an item of the current year, 1 for one that is to come, 2 for one that is over."""
    year = settings.today().year
    if due["window_start"].year > year:
        return 1
    return 0 if ledger.last_day(due, held) >= f"{year}-01-01" else 2


def _concerns(actor: Actor, due: Row) -> bool:
    own = may(actor, "propose_course", department_id=department(due) or None)
    return own or may(actor, "approve_course", district_id=due["district_id"])


def _is(stage: str, due: Row, held: Feed) -> bool:
    if stage == "waiting":
        version = newest(due, held)
        return version is not None and version["state"] == "proposed"
    if stage == "extension":
        return any(
            row["due_id"] == due["due_id"] and row["state"] == "submitted" for row in held.arrangements.extensions
        )
    if stage == "overridden":
        return bool(overridden(due, held))
    if stage == "no_reporter":
        return not department(due)
    item, course = due["item"], ledger.course(due, settings.today(), held)
    known = course.baseline if course.baseline is not None else item.baseline
    return item.value is not None and course.pacing == "linear" and known is None
