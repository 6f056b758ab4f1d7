"""The closing clauses of a document, in which departments are named, for the pages that show or count them."""

from pathlib import Path

import streamlit as st

from policytargets.intake.anchors import anchors
from policytargets.intake.workspace import Workspace


def closing_clauses(workspace: Workspace) -> dict[str, str]:
    """The closing clause of each task, item and passage without a number by the last part of its id; empty where it has
    none."""
    return _clauses(str(workspace.folder), workspace.cut_version)


@st.cache_resource(max_entries=5, show_spinner=False)
def _clauses(folder: str, cut_version: str) -> dict[str, str]:
    return {key: anchor.clause for key, anchor in anchors(Workspace(Path(folder)).document).items()}
