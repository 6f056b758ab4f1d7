"""Who has not reported: departments with their items, on-time rates, what came back and why, how long checking took,
and the 催报单."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from functools import partial
from statistics import median

import pandas as pd
import streamlit as st

from policytargets import settings
from policytargets.comparisons.model import INVENTED
from policytargets.exports.file_names import file_name
from policytargets.exports.papers.reminders import RATE_HEADS, Item, Reminder, to_reminder_workbook, to_reminders
from policytargets.ledger.feed import Feed, local_day
from policytargets.ledger.punctuality import punctuality
from policytargets.ledger.states import OUTSTANDING, STATE_WORD, standing
from policytargets.ui.blocks import acting, filters, ledger, record, tables
from policytargets.ui.blocks.downloads import DOCX, XLSX
from policytargets.ui.blocks.ledger import Row
from policytargets.ui.blocks.listings import listing
from policytargets.ui.ledger import dispatch_ahead

NOBODY = "未写明牵头部门"
ROWS_SEEN = 8  # of the departments: what waits for the checker stands below them


@acting.in_place
def missing(found: list[Row], period: Row, *, district: str, period_words: str) -> None:
    """The departments that have something to report, the most first; what was returned; the paper for all of them;
    before that what falls due next."""
    dispatch_ahead.upcoming(period["district_id"])
    names, held = _names(found), ledger.feed()
    by_department: dict[str, list[Item]] = {}
    for row in found:
        if row["state"] in OUTSTANDING:
            by_department.setdefault(names.get(row["reporter_id"], NOBODY), []).append(_item(row, period, held))
    by_department = dict(sorted(by_department.items(), key=lambda pair: -len(pair[1])))
    rates = _rates(found, names)
    st.subheader("未报部门", anchor=False)
    title = f"{ledger.prefix()}{district}{period_words}催报单"
    if by_department:
        shown = [
            {"部门": name, "未报项数": str(len(own)), "报送情况": _told([item[2] for item in own])}
            for name, own in by_department.items()
        ]
        listing(pd.DataFrame(shown), label="还没有报齐的部门", links={}, figures=("未报项数",), first=ROWS_SEEN)
        reminder = Reminder(
            by_department, rates, title=title, period=period_words, due_on=date.fromisoformat(period["due_on"]),
            made_on=settings.today(), warning=INVENTED if ledger.prefix() else "", version=record.record().version,
        )  # fmt: skip
        with st.container(horizontal=True):
            for make, ending, kind in ((to_reminders, "docx", DOCX), (to_reminder_workbook, "xlsx", XLSX)):
                st.download_button(
                    f"下载催报单（{ending.upper()}）", partial(make, reminder),
                    file_name(title, made_on=reminder.made_on, ending=ending), kind, key=f"reminders-{ending}",
                    on_click="ignore",
                )  # fmt: skip
    else:
        st.write("这一期全部已报。")
    _returned(found, names)
    _checking(period)
    told = pd.DataFrame(rates, columns=list(RATE_HEADS))
    tables.twin(
        lambda: told, key="rates", name=f"{ledger.prefix()}按时报送率{period['ends_on']}",
        label="各部门按时报送率",
    )  # fmt: skip


def _returned(found: list[Row], names: dict[str, str]) -> None:
    """What was returned and has not come again, with the reason."""
    back = [row for row in found if row["state"] == "returned"]
    if back:
        st.subheader("已退回、等待重报", anchor=False)
        shown = [
            {"应报项": row["name"], "部门": names.get(row["reporter_id"], NOBODY), "退回原因": _reason(row)}
            for row in back
        ]
        listing(pd.DataFrame(shown), label="已退回的填报和原因", links={})


def _checking(period: Row) -> None:
    """How long those waited that were checked, and how often something was returned, of every revision."""
    own = [report for report in ledger.feed().reports if report["period_id"] == period["period_id"]]
    waited = [
        (local_day(report["checked_at"]) - local_day(report["submitted_at"])).days for report in own
        if report["checked_at"]
    ]  # fmt: skip
    if waited:
        back = sum(bool(report["returned_for"]) for report in own)
        took = f"从提交到核对的中位数 {median(waited):g} 天（{len(waited)} 份）"
        st.caption(f"{took}；退回 {back} 次。")


def _rates(found: list[Row], names: dict[str, str]) -> list[Sequence[str]]:
    """One row per department: due, in time, missing, returned, and the rate, the lowest first."""
    own: dict[str, list[Row]] = {}
    for row in found:
        own.setdefault(names.get(row["reporter_id"], NOBODY), []).append(row)
    told = []
    for name, rows in own.items():
        in_time = sum(row["in_time"] for row in rows)
        absent = sum(row["state"] in ("", "withdrawn") for row in rows)
        back = sum(row["state"] == "returned" for row in rows)
        counts = [str(count) for count in (len(rows), in_time, absent, back)]
        told.append((in_time / len(rows), name, [name, *counts, f"{in_time}/{len(rows)}"]))
    return [row for _, _, row in sorted(told)]


def _item(row: Row, period: Row, held: Feed) -> Item:
    light = punctuality(period, row["state"], _state_before(row, period, held), settings.today())
    state = "" if row["state"] in ("", "returned") else f"（{STATE_WORD[row['state']]}）"
    return row["name"], row["printed"] if isinstance(row["printed"], str) else "—", light.words + state, _reason(row)


def _state_before(row: Row, period: Row, held: Feed) -> str | None:
    """How an item stands for the period before, None where it was asked for none."""
    asked = [own for own in held.periods if own["ends_on"] < period["ends_on"] and ledger.asked(row, own, held)]
    last = max(asked, key=lambda own: str(own["ends_on"]), default=None)
    return standing(held.newest.get((row["due_id"], last["period_id"]))) if last else None


def _told(words: list[str]) -> str:
    """How the items of a department stand; of several kinds each with its number."""
    counted = Counter(words)
    return words[0] if len(counted) == 1 else "；".join(f"{one}（{count} 项）" for one, count in counted.most_common())


def _reason(row: Row) -> str:
    return str(row["report"]["returned_for"] or "—") if row["state"] == "returned" else "—"


def _names(found: list[Row]) -> dict[str, str]:
    codes = sorted({row["reporter_id"] for row in found if isinstance(row["reporter_id"], str)})
    return filters.names_of("departments", codes)
