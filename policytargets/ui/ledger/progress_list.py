"""The list of 台账: each item's promise, figure and both lights in one row; the same as a workbook and as CSV."""

from datetime import date, timedelta
from typing import Any

import pandas as pd
import streamlit as st

from policytargets import settings
from policytargets.exports.file_names import file_name
from policytargets.exports.notes import notes
from policytargets.exports.spreadsheets import to_csv, to_workbook
from policytargets.ledger.feed import Feed, local_day
from policytargets.ledger.model import LightRule
from policytargets.ledger.punctuality import punctuality, stale
from policytargets.ledger.reasons import rule_in_words, target_in_words
from policytargets.ui.blocks import ledger, links, progress, record
from policytargets.ui.blocks.downloads import CSV, XLSX
from policytargets.ui.blocks.ledger import Row
from policytargets.ui.blocks.listings import listing, pick_page
from policytargets.wording.codes import BASIS_WORD
from policytargets.wording.lights import FORMULA, OUTLOOK_WORD, amount, points

PAGE_SIZE = 40
SOURCE = "各区县计划文件（目标）；责任部门填报、督查室核对发布（完成）"


def with_punctuality(rows: list[Row], as_of: date) -> list[Row]:
    """The rows with `punctuality`, the light of reporting for the newest period up to the day, and `stale`."""
    held, today = ledger.feed(), settings.today()
    states = {(report["due_id"], report["period_id"]): report["state"] for report in held.reports}
    lag = {period["period_id"]: _days(period["ends_on"], period["due_on"]) for period in held.periods}
    own: dict[tuple[str, str], list[Row]] = {}
    for period in held.periods:
        if period["ends_on"] <= as_of.isoformat():
            own.setdefault((period["district_id"], period["cadence"]), []).append(period)
    told = []
    for row in rows:
        found = [p for p in own.get((row["district_id"], row["cadence"]), []) if ledger.asked(row, p, held)]
        state = [states.get((row["due_id"], period["period_id"]), "") for period in found[-2:]]
        before = state[0] if len(state) > 1 else None
        light = punctuality(found[-1] if found else None, state[-1] if state else "", before, today)
        told.append({**row, "punctuality": light, "stale": _is_stale(row, lag, today, held)})
    return told


def _is_stale(row: Row, lag: dict[str, int], today: date, held: Feed) -> bool:
    """Whether the newest figure of a row is old; it no longer ages once nothing more is asked of its item."""
    newest = row["report"]
    if not newest:
        return False
    days = lag.get(newest["period_id"], 0)
    asked_until = date.fromisoformat(ledger.last_day(row, held)) + timedelta(days=days)
    return stale(row["cadence"], date.fromisoformat(newest["ends_on"]), days, min(today, asked_until))


def page(rows: list[Row]) -> None:
    """One screenful of rows as a list whose names lead to the target or task."""
    place = pick_page(-(-len(rows) // PAGE_SIZE), "progress_page")
    shown = rows[(place - 1) * PAGE_SIZE : place * PAGE_SIZE]
    if not shown:
        st.info("没有符合所选条件的应报项。")
        return
    ways = [
        links.address("target", target=row["target_id"])
        if isinstance(row["target_id"], str)
        else links.address("task", task=row["task_id"])
        for row in shown
    ]
    figures = ("原文数字", "序时应完成", "累计完成", "完成率（%）", "序时差（百分点）")
    listed = pd.DataFrame([_short(row) for row in shown])
    told = [" · ".join(filter(None, (row["district"], row["task"], _as_of(row)))) for row in shown]
    listing(listed, label="应报项，一行一个", links={"目标": ways}, figures=figures, below=told)
    names = {row["due_id"]: f"{row['name']}（{row['district']}）" for row in shown if row["report"]}
    chosen = st.selectbox(
        "看一项的目标、序时与各期完成", list(names), index=None, format_func=names.__getitem__, key="progress_item",
        placeholder="选择本页的一项",
    )  # fmt: skip
    if chosen:
        progress.of_due(str(chosen))


def files(rows: list[Row], *, as_of: date, rule: LightRule, filtered: str) -> None:
    """The whole list as it is filtered, with all columns of a 台账."""
    title = f"{ledger.prefix()}工作台账（截至 {as_of.isoformat()}）"
    told = [("亮灯规则", rule_in_words(rule)), ("公式", FORMULA)]
    told += [("注意", "示例数据，不是真实进展")] if ledger.prefix() else []

    def workbook() -> bytes:
        words = notes(
            title, made_on=settings.today(), filters=filtered, count=f"{len(rows)} 个应报项", to_know=told,
            sources=[SOURCE], version=record.record().version,
        )  # fmt: skip
        return to_workbook({"台账": frame(rows)}, words)

    def name(ending: str) -> str:
        return file_name(title, made_on=settings.today(), ending=ending)

    with st.container(horizontal=True):
        st.download_button("下载台账（XLSX）", workbook, name("xlsx"), XLSX, key="progress-xlsx", on_click="ignore")
        st.download_button(
            "下载 CSV", lambda: to_csv(frame(rows)), name("csv"), CSV, key="progress-csv", on_click="ignore"
        )


def frame(rows: list[Row]) -> pd.DataFrame:
    """All columns of a 台账 in their fixed order, then what this board adds."""
    return pd.DataFrame([_whole(number, row) for number, row in enumerate(rows, 1)])


def _as_of(row: Row) -> str:
    """Until when the figure speaks, and whether it is old."""
    return f"数据截至 {row['report']['ends_on']}{'（陈旧）' if row['stale'] else ''}" if row["report"] else ""


def _short(row: Row) -> dict[str, str | None]:
    light = row["light"]
    return {
        "目标": row["name"], "原文数字": _text(row["printed"]), "牵头单位": "、".join(row["leads"]) or None,
        "序时应完成": _amount(light.due_now, row["item"].unit), "累计完成": ledger.done(row),
        "完成率（%）": _points(light.rate), "序时差（百分点）": _points(light.deviation),
        "进度灯": ledger.lit(light), "报送灯": row["punctuality"].words,
    }  # fmt: skip


def _whole(number: int, row: Row) -> dict[str, Any]:
    light, item, report = row["light"], row["item"], row["report"] or {}
    return {
        "序号": number, "领域": row["category"], "工作任务": row["task"], "目标（原文数字）": _text(row["printed"]),
        "口径": BASIS_WORD.get(item.basis), "牵头单位": "、".join(row["leads"]) or None,
        "配合单位": "、".join(row["supports"]) or None, "责任领导": None, "完成时限": ledger.last_day(row),
        "目标值": target_in_words(item) if item.value is not None else None,
        "序时应完成": _amount(light.due_now, item.unit), "累计完成": ledger.done(row),
        "完成率（%）": _points(light.rate), "序时差（百分点）": _points(light.deviation),
        "进度灯": ledger.lit(light), "进展情况": report.get("progress"), "存在问题": report.get("obstacle"),
        "下步措施": report.get("next_step"), "需协调事项": report.get("needs_coordination"),
        "单位研判": OUTLOOK_WORD.get(report.get("outlook", "")),
        "佐证": "；".join(file["name"] for file in report.get("evidence", [])) or None,
        "填报人": report.get("submitted_by"), "审签人": ledger.signed(report) if report else None,
        "报送时间": local_day(report["submitted_at"]).isoformat() if report else None,
        "核对人": report.get("checked_by"), "数据来源": report.get("source_note"),
        "延期次数": len(ledger.feed().arrangements.granted(row["due_id"])), "报送灯": row["punctuality"].words,
        "区县": row["district"], "目标": row["name"], "数据截至": report.get("ends_on"),
        "核对": ledger.checked(row["report"]), "说明": light.reason, "应报项编号": row["due_id"],
    }  # fmt: skip


def _days(first: str, last: str) -> int:
    return (date.fromisoformat(last) - date.fromisoformat(first)).days


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None


def _points(number: Any) -> str | None:
    return None if number is None else points(number)


def _amount(number: Any, unit: str) -> str | None:
    return None if number is None else amount(number, unit)
