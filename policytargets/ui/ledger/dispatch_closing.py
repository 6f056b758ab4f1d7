"""定稿: a period is closed with every row as it is shown; what was closed stays for everybody to read on 台账."""

import json
from datetime import date

import streamlit as st

from policytargets.ledger.feed import local_day
from policytargets.ledger.snapshots import FrozenRow, freeze
from policytargets.ledger.states import OUTSTANDING
from policytargets.people.model import Actor
from policytargets.people.permissions import may
from policytargets.store.engine import Ledger
from policytargets.ui.blocks import acting, ledger, ledger_items, record
from policytargets.ui.blocks.ledger import Row
from policytargets.ui.blocks.ledger_snapshots import shown_rows, snapshots
from policytargets.ui.ledger import progress_list, progress_snapshots


@acting.in_place
def closing(found: list[Row], district: str, period: Row) -> None:
    """The snapshots of a period, and the way to close it, or to correct what was closed; `found` is what is due."""
    actor = ledger.person()
    if actor is None or not may(actor, "freeze", district_id=district):
        return
    st.subheader("定稿", anchor=False)
    own = [row for row in snapshots() if row["period_id"] == period["period_id"]]
    key = f"{actor.person_id}:freeze:{period['period_id']}"
    for row in reversed(own):
        with st.container(horizontal=True, vertical_alignment="center"):
            said = f"第 {row['number']} 次，{local_day(row['recorded_at']).isoformat()}，{row['name']}"
            st.text(f"{said}，更正：{row['reason']}" if row["reason"] else said, width="content")
            progress_snapshots.download(row, shown_rows(row["snapshot_id"]))
    st.caption(
        "定稿把本区县全部应报项截至这一天的情况原样存下；以后补报和更正须写明原因，新批准的进度安排从下一期起用。各次定稿在台账页人人可见。"
    )
    reason = (st.text_input("更正原因", key=f"{key}:reason") or "") if own else ""
    button, place = st.container(), st.container()
    with button:
        sure = acting.sure("重新定稿" if own else "定稿", f"{key}:freeze", _question(found), place)
    if sure:
        acting.act(key, "已定稿。", lambda: close(
            ledger.opened(), ledger.person(), district, period, reason=reason
        ))  # fmt: skip
    acting.answer(key)


def _question(found: list[Row]) -> str:
    """What is missing in a period that is about to be closed."""
    missing = sum(row["state"] in OUTSTANDING for row in found)
    waiting = sum(bool(row["report"] and row["report"]["state"] in ("submitted", "checked")) for row in found)
    told = [f"{missing} 项未报" if missing else "", f"{waiting} 项待核对或待发布" if waiting else ""]
    still = (
        f"应报 {len(found)} 项中还有 {'、'.join(filter(None, told))}。"
        if any(told)
        else f"应报 {len(found)} 项全部已发布。"
    )
    return f"{still}定稿不能撤销，以后只能写明原因重新定稿。"


def close(
    book: Ledger, actor: Actor | None, district: str, period: Row, *, reason: str = "", channel: str = "page"
) -> None:
    """Close a period of the board's ledger with its rows as 台账 shows them. Raises what `freeze` raises."""
    seen, rule = ledger.feed().version, next(iter(ledger.rules().values()))
    as_of = date.fromisoformat(period["ends_on"])
    standings = [row for row in ledger.standings(as_of, rule) if row["district_id"] == district]
    rows = ledger_items.with_punctuality(standings, as_of)
    shown = json.loads(progress_list.frame(rows).to_json(orient="records", force_ascii=False, date_format="iso"))
    frozen = [
        FrozenRow(
            row["due_id"], row["report"]["report_id"] if row["report"] else None, row["light"].light,
            {head: None if text is None else str(text) for head, text in fields.items()},
        )
        for row, fields in zip(rows, shown, strict=True)
    ]  # fmt: skip
    freeze(
        book, actor, district, period["period_id"], rule.rule_id, frozen, as_of_entry=seen,
        record_version=record.record().version, reason=reason, channel=channel,
    )  # fmt: skip
