"""What falls due within a week, whichever period is chosen: reports, and the items' own ends."""

from datetime import date, timedelta

import pandas as pd
import streamlit as st

from policytargets import settings
from policytargets.ledger.feed import Feed
from policytargets.ledger.states import OUTSTANDING, standing
from policytargets.ui.blocks import filters, ledger
from policytargets.ui.blocks.ledger import Row
from policytargets.ui.blocks.listings import listing

WEEK = timedelta(days=7)
NAMED = 3


def upcoming(district: str) -> None:
    """The periods of a district that are to be reported by a day of the next week, with what is missing, and how many
    items end then; nothing where there is neither."""
    today, held = settings.today(), ledger.feed()
    until, own = today + WEEK, [due for due in ledger.dues() if due["district_id"] == district]
    rows = [
        _row(period, own, today, held) for period in sorted(held.periods, key=lambda row: str(row["due_on"]))
        if period["district_id"] == district and today <= date.fromisoformat(period["due_on"]) <= until
    ]  # fmt: skip
    rows = [row for row in rows if row["应报"]]
    ending = sum(today <= _end(due, held) <= until for due in own)
    if not rows and not ending:
        return
    st.subheader("七日内到期", anchor=False)
    if rows:
        listing(pd.DataFrame(rows), label="七日内到期的周期", links={})
    if ending:
        st.caption(f"另有 {ending} 个应报项的完成时限在 {today.isoformat()} 至 {until.isoformat()} 之间。")


def _row(period: Row, dues: list[Row], today: date, held: Feed) -> Row:
    """A period with its deadline, and the departments that still have something to report for it."""
    asked = [due for due in dues if ledger.asked(due, period, held)]
    missing = [d for d in asked if standing(held.newest.get((d["due_id"], period["period_id"]))) in OUTSTANDING]
    codes = sorted({due["reporter_id"] for due in missing if isinstance(due["reporter_id"], str)})
    names = list(filters.names_of("departments", codes[:NAMED]).values())
    more = f"等 {len(codes)} 个部门" if len(codes) > NAMED else ""
    return {
        "周期": ledger.period_words(period), "截止": period["due_on"],
        "还有": f"{(date.fromisoformat(period['due_on']) - today).days} 天", "应报": len(asked),
        "未报": len(missing), "未报部门": ("、".join(names) + more) or None,
    }  # fmt: skip


def _end(due: Row, held: Feed) -> date:
    """The end of an item's window, as extended."""
    granted = held.arrangements.granted(due["due_id"])
    return date.fromisoformat(granted[-1]["granted_to"]) if granted else due["window_end"].date()
