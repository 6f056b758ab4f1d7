"""The parts of 操作记录: filters and the list, page by page."""

import pandas as pd
import streamlit as st

from policytargets import settings
from policytargets.exports.file_names import file_name
from policytargets.exports.spreadsheets import to_csv
from policytargets.ledger.operations import CHANNEL_WORD, OPERATION_WORD, Noted, Operations
from policytargets.ledger.plausible import no_day
from policytargets.people.model import Actor
from policytargets.people.permissions import ROLE_WORD
from policytargets.settings import today
from policytargets.store.engine import connect
from policytargets.ui.blocks import filters, ledger, listings, record
from policytargets.ui.blocks.downloads import CSV
from policytargets.ui.blocks.ledger import Row

PAGE_SIZE = 50
CODE = 8  # letters of a digest that are listed; the file has more


def chosen(actor: Actor) -> list[Noted]:
    """What someone may read of, as the filters leave it, the newest first."""
    held = _operations()
    found = held.seen_by(actor)
    kinds, people = {entry.kind for entry in found}, {entry.person_id for entry in found}
    with st.container(horizontal=True):
        words = sorted((OPERATION_WORD.get(kind, kind), kind) for kind in kinds)
        named = sorted((held.names.get(person, person), person) for person in people)
        asked_kinds = filters.pick_many("操作", "operation", {word: word for word, _ in words})
        asked_people = filters.pick_many("人员", "by_person", {name: name for name, _ in named})
        since = (st.text_input("从（如 2023-09-01）", key="since", bind="query-params") or "").strip()
        until = (st.text_input("到", key="until", bind="query-params") or "").strip()
    if any(no_day(typed) for typed in (since, until)):
        st.warning("日期请写成 2023-09-01 的样子，未按日期筛选。")
        since = until = ""
    kinds = {kind for word, kind in words if not asked_kinds or word in asked_kinds}
    people = {person for name, person in named if not asked_people or name in asked_people}
    return [
        entry for entry in found
        if entry.kind in kinds and entry.person_id in people
        and (not since or entry.day[:10] >= since) and (not until or entry.day[:10] <= until)
    ]  # fmt: skip


def show(actor: Actor, found: list[Noted]) -> None:
    """A page of the list, the newest first, and all of it as a file."""
    st.caption(f"共 {len(found):,} 条，新的在前" + (f"，每页 {PAGE_SIZE} 条。" if len(found) > PAGE_SIZE else "。"))
    place = listings.pick_page(-(-len(found) // PAGE_SIZE), "operations_page")
    if not found:
        st.info("没有符合条件的记录。")
        return
    listed = _frame(actor, found[(place - 1) * PAGE_SIZE : place * PAGE_SIZE])
    listed["校验码"] = listed["校验码"].str[:CODE]
    listings.listing(listed, label="操作记录", links={}, figures=("校验码",))
    st.caption("校验码由这一条和它以前的各条一起算出：以前的记录改动一处，以后的校验码就都对不上。")
    st.download_button(
        f"下载全部 {len(found):,} 条（CSV）", lambda: to_csv(_frame(actor, found)),
        file_name(f"{ledger.prefix()}操作记录", made_on=today(), ending="csv"), CSV, key="operations-csv",
        on_click="ignore",
    )  # fmt: skip


def _operations() -> Operations:
    """The journal, in which whom each entry concerns is worked out anew only where that may have changed."""
    held = ledger.feed()
    moved = sum(len(period["changes"]) for period in held.periods)
    handed_on = tuple(sorted(held.arrangements.assignments.items()))
    return _kept(settings.ledger_address(), record.record().version, handed_on, moved)


@st.cache_resource(show_spinner="正在整理操作记录", max_entries=2)
def _kept(address: str, version: str, handed_on: tuple[tuple[str, str], ...], moved: int) -> Operations:
    found, due_items = record.rows("ledger/departments", district=""), record.rows("ledger/due_items")
    districts = dict(zip(found["department_id"], found["district_id"], strict=True))
    printed = dict(zip(due_items["due_id"], due_items["reporter_id"], strict=True))
    reporters = {due_id: name for due_id, name in printed.items() if isinstance(name, str)}
    return Operations(connect(address), districts, reporters, _asked())


def _frame(actor: Actor, entries: list[Noted]) -> pd.DataFrame:
    """Entries in words."""
    found = record.rows("ledger/departments", district="")
    departments = dict(zip(found["department_id"], found["name"], strict=True))
    dues = {due["due_id"]: due["name"] for due in ledger.dues()}
    places = filters.choices("districts")
    periods = {
        period["period_id"]: f"{places.get(period['district_id'], period['district_id'])} {ledger.period_words(period)}"
        for period in ledger.feed().periods
    }
    rows = _operations().rows(actor, entries)
    told = [_some([departments.get(name, name) for name in row["departments"]], 3, "个") for row in rows]
    return pd.DataFrame(
        {
            "时间": [row["day"] for row in rows], "人员": [row["name"] for row in rows],
            "操作": [OPERATION_WORD.get(row["kind"], row["kind"]) for row in rows],
            "部门": [words or None for words in told],
            "对象": [_about(row, dues, periods) or None for row in rows],
            "原因": [_some(row["reasons"]) or None for row in rows],
            "途径": [CHANNEL_WORD.get(row["channel"], row["channel"]) for row in rows],
            "序号": [str(row["entry_id"]) for row in rows], "校验码": [row["hash"][:12] for row in rows],
        }
    )  # fmt: skip


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


def _some(texts: list[str], most: int = 2, measure: str = "项") -> str:
    """The first of them, and how many there are where that is not all."""
    return "、".join(texts[:most]) + (f" 等 {len(texts)} {measure}" if len(texts) > most else "")
