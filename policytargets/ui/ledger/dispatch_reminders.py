"""Who has not reported: departments with their items, on-time rates, what came back and why, and the 催报单."""

from collections.abc import Sequence
from datetime import date

import pandas as pd
import streamlit as st

from policytargets import settings
from policytargets.comparisons.model import INVENTED
from policytargets.exports.file_names import file_name
from policytargets.exports.papers.reminders import RATE_HEADS, Item, to_reminders
from policytargets.ledger.punctuality import punctuality
from policytargets.ledger.states import STATE_WORD
from policytargets.ui.blocks import acting, filters, ledger, record, tables
from policytargets.ui.blocks.downloads import DOCX
from policytargets.ui.blocks.ledger import Row
from policytargets.ui.blocks.listings import listing

OUTSTANDING = ("", "withdrawn", "returned")
NOBODY = "未写明牵头部门"


@acting.in_place
def missing(found: list[Row], period: Row, *, district: str, period_words: str) -> None:
    """The departments that have something to report, the most first; what was returned; the paper for all of them."""
    names = _names(found)
    by_department: dict[str, list[Item]] = {}
    for row in found:
        if row["state"] in OUTSTANDING:
            by_department.setdefault(names.get(row["reporter_id"], NOBODY), []).append(_item(row, period))
    by_department = dict(sorted(by_department.items(), key=lambda pair: -len(pair[1])))
    rates = _rates(found, names)
    st.subheader("未报部门", anchor=False)
    title = f"{ledger.prefix()}{district}{period_words}催报单"
    if by_department:
        shown = [
            {"部门": name, "未报项数": str(len(own)), "报送情况": own[0][2]} for name, own in by_department.items()
        ]
        listing(pd.DataFrame(shown), label="还没有报齐的部门", links={}, figures=("未报项数",))
        version, today = record.record().version, settings.today()
        st.download_button(
            "下载催报单（DOCX）",
            lambda: to_reminders(
                by_department, rates, title=title, period=period_words, due_on=date.fromisoformat(period["due_on"]),
                made_on=today, warning=INVENTED if ledger.prefix() else "", version=version,
            ),
            file_name(title, made_on=today, ending="docx"), DOCX, key="reminders-docx", on_click="ignore",
        )  # fmt: skip
    else:
        st.write("这一期全部已报。")
    _returned(found, names)
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


def _item(row: Row, period: Row) -> Item:
    light = punctuality(period, row["state"], None, settings.today())
    state = "" if row["state"] in ("", "returned") else f"（{STATE_WORD[row['state']]}）"
    return row["name"], row["printed"] if isinstance(row["printed"], str) else "—", light.words + state, _reason(row)


def _reason(row: Row) -> str:
    return str(row["report"]["returned_for"] or "—") if row["state"] == "returned" else "—"


def _names(found: list[Row]) -> dict[str, str]:
    codes = sorted({row["reporter_id"] for row in found if isinstance(row["reporter_id"], str)})
    return filters.names_of("departments", codes)
