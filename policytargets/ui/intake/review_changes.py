"""What writing would change in the tables, in the words of the board: a fold for each table, a line for each row."""

import re
from collections.abc import Sequence

import pandas as pd
import streamlit as st

from policytargets.intake.publishing import Change
from policytargets.record.curated import TABLE
from policytargets.record.dictionary import Column
from policytargets.ui.blocks import filters
from policytargets.ui.blocks.listings import listing
from policytargets.wording.codes import (
    BASIS_WORD,
    CHANGE_WORD,
    COMPARATOR_WORD,
    DIRECTION_WORD,
    PERIOD_WORD,
    ROLE_WORD,
    STATED_IN_WORD,
    STATUS_WORD,
    STRENGTH_WORD,
)
from policytargets.wording.glossary import REASON_WORD, WORD_REASON_WORD
from policytargets.wording.markdown import plain_text

BOOLEAN_WORD = {"true": "是", "false": "否"}
EMPTY = "（空）"
WORDS = {
    "comparator": COMPARATOR_WORD, "basis": BASIS_WORD, "period": PERIOD_WORD, "strength": STRENGTH_WORD,
    "stated_in": STATED_IN_WORD, "role": ROLE_WORD, "status": STATUS_WORD, "direction": DIRECTION_WORD,
    "reason": {**WORD_REASON_WORD, **REASON_WORD}, "decided": {"accepted": "照提取通过", "corrected": "修改后通过"},
}  # fmt: skip
Named = dict[str, dict[str, str]]


def show_changes(changes: Sequence[Change]) -> None:
    """All changes, table by table."""
    named = {"category_id": filters.choices("categories"), "line_ids": filters.choices("lines")}
    for table in dict.fromkeys(change.table for change in changes):
        own = [change for change in changes if change.table == table]
        counts = "，".join(
            f"{word} {sum(c.what == what for c in own)} 行"
            for what, word in CHANGE_WORD.items()
            if any(c.what == what for c in own)
        )
        title = f"{TABLE[table].meaning.partition('：')[0]}（{TABLE[table].file}）"
        with st.expander(plain_text(f"{title}：{counts}")):
            rows = [{"行": _key(c), "改动": CHANGE_WORD[c.what], "内容": in_words(c, named)} for c in own]
            listing(pd.DataFrame(rows), label=f"{title}的改动", links={}, sortable=True)


def in_words(change: Change, named: Named) -> str:
    """What a row holds, held, or holds otherwise; what names it stands beside it already, and 否 is no news."""
    columns = {column.name: column for column in TABLE[change.table].columns}
    cells = []
    for name, old, new in change.cells:
        both = [said(columns[name], value, named) for value in (old, new)]
        if change.what == "changed":
            cells.append(f"{heading(columns[name])} {both[0] or EMPTY} → {both[1] or EMPTY}")
        elif name not in TABLE[change.table].key and "否" not in both:
            cells.append(f"{heading(columns[name])} {''.join(both)}")
    return "；".join(cells)


def heading(column: Column) -> str:
    """A column's name: the first words of what it means, or those behind 时 where they only say when it is filled."""
    first, *others = re.split("[：；，（]", column.meaning)
    return others[0] if first.endswith("时") and others else first


def _key(change: Change) -> str:
    columns = {column.name: column for column in TABLE[change.table].columns}
    names = TABLE[change.table].key
    return " ".join(said(columns[name], value, {}) for name, value in zip(names, change.key, strict=True))


def said(column: Column, value: str, named: Named) -> str:
    """A cell in words: codes by their word, what it refers to by its name, lists one after another."""
    if column.kind == "boolean":
        return BOOLEAN_WORD.get(value, value)
    if column.name == "changed":
        columns = [*TABLE["indicators"].columns, *TABLE["targets"].columns]
        words = {own.name: heading(own) for own in columns}
        return "、".join(words.get(part, part) for part in value.split(";"))
    words = WORDS.get(column.name, {}) | named.get(column.name, {})
    parts = value.split(";") if column.kind == "list" else [value]
    return "、".join(words.get(part, part) for part in parts)
