"""上期: what was released for the period before, as it is told on a card and as it is reported again."""

from dataclasses import replace

from policytargets.ledger.drafts import Filling
from policytargets.ledger.reports import filling_of
from policytargets.ui.blocks import ledger
from policytargets.ui.blocks.ledger import Row


def told(item: Row) -> str:
    """The period before, its figure and what was done."""
    last = item["before"][-1]
    given = figure(item, last)
    said = "；".join(filter(None, (f"累计 {given}" if given else "", last["progress"])))
    return f"上期（截至 {last['ends_on']}）：{said or '没有数字'}"


def figure(item: Row, report: Row) -> str:
    """The figure of a report with its unit, as typed beside it where that was in another one; nothing where there is
    none."""
    filling = filling_of(report)
    typed = f"（填报 {filling.value} {filling.unit}）" if filling.unit else ""
    given = ledger.figure(item, report)
    return given + typed if given else ""


def again(item: Row) -> Filling:
    """The same for this period: words and figure without what belongs to that period alone, its evidence and reasons;
    where each year has a figure of its own, no figure."""
    last = replace(filling_of(item["before"][-1]), evidence="", change_reason="")
    return replace(last, value="") if item["item"].averaged else last
