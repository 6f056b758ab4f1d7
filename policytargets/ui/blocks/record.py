"""The record as the pages read it: one a page run, answers cached by the version of the data."""

from datetime import date

import pandas as pd
import streamlit as st

from policytargets.comparisons.making import compare_each
from policytargets.comparisons.model import Comparison, Refusal
from policytargets.record.database import Database, Parameter
from policytargets.record.shelf import SHELF
from policytargets.settings import today

PINNED = "_record"
MOST_LISTED = 30


def begin_run() -> None:
    """Settle which record this page run reads: the newest. Raises TablesInvalid or RecordFileInvalid."""
    st.session_state[PINNED] = SHELF.newest()


def headlines() -> tuple[str, ...]:
    """The indicators with which 总览 and 演示 begin, in their order."""
    return tuple(rows("choices/headlines")["indicator_id"])


def record() -> Database:
    """The record of this page run, the same from its first block to its last even if a newer one comes meanwhile."""
    pinned: Database | None = st.session_state.get(PINNED)
    return pinned or SHELF.newest()


def rows(query: str, **parameters: Parameter) -> pd.DataFrame:
    """The rows of a named query, from the cache where it was asked before on the same data."""
    database = record()
    # pandas copies on write: readers share the rows until one of them changes its own.
    return _rows(database, database.version, query, parameters).copy(deep=False)


@st.cache_resource(show_spinner=False, max_entries=500)
def _rows(_database: Database, version: str, query: str, parameters: dict[str, Parameter]) -> pd.DataFrame:
    return _database.query(query, **parameters)


def comparison(
    indicator_id: str,
    *,
    districts: tuple[str, ...] = (),
    order: str = "value",
    wording: str = "both",
    filters: str = "",
    focus: str = "",
) -> Comparison | Refusal:
    """The comparison of one indicator over the districts asked for (all if none)."""
    made = comparisons((indicator_id,), districts=districts, order=order, wording=wording, filters=filters, focus=focus)
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
) -> list[Comparison | Refusal]:
    """The comparisons of several indicators, in the order asked for; unknown indicators are left out.

    Of very many districts those of the highest figures are listed, or with `evenly` some from the highest to the
    lowest, and `focus` in any case.
    """
    many = not districts and len(rows("comparisons/districts", districts=[])) > MOST_LISTED
    extent = (focus, evenly) if many else None
    made = _comparisons(record().version, indicators, districts, order, wording, filters, today(), extent)
    return [made[name] for name in indicators if name in made]


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
    )
    return dict(zip(found["indicator_id"], made, strict=True))
