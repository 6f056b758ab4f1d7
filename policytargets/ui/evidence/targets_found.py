"""What the list of targets finds in the record of this page run."""

from typing import Any

import streamlit as st

from policytargets.record.held import Found, TargetList
from policytargets.ui.blocks.record import record, rows


def targets(chosen: dict[str, Any], order: str = "plan", limit: int = 0, offset: int = 0) -> Found:
    """A page of the targets that meet the filters; rows of `evidence/targets_page`."""
    return _list(record().version).targets(chosen, order, limit, offset)


def tasks(chosen: dict[str, Any], most: int) -> Found:
    """The first tasks without a target that meet those filters which tasks have; rows of `evidence/targets_tasks`."""
    return _list(record().version).tasks(chosen, most)


@st.cache_resource(show_spinner=False, max_entries=2)
def _list(version: str) -> TargetList:
    return TargetList(record(), rows)
