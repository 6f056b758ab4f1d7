"""What was closed, on 台账 for everybody: the snapshots, and the rows of one as they were shown on its day."""

import json

import pandas as pd
import streamlit as st

from policytargets.ledger.feed import local_day
from policytargets.ledger.snapshots import frozen_rows
from policytargets.ui.blocks import filters, ledger, tables
from policytargets.ui.blocks.ledger import Row
from policytargets.ui.blocks.listings import listing

ROWS_SEEN = 20
SHORT = (
    "目标", "目标（原文数字）", "牵头单位", "序时应完成", "累计完成", "完成率（%）", "序时差（百分点）", "进度灯",
    "报送灯", "数据截至", "说明",
)  # fmt: skip
FIGURES = ("目标（原文数字）", "序时应完成", "累计完成", "完成率（%）", "序时差（百分点）")


def snapshots() -> list[Row]:
    """The snapshots with their `number` among those of their period and their period's `words`, the newest first."""
    words = {period["period_id"]: ledger.period_words(period) for period in ledger.feed().periods}
    numbers: dict[str, int] = {}
    found = []
    for row in ledger.feed().arrangements.snapshots:
        numbers[row["period_id"]] = numbers.get(row["period_id"], 0) + 1
        found.append({**row, "number": numbers[row["period_id"]], "words": words[row["period_id"]]})
    return found[::-1]


def show() -> None:
    """The list of snapshots, and the rows of the one that is chosen; nothing where none was made."""
    found = {row["snapshot_id"]: row for row in snapshots()}
    if not found:
        return
    districts, rules = filters.choices("districts"), ledger.rules()
    st.subheader(f"{ledger.prefix()}定稿", anchor=False)
    st.caption(
        "每次定稿把一个区县当时的全部应报项原样存下，以后不变；更正后的定稿另列，原来的留存。校验码由存下的全部行算出，改动一处就对不上。"
    )
    listed = [
        {
            "定稿": f"{districts[row['district_id']]} {row['words']}", "截至": row["ends_on"],
            "次数": f"第 {row['number']} 次", "定稿日期": local_day(row["recorded_at"]).isoformat(),
            "定稿人": row["name"] or None, "亮灯规则": rules[row["rule_id"]].name if row["rule_id"] in rules else None,
            "更正原因": row["reason"], "校验码": row["rows_hash"][:12],
        }
        for row in found.values()
    ]  # fmt: skip
    listing(pd.DataFrame(listed), label="定稿，一次一行", links={}, first=ROWS_SEEN)
    names = {
        code: f"{districts[row['district_id']]} {row['words']} 第 {row['number']} 次" for code, row in found.items()
    }
    chosen = filters.pick_one("看一次定稿的各项", "snapshot", names, "选择一次定稿")
    if chosen:
        rows = frame(chosen)
        st.caption(f"{names[chosen]}：{len(rows)} 个应报项，按定稿时的显示。")
        listing(rows[list(SHORT)], label="定稿的应报项，一行一个", links={}, figures=FIGURES, first=ROWS_SEEN)
        download(found[chosen], rows)


def frame(snapshot_id: str) -> pd.DataFrame:
    """The rows of a snapshot with every column that was shown, in the order of the items' numbers."""
    return pd.DataFrame([json.loads(row["shown"]) for row in frozen_rows(ledger.opened(), snapshot_id)])


def download(row: Row, rows: pd.DataFrame) -> None:
    """The way to take a snapshot along: its rows with all columns as they were shown."""
    district = filters.choices("districts").get(row["district_id"], row["district_id"])  # kept longer than the record
    name = f"{ledger.prefix()}定稿 {district} {row['ends_on']} 第{row['number']}次"
    tables.saved(rows, key=row["snapshot_id"], name=name)
