"""The record as the pages read it: one database a process, answers cached by the version of the data."""

import gc
from datetime import date

import pandas as pd
import streamlit as st

from policytargets.charts import DARK, LIGHT, Palette
from policytargets.comparisons import compare
from policytargets.database import Database, Parameter, open_record
from policytargets.model import Comparison, Refusal
from policytargets.paths import data_folder


@st.cache_resource(show_spinner="正在载入目标数据……")
def record() -> Database:
    """The sealed record of this process. Raises TablesInvalid where the curated tables are defective."""
    database = open_record(data_folder())
    # A full collection follows every script run; what stays for good is taken out of its way once.
    gc.collect()
    gc.freeze()
    return database


def rows(query: str, **parameters: Parameter) -> pd.DataFrame:
    """The rows of a named query, from the cache where it was asked before on the same data."""
    return _rows(record().version, query, parameters)


@st.cache_data(show_spinner=False, max_entries=500)
def _rows(version: str, query: str, parameters: dict[str, Parameter]) -> pd.DataFrame:
    return record().query(query, **parameters)


def comparison(
    indicator_id: str, *, districts: tuple[str, ...] = (), order: str = "value", filters: str = ""
) -> Comparison | Refusal:
    """The comparison of one indicator over the districts asked for (all if none)."""
    chosen = list(districts)
    found = rows("compare/indicators", indicators=[indicator_id])
    if found.empty:
        return Refusal(f"没有编号为“{indicator_id}”的指标。")
    return compare(
        found.iloc[0],
        rows("compare/indicator_targets", indicators=[indicator_id], districts=chosen),
        rows("compare/districts", districts=chosen),
        made_on=date.today(),
        filters=filters,
        order=order,
    )


def palette() -> Palette:
    """The colours of the appearance the reader has chosen."""
    return DARK if st.context.theme.type == "dark" else LIGHT
