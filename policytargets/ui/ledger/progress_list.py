"""The list of 台账: each item's promise, figure and both lights in one row; the same as a workbook and as CSV."""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pandas as pd
import streamlit as st

from policytargets import settings
from policytargets.exhibits import ledger as exhibits
from policytargets.exhibits.ledger_rows import Lit
from policytargets.exports.file_names import file_name
from policytargets.exports.notes import notes
from policytargets.exports.spreadsheets import to_csv, to_parquet, to_workbook
from policytargets.ledger.feed import Feed, local_day
from policytargets.ledger.model import LightRule, exact
from policytargets.ledger.reasons import rule_in_words, target_in_words
from policytargets.ui.blocks import comparing, ledger, ledger_notes, links, progress, record
from policytargets.ui.blocks.downloads import CSV, PARQUET, XLSX
from policytargets.ui.blocks.exhibits import add_exhibit
from policytargets.ui.blocks.ledger import Row
from policytargets.ui.blocks.ledger_items import (
    SOURCE,
    as_of_in_words,
    due_or_none,
    points_or_none,
    short,
    text,
)
from policytargets.ui.blocks.listings import listing, pick_page
from policytargets.wording.codes import BASIS_WORD, COMPARATOR_WORD
from policytargets.wording.lights import CUTS, FORMULA, OUTLOOK_WORD, STATE_WORD, amount, day_with_older, points

PAGE_SIZE = 40
# The columns of figures in files, with how many decimals at least; what stands beside which of them there.
DECIMALS = {"目标值": 0, "目标值上限": 0, "序时应完成": 0, "累计完成": 0, "完成率（%）": 1, "序时差（百分点）": 1}
BESIDE = {"口径": ("单位", "界限"), "目标值": ("目标值上限",), "累计完成": ("数字情况",)}
DAYS = ("完成时限", "报送时间", "数据截至", "完成日期")


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
    listed = pd.DataFrame([short(row) for row in shown])
    told = [" · ".join(filter(None, _below(row))) for row in shown]
    listing(listed, label="应报项，一行一个", links={"目标": ways}, figures=figures, below=told)
    names = {row["due_id"]: f"{row['name']}（{row['district']}）" for row in shown if row["report"]}
    chosen = st.selectbox(
        "看一项的目标、序时与各期完成", list(names), index=None, format_func=names.__getitem__, key="progress_item",
        placeholder="选择本页的一项",
    )  # fmt: skip
    if chosen:
        progress.of_due(str(chosen))


def _below(row: Row) -> tuple[str, ...]:
    return row["district"], row["task"], _of_several(row), as_of_in_words(row), _expected(row)


def _of_several(row: Row) -> str:
    """`3 家牵头，由甲局填报`, nothing where one department leads."""
    names = dict(zip(row["lead_ids"], row["leads"], strict=True))
    if len(names) < 2:
        return ""
    by = f"，由{names[row['reporter_id']]}填报" if row["reporter_id"] in names else ""
    return f"{len(names)} 家牵头{by}"


def _expected(row: Row) -> str:
    """When the department expects to be done, nothing where it does not say."""
    day = _expected_on(row)
    return f"预计 {day} 完成" if day else ""


def _expected_on(row: Row) -> str | None:
    """The day on which the department expects to be done, by its newest report; None once it is done."""
    done = row["light"].light == "done"
    return None if done or not row["latest"] else row["latest"]["expected_on"]


def files(rows: list[Row], found: Lit, *, rule: LightRule) -> None:
    """The whole list as it is filtered, with all columns of a 台账, and the button that makes it a slide."""
    as_of, filtered = found.as_of, found.filters
    title = f"{ledger.prefix()}工作台账（截至 {as_of.isoformat()}）"
    day = day_with_older(as_of.isoformat(), (row["reported"] for row in rows))
    told = [("数据截至", day), ("亮灯规则", rule_in_words(rule)), ("公式", FORMULA)]
    told += [("注意", "示例数据，不是真实进展")] if ledger.prefix() else []

    def workbook() -> bytes:
        words = notes(
            title, made_on=settings.today(), filters=filtered, count=f"{len(rows)} 个应报项", to_know=told,
            sources=[SOURCE], version=record.record().version,
        )  # fmt: skip
        return to_workbook({"台账": in_figures(rows)}, words, decimals=DECIMALS)

    def name(ending: str) -> str:
        return file_name(title, made_on=settings.today(), ending=ending)

    with st.container(horizontal=True):
        st.download_button("下载台账（XLSX）", workbook, name("xlsx"), XLSX, key="progress-xlsx", on_click="ignore")
        st.download_button(
            "下载 CSV", lambda: to_csv(in_figures(rows)), name("csv"), CSV, key="progress-csv", on_click="ignore"
        )
        st.download_button(
            "下载 Parquet", lambda: to_parquet(in_figures(rows)), name("parquet"), PARQUET, key="progress-parquet",
            on_click="ignore",
        )  # fmt: skip
        shown = exhibits.items(comparing, found, made_on=settings.today())
        if shown:
            add_exhibit(shown, key="items")


def frame(rows: list[Row]) -> pd.DataFrame:
    """All columns of a 台账 in their fixed order, then what this board adds."""
    held = ledger.feed()
    return pd.DataFrame([_whole(number, row, held) for number, row in enumerate(rows, 1)])


def in_figures(rows: list[Row]) -> pd.DataFrame:
    """The same for files: figures are the numbers that the page shows, their unit and bound stand beside them, and days
    are days."""
    held, found = ledger.feed(), []
    for number, row in enumerate(rows, 1):
        apart, told = _apart(row), {}
        for head, words in _whole(number, row, held).items():
            told[head] = apart.get(head, words)
            told |= {beside: apart[beside] for beside in BESIDE.get(head, ())}
        found.append(told | {head: _day(told[head]) for head in DAYS})
    return pd.DataFrame(found)


def _apart(row: Row) -> dict[str, Any]:
    """The figures of a row as numbers, and the words that belong to them."""
    light, item, report = row["light"], row["item"], row["report"] or {}
    given = report.get("figure_state", "given") == "given" or item.kind == "task"
    value = exact(report.get("value"))
    return {
        "单位": item.unit or None, "界限": COMPARATOR_WORD[item.comparator] if item.value is not None else None,
        "目标值": _number(item.value), "目标值上限": _number(item.value_high),
        "序时应完成": None if light.due_now is None else Decimal(_plain(amount(light.due_now, "", light.way))),
        "累计完成": _number(value), "数字情况": None if given else STATE_WORD[report["figure_state"]],
        "完成率（%）": None if light.rate is None else Decimal(_plain(points(light.rate))),
        "序时差（百分点）": None if light.deviation is None else Decimal(_plain(points(light.deviation, CUTS))),
    }  # fmt: skip


def _number(figure: Fraction | None) -> Decimal | None:
    return None if figure is None else Decimal(_plain(amount(figure)))


def _plain(words: str) -> str:
    """A figure without what parts its thousands."""
    return words.replace(",", "")


def _day(words: str | None) -> date | None:
    return date.fromisoformat(words) if words else None


def _whole(number: int, row: Row, held: Feed) -> dict[str, Any]:
    light, item, report = row["light"], row["item"], row["report"] or {}
    latest = row["latest"] or {}
    return {
        "序号": number, "领域": row["category"], "工作任务": row["task"], "目标（原文数字）": text(row["printed"]),
        "口径": BASIS_WORD.get(item.basis), "牵头单位": "、".join(row["leads"]) or None,
        "配合单位": "、".join(row["supports"]) or None, "责任领导": None, "完成时限": ledger.last_day(row, held),
        "目标值": target_in_words(item) if item.value is not None else None,
        "序时应完成": due_or_none(light, item.unit), "累计完成": ledger.done(row),
        "完成率（%）": points_or_none(light.rate), "序时差（百分点）": points_or_none(light.deviation, CUTS),
        "进度灯": ledger.lit(light), "进展情况": latest.get("progress"), "存在问题": latest.get("obstacle"),
        "下步措施": latest.get("next_step"), "需协调事项": latest.get("needs_coordination"),
        "单位研判": OUTLOOK_WORD.get(latest.get("outlook", "")),
        "佐证": "；".join(file["name"] for file in report.get("evidence", [])) or None,
        "填报人": report.get("submitted_by"), "审签人": ledger.signed(report) if report else None,
        "报送时间": local_day(report["submitted_at"]).isoformat() if report else None,
        "核对人": report.get("checked_by"), "数据来源": report.get("source_note"),
        "延期次数": len(held.arrangements.granted(row["due_id"])), "报送灯": row["punctuality"].words,
        "区县": row["district"], "目标": row["name"], "数据截至": report.get("ends_on"),
        "核对": ledger.checked(row["report"]), "填报人已核对无误": report.get("confirmed"),
        ledger_notes.HEAD: ledger_notes.told(latest.get("notes", [])),
        "完成日期": latest.get("finished_on"), "预计完成": _expected_on(row), "说明": light.reason,
        "应报项编号": row["due_id"],
    }  # fmt: skip
