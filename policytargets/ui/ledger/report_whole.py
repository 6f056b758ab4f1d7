"""The item that another is a part of, as far as it is reported: no part is more than the whole."""

from policytargets.ledger.increments import last_figure
from policytargets.ui.blocks import ledger
from policytargets.ui.blocks.ledger import Row

ALIKE = ("document_id", "window_start", "window_end", "reading")


def of(due: Row, period: Row) -> tuple[str, str] | None:
    """Name and figure of the whole of a row of `dues`: what the same department has handed in for the period, else the
    newest that is released; None for what is no part, or of none or several wholes that are counted alike."""
    if not isinstance(due["whole_indicator_id"], str):
        return None
    found = [
        own for own in ledger.dues()
        if own["indicator_id"] == due["whole_indicator_id"] and own["item"].unit == due["item"].unit
        and all(own[name] == due[name] for name in ALIKE)
    ]  # fmt: skip
    if len(found) != 1:
        return None
    whole, held = found[0], ledger.feed()
    newest = held.newest.get((whole["due_id"], period["period_id"]))
    told = [r for r in held.released if r["due_id"] == whole["due_id"] and r["ends_on"] <= period["ends_on"]]
    told.sort(key=lambda report: str(report["ends_on"]))
    if newest and newest["department_id"] == due["reporter_id"] and newest["state"] in ("submitted", "checked"):
        told.append(newest)
    last = last_figure(told)
    return (str(whole["name"]), str(last["value"])) if last else None
