"""Beside the journal, for those who read all of it: who signed in from where, and how old the newest backup is."""

from datetime import UTC, datetime, timedelta

import pandas as pd
import streamlit as st

from policytargets import settings
from policytargets.ledger.feed import CHINA, instant
from policytargets.people.model import Actor
from policytargets.people.permissions import may
from policytargets.people.sign_ins import OUTCOME_WORD, sign_ins
from policytargets.store.copies import newest_backup
from policytargets.ui.blocks import ledger, tables
from policytargets.ui.blocks.listings import listing

ROWS_SEEN, MOST = 10, 200
OLD = timedelta(days=2)  # backups are made every night


def show(actor: Actor | None) -> None:
    """The newest attempts as a list, all of them as a file; nothing for who reads of some places alone."""
    if not may(actor, "see_log"):
        return
    _backup()
    st.subheader("登录记录", anchor=False)
    found = sign_ins(ledger.opened(), actor)
    if not found:
        st.write("还没有登录记录。")
        return
    st.caption(f"共 {len(found):,} 条" + (f"，列出最近 {MOST} 条，全部请下载。" if len(found) > MOST else "。"))
    frame = pd.DataFrame(
        {
            "时间": [instant(row["tried_at"]).astimezone(CHINA).strftime("%Y-%m-%d %H:%M:%S") for row in found],
            "姓名": [row["name"] for row in found],
            "结果": [OUTCOME_WORD.get(row["outcome"], row["outcome"]) for row in found],
            "来自": [row["address"] or None for row in found],
        }
    )
    listing(frame.head(MOST), label="登录记录，一次一行", links={}, first=ROWS_SEEN)
    tables.saved(frame, key="sign-ins", name=f"{ledger.prefix()}登录记录")


def _backup() -> None:
    """How old the newest backup is that was proved, where the board knows the folder."""
    if not (folder := settings.backups_folder()):
        return
    made = newest_backup(folder)
    if made is None:
        st.warning("还没有验证过的台账备份，请维护人员查看备份任务。")
        return
    age = datetime.now(UTC) - made
    told = f"最近一次验证过的台账备份：{made.astimezone(CHINA):%Y-%m-%d %H:%M}，{age // timedelta(hours=1)} 小时前"
    if age > OLD:
        st.warning(f"{told}，已超过 {OLD.days} 天，请维护人员查看备份任务。")
    else:
        st.caption(f"{told}。")
