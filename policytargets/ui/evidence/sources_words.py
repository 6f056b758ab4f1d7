"""术语 on 来源与口径: every word of the board, and the one that an address asks for."""

import pandas as pd
import streamlit as st

from policytargets.ui.blocks import ledger, tables, unknown_values
from policytargets.wording.glossary import glossary_rows, term


def note_unknown() -> None:
    """Say which entries of 术语 the address asks for that there are none of, whatever part is open."""
    unknown_values.note("用词", "term", {name: name for name in _terms()})


def _words() -> list[tuple[str, str, str, str]]:
    """Every term; those of the ledger where there is one."""
    return glossary_rows(progress=ledger.at_hand())


def _terms() -> list[str]:
    return [term(concept, word) for concept, word, _, _ in _words()]


def show() -> None:
    frame = pd.DataFrame(_words(), columns=["概念", "用词", "记号", "含义"])
    named, asked = _terms(), st.query_params.get("term", "")
    place = named.index(asked) if asked in named else -1
    tables.table(frame.replace("", None), key="words", name="术语", label="术语", asked=place)
