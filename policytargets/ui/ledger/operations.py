"""The parts of 操作记录: filters and the list."""

from datetime import date

import pandas as pd
import streamlit as st

from policytargets.ledger.operations import CHANNEL_WORD, OPERATION_WORD, operations
from policytargets.people.model import Actor
from policytargets.people.permissions import ROLE_WORD
from policytargets.ui.blocks import filters, ledger, listings, record, tables
from policytargets.ui.blocks.ledger import Row

MOST = 200
CODE = 8  # letters of a digest that are listed; the file has more


def rows(actor: Actor) -> list[Row]:
    """The operations that someone may see, in words."""
    found = record.rows("ledger/departments", district="")
    departments = dict(zip(found["department_id"], found["name"], strict=True))
    districts = dict(zip(found["department_id"], found["district_id"], strict=True))
    dues = {due["due_id"]: due["name"] for due in ledger.dues()}
    due_items = record.rows("ledger/due_items")
    printed = dict(zip(due_items["due_id"], due_items["reporter_id"], strict=True))
    places = filters.choices("districts")
    periods = {
        period["period_id"]: f"{places.get(period['district_id'], period['district_id'])} {ledger.period_words(period)}"
        for period in ledger.feed().periods
    }
    reporters = {due_id: name for due_id, name in printed.items() if isinstance(name, str)}
    return [
        {
            **row, "words": OPERATION_WORD.get(row["kind"], row["kind"]),
            "department": _some([departments.get(name, name) for name in row["departments"]], 3, "个"),
            "about": _about(row, dues, periods),
            "reason": _some(row["reasons"]),
        } for row in operations(ledger.opened(), actor, districts, reporters, _asked())
    ]  # fmt: skip


def _about(row: Row, dues: dict[str, str], periods: dict[str, str]) -> str:
    """Whom or what an operation concerns: people with the roles, due items, the periods, and how many files: their
    names are for those who may read them."""
    said = [_some([
        name + (f"（{'、'.join(ROLE_WORD[role] for role in roles)}）" if roles else "") for name, roles in row["people"]
    ])]  # fmt: skip
    said.append(_some([dues.get(name, f"{name}（无对应目标）") for name in row["due_ids"]]))
    said += [f"{len(row['files'])} 个文件" if row["files"] else ""]
    said.append(_some([periods[name] for name in row["of_periods"]], 2, "个周期"))
    moved = "开放到 {}" if row["kind"] == "period_reopened" else "改为 {} 截止"
    said.append(_some([f"{periods[name]}：{moved.format(day)}" for name, day in row["periods"]]))
    return "；".join(filter(None, said))


def _asked() -> dict[str, set[str]]:
    """The departments that report for each period whose days were changed."""
    return {
        period["period_id"]: {due["reporter_id"] for due in ledger.dues() if ledger.asked(due, period)}
        for period in ledger.feed().periods
        if period["changes"]
    }


def chosen(found: list[Row]) -> list[Row]:
    """Those that the filters leave."""
    with st.container(horizontal=True):
        kinds = filters.pick_many("操作", "operation", dict(sorted((row["words"], row["words"]) for row in found)))
        people = filters.pick_many("人员", "by_person", {row["name"]: row["name"] for row in found})
        since = st.text_input("从（如 2023-09-01）", key="since", bind="query-params") or ""
        until = st.text_input("到", key="until", bind="query-params") or ""
    for typed in filter(None, (since, until)):
        try:
            date.fromisoformat(typed.strip())
        except ValueError:
            st.warning("日期请写成 2023-09-01 的样子，未按日期筛选。")
            since = until = ""
    return [
        row for row in found
        if (not kinds or row["words"] in kinds) and (not people or row["name"] in people)
        and (not since or row["day"][:10] >= since.strip()) and (not until or row["day"][:10] <= until.strip())
    ]  # fmt: skip


def show(found: list[Row]) -> None:
    """The list, the newest first, and all of it as a file."""
    st.caption(f"共 {len(found):,} 条" + (f"，列出最近 {MOST} 条，全部请下载。" if len(found) > MOST else "。"))
    if not found:
        st.info("没有符合条件的记录。")
        return
    frame = pd.DataFrame(
        {
            "时间": [row["day"] for row in found], "人员": [row["name"] for row in found],
            "操作": [row["words"] for row in found], "部门": [row["department"] or None for row in found],
            "对象": [row["about"] or None for row in found], "原因": [row["reason"] or None for row in found],
            "途径": [CHANNEL_WORD.get(row["channel"], row["channel"]) for row in found],
            "序号": [str(row["entry_id"]) for row in found], "校验码": [row["hash"][:12] for row in found],
        }
    )  # fmt: skip
    listed = frame.head(MOST).assign(校验码=frame["校验码"].str[:CODE])
    listings.listing(listed, label="操作记录", links={}, figures=("校验码",))
    st.caption("校验码由这一条和它以前的各条一起算出：以前的记录改动一处，以后的校验码就都对不上。")
    tables.saved(frame, key="operations", name=f"{ledger.prefix()}操作记录")


def _some(texts: list[str], most: int = 2, measure: str = "项") -> str:
    """The first of them, and how many there are where that is not all."""
    return "、".join(texts[:most]) + (f" 等 {len(texts)} {measure}" if len(texts) > most else "")
