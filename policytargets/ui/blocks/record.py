"""The record as the pages read it: one a page run, answers cached by the version of the data."""

import pandas as pd
import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from policytargets.record.database import Database, Parameter
from policytargets.record.shelf import SHELF

PINNED = "_record"


def begin_run() -> None:
    """Settle which record this page run reads: the newest. Raises TablesInvalid or RecordFileInvalid."""
    st.session_state[PINNED] = SHELF.newest()


def headlines() -> tuple[str, ...]:
    """The indicators with which 总览 and 演示 begin, in their order."""
    return tuple(rows("choices/headlines")["indicator_id"])


def record() -> Database:
    """The record of this page run, the same from its first block to its last even if a newer one comes meanwhile;
    outside of page runs the newest."""
    run = get_script_run_ctx(suppress_warning=True)
    pinned: Database | None = st.session_state.get(PINNED) if run else None
    return pinned or SHELF.newest()


def rows(query: str, **parameters: Parameter) -> pd.DataFrame:
    """The rows of a named query, from the cache where it was asked before on the same data."""
    database = record()
    # pandas copies on write: readers share the rows until one of them changes its own.
    return _rows(database, database.version, query, parameters).copy(deep=False)


@st.cache_resource(show_spinner=False, max_entries=500)
def _rows(_database: Database, version: str, query: str, parameters: dict[str, Parameter]) -> pd.DataFrame:
    return _database.query(query, **parameters)
