"""What was closed, on 台账 for everybody: the snapshots, and the rows of one as they were shown on its day."""

import pandas as pd
import streamlit as st

from policytargets import settings
from policytargets.exhibits import ledger as exhibits
from policytargets.ledger.feed import local_day
from policytargets.ui.blocks import comparing, filters, ledger, tables
from policytargets.ui.blocks.exhibits import exhibit_head, exhibit_tools
from policytargets.ui.blocks.ledger import Row
from policytargets.ui.blocks.ledger_snapshots import CODE, district_of, frozen, name_of, snapshots
from policytargets.ui.blocks.listings import listing

ROWS_SEEN = 20
FIGURES = ("目标（原文数字）", "序时应完成", "累计完成", "完成率（%）", "序时差（百分点）")


def show() -> None:
    """The list of snapshots, and the rows of the one that is chosen; nothing where none was made."""
    found = {row["snapshot_id"]: row for row in snapshots()}
    if not found:
        return
    rules = ledger.rules()
    st.subheader(f"{ledger.prefix()}定稿", anchor=False)
    st.caption(
        "每次定稿把一个区县当时的全部应报项原样存下，以后不变；更正后的定稿另列，原来的留存。校验码由存下的全部行算出，改动一处就对不上。"
    )
    listed = [
        {
            "定稿": f"{district_of(row)} {row['words']}", "截至": row["ends_on"],
            "次数": f"第 {row['number']} 次", "定稿日期": local_day(row["recorded_at"]).isoformat(),
            "定稿人": row["name"] or None, "亮灯规则": rules[row["rule_id"]].name if row["rule_id"] in rules else None,
            "更正原因": row["reason"], "校验码": row["rows_hash"][:CODE],
        }
        for row in found.values()
    ]  # fmt: skip
    listing(pd.DataFrame(listed), label="定稿，一次一行", links={}, first=ROWS_SEEN)
    names = {code: name_of(row) for code, row in found.items()}
    chosen = filters.pick_one("看一次定稿的各项", "snapshot", names, "选择一次定稿")
    closed = frozen(chosen) if chosen else None
    if closed:
        shown = exhibits.snapshot(comparing, closed, made_on=settings.today())
        exhibit_head(shown, level=3)
        listing(shown.table(), label="定稿的应报项，一行一个", links={}, figures=FIGURES, first=ROWS_SEEN)
        exhibit_tools(shown, key="snapshot", beside=lambda: download(found[closed.snapshot_id], closed.rows))


def download(row: Row, rows: pd.DataFrame) -> None:
    """The way to take a snapshot along: its rows with all columns as they were shown."""
    name = f"{ledger.prefix()}定稿 {district_of(row)} {row['ends_on']} 第{row['number']}次"
    tables.saved(rows, key=row["snapshot_id"], name=name, label="下载全部各列（CSV）")
