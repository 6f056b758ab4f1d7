"""The way to give up a correction on 填报, begun or handed in: what was released stands alone again."""

import streamlit as st

from policytargets.ledger.drafts import Place, drop_draft
from policytargets.ledger.reports import decide
from policytargets.ledger.states import standing
from policytargets.ui.blocks import acting, ledger, record
from policytargets.ui.blocks.ledger import Row


def way_back(item: Row, stem: str, place: Place) -> None:
    """A button, where a correction is under way; what becomes of it is said where the item is handed in."""
    if standing(item["report"]) == "released" and acting.pressed("放弃更正", f"{stem}:abandon"):
        acting.act(f"{stem}:submit", "已放弃更正，仍是原来发布的数。", lambda: _abandon(item, stem, place))


def _abandon(item: Row, stem: str, place: Place) -> None:
    """Let go what was typed and end what was handed in; the form is not to open with either again."""
    report, actor = item["report"], ledger.person()
    if report["corrects"]:
        decide(
            ledger.opened(), actor, report["report_id"], "abandoned", district_id=item["district_id"],
            record_version=record.record().version,
        )  # fmt: skip
    else:
        drop_draft(ledger.opened(), actor, place)
    for name in ("correcting", "held"):
        st.session_state.pop(f"{stem}:{name}", None)
