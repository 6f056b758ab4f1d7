"""What was released for every period, of the items that are listed, as one file: a row per item and period."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import partial

import pandas as pd
import streamlit as st

from policytargets import settings
from policytargets.exhibits.ledger_rows import Lit
from policytargets.exports.file_names import file_name
from policytargets.exports.notes import notes
from policytargets.exports.spreadsheets import to_csv, to_parquet, to_workbook
from policytargets.ledger.feed import local_day
from policytargets.ledger.model import LightRule
from policytargets.ledger.periods import period_in_words, period_of
from policytargets.ledger.reasons import rule_in_words
from policytargets.ui.blocks import ledger, record
from policytargets.ui.blocks.downloads import CSV, PARQUET, XLSX
from policytargets.ui.blocks.ledger import Row
from policytargets.ui.blocks.ledger_items import SOURCE, text
from policytargets.wording.lights import FORMULA, OUTLOOK_WORD, STATE_WORD


def files(rows: list[Row], found: Lit, *, rule: LightRule) -> None:
    """The buttons, whatever day the list speaks of: every period is in them."""
    title = f"{ledger.prefix()}各期已发布的完成情况"

    def workbook() -> bytes:
        table = frame(rows, rule)
        told = [("亮灯规则", rule_in_words(rule)), ("公式", FORMULA)]
        told += [("注意", "示例数据，不是真实进展")] if ledger.prefix() else []
        words = notes(
            title, made_on=settings.today(), filters=found.filters, count=f"{len(table)} 行，每项每期一行",
            to_know=told, sources=[SOURCE], version=record.record().version,
        )  # fmt: skip
        return to_workbook({"各期": table}, words)

    kinds: tuple[tuple[str, Callable[[], bytes], str, str], ...] = (
        ("XLSX", workbook, "xlsx", XLSX), ("CSV", partial(_written, to_csv, rows, rule), "csv", CSV),
        ("Parquet", partial(_written, to_parquet, rows, rule), "parquet", PARQUET),
    )  # fmt: skip
    with st.container(horizontal=True):
        for word, make, ending, kind in kinds:
            name = file_name(title, made_on=settings.today(), ending=ending)
            st.download_button(f"下载各期数据（{word}）", make, name, kind, key=f"series-{ending}", on_click="ignore")


def frame(rows: list[Row], rule: LightRule) -> pd.DataFrame:
    """One row per item and period for which something of it was released, in the order of the items."""
    held = ledger.feed()
    by_due: dict[str, list[Row]] = {}
    for report in sorted(held.released, key=lambda report: str(report["ends_on"])):
        by_due.setdefault(report["due_id"], []).append(report)
    told = []
    for row in rows:
        reports = by_due.get(row["due_id"], [])
        for number, report in enumerate(reports, 1):
            period = period_of(row["item"].cadence, date.fromisoformat(report["ends_on"]))
            light = ledger.lit(ledger.light(row, reports[:number], period, rule, held))
            told.append({**_item(row), "周期": period_in_words(period), **_told(row, report, light)})
    return pd.DataFrame(told)


def _item(row: Row) -> Row:
    return {
        "应报项编号": row["due_id"], "区县": row["district"], "领域": row["category"], "工作任务": row["task"],
        "目标": row["name"], "目标（原文数字）": text(row["printed"]), "牵头单位": "、".join(row["leads"]) or None,
    }  # fmt: skip


def _told(row: Row, report: Row, light: str) -> Row:
    """What a released report says; its figure as a number."""
    given, unit = report["value"] is not None, row["item"].unit
    without = None if given or row["kind"] == "task" else STATE_WORD[report["figure_state"]]
    return {
        "数据截至": date.fromisoformat(report["ends_on"]), "累计完成": Decimal(report["value"]) if given else None,
        "单位": unit or None, "数字情况": without, "进度灯": light,
        "进展情况": report["progress"] or None, "存在问题": report["obstacle"] or None,
        "下步措施": report["next_step"] or None, "需协调事项": report["needs_coordination"] or None,
        "单位研判": OUTLOOK_WORD.get(report["outlook"]), "填报人": report["submitted_by"],
        "审签人": ledger.signed(report), "报送时间": local_day(report["submitted_at"]), "核对人": report["checked_by"],
        "核对": ledger.checked(report), "数据来源": report["source_note"] or None, "第几次报送": report["revision"],
    }  # fmt: skip


def _written(write: Callable[[pd.DataFrame], bytes], rows: list[Row], rule: LightRule) -> bytes:
    return write(frame(rows, rule))
