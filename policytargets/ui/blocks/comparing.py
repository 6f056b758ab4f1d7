"""The comparisons that pages show: made from the record, with what the ledger has released of their targets.

With `rows`, `lit`, `tracked` and `frozen` this module is what makers of exhibits ask (`exhibits.model.Answers`).
"""

from datetime import date
from typing import Any

import streamlit as st

from policytargets.comparisons.making import compare_each
from policytargets.comparisons.model import Comparison, Refusal
from policytargets.comparisons.progress import with_progress
from policytargets.settings import today
from policytargets.ui.blocks import ledger_released
from policytargets.ui.blocks.ledger_items import lit, tracked
from policytargets.ui.blocks.ledger_snapshots import frozen
from policytargets.ui.blocks.record import record, rows

__all__ = ["comparison", "comparisons", "frozen", "lit", "rows", "tracked"]
MOST_LISTED = 30


def comparison(
    indicator_id: str,
    *,
    districts: tuple[str, ...] = (),
    order: str = "value",
    wording: str = "both",
    filters: str = "",
    focus: str = "",
    bare: bool = False,
) -> Comparison | Refusal:
    """The comparison of one indicator over the districts asked for (all if none); `bare` as in `compare_each`."""
    manner: dict[str, Any] = {"order": order, "wording": wording, "filters": filters, "focus": focus, "bare": bare}
    made = comparisons((indicator_id,), districts=districts, **manner)
    return made[0] if made else Refusal(f"没有编号为“{indicator_id}”的指标。")


def comparisons(
    indicators: tuple[str, ...],
    *,
    districts: tuple[str, ...] = (),
    order: str = "value",
    wording: str = "both",
    filters: str = "",
    focus: str = "",
    evenly: bool = False,
    bare: bool = False,
    promised: bool = False,
) -> list[Comparison | Refusal]:
    """The comparisons of several indicators, in the order asked for; unknown indicators are left out.

    Of very many districts those of the highest figures are listed, or with `evenly` some from the highest to the
    lowest, and `focus` in any case. `promised` are those that show nothing of what was done, which then bear no mark
    of an invented ledger.
    """
    many = not districts and len(rows("comparisons/districts", districts=[])) > MOST_LISTED
    extent = (focus, evenly) if many else None
    made = _comparisons(record().version, indicators, districts, order, wording, filters, today(), extent, bare)
    progress = ledger_released.Released({}) if promised else ledger_released.progress()
    return [_tracked(made[name], progress) for name in indicators if name in made]


def _tracked(made: Comparison | Refusal, progress: ledger_released.Released) -> Comparison | Refusal:
    """With what was done of its targets, where something of it is released."""
    if isinstance(made, Refusal) or not progress.by_target:
        return made
    return with_progress(made, progress.by_target, rule=progress.rule, mark=progress.mark)


# A resource, not data: comparisons are frozen, so that readers may share them without a copy each.
@st.cache_resource(show_spinner=False, max_entries=200)
def _comparisons(
    version: str,
    indicators: tuple[str, ...],
    districts: tuple[str, ...],
    order: str,
    wording: str,
    filters: str,
    made_on: date,
    extent: tuple[str, bool] | None,
    bare: bool,
) -> dict[str, Comparison | Refusal]:
    asked, chosen = list(indicators), list(districts)
    found = rows("comparisons/indicators", indicators=asked)
    if extent:
        focus, evenly = extent
        targets = rows("comparisons/leading_targets", indicators=asked, focus=focus, evenly=evenly, most=MOST_LISTED)
    else:
        focus, targets = "", rows("comparisons/indicator_targets", indicators=asked, districts=chosen)
    made = compare_each(
        found,
        targets,
        rows("comparisons/districts", districts=chosen),
        made_on=made_on,
        filters=filters,
        order=order,
        wording=wording,
        focus=focus,
        bare=bare,
    )
    return dict(zip(found["indicator_id"], made, strict=True))
