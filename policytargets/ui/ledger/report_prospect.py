"""What a form would come to once released: its light, what it adds to the period before, and whether it is late."""

import streamlit as st

from policytargets.errors import Refused
from policytargets.ledger.drafts import Filling
from policytargets.ledger.increments import FELL, increment, last_figure
from policytargets.ledger.model import Light, exact
from policytargets.ledger.plausible import figure_for
from policytargets.ui.blocks import ledger, ledger_prospect
from policytargets.ui.blocks.ledger import Row
from policytargets.wording.lights import amount
from policytargets.wording.markdown import plain_text

LATE = ("yellow", "red", "breached")


def light(item: Row, filling: Filling) -> Light | None:
    """The light that this report would give by the board's own rule; None while something in it can't be read."""
    try:
        report = ledger_prospect.as_reported(item, filling, item["when"]["ends_on"])
    except Refused:  # said at the field
        return None
    return ledger_prospect.once_released(item, item["before"], report, next(iter(ledger.rules().values())))


def late(found: Light | None, filling: Filling) -> bool:
    """Whether it is asked when the item will be done: it is behind, or its department says that it can't be in time."""
    return (found is not None and found.light in LATE) or filling.outlook in ("in_difficulty", "impossible")


def tell(item: Row, filling: Filling, found: Light | None) -> None:
    """The light, and what follows from the figure; the line is there from the start, so that nothing moves under the
    hand of whoever types on."""
    if found is None:
        st.caption("填好后，这里先显示提交后的进度灯。")
        return
    told = [f"提交后：{ledger.lit(found)}。{found.reason}", *_worked_out(item, filling)]
    st.caption(plain_text("。".join(filter(None, told))))


def _worked_out(item: Row, filling: Filling) -> list[str]:
    """The figure in the unit of the board where it is typed in that of the document, and what it adds."""
    due = item["item"]
    if due.kind == "task" or filling.figure_state != "given":
        return []
    value = figure_for(due, filling.value, filling.unit)
    number = exact(value)
    typed = f"{filling.value} {filling.unit}"
    converted = f"{typed}折合 {amount(number, due.unit)}" if filling.unit and number is not None else ""
    added = increment(due, value, last_figure(item["before"]))
    return [converted, "" if added.startswith(FELL) else added]  # what fell is a mark of the light
