"""上期: what was released for the period before, as it is told on a card and as it is reported again."""

from dataclasses import replace

from policytargets.ledger.drafts import Filling
from policytargets.ledger.reports import filling_of
from policytargets.ui.blocks.ledger import Row


def told(item: Row) -> str:
    """The period before, its figure and what was done."""
    last = item["before"][-1]
    given = f"累计 {figure(item, last)}　" if last["value"] is not None else ""
    return f"上期（截至 {last['ends_on']}）：{given}{last['progress']}"


def figure(item: Row, report: Row) -> str:
    """The figure of a report, as typed beside it where that was in another unit; nothing where there is none."""
    filling, due = filling_of(report), item["item"]
    if not filling.unit or report["value"] is None:
        return str(report["value"] or "")
    return f"{report['value']} {due.unit}（填报 {filling.value} {filling.unit}）"


def again(item: Row) -> Filling:
    """The same for this period: words and figure without what belongs to that period alone, its evidence and reasons;
    where each year has a figure of its own, no figure."""
    last = replace(filling_of(item["before"][-1]), evidence="", change_reason="")
    return replace(last, value="") if item["item"].averaged else last
