"""What a session knows of the acts on the pages of the ledger, and of the fields of whoever acts."""

from dataclasses import dataclass, field

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile


@dataclass
class Acts:
    """What was asked for by buttons, which of them ask once more, what became of it; what the keys of a person's fields
    begin with, which are ticks, what stood in those of each page that lost the ledger, and the files chosen; the page
    that is drawn, those whose fields were put by as their person was signed out, and put back. Changed in place: every
    look into the state of a session is where a run may be cut short by what the visitor does next."""

    pressed: set[str] = field(default_factory=set)
    done: dict[str, str] = field(default_factory=dict)
    refused: dict[str, str] = field(default_factory=dict)
    told: set[str] = field(default_factory=set)
    asking: set[str] = field(default_factory=set)
    ticks: set[str] = field(default_factory=set)
    stem: str = ""
    page: str = ""
    put_by: set[str] = field(default_factory=set)
    put_back: set[str] = field(default_factory=set)
    files: dict[str, UploadedFile] = field(default_factory=dict)
    lost: dict[str, dict[str, object]] = field(default_factory=dict)


def acts() -> Acts:
    """Those of this session."""
    held: Acts = st.session_state.setdefault("acts", Acts())
    return held


def own_fields() -> dict[str, object]:
    """What the session holds under the keys of the person's fields."""
    stem = acts().stem
    return {str(key): held for key, held in st.session_state.items() if stem and str(key).startswith(stem)}
